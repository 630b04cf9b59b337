import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { analyse } from 'scslre';
import { beforeAll, expect, test } from 'vitest';
import { KEY_FORMATS } from '../../src/knowledge/providers/secret-formats.ts';
import { type Pump, pumpsOf, textOf } from '../support/pumps.ts';
import { type Pattern, patternsBuilt, patternsWritten } from '../support/regexps.ts';

/** No text from outside holds a run up by a regular expression: its cost grows with the length of the text and no faster. */

const root = join(import.meta.dirname, '../..');
const written = patternsWritten(join(root, 'src'));
let patterns: Pattern[] = [];

beforeAll(async () => {
  const built = await patternsBuilt(async () => {
    const modules = readdirSync(join(root, 'build'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.js'),
    );
    // The program itself would start.
    for (const name of modules.filter((one) => one !== join('cli', 'main.js'))) await import(join(root, 'build', name));
    // Those for the formats of keys, and for known secrets, are built when they are first needed.
    const { maskerFor } = await import(join(root, 'build/secrets/redact/text.js'));
    const mask = maskerFor(['a-known-secret-1', 'hunter2', 'pass']);
    for (const { prefix } of KEY_FORMATS)
      mask(`${prefix.replace(/\(\?:([^|)]*)[^)]*\)|\[(.)[^\]]*\]|\\d|\\/g, '$1$2')}1Ab2Cd3Ef4Gh5Ij6Kl7Mn8`);
  });
  const all = [...written.literals, ...built];
  patterns = [...new Map(all.map((one) => [`/${one.source}/${one.flags}`, one])).values()];
}, 120_000);

test('all of them were found', () => {
  expect(patterns.length).toBeGreaterThan(2_000);
  expect(patterns.filter(({ place }) => place === 'built').length).toBeGreaterThan(250);
  expect(written.built.length).toBeGreaterThan(40);
});

test('none has a part without a bound that can take one text in more than one way', () => {
  const faults = patterns.flatMap(({ source, flags, place }) => {
    const { reports } = analyse({ source, flags: flags.replace('y', '') });
    return reports.length > 0 ? [`${place} /${source}/${flags}: ${reports.map(({ type }) => type).join(', ')}`] : [];
  });
  expect(faults).toEqual([]);
});

/** Bytes of the texts for which a pattern is timed: far apart, so that a busy machine cannot make a linear time look like its square. */
const SIZES = [4_096, 16_384, 262_144];
/** Slower than this for each 16 KiB, it is looked at more closely. */
const SLOW_MS = 4;
/** At 256 KiB no pattern takes longer, with bounds and all. Milliseconds of the processor. */
const LONGEST_MS = 2_000;
/** The time for sixteen times the text may be so many times as long: 16 is linear, 256 the square. */
const STEEPEST = 64;

const script = new Script('timed()');
const shared = globalThis as unknown as { timed: () => void };

/** Milliseconds of the processor for one search of a text; no search is waited for longer than four times the longest. */
function msFor({ source, flags }: Pattern, text: string): number {
  const pattern = new RegExp(source, flags);
  shared.timed = () => {
    if (!pattern.global) pattern.test(text);
    else for (const _found of text.matchAll(pattern));
  };
  const from = process.cpuUsage();
  try {
    script.runInThisContext({ timeout: 4 * LONGEST_MS });
  } catch {
    return Number.POSITIVE_INFINITY;
  }
  return process.cpuUsage(from).user / 1_000;
}

function fastest(pattern: Pattern, text: string): number {
  const once = msFor(pattern, text);
  return once > LONGEST_MS ? once : Math.min(once, msFor(pattern, text), msFor(pattern, text));
}

/** How a pattern fails on a pump; null where its time is linear and short. */
function faultOf(pattern: Pattern, pump: Pump): string | null {
  const [short = 0, middle = 0, long = 0] = SIZES;
  const limit = (SLOW_MS * short) / 16_384;
  if (msFor(pattern, textOf(pump, short)) < limit || fastest(pattern, textOf(pump, short)) < limit) return null;
  const at16 = fastest(pattern, textOf(pump, middle));
  if (at16 < SLOW_MS) return null;
  const at256 = fastest(pattern, textOf(pump, long));
  if (at256 < LONGEST_MS && at256 / at16 <= STEEPEST) return null;
  return `${pattern.place} /${pattern.source}/${pattern.flags}: ${at16} and ${at256} ms for ${JSON.stringify(pump)}`;
}

test('none takes more than linear time for texts that are made of its own parts', () => {
  const faults = patterns.flatMap((pattern) => {
    for (const pump of pumpsOf(pattern.source, pattern.flags)) {
      const fault = faultOf(pattern, pump);
      if (fault) return [fault];
    }
    return [];
  });
  expect(faults).toEqual([]);
}, 600_000);
