import { diagnose } from '../diagnose.ts';
import type { FailOn } from '../exit.ts';
import type { Interruption, Io } from '../io.ts';
import { redactReport } from '../redact.ts';
import { makeReport } from '../report.ts';
import { run } from '../run.ts';
import { secretsOf } from '../secrets.ts';
import { UsageError } from '../target/usage-error.ts';
import { type CheckOptions, makeTarget } from '../target.ts';
import type { Report, Target } from '../types.ts';
import { checkCaFile } from './ca-file.ts';
import { readKeyFile } from './key-file.ts';
import { deliver, parseFormats } from './output.ts';
import { progressOn } from './progress.ts';

/** The options of `check` as commander hands them over. */
export type CheckCommand = CheckOptions & { format?: string[]; failOn: FailOn; apiKeyFile?: string };

/** Runs `check` with the options of the command line and resolves with the exit status. */
export async function runCheck(options: CheckCommand, io: Io): Promise<number> {
  const outputs = parseFormats(options.format ?? ['human']);
  refuseWhatIsNotThere(options);
  if (options.caFile) await checkCaFile(options.caFile);
  const target = await readTarget(options, io);
  const report = await examine(target, options.failOn, io);
  return deliver(redactReport(report, secretsOf(target)), outputs, io);
}

/** The flags first, then the key file: a wrong flag is told of before a pipe is waited for, and the wait has the run's own deadline. */
async function readTarget(options: CheckCommand, io: Io): Promise<Target> {
  const machine = { platform: io.platform, runtime: io.runtime };
  const target = makeTarget(options, io.env, machine);
  if (options.apiKeyFile === undefined) return target;
  const keyFromFile = await readKeyFile(options.apiKeyFile, io, target.deadlineMs);
  return makeTarget({ ...options, keyFromFile }, io.env, machine);
}

function refuseWhatIsNotThere({ deep, wait }: CheckCommand): void {
  const missing = deep ? '--deep' : wait === undefined ? null : '--wait';
  if (missing)
    throw new UsageError(
      `${missing} is not in this version yet. Leave it out: check makes one pass and sends nothing that is billed.`,
    );
}

async function examine(target: Target, failOn: FailOn, io: Io): Promise<Report> {
  const started = performance.now();
  const progress = progressOn(io);
  try {
    const seen = await run(target, io.interrupted, { observer: progress });
    return makeReport(seen, diagnose(seen), {
      version: io.version,
      durationMs: Math.round(performance.now() - started),
      timeZone: io.timeZone,
      failOn,
      interruptedBy: io.interrupted.aborted ? (io.interrupted.reason as Interruption).signal : null,
    });
  } finally {
    await progress.stop();
  }
}
