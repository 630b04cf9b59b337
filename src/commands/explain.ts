import { stat } from 'node:fs/promises';
import { exitStatus, type FailOn, OK } from '../exit.ts';
import type { Page } from '../explain/page.ts';
import { pageText } from '../explain/page-text.ts';
import { reportOf } from '../explain/report.ts';
import { fileBytes, streamBytes, untilAborted } from '../explain/source.ts';
import { nearestTerms, pageFor, terms } from '../explain/terms.ts';
import { failuresOf, type Log } from '../explain.ts';
import { type Interruption, type Io, write } from '../io.ts';
import { redactReport, redactText } from '../redact.ts';
import { reporters } from '../reporters/index.ts';
import { secretsOfEnvironment } from '../secrets.ts';
import { UsageError } from '../target/usage-error.ts';
import type { Report } from '../types.ts';

export interface ExplainOptions {
  format?: string[];
  failOn?: FailOn;
}

/** Explains a term, or reads logs and names the root cause; resolves with the exit status. */
export async function explain(given: string[], options: ExplainOptions, io: Io): Promise<number> {
  const [only, ...more] = given;
  if (only !== undefined && only !== '-' && more.length === 0 && (isTerm(only) || !(await isFile(only)))) {
    if (isMessage(only)) return explainLogs([{ name: 'the text', bytes: inOnePiece(only) }], options, io);
    return explainTerm(only, options, io);
  }
  return explainLogs(
    given.length === 0 ? [input(io)] : given.map((name) => (name === '-' ? input(io) : { name, bytes: fileBytes(name) })),
    options,
    io,
  );
}

function isTerm(text: string): boolean {
  return /^[1-5]\d\d$/.test(text) || terms.some((term) => term.toLowerCase() === text.toLowerCase());
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

/** A whole message, pasted between quotes, is a small log. */
function isMessage(text: string): boolean {
  return text.includes('\n') || text.trim().split(/\s+/).length > 6;
}

async function* inOnePiece(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

function input(io: Io): Log {
  if (io.stdin.isTTY) {
    throw new UsageError(
      'explain needs something to explain: a code or a type (api-doctor explain 429), a file, or a log on standard input (program 2>&1 | api-doctor explain -).',
    );
  }
  return { name: 'standard input', bytes: streamBytes(io.stdin) };
}

// ---------------------------------------------------------------- terms

async function explainTerm(term: string, options: ExplainOptions, io: Io): Promise<number> {
  const page = pageFor(term, io.platform);
  if (!page) throw new UsageError(unknownTerm(term, io));
  const shown = { ...page, term: redactText(page.term, secretsOfEnvironment(io.env)) };
  for (const format of formatsOf(options))
    await write(io.stdout, format === 'json' ? pageJson(shown, io) : pageText(shown, io.stdout.columns ?? 80));
  return OK;
}

function pageJson(page: Page, io: Io): string {
  return `${JSON.stringify({ schemaVersion: 1, tool: { name: 'api-doctor', version: io.version }, ...page }, null, 2)}\n`;
}

function unknownTerm(term: string, io: Io): string {
  const shown = redactText(term.slice(0, 100), secretsOfEnvironment(io.env));
  const near = nearestTerms(term);
  if (/[\\/.]/.test(term) && near.length === 0) return `There is no file ${shown}, and no term of that name.`;
  const hint = near.length > 0 ? `Nearest: ${near.join(', ')}.` : 'api-doctor codes lists what there is.';
  return `Nothing is known of ${JSON.stringify(shown)}, and there is no file of that name. ${hint}`;
}

// ---------------------------------------------------------------- logs

async function explainLogs(logs: Log[], options: ExplainOptions, io: Io): Promise<number> {
  const started = new Date();
  const from = performance.now();
  const kinds = await failuresOf(logs.map(({ name, bytes }) => ({ name, bytes: untilAborted(bytes, io.interrupted) })));
  const failOn = options.failOn ?? 'error';
  const meta = {
    version: io.version,
    started,
    timeZone: io.timeZone,
    failOn,
    platform: io.platform,
    durationMs: Math.round(performance.now() - from),
  };
  const report = redactReport(reportOf(kinds, meta), secretsOfEnvironment(io.env));
  const interruptedBy = io.interrupted.aborted ? (io.interrupted.reason as Interruption).signal : null;
  for (const format of formatsOf(options)) await write(io.stdout, textOf(report, format, io));
  return interruptedBy ? exitStatus(report.findings, { failOn, interruptedBy }) : report.exitCode;
}

function textOf(report: Report, format: Format, io: Io): string {
  if (format === 'human' && report.findings.length === 0) {
    return 'Nothing recognised: the text shows no failed call of the API, or none in words that this version knows.\n';
  }
  return reporters[format](report, { columns: io.stdout.columns ?? 80, colour: false, unicode: true });
}

type Format = keyof typeof reporters;

function formatsOf({ format }: ExplainOptions): Format[] {
  return (format ?? ['human']) as Format[];
}
