import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';

/** A regular expression of the sources. */
export interface Pattern {
  source: string;
  flags: string;
  /** Where it is written, or "built" for one that is put together when a module is loaded. */
  place: string;
}

interface Node {
  type: string;
  start: number;
  regex?: { pattern: string; flags: string };
  callee?: { type: string; name?: string };
  [name: string]: unknown;
}

/** Every literal of the TypeScript files below a folder, and every place where one is built from a text. */
export function patternsWritten(folder: string): { literals: Pattern[]; built: string[] } {
  const literals: Pattern[] = [];
  const built: string[] = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
    const text = readFileSync(join(folder, file), 'utf8');
    const place = (node: Node) => `${file}:${text.slice(0, node.start).split('\n').length}`;
    each(parseSync(file, text).program as unknown as Node, (node) => {
      if (node.regex) literals.push({ source: node.regex.pattern, flags: node.regex.flags, place: place(node) });
      if (/^(?:New|Call)Expression$/.test(node.type) && node.callee?.name === 'RegExp') built.push(place(node));
    });
  }
  return { literals, built };
}

function each(node: Node, visit: (node: Node) => void): void {
  if (typeof node.type === 'string') visit(node);
  for (const child of Object.values(node)) {
    if (typeof child === 'object' && child !== null) each(child as Node, visit);
  }
}

/** Runs something, and returns every regular expression that was built from a text meanwhile. */
export async function patternsBuilt(run: () => Promise<void>): Promise<Pattern[]> {
  const Native = globalThis.RegExp;
  const built: Pattern[] = [];
  const note = (made: RegExp) => {
    built.push({ source: made.source, flags: made.flags, place: 'built' });
    return made;
  };
  globalThis.RegExp = new Proxy(Native, {
    construct: (target, args) => note(Reflect.construct(target, args)),
    apply: (target, _this, args) => note(Reflect.construct(target, args)),
  });
  try {
    await run();
  } finally {
    globalThis.RegExp = Native;
  }
  return built;
}
