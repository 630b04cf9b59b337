import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { root } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { serveApi } from '../lab/servers/api.js';

const bin = join(root, 'bin', 'api-doctor.js');
const SECRET = 'Pr0cessLq9XzW2mKp7VbN3sHd8GfJ5cYt6RwQ1uEo0aZi';
const KEY = `sk-proj-${SECRET}`;
/** A run that hangs is ended after this long; a busy machine needs a good part of it for a run that does not. */
const LIMIT_MS = 110_000;
const folder = mkdtempSync(join(tmpdir(), 'api-doctor-process-'));

let api: Awaited<ReturnType<typeof serveApi>>;
let baseUrl: string;
beforeAll(async () => {
  const hold = { path: '/silent/v1/*', finish: 'hold' } as const;
  api = await serveApi({ keys: [KEY], answers: [hold] });
  baseUrl = `http://127.0.0.1:${api.port}`;
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  ms: number;
}

type Env = Record<string, string | undefined>;

/** Runs a command to its end with an environment of its own, and lets a test get at the process meanwhile. */
function runs(command: string[], env: Env = {}, meanwhile: (child: ChildProcess) => void = () => {}): Promise<Ended> {
  const started = performance.now();
  const [program = '', ...args] = command;
  const child = spawn(program, args, { cwd: folder, env: { PATH: process.env.PATH, HOME: folder, OPENAI_API_KEY: KEY, ...env } });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  child.stdin.on('error', () => {});
  meanwhile(child);
  const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
  return new Promise((resolve) => {
    child.on('close', (status, signal) => {
      clearTimeout(limit);
      expect(output.stdout + output.stderr).not.toContain(SECRET.slice(0, 12));
      resolve({ ...output, status, signal, ms: performance.now() - started });
    });
  });
}

const doctor = (args: string[], env: Env = {}, meanwhile?: (child: ChildProcess) => void) =>
  runs([process.execPath, bin, ...args], env, meanwhile);

/** A line of a shell in which `$DOCTOR` is the tool. */
const shell = (line: string, env: Env = {}) =>
  runs(['bash', '-c', line], { DOCTOR: `${process.execPath} ${bin}`, BASE: `${baseUrl}/v1`, ...env });

const reportIn = ({ stdout }: Ended): Report => JSON.parse(stdout);

needs('linux', 'bash')('streams that are not there, or go away', () => {
  const silent: [string, string, number][] = [
    ['a reader that takes one character', '$DOCTOR check --base-url $BASE | head -c 1 >&2; exit $PIPESTATUS', 0],
    ['a reader that is gone before the first', '$DOCTOR check --base-url $BASE | true; exit $PIPESTATUS', 0],
    ['the same with a failing check', 'OPENAI_API_KEY=sk-proj-wrong $DOCTOR check --base-url $BASE | true; exit $PIPESTATUS', 20],
    ['a list that nobody reads', '$DOCTOR codes | true; exit $PIPESTATUS', 0],
    ['help that nobody reads', '$DOCTOR --help | true; exit $PIPESTATUS', 0],
    ['a complaint that nobody hears', '$DOCTOR check --nope 2>&1 >/dev/null | true; exit $PIPESTATUS', 2],
    ['no standard input', '$DOCTOR check --base-url $BASE <&- >/dev/null', 0],
    ['no standard output', '$DOCTOR check --base-url $BASE >&-', 0],
    ['no standard error', '$DOCTOR check --nope 2>&-', 2],
    ['none of them', '$DOCTOR check --base-url $BASE <&- >&- 2>&-', 0],
  ];
  test.concurrent.each(silent)('%s', async (_, line, status) => {
    const done = await shell(line);
    expect([done.status, done.stderr.length]).toEqual([status, expect.toBeOneOf([0, 1, 3])]);
  });

  test('an output that is full is told of, and takes the exit status only where all else was well', async () => {
    const well = await shell('$DOCTOR check --format json --base-url $BASE >/dev/full');
    expect(well).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^The report could not be written to standard output: [^\n]+\n$/),
    });
    const ill = await shell('OPENAI_API_KEY=sk-proj-wrong $DOCTOR check --base-url $BASE >/dev/full');
    expect(ill).toMatchObject({ status: 20, stderr: expect.stringContaining('standard output') });
    const file = await shell('$DOCTOR check --format json=/dev/full --base-url $BASE');
    expect(file).toMatchObject({ status: 1, stderr: expect.stringContaining('/dev/full') });
    expect((await shell('$DOCTOR codes >/dev/full')).status).toBe(1);
    expect((await shell('$DOCTOR check --nope 2>/dev/full')).status).toBeGreaterThan(0);
  });

  test('a key that comes from an endless or silent input is waited for no longer than the run may last', async () => {
    const endless = await shell('cat /dev/zero | $DOCTOR check --base-url $BASE --api-key-file -');
    expect(endless).toMatchObject({ status: 2, stderr: expect.stringContaining('64 KiB') });
    const mute = await doctor(['check', '--base-url', `${baseUrl}/v1`, '--deadline', '1s', '--api-key-file', '-']);
    expect(mute).toMatchObject({ status: 2, stderr: expect.stringContaining('in time') });
    expect(mute.ms).toBeLessThan(30_000);
  });
});

