import { type Io, write, writeForRunner } from '../../machine/io.ts';
import { withoutOrders } from '../../machine/runner-lines.ts';
import { redactText } from '../../secrets/redact.ts';
import { secretsOfEnvironment } from '../../secrets/secrets.ts';
import type { Destination } from './destinations.ts';
import { save } from './save.ts';
import { complain, writeErrorReason } from './why.ts';

/** Whether the text arrived; what hindered it is said on standard error. */
export async function writeOutput(text: string, { format, file }: Destination, io: Io): Promise<boolean> {
  try {
    const put = format === 'github' ? writeForRunner : write;
    if (file === null) await put(io.stdout, text);
    else if (STDERR.includes(file)) await put(io.stderr, text);
    // A job may well print the file later on.
    else await save(file, format === 'github' ? text : withoutOrders(text));
    return true;
  } catch (error) {
    const where = file === null ? 'standard output' : redactText(file, secretsOfEnvironment(io.env));
    await complain(io, `The report could not be written to ${where}: ${writeErrorReason(error)}.`);
    return false;
  }
}

/** Names of standard error, which does not open by its path where it is a socket. */
const STDERR = ['/dev/stderr', '/dev/fd/2', '/proc/self/fd/2'];
