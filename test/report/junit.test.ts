import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { junit } from '../../src/report/reporters/junit/junit.ts';
import { escapeAttribute, escapeText } from '../../src/report/reporters/junit/xml.ts';
import { finish, root } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { expectGolden } from '../support/golden.ts';
import { evilReport, evilText } from '../support/hostile-reports.ts';
import { report, reports, row, sound, warning } from '../support/reports.ts';
import { all, type Node, parseXml, shapeOf } from '../support/xml-tree.ts';

const cases = (of: Report) => all(parseXml(junit(of)), 'testcase');
const stateOf = ({ children }: Node) =>
  children.some(({ name }) => name === 'failure')
    ? 'failed'
    : children.some(({ name }) => name === 'skipped')
      ? 'skipped'
      : 'passed';
const states = (of: Report) => Object.fromEntries(cases(of).map((node) => [node.attributes.name, stateOf(node)]));
const verdictOf = (of: Report) => states(of).verdict;

describe.each(Object.entries(reports))('%s', (name, content) => {
  test('is as it was looked at', () => expectGolden(`${name}.junit.xml`, junit(content)));

  test('has the same cases as every other report, and counts them right', () => {
    const found = cases(content);
    expect(found.map(({ attributes }) => attributes.name)).toEqual(
      cases(reports.healthy as Report).map((one) => one.attributes.name),
    );
    const tree = parseXml(junit(content));
    const count = (state: string) => String(found.filter((node) => stateOf(node) === state).length);
    const totals = { tests: String(found.length), failures: count('failed'), errors: '0' };
    expect(tree.attributes).toMatchObject(totals);
    expect(tree.children[0]?.attributes).toMatchObject({ ...totals, skipped: count('skipped') });
  });

  test('is green exactly where the run ends well', () => {
    expect(verdictOf(content) === 'passed').toBe(name === 'healthy' || name === 'deep' || name === 'degraded');
    const failed = Object.values(states(content)).filter((state) => state === 'failed');
    expect(failed.length > 0).toBe(verdictOf(content) !== 'passed');
  });
});

describe('what a CI server makes of it', () => {
  test('one cause is one failure, and each text says all by itself: where there is one, GitLab drops the attributes', () => {
    for (const content of Object.values(reports)) {
      const errors = content.findings.filter(({ severity }) => severity === 'error');
      const found = all(parseXml(junit(content)), 'failure');
      if (errors.length > 0) expect(found.length).toBeLessThanOrEqual(errors.length);
      for (const { text, attributes } of found) expect(text.startsWith(attributes.message ?? '?')).toBe(true);
      for (const { text, attributes } of all(parseXml(junit(content)), 'skipped')) expect(text).toBe(attributes.message);
    }
  });

  test('the layer at fault names the finding, what lies behind it says what it follows from', () => {
    const failures = all(parseXml(junit(reports.dns as Report)), 'failure');
    expect(failures.map(({ attributes }) => attributes.type)).toEqual(failures.map(() => 'dns/hosts-override'));
    expect(failures[0]?.attributes.message).toMatch(/hosts file/i);
    expect(failures[0]?.text).toContain('/etc/hosts line 2: 203.0.113.99 api.openai.com');
    expect(failures[0]?.text).toContain('1. Remove line 2 of /etc/hosts');
    expect(failures).toHaveLength(1);
    const behind = all(parseXml(junit(reports.dns as Report)), 'skipped').map(({ text }) => text);
    expect(behind.filter((text) => text.startsWith('follows from dns/hosts-override: '))).not.toEqual([]);
    expect(behind).toContain('failing: see dns');
    expect(states(reports.dns as Report)).toMatchObject({
      config: 'passed',
      dns: 'failed',
      tcp: 'skipped',
      tls: 'skipped',
      verdict: 'skipped',
    });
  });

  test('what nobody looked at is skipped with its reason, never passed', () => {
    const { config, dns, auth, limit, server } = states(report({ probes: sound.slice(0, 1) }));
    expect({ config, dns, auth, limit, server }).toEqual({
      config: 'passed',
      dns: 'skipped',
      auth: 'skipped',
      limit: 'skipped',
      server: 'skipped',
    });
    const healthy = states(reports.healthy as Report);
    const billed = states(report({ probes: [...sound, row('http/call', 'pass', 'HTTP 200 in 90 ms')] }));
    expect(billed).toMatchObject({ limit: 'passed', request: 'passed' });
    expect(healthy).toMatchObject({ auth: 'passed', server: 'passed', limit: 'skipped', request: 'skipped', proxy: 'skipped' });
  });

  test('a page that could not be read proves nothing of the servers', () => {
    const unread = row('status/page', 'warn', 'the page could not be read (EAI_AGAIN): unknown');
    expect(states(report({ probes: [...sound, unread] }))).toMatchObject({ server: 'passed' });
    expect(states(report({ probes: [...sound.slice(0, 4), unread] }))).toMatchObject({ server: 'skipped' });
    const skipped = all(parseXml(junit(report({ probes: [unread] }))), 'skipped').map(({ attributes }) => attributes.message);
    expect(skipped).toContain(unread.summary);
  });

  test('a failure that no probe and no layer shows fails the verdict', () => {
    const lone = report({ verdict: 'failing', exitCode: 1, probes: sound });
    expect(verdictOf(lone)).toBe('failed');
    const unrecognised = { ...warning, severity: 'error' as const, id: 'probe/unrecognised', causes: ['status/page'] };
    const foreign = report({ verdict: 'failing', exitCode: 15, rootCause: unrecognised.id, findings: [unrecognised] });
    expect(states(foreign)).toMatchObject({ server: 'failed', verdict: 'skipped' });
  });

  test('a warning passes and can be read, unless it made the exit status non-zero', () => {
    const passed = cases(reports.degraded as Report).find(({ attributes }) => attributes.name === 'dns') as Node;
    expect(stateOf(passed)).toBe('passed');
    expect(all(passed, 'system-out')[0]?.text).toContain('warning: Slow name lookup.');
    const strict = { ...(reports.degraded as Report), exitCode: 30 };
    expect(states(strict)).toMatchObject({ dns: 'failed', tcp: 'passed', verdict: 'skipped' });
    expect(all(parseXml(junit(strict)), 'failure')[0]?.attributes.type).toBe('dns/slow');
  });

  test('a failure stays one where --fail-on never keeps the status at 0', () => {
    expect(states({ ...(reports.tls as Report), exitCode: 0 })).toMatchObject({ tls: 'failed', verdict: 'skipped' });
  });

  test('a log in which nothing is recognised, or only warnings, passes nothing', () => {
    for (const findings of [[], [warning]]) {
      const log = report({ probes: [], findings, verdict: findings.length > 0 ? 'degraded' : 'unknown' });
      expect(new Set(Object.values(states(log)))).toEqual(new Set(['skipped']));
      expect(cases(log)[0]?.attributes.classname).toBe('api-doctor.explain');
    }
  });

  test('a case takes the time from its first probe to its last, not their sum', () => {
    const probes = [
      { ...row('dns/system', 'pass', 'a'), startMs: 10, durationMs: 1000 },
      { ...row('dns/hosts', 'pass', 'b'), startMs: 20, durationMs: 1500 },
    ];
    const dns = cases(report({ probes })).find(({ attributes }) => attributes.name === 'dns');
    expect(dns?.attributes.time).toBe('1.510');
    expect(parseXml(junit(report({}))).children[0]?.attributes).toMatchObject({
      time: '0.412',
      timestamp: '2026-11-22T09:00:00',
    });
  });
});

