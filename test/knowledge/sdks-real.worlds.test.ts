import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type MatrixClient, matrix, variableOf } from '../../src/knowledge/clients/matrix.ts';
import { predictRoute } from '../../src/knowledge/clients/proxy-rules/predict.ts';
import { clientPath, nodeBinary } from '../lab/clients.ts';
import { root } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { proxiesAsked } from '../lab/proxies-asked.ts';

/**
 * The SDKs of npm, each really called with variables alone: which base URL each takes, and which proxy, by Node.js 24. In a network of
 * loopback alone, where 127.0.0.11 to .18 note who asked.
 */

type Env = Record<string, string>;

const at = (n: number, path = '') => `http://127.0.0.${n}:3128${path}`;
const told = { NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: at(13) };

const cases: Env[] = [
  {},
  { HTTPS_PROXY: at(13) },
  told,
  { ...told, NO_PROXY: 'openai.com' },
  { ALL_PROXY: at(13), NODE_USE_ENV_PROXY: '1' },
  { OPENAI_BASE_URL: at(11, '/v1') },
  { OPENAI_API_BASE: at(12, '/v1') },
  { OPENAI_BASE_URL: at(11, '/v1'), OPENAI_API_BASE: at(12, '/v1') },
  { OPENAI_BASE_URL: at(11, '/v1'), OPENAI_API_BASE: '' },
  { ANTHROPIC_BASE_URL: at(14) },
];

const home = mkdtempSync(join(tmpdir(), 'api-doctor-sdks-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function askedBy(name: string): Promise<string[]> {
  const runs = cases.map((env) => ({
    env: { HOME: home, PATH: '/usr/bin', OPENAI_API_KEY: 'sk-none', CALL_WITH: name, CALL_FROM: clientPath('..'), ...env },
  }));
  const command = [nodeBinary('node24'), join(root, 'test', 'lab', 'servers', 'call-sdk.mjs')];
  return proxiesAsked(command, runs);
}

function expectedOf(of: MatrixClient, env: Env): string {
  const variable = variableOf(of.baseUrl, of, env);
  const url = variable ? (env[variable] as string) : 'https://api.openai.com/v1';
  const { proxy } = predictRoute({ name: of.rules, version: '24.10.0' }, env, url);
  return proxy?.host ?? (variable ? new URL(url).hostname : 'none');
}

const rows = [matrix.openaiNode, matrix.langchainJs, matrix.aiSdk];

describe.each(rows.map((of) => [of.package.name, of] as const))('%s', (name, of) => {
  const isHere = existsSync(clientPath(...name.split('/'))) && existsSync(nodeBinary('node24'));
  (isHere ? needs('root', 'linux', 'ip') : describe.skip)('takes what its row says', () => {
    test('in each environment', async () => {
      const asked = await askedBy(name);
      expect(cases.map((env, index) => ({ env, asked: asked[index] }))).toEqual(
        cases.map((env) => ({ env, asked: expectedOf(of, env) })),
      );
      expect(new Set(asked).size).toBeGreaterThan(2);
    }, 120_000);
  });
});
