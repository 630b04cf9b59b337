import { localTime } from '../machine/local-time.ts';
import { pause, TimeoutError, withLimit } from '../model/deadline.ts';
import { NothingToAsk, ownFault, problemOf, problemOfProbe } from '../model/errors.ts';
import type { DiagnosisInput, Observation, ProbeId, RouteObservations } from '../model/observation.ts';
import type { Probe, ProbeContext, Route } from '../model/probe.ts';
import type { InternalError } from '../model/problem.ts';
import type { Target } from '../model/target.ts';
import { directRoute } from '../net/route/direct.ts';
import { type Lookup, openLookup } from '../net/route/lookup.ts';
import { proxyRoute } from '../net/route/proxy.ts';
import { runContext } from '../net/tls/trust.ts';
import { probes as registry } from '../probes/index.ts';
import { needsOnRoute } from '../probes/route-skips.ts';
import { flawOfFacts, flawOfSummary } from '../probes/valid-facts.ts';
import { maskData } from '../secrets/redact/data.ts';
import { maskerOf } from '../secrets/secrets.ts';
import { runOther } from './other-route.ts';
import { reasonToSkip } from './reason-to-skip.ts';

/** Receives probe start and end events. Skipped probes emit only an end event. */
export interface Observer {
  started(id: ProbeId): void;
  /** How far a long probe is, and how many milliseconds it still takes at most; null where it does not know. */
  progress?(id: ProbeId, done: number, total: number, leftMs: number | null): void;
  ended(id: ProbeId, observation: Observation): void;
}

const quiet: Observer = { started() {}, ended() {} };

/** Every probe. */
export type Registry = { [P in ProbeId]: Probe<P> };

/** How many steps in a row the slowest probe takes (connect, handshake, headers, body), each with the step's own limit. */
const STEPS_IN_A_PROBE = 4;

/**
 * How long connections wait at most for what this process does itself, in which nothing else runs here: a connection begun before would seem
 * to take as long. Parsing the root certificates blocks longest, and no TLS begins without them; the settings take some 20 ms on a quiet
 * machine, in small pieces. Mostly the name is looked up meanwhile. Files that cannot be read, as on a network drive, hold up no more.
 */
const PREPARATION_MS = { roots: 1000, settings: 300 };

/** How long running probes may take to report after the run has ended. */
const GRACE_MS = 100;

/** State shared by all probes of a run. */
interface Run {
  target: Target;
  probes: Registry;
  /** Aborted at the deadline of the run or by an interruption. */
  signal: AbortSignal;
  lookup: Lookup;
  observer: Observer;
  /** Milliseconds since the start of the run. */
  now(): number;
}

/**
 * Runs every probe as soon as its dependencies have ended, each with a deadline, and returns the observations. A probe that throws or
 * hangs becomes a failed observation and does not affect others. Does not judge. After an interruption, the remaining probes are
 * `skipped`.
 */
export async function run(
  target: Target,
  interrupted: AbortSignal,
  { observer = quiet, probes = registry }: { observer?: Observer; probes?: Registry } = {},
): Promise<DiagnosisInput> {
  const started = performance.now();
  const startedAt = localTime(new Date());
  const deadline = new AbortController();
  const timer = setTimeout(
    () => deadline.abort(new TimeoutError(`the run's deadline of ${target.deadlineMs} ms has passed`)),
    target.deadlineMs,
  );
  const lookup = openLookup();
  const faults: InternalError[] = [];
  try {
    const now = () => Math.round(performance.now() - started);
    const signal = AbortSignal.any([deadline.signal, interrupted]);
    const main = runRoute({ target, probes, signal, lookup, observer, now });
    const other = runOther(target, main, (ofTarget, some, until) => {
      const shared = {
        target: ofTarget,
        probes,
        signal: AbortSignal.any([signal, until]),
        lookup,
        observer: quiet,
        now,
      };
      return runRoute(shared, some);
    }).catch((error: unknown): RouteObservations => {
      faults.push({ step: 'alternate route', message: problemOf(error).message });
      return {};
    });
    return {
      observations: await main,
      alternateObservations: await withinRun(other, signal),
      target,
      startedAt,
      internalErrors: faults,
    };
  } finally {
    clearTimeout(timer);
    lookup.close();
  }
}

/**
 * Does not wait for the alternate route once the run is over. The listener is taken off again: Node keeps a composite signal that has one
 * until it is aborted, so each of many checks in one process would leave something behind.
 */
