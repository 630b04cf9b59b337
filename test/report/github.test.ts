import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutOrders } from '../../src/machine/runner-lines.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { github } from '../../src/report/reporters/github/github.ts';
import { annotation, escapeData, escapeProperty } from '../../src/report/reporters/github/workflow.ts';
import { human } from '../../src/report/reporters/human/human.ts';
import { reporters } from '../../src/report/reporters/index.ts';
import { redactReport, redactText } from '../../src/secrets/redact.ts';
import { expectGolden } from '../support/golden.ts';
import { evilReport, evilText } from '../support/hostile-reports.ts';
import { EVIL, report, reports, rootCause, warning } from '../support/reports.ts';
import { commandsIn, oneCommand } from '../support/runner.ts';

const annotations = (of: Report) => github(of, {});

describe.each(Object.entries(reports))('%s', (name, content) => {
  test('is as it was looked at', () => expectGolden(`${name}.github.txt`, annotations(content)));

  test('says each thing once, gravest first, with what went in', () => {
    const commands = commandsIn(annotations(content));
    const level = { error: 'error', warning: 'warning', info: 'notice' };
    const told = commands.slice(content.rootCause === null ? 1 : 0);
    expect(told.map(({ name: kind }) => kind)).toEqual(content.findings.map(({ severity }) => level[severity]));
    for (const [at, { title, explanation, id }] of content.findings.entries()) {
      expect(told[at]?.properties.title?.startsWith(title.slice(0, 100))).toBe(true);
      expect(told[at]?.properties.title?.endsWith(`(${id})`)).toBe(true);
      expect(told[at]?.data.startsWith(explanation.slice(0, 1_000))).toBe(true);
    }
  });

  test('names no file and no line, for the fault lies in none', () => {
    for (const { properties } of commandsIn(annotations(content))) expect(Object.keys(properties)).toEqual(['title']);
  });
});

describe('what an annotation tells', () => {
  const first = (of: Report) => commandsIn(annotations(of))[0];

  test('the root cause with what shows it and what to do', () => {
    expect(first(reports.dns as Report)).toEqual({
      name: 'error',
      properties: { title: `${rootCause.title} (dns/hosts-override)` },
      data: [
        rootCause.explanation,
        `Evidence:\n${rootCause.evidence.map((line) => `- ${line}`).join('\n')}`,
        `How to fix it:\n${rootCause.steps.map((step, at) => `${at + 1}. ${step}`).join('\n')}`,
      ].join('\n\n'),
    });
  });

  test('a healthy run is a notice that says what was not tested', () => {
    const commands = commandsIn(annotations(reports.healthy as Report));
    expect(commands).toHaveLength(1);
    expect(commands[0]).toMatchObject({ name: 'notice', properties: { title: 'api-doctor: Healthy' } });
    expect(commands[0]?.data).toContain('Quota and text generation were not tested');
  });

  test('a run in which all is well has nothing to say to who asked for quiet', () => {
    expect(github(reports.healthy as Report, { detail: 'quiet' })).toBe('');
    expect(github(reports.dns as Report, { detail: 'quiet' })).toBe(annotations(reports.dns as Report));
  });

  test('a run that was ended early, and warnings that fail the job, are errors', () => {
    expect(first(reports.interrupted as Report)).toMatchObject({
      name: 'error',
      properties: { title: 'api-doctor: Interrupted' },
    });
    expect(first({ ...(reports.degraded as Report), exitCode: 30 })?.name).toBe('error');
    expect(first(reports.degraded as Report)?.name).toBe('warning');
  });

  test('a log in which nothing is recognized is called neither healthy nor broken', () => {
    const log = report({ probes: [], findings: [] });
    expect(first(log)).toMatchObject({ name: 'notice', properties: { title: 'api-doctor: No known error found' } });
  });

  test('no more of one level than GitHub shows, and no longer than it keeps', () => {
    const many = Array.from({ length: 30 }, (_, at): Finding => ({ ...warning, id: `dns/${at}`, title: 't'.repeat(900) }));
    const commands = commandsIn(annotations(report({ verdict: 'degraded', findings: many })));
    expect(commands).toHaveLength(11);
    for (const { properties, data } of commands) {
      expect(properties.title?.length).toBeLessThan(256);
      expect(Buffer.byteLength(data)).toBeLessThan(64 * 1024);
    }
    const long = { ...rootCause, steps: Array.from({ length: 90 }, () => 'x'.repeat(2_000)) };
    const whole = annotations(report({ verdict: 'failing', exitCode: 11, rootCause: long.id, findings: [long] }));
    expect(whole.length).toBeLessThan(10_000);
  });
});

describe('nothing from outside speaks to the runner', () => {
  test('what is escaped comes back as it was', () => {
    fc.assert(
      fc.property(fc.oneof(evilText, fc.string({ unit: 'binary' })), evilText, (message, title) => {
        const line = annotation('error', `[${title}]`, message);
        expect(line.split(/[\r\n]/)).toHaveLength(2);
        expect(oneCommand(line.slice(0, -1))).toEqual({ name: 'error', properties: { title: `[${title}]` }, data: message });
      }),
      { numRuns: 1000 },
    );
    expect([escapeData('50% a\r\nb: c, d'), escapeProperty('50% a\r\nb: c, d')]).toEqual([
      '50%25 a%0D%0Ab: c, d',
      '50%25 a%0D%0Ab%3A c%2C d',
    ]);
  });

  test('annotations are the only commands in the text for people and in every other format', () => {
    const others = Object.entries(reporters).filter(([name]) => name !== 'github');
    const styles = fc.record({ columns: fc.integer({ min: 20, max: 120 }), unicode: fc.boolean() });
    const details = fc.constantFrom('quiet' as const, 'usual' as const, 'verbose' as const);
    fc.assert(
      fc.property(evilReport, styles, details, ({ report: evil }, style, detail) => {
        for (const [name, print] of others)
          expect(commandsIn(withoutOrders(print(evil, { ...style, detail }))), name).toEqual([]);
        const own = annotations(evil);
        expect(commandsIn(own)).toHaveLength(own.split('\n').length - 1);
      }),
      { numRuns: 200 },
    );
  });

  test('the text for people would hold commands without that, so the test above can fail', () => {
    const forged: Report = { ...(reports.dns as Report), findings: [{ ...rootCause, explanation: '::error::forged' }] };
    const text = human(redactReport(forged, []), { columns: 80, unicode: true });
    expect(commandsIn(text)).toHaveLength(1);
    expect(commandsIn(withoutOrders(text))).toEqual([]);
    expect(withoutOrders(text)).toContain('  > ::error::forged');
  });

  test.each(['##[error]x', 'a ###[set-env name=PATH;]x', '##vso[task.complete]', '##teamcity[x]', '##\u200b[error]x'])(
    '%s does not come through the door',
    (text) => {
      expect(redactText(text, [])).not.toMatch(/##(?:vso|teamcity)?\[/i);
      expect(commandsIn(redactText(`${text} ${EVIL}`, []))).toEqual([]);
    },
  );

  test('an address of IPv6 at the start of a line stays an address', () => {
    expect(withoutOrders('what is seen\n  2001:db8::1 answers\n')).toBe('what is seen\n  2001:db8::1 answers\n');
  });
});
