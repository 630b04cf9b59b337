import type { Ora } from 'ora';
import type { ProgressObserver } from '../check/until-healthy.ts';
import type { Io } from '../machine/io.ts';
import { inWords } from '../model/durations.ts';

/** A shorter run shows no spinner. */
const PATIENCE_MS = 400;

type Progress = ProgressObserver & { stop(): Promise<void> };

/** Shows progress on standard error if that is a terminal. */
export async function progressOn(io: Io): Promise<Progress> {
  // Some pseudo-terminals have no width. ora divides by it, and would clear lines without end.
  const isShown = io.stderr.isTTY && Number(io.stderr.columns) > 0 && !io.env.CI && io.env.TERM !== 'dumb';
  return isShown ? spinnerOn(io) : { started() {}, ended() {}, waits() {}, stop: async () => {} };
}

/** ora is loaded before the first probe: later, loading it would add to the times that probes measure. */
async function spinnerOn(io: Io): Promise<Progress> {
  const { default: ora } = await import('ora');
  const open = new Set<string>();
  let waiting = '';
  let spinner: Ora | null = null;
  const text = () => waiting || (open.size > 0 ? `Checking ${layersOf(open).join(', ')}` : 'Analyzing results');
  const timer = setTimeout(() => {
    const stream = io.stderr as NodeJS.WriteStream;
    // The cursor stays visible, so that a run that is killed leaves a usable terminal.
    spinner = ora({
      text: text(),
      stream,
      color: io.env.NO_COLOR ? false : 'cyan',
      hideCursor: false,
      discardStdin: false,
    }).start();
  }, PATIENCE_MS);
  const update = () => {
    if (spinner) spinner.text = text();
  };
  return {
    started(id) {
      waiting = '';
      open.add(id);
      update();
    },
    ended(id) {
      open.delete(id);
      update();
    },
    waits(forWhat, ms) {
      waiting = `${forWhat}: retrying in ${inWords(ms / 1000)}`;
      update();
    },
    async stop() {
      clearTimeout(timer);
      spinner?.stop();
    },
  };
}

const LAYER_NAMES: Record<string, string> = {
  config: 'configuration',
  dns: 'DNS',
  tcp: 'TCP',
  tls: 'TLS',
  http: 'HTTP',
  status: 'status page',
};

/** Only the layers: text that does not fit into one line of a terminal flickers when it changes. */
function layersOf(ids: Iterable<string>): string[] {
  return [...new Set([...ids].map((id) => id.slice(0, id.indexOf('/'))))].map((layer) => LAYER_NAMES[layer] ?? layer);
}
