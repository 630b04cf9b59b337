import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../lab/lab.ts';
import { serveApi } from '../lab/servers/api.js';

const bin = join(root, 'bin', 'api-doctor.js');
const folder = mkdtempSync(join(tmpdir(), 'api-doctor-promises-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  status: number | null;
  output: string;
  /** Peak of resident memory, in MiB; 0 where the system does not tell. */
  peak: number;
}

/** Runs the built tool with a clean environment and keeps an eye on its memory. */
function doctor(args: string[], env: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', ...env },
  });
  let output = '';
  let peak = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const look = setInterval(() => {
    try {
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
    } catch {}
  }, 20);
  return new Promise((resolve) => {
    child.on('close', (status) => {
      clearInterval(look);
      resolve({ status, output, peak });
    });
  });
}

/** Whether twelve characters in a row of the secret stand in the text, as they are or in one of the forms that texts are sent in. */
function leaks(text: string, secret: string): boolean {
  const forms = [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
    Buffer.from(`Bearer ${secret}`).toString('base64').slice(12),
  ];
  return forms.some((form) =>
    [...Array(Math.max(1, form.length - 11)).keys()].some((at) => text.includes(form.slice(at, at + 12))),
  );
}

const secretPart = fc.string({
  unit: fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'),
  minLength: 40,
  maxLength: 60,
});
const [proj, legacy, other] = fc.sample(secretPart, { numRuns: 3, seed: 20261124 }) as [string, string, string];
const keys: [string, string, string][] = [
  ['a project key', `sk-proj-${proj}`, proj],
  ['an old key', `sk-${legacy}`, legacy],
  ['a key of no known form', other, other],
];

describe.each(keys)('%s', (name, key, secret) => {
  test('is sent to the host of the base URL alone, and comes back in no output, however the server sends it on', async () => {
    const stranger = await serveApi({ keys: 'any', record: join(folder, 'stranger') });
    const elsewhere = `http://127.0.0.2:${stranger.ports[0]}/`;
    const echo = {
      error: {
        message: `you sent ${key} and ${Buffer.from(key).toString('base64')}`,
        code: key,
        type: encodeURIComponent(key),
        param: null,
      },
    };
    const answers = [
      [{ keyed: true, status: 302, headers: { Location: elsewhere } }],
      [{ keyed: true, status: 401, headers: { 'x-echo': `Bearer ${key}`, Location: `${elsewhere}?key=${key}` }, body: echo }],
      [{ keyed: true, status: 200, headers: { 'content-type': 'text/html' }, body: `<html><title>${key}</title>${key}</html>` }],
      [{ keyed: true, raw: `HTTP/1.1 500 ${key}\r\nX-Key: ${key}\r\n\r\n${key}` }],
      [{ keyed: true, raw: `${key}\r\n\r\n` }],
    ];
    // One run for each key and answer, in turn for people and for programs: every answer is in both formats with some key.
    for (const [at, answer] of answers.entries()) {
      const format = (at + keys.findIndex(([one]) => one === name)) % 2 === 0 ? 'human' : 'json';
      const api = await serveApi({ keys: [key], record: join(folder, 'api'), answers: answer });
      const { output } = await doctor(['check', '--format', format, '--base-url', `http://127.0.0.1:${api.ports[0]}/v1`], {
        OPENAI_API_KEY: key,
      });
      expect(output.length).toBeGreaterThan(100);
      expect(leaks(output, secret)).toBe(false);
      await api.close();
    }
    expect(readFileSync(join(folder, 'api'), 'latin1')).toContain(key);
    await stranger.close();
    expect(readdirSync(folder).includes('stranger') && leaks(readFileSync(join(folder, 'stranger'), 'latin1'), secret)).toBe(
      false,
    );
  });

  test('that no header can carry stays out of what Node says about it', async () => {
    for (const flaw of [`${key}\n${key}`, `“${key}”`, `${key}\u0000x`.replace('\u0000', '\u0001'), `Bearer ${key}`, ` ${key} `]) {
      const { status, output } = await doctor(['check', '--format', 'json', '--base-url', 'http://127.0.0.1:9/v1'], {
        OPENAI_API_KEY: flaw,
      });
      expect(status).toBeGreaterThanOrEqual(10);
      expect(leaks(output, secret)).toBe(false);
    }
  });
});

describe('a run ends, whatever answers', () => {
  const endless: [string, object, number[]][] = [
    [
      'a body of 200 MB',
      { repeat: { text: 'x'.repeat(65_536), times: 3_200 }, status: 200, headers: { 'content-type': 'application/json' } },
      [15, 22],
    ],
    [
      'headers without end',
      { raw: 'HTTP/1.1 200 OK\r\n', repeat: { text: `X-Filler: ${'y'.repeat(1_000)}\r\n`, times: 100_000 } },
      [15, 22],
    ],
    [
      'a body that drips',
      { status: 200, headers: { 'content-type': 'application/json' }, body: 'x'.repeat(5_000), drip: { bytes: 1, everyMs: 100 } },
      [15],
    ],
    [
      'a compressed bomb',
      { status: 200, headers: { 'content-type': 'application/json' }, encoding: 'gzip', body: ' '.repeat(60_000_000) },
      [15],
    ],
    // biome-ignore lint/suspicious/noThenProperty: the server's word for what comes after an answer.
    ['a server that says nothing', { then: 'hold' }, [15]],
  ];
  test.each(endless)('%s', async (_, answer, statuses) => {
    const api = await serveApi({ keys: 'any', answers: [answer] });
    const args = ['check', '--timeout', '1s', '--deadline', '6s', '--base-url', `http://127.0.0.1:${api.ports[0]}/v1`];
    const { status, output, peak } = await doctor(args, { OPENAI_API_KEY: 'sk-proj-abcdefghijklmnopqrstuvwxyz0123456789' });
    await api.close();
    expect(output).toContain('http/');
    expect(statuses).toContain(status);
    expect(peak).toBeLessThan(250);
  });
});

describe('a run is harmless', () => {
  let silent: ReturnType<typeof createServer>;
  beforeAll(async () => {
    silent = createServer((socket) => socket.on('error', () => {}));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void silent.close());

  test('it only asks, and leaves no file behind', async () => {
    const record = join(folder, 'asked');
    const api = await serveApi({ keys: ['sk-proj-abcdefghijklmnopqrstuvwxyz0123456789'], record });
    const before = readdirSync(folder).sort();
    await doctor(['check', '--base-url', `http://127.0.0.1:${api.ports[0]}/v1`], {
      OPENAI_API_KEY: 'sk-proj-abcdefghijklmnopqrstuvwxyz0123456789',
    });
    await api.close();
    const methods = [...readFileSync(record, 'latin1').matchAll(/^([A-Z]{3,8}) \/\S* HTTP\/1\.1\r$/gm)].map(
      ([, method]) => method,
    );
    expect(new Set(methods)).toEqual(new Set(['GET']));
    expect(readdirSync(folder).sort()).toEqual([...new Set([...before, 'asked'])].sort());
  });
});
