import { accessSync, constants, lstatSync, readlinkSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';

/** Linux follows as many links before it calls them a circle (path_resolution(7)). */
const MOST_LINKS = 40;

/** A path that stands for a descriptor of this process, which the shell opened: it is written to as it is, whatever lies behind it. */
const DESCRIPTOR = /^\/(?:dev\/(?:fd\/\d+|std(?:in|out|err))|proc\/(?:self|thread-self|\d+)\/fd\/\d+)$/;

export type Kind = 'none' | 'file' | 'folder' | 'stream';

/** What a path leads to. A device, a pipe and a descriptor are streams: a rename would put a file in their place. */
export function kindOf(path: string): Kind {
  if (DESCRIPTOR.test(path)) return 'stream';
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 'none';
  return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'stream';
}

/** Where a path leads in the end, also where nothing is there yet: a link keeps leading where it led. */
export function aimOf(path: string): string {
  let aim = path;
  for (let links = 0; lstatSync(aim, { throwIfNoEntry: false })?.isSymbolicLink(); links++) {
    if (links === MOST_LINKS) throw Object.assign(new Error('too many links'), { code: 'ELOOP' });
    aim = resolve(realpathSync(dirname(aim)), readlinkSync(aim));
  }
  return aim;
}

/** The same text for two paths that lead to one file; null for a device such as `/dev/null`, which may be named twice. */
export function identityOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isCharacterDevice()) return null;
  if (found) return `${found.dev}:${found.ino}`;
  const aim = resolve(aimOf(path));
  const folder = existingFolder(aim);
  return realpathSync(folder) + aim.slice(folder.length);
}

/** Throws what would hinder a report from being written there. Makes nothing that stays: the run may end before there is a report. */
export function tryOut(path: string): void {
  const kind = kindOf(path);
  if (kind === 'folder' || path.endsWith(sep) || path.endsWith('/')) throw refusal('EISDIR');
  if (kind === 'file') accessSync(path, constants.W_OK);
  if (kind === 'none') tryFolder(resolve(aimOf(path)));
}

function tryFolder(aim: string): void {
  const folder = existingFolder(aim);
  if (!statSync(folder).isDirectory()) throw refusal('ENOTDIR');
  // A name that is too long shows before there is a folder for it.
  for (const part of aim.slice(folder.length).split(sep)) statSync(join(folder, part), { throwIfNoEntry: false });
  const trial = besides(join(folder, basename(aim)));
  writeFileSync(trial, '', { flag: 'wx' });
  rmSync(trial);
}

/** The nearest folder above a path that is there. */
function existingFolder(path: string): string {
  let folder = dirname(path);
  while (!statSync(folder, { throwIfNoEntry: false }) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** A name beside a file for its draft: a rename works within one file system alone. */
export function besides(path: string): string {
  return join(dirname(path), `.api-doctor-${Math.trunc(performance.timeOrigin)}-${Math.random().toString(36).slice(2)}`);
}

function refusal(code: string): Error {
  return Object.assign(new Error(code), { code });
}
