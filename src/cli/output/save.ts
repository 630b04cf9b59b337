import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { kindOf, resolveTarget, tempPathFor } from './place.ts';
import { writeToPipe } from './pour.ts';

/** A report describes a machine and its network: it is readable by its owner only, unless the owner changes that. */
export const PRIVATE = 0o600;

/** Errors of a rename where the directory is not writable, or where the file itself is mounted, as into a container. */
const NO_RENAME = ['EACCES', 'EBUSY', 'EPERM', 'EROFS', 'EXDEV'];

/** Writes a text to a file whole or not at all, so that a reader never meets half of it. Throws what hindered it. */
export async function save(path: string, text: string): Promise<void> {
  if (kindOf(path) === 'stream') return writeToPipe(path, text);
  const aim = resolveTarget(path);
  // What appears there from now on, a link to something else, is replaced and not followed.
  const before = lstatSync(aim, { throwIfNoEntry: false });
  if (!before) mkdirSync(dirname(aim), { recursive: true });
  try {
    replace(aim, text, before);
  } catch (error) {
    if (!before || !NO_RENAME.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    overwrite(aim, text);
  }
}

/** Nothing here waits, so that a signal finds the draft either renamed or gone. */
function replace(aim: string, text: string, before: Stats | undefined): void {
  const draft = tempPathFor(aim);
  try {
    const file = openSync(draft, 'wx', PRIVATE);
    try {
      writeFileSync(file, text);
      if (before) likeBefore(file, before);
    } finally {
      closeSync(file);
    }
    renameSync(draft, aim);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** The new file belongs to whom the old one did, and may be read by whom that might: owner first, for a change of owner takes bits away. */
function likeBefore(file: number, { uid, gid, mode }: Stats): void {
  const now = fstatSync(file);
  if (now.uid !== uid || now.gid !== gid) fchownSync(file, uid, gid);
  fchmodSync(file, mode & 0o7777);
}

/** Into the file as it stands. An empty file is better than one that is half old and half new. */
function overwrite(aim: string, text: string): void {
  const file = openSync(aim, constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    writeFileSync(file, text);
    ftruncateSync(file, Buffer.byteLength(text));
  } catch (error) {
    ftruncateSync(file, 0);
    throw error;
  } finally {
    closeSync(file);
  }
}
