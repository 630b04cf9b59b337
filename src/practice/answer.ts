import type { ServerResponse } from 'node:http';
import { generated, type Wanted } from './generation.ts';
import { apiHeaders, RATE_LIMITS } from './headers.ts';
import type { PracticeRequest } from './request.ts';
import type { Play, PracticeRow } from './row.ts';
import { practiceRows, rowNamed } from './rows.ts';
import { sendStream } from './stream.ts';

/** What was answered: a status, or what was done instead; whether the real API would have charged for it. */
export interface Outcome {
  said: number | string;
  isBilled: boolean;
}

const MODELS = ['gpt-4o-mini', 'gpt-4o', 'gpt-4.1-nano', 'text-embedding-3-small'];

const unbilled = (said: Outcome['said']): Outcome => ({ said, isBilled: false });

/** Sends JSON, or text as it is, with the headers of the API. */
export function send(to: ServerResponse, status: number, body: string | object, headers: Record<string, string> = {}): Outcome {
  const text = typeof body === 'string' ? body : `${JSON.stringify(body, null, 2)}\n`;
  const all = {
    ...apiHeaders(),
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  };
  to.writeHead(status, all).end(text);
  return unbilled(status);
}

/** An error of the API in its envelope. */
export function refuse(to: ServerResponse, status: number, error: { message: string; param?: string; code?: string }): Outcome {
  const { message, param = null, code = null } = error;
  return send(to, status, { error: { message, type: 'invalid_request_error', param, code } });
}

/** Why the API takes nobody in: no key, or one that it does not know. Null where the key is taken. */
export function refuseKey(to: ServerResponse, { hasKey, isKeyKnown, key }: PracticeRequest): Outcome | null {
  const missing = rowNamed('401-invalid-authentication') as PracticeRow & { plays: Play & { kind: 'answer' } };
  if (!hasKey) return send(to, 401, missing.plays.body, missing.plays.headers);
  if (isKeyKnown) return null;
  const shown = key.length < 12 ? '*'.repeat(key.length) : `${key.slice(0, 3)}${'*'.repeat(20)}${key.slice(-4)}`;
  const message = `Incorrect API key provided: ${shown}. You can find your API key at https://platform.openai.com/account/api-keys.`;
  return refuse(to, 401, { message, code: 'invalid_api_key' });
}

/** What GET answers. */
export function answerGet(to: ServerResponse, { method, path, endpoint }: PracticeRequest): Outcome {
  const model = (id: string) => ({ id, object: 'model', created: 1_721_172_741, owned_by: 'system' });
  if (endpoint === '/models') return send(to, 200, { object: 'list', data: [...MODELS, ...listed()].map(model) });
  const [, name] = /^\/models\/([^/]+)$/.exec(endpoint ?? '') ?? [];
  if (name === undefined) return unknownPath(to, method, path);
  return name === '404-model-not-found' ? play404(to) : send(to, 200, model(name));
}

/** A model that does not exist is on no list. */
function listed(): string[] {
  return practiceRows.map(({ name }) => name).filter((name) => name !== '404-model-not-found');
}

function play404(to: ServerResponse): Outcome {
  const { plays } = rowNamed('404-model-not-found') as PracticeRow & { plays: Play & { kind: 'answer' } };
  return send(to, 404, plays.body);
}

export function unknownPath(to: ServerResponse, method: string, path: string): Outcome {
  return refuse(to, 404, { message: `Invalid URL (${method} ${path})` });
}

/** What each endpoint must be given, beside a model. */
const NEEDS: Record<string, string> = {
  '/responses': 'input',
  '/chat/completions': 'messages',
  '/completions': 'prompt',
  '/embeddings': 'input',
};

export interface Asked {
  wanted: Wanted;
  isStreamed: boolean;
}

/** What a body asks for; an answer where it is refused, as the API refuses it before it generates anything. */
export function readAsked(to: ServerResponse, endpoint: string, body: Record<string, unknown>): Asked | Outcome {
  const { model, stream, stream_options: options } = body;
  if (typeof model !== 'string' || model === '') return refuse(to, 400, { message: 'you must provide a model parameter' });
  const need = NEEDS[endpoint] as string;
  if (body[need] === undefined) {
    const message = `Missing required parameter: '${need}'.`;
    return refuse(to, 400, { message, param: need, code: 'missing_required_parameter' });
  }
  const includeUsage = (options as { include_usage?: unknown } | undefined)?.include_usage === true;
  return { wanted: { endpoint, model, includeUsage }, isStreamed: stream === true && endpoint !== '/embeddings' };
}

/** Whether the practice API has such an endpoint. */
export function isGenerating(endpoint: string | null): endpoint is string {
  return endpoint !== null && endpoint in NEEDS;
}

/** Generates, whole or streamed: the only answers that the real API charges for. */
export async function generate(to: ServerResponse, { wanted, isStreamed }: Asked): Promise<Outcome> {
  if (!isStreamed) return { ...send(to, 200, generated(wanted) as object, RATE_LIMITS), isBilled: true };
  setHeaders(to);
  await sendStream(to, wanted, null);
  return { said: '200, streamed', isBilled: true };
}

export function setHeaders(to: ServerResponse): void {
  for (const [name, value] of Object.entries({ ...apiHeaders(), ...RATE_LIMITS })) to.setHeader(name, value);
}
