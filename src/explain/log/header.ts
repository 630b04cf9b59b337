/** What a logger or a collector puts before a message: when, how bad, and who speaks. */
export interface Header {
  /** Its parts in order, each with its kind. */
  parts: Part[];
  /** Where the message begins. */
  length: number;
}

interface Part {
  kind: Kind;
  /** Where the part ends. */
  end: number;
  /** What it says: the time to the second, the level, the name of who speaks. */
  says: string;
}

/** A label is of a collector, and names the container or the process; a source is what the program itself says of who speaks. */
type Kind = 'stamp' | 'level' | 'label' | 'source';

const DATE = String.raw`\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[-/][A-Z][a-z]{2}[-/]\d{4}`;
const TIME = String.raw`\d{1,2}:\d{2}:\d{2}`;
const ZONE = String.raw`(?:[.,:]\d{1,9})?(?: ?[AP]M)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?`;

const STAMPS = [
  new RegExp(`^[[(<]?((?:${DATE})[T _:,-]{1,2}${TIME})${ZONE}[\\])>]?[:,|]?(?: ?- (?=\\S))?[ \\t]?`),
  new RegExp(`^[[(<]?((?:[A-Z][a-z]{2},? )?[A-Z][a-z]{2} {1,2}\\d{1,2} ${TIME})${ZONE}(?: \\d{4})?[\\])>]?:?[ \\t]?`),
  new RegExp(`^[[(<]?(${TIME})${ZONE}[\\])>]?[:|]?[ \\t]?`),
  // vLLM, Android: month and day alone
  new RegExp(`^[[(<]?(\\d{2}-\\d{2} ${TIME})${ZONE}[\\])>]? ?`),
  /^(?:time|ts|timestamp)="?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)[^\s"]{0,16}"? /,
  /^(\d{10})(?:\d{3})?(?:\.\d{1,9})? (?=\S)/,
  // glog and klog: `E1125 10:00:00.000000   1234 file.go:12] `
  new RegExp(`^[IWEFD](\\d{4} ${TIME})[.,]\\d{3,9} {1,8}\\d{1,8} [\\w./-]{1,80}:\\d{1,6}\\] `),
  // Ruby's Logger: `E, [2026-11-03T10:00:00.123456 #1234] ERROR -- : `
  new RegExp(`^[DIWEFA], \\[((?:${DATE})T${TIME})[.\\d]{0,8} #\\d{1,8}\\] {1,2}[A-Z]{4,5} -- [^\\n:]{0,40}: `),
];

const NO_HOST = String.raw`(?!(?:[\w-]{1,63}\.){1,6}(?:com|org|net|io|ai|dev|cn|local|internal|svc|localdomain)\b)`;

