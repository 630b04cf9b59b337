import { errorIn } from '../../../knowledge/answer/read-answer.ts';
import { type Literal, readLiteral } from '../../log/literal.ts';
import { codes } from '../signs/codes.ts';
import { type LoggedBody, recordedAnswer, statusOf } from './logged-record.ts';

/** How many objects within an object are looked at, and how deep. */
const LIMITS = { nodes: 400, depth: 12 };

/** Finds the API's error in an object that a client or a logger printed: alone, or among requests, options and sockets. */
export function bodyIn(value: Literal): LoggedBody | null {
  const found: LoggedBody[] = [];
  collect(value, { status: null, depth: 0 }, { found, nodes: LIMITS.nodes });
  return (
    innermost(found) ?? found.find(({ error }) => error.code !== null || error.type !== null) ?? found[0] ?? recordedAnswer(value)
  );
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
  if (['error_msg', 'err_msg'].some((key) => typeof record[key] === 'string')) return true;
  if (typeof record.error === 'string' || (record.detail ?? null) !== null) return true;
  const words = record.message ?? (typeof record.details === 'string' ? record.details : undefined);
  return words !== undefined && ('code' in record || 'param' in record || 'type' in record || saysThatItFailed(record));
}

/** Gateways' own words beside the message: `{'status': 'failure', 'message': …}`, `{"success": false, …}`. */
function saysThatItFailed({ status, success, ok }: { [key: string]: Literal }): boolean {
  return success === false || ok === false || (typeof status === 'string' && /^(?:fail(?:ure|ed)?|error)$/i.test(status));
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
