import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { root } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { KEY } from '../support/http-look.ts';

/** What `confine.py` ends with where the kernel has no such rule. */
const UNSUPPORTED = 77;

/** A check of a port on loopback, under a rule of the kernel. */
async function checkUnder(rule: string | null, port: number): Promise<Report | null> {
  const check = [join(root, 'bin', 'api-doctor.js'), 'check', '--base-url', `https://127.0.0.1:${port}/v1`];
  const options = ['--timeout', '2s', '--deadline', '8s', '--format', 'json'];
  const node = [process.execPath, ...check, ...options];
  const [program = '', ...args] = rule === null ? node : ['python3', join(root, 'test', 'lab', 'confine.py'), rule, ...node];
  const child = spawn(program, args, { env: { PATH: process.env.PATH, OPENAI_API_KEY: KEY }, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let said = '';
  child.stdout.on('data', (text) => (printed += text));
  child.stderr.on('data', (text) => (said += text));
  const [status] = await once(child, 'close');
  if (status === UNSUPPORTED) return null;
  expect(said).toBe('');
  return JSON.parse(printed);
}

/** A port that takes connections and says nothing. */
async function openPort(): Promise<{ port: number; close: () => void }> {
  const server = net.createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as net.AddressInfo).port, close: () => server.close() };
}

needs('linux', 'python3')('a program that the kernel confines', () => {
  test.concurrent.each([
    ['seccomp:socket:EPERM', /sandbox \(seccomp/],
    ['seccomp:connect:EPERM', /sandbox \(seccomp/],
    ['seccomp:socket:EACCES', /Landlock|security module|seccomp/],
    ['landlock', /Landlock|security module|seccomp/],
  ] as const)('%s is named, with its settings first', async (rule, step) => {
    const { port, close } = await openPort();
    const report = await checkUnder(rule, port).finally(close);
    if (report === null) return;
    expect(report.rootCause).toBe('tcp/local-denied');
    expect(report.findings.filter(({ severity }) => severity === 'error')).toHaveLength(1);
    expect(report.findings[0]?.steps.slice(0, 3).join('\n')).toMatch(step);
  });

  test('a port where nothing listens is no sandbox', async () => {
    const { port, close } = await openPort();
    close();
    expect((await checkUnder(null, port))?.rootCause).toBe('tcp/refused');
  });
});
