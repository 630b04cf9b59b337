import { checkOnce } from './check/check.ts';
import { reportOfLogs } from './explain/explain-log.ts';
import { machineOf } from './machine/machine.ts';
import { version } from './machine/version.ts';
import type { DeepPart } from './model/deep.ts';
import { problemOf } from './model/errors.ts';
import type { Report } from './model/report.ts';
import type { Target } from './model/target.ts';
import { UsageError } from './model/usage-error.ts';
import type { FailOn } from './report/exit-status.ts';
import { maskedUsage } from './secrets/masked-usage.ts';
import { secretsOfArguments, secretsOfEnvironment } from './secrets/secrets.ts';
import { givenAs, NUMBER, oneOf, PARTS, SIGNAL, SWITCH, TEXT, unlessItThrows, VARIABLES, WORDS } from './settings/given.ts';
import { machineWithProxies } from './settings/system-proxies.ts';
import { makeTarget } from './settings/target.ts';

/**
 * The same check and the same reading of logs for programs: `import { check, explain } from 'api-doctor'`. Both resolve with the report
 * that `--format json` prints, in which nothing is secret. Neither prints anything, ends the process or throws for what it finds.
 */

export type { DeepPart } from './model/deep.ts';
export type { Finding } from './model/finding.ts';
export type { Severity, Verdict } from './model/layers.ts';
export type { Report, ReportProbe, Ticket } from './model/report.ts';
export type { Settings } from './model/settings.ts';
export type { FailOn } from './report/exit-status.ts';
export { UsageError };

/** The library stands in a project's node_modules. */
const STARTED_AS = ['npx', '--no-install', 'api-doctor'];

/** What to check, and how. What is left out is taken from the environment, as on the command line. */
export interface CheckRequest {
  /** The API to check; `OPENAI_BASE_URL`, else `https://api.openai.com/v1`. */
  baseUrl?: string;
  /** The key; `OPENAI_API_KEY`. It goes to the host of the base URL inside verified TLS, and nowhere else. */
  apiKey?: string;
  model?: string;
  organization?: string;
  project?: string;
  /** A proxy's URL, or `none`. */
  proxy?: string;
  /** A PEM file of roots to trust, too. */
  caFile?: string;
  /** Milliseconds for one network step; 5,000. */
  timeoutMs?: number;
  /** Milliseconds for the whole run; 20,000. */
  deadlineMs?: number;
  /** Layers to look at alone, or to leave out. */
  only?: string[];
  skip?: string[];
  /**
   * Also test what calls need: true, or parts of it, as `['endpoints', 'websocket']`. The parts `call` and `stream` send one smallest billable
   * request each: only these show whether there is credit.
   */
  deep?: boolean | readonly DeepPart[];
  /** So many fresh connections to each address, one at a time; at most 1,000. */
  repeat?: number;
  /** Look at the configuration alone and send nothing. */
  offline?: boolean;
  /** Also run the usual clients that are found here, once and without the key. */
  clients?: boolean;
  /** What gives `report.exitCode` another value than 0; `error`. */
  failOn?: FailOn;
  /** The environment to read in place of the process's own. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Ends the run early; the report then says what was seen by then. */
  signal?: AbortSignal;
}

const EXPLAIN_KINDS = { failOn: oneOf(['error', 'warning', 'never']), env: VARIABLES, signal: SIGNAL };

/** What may stand in a request, also where no compiler looks. */
const KINDS = {
  ...EXPLAIN_KINDS,
  baseUrl: TEXT,
  apiKey: TEXT,
  model: TEXT,
  organization: TEXT,
  project: TEXT,
  proxy: TEXT,
  caFile: TEXT,
  timeoutMs: NUMBER,
  deadlineMs: NUMBER,
  only: WORDS,
  skip: WORDS,
  deep: PARTS,
  repeat: NUMBER,
  offline: SWITCH,
  clients: SWITCH,
};

