import type { Ora } from 'ora';
import type { Io } from '../../machine/io.ts';

/** A shorter run shows nothing. */
const PATIENCE_MS = 400;

/** How often the elapsed time is written anew. */
const BEAT_MS = 200;

/** What is shown while something lasts, written anew again and again, and gone at the end. */
export interface ProgressLine {
  update(): void;
  stop(): void;
}

/** Whether standard error is a terminal that can take a line back. Some have no width, by which ora divides. */
export function canShowProgress({ stderr, env }: Io): boolean {
  return Boolean(stderr.isTTY) && Number(stderr.columns) > 0 && !env.CI && env.TERM !== 'dumb';
}

/** Shows a text on standard error once it has lasted long enough. ora is loaded at once: later, that would add to the times of probes. */
export async function progressLine(io: Io, text: () => string): Promise<ProgressLine> {
  const { default: ora } = await import('ora');
  let spinner: Ora | null = null;
  const update = () => {
    if (spinner) spinner.text = text();
  };
  const timer = setTimeout(() => {
    // The cursor stays visible, so that a run that is killed leaves a usable terminal.
    const looks = { color: io.env.NO_COLOR ? false : 'cyan', hideCursor: false, discardStdin: false } as const;
    spinner = ora({ ...looks, text: text(), stream: io.stderr as NodeJS.WriteStream }).start();
  }, PATIENCE_MS);
  const beat = setInterval(update, BEAT_MS);
  return {
    update,
    stop() {
      clearTimeout(timer);
      clearInterval(beat);
      spinner?.stop();
    },
  };
}

const BAR_CELLS = 20;

/** `████░░░░`: how much of a known length has passed. */
export function bar(share: number, unicode: boolean): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * BAR_CELLS);
  const [solid, light] = unicode ? ['█', '░'] : ['#', '.'];
  return `${solid.repeat(full)}${light.repeat(BAR_CELLS - full)}`;
}

/** `1.2 s`, `1 min 5 s`. */
export function elapsed(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return seconds < 60 ? `${(ms / 1000).toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
