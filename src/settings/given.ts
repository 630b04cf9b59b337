import { didYouMean, UsageError } from '../model/usage-error.ts';

/** What a member of a request may be, and how a refusal calls it. */
interface Kind {
  is(value: unknown): boolean;
  called: string;
}

const ofType = (type: string, called: string): Kind => ({ called, is: (value) => typeof value === type });
const isText = (value: unknown) => typeof value === 'string';
const isWords = (value: unknown) => Array.isArray(value) && value.every(isText);

export const TEXT = ofType('string', 'a string');
export const NUMBER = ofType('number', 'a number');
export const SWITCH = ofType('boolean', 'a boolean');
export const WORDS: Kind = { called: 'an array of strings', is: isWords };
export const PARTS: Kind = { called: 'a boolean or an array of strings', is: (value) => SWITCH.is(value) || isWords(value) };
export const SIGNAL: Kind = { called: 'an AbortSignal', is: (value) => value instanceof AbortSignal };
export const VARIABLES: Kind = {
  called: 'an object whose values are strings',
  is: (value) => isObject(value) && Object.values(value).every((one) => one === undefined || isText(one)),
};
export const oneOf = (words: readonly string[]): Kind => ({
  called: words.join(' or '),
  is: (value) => words.some((word) => word === value),
});

/**
 * The members of a request that a program hands over, each read once and of its kind. Where one is not, or cannot be read, this throws a
 * `UsageError` with its name and never with its value, which may be a key.
 */
export function givenAs<T extends object>(request: T | undefined, kinds: Record<keyof T & string, Kind>): T {
  return unlessItThrows('The request', () => {
    const given = copied(request === undefined ? {} : request);
    for (const [name, value] of Object.entries(given)) mustBe(kinds, name, value);
    return given as T;
  });
}

function mustBe(kinds: Record<string, Kind>, name: string, value: unknown): void {
  const names = Object.keys(kinds);
  if (!names.includes(name))
    throw new UsageError(`There is no option of that name.${didYouMean(name, names)}`, `Options: ${names.join(', ')}`);
  const { is, called } = kinds[name] as Kind;
  if (value !== undefined && !is(value)) throw new UsageError(`${name}: expected ${called}.`);
}

function copied(request: unknown): Record<string, unknown> {
  if (!isObject(request)) throw new UsageError('The request is no object.');
  return Object.fromEntries(Object.entries(request).map(([name, value]) => [name, copyOf(value)]));
}

/** Lists and variables as they are now: what reads them twice must not find them changed. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...value];
  return isObject(value) && !(value instanceof AbortSignal) ? { ...value } : value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads what another program hands over: its own errors may say anything, a key too. */
export function unlessItThrows<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`${what} cannot be read.`);
  }
}
