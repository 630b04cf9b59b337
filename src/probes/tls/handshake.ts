import type { SecureContext } from 'node:tls';
import { withLimit } from '../../model/deadline.ts';
import { problem, problemOf } from '../../model/errors.ts';
import type { HandshakeFacts } from '../../model/facts/tls.ts';
import type { OpenedStream, Probe, ProbeContext } from '../../model/probe.ts';
import type { NetworkError } from '../../model/problem.ts';
import type { Target } from '../../model/target.ts';
import { concernsClientCertificate } from '../../net/tls/alerts.ts';
import { readChain } from '../../net/tls/chain.ts';
import { type Conversation, converse } from '../../net/tls/converse.ts';
import { nothingSeen } from '../../net/tls/empty-handshake.ts';
import { pythonProblem } from '../../net/tls/python-hello.ts';
import { asksForCertificate, lastAlert, spoken } from '../../net/tls/records.ts';
import { type RecordingStream, recordStream } from '../../net/tls/tap.ts';
import { runContext, trustSets } from '../../net/tls/trust.ts';
import { withoutTls } from './when-needed.ts';

/** Performs a TLS handshake on a separate connection without a request, and records the certificates, trusted or not. */
export const tlsHandshake: Probe<'tls/handshake'> = {
  id: 'tls/handshake',
  after: ['dns/system'],
  skip: withoutTls,
  run,
  summarise,
  trouble: ({ problem: met, authorizationError, trusted }) =>
    met ?? (trusted ? null : problem(authorizationError ?? '', 'refused')),
};

async function run(context: ProbeContext): Promise<HandshakeFacts> {
  const { target, route, signal } = context;
  const { host, port } = target.url ?? { host: '', port: 0 };
  const started = performance.now();
  const soFar = () => Math.round(performance.now() - started);
  const open = (limit: AbortSignal) => route.open(host, port, limit);
  const opened = await withLimit(signal, target.timeoutMs, open).catch(problemOf);
  if (!('socket' in opened)) return { ...nothingSeen(host), problem: opened, ms: soFar() };
  const examined = await examine(opened, target, signal);
  // Reading the chain takes its time too, which is not the network's.
  const facts = examined.stage === 'done' ? examined : { ...examined, ms: soFar() };
  return { ...facts, pythonHandshakeError: await pythonProblem(context, facts) };
}

async function examine({ socket, peer }: OpenedStream, target: Target, signal: AbortSignal): Promise<HandshakeFacts> {
  const host = target.url?.host ?? '';
  const line = recordStream(socket);
  const talk = (secureContext: SecureContext) => async (limit: AbortSignal) => {
    // The peer may have closed the connection meanwhile; a handshake on it would wait for its time limit.
    if (line.stream.destroyed)
      throw line.stream.errored ?? problem('ECONNRESET', 'the peer closed the connection before the handshake');
    return converse(line, { host, secureContext }, limit);
  };
  try {
    // Loading large trust stores takes time, which must not count as a stalled peer.
    const talked = runContext(target).then((secureContext) => withLimit(signal, target.timeoutMs, talk(secureContext)));
    const { session, problem: met } = await talked.catch(asProblem);
    const seen = { ...nothingSeen(host), peer, ...heard(line), problem: met };
    if (!session) return { ...seen, problem: withAlert(met, line.first()), stage: 'handshake' };
    const { sent, ...shown } = session;
    const reading = readChain({ ...shown, sent, host, sets: await trustSets(target), now: Date.now() });
    const asked = seen.clientCertificateRequested || concernsClientCertificate(met?.alert ?? null);
    return { ...seen, ...shown, ...reading, stage: 'done', clientCertificateRequested: asked };
  } finally {
    line.stream.destroy();
  }
}

/** OpenSSL reports neither an unknown alert nor a warning before a reset: Node sees only a timeout or a reset. */
function withAlert(met: NetworkError | null, first: Buffer): NetworkError | null {
  const alert = met?.alert === null ? lastAlert(first) : null;
  if (!alert) return met;
  const said = alert.isFatal || (alert.number > 0 && CUT.test(met?.code ?? ''));
  const message = `the peer sent alert ${alert.number} (${alert.isFatal ? 'fatal' : 'a warning'}), and nothing more`;
  return said ? { ...problem('ERR_SSL_ALERT', message), alert: alert.number } : met;
}

const CUT = /^(ECONNRESET|ECONNABORTED|EPIPE|ERR_SSL_NO_RENEGOTIATION)$/;

function asProblem(error: unknown): Conversation {
  return { session: null, problem: problemOf(error) };
}

function heard(line: RecordingStream): Pick<HandshakeFacts, 'bytesRead' | 'protocolSeen' | 'clientCertificateRequested'> {
  const first = line.first();
  return { bytesRead: line.count(), protocolSeen: spoken(first), clientCertificateRequested: asksForCertificate(first) };
}

function summarise(facts: HandshakeFacts): string {
  const { stage, problem: met, protocol, trusted, authorizationError, chain } = facts;
  if (stage !== 'done') return `${word(met)} after ${facts.ms} ms${facts.bytesRead > 0 ? ` and ${facts.bytesRead} bytes` : ''}`;
  if (met) return `${protocol} in ${facts.ms} ms, then ${word(met)}`;
  const until = chain[0]?.notAfter.slice(0, 10) ?? '';
  return trusted
    ? `${protocol} in ${facts.ms} ms, certificate trusted, valid until ${until}`
    : `${protocol} in ${facts.ms} ms, certificate refused: ${authorizationError}`;
}

function word(met: NetworkError | null): string {
  return met?.alert ? `alert ${met.alert}` : (met?.code ?? met?.message ?? 'no answer');
}
