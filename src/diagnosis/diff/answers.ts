import type { ExchangeFacts } from '../../model/facts/http.ts';
import { readingOf } from '../../net/http/facts.ts';
import { type Comparer, type Difference, differing, listed } from './difference.ts';
import type { Side } from './side.ts';

/** What the API, or whatever stands in its place, answered. */

/** The answer that a call would get: with the key where it was sent, else without. */
function exchangeOf({ facts }: Side): ExchangeFacts | null {
  return facts['http/models'] ?? facts['http/unauthenticated'] ?? null;
}

const outcome = differing('answer', 'The request is answered differently.', (side) => {
  const found = exchangeOf(side);
  return found && saidIn(found);
});

const callOutcome = differing('answer', 'The small call of --deep is answered differently.', ({ facts }) => {
  const found = facts['http/call'];
  return found ? saidIn(found) : null;
});

function saidIn(found: ExchangeFacts): string | null {
  const { answer, problem, stage } = found;
  // What never came to a request was stopped by something further down, which stands there.
  if (stage === 'connect' || stage === 'tls') return null;
  if (!answer || problem) return `${problem?.code ?? 'no answer'} at ${stage}`;
  const reading = readingOf(found);
  if (!reading) return `HTTP ${answer.status}, as the API answers`;
  const { error, values, id } = reading;
  return `HTTP ${answer.status}, ${error?.code ?? values.product ?? values.title ?? error?.type ?? id}`;
}

/** Headers that say who answered. Ids, dates, counters and cookies are another each time. */
const OF_WHOM = ['server', 'via', 'location', 'cf-mitigated'];

/** Headers that say what the API makes of the caller. With another status these have to be others. */
const OF_CALLER = [
  'content-type',
  'openai-organization',
  'openai-project',
  'openai-version',
  'x-ratelimit-limit-requests',
  'x-ratelimit-limit-tokens',
];

const headers: Comparer = (a, b) => {
  const [here, there] = [exchangeOf(a)?.answer, exchangeOf(b)?.answer];
  if (!here || !there) return [];
  const telling = here.status === there.status ? [...OF_WHOM, ...OF_CALLER] : OF_WHOM;
  return telling.flatMap((name): Difference[] => {
    const [first, second] = [here.headers[name] ?? 'none', there.headers[name] ?? 'none'];
    return first === second ? [] : [{ topic: 'answer', text: `The answer has another header “${name}”.`, a: first, b: second }];
  });
};

const service = differing('service', 'The status page says something else.', ({ facts }) => {
  const found = facts['status/page'];
  if (!found?.indicator) return null;
  return found.indicator === 'none'
    ? 'all is well'
    : `${found.indicator}: ${listed(
        found.incidents.map(({ name }) => name),
        3,
      )}`;
});

export const answers: Comparer[] = [outcome, callOutcome, headers, service];
