import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

const MOST_FOLDERS = 128;

/** Which of these programs stand in a folder of the `PATH`, in the order asked for. Nothing is run. */
export async function programsOnPath(names: string[], env: Env, onWindows: boolean): Promise<string[]> {
  const folders = [...new Set(variable(env, 'PATH').split(delimiter).filter(Boolean))].slice(0, MOST_FOLDERS);
  const endings = onWindows ? variable(env, 'PATHEXT', '.EXE;.CMD;.BAT').split(';').filter(Boolean) : [''];
  const found = await Promise.all(
    names.map((name) =>
      isIn(
        folders,
        endings.map((ending) => `${name}${ending}`),
      ),
    ),
  );
  return names.filter((_, index) => found[index]);
}

async function isIn(folders: string[], files: string[]): Promise<boolean> {
  const paths = folders.flatMap((folder) => files.map((file) => join(folder, file)));
  const tried = await Promise.all(paths.map(isProgram));
  return tried.includes(true);
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** Windows writes `Path`, and a copy of the environment no longer finds it under another case. */
function variable(env: Env, name: string, otherwise = ''): string {
  const key = Object.keys(env).find((one) => one.toUpperCase() === name);
  return (key && env[key]) || otherwise;
}
