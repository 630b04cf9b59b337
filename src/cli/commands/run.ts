import type { Command } from 'commander';
import type { Io } from '../../machine/io.ts';
import { UsageError } from '../../model/usage-error.ts';
import type { Finish } from '../finish.ts';
import { examples, withOptions } from './check.ts';
import type { CheckCommand } from './run-check.ts';

/** Adds `run`, which explains why a command fails. */
export function addRun(root: Command, io: Io, finish: Finish): void {
  withOptions(root.command('run'), 'human')
    .description('Run a command; where it fails, explain why its API calls fail')
    .usage('[options] -- COMMAND [ARGUMENT...]')
    .argument('[command...]')
    .allowExcessArguments(true)
    .addHelpText('after', examples(io, ['run -- python3 app.py']))
    .action(async (command: string[], options: CheckCommand) => {
      if (command.length === 0) throw new UsageError('run needs a command after --, as in: run -- python3 app.py');
      const { runCommand } = await import('./run-command.ts');
      finish(await runCommand(command, options, io));
    });
}
