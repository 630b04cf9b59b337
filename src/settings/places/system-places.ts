import { type AskSystem, askSystem } from '../../machine/ask-system.ts';
import type { PlaceKind } from '../../model/facts/places.ts';
import type { Platform } from '../../model/layers.ts';
import type { Assignment } from './assignment.ts';
import { PLACE_VARIABLES } from './names.ts';

/** Variables that the system itself gives to the programs that it starts. */
export interface SystemPlace {
  kind: PlaceKind;
  assignments: Assignment[];
}

/** With its path, because Windows looks into the working directory first. */
const REG = 'C:\\Windows\\System32\\reg.exe';
const USER = 'HKCU\\Environment';
const MACHINE = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment';

/** These alone are worth a program each. */
const ASKED_OF_LAUNCHD = [
  'OPENAI_API_KEY',
  'OPENAI_BASE_URL',
  'OPENAI_API_BASE',
  'AZURE_OPENAI_API_KEY',
  'AZURE_OPENAI_ENDPOINT',
];

/** The environment of a user and of the machine in the registry of Windows; on macOS that of launchd, which starts desktop programs. */
export async function systemPlaces(platform: Platform, ask: AskSystem = askSystem): Promise<SystemPlace[]> {
  if (platform === 'windows') {
    const [user, machine] = await Promise.all([ask(REG, ['query', USER]), ask(REG, ['query', MACHINE])]);
    return [
      { kind: 'windows-user', assignments: registryValues(user ?? '') },
      { kind: 'windows-machine', assignments: registryValues(machine ?? '') },
    ];
  }
  if (platform !== 'macos') return [];
  const values = await Promise.all(ASKED_OF_LAUNCHD.map((name) => ask('/bin/launchctl', ['getenv', name])));
  return [{ kind: 'launchd', assignments: launchdValues(values) }];
}

/** What `launchctl getenv` printed for each of the names asked: the value and a line break, or nothing. */
export function launchdValues(values: (string | null)[]): Assignment[] {
  return values.flatMap((text, at) => {
    const value = text?.replace(/\n$/, '') ?? '';
    return value === '' ? [] : [{ name: ASKED_OF_LAUNCHD[at] as string, value, line: null, quoted: false }];
  });
}

/** `    NAME    REG_SZ    value`, one a line. Windows takes names in either case. */
export function registryValues(text: string): Assignment[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, name = '', value = ''] = /^ {4}(\S.{0,100}?) {4}REG_(?:EXPAND_)?SZ {4}(.*)$/.exec(line) ?? [];
    const known = PLACE_VARIABLES.find((one) => one === name.toUpperCase());
    return known && value.trim() !== '' ? [{ name: known, value, line: null, quoted: false }] : [];
  });
}
