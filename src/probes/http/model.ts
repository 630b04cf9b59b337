import type { RouteObservations } from '../../model/observation.ts';
import type { Probe } from '../../model/probe.ts';
import type { Target, TargetUrl } from '../../model/target.ts';
import { askApi, exchange } from '../../net/http/exchange.ts';
import { listedModels, summariseExchange, troubleOf } from '../../net/http/facts.ts';
import { withoutKey } from './skip.ts';

/** Requests the model that calls will use. */
export const httpModel: Probe<'http/model'> = {
  id: 'http/model',
  after: ['dns/system', 'http/models'],
  skip: (c) => {
    if (!c.target.model) return { because: null, reason: '--model is not set' };
    return isListed(c) ? { because: 'http/models', reason: 'the list of models contains it' } : withoutKey(c);
  },
  run(context) {
    const { url, model } = context.target as { url: TargetUrl; model: string };
    return exchange(askApi(url, `${url.path}/models/${encodeURIComponent(model)}`, 'key'), context);
  },
  summarise: summariseExchange,
  trouble: troubleOf,
};

/** Whether the list has the model: then /models/{model}, which some compatible servers do not have, is not needed. */
function isListed({ target, seen }: { target: Target; seen: RouteObservations }): boolean {
  const listing = seen['http/models'];
  return listing?.status === 'ok' && listedModels(listing.facts).includes(target.model ?? '');
}
