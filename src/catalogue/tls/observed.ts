import type { ExchangeFacts } from '../../model/facts/http.ts';
import type { HandshakeFacts } from '../../model/facts/tls.ts';
import type { DiagnosisInput, ProbeId } from '../../model/observation.ts';
import { concernsClientCertificate, isCorruptRecord } from '../../net/tls/alerts.ts';
import { nothingSeen } from '../../net/tls/empty-handshake.ts';
import { meaningOf } from '../../net/tls/verdict.ts';

/** A handshake to judge, and the probes that observed it. */
export interface Observed {
  facts: HandshakeFacts;
  causes: ProbeId[];
}

const EXCHANGES = ['http/models', 'http/unauthenticated', 'http/model'] as const;

/**
 * The handshake of the TLS probe. Where that succeeded or did not run, but a request failed in TLS, the request counts: servers behind one
 * name differ, and a failure may be intermittent.
 */
export function observed(c: DiagnosisInput): Observed | null {
  const seen = c.observations['tls/handshake'];
  const probe = seen?.status === 'ok' && seen.facts.stage !== 'connect' ? seen.facts : null;
  const met = EXCHANGES.filter((id) => metTrouble(exchange(c, id)));
  if (probe && isTroubled(probe)) return { facts: probe, causes: ['tls/handshake', ...met] };
  const failed = met[0] && exchange(c, met[0]);
  if (failed) return { facts: asHandshake(c, failed, probe), causes: met };
  return probe && { facts: probe, causes: ['tls/handshake'] };
}

/** Whether a verified request was answered all the same: then the failure is intermittent. */
export function gotAnswer(c: DiagnosisInput): boolean {
  return EXCHANGES.some((id) => {
    const facts = exchange(c, id);
    return facts?.url.startsWith('https:') && facts.answer !== null;
  });
}

function exchange(c: DiagnosisInput, id: (typeof EXCHANGES)[number]): ExchangeFacts | null {
  const seen = c.observations[id];
  return seen?.status === 'ok' ? seen.facts : null;
}

/** Whether a request failed in TLS: in the handshake, by a later alert, or by a record that cannot be read. */
function metTrouble(facts: ExchangeFacts | null): boolean {
  if (!facts?.problem || !facts.url.startsWith('https:')) return false;
  return facts.stage === 'tls' || facts.problem.alert !== null || isCorruptRecord(facts.problem);
}

function isTroubled({ stage, problem, trusted }: HandshakeFacts): boolean {
  return stage === 'handshake' || problem !== null || !trusted;
}

/** The handshake as a request's error shows it: a verification error, a failure before that, or an alert after it. */
function asHandshake(
  { target }: DiagnosisInput,
  { problem, stage }: ExchangeFacts,
  probe: HandshakeFacts | null,
): HandshakeFacts {
  const base = probe ?? nothingSeen(target.url?.host ?? '');
  const word = (problem?.code === 'UNSPECIFIED' ? problem.message : problem?.code) ?? problem?.message ?? '';
  const kind = meaningOf(word);
  if (kind) {
    const faults = [{ kind, certificate: 0, detail: problem?.message.slice(0, 300) ?? word }];
    return { ...base, stage: 'done', authorizationError: word, verificationErrors: faults, trusted: false };
  }
  if (stage === 'tls') return { ...base, stage: 'handshake', problem, trusted: false };
  return {
    ...base,
    stage: 'done',
    problem,
    clientCertificateRequested: concernsClientCertificate(problem?.alert ?? null),
    trusted: true,
  };
}
