import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { Address } from '../../model/facts/dns.ts';
import type { ClientHelloProbeFacts, FamilyHello, HelloOutcome } from '../../model/facts/tls.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import { addressesOf } from '../../net/route/direct.ts';
import { connectOnce } from '../../net/route/race.ts';
import { CLASSIC_CURVES, smallHello } from '../../net/tls/client-hello.ts';
import { startHandshake } from '../../net/tls/converse.ts';
import { onLine } from '../../net/tls/line.ts';
import { spoken } from '../../net/tls/records.ts';
import type { RecordingStream } from '../../net/tls/tap.ts';
import { runOnTlsFailure, silenceMs, wasCutOff, withoutTls } from './when-needed.ts';

/**
 * Sends several kinds of ClientHello in parallel. With an SNI filter, another name gets a response; with a small path MTU, only a minimal
 * one does; a hung server responds to none. Uses well-known host names and never sends a request.
 */
export const tlsHellos: Probe<'tls/client-hello-variants'> = {
  id: 'tls/client-hello-variants',
  after: ['dns/system'],
  skip: withoutTls,
  run: (context) => runOnTlsFailure(context, wasCutOff, (signal) => askAll(context, signal)),
  summarise: ({ normal, normalOtherSni, minimal, minimalOtherSni, withoutPostQuantum }) =>
    `normal ClientHello ${normal}, other SNI ${normalOtherSni}; minimal ClientHello ${minimal}, other SNI ${minimalOtherSni}; without post-quantum key ${withoutPostQuantum}`,
  // A stall here was already reported by the handshake.
  trouble: () => null,
};

async function askAll(context: ProbeContext, signal: AbortSignal): Promise<ClientHelloProbeFacts> {
  const host = context.target.url?.host ?? '';
  const other = host === 'example.com' ? 'example.org' : 'example.com';
  const hello = (say: (line: RecordingStream) => unknown) => outcomeOf(context, signal, say);
  const families = eachFamily(context, signal);
  const [normal, normalOtherSni, minimal, minimalOtherSni, withoutPostQuantum] = await Promise.all([
    hello((line) => startHandshake(line, { host, secureContext: rootless() })),
    hello((line) => startHandshake(line, { host, name: other, secureContext: rootless() })),
    hello((line) => line.stream.write(smallHello(isIP(host) ? null : host))),
    hello((line) => line.stream.write(smallHello(other))),
    hello((line) => startHandshake(line, { host, secureContext: rootless(CLASSIC_CURVES) })),
  ]);
  return {
    normal,
    normalOtherSni,
    minimal,
    minimalOtherSni,
    withoutPostQuantum,
    families: await families,
  };
}

/** Tests one address of each family: the path MTU may differ between them. */
async function eachFamily(context: ProbeContext, signal: AbortSignal): Promise<FamilyHello[] | null> {
  const { target, route, lookup } = context;
  const host = target.url?.host ?? '';
  if (route.name !== 'direct' || isIP(host)) return null;
  const known = await addressesOf(host, lookup).catch(() => []);
  const firsts = ([6, 4] as const).flatMap((family) => known.find((one) => one.family === family) ?? []);
  if (firsts.length < 2) return null;
  return Promise.all(firsts.map((to) => greetAt(to, context, signal)));
}

async function greetAt({ address, family }: Address, context: ProbeContext, signal: AbortSignal): Promise<FamilyHello> {
  const host = context.target.url?.host ?? '';
  const open = async (_: string, port: number, limit: AbortSignal) => ({
    socket: await connectOnce(address, port, limit),
    peer: address,
  });
  const there = { ...context, route: { name: 'direct' as const, open } };
  const [normal, minimal] = await Promise.all([
    outcomeOf(there, signal, (line) => startHandshake(line, { host, secureContext: rootless() })),
    outcomeOf(there, signal, (line) => line.stream.write(smallHello(host))),
  ]);
  return { family, address, normal, minimal };
}

/** Without root certificates: nothing is verified, and parsing them takes longer than the handshake. */
function rootless(ecdhCurve?: string): SecureContext {
  return createSecureContext({ ca: [], ...(ecdhCurve ? { ecdhCurve } : {}) });
}

async function outcomeOf(
  context: ProbeContext,
  signal: AbortSignal,
  say: (line: RecordingStream) => unknown,
): Promise<HelloOutcome> {
  const { port = 443 } = context.target.url ?? {};
  const limitMs = context.target.timeoutMs - silenceMs(context.target.timeoutMs);
  const listen = (line: RecordingStream) => {
    const word = firstWord(line.stream);
    say(line);
    return word;
  };
  return (await onLine<HelloOutcome>(context, signal, { port, limitMs, say: listen, late: () => 'stalled' })) ?? 'unreachable';
}

/** The first event from the peer. */
function firstWord(stream: Duplex): Promise<HelloOutcome> {
  return new Promise((resolve) => {
    stream.once('data', (chunk: Buffer) => resolve(spoken(chunk) === 'other' ? 'not-tls' : 'answered'));
    stream.on('error', () => resolve('reset'));
    stream.once('end', () => resolve('closed'));
    stream.once('close', () => resolve('closed'));
  });
}
