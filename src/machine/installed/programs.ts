import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

const MOST_FOLDERS = 128;

/** The file that a program of this name is, by the PATH; relative and empty entries of it are left out. Nothing is run. */
export async function pathOf(name: string, env: Env): Promise<string | null> {
  const folders = (env.PATH ?? '').split(delimiter).filter(isAbsolute).slice(0, MOST_FOLDERS);
  for (const folder of folders) {
    const path = join(folder, name);
    if (await isProgram(path)) return path;
  }
  return null;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
