import { version } from '../../machine/version.ts';
import type { ExchangeFacts, UserAgentFacts, UserAgentTrial } from '../../model/facts/http.ts';
import type { RouteObservations } from '../../model/observation.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import type { TargetUrl } from '../../model/target.ts';
import { askApi, exchange } from '../../net/http/exchange.ts';
import { isRefusedForKey, isSound, readingOf } from '../../net/http/facts.ts';

/** The User-Agent of the official SDK for Python, followed by ours. Filters match the first part. */
export const REFERENCE_AGENT = `OpenAI/Python 2.8.1 api-doctor/${version}`;

/** The User-Agents of the usual clients, the reference client first. */
const AGENTS: [client: string, userAgent: string][] = [
  ['openai for Python', 'OpenAI/Python 2.8.1'],
  ['openai for Node', 'OpenAI/JS 6.9.0'],
  ['curl', 'curl/8.17.0'],
  ['a browser', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'],
];

/** Findings that a User-Agent filter in front of the API can cause. */
const REFUSALS = [
  'http/block-page',
  'http/edge-challenge',
  'http/client-refused',
  'http/not-the-api',
  'http/unmapped-status',
  'auth/permission-denied',
];

/** Repeats a rejected request with the User-Agents of the usual clients. */
export const httpUserAgents: Probe<'http/user-agents'> = {
  id: 'http/user-agents',
  after: ['http/models', 'http/unauthenticated'],
  skip: ({ seen }) => (someRefused(seen) ? null : { because: null, reason: 'no request was rejected because of its User-Agent' }),
  async run(context) {
    return { tried: await Promise.all(AGENTS.map(([client, userAgent]) => trial(client, userAgent, context))) };
  },
  summarise,
  trouble: () => null,
};

function someRefused(seen: RouteObservations): boolean {
  return (['http/models', 'http/unauthenticated'] as const).some((id) => {
    const one = seen[id];
    return one?.status === 'ok' && isRefusal(one.facts);
  });
}

/** A success or a redirect is not a rejection of the client. */
function isRefusal(facts: ExchangeFacts): boolean {
  const status = facts.answer?.status ?? 0;
  return status >= 400 && status !== 404 && status !== 401 && REFUSALS.includes(readingOf(facts)?.id ?? '');
}

async function trial(client: string, userAgent: string, context: ProbeContext): Promise<UserAgentTrial> {
  const url = context.target.url as TargetUrl;
  const facts = await exchange({ ...askApi(url, `${url.path}/models`, 'none'), userAgent }, context);
  const isApi = isSound(facts) || isRefusedForKey(facts);
  return { client, userAgent, status: facts.answer?.status ?? null, id: readingOf(facts)?.id ?? null, isApi };
}

function summarise({ tried }: UserAgentFacts): string {
  return tried.map(({ client, status }) => `${client}: ${status === null ? 'no answer' : `HTTP ${status}`}`).join(', ');
}
