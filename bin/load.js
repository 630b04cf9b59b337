// Loads the files of dist/ as `require` does, with what V8 made of them when they were built, where that is there and of this V8. A check
// spends a fifth of its time on compiling. Nothing is written: the build alone makes that file, and a package has none.
const { fstatSync, openSync, readFileSync, readSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const { v8, bun } = process.versions;

/** What imports packages that are ES modules: a script that V8 had compiled before cannot. */
const IMPORTER = './import.cjs';

/** Where the build keeps what it compiled. V8 takes no other version's, so the name has it. */
const packOf = (folder) => join(folder, `compiled-${v8}-${process.arch}`);

/**
 * The first line of a pack, which fills this many bytes, says which files lie together, and where in the rest their text and what V8 made of it
 * are: `[{ names, text: [start, length], compiled: [start, length] }]`.
 */
const INDEX_BYTES = 16_384;

/** The text of a script that holds some files: an object with the function of each, in brackets, for which V8 compiles it at once. */
function scriptOf(folder, names) {
  const functionOf = (name) =>
    `${JSON.stringify(name)}: (function (exports, require, module, __filename, __dirname) { ${readFileSync(join(folder, name), 'latin1')}\n})`;
  return `({\n${names.map(functionOf).join(',\n')}\n})`;
}

/** Hands out the files that lie with a file, undefined where it is in no pack; null without a pack. */
function openPack(folder) {
  // Bun gives a version of V8 and has none.
  if (bun !== undefined) return null;
  try {
    const file = openSync(packOf(folder), 'r');
    const read = ([start, length]) => {
      const bytes = Buffer.allocUnsafeSlow(length);
      if (readSync(file, bytes, 0, length, start) !== length) throw new Error('the file is cut');
      return bytes;
    };
    const groups = JSON.parse(read([0, INDEX_BYTES]).toString('latin1'));
    const { size } = fstatSync(file);
    if (groups.some(({ text, compiled }) => [text, compiled].some(([start, length]) => start + length > size))) return null;
    return (name) => {
      const group = groups.find(({ names }) => names.includes(name));
      return group && { text: read(group.text).latin1Slice(), compiled: read(group.compiled) };
    };
  } catch {
    return null;
  }
}

/** A `require` for the files of a folder that notes each script with the text it was made from. What is no file of the folder is required as ever. */
function loaderOf(folder, groupWith, scripts = new Map()) {
  const functions = new Map();
  const modules = new Map();
  const functionOf = (name) => {
    if (!functions.has(name)) {
      const { text, compiled } = groupWith(name) ?? { text: scriptOf(folder, [name]) };
      const script = new Script(text, { filename: join(folder, name), cachedData: compiled });
      scripts.set(text, script);
      for (const [one, made] of Object.entries(script.runInThisContext())) functions.set(one, made);
    }
    return functions.get(name);
  };
  return function load(name) {
    const known = modules.get(name);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(name, module);
    const required = (id) => {
      if (id === IMPORTER) return require(join(folder, id));
      return id.startsWith('./') ? load(id.slice(2)) : require(id);
    };
    functionOf(name)(module.exports, required, module, join(folder, name), folder);
    return module.exports;
  };
}

/** Loads a file of a folder, and with it the others that it requires. */
function load(folder, name) {
  const groupWith = openPack(folder);
  return groupWith ? loaderOf(folder, groupWith)(name) : require(join(folder, name));
}

module.exports = { INDEX_BYTES, load, loaderOf, openPack, packOf, scriptOf };
