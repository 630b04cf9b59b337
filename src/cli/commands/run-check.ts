import { checkOnce } from '../../check/check.ts';
import { checkWithRetry } from '../../check/until-healthy.ts';
import type { Io } from '../../machine/io.ts';
import type { CheckOptions } from '../../model/check-options.ts';
import type { Target } from '../../model/target.ts';
import { UsageError } from '../../model/usage-error.ts';
import type { FailOn } from '../../report/exit-status.ts';
import type { Detail } from '../../report/reporters/style.ts';
import { remember, secretsOfEnvironment } from '../../secrets/secrets.ts';
import { parseDuration } from '../../settings/duration.ts';
import { machineWithProxies } from '../../settings/system-proxies.ts';
import { makeTarget } from '../../settings/target.ts';
import { checkCaFile } from '../ca-file.ts';
import { type JudgedEnvironment, judgedEnvironment } from '../environment.ts';
import { readKeyFile } from '../key-file.ts';
import { destinationsOf } from '../output/destinations.ts';
import { writeReports } from '../output/write-report.ts';
import { progressOn } from '../progress/check-progress.ts';

/** The options of `check` as commander hands them over. */
export type CheckCommand = CheckOptions & {
  format?: string[];
  failOn: FailOn;
  quiet?: boolean;
  verbose?: boolean;
};

/** Runs `check` with the options of the command line and resolves with the exit status. */
export async function runCheck(options: CheckCommand, io: Io): Promise<number> {
  const delivery = { destinations: destinationsOf(options.format, io), detail: detailOf(options) };
  const waitMs = options.wait === undefined ? null : parseDuration(options.wait, '--wait');
  if (options.caFile) await checkCaFile(options.caFile);
  const target = await readTarget(options, io);
  const watcher = await progressOn(io, waitMs);
  const { failOn } = options;
  const checked =
    waitMs === null
      ? checkOnce(target, { failOn, observer: watcher }, io)
      : checkWithRetry(target, { waitMs, failOn, watcher }, io);
  return writeReports(await checked.finally(() => watcher.stop()), delivery, io);
}

/** The flags first, then the key file: a wrong flag is told of before a pipe is waited for, and the wait has the run's own deadline. */
export async function readTarget(options: CheckOptions, io: Io): Promise<Target> {
  const judged = await judgedEnvironment(options, io);
  const machine = await machineWithProxies(io, io.ask);
  const target = makeTarget(options, judged.env, machine);
  // What the files of --env-file replace is a secret as before.
  if (judged.source !== null) remember(target, secretsOfEnvironment(io.env));
  if (options.apiKeyFile === undefined) return withSource(target, judged);
  const keyFromFile = await readKeyFile(options.apiKeyFile, io, target.deadlineMs);
  return withSource(makeTarget({ ...options, keyFromFile }, judged.env, machine), judged);
}

/** States for key and run whose environment was judged. */
function withSource(target: Target, { source, names, differences }: JudgedEnvironment): Target {
  if (source === null) return target;
  const { key } = target;
  const named = key && names.has(key.source) ? { ...key, source: `${key.source} in ${source}` } : key;
  return { ...target, key: named, environmentSource: source, envFileDifferences: differences };
}

export function detailOf({ quiet, verbose }: CheckCommand): Detail {
  if (quiet && verbose) throw new UsageError('--quiet and --verbose contradict each other. Leave one of the two out.');
  return quiet ? 'quiet' : verbose ? 'verbose' : 'usual';
}
