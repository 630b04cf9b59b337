import type { Command } from 'commander';
import type { Io } from '../../machine/io.ts';
import type { Finish } from '../finish.ts';
import { unexpectedArgument } from '../usage.ts';
import { examples, withRoute, withScope, withTarget } from './check.ts';
import type { WatchCommand } from './run-watch.ts';

/** Adds `watch`, which checks again and again. */
export function addWatch(root: Command, io: Io, finish: Finish): void {
  const command = root.command('watch').usage('[options]').description('Check again and again; serve metrics for Prometheus');
  command
    .optionsGroup('Watch:')
    .option('--every <duration>', 'pause between two checks of a target', '60s')
    .option('--listen <address:port>', 'where to serve /metrics, /report, /probe, and /healthz', '127.0.0.1:9464')
    .option('--targets <file.yaml>', 'watch the APIs of this list instead of one');
  withTarget(command.optionsGroup('Target:'));
  withRoute(command.optionsGroup('Network:'));
  withScope(command.optionsGroup('Scope:'));
  command
    .optionsGroup('Output:')
    .helpOption('-h, --help', 'print this help')
    .argument('[unexpected...]')
    .allowExcessArguments(false)
    .addHelpText(
      'after',
      `\nA line is printed when something changes. Ends with status 0\non SIGINT and SIGTERM.\n${examples(io, ['watch --every 5m', 'watch --targets apis.yaml --listen 0.0.0.0:9464'])}`,
    )
    .action(async ([unexpected]: string[], options: WatchCommand) => {
      if (unexpected !== undefined) throw await unexpectedArgument(unexpected, io);
      const { runWatch } = await import('./run-watch.ts');
      finish(await runWatch(options, io));
    });
}
