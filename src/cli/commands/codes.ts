import type { Command } from 'commander';
import type { Io } from '../../machine/io.ts';
import { choice } from '../choice.ts';
import type { Finish } from '../finish.ts';

/** Adds `codes`. */
export function addCodes(root: Command, io: Io, finish: Finish): void {
  root
    .command('codes')
    .description('List errors and findings, with exit statuses')
    .addOption(choice('--format <name>', 'human or json', ['human', 'json']).default('human', 'human'))
    .allowExcessArguments(false)
    .action(async ({ format }: { format: 'human' | 'json' }) => {
      const { listCodes } = await import('./list-codes.ts');
      await listCodes(format, io);
      finish(0);
    });
}
