import { isIP } from 'node:net';
import { bytesOf, networkOf, sameNetwork } from './addresses.ts';
import { bypassed, direct, type Env, firstFilled, type Prediction, raises, type Setting, since } from './prediction.ts';
import { proxyAddress, withScheme } from './proxy-url.ts';

/**
 * Bun's fetch: reads the variables without being told to, and has no SOCKS. Before 1.4 (seen with 1.3.14) it knew no ALL_PROXY, and fewer
 * kinds of entries. `test/knowledge/bun-deno-proxies.worlds.test.ts` runs the newer one.
 */
export function predictBun(env: Env, url: string, version: string | null): Prediction {
  const isNew = since(version, '1.4.0');
  const target = URL.canParse(url) ? new URL(url) : null;
  const own = target?.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const chosen = firstFilled(env, own, own.toUpperCase(), ...(isNew ? ['all_proxy', 'ALL_PROXY'] : []));
  if (!target || !chosen) return direct;
  const list = firstFilled(env, 'no_proxy', 'NO_PROXY');
  const entry = list && (isNew ? ruleFor(list.value, target) : oldRuleFor(list.value, target));
  return list && entry !== null ? bypassed(chosen, list, entry) : through(chosen);
}

function through(chosen: Setting): Prediction {
  const proxy = proxyAddress({ ...chosen, value: withScheme(chosen.value) });
  if (proxy === 'unknown scheme' || (typeof proxy !== 'string' && proxy.scheme.startsWith('socks')))
    return raises(chosen.variable, 'UnsupportedProxyProtocol');
  if (typeof proxy === 'string') return raises(chosen.variable, 'the proxy cannot be reached');
  return { ...direct, proxy, taken: withScheme(chosen.value), variable: chosen.variable };
}

/** Commas and blanks part the entries. */
function ruleFor(list: string, url: URL): string | null {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return (
    list
      .split(/[,\s]+/)
      .filter(Boolean)
      .find((entry) => covers(entry.toLowerCase(), host, port)) ?? null
  );
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const network = networkOf(entry);
  if (network) return sameNetwork(bytesOf(host) ?? [], network.network, network.bits);
  const [, name = entry, wanted = port] = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
  if (wanted !== port) return false;
  const bare = name.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host)) return bytesOf(bare)?.join() === bytesOf(host)?.join();
  const suffix = bare.replace(/^\*?\./, '');
  return suffix !== '' && `.${host}`.endsWith(`.${suffix}`);
}

/** Commas alone part them; a port counts only where the URL has one, and an entry without one also covers what is below it. */
function oldRuleFor(list: string, { hostname, host }: URL): string | null {
  const covers = (entry: string) => {
    const name = entry.toLowerCase().replace(/^\./, '');
    return entry === '*' || (name !== '' && (name === host || `.${hostname}`.endsWith(`.${name}`)));
  };
  return (
    list
      .split(',')
      .map((entry) => entry.trim())
      .find(covers) ?? null
  );
}
