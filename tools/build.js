// Makes dist/, which is what the package ships: the sources bundled into a few CommonJS files, and the types of the API. Some two hundred
// modules take Node 100 ms to find and open one by one; required as a few files, they cost what their code costs. The packages under
// `dependencies` stay outside, where an audit sees them. The sources one by one, for what measures parts of the tool, go to build/.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, transform } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const from = (path) => join(root, path);
const { version } = JSON.parse(readFileSync(from('package.json'), 'utf8'));

/** What is loaded at once, and what is loaded when it is first needed becomes files of its own. */
const ENTRIES = { cli: 'src/cli/main.ts', api: 'src/index.ts' };

/**
 * The pages of `explain` and the list of `codes` read the texts of the catalogue and judge nothing, so they get the texts alone: with its
 * conditions come half of the tool's modules.
 */
const catalogueTexts = {
  name: 'texts of the catalogue',
  setup(bundle) {
    const readers = /\/src\/(?:explain\/page\/(?:page|list-pages|meanings|terms)|cli\/commands\/list-codes)\.ts$/;
    bundle.onResolve({ filter: /\/catalogue\/index\.ts$/ }, ({ importer }) =>
      readers.test(importer.replaceAll('\\', '/')) ? { path: 'texts', namespace: 'catalogue' } : null,
    );
    bundle.onLoad({ filter: /.*/, namespace: 'catalogue' }, async () => {
      const { catalogue } = await import(pathToFileURL(from('build/catalogue/index.js')));
      // Functions are no JSON. The rest Node parses faster than the same as code.
      const json = JSON.stringify(JSON.stringify(catalogue));
      return { contents: `export const catalogue = JSON.parse(${json});\nexport const findingIds = Object.keys(catalogue);` };
    });
  },
};

/** ESM that is split where something is loaded on demand, which esbuild does for ESM alone. */
async function bundle() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.18',
    packages: 'external',
    charset: 'utf8',
    chunkNames: '[name]-[hash]',
    define: { 'import.meta.url': '__filename', 'import.meta.dirname': '__dirname', BUNDLED_VERSION: JSON.stringify(version) },
    plugins: [catalogueTexts],
    write: false,
  });
  return outputFiles.map(({ path, text }) => ({ name: path.slice(from('dist').length + 1), text }));
}

/** The same file as CommonJS, which Node requires without its loader of ESM. */
async function toCommonJs({ name, text }) {
  const how = { format: 'cjs', platform: 'node', target: 'node20.18', charset: 'utf8' };
  // Names stay, for whoever reads a stack trace.
  const { code } = await transform(text, { ...how, minifyWhitespace: true, minifySyntax: true });
  // Packages that are ESM alone stay with `import`.
  const local = code
    .replaceAll(/\b(require|import)\("(\.[^"]*)\.js"\)/g, '$1("$2.cjs")')
    .replaceAll(/\bimport\(("(?:\.|node:)[^"]*")\)/g, 'Promise.resolve().then(()=>require($1))');
  return { name: name.replace(/\.js$/, '.cjs'), text: local };
}

/** The same types for what is CommonJS: a program that requires the package may name no type of an ES module. */
function toCommonTypes([name, text]) {
  const local = text.replaceAll(/(["'])(\.[^"']+)\.ts\1/g, '$1$2.cjs$1');
  return { name: name.replace(/\.d\.ts$/, '.d.cts'), text: local };
}

/** The types that a program can come across: those of the entry, and what they name. */
function typesFrom(name, found = new Map()) {
  if (found.has(name)) return found;
  const text = readFileSync(from(join('build', name)), 'utf8');
  found.set(name, text);
  for (const [, path] of text.matchAll(/["'](\.[^"']+)\.ts["']/g)) typesFrom(join(dirname(name), `${path}.d.ts`), found);
  return found;
}

/** File by file, the new in place of the old, and only then without the rest: the tool can be run meanwhile. */
function replace(files) {
  for (const { name, text } of files) {
    const path = from(join('dist', name));
    mkdirSync(dirname(path), { recursive: true });
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, text);
    renameSync(draft, path);
  }
  const names = new Set(files.map(({ name }) => name));
  for (const entry of readdirSync(from('dist'), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !names.has(path.slice(from('dist').length + 1))) rmSync(path);
  }
}

const tsc = spawnSync(process.execPath, [from('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
const files = await Promise.all((await bundle()).map(toCommonJs));
// One entry for `import` and `require`: Node finds the names that a file of CommonJS exports.
replace([...files, ...[...typesFrom('index.d.ts')].map(toCommonTypes)]);
process.exitCode = tsc.status ?? 1;
