import { Command, CommanderError } from 'commander';
import { type Interruption, type Io, write } from '../machine/io.ts';
import { problemOf } from '../model/errors.ts';
import { UsageError } from '../model/usage-error.ts';
import { OWN_FAULT, statusOfSignal, WRONG_USAGE } from '../report/exit-status.ts';
import { addCheck, addReport } from './commands/check.ts';
import { addCodes } from './commands/codes.ts';
import { addDiagnose } from './commands/diagnose.ts';
import { addDiff } from './commands/diff.ts';
import { addExplain } from './commands/explain.ts';
import { addRun } from './commands/run.ts';
import type { Finish } from './finish.ts';

export { machineOf } from '../machine/machine.ts';
export { startedAs } from '../machine/started-as.ts';

/** Whoever pastes a file's text where an option belongs need not see all of it again. */
const LONGEST_COMPLAINT = 1000;

/** Runs the tool with these arguments and resolves with the exit status. Never rejects: a fault of ours is one line and status 1. */
export async function main(argv: string[], io: Io): Promise<number> {
  const complaints: string[] = [];
  let status = 0;
  try {
    await program(io, complaints, (ended) => {
      status = ended;
    }).parseAsync(argv, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const isUsage = error instanceof CommanderError || error instanceof UsageError;
    if (!isUsage) return lastWords(error, argv, io);
    await say(withoutValues(`${complaint(error, complaints)} See api-doctor ${commandOf(argv)} --help.`), argv, io);
    const { aborted, reason } = io.interrupted;
    return aborted ? statusOfSignal((reason as Interruption).signal) : WRONG_USAGE;
  }
}

/** Says what went wrong in this program itself, without a secret in it, and resolves with the exit status for that. */
export async function lastWords(error: unknown, argv: string[], io: Io): Promise<number> {
  await say(`api-doctor itself failed: ${problemOf(error).message}`, argv, io);
  return OWN_FAULT;
}

async function say(text: string, argv: string[], io: Io): Promise<void> {
  const { redactText } = await import('../secrets/redact.ts');
  const { secretsOfArguments, secretsOfEnvironment } = await import('../secrets/secrets.ts');
  const secrets = [...secretsOfEnvironment(io.env), ...secretsOfArguments(argv)];
  await write(io.stderr, `${redactText(text.slice(0, LONGEST_COMPLAINT), secrets)}\n`);
}

function program(io: Io, complaints: string[], finish: Finish): Command {
  const output = {
    writeOut: (text: string) => void io.stdout.write(text),
    writeErr: (text: string) => void complaints.push(text),
    getOutHelpWidth: () => Math.min(io.stdout.columns ?? 80, 100),
  };
  const root = new Command('api-doctor')
    .description(
      'Names the root cause when calls to the OpenAI API, or a compatible one, fail from here, and prints the steps that fix it.',
    )
    .version(io.version)
    .exitOverride()
    .configureOutput(output)
    .configureHelp({ subcommandTerm: (command) => command.name() });
  addCheck(root, io, finish);
  addExplain(root, io, finish);
  addCodes(root, io, finish);
  addReport(root, io, finish);
  addDiagnose(root, io, finish);
  addDiff(root, io, finish);
  addRun(root, io, finish);
  return root;
}

/** Commander writes its complaint before it throws; a `UsageError` carries its own. */
function complaint(error: Error, complaints: string[]): string {
  const text = complaints.join('').trim() || error.message;
  return `${text
    .replace(/^error: /, '')
    .replace(/(unknown option '[^'=]*)=[^']*/, '$1')
    .replace(/(?<![.?)])$/, '.')}`;
}

/** The command whose help is of use. */
function commandOf(argv: string[]): string {
  return ['explain', 'codes', 'report', 'diagnose', 'diff', 'run'].find((name) => argv[0] === name) ?? 'check';
}

/** A key typed as an option's value would be echoed by "unknown option"; it is in the shell's history already and need not be in a log too. */
function withoutValues(text: string): string {
  return /--?[a-z_-]{0,16}(?:key|token|secret)\b/i.test(text) && /unknown option/.test(text)
    ? 'There is no option that takes the key itself: command lines are visible to other users. Set OPENAI_API_KEY, or name a file with --api-key-file.'
    : text;
}
