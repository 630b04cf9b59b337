import { isTyped } from '../../log/roles.ts';
import { isConditional } from './conditions.ts';

/**
 * Distinguishes lines in which something failed from lines that mention failures: source code, prose, test results, access logs of a
 * server, lists of settings. The latter are not failures of a call.
 */

/** Statements of the usual languages. A traceback shows them too, between the lines that count. */
const CODE =
  /^\s*(?:\d{1,6}[:|]? {1,8})?(?:-->? ?\d{1,6} )?(?:except\b|\} ?catch\b|catch ?[({]|if ?[( ]|\} ?else|elif\b|else:|while ?\(|for ?\(|raise\b|throw\b|rescue\b|(?:im|ex)port\b(?!:| (?:of|for|job|task|run|failed|failure|error|is|was|has|to|service|worker|finished|aborted)\b)|from [\w.]{1,80} import\b|class [A-Z]|(?:async )?def\b|(?:async )?function\b|func\b|fn\b|pub\b|const\b|let\b|var\b|return\b|assert\w{0,20}[ (.]|expect\(|(?:it|test|describe)\(|switch ?\(|case\b.{1,200}:\s*$|case ['"\w.]{1,60}:|self\.\w|await \w|@[\w.]{1,40}\(?|\/\/|\/\*|#(?:!| |include|define)|\*\/|<!--|"""|''')/;
/** A call that looks for words in a text, and commands at a prompt that do. */
const SEARCH =
  /\b(?:contains|includes|startsWith|endsWith|indexOf|hasPrefix|hasSuffix|matches|equals|toContain|toMatch|toBe|toThrow\w{0,5}|assert\w{0,20}|console\.\w{2,8}|print(?:ln|f)?|log(?:ger|ging)?\.\w{2,9}|fmt\.\w{2,10}|new Error|Error)\([fFrRbBuU]{0,2}['"`]|^\s*(?:[$%#] )?(?:grep|egrep|rg|ag|awk|sed|export(?= [A-Z_]+=)|echo|curl(?! error\b)|wget|git (?:log|commit|grep)) [^:]/i;

/** What shows that a statement carries a real failure all the same: notebooks, reprs and Rust's debug form print such lines. */
const FAILED_ALL_THE_SAME =
  /^\s*\/\/ API ERROR: |\bError\("[^"]{1,200}", line: \d|\(Caused by |\[Errno |\[WinError |Error code: \d{3} - \{/;

const TEST_RESULT =
  /^\s*(?:[✓✔√☑]|E\s+(?:assert\b|[+-]\s)|\[?(?:PASS|PASSED|SUCCESS|OK)\]?\b|ok \d{1,6}\b|--- PASS|[✗✘×] should|\S{1,200}::\S{1,200} (?:PASSED|SKIPPED|XFAIL))|\.\.\. ?ok\b|\bPASSED\b/;

/** A request that came in, as web servers and frameworks log it. */
const ACCESS =
  /(?<!request: )"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) [^"\s]{1,2000} HTTP\/[\d.]{1,3}\\{0,4}"|^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \/\S{0,2000} \d{3}\b|["']?(?:remote_addr|remote_ip|user_agent|userAgent|client_ip|clientIP|bytes_sent|upstream_response_time|request_time)["']?\s{0,4}[:=]/;

/** Names of settings in which codes and statuses are listed. */
const SETTING =
  /(?:retry|retries|retryable|ignore|allowed|expected|handled|status_?forcelist|codes|on_errors?)[\w-]{0,30}["']?\s{0,4}[:=]\s{0,4}[[({"']/i;

/** A heading, a row of a table (not a level between bars, as logs have it behind the time), an item of a list with a sentence, a line of a history of changes. */
const DOCUMENT =
  /\(\[?#\d{1,6}\]?[()]|^[0-9a-f]{7,12} (?:\([^)]{1,80}\) )?[A-Z][a-z]+ |^\s*[-*] (?:[0-9a-f]{7,12}: )?(?:feat|fix|docs|chore|test|refactor)(?:\(|:)|^\s*(?:#{1,6} [A-Z]|\|(?! ?(?:ERROR|WARN(?:ING)?|CRITICAL|FATAL|INFO|DEBUG|TRACE|SUCCESS)\s{0,8}\|)[^|]{1,400}\|[^|]{0,2000}\||[-*] \*\*|<(?:h[1-6]|li|p|td|th|dt|dd|a|code)\b)/;

/** A link of Markdown, which messages of programs have as well. */
const LINK = /\]\(https?:/;
/** What a program prints when something failed, and hardly anybody writes about it. */
const PRINTED =
  /\b\w{2,60}(?:Error|Exception)\]?: \S|\b(?:did ?n[o']t|could ?n[o']t|can ?n[o']t) (?:get|find|read|see) [`'"$]{0,2}[A-Z]{2,20}_API_KEY\b|["']error["']\s?:\s?\{|\b(?:Error|error|failed)(?: code)?: [45]\d\d\b|[[(][45]\d\d [A-Z][a-z]+(?: [A-Z]\w+){0,3}[\])]|\| 5\d\d: [A-Z]|status ?code[ :='"]{1,4}[45]\d\d\b/i;

/** A status of a registry, by the client that asked it. */
const REGISTRY = /^\s*npm (?:ERR!|error) (?:code E)?\d{3}\b/;

/** A row of a table of statuses, as Node's `http.STATUS_CODES` in a dump. */
const STATUS_TABLE = /^\s*['"]?[1-5]\d\d['"]?\s?[:=]>?\s?['"][A-Z][\w' -]{2,40}['"],?\s*$/;

/** A sample of a counter, and a valid response of a model, which may contain any text. */
const NO_FAILURE =
  /^[a-zA-Z_:][\w:]{0,100}\{[^{}]{0,400}\} [\d.e+]{1,20}\s*$|"object\\{0,4}": ?\\{0,4}"(?:chat\.completion|response|text_completion|list)(?:\.chunk)?\\{0,4}"|'object': ?'(?:chat\.completion|response)(?:\.chunk)?'/;

/** A client that prints the answer that it could not read. */
const COULD_NOT_READ =
  /\b(?:error|fail(?:ed|ure)|could ?n[o']t|cannot|unable to)\b[^\n{]{0,40}\b(?:deserializ\w{1,5}|decod\w{1,4}|pars\w{1,4}|read)\b/i;

/** The text of a structured record, which says more of it than its fields: a server logs the failure of its own call with who asked it. */
function messageOf(text: string): string | null {
  if (!/^\s*\{\s*["']/.test(text) && !/\b(?:msg|message|error|err)=/.test(text)) return null;
  const found =
    /["'](?:msg|message|error|err|error_detail|detail|event)["']\s?:\s?\[?\s?"((?:[^"\\]|\\.){8,3000})/.exec(text) ??
    /(?:^|\s)(?:msg|message|error|err)="((?:[^"\\]|\\.){8,3000})/.exec(text);
  return found ? (found[1] as string).replace(/\\(["'\\])/g, '$1') : null;
}

const TELLS_OF_FAILURE =
  /\btry again\b|\bmust\b|\brequired\b|\bis not\b|\b(?:fail(?:ed|ure)?|error|incorrect|refused|timed? ?out|timeout|unreachable|reset|denied|exceeded|exhausted|invalid|unauthorized|no such host|dial tcp|not found|EOF|x509|certificate|unable|cannot|could ?n[o']t)\b/i;

/** Handshakes and reads of clients of a server, in that server's own error log: nginx, Apache, HAProxy, Go, Node, Kestrel. */
const FROM_A_STRANGER =
  /(?:SSL_\w{2,24}\(\) failed|peer closed connection in SSL handshake|recv\(\) failed|SSL handshak|SSL_read)[^\n]{0,400}\bclient: [\d.:a-f]{3,45}|\bAH020\d\d: SSL|SSL library error \d{1,3} in handshake \(server|\bTLS handshake error from [\d.:[\]a-f]{3,60}|\btlsClientError\b|\b[Cc]lient disconnected: |\b(?:receiv|read|recv|send|writ)\w{0,4}(?: \w{2,12}){0,2} (?:from|to) (?:the |a )?client\b(?! (?:error|failed))|\bClientAbortException\b|\bstarlette\.requests\.ClientDisconnect\b|\bjetty\.io\.EofException\b|\((?:OPTIONS \/\S{1,200}|(?:GET|HEAD) \/(?:favicon\S{0,20}|robots\.txt|\.well-known\S{0,80}|(?:\S{0,40}\/)?(?:health\w{0,4}|stats|version|status))?)\)\. Returning 200 anyway|Failed to authenticate HTTPS connection|\bSSL handshake failure(?: \(|$)|(?:invalid|bad) (?:HTTP )?request (?:received|line)|Invalid HTTP request received|Bad request (?:version|syntax) \(/;

/** An option in the help of a command, with its explanation. */
const OPTION = /^\s{1,12}(?:-\w,? {1,3})?--[\w-]{2,40}(?:[ =][<[{]?[\w.|-]{1,40}[>\]}]?)?\s{2,40}[A-Za-z]/;

/** A line of a program that a search in files found. */
const FOUND =
  /^\s*(?:\u23bf\s*)?(?:\.\/)?[\w./@-]{1,200}\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|rb|php|cs|swift|dart|vue|md|ya?ml|json|toml|sh)[:-]\d{1,6}[:-](.*)$/;

function isFound(text: string): boolean {
  const line = FOUND.exec(text)?.[1];
  return line !== undefined && (CODE.test(line) || /[,;{(]\s*$/.test(line));
}

/** A tool that an agent calls, with what it is given. */
const TOOL_CALL = /^\s*[\u25cf\u23fa\u2022] [A-Z]\w{2,30}\(/;

/** The kernel's own lines, as its buffer and its log have them: what it refuses, kills and drops is no call. */
const KERNEL = /^\[ {0,6}\d{1,7}\.\d{6}\](?:\[ *[TC]\d{1,7}\])? |^(?:[\w.-]{1,64} )?kernel: /;

export type Kind = 'failure' | 'mention' | 'access';

/** What a line of a log is, as far as it can be told from the line alone. */
export function kindOf(line: string): Kind {
  const text = line.slice(0, 4_000);
  const well = NO_FAILURE.exec(text);
  if (well && !COULD_NOT_READ.test(text.slice(0, well.index))) return 'mention';
  const message = messageOf(text);
  if (message !== null && TELLS_OF_FAILURE.test(message)) return kindOf(message);
  if (ACCESS.test(text) || (FROM_A_STRANGER.test(text) && !/upstream/.test(text))) return 'access';
  if (isTyped(text) && !FAILED_ALL_THE_SAME.test(text)) return 'mention';
  if (CODE.test(text) && !FAILED_ALL_THE_SAME.test(text)) return 'mention';
  if (SEARCH.test(text) && !FAILED_ALL_THE_SAME.test(text)) return 'mention';
  if (
    TEST_RESULT.test(text) ||
    OPTION.test(text) ||
    isFound(text) ||
    TOOL_CALL.test(text) ||
    ((SETTING.test(text) || LINK.test(text)) && !PRINTED.test(text)) ||
    STATUS_TABLE.test(text) ||
    REGISTRY.test(text) ||
    KERNEL.test(text) ||
    DOCUMENT.test(text)
  )
    return 'mention';
  return 'failure';
}

/** True where whole lines of a program are shown, and no error that came out of one. */
export function isSourceCode(lines: { text: string; stamp: string | null }[]): boolean {
  const filled = lines.filter(({ text }) => text.trim() !== '');
  if (filled.length < 4 || filled.some(({ text, stamp }) => stamp !== null || OUTPUT.test(text))) return false;
  const code = filled.filter(({ text }) => /;\s*$/.test(text.slice(-200)) || CODE.test(text.slice(0, 400)));
  return code.length >= filled.length * 0.3;
}

/** What programs print and no prose contains: frames of a trace, a class with its message, an exit code of curl, a field without a value as Swift has it, a page of a server that refused, an error of Node's `debug` with the time since the one before. */
const OUTPUT =
  /^\s{0,8}<(?:center><h1>|h1>|title>|head><title>)[45]\d\d [A-Z]|^\s+at \S|^Traceback|^\s+File "|^(?:E\s{1,8})?[\w.]{1,80}(?:Error|Exception): |^curl: \(|^Caused by: |^(?:Uncaught )?Error: |^\s+\w{1,40} = "?<null>"?;\s*$|:error \S.{0,200} \+\d{1,6}(?:ms|s|m)$/;

const HYPOTHETICAL =
  /\b(?:if|when|whenever|unless|in case of|such as|e\.g\.,?|for example,?|like|handles?|handled|handling|catch(?:es|ing)?|retry(?:ing)? (?:on|for|after)|retries|avoids?|prevents?|fix(?:es|ed)?|simulates?d?|mock(?:s|ed)?|raises?|throws?|expect(?:s|ed)?|(?:means?|says?|shows?)(?: that)?|called|about|named?|documented|see|hits?|hitting|getting|gets|adds?|added|adding|treats?|treating|ignor(?:e|es|ing)|maps?)\s{1,2}(?:the |an? |any |your |these |this )?['"`([]{0,2}$/i;
const ARTICLE = /(?:^|[\s(])(?:the|an?|any|your|each|every|of|with|as|and|or|vs\.?|for|on)\s{1,2}['"`([]{0,2}$/i;
const EXPLAINED =
  /^['"`\])]{0,2},?\s{1,2}(?:means|indicates|is (?:returned|raised|thrown|an?|the|caused|usually|handled|retried)|occurs|happens|(?:errors?|responses?|status(?:es)?|codes?|exceptions?|failures?)\b(?! ?[:=(\d]|$)|handling|handlers?|retry|retries|should|may|can|will|could|might|when|if)\b/i;

/**
 * True where a sentence only mentions what is at `place`. Single words (codes, names of classes) also count as mentioned after an article
 * or a preposition: programs print them after a colon or a verb.
 */
export function isMentionedInProse(text: string, place: number, length: number): boolean {
  const before = text.slice(Math.max(0, place - 80), place);
  const after = text.slice(place + length, place + length + 60);
  const oneWord = !text
    .slice(place, place + length)
    .trim()
    .includes(' ');
  return (
    HYPOTHETICAL.test(before) ||
    isConditional(before) ||
    isInTableOfClasses(before, after) ||
    inBackticks(before, after) ||
    COMMENT.test(before) ||
    (oneWord && (ARTICLE.test(before) || EXPLAINED.test(after)))
  );
}

/** A table of Python's classes, in the repr of a variable: which exception a library makes of which. */
function isInTableOfClasses(before: string, after: string): boolean {
  return /<class '[\w.]{1,60}'>: <class '[\w.]{0,60}$/.test(before) || /^[\w.]{0,60}'>: <class '/.test(after);
}

/** Behind the mark of a comment, at the end of a line of code. */
const COMMENT = /(?:^|[;,){\s])(?:\/\/|#) ?(?:[\w.'"`]{1,20} ){0,4}$/;

/** A name set in the type of code within a sentence. */
function inBackticks(before: string, after: string): boolean {
  return (
    (/`[\w.:]{0,40}$/.test(before) && /^[\w.:()]{0,40}`/.test(after)) ||
    (/>['"]?$/.test(before) && /^['"]?<\/(?:code|span|tt|b)>/i.test(after))
  );
}
