import { fillStep } from '../../catalogue/command/step.ts';
import { providers } from '../../knowledge/providers/index.ts';
import type { Finding } from '../../model/finding.ts';
import type { Report, ReportProbe } from '../../model/report.ts';
import { isStatusOfSignal } from '../exit-status.ts';
import { typistOfReport } from '../typist.ts';

/** A report as a title and one or two sentences, with commands in backticks. */
export interface Outcome {
  title: string;
  text: string;
}

/** What a report without an error shows and does not show. Unknown is never called healthy. */
export function outcomeOf(report: Report): Outcome {
  const { verdict, findings, exitCode } = report;
  if (isFromLog(report)) return ofLog(report);
  if (verdict === 'healthy') return { title: 'Healthy', text: proved(report) };
  if (findings.length > 0 && !isStatusOfSignal(exitCode)) {
    return { title: 'Works, with warnings', text: proved(report) };
  }
  return {
    title: 'Interrupted',
    text: 'The check was interrupted. The layers that were not checked may or may not work.',
  };
}

function ofLog({ findings }: Report): Outcome {
  return findings.length === 0
    ? {
        title: 'No known error found',
        text: 'The input contains no failed API call that this version recognizes. This does not show that calls work.',
      }
    : {
        title: 'No root cause found',
        text: 'The input contains no failed API call, apart from what is listed here. This does not show that calls work.',
      };
}

/** Evidence of a finding that is not the root cause. The table shows it for most findings; for an unrecognized failure nothing else does. */
export function shownBeside({ id, evidence }: Finding): string[] {
  return id === 'probe/unrecognised' ? evidence : [];
}

/** A report without probes was read from a log: it shows failures, never health. */
export function isFromLog({ probes }: Report): boolean {
  return probes.length === 0;
}

/** A warning may be about what was answered, or the reason why nothing was: only the former proves anything. */
function isPassed({ status, facts }: ReportProbe): boolean {
  const problem = (facts as { problem?: unknown } | null)?.problem ?? null;
  return status === 'pass' || (status === 'warn' && problem === null);
}

function proved(report: Report): string {
  const passed = (id: string) => report.probes.some((probe) => probe.id === id && isPassed(probe));
  const sent = report.probes.some((probe) => !probe.id.startsWith('config/') && probe.status !== 'skip');
  const call = report.probes.find(({ id }) => id === 'http/call')?.status;
  if (call === 'pass')
    return `${reached(report)} It answered a small request${passed('stream/events') ? ' and a streaming one' : ''}.${credit(report)}`;
  if (call === 'warn') {
    const named = fillStep('Name a model that you use: `api-doctor check --deep --model MODEL`', {}, typistOfReport(report));
    return `${reached(report)} It refused a small request for the model that this check chose, so quota and text generation were not tested. ${named}`;
  }
  if (passed('http/models')) {
    const deep = fillStep('Test both with two small billed requests: `api-doctor check --deep`', {}, typistOfReport(report));
    return `${reached(report)} Quota and text generation were not tested, because listing models works without credit. ${deep}`;
  }
  return sent
    ? 'All checks that ran passed. The key, quota, and text generation were not tested.'
    : 'The configuration is valid. Nothing was sent, so the network, the key, quota, and text generation were not tested.';
}

/** With these, nothing accepted the key: it was not checked, or not sent to where the redirect leads. */
const NOT_ACCEPTED = ['auth/unverifiable', 'http/unexpected-redirect'];

/** A server that lists its models for any key has not accepted this one. */
function reached({ target, findings }: Report): string {
  const isUnverified = findings.some(({ id }) => NOT_ACCEPTED.includes(id));
  return `${target.host} is reachable${isUnverified ? '' : ' and accepts the API key'}.`;
}

/** A call that worked shows credit only where calls are billed. */
function credit({ target }: Report): string {
  const entry = providers.find(({ api }) => api?.host?.test(target.host ?? ''));
  return entry?.api?.bills ? ' So the account has credit.' : '';
}
