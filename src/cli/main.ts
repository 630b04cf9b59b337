import { type Io, write } from '../machine/io.ts';
import { OK } from '../report/exit-status.ts';
import { explainReady } from './quick-answer.ts';
import { readyHelp } from './ready-help.ts';

export { machineOf } from '../machine/machine.ts';
export { startedAs } from '../machine/started-as.ts';

/** Runs the tool with these arguments and resolves with the exit status. Never rejects: a bug of this program is one line and status 1. */
export async function main(argv: string[], io: Io): Promise<number> {
  try {
    return (await quickAnswer(argv, io)) ?? (await (await import('./program.ts')).runProgram(argv, io));
  } catch (error) {
    return lastWords(error, argv, io);
  }
}

/** Prints an internal error without secrets, and resolves with the exit status for it. */
export async function lastWords(error: unknown, argv: string[], io: Io): Promise<number> {
  return (await import('./last-words.ts')).lastWords(error, argv, io);
}

/** What is asked most and needs no options is answered without the parser for them. Null where it is something else. */
async function quickAnswer(argv: string[], io: Io): Promise<number | null> {
  const [command, term, ...more] = argv;
  if (command === undefined || (command === 'check' && term === undefined)) {
    return (await import('./plain-check.ts')).plainCheck(argv, io);
  }
  const help = readyHelp(argv, io);
  if (help !== null) {
    await write(io.stdout, help);
    return OK;
  }
  if (command !== 'explain' || term === undefined || more.length > 0) return null;
  return explainReady(term, io);
}
