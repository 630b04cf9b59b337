import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './lab/lab.ts';

interface Locked {
  version?: string;
  integrity?: string;
  resolved?: string;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
  license?: string;
  hasInstallScript?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('package.json'));
const lock: { lockfileVersion: number; packages: Record<string, Locked> } = JSON.parse(read('package-lock.json'));
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');
/** What comes along when somebody installs the tool. */
const runtime = locked.filter(([, { dev, devOptional }]) => !dev && !devOptional);

const npm = (...args: string[]) => execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

describe('the lock file', () => {
  test('is in step with package.json', () => {
    const own = lock.packages[''];
    expect(own?.dependencies).toEqual(manifest.dependencies);
    expect(own?.devDependencies).toEqual(manifest.devDependencies);
    expect(own?.version).toBe(manifest.version);
    expect(npm('ci', '--dry-run', '--ignore-scripts', '--offline', '--no-audit', '--no-fund')).toBeDefined();
  });

  test('names the hash of every package, and no other place to get it from than the registry that npm is set to', () => {
    expect(locked.length).toBeGreaterThan(100);
    for (const [path, { integrity, resolved, version }] of locked) {
      expect([path, integrity]).toEqual([path, expect.stringMatching(/^sha512-[A-Za-z0-9+/]{86}==$/)]);
      expect([path, version]).toEqual([path, expect.stringMatching(/^\d+\.\d+\.\d+/)]);
      expect([path, resolved]).toEqual([path, undefined]);
    }
    expect(read('package-lock.json')).not.toMatch(/"(?:git\+|github:|file:|http:)/);
  });
});

describe('what comes along at run time', () => {
  test('is little, and all of it is declared', () => {
    const names = runtime.map(([path]) => path.replace(/^.*node_modules\//, '')).sort();
    expect(names).toEqual(expect.arrayContaining(Object.keys(manifest.dependencies)));
    expect(names.length).toBeLessThan(25);
    console.info(
      `at run time: ${runtime.map(([path, { version, license }]) => `${path.slice(13)} ${version} (${license})`).join(', ')}`,
    );
  });

  test.each(runtime)('%s runs nothing when it is installed', (path, { hasInstallScript }) => {
    const { scripts = {}, gypfile } = JSON.parse(read(join(path, 'package.json')));
    expect([hasInstallScript, gypfile, scripts.preinstall, scripts.install, scripts.postinstall]).toEqual(
      Array(5).fill(undefined),
    );
    expect(existsSync(join(root, path, 'binding.gyp'))).toBe(false);
  });

  test.each(runtime)('%s has a licence that lets anybody use it, and its text', (path, { license }) => {
    expect(license).toMatch(/^(?:MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0)$/);
    expect(JSON.parse(read(join(path, 'package.json'))).license).toBe(license);
    expect(readdirSync(join(root, path)).some((file) => /^licen[cs]e/i.test(file))).toBe(true);
  });
});

describe('the package', () => {
  const [packed] = JSON.parse(npm('pack', '--dry-run', '--json', '--ignore-scripts')) as [
    { files: { path: string }[]; size: number },
  ];
  const files = packed.files.map(({ path }) => path);

  test('holds what runs, its types, what it says of itself, and nothing else', () => {
    const wanted =
      /^(?:package\.json|README\.md|LICENSE|bin\/(?:api-doctor|load)\.js|bin\/package\.json|docs\/\w+\.md|docs\/Containerfile|docs\/json-report\.md|docs\/grafana-dashboard\.json|src\/report\/report\.schema\.json|dist\/[\w-]+\.cjs|dist\/pages\.(?:index|txt)|dist\/help\.json|dist\/index\.js|dist\/[\w/-]+\.d\.cts)$/;
    expect(files.filter((path) => !wanted.test(path))).toEqual([]);
    for (const path of [
      'bin/api-doctor.js',
      'bin/load.js',
      'dist/cli.cjs',
      'dist/api.cjs',
      'dist/help.json',
      'dist/pages.index',
      'dist/pages.txt',
      'dist/index.d.cts',
      'LICENSE',
      'README.md',
    ])
      expect(files).toContain(path);
    expect(files.filter((path) => path.endsWith('.d.cts')).length).toBeLessThan(30);
    expect(packed.size).toBeLessThan(900_000);
  });

  test('runs nothing when it is installed', () => {
    // `prepare` runs in a clone and for an install from a git address alone, never for a tarball.
    const { scripts } = manifest;
    expect([scripts.preinstall, scripts.install, scripts.postinstall]).toEqual([undefined, undefined, undefined]);
    expect(manifest.bundleDependencies ?? manifest.bundledDependencies).toBeUndefined();
  });

  test('says for which Node it is, as its runtime packages do', () => {
    expect(manifest.engines).toEqual({ node: '>=20.18.1' });
    expect(manifest.license).toBe('MIT');
    // The name belongs to somebody else on the registry: this keeps it from being published by mistake.
    expect(manifest.private).toBe(true);
    expect([manifest.repository, manifest.bugs, manifest.homepage]).toEqual([undefined, undefined, undefined]);
  });

  test('loads nothing but Node’s own modules, its own files and what it declares', () => {
    const own = new Set([
      ...builtinModules,
      ...builtinModules.map((name) => `node:${name}`),
      ...Object.keys(manifest.dependencies),
    ]);
    const code = files.filter((path) => /\.c?js$/.test(path));
    expect(code.length).toBeGreaterThan(3);
    for (const path of code) {
      const loads = [...read(path).matchAll(/\b(?:require|import)\(\s*["']([^"']+)["']\s*\)/g)].map(([, name = '']) => name);
      const foreign = loads.filter((name) => !name.startsWith('.') && !own.has(name));
      const lost = loads.filter((name) => /^\.+\//.test(name) && !files.includes(posix.join(dirname(path), name)));
      // The built tool and the sources are looked at as they are installed; a missing file would show there alone.
      expect([path, foreign, lost]).toEqual([path, [], []]);
    }
  });

  test('works out of its tarball, in a folder where only its declared packages are', () => {
    const folder = mkdtempSync(join(tmpdir(), 'api-doctor-supply-'));
    try {
      const [{ filename }] = JSON.parse(npm('pack', '--json', '--ignore-scripts', '--pack-destination', folder)) as [
        { filename: string },
      ];
      const home = join(folder, 'node_modules', 'api-doctor');
      execFileSync('mkdir', ['-p', home]);
      execFileSync('tar', ['xzf', join(folder, filename), '-C', home, '--strip-components=1']);
      for (const [path] of runtime) {
        execFileSync('mkdir', ['-p', dirname(join(folder, path))]);
        execFileSync('cp', ['-r', join(root, path), join(folder, path)]);
      }
      writeFileSync(join(folder, 'use.mjs'), "import * as api from 'api-doctor'; console.log(Object.keys(api).length > 0);");
      const run = (...args: string[]) =>
        execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH } });
      expect(run(join(home, 'bin', 'api-doctor.js'), '--version').trim()).toBe(manifest.version);
      expect(run(join(home, 'bin', 'api-doctor.js'), 'explain', '429')).toContain('429');
      expect(run('use.mjs').trim()).toBe('true');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
