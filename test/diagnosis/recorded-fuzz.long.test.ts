import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare } from '../../src/diagnosis/diff/compare.ts';
import { comparisonText } from '../../src/diagnosis/diff/text.ts';
import { rejudged } from '../../src/diagnosis/recorded/rejudge.ts';
import { type RecordedReport, reportIn } from '../../src/diagnosis/recorded/report.ts';
import { InvalidReportError } from '../../src/diagnosis/recorded/shape.ts';
import { reporters } from '../../src/report/reporters/index.ts';
import { redactData, redactReport } from '../../src/secrets/redact.ts';
import { evilText } from '../support/hostile-reports.ts';

/** The same inputs each time; by hand others, and more of them: FUZZ_RUNS=100 npx vitest run test/recorded-fuzz.test.ts */
const more = Number(process.env.FUZZ_RUNS ?? 0);
const limitMs = 60_000 * Math.max(1, more);
const runs = (count: number) => (more > 0 ? { numRuns: count * more } : { numRuns: count, seed: 20_261_125 });

const folder = new URL('./recorded-reports/', import.meta.url);
/** Real reports of real worlds, as files, in both schema versions. */
const real = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'));
const [sound = ''] = real.filter((text) => text.includes('"verdict": "healthy"'));

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Every place of a report, as the record or list that holds it and the name in there. */
function placesOf(value: Json): { holder: Record<string, Json>; name: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, Json>;
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...placesOf(holder[name] as Json)]);
}

const any = fc.oneof(
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json> },
  { weight: 2, arbitrary: evilText as fc.Arbitrary<Json> },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Json>(
      null,
      -1,
      0,
      1e308,
      2 ** 53,
      99_999_999_999_999,
      '',
      '0',
      'x'.repeat(30_000),
      '999.1.2.3',
      'fe80::1%eth0',
      '::ffff:1.2.3.4',
      'https://',
      'https://[::1]:0/',
      '275760-09-13T00:00:00Z',
      '-000001-01-01T00:00:00Z',
      '… (5 more)',
      'constructor',
      '__proto__',
      'http/toString',
    ),
  },
);

/** One change: another value, none at all, one of the same type from another place, fifty of it, or one under a dangerous name. */
const change = fc.record({
  at: fc.nat(),
  from: fc.nat(),
  kind: fc.constantFrom('replace', 'drop', 'move', 'move', 'move', 'move', 'poison', 'repeat'),
  value: any,
});
type Change = typeof change extends fc.Arbitrary<infer C> ? C : never;

function changed(text: string, changes: Change[]): string {
  const report = JSON.parse(text) as Json;
  for (const { at, from, kind, value } of changes) {
    const places = placesOf(report);
    const place = places[at % places.length];
    if (!place) continue;
    const { holder, name } = place;
    const alike = places.filter((one) => typeof one.holder[one.name] === typeof holder[name]);
    const other = alike[from % alike.length] ?? place;
    const elsewhere = structuredClone(other.holder[other.name] as Json);
    if (kind === 'replace') holder[name] = value;
    if (kind === 'drop') delete holder[name];
    if (kind === 'move') holder[name] = elsewhere;
    if (kind === 'repeat') holder[name] = Array(50).fill(elsewhere);
    if (kind === 'poison' && !Array.isArray(holder))
      Object.defineProperty(holder, '__proto__', { value, enumerable: true, configurable: true, writable: true });
  }
  return JSON.stringify(report);
}

/** What was read, or null where the file is refused in so many words. Any other way out fails the test. */
function orRefusal<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidReportError)) throw error;
    expect(error.message).not.toMatch(/undefined|\[object/);
    return null;
  }
}

const style = { columns: 80, unicode: true };

function isJudged(recorded: RecordedReport): boolean {
  const report = orRefusal(() => rejudged(recorded, { version: '0.0.0', failOn: null }));
  if (!report) return false;
  // A predicate that stumbles over what it reads is told of as a fault of ours.
  expect(JSON.stringify(report.findings)).not.toContain('"judging ');
  const shown = redactReport(report, []);
  for (const reporter of Object.values(reporters)) expect(typeof reporter(shown, style)).toBe('string');
  return true;
}

function compareAll(recorded: RecordedReport): void {
  const other = reportIn(sound);
  for (const [a, b] of [
    [recorded, other],
    [other, recorded],
  ] as const) {
    const comparison = redactData(compare(a, b), []);
    expect(comparisonText(comparison, { a: 'a', b: 'b' }, style)).not.toMatch(/[\0-\x09\x0b-\x1f\x7f]/);
  }
}

const file = fc
  .tuple(fc.constantFrom(...real), fc.array(change, { minLength: 1, maxLength: 2 }))
  .map(([text, changes]) => changed(text, changes));

test(
  'a report with anything changed in it is judged again or refused, and breaks nothing',
  () => {
    let judged = 0;
    fc.assert(
      fc.property(file, (text) => {
        const recorded = orRefusal(() => reportIn(text));
        if (recorded && isJudged(recorded)) judged += 1;
      }),
      runs(400),
    );
    expect(judged).toBeGreaterThan(100);
  },
  limitMs,
);

test(
  'so it is compared',
  () => {
    fc.assert(
      fc.property(file, (text) => {
        const recorded = orRefusal(() => reportIn(text));
        if (recorded) compareAll(recorded);
      }),
      runs(400),
    );
  },
  limitMs,
);

test(
  'any bytes at all are refused or read',
  () => {
    const cutOff = fc.tuple(fc.constantFrom(...real), fc.nat()).map(([text, at]) => text.slice(0, at % text.length));
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), cutOff);
    fc.assert(
      fc.property(texts, (text) => {
        orRefusal(() => reportIn(text));
      }),
      runs(500),
    );
  },
  limitMs,
);
