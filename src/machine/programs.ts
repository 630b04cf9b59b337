import { constants } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { isThere, whatIsThere } from './what-is-there.ts';

type Env = Readonly<Record<string, string | undefined>>;

const MOST_FOLDERS = 128;

/** Which of these programs are in a directory of the `PATH`, in the requested order. Nothing is run. */
export async function programsOnPath(names: string[], env: Env, onWindows: boolean): Promise<string[]> {
  const paths = await programPaths(names, env, onWindows);
  return names.filter((_, at) => paths[at] !== null);
}

/** The absolute path of a program in the `PATH`; null where no directory contains it. */
export async function programPath(name: string, env: Env, onWindows: boolean): Promise<string | null> {
  return (await programPaths([name], env, onWindows))[0] ?? null;
}

/** The same of several, for each. */
export async function programPaths(names: string[], env: Env, onWindows: boolean): Promise<(string | null)[]> {
  const folders = await whatIsThere(foldersOf(env));
  const endings = onWindows ? variable(env, 'PATHEXT', '.EXE;.CMD;.BAT').split(';').filter(Boolean) : [''];
  const filesOf = (name: string) => (/\.exe$/i.test(name) ? [name] : endings.map((ending) => `${name}${ending}`));
  return Promise.all(
    names.map((name) => firstProgram(folders.flatMap((folder) => filesOf(name).map((file) => join(folder, file))))),
  );
}

/** Drives of other systems, as that of Windows under WSL, take a hundred times as long for a lookup: these are left to threads. */
const OF_THIS_SYSTEM = /^\/(?!(?:mnt|net|media|Volumes)\/)/;

async function firstProgram(paths: string[]): Promise<string | null> {
  const possible = paths.filter((path) => !OF_THIS_SYSTEM.test(path) || isThere(path));
  const runnable = await whatIsThere(possible, constants.X_OK);
  // A directory may be entered, which is the same right.
  const found = await Promise.all(runnable.map(isFile));
  return runnable.find((_, at) => found[at]) ?? null;
}

/**
 * The directories of the `PATH`, without empty and relative entries: those depend on the working directory, where other users may place
 * programs.
 */
export function foldersOf(env: Env): string[] {
  const folders = variable(env, 'PATH').split(delimiter).filter(isAbsolute);
  return [...new Set(folders)].slice(0, MOST_FOLDERS);
}

/** Empty files by which Windows starts an app of the Microsoft Store or, where it is not installed, offers it. */
const ALIAS = /[\\/]Microsoft[\\/]WindowsApps[\\/][^\\/]{1,100}$/i;

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (state) => state.isFile() && !(state.size === 0 && ALIAS.test(path)),
    () => false,
  );
}

/** Whether one of these programs is on the `PATH` as an alias of the Microsoft Store. */
export async function isStoreAlias(names: string[], env: Env): Promise<boolean> {
  const paths = foldersOf(env).flatMap((folder) => names.map((name) => join(folder, `${name}.exe`)));
  // With lstat: what an alias leads to cannot be opened as a file.
  const sizes = await Promise.all(
    paths
      .filter((path) => ALIAS.test(path))
      .map((path) =>
        lstat(path).then(
          ({ size }) => size,
          () => null,
        ),
      ),
  );
  return sizes.includes(0);
}

/** Windows writes `Path`, and a copy of the environment no longer finds it under another case. */
function variable(env: Env, name: string, otherwise = ''): string {
  const key = Object.keys(env).find((one) => one.toUpperCase() === name);
  return (key && env[key]) || otherwise;
}
