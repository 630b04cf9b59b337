import type { Report } from '../../../model/report.ts';
import { isStatusOfSignal } from '../../exit-status.ts';
import { isFromLog, outcomeOf } from '../outcome.ts';
import { failure, findingText, isFault, type TestCase } from './cases.ts';

/** The case that fails whenever the run does. */
export function verdictCase(report: Report): TestCase {
  const { title, text } = outcomeOf(report);
  const whole = { name: 'verdict', ms: report.durationMs, output: '' };
  const fault = report.findings.find((finding) => isFault(finding, report));
  if (fault) return { ...whole, ...failure(fault.id, fault.title, findingText(fault)) };
  if (isStatusOfSignal(report.exitCode)) return { ...whole, ...failure('interrupted', title, text) };
  if (report.exitCode !== 0 || report.verdict === 'failing') {
    const type = report.rootCause ?? report.verdict;
    return { ...whole, ...failure(type, `exit status ${report.exitCode}`, text) };
  }
  const state = isFromLog(report) ? 'skipped' : 'passed';
  return {
    ...whole,
    state,
    type: '',
    message: state === 'skipped' ? `${title}. ${text}` : '',
    text: '',
    output: `${title}. ${text}`,
  };
}
