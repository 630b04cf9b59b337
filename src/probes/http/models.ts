import { askApi, exchange } from '../http/exchange.ts';
import { summariseExchange, troubleOf } from '../http/facts.ts';
import { withoutKey } from '../http/skip.ts';
import type { Probe, TargetUrl } from '../types.ts';

/** Lists the models with the key: free of charge, and shows key, organization, project, region and allowlist at once. */
export const httpModels: Probe<'http/models'> = {
  id: 'http/models',
  after: ['dns/system'],
  skip: withoutKey,
  run(context) {
    const url = context.target.url as TargetUrl;
    return exchange(askApi(url, `${url.path}/models`, 'key'), context);
  },
  summarise: summariseExchange,
  trouble: troubleOf,
};
