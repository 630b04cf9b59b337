import { isIP } from 'node:net';

/**
 * Validates untrusted JSON and returns a typed copy with only the fields of the type, or throws a `Misfit`. The copy has no other keys, no
 * foreign prototype, and limited size and depth.
 */
export type Validator<T> = (value: unknown) => T;

/** Invalid data in a report. */
export class InvalidReportError extends Error {
  /** Path of the value, such as `probes[3].facts.port`. */
  readonly place: string;
  readonly what: string;

  constructor(place: string, what: string) {
    super(`${place} ${what}`);
    this.place = place;
    this.what = what;
  }
}

/** Far above the size of real reports. */
const LIMITS = { text: 20_000, list: 1_000, keys: 200, shownName: 40 };

function refuse(value: unknown, expected: string): never {
  throw new InvalidReportError('', value === undefined ? 'is missing' : `is not ${expected}`);
}

export const text: Validator<string> = (value) =>
  typeof value === 'string' ? value.slice(0, LIMITS.text) : refuse(value, 'a text');

export const flag: Validator<boolean> = (value) => (typeof value === 'boolean' ? value : refuse(value, 'true or false'));

/** JSON can contain numbers that JavaScript parses as infinite. */
export const number: Validator<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? value : refuse(value, 'a number');

/** A duration or a count, which is not negative. */
export const amount: Validator<number> = (value) => {
  const found = number(value);
  return found >= 0 && found <= Number.MAX_SAFE_INTEGER ? found : refuse(value, 'an amount');
};

export const port: Validator<number> = (value) =>
  Number.isInteger(value) && number(value) >= 0 && number(value) <= 65_535 ? (value as number) : refuse(value, 'a port');

export const address: Validator<string> = (value) => (isIP(text(value)) ? (value as string) : refuse(value, 'an IP address'));

export const url: Validator<string> = (value) => (URL.canParse(text(value)) ? (value as string) : refuse(value, 'a URL'));

/** A date in the years 1000 to 9999. */
export const moment: Validator<string> = (value) => {
  const at = Date.parse(text(value));
  return at > Date.UTC(1000, 0) && at < Date.UTC(9999, 0) ? (value as string) : refuse(value, 'a date');
};

/** A date, or an empty string where a certificate had none. */
export const maybeMoment: Validator<string> = (value) => (value === '' ? value : moment(value));

export function oneOf<T extends string | number>(...values: T[]): Validator<T> {
  return (value) => values.find((one) => one === value) ?? refuse(value, `one of ${values.join(', ')}`);
}

/** A missing value is null: the field may be newer than the report. */
export function orNull<T>(shape: Validator<T>): Validator<T | null> {
  return (value) => (value === null || value === undefined ? null : shape(value));
}

export function list<T>(shape: Validator<T>): Validator<T[]> {
  return (value) => {
    if (!Array.isArray(value)) return refuse(value, 'a list');
    return value.slice(0, LIMITS.list).flatMap((one, at) => (isRest(one) ? [] : [inside(`[${at}]`, () => shape(one))]));
  };
}

/** The text that redaction puts in place of the rest of a long list. */
function isRest(value: unknown): boolean {
  return typeof value === 'string' && /^… \(\d+ more\)$/.test(value);
}

export function record<T extends object>(fields: { [K in keyof T]-?: Validator<T[K]> }): Validator<T> {
  const shapes = Object.entries(fields) as [string, Validator<unknown>][];
  return (value) => {
    if (!isRecord(value)) return refuse(value, 'an object');
    return Object.fromEntries(shapes.map(([name, shape]) => [name, inside(`.${name}`, () => shape(own(value, name)))])) as T;
  };
}

/** A map of strings, such as headers. */
export const texts: Validator<Record<string, string>> = (value) => {
  if (!isRecord(value)) return refuse(value, 'an object');
  const entries = Object.entries(value).slice(0, LIMITS.keys);
  return Object.fromEntries(
    entries.map(([name, one]) => [name.slice(0, LIMITS.keys), inside(`.${shownName(name)}`, () => text(one))]),
  );
};

/** A foreign name as errors show it: whole or not at all, so that no end of a secret is cut off before it is masked. */
export function shownName(name: string): string {
  return name.length > LIMITS.shownName ? `… (${name.length} characters)` : name;
}

/** An own property; never an inherited one. */
export function own(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Prefixes the path of a nested `Misfit`. */
export function inside<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidReportError) throw new InvalidReportError(`${place}${error.place}`, error.what);
    throw error;
  }
}
