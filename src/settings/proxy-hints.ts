import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startNow, whatIsThere } from '../machine/what-is-there.ts';
import { withLimit } from '../model/deadline.ts';
import type { Target } from '../model/target.ts';
import { type Hint, hint } from './proxy-hint.ts';
import { hintsOfSystem } from './system-proxies.ts';

/** Longer than any valid configuration file of these programs. */
const MAX_BYTES = 256 * 1024;

/** No setting of these programs is longer. */
const LONGEST_LINE = 4096;

/** All hints together; a home directory on a dead network drive must not hold up a run. */
const LIMIT_MS = 1500;

const perRun = new WeakMap<Target['env'], Promise<Hint[]>>();

/** The proxies configured on this machine outside of the environment. Read once per run, never used for requests. */
export function hintsOf(target: Target): Promise<Hint[]> {
  const known =
    perRun.get(target.env) ?? withLimit(new AbortController().signal, LIMIT_MS, () => readAll(target)).catch(() => []);
  perRun.set(target.env, known);
  return known;
}

async function readAll(target: Target): Promise<Hint[]> {
  const { env, platform } = target;
  const [home] = await whatIsThere([(platform === 'windows' ? env.USERPROFILE : env.HOME) ?? '']);
  const files = FILES.flatMap(({ path, read, inHome }) => {
    if (!inHome) return fromFile(path, path, read);
    return home ? fromFile(join(home, path), `~/${path}`, read) : [];
  });
  return [...files, ...(await aptFolder()), ...npmVariables(env), ...fromSystem(target)].slice(0, 16);
}

/** Also those for all users of a Windows, which Python does not read. */
function fromSystem({ systemProxy, systemProxyForAll }: Target): Hint[] {
  return [systemProxy, systemProxyForAll].flatMap((system) => (system ? hintsOfSystem(system) : []));
}

type Reader = (text: string) => string[];

const FILES: { path: string; inHome: boolean; read: Reader }[] = [
  { path: '.npmrc', inHome: true, read: settings(/^(?:https-proxy|https_proxy|proxy)[ \t]{0,40}=[ \t]{0,40}(.+)$/i) },
  { path: '.gitconfig', inHome: true, read: gitProxies },
  { path: '.curlrc', inHome: true, read: settings(/^-{0,2}(?:proxy|x)[ \t=:]{1,40}(.+)$/i) },
  { path: '.docker/config.json', inHome: true, read: dockerProxies },
  { path: '/etc/npmrc', inHome: false, read: settings(/^(?:https-proxy|proxy)[ \t]{0,40}=[ \t]{0,40}(.+)$/i) },
  { path: '/etc/gitconfig', inHome: false, read: gitProxies },
  {
    path: '/etc/environment',
    inHome: false,
    read: settings(/^(?:export[ \t]{1,40})?(?:https?|all)_proxy[ \t]{0,40}=[ \t]{0,40}(.+)$/i),
  },
  { path: '/etc/apt/apt.conf', inHome: false, read: aptProxies },
];

/** The lines of a file without white space around them: a pattern for one line takes no longer where there are thousands of empty ones. */
function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.slice(0, LONGEST_LINE).trim());
}

function settings(pattern: RegExp): Reader {
  return (text) => linesOf(text).flatMap((line) => pattern.exec(line)?.[1] ?? []);
}

function dockerProxies(text: string): string[] {
  return [...text.matchAll(/"https?Proxy"\s{0,40}:\s{0,40}"([^"]{1,4096})"/g)].map((found) => found[1] ?? '');
}

/** The section `[http]`, alone or for one address. */
function gitProxies(text: string): string[] {
  let isHttp = false;
  return linesOf(text).flatMap((line) => {
    if (line.startsWith('[')) isHttp = /^\[https?\b/i.test(line);
    return (isHttp && /^proxy[ \t]{0,40}=[ \t]{0,40}(.+)$/i.exec(line)?.[1]) || [];
  });
}

/** No block of apt's settings is longer. */
const LONGEST_BLOCK = 4_096;

function aptProxies(text: string): string[] {
  const code = linesOf(text)
    .filter((line) => !/^(?:\/\/|#)/.test(line))
    .join('\n');
  const opening = /Acquire\s{0,40}\{/i.exec(code);
  const block = code.slice(opening?.index ?? code.length).slice(0, LONGEST_BLOCK);
  const nested = block.slice(0, block.lastIndexOf('}') + 1);
  const inside = [...nested.matchAll(/\bProxy\s{1,40}"([^"]{1,4096})"/gi)];
  const direct = [...code.matchAll(/Acquire::https?::Proxy(?:::[^\s":]{0,200}){0,4}\s{1,40}"([^"]{1,4096})"/gi)];
  return [...direct, ...inside].map((found) => found[1] ?? '');
}

async function aptFolder(): Promise<Hint[]> {
  const folder = '/etc/apt/apt.conf.d';
  const names = await readdir(folder).catch(() => [] as string[]);
  return names.slice(0, 50).flatMap((name) => fromFile(join(folder, name), join(folder, name), aptProxies));
}

/** What npm hands to the programs that it starts, `npx api-doctor` among them. */
function npmVariables(env: Target['env']): Hint[] {
  const names = ['npm_config_https_proxy', 'npm_config_proxy', 'npm_config_http_proxy'];
  return names.flatMap((name) => hint(name, env[name] ?? ''));
}

/** The files of the system, and those of a home directory that has answered. */
function fromFile(path: string, source: string, read: Reader): Hint[] {
  return read(startNow(path, MAX_BYTES)).flatMap((value) => hint(source, value));
}
