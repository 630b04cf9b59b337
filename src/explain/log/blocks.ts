import { linesOfDocuments } from './documents.ts';
import { linesOfTraces, type Shown } from './traces.ts';

/** What a line is: a program's message, what a trace shows beside it, part of a file of settings, or of what people wrote of other failures. */
export type Role = 'message' | Shown | 'setting' | 'document';

interface Line {
  text: string;
  stamp: string | null;
  level: string | null;
  role: Role;
}

/**
 * Stretches of a log that show a file of settings: what their lines hold is read by a program some day, and said by none. A dump of an error
 * has the same form, so a stretch counts only where its keys are those of settings, and in it no line that holds a message.
 */

/** A key of YAML, TOML, properties or an environment file, with or without a value, or an item of a list. */
const ENTRY =
  /^\s*(?:- )?["']?([a-z_][\w.-]{0,60})["']?\s{0,4}[:=](?:\s|$)|^\s*- \S|^\s*\[[\w.-]{1,60}\]\s*$|^\s*#|^\s*["']?[1-5]\d\d["']?:\s*$/i;
/** The status of an answer that a description of an API lists. */
const DESCRIBED = /^\s*["']?[1-5]\d\d["']?:\s*$/;
/** Keys that only settings have. */
const OF_SETTINGS =
  /^\s*(?:- )?["']?(?:version|services?|image|environment|env|ports|volumes|providers?|retry|retries|max_?\w{0,30}|timeouts?|enabled|base_?url|api_?base|api_key|model_?list|model_name|models|plugins|logging|routes?|messages|templates?|locale|labels|defaults?|rules?|backoff|on_?error)["']?\s{0,4}[:=]/i;
/** Keys that errors and answers have. */
const OF_AN_ERROR =
  /^\s*["']?(?:errors?|errno|code|status(?:_?code)?|syscall|cause|stack|message|msg|details?|reason|exception|response|body|result|info|hostname|address|last_?\w{0,20})["']?\s{0,4}[:=]/i;
const FEWEST = { lines: 4, settings: 2, texts: 3, statuses: 2 };
/** A text under a key, as tables of translations have it. */
const TEXT = /^\s*["']?[\w.-]{2,60}["']?\s{0,3}(?:[:=]|=>)\s{0,3}["'`].*["'`],?\s*$/;
/** Keys of records and of answers, whose texts somebody said. */
const OF_A_RECORD =
  /^\s*["']?(?:title|description|text|time|timestamp|ts|date|level|severity|url|uri|host|method|path|type|param|name|id|object|content|role|error_\w{1,20}|logger|event)["']?\s{0,3}(?:[:=]|=>)/i;

/** The lines, those of traces, of a file of settings and of documents marked. */
export function withRoles<L extends Line>(lines: L[]): L[] {
  const documents = linesOfDocuments(lines.map(({ text }) => text));
  const settings = settingsAmong(lines);
  const marked = withTraces(lines);
  if (documents.size === 0 && settings.size === 0) return marked;
  const roleOf = (line: L, at: number): Role =>
    documents.has(at) ? 'document' : settings.has(line) ? 'setting' : (marked[at] as L).role;
  return lines.map((line, at) => ({ ...line, role: roleOf(line, at) }));
}

/** The lines, those marked that a trace shows beside its message. */
export function withTraces<L extends { text: string; role: Role }>(lines: L[]): L[] {
  const shown = linesOfTraces(lines.map(({ text }) => text));
  return shown.size === 0 ? lines : lines.map((line, at) => ({ ...line, role: shown.get(at) ?? line.role }));
}

function settingsAmong<L extends Line>(lines: readonly L[]): Set<L> {
  const marked = new Set<L>();
  for (let from = 0; from < lines.length; ) {
    const to = endOfStretch(lines, from);
    const stretch = lines.slice(from, to);
    if (isOfSettings(stretch)) for (const line of stretch) marked.add(line);
    from = Math.max(to, from + 1);
  }
  return marked;
}

function endOfStretch(lines: readonly Line[], from: number): number {
  let to = from;
  while (to < lines.length && isEntry(lines[to] as Line)) to += 1;
  return to;
}

const isEntry = ({ text, stamp, level }: Line) => stamp === null && level === null && ENTRY.test(text.slice(0, 200));

function isOfSettings(stretch: readonly Line[]): boolean {
  if (isTableOfTexts(stretch) || stretch.filter(({ text }) => DESCRIBED.test(text)).length >= FEWEST.statuses) return true;
  if (stretch.length < FEWEST.lines || stretch.some(({ text }) => OF_AN_ERROR.test(text))) return false;
  return stretch.filter(({ text }) => OF_SETTINGS.test(text)).length >= FEWEST.settings;
}

/** Texts under keys and nothing else: what a program may say some day, by its language or by the failure. */
function isTableOfTexts(stretch: readonly Line[]): boolean {
  const texts = stretch.filter(({ text }) => !/[{[(]\s*$/.test(text));
  return (
    texts.length >= FEWEST.texts &&
    texts.every(({ text }) => TEXT.test(text.slice(0, 600)) && !OF_AN_ERROR.test(text) && !OF_A_RECORD.test(text))
  );
}
