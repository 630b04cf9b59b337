import { OWN_FAULT_CODE } from '../model/errors.ts';
import type { Evidence, Finding } from '../model/finding.ts';
import type { DiagnosisInput, ProbeId } from '../model/observation.ts';
import type { Probe } from '../model/probe.ts';
import type { InternalError, NetworkError } from '../model/problem.ts';
import type { Target } from '../model/target.ts';
import { isSound } from '../net/http/facts.ts';
import { AUXILIARY_PROBES } from '../probes/auxiliary.ts';
import { probes } from '../probes/index.ts';

/**
 * Evidence of one `probe/unrecognised` for failures without a known cause: the first failed probe (later failures follow from it) and every internal
 * error. An internal error is a warning if calls are shown to work or another error is the root cause; otherwise it is the error, with
 * the exit status of an internal error. Null where nothing is left.
 */
export function leftOver(c: DiagnosisInput, named: Finding[], mistakes: InternalError[]): Evidence | null {
  const isNamed = named.some((finding) => finding.severity === 'error');
  const explained = new Set(named.flatMap((finding) => finding.causes));
  const failures = (Object.values(probes) as Probe[]).flatMap(({ id }) => {
    const problem = explained.has(id) ? null : troubleOf(c, id);
    return problem ? [{ id, problem }] : [];
  });
  const isOurs = ({ problem }: Failure) => problem.code === OWN_FAULT_CODE;
  const faults = [...failures.filter(isOurs).map(({ id, problem }) => ({ step: id, message: problem.message })), ...mistakes];
  const first = isNamed ? undefined : failures.find((failure) => !isOurs(failure));
  const severity = isNamed || isProved(c, failures, mistakes) ? 'warning' : 'error';
  const evidence = faults.length > 0 ? faulty(faults, first) : first && unrecognised(first, c.target);
  return evidence ? { ...evidence, severity } : null;
}

interface Failure {
  id: ProbeId;
  problem: NetworkError;
}

/** Irrelevant if a call succeeded. */
const LISTINGS: ProbeId[] = ['http/models', 'http/model', 'http/unauthenticated'];

/** An interrupted probe is not a failure: its result is unknown. */
function troubleOf(c: DiagnosisInput, id: ProbeId): NetworkError | null {
  if (LISTINGS.includes(id) && hasSucceeded(c.observations['http/call'])) return null;
  const observation = c.observations[id];
  // A server may turn away in its own way who has no key.
  if (id === 'http/unauthenticated' && observation?.status === 'ok' && hasSucceeded(c.observations['http/models'])) return null;
  if (observation?.status === 'failed') return observation.problem.code === 'INTERRUPTED' ? null : observation.problem;
  return observation?.status === 'ok' ? (probes[id] as Probe).trouble(observation.facts) : null;
}

/** Authenticated requests: success of one shows that all earlier layers work. */
const PROOFS = ['http/models', 'http/model', 'http/call', 'stream/events'] as const;

/** Whether calls are shown to work, so that failed probes do not matter. */
function isProved(c: DiagnosisInput, failures: Failure[], mistakes: InternalError[]): boolean {
  const order = Object.keys(probes) as ProbeId[];
  const proof = PROOFS.findLast((id) => hasSucceeded(c.observations[id]));
  const onTheWay = failures.map(({ id }) => id).filter((id) => !AUXILIARY_PROBES.has(id));
  if (proof) return onTheWay.every((id) => order.indexOf(id) < order.indexOf(proof));
  // Without a successful request, every probe that is part of a call must have succeeded.
  return onTheWay.length === 0 && mistakes.length === 0 && failures.every(({ problem }) => problem.code === OWN_FAULT_CODE);
}

function hasSucceeded(observation: DiagnosisInput['observations'][(typeof PROOFS)[number]]): boolean {
  return observation?.status === 'ok' && isSound(observation.facts);
}

function unrecognised(failure: Failure, { only, skip }: Target): Evidence {
  const { id } = failure;
  const leftOut = only ? `--only ${only.join(',')}` : skip.some((layer) => layer !== 'status') ? `--skip ${skip.join(',')}` : '';
  const how = leftOut
    ? ', and the probes that could show the cause did not run'
    : ' in a way that this version does not recognize';
  return { details: [lineOf(failure)], templateValues: { step: id, how, leftOut }, probeIds: [id] };
}

function lineOf({ id, problem }: Failure): string {
  return `${id}: ${problem.code ? `${problem.code}: ` : ''}${problem.message}`;
}

function faulty(faults: InternalError[], failure: Failure | undefined): Evidence {
  const lines = new Set(faults.map(({ step, message }) => `${step}: ${message}`));
  const steps = new Set(faults.map(({ step }) => step));
  const unexplained = failure ? [lineOf(failure)] : [];
  return {
    details: [...lines, ...unexplained],
    templateValues: { step: [...steps].join(', '), how: ' because of an error in api-doctor itself' },
    probeIds: [],
  };
}
