import { knownVendors } from '../../knowledge/providers/vendors.ts';
import type { KeyFacts } from '../../model/facts/config.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';
import { isWrongHere, keyEvidence, keyPage, keySeen, wordOnKey } from './key-evidence.ts';
import { cleaningCommands, flawText, issuerOf, isUnsendable, mismatch, notAKey, paddingOf, raisedFor } from './key-readings.ts';

/** No key in any place that was looked at. */
export function missingKey(c: Case): Evidence | null {
  const facts = keySeen(c);
  if (facts?.kind !== 'none') return null;
  const variable = facts.elsewhere.find((name) => /^OPENAI_/.test(name) && name !== 'OPENAI_ADMIN_KEY');
  const envFile = facts.elsewhere.find((name) => name.startsWith('.'));
  const [place = 'OPENAI_API_KEY'] = c.target.keyPlaces;
  const emptyFile = /^--api-key-file (.+)$/.exec(place)?.[1];
  const ownHost = c.target.url && !c.target.url.isPublicApi ? c.target.url.host : '';
  return {
    lines: [
      `Looked at: ${c.target.keyPlaces.join(', ')}`,
      ...facts.elsewhere.map((name) => `${name} holds something that may be one`),
    ],
    causes: ['config/key'],
    values: {
      look: [emptiness(c, place), ...facts.elsewhere.map(whyUnread)].join(' '),
      keyPage: keyPage(c.target),
      ownHost,
      ...(variable ? { otherVariable: variable, otherShell: `$${variable}` } : {}),
      ...(envFile ? { envFile } : {}),
      ...(emptyFile ? { emptyFile } : {}),
    },
  };
}

function emptiness({ target }: Case, place: string): string {
  if (place !== 'OPENAI_API_KEY') return `There is nothing in it: ${place}.`;
  return target.env.OPENAI_API_KEY === undefined ? 'OPENAI_API_KEY is not set.' : 'OPENAI_API_KEY is set, but to nothing.';
}

function whyUnread(name: string): string {
  if (name.startsWith('.'))
    return `The file ${name} in this folder has one, but a client reads no such file unless the program loads it.`;
  if (name === 'OPENAI_ADMIN_KEY') return 'OPENAI_ADMIN_KEY is set, but an admin key may not call models.';
  if (name.startsWith('AZURE_')) return `${name} is set, but only AzureOpenAI reads it.`;
  return `${name} is set, but clients do not read a variable of that name.`;
}

/** Text that no header can carry is wrong everywhere; text that can be sent is wrong where the host does not take it. */
export function malformedKey(c: Case): Evidence | null {
  const facts = keySeen(c);
  const flaws = facts && flawText(facts.flaws);
  if (!facts || !flaws || !(isUnsendable(facts.flaws) || isWrongHere(c))) return null;
  const { pythonType, consequence } = raisedFor(facts.flaws);
  return keyEvidence(c, facts, {
    lines: facts.flawDetails.map((spot) => spot.charAt(0).toUpperCase() + spot.slice(1)),
    pythonType,
    values: { flaws, consequence, ...cleaningCommands(facts.flaws) },
  });
}

/** A sample text, which a server of somebody's own may take for a key all the same. */
export function sampleKey(c: Case): Evidence | null {
  const facts = keySeen(c);
  if (facts?.kind !== 'placeholder' || !isWrongHere(c)) return null;
  return keyEvidence(c, facts, { values: { sample: facts.vendor ?? 'a sample text' } });
}

/** A key of one vendor's on the way to another. */
export function foreignKey(c: Case): Evidence | null {
  const facts = keySeen(c);
  const found = facts && mismatch(c, facts);
  if (!facts || !found || wordOnKey(c) === 'accepted') return null;
  const issuerUrl = knownVendors.find(({ name }) => name === found.issuer)?.baseUrl;
  return keyEvidence(c, facts, { values: { ...found, ...(issuerUrl ? { issuerUrl } : {}) } });
}

/** Something that the API gave out and that is no API key. */
export function notAnApiKey(c: Case): Evidence | null {
  const facts = keySeen(c);
  const thing = facts && notAKey(facts);
  if (!facts || !thing || !c.target.url?.isOpenAi || wordOnKey(c) === 'accepted') return null;
  return keyEvidence(c, facts, { values: { thing, ...properPlace(facts, c.target.key?.value ?? '') } });
}

function properPlace({ kind }: KeyFacts, value: string): Record<string, string> {
  if (kind === 'openai-admin') return { adminVariable: 'OPENAI_ADMIN_KEY' };
  if (kind !== 'id') return {};
  if (value.includes('org-')) return { idVariable: 'OPENAI_ORG_ID' };
  return value.includes('proj_') ? { idVariable: 'OPENAI_PROJECT_ID' } : {};
}

/** White space around a key that is otherwise sound. */
export function paddedKey(c: Case): Evidence | null {
  const facts = keySeen(c);
  if (!facts?.flaws.includes('padded')) return null;
  const { where, consequence } = paddingOf(c.target.key?.value ?? '');
  return keyEvidence(c, facts, { lines: [`There is ${where}`], values: { where, consequence } });
}

/** A form that OpenAI's keys did not have so far. */
export function unusualKey(c: Case): Evidence | null {
  const facts = keySeen(c);
  if (facts?.kind !== 'unknown' || issuerOf(facts) || !c.target.url?.isOpenAi || wordOnKey(c) === 'accepted') return null;
  return keyEvidence(c, facts, {});
}
