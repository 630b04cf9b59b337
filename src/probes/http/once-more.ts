import { pause } from '../../model/deadline.ts';
import type { ExchangeFacts } from '../../model/facts/http.ts';
import type { ProbeContext } from '../../model/probe.ts';
import { exchange, type RequestOptions } from '../../net/http/exchange.ts';
import { readingOf } from '../../net/http/facts.ts';

/** Milliseconds after which a limit of one request per second accepts the next one. */
const NEXT_MS = 1100;

/**
 * An exchange that is repeated once where a gateway refused it with a 429 or 503 of its own, or where the connection was refused beside another
 * that was made. This check sends several requests at once: a low limit of requests or connections rejects one of them, although it accepts
 * the calls of a client. The facts keep the refusal, which can also be a fault that comes and goes.
 */
export async function exchangeOnceMore(ask: RequestOptions, context: ProbeContext): Promise<ExchangeFacts> {
  const first = await exchange(ask, context);
  if (!isTurnedAway(first) && !(await isOneTooMany(first, context))) return first;
  await pause(NEXT_MS, context.signal);
  if (context.signal.aborted) return first;
  const second = await exchange(ask, context);
  return second.answer ? { ...second, turnedAway: first.answer } : first;
}

function isTurnedAway(facts: ExchangeFacts): boolean {
  const reading = readingOf(facts);
  return (
    [429, 503].includes(facts.answer?.status ?? 0) && ['server/bad-gateway', 'http/edge-challenge'].includes(reading?.id ?? '')
  );
}

/** Only a direct route shows which other connections were made. */
async function isOneTooMany({ stage, problem }: ExchangeFacts, { route, settled }: ProbeContext): Promise<boolean> {
  if (route.name !== 'direct' || stage !== 'connect' || !/^ECONN(?:REFUSED|RESET)$/.test(problem?.code ?? '')) return false;
  const seen = await settled('tcp/connect');
  return seen?.status === 'ok' && seen.facts.attempts.some(({ outcome }) => outcome === 'connected');
}
