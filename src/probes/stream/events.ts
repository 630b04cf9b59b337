import type { StreamFacts } from '../../model/facts/http.ts';
import type { Probe } from '../../model/probe.ts';
import { readEvents } from '../../net/http/events.ts';
import { isSound, troubleOf } from '../../net/http/facts.ts';
import { summariseCall } from '../http/call.ts';
import { CALL_STEPS, call, isTelling } from '../http/call-request.ts';
import { withoutChat } from '../http/endpoint-choice.ts';
import { withoutPart } from '../http/parts.ts';

/** Maximum number of recorded chunks. */
const MAX_PARTS = 200;

/** Sends one minimal streaming request and records when its chunks arrive. Only with `--deep`. */
export const streamEvents: Probe<'stream/events'> = {
  id: 'stream/events',
  after: ['http/call'],
  limitMs: ({ timeoutMs }) => 2 * CALL_STEPS * timeoutMs,
  skip: (c) => {
    const before = c.seen['http/call'];
    const isAnswered = before?.status === 'ok' && isSound(before.facts);
    return (
      withoutPart('stream', c) ??
      withoutChat(c) ??
      (isAnswered || before?.status === 'skipped' ? null : { because: 'http/call', reason: 'the billed request failed' })
    );
  },
  async run(context) {
    const started = performance.now();
    const parts: StreamFacts['chunks'] = [];
    const onPart = (bytes: number) => {
      if (parts.length < MAX_PARTS) parts.push({ ms: Math.round(performance.now() - started), bytes });
    };
    const facts = await call(context, { text: 'Count from one to twenty.', tokens: 64, isStreamed: true, onPart });
    const silence = facts.ms - (parts.at(-1)?.ms ?? 0);
    const isOpen = facts.problem?.code === 'TIMEOUT' && silence < context.target.timeoutMs;
    return { ...facts, chunks: parts, isOpen, ...timesOf(parts), ...readEvents(facts.answer, facts.endpoint ?? '') };
  },
  summarise: (facts) => (facts.events > 0 ? `${summariseCall(facts)}, ${inParts(facts)}` : summariseCall(facts)),
  trouble: (facts) => (isTelling(facts) && !facts.isOpen ? troubleOf(facts) : null),
};

/** The first piece holds the first event. */
function timesOf(parts: StreamFacts['chunks']): Pick<StreamFacts, 'firstEventMs' | 'largestGapMs'> {
  const gaps = parts.slice(1).map(({ ms }, at) => ms - (parts[at]?.ms ?? ms));
  return { firstEventMs: parts[0]?.ms ?? null, largestGapMs: gaps.length > 0 ? Math.max(...gaps) : null };
}

function inParts({ events, chunks: parts, hasEnded, isOpen, firstEventMs, largestGapMs }: StreamFacts): string {
  const spread = (parts.at(-1)?.ms ?? 0) - (parts[0]?.ms ?? 0);
  const times = largestGapMs === null ? '' : ` (first after ${firstEventMs} ms, largest gap ${largestGapMs} ms)`;
  return `${events} events over ${spread} ms${times}${hasEnded ? '' : isOpen ? ', stopped before its end' : ', without a terminal event'}`;
}
