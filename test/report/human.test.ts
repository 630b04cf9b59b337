import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Chalk } from 'chalk';
import { describe, expect, test } from 'vitest';
import { partsOf } from '../../src/catalogue/command/parts.ts';
import type { Report } from '../../src/model/report.ts';
import { human } from '../../src/report/reporters/human/human.ts';
import { displayWidth, wrap } from '../../src/report/reporters/human/layout.ts';
import type { Style } from '../../src/report/reporters/style.ts';
import { redactReport } from '../../src/secrets/redact.ts';
import { root } from '../lab/lab.ts';
import { report, reports, sound, warning } from '../support/reports.ts';

const styles: Record<string, Style> = {
  'narrow-plain': { columns: 60, unicode: true },
  wide: { columns: 200, unicode: true },
  quiet: { columns: 100, unicode: true, detail: 'quiet' },
  verbose: { columns: 100, unicode: true, detail: 'verbose' },
  'ascii-100': { columns: 100, unicode: false },
};

describe('what people read', () => {
  test.each(Object.entries(reports))('%s has color on signs alone: yellow or cyan text is faint on white', (_, content) => {
    for (const detail of ['usual', 'verbose'] as const) {
      const text = human(content, { columns: 80, unicode: true, chalk: new Chalk({ level: 1 }), detail });
      const colored = [...text.matchAll(/\x1b\[3[1-7]m([^\x1b]*)/g)].map(([, part]) => part);
      expect(colored.filter((part) => /\w{2}/.test(part ?? ''))).toEqual([]);
    }
  });

  for (const [name, content] of Object.entries(reports)) {
    for (const [form, style] of Object.entries(styles)) {
      test(`${name}, ${form}, is as it was looked at`, () => {
        const file = join(root, 'test', 'report', 'golden', `${name}.${form}.txt`);
        const text = human(content, style);
        if (process.env.UPDATE_GOLDEN) {
          mkdirSync(join(root, 'test', 'report', 'golden'), { recursive: true });
          writeFileSync(file, text);
        }
        expect(text).toBe(readFileSync(file, 'utf8'));
      });
    }

    test(`${name} breaks no word, and no line that could be broken is too long`, () => {
      const words = (columns: number) => human(content, { columns, unicode: true }).split(/\s+/);
      const whole = new Set(words(200));
      for (const columns of [60, 80, 100]) {
        const lines = human(content, { columns, unicode: true }).split('\n');
        const typed = content.findings.flatMap(({ steps }) => steps.flatMap(partsOf)).filter(({ isTyped }) => isTyped);
        const mayBeLong = (line: string) => !line.slice(15).includes(' ') || typed.some(({ text }) => text === line);
        // A hostile report is full of words that nothing could break.
        for (const line of lines)
          expect(displayWidth(line) <= columns || mayBeLong(line.trim()) || name === 'hostile').toBe(true);
        expect(words(columns).filter((word) => !whole.has(word))).toEqual([]);
        expect(lines.filter((line) => /^ *m?s\b/.test(line))).toEqual([]);
      }
    });

    test(`${name} counts the findings that it shows, and promises none that it does not`, () => {
      const counted = (detail: 'usual' | 'quiet') =>
        /(\d+) more findings? (below|without --quiet)/.exec(human(content, { columns: 100, unicode: true, detail }))?.slice(1) ??
        [];
      const others = String(content.findings.length - 1);
      const hasOthers = content.rootCause !== null && content.findings.length > 1;
      expect([counted('usual'), counted('quiet')]).toEqual(
        hasOthers
          ? [
              [others, 'below'],
              [others, 'without --quiet'],
            ]
          : [[], []],
      );
    });

    test(`${name} says the same with color, and plain letters where there are no others`, () => {
      const plain = human(content, { columns: 80, unicode: true });
      expect(stripVTControlCharacters(human(content, { columns: 80, chalk: new Chalk({ level: 1 }), unicode: true }))).toBe(
        plain,
      );
      expect(human(content, { columns: 80, unicode: false })).toMatch(/^[\x0a\x20-\x7e]+$/);
    });
  }

  test('a healthy run says what it did not test', () => {
    expect(human(reports.healthy as Report, styles.wide as Style)).toMatch(/Quota and text generation were not tested/);
  });

  test('a run with --deep says what it cost in the third line, and --verbose where it was answered, by route', () => {
    const lines = human(reports.deep as Report, { columns: 80, unicode: true })
      .trim()
      .split('\n');
    expect(lines.at(-1)).toBe('  Cost: 2 billed requests, reported usage 13 input and 20 output tokens');
    expect(human(reports.deep as Report, styles.verbose as Style)).toContain(
      'edge     FRA, Germany (cf-ray, direct); AMS, Netherlands (cf-ray, via proxy)',
    );
    expect(human({ ...(reports.auth as Report), exits: reports.deep?.exits?.slice(0, 1) ?? [] }, styles.wide as Style)).toContain(
      'edge     FRA, Germany (cf-ray)',
    );
  });

  test('texts from a hostile server stay texts', () => {
    const evil = '\x1b[31mred\x1b[0m \x07\u202egnp\u2066\u0085next\r\nforged: line';
    const hostile = report({
      findings: [{ ...warning, explanation: evil, evidence: [evil] }],
      probes: sound.map((probe) => ({ ...probe, summary: evil })),
    });
    const text = human(redactReport(hostile, []), { columns: 80, unicode: true });
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
    expect(text).not.toMatch(/^forged/m);
  });
});

test('wide characters take two cells, marks and colors none', () => {
  expect([displayWidth('abc'), displayWidth('漢字'), displayWidth('e\u0301'), displayWidth('\x1b[1mx\x1b[0m')]).toEqual([
    3, 4, 1, 1,
  ]);
  expect(wrap('one two https://example.com/a/long/path three', 10)).toEqual([
    'one two',
    'https://example.com/a/long/path',
    'three',
  ]);
});
