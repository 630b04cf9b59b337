import { dirname, relative } from 'node:path';

/** What of a process shows how it was started. */
export interface Start {
  /** The script as `process.argv[1]` names it: a link is not followed. */
  script: string;
  cwd: string;
  /** The `PATH` of the environment. */
  path: string;
  platform: string;
}

const INSTALLED = /^(.*)[\\/]node_modules[\\/](?:\.bin[\\/]api-doctor|api-doctor[\\/]bin[\\/]api-doctor\.js)$/;

/**
 * The command that starts this tool again from the same directory. Never a plain `npx api-doctor`: where the package is not installed, npx
 * fetches the registry's package of that name. A copy that npx fetched is started by its path.
 */
export function startedAs(start: Start): string[] {
  const { script, cwd } = start;
  const [, project] = INSTALLED.exec(script) ?? [];
  if (isOnPath(start) || (project !== undefined && isGlobal(project))) return ['api-doctor'];
  const isLocal = project !== undefined && !/[\\/]_npx[\\/]/.test(script) && isInside(cwd, project);
  if (isLocal) return ['npx', '--no-install', 'api-doctor'];
  return script === '' ? ['api-doctor'] : ['node', shortest(script, cwd)];
}

/** npm adds the `.bin` directories of a project to the PATH of what it starts. */
function isOnPath({ script, path, platform }: Start): boolean {
  const folders = path.split(platform === 'win32' ? ';' : ':');
  return /[\\/]api-doctor$/.test(script) && !/[\\/]node_modules[\\/]\.bin[\\/]/.test(script) && folders.includes(dirname(script));
}

/** Where npm keeps what was installed for all: PREFIX/lib/node_modules, or %APPDATA%\npm\node_modules. */
function isGlobal(project: string): boolean {
  return /[\\/](?:lib|npm)$/.test(project);
}

function isInside(cwd: string, project: string): boolean {
  return cwd === project || cwd.startsWith(`${project}/`) || cwd.startsWith(`${project}\\`);
}

/** A working directory that was deleted has no path, and nothing is relative to it. */
function shortest(script: string, cwd: string): string {
  if (cwd === '') return script;
  const near = relative(cwd, script);
  return near.startsWith('..') || near === '' ? script : near;
}
