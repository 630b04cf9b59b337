import { isIPv4, isIPv6 } from 'node:net';
import { domainToASCII, domainToUnicode } from 'node:url';
import type { SystemProxy } from '../../../model/system-proxy.ts';
import { bypassed, direct, type Env, type Prediction, raises, type Setting, since } from './prediction.ts';
import { proxyAddress, withScheme } from './proxy-url.ts';
import { urllibProxiesOrSystem } from './python.ts';

/** A key of httpx's table of routes: where it leads, and what it matches. */
interface Mount {
  scheme: string;
  host: string;
  port: number | null;
  setting: Setting | null;
  /** The entry of the list that made it, where it leads around the proxy. */
  entry: string | null;
}

interface Pattern {
  scheme: string;
  host: string;
  port: number | null;
}

/** How a client of this family was built, and what the system has for it. */
export interface HttpxDialect {
  two: boolean;
  version: string | null;
  system: SystemProxy | null;
}

/**
 * httpx and httpx2: every proxy and every rule is parsed when the client is made, so one bad entry stops all requests. The exceptions of
 * the system's settings are not read (pydantic/httpx2#587).
 */
export function predictHttpx(env: Env, url: string, dialect: HttpxDialect): Prediction {
  const proxies = urllibProxiesOrSystem(env, dialect.system);
  const list = proxies.get('no');
  const entries = (list?.value ?? '').split(',').map((entry) => entry.trim());
  if (list && entries.includes('*')) return aroundEverything(proxies, list, url);
  const mounts: Mount[] = [];
  for (const kind of ['http', 'https', 'all']) {
    const setting = proxies.get(kind);
    const problem = setting && refused(setting);
    if (problem) return raises(setting.variable, problem);
    if (setting) mounts.push({ scheme: kind === 'all' ? '' : kind, host: '', port: null, setting, entry: null });
  }
  for (const entry of entries.filter(Boolean)) {
    const pattern = patternOf(mountKey(entry, dialect), dialect.two);
    // Before 0.24 another parser let such an entry pass, and it matched nothing.
    if (typeof pattern === 'string' && !dialect.two && !since(dialect.version, '0.24.0')) continue;
    if (typeof pattern === 'string') return raises(list?.variable ?? '', pattern);
    mounts.push({ ...pattern, scheme: pattern.scheme === 'all' ? '' : pattern.scheme, setting: null, entry });
  }
  return take(mounts, url, list ?? null, dialect.two);
}

function aroundEverything(proxies: Map<string, Setting>, list: Setting, url: string): Prediction {
  const chosen = proxies.get(url.slice(0, url.indexOf(':')).toLowerCase()) ?? proxies.get('all');
  return chosen ? bypassed(chosen, list, '*') : direct;
}

/** Ports first, then longer hosts, then longer schemes: the first that matches decides. */
function take(mounts: Mount[], url: string, list: Setting | null, two: boolean): Prediction {
  const target = patternOf(url, two);
  if (typeof target === 'string') return direct;
  const rank = (m: Mount) => [m.port === null ? 1 : 0, -[...m.host].length, -m.scheme.length] as const;
  const order = [...mounts].sort((a, b) => rank(a)[0] - rank(b)[0] || rank(a)[1] - rank(b)[1] || rank(a)[2] - rank(b)[2]);
  const won = order.find((mount) => matches(mount, target));
  if (won?.setting) return through(won.setting);
  const passed = order.find((mount) => mount.setting && matches(mount, target));
  return won?.entry && passed?.setting && list ? bypassed(passed.setting, list, won.entry) : direct;
}

function through(setting: Setting): Prediction {
  const value = withScheme(setting.value);
  const proxy = proxyAddress({ ...setting, value });
  return typeof proxy === 'string'
    ? raises(setting.variable, proxy)
    : { ...direct, proxy, taken: value, variable: setting.variable };
}

