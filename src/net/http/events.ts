import { hasErrorEnvelope, parseJson } from '../../knowledge/answer/body.ts';
import { usageIn } from '../../knowledge/answer/usage.ts';
import type { HttpAnswer, StreamFacts } from '../../model/facts/http.ts';
import { judgeChat, judgeResponses, type SentEvent } from './event-order.ts';

/** What the events of a stream show, as clients of its endpoint read them. */
type EventFacts = Pick<StreamFacts, 'events' | 'hasEnded' | 'mediaType' | 'flaws' | 'usage'>;

/** Reads a body of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) as the API writes them. */
export function readEvents(answer: HttpAnswer | null, endpoint: string): EventFacts {
  const events = eventsOf(answer);
  const mediaType = (answer?.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() || null;
  const { flaws, hasEnded } = (endpoint === '/responses' ? judgeResponses : judgeChat)(events);
  const isOther = events.length > 0 && mediaType !== 'text/event-stream';
  return {
    events: events.length,
    hasEnded,
    mediaType,
    flaws: isOther ? ['media-type', ...flaws] : flaws,
    usage: events.map(({ json }) => usageIn(json)).findLast((usage) => usage !== null) ?? null,
  };
}

/** The error in the middle of a stream: the API has sent 200 by then, and can report a failure only as an event. */
export function errorEvent(answer: HttpAnswer): string | null {
  return eventsOf(answer).find(({ data, json }) => data.includes('"error"') && hasErrorEnvelope(json))?.data ?? null;
}

/** By the media type, or by the first field where a server names another one. */
function eventsOf(answer: HttpAnswer | null): SentEvent[] {
  if (!answer) return [];
  const isNamed = /event-stream/i.test(answer.headers['content-type'] ?? '');
  return isNamed || /^\s*(?:event|data):/.test(answer.body) ? parsed(answer.body) : [];
}

/** Events end with an empty line; what stands behind the last one is a part that was cut. */
function parsed(body: string): SentEvent[] {
  const blocks = body.split(/\r\n\r\n|\n\n|\r\r/);
  return blocks.flatMap((block) => {
    const fields = block.split(/\r\n|\n|\r/).map((line) => /^(event|data): ?(.*)$/.exec(line));
    const values = (name: string) => fields.flatMap((field) => (field?.[1] === name ? [field[2] ?? ''] : []));
    const data = values('data');
    if (data.length === 0) return [];
    const text = data.join('\n').trim();
    return [{ event: values('event').at(-1) ?? null, data: text, json: parseJson(text) }];
  });
}
