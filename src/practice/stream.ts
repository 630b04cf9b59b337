import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { eventsOf, type StreamEvent, type Wanted } from './generation.ts';
import type { StreamFlaw } from './row.ts';

/** Milliseconds between two events, and the number of events after which a flaw shows. */
const EVERY_MS = 6;
const SLOW_MS = 80;
/** How long buffered events are held back. */
const HELD_MS = 1_200;
const FLAW_AFTER = 8;

const FAILURE = { message: 'The server had an error while processing your request. Sorry about that!', type: 'server_error' };

/** Sends the events of a streamed answer, with one thing wrong where a flaw is given. Resolves when all is sent, or nobody reads on. */
export async function sendStream(answer: ServerResponse, wanted: Wanted, flaw: StreamFlaw | null): Promise<void> {
  answer.statusCode = 200;
  answer.setHeader('content-type', flaw === 'media-type' ? 'application/json' : 'text/event-stream; charset=utf-8');
  answer.setHeader('cache-control', 'no-store');
  const events = withFlaw(eventsOf(wanted), flaw, wanted);
  if (flaw === 'buffered') {
    await pause(HELD_MS);
    answer.end(events.map(written).join(''));
    return;
  }
  for (const [at, event] of events.entries()) {
    if (answer.destroyed) return;
    if (at === FLAW_AFTER && flaw === 'stalled') return;
    if (at === FLAW_AFTER && flaw === 'cut') return void answer.socket?.destroySoon();
    answer.write(written(event));
    await pause(flaw === 'slow' ? SLOW_MS : EVERY_MS);
  }
  answer.end();
}

/** The lines of an event, as server-sent events have them. */
function written({ event, data }: StreamEvent): string {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return `${event === null ? '' : `event: ${event}\n`}data: ${text}\n\n`;
}

function withFlaw(events: StreamEvent[], flaw: StreamFlaw | null, { endpoint }: Wanted): StreamEvent[] {
  const isResponses = endpoint === '/responses';
  switch (flaw) {
    case 'error':
      return [
        ...events.slice(0, FLAW_AFTER),
        isResponses ? failed() : { event: null, data: { error: { ...FAILURE, code: null } } },
      ];
    case 'no-terminal':
      return isResponses ? events.slice(0, -1) : events.filter(({ data }) => !isLast(data));
    case 'doubled-terminal':
      return events.flatMap((event) => (isTerminal(event) ? [event, event] : [event]));
    case 'not-json':
      return events.map((event, at) => (at === FLAW_AFTER ? { ...event, data: '{"delta": ' } : event));
    case 'order':
      return events.slice(isResponses ? 4 : 1);
    case 'other-shape':
      return events.map((_, at) => ({ event: 'message', data: { index: at, message: { content: `${at} ` }, done: false } }));
    default:
      return events;
  }
}

function failed(): StreamEvent {
  const data = { type: 'error', code: 'server_error', message: FAILURE.message, param: null, sequence_number: FLAW_AFTER };
  return { event: 'error', data };
}

function isTerminal(event: StreamEvent): boolean {
  return event.event === 'response.completed' || (event.data !== '[DONE]' && isLast(event.data));
}

/** The end of a chat: `[DONE]`, or the piece that says why the model stopped. */
function isLast(data: StreamEvent['data']): boolean {
  return typeof data === 'string' ? data === '[DONE]' : JSON.stringify(data).includes('"finish_reason":"stop"');
}
