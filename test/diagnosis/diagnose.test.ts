import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { formatNames } from '../../src/report/reporters/names.ts';
import { runHere } from '../support/in-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'api-doctor-diagnose-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const recorded = (name: string) => readFileSync(new URL(`./recorded-reports/version-2/${name}.json`, import.meta.url), 'utf8');
/** Of version 0.1.0, as it was written. */
const recordedBefore = (name: string) => readFileSync(new URL(`./recorded-reports/${name}.json`, import.meta.url), 'utf8');
const inspected = recorded('inspected');
const file = (name: string, text: string | Buffer) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
/** The report with something in it changed. */
const but = (change: (report: Report & Record<string, unknown>) => void, name = 'inspected') => {
  const report = JSON.parse(recorded(name));
  change(report);
  return JSON.stringify(report);
};
const diagnose = (input: string | Buffer, ...args: string[]) => runHere(['diagnose', '-', ...args], { input });

describe('a report of another time and place', () => {
  test.each([
    ['sound', null, 0],
    ['inspected', 'tls/interception', 13],
    ['filtered', 'dns/nxdomain', 11],
    ['dead-proxy', 'proxy/refused', 14],
    ['no-key', 'config/key-missing', 10],
    ['wrong-key', 'auth/incorrect-key', 20],
  ])('%s is judged as it was', async (name, rootCause, status) => {
    const said = await diagnose(recorded(name), '--format', 'json');
    expect(said).toMatchObject({ status, stderr: '' });
    const report: Report = JSON.parse(said.stdout);
    // Masks had a blank once.
    const before: Report = JSON.parse(recorded(name).replaceAll(' chars)', 'chars)'));
    expect(report).toMatchObject({ rootCause, exitCode: status, startedAt: before.startedAt, tool: { version: '1.2.3' } });
    expect(report.environment).toEqual(before.environment);
    // Commands begin as this tool was started, and not as the author's was.
    expect(report.settings).toEqual({ ...before.settings, invocation: { program: ['api-doctor'], options: [] } });
  });

  test.each(['sound', 'inspected', 'filtered', 'dead-proxy', 'no-key', 'wrong-key'])(
    '%s of schemaVersion 1 is judged like that of version 2, and written as version 2',
    async (name) => {
      const [now, before] = [
        await diagnose(recorded(name), '--format', 'json'),
        await diagnose(recordedBefore(name), '--format', 'json'),
      ];
      expect(JSON.parse(recordedBefore(name)).schemaVersion).toBe(1);
      expect(JSON.parse(before.stdout)).toEqual(JSON.parse(now.stdout));
      expect(JSON.parse(before.stdout)).toMatchObject({ schemaVersion: 2 });
      // Summaries are worded anew, and probes and fields that are younger than the recording have nothing in it.
      const factsIn = (text: string) =>
        (JSON.parse(text) as Report).probes.map(({ id, route, status, facts }) => ({ id, route, status, facts }));
      const read = factsIn(before.stdout);
      for (const one of factsIn(recorded(name).replaceAll(' chars)', 'chars)')))
        expect(read.find(({ id, route }) => id === one.id && route === one.route)).toMatchObject(one);
    },
  );

  test('what failed in the tool itself is kept of both versions', async () => {
    const mistakes = [{ step: 'alternate route', message: 'no route' }];
    const old = JSON.stringify({ ...JSON.parse(recordedBefore('sound')), faults: mistakes });
    const now = but((report) => Object.assign(report, { internalErrors: mistakes }), 'sound');
    for (const text of [old, now]) {
      expect(JSON.parse((await diagnose(text, '--format', 'json')).stdout).internalErrors).toEqual(mistakes);
    }
  });

  test('it is what the file holds that is judged, and not what it concludes', async () => {
    const lying = but((report) => Object.assign(report, { verdict: 'healthy', exitCode: 0, rootCause: null, findings: [] }));
    expect((await diagnose(lying, '--format', 'json')).status).toBe(13);
  });

  test.each([...formatNames])('it comes in the format %s', async (format) => {
    const { status, stdout } = await diagnose(inspected, '--format', format);
    expect(status).toBe(13);
    // Metrics have the finding as a label, and no product: that would be an unbounded label.
    expect(stdout).toContain(format === 'openmetrics' ? 'tls/interception' : 'Zscaler');
  });

  test('--fail-on is that of the check, or the one named now', async () => {
    const never = but((report) => Object.assign(report.settings ?? {}, { failOn: 'never' }));
    expect((await diagnose(never)).status).toBe(0);
    expect((await diagnose(never, '--fail-on', 'error')).status).toBe(13);
    expect((await diagnose(inspected, '--fail-on', 'never')).status).toBe(0);
  });

  test('a run that was ended by hand proves no health here either', async () => {
    const ended = but((report) => Object.assign(report, { exitCode: 130 }), 'sound');
    const { status, stdout } = await diagnose(ended, '--format', 'json');
    expect({ status, verdict: JSON.parse(stdout).verdict }).toEqual({ status: 130, verdict: 'degraded' });
  });

  test('what Windows writes into a file can be read', async () => {
    const path = file('utf16.json', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(inspected, 'utf16le')]));
    expect((await runHere(['diagnose', path])).status).toBe(13);
    expect((await diagnose(`\ufeff${inspected}`)).status).toBe(13);
  });

  test('a probe that this version does not know is left out', async () => {
    const later = but((report) => report.probes.push({ ...(report.probes[0] as Report['probes'][0]), id: 'http/of-tomorrow' }));
    expect((await diagnose(later)).status).toBe(13);
  });

  test('fields that are younger than the file count as unknown', async () => {
    const older = but((report) => {
      for (const { facts } of report.probes) delete (facts as Record<string, unknown>).interfaces;
    });
    expect((await diagnose(older)).status).toBe(13);
  });
});

