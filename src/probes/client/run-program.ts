import { type ChildProcess, spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { programPath } from '../../machine/programs.ts';
import type { Target } from '../../model/target.ts';
import { childEnvironment } from '../../secrets/child-environment.ts';

/** Result of a program. */
export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
  /** Why it was stopped or did not start; null if it exited by itself. */
  stopped: string | null;
  ms: number;
}

/** How `stopped` begins where a program was not started. */
export const REFUSED = 'could not be run';

/** Maximum output of a program. */
const OUTPUT_LIMIT = 32 * 1024;

/** For which run a program is started, in which environment, and how long it may take. */
export interface Running {
  target: Target;
  /** The environment to choose from; the program gets what `childEnvironment` hands on. */
  env: Target['env'];
  limitMs: number;
  signal: AbortSignal;
  /** Runs in the directory of the program in place of the working directory. */
  elsewhere?: boolean;
  /** Variables of its own. */
  more?: Record<string, string>;
}

/**
 * Runs a program of the `PATH` without a shell and without input; ends it at the time limit, with the signal, or when it prints too much.
 * Runs the absolute path that was found: in a lookup by the system an empty entry or the working directory might come first.
 */
export async function runProgram([name = '', ...args]: string[], running: Running): Promise<Finished> {
  const { target, env } = running;
  // A batch file would need cmd.exe, which reads the arguments by rules of its own; the Store's aliases of Python are no programs.
  const file = target.platform === 'windows' ? `${name}.exe` : name;
  const path = await programPath(file, env, target.platform === 'windows');
  if (path === null) return { code: null, stdout: '', stderr: '', stopped: `${REFUSED}: ENOENT`, ms: 0 };
  return finished([path, ...args], { ...childEnvironment(env, target), ...running.more }, running);
}

function finished(
  [path = '', ...args]: string[],
  env: NodeJS.ProcessEnv,
  { limitMs, signal, elsewhere }: Running,
): Promise<Finished> {
  const started = performance.now();
  return new Promise((resolve) => {
    const cwd = elsewhere ? dirname(path) : undefined;
    const child = spawn(path, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    let stopped: string | null = null;
    const stop = (why: string) => {
      stopped ??= why;
      end(child);
    };
    const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => collect(stream, stop)) as [() => string, () => string];
    const timer = setTimeout(() => stop(`no answer within ${limitMs} ms`), limitMs);
    const onAbort = () => stop('the run ended first');
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    child.on('error', (error) => stop(`${REFUSED}: ${(error as NodeJS.ErrnoException).code ?? error.message}`));
    child.on('close', (code) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve({ code, stdout: stdout(), stderr: stderr(), stopped, ms: Math.round(performance.now() - started) });
    });
  });
}

/** Its pipes are closed too: what it started itself may hold them open. */
function end(child: ChildProcess): void {
  child.kill('SIGKILL');
  child.stdout?.destroy();
  child.stderr?.destroy();
}

function collect(stream: NodeJS.ReadableStream, stop: (why: string) => void): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('error', () => {});
  stream.on('data', (chunk: string) => {
    text += chunk.slice(0, OUTPUT_LIMIT - text.length);
    if (text.length >= OUTPUT_LIMIT) stop(`said more than ${OUTPUT_LIMIT / 1024} KB`);
  });
  return () => text;
}
