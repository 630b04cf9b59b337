import type { Place } from '../../model/facts/places.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { factsOf } from '../seen.ts';
import { keyPage, keySeen } from './key-evidence.ts';
import { isCompared, placeLine, placeValues, RULES, readerLines, whereOf } from './place-texts.ts';

/** More would not be read. */
const MOST_NAMED = 3;

/** No key in any of the places checked, and where one lies that this process did not get. */
export function missingKey(c: DiagnosisInput): Evidence | null {
  const facts = keySeen(c);
  if (facts?.kind !== 'none') return null;
  const variable = facts.elsewhere.find((name) => /^OPENAI_/.test(name) && name !== 'OPENAI_ADMIN_KEY');
  const [place = 'OPENAI_API_KEY'] = c.target.keyPlaces;
  const emptyFile = /^--api-key-file (.+)$/.exec(place)?.[1];
  const ownHost = c.target.url && !c.target.url.isPublicApi && !wantsKey(c) ? c.target.url.host : '';
  const [others, notRead] = [emptyFile ? [] : keysElsewhere(c), facts.elsewhere];
  // Files are named here in reports of versions that had no probe for them.
  const envFile = notRead.find((name) => name.startsWith('.'));
  const [first] = others;
  return {
    details: [
      `Checked: ${c.target.keyPlaces.join(', ')}`,
      ...notRead.map((name) => `${name} may contain a key`),
      ...others.map(placeLine),
      ...(first ? readerLines(allPlaces(c), 'key', first.name) : []),
    ],
    probeIds: first ? ['config/key', 'config/places'] : ['config/key'],
    templateValues: {
      look: [emptiness(c, place), ...notRead.map(whyUnread), ...others.slice(0, MOST_NAMED).map((one) => whyUnused(c, one))].join(
        ' ',
      ),
      keyPage: keyPage(c.target),
      ownHost,
      ...(variable ? { otherVariable: variable, otherShell: `$${variable}` } : {}),
      ...(envFile ? { envFile } : {}),
      ...(first ? placeValues(first) : {}),
      ...(first && isSetEmpty(c) ? { emptyVariable: 'OPENAI_API_KEY' } : {}),
      ...(emptyFile ? { emptyFile } : {}),
    },
  };
}

function allPlaces(c: DiagnosisInput): Place[] {
  return factsOf(c, 'config/places')?.places ?? [];
}

/** Keys under the name that the SDKs read, in places that they do not. */
function keysElsewhere(c: DiagnosisInput): Place[] {
  const keys = allPlaces(c).filter((place) => place.holds === 'key' && place.shown !== 'empty');
  const compared = keys.filter((place) => place.name === 'OPENAI_API_KEY' && isCompared(place));
  return [...compared, ...keys.filter(({ kind }) => kind === 'codex')];
}

/** The host rejected the request without a key, so any text will not do. */
function wantsKey(c: DiagnosisInput): boolean {
  const answers = [factsOf(c, 'http/unauthenticated')?.answer, factsOf(c, 'http/models')?.answer];
  return answers.some((answer) => answer?.status === 401 || answer?.status === 403);
}

function isSetEmpty({ target }: DiagnosisInput): boolean {
  return target.env.OPENAI_API_KEY !== undefined;
}

function emptiness(c: DiagnosisInput, place: string): string {
  if (place !== 'OPENAI_API_KEY') return `${place} is empty.`;
  return isSetEmpty(c) ? 'OPENAI_API_KEY is set but empty.' : 'OPENAI_API_KEY is not set.';
}

function whyUnread(name: string): string {
  if (name.startsWith('.')) return `${name} contains one, but the SDKs do not read it unless the program loads it.`;
  if (name === 'OPENAI_ADMIN_KEY') return 'OPENAI_ADMIN_KEY is set, but an admin key cannot call models.';
  if (name.startsWith('AZURE_')) return `${name} is set, but only AzureOpenAI reads it.`;
  return `${name} is set, but the SDKs do not read it.`;
}

/** The first letter of a sentence is a path's, so it stays as it is. */
function whyUnused(c: DiagnosisInput, place: Place): string {
  const where = whereOf(place).replace(/^the/, 'The');
  if (place.kind === 'dotenv') {
    return isSetEmpty(c)
      ? `${where} contains one, but ${RULES.dotenv}, not even one that is empty.`
      : `${where} contains one, but the SDKs do not read it unless the program loads it.`;
  }
  if (place.kind === 'shell-profile') {
    return `${where} sets one, but ${RULES['shell-profile']}: programs that the desktop, an IDE, cron, or a service starts do not get it.`;
  }
  return `${where} contains one, but ${RULES[place.kind as keyof typeof RULES]}.`;
}
