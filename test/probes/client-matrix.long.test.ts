import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClientPrediction } from '../../src/model/facts/client.ts';
import { clientPath } from '../lab/clients.ts';
import { root } from '../lab/lab.ts';
import { type RunningApi, serveApi } from '../lab/servers/api.js';

/** The table of `--clients` in a project with the real SDKs of npm, and with Bun and Deno on the PATH. */

const folder = mkdtempSync(join(tmpdir(), 'api-doctor-matrix-'));
const [home, project, bin] = ['home', 'project', 'bin'].map((name) => join(folder, name)) as [string, string, string];
const BUN = clientPath('@oven', 'bun-linux-x64', 'bin', 'bun');
const DENO = clientPath('@deno', 'linux-x64-glibc', 'deno');

let api: RunningApi;
beforeAll(async () => {
  for (const name of [home, project, bin]) mkdirSync(name);
  symlinkSync(clientPath(), join(project, 'node_modules'));
  symlinkSync(BUN, join(bin, 'bun'));
  symlinkSync(DENO, join(bin, 'deno'));
  // What the runtimes would load from the working directory.
  writeFileSync(join(project, 'evil.js'), `require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'evil-ran'))}, '')\n`);
  writeFileSync(join(project, 'bunfig.toml'), 'preload = ["./evil.js"]\n');
  writeFileSync(join(project, 'deno.json'), '{ "imports": { "x": "./evil.js" }, "unstable": ["nonsense"] }\n');
  writeFileSync(join(project, '.env'), 'HTTPS_PROXY=http://127.0.0.1:9\nHTTP_PROXY=http://127.0.0.1:9\n');
  api = await serveApi({ keys: 'any' });
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

async function table(env: Record<string, string>): Promise<Record<string, ClientPrediction>> {
  const url = `http://127.0.0.1:${api.port}/v1`;
  const args = ['check', '--clients', '--base-url', url, '--format', 'json', '--skip', 'status', '--timeout', '20s'];
  const child = spawn(process.execPath, [join(root, 'bin', 'api-doctor.js'), ...args], {
    cwd: project,
    env: { HOME: home, LANG: 'C.UTF-8', PATH: bin, OPENAI_API_KEY: 'sk-proj-Zq8Xw2Lm4Rt6Vb9Nc3Jh5Kd7Fg1', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (piece) => {
    text += piece;
  });
  await new Promise((resolve) => child.on('close', resolve));
  const { probes } = JSON.parse(text);
  const { facts } = probes.find(({ id }: { id: string }) => id === 'client/runs');
  return Object.fromEntries(facts.clients.map((client: ClientPrediction) => [client.client, client]));
}

describe.skipIf(![BUN, DENO, clientPath('openai')].every(existsSync))('the table of clients', () => {
  test('runs the runtimes that are found, away from the project, and leaves nothing behind', async () => {
    const before = readdirSync(project).sort();
    const clients = await table({});
    for (const [client, version] of [
      ['Bun fetch', /^Bun \d/],
      ['Deno fetch', /^Deno \d/],
    ] as const) {
      expect(clients[client]).toMatchObject({ route: 'direct', run: { status: 401 }, asExpected: true });
      expect(clients[client]?.rules).toMatch(version);
    }
    expect(existsSync(join(folder, 'evil-ran'))).toBe(false);
    expect(readdirSync(project).sort()).toEqual(before);
    expect(readdirSync(home)).toEqual([]);
  }, 60_000);

  test('says of an SDK which row shows it, and which variables it takes', async () => {
    const clients = await table({ OPENAI_API_BASE: 'https://other.example/v1', ANTHROPIC_API_KEY: 'x' });
    expect(clients['AI SDK']).toMatchObject({
      sendsAs: 'Node fetch',
      run: null,
      keyVariable: 'OPENAI_API_KEY',
      baseUrlVariable: null,
    });
    expect(clients['LangChain for JavaScript']).toMatchObject({ sendsAs: 'Node fetch', baseUrlVariable: 'OPENAI_API_BASE' });
    expect(clients['openai for Node']).toMatchObject({ sendsAs: 'Node fetch', baseUrlVariable: null });
    expect(clients['Claude Code']).toMatchObject({ keyVariable: 'ANTHROPIC_API_KEY', run: null, sendsAs: null });
    // Not installed here: its rules alone.
    expect(clients.LiteLLM).toMatchObject({ sendsAs: null, run: null, baseUrlVariable: 'OPENAI_API_BASE' });
  }, 60_000);

  test('shows a proxy with the clients that take it alone', async () => {
    const clients = await table({ HTTP_PROXY: 'http://127.0.0.1:9' });
    const via = Object.values(clients).filter(({ route }) => route !== 'direct');
    const names = via.map(({ client }) => client);
    for (const name of ['Bun fetch', 'Deno fetch', 'Codex', 'Claude Code']) expect(names).toContain(name);
    for (const name of ['aiohttp', 'Node fetch', 'AI SDK', 'Go']) expect(names).not.toContain(name);
    // Nothing listens there: each that was run failed, as it should.
    expect(clients['Bun fetch']).toMatchObject({ variable: 'HTTP_PROXY', run: { status: null } });
    expect(clients['Deno fetch']).toMatchObject({ variable: 'HTTP_PROXY', run: { status: null } });
  }, 60_000);
});
