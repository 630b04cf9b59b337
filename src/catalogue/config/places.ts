import { HELD, type Held, type Place } from '../../model/facts/places.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { factsOf } from '../seen.ts';
import { keyVerdict } from './key-evidence.ts';
import { isCompared, placeLine, placeValues, RULES, readerLines, shownValue, whereOf } from './place-texts.ts';

const WHAT: Record<Held, string> = {
  key: 'key',
  'base-url': 'base URL',
  organization: 'organization',
  project: 'project',
};

/** Where the value in use comes from another shell or another time, an old value elsewhere says nothing while calls work. */
const TOLD_OF_FAILURES_ONLY: Place['kind'][] = [
  'direnv',
  'shell-profile',
  'systemd-user',
  'launchd',
  'windows-user',
  'windows-machine',
];

const OF_A_PROCESS = /^process \d+$/;

interface Passed {
  /** In use, from the environment of this process. */
  winner: Place;
  other: Place;
}

/** Another value of the variable in use, in a place that programs here read, and that is passed over. */
export function shadowed(c: DiagnosisInput): Evidence | null {
  const found = HELD.map((holds) => passedOver(c, holds)).find((one) => one !== null);
  if (!found) return null;
  const { winner, other } = found;
  const places = factsOf(c, 'config/places')?.places ?? [];
  const refused = other.holds === 'key' ? refusalOf(c) : {};
  return {
    details: [
      ...places.filter((place) => place.holds === other.holds && place.name === other.name).map(placeLine),
      ...(refused.line ?? []),
      ...readerLines(places, other.holds, other.name),
    ],
    probeIds: refused.line ? ['config/places', 'http/models'] : ['config/places'],
    ...(refused.evidence ?? {}),
    templateValues: {
      variable: winner.name,
      what: WHAT[other.holds],
      used: shownValue(winner),
      otherPlace: whereOf(other),
      otherValue: shownValue(other),
      why: `${RULES[other.kind as keyof typeof RULES]}.${refused.line ? ' The API rejects the one that is used.' : ''}`,
      ...placeValues(other),
    },
  };
}

/** The variable of the environment that gives the value in use: what an option or a file names is meant. */
function sourceOf({ target }: DiagnosisInput, holds: Held): string | null {
  if (holds === 'key') return target.key?.source ?? null;
  return holds === 'base-url' ? target.baseUrlSource : (target[holds]?.source ?? null);
}

function passedOver(c: DiagnosisInput, holds: Held): Passed | null {
  const places = (factsOf(c, 'config/places')?.places ?? []).filter((place) => place.holds === holds);
  // A file that was named is meant; a process that was named has its variables from somewhere.
  if (c.target.environmentSource && !OF_A_PROCESS.test(c.target.environmentSource)) return null;
  const source = sourceOf(c, holds)?.replace(/ in process \d+$/, '');
  const winner = places.find((place) => place.kind === 'process' && place.name === source && place.inUse);
  if (!winner) return null;
  const works = keyVerdict(c) === 'accepted';
  const hasItToo = (kind: Place['kind']) => places.some((place) => place.kind === kind && place.inUse);
  const other = places.find(
    (place) =>
      place.name === winner.name &&
      !place.inUse &&
      isCompared(place) &&
      !(TOLD_OF_FAILURES_ONLY.includes(place.kind) && (works || hasItToo(place.kind))),
  );
  return other ? { winner, other } : null;
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
