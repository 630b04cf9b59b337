import { constants } from 'node:os';
import { checkOnce } from '../../check/check.ts';
import { combined } from '../../diagnosis/combine.ts';
import { reportOfLogs } from '../../explain/explain-log.ts';
import { type Io, write } from '../../machine/io.ts';
import type { Report } from '../../model/report.ts';
import type { Target } from '../../model/target.ts';
import { OK } from '../../report/exit-status.ts';
import { maskerFor, quoted } from '../../secrets/redact/text.ts';
import { secretsOf, secretsOfArguments } from '../../secrets/secrets.ts';
import { type Ended, runChild } from '../child/run-child.ts';
import { destinationsOf } from '../output/destinations.ts';
import { writeReports } from '../output/write-report.ts';
import { type CheckCommand, detailOf, readTarget } from './run-check.ts';

const LONGEST_MESSAGE = 1_000;

/** Success, and SIGPIPE: the reader of its output had enough (`| head`). */
const ENDED_WELL = [OK, 128 + constants.signals.SIGPIPE];

/** Runs a command; where it fails, prints on standard error why its API calls fail. Resolves with the command's exit status. */
export async function runCommand(command: string[], options: CheckCommand, io: Io): Promise<number> {
  const delivery = { destinations: destinationsOf(options.format, io), detail: detailOf(options) };
  const target = await readTarget(options, io);
  const ended = await runChild(command, { ...withStreams(io), env: target.env });
  if (ended.refused !== null) await say(`api-doctor: ${command[0]}: ${refusal(ended)}`, secretsIn(command, target), io);
  if (ENDED_WELL.includes(ended.status) || ended.refused !== null || io.interrupted.aborted) return ended.status;
  const [log, live] = [await reportOfOutput(ended, io), await checkOnce(target, { failOn: options.failOn }, io)];
  const report = combined(log, live);
  if (report) await writeReports(report, delivery, { ...withStreams(io), stdout: io.stderr });
  return ended.status;
}

/** A key may have been typed where the command belongs. */
function secretsIn(command: string[], target: Target): string[] {
  return [...secretsOf(target), ...secretsOfArguments(command)];
}

/** What was typed may hold anything: it is masked and made one clean line, as all other text from outside. */
function say(text: string, secrets: string[], io: Io): Promise<void> {
  return write(io.stderr, `${quoted(maskerFor(secrets)(text), LONGEST_MESSAGE)}\n`);
}

function reportOfOutput({ printed }: Ended, io: Io): Promise<Report> {
  return reportOfLogs([{ name: 'the output of the command', bytes: inOnePiece(printed) }], 'error', io);
}

async function* inOnePiece(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

function refusal({ status, refused }: Ended): string {
  return status === 127 ? 'command not found' : `cannot be run (${refused})`;
}

/** A copy whose streams are made now: those of the process are made when they are first asked for. */
function withStreams(io: Io): Io {
  const { stdin, stdout, stderr, timeZone } = io;
  return { ...io, stdin, stdout, stderr, timeZone };
}
