import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runChild } from '../../src/cli/child/run-child.ts';
import type { Io } from '../../src/machine/io.ts';
import { root } from '../lab/lab.ts';

const bin = join(root, 'bin', 'api-doctor.js');
const folder = mkdtempSync(join(tmpdir(), 'api-doctor-run-'));
const KEY = `sk-proj-${'rUn7'.repeat(30)}zzzz`;

const server = createServer((request, response) => {
  request.resume();
  response.writeHead(401, { 'content-type': 'application/json', 'x-request-id': 'req_0123456789abcdef0123456789abcdef' });
  const message =
    'Incorrect API key provided: sk-proj-****zzzz. You can find your API key at https://platform.openai.com/account/api-keys.';
  response.end(JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code: 'invalid_api_key' } }));
});
let base = '';

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const env = () => ({ PATH: process.env.PATH, HOME: folder, OPENAI_API_KEY: KEY, OPENAI_BASE_URL: base });

function start(command: string[], options: string[] = []): ChildProcess {
  return spawn(process.execPath, [bin, 'run', '--skip', 'status', ...options, '--', ...command], { env: env(), cwd: folder });
}

async function run(command: string[], how: { options?: string[]; input?: string } = {}) {
  const child = start(command, how.options);
  child.stdin?.end(how.input ?? '');
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (piece) => {
    output.stdout += piece;
  });
  child.stderr?.on('data', (piece) => {
    output.stderr += piece;
  });
  const [status, signal] = await once(child, 'close');
  return { ...output, status, signal };
}

