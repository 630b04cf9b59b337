import type { Typist } from '../catalogue/command/typist.ts';
import { readerOf } from '../catalogue/command/typist.ts';
import { fill } from '../catalogue/fill.ts';
import { catalogue } from '../catalogue/index.ts';
import { makeFinding } from '../diagnosis/diagnose.ts';
import { providerValues } from '../diagnosis/provider-values.ts';
import { stepsOf } from '../diagnosis/steps.ts';
import { vendorOf } from '../knowledge/providers/vendors.ts';
import type { Io } from '../machine/io.ts';
import type { CatalogueEntry, Evidence, Finding, Step } from '../model/finding.ts';
import type { PythonType } from '../model/layers.ts';
import { NOBODY } from '../model/party.ts';
import { withoutOtherLanguages } from './languages.ts';
import type { Line } from './log/lines.ts';
import { lineAt } from './log/passages.ts';
import { sentencesThatFill } from './page/fill-sentences.ts';
import { meaningOf } from './page/meanings.ts';
import { partiesOfFailure } from './parties.ts';
import { defaultValues, onTheWayToProxy, UNKNOWN_HOST, type Values } from './read/default-values.ts';
import { seenIn, valueLines } from './read/details.ts';
import type { Failure } from './read/failures.ts';
import type { Position, Tallied } from './read/tally.ts';
import { isAboutThis, type Told, toldBy, withRemedy } from './remedy.ts';

const QUOTE = 240;
/** Maximum number of common causes in an explanation. */
const MOST_CAUSES = 4;

/** Makes the finding for a kind of failure in a log: the quoted line, the values read from it, and the entry's texts as far as they fill. */
export function findingFor(tallied: Tallied, reader: Pick<Io, 'platform' | 'startedAs'>): Finding {
  const { failure } = tallied;
  const entry = entryFor(failure);
  const told = toldBy(failure);
  const parties = told?.remedy.local || told?.remedy.alone ? NOBODY : partiesOfFailure(failure);
  const usual = usualValuesOf(failure, parties.provider?.id === 'openai');
  const values = {
    ...(failure.id.startsWith('proxy/') ? onTheWayToProxy(usual) : usual),
    ...seenIn(failure),
    ...failure.reading?.values,
    ...failure.clue.values,
    ...told?.values,
  };
  const evidence: Evidence = {
    details: [...quoteOf(tallied), ...(failure.reading?.lines ?? []), ...valueLines(failure)],
    templateValues: values,
    probeIds: [],
    pythonType: typeOf(failure, entry),
    apiError: failure.reading ? failure.reading.apiError : entry.apiError,
    httpStatus: failure.reading?.httpStatus ?? null,
    // A live check would only warn, but here a call failed.
    ...(entry.severity === 'warning' ? { severity: 'error' as const } : {}),
  };
  const finding = makeFinding(failure.id, evidence, null);
  const typist = typistFor(failure, usual, reader);
  const setting = { parties, typist, values: { ...providerValues(parties, failure.around.url), ...values } };
  const general = withRemedy(told, [...entry.steps, ...liveStep(failure)].map(firstTime));
  return {
    ...finding,
    title: sentencesThatFill(entry.title, values) || finding.title,
    explanation: explanationOf(failure, entry, { values, told }),
    steps: withHost(withoutOtherLanguages(stepsOf(failure.id, general, setting), failure.passage.text)),
  };
}

/** What is said of a failed call in a log that has no word of an API: its cause is as the line says, and whose it is is open. */
const OF_UNKNOWN: Partial<CatalogueEntry> = {
  title: 'Failed call to an unknown service',
  steps: [
    'Find out which setting of the program has the address in that line.',
    'If it is the base URL of your API, run a check on the machine that wrote the log: `api-doctor check`',
    'If it is another service, check that one.',
  ],
};

function entryFor({ id, clue }: Failure): CatalogueEntry {
  return clue.values?.unknownCall === undefined ? catalogue[id] : { ...catalogue[id], ...OF_UNKNOWN };
}

