// Makes dist/, which is what the package ships: the sources bundled into a few CommonJS files, and the types of the API. Some two hundred
// modules take Node 100 ms to find and open one by one; required as a few files, they cost what their code costs. The packages under
// `dependencies` stay outside, where an audit sees them. The sources one by one, for what measures parts of the tool, go to build/.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, transform } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const from = (path) => join(root, path);
const { version } = JSON.parse(readFileSync(from('package.json'), 'utf8'));

/** What is loaded at once, and what is loaded when it is first needed becomes files of its own. */
const ENTRIES = {
  program: 'src/cli/program.ts',
  'plain-check': 'src/cli/plain-check.ts',
  'last-words': 'src/cli/last-words.ts',
  api: 'src/index.ts',
};

/** What each start loads, in one file: to find and open ten small ones takes Node longer than all else that a page of `explain` needs. */
const FIRST = { cli: 'src/cli/main.ts' };

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
      const { PAGE_VALUES: values } = await import(pathToFileURL(from('build/explain/page/page.js')));
      const shownStep = await stepFilter();
      const shown = Object.entries(catalogue).map(([id, { steps, ...entry }]) => [
        id,
        { ...entry, steps: steps.flatMap((step) => shownStep(step, values.page)) },
      ]);
      // Functions are no JSON. The rest Node parses faster than the same as code.
      const json = JSON.stringify(JSON.stringify(Object.fromEntries(shown)));
      return { contents: `export const catalogue = JSON.parse(${json});\nexport const findingIds = Object.keys(catalogue);` };
    });
  },
};

/** The first file leaves to the others what they are entries for. */
const otherEntries = {
  name: 'other entries',
  setup(bundle) {
    const names = Object.keys(ENTRIES).map((name) => [`./${name}.ts`, `./${name}.js`]);
    bundle.onResolve({ filter: /^\.\/[\w-]+\.ts$/ }, ({ path, kind }) => {
      const [, file] = kind === 'dynamic-import' ? (names.find(([name]) => name === path) ?? []) : [];
      return file ? { path: file, external: true } : null;
    });
  },
};

/** ESM, split where something is loaded on demand, which esbuild does for ESM alone. */
async function bundle(entryPoints, { splitting, plugins }) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: 'dist',
    bundle: true,
    splitting,
    format: 'esm',
    platform: 'node',
    target: 'node20.18',
    packages: 'external',
    charset: 'utf8',
    chunkNames: '[name]-[hash]',
    define: { 'import.meta.url': '__filename', 'import.meta.dirname': '__dirname', BUNDLED_VERSION: JSON.stringify(version) },
    plugins,
    write: false,
  });
  return outputFiles.map(({ path, text }) => ({ name: path.slice(from('dist').length + 1), text }));
}

