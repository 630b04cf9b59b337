import type { Dialect, ProviderEntry } from '../providers/entry.ts';
import { errorIn, hasErrorEnvelope, looseError, parseJson, xmlError } from './body.ts';
import { findingAnywhere, findingInDialect, statusInDialect } from './dialect.ts';
import { headOf } from './head.ts';
import { beginsAsModelList, isModel, isModelList } from './model-list.ts';
import { foreignPage, isHtml, isPortal, isRedirect, ownPage, redirectingFilter } from './page.ts';
import type { AnswerContext, AnswerId, ApiError, LoggedAnswer, Reading } from './reading.ts';
import { findingByWords, findingFor } from './rules.ts';
import { statusNamed } from './status-names.ts';
import { wantedHeader } from './values.ts';
import { type Opened, readingOf, type Verdict } from './verdict.ts';
import { whoAnswered } from './who-answered.ts';

export { errorIn, parseErrorBody } from './body.ts';
export type { AnswerContext, AnswerId, ApiError, LoggedAnswer, Reading } from './reading.ts';

/**
 * Classifies an HTTP response; null where it is valid. `status` may be null and the headers empty, as in logs. First who responded (the
 * API, its CDN, a captive portal, a filter, another server), then what: code, type, message, status.
 */
export function readAnswer(answer: LoggedAnswer, about: AnswerContext): Reading | null {
  const opened = open(answer);
  const verdict = judge(opened, about);
  return verdict && readingOf(verdict, opened, about);
}

function open(answer: LoggedAnswer): Opened {
  const json = parseJson(answer.body);
  const error = json === undefined ? (xmlError(answer.body) ?? looseError(answer.body)) : errorIn(json);
  return { answer, json, error, status: statusOf(answer.status, error) };
}

/** OpenRouter sends errors with a 200 and the real status as their code; llama.cpp, vLLM and Azure repeat the status there. */
function statusOf(status: number | null, error: ApiError | null): number | null {
  if (status !== null && (status < 200 || status > 299)) return status;
  const code = /^[45]\d\d$/.test(error?.code ?? '') ? Number(error?.code) : null;
  return code ?? status ?? statusNamed(error?.code ?? null);
}

function judge(opened: Opened, about: AnswerContext): Verdict | null {
  const { answer, json, error } = opened;
  if (isRedirect(answer.status)) return redirected(answer, about);
  const page = spokenByApi(opened) ? ownPage(answer, about.isOpenAi) : foreignPage(answer, about);
  if (page) return { id: page.id, page };
  if (isSuccess(answer.status) && !hasErrorEnvelope(json))
    return isSound(opened, about) ? null : { id: 'http/not-the-api', page: null };
  if (answer.status === null && !error && !isHtml(answer)) return loggedText(answer);
  return inDialect(opened, about);
}

/** A bare text out of a log: words alone. */
function loggedText(answer: LoggedAnswer): Verdict | null {
  if (answer.body.trim() === '') return null;
  const id = findingFor(null, answer.body, null);
  if (id) return plain(id);
  const found = findingAnywhere({ error: null, text: answer.body, status: null });
  return found && { ...found, page: null };
}

/** By the dialect of the provider, where that is known, and then by the general rules. */
function inDialect(opened: Opened, about: AnswerContext): Verdict | null {
  const provider = whoAnswered(opened.answer, about);
  const dialect = provider?.dialect ?? null;
  const own = dialect?.errorIn?.(opened.json) ?? null;
  const said = own ? { ...opened, error: own, status: statusOf(opened.answer.status, own) } : opened;
  const text = said.error?.message ?? headOf(said.answer.body);
  const worded = dialect && findingInDialect(dialect, { error: said.error, text, status: said.status, path: about.path });
  const id = worded ? refused(worded, about) : isHtml(said.answer) ? forPage(said, dialect) : forApi(said, about, dialect);
  const elsewhere = provider || worded ? null : uncommon(said, text);
  const found = byStatusOf(said) ?? elsewhere?.id ?? id ?? leftOver(said.answer.status);
  return found ? { id: found, page: null, provider: provider ?? elsewhere?.provider ?? null, said } : null;
}

/** Ollama and others call whatever fails an `api_error`: with a status that refuses the request, the request is at fault. */
function byStatusOf({ error, status }: Opened): AnswerId | null {
  const isRefused = status === 400 || status === 422;
  return isRefused && error?.type === 'api_error'
    ? findingFor({ ...error, type: null, code: null }, error.message ?? '', status)
    : null;
}

/** A message of one single product, where the provider is unknown and the general rules only have a status. */
function uncommon({ error, status, answer }: Opened, text: string): { id: AnswerId; provider: ProviderEntry } | null {
  if (findingByWords(error, text, status) || isHtml(answer)) return null;
  return findingAnywhere({ error, text, status });
}

/** A key in the wrong header can only be detected where one was sent. */
function refused(id: AnswerId, { keySent }: AnswerContext): AnswerId {
  return id === 'config/key-wrong-header' && keySent !== true ? 'auth/invalid-authentication' : id;
}

