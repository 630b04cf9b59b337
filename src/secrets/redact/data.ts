import type { Masker } from './text.ts';

/** No facts of a probe are deeper. */
const DEEPEST = 24;

/** Masks every text in plain data, at any depth; what is cut of it later is cut of masked text. Leaves all else as it is. */
export function maskData<T>(data: T, mask: Masker): T {
  return masked(data, mask, 0) as T;
}

function masked(value: unknown, mask: Masker, depth: number): unknown {
  if (typeof value === 'string') return mask(value);
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((one) => masked(one, mask, depth + 1));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [mask(name), masked(one, mask, depth + 1)]));
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
