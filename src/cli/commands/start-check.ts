import type { Io } from '../../machine/io.ts';
import type { CheckCommand } from './run-check.ts';

/** What commander makes of a `check` without options. */
export const WITHOUT_OPTIONS: CheckCommand = { failOn: 'error' };

/**
 * Runs a check and resolves with the exit status. The process that looks up names starts while the rest is loaded, which happens here, so that
 * --help and --version cost no more than they show.
 */
export async function startCheck(options: CheckCommand, io: Io): Promise<number> {
  if (!options.offline) (await import('../../net/route/lookup.ts')).prepareLookup();
  const { runCheck } = await import('./run-check.ts');
  return runCheck(options, io);
}
