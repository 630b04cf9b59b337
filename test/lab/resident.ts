import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The built tool in one process for many runs. */
interface Resident {
  run(request: { args: string[]; env: Record<string, string>; input?: string }): Promise<Said>;
  stop(): Promise<void>;
}

export interface Said {
  status: number;
  stdout: string;
  stderr: string;
}

/** Variables that the tool itself reads, and not the libraries of the process that it runs in. */
const OWN = /^(?:OPENAI_\w+|AZURE_\w+|(?:https?|all|no)_proxy|CI|[A-Z]+_API_KEY)$/i;
/** With these, and everywhere with DOCTOR_PROCESS=1, a run is a process of its own. */
const ALONE = /^(?:NODE_OPTIONS|LD_\w+|FAKETIME\w*)$/;
/** So many are kept in one place. */
const MOST = 3;

/** The processes of a client's namespace: one for each set of the variables that a process must have from its start. */
export interface Residents {
  /** Null where the run has to be a process of its own. */
  run(request: { args: string[]; env: Record<string, string>; input?: string }): Promise<Said> | null;
  stop(): Promise<void>;
}

export function openResidents(command: string[]): Residents {
  let open: { key: string; busy: number; resident: Resident }[] = [];
  /** One that runs with this environment, or a new one where there is room. */
  function find(env: Record<string, string>) {
    const own = Object.fromEntries(Object.entries(env).filter(([name]) => !OWN.test(name)));
    const key = JSON.stringify(own);
    const found = open.find((one) => one.key === key);
    if (found) return found;
    const idle = open.length < MOST ? undefined : open.find(({ busy }) => busy === 0);
    if (open.length >= MOST && !idle) return null;
    if (idle) void idle.resident.stop();
    const made = { key, busy: 0, resident: startResident(command, own) };
    open = [...open.filter((one) => one !== idle), made];
    return made;
  }
  return {
    run(request) {
      if (process.env.DOCTOR_PROCESS || Object.keys(request.env).some((name) => ALONE.test(name))) return null;
      const one = find(request.env);
      if (!one) return null;
      one.busy += 1;
      return one.resident.run(request).finally(() => {
        one.busy -= 1;
      });
    },
    async stop() {
      const all = open;
      open = [];
      await Promise.all(all.map(({ resident }) => resident.stop()));
    },
  };
}

/** Starts it in a namespace, with an environment. */
function startResident(command: string[], env: Record<string, string>): Resident {
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
