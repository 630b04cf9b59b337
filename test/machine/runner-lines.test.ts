import { describe, expect, test } from 'vitest';
import { withoutOrders } from '../../src/machine/runner-lines.ts';
import { reporters } from '../../src/report/reporters/index.ts';
import { cpuMs } from '../support/cost.ts';
import { runHere } from '../support/in-process.ts';
import { report, warning } from '../support/reports.ts';

const ORDERS = [
  '::error title=pwn::x',
  '::stop-commands::tok',
  '::add::x',
  '::tok::',
  '::set-output name=a::b',
  '##[error]x',
  '##vso[task.complete result=Failed]',
  '##VSO[task.setvariable variable=a]b',
  "##teamcity[buildStatus status='FAILURE']",
  'section_start:1:x',
  'section_end:1:x',
  '^^^ +++',
  '--- x',
  '+++ x',
  '~~~ x',
  'travis_fold:start:x',
  'travis_time:end:x',
];

const BEFORE = [
  '',
  ' ',
  '\t',
  '   ',
  '\x1b[31m',
  '\x1b[1;38;5;9m  ',
  ' \x1b[0m\x1b[K',
  '\u00a0',
  '\u3000',
  '\x1d',
  '\x85',
  '\ufeff',
  '\u200b',
  '\x1b]8;;x\x07',
];

/** What a runner may take for the start of a line: behind white space and escape sequences. */
const obeys = (line: string) => {
  const bare = line
    .replace(/\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07]*\x07/g, '')
    .replace(/^[\s\x1c-\x1f\x85\u180e\u200b-\u200f\u2060]+/, '');
  return /^(?:::|##(?:vso|teamcity)?\[|section_(?:start|end):|\^\^\^|travis_|(?:---|\+\+\+|~~~)\s)/i.test(bare);
};

const anyObeyed = (text: string) => text.split(/\r\n|[\r\n\u2028\u2029]/).filter(obeys);

describe('no line is an order to a runner', () => {
  test.each(ORDERS)('%s', (order) => {
    for (const before of BEFORE) {
      for (const end of ['\n', '\r\n', '\r', '\u2028']) {
        const text = `first${end}${before}${order}${end}last`;
        expect(anyObeyed(text)).toHaveLength(1);
        expect(anyObeyed(withoutOrders(text))).toEqual([]);
        expect(withoutOrders(withoutOrders(text))).toBe(withoutOrders(text));
      }
    }
  });

  test.each([
    '::1 answers',
    '  ::1:8080 refused',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1, and more',
    '::',
    'a ::error::x',
    '---',
    '| --- | --- |',
    '--proxy x',
    '# heading',
    '##heading',
  ])('%s stays as it is', (line) => expect(withoutOrders(`x\n${line}\ny`)).toBe(`x\n${line}\ny`));

  test('takes no longer for a long line than its length', () => {
    for (const pump of [
      ' '.repeat(1_000_000),
      '\x1b['.repeat(500_000),
      '::'.repeat(500_000),
      '::a'.repeat(300_000),
      '::f:f'.repeat(200_000),
    ]) {
      expect(cpuMs(() => withoutOrders(pump))).toBeLessThan(2_000);
    }
  });
});

describe('whatever is printed, and wherever', () => {
  const evil = ORDERS.join('\n');
  const finding = {
    ...warning,
    severity: 'error' as const,
    title: evil,
    explanation: evil,
    evidence: [evil, ...ORDERS],
    steps: ORDERS,
  };
  const hostile = report({
    findings: [finding],
    verdict: 'failing',
    exitCode: 13,
    rootCause: finding.id,
    environment: { os: evil },
  });

  test.each(Object.keys(reporters).filter((name) => name !== 'github'))('%s', (name) => {
    const print = reporters[name as keyof typeof reporters];
    for (const columns of [20, 33, 80]) {
      for (const detail of ['quiet', 'usual', 'verbose'] as const) {
        expect(anyObeyed(withoutOrders(print(hostile, { columns, unicode: true, detail })))).toEqual([]);
      }
    }
  });

  test.each(ORDERS)('wrong usage that repeats %s', async (order) => {
    for (const args of [
      ['explain', `./${order}`],
      ['explain', order],
      ['diagnose', order],
      ['diff', order, order],
      [order],
      ['check', order],
      ['check', '--format', order],
      ['check', '--ca-file', order],
      ['check', '--timeout', order],
      ['check', `--${order}`],
    ]) {
      const { stdout, stderr } = await runHere(args, { env: {} });
      expect(anyObeyed(stdout + stderr), args.join(' ')).toEqual([]);
    }
  });

  test('an attachment in JUnit is none', () => {
    const named = {
      ...hostile,
      ticket: {
        ...hostile.ticket,
        errorCode: '[[ATTACHMENT|/etc/shadow]]',
        errorMessage: '[[attachment|/x]] [[[ATTACHMENT|/y]]',
      },
    };
    const findings = [{ ...finding, evidence: ['[[ATTACHMENT|/etc/shadow]]'], explanation: '[[ATTACHMENT|/x]]' }];
    expect(reporters.junit({ ...named, findings })).not.toMatch(/\[\[\s*attachment/i);
  });
});
