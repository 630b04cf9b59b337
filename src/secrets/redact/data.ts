import { cut } from './clean.ts';
import type { Masker } from './text.ts';

/** No facts of a probe are deeper. */
const DEEPEST = 24;

/** How much is kept of facts that others write at any length, and of each text of a list: of names in certificates, of lines of files and messages. */
const KEPT: Record<string, number> = { subject: 400, issuer: 400, text: 400, detail: 600, names: 255 };

/** Masks every text in plain data, at any depth; what is cut of it later is cut of masked text. Leaves all else as it is. */
export function maskData<T>(data: T, mask: Masker): T {
  return masked(data, '', { mask, depth: 0 }) as T;
}

interface Place {
  mask: Masker;
  depth: number;
}

function masked(value: unknown, name: string, { mask, depth }: Place): unknown {
  if (typeof value === 'string') return kept(name, mask(value));
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
  const inside = { mask, depth: depth + 1 };
  if (Array.isArray(value)) return value.map((one) => masked(one, name, inside));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [mask(key), masked(one, key, inside)]));
}

function kept(name: string, text: string): string {
  return Object.hasOwn(KEPT, name) ? cut(text, KEPT[name] as number) : text;
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
