import type { CallFacts } from '../../model/facts/http.ts';
import type { Probe } from '../../model/probe.ts';
import { summariseExchange, troubleOf } from '../../net/http/facts.ts';
import { CALL_STEPS, call, isTelling, withoutDeep } from './call-request.ts';

/** Sends one minimal billed request, which tests credit and text generation. Only with `--deep`. */
export const httpCall: Probe<'http/call'> = {
  id: 'http/call',
  after: ['dns/system', 'http/models'],
  limitMs: ({ timeoutMs }) => 2 * CALL_STEPS * timeoutMs,
  skip: withoutDeep,
  run: (context) => call(context, { text: 'Say ok.', tokens: 16, isStreamed: false }),
  summarise: summariseCall,
  trouble: (facts) => (isTelling(facts) ? troubleOf(facts) : null),
};

/** One line for a call, with its model. */
export function summariseCall(facts: CallFacts): string {
  const untold = isTelling(facts) ? '' : ' (does not apply to your own calls)';
  return `${facts.model}: ${summariseExchange(facts)}${untold}`;
}