/** A reader of a log has not run a check, and no check sent a key. */
function firstTime(step: string | Step): Step {
  const asStep = typeof step === 'string' ? { text: step } : step;
  const text = asStep.text
    .replace(/\b([Rr])un the check again\b/g, '$1un the check')
    .replace(' This check sent the key to {who}.', '');
  return { ...asStep, text };
}

/**
 * Where commands contain a placeholder for a host that the log does not show, the step after the first of them explains what to put there.
 */
function withHost(steps: string[]): string[] {
  const first = steps.findIndex((step) => new RegExp(`\\b${UNKNOWN_HOST}\\b`).test(step));
  if (first < 0) return steps;
  const what = `Replace ${UNKNOWN_HOST} with the host that the program calls: see its setting for the base URL, or OPENAI_BASE_URL.`;
  return [...steps.slice(0, first + 1), what, ...steps.slice(first + 1)];
}

/** A refused loopback address without a host name is the target, not the default API. */
function usualValuesOf({ around: seen, passage, clue }: Failure, isOpenAi: boolean): Values {
  // Where the words of another vendor answer, the host that clients call by themselves is not the one.
  const around = isOpenAi ? seen : { ...seen, usualApi: false };
  const near = passage.text.slice(Math.max(0, clue.place - 100));
  const [, host, port] = (around.host === null && REFUSED_HERE.exec(near)) || [];
  if (!host) return defaultValues(around);
  const { ownHost: _name, ...values } = defaultValues({ ...around, host, port: Number(port) });
  return values;
}

const REFUSED_HERE = /\bconnect ECONNREFUSED (127(?:\.\d{1,3}){3}|::1):(\d{1,5})\b/;

/** The explanation of the entry where the response fills it; otherwise the general meaning. */
function explanationOf(failure: Failure, entry: CatalogueEntry, { values, told }: { values: Values; told: Told | null }): string {
  const meant = told?.remedy.means && fill(told.remedy.means, values);
  if (meant) return meant;
  const own = failure.reading ? fill(entry.explanation, values) : null;
  if (own) return own;
  if (typeof values.otherService === 'string')
    return `The log shows a failed call to ${values.otherService}${strangerOf(failure)}. No call of the API failed in it.`;
  if (typeof values.unknownCall === 'string') return ofUnknown(failure.around.host, values.unknownCall as Failure['id']);
  const { means, causes: all } = meaningOf(failure.id);
  const causes = all.filter((cause) => !FOR_A_TERM.test(cause) && isAboutThis(cause, failure.passage.text));
  const where = failure.around.host ? ` The call was to ${failure.around.host}.` : '';
  const lead = failure.id === 'client/inconclusive' ? 'To find the cause' : 'Common causes';
  const behind = causes.length > 0 ? ` ${lead}: ${causes.slice(0, MOST_CAUSES).map(asSentence).join(' ')}` : '';
  return `${means}${where}${behind}`;
}

/** What an answer means is said in words of the API; what a connection means holds for any service. */
function ofUnknown(host: string | null, id: Failure['id']): string {
  const what = /^(?:dns|tcp|tls|proxy)\//.test(id) ? ` ${meaningOf(id).means}` : '';
  return `The log shows a failed call${host ? ` to ${host}` : ''}, and not whether it was a call of the API.${what}`;
}

/** The host of another service; that of an API beside it is none. */
function strangerOf({ around: { host } }: Failure): string {
  return host !== null && vendorOf(host) === null ? ` (${host})` : '';
}

/** A command with a placeholder is for the page of a term: the steps for a log have it with the host. */
const FOR_A_TERM = new RegExp(`\`[^\`]*\\b${UNKNOWN_HOST}\\b`);

/** A cause that ends in a command has no full stop of its own. */
function asSentence(cause: string): string {
  return cause.endsWith('`') ? `${cause}.` : cause;
}

