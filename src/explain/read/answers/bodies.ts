import { type ApiError, errorIn } from '../../../knowledge/answer/read-answer.ts';
import { type Literal, readLiteral } from '../../log/literal.ts';
import { codes } from '../signs/codes.ts';

/** An error of an API inside an object that a log prints. */
export interface LoggedBody {
  /** The body as the server sent it, as far as the object kept it. */
  value: Literal;
  error: ApiError;
  /** The status that stands in the same object; null where none does. */
  status: number | null;
}

/** How many objects within an object are looked at, and how deep. */
const LIMITS = { nodes: 400, depth: 8 };

/** Finds the API's error in an object that a client or a logger printed: alone, or among requests, options and sockets. */
export function bodyIn(value: Literal): LoggedBody | null {
  const found: LoggedBody[] = [];
  collect(value, { status: null, depth: 0 }, { found, nodes: LIMITS.nodes });
  return found.find(({ error }) => error.code !== null || error.type !== null) ?? found[0] ?? null;
}

interface Search {
  found: LoggedBody[];
  nodes: number;
}

function collect(value: Literal, at: { status: number | null; depth: number }, search: Search): void {
  search.nodes -= 1;
  if (search.nodes < 0 || at.depth > LIMITS.depth) return;
  const text = typeof value === 'string' ? value.trimStart() : '';
  if (text !== '') {
    const inner = /^[{[]/.test(text) ? readLiteral(text, 0) : null;
    if (inner) collect(inner.value, { ...at, depth: at.depth + 1 }, search);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const status = statusOf(value) ?? at.status;
  const error = isBody(value) ? errorIn(value) : null;
  if (error && !(error.code !== null && Object.hasOwn(codes, error.code))) search.found.push({ value, error, status });
  for (const child of Object.values(value)) collect(child, { status, depth: at.depth + 1 }, search);
}

const STATUS_KEYS = ['status', 'statusCode', 'status_code', 'http_status', 'httpStatus'];

function statusOf(value: object): number | null {
  for (const key of STATUS_KEYS) {
    const status = Number((value as { [key: string]: Literal })[key]);
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
