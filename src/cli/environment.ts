import { stat } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import type { Io } from '../machine/io.ts';
import type { CheckOptions } from '../model/check-options.ts';
import type { EnvFileDifference } from '../model/facts/env-file.ts';
import { UsageError } from '../model/usage-error.ts';
import { envFileDifferences } from '../settings/env-file/differences.ts';
import { isReadByChecks } from '../settings/env-file/variables.ts';
import { codeOf, readWithPatience, type Wanted } from './small-file.ts';

type Env = Io['env'];

/** The environment that a run judges, and whose it is where it is not this process's own. */
export interface JudgedEnvironment {
  env: Env;
  /** `.env, .env.local` or `process 4711`; null for this process's own environment. */
  source: string | null;
  /** Names of the variables that came from there. */
  names: ReadonlySet<string>;
  /** Lines of the files that other programs read differently. */
  differences: EnvFileDifference[];
}

type EnvironmentOptions = Pick<CheckOptions, 'envFile' | 'envOf'>;

const ENV_FILE: Wanted = { option: '--env-file', hint: 'Name a dotenv file of lines such as NAME=value.', largest: 1024 * 1024 };
/** The kernel gives no process more arguments and variables than this (`ARG_MAX` is 2 MiB by default). */
const PROCESS_ENVIRONMENT: Wanted = { option: '--env-of', hint: 'Name a running process of your own.', largest: 4 * 1024 * 1024 };

/** Takes the variables of `--env-of` instead of this process's, and lays those of each `--env-file` over them, the last file on top. */
export async function judgedEnvironment(options: EnvironmentOptions, io: Io): Promise<JudgedEnvironment> {
  const { envFile = [], envOf } = options;
  const base = envOf === undefined ? io.env : await environmentOfProcess(envOf, io);
  const files = [];
  for (const path of envFile) files.push(await variablesIn(path, io));
  const laid = Object.assign({}, ...files.map(({ variables }) => variables)) as Record<string, string>;
  const sources = [...(envOf === undefined ? [] : [`process ${envOf}`]), ...envFile];
  return {
    env: { ...base, ...laid },
    source: sources.length > 0 ? sources.join(', ') : null,
    names: new Set([...(envOf === undefined ? [] : Object.keys(base)), ...Object.keys(laid)]),
    differences: files.flatMap(({ differences }) => differences),
  };
}

interface EnvFile {
  variables: Record<string, string>;
  differences: EnvFileDifference[];
}

/** As `node --env-file` reads it: `util.parseEnv` is the same parser, and takes a byte order mark for a part of the first name, too. */
async function variablesIn(path: string, io: Io): Promise<EnvFile> {
  const text = await readWithPatience(path, ENV_FILE, io.interrupted);
  if (text === '' && (await isPipe(path))) throw new UsageError(`${ENV_FILE.option}: ${path} ${READ_BY_NODE}`);
  if (text.includes('\0')) throw new UsageError(`${ENV_FILE.option}: ${path} ${notText(text)}. ${ENV_FILE.hint}`);
  return { variables: parseEnv(text) as Record<string, string>, differences: envFileDifferences(path, text, isReadByChecks) };
}

/** Every Node.js reads what stands behind `--env-file` in its own command line, also behind the script (nodejs/node#54232). */
const READ_BY_NODE =
  'is a pipe with nothing in it. Node.js reads what --env-file names before api-doctor starts, and a pipe can be read once only. Name a file.';

async function isPipe(path: string): Promise<boolean> {
  const state = await stat(path).catch(() => null);
  return state?.isFIFO() ?? false;
}

/** Windows PowerShell 5 writes UTF-16 where a command's output goes into a file by `>`. Read as UTF-8, each of its marks is two replacements. */
function notText(text: string): string {
  return /^\ufffd{2}/.test(text) || /^(?:[\x01-\x7f]\0){2}|^(?:\0[\x01-\x7f]){2}/.test(text)
    ? 'is written in UTF-16, which no program reads as an env file: save it as UTF-8'
    : 'is no text file';
}

/** Linux alone shows a process's environment without a debugger, and only to the same user. */
async function environmentOfProcess(pid: string, io: Io): Promise<Env> {
  if (!/^[1-9]\d{0,9}$/.test(pid))
    throw new UsageError(`--env-of: ${JSON.stringify(pid)} is no process id. Give a number, as ps shows it.`);
  if (!/^linux/i.test(io.runtime.os)) {
    throw new UsageError(
      `--env-of reads /proc, which only Linux has. Save the variables of that process in a file and give it to --env-file.`,
    );
  }
  const text = await readWithPatience(`/proc/${pid}/environ`, PROCESS_ENVIRONMENT, io.interrupted).catch((error) => {
    throw refusedProcess(pid, error);
  });
  const pairs = text.split('\0').filter((pair) => pair.includes('=', 1));
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=', 1)), pair.slice(pair.indexOf('=', 1) + 1)]));
}

function refusedProcess(pid: string, error: unknown): unknown {
  const message = (error as Error).message ?? '';
  if (/does not exist|ESRCH/.test(message) || codeOf(error) === 'ESRCH') {
    return new UsageError(`--env-of: there is no process ${pid}. List your processes with: ps -u "$USER"`);
  }
  if (/EACCES|EPERM/.test(message)) {
    return new UsageError(
      `--env-of: the variables of process ${pid} cannot be read, because it belongs to another user or is protected. Run api-doctor as the user of that process.`,
    );
  }
  return error;
}
