import type { Report } from '../../../model/report.ts';
import { isStatusOfSignal } from '../../exit-status.ts';
import { isFromLog, outcomeOf } from '../outcome.ts';
import { failure, findingText, isFault, skipped, type TestCase } from './cases.ts';

/** The case that passes where the run ends well. It fails where the run does and no layer shows why, so that one cause is one failure. */
export function verdictCase(report: Report, layers: TestCase[]): TestCase {
  const { title, text } = outcomeOf(report);
  const whole = { name: 'verdict', ms: report.durationMs, output: '' };
  const failed = layers.filter(({ state }) => state === 'failed').map(({ name }) => name);
  if (failed.length > 0) return { ...whole, ...skipped(`failing: see ${failed.join(' and ')}`) };
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
