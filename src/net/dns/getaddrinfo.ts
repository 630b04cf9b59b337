import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { ChildNode } from '../../machine/child-node.ts';
import { problem, problemOf } from '../../model/errors.ts';
import type { Address } from '../../model/facts/dns.ts';
import type { NetworkError } from '../../model/problem.ts';

/** The result of one call of `getaddrinfo`. */
export interface Answer {
  addresses: Address[];
  problem: NetworkError | null;
  ms: number;
}

/** A `getaddrinfo` that can be canceled. */
export interface Getaddrinfo {
  ask(name: string): Promise<Answer>;
  close(): void;
}

type Child = ChildProcessByStdio<Writable, Readable, null>;
type Env = Readonly<Record<string, string | undefined>>;

/** Maximum number of distinct addresses: a resolver may return one a thousand times. */
const MAX_ADDRESSES = 64;
/** A line of the child is a few kilobytes at most. */
const MAX_LINE = 1 << 16;

/**
 * Environment of the child: enough to use the same resolver as other applications, including glibc's variables and preloaded libraries. No
 * variable with a key or a password, and no options for Node.
 */
const KEPT =
  /^(PATH|HOME|LANG|LC_\w+|TZ|TE?MP|TMPDIR|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|LOCALDOMAIN|RES_OPTIONS|HOSTALIASES|RESOLV_\w+|LD_\w+|DYLD_\w+|NSS_\w+|PROXYCHAINS_\w+)$/i;

/**
 * Program of the child: one numbered name per line on standard input, one result per line on standard output. Plain CommonJS for `node -e`,
 * which starts fastest, without the streams of `process`, which take as long to load as `node:dns`.
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

/** A child that was started in advance. */
let spare: Child | null = null;

/** Starts the child for the next `openGetaddrinfo` in advance, while this process loads its own modules. */
export function startAhead(node: ChildNode | null, env: Env): void {
  spare ??= start(node, env);
}

/**
 * Starts a child that calls `getaddrinfo`. The call blocks a thread that Node waits for even in `process.exit`, for ten seconds and more with
 * an unresponsive resolver. Without a child, this process calls it: slower to end, with the same result.
 */
export function openGetaddrinfo(node: ChildNode | null, env: Env): Getaddrinfo {
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
      child = listen(spare ?? start(node, env), { answered, lost });
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

/** Starts the child so that it does not keep this process alive; null where that fails (descriptor limit, sandbox) or there is no program for it. */
function start(node: ChildNode | null, env: Env): Child | null {
  if (node === null) return null;
  try {
    const variables = { ...keptOf(env), ...node.env };
    const child = spawn(node.execPath, ['-e', PROGRAM], { env: variables, stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
    child.on('error', () => {}).unref();
    for (const stream of [child.stdin, child.stdout]) {
      stream.on('error', () => {});
      // Pipes of a child are sockets, which its type does not declare.
      (stream as Partial<{ unref(): void }>).unref?.();
    }
    return child;
  } catch {
    return null;
  }
}

/** Null for a child that has exited or was not started. */
function listen(child: Child | null, on: Listener): Child | null {
  if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return null;
  child.on('error', on.lost).on('exit', on.lost);
  for (const stream of [child.stdin, child.stdout]) stream.on('error', on.lost);
  readAnswers(child, on);
  return child;
}

function keptOf(env: Env): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => KEPT.test(name));
  // libuv uses half of its threads for lookups; one that blocks must not delay the others.
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

/** Preloaded libraries may print other lines between the results. */
function readAnswer(line: string, on: Listener): void {
  try {
    const { id, ms, addresses, error } = JSON.parse(line);
    on.answered(id, { addresses, ms, problem: error ? problemOf(error) : null });
  } catch {}
}

/** Loading `node:dns` reads resolv.conf, and blocks where that is a pipe without a writer: only the child loads it at once. */
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
