import { type SystemProxy, systemOfSource } from '../../../model/system-proxy.ts';
import { inetAton, sameNetwork } from './addresses.ts';
import { bypassed, direct, type Env, firstFilled, type Prediction, raises, type Setting, since } from './prediction.ts';
import { proxyAddress, splitUrl, withScheme } from './proxy-url.ts';
import { systemException, systemProxiesOf } from './system.ts';

/**
 * `urllib.request.getproxies_environment`, which httpx and requests build on: every `*_proxy` in any case, then the lower-case ones
 * again, where an empty one deletes what the first pass found. A CGI script loses `HTTP_PROXY`, which a `Proxy:` header can set.
 */
function urllibProxies(env: Env): Map<string, Setting> {
  const found = new Map<string, Setting>();
  const named = Object.entries(env).filter(([name, value]) => /_proxy$/i.test(name) && value !== undefined);
  const kind = (name: string) => name.slice(0, -6).toLowerCase();
  for (const [variable, value] of named) if (value) found.set(kind(variable), { variable, value });
  if (env.REQUEST_METHOD !== undefined) found.delete('http');
  for (const [variable, value] of named) {
    if (!variable.endsWith('_proxy')) continue;
    if (value) found.set(kind(variable), { variable, value });
    else found.delete(kind(variable));
  }
  return found;
}

/** `urllib.request.getproxies`: the system's settings count only where no variable ends in `_proxy`, `NO_PROXY` included. */
export function urllibProxiesOrSystem(env: Env, system: SystemProxy | null): Map<string, Setting> {
  const found = urllibProxies(env);
  return found.size > 0 || system === null ? found : systemProxiesOf(system);
}

/** requests: the list is read twice, once by its own rules and once by urllib's, and either may send a host around the proxy. */
export function predictRequests(env: Env, url: string, version: string | null, system: SystemProxy | null): Prediction {
  const target = splitUrl(url);
  const proxies = urllibProxiesOrSystem(env, system);
  const chosen = proxies.get(target?.scheme ?? '') ?? proxies.get('all');
  if (!target || !chosen) return direct;
  const host = target.host.toLowerCase();
  const own = firstFilled(env, 'no_proxy', 'NO_PROXY');
  const entry = own && ownRule(own.value, host, { port: target.port, version });
  if (own && entry) return bypassed(chosen, own, entry);
  const list = proxies.get('no');
  const inherited = list && urllibRule(list.value, host);
  if (list && inherited) return bypassed(chosen, list, inherited);
  const exception = systemOfSource(chosen.variable) && system ? systemException(system, host) : null;
  if (exception) return bypassed(chosen, { variable: `the exceptions of ${chosen.variable}`, value: '' }, exception);
  return connect(chosen);
}

function ownRule(list: string, host: string, of: { port: string | null; version: string | null }): string | null {
  const entries = list.replaceAll(' ', '').split(',').filter(Boolean);
  const address = inetAton(host);
  if (address) return entries.find((entry) => inRange(address, entry) ?? host === entry) ?? null;
  const withPort = Number(of.port) > 0 ? `${host}:${Number(of.port)}` : host;
  // Before 2.34 a suffix needed no dot before it, so `ai.com` also covered `openai.com`.
  const whole = since(of.version, '2.34.0');
  const covers = (entry: string) => (name: string) =>
    whole ? `.${name}`.endsWith(`.${entry.replace(/^\.+/, '')}`) : name.endsWith(entry);
  return entries.find((entry) => [host, withPort].some(covers(entry))) ?? null;
}

/** Whether an IPv4 address is in `network/bits`; null where the entry is no such range. */
function inRange(address: number[], entry: string): boolean | null {
  const [network = '', mask = '', ...rest] = entry.split('/');
  const base = inetAton(network);
  const bits = /^\s*[+-]?\d+\s*$/.test(mask) ? Number(mask) : 0;
  if (rest.length > 0 || !base || bits < 1 || bits > 32) return null;
  return sameNetwork(address, base, bits);
}

/** `urllib.request.proxy_bypass_environment`. */
function urllibRule(list: string, host: string): string | null {
  if (list === '*') return '*';
  const hostOnly = host.replace(/:\d*$/, '');
  const covers = (entry: string) => {
    const name = entry.trim().replace(/^\.+/, '').toLowerCase();
    return entry.trim() !== '' && [hostOnly, host].some((text) => text === name || text.endsWith(`.${name}`));
  };
  return list.split(',').find(covers)?.trim() ?? null;
}

function connect(chosen: Setting): Prediction {
  const value = withScheme(chosen.value);
  if (/\s$/.test(value)) return raises(chosen.variable, 'InvalidURL');
  const proxy = proxyAddress({ ...chosen, value });
  if (typeof proxy !== 'string') return { ...direct, proxy, taken: value, variable: chosen.variable };
  return raises(chosen.variable, proxy === 'unknown scheme' ? 'ProxySchemeUnknown' : 'InvalidProxyURL');
}
