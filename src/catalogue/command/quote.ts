import type { Slot } from './template.ts';

/**
 * What reads a command: a shell of Unix, fish, PowerShell, the prompt of Windows' cmd, cmd or PowerShell inside of another shell's quotes, a
 * Dockerfile, or a program of Python or JavaScript.
 */
export type Language = 'posix' | 'fish' | 'powershell' | 'prompt' | 'cmd' | 'docker' | 'code';

/**
 * Invisible characters and line ends, the backtick that ends a command here, and the mark of a truncated or masked text. A value with one
 * of them cannot be part of a command: it would not mean what it shows.
 */
const UNTYPEABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}`…]|[\u115f\u1160\u2800\u3164\uffa0]/u;

/** No path, host or URL of a working setting is longer. */
const LONGEST = 2_000;

/** A value as it is written into a command. */
export interface Written {
  text: string;
  /** It brings quotes of its own, in place of the double ones that stand around it alone. */
  isRequoted?: true;
}

/** Writes a value into its place for what reads it; null where that cannot be done so that it means the value and nothing else. */
export function quoted(value: string, slot: Slot, language: Language): Written | null {
  if (!isTypeable(value)) return null;
  // An option, a file of arguments, a switch of dig: no value that a command is about begins so.
  if (slot.beginsCommand || (slot.beginsWord && /^[-+@]/.test(value))) return null;
  const text = WRITERS[language](value, slot);
  if (text !== null) return { text };
  const word = slot.isAlone && slot.quoting === 'double' && !slot.isInDouble ? WORDS[language]?.(value) : null;
  return word ? { text: word, isRequoted: true } : null;
}

/** Whether a value can be part of a command: what is shown must be what is typed. */
export function isTypeable(value: string): boolean {
  return value !== '' && value.length <= LONGEST && !UNTYPEABLE.test(value);
}

const WRITERS: Record<Language, (value: string, slot: Slot) => string | null> = {
  posix: inPosix,
  // Its single quotes keep no backslash as it is.
  fish: (value, slot) => (value.includes('\\') ? null : inPosix(value, slot)),
  powershell: inPowerShell,
  prompt: inPrompt,
  // Neither has quotes that hold all signs: in cmd a % counts everywhere.
  cmd: (value) => (/^[\w.:/\\-]+$/.test(value) ? value : null),
  docker: (value) => (/^[\w.:/-]+$/.test(value) ? value : null),
  code: (value, { quoting }) => ((quoting === 'none' ? /^\w+$/ : /^[^"'\\$]+$/).test(value) ? value : null),
};

/** How a language writes any text as one word. */
const WORDS: Partial<Record<Language, (value: string) => string | null>> = {
  posix: posixWord,
  fish: (value) => (value.includes('\\') ? null : posixWord(value)),
  powershell: powerShellWord,
  prompt: promptWord,
};

/** Signs that no shell of Unix gives a meaning to, in zsh neither: there = begins a path, and brackets a pattern. */
const PLAIN = /^[\w./:,][\w./:,%+=@-]*$/;

/** An option without a value, which needs quotes in no shell. Of this tool's own words alone: a value that begins with a dash becomes one. */
export function isFlag(word: string): boolean {
  return /^--?[\w-]+$/.test(word);
}

/** A word that every shell of Unix reads as this text. */
export function posixWord(value: string): string {
  return PLAIN.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

function inPosix(value: string, { quoting, isAlone, isInDouble }: Slot): string | null {
  // Bash expands ! as history also after a quote inside double quotes.
  if (isInDouble && value.includes('!')) return null;
  if (quoting === 'none') return posixWord(value);
  if (quoting === 'single') return value.replaceAll("'", "'\\''");
  if (!/[$"\\!]/.test(value)) return value;
  return isAlone && !isInDouble ? null : `"${posixWord(value)}"`;
}

/** Signs that end a string of PowerShell as the plain quotes do, and dashes that it takes for one. */
const TYPOGRAPHIC = /[\u2013-\u2015\u2018-\u201f]/;

/** Windows PowerShell hands double quotes, and a backslash at the end of a quoted word, on to programs as something else. */
function isForPowerShell(value: string): boolean {
  return !/"|\\$/.test(value) && !TYPOGRAPHIC.test(value);
}

function inPowerShell(value: string, { quoting }: Slot): string | null {
  if (!isForPowerShell(value)) return null;
  if (quoting === 'single') return value.replaceAll("'", "''");
  if (quoting === 'double') return value.includes('$') ? null : value;
  return /^[\w.:/\\-]+$/.test(value) ? value : null;
}

/** A % and a ! count inside of its quotes too, and a backslash at their end would quote them for the program. */
function inPrompt(value: string, { quoting }: Slot): string | null {
  if (quoting === 'none') return /^[\w.:/\\@+=-]+$/.test(value) ? value : null;
  return quoting === 'double' && !/["%!]|\\$/.test(value) ? value : null;
}

/** A word that cmd reads as this text; null where there is none. */
export function promptWord(value: string): string | null {
  if (/["%!]|\\$/.test(value)) return null;
  return /^[\w.:/\\@+=-]+$/.test(value) ? value : `"${value}"`;
}

/** A word that PowerShell reads as this text; null where there is none. */
export function powerShellWord(value: string): string | null {
  if (!isForPowerShell(value)) return null;
  return /^[a-z][\w.:/\\-]*$/i.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
}