describe('what a report hides is not needed to judge it again', () => {
  const SOUND = `sk-proj-${'aB3'.repeat(52)}`;
  const url = (base: string) => ({ OPENAI_API_KEY: SOUND, OPENAI_BASE_URL: base });
  const proxy = (value: string, more = {}) => ({ OPENAI_API_KEY: SOUND, HTTPS_PROXY: value, ...more });

  test.each<[string, Record<string, string>, string[]?]>([
    ['nothing is wrong', { OPENAI_API_KEY: SOUND }],
    ['a key with a blank before and a line break behind', { OPENAI_API_KEY: ` ${SOUND}\n` }],
    ['a key behind a tab', { OPENAI_API_KEY: `\t${SOUND}` }],
    ['a key in quotes', { OPENAI_API_KEY: `"${SOUND}"` }],
    ['an id in the place of a key', { OPENAI_API_KEY: 'org-abcdefghijklmnopqrstuvwx' }],
    ['a sample', { OPENAI_API_KEY: 'your-api-key' }],
    ['a key of another vendor', { OPENAI_API_KEY: `sk-ant-api03-${'x1Y'.repeat(30)}` }],
    ['an empty key', { OPENAI_API_KEY: '' }],
    ['no key', {}],
    ['a password in the base URL', url('https://me:s3cretPass9@api.openai.com/v1')],
    ['one with a sign that ends it', url('https://me:s3c#ret@api.openai.com/v1')],
    ['a key in the query', url('https://x.example/v1?api-key=s3cretPass9abc')],
    ['the key itself in the path', url(`https://x.example/v1/${SOUND}`)],
    ['a line break before the base URL', url('\nhttps://api.openai.com/v1')],
    ['a blank behind it', url('https://api.openai.com/v1 ')],
    ['an invisible sign in it', url('https://api.open\u200bai.com/v1')],
    ['no text in it', url('')],
    ['no TLS', url('http://api.openai.com/v1')],
    ['a password that breaks the proxy’s address', proxy('http://me:pa#ss/word@proxy:3128')],
    ['a line break behind the proxy', proxy('http://me:Tr0ub4dor9@proxy:3128\n')],
    ['a port that is none', proxy('http://proxy:99999')],
    ['a scheme that is none', proxy('sox://me:Tr0ub4dor9@proxy:1')],
    ['SOCKS4', proxy('socks4://me:Tr0ub4dor9@proxy:1')],
    ['quotes around the proxy', proxy('"http://me:Tr0ub4dor9@proxy:3128"')],
    ['an entry of NO_PROXY that Python stops at', proxy('http://proxy:3128', { NO_PROXY: 'a[b,openai.com' })],
    ['an entry of NO_PROXY that goes around', proxy('http://proxy:3128', { NO_PROXY: 'openai.com' })],
    ['a variable for HTTP alone', { OPENAI_API_KEY: SOUND, HTTP_PROXY: 'http://me:Tr0ub4dor9@proxy:3128' }],
    ['a proxy with a blank in its password', { OPENAI_API_KEY: SOUND }, ['--proxy', 'http://me:pa ss@proxy:3128']],
    ['a proxy without a port', { OPENAI_API_KEY: SOUND }, ['--proxy', 'proxy']],
    ['settings that nobody reads', { OPENAI_API_KEY: SOUND, OPENAI_ORGANIZATION: 'org-x', NODE_USE_ENV_PROXY: '1' }],
    ['what switches verification off', { OPENAI_API_KEY: SOUND, NODE_TLS_REJECT_UNAUTHORIZED: '0', SSL_CERT_FILE: '/none' }],
    ['layers that were left out', { OPENAI_API_KEY: SOUND }, ['--only', 'dns', '--skip', 'status']],
    ['warnings that count', { OPENAI_API_KEY: SOUND }, ['--fail-on', 'warning', '--organization', 'nope']],
    ['errors that do not', { OPENAI_API_KEY: SOUND }, ['--fail-on', 'never', '--base-url', 'x']],
  ])('%s', async (_, env, args = []) => {
    const first = await runHere(['check', '--offline', '--format', 'json', ...args], { env });
    const again = await diagnose(first.stdout, '--format', 'json');
    expect(again.stderr).toBe('');
    const { strangeHost, ...invocation } = JSON.parse(again.stdout).settings.invocation;
    const report = JSON.parse(first.stdout);
    // To its reader each host but OpenAI's is one that somebody else chose.
    if (strangeHost !== undefined) expect(strangeHost).toBe(report.target.host);
    expect({ ...JSON.parse(again.stdout), settings: { ...JSON.parse(again.stdout).settings, invocation } }).toEqual(report);
    expect(again.status).toBe(first.status);
  });
});

