import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { withLimit } from '../model/deadline.ts';
import type { Target } from '../model/target.ts';
import { type Hint, hint } from './proxy-hint.ts';
import { systemProxies } from './system-proxies.ts';

/** No sound configuration file of these programs is longer. */
const MAX_BYTES = 64 * 1024;

/** All hints together; a home directory on a dead network drive must not hold up a run. */
const LIMIT_MS = 1500;

const perRun = new WeakMap<Target['env'], Promise<Hint[]>>();

/** The proxies that this machine knows of besides the environment. Read once a run, never used on their own. */
export function hintsOf(target: Target): Promise<Hint[]> {
  const known =
    perRun.get(target.env) ?? withLimit(new AbortController().signal, LIMIT_MS, () => readAll(target)).catch(() => []);
  perRun.set(target.env, known);
  return known;
}

async function readAll(target: Target): Promise<Hint[]> {
  const { env, platform } = target;
  const home = (platform === 'windows' ? env.USERPROFILE : env.HOME) ?? '';
  const files = FILES.map(async ({ path, read, inHome }) => {
    const whole = inHome ? join(home, path) : path;
    return inHome && !home ? [] : fromFile(whole, inHome ? `~/${path}` : path, read);
  });
  const found = await Promise.all([...files, aptFolder(), Promise.resolve(npmVariables(env)), systemProxies(platform)]);
  return found.flat().slice(0, 16);
}

type Reader = (text: string) => string[];

const FILES: { path: string; inHome: boolean; read: Reader }[] = [
  { path: '.npmrc', inHome: true, read: settings(/^\s*(?:https-proxy|https_proxy|proxy)\s*=\s*(.+)$/gim) },
  { path: '.gitconfig', inHome: true, read: gitProxies },
  { path: '.curlrc', inHome: true, read: settings(/^\s*-?-?(?:proxy|x)[ =:]+(.+)$/gim) },
  { path: '.docker/config.json', inHome: true, read: settings(/"https?Proxy"\s*:\s*"([^"]+)"/g) },
  { path: '/etc/npmrc', inHome: false, read: settings(/^\s*(?:https-proxy|proxy)\s*=\s*(.+)$/gim) },
  { path: '/etc/gitconfig', inHome: false, read: gitProxies },
  { path: '/etc/environment', inHome: false, read: settings(/^\s*(?:export\s+)?(?:https?|all)_proxy\s*=\s*(.+)$/gim) },
  { path: '/etc/apt/apt.conf', inHome: false, read: aptProxies },
];

function settings(pattern: RegExp): Reader {
  return (text) => [...text.matchAll(pattern)].map((found) => found[1] ?? '');
}

/** The section `[http]`, alone or for one address. */
function gitProxies(text: string): string[] {
  const sections = text.split(/^(?=\s*\[)/m).filter((section) => /^\s*\[https?\b/i.test(section));
  return sections.flatMap(settings(/^\s*proxy\s*=\s*(.+)$/gim));
}

function aptProxies(text: string): string[] {
  const code = text.replace(/^\s*(?:\/\/|#).*$/gm, '');
  const nested = /Acquire\s*\{[\s\S]{0,4000}\}/i.exec(code)?.[0] ?? '';
  const inside = [...nested.matchAll(/\bProxy\s+"([^"]+)"/gi)].map((found) => found[1] ?? '');
  return [...settings(/Acquire::https?::Proxy(?:::[^\s"]*)?\s+"([^"]+)"/gi)(code), ...inside];
}

async function aptFolder(): Promise<Hint[]> {
  const folder = '/etc/apt/apt.conf.d';
  const names = await readdir(folder).catch(() => [] as string[]);
  const found = names.slice(0, 50).map((name) => fromFile(join(folder, name), join(folder, name), aptProxies));
  return (await Promise.all(found)).flat();
}

/** What npm hands to the programs that it starts, `npx api-doctor` among them. */
function npmVariables(env: Target['env']): Hint[] {
  const names = ['npm_config_https_proxy', 'npm_config_proxy', 'npm_config_http_proxy'];
  return names.flatMap((name) => hint(name, env[name] ?? ''));
}

async function fromFile(path: string, source: string, read: Reader): Promise<Hint[]> {
  const text = await startOf(path).catch(() => '');
  return read(text).flatMap((value) => hint(source, value));
}

async function startOf(path: string): Promise<string> {
  // A pipe without a writer would block the opening for ever, and with it a thread that the process waits for.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const about = await file.stat();
    if (!about.isFile()) return '';
    const size = Math.min(about.size, MAX_BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await file.close();
  }
}
