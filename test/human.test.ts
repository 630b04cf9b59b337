import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { makeFinding } from '../src/diagnose.ts';
import { redactReport } from '../src/redact.ts';
import { human } from '../src/reporters/human.ts';
import { cells, wrap } from '../src/reporters/layout.ts';
import type { Style } from '../src/reporters/style.ts';
import type { Finding, Report, ReportProbe } from '../src/types.ts';
import { root } from './lab/lab.ts';

const row = (id: string, status: ReportProbe['status'], summary: string): ReportProbe => ({
  id,
  route: 'direct',
  status,
  startMs: 0,
  durationMs: 7,
  summary,
  facts: {},
  skippedBecause: null,
});

const sound = [
  row('config/key', 'pass', 'sk-proj-…(164 chars) from OPENAI_API_KEY'),
  row('dns/system', 'pass', '203.0.113.10 in 12 ms'),
  row('tcp/connect', 'pass', '203.0.113.10:443 connected in 9 ms (1 of 1 addresses)'),
  row('tls/handshake', 'pass', 'TLSv1.3, certificate trusted, valid until 2027-01-31 (20 ms)'),
  row('http/models', 'pass', 'HTTP 200 in 61 ms, 84 models'),
];

function report(changes: Partial<Report>): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'api-doctor', version: '0.0.0' },
    startedAt: '2026-11-22T10:00:00.000+01:00',
    durationMs: 412,
    target: { baseUrl: 'https://api.openai.com/v1', host: 'api.openai.com', port: 443, route: 'direct' },
    verdict: 'healthy',
    exitCode: 0,
    rootCause: null,
    findings: [],
    probes: sound,
    environment: {},
    ticket: {
      model: null,
      errorCode: null,
      errorMessage: null,
      requestId: null,
      request: null,
      response: null,
      timestamp: '2026-11-22T10:00:00.000+01:00',
      timeZone: 'Europe/Berlin',
    },
    ...changes,
  };
}

const hosts = makeFinding(
  'dns/hosts-override',
  {
    severity: 'error',
    lines: ['/etc/hosts line 2: 203.0.113.99 api.openai.com', '203.0.113.53 for api.openai.com: A 203.0.113.10'],
    values: { host: 'api.openai.com' },
    causes: ['dns/hosts'],
  },
  null,
);
const rootCause: Finding = {
  ...hosts,
  explanation: 'Line 2 of /etc/hosts pins api.openai.com to 203.0.113.99, and nothing answers there.',
  steps: ['Remove line 2 of /etc/hosts: sudo sed -i.bak 2d /etc/hosts', 'See that DNS answers: getent ahosts api.openai.com'],
};
const warning: Finding = {
  ...hosts,
  id: 'dns/slow',
  severity: 'warning',
  title: 'Slow name lookup',
  explanation: 'The lookup took 5.2 s, because the first resolver does not answer.',
  steps: ['Put the one that answers first.', 'Second.', 'Third.'],
};

const reports: Record<string, Report> = {
  healthy: report({}),
  degraded: report({
    verdict: 'degraded',
    findings: [warning],
    probes: sound.map((probe) => (probe.id === 'dns/system' ? { ...probe, status: 'warn' } : probe)),
  }),
  failing: report({
    verdict: 'failing',
    exitCode: 11,
    rootCause: 'dns/hosts-override',
    findings: [rootCause, warning],
    probes: [
      sound[0] as ReportProbe,
      row('dns/system', 'fail', '203.0.113.99 in 1 ms'),
      row('tcp/connect', 'fail', '203.0.113.99:443 timeout after 5004 ms (0 of 1 addresses)'),
      row('tls/handshake', 'skip', 'not checked: nothing connected'),
      row('http/models', 'fail', 'TIMEOUT at connect after 5005 ms'),
    ],
    ticket: { ...report({}).ticket, requestId: 'req_0123456789abcdef' },
  }),
  interrupted: report({
    verdict: 'degraded',
    exitCode: 130,
    probes: sound.map((probe) => ({ ...probe, status: 'skip', summary: 'not checked: interrupted before it ended' })),
  }),
};

const styles: Record<string, Style> = {
  'narrow-plain': { columns: 60, colour: false, unicode: true },
  wide: { columns: 200, colour: false, unicode: true },
  'ascii-100': { columns: 100, colour: false, unicode: false },
};

describe('what people read', () => {
  for (const [name, content] of Object.entries(reports)) {
    for (const [form, style] of Object.entries(styles)) {
      test(`${name}, ${form}, is as it was looked at`, () => {
        const file = join(root, 'test', 'golden', `${name}.${form}.txt`);
        const text = human(content, style);
        if (process.env.UPDATE_GOLDEN) {
          mkdirSync(join(root, 'test', 'golden'), { recursive: true });
          writeFileSync(file, text);
        }
        expect(text).toBe(readFileSync(file, 'utf8'));
      });
    }

    test(`${name} breaks no word, and no line that could be broken is too long`, () => {
      for (const columns of [60, 80, 200]) {
        const lines = human(content, { columns, colour: false, unicode: true }).split('\n');
        for (const line of lines) expect(cells(line) <= columns || !line.trim().slice(11).includes(' ')).toBe(true);
        expect(lines.join(' ').replace(/\s+/g, ' ')).toBe(
          human(content, { columns: 80, colour: false, unicode: true }).replace(/\s+/g, ' '),
        );
      }
    });

    test(`${name} says the same with colour, and plain letters where there are no others`, () => {
      const plain = human(content, { columns: 80, colour: false, unicode: true });
      expect(stripVTControlCharacters(human(content, { columns: 80, colour: true, unicode: true }))).toBe(plain);
      expect(human(content, { columns: 80, colour: false, unicode: false })).toMatch(/^[\x0a\x20-\x7e]+$/);
    });
  }

  test('a healthy run says what it did not test', () => {
    expect(human(reports.healthy as Report, styles.wide as Style)).toMatch(/Not tested: quota and generation/);
  });

  test('texts from a hostile server stay texts', () => {
    const evil = '\x1b[31mred\x1b[0m \x07\u202egnp\u2066\u0085next\r\nforged: line';
    const hostile = report({
      findings: [{ ...warning, explanation: evil, evidence: [evil] }],
      probes: sound.map((probe) => ({ ...probe, summary: evil })),
    });
    const text = human(redactReport(hostile, []), { columns: 80, colour: false, unicode: true });
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
    expect(text).not.toMatch(/^forged/m);
  });
});

test('wide characters take two cells, marks and colours none', () => {
  expect([cells('abc'), cells('漢字'), cells('e\u0301'), cells('\x1b[1mx\x1b[0m')]).toEqual([3, 4, 1, 1]);
  expect(wrap('one two https://example.com/a/long/path three', 10)).toEqual([
    'one two',
    'https://example.com/a/long/path',
    'three',
  ]);
});
