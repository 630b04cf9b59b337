import { readdir, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { programPath } from '../programs.ts';
import { isThere, whatIsThere } from '../what-is-there.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A Python package: its version, and the directory that it was found in. */
export interface PythonPackage {
  name: string;
  version: string;
  place: string;
}

/** What is installed for the Python that a program in this directory would use. */
export interface PythonHere {
  /** As `3.12`; null where the directory does not say. */
  version: string | null;
  packages: PythonPackage[];
}

/**
 * Reads which of these packages are installed, without running Python: from the names of the `*.dist-info` directories (PEP 376). The
 * environment that is active comes first, then one in the working directory, then that of the python3 on the PATH.
 */
export async function pythonHere(wanted: string[], directory: string, env: Env): Promise<PythonHere | null> {
  const groups = await prefixesOf(directory, env);
  const answering = await whatIsThere(groups.flat());
  for (const prefixes of groups) {
    const folders = (await Promise.all(prefixes.filter((one) => answering.includes(one)).map(packageFolders))).flat();
    if (folders.length === 0) continue;
    const packages = (await Promise.all(folders.map((folder) => packagesIn(folder, wanted)))).flat();
    const version = folders.map((folder) => /python(3\.\d+)/i.exec(folder)?.[1]).find(Boolean) ?? null;
    return { version, packages: [...new Map(packages.toReversed().map((one) => [one.name, one])).values()] };
  }
  return null;
}

/** Where Pythons may be installed, in the order in which one is found first. */
async function prefixesOf(directory: string, env: Env): Promise<string[][]> {
  const active = [env.VIRTUAL_ENV, env.CONDA_PREFIX].filter((prefix) => prefix !== undefined && prefix !== '') as string[];
  const near = ['.venv', 'venv', 'env'].map((name) => join(directory, name));
  const program = await programPath('python3', env, false);
  const real = program === null ? null : await realpath(program).catch(() => null);
  const system = real === null ? [] : [dirname(dirname(real)), ...beside(dirname(dirname(real)), env)];
  return [...active.map((prefix) => [prefix]), ...near.map((prefix) => [prefix]), system];
}

/** Debian puts packages of pip elsewhere than its own; each user has a directory too (PEP 370). */
function beside(prefix: string, env: Env): string[] {
  const own = env.HOME ? [join(env.HOME, '.local')] : [];
  return prefix === `${sep}usr` ? [...own, join(sep, 'usr', 'local')] : own;
}

/** `lib/python3.12/site-packages`, Debian's `lib/python3/dist-packages`, and `Lib/site-packages` on Windows. */
async function packageFolders(prefix: string): Promise<string[]> {
  const versions = (await readdir(join(prefix, 'lib')).catch(() => [])).filter((name) => /^python3(?:\.\d+)?$/.test(name));
  const candidates = [
    ...versions.flatMap((name) => [join(prefix, 'lib', name, 'site-packages'), join(prefix, 'lib', name, 'dist-packages')]),
    join(prefix, 'Lib', 'site-packages'),
  ];
  return candidates.filter(isThere);
}

/** More entries than any environment has are not read. */
const MOST_ENTRIES = 20_000;

async function packagesIn(folder: string, wanted: string[]): Promise<PythonPackage[]> {
  const entries = (await readdir(folder).catch(() => [])).slice(0, MOST_ENTRIES);
  return entries.flatMap((entry) => {
    const [, written = '', version] = /^([\w.]+)-(\d[^-]*)(?:-[^-]+)?\.(?:dist|egg)-info$/.exec(entry) ?? [];
    const name = written.toLowerCase().replaceAll(/[_.]/g, '-');
    return version && wanted.includes(name) ? [{ name, version, place: folder }] : [];
  });
}