/** The same file as CommonJS, which Node requires without its loader of ESM. */
async function toCommonJs({ name, text }) {
  const how = { format: 'cjs', platform: 'node', target: 'node20.18', charset: 'ascii' };
  const { code: script } = await transform(text, { ...how, minifyWhitespace: true, minifySyntax: true });
  // As a script its names of functions and classes stay, for whoever reads a stack trace; only those within functions go.
  const { code: short } = await transform(script, { target: how.target, charset: how.charset, minify: true });
  // Never run, but this is where Node.js reads the names that an ES module can import.
  const code = short + (/0&&\(module\.exports=\{[^{}]*\}\);\s*$/.exec(script)?.[0] ?? '');
  // Packages that are ESM alone stay with `import`, in a file of its own (see bin/load.js).
  const local = code
    .replaceAll(/\b(require|import)\("(\.[^"]*)\.js"\)/g, '$1("$2.cjs")')
    .replaceAll(/\bimport\(("(?:\.|node:)[^"]*")\)/g, 'Promise.resolve().then(()=>require($1))')
    .replaceAll(/\bimport\(("[\w@][^"]*")\)/g, 'require("./import.cjs")($1)')
    // Node.js reads a text of ASCII alone in half the memory and half the time. What is left are letters in patterns and templates.
    .replaceAll(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return { name: name.replace(/\.js$/, '.cjs'), text: local };
}

/** Leaves out a step that no reader of a page is shown: most are for cases of a check, whose values a page does not have. */
async function stepFilter() {
  const { fillStep } = await import(pathToFileURL(from('build/catalogue/command/step.js')));
  const { readerOf } = await import(pathToFileURL(from('build/catalogue/command/typist.js')));
  const readers = ['linux', 'wsl', 'container', 'macos', 'windows'].flatMap((platform) =>
    ['posix', 'fish', 'powershell', 'cmd'].flatMap((shell) =>
      [undefined, 'debian', 'fedora', 'arch', 'alpine', 'suse', 'nixos', 'termux'].map((distribution) => ({
        platform,
        shell,
        distribution,
        startedAs: ['api-doctor'],
      })),
    ),
  );
  return (step, values) => {
    const { text, on } = typeof step === 'string' ? { text: step } : step;
    const isFor = ({ platform }) => !on || on.includes(platform);
    const isShown = readers.some((reader) => isFor(reader) && fillStep(text, values, readerOf(reader)) !== null);
    return isShown ? [on ? { text, on } : text] : [];
  };
}

/**
 * The pages of `explain` for all terms but products: their texts, one behind the other, and where each is. Most of a page's time would go into texts of
 * other pages.
 */
async function pages() {
  const shownStep = await stepFilter();
  const { templateFor, terms } = await import(pathToFileURL(from('build/explain/page/terms.js')));
  const { PAGE_VALUES: values } = await import(pathToFileURL(from('build/explain/page/page.js')));
  const places = new Map();
  const lines = new Map();
  let texts = '';
  let end = 0;
  for (const name of [...terms, ...Object.keys(STATUS_CODES)]) {
    const page = await templateFor(name);
    // Pages of products are half of all, and seldom asked for.
    if (!page || page.term !== name || page.kind === 'product') continue;
    const text = JSON.stringify({ ...page, term: undefined, steps: page.steps.flatMap((step) => shownStep(step, values.page)) });
    if (!places.has(text)) {
      places.set(text, [end, Buffer.byteLength(text)]);
      texts += text;
      end += Buffer.byteLength(text);
    }
    lines.set(name, `${name}\t${places.get(text).join('\t')}\n`);
  }
  return [
    { name: 'pages.index', text: `${JSON.stringify(values)}\n${[...lines.values()].join('')}` },
    { name: 'pages.txt', text: texts },
  ];
}

/** The help of the tool and of `check`, at the widths of a pipe and of a wide terminal: commander and all options are loaded for other widths alone. */
async function helps() {
  const { runProgram } = await import(pathToFileURL(from('build/cli/program.js')));
  const { STARTED_AS } = await import(pathToFileURL(from('build/cli/ready-help.js')));
  const helpOf = async (argv, columns) => {
    let text = '';
    await runProgram(argv, {
      version,
      platform: 'linux',
      startedAs: [STARTED_AS],
      stdout: { columns, write: (part) => (text += part) },
    });
    return text;
  };
  const texts = {};
  for (const columns of [80, 100]) {
    texts[columns] = { '': await helpOf(['--help'], columns), check: await helpOf(['check', '--help'], columns) };
  }
  return { name: 'help.json', text: JSON.stringify(texts) };
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

/** Runs a program of Node.js here, with what it says shown. */
function runNode(...words) {
  return spawnSync(process.execPath, words, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}

/** What was compiled of other files: V8 would take it for that of these where their lengths are the same. */
function removeCompiled() {
  const names = existsSync(from('dist')) ? readdirSync(from('dist')) : [];
  for (const name of names) if (name.startsWith('compiled-')) rmSync(from(join('dist', name)));
}

const tsc = runNode(from('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json');
const sources = [
  ...(await bundle(ENTRIES, { splitting: true, plugins: [catalogueTexts] })),
  ...(await bundle(FIRST, { splitting: false, plugins: [otherEntries] })),
];
const files = await Promise.all(sources.map(toCommonJs));
removeCompiled();
// One entry for `import` and `require`: Node finds the names that a file of CommonJS exports.
const importer = { name: 'import.cjs', text: 'module.exports = (name) => import(name);\n' };
replace([...files, importer, ...(await pages()), await helps(), ...[...typesFrom('index.d.ts')].map(toCommonTypes)]);
if (runNode(from('tools/compile.js')).status !== 0)
  process.stderr.write('build: not compiled ahead; each start compiles what it needs\n');
process.exitCode = tsc.status ?? 1;
