/** Readers of dotenv files, as people call them; the tool itself reads as Node.js does. */
export const ENV_FILE_READERS = ['dotenv', 'python-dotenv', 'Docker', 'Node.js', 'a shell'] as const;

export type EnvFileReader = (typeof ENV_FILE_READERS)[number];

/** What a reader does with a line that `node --env-file` reads in another way. */
export const ENV_FILE_EFFECTS = [
  'keeps-quotes',
  'keeps-comment',
  'keeps-spaces',
  'keeps-carriage-return',
  'keeps-byte-order-mark',
  'refuses-file',
  'ignores-line',
  'reads-line',
  'replaces-reference',
  'reads-escapes',
  'cuts-value',
] as const;

export type EnvFileEffect = (typeof ENV_FILE_EFFECTS)[number];

/** One line that readers take differently. No value is in it. */
export interface EnvFileDifference {
  path: string;
  /** From 1. */
  line: number;
  /** The variable. */
  name: string;
  readers: EnvFileReader[];
  effect: EnvFileEffect;
}
