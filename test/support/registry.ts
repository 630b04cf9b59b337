import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { root } from '../lab/lab.ts';

/** A registry on loopback: it has the packages that this one depends on, and a stranger's package with this one's name. */
export interface Registry {
  url: string;
  /** Where this very package can be fetched from, as from an address of one's own. */
  tarball: string;
  /** Whether anything of the stranger's package has run, at its installation or by its command. */
  strangerRan(): boolean;
  close(): Promise<void>;
}

interface Served {
  manifest: { name: string; version: string };
  tarball: Buffer;
}

export async function serveRegistry(folder: string): Promise<Registry> {
  const mark = join(folder, 'stranger-ran');
  const own = readFileSync(packed(folder));
  const packages = new Map<string, Served>();
  for (const path of runtimePackages()) add(packages, join(root, path), folder);
  add(packages, stranger(folder, mark), folder);
  const server = createServer(({ url = '' }, answer) => {
    const path = decodeURIComponent(url);
    const found = packages.get(path.slice(1)) ?? packages.get(path.slice('/-/'.length));
    if (path === '/api-doctor-0.1.0.tgz') answer.end(own);
    else if (path.startsWith('/-/') && found) answer.end(found.tarball);
    else if (found) answer.end(JSON.stringify(packument(found, base())));
    else answer.writeHead(404).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: base(),
    tarball: `${base()}/api-doctor-0.1.0.tgz`,
    strangerRan: () => existsSync(mark),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function packed(folder: string): string {
  const args = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder];
  return join(folder, execFileSync('npm', args, { cwd: root, encoding: 'utf8' }).trim());
}

function runtimePackages(): string[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const isNeeded = (path: string) => path !== '' && !packages[path].dev && !packages[path].devOptional;
  return Object.keys(packages).filter(isNeeded);
}

/** One bin of another name and an install script, as the real one has them. */
function stranger(folder: string, mark: string): string {
  const source = join(folder, 'stranger');
  mkdirSync(source);
  writeFileSync(join(source, 'bin.js'), `#!/usr/bin/env node\nrequire('node:fs').writeFileSync(${JSON.stringify(mark)}, '');\n`);
  const manifest = {
    name: 'api-doctor',
    version: '2017.3.10',
    bin: { 'apidoc-lite': 'bin.js' },
    scripts: { install: 'node bin.js' },
  };
  writeFileSync(join(source, 'package.json'), JSON.stringify(manifest));
  return source;
}

function add(packages: Map<string, Served>, source: string, folder: string): void {
  const staged = join(folder, 'staged');
  rmSync(staged, { recursive: true, force: true });
  cpSync(source, join(staged, 'package'), { recursive: true, dereference: true });
  const file = join(folder, 'staged.tgz');
  execFileSync('tar', ['czf', file, '-C', staged, 'package']);
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  packages.set(manifest.name, { manifest, tarball: readFileSync(file) });
}

function packument({ manifest, tarball }: Served, base: string) {
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const version = { ...manifest, dist: { tarball: `${base}/-/${manifest.name}`, integrity } };
  return { name: manifest.name, 'dist-tags': { latest: manifest.version }, versions: { [manifest.version]: version } };
}
