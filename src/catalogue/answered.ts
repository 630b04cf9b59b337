import { parseJson } from '../knowledge/answer/body.ts';
import type { AnswerId, Reading } from '../knowledge/answer/reading.ts';
import { providers } from '../knowledge/providers/index.ts';
import { UNIX } from '../knowledge/steps.ts';
import type { ExchangeFacts } from '../model/facts/http.ts';
import type { Evidence, Step } from '../model/finding.ts';
import type { Case, ProbeId } from '../model/observation.ts';
import type { Target } from '../model/target.ts';
import { isAboutTheKey, isSound, listedModels, readingOf } from '../net/http/facts.ts';
import { isTelling } from '../probes/http/call-request.ts';
import { describeKey } from '../secrets/key.ts';

/** The exchanges whose answer is judged. */
type Exchange = 'http/models' | 'http/model' | 'http/call' | 'stream/events' | 'http/unauthenticated';

/** An answer that is not sound, with the probe that got it. */
export interface Answered {
  reading: Reading;
  probe: Exchange;
  facts: ExchangeFacts;
}

/** Holds where the answer of the API's address proves the finding. `more` adds what this finding alone knows. */
export function answered(
  id: AnswerId,
  more: (answered: Answered, c: Case) => Partial<Evidence> = () => ({}),
): (c: Case) => Evidence | null {
  return (c) => {
    const found = unsoundAnswer(c);
    return found?.reading.id === id ? evidenceOf(found, c, more(found, c)) : null;
  };
}

/**
 * The answer that decides: with the key where one was sent and anything came back, else without. Null where it is sound, and where a call
 * was answered: the listing of models is evidence, not the API.
 */
export function unsoundAnswer(c: Case): Answered | null {
  const keyed = exchangeOf(c, 'http/models');
  if (isCallSound(c) || isListingMissing(c)) return callAnswer(c);
  if (keyed?.answer && keyed.stage === 'done') return callAnswer(c) ?? readingFrom(c, 'http/models') ?? modelAnswer(c);
  return callAnswer(c) ?? readingFrom(c, 'http/model') ?? readingFrom(c, 'http/unauthenticated');
}

/** The facts of an exchange, where it was done at all. */
export function exchangeOf(c: Case, id: Exchange | 'http/invalid-key' | 'http/plaintext'): ExchangeFacts | null {
  const observation = c.seen[id];
  return observation?.status === 'ok' ? observation.facts : null;
}

/** The exchange that a call's way is judged by: with the key where it was sent, else without. */
export function mainExchange(c: Case): { probe: Exchange; facts: ExchangeFacts } | null {
  for (const probe of ['http/models', 'http/unauthenticated'] as const) {
    const facts = exchangeOf(c, probe);
    if (facts) return { probe, facts };
  }
  return null;
}

/** Whether a billable request was answered, in status and in shape. */
export function isCallSound(c: Case): boolean {
  const observation = c.seen['http/call'];
  return observation?.status === 'ok' && isSound(observation.facts);
}

/** What a server responds that has no listing of models: none of this proves that calls fail. */
const NO_LISTING = ['http/not-found', 'request/wrong-method', 'http/unmapped-status', 'server/error'];

/**
 * Whether the server has no listing of models, for all that is seen: it says so as an API does, its path is of the usual form, and none
 * was found below another path. A host that is known to have a listing has one: there it is the path that is wrong.
 */
export function isListingMissing(c: Case): boolean {
  const facts = exchangeOf(c, 'http/models') ?? exchangeOf(c, 'http/unauthenticated');
  const reading = facts && readingOf(facts);
  if (!reading || !NO_LISTING.includes(reading.id) || ![404, 405, 501].includes(reading.httpStatus ?? 0)) return false;
  const isJson = parseJson(facts.answer?.body ?? '') !== undefined;
  return (isJson || reading.httpStatus !== 404) && !isPathWrong(c, reading);
}

function isPathWrong({ seen, target }: Case, { provider, values }: Reading): boolean {
  const base = seen['config/base-url'];
  const trial = seen['http/base-path'];
  const isFoundElsewhere = trial?.status === 'ok' && trial.facts.tried.some(({ answersAsApi }) => answersAsApi);
  if (isFoundElsewhere || values.badPath !== undefined) return true;
  const entry = providers.find(({ id }) => id === provider);
  if (entry?.kind === 'vendor') return !entry.api?.lacks?.includes('/models');
  return target.url?.isPublicApi || (base?.status === 'ok' && base.facts.pathFlaw !== null);
}

