import { type Io, write } from '../machine/io.ts';
import { problemOf } from '../model/errors.ts';
import { OWN_FAULT } from '../report/exit-status.ts';

/** Limit for quoting a pasted text where an option was expected. */
const LONGEST_COMPLAINT = 1000;

/** Prints an internal error of this program without secrets, and resolves with the exit status for it. */
export async function lastWords(error: unknown, argv: string[], io: Io): Promise<number> {
  await say(`api-doctor itself failed: ${problemOf(error).message}`, argv, io);
  return OWN_FAULT;
}

/** Writes one line to standard error, without secrets. What masks them is loaded for that alone. */
export async function say(text: string, argv: string[], io: Io): Promise<void> {
  const { maskerFor, quoted } = await import('../secrets/redact/text.ts');
  const { secretsOfArguments, secretsOfEnvironment } = await import('../secrets/secrets.ts');
  const secrets = [...secretsOfEnvironment(io.env), ...secretsOfArguments(argv)];
  await write(io.stderr, `${quoted(maskerFor(secrets)(text), LONGEST_COMPLAINT)}\n`);
}
