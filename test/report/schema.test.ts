import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findingIds } from '../../src/catalogue/index.ts';
import { probes } from '../../src/probes/index.ts';
import { json } from '../../src/report/reporters/json/json.ts';
import { root } from '../lab/lab.ts';
import { reports } from '../support/reports.ts';
import { mustFitSchema, schema } from '../support/schema.ts';

type Schema = { [name: string]: unknown };

/** What of a schema is no promise. */
const WORDS = ['description', 'title'];

/**
 * What a reader of version `before` would miss or misread in a report of version `after`: a field that went away, is no longer always
 * there, or holds something else. New fields are none of that.
 */
function breaks(before: unknown, after: unknown, place = ''): string[] {
  if (!isRecord(before) || !isRecord(after)) return JSON.stringify(before) === JSON.stringify(after) ? [] : [place];
  return Object.keys(before)
    .filter((name) => !WORDS.includes(name))
    .flatMap((name) => {
      if (name === 'required')
        return (before.required as string[]).filter((field) => !(after.required as string[])?.includes(field));
      return name in after ? breaks(before[name], after[name], `${place}/${name}`) : [`${place}/${name}`];
    });
}

function isRecord(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

describe('the schema of the report', () => {
  test.each(Object.keys(reports))('fits the sample %s', (name) => {
    mustFitSchema(JSON.parse(json(reports[name] as never)));
  });

  test('is not so loose that anything fits', () => {
    const { verdict, ...without } = reports.healthy as never as Schema;
    expect(() => mustFitSchema(without)).toThrow(/verdict/);
    expect(() => mustFitSchema({ ...(reports.healthy as object), exitCode: '0' })).toThrow(/exitCode/);
    expect(() => mustFitSchema({ ...(reports.healthy as object), rootCause: 'Something Else' })).toThrow(/rootCause/);
    expect(verdict).toBe('healthy');
  });

  test('has room for every id', () => {
    const pattern = new RegExp(schema.$defs.finding.properties.id.pattern);
    expect(findingIds.filter((id) => !pattern.test(id))).toEqual([]);
  });

  test('describes every probe', () => {
    expect(Object.keys(schema.$defs.facts.properties).sort()).toEqual(Object.keys(probes).sort());
  });

  test('has only grown since version 2 was settled', () => {
    const settled = join(root, 'test', 'report', 'golden', 'report.schema.json');
    if (process.env.UPDATE_GOLDEN) {
      mkdirSync(join(root, 'test', 'report', 'golden'), { recursive: true });
      writeFileSync(settled, `${JSON.stringify(schema, null, 2)}\n`);
    }
    expect(breaks(JSON.parse(readFileSync(settled, 'utf8')), schema)).toEqual([]);
  });

  test('would be told from one that takes something away', () => {
    const changed = structuredClone(schema);
    changed.properties.more = { type: 'string' };
    changed.required.push('more');
    expect(breaks(schema, changed)).toEqual([]);
    delete changed.properties.durationMs;
    changed.properties.exitCode.type = 'string';
    changed.required = changed.required.filter((name: string) => name !== 'verdict');
    changed.properties.verdict.enum.push('uncertain');
    expect(breaks(schema, changed).sort()).toEqual(
      ['/properties/durationMs', '/properties/exitCode/type', '/properties/verdict/enum', 'verdict'].sort(),
    );
  });
});