function withinRun(other: Promise<RouteObservations>, signal: AbortSignal): Promise<RouteObservations> {
  return new Promise((resolve) => {
    const late = () => void pause(GRACE_MS, new AbortController().signal).then(() => resolve({}));
    if (signal.aborted) late();
    else signal.addEventListener('abort', late, { once: true });
    void other.then((observations) => {
      signal.removeEventListener('abort', late);
      resolve(observations);
    });
  });
}

const notAsked: Observation = { startMs: 0, durationMs: 0, status: 'skipped', because: null, reason: 'not run on this route' };

/** Runs all probes over one route, or some of them. */
async function runRoute(shared: Run, some?: ProbeId[]): Promise<RouteObservations> {
  const seen: RouteObservations = {};
  const pending = new Map<ProbeId, Promise<Observation>>();
  const settled = <P extends ProbeId>(id: P) => (pending.get(id) ?? Promise.resolve(notAsked)) as Promise<Observation<P>>;
  const route = routeOf(shared, settled);
  const probes = inOrder(Object.values(shared.probes) as Probe[]).filter(({ id }) => some?.includes(id) ?? true);
  // Begun when all are pending. What needs nothing asks this machine or its resolvers, in the time that the preparation takes.
  const prepared = Promise.resolve().then(() =>
    prepare(
      shared,
      probes.flatMap(({ id }) => (/^config/.test(id) ? [settled(id)] : [])),
    ),
  );
  for (const probe of probes) {
    const needed = [...probe.after, ...needsOnRoute(probe.id, shared.target)];
    const ready = probe.after.length > 0 ? [prepared] : [];
    const start = Promise.all([...needed.map(settled), ...ready])
      .then(() => ahead(probe))
      .then(() => runProbe(probe, { ...shared, seen, settled, route }));
    const observation = start.then((result) => {
      Object.assign(seen, { [probe.id]: result });
      return result;
    });
    pending.set(probe.id, observation);
  }
  await Promise.all(pending.values());
  return seen;
}

/**
 * The connection whose time is shown begins before all others, which would delay its callback: by two turns, because the first one ends
 * before the event loop asks the system again what has happened.
 */
async function ahead({ id, after }: Probe): Promise<void> {
  if (id === 'tcp/connect' || after.length === 0) return;
  for (let turns = 0; turns < 2; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Resolves when this process has done its own work, so that the times of connections are theirs alone. */
function prepare({ target, signal }: Run, settings: Promise<unknown>[]): Promise<unknown> {
  const isTls = !target.offline && target.url?.scheme === 'https';
  const roots = isTls
    ? within(
        PREPARATION_MS.roots,
        runContext(target).catch(() => {}),
        signal,
      )
    : null;
  return Promise.all([roots, within(PREPARATION_MS.settings, Promise.all(settings), signal)]);
}

/** Waits for work, but no longer than that. The timer ends with the work, or it would keep the process after the report. */
async function within(ms: number, work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  await Promise.race([work, pause(ms, AbortSignal.any([signal, over.signal]))]);
  over.abort();
}

function routeOf({ target, lookup, signal }: Run, settled: OnRoute['settled']): Route {
  const plan = target.route;
  if (plan.kind === 'proxy') return proxyRoute(target, plan.proxy, (host) => lookup.find(host, signal));
  return directRoute(async (host) => {
    // For the API host, use the result of dns/system, which falls back to the resolvers where the system is too slow.
    const system = host === target.url?.host ? await settled('dns/system') : null;
    return system?.status === 'ok' ? system.facts : lookup.find(host, signal);
  });
}

type OnRoute = Run & { seen: RouteObservations; route: Route; settled: <P extends ProbeId>(id: P) => Promise<Observation<P>> };

/** Never rejects: errors of the probe become its observation, and errors of the observer are ignored. */
async function runProbe(probe: Probe, on: OnRoute): Promise<Observation> {
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
    const facts = probe.run({ target, route, settled, lookup, signal, progress });
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

/** Topologically sorts probes by dependency. Throws on a cycle. */
export function inOrder(probes: Probe[]): Probe[] {
  const sorted: Probe[] = [];
  const open = [...probes];
  while (open.length > 0) {
    const next = open.findIndex((probe) => probe.after.every((id) => sorted.some((done) => done.id === id)));
    if (next < 0) throw new Error(`probes wait for each other: ${open.map((probe) => probe.id).join(', ')}`);
    sorted.push(...open.splice(next, 1));
  }
  return sorted;
}
