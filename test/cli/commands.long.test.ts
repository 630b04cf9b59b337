import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findingIds } from '../../src/catalogue/index.ts';
import { bin, finish, toolCommand } from '../lab/lab.ts';
import { serveApi } from '../lab/servers/api.js';

const KEY = 'sk-proj-C0mmandLine0123456789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';
const folder = mkdtempSync(join(tmpdir(), 'api-doctor-commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const clean = { PATH: process.env.PATH ?? '', HOME: folder, LANG: 'C.UTF-8' };
const doctor = (args: string[], options: { env?: Record<string, string>; input?: string } = {}) =>
  finish(toolCommand(args, { ...clean, ...options.env }), {
    mayFail: true,
    limitMs: 30_000,
    ...(options.input === undefined ? {} : { input: options.input }),
  });

describe('wrong usage ends with status 2 and one clear sentence, with a hint below it at most, before anything is sent', () => {
  test.each([
    [['chek'], /unknown command 'chek'\. Did you mean 'check'\?\nCommands: check/],
    [['explian', '429', '--here'], /unknown command 'explian'\. Did you mean 'explain'\?/],
    [['help', 'chekc'], /unknown command 'chekc'\. Did you mean 'check'\?/],
    [
      ['http://127.0.0.1:8000/v1'],
      /unexpected argument 'http.*\nTo check that URL: .* check --base-url http:\/\/127\.0\.0\.1:8000\/v1$/m,
    ],
    [['check', "http://h/';id;'"], /check --base-url 'http:\/\/h\/'\\'';id;'\\'''$/m],
    [['check', 'x', 'y'], /unexpected argument 'x'\.$/m],
    [['-v'], /unknown option '-v'\. Did you mean '-V'/],
    [['check', '--bas-url', 'x'], /unknown option '--bas-url'\. Did you mean '--base-url'\?\nOptions: .* check --help$/m],
    [['check', '--base-url'], /--base-url: value missing\./],
    [['diff', 'one.json'], /argument 'bad' missing\.\nOptions: .* diff --help$/m],
    [['codes', 'x'], /too many arguments for 'codes': expected 0, got 1\./],
    [['check', '--only', 'tsl'], /--only: unknown layer 'tsl'\. Did you mean 'tls'\?\nLayers: config, dns/],
    [['check', '--format', 'jsn'], /--format: unknown format 'jsn'\. Did you mean 'json'\?\nFormats: human/],
    [
      ['check', '--fail-on', 'errors'],
      /--fail-on: unknown value 'errors'\. Did you mean 'error'\?\nValues: error, warning, never/,
    ],
    [['check', '--format', 'a\n::error::b'], /unknown format 'a ::error::b'/],
    [['check', '--ca-file', '/'], /--ca-file: \/ is a directory/],
    [['check', '--format', 'xml'], /'xml'\. Did you mean 'html'\?\nFormats: human/],
    [['check', '--format', 'json', '--format', 'human'], /only one format/],
    [['check', '--format', 'json='], /names no file/],
    [['check', '--wait', 'soon'], /--wait.*not a duration/],
    [['check', '--quiet', '--verbose'], /contradict each other/],
    [['diagnose', '--quiet'], /unknown option.*\nOptions: .* diagnose --help/],
    [['check', '--timeout', '5'], /not a duration.*5s/],
    [['check', '--deadline', '0s'], /no time at all/],
    [['check', '--only', 'dsn'], /unknown layer 'dsn'/],
    [['check', '--only', 'dns', '--skip', 'dns'], /leaves nothing/],
    [['check', '--fail-on', 'panic'], /error, warning, never/],
    [['check', '--api-key-file', '/nowhere/key'], /does not exist/],
    [['check', '--api-key-file', '/'], /director/],
    [['check', '--ca-file', '/nowhere/ca.pem'], /cannot be read \(ENOENT\)/],
    [['check', '--nonsense'], /unknown option '--nonsense'/],
    [['check', '--nonsense=0123456789abcdef0123456789abcdef'], /unknown option '--nonsense'\./],
    [['codes', '--format', 'xml'], /human, json/],
  ])('%j', async (args, sentence) => {
    const { status, stdout, stderr } = await doctor(args as string[], { env: { OPENAI_API_KEY: KEY } });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(sentence as RegExp);
    expect(stderr).toMatch(/^api-doctor: \S/);
    expect(stderr.trim().split('\n').length).toBeLessThan(3);
  });

  test.each(['--api-key', '--key', '--apikey'])('%s is no option, and its value is not said again', async (option) => {
    for (const args of [[option, KEY], [`${option}=${KEY}`]]) {
      const { status, stderr } = await doctor(['check', ...args]);
      expect(status).toBe(2);
      expect(stderr).toContain('--api-key-file');
      expect(stderr).not.toContain(KEY.slice(8, 20));
    }
  });
});

test.each([
  [['0123456789abcdef0123456789abcdef']],
  [['check', '--format', '0123456789abcdef0123456789abcdef']],
  [['check', '--fail-on', '0123456789abcdef0123456789abcdef']],
  [['check', '--token=0123456789abcdef0123456789abcdef']],
  [['check', '--proxi=http://me:0123456789ab/cdef@proxy:3128']],
])('what could be a secret in %j is not said again', async (args) => {
  const { status, stdout, stderr } = await doctor(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).not.toContain('0123456789ab');
});

describe('a key that comes through a pipe', () => {
  const script = (text: string) => finish(['bash', '-c', text], { mayFail: true, limitMs: 30_000 });
  const check = `${process.execPath} ${bin} check --offline --format json`;

  test('is waited for', async () => {
    const { status, stdout } = await script(`${check} --api-key-file <(sleep 0.5; echo ${KEY})`);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).probes[0].facts.length).toBe(KEY.length);
  });

  test.each([
    ['sleep 4 | ', '-'],
    [`mkfifo ${join(folder, 'pipe')} && exec 9<>${join(folder, 'pipe')}; `, join(folder, 'pipe')],
  ])('and given up at the deadline where it does not end: %s', async (before, path) => {
    const { status, stdout, stderr } = await script(
      `${before}timeout 10 ${check} --deadline 1s --api-key-file ${path}; exit $?`.replace('\\$', '$'),
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('did not come in time');
  });
});

describe('what needs no network', () => {
  test('the version and the help', async () => {
    expect((await doctor(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const { status, stdout } = await doctor(['check', '--help']);
    expect(status).toBe(0);
    expect(stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
  });

  test('codes lists every finding with its exit status', async () => {
    const { stdout } = await doctor(['codes', '--format', 'json']);
    const listed = JSON.parse(stdout);
    expect(listed.findings.map(({ id }: { id: string }) => id)).toEqual(findingIds);
    expect(listed.apiErrors).toHaveLength(8);
    expect(listed.libraryTypes).toHaveLength(10);
    const human = (await doctor(['codes'])).stdout;
    for (const id of findingIds) expect(human).toContain(id);
  });

  test('a key from a file and from standard input', async () => {
    const file = join(folder, 'key');
    writeFileSync(file, `${KEY}\n`);
    for (const [args, input] of [
      [['--api-key-file', file], undefined],
      [['--api-key-file', '-'], `${KEY}\n`],
    ] as [string[], string | undefined][]) {
      const { status, stdout } = await doctor(
        ['check', '--offline', '--format', 'json', ...args],
        input === undefined ? {} : { input },
      );
      const row = JSON.parse(stdout).probes.find(({ id }: { id: string }) => id === 'config/key');
      expect({ status, length: row.facts.length }).toEqual({ status: 0, length: KEY.length });
      expect(stdout).not.toContain(KEY.slice(8, 20));
    }
  });
});

describe('against a server', () => {
  let api: Awaited<ReturnType<typeof serveApi>>;
  let base: string;
  beforeAll(async () => {
    api = await serveApi({ keys: [KEY] });
    base = `http://127.0.0.1:${api.ports[0]}/v1`;
  });
  afterAll(() => api.close());
  const env = { OPENAI_API_KEY: KEY };

  test('several formats in one run, each to its own place, whole and alone', async () => {
    const file = join(folder, 'deep', 'er', 'report.json');
    const { status, stdout, stderr } = await doctor(
      ['check', '--base-url', base, '--format', 'human', '--format', `json=${file}`],
      { env },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^✓ http:\/\/127\.0\.0\.1:\d+\/v1 is reachable and accepts the API key \(/);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      schemaVersion: 2,
      verdict: 'healthy',
      exitCode: 0,
      rootCause: null,
    });
    expect(readdirSync(join(folder, 'deep', 'er'))).toEqual(['report.json']);
  });

  test('a device is written to and not replaced, a link keeps leading where it led', async () => {
    const aim = join(folder, 'aim.json');
    const link = join(folder, 'link.json');
    writeFileSync(aim, '');
    symlinkSync(aim, link);
    const { status } = await doctor(['check', '--base-url', base, '--format', 'json=/dev/null', '--format', `json=${link}`], {
      env,
    });
    expect(status).toBe(0);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(aim, 'utf8')).verdict).toBe('healthy');
  });

  test('the JSON has the fields of the contract', async () => {
    const report = JSON.parse((await doctor(['check', '--base-url', base, '--format', 'json'], { env })).stdout);
    expect(Object.keys(report).sort()).toEqual([
      'durationMs',
      'environment',
      'exitCode',
      'exits',
      'findings',
      'probes',
      'rootCause',
      'schemaVersion',
      'settings',
      'startedAt',
      'target',
      'ticket',
      'tool',
      'verdict',
    ]);
    expect(report.startedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/);
    expect(report.target).toEqual({ baseUrl: base, host: '127.0.0.1', port: api.ports[0], route: 'direct' });
    for (const probe of report.probes) {
      expect(Object.keys(probe)).toEqual([
        'id',
        'route',
        'status',
        'startMs',
        'durationMs',
        'summary',
        'facts',
        'skippedBecause',
      ]);
    }
    expect(Object.keys(report.ticket)).toEqual([
      'model',
      'errorCode',
      'errorMessage',
      'requestId',
      'request',
      'response',
      'timestamp',
      'timeZone',
    ]);
  });

  test('colour where it is wanted and nowhere else; plain letters where the locale has no others', async () => {
    const plain = await doctor(['check', '--base-url', base], { env });
    expect(plain.stdout).not.toContain('\x1b');
    const forced = await doctor(['check', '--base-url', base], { env: { ...env, FORCE_COLOR: '1' } });
    expect(forced.stdout).toContain('\x1b[');
    const ascii = await doctor(['check', '--base-url', base], { env: { ...env, LANG: 'C' } });
    expect(ascii.stdout).toMatch(/^[\x0a\x20-\x7e]+$/);
  });

  test('--fail-on decides what makes the status non-zero', async () => {
    const padded = { OPENAI_API_KEY: ` ${KEY}` };
    const warned = (level: string) => doctor(['check', '--base-url', base, '--fail-on', level], { env: padded });
    expect((await warned('error')).status).toBe(0);
    expect((await warned('warning')).status).toBe(30);
    const wrong = (level: string) =>
      doctor(['check', '--base-url', base, '--fail-on', level], { env: { OPENAI_API_KEY: `${KEY}x` } });
    expect((await wrong('error')).status).toBe(20);
    expect((await wrong('never')).status).toBe(0);
  });

  test('a folder that cannot be written to is wrong usage, and nothing is left behind', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { status, stderr } = await doctor(['check', '--base-url', base, '--format', `json=${folder}/file/report.json`], {
      env,
    });
    expect(status).toBe(2);
    expect(stderr).toContain('cannot be written');
    chmodSync(join(folder, 'file'), 0o600);
    expect(existsSync(join(folder, 'file', 'report.json'))).toBe(false);
  });
});

describe('an interrupted run', () => {
  let silent: Server;
  beforeAll(async () => {
    silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void silent.close());

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('prints on %s what it saw, and ends with %i', async (signal, status) => {
    const base = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/v1`;
    const child: ChildProcess = spawn(process.execPath, [bin, 'check', '--base-url', base, '--format', 'json'], {
      env: { ...clean, OPENAI_API_KEY: KEY },
    });
    let stdout = '';
    child.stdout?.on('data', (text) => {
      stdout += text;
    });
    const connected = new Promise((resolve) => silent.once('connection', resolve));
    await connected;
    setTimeout(() => child.kill(signal), 300);
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(status);
    const report = JSON.parse(stdout);
    expect(report.exitCode).toBe(status);
    expect(report.verdict).not.toBe('healthy');
    expect(report.probes.find(({ id }: { id: string }) => id === 'config/key').status).toBe('pass');
  });
});

test('a layer that is looked at alone says what was left out, where that would show the cause', async () => {
  const base = ['--base-url', 'http://127.0.0.1:9/v1', '--only', 'http', '--format', 'json'];
  const { stdout, status } = await doctor(['check', ...base], { env: { OPENAI_API_KEY: KEY } });
  const [found] = JSON.parse(stdout).findings;
  expect([status, found.id, found.steps[0]]).toEqual([
    15,
    'probe/unrecognised',
    expect.stringMatching(/^Run the check again without --only http: `.* check --base-url http:\/\/127\.0\.0\.1:9\/v1`$/),
  ]);
  expect(found.explanation).toMatch(/failed, and the probes that could show the cause did not run\./);
});
