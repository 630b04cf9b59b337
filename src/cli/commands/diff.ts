import type { Command } from 'commander';
import type { Io } from '../../machine/io.ts';
import type { Finish } from '../finish.ts';
import { formatOption } from './format-option.ts';
import type { DiffCommand } from './run-diff.ts';

/** Adds `diff`. */
export function addDiff(root: Command, io: Io, finish: Finish): void {
  root
    .command('diff')
    .description('compare two reports, one of which works and one fails: what makes the difference, the likeliest first')
    .argument('<good>', 'a report that check --format json wrote, or - for standard input')
    .argument('<bad>', 'the one to compare it with')
    .addOption(formatOption('human', ['human', 'json']))
    .addHelpText('after', '\nThe exit status is 0 wherever the two could be compared, whatever differs.')
    .allowExcessArguments(false)
    .action(async (good: string, bad: string, options: DiffCommand) => {
      const { runDiff } = await import('./run-diff.ts');
      finish(await runDiff({ good, bad }, options, io));
    });
}