describe('a signal, whenever it comes', () => {
  const args = ['check', '--format', 'json', '--timeout', '30s', '--deadline', '40s'];
  const signalled =
    (ms: number, ...signals: NodeJS.Signals[]) =>
    (child: ChildProcess) => {
      for (const [at, signal] of signals.entries()) setTimeout(() => child.kill(signal), ms + at * 5);
    };
  const codes = { SIGINT: 130, SIGTERM: 143 } as const;

  /** The first moments belong to Node, which ends at once; then there is a whole report. Never half of one. */
  function expectWhole(done: Ended, signal: 'SIGINT' | 'SIGTERM'): 'report' | 'nothing' {
    expect(done.stderr).toBe('');
    if (done.signal) {
      expect(done).toMatchObject({ signal, stdout: '' });
      return 'nothing';
    }
    const report = reportIn(done);
    expect([done.status, report.exitCode]).toEqual([codes[signal], codes[signal]]);
    expect(report.findings.filter(({ id }) => id === 'probe/unrecognised')).toEqual([]);
    expect(report.verdict).not.toBe('healthy');
    return 'report';
  }

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s in mid-run: the report of what was seen by then, or nothing at all',
    async (signal) => {
      const seen: string[] = [];
      // One listener takes both signals, so that each fills the gaps between the moments of the other.
      const moments = Array.from({ length: 20 }, (_, at) => at * 120 + (signal === 'SIGTERM' && at > 0 ? 60 : 0));
      for (const delays of [moments.slice(0, 5), moments.slice(5, 10), moments.slice(10, 15), [...moments.slice(15), 5_000]]) {
        const ended = await Promise.all(
          delays.map((ms) => doctor([...args, '--base-url', `${baseUrl}/silent/v1`], {}, signalled(ms, signal))),
        );
        seen.push(...ended.map((done) => expectWhole(done, signal)));
        for (const [index, { ms }] of ended.entries()) expect(ms - (delays[index] ?? 0)).toBeLessThan(20_000);
      }
      expect(seen.at(-1)).toBe('report');
      expect(seen[0]).toBe('nothing');
    },
  );

  test('a signal while the report is written cuts nothing off', async () => {
    const ended = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        doctor([...args, '--base-url', `${baseUrl}/v1`], {}, signalled(300 + 40 * at, 'SIGTERM')),
      ),
    );
    for (const done of ended) if (done.stdout !== '') expect(reportIn(done).schemaVersion).toBe(2);
  });

  test('the second one ends it at once, with nothing half said', async () => {
    const done = await doctor(
      [...args, '--base-url', `${baseUrl}/silent/v1`],
      {},
      signalled(1_200, 'SIGINT', 'SIGINT', 'SIGINT'),
    );
    if (done.stdout !== '') reportIn(done);
    expect(done.ms).toBeLessThan(20_000);
    expect(done.signal ?? done.status).toBeOneOf(['SIGINT', 130]);
  });
});

describe('what is thrown where nobody listens', () => {
  const preload = join(folder, 'preload.cjs');
  beforeAll(() => {
    writeFileSync(
      preload,
      `const say = 'stray ' + process.env.OPENAI_API_KEY;
      const faults = {
        throws: () => { throw new Error(say); },
        rejects: () => void Promise.reject(new Error(say)),
        nothing: () => void Promise.reject(undefined),
        often: () => setInterval(() => { throw say; }, 1).unref(),
        holds: () => require('node:net').createServer().listen(0, '127.0.0.1'),
      };
      if (process.execArgv.length === 0 && process.argv[1]) setTimeout(faults[process.env.FAULT], Number(process.env.AT));`,
    );
  });
  const strayed = (FAULT: string, AT = '0') => ({ FAULT, AT, NODE_OPTIONS: `--require ${preload}` });

  test.concurrent.each(['throws', 'rejects', 'nothing', 'often'])('%s: the run goes on, and says so', async (fault) => {
    const done = await doctor(['check', '--format', 'json', '--base-url', `${baseUrl}/v1`], strayed(fault));
    const report = reportIn(done);
    expect(done).toMatchObject({ status: 0, stderr: '' });
    expect(report).toMatchObject({ verdict: 'degraded', findings: [{ id: 'probe/unrecognised', severity: 'warning' }] });
    expect(report.findings[0]?.evidence).toEqual([
      expect.stringMatching(/^in the background: (?:stray sk-proj-…\(\d+chars\)|undefined)$/),
    ]);
  });

  test('where there is no report to say it in, it is one line and status 1', async () => {
    const done = await doctor(['explain', '-'], strayed('throws', '400'));
    expect(done).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^api-doctor itself failed: stray sk-proj-…\(\d+chars\)\n$/),
    });
  });

  test('what is left open does not hold up the shell', async () => {
    const done = await doctor(['check', '--format', 'json', '--base-url', `${baseUrl}/v1`], strayed('holds'));
    expect(done).toMatchObject({ status: 0, stderr: '' });
    expect(reportIn(done).verdict).toBe('healthy');
    expect(done.ms).toBeLessThan(25_000);
  });
});

