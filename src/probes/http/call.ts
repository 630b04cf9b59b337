import type { CallFacts } from '../../model/facts/http.ts';
import type { Probe } from '../../model/probe.ts';
import { summariseExchange, troubleOf } from '../../net/http/facts.ts';
import { CALL_STEPS, call, isTelling } from './call-request.ts';
import { withoutChat } from './endpoint-choice.ts';
import { withoutPart } from './parts.ts';

/** Sends one minimal billed request, which tests credit and text generation. Only with `--deep`. */
export const httpCall: Probe<'http/call'> = {
  id: 'http/call',
  after: ['dns/system', 'http/models', 'http/endpoints'],
  limitMs: ({ timeoutMs }) => 2 * CALL_STEPS * timeoutMs,
  skip: (c) => withoutPart('call', c) ?? withoutChat(c),
  run: (context) => call(context, { text: 'Say ok.', tokens: 16, isStreamed: false }),
  summarise: summariseCall,
  trouble: (facts) => (isTelling(facts) ? troubleOf(facts) : null),
};

/** One line for a call, with its model and what it cost. */
export function summariseCall(facts: CallFacts): string {
  const untold = isTelling(facts) ? '' : ' (does not apply to your own calls)';
  const { usage } = facts;
  const cost = usage ? `, ${usage.input} + ${usage.output} tokens` : '';
  return `${facts.model}: ${summariseExchange(facts)}${cost}${untold}`;
}
