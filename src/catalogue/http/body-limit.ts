import type { BodyTrial } from '../../model/facts/calls.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { isAlike, sizeOf } from '../../probes/http/body.ts';
import { factsOf } from '../seen.ts';
import { lostSize } from '../tcp/large-bodies.ts';

/** The first size that was rejected, where a small body was not, before it and after it; lost packets are another finding. */
export function bodyLimit(c: DiagnosisInput): Evidence | null {
  const facts = factsOf(c, 'http/body');
  const [small, ...larger] = facts?.tried ?? [];
  if (!facts || !small || lostSize(facts)) return null;
  const rejected = rejectedSize(larger, small);
  if (!rejected) return null;
  const smaller = larger.filter((one) => one.bytes < rejected.bytes && isAlike(one, small)).map(({ bytes }) => bytes);
  const { by, status, outcome } = rejected;
  const answer = status !== null ? `HTTP ${status}` : outcome === 'lost' ? 'no response' : `a connection that is ${outcome}`;
  return {
    details: facts.tried.map((one) => bodyLine(facts.endpoint, one)),
    probeIds: ['http/body'],
    httpStatus: status,
    pythonType: status !== null ? null : outcome === 'lost' ? 'APITimeoutError' : 'APIConnectionError',
    templateValues: {
      size: sizeOf(rejected.bytes),
      smaller: sizeOf(Math.max(small.bytes, ...smaller)),
      rejected: `${by ? `by ${by} ` : ''}with ${answer}`,
      ...(by ? { server: by } : {}),
    },
  };
}

/** Told at once by 413; else twice, with a small body that was still answered beside it. */
function rejectedSize(larger: BodyTrial[], small: BodyTrial): BodyTrial | null {
  const odd = larger.filter((one) => !isAlike(one, small) && one.status !== 429 && one.outcome !== 'failed' && !one.isSlow);
  const found = odd.find((one) => one.status === 413 || odd.some((other) => other !== one && other.bytes === one.bytes));
  const after = larger.filter(({ bytes }) => bytes === small.bytes);
  // What was rejected once and answered the next time is chance, and no limit.
  const passes = (bytes: number) => larger.some((one) => one.bytes === bytes && isAlike(one, small));
  return found && after.every((one) => isAlike(one, small))
    ? smallestOf(
        odd.filter(({ bytes }) => !passes(bytes)),
        found,
      )
    : null;
}

/** A few packets are tried after the first failure, so the smallest size is not the first of the list. */
function smallestOf(odd: BodyTrial[], found: BodyTrial): BodyTrial {
  return odd
    .filter(({ status, outcome }) => status === found.status && outcome === found.outcome)
    .reduce((a, b) => (b.bytes < a.bytes ? b : a), found);
}

function bodyLine(endpoint: string, { bytes, status, outcome, by, problem, ms }: BodyTrial): string {
  const answer =
    status === null ? `${outcome}${problem?.code ? ` (${problem.code})` : ''}` : `HTTP ${status}${by ? ` (${by})` : ''}`;
  return `POST ${endpoint} with ${sizeOf(bytes)}: ${answer} after ${ms} ms`;
}
