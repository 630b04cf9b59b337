import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { createSecureContext } from 'node:tls';
import type { ClockFacts } from '../../model/facts/tls.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import { startHandshake } from '../../net/tls/converse.ts';
import { onLine } from '../../net/tls/line.ts';
import type { RecordingStream } from '../../net/tls/tap.ts';

/**
 * Compares the clocks where a certificate is expired or not yet valid by this machine's clock. The response cannot be verified (that would
 * need the right time), so it only helps to decide which clock is wrong.
 */
export const tlsClock: Probe<'tls/clock'> = {
  id: 'tls/clock',
  after: ['tls/handshake'],
  skip: ({ seen }) => {
    const handshake = seen['tls/handshake'];
    const faults = handshake?.status === 'ok' ? handshake.facts.verificationErrors : [];
    const dated = faults.some(({ kind }) => kind === 'expired' || kind === 'not-yet-valid');
    return dated ? null : { because: 'tls/handshake', reason: 'no certificate is expired' };
  },
  run: readClocks,
  summarise: ({ readings }) => {
    if (readings.length === 0) return 'no server sent a Date header';
    return readings.map(({ from, skewSeconds }) => `${from}: this clock is off by ${skewSeconds} s`).join(', ');
  },
  trouble: () => null,
};

async function readClocks(context: ProbeContext): Promise<ClockFacts> {
  const { host, port } = context.target.url ?? { host: '', port: 443 };
  const overTls = async (line: RecordingStream) => {
    const socket = startHandshake(line, { host, secureContext: createSecureContext({ ca: [] }) });
    await once(socket, 'secureConnect');
    return askDate(socket, host);
  };
  const readings = await Promise.all([
    reading(context, { from: `https port ${port}`, port, say: overTls }),
    reading(context, { from: 'http port 80', port: 80, say: (line) => askDate(line.stream, host) }),
  ]);
  return { readings: readings.filter((found) => found !== null) };
}

interface Source {
  from: string;
  port: number;
  say(line: RecordingStream): Promise<number | null>;
}

async function reading(context: ProbeContext, { from, port, say }: Source): Promise<ClockFacts['readings'][number] | null> {
  const limitMs = context.target.timeoutMs;
  const skewSeconds = await onLine<number | null>(context, context.signal, { port, limitMs, say, late: () => null });
  return skewSeconds === null ? null : { from, skewSeconds };
}

const MAX_HEAD_BYTES = 16_384;

/** A request without a body or key; only the `Date` of the response is used (RFC 9110 6.6.1). */
async function askDate(stream: Duplex, host: string): Promise<number | null> {
  stream.write(`HEAD / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  let head = '';
  for await (const chunk of stream) {
    head += (chunk as Buffer).toString('latin1');
    if (head.includes('\r\n\r\n') || head.length > MAX_HEAD_BYTES) break;
  }
  const date = /\r\ndate:[ \t]{0,20}([^\r]{1,64})\r\n/i.exec(head)?.[1];
  const at = date ? Date.parse(date) : Number.NaN;
  return Number.isNaN(at) ? null : Math.round((Date.now() - at) / 1000);
}
