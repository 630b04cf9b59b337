import type { Io } from '../../machine/io.ts';
import { UsageError, unknownWord } from '../../model/usage-error.ts';
import { type FormatName, formatNames } from '../../report/reporters/names.ts';
import { assertWritable, identityOf } from './place.ts';
import { writeErrorReason } from './why.ts';

/** A format and where its text goes; null is standard output. */
export interface Destination {
  format: FormatName;
  file: string | null;
}

/** Names of standard output. The file system's own does not open where it is a socket, and would start again where it is a file. */
const STDOUT = ['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'];

/**
 * Reads `--format name[=file]`, given once or several times, and sees that each file can be written: a run whose report has nowhere to
 * go is not begun. Without it a report is for people, in a job of GitHub Actions with annotations beside it. Throws `UsageError`.
 */
export function destinationsOf(given: string[] | undefined, io: Pick<Io, 'env' | 'platform'>): Destination[] {
  const usual = isGithubJob(io) ? ['human', 'github'] : ['human'];
  const destinations = (given ?? usual).map(parseFormat);
  rejectMultipleStdout(destinations);
  const files = destinations.filter((destination): destination is Named => destination.file !== null);
  for (const named of files) rejectOptionLikePath(named, io);
  for (const named of files) rejectUnwritable(named);
  rejectDuplicateFiles(files, io);
  return destinations;
}

type Named = Destination & { file: string };

/** Sees that no report is written over what it is made of. Throws `UsageError`. */
export function rejectInputOverwrite(destinations: Destination[], inputs: string[]): void {
  const read = inputs.map(identityOfInput);
  for (const { format, file } of destinations) {
    const identity = file === null ? null : identityOf(file);
    if (identity === null || !read.includes(identity)) continue;
    throw new UsageError(
      `--format: ${format}=${file} would write over what is read from there. Name another file for the report.`,
    );
  }
}

/** Null where nothing can be read from there, which is told when it is read. */
function identityOfInput(path: string): string | null {
  try {
    return path === '-' ? null : identityOf(path);
  } catch {
    return null;
  }
}

/** Whether what is printed is read by GitHub's runner. */
function isGithubJob({ env }: Pick<Io, 'env'>): boolean {
  return env.GITHUB_ACTIONS === 'true';
}

function parseFormat(text: string): Destination {
  const split = text.indexOf('=');
  const name = split < 0 ? text : text.slice(0, split);
  const file = split < 0 ? null : text.slice(split + 1);
  const format = formatNames.find((known) => known === name.trim());
  if (!format) throw unknownWord(name, { option: '--format', kind: 'format', known: formatNames });
  if (file === '')
    throw new UsageError(
      `--format: ${format}= names no file. Write --format ${format}=report.txt, or --format ${format} for standard output.`,
    );
  return { format, file: file === null || STDOUT.includes(file) ? null : file };
}

/** Annotations are lines among others in a job's log; every other format has standard output to itself. */
function rejectMultipleStdout(destinations: Destination[]): void {
  const names = destinations.filter(({ file }) => file === null).map(({ format }) => format);
  if (names.length < 2 || names.toSorted().join(' ') === 'github human') return;
  throw new UsageError(
    `--format: only one format can go to standard output, and ${names.join(' and ')} would. Give the others a file: --format json=report.json.`,
  );
}

/** An unexpanded shell expression, or a path of another system, would become a strange file name here. */
function rejectOptionLikePath({ format, file }: Named, { platform }: Pick<Io, 'platform'>): void {
  if (/^~[\w.-]*(?:\/|$)/.test(file))
    throw new UsageError(
      `--format: the shell replaces ~ only at the start of a word, so ${format}=${file} is not your home directory. Write "$HOME/…", or ./${file} for a directory of that name.`,
    );
  if (platform !== 'windows' && /^(?:[a-z]:[\\/]|\\\\)/i.test(file))
    throw new UsageError(
      `--format: ${format}=${file} is a Windows path, and would be one file name here. Write it as this system does, or put ./ before it.`,
    );
}

function rejectUnwritable({ format, file }: Named): void {
  try {
    assertWritable(file);
  } catch (error) {
    throw new UsageError(
      `--format: ${format}=${file} cannot be written: ${writeErrorReason(error)}. Name a file in a directory that you may write to.`,
    );
  }
}

function rejectDuplicateFiles(files: Named[], { platform }: Pick<Io, 'platform'>): void {
  // The file systems of these two take `a` and `A` for one name.
  const isBlindToCase = platform === 'macos' || platform === 'windows';
  const seen = new Map<string, FormatName>();
  for (const { format, file } of files) {
    const identity = identityOf(file);
    if (identity === null) continue;
    const key = isBlindToCase ? identity.toLowerCase() : identity;
    const twin = seen.get(key);
    if (twin) throw new UsageError(`--format: ${twin} and ${format} would go to the same file, ${file}. Give each its own.`);
    seen.set(key, format);
  }
}
