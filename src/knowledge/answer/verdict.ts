import type { ProviderEntry } from '../providers/entry.ts';
import { documentedError, libraryType, usualType } from './documented-names.ts';
import { headOf } from './head.ts';
import { isHtml, isRedirect, type Page, titleOf } from './page.ts';
import type { AnswerContext, AnswerId, ApiError, LoggedAnswer, Reading } from './reading.ts';
import { refusalValues } from './refusing-party.ts';
import { oneLine, phrasesOf, type Values, valuesOf } from './values.ts';

/** How long one line of evidence may be. */
const LINE_LIMIT = 500;

/** An answer with its body taken apart once. */
export interface Opened {
  answer: LoggedAnswer;
  /** The parsed body; undefined where it is no JSON. */
  json: unknown;
  error: ApiError | null;
  /** The status to judge by: the answer's own, or the one that a body names where the answer has none or says 200. */
  status: number | null;
}

/** What was found, before it is put into words. */
export interface Verdict {
  id: AnswerId;
  page: Page | null;
  /** Who responded; absent where it was not determined, because the response is not an API's. */
  provider?: ProviderEntry | null;
  /** The response with the error in the provider's dialect, where that has a shape of its own. */
  said?: Opened;
}

/** Puts a verdict into words and values for the finding's texts. */
export function readingOf({ id, page, provider, said }: Verdict, asIs: Opened, about: AnswerContext): Reading {
  const opened = said ?? asIs;
  const { answer, error } = opened;
  const found = { ...valuesOf(answer, error, about), ...pageValues(answer, page, about), ...redirectValues(answer) };
  const values = {
    ...found,
    ...phrasesOf(found),
    ...refusalValues(answer, opened.json, { provider: isHtml(answer) ? null : provider, about }),
    answer: answerInWords(opened),
    who: about.host ?? 'The server',
    what: bodyInWords(opened),
  };
  return {
    id,
    apiError: documentedError(id, opened.status),
    pythonType: answer.status === null ? typeFromLog(id, opened.status) : libraryType(answer.status),
    httpStatus: answer.status,
    values,
    lines: [...linesOf(opened, values, about), ...(provider === null && about.host && error ? [BY_GENERAL_RULES] : [])],
    error,
    provider: provider?.id ?? null,
  };
}

/** Said of an answer in no known dialect. */
const BY_GENERAL_RULES = 'read by the general rules: no known product shows in the response';

/** How much of a message goes into a sentence. */
const QUOTE_LIMIT = 200;

function shortened(text: string): string {
  return text.length > QUOTE_LIMIT ? `${text.slice(0, QUOTE_LIMIT - 1)}…` : text;
}

/** `HTTP 401 with “Incorrect API key provided: …”`: for the texts, and never empty. */
function answerInWords({ answer, error }: Opened): string {
  const title = isHtml(answer) ? titleOf(headOf(answer.body)) : null;
  const text = shortened(oneLine(error?.message ?? title ?? error?.code ?? ''));
  const status = answer.status === null ? '' : `HTTP ${answer.status}`;
  if (text === '') return status || 'an error';
  return status === '' ? `“${text}”` : `${status} with “${text}”`;
}

function bodyInWords({ answer, json }: Opened): string {
  const scheme = answer.status === 401 && /^(?:basic|digest|ntlm|negotiate)\b/i.exec(answer.headers['www-authenticate'] ?? '');
  if (scheme && json === undefined) return `The web server in front of it asks for a sign-in of its own (${scheme[0]}).`;
  if (answer.cut) return 'The body is longer than any list of models.';
  if (answer.body.trim() === '') return 'The body is empty.';
  if (isHtml(answer)) return 'The body is a web page (HTML).';
  if (json === undefined && /^\s*[{[]/.test(answer.body)) return 'The body starts like JSON but is not valid JSON.';
  return json === undefined ? 'The body is plain text.' : 'The body is JSON that the API would not send.';
}

function typeFromLog(id: AnswerId, status: number | null): Reading['pythonType'] {
  return status === null ? usualType(id) : libraryType(status);
}

function pageValues(answer: LoggedAnswer, page: Page | null, about: AnswerContext): Values {
  const found = {
    product: page?.product,
    reference: page?.reference,
    edgeCode: page?.edgeCode,
    wants: page?.entry?.wants?.what,
    wantsHeaders: page?.entry?.wants?.headers.join(', '),
    title: isHtml(answer) ? titleOf(headOf(answer.body)) : null,
    server: answer.headers.server?.slice(0, 100),
    answeredBy: about.host,
    size: answer.bytes,
  };
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string | number] => entry[1] != null && entry[1] !== ''),
  );
}

function redirectValues(answer: LoggedAnswer): Values {
  const location = answer.headers.location;
  if (!isRedirect(answer.status) || location === undefined) return {};
  return { location: location.slice(0, 300) };
}

/** The facts to show, the telling ones first. */
function linesOf({ answer, json, error }: Opened, values: Values, about: AnswerContext): string[] {
  const from = about.host ? ` from ${about.host}` : '';
  const { headers } = answer;
  const lines: (string | null)[] = [
    answer.status === null ? null : `HTTP ${answer.status}${from}`,
    error && (error.code || error.type)
      ? `error: ${[error.code && `code ${error.code}`, error.type && `type ${error.type}`].filter(Boolean).join(', ')}`
      : null,
    error?.message ? `message: ${oneLine(error.message).slice(0, 500)}` : null,
    values.location ? `location: ${values.location}` : null,
    values.title ? `page title: ${values.title}` : null,
    json === undefined && !isHtml(answer) && answer.body.trim() !== ''
      ? `body: ${oneLine(headOf(answer.body)).slice(0, 200)}`
      : null,
    ...['content-type', 'server', 'via', 'cf-ray', 'x-request-id', 'retry-after'].map((name) =>
      headers[name] ? `${name}: ${headers[name].slice(0, 200)}` : null,
    ),
    answer.cut ? `the body is longer than the ${answer.bytes} bytes read` : null,
  ];
  return lines.filter((line) => line !== null).map((line) => line.slice(0, LINE_LIMIT));
}
