import type { ExchangeFacts } from '../../model/facts/http.ts';
import type { Probe } from '../../model/probe.ts';
import type { NetworkError } from '../../model/problem.ts';
import type { Target, TargetUrl } from '../../model/target.ts';
import { askApi, exchange } from '../../net/http/exchange.ts';
import { readingOf, summariseExchange, troubleOf } from '../../net/http/facts.ts';
import { withoutPart } from './parts.ts';

/** Hosts of Azure OpenAI, where calls name a deployment in place of a model. */
const AZURE = /\.(?:openai|cognitiveservices|services\.ai)\.azure\.com$/;

/** The older paths hold the deployment. */
const IN_PATH = /\/deployments\/[^/]+$/;

/** Asks Azure for the deployment, with a request that has to be refused: free, and listing models shows none of this. Only with `--deep`. */
export const httpDeployment: Probe<'http/deployment'> = {
  id: 'http/deployment',
  after: ['http/models'],
  skip: (c) => (isNamed(c.target) ? withoutPart('endpoints', c) : { because: null, reason: 'no deployment of Azure is named' }),
  run(context) {
    const url = context.target.url as TargetUrl;
    const model = IN_PATH.test(url.path) ? {} : { model: context.target.model };
    const body = JSON.stringify({ ...model, messages: [] });
    return exchange({ ...askApi(url, `${url.path}/chat/completions`, 'key'), body }, context);
  },
  summarise: (facts) => (isThere(facts) ? `exists (HTTP ${facts.answer?.status})` : summariseExchange(facts)),
  trouble: (facts): NetworkError | null => (isThere(facts) ? null : troubleOf(facts)),
};

function isNamed({ url, model }: Target): boolean {
  return url !== null && AZURE.test(url.host) && (IN_PATH.test(url.path) || model !== null);
}

/** Refused for the messages that are missing: so there is a deployment that misses them. */
export function isThere(facts: ExchangeFacts): boolean {
  const id = readingOf(facts)?.id ?? '';
  return facts.stage === 'done' && /^(?:request\/|http\/(?:bad-request|unprocessable)$)/.test(id);
}
