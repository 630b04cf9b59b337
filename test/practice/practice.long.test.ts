/** The command `practice` as people run it: its start, its log, its memory, its end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { root } from '../lab/lab.ts';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

interface Running {
  child: ChildProcess;
  origin: string;
  startMs: number;
  output(): string;
  ended: Promise<number | null>;
}

async function practice(...args: string[]): Promise<Running> {
  const begun = performance.now();
  const child = spawn(process.execPath, [join(root, 'bin', 'api-doctor.js'), 'practice', '--port', '0', ...args]);
  started.push(child);
  let text = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const origin = await new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
      if (found) resolve(found);
    });
  });
  return { child, origin, startMs: performance.now() - begun, output: () => text, ended };
}

const asked = (origin: string, path: string, body?: object, headers: Record<string, string> = {}) =>
  fetch(`${origin}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: 'Bearer sk-practice', ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

/** A POST whose answer is read to its end; fetch would take most of the time for itself. */
function posted(url: string, body: string, agent: Agent): Promise<void> {
  const headers = { authorization: 'Bearer sk-practice', 'content-length': body.length };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers }, (answer) => answer.resume().once('end', () => resolve()));
    asked.once('error', reject).end(body);
  });
}

async function untilSaid({ output }: Running, wanted: RegExp): Promise<void> {
  for (let tries = 0; !wanted.test(output()) && tries < 200; tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(output()).toMatch(wanted);
}

describe('api-doctor practice', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('ends with %s, says what was asked, and shows no key', async (signal) => {
    const running = await practice();
    const { origin, child, ended, output } = running;
    const secret = 'sk-proj-Secret0123456789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';
    await asked(origin, `/v1/models?key=${secret}`, undefined, { authorization: `Bearer ${secret}` });
    await asked(origin, '/v1/responses', { model: '429-rate-limit', input: 'x' });
    await asked(origin, '/v1/chat/completions', { model: 'gpt\u001b[31m-4o', messages: [] });
    await untilSaid(running, /GET +\/v1\/models +401/);
    await untilSaid(running, /POST +\/v1\/responses +429-rate-limit +429/);
    await untilSaid(running, /POST +\/v1\/chat\/completions +gpt\S*4o +200, billed/);
    // Requests that are never answered, and a stream, must not hold it up.
    const open = [
      asked(origin, '/timeout/v1/models'),
      asked(origin, '/stream-stalled/v1/responses', { model: 'x', input: 'x', stream: true }),
    ];
    for (const one of open) one.catch(() => {});
    await untilSaid(running, /timeout +no answer/);
    child.kill(signal);
    expect(await ended).toBe(0);
    await Promise.allSettled(open);
    expect(output()).toMatch(/\d requests; the real API would have charged for [12]\.\n$/);
    expect(output()).not.toContain('Secret0123');
    expect(output()).not.toContain('\u001b');
  });

  test('listens on loopback alone', async () => {
    const { origin } = await practice('--quiet');
    const port = Number(new URL(origin).port).toString(16).toUpperCase().padStart(4, '0');
    const listening = ['tcp', 'tcp6'].flatMap((table) => readFileSync(`/proc/net/${table}`, 'utf8').split('\n'));
    const lines = listening.filter((line) => new RegExp(`^ *\\d+: [0-9A-F]+:${port} .* 0A `).test(line));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`0100007F:${port}`);
  });

  test('its memory stays flat over 10,000 requests', async () => {
    const { origin, child } = await practice('--quiet');
    const resident = () => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]);
    const agent = new Agent({ keepAlive: true, maxSockets: 10 });
    const round = (times: number) =>
      Promise.all(
        Array.from({ length: times }, (_, at) => {
          const model = at % 2 === 0 ? 'gpt-4o-mini' : '429-rate-limit';
          return posted(`${origin}/v1/responses`, JSON.stringify({ model, input: 'x'.repeat(2_000) }), agent);
        }),
      );
    for (let rounds = 0; rounds < 60; rounds += 1) await round(50);
    const warm = resident();
    for (let rounds = 0; rounds < 140; rounds += 1) await round(50);
    // Node's heap breathes by some MiB; 7,000 requests with their bodies would be more than 14.
    expect(resident() - warm).toBeLessThan(12 * 1024);
    agent.destroy();
  }, 180_000);

  test('starts in little more than the time that Node.js takes', async () => {
    const times: number[] = [];
    const bare: number[] = [];
    for (let tries = 0; tries < 5; tries += 1) {
      const { startMs, child } = await practice('--quiet');
      child.kill('SIGKILL');
      times.push(startMs);
      bare.push(await bareStart());
    }
    const best = (of: number[]) => Math.min(...of);
    // 150 ms on a quiet machine, on which an empty program takes 40.
    expect(best(times) - best(bare)).toBeLessThan(Math.max(110, 2.75 * best(bare)));
  });

  test('a port that is in use, or none, is wrong usage', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) =>
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port)),
    );
    for (const [given, said] of [
      [String(port), /is in use\. Choose another/],
      ['70000', /is no port\. Give a number from 0 to 65535/],
      ['http', /is no port/],
    ] as const) {
      const child = spawn(process.execPath, [join(root, 'bin', 'api-doctor.js'), 'practice', '--port', given]);
      let text = '';
      child.stderr.on('data', (piece) => {
        text += piece;
      });
      expect(await new Promise((resolve) => child.once('close', resolve))).toBe(2);
      expect(text).toMatch(said);
    }
    taken.close();
  });
});

function bareStart(): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['-e', '0']);
  return new Promise((resolve) => child.once('close', () => resolve(performance.now() - begun)));
}
