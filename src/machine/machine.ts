import { existsSync } from 'node:fs';
import { release, type } from 'node:os';
import type { Machine } from '../model/check-options.ts';
import type { Platform } from '../model/layers.ts';
import { runtimeName } from './child-node.ts';
import { distributionHere } from './distribution.ts';
import { parentsOf, shellOfStart } from './shell.ts';

/** What is read of Node's `process`; only the two ways in, the command and the library, hand it over. */
type Process = Pick<NodeJS.Process, 'platform' | 'versions' | 'env' | 'ppid'>;

/** The machine and the runtime, as steps and reports need them. */
export function machineOf(process: Process): Machine {
  const { node, openssl } = process.versions;
  const name = runtimeName(process.versions);
  const { platform, env, ppid } = process;
  const shell = shellOfStart({ platform, env, parents: platform === 'linux' ? parentsOf(ppid) : [] });
  const distribution = distributionHere(platform, env);
  return {
    platform: platformOf({ platform, env }),
    runtime: { node, openssl, os: `${type()} ${release()}`, ...(name ? { name } : {}) },
    ...(shell ? { shell } : {}),
    ...(distribution ? { distribution } : {}),
  };
}

/** What shows where a process runs, besides its own variables. */
interface Surroundings {
  kernel: string;
  has(path: string): boolean;
}

const HERE: Surroundings = { kernel: release(), has: existsSync };

/**
 * What the operating system is for a cure: WSL and containers are Linux with other files and other commands. A container comes first: those of
 * Docker Desktop share the kernel of WSL.
 */
export function platformOf({ platform, env }: Pick<Process, 'platform' | 'env'>, { kernel, has } = HERE): Platform {
  if (platform === 'darwin') return 'macos';
  if (platform === 'win32') return 'windows';
  if (platform !== 'linux') return 'linux';
  const marks = ['/.dockerenv', '/run/.containerenv', '/var/run/secrets/kubernetes.io'];
  if (marks.some(has) || env.KUBERNETES_SERVICE_HOST || env.container) return 'container';
  return /microsoft/i.test(kernel) ? 'wsl' : 'linux';
}
