import type { IncomingMessage } from 'node:http';
import type { PracticeRow } from './row.ts';
import { rowNamed } from './rows.ts';

/** The largest body that the API takes. */
export const BODY_LIMIT = 26_214_400;

/** A request, taken apart. */
export interface PracticeRequest {
  method: string;
  /** Without the row that selects a fault and without the query, as `/v1/responses`. */
  path: string;
  /** The part behind `/v1`, as `/responses`; null for other paths. */
  endpoint: string | null;
  /** Selected by the path: it answers only the requests that it is about. */
  byPath: PracticeRow | null;
  /** Selected by the header: it answers this request. */
  byHeader: PracticeRow | null;
  hasKey: boolean;
  isKeyKnown: boolean;
  key: string;
}

/** Takes apart the head of a request: `/429-rate-limit/v1/responses` plays that row. */
export function readRequest({ method = 'GET', url = '/', headers }: IncomingMessage): PracticeRequest {
  const [whole = '/'] = url.split('?');
  const [, first = ''] = whole.split('/', 2);
  const byPath = rowNamed(first);
  const path = byPath ? whole.slice(first.length + 1) || '/' : whole;
  const key = (headers.authorization ?? '').replace(/^Bearer\s+/i, '').trim() || String(headers['api-key'] ?? '');
  return {
    method,
    path,
    endpoint: /^\/v1(\/.*)$/.exec(path)?.[1] ?? null,
    byPath,
    byHeader: rowNamed(String(headers['x-practice'] ?? '')),
    hasKey: key !== '',
    isKeyKnown: /practice/i.test(key),
    key,
  };
}

/** The whole body; null where it is longer than the API takes. */
export async function readBody(message: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of message) {
    size += part.length;
    if (size <= BODY_LIMIT) parts.push(part);
  }
  return size > BODY_LIMIT ? null : Buffer.concat(parts);
}
