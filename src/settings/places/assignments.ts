import { parseEnv } from 'node:util';
import type { Assignment, Format } from './assignment.ts';
import { composeLines } from './compose.ts';
import { claudeJson, codexToml, continueYaml, keysJson } from './program-files.ts';

/** Longer than any line with a key that was set by hand. */
const LONGEST_LINE = 2_000;

/** `NAME=value`, `export NAME=value`, `set -gx NAME value`, `- NAME=value`, `NAME: value`, each with or without quotes. */
const LINE =
  /^\s{0,40}(?:-\s{1,8})?(?:export\s{1,8}|set\s{1,8}-\w{1,4}\s{1,8}|\$env:)?["']?([A-Za-z][\w-]{2,60})["']?(?:\s{0,8}[=:]\s{0,8}|\s{1,8})(\S.*)$/;

const READERS: Record<Format, (text: string) => Assignment[]> = {
  dotenv: ofDotenv,
  lines: linesOf,
  compose: (text) => composeLines(text, linesOf(text)),
  'keys-json': keysJson,
  'claude-json': claudeJson,
  'codex-toml': (text) => codexToml(text, linesOf),
  'continue-yaml': (text) => continueYaml(text, linesOf),
};

/** Reads the assignments of a file. Of two of one name in one file the last counts, as for a shell and for dotenv. */
export function assignmentsIn(text: string, format: Format): Assignment[] {
  const found = READERS[format](text.replace(/^\ufeff/, ''));
  const filled = found.filter(({ value }) => value.trim() !== '');
  return [...new Map(filled.map((one) => [one.name, one])).values()];
}

/** Node's own parser, so that values are those that `node --env-file` sets. */
function ofDotenv(text: string): Assignment[] {
  const lines = linesOf(text);
  return Object.entries(parseEnv(text)).map(([name, value]) => {
    const at = lines.findLast((one) => one.name === name);
    return { name, value: value ?? '', line: at?.line ?? null, quoted: at?.quoted ?? false };
  });
}

function linesOf(text: string): Assignment[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    const [, name, value] = (line.length <= LONGEST_LINE && LINE.exec(line)) || [];
    return name && value !== undefined ? [{ name, ...unquoted(value), line: index + 1 }] : [];
  });
}

/** The value without its quotes, and without the comment behind it. */
function unquoted(value: string): { value: string; quoted: boolean } {
  const quote = /^["'`]/.exec(value)?.[0] ?? null;
  const end = quote ? value.indexOf(quote, 1) : value.search(/(?<!\s)(?:\s+#|\s*$)/);
  return {
    value: quote ? value.slice(1, end < 0 ? undefined : end) : value.slice(0, end < 0 ? undefined : end),
    quoted: quote !== null,
  };
}

/** A value that refers to another one: a variable, a command, a reference into a secret store. It cannot be compared. */
export function isReference(value: string): boolean {
  return /^\s*(?:\$|<|%\w+%|\{\{|op:\/\/|vault:|@Microsoft\.KeyVault)|\$\{|\$\(/.test(value);
}
