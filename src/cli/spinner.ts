import { WriteStream } from 'node:tty';
import { parentPort, workerData } from 'node:worker_threads';
import { LOADING, SHOWN, type Start } from './spinner-state.ts';

const STDERR = 2;

/** The thread of the spinner: shows each text that it is sent, until it is sent null. */
async function start({ text, color, columns, state }: Start): Promise<void> {
  const [{ default: ora }, { default: chalk, chalkStderr }] = await Promise.all([import('ora'), import('chalk')]);
  // ora paints with chalk's instance for standard output, and writes to standard error.
  chalk.level = chalkStderr.level;
  const stream = Object.assign(new WriteStream(STDERR), { columns });
  // The cursor stays visible and signals stay with the main thread, so that a run that is killed leaves a usable terminal.
  const spinner = ora({ text, stream, color: color ? 'cyan' : false, hideCursor: false, discardStdin: false });
  if (Atomics.compareExchange(state, 0, LOADING, SHOWN) !== LOADING) return;
  spinner.start();
  parentPort?.on('message', (next: string | null) => {
    if (next === null) {
      spinner.stop();
      parentPort?.close();
    } else spinner.text = next;
  });
}

void start(workerData as Start);
