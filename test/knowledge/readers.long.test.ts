import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readBy, readers, winnerFor } from '../../src/knowledge/clients/readers.ts';
import type { Place } from '../../src/model/facts/places.ts';
import { placesOf } from '../../src/probes/config/places.ts';
import { makeTarget } from '../../src/settings/target.ts';
import { clientPath, nodeBinary } from '../lab/clients.ts';
import { needs } from '../lab/needs.ts';

const base = mkdtempSync(join(tmpdir(), 'api-doctor-readers-'));
afterAll(() => rmSync(base, { recursive: true }));

/** Keys whose last four characters name their place. */
const KEY = (mark: string) => `sk-proj-${'rEa5'.repeat(20)}${mark}`;
const line = (mark: string) => `OPENAI_API_KEY=${KEY(mark)}\n`;

const PRINT = 'console.log(process.env.OPENAI_API_KEY)';
const NEXT = (dev: boolean) =>
  `require(${JSON.stringify(clientPath('@next/env'))}).loadEnvConfig(process.cwd(), ${dev}, { info() {}, error() {} }); ${PRINT}`;
const VITE = `import(${JSON.stringify(import.meta.resolve('vite'))}).then(({ loadEnv }) => console.log(loadEnv('development', process.cwd(), '').OPENAI_API_KEY))`;
const PYTHON = 'import os\nfrom dotenv import load_dotenv\nload_dotenv()\nprint(os.environ.get("OPENAI_API_KEY"))\n';

/** How each reader is asked for the key that it would use. Node has one entry for each version that has the option. */
const ASKED: [string, string[]][] = [
  ...[process.execPath, ...['node22', 'node24', 'node26'].map(nodeBinary)].map((node): [string, string[]] => [
    'node --env-file=.env',
    [node, '--env-file-if-exists=.env', '-e', PRINT],
  ]),
  ['dotenv', [process.execPath, '-e', `require(${JSON.stringify(clientPath('dotenv'))}).config({ quiet: true }); ${PRINT}`]],
  ['python-dotenv', ['/usr/bin/python3', 'read.py']],
  ['Next.js in development', [process.execPath, '-e', NEXT(true)]],
  ['Next.js in production', [process.execPath, '-e', NEXT(false)]],
  ['Vite in development', [process.execPath, '-e', VITE]],
  ['Bun', [clientPath('@oven/bun-linux-x64/bin/bun'), 'read.js']],
  ['Deno (--env-file)', [clientPath('@deno/linux-x64-glibc/deno'), 'run', '--env-file', '--allow-env', '--no-lock', 'read.js']],
  ['direnv', ['direnv', 'exec', '.', process.execPath, '-e', PRINT]],
  ['the containers of Docker Compose', ['docker-compose', 'config']],
];

const FILES: Record<string, string> = {
  '.env': line('envx'),
  '.env.local': line('locl'),
  '.env.development': line('devx'),
  '.env.development.local': line('devl'),
  '.env.production': line('prod'),
  '.env.production.local': line('prol'),
  '../.env': line('upup'),
  'api.env': `OPENAI_API_KEY="${KEY('apix')}"\n`,
  'compose.yaml': `version: "3"\nservices:\n  app:\n    image: x\n    env_file:\n      - api.env\n    environment:\n      OPENAI_API_KEY: \${OTHER_KEY:-${KEY('comp')}}\n`,
  '.envrc': `export OPENAI_API_KEY=${KEY('dire')}\n`,
  '.claude/settings.json': JSON.stringify({ env: { OPENAI_API_KEY: KEY('clau') } }),
  '~/.codex/auth.json': JSON.stringify({ OPENAI_API_KEY: KEY('code') }),
};

interface Folder {
  work: string;
  home: string;
}

function folder(files: Record<string, string>): Folder {
  const top = mkdtempSync(join(base, 'f-'));
  const [work, home] = [join(top, 'project', 'app'), join(top, 'home')];
  for (const made of [join(work, '.claude'), join(home, '.codex'), join(top, 'project', '.git')])
    mkdirSync(made, { recursive: true });
  const put = (name: string, text: string) =>
    writeFileSync(name.startsWith('~/') ? join(home, name.slice(2)) : join(work, name), text);
  for (const [name, text] of Object.entries(files)) put(name, text);
  put('read.py', PYTHON);
  put('read.js', 'console.log(globalThis.Deno ? Deno.env.get("OPENAI_API_KEY") : process.env.OPENAI_API_KEY)');
  return { work, home };
}

const mine = (home: string, env: Record<string, string>) => ({ PATH: process.env.PATH as string, HOME: home, ...env });

async function predicted({ work, home }: Folder, env: Record<string, string>): Promise<Place[]> {
  const machine = { platform: 'linux' as const, runtime: { node: '20.20.2', openssl: '3', os: 'Linux' } };
  return (await placesOf(makeTarget({}, mine(home, env), machine), work)).places;
}