describe('arguments and variables of any size and kind', () => {
  const long = 'a'.repeat(100_000);
  const odd = '\u001b[31m\u202e\ufffd\u0001';
  test.concurrent.each<[string, string[], number[]]>([
    ['an empty command', [''], [2]],
    ['an empty base URL', ['check', '--base-url', ''], [11, 12]],
    ['an empty duration', ['check', '--timeout', ''], [2]],
    ['an empty list of layers', ['check', '--only', ''], [2]],
    ['an empty format', ['check', '--format', ''], [2]],
    ['a command of 100 kB', [long], [2]],
    ['an option of 100 kB', [`--${long}`], [2]],
    ['a value of 100 kB', ['check', '--offline', '--model', long], [0]],
    ['a URL of 100 kB', ['check', '--offline', '--base-url', `https://${long}/v1`], [10]],
    ['a proxy of 100 kB', ['check', '--offline', '--proxy', `http://${long}`], [0, 10]],
    ['ten thousand words', ['check', ...Array(10_000).fill('x')], [2]],
    ['controls in a URL', ['check', '--offline', '--base-url', `https://${odd}/v1`], [10]],
    ['controls in a model', ['check', '--offline', '--model', odd], [0]],
    ['controls in an option', [`--${odd}`], [2]],
    ['controls in a path', ['check', '--ca-file', `/nowhere/${odd}`], [2]],
    ['the key as an option', ['check', `--api-key=${KEY}`], [2]],
    ['the key as a command', [KEY], [2]],
    ['the key as a format', ['check', '--format', KEY], [2]],
  ])(
    '%s',
    async (_, args, statuses) => {
      const { status, stdout, stderr, ms } = await doctor(args);
      expect(statuses, stderr).toContain(status);
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
      expect(stderr.length).toBeLessThan(2_000);
      expect(ms).toBeLessThan(LIMIT_MS);
    },
    120_000,
  );

  test.concurrent.each<[string, Env]>([
    ['ten thousand variables', Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`VARIABLE_${at}`, 'x'.repeat(50)]))],
    [
      'ten thousand of the API’s own',
      Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`OPENAI_V${at}`, 'x'.repeat(50)])),
    ],
    [
      'two thousand secrets',
      Object.fromEntries(Array.from({ length: 2_000 }, (_, at) => [`X${at}_API_KEY`, `k${at}`.repeat(8)])),
    ],
    ['megabytes of values', Object.fromEntries(Array.from({ length: 14 }, (_, at) => [`OPENAI_V${at}`, 'x'.repeat(100_000)]))],
    ['tokens of 30 kB', { GITHUB_TOKEN: 'aB3'.repeat(10_000), AWS_SECRET_ACCESS_KEY: 'zY9'.repeat(10_000) }],
    ['a list of exceptions of 100 kB', { HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '127.0.0.1,'.repeat(10_000) }],
    ['a path of 40,000 folders', { PATH: `${process.env.PATH}${':/x'.repeat(40_000)}` }],
    ['no PATH', { PATH: undefined }],
    ['a home of 100 kB', { HOME: `/${'x'.repeat(100_000)}` }],
  ])(
    '%s',
    async (_, env) => {
      const limits = ['--timeout', '30s', '--deadline', '90s'];
      const done = await doctor(['check', '--format', 'json', ...limits, '--base-url', `${baseUrl}/v1`], env);
      expect([done.status, done.stderr]).toEqual([0, '']);
      expect(reportIn(done).rootCause).toBeNull();
      expect(done.ms).toBeLessThan(LIMIT_MS);
    },
    120_000,
  );
});

needs('linux')('a report that is written to a file', () => {
  test('is there whole or not at all, whatever ends the run', async () => {
    const file = join(folder, 'report.json');
    const args = ['check', '--timeout', '2s', '--format', `json=${file}`, '--base-url', `${baseUrl}/silent/v1`];
    await Promise.all(
      Array.from({ length: 8 }, (_, at) => doctor(args, {}, (child) => setTimeout(() => child.kill('SIGKILL'), 300 * at))),
    );
    try {
      JSON.parse(readFileSync(file, 'utf8'));
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOENT' });
    }
  });

  test('goes to a descriptor that the shell has opened', async () => {
    const path = join(folder, 'passed.json');
    const descriptor = openSync(path, 'w');
    const child = spawn(process.execPath, [bin, 'check', '--format', 'json', '--base-url', `${baseUrl}/v1`], {
      env: { PATH: process.env.PATH, OPENAI_API_KEY: KEY },
      stdio: ['ignore', descriptor, 'ignore'],
    });
    await new Promise((resolve) => child.on('close', resolve));
    closeSync(descriptor);
    expect(JSON.parse(readFileSync(path, 'utf8')).verdict).toBe('healthy');
  });
});
