import { checkOnce } from '../check.ts';
import type { FailOn } from '../exit.ts';
import type { Io } from '../io.ts';
import type { Detail } from '../reporters/style.ts';
import { parseDuration } from '../target/duration.ts';
import { UsageError } from '../target/usage-error.ts';
import { type CheckOptions, makeTarget } from '../target.ts';
import type { Target } from '../types.ts';
import { checkCaFile } from './ca-file.ts';
import { readKeyFile } from './key-file.ts';
import { destinationsOf } from './output/destinations.ts';
import { deliver } from './output.ts';
import { progressOn } from './progress.ts';
import { checkUntilWell } from './until-well.ts';

/** The options of `check` as commander hands them over. */
export type CheckCommand = CheckOptions & {
  format?: string[];
  failOn: FailOn;
  apiKeyFile?: string;
  quiet?: boolean;
  verbose?: boolean;
};

/** Runs `check` with the options of the command line and resolves with the exit status. */
export async function runCheck(options: CheckCommand, io: Io): Promise<number> {
  const delivery = { destinations: destinationsOf(options.format, io), detail: detailOf(options) };
  const waitMs = options.wait === undefined ? null : parseDuration(options.wait, '--wait');
  if (options.caFile) await checkCaFile(options.caFile);
  const target = await readTarget(options, io);
  const watcher = progressOn(io);
  const { failOn } = options;
  const checked =
    waitMs === null
      ? checkOnce(target, { failOn, observer: watcher }, io)
      : checkUntilWell(target, { waitMs, failOn, watcher }, io);
  return deliver(await checked.finally(() => watcher.stop()), delivery, io);
}

/** The flags first, then the key file: a wrong flag is told of before a pipe is waited for, and the wait has the run's own deadline. */
async function readTarget(options: CheckCommand, io: Io): Promise<Target> {
  const machine = { platform: io.platform, runtime: io.runtime };
  const target = makeTarget(options, io.env, machine);
  if (options.apiKeyFile === undefined) return target;
  const keyFromFile = await readKeyFile(options.apiKeyFile, io, target.deadlineMs);
  return makeTarget({ ...options, keyFromFile }, io.env, machine);
}

function detailOf({ quiet, verbose }: CheckCommand): Detail {
  if (quiet && verbose) throw new UsageError('--quiet and --verbose contradict each other. Leave one of the two out.');
  return quiet ? 'quiet' : verbose ? 'verbose' : 'usual';
}
