import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chalk } from 'chalk';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { afterAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { reporters } from '../../src/report/reporters/index.ts';
import { type FormatName, formatNames } from '../../src/report/reporters/names.ts';
import { redactReport, redactText } from '../../src/secrets/redact.ts';
import { commandsHere, runHere } from '../support/in-process.ts';
import { runs } from '../support/leaks.ts';
import { EVIL, reports } from '../support/reports.ts';

/** What no output may hold: nothing that is invisible, that moves what stands beside it, or that begins a line in the middle of a text. */
const FORBIDDEN =
  /[^\n\P{Cc}]|[\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Surrogate}\p{Noncharacter_Code_Point}]|\p{M}{5}/u;

const FRAGMENTS = [
  '\x1b[31m\x1b[2J\x1b]0;title\x07\x1bP1$r\x1b\\\x9b1m\x9d8;;http://evil.example\x9c',
  '\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\',
  '\u202egnp\u2066\u2067\u2069\u061c\u200f',
  'a\u200bb\u200c\u200d\u2060\ufeff\u00ad\u034f\u3164\uffa0\u115f',
  '\ud800\udfff\udc00x\ud800',
  '\u{e0041}\u{e0042}\u{e007f}',
  '\u{e0100}\u{e01ef}\ufe00\ufe0f',
  `Z${'\u0301\u0336\u0489'.repeat(60)}`,
  'one\u2028two\u2029three\u0085four\vfive\fsix\r\nseven\nforged: line',
  '\n✗ Forged finding\n  dns/forged\n\n  How to fix it\n  1. rm -rf /',
  '\n# Forged\n\n- [ ] x\n\n```\n~~~\n````',
  '</details></summary><script>alert(1)</script><img src=x onerror=alert(1)>',
  '| a | b |\n|---|---|\n![x](http://evil.example/x.png) [y](javascript:alert(1))',
  ']]></failure></testcase><testcase name="forged"/><!-- -- --><?php ?>&#0;&#x1b;\ufffe\uffff',
  '\n::error file=a,line=1::forged\n::set-output name=x::y\n##[error]forged\n##vso[task.complete]\n::add-mask::x\n::stop-commands::t',
  '%0A%0D::error::forged%25',
  '"}],"exitCode":0,"verdict":"healthy"',
  '__proto__',
  'constructor',
  '@everyone #1 <@U123> https://evil.example',
  '\u{1d173}\u{1d17a}\u{13430}\u{110bd}\ufff9\ufffa\ufffb',
  EVIL,
  'w'.repeat(70_000),
  'many words '.repeat(3_000),
];

/** Never without a letter, so that no place is empty that is filled in a harmless report. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...FRAGMENTS),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((parts) => `t${parts.join(' ')}`);

/** Fields in this tool's own words, which decide what is shown and not how. */
const OWN =
  /^(?:schemaVersion|id|severity|status|route|verdict|rootCause|apiError|pythonType|skippedBecause|causes|tool|startedAt|timestamp|kind)$/;

/** The same report with another text in every field, and in every name of what came from outside. */
function saying(value: unknown, text: () => string, name = ''): unknown {
  if (OWN.test(name)) return value;
  if (typeof value === 'string') return text();
  if (Array.isArray(value)) return value.map((member) => saying(member, text, ''));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, saying(member, text, key)] as const);
  const isOpen = /^(?:facts|variables|headers)$/.test(name);
  return Object.fromEntries(isOpen ? [...entries, [text(), text()]] : entries);
}

/** What of an output is its structure, and must be the same whatever the texts say. */
const structures: Record<FormatName, (text: string) => unknown> = {
  human: (text) => text.split('\n').filter((line) => /^\S/.test(line)).length,
  json: (text) => shapeOf(JSON.parse(text)),
  markdown: (text) =>
    text
      .split('\n')
      .map((line) => /^(?:#{1,6} |```+|~~~+|<\/?details>?|<summary>)/.exec(line)?.[0])
      .filter(Boolean)
      .join(' ')
      .replace(/```+/g, '```'),
  junit: (text) => [...text.matchAll(/<[!?/]?[\w-]+/g)].map(([tag]) => tag),
  html: (text) => tagsOf(parse(text)),
  openmetrics: (text) => text.split('\n').map((line) => /^(?:# (?:HELP|TYPE|EOF)\b|\w+\{)/.exec(line)?.[0]),
  github: (text) => text.split('\n').map((line) => /^::\w+/.exec(line)?.[0] ?? (line === '' ? '' : 'text')),
};

/** How a step is set depends on the backticks in it, and a link is one only where it leads to the web. */
const OF_A_STEP = /^(?:code|pre|div|button|a)$/;

/** The elements of a page, as a browser reads it, with the names of their attributes; of a step only what could do harm. */
function tagsOf(node: DefaultTreeAdapterTypes.Node): string[] {
  const below = 'childNodes' in node ? node.childNodes.flatMap(tagsOf) : [];
  if (!('tagName' in node)) return below;
  const { tagName, attrs } = node;
  const harmful = attrs.filter(
    ({ name, value }) => /^(?:on|style|src)/.test(name) || (name === 'href' && !value.startsWith('https://')),
  );
  const own = OF_A_STEP.test(tagName) ? [] : [`${tagName} ${attrs.map(({ name }) => name).join(' ')}`];
  return [...own, ...harmful.map(({ name }) => `harmful ${name}`), ...below];
}

/** Names and kinds; of what came from outside only that it is there. */
function shapeOf(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((member) => shapeOf(member));
  if (typeof value !== 'object' || value === null) return typeof value;
  if (/^(?:facts|variables|headers)$/.test(name)) return 'record';
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shapeOf(member, key)]));
}

const style = { columns: 80, unicode: true };

describe.each(formatNames)('%s', (format) => {
  test('holds no forbidden character and keeps its structure, whatever any field says', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(reports)), fc.infiniteStream(hostile), (report, texts) => {
        const next = () => texts.next().value as string;
        const output = reporters[format](redactReport(saying(report, next) as Report, []), style);
        const harmless = reporters[format](redactReport(saying(report, () => 'text') as Report, []), style);
        expect(FORBIDDEN.exec(output)?.[0]).toBeUndefined();
        expect(structures[format](output)).toEqual(structures[format](harmless));
        expect(output).not.toMatch(/##(?:vso|teamcity)?\[/);
        expect(output.length).toBeLessThan(2_000_000);
      }),
      runs(25),
    );
  });

  test('has no colours but its own', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(reports)), hostile, (report, text) => {
        const made = redactReport(saying(report, () => text) as Report, []);
        const coloured = reporters[format](made, { ...style, chalk: new Chalk({ level: 1 }) });
        const plain = coloured.replace(/\x1b\[\d{1,2}m/g, '');
        expect(FORBIDDEN.exec(plain)?.[0]).toBeUndefined();
        expect(plain.replace(/\s+/g, ' ')).toBe(reporters[format](made, style).replace(/\s+/g, ' '));
      }),
      runs(8),
    );
  });
});