/** For a redirect only the address counts: its body may repeat any text. */
function redirected(answer: LoggedAnswer, about: AnswerContext): Verdict {
  const own = ownPage({ ...answer, body: '' }, about.isOpenAi);
  if (own) return { id: own.id, page: own };
  if (isPortal(answer, about.host)) return { id: 'http/captive-portal', page: null };
  const filter = redirectingFilter(answer);
  return { id: filter?.id ?? 'http/unexpected-redirect', page: filter };
}

/** Unrecognized responses are errors, not successes: a 304 without a condition, an empty error, an invalid status. */
function leftOver(status: number | null): AnswerId | null {
  if (status === null) return null;
  return isSuccess(status) ? 'http/not-the-api' : 'http/unmapped-status';
}

const plain = (id: AnswerId | null): Verdict | null => (id ? { id, page: null } : null);

/** JSON with an error, or what was asked for: the API's by its shape. */
function spokenByApi({ answer, json, error }: Opened): boolean {
  if (isPortal({ ...answer, body: '' })) return false;
  return json !== undefined && (error !== null || isSuccess(answer.status));
}

function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status <= 299;
}

/** The shape that the endpoint's answer must have. Of an endpoint that is not known, any JSON will do. */
function isSound({ answer, json }: Opened, about: AnswerContext): boolean {
  if (about.path?.endsWith('/models')) return isModelList(json) || (answer.cut && beginsAsModelList(answer.body));
  if (json === undefined) return isStream(answer) || (answer.cut && /^\s*[{[]/.test(answer.body));
  if (about.path === null) return true;
  if (/\/models\/[^/]+$/.test(about.path)) return isModel(json);
  const field = REPLIES.find(([endpoint]) => endpoint.test(about.path ?? ''))?.[1];
  return (
    field === undefined || (typeof json === 'object' && json !== null && Array.isArray((json as Record<string, unknown>)[field]))
  );
}

/** The list that a reply of each endpoint holds. */
const REPLIES: [RegExp, string][] = [
  [/\/completions$/, 'choices'],
  [/\/responses$/, 'output'],
  [/\/embeddings$/, 'data'],
];

/** Event streams and files are valid responses too, of endpoints that a log may show. */
function isStream(answer: LoggedAnswer): boolean {
  const type = answer.headers['content-type'] ?? '';
  return /event-stream|octet-stream|^(?:audio|image)\//i.test(type) || /^(?:event|data|id|:)[: ]/.test(answer.body);
}

/** A web page without a known vendor: the web server's own. Only its status has a meaning. */
function forPage({ status }: Opened, dialect: Dialect | null): AnswerId {
  if (status === null || status < 400) return 'http/not-the-api';
  const own = statusInDialect(dialect, status);
  if (own) return own;
  // The API sends JSON: a page with this status comes from a server in front of one that is down.
  if (status === 503) return 'server/bad-gateway';
  const id = findingFor(null, '', status);
  return id && /^(?:server|limit)\/|^http\/(?:not-found|too-large|unmapped-status)$/.test(id) ? id : 'http/not-the-api';
}

/** Schemes of web servers and of companies: no API of this kind asks for them. */
const SIGN_IN = /^(?:basic|digest|ntlm|negotiate)\b/i;

function forApi({ answer, error, status }: Opened, about: AnswerContext, dialect: Dialect | null): AnswerId | null {
  const text = error?.message ?? headOf(answer.body);
  if (status === 401 && about.keySent && saysNoKey(text)) return 'auth/header-stripped';
  if (about.keySent && isRefusal(status) && wantedHeader(text, answer)) return 'config/key-wrong-header';
  const worded = findingByWords(error, text, status);
  if (worded) return worded;
  // OpenAI itself names the scheme Basic, beside an error of its own.
  if (status === 401 && !error && SIGN_IN.test(answer.headers['www-authenticate'] ?? '')) return 'http/not-the-api';
  const own = statusInDialect(dialect, status);
  if (own) return own;
  // Messages of a proxy or a load balancer, not of the API, which sends JSON.
  if (status === 503 && !error && text.trim() !== '') return 'server/bad-gateway';
  const id = findingFor(error, text, status);
  // A path below /models names a model: a bare 404 there is about the model, whatever the wording.
  if (id === 'http/not-found' && error && /\/models\/[^/]+$/.test(about.path ?? '') && !/url/i.test(text))
    return 'auth/model-not-found';
  return id ?? (error && answer.status !== null ? 'http/unmapped-status' : null);
}

function isRefusal(status: number | null): boolean {
  return status === 400 || status === 401 || status === 403;
}

function saysNoKey(text: string): boolean {
  return /didn't provide an API key|missing bearer (?:or basic )?auth|\bauthorization (?:header|field) (?:is )?missing|\bmissing authorization header\b/i.test(
    text.slice(0, 4000),
  );
}
