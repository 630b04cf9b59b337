import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { Watcher } from '../check/until-healthy.ts';
import type { Io } from '../machine/io.ts';
import { inWords } from '../model/durations.ts';
import { LOADING, STOPPED, type Start } from './spinner-state.ts';

/** A shorter run shows no spinner and does not load one. */
const PATIENCE_MS = 400;

type Progress = Watcher & { stop(): Promise<void> };

/** Shows progress on standard error if that is a terminal. */
export function progressOn(io: Io): Progress {
  const isShown = io.stderr.isTTY && !io.env.CI && io.env.TERM !== 'dumb';
  return isShown ? spinnerOn(io) : { started() {}, ended() {}, waits() {}, stop: async () => {} };
}

function spinnerOn(io: Io): Progress {
  const open = new Set<string>();
  let waiting = '';
  let thread: Promise<SpinnerThread | null> = Promise.resolve(null);
  const text = () => waiting || (open.size > 0 ? `Checking ${layersOf(open).join(', ')}` : 'Analyzing results');
  const timer = setTimeout(() => {
    thread = startThread({ text: text(), color: !io.env.NO_COLOR, columns: io.stderr.columns ?? 80 }).catch(() => null);
  }, PATIENCE_MS);
  const update = () => void thread.then((shown) => shown?.show(text()));
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
      await (await thread)?.stop();
    },
  };
}

interface SpinnerThread {
  show(text: string): void;
  stop(): Promise<void>;
}

/** Starts ora in a thread of its own: loading it takes tens of milliseconds, which would be added to the times that probes measure here. */
async function startThread(start: Omit<Start, 'state'>): Promise<SpinnerThread> {
  const { Worker } = await import('node:worker_threads');
  const state = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(join(import.meta.dirname, 'spinner.cjs'), { workerData: { ...start, state } satisfies Start });
  worker.unref();
  // Progress is a convenience: where it fails, the check goes on without it.
  worker.on('error', () => {});
  return { show: (text) => worker.postMessage(text), stop: () => stopThread(worker, state) };
}

/** Resolves when the line of the terminal is clear again. A thread that has shown nothing yet never will. */
async function stopThread(worker: Worker, state: Int32Array): Promise<void> {
  if (Atomics.compareExchange(state, 0, LOADING, STOPPED) === LOADING) return void worker.terminate();
  worker.ref();
  const over = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.postMessage(null);
  await over;
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
