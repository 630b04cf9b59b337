import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import type { Interruption, Io, Output } from '../../machine/io.ts';
import { Tail } from './tail.ts';
import { startedInTerminal } from './terminal.ts';

/** How a command ended, and the end of what it printed. */
export interface Ended {
  /** As a shell reports it: 128 and the signal's number where a signal ended it, 127 where there is no such command, 126 where it cannot be run. */
  status: number;
  printed: Buffer;
  hasTerminal: boolean;
  /** Why it could not be started; null where it was. */
  refused: string | null;
}

/** How much of what a command prints is kept. */
const KEPT = 1024 * 1024;

/** How long something that the command left behind may keep its streams open. */
const GRACE_MS = 500;

/** The error of a shell for a word that cannot be the name of a program. */
const NOT_FOUND: Ended = { status: 127, printed: Buffer.alloc(0), hasTerminal: false, refused: 'ENOENT' };

/** Runs a command with this process's streams, environment and signals, and resolves when it has ended. */
export async function runChild(command: string[], io: Io): Promise<Ended> {
  if (!command[0] || command.some((word) => word.includes('\0'))) return NOT_FOUND;
  const { program, args, hasTerminal, isVerbatim = false } = await startedInTerminal(command, io);
  const tail = new Tail(KEPT);
  const child = spawn(program, args, {
    env: { ...io.env },
    stdio: ['inherit', 'pipe', 'pipe'],
    windowsVerbatimArguments: isVerbatim,
  });
  pass(child.stdout, io.stdout, tail);
  pass(child.stderr, io.stderr, tail);
  passSignals(child, io);
  const { status, refused } = await endOf(child);
  return { status, refused, printed: tail.bytes(), hasTerminal };
}

/** Hands on what comes unchanged and at the pace at which it is taken, and keeps the end of it. */
function pass(from: Readable, to: Output, tail: Tail): void {
  from.on('data', (piece: Buffer) => tail.add(piece));
  from.pipe(to, { end: false });
  // A reader that has gone away ends the command as it would without us: its next write fails.
  to.once('close', () => from.destroy());
  to.once('error', () => from.destroy());
}

/** The terminal gives Ctrl-C to the whole group, so a second one from here would count twice. */
function passSignals(child: ChildProcess, { interrupted, stdin }: Io): void {
  const onSignal = () => {
    const { signal } = interrupted.reason as Interruption;
    if (!(signal === 'SIGINT' && stdin.isTTY)) child.kill(signal);
  };
  if (interrupted.aborted) onSignal();
  else interrupted.addEventListener('abort', onSignal, { once: true });
}

function endOf(child: ChildProcess): Promise<Pick<Ended, 'status' | 'refused'>> {
  return new Promise((resolve) => {
    const end = (code: number | null, signal: NodeJS.Signals | null) => {
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve({ status: code ?? 128 + (signal ? constants.signals[signal] : 0), refused: null });
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      resolve({ status: error.code === 'ENOENT' ? 127 : 126, refused: error.code ?? error.message });
    });
    child.once('close', end);
    // A process that the command started in the background may hold the streams for ever.
    child.once('exit', (code, signal) => whenQuiet(child, () => end(code, signal)));
  });
}

/** Calls back once nothing has come for a while and all that came was taken: a slow reader gets the whole output. */
function whenQuiet(child: ChildProcess, then: () => void): void {
  const streams = [child.stdout, child.stderr] as Socket[];
  const received = () => streams.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
  let before = received();
  const timer = setInterval(() => {
    // One that has ended counts as paused.
    const isQuiet = received() === before && !streams.some((stream) => !stream.destroyed && stream.isPaused());
    before = received();
    if (!isQuiet && streams.some((stream) => !stream.destroyed)) return;
    clearInterval(timer);
    then();
  }, GRACE_MS).unref();
}
