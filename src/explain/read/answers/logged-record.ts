import type { ApiError } from '../../../knowledge/answer/read-answer.ts';
import { statusNamed } from '../../../knowledge/answer/status-names.ts';
import { API_LIKE_PATH } from '../../../knowledge/clients/other-services.ts';
import type { Literal } from '../../log/literal.ts';
import { OF_A_MODEL } from './phrase-clues.ts';

/** An error of an API inside an object that a log prints. */
export interface LoggedBody {
  /** The body as the server sent it, as far as the object kept it. */
  value: Literal;
  error: ApiError;
  /** The status in the same object; null where there is none. */
  status: number | null;
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

/** Fields in which clients keep whom they called. */
const OF_A_CALL = ['provider', 'endpoint', 'url', 'baseURL', 'model', 'modelId', 'modelID', 'providerID'];

/** True for an object that a client of such an API keeps beside an error, whatever the server said. */
function isOfACall(value: { [key: string]: Literal }): boolean {
  return OF_A_CALL.some((key) => typeof value[key] === 'string' && OF_A_MODEL.test(value[key] as string));
}

/** The status that stands one level further in, or by its name: `code: 'UNAUTHORIZED'`. */
function statusWithin({ error, code }: { [key: string]: Literal }): number | null {
  const inner = typeof error === 'object' && error !== null ? statusOf(error) : null;
  return inner ?? (typeof code === 'string' ? statusNamed(code) : null);
}

/** A record of a client's call: a status, and beside it what the server said, as plain text. */
export function recordedAnswer(value: Literal): LoggedBody | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const own = statusOf(value);
  const status = own ?? (isOfACall(value) ? statusWithin(value) : null);
  // A status without a text is read where it stands, whatever sent it.
  const message = TEXT_KEYS.map((key) => textOf(value[key])).find((text) => text !== null) ?? (own === null ? '' : null);
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
  'error_status',
];

/** The failing status that an object has in a field of its own; null where it has none. */
export function statusOf(value: object): number | null {
  for (const key of STATUS_KEYS) {
    const said = (value as { [key: string]: Literal })[key];
    // Objects without a prototype cannot become a number.
    const status = typeof said === 'object' ? Number.NaN : Number(said);
    if (Number.isInteger(status) && status >= 400 && status <= 599) return status;
  }
  return null;
}
