import { workingDirectory } from '../../machine/working-directory.ts';
import type { Held, Place, PlacesFacts } from '../../model/facts/places.ts';
import type { Probe } from '../../model/probe.ts';
import type { Target } from '../../model/target.ts';
import { describeKey, readKey } from '../../secrets/key.ts';
import { formsOfKey, remember, secretsOfEnvironment } from '../../secrets/secrets.ts';
import { bareKey } from '../../settings/key-text.ts';
import type { Assignment } from '../../settings/places/assignment.ts';
import { isReference } from '../../settings/places/assignments.ts';
import { type PlaceFile, readPlaces } from '../../settings/places/find-places.ts';
import { heldBy } from '../../settings/places/names.ts';

/** The last characters would reveal too much of a shorter key. */
const LONG_ENOUGH = 20;

/** Finds every place in the working directory and the home directory that has a key or a base URL. Reads files; sends nothing. */
export const configPlaces: Probe<'config/places'> = {
  id: 'config/places',
  after: [],
  readsFiles: true,
  run: ({ target }) => placesOf(target, workingDirectory()),
  summarise,
  trouble: () => null,
};

/** The places as seen from a directory; null where there is none. */
export async function placesOf(target: Target, directory: string | null): Promise<PlacesFacts> {
  const { env, platform } = target;
  const files = await readPlaces({ directory, home: homeOf(target), env, platform });
  rememberSecrets(files, target);
  const process = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined ? [{ name, value, line: null, quoted: false }] : [],
  );
  const all: PlaceFile[] = [{ kind: 'process', path: null, assignments: process, refused: null }, ...files];
  return {
    envFileDifferences: target.envFileDifferences ?? [],
    places: all.flatMap((file) => file.assignments.flatMap((one) => placeOf(one, file, target) ?? [])),
    unreadable: files.flatMap(({ path, refused }) => (refused === null || path === null ? [] : [{ path, code: refused }])),
  };
}

function homeOf({ env, platform }: Target): string | null {
  return (platform === 'windows' ? env.USERPROFILE : env.HOME) || null;
}

function placeOf({ name, value, line, quoted, variables }: Assignment, { kind, path }: PlaceFile, target: Target): Place | null {
  const holds = heldBy(name, kind);
  if (holds === null || isReference(value)) return null;
  const place = { kind, name, path, line, holds, quoted };
  // A variable that is set and empty counts as set for all that load files, and Compose makes one of a variable that is not set.
  if (value.trim() === '') return { ...place, shown: 'empty', last: '', inUse: false };
  if (holds === 'key') return keyPlace(place, value, target);
  return { ...place, ...plainPlace(holds, value, target), ...(isOfOthers(variables) ? { shown: '(from variables)' } : {}) };
}

/** Whether a file of the project put values of variables into its own that reports do not show. */
function isOfOthers(variables: string[] = []): boolean {
  return variables.some((name) => !HARMLESS.test(name));
}

const HARMLESS = /^(?:(?:AZURE_)?OPENAI_(?:BASE_URL|API_BASE|ENDPOINT|ORG(?:_ID|ANIZATION)|PROJECT(?:_ID)?))$/;

/** A key that was found is a secret of this run, whoever uses it. */
function keyPlace(place: Omit<Place, 'shown' | 'last' | 'inUse'>, value: string, target: Target): Place | null {
  if (readKey(value).kind === 'placeholder') return null;
  remember(target, formsOfKey(value));
  const key = bareKey(value);
  const last = key.length >= LONG_ENOUGH ? key.slice(-4) : '';
  return { ...place, shown: describeKey(key), last, inUse: key === bareKey(target.key?.value ?? '') };
}

/** All that a file gives under the name of a secret is one of this run, whether it is a key of this API or a password of something else. */
function rememberSecrets(files: PlaceFile[], target: Target): void {
  const all = files.flatMap(({ assignments }) => assignments);
  remember(
    target,
    all.flatMap(({ name, value }) => secretsOfEnvironment({ [name]: value })),
  );
}

/** Enough to tell two IDs apart, and no more than support is told anyway. */
const ID_SHOWN = 11;

function plainPlace(holds: Exclude<Held, 'key'>, value: string, target: Target): Pick<Place, 'shown' | 'last' | 'inUse'> {
  if (holds === 'base-url') return { shown: withoutSecrets(value), last: '', inUse: isSameUrl(value, target) };
  const id = value.trim();
  const shown = /^(?:org|proj)[-_]\w{1,60}$/.test(id) ? `${id.slice(0, ID_SHOWN)}…` : '(not an ID)';
  return { shown, last: '', inUse: id === target[holds]?.value };
}

/** The origin and path of a base URL: its user part and query may be secrets. */
function withoutSecrets(value: string): string {
  if (!URL.canParse(value.trim())) return '(not a URL)';
  const { origin, pathname } = new URL(value.trim());
  return `${origin}${pathname.replace(/\/$/, '')}`;
}

function isSameUrl(value: string, { baseUrl }: Target): boolean {
  const bare = (text: string) => text.trim().replace(/(?<!\/)\/+$/, '');
  return bare(value) === bare(baseUrl);
}

function summarise({ places }: PlacesFacts): string {
  const count = (held: Held) => places.filter(({ holds, shown }) => holds === held && shown !== 'empty').length;
  const keys = count('key');
  return `${keys} ${keys === 1 ? 'place holds' : 'places hold'} a key, ${count('base-url')} a base URL`;
}
