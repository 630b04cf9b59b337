import { parseJson } from '../knowledge/answer/body.ts';
import type { AnswerId, Reading } from '../knowledge/answer/reading.ts';
import { providers } from '../knowledge/providers/index.ts';
import { UNIX } from '../knowledge/steps.ts';
import type { ExchangeFacts } from '../model/facts/http.ts';
import type { Evidence, Step } from '../model/finding.ts';
import type { DiagnosisInput, ProbeId } from '../model/observation.ts';
import type { Target } from '../model/target.ts';
import { isAboutTheKey, isSound, listedModels, readingOf } from '../net/http/facts.ts';
import { isTelling } from '../probes/http/call-request.ts';
import { isThere } from '../probes/http/deployment.ts';
import { describeKey } from '../secrets/key.ts';
import { idVariables } from './id-variables.ts';

/** The probes whose responses are diagnosed. */
type Exchange = 'http/models' | 'http/model' | 'http/deployment' | 'http/call' | 'stream/events' | 'http/unauthenticated';

/** An error response, with its probe. */
export interface Answered {
  reading: Reading;
  probe: Exchange;
  facts: ExchangeFacts;
}

/** Matches if the response shows the finding. `more` adds evidence specific to it. */
export function onApiError(
  id: AnswerId,
  more: (answered: Answered, c: DiagnosisInput) => Partial<Evidence> = () => ({}),
): (c: DiagnosisInput) => Evidence | null {
  return (c) => {
    const found = errorResponse(c);
    return found?.reading.id === id ? evidenceOf(found, c, more(found, c)) : null;
  };
}

/** Matches if the response shows the finding, or as a warning if a gateway did so once and answered the next request. */
export function onGatewayError(id: AnswerId): (c: DiagnosisInput) => Evidence | null {
  return (c) => onApiError(id)(c) ?? turnedAwayOnce(id, c);
}

/** The official clients repeat such a request by themselves, so that nothing is raised. */
function turnedAwayOnce(id: AnswerId, c: DiagnosisInput): Evidence | null {
  const facts = exchangeOf(c, 'http/models');
  if (!facts?.turnedAway || !isSound(facts)) return null;
  const refused = { ...facts, answer: facts.turnedAway };
  const reading = readingOf(refused);
  if (reading?.id !== id) return null;
  const answer = `${reading.values.answer} to the first of two requests, and answered the second, a second later`;
  const more = { severity: 'warning' as const, pythonType: null, apiError: null, templateValues: { answer } };
  return evidenceOf({ reading, probe: 'http/models', facts: refused }, c, more);
}

/**
 * The decisive error response: with the key if there was a response, else without. Null for a success, and if a call succeeded: the list of
 * models is evidence, not the API.
 */
export function errorResponse(c: DiagnosisInput): Answered | null {
  const keyed = exchangeOf(c, 'http/models');
  if (isCallSound(c) || isListingMissing(c)) return callAnswer(c);
  if (keyed?.answer && keyed.stage === 'done')
    return callAnswer(c) ?? readingFrom(c, 'http/models') ?? deploymentAnswer(c) ?? modelAnswer(c);
  return callAnswer(c) ?? readingFrom(c, 'http/model') ?? readingFrom(c, 'http/unauthenticated');
}

/** The facts of an exchange, or null. */
export function exchangeOf(c: DiagnosisInput, id: Exchange | 'http/invalid-key' | 'http/plaintext'): ExchangeFacts | null {
  const observation = c.observations[id];
  return observation?.status === 'ok' ? observation.facts : null;
}

/** The primary exchange: with the key if it was sent, else without. */
export function primaryExchange(c: DiagnosisInput): { probe: Exchange; facts: ExchangeFacts } | null {
  for (const probe of ['http/models', 'http/unauthenticated'] as const) {
    const facts = exchangeOf(c, probe);
    if (facts) return { probe, facts };
  }
  return null;
}

/** Whether a billed request succeeded, by status and by shape. */
function isCallSound(c: DiagnosisInput): boolean {
  const observation = c.observations['http/call'];
  return observation?.status === 'ok' && isSound(observation.facts);
}

/** Responses of a server without a list of models: they do not show that calls fail. */
const NO_LISTING = ['http/not-found', 'request/wrong-method', 'http/unmapped-status', 'server/error'];

/**
 * Whether the server seems to have no list of models: it responds like an API, its path has the usual form, and no other path has a list. On
 * a host that is known to have one, the path is wrong instead.
 */
export function isListingMissing(c: DiagnosisInput): boolean {
  const facts = exchangeOf(c, 'http/models') ?? exchangeOf(c, 'http/unauthenticated');
  const reading = facts && readingOf(facts);
  if (!reading || !NO_LISTING.includes(reading.id) || ![404, 405, 501].includes(reading.httpStatus ?? 0)) return false;
  const isJson = parseJson(facts.answer?.body ?? '') !== undefined;
  return (isJson || reading.httpStatus !== 404) && !isPathWrong(c, reading);
}

function isPathWrong({ observations: seen, target }: DiagnosisInput, { provider, values }: Reading): boolean {
  const base = seen['config/base-url'];
  const trial = seen['http/base-path'];
  const isFoundElsewhere = trial?.status === 'ok' && trial.facts.tried.some(({ answersAsApi }) => answersAsApi);
  // A product in front that says so itself has no route for the path.
  if (isFoundElsewhere || values.badPath !== undefined || values.product !== undefined) return true;
  const entry = providers.find(({ id }) => id === provider);
  if (entry?.kind === 'vendor') return !entry.api?.lacks?.includes('/models');
  return target.url?.isPublicApi || (base?.status === 'ok' && base.facts.pathFlaw !== null);
}

