import type { Io } from '../../machine/io.ts';
import type { Style } from '../../report/reporters/style.ts';

/** Width of lines in a file or a pipe. */
const PIPE_COLUMNS = 80;

/** How a text in a file looks, wherever it will be read. */
export const FILE_STYLE: Style = { columns: PIPE_COLUMNS, colour: false, unicode: true };

/** What the terminal at standard output can show (https://no-color.org, https://force-color.org). */
export function styleOf({ stdout, env, platform }: Io): Style {
  const isTerminal = Boolean(stdout.isTTY);
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  // Windows sets no locale; its current terminals say who they are.
  const unicode = platform === 'windows' ? Boolean(env.WT_SESSION || env.TERM_PROGRAM) : /utf-?8/i.test(locale);
  return {
    columns: isTerminal ? (stdout.columns ?? PIPE_COLUMNS) : PIPE_COLUMNS,
    colour: !env.NO_COLOR && (forced || (isTerminal && env.TERM !== 'dumb')),
    unicode: unicode || platform === 'macos',
  };
}
