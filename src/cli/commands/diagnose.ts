import { type Command, Option } from 'commander';
import type { Io } from '../../machine/io.ts';
import type { Finish } from '../finish.ts';
import { formatOption, USUAL_FORMAT } from './format-option.ts';
import type { DiagnoseCommand } from './run-diagnose.ts';

/** Adds `diagnose`. */
export function addDiagnose(root: Command, io: Io, finish: Finish): void {
  root
    .command('diagnose')
    .description('judge what a check recorded again, offline, with what this version knows')
    .argument('<report>', 'a report that check --format json wrote, or - for standard input')
    .addOption(formatOption(USUAL_FORMAT))
    .addOption(
      new Option('--fail-on <severity>', 'what makes the exit status non-zero (default: what the check was told)').choices([
        'error',
        'warning',
        'never',
      ]),
    )
    .allowExcessArguments(false)
    .action(async (path: string, options: DiagnoseCommand) => {
      const { runDiagnose } = await import('./run-diagnose.ts');
      finish(await runDiagnose(path, options, io));
    });
}
