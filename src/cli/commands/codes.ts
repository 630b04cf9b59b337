import { type Command, Option } from 'commander';
import type { Io } from '../../machine/io.ts';
import type { Finish } from '../finish.ts';

/** Adds `codes`. */
export function addCodes(root: Command, io: Io, finish: Finish): void {
  root
    .command('codes')
    .description('list the documented errors and the findings, with exit statuses')
    .addOption(new Option('--format <name>', 'human or json').choices(['human', 'json']).default('human'))
    .allowExcessArguments(false)
    .action(async ({ format }: { format: 'human' | 'json' }) => {
      const { listCodes } = await import('./list-codes.ts');
      await listCodes(format, io);
      finish(0);
    });
}
