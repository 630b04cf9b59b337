import { Command, CommanderError } from 'commander';
import type { Interruption, Io } from '../machine/io.ts';
import { UsageError } from '../model/usage-error.ts';
import { statusOfSignal, WRONG_USAGE } from '../report/exit-status.ts';
import { addCheck, addReport, examples } from './commands/check.ts';
import { addCodes } from './commands/codes.ts';
import { addDiagnose } from './commands/diagnose.ts';
import { addDiff } from './commands/diff.ts';
import { addExplain } from './commands/explain.ts';
import { addPractice } from './commands/practice.ts';
import { addRun } from './commands/run.ts';
import { addWatch } from './commands/watch.ts';
import type { Finish } from './finish.ts';
import { say } from './last-words.ts';
import { helpWidth } from './ready-help.ts';
import { commandText, programText, refuseUnknownCommand, usageMessage } from './usage.ts';

/** Parses the arguments, runs the command, and resolves with the exit status. Wrong usage is two lines and status 2. */
export async function runProgram(argv: string[], io: Io): Promise<number> {
  const complaints: string[] = [];
  let status = 0;
  try {
    const root = program(io, complaints, (ended) => {
      status = ended;
    });
    await refuseUnknownCommand(root, argv, io);
    await root.parseAsync(argv, { from: 'user' });
    return status;
  } catch (error) {
    return statusOfFailure(error, { argv, io, complaints });
  }
}

/** Says what was wrong with the arguments, and resolves with the exit status. Rejects with whatever else ended a command. */
export async function statusOfFailure(
  error: unknown,
  { argv, io, complaints }: { argv: string[]; io: Io; complaints: string[] },
): Promise<number> {
  if (error instanceof CommanderError && (error.exitCode === 0 || error.code === 'commander.help')) return 0;
  const isUsage = error instanceof CommanderError || error instanceof UsageError;
  if (!isUsage) throw error;
  await complain(error instanceof UsageError ? error : await usageError(error, complaints, { argv, io }), argv, io);
  const { aborted, reason } = io.interrupted;
  return aborted ? statusOfSignal((reason as Interruption).signal) : WRONG_USAGE;
}

/** commander writes its complaint before it throws. */
async function usageError(error: Error, complaints: string[], { argv, io }: { argv: string[]; io: Io }): Promise<UsageError> {
  const help = commandText([commandOf(argv), '--help'], io);
  return new UsageError(usageMessage(error, complaints.join('')), help && `Options: ${help}`);
}

/** Each of the two on a line of its own, whatever line breaks are in the values that they repeat. */
async function complain({ message, hint }: UsageError, argv: string[], io: Io): Promise<void> {
  for (const text of [`api-doctor: ${message}`, hint]) {
    if (text !== null) for (const line of await wrapped(text, io)) await say(line, argv, io);
  }
}

/** A command stays in one piece, so that it can be copied; so does everything where no terminal has a width. */
async function wrapped(text: string, { stderr }: Io): Promise<string[]> {
  if (!stderr.isTTY || !stderr.columns || !/[,.?]$|, /.test(text)) return [text];
  const { wrap } = await import('../report/reporters/human/layout.ts');
  return wrap(text, stderr.columns);
}

const EXAMPLES = ['check', 'check --base-url http://localhost:8000/v1', 'explain ENOTFOUND', 'explain app.log'];

/** A command and its arguments, without the word for its options. */
function termOf(command: Command): string {
  const words = command.registeredArguments.filter(({ description }) => description).map((argument) => `<${argument.name()}>`);
  return [command.name(), ...words].join(' ');
}

function program(io: Io, complaints: string[], finish: Finish): Command {
  const output = {
    writeOut: (text: string) => void io.stdout.write(text),
    writeErr: (text: string) => void complaints.push(text),
    getOutHelpWidth: () => helpWidth(io),
  };
  const root = new Command('api-doctor')
    .description('Finds out why calls to the OpenAI API, or a compatible API, fail from this machine, and prints the fix.')
    .usage('[command] [options]')
    .version(io.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', `${examples(io, EXAMPLES)}\n\nThe options of a command: ${programText(io)} <command> --help`)
    .exitOverride()
    .configureOutput(output)
    .configureHelp({ subcommandTerm: termOf, minWidthToWrap: 20 });
  addCheck(root, io, finish);
  addExplain(root, io, finish);
  addCodes(root, io, finish);
  addReport(root, io, finish);
  addDiagnose(root, io, finish);
  addDiff(root, io, finish);
  addRun(root, io, finish);
  addPractice(root, io, finish);
  addWatch(root, io, finish);
  return root;
}

/** The command whose help is of use. */
function commandOf(argv: string[]): string {
  return (
    ['explain', 'codes', 'report', 'diagnose', 'diff', 'run', 'practice', 'watch'].find((name) => argv[0] === name) ?? 'check'
  );
}
