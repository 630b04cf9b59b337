import type { Place } from '../../model/facts/places.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { factsOf } from '../seen.ts';
import { keyVerdict } from './key-evidence.ts';

/** Files of single programs and of other modes are there to differ. What a program started here would load by itself or by habit is not. */
const COMPARED: Place['kind'][] = ['dotenv', 'direnv', 'compose', 'shell-profile', 'systemd-user'];
const OF_A_MODE = /\.env\.(?:development|production)/;

/** How a place is used, to say which value wins there. */
const RULES: Partial<Record<Place['kind'], string>> = {
  dotenv: 'python-dotenv, dotenv, and node --env-file do not override a variable that is already set',
  direnv: 'direnv sets it only when a shell enters this directory',
  compose: 'Docker Compose gives it to its containers only',
  'shell-profile': 'a shell reads it only when it starts',
  'systemd-user': 'systemd gives it to the services of a user only',
};

/** Another value of the variable in use, in a place that programs here read, and that is passed over. */
export function shadowed(c: DiagnosisInput): Evidence | null {
  const key = passedOver(c, 'key', c.target.key?.source ?? null);
  const url = passedOver(c, 'base-url', c.target.baseUrlSource);
  const found = key ?? url;
  if (!found) return null;
  const refused = key ? refusalOf(c) : {};
  const { other, name } = found;
  return {
    details: [
      ...(factsOf(c, 'config/places')?.places ?? []).filter((place) => place.holds === other.holds).map(lineOf),
      ...(refused.line ?? []),
    ],
    probeIds: refused.line ? ['config/places', 'http/models'] : ['config/places'],
    ...(refused.evidence ?? {}),
    templateValues: {
      variable: name,
      what: other.holds === 'key' ? 'key' : 'base URL',
      used: found.used,
      otherPlace: whereOf(other),
      otherValue: shownValue(other),
      why: `${RULES[other.kind]}.${refused.line ? ' The API rejects the one that is used.' : ''}`,
      ...(other.kind === 'dotenv' && other.path ? { envFile: other.path } : {}),
      ...(other.kind === 'compose' ? { composeFile: other.path ?? '' } : {}),
      ...(other.kind === 'shell-profile' ? { profile: other.path ?? '' } : {}),
    },
  };
}

/** Only a variable of the environment is compared: what an option or a file names is meant. */
function passedOver(
  c: DiagnosisInput,
  holds: Place['holds'],
  source: string | null,
): { other: Place; name: string; used: string } | null {
  const places = factsOf(c, 'config/places')?.places ?? [];
  const winner = places.find(
    (place) => place.kind === 'process' && place.holds === holds && place.name === source && place.inUse,
  );
  if (!winner) return null;
  const others = places.filter((place) => place.holds === holds && place.name === winner.name && !place.inUse);
  const other = others.find(({ kind, path }) => COMPARED.includes(kind) && !OF_A_MODE.test(path ?? ''));
  return other ? { other, name: winner.name, used: shownValue(winner) } : null;
}

/** What the API answered where it refused the key in use. */
function refusalOf(c: DiagnosisInput): { line?: string[]; evidence?: Partial<Evidence> } {
  const models = factsOf(c, 'http/models');
  if (keyVerdict(c) !== 'rejected' || models?.answer?.status !== 401) return {};
  return {
    line: ['The API answered 401 to the key that is used'],
    evidence: { severity: 'error', httpStatus: 401, pythonType: 'AuthenticationError', apiError: '401-incorrect-api-key' },
  };
}

function lineOf(place: Place): string {
  return `${whereOf(place)}: ${place.name} is ${shownValue(place)}${place.inUse ? ' (in use)' : ''}`;
}

function whereOf({ kind, path, line }: Place): string {
  if (kind === 'process') return 'the environment of this process';
  return line === null ? (path ?? kind) : `${path} line ${line}`;
}

/** A key by its prefix, length, and last characters. */
function shownValue({ shown, last }: Place): string {
  return last === '' ? shown : `${shown}, ending in ${last}`;
}
