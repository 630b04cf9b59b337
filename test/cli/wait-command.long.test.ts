import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { finish, toolCommand } from '../lab/lab.ts';
import { serveApi } from '../lab/servers/api.js';
import { printedReport } from '../support/schema.ts';

const KEY = 'sk-proj-W4it0123456789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';
const env = { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', OPENAI_API_KEY: KEY };
const BUSY = { error: { message: 'The engine is currently overloaded', type: 'server_error', param: null, code: null } };

const command = (port: number, wait: string) =>
  toolCommand(
    ['check', '--base-url', `http://127.0.0.1:${port}/v1`, '--skip', 'status', '--format', 'json', '--wait', wait],
    env,
  );

async function check(port: number, wait: string) {
  const done = await finish(command(port, wait), { mayFail: true, limitMs: 40_000 });
  return { ...done, report: printedReport(done.stdout) };
}

/** A port on which nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('check --wait', () => {
  test('goes on until a server that starts late is there', async () => {
    const port = await freePort();
    const checked = check(port, '30s');
    await new Promise((resolve) => setTimeout(resolve, 5000));
    const api = await serveApi({ keys: [KEY], listen: [{ host: '127.0.0.1', port }] });
    try {
      const { status, report } = await checked;
      expect(status).toBe(0);
      expect(report?.waited).toMatchObject({ causes: ['tcp/refused'] });
      expect(report?.waited?.checks).toBeGreaterThan(1);
    } finally {
      await api.close();
    }
  });

  test('ends at once for a key that is wrong', async () => {
    const api = await serveApi({ keys: ['sk-proj-another'] });
    try {
      const { status, report } = await check(api.port, '10m');
      expect(status).toBe(20);
      expect(report?.waited).toMatchObject({ checks: 1, causes: ['auth/incorrect-key'] });
    } finally {
      await api.close();
    }
  });

  test('does as Retry-After asks, and gives up at once where that is too late', async () => {
    const busy = (seconds: string) => ({ status: 503, headers: { 'retry-after': seconds }, body: BUSY });
    const api = await serveApi({ keys: [KEY], answers: [{ keyed: true, times: 1, ...busy('3') }] });
    const later = await serveApi({ keys: [KEY], answers: [{ keyed: true, ...busy('3600') }] });
    try {
      const [soon, late] = await Promise.all([check(api.port, '1m'), check(later.port, '1m')]);
      expect(soon.status).toBe(0);
      expect(soon.report?.waited).toMatchObject({ checks: 2, causes: ['server/overloaded'] });
      expect(soon.report?.waited?.ms).toBeGreaterThanOrEqual(3000);
      expect(late.status).toBe(25);
      expect(late.report?.waited).toMatchObject({ checks: 1 });
    } finally {
      await Promise.all([api.close(), later.close()]);
    }
  });

  test('ends when its time is up, with the status of the last check', async () => {
    const { status, report } = await check(await freePort(), '8s');
    expect(status).toBe(12);
    expect(report?.waited?.checks).toBeGreaterThan(1);
  });

  test('an interruption ends the pause and prints what the last check saw', async () => {
    const [program, ...args] = command(await freePort(), '10m') as [string, ...string[]];
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let printed = '';
    child.stdout.on('data', (piece) => {
      printed += piece;
    });
    setTimeout(() => child.kill('SIGINT'), 8000);
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect(status).toBe(130);
    expect(printedReport(printed)).toMatchObject({ rootCause: 'tcp/refused', exitCode: 130 });
  });
});
