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

/** Whether the best of several rounds is near to the best of curl's: a busy machine delays one or the other. */
function isNear(rounds: [Times, Times][], name: keyof Times, leastMs: number): boolean {
  const best = (at: 0 | 1) => Math.min(...rounds.map((pair) => pair[at][name]));
  return best(0) <= Math.max(leastMs, 3 * best(1));
}

test('the times of a connect and of a handshake on loopback are those that curl sees, and not this program’s own', async () => {
  const rounds: [Times, Times][] = [];
  const areNear = () => isNear(rounds, 'connect', 2) && isNear(rounds, 'handshake', 10);
  while (rounds.length < ROUNDS || (rounds.length < 6 * ROUNDS && !areNear())) rounds.push([await ours(), await curls()]);
  console.info('milliseconds, ours and curl:', JSON.stringify(rounds));
  expect(isNear(rounds, 'connect', 2)).toBe(true);
  expect(isNear(rounds, 'handshake', 10)).toBe(true);
});
