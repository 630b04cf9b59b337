import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { bytesOf, sameNetwork, unmapped } from './addresses.ts';
import { bypassed, direct, type Env, firstFilled, type Prediction, type Setting } from './prediction.ts';
import { proxyAddress } from './proxy-url.ts';

/** proxy-from-env, which many Node clients use: any scheme's own variable, then `ALL_PROXY`; 1.x also reads npm's settings. */
export function predictProxyFromEnv(env: Env, url: string, readsNpm: boolean): Prediction {
  const target = targetOf(url);
  if (!target) return direct;
  const npm = (name: string) => (readsNpm ? bothCases(`npm_config_${name}`) : []);
  const names = [npm(`${target.scheme}_proxy`), bothCases(`${target.scheme}_proxy`), npm('proxy'), bothCases('all_proxy')].flat();
  const chosen = firstFilled(env, ...names);
  if (!chosen) return direct;
  const list = firstFilled(env, ...npm('no_proxy'), ...bothCases('no_proxy'));
  const entry = list && listRule(list.value.toLowerCase(), target);
  return list && entry ? bypassed(chosen, list, entry) : through(chosen, target.scheme);
}

/** axios takes the proxy from proxy-from-env 2 and has a list of its own, with ranges and one idea of what loopback is. */
export function predictAxios(env: Env, url: string): Prediction {
  const taken = predictProxyFromEnv({ ...env, no_proxy: undefined, NO_PROXY: undefined }, url, false);
  const list = firstFilled(env, 'no_proxy', 'NO_PROXY');
  if (!taken.variable || !list) return taken;
  const entry = axiosRule(list.value.toLowerCase(), new URL(url));
  return entry ? bypassed({ variable: taken.variable, value: '' }, list, entry) : taken;
}

interface PlainTarget {
  scheme: string;
  /** Lower case, with the brackets of an IPv6 literal. */
  host: string;
  port: number;
}

const PORTS: Record<string, number> = { ftp: 21, gopher: 70, http: 80, https: 443, ws: 80, wss: 443 };

function targetOf(url: string): PlainTarget | null {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/?#]*@)?(\[[^\]]*\]|[^:/?#]+)(?::(\d*))?/i.exec(url);
  if (!parts?.[1] || !parts[2]) return null;
  const scheme = parts[1].toLowerCase();
  return { scheme, host: parts[2].toLowerCase(), port: Number(parts[3]) || PORTS[scheme] || 0 };
}

function bothCases(name: string): string[] {
  return [name.toLowerCase(), name.toUpperCase()];
}

/** A value without a scheme gets that of the request, so `host:3128` becomes an https proxy for https. */
function through(chosen: Setting, scheme: string): Prediction {
  const value = chosen.value.includes('://') ? chosen.value : `${scheme}://${chosen.value}`;
  const proxy = proxyAddress({ ...chosen, value });
  return { ...direct, proxy: typeof proxy === 'string' ? null : proxy, taken: value, variable: chosen.variable };
}

function listRule(list: string, target: PlainTarget): string | null {
  if (list === '*') return '*';
  const covers = (entry: string) => {
    const split = /^(.+):(\d+)$/.exec(entry);
    const host = split?.[1] ?? entry;
    if (Number(split?.[2] ?? 0) && Number(split?.[2]) !== target.port) return false;
    return /^[.*]/.test(host) ? target.host.endsWith(host.replace(/^\*/, '')) : target.host === host;
  };
  return list.split(/[,\s]/).filter(Boolean).find(covers) ?? null;
}

function axiosRule(list: string, url: URL): string | null {
  const host = canonical(url.hostname);
  const port = Number(url.port) || PORTS[url.protocol.slice(0, -1)] || 0;
  const covers = (entry: string) =>
    entry === '*' || (entry.includes('/') ? inRange(entry, host) : axiosCovers(entry, host, port));
  return (
    list
      .split(/[,\s]+/)
      .filter(Boolean)
      .find(covers) ?? null
  );
}

function axiosCovers(entry: string, host: string, port: number): boolean {
  const split = /^\[([^\]]*)\](?::(\d+))?/.exec(entry) ?? /^([^:]*):(\d+)$/.exec(entry);
  const wanted = Number(split?.[2] ?? 0);
  const name = canonical(split?.[1] ?? entry);
  if (name === '' || (wanted && wanted !== port)) return false;
  const suffix = name.replace(/^\*/, '');
  if (suffix.startsWith('.')) return host.endsWith(suffix);
  return host === suffix || (isLoopback(host) && isLoopback(suffix));
}

function inRange(entry: string, host: string): boolean {
  const parts = /^(.+)\/(\d{1,3})$/.exec(entry);
  const network = bytesOf(canonical(parts?.[1] ?? ''));
  const address = bytesOf(host);
  return network !== null && address !== null && sameNetwork(network, address, Number(parts?.[2]));
}

/** One spelling for each host: no brackets or trailing dots, punycode, and mapped addresses as IPv4. */
function canonical(host: string): string {
  const bare = host.replace(/^\[|\]$/g, '').replace(/(?<!\.)\.+$/, '');
  if (!bare.includes(':')) return /[^ -~]/.test(bare) ? domainToASCII(bare) : bare;
  if (!isIP(bare)) return bare;
  const bytes = unmapped(bytesOf(bare) ?? []);
  return bytes.length === 4 ? bytes.join('.') : new URL(`http://[${bare}]/`).hostname.slice(1, -1);
}

function isLoopback(host: string): boolean {
  return ['localhost', '0.0.0.0', '::', '::1'].includes(host) || (isIP(host) === 4 && host.startsWith('127.'));
}
