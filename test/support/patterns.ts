/** Finds the regular expressions of the built bundle, and measures how the time of each grows with its input. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vite';

/** Every literal of `dist/*.cjs`, once. */
export function patternsOf(folder: string): RegExp[] {
  const found = new Map<string, RegExp>();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.cjs'))) {
    for (const { pattern, flags } of literalsIn(parseAst(readFileSync(join(folder, name), 'utf8')))) {
      found.set(`/${pattern}/${flags}`, new RegExp(pattern, flags));
    }
  }
  return [...found.values()];
}

interface Literal {
  pattern: string;
  flags: string;
}

function literalsIn(node: unknown, found: Literal[] = []): Literal[] {
  if (Array.isArray(node)) for (const one of node) literalsIn(one, found);
  else if (typeof node === 'object' && node !== null) {
    const { regex } = node as { regex?: Literal | null };
    if (regex) found.push(regex);
    else for (const one of Object.values(node)) literalsIn(one, found);
  }
  return found;
}

/** What an input may be made of so that a pattern tries again and again: the pattern's own words and signs, and the usual ones. */
export function pumpsFor({ source }: RegExp): string[] {
  const words = (source.match(/[A-Za-z][A-Za-z ]{1,11}|[-_.:/=@"'<>{}()[\],;#%&|*+~ ]/g) ?? []).map((word) => word.trim() || ' ');
  const own = [...new Set(words)].slice(0, 12);
  const usual = ['a', ' ', '\n', '0', 'a ', '\t', '\\', '"', '-', '.', ':', '/', '<', '{', 'a.', 'a:', 'a=', ' \n', '0.', 'A'];
  const pairs = own.flatMap((word) => [`${word} `, `${word}a`, `${word}0`]);
  return [...new Set([...usual, ...own, ...pairs])];
}

/** Milliseconds that a pattern takes for all its matches in a text; the least of some tries. */
export function costOf(pattern: RegExp, text: string, tries = 1): number {
  const all = pattern.flags.includes('g') ? pattern : new RegExp(pattern.source, `${pattern.flags.replace('y', '')}g`);
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < tries; turn += 1) {
    all.lastIndex = 0;
    const from = performance.now();
    for (const _ of text.matchAll(all)) {
      // Only the time counts.
    }
    least = Math.min(least, performance.now() - from);
  }
  return least;
}

const SIZE = 4_096;

/** Below this many milliseconds nothing is measured, only the clock. */
const NOTICED_MS = 1.5;

/** The input for which the time of a pattern grows faster than the input, with the growth from n to 2n to 4n; null where there is none. */
export function growthOf(pattern: RegExp): { pump: string; growth: number[] } | null {
  for (const pump of pumpsFor(pattern)) {
    for (const [lead, end] of [
      ['', ''],
      ['', '\0'],
      [leadOf(pattern), '\0'],
    ] as const) {
      const text = (size: number) => lead + pump.repeat(Math.ceil(size / pump.length)) + end;
      if (costOf(pattern, text(4 * SIZE)) < NOTICED_MS) continue;
      const costs = [SIZE, 2 * SIZE, 4 * SIZE].map((size) => costOf(pattern, text(size), 3));
      const growth = [(costs[1] as number) / (costs[0] as number), (costs[2] as number) / (costs[1] as number)];
      if ((costs[2] as number) > NOTICED_MS && growth.every((one) => one > 3)) return { pump: `${lead}|${pump}|`, growth };
    }
  }
  return null;
}

/** What a pattern begins with, so that its later parts are reached. */
function leadOf({ source }: RegExp): string {
  return /^\^?(?:\\b)?([A-Za-z ]{2,20})/.exec(source)?.[1] ?? '';
}
