import { parseJson } from '../../knowledge/answer/body.ts';
import { NothingToAsk, problem } from '../../model/errors.ts';
import type { ExchangeFacts } from '../../model/facts/http.ts';
import type { StatusFacts } from '../../model/facts/status.ts';
import type { Probe } from '../../model/probe.ts';
import type { Problem } from '../../model/problem.ts';
import { getPage } from '../../net/http/page.ts';
import { inReserve } from '../../net/http/spare.ts';

const HOST = 'status.openai.com';
const PATH = '/api/v2/summary.json';
const URL_OF_PAGE = `https://${HOST}${PATH}`;

/** How many incidents and components are kept, and how long their names may be. */
const MAX_ENTRIES = 20;
const NAME_LIMIT = 120;

/** Reads the API's status page when the API did not answer well. A page that cannot be read says nothing, least of all that all is well. */
export const statusPage: Probe<'status/page'> = {
  id: 'status/page',
  after: [],
  skip: ({ target }) => (target.url?.isOpenAi ? null : { because: null, reason: 'only the API of OpenAI has this status page' }),
  limitMs: ({ timeoutMs }) => timeoutMs * 2,
  async run(context) {
    const ask = { scheme: 'https', host: HOST, port: 443, path: PATH } as const;
    const facts = read(await inReserve(context, wentWrong, (signal) => getPage(ask, { ...context, signal })));
    if (facts.problem) throw new NothingToAsk(null, `the page could not be read (${facts.problem.code}): unknown`);
    return facts;
  },
  summarise: ({ indicator, description, incidents }) =>
    [description ?? indicator, ...incidents.map(({ name }) => name)].join('; '),
  // The page may be blocked where the API is not, and the reverse: that is no fault.
  trouble: () => null,
};

/** Only what fails at the server, or does not get there, can be an incident. */
function wentWrong(exchanges: ExchangeFacts[]): boolean {
  return exchanges.some(({ answer, stage }) => stage !== 'done' || answer === null || answer.status >= 500);
}

function unread(why: Problem): StatusFacts {
  return { url: URL_OF_PAGE, indicator: null, description: null, incidents: [], degraded: [], problem: why };
}

/** The summary as the page gives it. It leaves out empty lists, and statuses may be added: nothing but text is relied on. */
export function read(facts: ExchangeFacts): StatusFacts {
  const { answer } = facts;
  if (!answer || facts.problem) return unread(facts.problem ?? problem('NO_ANSWER', 'no answer'));
  const summary = recordOf(parseJson(answer.body));
  const status = recordOf(summary?.status);
  const indicator = textOf(status?.indicator);
  // A page that moved answers with a redirect or with HTML: unknown, never "up".
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

type Loose = Record<string, unknown>;

function recordOf(value: unknown): Loose | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : null;
}

function listOf(value: unknown, wanted: (entry: Loose) => boolean = () => true): Loose[] {
  const entries: unknown[] = Array.isArray(value) ? value : [];
  const records = entries.map(recordOf).filter((record) => record !== null);
  return records.filter(wanted).slice(0, MAX_ENTRIES);
}

function isImpaired({ status }: Loose): boolean {
  return typeof status === 'string' && status !== 'operational' && status !== 'under_maintenance';
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, NAME_LIMIT) : null;
}

const name = (entry: Loose) => textOf(entry.name) ?? 'without a name';
const word = (value: unknown) => textOf(value) ?? 'unknown';
