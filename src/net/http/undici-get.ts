import type { Duplex } from 'node:stream';
import { Client, fetch, type Headers } from 'undici';
import type { HttpAnswer } from '../../model/facts/http.ts';
import { BODY_LIMIT } from './body.ts';
import { HEADER_LIMIT, keptHeaders } from './receive.ts';

interface Get {
  url: string;
  headers: Record<string, string>;
  signal: AbortSignal;
}

/** Requests a page over an open connection with undici's `fetch`, and reads its body up to the limit. Rejects where either fails. */
export async function getOver(socket: Duplex, { url, headers, signal }: Get): Promise<HttpAnswer> {
  const sockets = [socket];
  const dispatcher = new Client(new URL(url).origin, {
    maxHeaderSize: HEADER_LIMIT,
    connect: (_to, done) => {
      const one = sockets.pop();
      // Later, because undici does not expect an answer within the call.
      setImmediate(() => {
        if (one) done(null, one as Parameters<typeof done>[1] & object);
        else done(new Error('the connection was closed, and there is no second one'), null);
      });
    },
  });
  try {
    // A signal of its own: undici asks for the number of listeners allowed, and where that was set to 0 Node throws (ERR_INVALID_ARG_TYPE).
    const ends = AbortSignal.any([signal]);
    const answer = await fetch(url, { dispatcher, headers, redirect: 'manual', signal: ends });
    const { text, bytes, cut } = await bodyOf(answer.body);
    return { status: answer.status, headers: headersOf(answer.headers), body: text, cut, bytes };
  } finally {
    void dispatcher.destroy();
  }
}

/** As clients read it: unpacked, and without a byte order mark. */
async function bodyOf(body: AsyncIterable<Uint8Array> | null): Promise<{ text: string; bytes: number; cut: boolean }> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    parts.push(part);
    bytes += part.length;
    if (bytes > BODY_LIMIT) break;
  }
  const kept = Buffer.concat(parts).subarray(0, BODY_LIMIT);
  return { text: new TextDecoder().decode(kept), bytes, cut: bytes > BODY_LIMIT };
}

function headersOf(headers: Headers): Record<string, string> {
  return keptHeaders([...headers].flat());
}
