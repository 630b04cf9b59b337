import type { Book, Parties, Party } from '../model/party.ts';
import { clients } from './clients/index.ts';
import type { KnownProduct, Mark } from './entry.ts';
import { middleboxes } from './middleboxes/index.ts';
import { providers } from './providers/index.ts';

/** How much of a body is searched: what names a product stands near the top. */
const BODY_LIMIT = 16_384;

/** What was seen of those who take part in a call, by probes or in a log. */
export interface Traces {
  host: string | null;
  port: number | null;
  path: string | null;
  answers: { status: number | null; headers: Readonly<Record<string, string>>; body: string }[];
  aliases: string[];
  addresses: string[];
  issuers: string[];
  environment: Readonly<Record<string, string | undefined>>;
  /** Answers of a proxy to CONNECT, each as one text with its headers. */
  replies: string[];
  installed: string[];
  /** A passage of a log. */
  text: string | null;
}

/** Nothing was seen. */
export const NO_TRACES: Traces = {
  host: null,
  port: null,
  path: null,
  answers: [],
  aliases: [],
  addresses: [],
  issuers: [],
  environment: {},
  replies: [],
  installed: [],
  text: null,
};

/** Identifies the parties of a call, with certainty and evidence. Pure. */
export function recognize(traces: Traces): Parties {
  return {
    clients: recognizedIn('client', clients, traces),
    middleboxes: recognizedIn('middlebox', middleboxes, traces),
    provider: recognizedIn('provider', providers, traces)[0] ?? null,
    issuer: null,
  };
}

/** The products of one book that show, the surest first. */
export function recognizedIn<B extends Book>(book: B, entries: readonly KnownProduct[], traces: Traces): Party<B>[] {
  const found = entries.flatMap(({ id, name, recognition }) => {
    const marks = recognition.flatMap((mark) => shownBy(mark, traces) ?? []);
    const best = marks.find(({ certainty }) => certainty === 'proved') ?? marks[0];
    return best ? [{ book, id, name, ...best }] : [];
  });
  const sure = (party: Party<B>) => (party.certainty === 'likely' ? 2 : party.by.startsWith('host ') ? 0 : 1);
  return found.toSorted((a, b) => sure(a) - sure(b));
}

/** What shows a mark; null where one of its conditions does not hold. */
function shownBy(mark: Mark, traces: Traces): Pick<Party, 'certainty' | 'by'> | null {
  const shown: string[] = [];
  for (const condition of CONDITIONS) {
    const by = condition(mark, traces);
    if (by === false) return null;
    if (by) shown.push(by);
  }
  return { certainty: mark.certainty, by: shown.join(', ') };
}

/** One condition of a mark: what shows that it holds, false where it does not, undefined where the mark does not name it. */
type Condition = (mark: Mark, traces: Traces) => string | false | undefined;

const CONDITIONS: Condition[] = [
  ({ host }, traces) => host && nameOf('host', host, [traces.host]),
  ({ port }, traces) => (port === undefined ? undefined : port === traces.port ? `port ${port}` : false),
  ({ path }, traces) => path && nameOf('path', path, [traces.path]),
  answerShown,
  ({ alias }, { aliases }) => alias && nameOf('DNS alias', alias, aliases),
  ({ address }, { addresses }) => address && nameOf('address', address, addresses),
  ({ issuer }, { issuers }) => issuer && nameOf('certificate of', issuer, issuers),
  ({ variable }, { environment }) => variable && (isSet(variable, environment) ? `variable ${variable[0]}` : false),
  ({ reply }, { replies }) => reply && (replies.some((text) => reply.test(text)) ? 'answer to CONNECT' : false),
  ({ installed }, traces) => installed && nameOf('found here:', installed, traces.installed),
  ({ log }, { text }) => log && (text !== null && log.test(text) ? 'words of the log' : false),
];

function nameOf(what: string, pattern: RegExp, values: readonly (string | null)[]): string | false {
  const value = values.find((text) => text !== null && pattern.test(text));
  return value == null ? false : `${what} ${value.slice(0, 100)}`.trimEnd();
}

function isSet([name, value]: [string, RegExp], environment: Traces['environment']): boolean {
  const held = environment[name];
  return held !== undefined && value.test(held);
}

/** Status, headers and body of a mark have to be met by the same answer. */
function answerShown(mark: Mark, { answers }: Traces): string | false | undefined {
  const { status, headers, body } = mark;
  if (!status && !headers && !body) return undefined;
  if (!answers.some((answer) => isMet(mark, answer))) return false;
  if (headers) return `header ${headers.map(([name]) => name).join(', ')}`;
  return body ? 'body of the answer' : 'status of the answer';
}

function isMet({ status, headers, body }: Mark, answer: Traces['answers'][number]): boolean {
  if (status && (answer.status === null || !status.includes(answer.status))) return false;
  const holds = ([name, value]: [string, RegExp]) =>
    Object.hasOwn(answer.headers, name) && value.test((answer.headers[name] ?? '').slice(0, 500));
  if (headers && !headers.every(holds)) return false;
  return !body || body.test(answer.body.slice(0, BODY_LIMIT));
}
