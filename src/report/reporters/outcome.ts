import { fillStep } from '../../catalogue/command/step.ts';
import type { Finding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { isStatusOfSignal } from '../exit-status.ts';
import { typistOfReport } from '../typist.ts';

/** A report in a few words and in one or two sentences, with commands in backticks. */
export interface Outcome {
  title: string;
  text: string;
}

/** What a report without an error shows, and what it does not: unknown is never called good. */
export function outcomeOf(report: Report): Outcome {
  const { verdict, findings, exitCode } = report;
  if (isFromLog(report)) return ofLog(report);
  if (verdict === 'healthy') return { title: 'Healthy', text: proved(report) };
  if (findings.length > 0 && !isStatusOfSignal(exitCode)) {
    return { title: 'Working, with warnings', text: proved(report) };
  }
  return {
    title: 'Not finished',
    text: 'The run was ended before it had seen enough. What is marked as not checked may be sound or broken.',
  };
}

function ofLog({ findings }: Report): Outcome {
  return findings.length === 0
    ? {
        title: 'Nothing recognised',
        text: 'The text shows no failed call of the API, or none in words that this version knows. That proves no health.',
      }
    : {
        title: 'No root cause',
        text: 'The text shows no failed call of the API besides what is noted here. That proves no health.',
      };
}

/** What shows a finding that is no root cause. The table tells of most; of what nobody recognised there are these words alone. */
export function shownBeside({ id, evidence }: Finding): string[] {
  return id === 'probe/unrecognised' ? evidence : [];
}

/** A report without probes was read from a log: it proves a failure, and never health. */
export function isFromLog({ probes }: Report): boolean {
  return probes.length === 0;
}

function proved(report: Report): string {
  const { probes, target } = report;
  const passed = (id: string) => probes.some((probe) => probe.id === id && ['pass', 'warn'].includes(probe.status));
  const sent = probes.some((probe) => !probe.id.startsWith('config/') && probe.status !== 'skip');
  if (passed('http/call')) {
    const streamed = passed('stream/events') ? ', and a streamed one arrived whole' : '';
    return `Calls from here reach ${target.host}, the key is accepted, and a small request was answered${streamed}. So there is credit.`;
  }
  if (passed('http/models')) {
    const deep = fillStep('Test both with two small billed requests: `api-doctor check --deep`', {}, typistOfReport(report));
    return `Calls from here reach ${target.host} and the key is accepted. Not tested: quota and generation, because listing models is free and works with no credit left. ${deep}`;
  }
  return sent
    ? 'What was looked at is in order. Not tested: the key, quota and generation.'
    : 'The configuration is in order. Nothing was sent, so the network, the key, quota and generation are not tested.';
}
