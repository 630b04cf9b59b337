import { NothingToAsk, problemOf } from '../../src/model/errors.ts';
import type { LookupFacts } from '../../src/model/facts/dns.ts';
import type { DiagnosisInput, Observation, RouteObservations } from '../../src/model/observation.ts';
import type { Probe, ProbeContext } from '../../src/model/probe.ts';
import type { Target } from '../../src/model/target.ts';
import { directRoute } from '../../src/net/route/direct.ts';
import { httpBase } from '../../src/probes/http/base-path.ts';
import { httpControl } from '../../src/probes/http/invalid-key.ts';
import { httpModel } from '../../src/probes/http/model.ts';
import { httpModels } from '../../src/probes/http/models.ts';
import { httpPlain } from '../../src/probes/http/plaintext.ts';
import { httpKeyless } from '../../src/probes/http/unauthenticated.ts';
import { type ApiAnswer, type ApiConfig, type RunningApi, serveApi } from '../lab/servers/api.js';
import { targetFor } from './tcp-cases.ts';

/** A key of the usual shape, that the server of the tests takes. */
export const KEY = 'sk-proj-abcdefghijklmnopqrstuvwxyz0123456789';

const PROBES = [httpKeyless, httpModels, httpModel, httpControl, httpPlain, httpBase] as unknown as Probe[];

/** Names of the tests all lead to this machine. */
export const lookup = async (host: string): Promise<LookupFacts> => ({
  host,
  addresses: [{ address: '127.0.0.1', family: 4 }],
  problem: null,
  ms: 0,
  pending: false,
  absolute: null,
});

/** What a probe is handed, without a runner. */
export function contextFor(
  target: Target,
  settled: (id: string) => Promise<unknown> = () => Promise.resolve(undefined),
): ProbeContext {
  const { signal } = new AbortController();
  return {
    target,
    route: directRoute(lookup),
    signal,
    lookup,
    settled: settled as ProbeContext['settled'],
    progress() {},
    leftMs: () => target.deadlineMs,
  };
}

/** The target for a server on loopback, asked with the key. */
export function targetAt(port: number, changes: Partial<Target> = {}, path = '/v1'): Target {
  const key = { value: KEY, source: 'OPENAI_API_KEY' };
  return targetFor(`http://127.0.0.1:${port}${path}`, { key, timeoutMs: 700, ...changes });
}

/** Runs the HTTP probes as the runner does, each after those that it needs. */
export async function look(target: Target): Promise<DiagnosisInput> {
  const seen: RouteObservations = {};
  const pending = new Map<string, Promise<Observation>>();
  const settled = (id: string) => pending.get(id) ?? Promise.resolve(undefined as unknown as Observation);
  const context = contextFor(target, settled);
  for (const probe of PROBES) {
    const seenOf = async () => {
      await Promise.all(probe.after.map(settled));
      const observation = await observe(probe, context, seen);
      Object.assign(seen, { [probe.id]: observation });
      return observation;
    };
    pending.set(probe.id, Promise.resolve().then(seenOf));
  }
  await Promise.all(pending.values());
  return { observations: seen, alternateObservations: {}, target, startedAt: '2026-11-24T10:00:00.000+00:00' } as DiagnosisInput;
}

async function observe(probe: Probe, context: ProbeContext, seen: RouteObservations): Promise<Observation> {
  const times = { startMs: 0, durationMs: 0 };
  const unasked = probe.skip?.({ target: context.target, seen });
  if (unasked) return { ...times, status: 'skipped', ...unasked };
  try {
    return { ...times, status: 'ok', facts: await probe.run(context) };
  } catch (error) {
    if (error instanceof NothingToAsk) return { ...times, status: 'skipped', because: error.because, reason: error.message };
    return { ...times, status: 'failed', problem: problemOf(error) };
  }
}

/** Starts an API on loopback that takes `KEY`, does something with it, and stops it. */
export async function withApi<T>(config: ApiConfig | ApiAnswer[], use: (api: RunningApi) => Promise<T>): Promise<T> {
  const api = await serveApi({ keys: [KEY], ...(Array.isArray(config) ? { answers: config } : config) });
  try {
    return await use(api);
  } finally {
    await api.close();
  }
}
