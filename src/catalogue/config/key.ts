import { knownVendors } from '../../knowledge/providers/vendors.ts';
import type { KeyFacts } from '../../model/facts/config.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { isWrongHere, keyEvidence, keySeen, keyVerdict } from './key-evidence.ts';
import { cleaningCommands, flawText, issuerOf, isUnsendable, mismatch, notAKey, paddingOf, raisedFor } from './key-readings.ts';

/** Text that is not allowed in a header is wrong everywhere; other text is wrong where the host rejects it. */
export function malformedKey(c: DiagnosisInput): Evidence | null {
  const facts = keySeen(c);
  const flaws = facts && flawText(facts.flaws);
  if (!facts || !flaws || !(isUnsendable(facts.flaws) || isWrongHere(c))) return null;
  const { pythonType, consequence } = raisedFor(facts.flaws);
  return keyEvidence(c, facts, {
    details: facts.flawDetails.map((spot) => spot.charAt(0).toUpperCase() + spot.slice(1)),
    pythonType,
    templateValues: { flaws, consequence, ...cleaningCommands(facts.flaws) },
  });
}

/** A placeholder; a self-hosted server may accept it. */
export function sampleKey(c: DiagnosisInput): Evidence | null {
  const facts = keySeen(c);
  if (facts?.kind !== 'placeholder' || !isWrongHere(c)) return null;
  return keyEvidence(c, facts, { templateValues: { sample: facts.vendor ?? 'a sample text', ...whereFrom(c, facts) } });
}

/** What the text was to be, and where the real key is. */
function whereFrom({ target: { url } }: DiagnosisInput, { vendor, source }: KeyFacts): Record<string, string | number> {
  const variable = /^[A-Z_]+$/.test(source ?? '') ? (source as string) : null;
  const sample = vendor ?? '';
  if (variable && sample === 'a key encoded in base64') return { encodedVariable: variable };
  if (variable && sample.startsWith('a Key Vault')) return { vaultVariable: variable };
  if (variable && /^a reference to a secret that/.test(sample)) return { referenceVariable: variable };
  return url?.isLoopback ? { keyedPort: url.port } : {};
}

/** A key of one vendor, sent to another. */
export function foreignKey(c: DiagnosisInput): Evidence | null {
  const facts = keySeen(c);
  const found = facts && mismatch(c, facts);
  if (!facts || !found || keyVerdict(c) === 'accepted') return null;
  const issuerUrl = knownVendors.find(({ name }) => name === found.issuer)?.baseUrl;
  return keyEvidence(c, facts, { templateValues: { ...found, ...(issuerUrl ? { issuerUrl } : {}) } });
}

/** A credential of the API that is not an API key. */
export function notAnApiKey(c: DiagnosisInput): Evidence | null {
  const facts = keySeen(c);
  const thing = facts && notAKey(facts);
  if (!facts || !thing || !c.target.url?.isOpenAi || keyVerdict(c) === 'accepted') return null;
  return keyEvidence(c, facts, { templateValues: { thing, ...properPlace(facts, c.target.key?.value ?? '') } });
}

function properPlace({ kind }: KeyFacts, value: string): Record<string, string> {
  if (kind === 'openai-admin') return { adminVariable: 'OPENAI_ADMIN_KEY' };
  if (kind !== 'id') return {};
  if (value.includes('org-')) return { idVariable: 'OPENAI_ORG_ID' };
  return value.includes('proj_') ? { idVariable: 'OPENAI_PROJECT_ID' } : {};
}

/** White space around a key that is otherwise well-formed. */
export function paddedKey(c: DiagnosisInput): Evidence | null {
  const facts = keySeen(c);
  if (!facts?.flaws.includes('padded')) return null;
  const { where, consequence } = paddingOf(c.target.key?.value ?? '');
  return keyEvidence(c, facts, { details: [`There is ${where}`], templateValues: { where, consequence } });
}

/** A format that OpenAI keys did not have so far. */
export function unusualKey(c: DiagnosisInput): Evidence | null {
  const facts = keySeen(c);
  if (facts?.kind !== 'unknown' || issuerOf(facts) || !c.target.url?.isOpenAi || keyVerdict(c) === 'accepted') return null;
  return keyEvidence(c, facts, {});
}
