import { domainToASCII } from 'node:url';
import { bytesOf, sameNetwork } from './addresses.ts';
import { bypassed, direct, type Env, firstFilled, type Prediction, raises, type Setting, since } from './prediction.ts';
import { type DefaultPorts, proxyAddress, splitUrl, usualPorts, withScheme } from './proxy-url.ts';

/** curl takes 1080 where a proxy's URL names no port, also for `http://`. */
const curlPorts: DefaultPorts = { http: 1080, https: 443, socks: 1080 };

/** curl: lower case before upper, an empty value counts as none, and `HTTP_PROXY` is never read, because a CGI client could set it. */
export function predictCurl(env: Env, url: string, version: string | null): Prediction {
  const target = URL.canParse(url) ? new URL(url) : null;
  const names = target?.protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy'];
  const chosen = target && firstFilled(env, ...names, 'all_proxy', 'ALL_PROXY');
  if (!target || !chosen) return direct;
  const list = firstFilled(env, 'no_proxy', 'NO_PROXY');
  const entry = list && curlRule(list.value, target.hostname.replace(/^\[|\]$/g, ''), version);
  return list && entry ? bypassed(chosen, list, entry) : connect(chosen);
}

function connect(chosen: Setting): Prediction {
  const proxy = proxyAddress(chosen, curlPorts);
  if (/[\s"]/.test(chosen.value)) return raises(chosen.variable, 'curl: (5) Unsupported proxy syntax');
  if (typeof proxy !== 'string') return { ...direct, proxy, taken: chosen.value, variable: chosen.variable };
  return raises(
    chosen.variable,
    proxy === 'unknown scheme' ? 'curl: (7) Unsupported proxy scheme' : 'curl: (5) Unsupported proxy syntax',
  );
}

/** The entry that covers a host, or null. A star counts only as the whole value. */
function curlRule(list: string, host: string, version: string | null): string | null {
  if (list === '*') return '*';
  const family = bytesOf(host)?.length ?? 0;
  // Up to 8.17 an IPv6 literal had lost its brackets by then and was compared as if it were a name.
  const asAddress = family === 4 || (family === 16 && since(version, '8.18.0'));
  const covers = (entry: string) => (asAddress ? inRange(host, entry, version) : underName(host, entry));
  return entriesOf(list, version).find(covers) ?? null;
}

/** Commas part the entries. A blank did so too until 8.9; since then it ends the list. */
function entriesOf(list: string, version: string | null): string[] {
  if (!since(version, '8.9.0')) return list.split(/[,\t ]+/).filter(Boolean);
  const entries: string[] = [];
  for (const part of list.split(',')) {
    const words = part.split(/[\t ]+/).filter(Boolean);
    if (words[0]) entries.push(words[0]);
    if (words.length > 1) break;
  }
  return entries;
}

function underName(host: string, entry: string): boolean {
  const isAddress = bytesOf(host) !== null;
  const name = (isAddress ? host : host.replace(/\.$/, '')).toLowerCase();
  const suffix = entry.replace(/\.$/, '').replace(/^\./, '').toLowerCase();
  return name === suffix || (suffix.length < name.length && name.endsWith(`.${suffix}`));
}

/** `network/bits`; zero bits means the whole address. The old parser read the digits and dropped what followed them. */
function inRange(host: string, entry: string, version: string | null): boolean {
  const slash = entry.indexOf('/');
  const mask = slash < 0 ? '' : entry.slice(slash + 1);
  const strict = since(version, '8.18.0');
  if (slash >= 0 && strict && !/^\d+$/.test(mask)) return false;
  const bits = Number.parseInt(mask, 10) || 0;
  const [address, network] = [bytesOf(host), bytesOf(slash < 0 ? entry : entry.slice(0, slash))];
  if (!address || !network) return false;
  return sameNetwork(address, network, bits || address.length * 8);
}

/** wget: lower-case variables alone, and plain suffixes. */
export function predictWget(env: Env, url: string): Prediction {
  const target = splitUrl(url);
  const chosen = target?.scheme ? firstFilled(env, `${target.scheme}_proxy`) : null;
  if (!target || !chosen) return direct;
  const list = firstFilled(env, 'no_proxy');
  const host = (domainToASCII(target.host) || target.host).toLowerCase();
  const entry = list?.value.split(/,\s*/).find((suffix) => wgetCovers(host, suffix.toLowerCase()));
  if (list && entry !== undefined) return bypassed(chosen, list, entry);
  const value = withScheme(chosen.value);
  const proxy = proxyAddress({ ...chosen, value }, usualPorts);
  return typeof proxy === 'string'
    ? raises(chosen.variable, proxy)
    : { ...direct, proxy, taken: value, variable: chosen.variable };
}

function wgetCovers(host: string, suffix: string): boolean {
  if (suffix === '' || !host.endsWith(suffix)) return false;
  const before = host[host.length - suffix.length - 1];
  return before === undefined || before === '.' || suffix.startsWith('.');
}