describe('what is no report is wrong usage, said in a line', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  test.each<[string, string | Buffer, RegExp]>([
    ['nothing', '', /is empty/],
    ['blanks', ' \n ', /is empty/],
    ['text', 'not json', /is not JSON/],
    ['a part of one', inspected.slice(0, 5000), /is not JSON/],
    ['bytes', Buffer.from([0, 1, 2, 3, 0xff, 0xfe, 0, 0, 0, 0, 1]), /is not text|is not JSON/],
    ['another document', '{"name":"x","version":"1"}', /no report of api-doctor/],
    ['a list', '[]', /no report of api-doctor/],
    ['null', 'null', /no report of api-doctor/],
    ['brackets without end', deep, /no report of api-doctor/],
    ['a name that is inherited', '{"__proto__":{"tool":{"name":"api-doctor"}}}', /no report of api-doctor/],
    [
      'a newer form',
      but((report) => Object.assign(report, { schemaVersion: 3 })),
      /schemaVersion 3.*newer api-doctor \(0\.1\.0\)/,
    ],
    [
      'a form without a number',
      but((report) => Object.assign(report, { schemaVersion: '1' })),
      /no schemaVersion that is a number/,
    ],
    ['no probes', but((report) => Object.assign(report, { probes: [] })), /no probe results.*explain/],
    ['no settings', but((report) => delete report.settings), /settings/],
    ['settings of another shape', but((report) => Object.assign(report, { settings: [] })), /settings is not an object/],
    ['probes of another shape', but((report) => Object.assign(report, { probes: {} })), /probes is not a list/],
    [
      'facts of another shape',
      but((report) => Object.assign(report.probes[0] as object, { facts: { source: 5 } })),
      /probes\[0\]\.facts\.source is not a text/,
    ],
    [
      'a base URL that is none',
      but((report) => Object.assign(report.target, { baseUrl: 'x' })),
      /target\.baseUrl is no URL that can be read/,
    ],
  ])('%s', async (_, input, words) => {
    const { status, stdout, stderr } = await diagnose(input);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(words);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).not.toMatch(/undefined|at Object|node:/);
  });

  test('a log that explain read cannot be judged again', async () => {
    const log = file('app.log', 'openai.APIConnectionError: Connection error.\ngetaddrinfo ENOTFOUND api.openai.com\n');
    const report = (await runHere(['explain', log, '--format', 'json'])).stdout;
    expect(await diagnose(report)).toMatchObject({ status: 2, stderr: expect.stringMatching(/no probe results.*explain/) });
  });

  test('a folder, a file that is not there, a terminal', async () => {
    mkdirSync(join(folder, 'sub'));
    expect(await runHere(['diagnose', join(folder, 'sub')])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is a directory'),
    });
    expect(await runHere(['diagnose', join(folder, 'none')])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('There is no file'),
    });
    expect(await runHere(['diagnose'])).toMatchObject({ status: 2 });
    expect(await runHere(['diagnose', 'a', 'b'])).toMatchObject({ status: 2 });
  });

  test('a file of a gigabyte, which is not read', async () => {
    const path = file('large.json', inspected);
    truncateSync(path, 2 ** 30);
    const before = performance.now();
    expect(await runHere(['diagnose', path])).toMatchObject({ status: 2, stderr: expect.stringContaining('more than 8 MiB') });
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  test('a pipe without end', async () => {
    const endless = Buffer.alloc(9 * 1024 * 1024, ' ');
    expect(await diagnose(endless)).toMatchObject({ status: 2, stderr: expect.stringContaining('more than 8 MiB') });
  });
});