describe('api-doctor run', () => {
  it('passes the streams through unchanged, and says nothing where the command succeeds', async () => {
    const ended = await run(['sh', '-c', 'cat; printf "to stderr\\n" >&2'], { input: 'a\0b\r\n\x1b[31mred\n' });
    expect(ended).toEqual({ stdout: 'a\0b\r\n\x1b[31mred\n', stderr: 'to stderr\n', status: 0, signal: null });
  });

  it('says nothing where a command prints a failure of the API and succeeds', async () => {
    const ended = await run(['echo', 'openai.AuthenticationError: Error code: 401']);
    expect(ended.stderr).toBe('');
    expect(ended.status).toBe(0);
  });

  it('keeps the status of a command that fails without a call, and says nothing of the API where a check succeeds or finds settings alone', async () => {
    const child = await run(['sh', '-c', 'echo no tests found; exit 7'], { options: ['--only', 'config'] });
    expect(child).toMatchObject({ stdout: 'no tests found\n', stderr: '', status: 7 });
  });

  it('explains a failed call of a program of Python, with the status of the program', async () => {
    const program = join(folder, 'app.py');
    writeFileSync(
      program,
      `import os, sys, urllib.request, urllib.error
request = urllib.request.Request(os.environ["OPENAI_BASE_URL"] + "/models", headers={"Authorization": "Bearer " + os.environ["OPENAI_API_KEY"]})
try:
    urllib.request.urlopen(request)
except urllib.error.HTTPError as error:
    print(f"openai.AuthenticationError: Error code: {error.code} - {error.read().decode()}", file=sys.stderr)
    sys.exit(4)
`,
    );
    const ended = await run(['python3', program]);
    expect(ended.status).toBe(4);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toContain('auth/incorrect-key');
    expect(ended.stderr.match(/^ {2}auth\/incorrect-key/gm)).toHaveLength(1);
    expect(ended.stderr).not.toContain('rUn7rUn7');
  });

  it('explains a failed call of the real library of Node.js by the file that has the other key', async () => {
    const program = join(folder, 'app.mjs');
    const library = JSON.stringify(import.meta.resolve('openai'));
    writeFileSync(program, `import OpenAI from ${library};\nawait new OpenAI({ maxRetries: 0 }).models.list();\n`);
    writeFileSync(join(folder, '.env'), `OPENAI_API_KEY=sk-proj-${'gOod'.repeat(30)}good\n`);
    try {
      const ended = await run(['node', program]);
      expect(ended.status).toBe(1);
      expect(ended.stderr).toContain('AuthenticationError: 401 Incorrect API key provided');
      expect(ended.stderr.match(/^ {2}config\/key-shadowed/gm)).toHaveLength(1);
      expect(ended.stderr).toContain('check --env-file .env');
      expect(ended.stderr).not.toMatch(/rUn7rUn7|gOodgOod/);
    } finally {
      rmSync(join(folder, '.env'));
    }
  });

  it.each([
    ['closes its streams and goes on', 'exec >&- 2>&-; sleep 0.3; exit 5', 5],
    ['closes its input', 'exec <&-; echo x; exit 6', 6],
    ['leaves a child that holds the streams', '(sleep 20; echo late) & exit 8', 8],
    ['leaves a child that holds one of the streams', '(sleep 20; echo late) >&2 & exit 9', 9],
  ])('ends with a command that %s', async (_what, script, status) => {
    const started = performance.now();
    expect((await run(['sh', '-c', script], { options: ['--only', 'config'] })).status).toBe(status);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it('waits for a command that ignores the signal, and ends with its status', async () => {
    const child = start(['sh', '-c', 'trap "" TERM; echo ready; sleep 1; exit 7'], ['--only', 'config']);
    child.stdout?.once('data', () => child.kill('SIGTERM'));
    const [status] = await once(child, 'close');
    expect(status).toBe(7);
  });

  it('names the network where the program hides it', async () => {
    const ended = await run(['sh', '-c', 'echo "openai.APIConnectionError: Connection error." >&2; exit 1'], {
      options: ['--base-url', 'http://127.0.0.1:9/v1'],
    });
    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain('tcp/refused');
  });

  it.each([
    [['no-such-command-here'], 127, /no-such-command-here: command not found/],
    [[tmpdir()], 126, /cannot be run/],
  ])('ends as a shell does for %j', async (command, status, message) => {
    const ended = await run(command as string[]);
    expect(ended.status).toBe(status);
    expect(ended.stderr).toMatch(message);
  });

  it('ends with 128 and the number of the signal that ended the command', async () => {
    expect((await run(['sh', '-c', 'kill -KILL $$'], { options: ['--only', 'config'] })).status).toBe(137);
  });

  it('passes a signal on, and ends when the command does', async () => {
    const child = start(['sh', '-c', 'trap "echo asked; exit 9" TERM; echo ready; while :; do sleep 0.1; done']);
    let printed = '';
    child.stdout?.on('data', (piece) => {
      printed += piece;
      if (/ready/.test(String(piece))) child.kill('SIGTERM');
    });
    const [status] = await once(child, 'close');
    expect(printed).toBe('ready\nasked\n');
    expect(status).toBe(9);
  });

  it('does not wait for what the command leaves in the background', async () => {
    const ended = await run(['sh', '-c', 'sleep 20 & echo started']);
    expect(ended).toMatchObject({ stdout: 'started\n', status: 0 });
  });

  it('passes a gigabyte through without keeping it', () => {
    const line = `"${process.execPath}" "${bin}" run -- head -c 1000000000 /dev/zero | wc -c`;
    const peak = spawnSync('/bin/sh', ['-c', line], { env: env(), encoding: 'utf8', timeout: 60_000 });
    expect(peak.stdout.trim()).toBe('1000000000');
  });

  it('gives a slow reader everything that the command printed before it ended', async () => {
    let taken = 0;
    const slow = new Writable({
      highWaterMark: 1,
      write(piece: Buffer, _encoding, done) {
        taken += piece.length;
        setTimeout(done, 700);
      },
    });
    const io = { stdin: {}, stdout: slow, stderr: slow, env: env(), interrupted: new AbortController().signal } as unknown as Io;
    expect((await runChild(['head', '-c', '200000', '/dev/zero'], io)).status).toBe(0);
    expect(taken).toBe(200_000);
  });

  it('ends where the reader goes away', () => {
    const line = `"${process.execPath}" "${bin}" run -- yes | head -n 1`;
    const ended = spawnSync('/bin/sh', ['-c', line], { env: env(), encoding: 'utf8', timeout: 30_000 });
    expect(ended.stdout).toBe('y\n');
    expect(ended.error).toBeUndefined();
  });

  it.runIf(process.platform === 'linux')('gives a command a terminal where it has one itself', () => {
    const inner = `'${process.execPath}' '${bin}' run -- sh -c 'test -t 0 && test -t 1 && test -t 2 && echo terminal; exit 3'`;
    const ended = spawnSync('script', ['--quiet', '--return', '--command', `${inner} --only config`, '/dev/null'], {
      env: { ...env(), TERM: 'dumb' },
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect(ended.stdout).toContain('terminal');
    expect(ended.status).toBe(3);
  });

  it('needs a command', async () => {
    const ended = await run([]);
    expect(ended.status).toBe(2);
    expect(ended.stderr).toContain('run -- python3 app.py');
  });
});
