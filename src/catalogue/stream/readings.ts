import type { StreamFacts } from '../../model/facts/http.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import type { NetworkError } from '../../model/problem.ts';
import { readingOf } from '../../net/http/facts.ts';

/** A fast model may send fewer events than this at once. */
const ENOUGH_EVENTS = 10;
/** A response that starts sooner was not held back. */
const LEAST_WAIT_MS = 200;
/** Buffered events arrive within this share of the time before the first one. */
const BUFFERED_SHARE = 1 / 20;

/** All events arrived at once, after the time in which the model generated them. */
export function buffered(c: DiagnosisInput): Evidence | null {
  const facts = streamOf(c);
  const [first] = facts?.chunks ?? [];
  if (!facts || !first || facts.problem || facts.events < ENOUGH_EVENTS) return null;
  const spread = (facts.chunks.at(-1) as { ms: number }).ms - first.ms;
  const waited = first.ms - firstPossible(c);
  return waited >= LEAST_WAIT_MS && spread <= waited * BUFFERED_SHARE
    ? evidence(facts, [`all ${facts.events} events arrived within ${spread} ms`])
    : null;
}

/** The time that a connection and a request take here: during it nothing can have been buffered. */
function firstPossible(c: DiagnosisInput): number {
  const listing = c.observations['http/models'];
  return listing?.status === 'ok' ? (listing.facts.firstByteMs ?? listing.facts.ms) : 0;
}

/** The stream ended before its last event. */
export function cut(c: DiagnosisInput): Evidence | null {
  const facts = streamOf(c);
  // An error event ends a stream too, and a body that was cut at the limit has no end here.
  if (!facts || readingOf(facts) || facts.answer?.cut) return null;
  if (facts.events === 0 || facts.hasEnded || facts.problem?.code === 'TIMEOUT') return null;
  return evidence(facts, [facts.problem ? problemLine(facts.problem) : 'the response ended without a last event']);
}

/** No data arrived for at least one timeout. */
export function stalled(c: DiagnosisInput): Evidence | null {
  const facts = streamOf(c);
  if (!facts || facts.hasEnded || facts.isOpen || facts.problem?.code !== 'TIMEOUT') return null;
  const silence = facts.ms - (facts.chunks.at(-1)?.ms ?? 0);
  return evidence(facts, [`no data for ${silence} ms`, problemLine(facts.problem)]);
}

function streamOf(c: DiagnosisInput): StreamFacts | null {
  const observation = c.observations['stream/events'];
  return observation?.status === 'ok' && (observation.facts.answer?.status ?? 200) < 300 ? observation.facts : null;
}

function evidence(facts: StreamFacts, lines: string[]): Evidence {
  const { method, url, model, answer, events, chunks: parts } = facts;
  const first = parts[0] ? `, the first after ${parts[0].ms} ms` : '';
  const came = answer ? [`HTTP ${answer.status}, ${events} events${first}`] : ['no response'];
  return {
    details: [`${method} ${url} with stream: true, ${model}`, ...came, ...lines],
    probeIds: ['stream/events'],
    httpStatus: answer?.status ?? null,
  };
}

function problemLine({ code, message }: NetworkError): string {
  return `${code ? `${code}: ` : ''}${message.slice(0, 300)}`;
}
