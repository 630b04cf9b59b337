import type { Finding } from '../model/finding.ts';
import type { Report, ReportProbe } from '../model/report.ts';
import { clean } from './redact/clean.ts';
import { mask } from './redact/mask.ts';
import { certaintyOf } from './redact/names.ts';
import { type Masked, type Masker, maskerFor, maskerForAll, oneLine, ownWordsMaskerFor, quoted } from './redact/text.ts';
import { isNoSecret } from './redact/values.ts';

/**
 * The one door through which anything leaves. Secrets are masked in the whole text first, by value and by look; then it is made one clean
 * line and cut to length: in this order no piece of a secret escapes by being split, and no mask is cut.
 */

const LIMITS = { text: 2_000, body: 16_384, header: 200, key: 200, array: 100, keys: 200, depth: 12 };

/** Records in which the name of each member determines the kind of its value. */
const HEADER_MAPS = /^(?:requestHeaders|headers)$/;
const NAMED_MAPS = /^(?:requestHeaders|headers|variables)$/;

/** Masks one text and makes it one clean line, as it goes into an error message. */
export function redactText(text: string, secrets: readonly string[]): Masked {
  return oneLine(maskerFor(secrets)(text));
}

/** Cleans and masks plain data of any shape, as `redactReport` does a report. */
export function redactData<T>(data: T, secrets: readonly string[]): T {
  return redactValue(data, '', placeFor(secrets)) as T;
}

/** Cleans and masks a whole report: every string and every key of it, at any depth, with bounds on all that came from outside. */
export function redactReport(report: Report, secrets: readonly string[]): Report {
  const place = placeFor(secrets);
  const redact = <T>(value: T): T => redactValue(value, '', place) as T;
  // The number of findings and probes is limited by this version, so these two lists are not truncated.
  const { findings, probes } = report;
  return {
    ...redact({ ...report, findings: [], probes: [] }),
    ...ownWords(report),
    findings: findings.map((finding) => ({
      ...redact({ ...finding, steps: [] }),
      steps: stepsOf(finding, secrets),
      ...ownWordsOfFinding(finding),
    })),
    probes: probes.map((probe) => ({ ...redact(probe), ...ownWordsOfProbe(probe) })),
  };
}

/** Steps are this tool's own sentences and commands, and what they quote was masked when it was observed. */
function stepsOf({ steps }: Finding, secrets: readonly string[]): string[] {
  const mask = ownWordsMaskerFor(secrets);
  return steps.slice(0, LIMITS.array).map((step) => quoted(mask(step.slice(0, 4 * LIMITS.text)), LIMITS.text));
}

/**
 * Ids, severities and states are this tool's own vocabulary, never text from outside: a password that happens to be a word of it
 * must not break what scripts rely on.
 */
function ownWords({ tool, verdict, rootCause, startedAt }: Report): Partial<Report> {
  return { tool, verdict, rootCause, ...(MOMENT.test(startedAt) ? { startedAt } : {}) };
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/;

function ownWordsOfFinding({ id, severity, apiError, pythonType, causes }: Finding): Partial<Finding> {
  return { id, severity, apiError, pythonType, causes };
}

function ownWordsOfProbe({ id, route, status, skippedBecause }: ReportProbe): Partial<ReportProbe> {
  return { id, route, status, skippedBecause };
}

interface Place {
  mask: Masker;
  depth: number;
  limit: number;
  /** Whether the names here are those of headers or variables, and no words of this tool. */
  isNamed: boolean;
  /** What was looked at already, as it is shown, by its limit: names and values of a report come over and over. */
  known: Map<number, Map<string, string>>;
}

function placeFor(secrets: readonly string[]): Place {
  return { mask: maskerForAll(secrets), depth: 0, limit: LIMITS.text, isNamed: false, known: new Map() };
}

function redactValue(value: unknown, name: string, place: Place): unknown {
  if (typeof value === 'string')
    return isSecret(name, place) ? hideWhole(name, value, place) : redactString(value, limitedTo(name, place));
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (place.depth >= LIMITS.depth) return '… (deeper than is shown)';
  return Array.isArray(value) ? redactArray(value, name, deeper(place)) : redactRecord(value, inside(name, place));
}

function deeper(place: Place): Place {
  return { ...place, depth: place.depth + 1 };
}

function inside(name: string, place: Place): Place {
  return { ...deeper(place), isNamed: NAMED_MAPS.test(name), limit: HEADER_MAPS.test(name) ? LIMITS.header : place.limit };
}

/** What an answer is judged by must be there when it is judged again: the body, and where a redirect leads. */
function limitedTo(name: string, place: Place): Place {
  if (name === 'body') return { ...place, limit: LIMITS.body };
  return name === 'location' ? { ...place, limit: LIMITS.text } : place;
}

function isSecret(name: string, { isNamed }: Place): boolean {
  const certainty = certaintyOf(name);
  return certainty === 'sure' || (isNamed && certainty === 'likely');
}

function redactArray(values: unknown[], name: string, place: Place): unknown[] {
  const shown = values.slice(0, LIMITS.array).map((value) => redactValue(value, name, place));
  const more = values.length - shown.length;
  return more > 0 && typeof values[0] === 'string' ? [...shown, `… (${more} more)`] : shown;
}

function redactRecord(record: object, place: Place): Record<string, unknown> {
  const result = new Map<string, unknown>();
  const ofKeys = { ...place, limit: LIMITS.key };
  for (const [key, value] of Object.entries(record).slice(0, LIMITS.keys)) {
    let shown = redactString(key, ofKeys);
    while (result.has(shown)) shown += '′';
    result.set(shown, redactValue(value, key, place));
  }
  return Object.fromEntries(result);
}

/** Only so much of a text is looked at: what is beyond four times its limit could not be shown anyway. */
function redactString(text: string, { mask: hide, limit, known }: Place): string {
  const start = text.slice(0, 4 * limit);
  const ofLimit = known.get(limit) ?? new Map<string, string>();
  const shown = ofLimit.get(start) ?? quoted(hide(start), limit);
  known.set(limit, ofLimit.set(start, shown));
  return shown;
}

/** Keeps of a header what names its kind: the scheme of credentials, the name of a cookie. Of a variable nothing but its prefix. */
function hideWhole(name: string, text: string, place: Place): string {
  const kind = (
    /authorization$/i.test(name) ? /^[A-Za-z]{2,12} (?=\S)/ : /cookie$/i.test(name) ? /^[\w-]{1,40}=(?=[^=])/ : /^/
  ).exec(text);
  const value = text.slice(kind?.[0].length ?? 0);
  if (isNoSecret(value) || value.includes('…')) return redactString(text, place);
  return redactString(kind?.[0] ?? '', place) + mask(clean(value));
}
