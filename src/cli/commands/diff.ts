import type { Command } from 'commander';
import type { Io } from '../../machine/io.ts';
import type { Finish } from '../finish.ts';
import { examples } from './check.ts';
import { formatOption } from './format-option.ts';
import type { DiffCommand } from './run-diff.ts';

/** Adds `diff`. */
export function addDiff(root: Command, io: Io, finish: Finish): void {
  root
    .command('diff')
    .description('Compare two JSON reports, such as laptop and CI')
    .argument('<good>', 'a report of check --format json, or - for standard input')
    .argument('<bad>', 'the report to compare it with')
    .addOption(formatOption('human', ['human', 'json', 'html']))
    .addHelpText(
      'after',
      `\nExit status: 0 where the two could be compared,\nwhatever differs.\n${examples(io, ['diff good.json bad.json'])}`,
    )
    .allowExcessArguments(false)
    .action(async (good: string, bad: string, options: DiffCommand) => {
      const { runDiff } = await import('./run-diff.ts');
      finish(await runDiff({ good, bad }, options, io));
    });
}
