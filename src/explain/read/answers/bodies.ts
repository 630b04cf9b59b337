import { type ApiError, errorIn } from '../../../knowledge/answer/read-answer.ts';
import { API_LIKE_PATH } from '../../../knowledge/clients/other-services.ts';
import { type Literal, readLiteral } from '../../log/literal.ts';
import { codes } from '../signs/codes.ts';

/** An error of an API inside an object that a log prints. */
export interface LoggedBody {
  /** The body as the server sent it, as far as the object kept it. */
  value: Literal;
  error: ApiError;
  /** The status in the same object; null where there is none. */
  status: number | null;
}

/** How many objects within an object are looked at, and how deep. */
const LIMITS = { nodes: 400, depth: 12 };

/** Finds the API's error in an object that a client or a logger printed: alone, or among requests, options and sockets. */
export function bodyIn(value: Literal): LoggedBody | null {
  const found: LoggedBody[] = [];
  collect(value, { status: null, depth: 0 }, { found, nodes: LIMITS.nodes });
  return innermost(found) ?? found.find(({ error }) => error.code !== null || error.type !== null) ?? found[0] ?? recordIn(value);
}

/** What gateways and frameworks add around the error of another server: it does not contain the cause. */
const WRAPPER =
  /^(?:(?:error:? )?\d{3} )?(?:provider returned error|upstream (?:error|request failed)|(?:an? )?(?:unknown|unexpected|internal|server|api|llm|model) error(?: occurred)?|internal server error|error|request failed|bad request|bad gateway|failed to (?:call|get|generate)[\w ]{0,60}|error from (?:provider|upstream)[^\n]{0,60}|request failed with status code \d{3}|something went wrong)\W{0,3}$/i;

/** Where the outer error is a wrapper, the error inside it; null otherwise. */
function innermost(found: LoggedBody[]): LoggedBody | null {
  const outer = found[0];
  if (!outer || found.length < 2 || !isWrapper(outer.error.message)) return null;
  const inner = found.slice(1).find(({ error }) => error.message !== null && !isWrapper(error.message));
  return inner ? { ...inner, status: ownStatus(inner) ?? inner.status ?? outer.status } : null;
}

/** True for a message that only says that there is another error behind it. */
export function isWrapper(message: string | null | undefined): boolean {
  return WRAPPER.test(message ?? '');
}

/** The status that a body itself repeats as its code. */
function ownStatus({ error }: LoggedBody): number | null {
  return /^[45]\d\d$/.test(error.code ?? '') ? Number(error.code) : null;
}

interface Search {
  found: LoggedBody[];
  nodes: number;
}

function collect(value: Literal, at: { status: number | null; depth: number }, search: Search): void {
  search.nodes -= 1;
  if (search.nodes < 0 || at.depth > LIMITS.depth) return;
  if (typeof value === 'string') collectFrom(value, at, search);
  if (typeof value !== 'object' || value === null) return;
  const status = statusOf(value) ?? at.status;
  const error = isBody(value) ? errorIn(value) : null;
  if (error && !(error.code !== null && Object.hasOwn(codes, error.code))) search.found.push({ value, error, status });
  for (const child of Object.values(value)) collect(child, { status, depth: at.depth + 1 }, search);
}

/** A status before an object, and no line of a program: `ask:426 - `. */
const STATUS = /(?<![\w.]|(?<!status|code|error|http):)([45]\d\d)(?![\w.])/i;

/** How far into a text an object may begin: behind a status, a class, some words. */
const LEAD = 200;

