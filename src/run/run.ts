import { localTime } from '../machine/local-time.ts';
import { pause, TimeoutError } from '../model/deadline.ts';
import { problemOf } from '../model/errors.ts';
import type { DiagnosisInput, Observation, ProbeId, RouteObservations } from '../model/observation.ts';
import type { Probe, Route } from '../model/probe.ts';
import type { InternalError } from '../model/problem.ts';
import type { Target } from '../model/target.ts';
import { directRoute } from '../net/route/direct.ts';
import { openLookup } from '../net/route/lookup.ts';
import { proxyRoute } from '../net/route/proxy.ts';
import { probes as registry } from '../probes/index.ts';
import { needsOnRoute } from '../probes/route-skips.ts';
import { endMaskingBy } from '../secrets/secrets.ts';
import { runOther } from './other-route.ts';
import { ahead, prepare } from './prepare.ts';
import { runProbe } from './run-probe.ts';
import { GRACE_MS, type Observer, type OnRoute, type Registry, type Run } from './shared.ts';

const quiet: Observer = { started() {}, ended() {} };

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
  endMaskingBy(target, () => performance.now() - started > target.deadlineMs);
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

function routeOf({ target, lookup, signal }: Run, settled: OnRoute['settled']): Route {
  const plan = target.route;
  if (plan.kind === 'proxy') return proxyRoute(target, plan.proxy, (host) => lookup.find(host, signal));
  return directRoute(async (host) => {
    // For the API host, use the result of dns/system, which falls back to the resolvers where the system is too slow.
    const system = host === target.url?.host ? await settled('dns/system') : null;
    return system?.status === 'ok' ? system.facts : lookup.find(host, signal);
  });
}

/** Topologically sorts probes by dependency. Throws on a cycle. */
function inOrder(probes: Probe[]): Probe[] {
  const sorted: Probe[] = [];
  const open = [...probes];
  while (open.length > 0) {
    const next = open.findIndex((probe) => probe.after.every((id) => sorted.some((done) => done.id === id)));
    if (next < 0) throw new Error(`probes wait for each other: ${open.map((probe) => probe.id).join(', ')}`);
    sorted.push(...open.splice(next, 1));
  }
  return sorted;
}
