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
  const { text, untested } = healthOf(report);
  const [subject, host] = [report.target.baseUrl, report.target.host ?? ''];
  const works = text.startsWith(subject) ? `${host}${text.slice(subject.length)}` : text;
  return `${works}.${untested && ` ${untested}`}`;
}

/** What a run without a root cause proves, in one sentence without its full stop, and what it leaves open, with the command that tests it. */
export function healthOf(report: Report): { text: string; untested: string } {
  const passed = (id: string) => report.probes.some((probe) => probe.id === id && isPassed(probe));
  const call = report.probes.find(({ id }) => id === 'http/call')?.status;
  const typist = typistOfReport(report);
  if (call === 'pass')
    return {
      text: `${reached(report)}, and answered a small request${passed('stream/events') ? ' and a streaming one' : ''}`,
      untested: credit(report),
    };
  if (call === 'warn')
    return {
      text: reached(report),
      untested: `It refused a small request for the model that this check chose, so quota and text generation were not tested. ${fillStep('Name a model that you use: `api-doctor check --deep --model MODEL`', {}, typist)}`,
    };
  if (passed('http/models'))
    return {
      text: reached(report),
      untested: `${fillStep('Quota and text generation were not tested. To test them: `api-doctor check --deep`', {}, typist)}`,
    };
  return { untested: 'The network, the key, quota, and text generation were not tested.', ...unproved(report) };
}

/** Without a request that was answered. */
function unproved({ probes }: Report): { text: string; untested?: string } {
  const sent = probes.some((probe) => !probe.id.startsWith('config/') && probe.status !== 'skip');
  return sent
    ? { text: 'All checks that ran passed', untested: 'The key, quota, and text generation were not tested.' }
    : { text: 'The configuration is valid; nothing was sent' };
}

/** With these, nothing accepted the key: it was not checked, or not sent to where the redirect leads. */
const NOT_ACCEPTED = ['auth/unverifiable', 'http/unexpected-redirect'];

/** A server that lists its models for any key has not accepted this one. */
function reached({ target, findings }: Report): string {
  const isUnverified = findings.some(({ id }) => NOT_ACCEPTED.includes(id));
  return `${target.baseUrl} is reachable${isUnverified ? '' : ' and accepts the API key'}`;
}

/** A call that worked shows credit only where calls are billed. */
function credit({ target }: Report): string {
  const entry = providers.find(({ api }) => api?.host?.test(target.host ?? ''));
  return entry?.api?.bills ? 'So the account has credit.' : '';
}
