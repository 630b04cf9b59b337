import { type Command, Option } from 'commander';
import type { Io } from '../../machine/io.ts';
import type { Finish } from '../finish.ts';
import { formatOption, USUAL_FORMAT } from './format-option.ts';
import type { ExplainCommand } from './run-explain.ts';

/** Adds `explain`. */
export function addExplain(root: Command, io: Io, finish: Finish): void {
  root
    .command('explain')
    .description('explain an error, or name the root cause that a log or a stack trace shows')
    .argument(
      '[what...]',
      'a status, code, type or finding (429, ENOTFOUND, RateLimitError, tls/interception), files, or - for standard input',
    )
    .addOption(formatOption(USUAL_FORMAT))
    .addOption(
      new Option('--fail-on <severity>', 'what makes the exit status non-zero')
        .choices(['error', 'warning', 'never'])
        .default('error'),
    )
    .action(async (what: string[], options: ExplainCommand) => {
      const { runExplain } = await import('./run-explain.ts');
      finish(await runExplain(what, options, io));
    });
}
