import type { StreamFacts } from '../../model/facts/http.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';
import type { Problem } from '../../model/problem.ts';
import { readingOf } from '../../net/http/facts.ts';

/** Fewer events than this may well leave a fast model together. */
const ENOUGH_EVENTS = 10;
/** A server that answers sooner has nothing that could have been held back. */
const LEAST_WAIT_MS = 200;
/** Held-back events arrive within so small a part of the time that was waited for them. */
const LUMP = 1 / 20;

/** All events came at once, after a wait in which they were made one after the other. */
export function buffered(c: Case): Evidence | null {
  const facts = streamOf(c);
  const [first] = facts?.chunks ?? [];
  if (!facts || !first || facts.problem || facts.events < ENOUGH_EVENTS) return null;
  const spread = (facts.chunks.at(-1) as { ms: number }).ms - first.ms;
  const waited = first.ms - firstPossible(c);
  return waited >= LEAST_WAIT_MS && spread <= waited * LUMP
    ? evidence(facts, [`all ${facts.events} events arrived within ${spread} ms`])
    : null;
}

/** What a connection and a request cost here at the least: so long nothing can have been held back. */
function firstPossible(c: Case): number {
  const listing = c.seen['http/models'];
  return listing?.status === 'ok' ? (listing.facts.firstByteMs ?? listing.facts.ms) : 0;
}

/** The stream ended, by whatever, before its last event. */
export function cut(c: Case): Evidence | null {
  const facts = streamOf(c);
  // An error that the API tells of ends a stream as well, and a body beyond what is read has no end here.
  if (!facts || readingOf(facts) || facts.answer?.cut) return null;
  if (facts.events === 0 || facts.hasEnded || facts.problem?.code === 'TIMEOUT') return null;
  return evidence(facts, [facts.problem ? problemLine(facts.problem) : 'the answer ended without a last event']);
}

/** Nothing came any more, for at least one step's time. */
export function stalled(c: Case): Evidence | null {
  const facts = streamOf(c);
  if (!facts || facts.hasEnded || facts.isOpen || facts.problem?.code !== 'TIMEOUT') return null;
  const silence = facts.ms - (facts.chunks.at(-1)?.ms ?? 0);
  return evidence(facts, [`nothing came for ${silence} ms`, problemLine(facts.problem)]);
}

function streamOf(c: Case): StreamFacts | null {
  const observation = c.seen['stream/events'];
  return observation?.status === 'ok' && (observation.facts.answer?.status ?? 200) < 300 ? observation.facts : null;
}

function evidence(facts: StreamFacts, lines: string[]): Evidence {
  const { method, url, model, answer, events, chunks: parts } = facts;
  const first = parts[0] ? `, the first after ${parts[0].ms} ms` : '';
  const came = answer ? [`HTTP ${answer.status}, ${events} events${first}`] : ['no answer had begun'];
  return {
    lines: [`${method} ${url} with stream: true, ${model}`, ...came, ...lines],
    causes: ['stream/events'],
    httpStatus: answer?.status ?? null,
  };
}

function problemLine({ code, message }: Problem): string {
  return `${code ? `${code}: ` : ''}${message.slice(0, 300)}`;
}
