import { OWN_FAULT_CODE, problemOf } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import type { RouteName, Severity } from '../model/layers.ts';
import type { DiagnosisInput, Observation, ProbeId, RouteObservations } from '../model/observation.ts';
import type { Probe } from '../model/probe.ts';
import type { ReportProbe } from '../model/report.ts';
import { isSound } from '../net/http/facts.ts';
import { AUXILIARY_PROBES } from '../probes/auxiliary.ts';
import { probes as registry } from '../probes/index.ts';
import { keptAnswer } from './body.ts';

/** One row per probe, in layer order: the client's own route first, then the alternate one. */
export function probeRows(c: DiagnosisInput, findings: Finding[]): ReportProbe[] {
  const own: RouteName = c.target.route.kind;
  const other: RouteName = own === 'proxy' ? 'direct' : 'proxy';
  const { model } = c.target;
  return [
    ...routeRows(c.observations, { route: own, findings, isIdle: false, model }),
    ...routeRows(c.alternateObservations, {
      route: other,
      findings: [],
      isIdle: !findings.some(({ severity }) => severity === 'error'),
      model,
    }),
  ];
}

interface RowContext {
  /** The route of the row. */
  route: RouteName;
  findings: Finding[];
  /** Whether the route is not needed, because the client's own route works. */
  isIdle: boolean;
  /** The requested model. */
  model: string | null;
}

function routeRows(seen: RouteObservations, about: RowContext): ReportProbe[] {
  return (Object.values(registry) as Probe[]).flatMap((probe) => {
    const observation = seen[probe.id];
    return observation ? [rowOrError(probe, observation, about)] : [];
  });
}

/** Facts that cannot be summarized are an internal error of one probe and do not affect other rows. */
function rowOrError(probe: Probe, observation: Observation, about: RowContext): ReportProbe {
  try {
    return rowOf(probe, observation, about);
  } catch (error) {
    const { startMs, durationMs } = observation;
    return rowOf(probe, { startMs, durationMs, status: 'failed', problem: problemOf(error) }, about);
  }
}

function rowOf(probe: Probe, observation: Observation, about: RowContext): ReportProbe {
  return {
    id: probe.id,
    route: about.route,
    status: statusOf(probe, observation, about),
    startMs: observation.startMs,
    durationMs: observation.durationMs,
    summary: summaryOf(probe, observation),
    facts: factsOf(observation, about.model),
    skippedBecause: observation.status === 'skipped' ? observation.because : null,
  };
}

function statusOf(probe: Probe, observation: Observation, { findings, isIdle }: RowContext): ReportProbe['status'] {
  if (observation.status === 'skipped' || isInterrupted(observation)) return 'skip';
  // A failure on an unused route is neither a fault nor a success: the row counts as skipped.
  if (isIdle && isRefused(probe, observation)) return 'skip';
  if (observation.status === 'failed' || namedBy(findings, 'error', probe.id)) return 'fail';
  const refused = probe.trouble(observation.facts) !== null;
  // A later layer that fails because of the finding of an earlier one.
  if (refused && !AUXILIARY_PROBES.has(probe.id) && findings.some((finding) => finding.severity === 'error')) return 'fail';
  return refused || isNoProof(observation) || namedBy(findings, 'warning', probe.id) ? 'warn' : 'pass';
}

/** A call that failed because of this check's own model or parameters is neither a fault nor a success. */
function isNoProof({ facts }: Observation & { status: 'ok' }): boolean {
  return 'isModelGiven' in facts && !isSound(facts);
}

function isRefused(probe: Probe, observation: Observation): boolean {
  return observation.status !== 'ok' || probe.trouble(observation.facts) !== null;
}

function namedBy(findings: Finding[], severity: Severity, id: ProbeId): boolean {
  return findings.some((finding) => finding.severity === severity && finding.causes.includes(id));
}

/** The run was interrupted during this probe: its result is unknown. */
function isInterrupted(observation: Observation): boolean {
  return observation.status === 'failed' && observation.problem.code === 'INTERRUPTED';
}

function summaryOf(probe: Probe, observation: Observation): string {
  if (observation.status === 'ok') return probe.summarise(observation.facts);
  if (observation.status === 'skipped') return `not checked: ${observation.reason}`;
  const { code, message } = observation.problem;
  if (code === 'INTERRUPTED') return 'not checked: interrupted before it ended';
  return code && code !== 'TIMEOUT' && code !== OWN_FAULT_CODE ? `${code}: ${message}` : message;
}

function factsOf(observation: Observation, model: string | null): unknown {
  if (observation.status === 'failed') return { problem: observation.problem };
  if (observation.status === 'skipped') return { reason: observation.reason };
  const { facts } = observation;
  return 'requestHeaders' in facts && facts.answer ? { ...facts, answer: keptAnswer(facts.answer, model) } : facts;
}
