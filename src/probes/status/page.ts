import { parseJson } from '../../knowledge/answer/body.ts';
import { NothingToAsk, problem } from '../../model/errors.ts';
import type { ExchangeFacts } from '../../model/facts/http.ts';
import type { StatusFacts } from '../../model/facts/status.ts';
import type { Probe } from '../../model/probe.ts';
import type { NetworkError } from '../../model/problem.ts';
import { getPage } from '../../net/http/page.ts';
import { runIfNeeded } from '../../net/http/spare.ts';

const HOST = 'status.openai.com';
const PATH = '/api/v2/summary.json';
const URL_OF_PAGE = `https://${HOST}${PATH}`;

/** Maximum number of incidents and components, and length of their names. */
const MAX_ENTRIES = 20;
const NAME_LIMIT = 120;

/** Reads the API's status page after a failure. A page that cannot be read means unknown, not healthy. */
export const statusPage: Probe<'status/page'> = {
  id: 'status/page',
  after: [],
  skip: ({ target }) => (target.url?.isOpenAi ? null : { because: null, reason: 'only the OpenAI API has this status page' }),
  limitMs: ({ timeoutMs }) => timeoutMs * 2,
  async run(context) {
    const ask = { scheme: 'https', host: HOST, port: 443, path: PATH } as const;
    const facts = read(await runIfNeeded(context, wentWrong, (signal) => getPage(ask, { ...context, signal })));
    if (facts.problem) throw new NothingToAsk(null, `the status page could not be read (${facts.problem.code})`);
    return facts;
  },
  summarise: ({ indicator, description, incidents }) =>
    [description ?? indicator, ...incidents.map(({ name }) => name)].join('; '),
  // The page may be blocked where the API is not: that is not a failure.
  trouble: () => null,
};

/** Only a server error or a missing response can be caused by an incident. */
function wentWrong(exchanges: ExchangeFacts[]): boolean {
  return exchanges.some(({ answer, stage }) => stage !== 'done' || answer === null || answer.status >= 500);
}

function unread(why: NetworkError): StatusFacts {
  return { url: URL_OF_PAGE, indicator: null, description: null, incidents: [], degraded: [], problem: why };
}

/** Parses the summary of the page. It omits empty lists, and new statuses may appear, so only texts are used. */
export function read(facts: ExchangeFacts): StatusFacts {
  const { answer } = facts;
  if (!answer || facts.problem) return unread(facts.problem ?? problem('NO_ANSWER', 'no answer'));
  const summary = recordOf(parseJson(answer.body));
  const status = recordOf(summary?.status);
  const indicator = textOf(status?.indicator);
  // A page that has moved returns a redirect or HTML: unknown, never "up".
  if (answer.status !== 200 || !indicator) return unread(problem('NOT_A_SUMMARY', `HTTP ${answer.status} without a summary`));
  return {
    url: URL_OF_PAGE,
    indicator,
    description: textOf(status?.description),
    incidents: listOf(summary?.incidents).map((one) => ({ name: name(one), impact: word(one.impact), status: word(one.status) })),
    degraded: listOf(summary?.components, isImpaired).map((one) => ({ name: name(one), status: word(one.status) })),
    problem: null,
  };
}

type JsonObject = Record<string, unknown>;

function recordOf(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

function listOf(value: unknown, wanted: (entry: JsonObject) => boolean = () => true): JsonObject[] {
  const entries: unknown[] = Array.isArray(value) ? value : [];
  const records = entries.map(recordOf).filter((record) => record !== null);
  return records.filter(wanted).slice(0, MAX_ENTRIES);
}

function isImpaired({ status }: JsonObject): boolean {
  return typeof status === 'string' && status !== 'operational' && status !== 'under_maintenance';
}

/** Cut between two words: half of one could be a piece of a secret that nothing recognizes. */
function textOf(value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null;
  return value.length > NAME_LIMIT
    ? value
        .slice(0, NAME_LIMIT)
        .replace(/\S{1,120}$/, '')
        .trimEnd()
    : value;
}

const name = (entry: JsonObject) => textOf(entry.name) ?? 'without a name';
const word = (value: unknown) => textOf(value) ?? 'unknown';
