import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { parseSync } from 'oxc-parser';

/** A file of the sources, as `net/dns/ask.ts`, and the files that it imports, imports of types included. */
export type Imports = Map<string, string[]>;

/** Folders of `src` from the top down: each imports only from itself and from those below it. */
export const FOLDERS = [
  'cli',
  'check',
  'explain',
  'practice',
  'diagnosis',
  'report',
  'catalogue',
  'run',
  'probes',
  'net',
  'secrets',
  'settings',
  'knowledge',
  'machine',
  'model',
];

/** Reads what each TypeScript file below a folder imports from its neighbors, by parsing it. */
export function importsBelow(folder: string): Imports {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
  const named = (path: string) => relative(folder, path).replaceAll(sep, '/');
  return new Map(
    files.map((path) => [named(path), specifiersIn(path).map((specifier) => named(join(dirname(path), specifier)))]),
  );
}

/** The relative specifiers of a file: static, dynamic, `export … from`, and types written as `import('…')`. */
function specifiersIn(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  const { module, program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const specifiers = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])),
    ...module.dynamicImports.map(({ moduleRequest }) => text.slice(moduleRequest.start + 1, moduleRequest.end - 1)),
    ...importedTypes(program),
  ];
  return [...new Set(specifiers)].filter((specifier) => specifier.startsWith('.'));
}

/** Specifiers of types written as `import('…').Name`, at any depth of the tree. */
function importedTypes(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(importedTypes);
  if (typeof node !== 'object' || node === null) return [];
  const own =
    'type' in node && node.type === 'TSImportType' && 'source' in node ? [(node.source as { value: string }).value] : [];
  return [...own, ...Object.values(node).flatMap(importedTypes)];
}

/** Imports that point up the list of folders, or to a folder that is not in it, as `net/x.ts -> catalogue/y.ts`. */
export function upward(imports: Imports): string[] {
  const rank = (file: string) => (file === 'index.ts' ? -1 : FOLDERS.indexOf(file.split('/')[0] as string));
  return [...imports].flatMap(([from, targets]) => targets.filter((to) => rank(to) < rank(from)).map((to) => `${from} -> ${to}`));
}

/** Each circle of imports once, as the list of its files (Tarjan's strongly connected components). */
export function circles(imports: Imports): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): number => {
    const own = order.size;
    order.set(file, own);
    lowest.set(file, own);
    stack.push(file);
    for (const to of imports.get(file) ?? []) {
      const reached = order.has(to) ? (stack.includes(to) ? (order.get(to) as number) : own) : visit(to);
      lowest.set(file, Math.min(lowest.get(file) as number, reached));
    }
    if (lowest.get(file) === own) {
      const circle = stack.splice(stack.indexOf(file));
      if (circle.length > 1 || imports.get(file)?.includes(file)) found.push(circle);
    }
    return lowest.get(file) as number;
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return found;
}
