import type { Page } from '../../explain/page/page.ts';
import { pageText } from '../../explain/page/page-text.ts';
import { isTerm, nearestTerms, pageFor } from '../../explain/page/terms.ts';
import type { Log } from '../../explain/read-logs.ts';
import { type Io, write } from '../../machine/io.ts';
import { type Report, SCHEMA_VERSION } from '../../model/report.ts';
import { UsageError } from '../../model/usage-error.ts';
import { type FailOn, isStatusOfSignal, OK, OWN_FAULT } from '../../report/exit-status.ts';
import { hangingIndent, themeFor } from '../../report/reporters/human/layout.ts';
import { type Destination, destinationsOf, rejectInputOverwrite } from '../output/destinations.ts';
import { FILE_STYLE, styleOf } from '../output/style.ts';
import { programText } from '../usage.ts';

/** The options of `explain` as commander hands them over. */
export interface ExplainCommand {
  format?: string[];
  failOn: FailOn;
  /** Whether to look at what is installed here too. */
  here?: boolean;
}

/** Explains a term, or reads logs and identifies the root cause; resolves with the exit status. */
export async function runExplain(given: string[], options: ExplainCommand, io: Io): Promise<number> {
  const outputs = destinationsOf(options.format, io);
  const words = await wordsOf(given);
  if (words !== null) {
    if (isMessage(words))
      return explainLogs([{ name: 'the text', bytes: inOnePiece(words), typed: true }], { ...options, outputs }, io);
    if (options.here) throw new UsageError('--here goes with logs: name a file, or - for standard input.');
    return explainTerm(words, options.format === undefined ? [PEOPLE] : pageOutputs(outputs), io);
  }
  rejectInputOverwrite(outputs, given);
  return explainLogs(await logsOf(given, io), { ...options, outputs }, io);
}

/** The text to explain, with or without quotes; null where the arguments are files. */
async function wordsOf(given: string[]): Promise<string | null> {
  const text = given.join(' ');
  if (given.length === 0 || text === '-') return null;
  if (isTerm(text)) return text;
  const found = await Promise.all(given.map(exists));
  return found.includes(true) ? null : text;
}

async function exists(path: string): Promise<boolean> {
  const { stat } = await import('node:fs/promises');
  return (await stat(path).catch(() => null)) !== null;
}

/** A complete message in quotes is a small log. */
function isMessage(text: string): boolean {
  return text.includes('\n') || text.trim().split(/\s+/).length > 6;
}

async function* inOnePiece(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

/** Loads the log reader only here, so that the page of a term stays fast. */
async function logsOf(given: string[], io: Io): Promise<Log[]> {
  const { fileBytes } = await import('../../explain/log/file-bytes.ts');
  const { streamBytes } = await import('../../explain/log/source.ts');
  const input = () => ({ name: 'standard input', bytes: streamBytes(inputOf(io)) });
  return given.length === 0 ? [input()] : given.map((name) => (name === '-' ? input() : { name, bytes: fileBytes(name) }));
}

function inputOf(io: Io): Io['stdin'] {
  if (io.stdin.isTTY) {
    throw new UsageError(
      `explain needs a code or a type (explain 429), a file (explain app.log), or a log on standard input (PROGRAM 2>&1 | ${programText(io)} explain -).`,
    );
  }
  return io.stdin;
}

// ---------------------------------------------------------------- terms

const PEOPLE: Destination = { format: 'human', file: null };

/** A page is not a report, so only these formats apply. */
const PAGE_FORMATS: readonly string[] = ['human', 'json', 'html'];

function pageOutputs(outputs: Destination[]): Destination[] {
  if (outputs.every(({ format }) => PAGE_FORMATS.includes(format))) return outputs;
  throw new UsageError('--format: for a term, explain supports only human, json, and html. Other formats are for logs.');
}

async function explainTerm(term: string, outputs: Destination[], io: Io): Promise<number> {
  const page = await pageFor(term, io);
  if (!page) throw new UsageError(await unknownTerm(term, io));
  const shown = isTerm(term) ? page : { ...page, term: await redacted(page.term, io) };
  let status = OK;
  for (const output of outputs) if (!(await put(await pageIn(output, shown, io), output, io))) status = OWN_FAULT;
  return status;
}

/** What writes files, and masks what is said of them, is loaded for a file alone. */
async function put(text: string, output: Destination, io: Io): Promise<boolean> {
  if (output.file !== null) return (await import('../output/write-output.ts')).writeOutput(text, output, io);
  await write(io.stdout, text);
  return true;
}

async function pageIn({ format, file }: Destination, page: Page, io: Io): Promise<string> {
  if (format === 'html') return (await import('../../explain/page/page-html.ts')).pageHtml(page);
  return format === 'human' ? pageText(page, file === null ? await styleOf(io) : FILE_STYLE) : pageJson(page, io);
}

function pageJson(page: Page, io: Io): string {
  return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, tool: { name: 'api-doctor', version: io.version }, ...page }, null, 2)}\n`;
}

/** An unknown term may contain anything, even a key. */
async function redacted(text: string, io: Io): Promise<string> {
  const { redactText } = await import('../../secrets/redact.ts');
  const { secretsOfEnvironment } = await import('../../secrets/secrets.ts');
  return redactText(text, secretsOfEnvironment(io.env));
}

async function unknownTerm(term: string, io: Io): Promise<string> {
  const shown = (await redacted(term, io)).slice(0, 100);
  const near = nearestTerms(term);
  const hint =
    near.length > 0
      ? `Did you mean ${near.map((one) => `'${one}'`).join(', ')}?`
      : `To list errors and findings: ${programText(io)} codes`;
  return `explain: '${shown}' is not a file, and not a known error, finding, or product. ${hint}`;
}

// ---------------------------------------------------------------- logs

async function explainLogs(logs: Log[], how: ExplainCommand & { outputs: Destination[] }, io: Io): Promise<number> {
  const { reportOfLogs } = await import('../../explain/explain-log.ts');
  const { whileReading } = await import('../progress/read-progress.ts');
  const report = await whileReading(logs, io, (read) => reportOfLogs(read, how.failOn, io, how.here));
  return show(report, how.outputs, io);
}

const NOTHING = 'No known error found: the input contains no failed API call that this version recognizes.\n';

const UNFINISHED = 'No known error found so far: the run was interrupted before the whole input was read.\n';

/** At spaces where a terminal would break a word; in a pipe as one line. */
async function folded(text: string, io: Io): Promise<string> {
  return io.stdout.isTTY ? `${hangingIndent('', text, themeFor(await styleOf(io)))}\n` : text;
}

/** A log without a failure does not prove health, so the text for people does not claim it. */
async function show(report: Report, outputs: Destination[], io: Io): Promise<number> {
  const isSilent = (output: Destination) => report.findings.length === 0 && output.format === 'human' && output.file === null;
  if (outputs.some(isSilent)) await write(io.stdout, await folded(isStatusOfSignal(report.exitCode) ? UNFINISHED : NOTHING, io));
  const destinations = outputs.filter((output) => !isSilent(output));
  const { writeReports: deliver } = await import('../output/write-report.ts');
  return deliver(report, { destinations, detail: 'usual' }, io);
}
