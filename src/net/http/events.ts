import { hasErrorEnvelope, parseJson } from '../../knowledge/answer/body.ts';
import type { HttpAnswer, StreamFacts } from '../../model/facts/http.ts';

/** Reads a body of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) as the API writes them. */
export function readEvents(answer: HttpAnswer | null): Pick<StreamFacts, 'events' | 'hasEnded'> {
  const data = eventsOf(answer);
  return { events: data.length, hasEnded: data.some(isLast) };
}

/** The error in the middle of a stream: the API has sent 200 by then, and can report a failure only as an event. */
export function errorEvent(answer: HttpAnswer): string | null {
  return eventsOf(answer).find((text) => text.includes('"error"') && hasErrorEnvelope(parseJson(text))) ?? null;
}

function eventsOf(answer: HttpAnswer | null): string[] {
  const type = answer?.headers['content-type'] ?? '';
  return /event-stream/i.test(type) ? dataOf(answer?.body ?? '') : [];
}

function dataOf(body: string): string[] {
  return [...body.matchAll(/^data:(.*)$/gm)].map(([, text = '']) => text.trim());
}

/** `[DONE]` ends a stream; some servers omit it, and then the last chunk has a finish reason. */
function isLast(text: string): boolean {
  if (text === '[DONE]') return true;
  const json = parseJson(text);
  const [choice] = isRecord(json) && Array.isArray(json.choices) ? json.choices : [];
  return isRecord(choice) && typeof choice.finish_reason === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
