import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { finish, root } from '../lab/lab.ts';
import { serveApi } from '../lab/servers/api.js';
import { type Registry, serveRegistry } from '../support/registry.ts';

const KEY = 'sk-proj-R3cipe0123456789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';
const text = ['README.md', 'docs/ci.md'].map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
const folder = mkdtempSync(join(tmpdir(), 'api-doctor-recipes-'));
/** What stands in the recipes for an address of the reader's own. */
const PLACEHOLDER = 'https://packages.example.com/api-doctor-0.1.0.tgz';

let api: Awaited<ReturnType<typeof serveApi>>;
let busy: Awaited<ReturnType<typeof serveApi>>;
let registry: Registry;

beforeAll(async () => {
  const overloaded = {
    status: 503,
    headers: { 'retry-after': '60' },
    body: { error: { message: 'The engine is currently overloaded, please try again later' } },
  };
  api = await serveApi({ keys: [KEY] });
  busy = await serveApi({ keys: [KEY], answers: [{ keyed: true, ...overloaded }] });
  registry = await serveRegistry(folder);
}, 120_000);
afterAll(async () => {
  await Promise.all([api.close(), busy.close(), registry.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** A project of each test's own, and what runs a line of a recipe in it. */
function newProject() {
  const project = mkdtempSync(join(folder, 'project-'));
  writeFileSync(join(project, 'package.json'), '{ "name": "service", "private": true }');
  writeFileSync(join(project, 'evaluate.js'), 'console.log("evaluated")');
  return { project, run: (line: string, how?: How) => runIn(project, line, how) };
}

/** The text of a recipe, with the placeholder replaced by an address. */
function recipe(name: string): string {
  const found = new RegExp(`<!-- recipe: ${name} -->\\n\`\`\`\\w+\\n(.*?)^\`\`\`$`, 'ms').exec(text)?.[1];
  if (found === undefined) throw new Error(`no document has a recipe ${name}`);
  return found.replaceAll(PLACEHOLDER, registry.tarball);
}

interface How {
  key?: string;
  at?: { port: number };
  env?: Record<string, string>;
}

/** Runs a line of a recipe as the CI server would: by a shell, with the variables of the job. The registry is the one with the stranger. */
function runIn(project: string, line: string, { key = KEY, at = api, env = {} }: How = {}) {
  const variables = {
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    HOME: folder,
    npm_config_registry: registry.url,
    npm_config_cache: join(folder, 'cache'),
    npm_config_update_notifier: 'false',
    OPENAI_API_KEY: key,
    OPENAI_BASE_URL: `http://127.0.0.1:${at.port}/v1`,
    ...env,
  };
  const words = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  return finish(['env', '-i', '-C', project, ...words, 'sh', '-ec', line], { mayFail: true, limitMs: 60_000 });
}

describe.concurrent('the recipes do what they say, as they stand', { timeout: 180_000 }, () => {
  afterEach(() => expect(registry.strangerRan()).toBe(false));

  test('GitHub Actions', async () => {
    const { project, run } = newProject();
    const [step] = parse(recipe('github'));
    const summary = join(project, 'summary.md');
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
    const { project, run } = newProject();
    const job = parse(recipe('gitlab'))['api-doctor'];
    expect((await run(job.script.join('\n'))).status).toBe(0);
    expect(readFileSync(join(project, job.artifacts.reports.junit), 'utf8')).toMatch(/<testsuite/);
  });

  test('Jenkins', async () => {
    const { project, run } = newProject();
    const lines = [...recipe('jenkins').matchAll(/^ +sh '(.*)'$/gm)].map(([, line]) => line);
    expect((await run(lines.join('\n'))).status).toBe(0);
    const [, file = ''] = /junit '(.*)'/.exec(recipe('jenkins')) ?? [];
    expect(readFileSync(join(project, file), 'utf8')).toMatch(/<testsuite/);
    expect(recipe('jenkins')).toMatch(/post \{ always \{ junit/);
  });

  test('Azure Pipelines', async () => {
    const { project, run } = newProject();
    const { steps } = parse(recipe('azure'));
    const lines = steps.flatMap(({ script }: { script?: string }) => script ?? []);
    expect((await run(lines.join('\n'), { key: `${KEY}x` })).status).toBe(20);
    const { condition, inputs } = steps.at(-1);
    expect(condition).toBe('always()');
    expect(readFileSync(join(project, inputs.testResultsFiles), 'utf8')).toMatch(/<failure/);
  });

  test('CircleCI', async () => {
    const { project, run } = newProject();
    const { steps } = parse(recipe('circleci')).jobs['api-doctor'];
    const lines = steps.flatMap(({ run: line }: { run?: string }) => line ?? []);
    expect((await run(lines.join('\n'))).status).toBe(0);
    expect(readFileSync(join(project, steps.at(-1).store_test_results.path, 'api-doctor.xml'), 'utf8')).toMatch(/<testsuite/);
  });

  test('Kubernetes', async () => {
    const { project, run } = newProject();
    writeFileSync(join(project, 'package.json'), recipe('npm'));
    expect((await run('npm install')).status).toBe(0);
    const [container] = parse(recipe('kubernetes')).initContainers;
    expect(await run(container.command.join(' '))).toMatchObject({ status: 0, stdout: '' });
    expect((await run(container.command.join(' '), { key: `${KEY}x` })).status).toBe(20);
  });

  test('Docker', async () => {
    const { run } = newProject();
    const [, build = '', health = ''] = /^RUN (.*)$.*^HEALTHCHECK .*?CMD (.*)$/ms.exec(recipe('docker')) ?? [];
    expect(build).toMatch(/^cd \/opt\/api-doctor && npm ci /);
    const command = health.replace('/opt/api-doctor', root);
    expect((await run(command)).status).toBe(0);
    expect((await run(command, { key: `${KEY}x` })).status).toBe(1);
    expect((await run(command, { at: busy })).status, 'an outage of the API').toBe(0);
  });

  test('a script before a deployment', async () => {
    const { project, run } = newProject();
    const script = recipe('script');
    expect(await run(script)).toMatchObject({ status: 0, stdout: expect.stringMatching(/the API can be reached\n$/) });
    expect(JSON.parse(readFileSync(join(project, 'reports/api-doctor.json'), 'utf8')).verdict).toBe('healthy');
    expect((await run(script, { at: busy })).stdout).toMatch(/deploying all the same\n$/);
    expect((await run(script, { key: `${KEY}x` })).status).toBe(20);
  });

  test('npm scripts', async () => {
    const { project, run } = newProject();
    writeFileSync(join(project, 'package.json'), recipe('npm'));
    expect((await run('npm install')).status).toBe(0);
    expect((await run('npm run --silent evaluate')).stdout).toBe('evaluated\n');
    const refused = await run('npm run --silent evaluate', { key: `${KEY}x` });
    expect(refused.status).toBe(20);
    expect(refused.stdout).not.toContain('evaluated');
  });

  test('where the installation is missing, nothing is fetched in its place', async () => {
    const { run } = newProject();
    const { status, stderr } = await run('npx --no-install api-doctor check');
    expect(status).toBe(1);
    expect(stderr).toMatch(/missing packages|could not determine|canceled/i);
  });
});

// Last, because it leaves its mark: without it, the tests above could not fail.
test('the stranger would run where a recipe named the package alone', async () => {
  await newProject().run('npx --yes api-doctor check');
  expect(registry.strangerRan()).toBe(true);
});
