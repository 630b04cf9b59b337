import type { ApiError } from './reading.ts';

/** How much of a message is kept: the longest real ones list the messages of a whole chat. */
const MESSAGE_LIMIT = 4000;

/** How deep envelopes within envelopes are followed. */
const MAX_DEPTH = 4;

type JsonObject = Record<string, unknown>;

/** Finds the error object in the text of a body, JSON or what a log kept of it; null where there is none. */
export function parseErrorBody(text: string): ApiError | null {
  const value = parseJson(text);
  return value === undefined ? looseError(text) : errorIn(value);
}

/** How deep and how finely divided a JSON text may be: no answer of an API comes near, and parsed, more would fill the memory or the stack. */
const MAX_NESTING = 200;
const MAX_PARTS = 300_000;

/** Parses JSON; undefined where it is none, or none that a sane server sends. */
export function parseJson(text: string): unknown {
  const start = /\S/.exec(text)?.[0];
  if (start === undefined || !'{["'.includes(start) || isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Counts signs of structure wherever they stand: in strings they are about as many as close again. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let parts = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === 0x7b || sign === 0x5b) depth += 1;
    else if (sign === 0x7d || sign === 0x5d) depth -= 1;
    else if (sign !== 0x2c) continue;
    parts += 1;
    if (depth > MAX_NESTING || parts > MAX_PARTS) return true;
  }
  return false;
}

/**
 * Finds the error object in a parsed body. OpenAI wraps it in `error`; vLLM sends it flat, FastAPI calls it `detail`, Gemini
 * sends a list, problem+json (RFC 9457) has a `title`, and proxies nest one envelope in another.
 */
