/** No command that the tool prints leaves what the run looked at: another API would get the key of this one. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partsOf } from '../../src/catalogue/command/parts.ts';
import type { Report } from '../../src/model/report.ts';
import { doctor, KEY } from '../lab/hostile.ts';
import { makeSelfSigned } from '../lab/pki.ts';
import { type ApiConfig, serveApi } from '../lab/servers/api.js';

const folder = mkdtempSync(join(tmpdir(), 'api-doctor-stay-'));
const keyFile = join(folder, 'the key');

/** Hosts that a step may name beside the one that was checked: they show this machine's own address, and get no key. */
const OTHERS = /^(?:api\.ipify\.org|ipinfo\.io|proxy\.example\.com|PROXY|HOST)$/;

const answering = (status: number, body: unknown, headers: Record<string, string> = {}): ApiConfig => ({
  answers: [{ status, body, headers }],
});

const error = (message: string, code: string | null) => ({ error: { message, type: 'error', code, param: null } });

const servers: [string, ApiConfig | 'closed' | 'self-signed'][] = [
  ['a closed port', 'closed'],
  ['a self-signed certificate', 'self-signed'],
  ['a web page', answering(200, '<html><title>Hello</title><p>Hello</html>', { 'content-type': 'text/html' })],
  ['a 401', answering(401, error('Incorrect API key provided', 'invalid_api_key'))],
  ['a 429', answering(429, error('Rate limit reached', 'rate_limit_exceeded'))],
  ['a 429 without credit', answering(429, error('You exceeded your current quota', 'insufficient_quota'))],
  ['a 503', answering(503, error('The server is overloaded', null))],
  ['silence', { answers: [{ delayMs: 60_000 }] }],
  ['a sound API', {}],
];

/** The tool's own commands that were printed. */
const met: string[] = [];

beforeAll(() => writeFileSync(keyFile, `${KEY}\n`));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(servers)('%s', (_, config) => {
  test('every command stays with the API, the key and the limits of this run', async () => {
    const { baseUrl, close } = await open(config);
    const given = ['--base-url', baseUrl, '--api-key-file', keyFile, '--timeout', '2s', '--deadline', '6s'];
    try {
      const { stdout, stderr } = await doctor(['check', '--format', 'json', ...given]);
      expect(stderr).toBe('');
      const report = JSON.parse(stdout) as Report;
      const told = await doctor(['check', '--verbose', ...given]);
      const own = [...commandsOf(report), ...linesWith(told.stdout, 'api-doctor')].filter((command) => isOwn(command));
      met.push(...own);
      for (const command of own) {
        expect(command).toMatch(/^node \S*bin\/api-doctor\.js /);
        expect(command).toContain(` --base-url ${baseUrl}`);
        expect(command).toContain(` --api-key-file '${keyFile}'`);
        // A step that gives more time says how much itself.
        expect(command).toMatch(/ --timeout \d+m?s/);
        expect(command).toMatch(/ --deadline \d+[ms]/);
      }
      const sending = commandsOf(report).filter((command) => /^curl/.test(command));
      for (const host of sending.flatMap(hostsIn)) expect(`${host} ${OTHERS.test(host)}`).toMatch(/^127\.|true$/);
      await expectSameAgain(stdout, report);
    } finally {
      await close();
    }
  });
});

test('there were such commands', () => expect(met.length).toBeGreaterThan(4));

/** `diagnose` prints for what was recorded what the check printed, but for the file of the key, and says where a command sends the key. */
async function expectSameAgain(stdout: string, report: Report): Promise<void> {
  const file = join(folder, 'report.json');
  writeFileSync(file, stdout);
  const again = JSON.parse((await doctor(['diagnose', file, '--format', 'json'])).stdout) as Report;
  const withoutFile = commandsOf(report).filter((command) => !command.includes(`$(cat '${keyFile}')`));
  expect(commandsOf(again)).toEqual(withoutFile.map((command) => command.replace(`'${keyFile}'`, 'API_KEY_FILE')));
  const steps = again.findings.flatMap((finding) => finding.steps);
  for (const step of steps.filter((one) => /--base-url 'http|Bearer \$/.test(one)))
    expect(step).toContain('this sends your key to 127.');
}

async function open(config: ApiConfig | 'closed' | 'self-signed'): Promise<{ baseUrl: string; close(): Promise<void> }> {
  if (config === 'closed') return { baseUrl: `http://127.0.0.1:${await closedPort()}/v1`, close: async () => {} };
  const isTls = config === 'self-signed';
  const leaf = isTls ? makeSelfSigned(folder, { names: ['127.0.0.1'] }) : null;
  const api = await serveApi(
    leaf
      ? { listen: [{ host: '127.0.0.1', tls: true }], cert: leaf.cert, key: leaf.key }
      : { keys: 'any', ...(config as ApiConfig) },
  );
  return { baseUrl: `${isTls ? 'https' : 'http'}://127.0.0.1:${api.port}/v1`, close: () => api.close() };
}

function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function commandsOf({ findings }: Report): string[] {
  return findings.flatMap(({ steps }) => steps.flatMap(partsOf)).flatMap(({ text, isTyped }) => (isTyped ? [text] : []));
}

const isOwn = (command: string) => /\bapi-doctor(?:\.js)? (?:check|report)\b/.test(command);

function linesWith(text: string, word: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('node ') && line.includes(word));
}

function hostsIn(command: string): string[] {
  return [...command.matchAll(/\bhttps?:\/\/(?:[^/@\s'"]*@)?([^/:\s'"]+)/g)].map(([, host]) => host as string);
}
