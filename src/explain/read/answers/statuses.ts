import { STATUS_CODES } from 'node:http';
import type { Passage } from '../../log/passages.ts';

/** A status that a text names. */
export interface NamedStatus {
  status: number;
  /** Where the number stands, and where what follows it begins. */
  place: number;
  end: number;
  /** True where a client reports this status; otherwise the number only supplements a body or a message. */
  told: boolean;
  /** True where the words around it are a client's own form, which no sentence about the status has. */
  inForm: boolean;
}

/** Numbers with the format of a failing status that are not part of a date, an address, a version, a duration or a line number. */
const NUMBER = /(?<![\w.:/#$-]|line |L)([45]\d\d)(?![\w/%]|[.:]\d|,\d{3}|-\d)/g;

/** What must stand right before the number for it to be a status. */
const STATUS_CUE =
  /(?:error(?: code)?|status(?:[_ -]?code)?|code|https?(?:\/\d(?:\.\d)?)?|response(?: code)?|returned|responded(?: with)?|answered|received|api|upstream|request|failed(?: with)?|exception|got|with|unexpected|was|is|reason|Response)['"`]?\]?(?: of| was| is| code| -)?\s{0,2}(?:=>|[:=(['"`<>,-]){0,3}\s{0,2}['"([<]?$/i;
const CLASS = /\b[A-Z]\w{0,40}(?:Error|Exception|Failure)(?:\$\w{1,40})?\]?(?: \[[\w ]{1,40}\])?:? ?[([]?$/;
/** Words with which a client reports how it was answered. */
const STATUS_IN_PROSE =
  /Error code: $|HTTP Request: \w{3,7} \S{1,500} "HTTP\/[\d.]{1,3} $|(?:Client|Server) error '$|Request failed with status code $|does not indicate success: $|response code: $|returned (?:an |unexpected )?(?:HTTP )?(?:error|status|code)[\w :=(]{0,20}$|error, status code: $|responded with (?:a )?(?:status )?(?:code )?\(?$|status (?:client|server) error \($|returned error: $|last status: $|ERROR $|Response code (?:error: )?$|\bERROR:? (?:HTTP )?$|unexpected (?:HTTP )?status(?: code)?:? \(?$|API error:? ?\(?$|ResponseError: $|HTTP ?Error:? (?:code )?$|HTTPError: $|bad (?:response )?(?:status|response)(?: code)?:? ?\(?$|invalid (?:status|response)(?: code)?:? ?\(?$|non-(?:200|2xx|ok) (?:status|response)(?: code)?:? ?\(?$|failed with (?:an? )?(?:HTTP )?(?:status |response |error |code )*\(?$|statusCode: $|<Response \[$|status line is:? HTTP\/[\d.]{1,3} $|(?:^|[!:]) HTTP $|Unexpected server response: $|rejected WebSocket connection: HTTP $|HandshakeError: $|Unexpected response code: $|status code '$|but (?:was|got) '?$|Handshake status $|getStatus: $|Invalid handshake response(?: status)?:? $|failed to connect to websocket: HTTP error: $|bad handshake[^\n]{0,20} $|ErrorResponse\{status: $|status: $|\bServer returned HTTP response code: $|AIError: $|ApiError: $|Exception: HTTP $|\b(?:endpoint|api|server|provider|upstream|backend|gateway|llm|model)(?: (?:returned|answered|responded|replied|error|failed))?[:,]?(?: with)? HTTP $|HTTP status (?:code )?$|status (?:code )?of $|\bXHR ?(?:GET|POST|PUT)?[^\n]{3,300}\[HTTP\/[\d.]{1,3} $/i;
/** The same in the forms of single clients: openai-go and ofetch, Google's, Ktor, ureq, PHP, curl -v, Guzzle, httr, Req, dio, Alamofire, clj-http, Haskell's, Unity, Google's and Mistral's libraries, Azure's for .NET, PowerShell 7 below the line that failed. */
const STATUS_OF_CLIENT =
  /\bAPI Error: [\w .]{0,40}\($|\bAPI Error \u00b7 $|\b(?:GET|POST|PUT|PATCH|DELETE|HEAD)\]? \\?"https?:\/\/[^"\s]{1,500}": $|Error fetching from \S{1,400}: \[$|\) invalid: $|resulted in a `$|https?:\/\/\S{1,400}: status code $|HTTP request failed! {1,2}HTTP\/[\d.]{1,3} $|(?:^|[\s"])< HTTP\/[\d.]{1,3} $|\(HTTP $|got response with status $|has a status code of $|the server responded with a status of $|status code was unacceptable: $|unacceptableStatusCode\(code: $|\bgoogle\.api_core\.exceptions\.\w{3,40}: $|\bAPI error occurred: Status $|\b(?:request|call) failed \[$|\bAPI response\. Code: $|\bAPI (?:request|call) failed:? \($|clj-http: status $|\bError response \[[\w-]{1,60}\] $|~ \| $|statusCode = $|\berror:? HTTP\/[\d.]{1,3} $/i;
/** A browser's console names the request before the status, and where it was made from. */
const OF_A_CONSOLE = /\S:\d{1,7} {1,3}\u2297? ?(?:GET|POST|PUT|DELETE) https?:\/\/[^\s'"]{3,400}\s{1,3}$/;
/** The same in other languages, whose words have no space before a number. */
const STATUS_IN_OTHER_LANGUAGES =
  /(?:错误(?:码|代码)?|錯誤(?:碼|代碼)?|失败|失敗|报错|报错码|状态码|狀態碼|返回了?|响应码|エラー(?:コード)?|ステータス(?:コード)?|오류(?: ?코드)?|상태 ?코드|ошибка|код (?:ответа|ошибки|состояния)|fehler(?:code)?|erreur|código (?:de )?(?:estado|error|erro)|code (?:d'état|d'erreur))\s{0,2}[:\uff1a(\uff08]?\s{0,2}(?:HTTP )?$/i;
/** A status line in brackets after the word, as clients in Emacs have it. */
const IN_BRACKETS = /\berror:? \(HTTP\/[\d.]{1,3} $/i;
/** A status between brackets with its own phrase, as clients of Google's and gateways have it: `[429 Too Many Requests]`. */
const OPENS_BRACKET = /[:\s][[]$/;
/** An exception says which status it met; or an address, an arrow, what was answered from there. */
const OF_AN_EXCEPTION = /\b\w{0,60}(?:Error|Exception)\b['"]?:?[^\n.]{0,60}\b(?:status(?:[_ -]?code)?|HTTP|code)[ :=('"]{1,4}$/;
const OF_AN_ADDRESS = /https?:\/\/[^\s'"]{3,400}['"]?(?:: | - | -> | => | \u2192 | returned | responded(?: with)? | answered )$/i;

const FOLLOWED =
  /^ from API\b|^ \(\w{0,40}: \w{2,60}\)|^ (?:Client|Server) Error:|^ status code \(no body\)|^, message=['"][^\n]{0,200}['"], url=|^[^\n]{0,60}\bfor url\b|^ \([A-Z][\w '-]{2,40}\)\.?(?:[ "\\]|$)|^ [A-Z][\w '-]{2,40} from (?:[A-Z]{3,7} )?https?:|^, (?:\(empty body\)|\\?")|^ \\?"?[A-Z][\w '-]{2,40}\\?"? \((?:OpenURI|RestClient|Net)::|^ {1,2}(?:[A-Z][\w '-]{2,40} )?returned for \\?"/;

/** Node's library begins its messages with the status: `404 The model …`, `400 {"detail": …}`. */
const BEGINS = /^(?:|: |" |' )\n (?:[{<"[]|error code: |[A-Z][\w`']* )/;

/** What such a message is about; `404 users imported` begins like one. */
const SPEAKS_OF_A_CALL =
  /^ (?:(?:[-\u2013] )?["{<[]|.{0,60}\b(?:model|api key|request|rate limit|quota|access|denied|invalid|unauthorized|not found|does not exist|overloaded|unsupported|exceeded|insufficient|returned error|error from|provider)\b)/i;

/** A refusal that begins without a capital letter, as some vendors write it. */
const REFUSES =
  /^ [^\n]{0,80}\b(?:(?:is|are) (?:unsupported|not supported|not allowed|required|invalid)|(?:invalid|incorrect|missing) api key|rate limit exceeded|insufficient (?:balance|quota|credits?)|unauthorized|does not exist|overloaded|must be (?:one of|an?|set))\b/i;

/** What may precede such a message in a line or sentence: marks of lists and panels, and words that report a failure. */
const MARKED =
  /(?:^|[\s:.,\]])(?:[^\p{L}\p{N}\s]{0,3}\s{0,2}(?:\b(?:api[ _-]?)?(?:error|err|fatal|reason|failed|failure|cause|exception|errorMessage|error_message)\b|[\u274c\u2716\u2717\u2718\u00d7\u26a0\u{1f6a8}\u{1f534}\u2757\u25a0]\ufe0f?)[\])]?['"]?\s{0,2}[:=.!-]{0,2}\s{0,3}['"(]?)$/iu;
/** A sentence that says that something failed, and then what was answered. */
const SENTENCE = /\b(?:error|exception|failed|failure)\b[^\n:]{0,60}[:.] {1,2}$/i;
/** A status line that is printed as it came. */
const STATUS_LINE = /^HTTP\/[\d.]{1,3} $/;
const MARKS_ALONE = /^[^\p{L}\p{N}]{0,16}$/u;

/** How many statuses of one text are looked at. */
const MAX_STATUSES = 200;

/** The statuses that a passage names, in order. */
export function statusesIn({ text, starts }: Passage): NamedStatus[] {
  const found: NamedStatus[] = [];
  let line = 0;
  for (const match of text.matchAll(NUMBER)) {
    while (line + 1 < starts.length && (starts[line + 1] as number) <= match.index) line += 1;
    const status = statusAt(text, match, starts[line] ?? 0);
    if (status) found.push(status);
    if (found.length >= MAX_STATUSES) break;
  }
  return found;
}

/** What a framework of the web says of its own answer, behind the failure or before it: Rails, Phoenix, Next.js. */
const ITS_OWN = {
  before: /\b(?:Completed|Sent) $|\b(?:GET|POST|PUT|PATCH|DELETE) \/\S{0,300} $/,
  after: /^(?: [A-Z][\w' -]{2,40})? in \d/,
};

function statusAt(text: string, found: RegExpExecArray, line: number): NamedStatus | null {
  const status = Number(found[1]);
  const place = found.index;
  const before = text.slice(Math.max(0, place - 560), place);
  const after = text.slice(place + 3, place + 80);
  if (ITS_OWN.after.test(after) && ITS_OWN.before.test(before)) return null;
  const reason = reasonLength(status, after);
  const begins = BEGINS.test(`${before.slice(-2)}\n${after}`);
  // openai-python 0.x prints the body, the status, the body as it was read, and the headers.
  const between = /[}\]] $/.test(before.slice(-2)) && /^ \{['"](?:error|detail|message|object)['"]/.test(after);
  const bracketed = reason > 0 && OPENS_BRACKET.test(before) && /^[\])]/.test(after.slice(reason));
  const inForm = FOLLOWED.test(after) || IN_BRACKETS.test(before) || STATUS_OF_CLIENT.test(before) || bracketed || between;
  const lead = text.slice(Math.max(line, place - 80), place);
  const opens = opensMessage(lead, after, reason);
  const told =
    STATUS_IN_PROSE.test(before) ||
    STATUS_IN_OTHER_LANGUAGES.test(before.slice(-40)) ||
    OF_AN_EXCEPTION.test(before.slice(-200)) ||
    (reason > 0 && OF_AN_ADDRESS.test(before)) ||
    (/^\s*$|^ \(|^\n/.test(after.split('\n', 1)[0] ?? '') && OF_A_CONSOLE.test(before)) ||
    CLASS.test(before.slice(-60)) ||
    inForm ||
    opens ||
    isBehindItsPhrase(status, lead, after) ||
    (begins && SPEAKS_OF_A_CALL.test(after));
  if (!told && reason === 0 && !STATUS_CUE.test(before.slice(-60)) && !begins) return null;
  return { status, place, end: place + 3 + reason, told, inForm: inForm || opens };
}

/** A message that a program prints by itself, `401 Incorrect API key provided: …`: at the beginning of a line, or behind a mark or a word of failure. */
function opensMessage(lead: string, after: string, reason: number): boolean {
  const alone = MARKS_ALONE.test(lead);
  if (/^HTTP (?:error )?$/i.test(lead) && /^: {1,2}["'{[<A-Z]/.test(after)) return true;
  if (STATUS_LINE.test(lead)) return reason > 0 && /^\s*$|^ {1,2}\S+:/.test(after.slice(reason));
  if (!alone && !MARKED.test(lead)) return SENTENCE.test(lead) && (reason > 0 || SPEAKS_OF_A_CALL.test(after));
  // A list of statuses begins its lines so, and a table of them.
  if (alone && lead !== '' && /^\s*(?:[|>]|[-*]\s)/.test(lead) && !SPEAKS_OF_A_CALL.test(after)) return false;
  if (reason > 0) return alone ? ENDS.test(after.slice(reason)) : true;
  if (alone && REFUSES.test(after)) return true;
  return alone
    ? / {0,2}[{["<A-Z]/.test(after.slice(0, 3)) && SPEAKS_OF_A_CALL.test(after)
    : /^[:,]? ["'{[<A-Z]|^ (?:error|response)s?(?:[.,:!]|\s*$)/.test(after);
}

/** What follows the reason phrase where both are the whole message. */
const ENDS = /^\s*(?:$|[:.,;)\]"'{<`*|\u2500-\u257f]|from |at |for )/;

/** Phrases that servers put behind a status besides the standard's own. */
const OTHER_REASONS: Record<number, string[]> = {
  404: ['page not found', 'File Not Found'],
  402: ['Insufficient Balance'],
  413: ['Request Entity Too Large', 'Content Too Large'],
  414: ['Request-URI Too Large'],
  422: ['Unprocessable Content'],
  429: ['Too Many requests', 'Rate Limited'],
  500: ['Internal Error'],
  503: ['Service Temporarily Unavailable', 'Backend fetch failed'],
  504: ['Gateway Time-out', 'Gateway Timed Out'],
  524: ['A Timeout Occurred'],
  529: ['Site is overloaded', 'Overloaded'],
};

/** The phrase of a status as the whole message, and the number behind it between brackets: `Not Found (404)`. */
function isBehindItsPhrase(status: number, lead: string, after: string): boolean {
  const phrase = /(?:^|["'`:>\]|] ?|- )([A-Z][\w '-]{5,40}) [([]$/.exec(lead)?.[1]?.toLowerCase();
  return phrase !== undefined && /^[)\]]/.test(after) && phrase.endsWith((STATUS_CODES[status] ?? '\n').toLowerCase());
}

/** How much of the text is the standard's own phrase for the status, with its brackets. */
function reasonLength(status: number, after: string): number {
  for (const reason of [STATUS_CODES[status], ...(OTHER_REASONS[status] ?? [])]) {
    if (!reason) continue;
    const start = /^["')\]]{0,2}[ :,-]{1,3}[('"]?/.exec(after)?.[0].length ?? -1;
    if (start > 0 && after.slice(start, start + reason.length).toLowerCase() === reason.toLowerCase())
      return start + reason.length;
  }
  return 0;
}
