import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { finish, root } from '../lab/lab.ts';
import { serveApi } from '../lab/servers/api.js';

const KEY = 'sk-proj-R3cipe0123456789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'api-doctor-recipes-'));
let api: Awaited<ReturnType<typeof serveApi>>;
let busy: Awaited<ReturnType<typeof serveApi>>;

beforeAll(async () => {
  const overloaded = {
    status: 503,
    headers: { 'retry-after': '60' },
    body: { error: { message: 'The engine is currently overloaded, please try again later' } },
  };
  api = await serveApi({ keys: [KEY] });
  busy = await serveApi({ keys: [KEY], answers: [{ keyed: true, ...overloaded }] });
  // `npx` finds what a project has installed before it asks any registry; here that is this very package.
  for (const name of ['npx', 'api-doctor'])
    writeFileSync(
      join(folder, name),
      `#!/bin/sh\nwhile [ "$1" = --yes ] || [ "$1" = api-doctor ]; do shift; done\nexec "${process.execPath}" "${join(root, 'bin', 'api-doctor.js')}" "$@"\n`,
      { mode: 0o755 },
    );
  writeFileSync(join(folder, 'evaluate.js'), 'console.log("evaluated")');
});
afterAll(async () => {
  await Promise.all([api.close(), busy.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** The text of a recipe. */
function recipe(name: string): string {
  const found = new RegExp(`<!-- recipe: ${name} -->\\n\`\`\`\\w+\\n(.*?)^\`\`\`$`, 'ms').exec(readme)?.[1];
  if (found === undefined) throw new Error(`README has no recipe ${name}`);
  return found;
}

/** Runs a line of a recipe as the CI server would: by a shell, with the variables of the job. */
function run(
  line: string,
  { key = KEY, at = api, env = {} }: { key?: string; at?: { port: number }; env?: Record<string, string> } = {},
) {
  const variables = {
    PATH: `${folder}:${process.env.PATH}`,
    HOME: folder,
    OPENAI_API_KEY: key,
    OPENAI_BASE_URL: `http://127.0.0.1:${at.port}/v1`,
    ...env,
  };
  const words = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  return finish(['env', '-i', '-C', folder, ...words, 'sh', '-ec', line], { mayFail: true, limitMs: 40_000 });
}

describe('the recipes of README do what they say', () => {
  test('GitHub Actions', async () => {
    const [step] = parse(recipe('github'));
    const summary = join(folder, 'summary.md');
    writeFileSync(summary, '');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
    expect((await run(step.run, { env })).status).toBe(0);
    const refused = await run(step.run, { env, key: `${KEY}x` });
    expect(refused.status).toBe(20);
    expect(refused.stdout).toMatch(/^::error title=/m);
    expect(readFileSync(summary, 'utf8')).toContain('auth/incorrect-key');
    expect(step.env.OPENAI_API_KEY).toMatch(/secrets\.OPENAI_API_KEY/);
  });

  test('GitLab CI', async () => {
    const job = parse(recipe('gitlab'))['api-doctor'];
    expect((await run(job.script.join('\n'))).status).toBe(0);
    expect(readFileSync(join(folder, job.artifacts.reports.junit), 'utf8')).toMatch(/<testsuite/);
  });

  test('Kubernetes', async () => {
    const [container] = parse(recipe('kubernetes')).initContainers;
    expect(await run(container.command.join(' '))).toMatchObject({ status: 0, stdout: '' });
    expect((await run(container.command.join(' '), { key: `${KEY}x` })).status).toBe(20);
  });

  test('Docker', async () => {
    const command = /CMD (.*)$/m.exec(recipe('docker'))?.[1] ?? '';
    expect((await run(command)).status).toBe(0);
    expect((await run(command, { key: `${KEY}x` })).status).toBe(1);
  });

  test('a script before a deployment', async () => {
    const script = recipe('script');
    expect(await run(script)).toMatchObject({ status: 0, stdout: 'the API can be reached\n' });
    expect(JSON.parse(readFileSync(join(folder, 'reports/api-doctor.json'), 'utf8')).verdict).toBe('healthy');
    expect((await run(script, { at: busy })).stdout).toMatch(/deploying all the same\n$/);
    expect((await run(script, { key: `${KEY}x` })).status).toBe(20);
  });

  test('npm', async () => {
    writeFileSync(join(folder, 'package.json'), recipe('npm'));
    expect((await run('npm run --silent evaluate')).stdout).toBe('evaluated\n');
    const refused = await run('npm run --silent evaluate', { key: `${KEY}x` });
    expect(refused.status).toBe(20);
    expect(refused.stdout).not.toContain('evaluated');
  });
});
