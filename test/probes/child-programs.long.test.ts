/** What the programs get that --clients runs, and which they are: stubs of theirs write it down. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../lab/lab.ts';
import { type RunningApi, serveApi } from '../lab/servers/api.js';

const SECRET = 'Zq8Xw2Lm4Rt6Vb9Nc3Jh5Kd7Fg1';
const KEY = `sk-proj-${SECRET}`;

/** Where secrets stand in environments, under names of all kinds. */
const PLANTED: Record<string, string> = {
  OPENAI_API_KEY: KEY,
  OPENAI_ADMIN_KEY: `sk-admin-${SECRET}`,
  MY_LLM: KEY,
  OPENAI_BASE_URL_OLD: `https://u:${SECRET}@gw.example/v1`,
  DATABASE_URL: `postgres://u:${SECRET}@db/x`,
  REDIS_URL: `redis://:${SECRET}@r`,
  GITHUB_PAT: SECRET,
  MYSQL_PWD: SECRET,
  DB_PASS: SECRET,
  NPM_AUTH: SECRET,
  WEB_SESSION: SECRET,
  OPENAI_EXTRA_HEADERS: `{"X-Auth": "${SECRET}"}`,
  AWS_SECRET_ACCESS_KEY: SECRET,
  AZURE_CLIENT_SECRET: SECRET,
  PGPASSFILE: `/run/${SECRET}`,
  SLACK_HOOK: `https://hooks.slack.com/${SECRET}`,
  LC_ALL: KEY,
  NO_PROXY: `a.example,${KEY}`,
  SSL_CERT_DIR: `/etc/${KEY}`,
  PYTHONPATH: ':.',
  PYTHONSTARTUP: './evil.py',
  PYTHONHOME: '.',
  NODE_PATH: '.',
  // The tool is a Node program too, so nothing here may stop that one.
  NODE_OPTIONS: '--use-openssl-ca --require node:fs --title=evil --tls-min-v1.2',
  LD_PRELOAD: '',
  BASH_ENV: './evil.sh',
  PERL5OPT: '-Mevil',
  CURL_HOME: '.',
};

const folder = mkdtempSync(join(tmpdir(), 'api-doctor-child-'));
const bin = join(folder, 'bin');
const project = join(folder, 'project');
const notes = join(folder, 'notes');
const NAMES = ['curl', 'node', 'python3', 'python', 'ip'];

const stub = (path: string, text: string) => {
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
};

let api: RunningApi;
beforeAll(async () => {
  mkdirSync(bin);
  mkdirSync(project);
  for (const name of NAMES) {
    stub(join(bin, name), `{ echo "$0"; /usr/bin/env; } > "${notes}.${name}.$$"`);
    stub(join(project, name), `touch "${folder}/evil-ran"`);
  }
  for (const name of ['json.py', 'requests.py', 'evil.py', 'sitecustomize.py']) {
    writeFileSync(join(project, name), `open(${JSON.stringify(join(folder, 'evil-ran'))}, 'w')\n`);
  }
  api = await serveApi({ keys: 'any' });
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  for (const name of readdirSync(folder).filter((one) => one.startsWith('notes.'))) rmSync(join(folder, name));
});

function check(env: Record<string, string>): Promise<string> {
  const args = ['check', '--clients', '--base-url', `http://127.0.0.1:${api.port}/v1`, '--format', 'json', '--skip', 'status'];
  const child = spawn(process.execPath, [join(root, 'bin', 'api-doctor.js'), ...args], {
    cwd: project,
    env: { HOME: folder, LANG: 'C.UTF-8', OPENAI_API_KEY: KEY, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (piece) => {
    text += piece;
  });
  return new Promise((resolve) => child.on('close', () => resolve(text)));
}

const noted = () =>
  readdirSync(folder)
    .filter((name) => name.startsWith('notes.'))
    .map((name) => ({ name: name.split('.')[1] as string, text: readFileSync(join(folder, name), 'utf8') }));

describe('a program that is run', () => {
  test('gets no secret, whatever the variable is called, and nothing that loads code', async () => {
    await check({
      ...PLANTED,
      PATH: bin,
      HTTPS_PROXY: 'http://me:proxypw99@127.0.0.1:9',
      SSL_CERT_FILE: '/etc/ssl/certs/ca-certificates.crt',
    });
    const notes = noted();
    expect(notes.map(({ name }) => name)).toEqual(expect.arrayContaining(['curl', 'node', 'python3']));
    for (const { text } of notes) {
      expect(text).not.toContain(SECRET.slice(0, 8));
      expect(text).not.toMatch(
        /evil|^(?:PYTHONPATH|PYTHONHOME|NODE_PATH|LD_PRELOAD|BASH_ENV|PERL5OPT|CURL_HOME|PYTHONSTARTUP)=/m,
      );
      // What is looked at stays, and so do the options that change how Node connects.
      expect(text).toContain('HTTPS_PROXY=http://me:proxypw99@127.0.0.1:9');
      expect(text).toContain('SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt');
      expect(text).toContain('NODE_OPTIONS=--use-openssl-ca --tls-min-v1.2\n');
      expect(text).toContain('PYTHONDONTWRITEBYTECODE=1');
    }
  });

  test.each([
    ['an empty entry first', `:${bin}`],
    ['an empty entry last', `${bin}:`],
    ['the folder itself', `.:${bin}`],
    ['a relative folder', `../project:${bin}`],
  ])('is never one of the working directory: %s in the PATH', async (_, path) => {
    await check({ PATH: path });
    expect(existsSync(join(folder, 'evil-ran'))).toBe(false);
    for (const { name, text } of noted()) {
      expect(text.split('\n')[0]).toBe(join(bin, name));
      expect(text).toContain(`\nPATH=${bin}\n`);
    }
  });

  test('imports nothing of the working directory, and leaves nothing there', async () => {
    const before = readdirSync(project).sort();
    const report = JSON.parse(await check({ PATH: '/usr/local/bin:/usr/bin:/bin', PYTHONPATH: ':.' }));
    expect(report.probes.find(({ id }: { id: string }) => id === 'client/runs').status).not.toBe('skip');
    expect(existsSync(join(folder, 'evil-ran'))).toBe(false);
    expect(readdirSync(project).sort()).toEqual(before);
  });
});