/** True where the listing with the key is what the API sends. */
export function isListingSound(c: Case): boolean {
  const keyed = exchangeOf(c, 'http/models');
  return keyed !== null && keyed.stage === 'done' && readingOf(keyed) === null;
}

function readingFrom(c: Case, probe: Exchange): Answered | null {
  const facts = exchangeOf(c, probe);
  const reading = facts && readingOf(facts);
  if (!facts || !reading || (probe === 'http/unauthenticated' && isAboutTheKey(reading))) return null;
  return { reading, probe, facts };
}

/** What a billable request met, with `--deep`: made only where the key is accepted, it says most about the caller's own calls. */
function callAnswer(c: Case): Answered | null {
  for (const probe of ['http/call', 'stream/events'] as const) {
    const observation = c.seen[probe];
    if (observation?.status === 'ok' && isTelling(observation.facts)) {
      const found = readingFrom(c, probe);
      if (found) return found;
    }
  }
  return null;
}

/** Of the model's own address a sound listing is asked first: some compatible servers have no such address. */
function modelAnswer(c: Case): Answered | null {
  const found = readingFrom(c, 'http/model');
  const { model } = c.target;
  const keyed = exchangeOf(c, 'http/models');
  if (!found || !model || !keyed || listedModels(keyed).includes(model)) return null;
  const unknownAddress = ['http/not-found', 'http/not-the-api', 'request/wrong-method', 'http/unmapped-status'].includes(
    found.reading.id,
  );
  return unknownAddress ? { ...found, reading: { ...found.reading, id: 'auth/model-not-found' } } : found;
}

/** Puts an answer into evidence: what was seen, the values for the texts, and what the library makes of it. */
export function evidenceOf({ reading, probe, facts }: Answered, c: Case, more: Partial<Evidence> = {}): Evidence {
  const { model } = c.target;
  const values = { ...(model ? { model } : {}), ...reading.values, url: facts.url, ...keyValues(c.target) };
  return {
    lines: [`${facts.method} ${facts.url}`, ...reading.lines],
    causes: [probe, ...alike(reading, probe, c)],
    pythonType: reading.pythonType,
    apiError: reading.apiError,
    httpStatus: reading.httpStatus,
    ...more,
    values: { ...values, ...more.values },
  };
}

/** The request without a key, where it met the same. To be asked for a key is what it is for, and shows nothing of the key that was sent. */
function alike(reading: Reading, probe: Exchange, c: Case): ProbeId[] {
  const keyless = probe === 'http/unauthenticated' || isAboutTheKey(reading) ? null : exchangeOf(c, 'http/unauthenticated');
  return keyless && readingOf(keyless)?.id === reading.id ? ['http/unauthenticated'] : [];
}

/** Where the key came from, and how to write it in a command without showing it. */
export function keyValues(target: Target): Record<string, string> {
  const { key } = target;
  if (!key) return {};
  // Python's client sends those in place of the key.
  const named = /^https?:\/\/[^/?#]*@/i.test(target.baseUrl) ? { urlSource: target.baseUrlSource } : {};
  const file = /^--api-key-file (.+)$/.exec(key.source)?.[1];
  const commands = file
    ? { keyShell: `$(cat ${single(file, "'\\''")})`, keyPowerShell: `$(Get-Content -LiteralPath ${single(file, "''")})` }
    : /^[A-Z_]+$/.test(key.source)
      ? { keyShell: `$${key.source}`, keyPowerShell: `$env:${key.source}`, keyVariable: key.source }
      : {};
  return { keySource: key.source, key: describeKey(key.value), ...named, ...commands };
}

/** In single quotes, with what a shell writes for one of those inside them. */
function single(path: string, inside: string): string {
  return `'${path.replaceAll("'", inside)}'`;
}

/** A step that ends in setting the base URL, for every platform. `value` may hold placeholders. */
export function setBaseUrl(before: string, value: string): Step[] {
  return [
    { text: `${before} \`export OPENAI_BASE_URL=${value}\``, on: UNIX },
    { text: `${before} \`$env:OPENAI_BASE_URL = "${value}"\``, on: ['windows'] },
  ];
}

/** Repeats the request with curl, for every platform. */
export const REPEAT_BY_HAND: string[] = [
  'Repeat the request with curl: `curl -sS -D- {modelsUrl} -H "Authorization: Bearer {keyShell}"`',
];
