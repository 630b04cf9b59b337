import { parseEnv } from 'node:util';

/** What a reader makes of one line: the value, null where it sees no variable, `refused` where it stops at the whole file. */
export type LineReading = { value: string } | null | 'refused';

/** One assignment as it stands in the file, without its line break. */
export interface RawLine {
  /** `export ` before the name. */
  exported: boolean;
  name: string;
  /** Between name and sign. */
  gap: string;
  sign: '=' | ':';
  /** All that stands behind the sign. */
  raw: string;
}

const LINE = /^[ \t]{0,40}(export[ \t]{1,8})?([A-Za-z_][\w.-]{0,80})(?:([ \t]{0,8})(=)|(:)(?=[ \t]))(.*)$/;

/** The assignment of a line; null where it holds none. */
export function rawLine(line: string): RawLine | null {
  const [, exported, name, gap = '', equals, , raw = ''] = LINE.exec(line) ?? [];
  return name ? { exported: exported !== undefined, name, gap, sign: equals ? '=' : ':', raw } : null;
}

/** As `node --env-file` reads it. */
export function asNode(line: string, { name }: RawLine): LineReading {
  const value = parseEnv(line)[name];
  return value === undefined ? null : { value };
}

const COMMENT = /^\s*(?:#.*)?$/;

/** As dotenv of npm reads it (motdotla/dotenv, lib/main.js): a quote counts where nothing but a comment follows the closing one. */
export function asDotenv({ raw }: RawLine): LineReading {
  const text = raw.trim();
  const quote = /^["'`]/.exec(text)?.[0];
  const end = quote ? closings(text, quote).findLast((at) => COMMENT.test(text.slice(at + 1))) : undefined;
  const plain = (end === undefined ? (text.split('#', 1)[0] ?? '') : text.slice(0, end + 1)).trim();
  const inner = /^(["'`])(.*)\1$/.exec(plain)?.[2] ?? plain;
  return { value: plain.startsWith('"') ? inner.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : inner };
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', f: '\f', v: '\v' };

/** As python-dotenv reads it (theskumar/python-dotenv, parser.py and variables.py): no backticks, `#` only after a space, `${NAME}` replaced. */
export function asPythonDotenv({ raw, sign }: RawLine): LineReading {
  if (sign === ':') return null;
  const text = raw.trimStart();
  const quote = /^["']/.exec(text)?.[0];
  if (!quote) return { value: replaced(beforeComment(text).trimEnd()) };
  const end = closings(text, quote).at(-1);
  if (end === undefined || !COMMENT.test(text.slice(end + 1))) return null;
  const inner = text.slice(1, end);
  const decoded =
    quote === '"'
      ? inner.replace(/\\([\\'"abfnrtv])/g, (_, sign: string) => ESCAPES[sign] ?? sign)
      : inner.replace(/\\([\\'])/g, '$1');
  return { value: replaced(decoded) };
}

/** A `#` begins a comment only behind white space. */
function beforeComment(text: string): string {
  const at = text.search(/\s#/);
  return at < 0 ? text : text.slice(0, at);
}

/** What is put in place of a reference depends on the environment; that it is replaced does not. */
function replaced(value: string): string {
  return value.replace(/\$\{[^}:]{0,80}(?::-[^}]{0,80})?\}/g, '\0');
}

/** As `docker run --env-file` reads it (docker/cli, opts/file.go): all that stands behind the sign is the value. */
export function asDocker({ exported, gap, sign, raw }: RawLine): LineReading {
  return exported || gap !== '' || sign === ':' ? 'refused' : { value: raw };
}

/** Where the quote may close: behind a backslash only if nothing better comes, so the last one is the first without a backslash. */
function closings(text: string, quote: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(quote, 1); at > 0; at = text.indexOf(quote, at + 1)) {
    found.push(at);
    if (text[at - 1] !== '\\') break;
  }
  return found;
}
