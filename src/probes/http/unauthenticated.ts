import { NothingToAsk } from '../../model/errors.ts';
import type { ExchangeFacts } from '../../model/facts/http.ts';
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
import { withoutAddress } from './skip.ts';
import { REFERENCE_AGENT } from './user-agents.ts';

/** Asks for the models without a key. The API's own refusal proves the whole way to it, whatever the key is worth. */
export const httpKeyless: Probe<'http/unauthenticated'> = {
  id: 'http/unauthenticated',
  after: ['dns/system'],
  skip: withoutAddress,
  async run(context) {
    const url = context.target.url as TargetUrl;
    // In the reference client's name: what is refused to that must not pass for sound because this program is let through.
    const facts = await exchange({ ...askApi(url, `${url.path}/models`, 'none'), userAgent: REFERENCE_AGENT }, context);
    if (facts.problem && (await keyedIsSound(context))) {
      throw new NothingToAsk(
        'http/models',
        `it ended with ${facts.problem.code}, which the answer to the request with the key outweighs`,
      );
    }
    return facts;
  },
  summarise: (facts) =>
    isRefusedForKey(facts) ? `${summariseExchange(facts)}: the API asks for a key` : summariseExchange(facts),
  trouble: (facts) => (facts.problem || !isExpected(facts) ? troubleOf(facts) : null),
};

/** Servers that take one connection at a time, or filters that dislike a request without a key, are no fault of a caller's with one. */
async function keyedIsSound({ settled }: ProbeContext): Promise<boolean> {
  const keyed = await settled('http/models');
  return keyed?.status === 'ok' && isSound(keyed.facts);
}

/** What a request without a key may well be told, by a way that is sound: that it lacks one, or that there is HTTPS. */
function isExpected(facts: ExchangeFacts): boolean {
  const reading = readingOf(facts);
  return reading === null || isAboutTheKey(reading) || isUpgrade(facts);
}