/** A check on the same machine distinguishes what a log cannot. */
function liveStep({ id }: Failure): string[] {
  if (!/^(?:dns|tcp|tls|proxy|http|stream)\//.test(id)) return [];
  return ['Run a check on the machine that wrote the log, because some causes look the same in a log: `api-doctor check`'];
}

/** The API in the log is the one to check; otherwise the settings of that machine apply. The log decides, so its host may be hostile. */
function typistFor({ around }: Failure, { baseUrl, host }: Values, reader: Pick<Io, 'platform' | 'startedAs'>): Typist {
  if (!around.url && !around.host) return readerOf(reader);
  const typist = readerOf(reader, [{ name: '--base-url', value: String(baseUrl) }]);
  return vendorOf(String(host))?.name === 'OpenAI' ? typist : { ...typist, strangeHost: String(host) };
}

function quoteOf({ failure, source, count, first, last }: Tallied): string[] {
  const { passage, clue } = failure;
  const line = provingLine(failure);
  const start = passage.starts[passage.lines.indexOf(line)] ?? 0;
  const text = line.text.trim();
  const place = line === lineAt(passage, clue.place) ? clue.place - start : 0;
  const from = Math.max(0, Math.min(place - 60, text.length - QUOTE));
  const cut = `${from > 0 ? '…' : ''}${text.slice(from, from + QUOTE)}${from + QUOTE < text.length ? '…' : ''}`;
  const times = count > 1 ? [`seen ${count} times, from ${placeOf(first)} to ${placeOf(last)}`] : [];
  return [`${placeOf({ source, line: line.number })}: ${cut}`, ...times];
}

/** The line that proves the failure: that of the clue; where only an object begins there, the one that has its message. */
function provingLine({ passage, clue, reading }: Failure): Line {
  const line = lineAt(passage, clue.place);
  const at = passage.lines.indexOf(line);
  const from = clue.place - (passage.starts[at] ?? 0);
  if (HAS_WORDS.test(line.text.trim().slice(from))) return line;
  const words = reading?.error?.message?.slice(0, 30) ?? '';
  const said = ({ text }: Line) => words !== '' && text.includes(words);
  const below = passage.lines.slice(at + 1, at + 40);
  const above = passage.lines.slice(Math.max(0, at - 40), at);
  return above.findLast(said) ?? below.find(said) ?? (HAS_WORDS.test(line.text) ? line : below.find(hasWords)) ?? line;
}

const HAS_WORDS = /[\p{L}\p{N}]{3}/u;
const hasWords = ({ text }: Line) => HAS_WORDS.test(text);

function placeOf({ source, line }: Position): string {
  return source === null ? `line ${line}` : `${source}, line ${line}`;
}

const OFFICIAL_TYPE =
  /\bopenai\.(?:_exceptions\.)?((?:API(?:Connection|Timeout)|Authentication|BadRequest|Conflict|InternalServer|NotFound|PermissionDenied|RateLimit|UnprocessableEntity)Error)\b(?!\s?[(=])|\b(APIConnectionTimeoutError)\b/g;

/** The class of the official libraries that the log itself names for this failure: below it, or else the last above. */
function namedType(text: string, place: number): PythonType | null {
  const found = [...text.matchAll(OFFICIAL_TYPE)].slice(0, 50);
  const one = found.find(({ index }) => index >= place - 200) ?? found.at(-1);
  if (!one) return null;
  return one[2] ? 'APITimeoutError' : (one[1] as PythonType);
}

/** Null where the official SDK did not fail: a download, or an error that it does not wrap. */
function typeOf({ id, clue, around, passage }: Failure, entry: CatalogueEntry): PythonType | null {
  if (around.elsewhere === 'download' || id === 'client/not-an-api-error') return null;
  const named = namedType(passage.text, clue.place);
  if (named) return named;
  return clue.type !== undefined ? clue.type : entry.pythonType;
}
