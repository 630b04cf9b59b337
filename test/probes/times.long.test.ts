import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { commonName, dnsNames, forge } from '../lab/forge.ts';
import { root as checkout, finish } from '../lab/lab.ts';
import { type RunningApi, serveApi } from '../lab/servers/api.js';

const KEY = 'sk-proj-T1mes0123456789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';
const ROUNDS = 5;

const folder = mkdtempSync(join(tmpdir(), 'api-doctor-times-'));
const authority = forge({ subject: commonName('Times Root'), ca: true });
const leaf = forge({ by: authority, extensions: [dnsNames('localhost')] });
const rootFile = join(folder, 'root.pem');
let api: RunningApi;

beforeAll(async () => {
  writeFileSync(rootFile, authority.pem);
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  writeFileSync(cert, leaf.pem);
  writeFileSync(key, leaf.keyPem);
  api = await serveApi({ keys: [KEY], listen: [{ host: '127.0.0.1', tls: true }], cert, key });
});

afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true });
});

/** Milliseconds of a connect and of a TLS handshake, each by two programs. */
interface Times {
  connect: number;
  handshake: number;
}

async function ours(): Promise<Times> {
  const words = [
    'check',
    '--base-url',
    `https://localhost:${api.port}/v1`,
    '--ca-file',
    rootFile,
    '--skip',
    'status',
    '--format',
    'json',
  ];
  const env = ['env', '-i', `PATH=${process.env.PATH}`, `OPENAI_API_KEY=${KEY}`];
  const { stdout } = await finish([...env, process.execPath, `${checkout}/bin/api-doctor.js`, ...words], { mayFail: true });
  const { probes } = JSON.parse(stdout) as Report;
  const facts = (id: string) => probes.find((probe) => probe.id === id)?.facts as Record<string, unknown>;
  const attempts = facts('tcp/connect').attempts as { ms: number; outcome: string }[];
  return {
    connect: Math.min(...attempts.filter(({ outcome }) => outcome === 'connected').map(({ ms }) => ms)),
    handshake: facts('tls/handshake').ms as number,
  };
}

async function curls(): Promise<Times> {
  const words = ['-sS', '-o', '/dev/null', '--cacert', rootFile, '-w', '%{time_namelookup} %{time_connect} %{time_appconnect}'];
  const { stdout } = await finish(['curl', ...words, `https://localhost:${api.port}/v1/models`]);
  const [named = 0, connected = 0, shaken = 0] = stdout.split(' ').map((seconds) => 1000 * Number(seconds));
  return { connect: connected - named, handshake: shaken - connected };
}

// The best of several rounds side by side: a busy machine delays one or the other.
test('the times of a connect and of a handshake on loopback are those that curl sees, and not this program’s own', async () => {
  const rounds: [Times, Times][] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push([await ours(), await curls()]);
  const best = (at: 0 | 1, name: keyof Times) => Math.min(...rounds.map((pair) => pair[at][name]));
  const least = { connect: [best(0, 'connect'), best(1, 'connect')], handshake: [best(0, 'handshake'), best(1, 'handshake')] };
  console.info('milliseconds, ours and curl:', JSON.stringify(least), JSON.stringify(rounds));
  expect(best(0, 'connect')).toBeLessThanOrEqual(Math.max(2, 3 * best(1, 'connect')));
  expect(best(0, 'handshake')).toBeLessThanOrEqual(Math.max(10, 3 * best(1, 'handshake')));
});
