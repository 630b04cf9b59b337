import type { Probe } from '../../model/probe.ts';
import type { TargetUrl } from '../../model/target.ts';
import { askApi } from '../../net/http/exchange.ts';
import { summariseExchange, troubleOf } from '../../net/http/facts.ts';
import { exchangeOnceMore } from './once-more.ts';
import { withoutKey } from './skip.ts';

/** Lists the models with the key: free, and tests key, organization, project, region, and allowlist at once. */
export const httpModels: Probe<'http/models'> = {
  id: 'http/models',
  after: ['dns/system'],
  skip: withoutKey,
  run(context) {
    const url = context.target.url as TargetUrl;
    return exchangeOnceMore(askApi(url, `${url.path}/models`, 'key'), context);
  },
  summarise: summariseExchange,
  trouble: troubleOf,
};
