import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The built tool in one process for many runs, where a lab's client is. */
export interface Resident {
  run(request: { args: string[]; env: Record<string, string>; input?: string }): Promise<Said>;
  stop(): Promise<void>;
}

export interface Said {
  status: number;
  stdout: string;
  stderr: string;
}

/**
 * Variables that the tool itself reads, and not the libraries of the process that it runs in. With others, and everywhere with
 * DOCTOR_PROCESS=1, a run is a process of its own.
 */
const OWN = /^(?:OPENAI_\w+|AZURE_\w+|(?:https?|all|no)_proxy|CI|[A-Z]+_API_KEY)$/i;

export const canShare = (env: Record<string, string>) =>
  !process.env.DOCTOR_PROCESS && Object.keys(env).every((name) => OWN.test(name));

/** Starts it in a namespace, with an environment. */
export function startResident(command: string[], env: Record<string, string>): Resident {
  const [program = '', ...before] = command;
  const assignments = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const tool = join(import.meta.dirname, 'servers', 'tool.js');
  const child = spawn(program, [...before, 'env', '-i', ...assignments, process.execPath, tool]);
  const waiting = new Map<number, { resolve: (said: Said) => void; reject: (error: Error) => void }>();
  let last = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    last = (last + text).slice(-2000);
  });
  child.stdin.on('error', () => {});
  child.once('close', () => {
    for (const { reject } of waiting.values()) reject(new Error(`the tool's process ended\n${last}`));
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, ...said } = JSON.parse(line) as Said & { id: number };
    waiting.get(id)?.resolve(said);
    waiting.delete(id);
  });
  let count = 0;
  return {
    run(request) {
      const id = ++count;
      child.stdin.write(`${JSON.stringify({ id, ...request })}\n`);
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
    async stop() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
    },
  };
}
