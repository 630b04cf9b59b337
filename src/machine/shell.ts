import { readFileSync } from 'node:fs';
import type { Shell } from '../model/layers.ts';

/** What of a process shows the shell that it was started from. */
export interface Started {
  platform: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Names of the programs above it, the parent first, where the system shows them; read as far as the first shell. */
  parents: Iterable<string>;
}

/** More programs than ever stand between a shell and this one: npx, npm, sh, sudo, env. */
const MOST_PARENTS = 8;

const SHELLS: Record<string, Shell> = { fish: 'fish', bash: 'posix', zsh: 'posix', ksh: 'posix', mksh: 'posix', yash: 'posix' };

/**
 * The shell in which somebody typed the command, where there is a sign of it. `sh` is none: npm starts its programs in one. Windows shows no
 * parents without a program of its own, and its shells leave their marks on the variables.
 */
export function shellOfStart({ platform, env, parents }: Started): Shell | undefined {
  if (platform === 'win32') return shellOfWindows(env);
  for (const name of parents) {
    const known = SHELLS[name.replace(/^-/, '')];
    if (known) return known;
  }
  if (platform !== 'darwin') return undefined;
  return SHELLS[(env.SHELL ?? '').split('/').at(-1) ?? ''];
}

/**
 * PowerShell puts the user's folder of modules in front of those of the system, which all programs see; it is asked for first, because npx
 * runs in a cmd of its own, which sets `PROMPT`. MSYS and Git Bash set `MSYSTEM`.
 */
function shellOfWindows(env: Started['env']): Shell | undefined {
  const value = (name: string) => Object.entries(env).find(([key]) => key.toUpperCase() === name)?.[1] ?? '';
  if (value('POWERSHELL_DISTRIBUTION_CHANNEL') || /\\(?:Windows)?PowerShell\\Modules/i.test(userFolders(value('PSMODULEPATH')))) {
    return 'powershell';
  }
  if (value('MSYSTEM')) return 'posix';
  return value('PROMPT') ? 'cmd' : undefined;
}

function userFolders(path: string): string {
  return path
    .split(';')
    .filter((folder) => !/\\(?:Program Files|Windows)\\|\\system32\\/i.test(folder))
    .join(';');
}

/** The names of the programs above a process, as Linux shows them, each read when it is asked for; none elsewhere. */
export function* parentsOf(pid: number): Generator<string> {
  let at = pid;
  for (let count = 0; at > 1 && count < MOST_PARENTS; count += 1) {
    const [, name = '', parent = ''] = /^\d+ \((.*)\) \S (\d+)/s.exec(statusOf(at)) ?? [];
    yield name;
    at = Number(parent);
  }
}

/** Empty without /proc, and for a process of somebody else. */
function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return '';
  }
}
