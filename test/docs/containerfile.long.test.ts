import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { type RunningApi, serveApi } from '../lab/servers/api.js';

/**
 * The steps of docs/Containerfile without an engine: those of the first stage run as they stand, with the folders of the image in place of
 * those of this machine; those of the second make a root directory from Debian's packages and this Node.js, in which the entry
 * point is started as the user of the image. What only an engine does (fetching the base image, layers) is not run.
 */

const KEY = 'sk-proj-C0ntainer123456789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';

/** What the base image has besides Node.js, as far as the tool and the steps need it. */
const PACKAGES = 'libc6 libgcc-s1 libstdc++6 base-files dash coreutils libacl1 libattr1 libselinux1 libpcre2-8-0 libgmp10'.split(
  ' ',
);
const STORE = ['openssl', 'libssl3', 'ca-certificates', 'debianutils', 'sed', 'grep', 'findutils'];

interface Line {
  word: string;
  rest: string;
}

const lines: Line[] = readFileSync(join(root, 'docs', 'Containerfile'), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => ({ word: line.split(' ', 1)[0] as string, rest: line.slice(line.indexOf(' ') + 1) }));
const second = lines.findLastIndex(({ word }) => word === 'FROM');
const stages = [lines.slice(0, second), lines.slice(second)] as const;
const all = (stage: readonly Line[], word: string) => stage.filter((line) => line.word === word).map(({ rest }) => rest);
const [image = ''] = all(lines, 'ARG');

test('pins its image by a digest, and ends as a user that is not root', () => {
  expect(image).toMatch(/^NODE_IMAGE=docker\.io\/library\/node:22-\S+@sha256:DIGEST$/);
  const from = '$' + '{NODE_IMAGE}';
  expect(all(lines, 'FROM')).toEqual([`${from} AS build`, from]);
  expect(all(stages[1], 'USER')).toEqual([expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/)]);
  expect(lines.findLastIndex(({ word }) => word === 'USER')).toBeGreaterThan(lines.findLastIndex(({ word }) => word === 'RUN'));
});