/** What collectors put before each line: quoting, compose's service, kubernetes' stream, journald's host and process, GitHub's mark. */
const LABELS = [
  /^> ?(?!>>)/,
  new RegExp(String.raw`^${NO_HOST}[\w./-]{1,64} {1,40}\| ?`),
  /^\d{1,3}\|[\w.-]{1,40} {1,20}\| ?/,
  // stern: pod and container; `gh run view --log`: job and step; GitLab: number and stream
  /^[a-z][\w.-]{0,80}-(?=[a-z]{0,9}\d)[a-z0-9]{5,10}(?:-[a-z0-9]{5})? (?!\w{0,40}:)[\w.-]{1,60} /,
  /^[^\t\n]{1,60}\t[^\t\n]{1,60}\t(?=\uFEFF?\d{4}-\d\d-\d\dT)/,
  /^\d\d[OE][ +]/,
  /^std(?:out|err) [FP] /,
  /^(?:[\w.-]{1,64} )?[\w./@-]{1,64}(?:\[[\w.:-]{1,40}\]): ?/,
  // Ray and vLLM: the process, its rank and its machine
  /^\([\w:#.-]{2,80}(?: \w{2,10}=[\w.:-]{1,40},?){0,3} pid=\d{1,8}(?:, ip=[\d.]{3,40})?\) ?/,
  /^##\[error\]/,
  /^\[(?:stdout|stderr|pod\/[\w./-]{1,120}|[\w.-]{1,40}\/[\w.-]{1,40})\] /,
];

const LEVEL_NAMES =
  'TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|CRITICAL|FATAL|SEVERE|SUCCESS|ALERT|EMERG|ERR|WRN|INF|DBG|FTL|VRB|CRT|fail|warn(?:ing)?|info|debug|trace|error|crit(?:ical)?|fatal|notice';
/** A level behind a stamp or a label, with what fences it. With a colon alone it belongs to the message: `error: connect …`. */
const LEVELS = [
  new RegExp(
    `^(?:[[(<{|]|: )? ?(${LEVEL_NAMES}|[EWIDF](?=[\\] \\t]))(?:/[\\w.-]{1,40})?[\\])>}]?(?![\\w:(=])(?: {0,8}\\||(?: -)?(?=[ \\t]))`,
  ),
  /^level=(\w{3,8})(?= )/,
  // Google Apps Script, between tabs
  /^(Notice|Error|Info|Warning|Debug)\t/,
];
const LEVEL_BEGINS = new RegExp(`^[[(<{|]? ?(${LEVEL_NAMES})\\b`);
/** Widths to which loggers pad levels, with the space behind. More is the message's own indentation. */
const WIDTHS = [6, 8, 9];

const NO_ERROR = String.raw`(?![\w.:$]{0,120}(?:(?:Error|Exception|Timeout|Failure|Failed|Warning|Interrupt|Disconnected|Errno)\b|\b(?:Invalid|TooMany|Bad|Incomplete|Missing|Unsupported)[A-Z]))`;
const NAME = String.raw`${NO_ERROR}${NO_HOST}[\w$-]{1,60}(?:(?:\.|::|/)[\w<>$-]{1,60}){1,8}(?::[\w<>]{1,60}){0,2}`;
const PLACE = String.raw`[\w./-]{1,80}\.(?:py|[cm]?js|tsx?|go|java|kt|rs|rb|php|cs|cpp|cc|c|ex)(?::[\w<>]{1,60})?:\d{1,6}`;

/** Who speaks, behind a stamp or a level: threads, loggers, places in the program. What may be the name of an error or a host is none. */
const SOURCES = [
  new RegExp(String.raw`^\[(?!cause\b|SSL\b|WinError|Errno)${NO_ERROR}([\w.:/#@$-]{1,80}(?: [\w.:/#@$-]{1,40})?)\](?: -)?:? ?`),
  new RegExp(String.raw`^[{(](${PLACE})[)}] ?`),
  // Spring: `1 --- [thread] logger : `
  /^(\d{1,8}) --- /,
  new RegExp(String.raw`^(?:- )?(${NO_ERROR}[\w.:/$-]{1,80}) - (?=[[(]?(?:${LEVEL_NAMES})\b)`),
  new RegExp(String.raw`^(?:- )?(${NAME}) {0,40}(?: - |: |\t| \| )`),
  new RegExp(String.raw`^(${PLACE})(?: - |: |\t|\] ?| )`),
  // env_logger and Celery close the bracket behind level and target
  /^((?:\w{1,40}(?:::|-))*\w{1,40})\] /,
  /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\t/,
];

/** Headers that begin with the level. Alone it is a word of the message. */
const LEVEL_FIRST = new RegExp(
  String.raw`^\[?(${LEVEL_NAMES})\]?(?::(?=[\w.]{1,60}:)| {1,5}(?=[[(]?(?:\d{2,4}[-/]\d|\d{2}:\d{2}:)|${PLACE} ))`,
);
/** Behind `LEVEL:` of Python's plain format. */
const PLAIN_SOURCE = /^([\w.]{1,60}):(?!\d|\/|:)/;

const MOST_PARTS = 10;

/** Reads what stands before a line's message. What a program prints by itself has no header, and its level, if any, belongs to the message. */
export function headerOf(text: string): Header {
  const parts: Part[] = [];
  let at = 0;
  while (parts.length < MOST_PARTS) {
    const part = partOf(text.slice(at), parts);
    if (!part || part.end === 0) break;
    at += part.end;
    parts.push({ ...part, end: at });
  }
  const level = at > 0 && !has(parts, 'level') ? LEVEL_BEGINS.exec(text.slice(at))?.[1] : undefined;
  if (level !== undefined) parts.push({ kind: 'level', end: at, says: level });
  return { parts, length: at };
}

/** A container or a process, and neither a stream nor a level. */
const NAMED = new RegExp(`^(?!(?:std(?:out|err)|${LEVEL_NAMES})\\b|[>#])(?=.{0,80}[a-z]{2})`, 'i');

/** The container or the process that a collector names before a line; null where none does. */
export function speakerOf({ parts }: Header): string | null {
  const label = parts.slice(0, 2).find(({ kind, says }) => kind === 'label' && NAMED.test(says));
  return label ? label.says.replace(/(?<=\w)\[[^\][]*\]:?\s*$/, '').trim() : null;
}

function partOf(text: string, before: readonly Part[]): Part | null {
  const outer = match(STAMPS, 'stamp', text) ?? match(LABELS, 'label', text);
  if (outer) return outer;
  if (before.length === 0) return match([LEVEL_FIRST], 'level', text);
  if (!has(before, 'level')) {
    const level = match(LEVELS, 'level', text);
    if (level) return padded(level, text);
  }
  if (before.length === 1 && before[0]?.kind === 'level') return match([PLAIN_SOURCE, ...SOURCES], 'source', text);
  return has(before, 'stamp') ? match(SOURCES, 'source', text) : null;
}

function has(parts: readonly Part[], kind: Kind): boolean {
  return parts.some((part) => part.kind === kind);
}

function padded(level: Part, text: string): Part {
  const blank = /^(?:\t| *)/.exec(text.slice(level.end))?.[0].length ?? 0;
  const isPadding = WIDTHS.includes(level.says.length + blank);
  return { ...level, end: level.end + (isPadding ? blank : Math.min(blank, 1)) };
}

function match(patterns: readonly RegExp[], kind: Kind, text: string): Part | null {
  for (const pattern of patterns) {
    const found = pattern.exec(text);
    if (found) return { kind, end: found[0].length, says: found[1] ?? found[0].trim() };
  }
  return null;
}
