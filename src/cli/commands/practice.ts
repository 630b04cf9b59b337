import type { Command } from 'commander';
import type { Io } from '../../machine/io.ts';
import type { Finish } from '../finish.ts';
import { examples } from './check.ts';

/** Adds `practice`, which serves an API that plays every documented error. */
export function addPractice(root: Command, io: Io, finish: Finish): void {
  root
    .command('practice')
    .usage('[options]')
    .description('Serve an API on this machine that plays every documented error')
    .option('--port <number>', 'port to listen on, 0 for any that is free', '8484')
    .option('--quiet', 'do not print the requests')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', examples(io, ['practice', 'practice --port 9000 --quiet']))
    .allowExcessArguments(false)
    .action(async (options: { port: string; quiet?: boolean }) => {
      const { runPractice } = await import('./run-practice.ts');
      finish(await runPractice(options, io));
    });
}
