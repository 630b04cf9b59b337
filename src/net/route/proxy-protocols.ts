import { randomBytes } from 'node:crypto';
import { withLimit } from '../../model/deadline.ts';
import type { TunnelFacts } from '../../model/facts/proxy.ts';
import type { ProxyAddress } from '../../model/route-plan.ts';
import { openDialog } from './conversation.ts';
import { addressesOf } from './direct.ts';
import { connectHappyEyeballs } from './race.ts';
import type { TunnelNeeds } from './tunnel.ts';

type ProxyProtocol = NonNullable<TunnelFacts['supportedProtocols']>[number];

/** Time limit for a response to a probe. */
const PATIENCE_MS = 1500;

/** Probes the proxy port for TLS, HTTP, and SOCKS5, without credentials. */
export async function detectProxyProtocols(
  proxy: ProxyAddress,
  on: TunnelNeeds & { signal: AbortSignal },
): Promise<ProxyProtocol[]> {
  const voices: ProxyProtocol[] = ['tls', 'http', 'socks5'];
  const answers = await Promise.all(
    voices.map((voice) =>
      withLimit(on.signal, PATIENCE_MS, (signal) => protocolProbes[voice](proxy, { ...on, signal })).catch(() => false),
    ),
  );
  return voices.filter((_, index) => answers[index]);
}

type Try = (proxy: ProxyAddress, on: TunnelNeeds & { signal: AbortSignal }) => Promise<boolean>;

const protocolProbes: Record<ProxyProtocol, Try> = {
  tls: (proxy, on) => answers(proxy, on, smallHello(), (bytes) => (bytes[0] === 0x15 || bytes[0] === 0x16) && bytes[1] === 3),
  http: (proxy, on) =>
    answers(proxy, on, 'OPTIONS * HTTP/1.1\r\nHost: proxy\r\nConnection: close\r\n\r\n', (bytes) =>
      bytes.toString('latin1').startsWith('HTTP/'),
    ),
  socks5: (proxy, on) => answers(proxy, on, Buffer.from([5, 1, 0]), (bytes) => bytes[0] === 5),
};

async function open(proxy: ProxyAddress, { lookup, signal }: { lookup: TunnelNeeds['lookup']; signal: AbortSignal }) {
  const socket = await connectHappyEyeballs(await addressesOf(proxy.host, lookup), proxy.port, signal);
  socket.on('error', () => {});
  signal.addEventListener('abort', () => socket.destroy(), { once: true });
  return socket;
}

async function answers(
  proxy: ProxyAddress,
  on: TunnelNeeds & { signal: AbortSignal },
  hello: string | Buffer,
  isAnswer: (bytes: Buffer) => boolean,
): Promise<boolean> {
  const socket = await open(proxy, on);
  const talk = openDialog(socket, on.signal);
  talk.write(hello);
  const enough = (received: Buffer) => (received.length >= 2 ? Math.min(received.length, 8) : null);
  const bytes = await talk.readUntil(enough, 4096).finally(() => {
    talk.end();
    socket.destroy();
  });
  return isAnswer(bytes);
}

/**
 * A minimal ClientHello of TLS 1.2: two cipher suites, no extension. A TLS server accepts it or rejects it with an alert; both are TLS
 * records.
 */
function smallHello(): Buffer {
  const suites = [0xc0, 0x2f, 0x00, 0x9c];
  const body = Buffer.concat([Buffer.from([3, 3]), randomBytes(32), Buffer.from([0, 0, suites.length, ...suites, 1, 0])]);
  return Buffer.concat([Buffer.from([0x16, 3, 1, 0, body.length + 4, 1, 0, 0, body.length]), body]);
}
