import { rejudged } from '../recorded/rejudge.ts';
import type { RecordedReport } from '../recorded/report.ts';
import { InvalidReportError } from '../recorded/shape.ts';
import { answers } from './answers.ts';
import { asked } from './asked.ts';
import type { Comparer, Difference } from './difference.ts';
import { encryption } from './encryption.ts';
import { machine } from './machine.ts';
import { network } from './network.ts';
import { inOrder, topicsFor } from './rank.ts';
import { remarksOn } from './remarks.ts';
import { type DiffInput, sideOf } from './side.ts';

/** The comparison of two reports. A is the first one on the command line. */
export interface Comparison {
  a: Head;
  b: Head;
  /** Whether both end with the same verdict and the same root cause. */
  sameOutcome: boolean;
  /** The two outcomes in one sentence. */
  summary: string;
  /** Remarks on the comparison, such as that the reports are about different APIs. */
  remarks: string[];
  /** The first probe that passed in one report and failed in the other. */
  firstDifference: { probe: string; a: string; b: string } | null;
  /** The most likely cause of the different outcome first. `explains`: whether it can be a cause. */
  differences: (Difference & { explains: boolean })[];
  /** Steps to fix the failure. */
  steps: string[];
}

/** The head of one report. */
export interface Head {
  verdict: RecordedReport['verdict'];
  rootCause: string | null;
  title: string | null;
  baseUrl: string;
  startedAt: string;
  version: string;
}

const COMPARERS: Comparer[] = [...asked, ...network, ...encryption, ...answers, ...machine];

/** Compares two reports, for a reader who starts this tool as `program`. Pure; nothing in it is redacted yet. */
export function compare(first: RecordedReport, second: RecordedReport, program: string[] = ['api-doctor']): Comparison {
  const [a, b] = [sideOf(first), sideOf(second)];
  const sameOutcome = first.verdict === second.verdict && first.rootCause === second.rootCause;
  const causes = sameOutcome ? [] : [causeOf(second), causeOf(first)].filter((id) => id !== null);
  const found = COMPARERS.flatMap((comparer) => comparer(a, b));
  const explaining = new Set(causes.flatMap(topicsFor));
  const differences = inOrder(found, causes).map((one) => ({ ...one, explains: explaining.has(one.topic) }));
  return {
    a: headOf(first),
    b: headOf(second),
    sameOutcome,
    summary: summaryOf(first, second),
    remarks: remarksOn(a, b),
    firstDifference: sameOutcome ? null : partingOf(a, b),
    // Addresses differ from place to place, which is irrelevant where the outcome is the same.
    differences: differences.filter(({ topic, explains }) => topic !== 'addresses' || explains),
    steps: sameOutcome ? [] : stepsFor(failing(second) ? second : first, program),
  };
}

function headOf(report: RecordedReport): Head {
  const { verdict, rootCause, target, startedAt, version } = report;
  return { verdict, rootCause, title: titleOf(report), baseUrl: target.baseUrl, startedAt, version };
}

/** Made anew: those in the report are whatever its author wrote, and commands are typed. None where it cannot be judged here. */
function stepsFor(report: RecordedReport, program: string[]): string[] {
  try {
    const { findings } = rejudged(report, { version: report.version, failOn: null, foreignFor: program });
    return findings.find(({ id }) => id === report.rootCause)?.steps.slice(0, 4) ?? [];
  } catch (error) {
    if (error instanceof InvalidReportError) return [];
    throw error;
  }
}

function failing(report: RecordedReport): RecordedReport['findings'][number] | null {
  return report.findings.find(({ id }) => id === report.rootCause) ?? null;
}

/** The root cause, or the first warning where calls work. */
function causeOf(report: RecordedReport): string | null {
  return report.rootCause ?? report.findings.find(({ severity }) => severity === 'warning')?.id ?? null;
}

function titleOf(report: RecordedReport): string | null {
  const cause = causeOf(report);
  return report.findings.find(({ id }) => id === cause)?.title ?? null;
}

function summaryOf(first: RecordedReport, second: RecordedReport): string {
  if (first.verdict === second.verdict) return alike(first, second);
  return `A ${stateOf(first)}, B ${stateOf(second)}.`;
}

function alike(first: RecordedReport, second: RecordedReport): string {
  if (first.verdict === 'healthy') return 'Both are healthy.';
  if (first.verdict === 'unknown') return 'Neither report shows a cause.';
  const same = causeOf(first) === causeOf(second);
  if (first.verdict === 'degraded') return `Both work${same ? ', with the same warning' : ', with different warnings'}.`;
  return same ? 'Both fail for the same reason.' : 'Both fail, for different reasons.';
}

function stateOf({ verdict }: RecordedReport): string {
  return { healthy: 'is healthy', degraded: 'works, with warnings', failing: 'fails', unknown: 'shows no cause' }[verdict];
}

/** In the order of the layers, which is that of the rows. */
function partingOf(a: DiffInput, b: DiffInput): Comparison['firstDifference'] {
  const ids = new Set([...a.probes.keys(), ...b.probes.keys()]);
  for (const id of [...ids]) {
    const [here, there] = [a.probes.get(id), b.probes.get(id)];
    if (here && there && (here.status === 'fail') !== (there.status === 'fail')) {
      return { probe: id, a: here.summary, b: there.summary };
    }
  }
  return null;
}
