import { existsSync } from 'node:fs';
import { release, type } from 'node:os';
import type { Machine } from '../model/check-options.ts';
import type { Platform } from '../model/layers.ts';
import { parentsOf, shellOfStart } from './shell.ts';

/** What is read of Node's `process`; only the two ways in, the command and the library, hand it over. */
type Process = Pick<NodeJS.Process, 'platform' | 'versions' | 'env' | 'ppid'>;

/** The machine and the runtime as a cure and a report need them. */
export function machineOf(process: Process): Machine {
  const { node, openssl } = process.versions;
  const { platform, env, ppid } = process;
  const shell = shellOfStart({ platform, env, parents: platform === 'linux' ? parentsOf(ppid) : [] });
  const machine = { platform: platformOf(process), runtime: { node, openssl, os: `${type()} ${release()}` } };
  return shell ? { ...machine, shell } : machine;
}

/** What the operating system is for a cure: WSL and containers are Linux with other files and other commands. */
function platformOf({ platform, env }: Process): Platform {
  if (platform === 'darwin') return 'macos';
  if (platform === 'win32') return 'windows';
  if (platform !== 'linux') return 'linux';
  if (/microsoft/i.test(release())) return 'wsl';
  const isContainer =
    existsSync('/.dockerenv') || existsSync('/run/.containerenv') || env.KUBERNETES_SERVICE_HOST || env.container;
  return isContainer ? 'container' : 'linux';
}
