import type { Watcher } from '../check/until-healthy.ts';
import type { Io } from '../machine/io.ts';
import { inWords } from '../model/durations.ts';

/** A run that is over sooner needs no spinner, and is spared the loading of one. */
const PATIENCE_MS = 400;

/** Shows on a terminal's standard error what is being looked at; elsewhere it shows nothing. */
export function progressOn(io: Io): Watcher & { stop(): Promise<void> } {
  const open = new Set<string>();
  if (!io.stderr.isTTY || io.env.CI || io.env.TERM === 'dumb')
    return { started() {}, ended() {}, waits() {}, stop: async () => {} };
  let spinner: Promise<{ text: string; isSpinning: boolean; stop(): unknown } | null> = Promise.resolve(null);
  let pause = '';
  const text = () => pause || `looking at ${layersOf(open).join(', ') || 'what was seen'}`;
  const timer = setTimeout(() => {
    // No signal is taken over: Ctrl-C stays what it is.
    spinner = import('yocto-spinner').then(({ default: yoctoSpinner }) =>
      yoctoSpinner({ text: text(), stream: io.stderr as NodeJS.WriteStream, handleSignals: false }).start(),
    );
  }, PATIENCE_MS);
  const update = () => void spinner.then((shown) => shown?.isSpinning && Object.assign(shown, { text: text() }));
  return {
    started(id) {
      pause = '';
      open.add(id);
      update();
    },
    ended(id) {
      open.delete(id);
      update();
    },
    waits(forWhat, ms) {
      pause = `waiting for ${forWhat} to pass, next check in ${inWords(ms / 1000)}`;
      update();
    },
    async stop() {
      clearTimeout(timer);
      (await spinner)?.stop();
    },
  };
}

/** The layers alone: what does not fit into one line of a terminal flickers when it changes. */
function layersOf(ids: Iterable<string>): string[] {
  return [...new Set([...ids].map((id) => id.slice(0, id.indexOf('/'))))];
}
