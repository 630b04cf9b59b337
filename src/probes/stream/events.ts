import type { StreamFacts } from '../../model/facts/http.ts';
import type { Probe } from '../../model/probe.ts';
import { readEvents } from '../../net/http/events.ts';
import { isSound, troubleOf } from '../../net/http/facts.ts';
import { summariseCall } from '../http/call.ts';
import { CALL_STEPS, call, isTelling, withoutDeep } from '../http/call-request.ts';

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
      withoutDeep(c) ??
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
    return { ...facts, chunks: parts, isOpen, ...readEvents(facts.answer) };
  },
  summarise: (facts) => (facts.events > 0 ? `${summariseCall(facts)}, ${inParts(facts)}` : summariseCall(facts)),
  trouble: (facts) => (isTelling(facts) && !facts.isOpen ? troubleOf(facts) : null),
};

function inParts({ events, chunks: parts, hasEnded, isOpen }: StreamFacts): string {
  const spread = (parts.at(-1)?.ms ?? 0) - (parts[0]?.ms ?? 0);
  return `${events} events over ${spread} ms${hasEnded ? '' : isOpen ? ', stopped before its end' : ', without a terminal event'}`;
}
