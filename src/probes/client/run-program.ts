import { type ChildProcess, spawn } from 'node:child_process';
import type { Env } from '../../knowledge/clients/proxy-rules/prediction.ts';
import { KEY_VARIABLES } from '../../secrets/key.ts';

/** How a program ended. */
export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
  /** Why it was ended early or never began; null where it ended by itself. */
  stopped: string | null;
  ms: number;
}

/** More than any of these programs has to say of one request. */
const OUTPUT_LIMIT = 32 * 1024;

/** No program that is run here needs a key, this API's or another's. Proxy variables stay: they are what is looked at. */
const CREDENTIAL = /KEY|TOKEN|SECRET|PASSW|CREDENTIAL|CUSTOM_HEADERS/i;

/** Runs a program without a shell and without input; ends it at the limit, with the signal, or when it says too much. */
export function runProgram(
  [program = '', ...args]: string[],
  { env, limitMs, signal }: { env: Env; limitMs: number; signal: AbortSignal },
): Promise<Finished> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, { env: withoutKeys(env), stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
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
    child.on('error', (error) => stop(`could not be run: ${(error as NodeJS.ErrnoException).code ?? error.message}`));
    child.on('close', (code) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve({ code, stdout: stdout(), stderr: stderr(), stopped, ms: Math.round(performance.now() - started) });
    });
  });
}

function withoutKeys(env: Env): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !KEY_VARIABLES.includes(name) && !CREDENTIAL.test(name));
  return Object.fromEntries(kept) as NodeJS.ProcessEnv;
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
