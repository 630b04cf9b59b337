import { cut } from './clean.ts';
import type { Masker } from './text.ts';

/** No facts of a probe are deeper. */
const DEEPEST = 24;

/** How much is kept of facts that others write at any length: of names in certificates, of lines of files and messages. */
const KEPT: Record<string, number> = { subject: 400, issuer: 400, text: 400 };

/** Masks every text in plain data, at any depth; what is cut of it later is cut of masked text. Leaves all else as it is. */
export function maskData<T>(data: T, mask: Masker): T {
  return masked(data, mask, 0) as T;
}

function masked(value: unknown, mask: Masker, depth: number): unknown {
  if (typeof value === 'string') return mask(value);
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((one) => masked(one, mask, depth + 1));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [mask(name), kept(name, masked(one, mask, depth + 1))]));
}

function kept(name: string, value: unknown): unknown {
  const limit = Object.hasOwn(KEPT, name) ? KEPT[name] : undefined;
  return typeof value === 'string' && limit !== undefined ? cut(value, limit) : value;
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
