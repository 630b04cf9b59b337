/** What of a process says how it starts another one of its kind. */
export type Starter = Pick<NodeJS.Process, 'execPath' | 'versions'>;

/** The program that runs JavaScript from its command line (`-e`), and the variables that it needs for that. */
export interface ChildNode {
  execPath: string;
  env: Record<string, string>;
}

/**
 * How another process of this kind runs a program; null where there is none: a single executable is this tool and nothing else. An app made
 * with Electron would open itself once more, unless it is told to be Node.js.
 */
export function childNode({ execPath, versions }: Starter, isSingle = isSingleExecutable()): ChildNode | null {
  if (isSingle) return null;
  return { execPath, env: versions.electron ? { ELECTRON_RUN_AS_NODE: '1' } : {} };
}

function isSingleExecutable(): boolean {
  try {
    return process.getBuiltinModule('node:sea').isSea();
  } catch {
    return false;
  }
}

/** What runs this tool where that is not Node.js itself, which all of these say they are too; undefined where it is. */
export function runtimeName(versions: NodeJS.ProcessVersions): string | undefined {
  const others = { bun: 'Bun', deno: 'Deno', electron: 'Electron' } as const;
  const [key, name] = Object.entries(others).find(([one]) => versions[one]) ?? [];
  return key && `${name} ${versions[key]}`;
}
