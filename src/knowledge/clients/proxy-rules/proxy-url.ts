import type { ProxyAddress } from '../../../model/route-plan.ts';
import type { Setting } from './prediction.ts';

/** The parts of a URL as written, without any of the corrections that WHATWG parsers make. */
export interface UrlParts {
  /** Lower case, without the colon; null where the text has no `://`. */
  scheme: string | null;
  /** `user:password`, still encoded. */
  userinfo: string | null;
  /** Without the brackets of an IPv6 literal. */
  host: string;
  /** Digits as written; null where there is no colon. */
  port: string | null;
  bracketed: boolean;
}

const SCHEMES: readonly string[] = ['http', 'https', 'socks4', 'socks4a', 'socks5', 'socks5h'];

/** Ports that a proxy has when its URL names none. curl alone takes 1080 for `http://` too. */
export type DefaultPorts = Record<'http' | 'https' | 'socks', number>;
export const usualPorts: DefaultPorts = { http: 80, https: 443, socks: 1080 };

/** Takes a URL apart at the marks of RFC 3986, with the last `@` as the end of the credentials. Null where there is no host to be found. */
export function splitUrl(text: string): UrlParts | null {
  const whole = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#]*)/i.exec(text);
  const authority = whole?.[2] ?? '';
  const at = authority.lastIndexOf('@');
  const parts = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/.exec(authority.slice(at + 1));
  const host = parts?.[1] ?? parts?.[2] ?? '';
  if (!parts || host === '') return null;
  return {
    scheme: whole?.[1]?.toLowerCase() ?? null,
    userinfo: at < 0 ? null : authority.slice(0, at),
    host,
    port: parts[3] ?? null,
    bracketed: parts[1] !== undefined,
  };
}

/** A value without a scheme means a plain HTTP proxy to most clients. */
export function withScheme(value: string): string {
  return value.includes('://') ? value : `http://${value}`;
}

/** Parses a proxy's URL into an address, or returns in a few words why it is invalid. */
export function proxyAddress(setting: Setting, ports: DefaultPorts = usualPorts): ProxyAddress | string {
  const parts = splitUrl(setting.value);
  if (!parts) return 'no host';
  const scheme = parts.scheme === 'socks' ? 'socks5' : (parts.scheme ?? 'http');
  if (!isScheme(scheme)) return 'unknown scheme';
  const port = parts.port ? Number(parts.port) : ports[scheme.startsWith('socks') ? 'socks' : (scheme as 'http' | 'https')];
  if (!Number.isInteger(port) || port < 1 || port > 65535) return 'bad port';
  return { scheme, host: parts.host.toLowerCase(), port, ...credentials(parts.userinfo), source: setting.variable };
}

function isScheme(scheme: string): scheme is ProxyAddress['scheme'] {
  return SCHEMES.includes(scheme);
}

function credentials(userinfo: string | null): Pick<ProxyAddress, 'username' | 'password'> {
  if (!userinfo) return { username: null, password: null };
  const colon = userinfo.indexOf(':');
  if (colon < 0) return { username: decoded(userinfo), password: null };
  return { username: decoded(userinfo.slice(0, colon)), password: decoded(userinfo.slice(colon + 1)) };
}

/** Percent-decodes valid sequences; a lone `%` is kept, as in Python and curl. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
