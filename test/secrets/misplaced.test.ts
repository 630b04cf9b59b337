/** Keys without a format that were put where an address, an id, a path or a number belongs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../src/index.ts';
import { strayToken } from '../../src/secrets/environment-secrets.ts';
import { root } from '../lab/lab.ts';
import { runHere } from '../support/in-process.ts';

const KEY = '0f3a9b7c2d4e6f8091a2b3c4d5e6f708';
const MIXED = 'k7Lx2Vw9TzR4mB8qN3pYc6JhD5';

const PLACES: [name: string, written: (key: string) => string][] = [
  ['alone', (key) => key],
  ['in two words', (key) => `${key.slice(0, 13)} ${key.slice(13)}`],
  ['in place of a scheme', (key) => `${key}://host`],
  ['in place of a host', (key) => `https://${key}/v1`],
  ['in place of a port', (key) => `gw.example:${key}`],
  ['behind a #', (key) => `https://gw.example/v1#${key}`],
  ['in a query', (key) => `https://gw.example/v1?k=${key}`],
  ['with the signs of base64', (key) => `${key.slice(0, 5)}+${key.slice(5)}/${key.slice(0, 9)}==`],
];

test.each(PLACES)('neither the command nor the library shows it: %s', async (_name, written) => {
  for (const key of [KEY, MIXED]) {
    const value = written(key);
    const shown = [];
    for (const option of ['--base-url', '--proxy', '--organization'])
      if (option !== '--organization' || !value.includes('?'))
        shown.push(await runHere(['check', '--offline', option, value, '--format', 'json'], { env: {} }));
    for (const field of ['baseUrl', 'proxy'])
      shown.push(
        await check({ [field]: value, offline: true, env: {} }).then(JSON.stringify, (error) => `${error.message} ${error.hint}`),
      );
    shown.push(
      await runHere(['check', '--offline', '--format', 'json'], { env: { OPENAI_BASE_URL: value, HTTPS_PROXY: value } }),
    );
    const text = JSON.stringify(shown).toLowerCase();
    for (let at = 0; at + 12 <= key.length; at += 1) expect(text).not.toContain(key.slice(at, at + 12).toLowerCase());
  }
});

test.each([
  ['--timeout', `${MIXED.slice(0, 13)} ${MIXED.slice(13)}`],
  ['--api-key-file', `${MIXED.slice(0, 13)} ${MIXED.slice(13)}`],
  ['--format', `${MIXED.slice(0, 13)} ${MIXED.slice(13)}`],
])('wrong usage shows no part of a key in two words: %s', async (option, value) => {
  const { stdout, stderr } = await runHere(['check', '--offline', option, value], { env: {} });
  expect(stdout + stderr).not.toMatch(/k7Lx2Vw9|N3pYc6Jh/);
});

const COMMANDS: string[][] = [
  [],
  ['check'],
  ['check', '--timeout'],
  ['check', '--only'],
  ['check', '--repeat'],
  ['check', '--format'],
  ['check', '--fail-on'],
  ['watch', '--listen'],
  ['watch', '--every'],
  ['practice', '--port'],
];

// Of a secret that a cut goes through, the rest would be short of eight characters, and be no secret to anybody.
test.each(COMMANDS)('wrong usage shows no beginning of a known key, wherever a long value has it: %s %s', async (...args) => {
  for (let before = 24; before < 100; before += 5) {
    const { stderr } = await runHere([...args, `${'x'.repeat(before)} ${MIXED}`], { env: { OPENAI_API_KEY: MIXED } });
    expect(stderr).not.toContain(MIXED.slice(0, 3));
  }
});

test('what is wrong in a report is shown with no beginning of a secret that stands in a name', async () => {
  const report = readFileSync(join(root, 'test/diagnosis/recorded-reports/sound.json'), 'utf8');
  for (let before = 0; before < 60; before += 3) {
    const read = JSON.parse(report);
    read.environment.variables = { [`${'x'.repeat(before)} api_key=${MIXED}`]: 5 };
    const newer = { ...read, schemaVersion: 9, tool: { name: 'api-doctor', version: `${'x'.repeat(before)} api_key=${MIXED}` } };
    for (const input of [read, newer]) {
      const { status, stderr } = await runHere(['diagnose', '-'], { input: JSON.stringify(input) });
      expect(status).toBe(2);
      expect(stderr).not.toContain(MIXED.slice(0, 4));
    }
  }
});

test('a value of usual length is repeated, and of a longer one its length', async () => {
  expect((await runHere(['check', '--timeout', 'soon'])).stderr).toContain("--timeout: 'soon' is not");
  expect((await runHere(['check', '--timeout', 'soon '.repeat(20)])).stderr).toContain("--timeout: '…' (100 characters) is not");
  const read = JSON.parse(readFileSync(join(root, 'test/diagnosis/recorded-reports/sound.json'), 'utf8'));
  read.environment.variables = { LANG: 5 };
  expect((await runHere(['diagnose', '-'], { input: JSON.stringify(read) })).stderr).toContain('environment.variables.LANG is');
});

test.each([
  'https://gateway.ai.cloudflare.com/v1/023e105f4ecef8ad9ca31a8372d0c353/gw/openai',
  'https://abc123xyz7890abcd9876abcd54321.lambda-url.us-east-1.on.aws/v1',
  'http://vllm-7d9f8b6c5-x2x9k:8000/v1',
  'http://[2001:db8:85a3::8a2e:370:7334]:8080/v1',
  'proj_Ab3dE5gH7jK9mN1pQ3sT5vX7',
  'org-Ab3dE5gH7jK9mN1pQ3sT5vX7',
  'ft:gpt-4o-mini-2024-07-18:acme::AbC12xYz',
  'localhost,127.0.0.1,.svc.cluster.local,10.0.0.0/8',
  '/etc/ssl/certs/ca-2024.pem',
])('what only has drawn parts of its own stays: %s', (value) => {
  expect(strayToken(value)).toEqual([]);
});
