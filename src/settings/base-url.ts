import { isIP } from 'node:net';
import { vendorOf } from '../knowledge/providers/vendors.ts';
import type { PythonType } from '../model/layers.ts';
import type { TargetUrl } from '../model/target.ts';
import { repair } from './repair-url.ts';

/** A base URL as read: its parts, or why clients cannot use it. */
export interface BaseUrlReading {
  url: TargetUrl | null;
  flaw: UrlFlaw | null;
  /** A corrected form, where one can be told. */
  suggestion: string | null;
}

export interface UrlFlaw {
  /** In a few words, following "it": `has no https:// in front`. */
  what: string;
  /** What Python's client raises: null where its URL parser refuses with an error of its own (`httpx.InvalidURL`). */
  raises: PythonType | null;
}

/** Servers and proxies take request lines of 8 kB. */
const LONGEST = 8192;

const refused = (what: string): UrlFlaw => ({ what, raises: null });
const unreachable = (what: string): UrlFlaw => ({ what, raises: 'APIConnectionError' });

/**
 * Reads a base URL as strictly as the strictest usual client: WHATWG parsers forgive `https:/host`, backslashes and line breaks,
 * Python's does not.
 */
export function readBaseUrl(text: string): BaseUrlReading {
  const flaw = flawOf(text);
  if (!flaw) return { url: partsOf(new URL(text)), flaw: null, suggestion: null };
  const corrected = text.length > LONGEST ? null : repair(text);
  return { url: null, flaw, suggestion: corrected !== null && flawOf(corrected) === null ? corrected : null };
}

function flawOf(text: string): UrlFlaw | null {
  if (text.length > LONGEST) return refused('is too long for a URL');
  const written = FLAWS.find(([pattern]) => pattern.test(text))?.[1];
  if (written) return written;
  return URL.canParse(text) ? hostFlaw(new URL(text)) : parseFlaw(text);
}

/** What is wrong with the text before any parser sees it, the most telling first. */
const FLAWS: [RegExp, UrlFlaw][] = [
  [/^\s*$/, unreachable('is empty')],
  [/^["'`\u2018-\u201f\u00ab]|["'`\u2018-\u201f\u00bb]$|^<https?:/, unreachable('has quotes or brackets around it')],
  [/\$\{|\{\{|\$\(|\$[A-Z_]{2}|%[A-Z_]{2,}%|<[^<>]*>/, unreachable('contains a variable or a placeholder that was not replaced')],
  [/[\0-\x1f\x7f]/, refused('contains a line break, a tab, or another control character')],
  [/^ /, unreachable('begins with white space')],
  [/[\u00a0\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff]/, refused('contains an invisible character')],
  [/^[\w.-]+(?::\d+)?(?:\/|$)|^\/\/|^\[[\da-f:.]+\]/i, unreachable('has no scheme such as https://')],
  [/^(?!https?:)/i, unreachable('does not begin with https:// or http://')],
  [/^https?:\/*$/i, unreachable('contains no host')],
  [/^https?:(?!\/\/[^/\\])/i, unreachable('does not have exactly two slashes after the scheme')],
  [/^https?:\/\/(?:https?|wss?):?\/\//i, unreachable('contains the scheme twice')],
  [/\\/, refused('contains backslashes instead of slashes')],
  [/^https?:\/\/[^/?#]*\s/i, unreachable('contains white space in the host name')],
];

/** Parsers take these names, resolvers do not (RFC 1035: labels of 1 to 63 octets, 253 in all). */
function hostFlaw(url: URL): UrlFlaw | null {
  const host = bareHost(url);
  if (url.port === '0') return unreachable('contains port 0, on which nothing can listen');
  if (isIP(host) !== 0) return null;
  const wrong = host.length > 253 || host.split('.').some((label) => label === '' || label.length > 63);
  return wrong ? unreachable('has a host name with an empty or overlong part') : null;
}

/** Why no parser takes a text that looks right so far: the credentials, the port, or the host. */
function parseFlaw(text: string): UrlFlaw {
  const authority = /^https?:\/\/(?:[^/?#]*@)?([^/?#]*)/i.exec(text)?.[1] ?? '';
  const port = /:([^:\]]*)$/.exec(authority)?.[1] ?? '';
  if (/^\d+$/.test(port) && Number(port) > 65_535) return unreachable(`names port ${port.slice(0, 12)}, and ports end at 65535`);
  if (text.slice(authority.length).includes('@'))
    return refused('contains credentials with characters that must be percent-encoded');
  return refused(port === '' ? 'contains no valid host name' : 'contains something after the host that is not a port number');
}

function partsOf(url: URL): TargetUrl {
  const scheme = url.protocol === 'http:' ? 'http' : 'https';
  const host = bareHost(url);
  const vendor = vendorOf(host);
  return {
    scheme,
    host,
    port: url.port === '' ? (scheme === 'https' ? 443 : 80) : Number(url.port),
    path: url.pathname.replace(/(?<!\/)\/+$/, ''),
    query: url.search,
    ipVersion: isIP(host) as 0 | 4 | 6,
    isLoopback: isLoopback(host),
    isOpenAi: vendor?.name === 'OpenAI',
    isPublicApi: vendor !== null,
  };
}

function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** Names below `.localhost` are left out: some resolvers ask the network for them, and the key must not follow. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
