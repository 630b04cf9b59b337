import { accessSync, constants, lstatSync, readlinkSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';

/** Linux follows as many links before it calls them a circle (path_resolution(7)). */
const MOST_LINKS = 40;

/** A path to a descriptor of this process, opened by the shell: it is written to directly, whatever it refers to. */
export const DESCRIPTOR = /^\/(?:dev\/(?:fd\/\d+|std(?:in|out|err))|proc\/(?:self|thread-self|\d+)\/fd\/\d+)$/;

export type Kind = 'none' | 'file' | 'folder' | 'stream';

/** What a path leads to. A device, a pipe and a descriptor are streams: a rename would put a file in their place. */
export function kindOf(path: string): Kind {
  if (DESCRIPTOR.test(path)) return 'stream';
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 'none';
  return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'stream';
}

/** Where a path leads in the end, also where nothing is there yet: a link keeps leading where it led. */
export function resolveTarget(path: string): string {
  refusePlantedFolders(path);
  let aim = path;
  for (let links = 0; lstatSync(aim, { throwIfNoEntry: false })?.isSymbolicLink(); links++) {
    if (links === MOST_LINKS) throw refusal('ELOOP');
    if (isPlanted(aim)) throw refusal('EACCES');
    aim = resolve(realpathSync(dirname(aim)), readlinkSync(aim));
    refusePlantedFolders(aim);
  }
  return aim;
}

/** The directories above a file may be links, too, and Linux follows those whoever made them. */
function refusePlantedFolders(path: string): void {
  const folders = dirname(resolve(path)).split(sep);
  for (let depth = 2; depth <= folders.length; depth++) {
    const folder = folders.slice(0, depth).join(sep);
    const found = lstatSync(folder, { throwIfNoEntry: false });
    if (!found) return;
    if (found.isSymbolicLink() && isPlanted(folder)) throw refusal('EACCES');
  }
}

/**
 * Whether a link in a directory that all users can write to, such as /tmp, belongs to another user: it may lead to a file of this user.
 * Linux refuses to follow those (`fs.protected_symlinks`), but a path resolved here bypasses that check.
 */
function isPlanted(link: string): boolean {
  const folder = statSync(dirname(link));
  const { uid } = lstatSync(link);
  const isShared = (folder.mode & 0o1002) === 0o1002;
  return isShared && uid !== folder.uid && uid !== ownUser();
}

/** The user of this process; null on Windows, which has no such directories. */
function ownUser(): number | null {
  try {
    return userInfo().uid;
  } catch {
    // A user without an entry in the table of users, as in containers.
    return statSync('/proc/self', { throwIfNoEntry: false })?.uid ?? null;
  }
}

/** The same text for two paths that lead to one file; null for a device such as `/dev/null`, which may be named twice. */
export function identityOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isCharacterDevice()) return null;
  if (found) return `${found.dev}:${found.ino}`;
  const aim = resolve(resolveTarget(path));
  const folder = existingFolder(aim);
  return realpathSync(folder) + aim.slice(folder.length);
}

/** Throws what would hinder a report from being written there. Makes nothing that stays: the run may end before there is a report. */
export function assertWritable(path: string): void {
  const kind = kindOf(path);
  if (kind === 'folder' || path.endsWith(sep) || path.endsWith('/')) throw refusal('EISDIR');
  if (kind === 'file') accessSync(resolveTarget(path), constants.W_OK);
  if (kind === 'none') tryFolder(resolve(resolveTarget(path)));
}

function tryFolder(aim: string): void {
  const folder = existingFolder(aim);
  if (!statSync(folder).isDirectory()) throw refusal('ENOTDIR');
  // Detects a name that is too long before its directory exists.
  for (const part of aim.slice(folder.length).split(sep)) statSync(join(folder, part), { throwIfNoEntry: false });
  const trial = tempPathFor(join(folder, basename(aim)));
  writeFileSync(trial, '', { flag: 'wx' });
  rmSync(trial);
}

/** The nearest existing parent directory. */
function existingFolder(path: string): string {
  let folder = dirname(path);
  while (!statSync(folder, { throwIfNoEntry: false }) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** A name beside a file for its draft: a rename works within one file system alone. */
export function tempPathFor(path: string): string {
  return join(dirname(path), `.api-doctor-${Math.trunc(performance.timeOrigin)}-${Math.random().toString(36).slice(2)}`);
}

function refusal(code: string): Error {
  return Object.assign(new Error(code), { code });
}