/** In the blocks in which people write Compose files. */
function block(inline: string): string {
  const [, name = '', list, map] = /^(\w+): (?:\[(.*)\]|\{(.*)\})$/.exec(inline) ?? [];
  const lines = list !== undefined ? list.split(', ').map((one) => `- ${one}`) : [map];
  return [`${name}:`, ...lines.map((one) => `      ${one}`)].join('\n');
}

/** The last four characters of the key that the real reader uses; empty where it has none. */
function real([program = '', ...args]: string[], { work, home }: Folder, env: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd: work, env: mine(home, env), timeout: 40_000 }, (error, stdout) => {
      if (error && !stdout) reject(error);
      else resolve(/sk-proj-\w+(\w{4})\b/.exec(stdout)?.[1] ?? '');
    });
  });
}

const clients = ['@next/env', 'dotenv', '@oven/bun-linux-x64', '@deno/linux-x64-glibc', 'node22', 'node24', 'node26'];

needs(
  'linux',
  'direnv',
  'docker-compose',
  ...clients.map((name) => `npm:${name}`),
)('who reads which place', () => {
  it.concurrent.each(ASKED)('is for %s what the real one does, whichever places are there: %j', async (name, command) => {
    const reader = readers.find((one) => one.name === name);
    const files = { ...FILES };
    for (let turn = 0; turn <= Object.keys(FILES).length; turn += 1) {
      const needed = { direnv: '.envrc', 'docker-compose': 'compose.yaml' }[command[0] as string];
      if (needed && !(needed in files)) return;
      const here = folder(files);
      if (name === 'direnv') await real(['direnv', 'allow', '.'], here, {});
      for (const env of turn === 0 ? [{ OPENAI_API_KEY: KEY('proc') }, { OPENAI_API_KEY: '' }, {}] : [{}]) {
        const keys = (await predicted(here, env)).filter((place) => place.holds === 'key' && place.name === 'OPENAI_API_KEY');
        const winner = reader ? winnerFor(reader, keys) : null;
        expect([turn, env, winner?.last ?? ''], JSON.stringify(Object.keys(files))).toEqual([
          turn,
          env,
          await real(command, here, env),
        ]);
        // The winner goes, so that the next place has to win.
        if (Object.keys(env).length === 0 && winner?.path) delete files[winner.path];
        else if (Object.keys(env).length === 0) return;
      }
    }
  });

  it.each([
    ['an env file alone', 'env_file: [api.env]', {}, 'apix'],
    ['the last of two env files', 'env_file: [api.env, .env.local]', {}, 'locl'],
    ['a name that is passed on', 'environment: [OPENAI_API_KEY]', { OPENAI_API_KEY: KEY('proc') }, 'proc'],
    ['a name that is passed on and set in .env alone', 'environment: [OPENAI_API_KEY]', {}, 'envx'],
    ['an empty variable', 'environment: {OPENAI_API_KEY: "$OPENAI_API_KEY"}', { OPENAI_API_KEY: '' }, ''],
    ['a default for an empty variable', `environment: {OPENAI_API_KEY: "\${X:-${KEY('dflt')}}"}`, { X: '' }, 'dflt'],
    ['no default for an empty variable', `environment: {OPENAI_API_KEY: "\${X-${KEY('dflt')}}"}`, { X: '' }, ''],
  ] as [string, string, Record<string, string>, string][])(
    'is for Docker Compose what it does with %s',
    async (_what, own, env, key) => {
      const here = folder({ ...FILES, 'compose.yaml': `version: "3"\nservices:\n  app:\n    image: x\n    ${block(own)}\n` });
      const reader = readers.find((one) => one.name === 'the containers of Docker Compose');
      const keys = (await predicted(here, env)).filter(({ holds }) => holds === 'key');
      expect([reader && winnerFor(reader, keys)?.last, await real(['docker-compose', 'config'], here, env)]).toEqual([key, key]);
    },
  );

  it('is said for seven places that conflict, each with the readers that take theirs from it', async () => {
    const here = folder(FILES);
    const places = await predicted(here, { OPENAI_API_KEY: KEY('proc') });
    const said = readBy(places, 'key', 'OPENAI_API_KEY').map(({ place, readers: names }) => [place.last, names.length]);
    expect(said).toEqual([
      ['proc', 9],
      ['dire', 1],
      ['comp', 1],
      ['clau', 1],
      ['code', 1],
    ]);
    const without = readBy(await predicted(here, {}), 'key', 'OPENAI_API_KEY');
    expect(Object.fromEntries(without.map(({ place, readers: names }) => [place.last, names]))).toEqual({
      envx: ['node --env-file=.env', 'dotenv', 'python-dotenv', 'Deno (--env-file)'],
      devl: ['Next.js in development', 'Vite in development', 'Bun'],
      prol: ['Next.js in production'],
      dire: ['direnv'],
      comp: ['the containers of Docker Compose'],
      clau: ['programs that Claude Code starts'],
      code: ['codex'],
    });
  });
});