needs(
  'root',
  'linux',
  'apt-get',
  'dpkg-deb',
  'unshare',
)('the steps of the Containerfile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-doctor-image-'));
  const [src, opt, packed, image] = ['src', 'opt', 'packed', 'image'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  let api: RunningApi;

  /** The folders that a step names, on this machine. */
  const here = (step: string) =>
    step.replaceAll(/(?<=\s)\/tmp\b/g, packed).replaceAll('/opt/api-doctor', join(opt, 'api-doctor'));
  // Packages that were fetched before need not be fetched again.
  const env = { ...process.env, npm_config_prefer_offline: 'true' };
  const sh = (command: string, cwd: string) =>
    execFileSync('sh', ['-ec', command], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });

  beforeAll(async () => {
    for (const path of [src, opt, packed, image]) mkdirSync(path);
    expect(all(stages[0], 'COPY')).toEqual(['. .']);
    sh(`git ls-files -z | xargs -0 cp --parents -t ${src}`, root);
    for (const step of all(stages[0], 'RUN')) sh(here(step), src);
    fill(image);
    api = await serveApi({ keys: [KEY] });
  }, 300_000);
  afterAll(async () => {
    await api?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What the base image brings, and what the steps of the second stage add to it. */
  function fill(image: string) {
    const debs = join(folder, 'debs');
    mkdirSync(debs);
    expect(all(stages[1], 'RUN')[0]).toMatch(/apt-get install -y --no-install-recommends ca-certificates /);
    sh(
      `apt-get download -qq ${[...PACKAGES, ...STORE].join(' ')} 2>/dev/null; for i in *.deb; do dpkg-deb -x $i ${image}; done`,
      debs,
    );
    mkdirSync(join(image, 'usr/local/bin'), { recursive: true });
    for (const name of ['proc', 'dev', 'tmp', 'opt']) mkdirSync(join(image, name), { recursive: true });
    cpSync(process.execPath, join(image, 'usr/local/bin/node'), { dereference: true });
    // dpkg would run these two: the merged /usr, and the scripts of the package.
    sh(`cd usr/share/ca-certificates && find . -name '*.crt' | sed 's,^./,,' > ${image}/etc/ca-certificates.conf`, image);
    inImage('update-ca-certificates', '0:0');
    const [copy = ''] = all(stages[1], 'COPY');
    expect(copy).toBe('--from=build /opt/api-doctor /opt/api-doctor');
    cpSync(join(opt, 'api-doctor'), join(image, 'opt/api-doctor'), { recursive: true, verbatimSymlinks: true });
    const [, link = ''] = all(stages[1], 'RUN');
    const [, to = '', from = ''] = /^ln -s (\S+) (\S+)$/.exec(link) ?? [];
    symlinkSync(to, join(image, from));
    writeFileSync(join(image, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  }

  const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

  /** A command in the root directory, with processes of its own to see and nothing to write to but /tmp. */
  function command(what: string, user: string): string[] {
    const mounts = `mount -t proc proc ${image}/proc && mount --bind /dev ${image}/dev && mount -t tmpfs tmpfs ${image}/tmp`;
    const script = `${mounts} && exec chroot --userspec=${user} ${image} /bin/sh -c '${what}'`;
    return ['-m', '-p', '-f', 'sh', '-c', script];
  }

  function inImage(what: string, user: string) {
    execFileSync('unshare', command(what, user), { env: { PATH }, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  async function start(args: string, env: Record<string, string> = {}): Promise<{ status: number | null; text: string }> {
    const [entry = ''] = JSON.parse(all(stages[1], 'ENTRYPOINT')[0] ?? '[]') as string[];
    const variables = { PATH, OPENAI_API_KEY: KEY, OPENAI_BASE_URL: `http://127.0.0.1:${api.port}/v1`, ...env };
    const what = `cd ${all(stages[1], 'WORKDIR')[0]} && exec ${entry} ${args}`;
    const child = spawn('unshare', command(what, all(stages[1], 'USER')[0] ?? ''), {
      env: variables,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (piece) => {
        text += piece;
      });
    return new Promise((resolve) => child.on('close', (status) => resolve({ status, text })));
  }

  test('leave an image without sources, tests and development packages', () => {
    const installed = readdirSync(join(opt, 'api-doctor', 'node_modules'));
    expect(installed).toEqual(expect.arrayContaining(['api-doctor', 'undici', 'commander']));
    expect(installed).not.toEqual(expect.arrayContaining(['vitest']));
    expect(readdirSync(join(opt, 'api-doctor', 'node_modules', 'api-doctor'))).not.toContain('test');
  });

  test('which checks without root and without a directory to write to', async () => {
    const [command = ''] = JSON.parse(all(stages[1], 'CMD')[0] ?? '[]') as string[];
    expect(await start(command)).toMatchObject({ status: 0, text: expect.stringContaining('reachable') });
  }, 60_000);

  test('which an init container starts, and which ends with the status of what it found', async () => {
    expect(await start('check --quiet --wait 2s')).toMatchObject({ status: 0 });
    expect(await start('check --quiet --wait 2s', { OPENAI_API_KEY: `${KEY.slice(0, -4)}0000` })).toMatchObject({ status: 20 });
  }, 60_000);

  test('whose trust store is that of Debian', async () => {
    const { text } = await start('check --format json --offline');
    expect(text).toContain('schemaVersion');
    expect(readFileSync(join(image, 'etc/ssl/certs/ca-certificates.crt'), 'utf8')).toContain('BEGIN CERTIFICATE');
  }, 60_000);

  test('in which `kubectl debug` judges the environment of the container that it joins', async () => {
    // As with --target: the first process of the container is process 1 here, too.
    const { status, text } = await start('check --format json --env-of 1', { OPENAI_API_KEY: KEY });
    expect(status).toBe(0);
    expect(JSON.parse(text)).toMatchObject({ rootCause: null });
  }, 60_000);
});
