import { readdir } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { aFewAtOnce } from '../../machine/a-few-at-once.ts';
import { readStart } from '../../machine/read-file.ts';
import { denial, isThere, NOT_THERE, whatIsThere } from '../../machine/what-is-there.ts';
import type { PlaceKind } from '../../model/facts/places.ts';
import type { Platform } from '../../model/layers.ts';
import type { Assignment } from './assignment.ts';
import { assignmentsIn } from './assignments.ts';
import { type Candidate, candidates, directoriesUpFrom } from './candidates.ts';
import { envFilesOf, interpolated, referencesIn } from './compose.ts';
import { systemPlaces } from './system-places.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What one place gives: its assignments, or the code with which the system refused to open it. */
export interface PlaceFile {
  kind: PlaceKind;
  /** Null for what is no file. */
  path: string | null;
  assignments: Assignment[];
  refused: string | null;
}

/** Where to look, and whose variables Compose would put into its files. */
export interface PlacesSought {
  directory: string | null;
  home: string | null;
  env: Env;
  platform: Platform;
}

/** More than any of these files needs. */
const FILE_LIMIT = 65_536;

/** Reads every place that may hold a key or a base URL: files near the working directory and of the home directory, and the system's settings. */
export async function readPlaces(sought: PlacesSought): Promise<PlaceFile[]> {
  const [files, ofSystem] = await Promise.all([
    aFewAtOnce(await candidatesThere(sought), (one) => readCandidate(one, sought)),
    systemPlaces(sought.platform),
  ]);
  const all = [...files.flat(), ...ofSystem.map((one) => ({ ...one, path: null, refused: null }))];
  return all.filter(({ assignments, refused }) => assignments.length > 0 || refused !== null);
}

async function candidatesThere({ directory, home, env }: PlacesSought): Promise<Candidate[]> {
  const ofCodex = env.CODEX_HOME || (home && join(home, '.codex'));
  const answering = await whatIsThere([directory, home, ofCodex].filter((one) => one !== null));
  const ifAnswering = (one: string | null) => (one !== null && answering.includes(one) ? one : null);
  const [near, here, codexHome] = [directory, home, ofCodex].map(ifAnswering) as [string | null, string | null, string | null];
  const directories = near === null ? [] : inRepository(near);
  const wanted = [...candidates({ directories, home: here, codexHome }), ...(await userEnvironment(here))];
  return wanted.filter(({ path }) => !NOT_THERE.test(denial(path) ?? ''));
}

/** The directories from this one up to the root of the repository that it lies in; this one alone where it lies in none. */
function inRepository(directory: string): string[] {
  const chain = directoriesUpFrom(resolve(directory));
  return chain.slice(
    0,
    Math.max(
      0,
      chain.findIndex((one) => isThere(join(one, '.git'))),
    ) + 1,
  );
}

/** One file, and behind a Compose file those that its `env_file` names. */
async function readCandidate({ kind, path, format }: Candidate, sought: PlacesSought): Promise<PlaceFile[]> {
  const { text, problem } = await readStart(path, FILE_LIMIT);
  const refused = problem && !NOT_THERE.test(problem.code ?? '') ? problem.code : null;
  const file = { kind, path: shownPath(path, sought), assignments: assignmentsIn(text, format), refused };
  return format === 'compose' && text !== '' ? asComposeReads(file, text, dirname(path), sought) : [file];
}

async function asComposeReads(file: PlaceFile, text: string, folder: string, sought: PlacesSought): Promise<PlaceFile[]> {
  const beside = assignmentsIn((await readStart(join(folder, '.env'), FILE_LIMIT)).text, 'dotenv');
  const variables = { ...Object.fromEntries(beside.map(({ name, value }) => [name, value])), ...sought.env };
  const ofEnvironment = (text: string) => referencesIn(text).filter((name) => sought.env[name] !== undefined);
  const assignments = file.assignments.map((one) => {
    return { ...one, value: interpolated(one.value, variables), variables: ofEnvironment(one.value) };
  });
  const envFiles = envFilesOf(text).map((name): Candidate => {
    return { kind: 'compose-env-file', path: resolve(folder, interpolated(name, variables)), format: 'dotenv' };
  });
  const read = await aFewAtOnce(envFiles, (one) => readCandidate(one, sought));
  return [{ ...file, assignments }, ...read.flat()];
}

/** More files than such a directory holds in practice. */
const MOST_FILES = 32;

/** The files of environment.d(5), from which systemd takes the variables of a user's services. */
async function userEnvironment(home: string | null): Promise<Candidate[]> {
  if (home === null) return [];
  const folder = join(home, '.config', 'environment.d');
  const names = isThere(folder) ? await readdir(folder).catch(() => []) : [];
  const wanted = names.filter((name) => name.endsWith('.conf')).slice(0, MOST_FILES);
  return wanted.map((name): Candidate => ({ kind: 'systemd-user', path: join(folder, name), format: 'lines' }));
}

/** As a person would type it: relative to the working directory where it is near, else from the home directory. */
function shownPath(path: string, { directory, home }: Pick<PlacesSought, 'directory' | 'home'>): string {
  const near = directory === null ? null : resolve(directory);
  if (home !== null && path.startsWith(`${home}${sep}`) && (near === null || !path.startsWith(`${near}${sep}`)))
    return `~${sep}${relative(home, path)}`;
  return near === null ? path : relative(near, path);
}
