import { pause } from '../../model/deadline.ts';
import { NothingToAsk } from '../../model/errors.ts';
import type { HandshakeFacts } from '../../model/facts/tls.ts';
import type { Observation } from '../../model/observation.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';

/** Why there is no TLS to test: the base URL is http://, or the host has no address. */
export const withoutTls: NonNullable<Probe['skip']> = ({ target, seen }) => {
  if (target.url?.scheme === 'http') return { because: 'config/base-url', reason: 'the base URL is http://' };
  const lookup = seen['dns/system'];
  const nameless = lookup?.status === 'ok' && lookup.facts.addresses.length === 0;
  return nameless ? { because: 'dns/system', reason: 'the host has no address' } : null;
};

/** Share of a step's time limit after which a handshake counts as stalled, so that dependent probes end in time. */
const SILENCE = 0.2;
const SILENCE_AT_MOST_MS = 1000;

/** Time after which a handshake counts as stalled. */
export function silenceMs(timeoutMs: number): number {
  return Math.min(SILENCE_AT_MOST_MS, timeoutMs * SILENCE);
}

/**
 * Runs a probe once the TLS handshake stalls or fails; otherwise the probe is skipped. It does not wait for a stalled handshake to end,
 * which would cost another time limit.
 */
export async function runOnTlsFailure<T>(
  context: ProbeContext,
  isOpen: (facts: HandshakeFacts) => boolean,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const wanted = (seen: Observation<'tls/handshake'>) =>
    seen.status === 'ok' && seen.facts.stage === 'handshake' && isOpen(seen.facts);
  const ended = context.settled('tls/handshake');
  const silence = pause(silenceMs(context.target.timeoutMs), context.signal).then(() => null);
  const soFar = await Promise.race([ended, silence]);
  if (soFar && !wanted(soFar)) throw new NothingToAsk('tls/handshake', 'not needed: the handshake shows the cause');
  const over = new AbortController();
  void ended.then((seen) => wanted(seen) || over.abort());
  const found = await ask(AbortSignal.any([context.signal, over.signal]));
  if (!wanted(await ended)) throw new NothingToAsk('tls/handshake', 'not needed: the handshake was slow but shows the cause');
  return found;
}

/** Whether a handshake stalled or was reset without an alert. */
export function wasCutOff({ problem, protocolSeen: spoke }: HandshakeFacts): boolean {
  const code = problem?.code ?? '';
  return spoke !== 'other' && spoke !== 'ssl2' && /^(TIMEOUT|ETIMEDOUT|ECONNRESET|ECONNABORTED|EPIPE)$/.test(code);
}
