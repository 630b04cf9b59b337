// test/support/patterns.ts
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "vite";
function patternsOf(folder) {
  const found = /* @__PURE__ */ new Map();
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".cjs"))) {
    for (const { pattern, flags } of literalsIn(parseAst(readFileSync(join(folder, name), "utf8")))) {
      found.set(`/${pattern}/${flags}`, new RegExp(pattern, flags));
    }
  }
  return [...found.values()];
}
function literalsIn(node, found = []) {
  if (Array.isArray(node)) for (const one of node) literalsIn(one, found);
  else if (typeof node === "object" && node !== null) {
    const { regex } = node;
    if (regex) found.push(regex);
    else for (const one of Object.values(node)) literalsIn(one, found);
  }
  return found;
}
function pumpsFor({ source }) {
  const words = (source.match(/[A-Za-z][A-Za-z ]{1,11}|[-_.:/=@"'<>{}()[\],;#%&|*+~ ]/g) ?? []).map((word) => word.trim() || " ");
  const own = [...new Set(words)].slice(0, 12);
  const usual = ["a", " ", "\n", "0", "a ", "	", "\\", '"', "-", ".", ":", "/", "<", "{", "a.", "a:", "a=", " \n", "0.", "A"];
  const pairs = own.flatMap((word) => [`${word} `, `${word}a`, `${word}0`]);
  return [.../* @__PURE__ */ new Set([...usual, ...own, ...pairs])];
}
function costOf(pattern, text, tries) {
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < tries; turn += 1) {
    pattern.lastIndex = 0;
    const from = performance.now();
    if (pattern.global) text.replace(pattern, "");
    else pattern.test(text);
    least = Math.min(least, performance.now() - from);
  }
  return least;
}
var SIZE = 4096;
var NOTICED_MS = 4;
function growthOf(pattern) {
  for (const pump of pumpsFor(pattern)) {
    for (const lead of /* @__PURE__ */ new Set(["", leadOf(pattern)])) {
      const text = (size) => `${lead}${pump.repeat(Math.ceil(size / pump.length))}\0`;
      if (costOf(pattern, text(4 * SIZE), 1) < NOTICED_MS) continue;
      const costs = [SIZE, 2 * SIZE, 4 * SIZE].map((size) => costOf(pattern, text(size), 3));
      const growth = [costs[1] / costs[0], costs[2] / costs[1]];
      if (costs[2] >= NOTICED_MS && growth.every((one) => one > 3)) return { pump: lead + pump, growth };
    }
  }
  return null;
}
function leadOf({ source }) {
  return /^\^?(?:\\b)?([A-Za-z ]{2,20})/.exec(source)?.[1] ?? "";
}

// ../../../tmp/red/rx.ts
var ps = patternsOf("/work/wt/redaction/dist");
console.log(ps.length, "patterns");
var t = Date.now();
var n = 0;
for (const p of ps) {
  const g = growthOf(p);
  if (g) {
    n++;
    console.log(String(p).slice(0, 220), "\n   ", JSON.stringify(g.pump), g.growth.map((x) => x.toFixed(1)).join(" "));
  }
}
console.log(n, "super-linear", Date.now() - t, "ms");
