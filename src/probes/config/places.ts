import { workingDirectory } from '../../machine/working-directory.ts';
import type { Place, PlacesFacts } from '../../model/facts/places.ts';
import type { Probe } from '../../model/probe.ts';
import type { Target } from '../../model/target.ts';
import { describeKey, readKey } from '../../secrets/key.ts';
import { bareKey } from '../../settings/key-text.ts';
import { type Assignment, heldBy, isReference } from '../../settings/places/assignments.ts';
import { type PlaceFile, readPlaces } from '../../settings/places/find-places.ts';

/** The last characters would reveal too much of a shorter key. */
const LONG_ENOUGH = 20;

/** Finds every place in the working directory and the home directory that has a key or a base URL. Reads files; sends nothing. */
export const configPlaces: Probe<'config/places'> = {
  id: 'config/places',
  after: [],
  run: ({ target }) => placesOf(target, workingDirectory()),
  summarise,
  trouble: () => null,
};

/** The places as seen from a directory; null where there is none. */
export async function placesOf(target: Target, directory: string | null): Promise<PlacesFacts> {
  const files = await readPlaces(directory, homeOf(target));
  const process = Object.entries(target.env).flatMap(([name, value]) => (value ? [{ name, value, line: null }] : []));
  const all: PlaceFile[] = [{ kind: 'process', path: '', assignments: process, refused: null }, ...files];
  return {
    places: all.flatMap((file) => file.assignments.flatMap((one) => placeOf(one, file, target) ?? [])),
    unreadable: files.flatMap(({ path, refused }) => (refused === null ? [] : [{ path, code: refused }])),
  };
}

function homeOf({ env, platform }: Target): string | null {
  return (platform === 'windows' ? env.USERPROFILE : env.HOME) || null;
}

function placeOf({ name, value, line }: Assignment, { kind, path }: PlaceFile, target: Target): Place | null {
  const holds = heldBy(name);
  if (holds === null || isReference(value)) return null;
  const place = { kind, name, path: path || null, line };
  if (holds === 'base-url') return { ...place, holds, shown: withoutSecrets(value), last: '', inUse: isSameUrl(value, target) };
  const key = bareKey(value);
  if (readKey(value).kind === 'placeholder') return null;
  const last = key.length >= LONG_ENOUGH ? key.slice(-4) : '';
  return { ...place, holds, shown: describeKey(key), last, inUse: key === bareKey(target.key?.value ?? '') };
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
  const keys = places.filter(({ holds }) => holds === 'key').length;
  const urls = places.length - keys;
  return `${keys} ${keys === 1 ? 'place holds' : 'places hold'} a key, ${urls} a base URL`;
}
