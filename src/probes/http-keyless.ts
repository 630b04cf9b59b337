import { askApi, exchange } from '../http/exchange.ts';
import { readingOf, summariseExchange, troubleOf } from '../http/facts.ts';
import { withoutAddress } from '../http/skip.ts';
import type { ExchangeFacts, Probe, TargetUrl } from '../types.ts';

/** Asks for the models without a key. The API's own refusal proves the whole way to it, whatever the key is worth. */
export const httpKeyless: Probe<'http/keyless'> = {
  id: 'http/keyless',
  after: ['dns/system'],
  skip: withoutAddress,
  run(context) {
    const url = context.target.url as TargetUrl;
    return exchange(askApi(url, `${url.path}/models`, 'none'), context);
  },
  summarise: (facts) =>
    isRefusedForKey(facts) ? `${summariseExchange(facts)}: the API asks for a key` : summariseExchange(facts),
  trouble: (facts) => (isRefusedForKey(facts) ? null : troubleOf(facts)),
};

/** True where the API says no more than that a key is missing: the answer that this request is made for. */
export function isRefusedForKey(facts: ExchangeFacts): boolean {
  const reading = readingOf(facts);
  return reading?.httpStatus === 401 && reading.id.startsWith('auth/');
}
