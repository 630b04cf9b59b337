import { isIPv4 } from 'node:net';
import { type MacosProxy, SYSTEM_PROXY, type SystemProxy, type WindowsProxy } from '../../../model/system-proxy.ts';
import type { Setting } from './prediction.ts';

/**
 * What Python makes of the system's proxy settings (`urllib.request` of CPython 3.13). The tests run that code itself on another system's
 * settings. curl, Go and Node.js read none of them.
 */

/** `getproxies_registry` and `getproxies_macosx_sysconf`: kind of URL to proxy. */
export function systemProxiesOf(system: SystemProxy): Map<string, Setting> {
  const variable = SYSTEM_PROXY[system.system];
  const found = system.system === 'windows' ? registryProxies(system) : sysconfProxies(system);
  return new Map([...found].map(([kind, value]) => [kind, { variable, value }]));
}

/** One value for all kinds, or a list. An entry of a list without `=` ends the reading. Its SOCKS proxies are SOCKS4 unless they say more. */
function registryProxies({ server }: WindowsProxy): Map<string, string> {
  const found = new Map<string, string>();
  if (server === '') return found;
  const list = /[=;]/.test(server) ? server : `http=${server};https=${server};ftp=${server}`;
  for (const entry of list.split(';')) {
    const equals = entry.indexOf('=');
    if (equals < 0) return found;
    const kind = entry.slice(0, equals);
    found.set(kind, withKind(kind, entry.slice(equals + 1)));
  }
  const socks = found.get('socks')?.replace(/^socks:\/\//, 'socks4://');
  if (socks) for (const kind of ['http', 'https']) if (!found.get(kind)) found.set(kind, socks);
  return found;
}

function withKind(kind: string, address: string): string {
  if (/^[^/:]+:\/\//.test(address)) return address;
  if (['http', 'https', 'ftp'].includes(kind)) return `http://${address}`;
  return kind === 'socks' ? `socks://${address}` : address;
}

/** Each is written as an HTTP proxy, SOCKS too, which nobody asks for then. */
function sysconfProxies({ servers }: MacosProxy): Map<string, string> {
  return new Map(Object.entries(servers).map(([kind, address]) => [kind, `http://${address}`]));
}

/**
 * The exception of the system's settings that covers a host, by the rules of requests, which on Windows are its own; null where none does.
 * httpx, and with it the OpenAI SDK, reads no exception.
 */
export function systemException(system: SystemProxy, host: string): string | null {
  return system.system === 'windows' ? overrideFor(system.exceptions, host) : exceptionFor(system, host);
}

function overrideFor(list: string, host: string): string | null {
  const isSimple = !host.includes('.');
  const covers = (entry: string) => entry !== '' && (entry === '<local>' ? isSimple : startsLike(host, entry));
  return list.split(';').find(covers) ?? null;
}

/** `_proxy_bypass_macosx_sysconf`. */
function exceptionFor({ exceptions, excludesSimple }: MacosProxy, host: string): string | null {
  if (excludesSimple && !host.includes('.')) return 'names without a dot';
  return exceptions.find((entry) => entry !== '' && (inNetwork(host, entry) ?? globFits(host, entry))) ?? null;
}

/** `169.254/16`, `10.`, `192.168.1`: null where one of the two is no address. */
function inNetwork(host: string, entry: string): boolean | null {
  const [, network, mask] = /^(\d+(?:\.\d+)*)(\/\d+)?/.exec(entry) ?? [];
  if (network === undefined || !isIPv4(host)) return null;
  const bits = mask === undefined ? 8 * network.split('.').length : Number(mask.slice(1));
  if (bits > 32) return false;
  const shift = 2 ** (32 - bits);
  return Math.floor(numberOf(host) / shift) === Math.floor(numberOf(network) / shift);
}

function numberOf(address: string): number {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  return ((a * 256 + b) * 256 + c) * 256 + d;
}

/** requests makes an expression of the entry that only has to fit the beginning of the host. */
function startsLike(host: string, entry: string): boolean {
  return globFits(host.toLowerCase(), `${entry.toLowerCase()}*`);
}

/** `*` and `?`, and nothing else: settings hold no other pattern. The time grows with the product of the two lengths at most. */
function globFits(text: string, pattern: string): boolean {
  let fits = [true, ...Array.from(text, () => false)];
  for (const sign of pattern) {
    const before = fits;
    fits = before.map((_, at) => {
      if (sign === '*') return before.slice(0, at + 1).includes(true);
      return at > 0 && before[at - 1] === true && (sign === '?' || sign === text[at - 1]);
    });
  }
  return fits.at(-1) ?? false;
}
