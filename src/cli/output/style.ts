import type { ChalkInstance } from 'chalk';
import type { Io } from '../../machine/io.ts';
import type { Style } from '../../report/reporters/style.ts';

/** Width of lines in a file or a pipe. */
const PIPE_COLUMNS = 80;

/** How a text in a file looks, wherever it will be read. */
export const FILE_STYLE: Style = { columns: PIPE_COLUMNS, unicode: true };

/** What the terminal at standard output can show. */
export async function styleOf(io: Io): Promise<Style> {
  const { stdout } = io;
  return { columns: (stdout.isTTY && stdout.columns) || PIPE_COLUMNS, chalk: await chalkFor(io), unicode: isUnicode(io) };
}

/** Whether the terminal shows more than ASCII. Windows sets no locale; its current terminals identify themselves. */
export function isUnicode({ env, platform }: Io): boolean {
  if (platform === 'windows') return Boolean(env.WT_SESSION || env.TERM_PROGRAM);
  return platform === 'macos' || /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '');
}

/**
 * Chalk at the level of standard output; undefined where there is no color. Chalk handles FORCE_COLOR, dumb terminals and CI, but leaves
 * NO_COLOR (https://no-color.org) to the program. Loaded only where the result is open.
 */
async function chalkFor({ stdout, env }: Io): Promise<ChalkInstance | undefined> {
  if (env.NO_COLOR || !(stdout.isTTY || env.FORCE_COLOR !== undefined)) return undefined;
  const { default: chalk } = await import('chalk');
  return chalk.level > 0 ? chalk : undefined;
}
