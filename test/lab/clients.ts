import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The packages of npm that `test/setup.sh` installs beside the project: real clients, in versions of then and now. */
const FOLDER = fileURLToPath(new URL('../.clients/node_modules', import.meta.url));

/** A file of such a package, or its folder. */
export function clientPath(...names: string[]): string {
  return join(FOLDER, ...names);
}

/** A binary of Node.js: `node22-23-0`, `node24`. */
export function nodeBinary(name: string): string {
  return clientPath(name, 'bin', 'node');
}
