import { askApi, exchange } from '../http/exchange.ts';
import { summariseExchange } from '../http/facts.ts';
import { withoutKey } from '../http/skip.ts';
import type { Probe, TargetUrl } from '../types.ts';

/** Lists the models with a made-up key. A compatible server that takes it proves nothing about the real one. */
export const httpControl: Probe<'http/control'> = {
  id: 'http/control',
  after: ['dns/system'],
  skip: (c) => (c.target.url?.isOpenAi ? { because: null, reason: 'this API is known to check keys' } : withoutKey(c)),
  run(context) {
    const url = context.target.url as TargetUrl;
    return exchange(askApi(url, `${url.path}/models`, 'made-up'), context);
  },
  summarise: summariseExchange,
  // A control that fails says something of the other probes alone.
  trouble: () => null,
};
