import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { aFewAtOnce } from '../../machine/a-few-at-once.ts';
import { readStart } from '../../machine/read-file.ts';
import { type Assignment, assignmentsIn } from './assignments.ts';
import { type Candidate, candidates, directoriesUpTo } from './candidates.ts';

/** What one file gives: its assignments, or the code with which the system refused to open it. */
export interface PlaceFile {
  kind: Candidate['kind'];
  path: string;
  assignments: Assignment[];
  refused: string | null;
}

/** More than any of these files needs. */
const FILE_LIMIT = 65_536;

/** Reads every file near the working directory and of the home directory that may hold a key or a base URL. Nothing is run. */
export async function readPlaces(directory: string | null, home: string | null): Promise<PlaceFile[]> {
  const directories = directory === null ? [] : directoriesUpTo(resolve(directory), (one) => isThere(join(one, '.git')));
  const wanted = [...candidates({ directories, home }), ...(await userEnvironment(home))];
  const files = await aFewAtOnce(wanted, (one) => readPlace(one, { directory, home }));
  return files.filter(({ assignments, refused }) => assignments.length > 0 || refused !== null);
}

async function readPlace(
  { kind, path, format }: Candidate,
  from: { directory: string | null; home: string | null },
): Promise<PlaceFile> {
  const { text, problem } = await readStart(path, FILE_LIMIT);
  const refused = problem && !/^(?:ENOENT|ENOTDIR|EISDIR|ELOOP)$/.test(problem.code ?? '') ? problem.code : null;
  return { kind, path: shownPath(path, from), assignments: assignmentsIn(text, format), refused };
}

/** More files than anybody keeps there. */
const MOST_FILES = 32;

/** The files of environment.d(5), from which systemd takes the variables of a user's services. */
async function userEnvironment(home: string | null): Promise<Candidate[]> {
  if (home === null) return [];
  const folder = join(home, '.config', 'environment.d');
  const names = await readdir(folder).catch(() => []);
  const wanted = names.filter((name) => name.endsWith('.conf')).slice(0, MOST_FILES);
  return wanted.map((name): Candidate => ({ kind: 'systemd-user', path: join(folder, name), format: 'lines' }));
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** As a person would type it: relative to the working directory where it is near, else from the home directory. */
function shownPath(path: string, { directory, home }: { directory: string | null; home: string | null }): string {
  const near = directory === null ? null : resolve(directory);
  if (home !== null && path.startsWith(`${home}${sep}`) && (near === null || !path.startsWith(`${near}${sep}`)))
    return `~${sep}${relative(home, path)}`;
  return near === null ? path : relative(near, path);
}
