import { readFileSync } from 'node:fs';
import type { Distribution } from '../model/layers.ts';

/** What a Linux of each family calls itself (os-release(5)): `ID` first, then what it says it is like. */
const FAMILIES: Record<string, Distribution> = {
  debian: 'debian',
  ubuntu: 'debian',
  alpine: 'alpine',
  wolfi: 'alpine',
  fedora: 'fedora',
  rhel: 'fedora',
  centos: 'fedora',
  amzn: 'fedora',
  suse: 'suse',
  opensuse: 'suse',
  arch: 'arch',
  nixos: 'nixos',
};

/** The family of a Linux by its os-release file; undefined where it is another. */
export function distributionOf(osRelease: string): Distribution | undefined {
  const value = (name: string) => new RegExp(`^${name}=["']?([^"'\\n]*)`, 'm').exec(osRelease)?.[1] ?? '';
  const names = `${value('ID')} ${value('ID_LIKE')}`.toLowerCase().split(/\s+/);
  const known = names.find((name) => Object.hasOwn(FAMILIES, name) || name.startsWith('opensuse'));
  return known === undefined ? undefined : (FAMILIES[known] ?? 'suse');
}

/** The same of this machine. Termux is an app of Android, with a folder of its own in place of the system's. */
export function distributionHere(platform: string, env: NodeJS.ProcessEnv): Distribution | undefined {
  if (platform === 'android' || env.TERMUX_VERSION) return 'termux';
  return platform === 'linux' ? distributionOf(startOf('/etc/os-release') || startOf('/usr/lib/os-release')) : undefined;
}

function startOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(0, 8192);
  } catch {
    return '';
  }
}
