import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { finish, root } from './lab/lab.ts';

const folder = mkdtempSync(join(tmpdir(), 'api-doctor-loading-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Loaded {
  own: string[];
  packages: string[];
  builtin: string[];
  bytes: number;
}

/** Tells at its end what the process has loaded. */
const witness = join(folder, 'witness.cjs');
writeFileSync(
  witness,
  `process.on('exit', () => {
     const loaded = [...Object.keys(require.cache), ...process.moduleLoadList];
     require('node:fs').writeFileSync(process.env.LOADED, JSON.stringify(loaded));
   });`,
);

/** Notes what is imported, in every thread: modules that are ESM alone are in no cache that can be read. */
const importWitness = join(folder, 'imports.cjs');
writeFileSync(
  importWitness,
  `const hooks = "import { appendFileSync } from 'node:fs'; export async function resolve(name, context, next) {" +
     "const found = await next(name, context); appendFileSync(process.env.IMPORTED, found.url + '\\\\n'); return found; }";
   require('node:module').register('data:text/javascript,' + encodeURIComponent(hooks));`,
);

/** The packages that a check imports, with standard output and error on a terminal or on pipes. */
async function importedBy({ terminal, env = {} }: { terminal: boolean; env?: Record<string, string> }): Promise<string[]> {
  const path = join(folder, 'imported.txt');
  writeFileSync(path, '');
  const command = [process.execPath, '-r', importWitness, join(root, 'bin', 'api-doctor.js'), 'check', '--offline'];
  const typed = command.map((word) => `'${word}'`).join(' ');
  const words = terminal ? ['script', '-qec', typed, '/dev/null'] : command;
  await finish(words, {
    env: { TERM: 'xterm', OPENAI_API_KEY: 'sk-proj-loading0123456789abcdefghijkl', IMPORTED: path, ...env },
    mayFail: true,
  });
  return [...new Set([...readFileSync(path, 'utf8').matchAll(/node_modules\/([^/]+)/g)].map(([, name = '']) => name))];
}

/** The tool as a package has it: of what is compiled ahead, no list says which files it holds. */
const unpacked = join(folder, 'unpacked');
for (const name of ['bin', 'dist', 'package.json']) cpSync(join(root, name), join(unpacked, name), { recursive: true });
for (const name of readdirSync(join(unpacked, 'dist'))) if (name.startsWith('compiled-')) rmSync(join(unpacked, 'dist', name));
symlinkSync(join(root, 'node_modules'), join(unpacked, 'node_modules'));

async function loadedBy(...args: string[]): Promise<Loaded> {
  const path = join(folder, 'loaded.json');
  const env = { LOADED: path, OPENAI_API_KEY: 'sk-proj-loading0123456789abcdefghijkl' };
  await finish([process.execPath, '-r', witness, join(unpacked, 'bin', 'api-doctor.js'), ...args], { env, mayFail: true });
  const loaded: string[] = JSON.parse(readFileSync(path, 'utf8'));
  const own = loaded.filter((file) => file.startsWith(unpacked) && file.endsWith('.cjs'));
  const files = loaded.filter((file) => file.startsWith(root));
  return {
    own,
    packages: [...new Set(files.flatMap((file) => /node_modules\/([^/]+)/.exec(file)?.[1] ?? []))].sort(),
    builtin: loaded.flatMap((name) => /^NativeModule (.*)$/.exec(name)?.[1] ?? []),
    bytes: own.reduce((sum, file) => sum + statSync(file).size, 0),
  };
}

describe('what a command loads', () => {
  test.each([['--version'], ['-V']])('%s: nothing at all', async (flag) => {
    const { own, packages } = await loadedBy(flag);
    expect({ own, packages }).toEqual({ own: [], packages: [] });
  });

  test.each([
    // The help and the page of a term are ready since the build; only their own text is read.
    ['--help', 45_000, []],
    ['check --help', 45_000, []],
    ['report --help', 75_000, ['commander']],
    ['explain 429', 45_000, []],
    ['explain ratelimiterror', 720_000, ['commander']],
    ['codes', 600_000, ['commander']],
  ])('%s: nothing of the network, and of the tool what it shows', async (words, most, needed) => {
    const { own, packages, builtin, bytes } = await loadedBy(...words.split(' '));
    expect(own.length).toBeGreaterThan(0);
    expect(packages).toEqual(needed);
    expect(builtin.filter((name) => /^(?:tls|https|worker_threads)$/.test(name))).toEqual([]);
    expect(bytes).toBeLessThan(most);
  });

  test('a check: nothing of explain, and of the packages none for a terminal or a status page', async () => {
    const { own, packages } = await loadedBy('check', '--offline');
    expect(own.length).toBeGreaterThan(20);
    expect(own.filter((file) => /explain/.test(file))).toEqual([]);
    // Pages and metrics are code for those who ask for them.
    expect(own.filter((file) => /Content-Security-Policy|api_doctor_verdict/.test(readFileSync(file, 'utf8')))).toEqual([]);
    expect(packages).toEqual(['commander', 'ipaddr.js']);
    expect(await importedBy({ terminal: false })).toEqual([]);
  });

  test.runIf(process.platform === 'linux')(
    'chalk where there may be color: on a terminal, and where color is forced',
    async () => {
      expect(await importedBy({ terminal: true })).toEqual(['chalk']);
      expect(await importedBy({ terminal: false, env: { FORCE_COLOR: '1' } })).toEqual(['chalk']);
      expect(await importedBy({ terminal: true, env: { NO_COLOR: '1' } })).toEqual([]);
    },
  );
});

describe('what the build compiled ahead', () => {
  const copy = join(folder, 'copy');
  const page = async () => (await finish([process.execPath, join(copy, 'bin', 'api-doctor.js'), 'explain', '429'])).stdout;
  cpSync(join(root, 'bin'), join(copy, 'bin'), { recursive: true });
  cpSync(join(root, 'dist'), join(copy, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(copy, 'package.json'));
  cpSync(join(root, 'tools'), join(copy, 'tools'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

  // The checkout was built for one Node.js, and this may be another.
  let pack = '';
  beforeAll(async () => {
    for (const name of packs()) rmSync(join(copy, 'dist', name));
    await finish([process.execPath, join(copy, 'tools', 'compile.js')]);
    [pack = ''] = packs();
  });
  const packs = () => readdirSync(join(copy, 'dist')).filter((name) => name.startsWith('compiled-'));

  test('is taken by this V8, for all that a check loads', async () => {
    const program = `const { loaderOf, openPack } = require(${JSON.stringify(join(copy, 'bin', 'load.js'))});
      const scripts = new Map();
      const load = loaderOf(${JSON.stringify(join(copy, 'dist'))}, openPack(${JSON.stringify(join(copy, 'dist'))}), scripts);
      for (const name of process.argv.slice(1)) load(name);
      console.log(JSON.stringify([...scripts].map(([text, { cachedDataRejected }]) => [text.length, cachedDataRejected])));`;
    const checked = readdirSync(join(root, 'dist')).filter((name) =>
      /^(?:cli|plain-check|program|run-check-\w+)\.cjs$/.test(name),
    );
    const { stdout } = await finish([process.execPath, '-e', program, ...checked]);
    const scripts = JSON.parse(stdout) as [letters: number, isRejected: boolean | undefined][];
    // All that a check needs besides the process that looks up names lies together.
    expect(Math.max(...scripts.map(([letters]) => letters))).toBeGreaterThan(1_000_000);
    expect(scripts.filter(([, isRejected]) => isRejected !== false)).toEqual([]);
  });

  test('of files that a build has no pack for, each is read by itself', async () => {
    const program = `const { loaderOf } = require(${JSON.stringify(join(copy, 'bin', 'load.js'))});
      console.log(Object.keys(loaderOf(${JSON.stringify(join(copy, 'dist'))}, () => undefined)('cli.cjs')).join());`;
    expect((await finish([process.execPath, '-e', program])).stdout).toContain('main');
  });

  test.each([
    ['cut', () => truncateSync(join(copy, 'dist', pack), 20_000)],
    ['empty', () => truncateSync(join(copy, 'dist', pack), 0)],
    ['of another V8', () => renameSync(join(copy, 'dist', pack), join(copy, 'dist', `${pack}-other`))],
  ])('is left alone where it is %s', async (_how, change) => {
    const before = await page();
    change();
    expect(before).toContain('429 Too Many Requests');
    expect(await page()).toBe(before);
  });
});

test('the package and all that comes with it are at most seven and a quarter megabytes on a disk', () => {
  const npm = (...args: string[]) =>
    execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const packed = Object.values(JSON.parse(npm('pack', '--dry-run', '--json', '--ignore-scripts'))) as { unpackedSize: number }[];
  const others = npm('ls', '--omit=dev', '--all', '--parseable').trim().split('\n').slice(1);
  const sizes = others.map((path) => Number(execFileSync('du', ['-sk', path], { encoding: 'utf8' }).split('\t')[0]) * 1024);
  expect(sizes.reduce((sum, size) => sum + size, packed[0]?.unpackedSize ?? Number.NaN)).toBeLessThan(7.25 * 2 ** 20);
});
