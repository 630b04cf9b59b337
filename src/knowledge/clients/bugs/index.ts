import type { ClientBug, Here } from './bug.ts';
import { codexBugs } from './codex.ts';
import { nodeBugs } from './node.ts';
import { pythonBugs } from './python.ts';
import { isInRange } from './versions.ts';

/** Every known bug of a client, in one table. */
export const clientBugs: readonly ClientBug[] = [...pythonBugs, ...nodeBugs, ...codexBugs];

/** The bugs whose versions are installed here and whose condition holds. */
export function bugsHere(here: Here): ClientBug[] {
  return clientBugs.filter((bug) => bug.holds !== null && isInstalled(bug, here) && bug.holds(here));
}

/** Whether all that a bug needs is installed in the versions that have it. */
export function isInstalled({ versions }: ClientBug, { node, installed }: Here): boolean {
  return Object.entries(versions).every(([name, range]) => {
    const version = name === 'node' ? node : installed[name];
    return version !== undefined && isInRange(version, range);
  });
}

/** The packages whose versions the table needs to know, by registry. */
export function packagesOf(registry: 'npm' | 'python'): string[] {
  const names = clientBugs.flatMap(({ versions }) => Object.keys(versions));
  const own = names.filter((name) => name.startsWith(`${registry}:`)).map((name) => name.slice(registry.length + 1));
  return [...new Set(own)];
}
