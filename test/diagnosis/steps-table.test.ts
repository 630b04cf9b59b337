import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { idVariables } from '../../src/catalogue/id-variables.ts';
import type { FindingId } from '../../src/catalogue/index.ts';
import { findingFor } from '../../src/diagnosis/diagnose.ts';
import { NO_TRACES, recognize } from '../../src/knowledge/parties.ts';
import type { Platform } from '../../src/model/layers.ts';
import { root } from '../lab/lab.ts';
import { targetFor } from '../support/tcp-cases.ts';

/** Who is met where: a base URL, and what an answer there shows. */
const PLACES: Record<string, { url: string; headers?: Record<string, string> }> = {
  openai: { url: 'https://api.openai.com/v1' },
  'azure-openai': { url: 'https://contoso.openai.azure.com/openai/v1' },
  'azure-api-management': { url: 'https://contoso.azure-api.net/openai' },
  openrouter: { url: 'https://openrouter.ai/api/v1' },
  deepseek: { url: 'https://api.deepseek.com' },
  google: { url: 'https://generativelanguage.googleapis.com/v1beta/openai' },
  moonshot: { url: 'https://api.moonshot.cn/v1' },
  litellm: { url: 'http://llm.company.example:4000', headers: { 'x-litellm-version': '1.81' } },
  'one-api': { url: 'https://relay.example/v1', headers: { 'x-oneapi-request-id': '1' } },
  kong: { url: 'https://gw.company.example/v1', headers: { server: 'kong/3.9' } },
  ollama: { url: 'http://localhost:11434/v1' },
  'lm-studio': { url: 'http://localhost:1234/v1' },
  'llama.cpp': { url: 'http://localhost:8080/v1', headers: { server: 'llama.cpp' } },
  unknown: { url: 'https://llm.company.example/v1' },
};

const ROWS: [FindingId, string[], Platform[]][] = [
  ['auth/incorrect-key', ['openai', 'azure-openai', 'moonshot', 'litellm', 'unknown'], ['linux', 'windows']],
  ['auth/invalid-authentication', ['openai', 'azure-openai', 'moonshot', 'unknown'], ['linux']],
  ['config/key-wrong-header', ['azure-openai', 'azure-api-management', 'kong', 'unknown'], ['linux', 'windows']],
  ['auth/ip-not-allowed', ['openai', 'azure-openai', 'unknown'], ['linux']],
  ['auth/permission-denied', ['openai', 'azure-openai', 'google', 'ollama', 'unknown'], ['linux', 'windows']],
  [
    'auth/model-not-found',
    ['openai', 'azure-openai', 'openrouter', 'one-api', 'litellm', 'ollama', 'lm-studio', 'unknown'],
    ['linux'],
  ],
  ['limit/quota-exceeded', ['openai', 'google', 'one-api', 'unknown'], ['linux']],
  ['limit/credit-exhausted', ['openai', 'openrouter', 'deepseek', 'unknown'], ['linux']],
  ['limit/spend-limit', ['openai', 'openrouter', 'litellm'], ['linux']],
  ['limit/billing-inactive', ['openai', 'moonshot'], ['linux']],
  ['limit/rate-limit', ['openai', 'azure-openai', 'litellm', 'unknown'], ['linux']],
  ['http/not-found', ['openai', 'azure-openai', 'ollama', 'lm-studio', 'kong', 'unknown'], ['linux']],
  ['tcp/refused', ['ollama', 'lm-studio', 'unknown'], ['linux', 'windows', 'container']],
  ['server/misconfigured', ['litellm', 'one-api', 'kong', 'unknown'], ['linux']],
  ['server/loading', ['llama.cpp', 'ollama', 'unknown'], ['linux']],
  ['server/overloaded', ['openai', 'ollama', 'unknown'], ['linux']],
];

const VALUES = {
  who: 'HOST',
  answer: 'HTTP 401',
  keySource: 'OPENAI_API_KEY',
  key: 'sk-proj-…(164 chars)',
  keyShell: '$OPENAI_API_KEY',
  keyPowerShell: '$env:OPENAI_API_KEY',
  keyVariable: 'OPENAI_API_KEY',
  model: 'm1',
  waitShown: 'a moment',
  limitShown: 'The message or the headers name the limit',
  projectShown: 'the project',
};

function cell(id: FindingId, place: string, platform: Platform): string {
  const { url, headers } = PLACES[place] as (typeof PLACES)[string];
  const target = targetFor(url, { platform });
  const { host, port, path } = target.url as NonNullable<typeof target.url>;
  const answers = headers ? [{ status: 401, headers, body: '{}' }] : [];
  const parties = recognize({ ...NO_TRACES, host, port, path, answers });
  expect(parties.provider?.id ?? 'unknown').toBe(place);
  const values = { ...VALUES, ...(host === 'localhost' ? { localPort: port } : { remoteHost: host }) };
  const { steps } = findingFor(id, { details: [], probeIds: [], templateValues: values }, { target, parties });
  return [`${id}, ${place}, ${platform}`, ...steps.slice(0, 3).map((step, at) => `  ${at + 1}. ${step}`)].join('\n');
}

test('the first steps of a finding fit whoever responds, as they were read', () => {
  const table = ROWS.flatMap(([id, places, platforms]) =>
    places.flatMap((place) => platforms.map((platform) => cell(id, place, platform))),
  );
  const text = `${table.join('\n\n')}\n`;
  const folder = join(root, 'test', 'diagnosis', 'golden');
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'steps.txt'), text);
  }
  expect(text).toBe(readFileSync(join(folder, 'steps.txt'), 'utf8'));
});

test('OpenAI’s pages are for its customers', () => {
  const strangers = Object.keys(PLACES).filter((place) => place !== 'openai');
  const texts = ROWS.flatMap(([id]) => strangers.map((place) => cell(id, place, 'linux')));
  expect(texts.filter((text) => /\b(?:platform|help|status)\.openai\.com\b/.test(text))).toEqual([]);
});

test.each<[FindingId, string | null, string | null]>([
  ['auth/invalid-authentication', 'OPENAI_ORG_ID', 'unset OPENAI_ORG_ID'],
  ['auth/permission-denied', 'OPENAI_PROJECT_ID', 'unset OPENAI_PROJECT_ID'],
  ['auth/invalid-authentication', null, null],
  ['auth/permission-denied', '--organization', null],
  ['auth/incorrect-key', 'OPENAI_ORG_ID', null],
])('%s: with %s, what is to be unset is %s', (id, source, command) => {
  const ids = { organization: source === null ? null : { value: 'org-1', source }, project: null };
  const target = targetFor('https://api.openai.com/v1', ids);
  const parties = recognize({ ...NO_TRACES, host: 'api.openai.com', port: 443, path: '/v1', answers: [] });
  const templateValues = { ...VALUES, ...idVariables(target) };
  const { steps } = findingFor(id, { details: [], probeIds: [], templateValues }, { target, parties });
  expect(steps.flatMap((step) => /unset [^`]*/.exec(step)?.[0] ?? [])).toEqual(command === null ? [] : [command]);
});
