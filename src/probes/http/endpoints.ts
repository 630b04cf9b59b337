import type { CallEndpoint, EndpointFacts, EndpointTrial } from '../../model/facts/calls.ts';
import type { ExchangeFacts } from '../../model/facts/http.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import type { TargetUrl } from '../../model/target.ts';
import { askApi, exchange } from '../../net/http/exchange.ts';
import { isSound, readingOf } from '../../net/http/facts.ts';
import { withoutPart } from './parts.ts';

/** What clients call, the endpoint of newer clients first. */
export const ENDPOINTS: CallEndpoint[] = ['/responses', '/chat/completions', '/embeddings', '/completions'];

/** No server has it: what it answers is what this server says to any path. */
const CONTROL = '/api-doctor-control';

/** The empty object lacks all that an endpoint needs, so each refuses it before it generates anything. */
const EMPTY = '{}';

/** Asks which endpoints the server has, with requests that it has to refuse. One after the other, so that a server that generates ends it. */
export const httpEndpoints: Probe<'http/endpoints'> = {
  id: 'http/endpoints',
  after: ['http/models'],
  limitMs: ({ timeoutMs }) => 10 * timeoutMs,
  skip: (c) => withoutPart('endpoints', c),
  run: tryAll,
  summarise,
  // What is missing is for the diagnosis to say: no server has all of them.
  trouble: () => null,
};

async function tryAll(context: ProbeContext): Promise<EndpointFacts> {
  const control = await post(CONTROL, context);
  const tried: EndpointTrial[] = [];
  let generated: CallEndpoint | null = null;
  for (const path of ENDPOINTS) {
    const facts = await post(path, context);
    tried.push(trialOf(path, facts, existsBy(facts, control)));
    if (isSound(facts)) generated = path;
    // A server that gives no answer to one of them gives none to the others, each after the whole time limit.
    if (generated || !facts.answer) break;
  }
  return { tried, control: trialOf(CONTROL, control, null), generated };
}

function post(path: string, context: ProbeContext): Promise<ExchangeFacts> {
  const url = context.target.url as TargetUrl;
  return exchange({ ...askApi(url, `${url.path}${path}`, 'key'), body: EMPTY }, context);
}

function trialOf(path: string, facts: ExchangeFacts, exists: boolean | null): EndpointTrial {
  const reading = readingOf(facts);
  const said = messageOf(facts) || facts.problem?.message || null;
  return { path, exists, status: facts.answer?.status ?? null, id: reading?.id ?? null, said: said?.slice(0, 300) ?? null };
}

/** Words for what the empty object lacks: only an endpoint misses them. */
const MISSED = /\b(?:messages?|prompt|input|model|body|field required)\b/i;

/** Whether an answer shows that the endpoint is there. An answer like that to the control path shows nothing. */
function existsBy(facts: ExchangeFacts, control: ExchangeFacts): boolean | null {
  const { answer } = facts;
  if (!answer || facts.stage !== 'done') return null;
  if (isSound(facts)) return true;
  const isAlike = answer.status === control.answer?.status && withoutPath(facts) === withoutPath(control);
  const namesWhatIsMissed = readingOf(facts)?.error != null && MISSED.test(messageOf(facts));
  if ([404, 405, 501].includes(answer.status)) return !isAlike && namesWhatIsMissed;
  const isRefusal = [400, 401, 411, 413, 415, 422].includes(answer.status) || (answer.status >= 500 && namesWhatIsMissed);
  return isRefusal && !isAlike ? true : null;
}

function messageOf(facts: ExchangeFacts): string {
  return readingOf(facts)?.error?.message ?? '';
}

/** The message without the path, which differs from one request to the next. */
function withoutPath(facts: ExchangeFacts): string {
  const { pathname } = new URL(facts.url);
  return messageOf(facts)
    .replaceAll(pathname, '')
    .replaceAll(pathname.slice(pathname.lastIndexOf('/')), '');
}

function summarise({ tried, generated }: EndpointFacts): string {
  const named = (exists: boolean | null) => tried.filter((one) => one.exists === exists).map(({ path }) => path);
  const lists = [
    ['has', named(true)],
    ['has no', named(false)],
    ['not shown:', named(null)],
  ] as const;
  const said = lists.filter(([, paths]) => paths.length > 0).map(([word, paths]) => `${word} ${paths.join(', ')}`);
  return [...said, ...(generated ? [`${generated} generated an answer to an empty request`] : [])].join('; ');
}
