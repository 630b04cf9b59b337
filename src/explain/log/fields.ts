import { linesOf } from './lines.ts';
import { type Passage, passagesIn } from './passages.ts';

/** Fields in which loggers keep what was said, as text. */
const TEXTS =
  /^(?:msg|message|@m|@mt|@x|short_message|full_message|event|error|err|exception|exc_info|exc_text|stack|stack_?trace|stacktrace|trace|cause|reason|details?|error_?(?:msg|message|detail|details|description)?|err_?msg|description|body|response(?:_?body)?|stderr|log)$/i;
const LOGFMT = /(?:^|\s)(?:msg|message|err|error|exception|event|reason|cause|stack|detail)="((?:[^"\\]|\\.){4,8000})"/g;

const LIMITS = { records: 60, depth: 4, texts: 12, shortest: 8 };

/**
 * What the structured records of a passage hold as text, each read like a log of its own, with the number of the record's line. `counts` says
 * which lines can be records of a failure.
 */
export function spokenIn(passage: Passage, counts: (line: string) => boolean): Passage[] {
  return passage.lines
    .slice(0, LIMITS.records)
    .flatMap(({ text, number, source }) =>
      (counts(text) ? textsOf(text) : [])
        .slice(0, LIMITS.texts)
        .flatMap((spoken) =>
          passagesIn(linesOf(spoken, 0).map((line) => ({ ...line, number, source: speakerOf(text, source) }))),
        ),
    );
}

/** Fields in which loggers keep who speaks. */
const SPEAKER =
  /["']?\b(?:logger|logger_name|component|name|service|module|scope|subsystem|container|container_name|app|SourceContext|category|context|tag)["']?\s?[:=]\s?["']([\w.@:/ -]{1,80})["']/g;

function speakerOf(record: string, source: string): string {
  return [source, ...[...record.slice(0, 4_000).matchAll(SPEAKER)].slice(0, 6).map((found) => found[1])].join(' ');
}

function textsOf(line: string): string[] {
  if (/^\s*\{\s*"/.test(line)) return fieldsOf(line);
  if (!/="/.test(line)) return [];
  return [...line.matchAll(LOGFMT)].map((found) => quoted(found[1] as string));
}

/** What a quoted value says; as it stands where it is not quoted like JSON. */
function quoted(value: string): string {
  try {
    return String(JSON.parse(`"${value}"`));
  } catch {
    return value;
  }
}

function fieldsOf(line: string): string[] {
  const start = line.indexOf('{');
  try {
    return collected(JSON.parse(line.slice(start, line.lastIndexOf('}') + 1)), 0);
  } catch {
    return [];
  }
}

function collected(value: unknown, depth: number): string[] {
  if (depth > LIMITS.depth || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => {
    if (typeof field === 'string') return TEXTS.test(key) && field.length >= LIMITS.shortest ? [field] : [];
    if (Array.isArray(field) && TEXTS.test(key)) return field.filter((one): one is string => typeof one === 'string');
    return collected(field, depth + 1);
  });
}
