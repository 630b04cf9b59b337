import { vendorOf } from '../../knowledge/providers/vendors.ts';
import type { BasePathProbeFacts } from '../../model/facts/http.ts';
import type { RouteObservations } from '../../model/observation.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import type { TargetUrl } from '../../model/target.ts';
import { askApi, exchange } from '../../net/http/exchange.ts';
import { isRefusedForKey, isSound, readingOf } from '../../net/http/facts.ts';
import type { Credential } from '../../net/http/headers.ts';
import { getPage } from '../../net/http/page.ts';

/** Maximum number of other paths. */
const MAX_TRIALS = 5;

const ENDPOINT =
  /\/(?:chat\/completions|completions|responses|embeddings|models|moderations|images\/\w+|audio\/\w+|files|batches|chat|realtime)$/;

/**
 * Looks for the API below other likely paths of the same host, after a response that is not from the API. Sends the key if that request
 * did: many servers reject a request without a key before they check its path.
 */
export const httpBase: Probe<'http/base-path'> = {
  id: 'http/base-path',
  after: ['http/models', 'http/unauthenticated'],
  skip: ({ target, seen }) => {
    if (!lostRequest(seen)) return { because: null, reason: 'the path of the base URL works' };
    const others = otherPaths((target.url as TargetUrl).path).length > 0;
    return others ? null : { because: null, reason: 'no other likely path' };
  },
  async run(context) {
    const url = context.target.url as TargetUrl;
    const seen = {
      'http/models': await context.settled('http/models'),
      'http/unauthenticated': await context.settled('http/unauthenticated'),
    };
    const credential = lostRequest(seen) === 'http/models' ? 'key' : 'none';
    const trials = await Promise.all(otherPaths(url.path, url.host).map((other) => trial(other, credential, context)));
    // A server may ask for a key on every path, so what lists models counts before what refuses the key.
    const isListed = trials.some(({ lists }) => lists);
    return { tried: trials.map(({ lists, ...one }) => ({ ...one, answersAsApi: isListed ? lists : one.answersAsApi })) };
  },
  summarise: ({ tried }) => {
    const found = tried.find(({ answersAsApi }) => answersAsApi);
    return found
      ? `the API answers below ${found.path || '/'}`
      : `no API below ${tried.map(({ path }) => path || '/').join(', ')}`;
  },
  trouble: () => null,
};

/** The request whose response is not from the API, or is a 404. */
function lostRequest(seen: RouteObservations): 'http/models' | 'http/unauthenticated' | null {
  const ids = ['http/not-found', 'http/not-the-api', 'request/wrong-method'];
  const lost = (['http/models', 'http/unauthenticated'] as const).find((probe) => {
    const observation = seen[probe];
    return observation?.status === 'ok' && ids.includes(readingOf(observation.facts)?.id ?? '');
  });
  return lost ?? null;
}

/** Likely intended base paths: that of the vendor, without an endpoint, without a doubled segment, with the version. */
export function otherPaths(path: string, host = ''): string[] {
  const bare = path.replace(ENDPOINT, '');
  const single = bare.replace(/(\/[^/]+)\1$/, '$1');
  const versioned = /\/v\d{1,3}\w{0,24}(?:\/|$)/.test(single) ? single : `${single}/v1`;
  const vendor = vendorOf(host);
  const usual = vendor?.name === 'Azure OpenAI' ? ['/openai/v1'] : (vendor?.paths ?? []);
  return [...new Set([...usual, versioned, single, '/v1', '/api/v1', '/openai/v1'])]
    .filter((other) => other !== path)
    .slice(0, MAX_TRIALS);
}

type Trial = BasePathProbeFacts['tried'][number] & { lists: boolean };

async function trial(path: string, credential: Credential, context: ProbeContext): Promise<Trial> {
  const ask = askApi(context.target.url as TargetUrl, `${path}/models`, credential);
  const facts = await (credential === 'none' ? getPage(ask, context) : exchange(ask, context));
  const lists = isSound(facts);
  return { path, answersAsApi: lists || isRefusedForKey(facts), status: facts.answer?.status ?? null, lists };
}