/** Looks at the way to the API and names the root cause. Rejects with `UsageError` where the request makes no sense. */
export async function check(request?: CheckRequest): Promise<Report> {
  const { apiKey, timeoutMs, deadlineMs, only, skip, repeat, failOn, env, signal, ...rest } = givenAs(request, KINDS);
  const options = {
    ...rest,
    keyFromFile: apiKey === undefined ? undefined : { value: apiKey, source: 'apiKey' },
    timeout: inMilliseconds(timeoutMs),
    deadline: inMilliseconds(deadlineMs),
    repeat: repeat === undefined ? undefined : String(repeat),
    only: only?.join(','),
    skip: skip?.join(','),
  };
  const machine = await machineWithProxies({ ...machineOf(process), startedAs: STARTED_AS });
  const seen = env ?? process.env;
  const target = withoutSecrets(
    () => makeTarget(options, seen, machine),
    () => secretsOfRequest(options, seen, apiKey),
  );
  return checkOnce(target, { failOn: failOn ?? 'error' }, around(signal));
}

/** The message of an error repeats what was given, which may be a key in the wrong place. */
function withoutSecrets<T>(make: () => T, secrets: () => string[]): T {
  try {
    return make();
  } catch (error) {
    throw maskedUsage(error, secrets());
  }
}

/** What of a request and its environment could be a secret, wherever it stands. */
function secretsOfRequest(options: object, env: Target['env'], apiKey: string | undefined): string[] {
  const words = Object.values(options).filter((value) => typeof value === 'string');
  return [
    ...secretsOfEnvironment({ ...env, ...(apiKey === undefined ? {} : { OPENAI_TOKEN: apiKey }) }),
    ...secretsOfArguments(words),
  ];
}

const LOG_TEXT = 'Give a string, bytes, or an async iterable of either.';

/** A log, a stack trace or a message: whole, or in pieces as they come. */
export type LogText = string | Uint8Array | AsyncIterable<string | Uint8Array>;

/** Names the failures that a text shows, the root one first. Without any, `findings` is empty, which proves no health. */
export async function explain(text: LogText, request?: Pick<CheckRequest, 'failOn' | 'env' | 'signal'>): Promise<Report> {
  const { failOn = 'error', env = process.env, signal } = givenAs(request, EXPLAIN_KINDS);
  const logs = [{ name: 'the text', bytes: piecesOf(text) }];
  return reportOfLogs(logs, failOn, { ...around(signal), ...machineOf(process), env, startedAs: STARTED_AS });
}

async function* piecesOf(text: LogText): AsyncGenerator<Buffer> {
  try {
    if (isPiece(text)) yield Buffer.from(text as string);
    else for await (const piece of text) yield bytesOf(piece);
  } catch (error) {
    const { code } = problemOf(error);
    throw new UsageError(`The text cannot be read${/^E[A-Z]{2,20}$/.test(code ?? '') ? `: ${code}` : ''}.`, LOG_TEXT);
  }
}

/** Its caller says what a text may be. */
function bytesOf(piece: unknown): Buffer {
  if (!isPiece(piece)) throw new TypeError();
  return Buffer.from(piece as string);
}

function isPiece(text: unknown): text is string | Uint8Array {
  return typeof text === 'string' || text instanceof Uint8Array;
}

function inMilliseconds(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : `${ms}ms`;
}

function around(signal: AbortSignal | undefined) {
  return { version, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC', interrupted: interruptionOf(signal) };
}

/** A program's own signal ends a run like Ctrl-C does. */
function interruptionOf(signal: AbortSignal | undefined): AbortSignal {
  const controller = new AbortController();
  const end = () => controller.abort(Object.assign(new Error('ended by the caller'), { code: 'INTERRUPTED', signal: 'SIGINT' }));
  unlessItThrows('The signal', () => (signal?.aborted ? end() : signal?.addEventListener('abort', end, { once: true })));
  return controller.signal;
}
