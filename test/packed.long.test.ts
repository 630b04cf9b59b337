import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Registry, serveRegistry } from './support/registry.ts';
import { printedReport } from './support/schema.ts';

/**
 * The packed tarball as the package managers install it, and as the runtimes run it: from a registry on loopback. `PACKAGE_MANAGERS` names a
 * node_modules with pnpm, yarn1, yarn4, bun and deno (see .ci/run); where it is not set, npm alone is tried.
 */
const MANAGERS = process.env.PACKAGE_MANAGERS ?? '';
const bin = (name: string) => join(MANAGERS, '.bin', name);

interface Manager {
  name: string;
  files?: (registry: Registry) => Record<string, string>;
  install: (tarball: string) => string[];
  /** What stands before a program of the package, and before a script. */
  run: string[];
  script: string[];
  /** What the report says runs it. */
  runtime?: RegExp;
}

const yarn1 = ['node', join(MANAGERS, 'yarn1', 'bin', 'yarn.js')];
const yarn4 = ['node', join(MANAGERS, 'yarn4', 'bin', 'yarn.js')];
const deno = [bin('deno'), 'run', '-A', '--no-lock', '--no-config', '--node-modules-dir=manual'];
const BIN = 'node_modules/api-doctor/bin/api-doctor.js';

const MANAGED: Manager[] = [
  {
    name: 'npm',
    install: (t) => ['npm', 'install', '--no-audit', '--no-fund', t],
    run: ['npx', '--no-install', 'api-doctor'],
    script: ['node'],
  },
  {
    name: 'pnpm',
    install: (t) => [bin('pnpm'), 'add', t],
    run: [bin('pnpm'), 'exec', 'api-doctor'],
    script: ['node'],
  },
  {
    name: 'yarn 1',
    install: (t) => [...yarn1, 'add', t],
    run: [...yarn1, '-s', 'api-doctor'],
    script: ['node'],
  },
  {
    name: 'yarn 4 with Plug’n’Play',
    files: ({ url }) => ({
      'yarn.lock': '',
      '.yarnrc.yml': `enableTelemetry: false\nenableGlobalCache: false\nnpmMinimalAgeGate: 0\nnpmRegistryServer: "${url}"\nunsafeHttpWhitelist: ["127.0.0.1"]\n`,
    }),
    install: (t) => [...yarn4, 'add', `api-doctor@${t}`],
    run: [...yarn4, 'api-doctor'],
    script: [...yarn4, 'node'],
  },
  {
    name: 'bun',
    install: (t) => [bin('bun'), 'add', t],
    run: [bin('bun'), '--bun', BIN],
    script: [bin('bun')],
    runtime: /^Bun 1\./,
  },
  {
    name: 'deno',
    install: (t) => ['npm', 'install', '--no-audit', '--no-fund', t],
    run: [...deno, BIN],
    script: deno,
    runtime: /^Deno \d/,
  },
];

const PROGRAM = `
const required = require('api-doctor');
(async () => {
  const imported = await import('api-doctor');
  const log = 'openai.APIConnectionError: connect ECONNREFUSED 127.0.0.1:9';
  console.log(JSON.stringify([(await required.explain(log)).rootCause, (await imported.explain(log)).rootCause]));
})();
`;

describe('the packed tarball', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-doctor-packed-'));
  let registry: Registry;
  beforeAll(async () => {
    registry = await serveRegistry(folder);
  });
  afterAll(async () => {
    await registry?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const { name, files, install, run, script, runtime } of MANAGERS ? MANAGED : MANAGED.slice(0, 1)) {
    test.concurrent(`${name} installs it and runs it`, async () => {
      const home = join(folder, name.replace(/\W+/g, '-'));
      mkdirSync(home);
      writeFileSync(join(home, 'package.json'), '{ "name": "app", "version": "1.0.0", "private": true }');
      writeFileSync(join(home, 'use.cjs'), PROGRAM);
      for (const [file, text] of Object.entries(files?.(registry) ?? {})) writeFileSync(join(home, file), text);
      const env = {
        PATH: process.env.PATH,
        HOME: home,
        LANG: 'C.UTF-8',
        npm_config_registry: registry.url,
        NPM_CONFIG_REGISTRY: registry.url,
        YARN_REGISTRY: registry.url,
        YARN_CACHE_FOLDER: join(home, 'cache'),
        DENO_NO_UPDATE_CHECK: '1',
      };
      const start = async ([program = '', ...args]: string[]) => {
        const options = { cwd: home, env, maxBuffer: 16 * 1024 * 1024 };
        return promisify(execFile)(program, args, options).catch(
          (error: { stdout: string; stderr: string; code: number }) => error,
        );
      };
      const installed = await start(install(registry.tarball));
      expect(installed, `${installed.stdout}${installed.stderr}`).not.toHaveProperty('code');
      expect(JSON.parse((await start([...script, 'use.cjs'])).stdout)).toEqual(['tcp/refused', 'tcp/refused']);
      expect((await start([...run, 'explain', 'ENOTFOUND'])).stdout).toContain('dns/nxdomain');
      // A dead proxy and a name: sockets, TLS, the lookup in a process of its own.
      const args = ['check', '--format', 'json', '--base-url', 'http://localhost:9/v1', '--skip', 'status'];
      const report = printedReport((await start([...run, ...args])).stdout);
      expect(report).toMatchObject({ rootCause: 'config/key-missing', environment: { platform: expect.any(String) } });
      const lookup = (report as { probes: { id: string; status: string }[] }).probes.find(({ id }) => id === 'dns/system');
      expect(lookup).toMatchObject({ status: 'pass' });
      const said = (report as { environment: { runtime?: string } }).environment.runtime;
      if (runtime) expect(said).toMatch(runtime);
      else expect(said).toBeUndefined();
    }, 120_000);
  }
});
