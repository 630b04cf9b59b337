import { parseEnv } from 'node:util';
import type { Candidate } from './candidates.ts';

/** A name and the value that a file gives it, with the line on which it stands, from 1. */
export interface Assignment {
  name: string;
  value: string;
  line: number | null;
}

/** The names that hold a key for this API or the address of one, as clients and programs read them. */
const KEY_NAMES = ['OPENAI_API_KEY', 'AZURE_OPENAI_API_KEY', 'OPENROUTER_API_KEY', 'CODEX_API_KEY', 'openai-api-key', 'openai'];
const URL_NAMES = ['OPENAI_BASE_URL', 'OPENAI_API_BASE', 'AZURE_OPENAI_ENDPOINT', 'openai-api-base', 'openai_base_url'];

/** Whether a name holds a key, a base URL, or neither. */
export function heldBy(name: string): 'key' | 'base-url' | null {
  if (KEY_NAMES.includes(name)) return 'key';
  return URL_NAMES.includes(name) ? 'base-url' : null;
}

/** A longer line holds no key that anybody set by hand. */
const LONGEST_LINE = 2_000;

/** `NAME=value`, `export NAME=value`, `set -gx NAME value`, `- NAME=value`, `NAME: value`, each with or without quotes. */
const LINE =
  /^\s{0,40}(?:-\s{1,8})?(?:export\s{1,8}|set\s{1,8}-\w{1,4}\s{1,8})?["']?([A-Za-z][\w-]{2,60})["']?(?:\s{0,8}[=:]\s{0,8}|\s{1,8})(\S.*)$/;

/** Reads the assignments of the names above. Of two of one name in one file the last counts, as for a shell and for dotenv. */
export function assignmentsIn(text: string, format: Candidate['format']): Assignment[] {
  const found = format === 'json' ? ofJson(text) : format === 'dotenv' ? ofDotenv(text) : ofLines(text);
  const wanted = found.filter(({ name, value }) => heldBy(name) !== null && value.trim() !== '');
  return [...new Map(wanted.map((one) => [one.name, one])).values()];
}

/** Node's own parser, so that values are those that `node --env-file` sets. */
function ofDotenv(text: string): Assignment[] {
  const lines = ofLines(text);
  return Object.entries(parseEnv(text)).map(([name, value]) => ({
    name,
    value: value ?? '',
    line: lines.findLast((one) => one.name === name)?.line ?? null,
  }));
}

function ofLines(text: string): Assignment[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    const [, name, value] = (line.length <= LONGEST_LINE && LINE.exec(line)) || [];
    return name && value !== undefined ? [{ name, value: unquoted(value), line: index + 1 }] : [];
  });
}

/** The value without its quotes, and without the comment behind it. */
function unquoted(value: string): string {
  const quote = value[0] === '"' || value[0] === "'" ? value[0] : null;
  const end = quote ? value.indexOf(quote, 1) : value.search(/(?<!\s)(?:\s+#|\s*$)/);
  return quote ? value.slice(1, end < 0 ? undefined : end) : value.slice(0, end < 0 ? undefined : end);
}

function ofJson(text: string): Assignment[] {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== 'object' || json === null) return [];
    return Object.entries(json).flatMap(([name, value]) => (typeof value === 'string' ? [{ name, value, line: null }] : []));
  } catch {
    return [];
  }
}

/** A value that stands for another one: a variable, a command, a reference to a store of secrets. Nothing can be compared with it. */
export function isReference(value: string): boolean {
  return /^\s*(?:\$|<|%\w+%|\{\{|op:\/\/|vault:|@Microsoft\.KeyVault)|\$\{|\$\(/.test(value);
}
