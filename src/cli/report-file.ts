import { stat } from 'node:fs/promises';
import { type RecordedReport, reportIn } from '../diagnosis/recorded/report.ts';
import { InvalidReportError } from '../diagnosis/recorded/shape.ts';
import { fileBytes } from '../explain/log/file-bytes.ts';
import { asUtf8, streamBytes, untilAborted } from '../explain/log/source.ts';
import type { Io } from '../machine/io.ts';
import { UsageError } from '../model/usage-error.ts';
import { programText } from './usage.ts';

/** Reports have some ten thousand characters, the largest some hundred thousand. */
const LARGEST = 8 * 1024 * 1024;

function howToMake(io: Io): string {
  return `Make one with: ${programText(io)} check --format json=report.json`;
}

/** Reads the report in a file; `-` is standard input. Whatever is wrong with it is wrong usage. */
export async function readReport(path: string, io: Io): Promise<RecordedReport> {
  const name = path === '-' ? 'Standard input' : path;
  return asUsage(name, { from: await textIn(path, name, io), read: reportIn }, io);
}

/** Continues with the content of a file, and names the file in errors. */
export function asUsage<From, To>(name: string, { from, read }: { from: From; read: (from: From) => To }, io: Io): To {
  try {
    return read(from);
  } catch (error) {
    if (error instanceof InvalidReportError) throw new UsageError(`${name}${said(error)}. ${howToMake(io)}`);
    throw error;
  }
}

/** Of the whole file in one sentence with its name; else with the place in it. */
function said({ place, what }: InvalidReportError): string {
  return place === '' ? ` ${what}` : `: ${place.replace(/^\./, '')} ${what}`;
}

async function textIn(path: string, name: string, io: Io): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of untilAborted(asUtf8(await bytesIn(path, io), name), io.interrupted)) {
    size += piece.length;
    if (size > LARGEST) throw tooLarge(name, io);
    pieces.push(piece);
  }
  if (io.interrupted.aborted) throw new UsageError(`${name} was not read to its end: interrupted.`);
  return Buffer.concat(pieces).toString('utf8');
}

async function bytesIn(path: string, io: Io): Promise<AsyncIterable<Buffer>> {
  if (path === '-') {
    if (io.stdin.isTTY) throw new UsageError('standard input is a terminal, not a report. Pipe the report in, or name a file.');
    return streamBytes(io.stdin);
  }
  const state = await stat(path).catch(() => null);
  if (state?.isDirectory()) throw new UsageError(`${path} is a directory. Name the report in it.`);
  if (state && state.size > LARGEST) throw tooLarge(path, io);
  return fileBytes(path);
}

function tooLarge(name: string, io: Io): UsageError {
  return new UsageError(`${name} holds more than ${LARGEST / 1024 / 1024} MiB, which no report does. ${howToMake(io)}`);
}
