import { Duplex } from 'node:stream';

/** A pass-through stream that keeps the first bytes from the peer: in TLS 1.2 the handshake is readable there. */
export interface RecordingStream {
  stream: Duplex;
  /** The first bytes from the peer. */
  first(): Buffer;
  /** How many bytes came in all. */
  count(): number;
}

/** Enough for a ServerHello and a long chain of certificates. */
const MAX_KEPT = 64 * 1024;

/** Wraps a stream. Destroying it destroys the wrapped stream. */
export function recordStream(inner: Duplex): RecordingStream {
  const kept: Buffer[] = [];
  let count = 0;
  const stream = new Duplex({
    read: () => inner.resume(),
    write: (chunk, _encoding, done) => void inner.write(chunk, done),
    final: (done) => void inner.end(done),
    destroy: (error, done) => {
      inner.destroy();
      done(error);
    },
  });
  // A peer may reset before a listener is attached here, and an error without a listener would end the process.
  stream.on('error', () => {});
  inner.on('data', (chunk: Buffer) => {
    if (count < MAX_KEPT) kept.push(chunk);
    count += chunk.length;
    if (!stream.push(chunk)) inner.pause();
  });
  inner.on('end', () => stream.push(null));
  inner.on('error', (error) => stream.destroy(error));
  inner.on('close', () => stream.destroy());
  return { stream, first: () => Buffer.concat(kept).subarray(0, MAX_KEPT), count: () => count };
}
