import { NothingToAsk } from '../../model/errors.ts';
import type { Probe } from '../../model/probe.ts';
import type { TargetUrl } from '../../model/target.ts';
import { askApi, exchange } from '../../net/http/exchange.ts';
import { summariseExchange } from '../../net/http/facts.ts';
import { withoutKey } from './skip.ts';

/** Lists the models with an invalid test key. A server that accepts it does not validate keys. */
export const httpControl: Probe<'http/invalid-key'> = {
  id: 'http/invalid-key',
  after: ['dns/system'],
  skip: (c) => (c.target.url?.isOpenAi ? { because: null, reason: 'this API is known to validate keys' } : withoutKey(c)),
  async run(context) {
    const url = context.target.url as TargetUrl;
    const facts = await exchange(askApi(url, `${url.path}/models`, 'made-up'), context);
    if (facts.problem)
      throw new NothingToAsk('http/models', `it failed with ${facts.problem.code}, so there is nothing to compare`);
    return facts;
  },
  summarise: (facts) => `invalid test key: ${summariseExchange(facts)}`,
  // Any response to an invalid key is expected.
  trouble: () => null,
};