/** Whether the authenticated list of models is valid. */
export function isListingSound(c: DiagnosisInput): boolean {
  const keyed = exchangeOf(c, 'http/models');
  return keyed !== null && keyed.stage === 'done' && readingOf(keyed) === null;
}

function readingFrom(c: DiagnosisInput, probe: Exchange): Answered | null {
  const facts = exchangeOf(c, probe);
  const reading = facts && readingOf(facts);
  if (!facts || !reading || (probe === 'http/unauthenticated' && isAboutTheKey(reading))) return null;
  return { reading, probe, facts };
}

/** The error of a billed request (`--deep`), which is the most similar to the user's own calls. */
function callAnswer(c: DiagnosisInput): Answered | null {
  for (const probe of ['http/call', 'stream/events'] as const) {
    const observation = c.observations[probe];
    if (observation?.status === 'ok' && isTelling(observation.facts)) {
      const found = readingFrom(c, probe);
      if (found) return found;
    }
  }
  return null;
}

/** Azure lists models without any deployment of them: that there is none of this name shows in a request to it alone. */
function deploymentAnswer(c: DiagnosisInput): Answered | null {
  const found = readingFrom(c, 'http/deployment');
  return found && !isThere(found.facts) ? found : null;
}

/** A valid list of models takes precedence over /models/{model}, which some compatible servers do not have. */
function modelAnswer(c: DiagnosisInput): Answered | null {
  const found = readingFrom(c, 'http/model');
  const { model } = c.target;
  const keyed = exchangeOf(c, 'http/models');
  if (!found || !model || !keyed || listedModels(keyed).includes(model)) return null;
  const unknownAddress = ['http/not-found', 'http/not-the-api', 'request/wrong-method', 'http/unmapped-status'].includes(
    found.reading.id,
  );
  return unknownAddress ? { ...found, reading: { ...found.reading, id: 'auth/model-not-found' } } : found;
}

/** Evidence from a response: lines, values for the texts, and the SDK error. */
export function evidenceOf({ reading, probe, facts }: Answered, c: DiagnosisInput, more: Partial<Evidence> = {}): Evidence {
  const { model } = c.target;
  const values = {
    ...(model ? { model } : {}),
    ...reading.values,
    url: facts.url,
    ...keyValues(c.target),
    ...idVariables(c.target),
  };
  return {
    details: [`${facts.method} ${facts.url}`, ...reading.lines],
    probeIds: [probe, ...alike(reading, probe, c)],
    pythonType: reading.pythonType,
    apiError: reading.apiError,
    httpStatus: reading.httpStatus,
    ...more,
    templateValues: { ...values, ...more.templateValues },
  };
}

/** The unauthenticated request, if it got the same error. A 401 there is expected and shows nothing about the key. */
function alike(reading: Reading, probe: Exchange, c: DiagnosisInput): ProbeId[] {
  const keyless = probe === 'http/unauthenticated' || isAboutTheKey(reading) ? null : exchangeOf(c, 'http/unauthenticated');
  return keyless && readingOf(keyless)?.id === reading.id ? ['http/unauthenticated'] : [];
}

/** The source of the key, and how to use it in a command without showing it. */
export function keyValues(target: Target): Record<string, string> {
  const { key } = target;
  if (!key) return {};
  // The SDK for Python sends those instead of the key.
  const named = /^https?:\/\/[^/?#]*@/i.test(target.baseUrl) ? { urlSource: target.baseUrlSource } : {};
  const file = /^--api-key-file (.+)$/.exec(key.source)?.[1];
  const commands = file
    ? { keyShell: `$(cat ${single(file, "'\\''")})`, keyPowerShell: `$(Get-Content -LiteralPath ${single(file, "''")})` }
    : /^[A-Z_]+$/.test(key.source)
      ? { keyShell: `$${key.source}`, keyPowerShell: `$env:${key.source}`, keyVariable: key.source }
      : {};
  return { keySource: key.source, key: describeKey(key.value), ...named, ...commands };
}

/** Single-quoted, with the shell's escape for single quotes. */
function single(path: string, inside: string): string {
  return `'${path.replaceAll("'", inside)}'`;
}

/** A step that sets the base URL, for every platform. `value` may contain placeholders. */
export function setBaseUrl(before: string, value: string): Step[] {
  return [
    { text: `${before} \`export OPENAI_BASE_URL=${value}\``, on: UNIX },
    { text: `${before} \`$env:OPENAI_BASE_URL = "${value}"\``, on: ['windows'] },
  ];
}

/** A proxy for the internet that is asked for a machine on this network. */
export const PAST_THE_PROXY: Step[] = [
  {
    text: 'The request went through a proxy. Bypass it for {proxiedHost}. If NO_PROXY is already set, append it to the list: `export NO_PROXY={proxiedHost}`',
    on: UNIX,
    first: true,
  },
  {
    text: 'The request went through a proxy. Bypass it for {proxiedHost}. If NO_PROXY is already set, append it to the list: `$env:NO_PROXY = "{proxiedHost}"`',
    on: ['windows'],
    first: true,
  },
];

/** Repeats the request with curl, for every platform. */
export const REPEAT_BY_HAND: string[] = [
  'Repeat the request with curl: `curl -sS -D- {modelsUrl} -H "Authorization: Bearer {keyShell}"`',
];
