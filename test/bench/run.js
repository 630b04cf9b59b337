// Bundles the bench with what it shares with the tests, which is TypeScript, and runs it.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const outfile = join(root, 'build', 'bench.js');

/** Each module goes on to find files from where it lies itself. */
const whereItLies = {
  name: 'where it lies',
  setup(bundle) {
    bundle.onLoad({ filter: /\/test\/.*\.[jt]s$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text
        .replaceAll('import.meta.url', JSON.stringify(String(pathToFileURL(path))))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)));
      return { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' };
    });
  },
};

// Each check in a process of its own, as with people: its start is part of what is measured.
process.env.DOCTOR_PROCESS = '1';
await build({
  entryPoints: [join(root, 'test', 'bench', 'bench.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  plugins: [whereItLies],
});
await import(String(pathToFileURL(outfile)));
