import { NothingToAsk } from '../../model/errors.ts';
import type { ExchangeFacts, HttpAnswer } from '../../model/facts/http.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import type { TargetUrl } from '../../model/target.ts';
import { askApi, exchange } from '../../net/http/exchange.ts';
import {
  isAboutTheKey,
  isRefusedForKey,
  isSound,
  isUpgrade,
  readingOf,
  summariseExchange,
  troubleOf,
} from '../../net/http/facts.ts';
import { tidiedUrl } from '../../net/http/tidying.ts';
import { withoutAddress } from './skip.ts';
import { REFERENCE_AGENT } from './user-agents.ts';

/** Requests the models without the key. A 401 from the API shows that the whole network path works. */
export const httpKeyless: Probe<'http/unauthenticated'> = {
  id: 'http/unauthenticated',
  after: ['dns/system'],
  skip: withoutAddress,
  async run(context) {
    const url = context.target.url as TargetUrl;
    // With the User-Agent of the reference client: a filter may reject that one and accept ours.
    const facts = await exchange({ ...askApi(url, `${url.path}/models`, 'none'), userAgent: REFERENCE_AGENT }, context);
    if (facts.problem && (await keyedIsSound(context))) {
      throw new NothingToAsk(
        'http/models',
        `it ended with ${facts.problem.code}, which the answer to the request with the key outweighs`,
      );
    }
    return { ...facts, tidied: await tidiedAnswer(facts, context) };
  },
  summarise: (facts) =>
    isRefusedForKey(facts) ? `${summariseExchange(facts)}: the API asks for a key` : summariseExchange(facts),
  trouble: (facts) => (facts.problem || !isExpected(facts) ? troubleOf(facts) : null),
};

/** The answer at the address with the other slashes, which may redirect back. */
async function tidiedAnswer(facts: ExchangeFacts, context: ProbeContext): Promise<HttpAnswer | null> {
  const to = tidiedUrl(facts);
  if (!to) return null;
  const url = context.target.url as TargetUrl;
  const ask = { ...askApi(url, '', 'none'), path: `${to.pathname}${to.search}`, userAgent: REFERENCE_AGENT };
  return (await exchange(ask, context)).answer;
}

/** A server with one connection at a time, or a filter for requests without a key, does not affect calls with a key. */
async function keyedIsSound({ settled }: ProbeContext): Promise<boolean> {
  const keyed = await settled('http/models');
  return keyed?.status === 'ok' && isSound(keyed.facts);
}

/** Expected responses to a request without a key: the key is missing, or HTTPS is required. */
function isExpected(facts: ExchangeFacts): boolean {
  const reading = readingOf(facts);
  return reading === null || isAboutTheKey(reading) || isUpgrade(facts);
}
