import { parseJson } from '../../knowledge/answer/body.ts';
import { modelIds } from '../../knowledge/answer/model-list.ts';
import { readAnswer } from '../../knowledge/answer/read-answer.ts';
import type { AnswerContext, AnswerId, LoggedAnswer, Reading } from '../../knowledge/answer/reading.ts';
import { problem } from '../../model/errors.ts';
import type { ExchangeFacts, HttpAnswer } from '../../model/facts/http.ts';
import type { NetworkError } from '../../model/problem.ts';
import { carriesKey } from '../../secrets/key.ts';
import { errorEvent } from './events.ts';

const readings = new WeakMap<ExchangeFacts, Reading | null>();

/** The error in the response of an exchange; null where it is successful or incomplete. Cached. */
export function readingOf(facts: ExchangeFacts): Reading | null {
  const known = readings.get(facts);
  if (known !== undefined) return known;
  const reading = facts.answer && facts.stage === 'done' ? readSaid(facts.answer, contextOf(facts)) : null;
  readings.set(facts, reading);
  return reading;
}

/** A streaming response reports an error in an event. With a status of success it began before that: then this tells only what the event does not. */
function readSaid(answer: HttpAnswer, about: AnswerContext): Reading | null {
  const event = errorEvent(answer);
  if (event === null) return readAnswer(answer, about);
  const said: LoggedAnswer = { ...answer, body: event };
  const hasBegun = answer.status >= 200 && answer.status <= 299;
  return (hasBegun ? readAnswer({ ...said, status: null }, about) : null) ?? readAnswer(said, about);
}

/** True where the API answered the request successfully. */
export function isSound(facts: ExchangeFacts): boolean {
  return facts.stage === 'done' && facts.answer !== null && readingOf(facts) === null;
}

function contextOf({ url, requestHeaders }: ExchangeFacts): AnswerContext {
  const { protocol, hostname, port, pathname } = new URL(url);
  return {
    host: hostname,
    port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
    isOpenAi: /(?:^|\.)api\.openai\.com$/.test(hostname),
    keySent: Object.keys(requestHeaders).some(carriesKey),
    path: pathname,
    model: null,
  };
}

/** What went wrong in an exchange: at the network, or in the answer. Null where the API answered what it was asked for. */
export function troubleOf(facts: ExchangeFacts): NetworkError | null {
  if (facts.problem) return facts.problem;
  const reading = readingOf(facts);
  return reading && problem(`HTTP_${facts.answer?.status}`, reading.error?.message?.slice(0, 300) ?? reading.lines[0] ?? '');
}

const WHERE_IT_STOPPED: Record<ExchangeFacts['stage'], string> = {
  connect: 'not sent: connection failed',
  tls: 'not sent: TLS handshake failed',
  request: 'no response',
  headers: 'no response',
  body: 'incomplete response',
  done: 'no response',
};

/** One line for an exchange: the status and the error, or where it stopped. */
export function summariseExchange(facts: ExchangeFacts): string {
  const { answer, problem: stopped, stage, ms } = facts;
  if (!answer || stopped) return `${WHERE_IT_STOPPED[stage]} (${stopped?.code ?? 'closed'} after ${ms} ms)`;
  const reading = readingOf(facts);
  const models = listedModels(facts).length;
  const says = reading ? wordOf(reading) : models > 0 ? `${models} ${models === 1 ? 'model' : 'models'}` : '';
  return [`HTTP ${answer.status} in ${ms} ms`, says].filter(Boolean).join(', ');
}

function wordOf({ error, values, id }: Reading): string {
  return String(error?.code ?? values.product ?? values.location ?? values.title ?? error?.type ?? id).slice(0, 80);
}

const listings = new WeakMap<ExchangeFacts, string[]>();

/** The ids of a valid listing of models. */
export function listedModels(facts: ExchangeFacts): string[] {
  const known = listings.get(facts) ?? (isSound(facts) ? modelIds(parseJson(facts.answer?.body ?? '')) : []);
  listings.set(facts, known);
  return known;
}

/** The API responds to a request without a key with a missing-key error, which does not apply to a caller with a key. */
export function isAboutTheKey({ id, provider }: Reading): boolean {
  // Ollama has no keys: it refuses host names and origins.
  if (id === 'auth/permission-denied' && provider === 'ollama') return false;
  const others: AnswerId[] = ['auth/unsupported-region', 'auth/ip-not-allowed'];
  return /^(?:auth|request)\/|^http\/(?:bad-request|unprocessable|conflict)$/.test(id) && !others.includes(id);
}

/** True where the API only reports a missing key: the expected response to this request. */
export function isRefusedForKey(facts: ExchangeFacts): boolean {
  const reading = readingOf(facts);
  return reading?.httpStatus === 401 && reading.id.startsWith('auth/');
}

/** A redirect from plain HTTP to HTTPS on the same host. */
export function isUpgrade({ url, answer }: ExchangeFacts): boolean {
  const location = answer?.headers.location ?? '';
  if (!url.startsWith('http:') || !URL.canParse(location, url)) return false;
  const to = new URL(location, url);
  return to.protocol === 'https:' && to.hostname === new URL(url).hostname;
}