export function errorIn(value: unknown, depth = 0): ApiError | null {
  if (depth > MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.length > 0 ? errorIn(value[0], depth + 1) : null;
  if (typeof value === 'string') return depth > 0 && value !== '' ? bare(value) : null;
  if (!isRecord(value)) return null;
  return enveloped(value, depth) ?? flat(value, depth) ?? statusField(value);
}

/** True where the shape of a body is that of an error, whatever the status: some servers send one with a 200. */
export function hasErrorEnvelope(value: unknown): boolean {
  const first = Array.isArray(value) && value.length > 0 ? value[0] : value;
  if (!isRecord(first)) return false;
  if (first.error || first.object === 'error' || first.type === 'error') return true;
  return statusField(first) !== null || choiceError(first) !== null;
}

/** An error in place of a reply, as gateways send it for a backend that fails midway. */
function choiceError({ choices }: JsonObject): JsonObject | null {
  const first = Array.isArray(choices) ? choices[0] : null;
  return isRecord(first) && isRecord(first.error) ? first.error : null;
}

function enveloped(value: JsonObject, depth: number): ApiError | null {
  const inChoice = choiceError(value);
  if (inChoice) return errorIn({ error: inChoice }, depth + 1);
  for (const key of ['error', 'errors', 'fault', 'detail', 'details', 'response']) {
    const inner = value[key];
    if (typeof inner === 'string' && typeof value.title === 'string') return { ...bare(inner), type: value.title };
    if (typeof inner === 'string' || (typeof inner === 'object' && inner !== null)) {
      const found = errorIn(inner, depth + 1);
      if (found) return withOuter(found, value);
    }
  }
  return null;
}

/** Some gateways put the message inside and the code beside the envelope. */
function withOuter(found: ApiError, outer: JsonObject): ApiError {
  return { ...found, message: found.message ?? textOf(outer.message), code: found.code ?? codeOf(outer.code) };
}

function flat(value: JsonObject, depth: number): ApiError | null {
  const nested = isRecord(value.message) ? errorIn({ error: value.message }, depth + 1) : null;
  const quoted = unpacked(value.message);
  const message =
    nested?.message ??
    withRaw(value) ??
    quoted?.message ??
    textOf(value.message) ??
    textOf(value.Message) ??
    textOf(value.msg) ??
    textOf(value.faultstring) ??
    textOf(value.title);
  const inner = isRecord(value.innererror) ? codeOf(value.innererror.code) : null;
  const code = ownStatus(quoted) ?? codeOf(value.code) ?? nested?.code ?? inner;
  const type = textOf(value.type) ?? textOf(value.status) ?? nested?.type ?? null;
  if (message === null && code === null && (type === null || depth === 0)) return null;
  return { code, type, message, param: textOf(value.param) ?? nested?.param ?? null };
}

/** Values of a status field that mean success. */
const WELL = ['0', '200', 'ok', 'success', 'succeeded', 'true'];

/** Pairs of fields in which vendors say with any status whether a call worked: the code, and what goes with it. */
const STATUS_FIELDS: [code: string, messages: string[]][] = [
  ['error_code', ['error_msg', 'error_message', 'message']],
  ['errcode', ['errmsg']],
  ['err_code', ['err_msg']],
  ['status_code', ['status_msg', 'status_message']],
  ['code', ['message', 'msg']],
];

/**
 * An error that a body reports in a status field of the vendor's own. MiniMax has `base_resp`, Tencent `Response.Error`, Baidu
 * `error_code`, others `code`, `success: false` or `status: "failure"`.
 */
function statusField(value: JsonObject): ApiError | null {
  if (isRecord(value.base_resp)) return statusField(value.base_resp);
  const wrapped = isRecord(value.Response) ? value.Response.Error : null;
  if (isRecord(wrapped)) return { ...bare(textOf(wrapped.Message) ?? ''), code: codeOf(wrapped.Code) };
  const refused = value.success === false || ['failure', 'failed', 'fail'].includes(String(value.status).toLowerCase());
  for (const [name, messages] of STATUS_FIELDS) {
    const code = codeOf(value[name]);
    const message = messages.map((key) => textOf(value[key])).find((text) => text !== null) ?? null;
    if (code !== null && message !== null && !WELL.includes(code.toLowerCase()))
      return { ...bare(message), code, type: textOf(value.type) };
  }
  const message = textOf(value.message) ?? textOf(value.msg);
  if (refused && message !== null) return bare(message);
  const alone = textOf(value.error_msg) ?? textOf(value.err_msg);
  return alone !== null && !('error_code' in value) && !WELL.includes(alone.toLowerCase()) ? bare(alone) : null;
}

/** OpenRouter's word for an error of the vendor behind it, whose own text stands beside it. */
function withRaw({ message, metadata }: JsonObject): string | null {
  const raw = isRecord(metadata) ? metadata.raw : null;
  if (typeof message !== 'string' || typeof raw !== 'string' || raw === '') return null;
  const inner = parseErrorBody(raw)?.message ?? raw;
  return `${message}: ${inner}`.slice(0, MESSAGE_LIMIT);
}

/** Where a gateway's own words end and the error begins that it was answered with. */
const QUOTED =
  /^\s*(?=\{\s*\\?["'])|\b(?:error|exception|failed|response|returned|said|answered)\W{1,4}(?:b')?(?=\{(?:\s|\\n)*\\?["'](?:type|error|message|code|detail)\b)/i;

/** The status that the server behind a gateway repeats in its error: it is the one that refused. */
function ownStatus(quoted: ApiError | null): string | null {
  return /^[45]\d\d$/.test(quoted?.code ?? '') ? (quoted?.code ?? null) : null;
}

/** The error that a gateway put into its own message as JSON, with or without words around it. */
function unpacked(message: unknown): ApiError | null {
  const start = typeof message === 'string' ? QUOTED.exec(message) : null;
  if (typeof message !== 'string' || start === null) return null;
  const inner = message.slice(start.index + start[0].length);
  return parseErrorBody(inner);
}

function bare(message: string): ApiError {
  return { code: null, type: null, message: message.slice(0, MESSAGE_LIMIT), param: null };
}

/** Finds the error in a body of XML, as storage and gateway services send it; null where it holds none. */
export function xmlError(text: string): ApiError | null {
  const head = text.slice(0, 8192);
  if (!/^\s*<(?:\?xml\b|Error\b|error\b|fault\b|ErrorResponse\b)/i.test(head)) return null;
  const field = (name: string) => new RegExp(`<${name}>([^<]{1,${MESSAGE_LIMIT}})</${name}>`, 'i').exec(head)?.[1] ?? null;
  const message = field('message') ?? field('faultstring') ?? field('description');
  const code = field('code');
  return message === null && code === null ? null : { code, type: null, message, param: null };
}

/** Reads the fields out of what is no whole JSON: a body cut in a log, or Python's printed form of it. */
export function looseError(text: string): ApiError | null {
  if (!/^\s*[[{]/.test(text)) return null;
  const head = text.slice(0, 65_536);
  const field = (name: string) => fieldOf(head, name);
  const found = {
    code: field('code'),
    type: field('type'),
    message: field('message') ?? field('error') ?? field('detail'),
    param: field('param'),
  };
  return found.message !== null || found.code !== null ? found : null;
}

function fieldOf(text: string, name: string): string | null {
  const number = new RegExp(`["']${name}["']\\s{0,8}:\\s{0,8}(\\d{1,6})\\b`).exec(text);
  const quoted = new RegExp(
    `["']${name}["']\\s{0,8}:\\s{0,8}(?:"((?:[^"\\\\]|\\\\.){0,${MESSAGE_LIMIT}})|'((?:[^'\\\\]|\\\\.){0,${MESSAGE_LIMIT}}))`,
  ).exec(text);
  const value = quoted ? (quoted[1] ?? quoted[2]) : number?.[1];
  return value ? value.replace(/\\n/g, '\n').replace(/\\(["'\\/])/g, '$1') : null;
}

function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, MESSAGE_LIMIT) : null;
}

function codeOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return textOf(value);
}
