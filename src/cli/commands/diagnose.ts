import type { Command } from 'commander';
import type { Io } from '../../machine/io.ts';
import { failOnOption } from '../choice.ts';
import type { Finish } from '../finish.ts';
import { examples } from './check.ts';
import { formatOption, USUAL_FORMAT } from './format-option.ts';
import type { DiagnoseCommand } from './run-diagnose.ts';

/** Adds `diagnose`. */
export function addDiagnose(root: Command, io: Io, finish: Finish): void {
  root
    .command('diagnose')
    .description('Diagnose a saved JSON report again, offline')
    .argument('<report>', 'a report of check --format json, or - for standard input')
    .addOption(formatOption(USUAL_FORMAT))
    .addOption(failOnOption())
    .allowExcessArguments(false)
    .addHelpText('after', examples(io, ['diagnose report.json']))
    .action(async (path: string, options: DiagnoseCommand) => {
      const { runDiagnose } = await import('./run-diagnose.ts');
      finish(await runDiagnose(path, options, io));
    });
}
