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
const [SHORT, MIDDLE, LONG] = [4_096, 16_384, 262_144];
/** Slower than this for 16 KiB, and in proportion for a shorter text, it is looked at more closely. Milliseconds of the processor, as all. */
const SLOW_MS = 4;
/** At 256 KiB no pattern takes longer, with bounds and all. */
const LONGEST_MS = 2_000;
/** From 4 to 16 KiB a linear time grows four times, and its square sixteen times: what grows more than this may be no line. */
const BENT = 6;
/** From 16 to 256 KiB a linear time grows sixteen times, and its square 256 times. */
const STEEPEST = 64;

const script = new Script('timed()');
const shared = globalThis as unknown as { timed: () => void };

/** Milliseconds of the processor since a reading. Both parts together: how they are told apart is an estimate by ticks of the clock. */
function spent(from: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000;
}

function search({ source, flags }: Pattern, text: string): void {
  const pattern = new RegExp(source, flags);
  if (!pattern.global) pattern.test(text);
  else for (const _found of text.matchAll(pattern));
}

/** Milliseconds of the processor for some work; infinite where it was not done in the longest that any may take. */
function msFor(work: () => void): number {
  shared.timed = work;
  // The watch goes by the clock on the wall, which on a busy machine runs far ahead of the processor's.
  for (let timeout = 2 * LONGEST_MS; ; timeout *= 4) {
    const from = process.cpuUsage();
    try {
      script.runInThisContext({ timeout });
      return spent(from);
    } catch {
      if (spent(from) > LONGEST_MS) return Number.POSITIVE_INFINITY;
    }
  }
}

/** The shortest of some searches of a text; the first is enough where it is no longer than `most`. */
function fastest(pattern: Pattern, pump: Pump, size: number, most = 0): number {
  const text = textOf(pump, size);
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < 3 && least > most; at++) {
    const once = msFor(() => search(pattern, text));
    if (once === Number.POSITIVE_INFINITY) break;
    least = Math.min(least, once);
  }
  return least;
}

/** The pumps for which a search of a short text takes its time. They share one watch: to set one takes longer than most searches. */
function slowPumps(pattern: Pattern, pumps: Pump[]): Pump[] {
  const slow: Pump[] = [];
  let next = 0;
  const work = () => {
    for (; next < pumps.length; next++) {
      const pump = pumps[next] as Pump;
      const from = process.cpuUsage();
      search(pattern, textOf(pump, SHORT));
      if (spent(from) >= (SLOW_MS * SHORT) / MIDDLE) slow.push(pump);
    }
  };
  return msFor(work) === Number.POSITIVE_INFINITY ? [pumps[next] as Pump] : slow;
}

/** Whether the time for a long text is short, and no more than linear. */
function isWell(pattern: Pattern, pump: Pump): boolean {
  const most = Math.min(LONGEST_MS, STEEPEST * Math.max(SLOW_MS, fastest(pattern, pump, MIDDLE)));
  return fastest(pattern, pump, LONG, most) <= most;
}

/** A pump on which a pattern fails; undefined where its time is linear and short. */
function faultOf(pattern: Pattern): Pump | undefined {
  const timed = slowPumps(pattern, pumpsOf(pattern.source, pattern.flags))
    .map((pump) => ({ pump, short: fastest(pattern, pump, SHORT) }))
    .map(({ pump, short }) => ({ pump, short, middle: fastest(pattern, pump, MIDDLE, Math.max(SLOW_MS, BENT * short)) }))
    .filter(({ middle }) => middle >= SLOW_MS)
    .sort((one, other) => other.middle - one.middle);
  // Of those that are lines the slowest at one length is the slowest at every other.
  const doubtful = timed.filter(({ short, middle }, at) => at === 0 || middle / short > BENT);
  return doubtful.find(({ pump }) => !isWell(pattern, pump))?.pump;
}

test('a pattern that is slow would be seen', () => {
  const found = (source: string) => faultOf({ source, flags: '', place: 'here' });
  expect(found('a+$')).toBeDefined();
  for (const source of ['a{1,600}$', 'x[^\\n]{0,600}y', '^\\s+$']) expect(found(source), source).toBeUndefined();
}, 600_000);

test('none takes more than linear time for texts that are made of its own parts', () => {
  const faults = patterns.flatMap((pattern) => {
    const pump = faultOf(pattern);
    return pump ? [`${pattern.place} /${pattern.source}/${pattern.flags}: ${JSON.stringify(pump)}`] : [];
  });
  expect(faults).toEqual([]);
}, 600_000);
