/**
 * Runs the built tool as it would run on another machine: the platform, the runtime and the answers of the system's own programs are
 * those that are handed over, everything else (network, TLS, files) is real.
 *
 *   node test/lab/machines/simulate.js '<JSON of a Machine>' check --format json …
 *
 *   platform, runtime   as in `Io`
 *   answers             by command: the program's name without its folder, then its arguments; what is not named is not there
 *   shell               the shell that reads printed commands, where it is known
 */
import { createRequire } from 'node:module';

const { main } = createRequire(import.meta.url)('../../../dist/cli.cjs');
const [described, ...args] = process.argv.slice(2);
const { platform, runtime, answers = {}, shell, distribution } = JSON.parse(described);

process.exitCode = await main(args, {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: { ...process.env },
  platform,
  runtime,
  shell,
  distribution,
  version: '1.2.3',
  timeZone: 'UTC',
  interrupted: new AbortController().signal,
  ask: async (program, given) => answers[[program.split(/[\\/]/).at(-1), ...given].join(' ')] ?? null,
});
