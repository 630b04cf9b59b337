import { readBy } from '../../knowledge/clients/readers.ts';
import type { Held, Place, PlaceKind } from '../../model/facts/places.ts';

/** How a place is used, to say why its value does not count here. */
export const RULES: Record<Exclude<PlaceKind, 'process'>, string> = {
  dotenv: 'python-dotenv, dotenv, and node --env-file do not override a variable that is already set',
  direnv: 'direnv sets it only when a shell enters this directory',
  compose: 'Docker Compose gives it to its containers only',
  'compose-env-file': 'Docker Compose gives it to its containers only',
  'shell-profile': 'a shell reads it only when it starts',
  'systemd-user': 'systemd gives it to the services of a user only',
  launchd: 'launchd gives it only to programs that are started from the Dock or the Finder',
  'windows-user': 'programs that are already running keep the value with which they started',
  'windows-machine': 'the value of the user wins over that of the machine, and programs that are already running keep theirs',
  codex: 'codex alone reads it',
  'claude-code': 'Claude Code gives it only to what it starts',
  continue: 'Continue alone reads it',
  aider: 'aider alone reads it',
  llm: 'llm alone reads it',
};

/** Files of single programs are there to differ. What a program started here would load by itself or by habit is not. */
const OF_ONE_PROGRAM: PlaceKind[] = ['process', 'claude-code', 'codex', 'continue', 'aider', 'llm'];
const OF_A_MODE = /\.env\.(?:development|production)/;

/** Whether programs that are started here might as well have got this value. */
export function isCompared({ kind, path, shown }: Place): boolean {
  return !OF_ONE_PROGRAM.includes(kind) && !OF_A_MODE.test(path ?? '') && shown !== 'empty';
}

/** One line for each place. */
export function placeLine(place: Place): string {
  return `${whereOf(place)}: ${place.name} is ${shownValue(place)}${place.inUse ? ' (in use)' : ''}`;
}

/** Who takes the value from where, one line for each place that somebody reads. Only where there is a choice. */
export function readerLines(places: readonly Place[], holds: Held, name: string): string[] {
  return readBy(places, holds, name).map(({ place, readers }) => `Used by ${readers.join(', ')}: ${whereOf(place)}`);
}

/** The place as the subject of a sentence. */
export function whereOf({ kind, path, line }: Place): string {
  if (kind === 'process') return 'the environment';
  if (kind === 'launchd') return 'launchd';
  if (kind === 'windows-user') return 'the user environment of Windows';
  if (kind === 'windows-machine') return 'the system environment of Windows';
  return line === null ? (path ?? kind) : `${path} line ${line}`;
}

/** A key by its prefix, length, and last characters. */
export function shownValue({ shown, last }: Place): string {
  return last === '' ? shown : `${shown}, ending in ${last}`;
}

/** The values with which the steps name a place. `--env-file` reads all files that are written as dotenv files are. */
export function placeValues({ kind, path }: Place): Record<string, string> {
  const file = path ?? '';
  if (kind === 'dotenv' || kind === 'compose-env-file') return { envFile: file };
  if (kind === 'compose') return { composeFile: file };
  if (kind === 'shell-profile') return { profile: file };
  if (kind === 'direnv') return { direnvFile: file };
  return kind === 'windows-user' || kind === 'windows-machine' ? { registry: whereOf({ kind, path } as Place) } : {};
}
