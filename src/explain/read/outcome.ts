import type { Line } from '../log/lines.ts';
import { lineAt, type Passage } from '../log/passages.ts';
import type { Outcome } from './event.ts';
import type { Failure } from './failures.ts';

/** Messages of a client that retries. */
const TRIES_AGAIN =
  /\bretry(?:ing|:)?\b.{0,60}(?:\bin\b|\bafter\b|\d|attempt|\.\.\.|\u2026)|will (?:be )?retr(?:y|ied)|attempts? (?:left|remaining)|\battempt \d{1,3} ?(?:\/|of) ?\d{1,3}|\b(?:re-?connecting|re-?trying|backing off|trying again)\b|\bretries? (?:left|remaining)\b|\bRetry \d{1,3}\/\d{1,3}|\bwill_?retry["']?\s?[:=]\s?true\b|["']attempts?["']\s?:\s?\d|\battempt[ =#:]{1,2}\d{1,3}\b/i;
/** Words of a client that goes another way. */
const GOES_ELSEWHERE =
  /\bfall(?:ing|s|en)?[ -]?back\b|\bfallbacks?\b|\busing (?:the )?(?:local|cached|bundled|built-?in|default|backup|previous|offline)\b|\bcontinu(?:e|es|ing) (?:without|anyway|with)\b|\bswitch(?:ing|ed)? to\b|\bfailing over\b|\b(?:candidate|mirror|replica|fallback)_(?:failed|error|succeeded|started)\b|\bfailover\b|\btrying (?:the )?next\b|\b426\b[^\n]{0,60}(?:Upgrade Required|ws:|wss:)|responses_websocket/i;
const GIVES_UP =
  /\bgiv(?:e|es|ing|en) up\b|\bgave up\b|retries (?:are )?exhausted|\bmax(?:imum)? retries\b|(?:after|all) \d{1,3} (?:attempts|retries|tries)|exceeded retry limit/i;

/** A status of success, as clients and servers log it. */
const ANSWERED_WELL =
  /HTTP Request: \w{3,7} \S{1,400} "HTTP\/[\d.]{1,3} 2\d\d\b|"(?:POST|GET) \S{1,400} HTTP\/[\d.]{1,3}" 2\d\d\b|^\s*2\d\d\s*$|\b200 OK\b|(?:->|=>|\u2192|\bok|status(?:_?code)?["']?\s?[:= ]{1,2}|(?:answered|responded|replied)(?: with)?(?: HTTP| status)?) ?200\b/i;
/** Words that say that the same thing then went well. */
const WENT_WELL =
  /(?:\b|_)(?:succeeded|recovered|reconnected|restored)\b|\b(?:working|available|reachable|up) again\b|\bsuccess(?:ful(?:ly)?)?\b|\bconnection (?:re-?)?established\b|\btokens? used\b|\bfinish_?reason["']?\s?[:=]\s?["']?(?:stop|tool|length)|\bexit(?:ed)? (?:with )?(?:code|status)[ :]{1,2}0\b|^0$|\b(?:response|answer|reply|completion) (?:was )?(?:received|done|finished|ok)\b|\banswered by\b|\b\d{1,7} tokens\b|^[\u2022\u23fa\u25cf] (?:Ran|Explored|Edited|Updated|Added|Read|Wrote|Searched|Called|Bash|Update|Write)\b|^Token usage: total=|^Tokens: [\d.,]{1,9}k? sent, |\b[1-9]\d{0,8} [a-z]{3,20}[,;:] {1,2}(?:0|no) (?:failed|failures|errors)\b/i;
/** What takes such words back. */
const DID_NOT =
  /\b(?:not|un|in|no|never|failed|fail|error|without) ?(?:success|succeed|complet|finish|recover)|\bunsuccessful|\bfail(?:ed|ure)?\b|\berror\b|\bgive?(?:s|n|ing)? up\b|\bgave up\b/i;
/** A count of failures that says that there were none. */
const NONE_FAILED = /\b(?:0|no) (?:failed|failures|errors)\b/gi;
/** What a run of tests ends with where none failed: pytest, Jest, Vitest, Mocha, Go, Cargo, RSpec, JUnit, .NET, PHPUnit, TAP. */
const TESTS_PASSED =
  /^=+ (?!.*\b(?:failed|error))\d{1,6} passed\b|^\s*Tests:? {1,8}(?!.*\bfailed)\d{1,6} passed\b|^\s*\d{1,6} passing\b|^ok {1,4}\t?\s?[\w./-]{1,200}\s{1,8}(?:\d|\(cached\))|^test result: ok\.|\b\d{1,6} examples?, 0 failures\b|\bTests run: \d{1,6}, Failures: 0, Errors: 0\b|^Passed! {1,3}- Failed:\s{1,8}0\b|^OK \(\d{1,6} tests?\b|^# fail 0$|^Ran \d{1,6} tests? in|^\d{1,6} passed(?:,| in| \()/;
const TESTS_FAILED =
  /^FAILED\b|\b[1-9]\d{0,5} failed\b|^\s*[1-9]\d{0,5} failing\b|^--- FAIL|^FAIL\b|^test result: FAILED|\bFailures: [1-9]|\bErrors: [1-9]|^# fail [1-9]/;

/** Whether there is a failure to explain: not where what was tried next went well, nor where a test wanted it. */
export const isLasting = ({ outcome }: Failure): boolean => outcome !== 'recovered' && outcome !== 'expected';

/** The failures with how each ended, in their order. */
export function withOutcomes(failures: Failure[], passages: readonly Passage[]): Failure[] {
  if (failures.length === 0) return failures;
  const lines = passages.flatMap((passage) => passage.lines);
  const wanted = endOfTests(lines);
  const outcomes = new Map<Failure, Outcome>();
  const final: Failure[] = [];
  for (const failure of failures.toSorted((a, b) => endOf(b) - endOf(a))) {
    const last = endOf(failure);
    const outcome = outcomeOf(failure, { lines, last, wanted, final });
    outcomes.set(failure, outcome);
    if (outcome !== 'recovered' && failure.id !== 'client/not-an-api-error') final.push(failure);
  }
  return failures.map((failure) => ({ ...failure, outcome: outcomes.get(failure) ?? 'failed' }));
}

interface Course {
  lines: readonly Line[];
  /** The last line that shows the failure. */
  last: number;
  /** The line with which a run of tests ended well; 0 where there is none. */
  wanted: number;
  /** The failures that were not mended and end as far down or further. */
  final: readonly Failure[];
}

function outcomeOf(failure: Failure, { lines, last, wanted, final }: Course): Outcome {
  if (last < wanted) return 'expected';
  if (failure.direction === 'incoming') return servedLater(lines, last, String(failure.operation)) ? 'recovered' : 'failed';
  const said = isRefusal(failure) ? besideRefusal(lines, failure, last) : aroundOf(lines, failure, last);
  if (!GOES_ELSEWHERE.test(said) && !TRIES_AGAIN.test(said)) return GIVES_UP.test(said) ? 'gave up' : 'failed';
  if (GIVES_UP.test(said)) return 'gave up';
  const further = final.filter((one) => endOf(one) > last);
  const isAnswered = GOES_ELSEWHERE.test(said) ? () => true : (text: string) => isOfSamePeer(failure, text);
  const mends = lines.filter(({ text }) => isAnswered(text));
  if (further.length === 0) return wentWell(mends, failure, last) ? 'recovered' : 'retried';
  // What failed again for the same reason was not mended by what is between. A failure for another reason behind a success is another one.
  if (further.some(({ id }) => id === failure.id)) return 'gave up';
  return wentWell(linesBefore(mends, Math.min(...further.map(startOf))), failure, last) ? 'recovered' : 'gave up';
}

/** A refusal that no further try of the same request mends: of the key, of a permission, of the request itself. */
const isRefusal = ({ id, reading }: Failure) =>
  /^(?:auth|request)\//.test(id) && (reading?.httpStatus ?? 401) < 500 && reading?.httpStatus !== 429;

/** What its own record says of the next try; of its neighbors, only what goes another way: the tries of other calls are not its own. */
function besideRefusal(lines: readonly Line[], failure: Failure, last: number): string {
  const own = lineAt(failure.passage, failure.clue.place).text.slice(0, AROUND.length);
  const near = aroundOf(lines, failure, last);
  return GOES_ELSEWHERE.test(near) || SIGNS_IN_AGAIN.test(near) ? near : own;
}

/** What mends a refusal that an old token met. */
const SIGNS_IN_AGAIN =
  /\b(?:refresh|renew)\w{0,4} (?:\w{1,20} ){0,3}(?:token|credential)|\btoken (?:\w{1,12} ){0,3}(?:refresh|renew)/i;

const startOf = ({ lines }: Failure) => Math.min(...lines);
const endOf = ({ lines }: Failure) => Math.max(...lines);
const linesBefore = (lines: readonly Line[], before: number) => lines.filter(({ number }) => number < before);

function endOfTests(lines: readonly Line[]): number {
  if (lines.some(({ text }) => TESTS_FAILED.test(text.slice(0, 300)))) return 0;
  return lines.findLast(({ text }) => TESTS_PASSED.test(text.slice(0, 300)))?.number ?? 0;
}

/** How many lines around a failure say what the client does next, and how much of each. */
const AROUND = { before: 2, after: 3, length: 1_500 };

/** The failing line, the end of its record, and their neighbors: clients print what they do next on a line of its own. */
function aroundOf(lines: readonly Line[], { passage, clue }: Failure, last: number): string {
  const first = lineOf(passage, clue.place);
  const end = Math.max(last, passage.lines.at(-1)?.number ?? last);
  const near = lines.filter(
    ({ number }) =>
      (number >= first - AROUND.before && number <= first + AROUND.after) || (number > end - 1 && number <= end + AROUND.after),
  );
  return near.map(({ text }) => text.slice(0, AROUND.length)).join('\n');
}

function lineOf({ lines, starts }: Passage, place: number): number {
  return (
    lines[
      Math.max(
        0,
        starts.findLastIndex((start) => start <= place),
      )
    ]?.number ?? 0
  );
}

/** A server that answers the same endpoint well further down. */
function servedLater(lines: readonly Line[], after: number, endpoint: string): boolean {
  return lines.some(
    ({ number, text }) => number > after && text.includes(endpoint) && /(?:" ?|\| |[:/]|\s)2\d\d\b/.test(text.slice(0, 1_000)),
  );
}

/** Names of one call among several, as programs log them: of a request, a trace, a job. */
const NAME_OF_CALL =
  /\b(?:(?:request|req|trace|job|task|run|call|correlation|conversation)[_-]?)?id["']?\s?[:=#]\s?["']?([\w-]{1,64})|\b((?:req|request|job|task|run|call|trace)[-_#:][\w-]{2,40})/gi;

function namesIn({ text, source }: Line): Set<string> {
  const found = [...`${source} ${text}`.slice(0, 1_500).matchAll(NAME_OF_CALL)];
  return new Set(found.map(([, id, name]) => id ?? name ?? '').filter((name) => /\d/.test(name)));
}

/** Where both lines name their call, it is the same; where one does not, it may be. */
function isOfSameCall(own: ReadonlySet<string>, line: Line): boolean {
  if (own.size === 0) return true;
  const names = namesIn(line);
  return names.size === 0 || [...names].some((name) => own.has(name));
}

/** Whom a request was for, as clients log it. */
const REQUESTED = /\bhttps?:\/\/(?:[^\s"'/@]{1,80}@)?([\w.-]{1,253})(?::\d{1,5})?(\/[^\s"'?]{0,300})?/i;

/** Whether a line that names a URL names that of the failure: its host, and for what was answered its path. */
function isOfSamePeer({ around: { host, url }, reading }: Failure, text: string): boolean {
  const [, otherHost, path = '/'] = REQUESTED.exec(text.slice(0, 500)) ?? [];
  if (otherHost === undefined || host === null) return true;
  if (otherHost.toLowerCase() !== host.toLowerCase()) return false;
  return reading === null || url === null || url.path.length <= 1 || path === url.path;
}

/** Most lines below a failure that are searched for how it ended. */
const MOST_LINES = 4_000;

function wentWell(lines: readonly Line[], { id, passage, clue }: Failure, after: number): boolean {
  const own = namesIn(lineAt(passage, clue.place));
  const below = lines.filter((line) => line.number > after && isOfSameCall(own, line)).slice(0, MOST_LINES);
  // A stream that breaks or stalls began with a status of success.
  const isOfStream = /^stream\/|^http\/truncated$/.test(id);
  return below.some(({ text }) => saysSuccess(text, isOfStream));
}

/** Whether a line says that what was tried went well; a status alone does not say so of a stream. */
export function saysSuccess(text: string, isOfStream = false): boolean {
  const head = text.slice(0, 500);
  return (WENT_WELL.test(head) || (!isOfStream && ANSWERED_WELL.test(head))) && !DID_NOT.test(head.replace(NONE_FAILED, ''));
}
