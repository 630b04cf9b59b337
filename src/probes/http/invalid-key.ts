import { NothingToAsk } from '../../model/errors.ts';
import type { Probe } from '../../model/probe.ts';
import type { TargetUrl } from '../../model/target.ts';
import { askApi, exchange } from '../../net/http/exchange.ts';
import { summariseExchange } from '../../net/http/facts.ts';
import { withoutKey } from './skip.ts';

/** Lists the models with a made-up key. A compatible server that takes it proves nothing about the real one. */
export const httpControl: Probe<'http/invalid-key'> = {
  id: 'http/invalid-key',
  after: ['dns/system'],
  skip: (c) => (c.target.url?.isOpenAi ? { because: null, reason: 'this API is known to check keys' } : withoutKey(c)),
  async run(context) {
    const url = context.target.url as TargetUrl;
    const facts = await exchange(askApi(url, `${url.path}/models`, 'made-up'), context);
    if (facts.problem)
      throw new NothingToAsk('http/models', `it ended with ${facts.problem.code}, so there is nothing to compare with`);
    return facts;
  },
  summarise: summariseExchange,
  // Whatever a made-up key is told is right.
  trouble: () => null,
};
