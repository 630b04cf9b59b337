import { errorIn, hasErrorEnvelope, looseError, parseJson } from './body.ts';
import { headOf } from './head.ts';
import { beginsAsModelList, isModel, isModelList } from './model-list.ts';
import { foreignPage, isHtml, isPortal, isRedirect, ownPage, redirectingFilter } from './page.ts';
import type { AnswerContext, AnswerId, ApiError, LoggedAnswer, Reading } from './reading.ts';
import { findingFor } from './rules.ts';
import { type Opened, readingOf, type Verdict } from './verdict.ts';

export { errorIn, parseErrorBody } from './body.ts';
export type { AnswerContext, AnswerId, ApiError, LoggedAnswer, Reading } from './reading.ts';

/**
 * Says what an HTTP answer means; null where it is sound. `status` may be null and the headers empty, as logs have it.
 * First who answered (the API, its CDN, a captive portal, a filter, another server), then what: code, type, wording, status.
 */
export function readAnswer(answer: LoggedAnswer, about: AnswerContext): Reading | null {
  const opened = open(answer);
  const verdict = judge(opened, about);
  return verdict && readingOf(verdict, opened, about);
}

function open(answer: LoggedAnswer): Opened {
  const json = parseJson(answer.body);
  const error = json === undefined ? looseError(answer.body) : errorIn(json);
  return { answer, json, error, status: statusOf(answer.status, error) };
}

/** OpenRouter sends errors with a 200 and the real status as their code; llama.cpp, vLLM and Azure repeat the status there. */
function statusOf(status: number | null, error: ApiError | null): number | null {
  if (status !== null && (status < 200 || status > 299)) return status;
  const code = /^[45]\d\d$/.test(error?.code ?? '') ? Number(error?.code) : null;
  return code ?? status;
}

function judge(opened: Opened, about: AnswerContext): Verdict | null {
  const { answer, json, error, status } = opened;
  if (isRedirect(answer.status)) return redirected(answer, about);
  const page = spokenByApi(opened) ? ownPage(answer, about.isOpenAi) : foreignPage(answer, about.isOpenAi);
  if (page) return { id: page.id, page };
  if (isSuccess(answer.status) && !hasErrorEnvelope(json))
    return isSound(opened, about) ? null : { id: 'http/not-the-api', page: null };
  if (answer.status === null && !error && !isHtml(answer))
    return plain(answer.body.trim() === '' ? null : findingFor(null, answer.body, null));
  if (isHtml(answer)) return plain(forPage(answer, status, about));
  return plain(forApi(opened, about) ?? leftOver(answer.status));
}

/** Of a redirect the address is what counts: its body may repeat anybody's words. */
function redirected(answer: LoggedAnswer, about: AnswerContext): Verdict {
  const own = ownPage({ ...answer, body: '' }, about.isOpenAi);
  if (own) return { id: own.id, page: own };
  if (isPortal(answer, about.host)) return { id: 'http/captive-portal', page: null };
  const filter = redirectingFilter(answer);
  return { id: filter?.id ?? 'http/unexpected-redirect', page: filter };
}

/** What is neither sound nor known must not pass for sound: a 304 without a question, an error that says nothing, a status that does not exist. */
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
  if (json === undefined) return isStream(answer);
  if (about.path === null) return true;
  return /\/models\/[^/]+$/.test(about.path) ? isModel(json) : true;
}

/** Event streams and files are sound answers too, of endpoints that a log may show. */
function isStream(answer: LoggedAnswer): boolean {
  const type = answer.headers['content-type'] ?? '';
  return /event-stream|octet-stream|^(?:audio|image)\//i.test(type) || /^(?:event|data|id|:)[: ]/.test(answer.body);
}

/** A web page that names no maker: a web server's own. What its status says is all there is. */
function forPage(answer: LoggedAnswer, status: number | null, about: AnswerContext): AnswerId {
  if (status === null || status < 400) return 'http/not-the-api';
  // Some vendors refuse a key with their web server's page. A prompt for a password is another matter: no API of this kind shows one.
  const isPrompt = /^basic\b/i.test(answer.headers['www-authenticate'] ?? '');
  if (status === 401 && !about.isOpenAi && !isPrompt) return 'auth/invalid-authentication';
  const id = status === 503 ? 'server/bad-gateway' : findingFor(null, '', status);
  return id && /^(?:server|limit)\/|^http\/(?:not-found|too-large|unmapped-status)$/.test(id) ? id : 'http/not-the-api';
}

function forApi({ answer, error, status }: Opened, about: AnswerContext): AnswerId | null {
  const text = error?.message ?? headOf(answer.body);
  if (status === 401 && about.keySent && saysNoKey(text)) return 'auth/header-stripped';
  const id = findingFor(error, text, status);
  // A path below /models names a model: a bare 404 there is about the model, whatever the wording.
  if (id === 'http/not-found' && error && /\/models\/[^/]+$/.test(about.path ?? '') && !/url/i.test(text))
    return 'auth/model-not-found';
  return id ?? (error && answer.status !== null ? 'http/unmapped-status' : null);
}

function saysNoKey(text: string): boolean {
  return /didn't provide an API key|missing bearer (?:or basic )?auth/i.test(text.slice(0, 4000));
}
