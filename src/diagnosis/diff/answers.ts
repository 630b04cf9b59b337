import type { ExchangeFacts } from '../../model/facts/http.ts';
import { readingOf } from '../../net/http/facts.ts';
import { type Comparer, type Difference, differing, listed } from './difference.ts';
import type { DiffInput } from './side.ts';

/** The responses of the API, or of what responds instead. */

/** The response to a call: with the key where it was sent, otherwise without. */
function exchangeOf({ facts }: DiffInput): ExchangeFacts | null {
  return facts['http/models'] ?? facts['http/unauthenticated'] ?? null;
}

const outcome = differing('answer', 'The responses to the request differ.', (side) => {
  const found = exchangeOf(side);
  return found && outcomeIn(found);
});

const callOutcome = differing('answer', 'The responses to the call of --deep differ.', ({ facts }) => {
  const found = facts['http/call'];
  return found ? outcomeIn(found) : null;
});

function outcomeIn(found: ExchangeFacts): string | null {
  const { answer, problem, stage } = found;
  // A request that was never sent failed in a lower layer, which is compared on its own.
  if (stage === 'connect' || stage === 'tls') return null;
  if (!answer || problem) return `${problem?.code ?? 'no response'} at ${stage}`;
  const reading = readingOf(found);
  if (!reading) return `HTTP ${answer.status}, a response of the API`;
  const { error, values, id } = reading;
  return `HTTP ${answer.status}, ${error?.code ?? values.product ?? values.title ?? error?.type ?? id}`;
}

/** Headers that identify the server. IDs, dates, counters, and cookies differ each time. */
const OF_WHOM = ['server', 'via', 'location', 'cf-mitigated'];

/** Headers about the caller. They differ with the status. */
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
    return first === second ? [] : [{ topic: 'answer', text: `The response header “${name}” differs.`, a: first, b: second }];
  });
};

const service = differing('service', 'The status page differs.', ({ facts }) => {
  const found = facts['status/page'];
  if (!found?.indicator) return null;
  return found.indicator === 'none'
    ? 'no incident'
    : `${found.indicator}: ${listed(
        found.incidents.map(({ name }) => name),
        3,
      )}`;
});

export const answers: Comparer[] = [outcome, callOutcome, headers, service];
