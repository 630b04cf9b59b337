/** A line of a log without its decoration. */
export interface Line {
  /** What the program said, with its indentation, without time stamps, colours and frames. */
  text: string;
  number: number;
  /** The time stamp that the line began with, to the second; null where it had none. */
  stamp: string | null;
}

/** A longer line is read up to here only: what is telling stands near where the search found it. */
const LONGEST = 32_768;

/** Splits an excerpt into lines and takes from each what terminals, collectors and frames have put around it. */
export function linesOf(text: string, firstLine: number): Line[] {
  return text.split(/\r?\n|\r(?!\n)/).map((raw, at) => lineOf(raw, firstLine + at));
}

function lineOf(raw: string, number: number): Line {
  let text = withoutFrame(withoutControls(raw.slice(0, LONGEST)));
  let stamp: string | null = null;
  for (let round = 0; round < 4; round += 1) {
    const prefix = prefixOf(text);
    if (!prefix) break;
    stamp ??= prefix.stamp;
    text = text.slice(prefix.length);
  }
  return { text, number, stamp };
}

/** Escape sequences, also where a JSON string or a collector spelled the escape out. */
function withoutControls(text: string): string {
  if (!/[\x00-\x08\x0b-\x1f\x7f-\x9f]|\[\d|u001b|\\x1b|\\033/i.test(text)) return text;
  return text
    .replace(/(?:\x1b|\\u001[bB]|\\x1[bB]|\\033|␛)\[[0-9;?]{0,32}[ -/]{0,4}[@-~]/g, '')
    .replace(/\x1b\][^\x07\x1b]{0,256}(?:\x07|\x1b\\)/g, '')
    .replace(/^\[\d{1,2}(?:;\d{1,3}){0,4}m|(?<=\s|\w)\[\d{1,2}(?:;\d{1,3}){0,4}m/g, '')
    .replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '');
}

/** Boxes around tracebacks (rich, pytest) and the column of file names that rich prints on the right. */
function withoutFrame(text: string): string {
  return text
    .replace(/^\s{0,200}[│┃║╎▏] ?/, '')
    .replace(/\s{1,200}[│┃║╎▕]\s{0,20}$/, '')
    .replace(/\s{2,200}[\w.<>-]{1,60}\.py:\d{1,6}$/, '');
}

const DATE = String.raw`\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[-/][A-Z][a-z]{2}[-/]\d{4}`;
const TIME = String.raw`\d{1,2}:\d{2}:\d{2}`;
const ZONE = String.raw`(?:[.,:]\d{1,9})?(?: ?[AP]M)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?`;

const STAMPS = [
  new RegExp(`^[[(<]?((?:${DATE})[T _:,-]{1,2}${TIME})${ZONE}[\\])>]?[:,|]?(?: ?- (?=\\S))? ?`),
  new RegExp(`^[[(<]?((?:[A-Z][a-z]{2},? )?[A-Z][a-z]{2} {1,2}\\d{1,2} ${TIME})${ZONE}(?: \\d{4})?[\\])>]?:? ?`),
  new RegExp(`^[[(<]?(${TIME})${ZONE}[\\])>]?[:|]? ?`),
  /^(?:time|ts|timestamp)="?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)[^\s"]{0,16}"? /,
  /^(\d{10})(?:\d{3})?(?:\.\d{1,9})? (?=\S)/,
  // glog and klog: `E1125 10:00:00.000000   1234 file.go:12] `
  new RegExp(`^[IWEFD](\\d{4} ${TIME})[.,]\\d{3,9} {1,8}\\d{1,8} [\\w./-]{1,80}:\\d{1,6}\\] `),
];

/** What collectors put before each line: quoting, compose's service, kubernetes' stream, journald's host and process, GitHub's mark. */
const LABELS = [
  /^> ?(?!>>)/,
  /^[\w./-]{1,64} {1,40}\| ?/,
  /^std(?:out|err) [FP] /,
  /^(?:[\w.-]{1,64} )?[\w./@-]{1,64}(?:\[[\w.:-]{1,40}\]): ?/,
  /^##\[error\]/,
  /^\[(?:stdout|stderr|[\w.-]{1,40}\/[\w.-]{1,40})\] /,
];

/** Time stamps and labels, one at a time. A label counts as one only where a stamp or another label stands beside it: see `lineOf`. */
function prefixOf(text: string): { length: number; stamp: string | null } | null {
  for (const pattern of STAMPS) {
    const found = pattern.exec(text);
    if (found) return { length: found[0].length, stamp: found[1] as string };
  }
  for (const pattern of LABELS) {
    const found = pattern.exec(text);
    if (found) return { length: found[0].length, stamp: null };
  }
  return null;
}