describe('texts from outside', () => {
  test('whatever they hold, the document has the elements that it has without them', () => {
    const shapes = new Map(
      Object.entries(reports).map(([name, content]) => [name, withoutKeys(shapeOf(parseXml(junit(content))))]),
    );
    fc.assert(
      fc.property(evilReport, ({ name, report: evil }) => {
        expect(withoutKeys(shapeOf(parseXml(junit(evil))))).toEqual(shapes.get(name));
      }),
      { numRuns: 300 },
    );
  });

  test('come out of a parser as they went in, but for what XML cannot hold', () => {
    const held = (text: string) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
    fc.assert(
      fc.property(fc.oneof(evilText, fc.string({ unit: 'binary' })), (text) => {
        const node = parseXml(`<a b="${escapeAttribute(text)}">${escapeText(text)}</a>`);
        expect(node).toMatchObject({ attributes: { b: held(text) }, text: held(text) });
      }),
      { numRuns: 1000 },
    );
  });
});

/** An empty text has no element of its own, so the empty ones that chance makes are set aside. */
function withoutKeys(shape: unknown): unknown {
  const [name, attributes, children] = shape as [string, string[], unknown[]];
  const kept = children.filter((child) => !['system-out', 'property'].includes((child as [string])[0]));
  return [name, attributes, kept.map(withoutKeys)];
}

needs('xmllint')('checked by libxml2', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-doctor-junit-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const validate = (files: string[]) =>
    finish(['xmllint', '--noout', '--nonet', '--schema', join(root, 'test', 'support', 'junit.xsd'), ...files], {
      mayFail: true,
    });

  test('every sample report is valid against the schema that CI servers share', async () => {
    const files = Object.entries(reports).map(([name, content]) => {
      const file = join(folder, `${name}.xml`);
      writeFileSync(file, junit(content));
      return file;
    });
    const { status, stderr } = await validate(files);
    expect(stderr.trim().split('\n')).toEqual(files.map((file) => `${file} validates`));
    expect(status).toBe(0);
  });

  test('the schema refuses what a server would stumble over', async () => {
    const sample = junit(reports.dns as Report);
    const spoilt = {
      comma: sample.replace('time="0.007"', 'time="0,007"'),
      offset: sample.replace(/timestamp="[^"]*"/, 'timestamp="2026-11-22T10:00:00+01:00"'),
      twice: sample.replace('name="tcp"', 'name="dns"'),
      foreign: sample.replace('<system-out>', '<output>').replace('</system-out>', '</output>'),
    };
    for (const [name, text] of Object.entries(spoilt)) {
      expect(text, name).not.toBe(sample);
      const file = join(folder, `spoilt-${name}.xml`);
      writeFileSync(file, text);
      expect((await validate([file])).status, name).toBe(3);
    }
  });
});
