import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { problem, problemOf } from '../../model/errors.ts';
import type { Address } from '../../model/facts/dns.ts';
import type { Problem } from '../../model/problem.ts';

/** What one call of `getaddrinfo` gave. */
export interface Answer {
  addresses: Address[];
  problem: Problem | null;
  ms: number;
}

/** `getaddrinfo` that can be given up. */
export interface Getaddrinfo {
  ask(name: string): Promise<Answer>;
  close(): void;
}

type Child = ChildProcessByStdio<Writable, Readable, null>;
type Env = Readonly<Record<string, string | undefined>>;

/** Of different ones: a resolver may name one address a thousand times. */
const MAX_ADDRESSES = 64;
/** A line of the child is a few kilobytes at most. */
const MAX_LINE = 1 << 16;

/**
 * What the child keeps of the environment: enough to find the same resolver as any application of this user, glibc's variables and preloaded
 * libraries included. Nothing with a key or a password in it, and no options for Node, whose preloads and inspectors have no place there.
 */
const KEPT =
  /^(PATH|HOME|LANG|LC_\w+|TZ|TE?MP|TMPDIR|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|LOCALDOMAIN|RES_OPTIONS|HOSTALIASES|RESOLV_\w+|LD_\w+|DYLD_\w+|NSS_\w+|PROXYCHAINS_\w+)$/i;

/**
 * The program of the child: a numbered name a line on standard input, an answer a line on standard output. Plain CommonJS, because it is
 * handed to `node -e` as text, which starts quickest, and without the streams of `process`, which take as long to load as `node:dns`.
 */
const PROGRAM = `
const { lookup } = require('node:dns');
const { read, writeSync } = require('node:fs');
const ask = (line) => {
  const [id, name] = JSON.parse(line);
  const started = performance.now();
  lookup(name, { all: true, order: 'verbatim' }, (error, found) => {
    const ms = Math.round(performance.now() - started);
    const distinct = new Map((found || []).map((one) => [one.address, one]));
    const addresses = [...distinct.values()].slice(0, ${MAX_ADDRESSES});
    const { code, errno, syscall, message } = error || {};
    writeSync(1, JSON.stringify({ id, ms, addresses, error: error && { code, errno, syscall, message } }) + '\\n');
  });
};
let rest = '';
const bytes = Buffer.alloc(${MAX_LINE});
const listen = () => read(0, bytes, (error, size) => {
  if (error || size === 0) return;
  const lines = (rest + bytes.toString('utf8', 0, size)).split('\\n');
  rest = lines.pop();
  lines.forEach(ask);
  listen();
});
listen();
`;

/** A child that was started before there was a name to ask for. */
let spare: Child | null = null;

/** Starts the child that the next `openGetaddrinfo` takes: it gets ready while this process loads what it needs itself. */
export function startAhead(execPath: string, env: Env): void {
  spare ??= start(execPath, env);
}

/**
 * Opens a child that calls `getaddrinfo`, at the first name. The call blocks a thread that Node waits for even in `process.exit`: ten
 * seconds and more with a silent resolver. Where there can be no child, or it is gone, this process calls it: slower to end, never wrong.
 */
export function openGetaddrinfo(execPath: string, env: Env): Getaddrinfo {
  const waiting = new Map<number, (answer: Answer | null) => void>();
  let child: Child | null | undefined;
  let asked = 0;
  let closed = false;
  const answered = (id: number, answer: Answer | null) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  };
  const lost = () => {
    child = null;
    for (const id of waiting.keys()) answered(id, null);
  };
  const ask = async (name: string): Promise<Answer> => {
    if (closed) return over();
    if (child === undefined) {
      child = listen(spare ?? start(execPath, env), { answered, lost });
      spare = null;
    }
    const answer = child ? await put(child, name) : null;
    if (answer) return answer;
    return closed ? over() : askHere(name);
  };
  const put = (to: Child, name: string) => {
    asked += 1;
    const id = asked;
    const answer = new Promise<Answer | null>((resolve) => waiting.set(id, resolve));
    to.stdin.write(`${JSON.stringify([id, name])}\n`);
    return answer;
  };
  return {
    ask,
    close() {
      closed = true;
      (child ?? spare)?.kill('SIGKILL');
      spare = null;
      lost();
    },
  };
}

interface Listener {
  answered(id: number, answer: Answer): void;
  lost(): void;
}

/** Starts the child so that it never keeps this process alive; null where none may be started (descriptor limit, sandbox). */
function start(execPath: string, env: Env): Child | null {
  try {
    const child = spawn(execPath, ['-e', PROGRAM], { env: keptOf(env), stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
    child.on('error', () => {}).unref();
    for (const stream of [child.stdin, child.stdout]) {
      stream.on('error', () => {});
      // Pipes of a child are sockets, which its published type does not say.
      (stream as Partial<{ unref(): void }>).unref?.();
    }
    return child;
  } catch {
    return null;
  }
}

/** Null for a child that is gone already, or never came to be. */
function listen(child: Child | null, on: Listener): Child | null {
  if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return null;
  child.on('error', on.lost).on('exit', on.lost);
  for (const stream of [child.stdin, child.stdout]) stream.on('error', on.lost);
  readAnswers(child, on);
  return child;
}

function keptOf(env: Env): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => KEPT.test(name));
  // libuv lets lookups have half of its threads; one that hangs must not hold up the others.
  return { ...Object.fromEntries(kept), UV_THREADPOOL_SIZE: '32' };
}

function readAnswers(child: Child, on: Listener): void {
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE) child.kill('SIGKILL');
    for (const line of lines) readAnswer(line, on);
  });
}

/** Preloaded libraries may print lines of their own between the answers. */
function readAnswer(line: string, on: Listener): void {
  try {
    const { id, ms, addresses, error } = JSON.parse(line);
    on.answered(id, { addresses, ms, problem: error ? problemOf(error) : null });
  } catch {}
}

/** Loading `node:dns` reads the resolver file, and waits for ever where that is a pipe without a writer: only the child does so at once. */
async function askHere(name: string): Promise<Answer> {
  const { lookup } = await import('node:dns');
  const started = performance.now();
  return new Promise((resolve) => {
    lookup(name, { all: true, order: 'verbatim' }, (error, found) => {
      const distinct = new Map((error ? [] : (found as Address[])).map((one) => [one.address, one]));
      const addresses = [...distinct.values()].slice(0, MAX_ADDRESSES);
      resolve({ addresses, problem: error ? problemOf(error) : null, ms: Math.round(performance.now() - started) });
    });
  });
}

function over(): Answer {
  return { addresses: [], problem: problem('TIMEOUT', 'the run ended before the system answered'), ms: 0 };
}
