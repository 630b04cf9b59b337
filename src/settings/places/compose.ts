import type { Assignment } from './assignment.ts';

/** More env files than a project has. */
const MOST_ENV_FILES = 8;

/** A name without a value: Compose takes it from the shell that starts it. */
const PASSED_ON = /^\s{0,40}-\s{1,8}["']?([A-Za-z][\w-]{2,60})["']?\s{0,40}$/;

/** The lines of a Compose file that set variables; a name alone stands for the variable of that name. */
export function composeLines(text: string, lines: Assignment[]): Assignment[] {
  const passedOn = text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    const name = line.length < 200 ? PASSED_ON.exec(line)?.[1] : undefined;
    return name ? [{ name, value: `\${${name}}`, line: index + 1, quoted: false }] : [];
  });
  return [...lines, ...passedOn];
}

/** The files that `env_file` names, in the order in which they stand: one name, a list of names, or a list with `path:`. */
export function envFilesOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.length < 500);
  const found = lines.flatMap((line, index) => {
    const [, indent = '', own = ''] = /^( {0,40})env_file:[ \t]{0,8}(.*)$/.exec(line) ?? [];
    if (!/^ {0,40}env_file:/.test(line)) return [];
    return own.split('#', 1)[0]?.trim() === '' ? listBelow(lines.slice(index + 1), indent.length) : inlineNames(own);
  });
  return [...new Set(found)].slice(0, MOST_ENV_FILES);
}

/** `.env`, `[.env, "b.env"]`. */
function inlineNames(text: string): string[] {
  const bare = text.replace(/\s#.*$/, '').trim();
  const names = bare.startsWith('[') ? bare.replace(/^\[|\]$/g, '').split(',') : [bare];
  return names.flatMap((name) => name.trim().replace(/^["']|["']$/g, '') || []);
}

function listBelow(lines: string[], indent: number): string[] {
  const end = lines.findIndex((line) => line.trim() !== '' && !isItemOf(line, indent));
  return lines.slice(0, end < 0 ? undefined : end).flatMap((line) => {
    const name = /^\s{0,40}(?:-\s{1,8})?(?:path:\s{1,8})?["']?([^\s"'#:][^"'#:]*?)["']?\s{0,40}(?:#.*)?$/.exec(line)?.[1];
    return name && !/^(?:required|format)\b/.test(name) ? [name] : [];
  });
}

/** YAML lets a list stand as deep as the name above it. */
function isItemOf(line: string, indent: number): boolean {
  const depth = line.search(/\S/);
  return depth > indent || (depth === indent && line.trimStart().startsWith('- '));
}

/** `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:?message}`, `${NAME:+other}`; `$$` is a dollar. */
const REFERENCE = /\$(?:(\$)|([A-Za-z_]\w{0,60})|\{([A-Za-z_]\w{0,60})(:?[-?+])?([^{}]{0,500})\})/g;

/** The value that Compose puts in place of the references in a text. A variable that is not set counts as empty. */
export function interpolated(text: string, variables: Readonly<Record<string, string | undefined>>): string {
  return text.replace(REFERENCE, (_whole, dollar, plain, braced, sign: string | undefined, other: string) => {
    if (dollar) return '$';
    const value = variables[plain ?? braced];
    const isThere = sign?.startsWith(':') ? (value ?? '') !== '' : value !== undefined;
    if (sign?.endsWith('-')) return isThere ? (value ?? '') : other;
    if (sign?.endsWith('+')) return isThere ? other : '';
    return value ?? '';
  });
}

/** The names of the variables that a text refers to. */
export function referencesIn(text: string): string[] {
  return [...text.matchAll(REFERENCE)].flatMap(([, , plain, braced]) => plain ?? braced ?? []);
}