/** An object that was put into a string: `401 {"error": …}`, `data: {…}`, `… - {'error': …}`. */
function collectFrom(text: string, at: { status: number | null; depth: number }, search: Search): void {
  const start = /[{[]\s{0,20}(?:\{\s{0,20})?["'\\:A-Za-z_]/.exec(text.slice(0, LEAD))?.index;
  if (start === undefined) return;
  const lead = text.slice(0, start);
  const before = search.found.length;
  const status = STATUS.exec(lead)?.[1];
  // Only what was escaped once more than its own level: an inner object keeps its escapes.
  const escaped = /^[{[]\s{0,20}(?:\\n|\s|\{){0,20}\\["']/.test(text.slice(start, start + 60));
  const inner = readLiteral(escaped ? text.replace(/\\(["'\\])/g, '$1').replace(/\\n/g, ' ') : text, start);
  if (!inner) return;
  collect(inner.value, { status: status ? Number(status) : at.status, depth: at.depth + 1 }, search);
  // The server of the inner error is the one that refused.
  if (status) for (const one of search.found.slice(before)) one.status ??= Number(status);
}

/** Fields in which loggers keep what a server answered, where the status stands beside it. */
const TEXT_KEYS = [
  'error_detail',
  'error',
  'err',
  'body',
  'response',
  'responseBody',
  'response_body',
  'detail',
  'details',
  'reason',
  'errorMessage',
  'error_message',
  'message',
  'msg',
];

/** Fields of a server that logs who asked it: there the status is its own answer. */
const CAME_IN = ['remote_addr', 'remote_ip', 'client_ip', 'clientIP', 'user_agent', 'userAgent', 'remoteAddress'];

/** A request that a server of pages answered: its path is one of its own. */
function isServed(value: { [key: string]: Literal }): boolean {
  const path = ['path', 'url', 'uri', 'route', 'originalUrl'].map((key) => value[key]).find((one) => typeof one === 'string');
  return typeof path === 'string' && path.startsWith('/') && 'method' in value && !API_LIKE_PATH.test(path);
}

/** A text, or the first of a list of them. */
function textOf(value: Literal | undefined): string | null {
  const text = Array.isArray(value) ? value[0] : value;
  return typeof text === 'string' && text.length > 2 ? text : null;
}

/** A record of a client's call: a status, and beside it what the server said, as plain text. */
function recordIn(value: Literal): LoggedBody | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const status = statusOf(value);
  const message = TEXT_KEYS.map((key) => textOf(value[key])).find((text) => text !== null);
  if (status === null || typeof message !== 'string' || CAME_IN.some((key) => key in value) || isServed(value)) return null;
  const error = { code: null, type: null, message: message.slice(0, 4_000), param: null };
  return { value: { error: { message: error.message } }, error, status };
}

const STATUS_KEYS = [
  'status',
  'statusCode',
  'status_code',
  'http_status',
  'httpStatus',
  'http_status_code',
  'responseStatus',
  'error_code',
];

function statusOf(value: object): number | null {
  for (const key of STATUS_KEYS) {
    const said = (value as { [key: string]: Literal })[key];
    // Objects without a prototype cannot become a number.
    const status = typeof said === 'object' ? Number.NaN : Number(said);
    if (Number.isInteger(status) && status >= 400 && status <= 599) return status;
  }
  return null;
}

/** What else stands in an object of a client's or a logger's own: not a body, though it has a message and a code as well. */
const NOT_OF_A_BODY = [
  'stack',
  'name',
  'config',
  'request',
  'response',
  'options',
  'timings',
  'level',
  'levelname',
  'logger',
  'hostname',
  'syscall',
  'errno',
  'exc_info',
  'time',
  'ts',
  'msg',
  'pid',
  'cause',
  '[cause]',
];

/** The shapes that servers send: an envelope, or the flat forms that say what they are. */
function isBody(value: Literal): boolean {
  const record = Array.isArray(value) ? value[0] : value;
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return false;
  const own = NOT_OF_A_BODY.some((key) => key in record);
  if (record.object === 'error' || (record.type === 'error' && !own)) return true;
  if (isEnvelope(record.error) || isEnvelope(record.errors)) return true;
  if (own) return false;
  if (typeof record.error === 'string' || (record.detail ?? null) !== null) return true;
  return record.message !== undefined && ('code' in record || 'param' in record || 'type' in record);
}

function isEnvelope(value: Literal | undefined): boolean {
  if (Array.isArray(value)) return typeof value[0] === 'object' && value[0] !== null;
  return (
    typeof value === 'object' &&
    value !== null &&
    ('message' in value || 'code' in value || 'type' in value) &&
    !('stack' in value)
  );
}
