import { pause, TimeoutError, withLimit } from '../model/deadline.ts';
import { NothingToAsk, ownFault, problemOfProbe } from '../model/errors.ts';
import type { Observation } from '../model/observation.ts';
import type { Probe, ProbeContext } from '../model/probe.ts';
import type { Target } from '../model/target.ts';
import { flawOfFacts, flawOfSummary } from '../probes/valid-facts.ts';
import { maskData } from '../secrets/redact/data.ts';
import { maskerOf } from '../secrets/secrets.ts';
import { reasonToSkip } from './reason-to-skip.ts';
import { GRACE_MS, type OnRoute } from './shared.ts';

/** How many steps in a row the slowest probe takes (connect, handshake, headers, body), each with the step's own limit. */
const STEPS_IN_A_PROBE = 4;

/** Never rejects: errors of the probe become its observation, and errors of the observer are ignored. */
export async function runProbe(probe: Probe, on: OnRoute): Promise<Observation> {
  const startMs = on.now();
  const times = () => ({ startMs, durationMs: on.now() - startMs });
  const observation = await observe(probe, on).catch((thrown: unknown) => endOf(thrown, probe, on.target));
  const whole: Observation = { ...times(), ...observation };
  notifyObserver(() => on.observer.ended(probe.id, whole));
  return whole;
}

type ProbeResult = Observation extends infer O ? (O extends Observation ? Omit<O, 'startMs' | 'durationMs'> : never) : never;

function endOf(thrown: unknown, { readsFiles }: Probe, target: Target): ProbeResult {
  const mask = maskerOf(target);
  if (readsFiles && thrown instanceof TimeoutError)
    return { status: 'skipped', because: null, reason: 'its files were not read in time' };
  if (isNothingToAsk(thrown)) return { status: 'skipped', because: thrown.because, reason: mask(thrown.message) };
  return { status: 'failed', problem: maskData(problemOfProbe(thrown), mask) };
}

/** A thrown value may itself throw on property access. */
function isNothingToAsk(thrown: unknown): thrown is NothingToAsk {
  try {
    return thrown instanceof NothingToAsk;
  } catch {
    return false;
  }
}

async function observe(probe: Probe, on: OnRoute): Promise<ProbeResult> {
  const unasked = reasonToSkip(probe, on);
  if (unasked) return { status: 'skipped', ...unasked };
  notifyObserver(() => on.observer.started(probe.id));
  const limit = probe.limitMs?.(on.target) ?? on.target.timeoutMs * STEPS_IN_A_PROBE;
  const lookup = (host: string) => on.lookup.find(host, on.signal);
  const { target, route, settled } = on;
  const begun = performance.now();
  let running: Promise<unknown> | null = null;
  const ask = (signal: AbortSignal) => {
    const progress: ProbeContext['progress'] = (...how) => notifyObserver(() => on.observer.progress?.(probe.id, ...how));
    const leftMs = () => on.target.deadlineMs - on.now();
    const facts = probe.run({ target, route, settled, lookup, signal, progress, leftMs });
    running = facts;
    return facts;
  };
  const facts = await withLimit(on.signal, limit, ask).catch((error: unknown) => {
    if (probe.isPartial && running && error === on.signal.reason)
      return lastWord(running as ReturnType<typeof probe.run>, error as Error);
    const isCutShort = error === on.signal.reason && error instanceof TimeoutError;
    const waited = performance.now() - begun;
    if (!isCutShort || !running || waited < Math.min(target.timeoutMs, target.deadlineMs) / 2) throw error;
    return lastWord(running as ReturnType<typeof probe.run>, error);
  });
  return resultOf(probe, facts, target);
}

/** Masked before it is summarized: what the summary reads of an answer is read once, and the report and the diagnosis have it too. */
function resultOf(probe: Probe, facts: Awaited<ReturnType<Probe['run']>>, target: Target): ProbeResult {
  const flaw = flawOfFacts(facts);
  if (flaw) return { status: 'failed', problem: ownFault(flaw) };
  const shown = maskData(facts, maskerOf(target));
  const fault = flawOfSummary(probe, shown);
  return fault ? { status: 'failed', problem: ownFault(fault) } : { status: 'ok', facts: shown };
}

/** The facts of a probe at the run's deadline: no response for most of its own time limit is as good as for all of it. */
function lastWord<T>(running: Promise<T>, cut: Error): Promise<T> {
  const late = pause(GRACE_MS, new AbortController().signal).then(() => Promise.reject(cut));
  return Promise.race([running, late]);
}

function notifyObserver(say: () => void): void {
  try {
    say();
  } catch {
    // Errors of the progress display must not affect the run.
  }
}
