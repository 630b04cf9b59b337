import type { StreamFlaw } from '../../model/facts/http.ts';

/** One server-sent event. */
export interface SentEvent {
  event: string | null;
  data: string;
  /** Undefined where the data is no JSON. */
  json: unknown;
}

export interface Judged {
  flaws: StreamFlaw[];
  /** Whether the event came that ends a stream of this endpoint. */
  hasEnded: boolean;
}

const DONE = '[DONE]';

/** Events after which a response changes no more. */
const TERMINAL = ['response.completed', 'response.failed', 'response.incomplete', 'error'];

/**
 * The events of the Responses API, as the SDKs read them: each has a `type`, `response.created` is the first, a text belongs to an item that was
 * added before, and one event ends it all (openai-node: lib/responses/ResponseAccumulator).
 */
export function judgeResponses(events: SentEvent[]): Judged {
  const sent = events.filter(({ data }) => data !== DONE);
  const types = sent.map(({ json }) => textOf(json, 'type'));
  const terminal = types.filter((type) => type !== null && TERMINAL.includes(type)).length;
  const hasShape = types.every((type) => type !== null);
  const flaws: [StreamFlaw, boolean][] = [
    ['not-json', sent.some(({ json }) => !isRecord(json))],
    ['shape', sent.some(({ json }, at) => isRecord(json) && types[at] === null)],
    ['order', hasShape && sent.length > 0 && isOutOfOrder(sent, types as string[])],
    ['no-terminal', hasShape && terminal === 0 && isComplete(sent)],
    ['doubled-terminal', terminal > 1],
  ];
  return { flaws: flaws.flatMap(([flaw, isThere]) => (isThere ? [flaw] : [])), hasEnded: terminal > 0 };
}

/** An error may come first. */
function isOutOfOrder(sent: SentEvent[], types: string[]): boolean {
  if (types[0] === 'error') return false;
  if (types[0] !== 'response.created') return true;
  const added = new Set<unknown>();
  return sent.some(({ json }, at) => {
    const index = (json as Record<string, unknown>).output_index;
    if (types[at] === 'response.output_item.added') added.add(index);
    return types[at] === 'response.output_text.delta' && !added.has(index);
  });
}

/**
 * The pieces of a chat, as the SDKs read them: each has `choices`, one says why the model stopped, and nothing comes behind `[DONE]`
 * (openai-node: lib/ChatCompletionStream). Some servers leave `[DONE]` out, which no client misses.
 */
export function judgeChat(events: SentEvent[]): Judged {
  const done = events.findIndex(({ data }) => data === DONE);
  const pieces = events.filter(({ data }) => data !== DONE);
  const isFinished = pieces.some(({ json }) => textOf(choiceOf(json), 'finish_reason') !== null);
  const isBehind = done >= 0 && events.slice(done).some(({ json }) => contentOf(json) !== '');
  const flaws: [StreamFlaw, boolean][] = [
    ['not-json', pieces.some(({ json }) => !isRecord(json))],
    ['shape', pieces.some(({ json }) => isRecord(json) && !Array.isArray(json.choices) && !json.error)],
    ['order', isBehind],
    ['no-terminal', !isFinished && pieces.length > 0 && (done >= 0 || isComplete(pieces))],
  ];
  const shown = flaws.flatMap(([flaw, isThere]) => (isThere ? [flaw] : []));
  // Of another shape, the pieces have no such field.
  return {
    flaws: shown.includes('shape') ? shown.filter((flaw) => flaw !== 'no-terminal') : shown,
    hasEnded: done >= 0 || isFinished,
  };
}

/** Whether the text was counted to its end: then nothing was cut, and only the last event is missing. */
function isComplete(sent: SentEvent[]): boolean {
  const text = sent.map(({ json }) => contentOf(json) || (textOf(json, 'delta') ?? '')).join('');
  return /\b(?:20|twenty)\b/i.test(text);
}

function contentOf(json: unknown): string {
  const choice = choiceOf(json);
  return textOf(isRecord(choice) ? choice.delta : null, 'content') ?? '';
}

function choiceOf(json: unknown): unknown {
  return isRecord(json) && Array.isArray(json.choices) ? json.choices[0] : null;
}

function textOf(value: unknown, name: string): string | null {
  return isRecord(value) && typeof value[name] === 'string' ? (value[name] as string) : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
