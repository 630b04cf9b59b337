import type { Page } from '../../explain/page/page.ts';
import { pageText } from '../../explain/page/page-text.ts';
import { isTerm, nearestTerms, pageFor } from '../../explain/page/terms.ts';
import type { Log } from '../../explain/read-logs.ts';
import { type Io, write } from '../../machine/io.ts';
import { type Report, SCHEMA_VERSION } from '../../model/report.ts';
import { UsageError } from '../../model/usage-error.ts';
import { type FailOn, isStatusOfSignal, OK } from '../../report/exit-status.ts';
import { type Destination, destinationsOf, spareInputs } from '../output/destinations.ts';
import { styleOf } from '../output/style.ts';

/** The options of `explain` as commander hands them over. */
export interface ExplainCommand {
  format?: string[];
  failOn: FailOn;
}

/** Explains a term, or reads logs and names the root cause; resolves with the exit status. */
export async function runExplain(given: string[], options: ExplainCommand, io: Io): Promise<number> {
  const outputs = destinationsOf(options.format, io);
  const words = await wordsOf(given);
  if (words !== null) {
    if (isMessage(words)) return explainLogs([{ name: 'the text', bytes: inOnePiece(words) }], { ...options, outputs }, io);
    return explainTerm(words, options.format === undefined ? 'human' : pageFormat(outputs), io);
  }
  spareInputs(outputs, given);
  return explainLogs(await logsOf(given, io), { ...options, outputs }, io);
}

/** What is to be explained by what it says, with or without quotes around it; null where it names files to read. */
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

/** A whole message, pasted between quotes, is a small log. */
function isMessage(text: string): boolean {
  return text.includes('\n') || text.trim().split(/\s+/).length > 6;
}

async function* inOnePiece(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

/** What reads them is loaded here: the page of a term is to cost no more than it shows. */
async function logsOf(given: string[], io: Io): Promise<Log[]> {
  const { fileBytes } = await import('../../explain/log/file-bytes.ts');
  const { streamBytes } = await import('../../explain/log/source.ts');
  const input = () => ({ name: 'standard input', bytes: streamBytes(inputOf(io)) });
  return given.length === 0 ? [input()] : given.map((name) => (name === '-' ? input() : { name, bytes: fileBytes(name) }));
}

function inputOf(io: Io): Io['stdin'] {
  if (io.stdin.isTTY) {
    throw new UsageError(
      'explain needs a code or a type (explain 429), a file (explain app.log), or a log on standard input (PROGRAM 2>&1 | api-doctor explain -).',
    );
  }
  return io.stdin;
}

// ---------------------------------------------------------------- terms

type PageFormat = 'human' | 'json';

/** A page holds no report, so only these two have anything to say of it. */
function pageFormat(outputs: Destination[]): PageFormat {
  const [only] = outputs;
  if (only?.file === null && outputs.length === 1 && (only.format === 'human' || only.format === 'json')) return only.format;
  throw new UsageError(
    '--format: explain prints the page of a term to standard output, as human or json. Other formats, and files, are for reports and logs.',
  );
}

async function explainTerm(term: string, format: PageFormat, io: Io): Promise<number> {
  const page = await pageFor(term, io);
  if (!page) throw new UsageError(await unknownTerm(term, io));
  const shown = isTerm(term) ? page : { ...page, term: await redacted(page.term, io) };
  await write(io.stdout, format === 'human' ? pageText(shown, await styleOf(io)) : pageJson(shown, io));
  return OK;
}

function pageJson(page: Page, io: Io): string {
  return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, tool: { name: 'api-doctor', version: io.version }, ...page }, null, 2)}\n`;
}

/** What is no term of ours may hold anything, a key too. */
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
      : 'The command codes lists errors and findings.';
  return `explain: '${shown}' is no file, and no error, finding or product that is known. ${hint}`;
}

// ---------------------------------------------------------------- logs

async function explainLogs(logs: Log[], how: ExplainCommand & { outputs: Destination[] }, io: Io): Promise<number> {
  const { reportOfLogs } = await import('../../explain/explain-log.ts');
  return show(await reportOfLogs(logs, how.failOn, io), how.outputs, io);
}

const NOTHING = 'Nothing recognised: the text shows no failed call of the API, or none in words that this version knows.\n';

const UNFINISHED = 'Nothing recognised so far: the run was ended before the text was read to its end.\n';

/** A log without a failure proves no health, so what is for people does not say so. */
async function show(report: Report, outputs: Destination[], io: Io): Promise<number> {
  const isSilent = (output: Destination) => report.findings.length === 0 && output.format === 'human' && output.file === null;
  if (outputs.some(isSilent)) await write(io.stdout, isStatusOfSignal(report.exitCode) ? UNFINISHED : NOTHING);
  const destinations = outputs.filter((output) => !isSilent(output));
  const { deliver } = await import('../output/write-report.ts');
  return deliver(report, { destinations, detail: 'usual' }, io);
}
