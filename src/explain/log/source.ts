import { StringDecoder } from 'node:string_decoder';
import { UsageError } from '../../model/usage-error.ts';

/** How much of the beginning decides what kind of text it is. */
const SAMPLE = 1 << 16;

/** The bytes of a stream such as standard input. */
export async function* streamBytes(stream: NodeJS.ReadableStream): AsyncGenerator<Buffer> {
  for await (const piece of stream) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}

/** The pieces that come before the signal: a person who interrupts gets what was read so far. */
export async function* untilAborted(pieces: AsyncIterable<Buffer>, signal: AbortSignal): AsyncGenerator<Buffer> {
  const iterator = pieces[Symbol.asyncIterator]();
  for (;;) {
    const next = await orAborted(iterator.next(), signal);
    if (next === null || next.done) return;
    yield next.value;
  }
}

/** The promise's value, or null once the signal ends it. Leaves no listener behind. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve(null);
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/**
 * Turns UTF-16 (what PowerShell's `>` writes) into UTF-8 and drops byte order marks; other bytes pass as they are. Bytes that
 * are no text at all are a `UsageError`.
 */
export async function* asUtf8(pieces: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  let decode: ((piece: Buffer) => Buffer) | null = null;
  let head = Buffer.alloc(0);
  for await (const piece of pieces) {
    if (decode) {
      yield decode(piece);
      continue;
    }
    head = Buffer.concat([head, piece]);
    if (head.length < SAMPLE) continue;
    decode = decoderFor(head, name);
    yield decode(head);
  }
  if (!decode && head.length > 0) yield decoderFor(head, name)(head);
}

function decoderFor(head: Buffer, name: string): (piece: Buffer) => Buffer {
  const sample = head.subarray(0, SAMPLE);
  const encoding = encodingOf(sample);
  if (encoding === 'utf-8') {
    if (looksBinary(sample)) throw new UsageError(`${name} is not text.`);
    return (piece) => piece;
  }
  const decoder = new StringDecoder('utf16le');
  const toLittle = encoding === 'utf-16be' ? byteSwapTransform() : (piece: Buffer) => piece;
  return (piece) => Buffer.from(decoder.write(toLittle(piece)).replace(/\uFEFF/g, ''));
}

function encodingOf(sample: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  // Without a mark: in mostly Latin text every second byte is zero.
  const zeros = [0, 0];
  for (let i = 0; i < sample.length; i += 1) if (sample[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const half = sample.length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.4 && odd < half * 0.05) return 'utf-16be';
  return 'utf-8';
}

/** Swaps bytes pairwise over pieces of any length. */
function byteSwapTransform(): (piece: Buffer) => Buffer {
  let rest = Buffer.alloc(0);
  return (piece) => {
    const all = Buffer.concat([rest, piece]);
    const even = all.length - (all.length % 2);
    rest = Buffer.from(all.subarray(even));
    return all.subarray(0, even).swap16();
  };
}

/** Control characters that no log has, in a share that no stray byte explains. */
function looksBinary(sample: Buffer): boolean {
  let strange = 0;
  for (const byte of sample) if (byte < 7 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32)) strange += 1;
  return strange > sample.length * 0.02;
}
