import { readFileSync } from 'node:fs';
import type { Shell } from '../model/layers.ts';

/** What of a process shows the shell that it was started from. */
export interface Started {
  platform: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Names of the programs above it, the parent first, where the system shows them. */
  parents: string[];
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
  const known = parents.map((name) => SHELLS[name.replace(/^-/, '')]).find((shell) => shell !== undefined);
  if (known || platform !== 'darwin') return known;
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

/** The names of the programs above a process, as Linux shows them; none elsewhere. */
export function parentsOf(pid: number): string[] {
  const names: string[] = [];
  try {
    for (let at = pid; at > 1 && names.length < MOST_PARENTS; ) {
      const [, name = '', parent = ''] = /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${at}/stat`, 'latin1')) ?? [];
      names.push(name);
      at = Number(parent);
    }
  } catch {
    // No /proc, or a process of somebody else: what was seen so far has to do.
  }
  return names;
}
