import type { CallFacts } from '../model/facts/http.ts';
import type { DiagnosisInput } from '../model/observation.ts';
import type { Report } from '../model/report.ts';

/** What the billed requests of a run used; null where none was sent. An answer to an empty request counts: the server made it unasked. */
export function spentOf({ observations: seen }: DiagnosisInput): Report['spent'] | null {
  const calls = (['http/call', 'stream/events'] as const).flatMap((id): CallFacts[] => {
    const one = seen[id];
    return one?.status === 'ok' && mayBeBilled(one.facts) ? [one.facts] : [];
  });
  const endpoints = seen['http/endpoints'];
  const unasked = endpoints?.status === 'ok' && endpoints.facts.generated ? 1 : 0;
  if (calls.length + unasked === 0) return null;
  const total = (of: 'input' | 'output') => sum(calls.map(({ usage }) => usage?.[of] ?? null));
  return { requests: calls.length + unasked, inputTokens: total('input'), outputTokens: total('output') };
}

/** Sent, and not refused: what is refused with a status is not charged; what was never answered may be. */
function mayBeBilled({ stage, answer }: CallFacts): boolean {
  return stage !== 'connect' && stage !== 'tls' && (answer?.status ?? 0) < 400;
}

/** Null where none of them is known. */
function sum(counts: (number | null)[]): number | null {
  const known = counts.filter((count) => count !== null);
  return known.length === 0 ? null : known.reduce((total, count) => total + count, 0);
}
