import { mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OWN_FAULT } from '../exit.ts';
import { type Io, write } from '../io.ts';
import { type FormatName, formatNames, reporters } from '../reporters/index.ts';
import type { Style } from '../reporters/style.ts';
import { UsageError } from '../target/usage-error.ts';
import type { Report } from '../types.ts';

/** A format and where its text goes; null is standard output. */
export interface Destination {
  format: FormatName;
  file: string | null;
}

/** Width of lines in a file or a pipe. */
const PIPE_COLUMNS = 80;

/** Reads `--format name[=file]`, given once or several times. Throws `UsageError` for what cannot be. */
export function parseFormats(given: string[]): Destination[] {
  const destinations = given.map(parseFormat);
  const onStdout = destinations.filter(({ file }) => file === null);
  if (onStdout.length > 1) {
    const names = onStdout.map(({ format }) => format).join(' and ');
    throw new UsageError(
      `--format: only one format can go to standard output, and ${names} would. Give the others a file: --format json=report.json.`,
    );
  }
  return destinations;
}

function parseFormat(text: string): Destination {
  const split = text.indexOf('=');
  const name = split < 0 ? text : text.slice(0, split);
  const file = split < 0 ? null : text.slice(split + 1);
  const format = formatNames.find((known) => known === name.trim());
  if (!format)
    throw new UsageError(`--format "${name.slice(0, 40)}" is not there. This version knows ${formatNames.join(' and ')}.`);
  if (file === '')
    throw new UsageError(
      `--format ${format}= names no file. Write --format ${format}=report.txt, or --format ${format} for standard output.`,
    );
  if (file !== null) makeFolder(format, file);
  return { format, file };
}

/** Before anything is sent: a run whose report has nowhere to go is not begun. */
function makeFolder(format: FormatName, file: string): void {
  try {
    const kind = kindOf(file);
    if (kind === 'folder') throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
    if (kind === 'device') return;
    mkdirSync(dirname(file), { recursive: true });
    const trial = besides(file);
    writeFileSync(trial, '');
    rmSync(trial);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `--format ${format}=${file} cannot be written (${code}). Name a file in a folder that you may write to.`,
    );
  }
}

function kindOf(path: string): 'none' | 'file' | 'folder' | 'device' {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 'none';
  return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'device';
}

/** Prints the report in each format; resolves with the exit status: the report's own, unless it could not be handed over. */
export async function deliver(report: Report, destinations: Destination[], io: Io): Promise<number> {
  let status = report.exitCode;
  for (const { format, file } of destinations) {
    const text = reporters[format](report, file === null ? styleOf(io) : { columns: PIPE_COLUMNS, colour: false, unicode: true });
    if (file === null) await write(io.stdout, text);
    else if (!(await save(file, text, io))) status ||= OWN_FAULT;
  }
  return status;
}

/**
 * Written whole or not at all: a reader never meets half a file. A device or a pipe (`/dev/null`, `>(jq .)`) is written to as it is, since
 * a rename would put a file in its place.
 */
async function save(file: string, text: string, io: Io): Promise<boolean> {
  const kind = kindOf(file);
  const target = kind === 'file' ? realpathSync(file) : file;
  const draft = besides(target);
  try {
    writeFileSync(kind === 'device' ? file : draft, text);
    if (kind !== 'device') renameSync(draft, target);
    return true;
  } catch (error) {
    rmSync(draft, { force: true });
    await write(io.stderr, `The report could not be written to ${file} (${(error as NodeJS.ErrnoException).code}).\n`);
    return false;
  }
}

function besides(file: string): string {
  return join(dirname(file), `.api-doctor-${Math.trunc(performance.timeOrigin)}-${Math.random().toString(36).slice(2)}`);
}

/** What the terminal at standard output can show (https://no-color.org, https://force-color.org). */
export function styleOf({ stdout, env, platform }: Io): Style {
  const isTerminal = Boolean(stdout.isTTY);
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  // Windows sets no locale; its current terminals say who they are.
  const unicode = platform === 'windows' ? Boolean(env.WT_SESSION || env.TERM_PROGRAM) : /utf-?8/i.test(locale);
  return {
    columns: isTerminal ? (stdout.columns ?? PIPE_COLUMNS) : PIPE_COLUMNS,
    colour: !env.NO_COLOR && (forced || (isTerminal && env.TERM !== 'dumb')),
    unicode: unicode || platform === 'macos',
  };
}
