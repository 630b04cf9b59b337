import type { IncomingMessage } from 'node:http';
import { withLimit } from '../../model/deadline.ts';
import { problem } from '../../model/errors.ts';
import type { HttpAnswer } from '../../model/facts/http.ts';
import { decode } from './decode.ts';
import { Refusal } from './secure.ts';

/** How much of a body is read off the wire. */
export const BODY_LIMIT = 1024 * 1024;

/** What is beyond that is counted and thrown away, until the body ends: one that never does is no answer. */
const ENDLESS = 32 * 1024 * 1024;

/** What reading a body needs of the request that it answers. */
interface Reading {
  limitMs: number;
  onPart: ((bytes: number) => void) | undefined;
  signal: AbortSignal;
}

/** Reads the body into the answer, and keeps what came of it even where that fails or takes too long. Rejects with the error of the stream. */
export async function receiveBody(message: IncomingMessage, answer: HttpAnswer, reading: Reading): Promise<void> {
  const parts: Buffer[] = [];
  try {
    await withLimit(reading.signal, reading.limitMs, () => collect(message, { answer, parts, onPart: reading.onPart }));
  } catch (error) {
    await unpack(answer, parts, false).catch(() => {});
    throw error;
  }
  await unpack(answer, parts, true);
}

interface Collected {
  answer: HttpAnswer;
  parts: Buffer[];
  onPart: Reading['onPart'];
}

async function collect(message: IncomingMessage, { answer, parts, onPart }: Collected): Promise<void> {
  try {
    for await (const part of message) {
      if (!answer.cut) parts.push(part);
      onPart?.(part.length);
      answer.bytes += part.length;
      answer.cut = answer.bytes > BODY_LIMIT;
      if (answer.bytes > ENDLESS) break;
    }
  } catch {
    // The stream only reports at its end that it was aborted; `complete` has the same information.
  }
  if (answer.bytes > ENDLESS) throw new Refusal(problem('ENDLESS', `the body had not ended after ${answer.bytes} bytes`));
  if (!message.complete)
    throw new Refusal(problem('TRUNCATED', `the connection was closed after ${answer.bytes} bytes of the body`));
}

async function unpack(answer: HttpAnswer, parts: Buffer[], whole: boolean): Promise<void> {
  const raw = Buffer.concat(parts).subarray(0, BODY_LIMIT);
  answer.body = raw.toString('utf8');
  const decoded = await decode(raw, answer.headers['content-encoding'] ?? '', answer.cut || !whole);
  // As clients read it: a byte order mark at the start belongs to the encoding and not to the text.
  answer.body = new TextDecoder().decode(decoded.bytes);
  answer.cut ||= whole && decoded.cut;
}
