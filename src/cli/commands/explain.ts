import { type Command, Option } from 'commander';
import type { Io } from '../../machine/io.ts';
import { failOnOption } from '../choice.ts';
import type { Finish } from '../finish.ts';
import { examples } from './check.ts';
import { formatOption, USUAL_FORMAT } from './format-option.ts';
import type { ExplainCommand } from './run-explain.ts';

/** Adds `explain`. */
export function addExplain(root: Command, io: Io, finish: Finish): void {
  root
    .command('explain')
    .description('Explain an error code, or diagnose a log or a stack trace')
    .argument(
      '[what...]',
      'a status, code, type, or finding (429, ENOTFOUND, RateLimitError, tls/interception), files, or - for standard input',
    )
    .addOption(formatOption(USUAL_FORMAT))
    .addOption(failOnOption().default('error', 'error'))
    .addOption(new Option('--here', 'also read which clients are installed here, and their known bugs (sends nothing)'))
    .addHelpText('after', examples(io, ['explain 429', 'explain app.log', 'explain - < app.log']))
    .action(async (what: string[], options: ExplainCommand) => {
      const { runExplain } = await import('./run-explain.ts');
      finish(await runExplain(what, options, io));
    });
}
