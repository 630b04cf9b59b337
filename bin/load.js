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

/** The first line of a pack, which fills this many bytes, says where in the rest each file has its own: `{ name: [start, length] }`. */
const INDEX_BYTES = 16_384;

/** Hands out what was compiled of a file, undefined where nothing was; null without a pack. */
function openPack(folder) {
  // Bun gives a version of V8 and has none.
  if (bun !== undefined) return null;
  try {
    const file = openSync(packOf(folder), 'r');
    const read = (length, at) => {
      const bytes = Buffer.alloc(length);
      if (readSync(file, bytes, 0, length, at) !== length) throw new Error('the file is cut');
      return bytes;
    };
    const index = JSON.parse(read(INDEX_BYTES, 0).toString('latin1'));
    const { size } = fstatSync(file);
    const isWhole = Object.values(index).every(([start, length]) => INDEX_BYTES + start + length <= size);
    return isWhole ? (name) => index[name] && read(index[name][1], INDEX_BYTES + index[name][0]) : null;
  } catch {
    return null;
  }
}

/** A `require` for the files of a folder that keeps their scripts in `scripts`. What is no file of the folder is required as ever. */
function loaderOf(folder, compiled, scripts = new Map()) {
  const modules = new Map();
  return function load(name) {
    const known = modules.get(name);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(name, module);
    const filename = join(folder, name);
    const script = new Script(
      `(function (exports, require, module, __filename, __dirname) { ${readFileSync(filename, 'latin1')}\n})`,
      {
        filename,
        cachedData: compiled(name),
      },
    );
    scripts.set(name, script);
    const required = (id) => {
      if (id === IMPORTER) return require(join(folder, id));
      return id.startsWith('./') ? load(id.slice(2)) : require(id);
    };
    script.runInThisContext()(module.exports, required, module, filename, folder);
    return module.exports;
  };
}

/** Loads a file of a folder, and with it the others that it requires. */
function load(folder, name) {
  const compiled = openPack(folder);
  return compiled ? loaderOf(folder, compiled)(name) : require(join(folder, name));
}

module.exports = { INDEX_BYTES, load, loaderOf, openPack, packOf };