/** The error of `httpx.Proxy(url)` for a value, with its message. */
function refused(setting: Setting): string | null {
  const parsed = patternOf(withScheme(setting.value), false);
  // What is quoted there may be a piece of a password.
  if (typeof parsed === 'string') return parsed.replace(/: '.*$/s, '');
  return ['http', 'https', 'socks5', 'socks5h'].includes(parsed.scheme) ? null : 'ValueError: Unknown scheme for proxy URL';
}

/**
 * Converts an entry to a URL pattern. Addresses and `localhost` are kept since 0.24.1; everything else also covers subdomains. A mask is
 * the path of that URL: it is parsed and then ignored.
 */
function mountKey(entry: string, dialect: Pick<HttpxDialect, 'two' | 'version'>): string {
  const bare = entry.split('/')[0] ?? '';
  if (!dialect.two && !since(dialect.version, '0.24.1')) return `all://*${entry}`;
  if (entry.includes('://')) return entry;
  if (isIPv4(bare)) return `all://${entry}`;
  // httpx puts the mask inside the brackets, which then is no URL; httpx2 does not.
  if (isIPv6(bare)) return dialect.two ? `all://[${bare}]${entry.slice(bare.length)}` : `all://[${entry}]`;
  return entry.toLowerCase() === 'localhost' ? `all://${entry}` : `all://*${entry}`;
}

function matches(mount: Mount, url: Pattern): boolean {
  if (mount.scheme && mount.scheme !== url.scheme) return false;
  if (mount.port !== null && mount.port !== url.port) return false;
  const host = mount.host === '*' ? '' : mount.host;
  if (!host.startsWith('*')) return host === '' || host === url.host;
  if (host.startsWith('*.')) return url.host.length > host.length - 1 && url.host.endsWith(host.slice(1));
  return url.host === host.slice(1) || url.host.endsWith(`.${host.slice(1)}`);
}

/** httpx's own URL parser, as far as it decides where a request goes. A string is what it raises. */
function patternOf(text: string, two: boolean): Pattern | string {
  const control = /[\x00-\x1f\x7f]/.exec(text);
  if (control) return `InvalidURL: Invalid non-printable ASCII character in URL at position ${control.index}.`;
  const whole = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*)?:)?(?:\/\/([^/?#]*))?/.exec(text);
  const scheme = (whole?.[1] ?? '').toLowerCase();
  const place = (whole?.[2] ?? '').slice((whole?.[2] ?? '').lastIndexOf('@') + 1);
  const bracket = place.startsWith('[') ? place.lastIndexOf(']') + 1 : 0;
  const end = bracket || place.replace(/:.*/s, '').length;
  const host = hostOf(place.slice(0, end), two);
  if (typeof host === 'string') return host;
  const port = portOf(place.slice(end).replace(/^:/, ''), scheme);
  if (typeof port === 'string') return port;
  return { scheme, host: host.host, port: port.port };
}

function hostOf(host: string, two: boolean): { host: string } | string {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return isIPv4(host) ? { host } : 'InvalidURL: Invalid IPv4 address';
  if (/^\[.*\]$/.test(host)) return isIPv6(host.slice(1, -1)) ? { host: host.slice(1, -1) } : 'InvalidURL: Invalid IPv6 address';
  const lower = host.toLowerCase();
  const ascii = isAscii(lower) ? lower : idna(lower);
  if (ascii === null) return 'InvalidURL: Invalid IDNA hostname';
  // httpx decodes a name that begins with the mark of an encoded one, httpx2 one that holds it anywhere; both then refuse a star.
  const decodes = two ? ascii.includes('xn--') : ascii.startsWith('xn--');
  if (!decodes) return { host: ascii };
  return ascii.includes('*') ? 'InvalidCodepoint: Codepoint U+002A not allowed' : { host: domainToUnicode(ascii) };
}

function isAscii(text: string): boolean {
  return [...text].every((char) => (char.codePointAt(0) ?? 0) < 128);
}

function idna(name: string): string | null {
  const odd = [...name].some((char) => isAscii(char) && !/[a-z0-9.-]/.test(char));
  return odd ? null : domainToASCII(name) || null;
}

/** Python's `int()` takes blanks, a sign and underscores; a scheme's own port counts as none. */
function portOf(text: string, scheme: string): { port: number | null } | string {
  if (text === '') return { port: null };
  if (!/^\s*[+-]?\d+(_\d+)*\s*$/.test(text)) return `InvalidURL: Invalid port: '${text.slice(0, 40)}'`;
  const port = Number(text.replace(/_/g, ''));
  const own: Record<string, number> = { ftp: 21, http: 80, https: 443, ws: 80, wss: 443 };
  return { port: port === own[scheme] ? null : port };
}
