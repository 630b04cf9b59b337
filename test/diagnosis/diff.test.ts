import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Comparison, compare } from '../../src/diagnosis/diff/compare.ts';
import { rejudged } from '../../src/diagnosis/recorded/rejudge.ts';
import { reportIn } from '../../src/diagnosis/recorded/report.ts';
import type { HandshakeFacts } from '../../src/model/facts/tls.ts';
import type { Report } from '../../src/model/report.ts';
import type { Settings } from '../../src/model/settings.ts';
import { runHere } from '../support/in-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'api-doctor-diff-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Changed = Report & { settings: Settings };

const text = (name: string) => readFileSync(new URL(`./recorded-reports/version-2/${name}.json`, import.meta.url), 'utf8');
const report = (name: string, change: (report: Changed) => void = () => {}): string => {
  const parsed = JSON.parse(text(name)) as Changed;
  change(parsed);
  return JSON.stringify(parsed);
};
const between = (a: string, b: string): Comparison => compare(reportIn(a), reportIn(b));
const facts = <T>(of: Report, id: string): T => of.probes.find((probe) => probe.id === id)?.facts as T;
const explaining = ({ differences }: Comparison) => differences.filter(({ explains }) => explains);
const topics = (comparison: Comparison) => comparison.differences.map(({ topic }) => topic);

const sound = text('sound');

describe('two reports of the same outcome', () => {
  test('of one file nothing differs', () => {
    const same = between(sound, sound);
    expect(same).toMatchObject({
      sameOutcome: true,
      differences: [],
      firstDifference: null,
      steps: [],
      summary: 'Both are healthy.',
    });
    expect(same.remarks).toEqual(['Both are reports of the same run.']);
  });

  test('what is another each time is no difference', () => {
    const later = report('sound', (changed) => {
      changed.startedAt = '2026-11-25T00:09:50.163+00:00';
      changed.durationMs = 199;
      for (const probe of changed.probes) {
        probe.startMs += 7;
        probe.durationMs += 31;
        const seen = probe.facts as Record<string, unknown>;
        if (typeof seen.ms === 'number') seen.ms += 40;
        const answer = seen.answer as { headers: Record<string, string> } | undefined;
        if (answer?.headers)
          Object.assign(answer.headers, { 'x-request-id': 'req_other', date: 'Thu, 26 Nov 2026 00:00:00 GMT' });
      }
      const chain = facts<HandshakeFacts>(changed, 'tls/handshake').chain;
      Object.assign(chain[0] as object, { notAfter: '2028-01-01T00:00:00Z', fingerprint256: 'AB:CD' });
    });
    expect(between(sound, later)).toMatchObject({ sameOutcome: true, differences: [], remarks: [] });
  });

  test('other addresses of the same kind make no difference where both work', () => {
    const elsewhere = report('sound', (changed) => {
      facts<{ addresses: unknown }>(changed, 'dns/system').addresses = [{ address: '203.0.113.77', family: 4 }];
    });
    expect(topics(between(sound, elsewhere))).toEqual([]);
  });

  test('both fail for the same reason', () => {
    const other = report('inspected', (changed) => Object.assign(changed.environment, { node: '24.1.0' }));
    expect(between(text('inspected'), other)).toMatchObject({
      sameOutcome: true,
      summary: 'Both fail for the same reason.',
      differences: [{ topic: 'versions', b: '24.1.0', explains: false }],
    });
  });
});

