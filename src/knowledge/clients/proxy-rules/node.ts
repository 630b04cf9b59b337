import { isIPv4, isIPv6 } from 'node:net';
import { bytesOf } from './addresses.ts';
import { bypassed, direct, type Env, firstFilled, firstSet, type Prediction, raises, type Setting, since } from './prediction.ts';
import { proxyAddress } from './proxy-url.ts';

/** The rules of undici's EnvHttpProxyAgent by major version: 7 takes sub-domains as well, 8 also bare IPv6, trailing dots, and `*` as one entry of several. */
type UndiciRules = 6 | 7 | 8;

/** Node's fetch and everything built on it: no proxy at all unless the process was told to look. */
export function predictNodeFetch(env: Env, url: string, version: string | null): Prediction {
  if (!readsEnvironment(env, version, '24.0.0')) return direct;
  return predictUndici(env, url, nodesUndici(version));
}

/** Node's `http` and `https`: the same switch, other rules. A bad value stops the whole process, because fetch's agent is made at start. */
export function predictNodeHttps(env: Env, url: string, version: string | null): Prediction {
  if (!readsEnvironment(env, version, '24.5.0')) return direct;
  const stopped = refusal(env, nodesUndici(version));
  if (stopped) return stopped;
  const target = URL.canParse(url) ? new URL(url) : null;
  const names = target?.protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy', 'HTTP_PROXY'];
  const chosen = target && firstFilled(env, ...names);
  // Other schemes are left to user code, which is to say that they are ignored (comment in lib/internal/http.js).
  if (!chosen || !/^https?:\/\//.test(chosen.value)) return direct;
  const list = firstFilled(env, 'no_proxy', 'NO_PROXY');
  const entry = list && nodeRule(list.value, target, version);
  return list && entry !== null ? bypassed(chosen, list, entry) : through(chosen);
}

/** `NODE_USE_ENV_PROXY=1` or `--use-env-proxy`; ignored by versions that do not know it. `inTwentyFour` is the first 24.x that does. */
function readsEnvironment(env: Env, version: string | null, inTwentyFour: string): boolean {
  const knows = since(version, inTwentyFour) || (since(version, '22.21.0') && !since(version, '23.0.0'));
  const flag = /(^|\s)--use-env-proxy(\s|=true|$)/.test(env.NODE_OPTIONS ?? '');
  return knows && (env.NODE_USE_ENV_PROXY === '1' || flag);
}

function nodesUndici(version: string | null): UndiciRules {
  if (since(version, '26.0.0')) return 8;
  return since(version, '24.0.0') ? 7 : 6;
}

/** undici's EnvHttpProxyAgent where a program makes one; also what Node's fetch uses. */
export function predictUndici(env: Env, url: string, rules: UndiciRules): Prediction {
  const stopped = refusal(env, rules);
  if (stopped) return stopped;
  const target = URL.canParse(url) ? new URL(url) : null;
  const http = proxyFor(env, 'http_proxy');
  const chosen = target?.protocol === 'https:' ? (proxyFor(env, 'https_proxy') ?? http) : http;
  if (!target || !chosen) return direct;
  const list = firstSet(env, 'no_proxy', 'NO_PROXY');
  const entry = list && undiciRule(list.value, target, rules);
  return list && entry !== null ? bypassed(chosen, list, entry) : through(chosen);
}

/** An empty lower-case variable hides the upper-case one. */
function proxyFor(env: Env, name: string): Setting | null {
  const setting = firstSet(env, name, name.toUpperCase());
  return setting?.value ? setting : null;
}

/** Both proxies are parsed when the agent is made, whichever is needed. */
function refusal(env: Env, rules: UndiciRules): Prediction | null {
  const schemes = rules === 6 ? ['http:', 'https:'] : ['http:', 'https:', 'socks5:', 'socks:'];
  for (const name of ['http_proxy', 'https_proxy']) {
    const setting = proxyFor(env, name);
    if (!setting) continue;
    if (!URL.canParse(setting.value)) return raises(setting.variable, 'ERR_INVALID_URL: Invalid URL');
    if (!schemes.includes(new URL(setting.value).protocol))
      return raises(setting.variable, 'UND_ERR_INVALID_ARG: Invalid URL protocol');
  }
  return null;
}

function through(chosen: Setting): Prediction {
  const href = new URL(chosen.value).href;
  const proxy = proxyAddress({ ...chosen, value: href });
  return typeof proxy === 'string'
    ? raises(chosen.variable, 'ERR_INVALID_URL: Invalid URL')
    : { ...direct, proxy, taken: href, variable: chosen.variable };
}

// ---------------------------------------------------------------- NO_PROXY

function undiciRule(list: string, url: URL, rules: UndiciRules): string | null {
  if (list === '*') return '*';
  const { host, port } = undiciTarget(url, rules);
  const covers = (entry: string) => {
    if (rules === 8 && entry === '*') return true;
    const rule = undiciEntry(entry, rules);
    if (rule.port && rule.port !== port) return false;
    if (rules === 6) return /^[.*]/.test(rule.host) ? host.endsWith(rule.host.replace(/^\*/, '')) : host === rule.host;
    return host === rule.host || host.endsWith(`.${rule.host}`);
  };
  return list.split(/[,\s]/).filter(Boolean).find(covers) ?? null;
}

function undiciTarget(url: URL, rules: UndiciRules): { host: string; port: number } {
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const host = url.hostname.toLowerCase();
  if (rules < 8) return { host, port };
  return { host: host.replace(/^\[(.+)\]$/, '$1').replace(/^(.+)\.$/, '$1'), port };
}

function undiciEntry(entry: string, rules: UndiciRules): { host: string; port: number } {
  const bare = rules === 8 && (entry.match(/:/g)?.length ?? 0) > 1 ? /^\[(.+)\]:(\d+)$/.exec(entry) : /^(.+):(\d+)$/.exec(entry);
  const host = (bare?.[1] ?? entry).toLowerCase();
  const port = Number(bare?.[2] ?? 0);
  if (rules === 6) return { host, port };
  if (rules === 7) return { host: host.replace(/^\*?\./, ''), port };
  return {
    host: host
      .replace(/^\[(.+)\]$/, '$1')
      .replace(/^\*?\./, '')
      .replace(/^(.+)\.$/, '$1'),
    port,
  };
}

/** Commas alone part the entries here, and an entry without a dot or star before it covers no sub-domain. */
function nodeRule(list: string, url: URL, version: string | null): string | null {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const entries = list.split(',').map((entry) => entry.trim());
  return entries.find((entry) => nodeCovers(entry.toLowerCase(), { host, port, version })) ?? null;
}

function nodeCovers(entry: string, of: { host: string; port: string; version: string | null }): boolean {
  const { host, port } = of;
  if (entry === '*' || entry === host || entry === `${host}:${port}`) return true;
  // Before 24 (as seen in 22.23) a leading dot was cut off and what was left was any ending.
  const dotted = since(of.version, '24.0.0') ? `.${host}`.endsWith(entry) : host.endsWith(entry.slice(1));
  if (entry.startsWith('.') && dotted) return true;
  if (entry.startsWith('*.') && host.endsWith(entry.slice(1))) return true;
  // Node's main branch, in no release so far, also takes bare domains, brackets and spans of IPv6 addresses.
  const next = since(of.version, '27.0.0');
  if (next && `.${host}`.endsWith(`.${entry}`)) return true;
  if (next && [host, `${host}:${port}`].includes(entry.replace(/^\[(.+)\]/, '$1'))) return true;
  return (next || isIPv4(host)) && inSpan(entry, host);
}

/** `192.168.1.0-192.168.1.255`. */
function inSpan(entry: string, host: string): boolean {
  const [from = '', to = '', ...rest] = entry.split('-').map((text) => text.trim());
  const family = isIPv4(host) ? isIPv4 : isIPv6;
  if (rest.length > 0 || !family(host) || !family(from) || !family(to)) return false;
  const [low, here, high] = [from, host, to].map((text) => Buffer.from(bytesOf(text) ?? [])) as [Buffer, Buffer, Buffer];
  return Buffer.compare(low, here) <= 0 && Buffer.compare(here, high) <= 0;
}
