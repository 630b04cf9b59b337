import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect, createSecureContext, type SecureContext } from 'node:tls';
import { pause, withLimit } from '../../model/deadline.ts';
import { problem as ofOurs, problemOf } from '../../model/errors.ts';
import type { RepeatArm, RepeatFacts } from '../../model/facts/calls.ts';
import type { Address } from '../../model/facts/dns.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import type { Target } from '../../model/target.ts';
import { Refusal } from '../../net/http/secure.ts';
import { addressesOf } from '../../net/route/direct.ts';
import { connectMs, connectOnce } from '../../net/route/race.ts';
import { CLASSIC_CURVES } from '../../net/tls/client-hello.ts';
import { withoutAddress } from '../http/skip.ts';
import { type Arm, type Attempt, summed } from './repeat-counts.ts';

/** Ten a second at most, and one at a time: a measurement, and no load. */
const PAUSE_MS = 100;

/** More addresses than these tell no more, and take longer. */
const MOST_ADDRESSES = 6;

/** Makes many fresh connections, one after the other, to each address in turn, with each kind of ClientHello. Only with `--repeat`. */
export const tcpRepeat: Probe<'tcp/repeat'> = {
  id: 'tcp/repeat',
  // After what the usual run measures, whose times it would disturb.
  after: ['dns/system', 'tcp/connect', 'tls/handshake', 'http/models', 'http/unauthenticated'],
  isPartial: true,
  limitMs: ({ deadlineMs }) => deadlineMs,
  skip: (c) => ((c.target.repeat ?? 1) > 1 ? withoutAddress(c) : { because: null, reason: 'only with --repeat' }),
  run: repeat,
  summarise,
  trouble: () => null,
};

async function repeat(context: ProbeContext): Promise<RepeatFacts> {
  const { target, signal, progress } = context;
  const wanted = target.repeat ?? 1;
  const arms = await armsOf(context);
  const due: Arm[][] = [];
  let rounds = 0;
  for (; rounds < wanted && !signal.aborted; rounds += 1) {
    progress(rounds, wanted, null);
    if (due.length === 0) due.push(...roundsOf(arms));
    for (const arm of due.shift() ?? []) {
      if (signal.aborted) break;
      const attempt = await tryOnce(arm, context);
      if (!signal.aborted) arm.attempts.push(attempt);
      await pause(PAUSE_MS, signal);
    }
  }
  return { wanted, rounds, arms: arms.map(summed) };
}

/**
 * As many rounds as there are kinds of ClientHello: each address has its turn once in each, and each kind once in all. The order is random:
 * a fault at regular intervals, as where one of two servers behind a load balancer is broken, would else be met by one arm alone.
 */
function roundsOf(arms: Arm[]): Arm[][] {
  const kinds = [...new Set(arms.map(({ hello }) => hello))];
  return shuffled(kinds).map((kind) => shuffled(arms.filter(({ hello }) => hello === kind)));
}

function shuffled<T>(items: T[]): T[] {
  const drawn = items.map((item) => ({ item, at: Math.random() }));
  return drawn.sort((a, b) => a.at - b.at).map(({ item }) => item);
}

async function armsOf({ target, route, lookup }: ProbeContext): Promise<Arm[]> {
  const host = target.url?.host ?? '';
  const found: (Address | null)[] = route.name === 'direct' ? (await addressesOf(host, lookup)).slice(0, MOST_ADDRESSES) : [null];
  return found.flatMap((to) =>
    kindsOf(target).map((hello): Arm => ({ address: to?.address ?? null, family: to?.family ?? null, hello, attempts: [] })),
  );
}

/** OpenSSL sends a post-quantum key share from 3.5 on; before, there is one kind. */
function kindsOf({ url, runtime }: Target): RepeatArm['hello'][] {
  if (url?.scheme !== 'https') return [null];
  const [major = 0, minor = 0] = runtime.openssl.split('.').map(Number);
  return major > 3 || (major === 3 && minor >= 5) ? ['post-quantum', 'classic'] : ['classic'];
}

async function tryOnce({ address, hello }: Arm, context: ProbeContext): Promise<Attempt> {
  const { target, signal, route } = context;
  const { host = '', port = 443 } = target.url ?? {};
  const started = performance.now();
  const open = async (limit: AbortSignal): Promise<Duplex> =>
    address === null ? (await route.open(host, port, limit)).socket : connectOnce(address, port, limit);
  const socket = await withLimit(signal, target.timeoutMs, open).catch(problemOf);
  if ('message' in socket) return { connectMs: null, tlsMs: null, failure: { stage: 'connect', code: socket.code ?? 'ERROR' } };
  const connected =
    address === null ? Math.round(performance.now() - started) : connectMs(socket as Parameters<typeof connectMs>[0]);
  if (hello === null) return closed(socket, { connectMs: connected, tlsMs: null, failure: null });
  const begun = performance.now();
  const shake = () => handshake(socket, host, contextFor(hello));
  const failure = await withLimit(signal, target.timeoutMs, shake).then(() => null, problemOf);
  const tlsMs = failure ? null : Math.round(performance.now() - begun);
  return closed(socket, { connectMs: connected, tlsMs, failure: failure && { stage: 'tls', code: failure.code ?? 'ERROR' } });
}

function closed(socket: Duplex, attempt: Attempt): Attempt {
  socket.on('error', () => {}).destroy();
  return attempt;
}

const contexts = new Map<string, SecureContext>();

/** Without root certificates, as nothing is verified and nothing is sent. Made once, because making one takes longer than a handshake. */
function contextFor(hello: 'post-quantum' | 'classic'): SecureContext {
  const known =
    contexts.get(hello) ?? createSecureContext({ ca: [], ...(hello === 'classic' ? { ecdhCurve: CLASSIC_CURVES } : {}) });
  contexts.set(hello, known);
  return known;
}

function handshake(stream: Duplex, host: string, secureContext: SecureContext): Promise<void> {
  return new Promise((resolve, reject) => {
    const servername = isIP(host) ? '' : host;
    const socket = connect({ socket: stream, servername, secureContext, ALPNProtocols: ['http/1.1'], rejectUnauthorized: false });
    socket.once('secureConnect', () => {
      resolve();
      socket.destroy();
    });
    socket.on('error', reject);
    stream.on('error', reject);
    socket.once('close', () => reject(new Refusal(ofOurs('CLOSED', 'the connection was closed during the TLS handshake'))));
  });
}

function summarise({ arms, rounds, wanted }: RepeatFacts): string {
  const tries = arms.reduce((sum, one) => sum + one.tries, 0);
  const failed = arms.reduce((sum, one) => sum + one.failed, 0);
  const delayed = arms.reduce((sum, one) => sum + one.delayed, 0);
  const early = rounds < wanted ? `, ended early after ${rounds} of ${wanted} rounds` : '';
  return `${failed} of ${tries} connections failed${delayed > 0 ? `, ${delayed} delayed by lost packets` : ''}${early}${notTested(arms)}`;
}

/** Clients with a newer OpenSSL send a ClientHello of two packets, which some middleboxes drop: silence about it would be health. */
function notTested(arms: RepeatArm[]): string {
  const isClassicAlone = arms.length > 0 && arms.every(({ hello }) => hello === 'classic');
  return isClassicAlone ? '; post-quantum key share not tested: it needs Node.js with OpenSSL 3.5' : '';
}