describe('one works and one fails', () => {
  test.each([
    ['inspected', 'certificate', 'CN=Zscaler Root CA (Zscaler)', 'tls/handshake'],
    ['filtered', 'names', '203.0.113.11: NXDOMAIN', 'dns/resolvers'],
    ['dead-proxy', 'way', 'through http://127.0.0.1:7897, from HTTPS_PROXY', 'proxy/connect'],
    ['no-key', 'key', 'no key', 'config/key'],
    ['wrong-key', 'key', 'sk-proj-…(64 chars) from OPENAI_API_KEY', 'http/models'],
  ])('%s: %s comes first', (name, topic, there, probe) => {
    const found = between(sound, text(name));
    expect(found).toMatchObject({ sameOutcome: false, summary: 'A is healthy, B fails.', firstDifference: { probe } });
    expect(found.differences[0]).toMatchObject({ topic, b: there, explains: true });
    expect(found.steps.length).toBeGreaterThan(0);
  });

  test('the order of the two does not matter to what comes first', () => {
    const found = between(text('inspected'), sound);
    expect(found).toMatchObject({ summary: 'A fails, B is healthy.', steps: between(sound, text('inspected')).steps });
    expect(found.differences[0]).toMatchObject({ topic: 'certificate', a: 'CN=Zscaler Root CA (Zscaler)' });
  });

  test('the same certificate, which the roots of one do not hold', () => {
    const untrusting = report('inspected', (changed) => {
      const good = facts<HandshakeFacts>(JSON.parse(sound), 'tls/handshake');
      const bad = facts<HandshakeFacts>(changed, 'tls/handshake');
      Object.assign(bad, { chain: good.chain, inspector: null, faults: [] });
      bad.trust = bad.trust.filter(({ name }) => name === 'node-bundled' || name === 'system');
    });
    const [first] = between(sound, untrusting).differences;
    expect(first).toMatchObject({ topic: 'trust', b: 'not there', explains: true });
    expect(first?.text).toBe('The CA certificates of NODE_EXTRA_CA_CERTS and of SSL_CERT_FILE exist only in A.');
  });

  test('a wrong key comes before a proxy for what the API says of the key, and after it for where it is called from', () => {
    const through = (change: (changed: Changed) => void) =>
      report('dead-proxy', (changed) => {
        changed.settings.key = { ...(changed.settings.key as NonNullable<Settings['key']>), shown: 'sk-…(51chars)' };
        Object.assign(facts<object>(changed, 'config/key'), { shown: 'sk-…(51chars)' });
        change(changed);
      });
    const first = (id: string) =>
      between(
        sound,
        through((changed) => {
          changed.rootCause = id;
          Object.assign(changed.findings[0] as object, { id });
        }),
      ).differences[0]?.topic;
    expect([first('auth/incorrect-key'), first('auth/unsupported-region'), first('proxy/refused')]).toEqual([
      'key',
      'way',
      'way',
    ]);
  });

  test('that nothing explains it is said', async () => {
    const sudden = report('sound', (changed) => {
      Object.assign(changed, {
        verdict: 'failing',
        rootCause: 'http/timeout',
        exitCode: 15,
        startedAt: '2026-11-25T00:05:50.163+00:00',
      });
    });
    const files = [join(folder, 'a.json'), join(folder, 'b.json')] as const;
    writeFileSync(files[0], sound);
    writeFileSync(files[1], sudden);
    const { status, stdout } = await runHere(['diff', ...files]);
    expect(status).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain('No recorded difference explains it');
  });
});

test('both fail, each for a reason of its own: that of the second is explained first', () => {
  const found = between(text('filtered'), text('inspected'));
  expect(found).toMatchObject({ sameOutcome: false, summary: 'Both fail, for different reasons.' });
  expect(explaining(found).map(({ topic }) => topic)).toContain('names');
  const now = rejudged(reportIn(text('inspected')), { version: '0', failOn: null, foreignFor: ['api-doctor'] });
  expect(found.steps).toEqual(now.findings[0]?.steps.slice(0, 4));
});

describe('what to know before reading on', () => {
  test('that the two are about different APIs comes first', () => {
    const other = report('inspected', (changed) => {
      changed.target = { ...changed.target, baseUrl: 'https://api.mistral.ai/v1', host: 'api.mistral.ai' };
      changed.tool.version = '9.0.0';
    });
    const { remarks } = between(sound, other);
    expect(remarks[0]).toMatch(/different APIs: A about https:\/\/api\.openai\.com\/v1, B about https:\/\/api\.mistral\.ai\/v1/);
    expect(remarks[1]).toMatch(/different versions of api-doctor \(A 0\.1\.0, B 9\.0\.0\)/);
  });

  test('that one was read from a log, was ended by hand, or is days older', async () => {
    const log = join(folder, 'app.log');
    writeFileSync(log, 'openai.APIConnectionError: Connection error.\ngetaddrinfo ENOTFOUND api.openai.com\n');
    const read = (await runHere(['explain', log, '--format', 'json'])).stdout;
    expect(between(sound, read).remarks.join(' ')).toMatch(/B was read from a log/);
    const ended = report('sound', (changed) => Object.assign(changed, { exitCode: 130, startedAt: '2026-11-20T00:00:00.000Z' }));
    expect(between(ended, sound).remarks.join(' ')).toMatch(/A was interrupted.*5 days apart/);
  });

  test('that something cannot be read, and the rest is compared all the same', () => {
    const strange = report('inspected', (changed) => {
      Object.assign(facts<object>(changed, 'dns/resolvers'), { servers: 7 });
    });
    const found = between(sound, strange);
    expect(found.remarks.join(' ')).toMatch(/not compared: dns\/resolvers/);
    expect(found.differences[0]?.topic).toBe('certificate');
  });
});