test('a text that was cleaned is one line of visible characters', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const cleaned = redactText(text, []);
      expect(FORBIDDEN.exec(cleaned)?.[0]).toBeUndefined();
      expect(cleaned).not.toContain('\n');
    }),
    runs(400),
  );
});

describe('messages on standard error', () => {
  const argument = hostile.map((text) => text.replaceAll('\0', '').slice(0, 5_000));
  /** A usage error is one line, and one more where it lists what would be right. */
  const MOST_LINES = 2;

  test('quote what was typed cleaned, in lines of our own of bounded length', async () => {
    const commands = await commandsHere();
    await fc.assert(
      fc.asyncProperty(argument, fc.constantFrom(...commands), async (text, { name, valued, quietly }) => {
        const offline = [name, ...quietly];
        for (const args of [
          [text],
          [`--${text}`],
          [name, text, text],
          ...valued.filter((option) => option !== '--format').map((option) => [...offline, option, text]),
          [...offline, '--format', text.replaceAll('=', '')],
          [...offline, '--format', `json=/proc/nowhere/${text}`],
        ]) {
          const { status, stdout, stderr } = await runHere(args);
          expect(FORBIDDEN.exec(stderr)?.[0]).toBeUndefined();
          expect(FORBIDDEN.exec(stdout)?.[0]).toBeUndefined();
          const [, ...more] = stderr.trim().split('\n');
          expect(more.length).toBeLessThan(MOST_LINES);
          for (const line of more) expect(line).toMatch(/^(?:[A-Z][a-z]+: [\w, ./()-]+|To [\w ]+: .*|\s*[A-Z].*\.)$/);
          expect(stderr.length).toBeLessThan(4_000);
          expect([0, 2, 10, 11, 12, 13, 14, 15, 16, 20, 21, 22, 23, 24, 25, 126, 127, 130], stderr).toContain(status);
        }
      }),
      runs(10),
    );
  });
});

describe('reports and logs from elsewhere', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-doctor-outside-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('explain shows the texts of a log cleaned', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, fc.constantFrom(...formatNames), async (text, format) => {
        const log = `openai.NotFoundError: Error code: 404 - {'error': {'message': 'The model ${text} does not exist', 'code': 'model_not_found'}}\nError: getaddrinfo ENOTFOUND ${text}\nx-request-id: ${text}`;
        const { stdout, stderr } = await runHere(['explain', '-', '--format', format], { input: log });
        expect(FORBIDDEN.exec(stdout + stderr)?.[0]).toBeUndefined();
        expect(stdout).not.toMatch(/^(?:::error file=a|✗ Forged|# Forged)/m);
      }),
      runs(40),
    );
  });

  test('a recorded report with hostile texts in every field', async () => {
    const recorded = JSON.parse((await runHere(['check', '--offline', '--format', 'json'])).stdout);
    const readers = (await commandsHere()).filter(({ name }) => ['diagnose', 'diff'].includes(name));
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(hostile), fc.constantFrom(...formatNames), async (texts, format) => {
        const file = join(folder, 'a.json');
        const base = join(folder, 'b.json');
        writeFileSync(file, JSON.stringify(saying(recorded, () => texts.next().value as string)));
        writeFileSync(base, JSON.stringify(recorded));
        for (const { name } of readers) {
          for (const files of [[file], [base, file]]) {
            const { status, stdout, stderr } = await runHere([name, ...files, '--format', format]);
            expect(FORBIDDEN.exec(stdout + stderr)?.[0]).toBeUndefined();
            expect(status, stderr).not.toBe(1);
          }
        }
      }),
      runs(15),
    );
  });
});
