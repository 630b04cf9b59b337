import type { Io } from '../machine/io.ts';
import { startCheck, WITHOUT_OPTIONS } from './commands/start-check.ts';

/** Runs `check` as commander does where no option is given, and without loading it; resolves with the exit status. */
export async function plainCheck(argv: string[], io: Io): Promise<number> {
  try {
    return await startCheck(WITHOUT_OPTIONS, io);
  } catch (error) {
    const { statusOfFailure } = await import('./program.ts');
    return statusOfFailure(error, { argv, io, complaints: [] });
  }
}