describe('the command', () => {
  const good = join(folder, 'good.json');
  const bad = join(folder, 'bad.json');
  writeFileSync(good, sound);
  writeFileSync(bad, text('inspected'));

  test('either of the two may come from standard input, and not both', async () => {
    const piped = await runHere(['diff', '-', bad, '--format', 'json'], { input: sound });
    expect(JSON.parse(piped.stdout)).toMatchObject({ schemaVersion: 2, a: { name: 'standard input' }, sameOutcome: false });
    expect((await runHere(['diff', good, '-'], { input: text('inspected') })).status).toBe(0);
    expect(await runHere(['diff', '-', '-'], { input: sound })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('only one'),
    });
  });

  test('each format may go to a file of its own', async () => {
    const out = join(folder, 'new', 'out.json');
    const { status, stdout } = await runHere(['diff', good, bad, '--format', 'human', '--format', `json=${out}`]);
    expect({ status, differences: JSON.parse(readFileSync(out, 'utf8')).differences.length > 0 }).toEqual({
      status: 0,
      differences: true,
    });
    expect(stdout).toContain('Likely causes, most likely first');
  });

  test('formats of reports are refused, and so is what cannot be read', async () => {
    expect(await runHere(['diff', good, bad, '--format', 'junit'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('human, json'),
    });
    expect(await runHere(['diff', good])).toMatchObject({ status: 2 });
    expect(await runHere(['diff', good, join(folder, 'none.json')])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('none.json'),
    });
    writeFileSync(
      join(folder, 'newer.json'),
      report('sound', (changed) => Object.assign(changed, { schemaVersion: 3 })),
    );
    expect(await runHere(['diff', good, join(folder, 'newer.json')])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/newer\.json has schemaVersion 3/),
    });
  });

  test('without colour and Unicode nothing is lost', async () => {
    const { stdout } = await runHere(['diff', good, bad], { env: { LANG: 'C' } });
    expect(stdout).toMatch(/^[\x20-\x7e\n]+$/);
    expect(stdout).toContain('Zscaler');
  });

  test('nothing that a file says reaches a terminal or a log as it stands', async () => {
    const key = `sk-proj-${'Zz9'.repeat(30)}`;
    const hostile = report('inspected', (changed) => {
      changed.rootCause = `tls/\u001b[2J${key}`;
      changed.target.baseUrl = 'https://me:s3cretPa55@evil.example/\u202e';
      Object.assign(changed.environment.variables as object, {
        HTTPS_PROXY: 'http://me:s3cretPa55@p:1',
        '\u0007X_CA_\n::error::': key,
      });
      for (const finding of changed.findings) Object.assign(finding, { title: key, steps: [`\n::error::${key}\u0007`] });
    });
    writeFileSync(join(folder, 'hostile.json'), hostile);
    for (const format of ['human', 'json']) {
      const { status, stdout, stderr } = await runHere(['diff', good, join(folder, 'hostile.json'), '--format', format]);
      expect(status).toBe(0);
      expect(stdout + stderr).not.toMatch(/Zz9Zz9|s3cretPa55|[\0-\x08\x0b-\x1f\x7f\u202e]|^::/m);
    }
  });
});

test('a page in the place of the API is told from its answer, though both are a 200', () => {
  const blocked = report('sound', (changed) => {
    Object.assign(changed, { verdict: 'failing', rootCause: 'http/block-page', exitCode: 15 });
    for (const id of ['http/models', 'http/unauthenticated']) {
      const seen = facts<{ answer: object }>(changed, id);
      seen.answer = {
        status: 200,
        headers: { 'content-type': 'text/html', server: 'filter' },
        body: '<html><title>Access to this site is blocked</title></html>',
        cut: false,
        bytes: 58,
      };
    }
  });
  const [first, second] = between(sound, blocked).differences;
  expect(first).toMatchObject({ topic: 'answer', a: 'HTTP 200, a response of the API', explains: true });
  expect(first?.b).toBe('HTTP 200, Access to this site is blocked');
  expect(second).toMatchObject({ text: 'The response header “server” differs.', b: 'filter' });
});
