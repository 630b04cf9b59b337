import { randomInt } from 'node:crypto';
import { version } from '../../machine/version.ts';
import type { Target } from '../../model/target.ts';
import { authorize } from '../../secrets/key.ts';
import { hidden, mask, publicPrefix } from '../../secrets/redact/mask.ts';

/** What a request says of who asks: the configured key, a made-up one of its shape, or nothing. */
export type Credential = 'key' | 'made-up' | 'none';

/** What Node and every client can send as the value of a header. */
const SENDABLE = /^[\t\x20-\x7e]+$/;

/** The headers of a request. Called only once the connection is verified, because this is where the key comes in. */
export function requestHeaders(target: Target, authority: string, credential: Credential): Record<string, string> {
  const headers: Record<string, string> = {
    host: authority,
    accept: 'application/json',
    'accept-encoding': 'gzip, deflate, br',
    'user-agent': `api-doctor/${version}`,
  };
  if (credential === 'none') return headers;
  authorize(headers, credential === 'key' ? target : withMadeUpKey(target));
  const ids = { 'openai-organization': target.organization?.value, 'openai-project': target.project?.value };
  for (const [name, value] of Object.entries(ids)) if (value && SENDABLE.test(value)) headers[name] = value.trim();
  return headers;
}

/** The headers as they may be shown. */
export function shownHeaders(headers: Record<string, string>): Record<string, string> {
  const shown = { ...headers };
  if (headers.authorization) shown.authorization = shownCredential(headers.authorization);
  if (headers['api-key']) shown['api-key'] = mask(headers['api-key']);
  return shown;
}

function shownCredential(value: string): string {
  const [, scheme, rest] = /^(Bearer|Basic) (.*)$/s.exec(value) ?? [];
  if (!scheme || rest === undefined) return hidden(value.length);
  return `${scheme} ${scheme === 'Bearer' ? mask(rest) : hidden(rest.length)}`;
}

function withMadeUpKey(target: Target): Target {
  const key = { value: madeUpKey(target.key?.value.trim() ?? ''), source: 'made up' };
  return { ...target, baseUrl: '', key };
}

/** A key of the same shape that nobody has: the public prefix stays, every other letter and digit is drawn anew. */
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
