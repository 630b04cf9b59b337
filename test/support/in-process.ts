/** Runs the command line as `bin` does, in this process, with streams of the test's own. */
import { PassThrough, Readable } from 'node:stream';
import { main } from '../../src/cli/main.ts';
import type { Io } from '../../src/machine/io.ts';

export interface Said {
  status: number;
  stdout: string;
  stderr: string;
}

export interface Around {
  input?: string | Buffer;
  env?: Record<string, string | undefined>;
  platform?: Io['platform'];
  isTerminal?: boolean;
}

/** Commands that go on until a signal ends them, which comes when they say that they have begun. */
const ENDLESS = ['practice', 'watch'];
const CTRL_C = Object.assign(new Error('interrupted by SIGINT'), { code: 'INTERRUPTED', signal: 'SIGINT' });

/** What a progress line asks of a terminal. */
const terminal = { cursorTo: () => true, clearLine: () => true, moveCursor: () => true };

export async function runHere(args: string[], { input, env, platform, isTerminal = false }: Around = {}): Promise<Said> {
  const said = { stdout: '', stderr: '' };
  const interruption = new AbortController();
  const collect = (name: 'stdout' | 'stderr') =>
    Object.assign(new PassThrough(), { isTTY: isTerminal, columns: 100, ...terminal }).on('data', (piece) => {
      said[name] += piece;
      if (name === 'stdout' && ENDLESS.includes(args[0] ?? '')) interruption.abort(CTRL_C);
    });
  const stdout = collect('stdout');
  const stderr = collect('stderr');
  const io: Io = {
    stdin: Object.assign(Readable.from(input === undefined ? [] : [Buffer.from(input as Buffer)]), { isTTY: false }),
    stdout,
    stderr,
    env: { LANG: 'C.UTF-8', ...env },
    platform: platform ?? 'linux',
    runtime: { node: '20.20.0', openssl: '3.0.17', os: 'Linux 6.1.0' },
    version: '1.2.3',
    timeZone: 'UTC',
    interrupted: interruption.signal,
  };
  const status = await main(args, io);
  await new Promise(setImmediate);
  return { status, ...said };
}

export interface CommandShape {
  name: string;
  /** Long names of the options that take a value, and of those that take none. */
  valued: string[];
  switches: string[];
  /** Whether something may stand behind the name without an option before it. */
  takesArgument: boolean;
  /** Options with which it sends nothing, and takes a port that is free. */
  quietly: string[];
}

const QUIETLY: Record<string, string[]> = {
  practice: ['--port', '0'],
  watch: ['--offline', '--listen', '127.0.0.1:0'],
};

/** What the help says that there is, so that whatever comes to it later is tried as well. */
export async function commandsHere(): Promise<CommandShape[]> {
  const { stdout } = await runHere(['--help']);
  const names = [...(stdout.split('Commands:')[1] ?? '').matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name as string);
  return Promise.all(
    names
      .filter((name) => name !== 'help')
      .map(async (name) => {
        const help = (await runHere([name, '--help'])).stdout;
        const options = [...help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)( <)?/gm)];
        return {
          name,
          valued: options.filter(([, , value]) => value).map(([, option]) => option as string),
          switches: options.filter(([, option, value]) => !value && option !== '--help').map(([, option]) => option as string),
          takesArgument: help.includes('\nArguments:'),
          quietly: QUIETLY[name] ?? (help.includes('--offline') ? ['--offline'] : []),
        };
      }),
  );
}
