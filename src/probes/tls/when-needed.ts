import { pause } from '../../model/deadline.ts';
import { NothingToAsk } from '../../model/errors.ts';
import type { HandshakeFacts } from '../../model/facts/tls.ts';
import type { Observation } from '../../model/observation.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';

/** Why no TLS is to be looked at: the base URL does without, or there is no address to go to. */
export const withoutTls: NonNullable<Probe['skip']> = ({ target, seen }) => {
  if (target.url?.scheme === 'http') return { because: 'config/base-url', reason: 'the base URL is http://, without TLS' };
  const lookup = seen['dns/system'];
  const nameless = lookup?.status === 'ok' && lookup.facts.addresses.length === 0;
  return nameless ? { because: 'dns/system', reason: 'the name of the host has no address' } : null;
};

/** Part of a step's time after which a handshake counts as silent, so that what is asked then ends together with it. */
const SILENCE = 0.2;
const SILENCE_AT_MOST_MS = 1000;

/** How long to wait for a handshake before it looks stalled. */
export function silenceMs(timeoutMs: number): number {
  return Math.min(SILENCE_AT_MOST_MS, timeoutMs * SILENCE);
}

/**
 * Asks once the handshake stalls, or ends so that there is something to ask; where there is not, the probe ends as not needed. A stalled
 * handshake has not ended when the asking begins: whoever waited for its end would cost the run another step's time.
 */
export async function onTrouble<T>(
  context: ProbeContext,
  isOpen: (facts: HandshakeFacts) => boolean,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const wanted = (seen: Observation<'tls/handshake'>) =>
    seen.status === 'ok' && seen.facts.stage === 'handshake' && isOpen(seen.facts);
  const ended = context.settled('tls/handshake');
  const silence = pause(silenceMs(context.target.timeoutMs), context.signal).then(() => null);
  const soFar = await Promise.race([ended, silence]);
  if (soFar && !wanted(soFar)) throw new NothingToAsk('tls/handshake', 'the handshake shows what there is to know');
  const over = new AbortController();
  void ended.then((seen) => wanted(seen) || over.abort());
  const found = await ask(AbortSignal.any([context.signal, over.signal]));
  if (!wanted(await ended)) throw new NothingToAsk('tls/handshake', 'the handshake was slow, and shows what there is to know');
  return found;
}

/** Whether a handshake went silent or was cut, with nothing said that would tell why. */
export function wasCutOff({ problem, protocolSeen: spoke }: HandshakeFacts): boolean {
  const code = problem?.code ?? '';
  return spoke !== 'other' && spoke !== 'ssl2' && /^(TIMEOUT|ETIMEDOUT|ECONNRESET|ECONNABORTED|EPIPE)$/.test(code);
}
