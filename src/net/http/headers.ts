import { randomInt } from 'node:crypto';
import { version } from '../../machine/version.ts';
import type { Target } from '../../model/target.ts';
import { authorize, type Carrier, carriesKey } from '../../secrets/key.ts';
import { hidden, mask, publicPrefix } from '../../secrets/redact/mask.ts';

/** The credentials of a request: the configured key, an invalid test key of the same shape, or none. */
export type Credential = 'key' | 'made-up' | 'none';

const INVALID_KEY = '<invalid test key>';

/** Characters that every client can send in a header value. */
const SENDABLE = /^[\t\x20-\x7e]+$/;

/** Whose credentials a request carries, and over which connection: that one decides whether it may. */
export type Sender = { credential: 'none' } | { credential: 'key' | 'made-up'; carrier: Carrier; keyHeader?: string };

/** The headers of a request, the key among them. */
export function requestHeaders(target: Target, authority: string, by: Sender): Record<string, string> {
  const headers: Record<string, string> = {
    host: authority,
    accept: 'application/json',
    'accept-encoding': 'gzip, deflate, br',
    'user-agent': `api-doctor/${version}`,
  };
  if (by.credential === 'none') return headers;
  authorize(headers, by.credential === 'key' ? target : withMadeUpKey(target), by.carrier, by.keyHeader);
  const ids = { 'openai-organization': target.organization?.value, 'openai-project': target.project?.value };
  for (const [name, value] of Object.entries(ids)) if (value && SENDABLE.test(value)) headers[name] = value.trim();
  return headers;
}

/** The headers with credentials masked. The invalid test key is labeled, so that it is not mistaken for the real one. */
export function shownHeaders(headers: Record<string, string>, credential: Credential): Record<string, string> {
  const shown = { ...headers };
  for (const [name, value] of Object.entries(headers)) {
    if (carriesKey(name)) shown[name] = credential === 'made-up' ? labeled(value) : shownValue(name, value);
  }
  return shown;
}

function labeled(value: string): string {
  return value.startsWith('Bearer ') ? `Bearer ${INVALID_KEY}` : INVALID_KEY;
}

function shownValue(name: string, value: string): string {
  return /auth(?:orization)?$/.test(name) ? shownCredential(value) : mask(value);
}

function shownCredential(value: string): string {
  const [, scheme, rest] = /^(Bearer|Basic) (.*)$/s.exec(value) ?? [];
  if (!scheme || rest === undefined) return hidden(value.length);
  return `${scheme} ${scheme === 'Bearer' ? mask(rest) : hidden(rest.length)}`;
}

function withMadeUpKey(target: Target): Target {
  const key = { value: madeUpKey(target.key?.value.trim() ?? ''), source: 'made up' };
  const url = target.url && { ...target.url, query: '' };
  return { ...target, baseUrl: '', url, key };
}

/** An invalid key of the same shape: the public prefix stays, every other letter and digit is random. */
export function madeUpKey(key: string): string {
  const prefix = publicPrefix(key);
  const own = key.length - prefix.length < 8 ? `${key}-control-key` : key;
  const rest = own.slice(prefix.length).replace(/[a-z]/g, () => draw('abcdefghijklmnopqrstuvwxyz'));
  const drawn = rest.replace(/[A-Z]/g, () => draw('ABCDEFGHIJKLMNOPQRSTUVWXYZ')).replace(/\d/g, () => draw('0123456789'));
  return `${prefix}${drawn}`;
}

function draw(from: string): string {
  return from.charAt(randomInt(from.length));
}
