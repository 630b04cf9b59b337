import { posixWord } from '../../catalogue/command/quote.ts';
import type { Io } from '../../machine/io.ts';
import { programPath } from '../../machine/programs.ts';
import { batchArguments } from './batch-file.ts';

/** What is started: a program and its arguments, and whether it has a terminal. */
export interface Started {
  program: string;
  args: string[];
  hasTerminal: boolean;
  /** Whether the arguments are a line for cmd.exe, which nothing may quote again. */
  isVerbatim?: boolean;
}

/**
 * How to start a command so that it keeps the terminal: script(1), which every Linux and macOS has, gives it a pseudo-terminal of its
 * own. Where standard output is no terminal, or script is missing, the command is started with pipes.
 */
export async function startedInTerminal(command: string[], io: Io): Promise<Started> {
  const [program = '', ...args] = command;
  if (io.platform === 'windows') return startedOnWindows(program, args, io);
  const isTerminal = io.stdin.isTTY === true && io.stdout.isTTY === true && io.stderr.isTTY === true;
  const script = isTerminal ? await programPath('script', io.env, false) : null;
  if (script === null) return { program, args, hasTerminal: false };
  if (io.platform === 'macos') return { program: script, args: ['-q', '/dev/null', ...command], hasTerminal: true };
  const line = command.map(posixWord).join(' ');
  return {
    program: script,
    args: ['--quiet', '--flush', '--return', '--command', `exec ${line}`, '/dev/null'],
    hasTerminal: true,
  };
}

/** There `npx` is a file `npx.cmd`, which the system starts only through cmd.exe. */
async function startedOnWindows(program: string, args: string[], { env }: Pick<Io, 'env'>): Promise<Started> {
  const path = /[\\/]/.test(program) ? program : await programPath(program, env, true);
  if (!path || !/\.(?:bat|cmd)$/i.test(path)) return { program, args, hasTerminal: false };
  const shell = 'C:\\Windows\\System32\\cmd.exe';
  return { program: shell, args: batchArguments(path, args), hasTerminal: false, isVerbatim: true };
}