describe('whatever the file says', () => {
  const KEY = `sk-proj-${'Zz9'.repeat(30)}`;

  test('it passes the door on its way out', async () => {
    const hostile = but((report) => {
      for (const probe of report.probes) probe.summary = `\u001b[31m${KEY}\u202e`;
      for (const finding of report.findings) finding.explanation = `${KEY}\u0007`;
      Object.assign(report.environment.variables as object, { OPENAI_API_KEY: KEY, HTTPS_PROXY: 'http://me:s3cretPa55@proxy:1' });
      Object.assign(report.ticket, { errorMessage: KEY });
    });
    for (const format of formatNames) {
      const { stdout, stderr } = await diagnose(hostile, '--format', format);
      expect(stdout + stderr).not.toMatch(/Zz9Zz9|s3cretPa55|[\0-\x08\x0b-\x1f\x7f\u202e]/);
    }
  });

  test('a key of the machine that judges is hidden as well', async () => {
    const secret = 'An0ther-Secret-0f-This-Machine';
    const holding = but((report) => Object.assign(report.target, { baseUrl: `https://api.openai.com/v1/${secret}` }));
    const { stdout } = await runHere(['diagnose', '-', '--format', 'json'], { input: holding, env: { OPENAI_API_KEY: secret } });
    expect(stdout).not.toContain(secret.slice(0, 12));
  });

  test('no prototype is touched', async () => {
    const poison = inspected.replace(
      '"facts": {',
      '"facts": { "__proto__": { "polluted": true }, "constructor": { "prototype": { "polluted": true } },',
    );
    expect((await diagnose(poison)).status).toBe(13);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

test('a named pipe of a shell is as good as a file', () => {
  const path = file('report.json', inspected);
  const command = `node ${JSON.stringify(join(import.meta.dirname, '..', '..', 'bin', 'api-doctor.js'))} diagnose <(cat ${path}) --fail-on never`;
  expect(execFileSync('bash', ['-c', command], { encoding: 'utf8' })).toContain('tls/interception');
});
