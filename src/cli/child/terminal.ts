import { posixWord } from '../../catalogue/command/quote.ts';
import type { Io } from '../../machine/io.ts';
import { programPath } from '../../machine/programs.ts';

/** What is started: a program and its arguments, and whether it has a terminal. */
export interface Started {
  program: string;
  args: string[];
  hasTerminal: boolean;
}

/**
 * How to start a command so that it keeps the terminal: script(1), which every Linux and macOS has, gives it a pseudo-terminal of its
 * own. Where standard output is no terminal, or script is missing, the command is started with pipes.
 */
export async function startedInTerminal(command: string[], io: Io): Promise<Started> {
  const [program = '', ...args] = command;
  const isTerminal = io.stdin.isTTY === true && io.stdout.isTTY === true && io.stderr.isTTY === true;
  const script = isTerminal ? await scriptOf(io) : null;
  if (script === null) return { program, args, hasTerminal: false };
  if (io.platform === 'macos') return { program: script, args: ['-q', '/dev/null', ...command], hasTerminal: true };
  const line = command.map(posixWord).join(' ');
  return {
    program: script,
    args: ['--quiet', '--flush', '--return', '--command', `exec ${line}`, '/dev/null'],
    hasTerminal: true,
  };
}

async function scriptOf({ env, platform }: Io): Promise<string | null> {
  return platform === 'windows' ? null : programPath('script', env, false);
}
