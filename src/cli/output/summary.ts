import { closeSync, constants, fstatSync, openSync, writeFileSync } from 'node:fs';
import type { Io } from '../../machine/io.ts';
import { withoutOrders } from '../../machine/runner-lines.ts';
import type { Report } from '../../model/report.ts';
import { markdown } from '../../report/reporters/markdown/markdown.ts';
import { kindOf, resolveTarget } from './place.ts';
import { PRIVATE } from './save.ts';
import { complain, writeErrorReason } from './why.ts';

/** GitHub refuses the whole summary of a step that is larger, with what other commands of the step wrote into it. */
const LARGEST = 1024 * 1024;

/**
 * Adds the report to the summary of a step of GitHub Actions, which the file that `GITHUB_STEP_SUMMARY` names is for. It comes on top of
 * what was asked for, so whatever hinders it is said and changes no exit status.
 */
export async function addStepSummary(report: Report, io: Io): Promise<void> {
  const file = io.env.GITHUB_STEP_SUMMARY;
  if (!file) return;
  try {
    append(file, `${withoutOrders(markdown(report))}\n`);
  } catch (error) {
    await complain(io, `The summary of this step could not be written (GITHUB_STEP_SUMMARY): ${writeErrorReason(error)}.`);
  }
}

function append(file: string, text: string): void {
  if (!['none', 'file'].includes(kindOf(file))) throw new Error('it is no file');
  const summary = openSync(resolveTarget(file), FLAGS, PRIVATE);
  try {
    if (fstatSync(summary).size + Buffer.byteLength(text) > LARGEST)
      throw new Error('with this report it would be larger than the 1 MiB that GitHub takes');
    writeFileSync(summary, text);
  } finally {
    closeSync(summary);
  }
}

/** A pipe or a link may have come since it was looked at: the one would block the opening for ever, the other is not followed. */
const FLAGS =
  constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
