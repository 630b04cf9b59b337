import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lab/lab.ts';
import { costOf, median } from './measure.ts';
import { type Row, ratioRow, skippedRow } from './table.ts';

/** npm with the settings of whoever measures, so that it finds its registry, and with nothing in its cache. */
function withEmptyCache(folder: string): Record<string, string> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_config_(?:cache|prefix)$/i.test(name)));
  return { ...(env as Record<string, string>), npm_config_cache: mkdtempSync(join(folder, 'cache-')) };
}

function pack(source: string, folder: string): string {
  const args = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder];
  return join(folder, execFileSync('npm', args, { cwd: source, encoding: 'utf8' }).trim());
}

function emptyPackage(folder: string): string {
  const source = join(folder, 'empty');
  mkdirSync(source);
  writeFileSync(join(source, 'empty.js'), '#!/usr/bin/env node\n');
  writeFileSync(join(source, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0', bin: 'empty.js' }));
  return pack(source, folder);
}

/** What `npx` of the packed tool costs on a machine that never had it, and what is on its disk then. */
export async function installRows(folder: string, rounds: number): Promise<Row[]> {
  const packed = pack(root, folder);
  const empty = emptyPackage(folder);
  const npx = (tarball: string, words: string[]) => ({
    command: ['npx', '--yes', `--package=${tarball}`, ...words],
    env: withEmptyCache(folder),
  });
  const what = 'npx of the package, empty cache';
  const against = 'npx of an empty package';
  const times: { own: number[]; empty: number[] } = { own: [], empty: [] };
  try {
    for (let round = 0; round < rounds; round += 1) {
      times.empty.push((await costOf(npx(empty, ['empty']))).ms);
      times.own.push((await costOf(npx(packed, ['api-doctor', '--version']))).ms);
    }
    const ratio = ratioRow({ what, against }, [median(times.own), median(times.empty)], { goal: 2, unit: 'ms' });
    return [ratio, ...installedRows(packed, folder)];
  } catch (error) {
    return [skippedRow(what, `npm: ${String(error).split('\n')[0]}`)];
  }
}

function installedRows(packed: string, folder: string): Row[] {
  const prefix = join(folder, 'installed');
  mkdirSync(prefix);
  execFileSync('npm', ['install', '--silent', '--prefix', prefix, packed], { env: withEmptyCache(folder) });
  const modules = join(prefix, 'node_modules');
  const packages = readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter((path) => isPackage(path)).length;
  const megabytes = sizeOf(modules) / 2 ** 20;
  return [
    { what: '… packages installed', against: '', figure: String(packages), goal: '≤ 24', reached: packages <= 24 },
    { what: '… unpacked', against: '', figure: `${megabytes.toFixed(2)} MiB`, goal: '≤ 5 MiB', reached: megabytes <= 5 },
  ];
}

function isPackage(path: string): boolean {
  return /(?:^|\/node_modules\/)(?:@[^/]+\/)?[^/@.]+(?:\.js)?\/package\.json$/.test(path);
}

function sizeOf(path: string): number {
  const state = lstatSync(path);
  if (!state.isDirectory()) return state.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
