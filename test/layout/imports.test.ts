import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../lab/lab.ts';
import { circles, FOLDERS, type Imports, importsBelow, upward } from './imports.ts';

const sources = importsBelow(join(root, 'src'));

describe('the layout of the sources', () => {
  it('has only folders of the list, and index.ts beside them', () => {
    const outside = [...sources.keys()].filter((file) => file !== 'index.ts' && !FOLDERS.includes(file.split('/')[0] as string));
    expect(outside).toEqual([]);
  });

  it('imports downward alone', () => {
    expect(upward(sources)).toEqual([]);
  });

  it('has no circle of imports, those of types included', () => {
    expect(circles(sources)).toEqual([]);
  });

  it('imports only files that exist', () => {
    const missing = [...sources].flatMap(([from, targets]) =>
      targets.filter((to) => !sources.has(to)).map((to) => `${from} -> ${to}`),
    );
    expect(missing).toEqual([]);
  });

  it('has no folder with more files than one can look through', () => {
    const counts = new Map<string, number>();
    for (const file of sources.keys()) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    const crowded = [...counts].filter(([folder, files]) => files > 24 && !folder.startsWith('knowledge/'));
    expect(crowded.map(([folder]) => folder)).toEqual([]);
  });
});

describe('the reading of imports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-doctor-imports-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const planted = (files: Record<string, string>): Imports => {
    const base = mkdtempSync(join(folder, 'tree-'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(base, name)), { recursive: true });
      writeFileSync(join(base, name), text);
    }
    return importsBelow(base);
  };

  it.each([
    ['a static import', "import { b } from '../catalogue/b.ts';\nexport const a = b;"],
    ['an import of a type', "import type { B } from '../catalogue/b.ts';\nexport type A = B;"],
    ['a dynamic import', "export const a = () => import('../catalogue/b.ts');"],
    ['an export from', "export { b } from '../catalogue/b.ts';"],
    ['an export of everything', "export * from '../catalogue/b.ts';"],
    ['a type written as import()', "export type A = import('../catalogue/b.ts').B;"],
  ])('sees an arrow upward in %s', (_how, text) => {
    const tree = planted({ 'net/a.ts': text, 'catalogue/b.ts': 'export const b = 1;\nexport type B = number;' });
    expect(upward(tree)).toEqual(['net/a.ts -> catalogue/b.ts']);
  });

  it('sees a circle of two files, and of types alone', () => {
    const tree = planted({
      'net/a.ts': "import type { B } from './b.ts';\nexport type A = B;",
      'net/b.ts': "import type { A } from './a.ts';\nexport type B = A;",
      'net/c.ts': "import type { A } from './a.ts';\nexport type C = A;",
    });
    expect(circles(tree).map((circle) => circle.toSorted())).toEqual([['net/a.ts', 'net/b.ts']]);
  });

  it('sees no import in a comment or a string', () => {
    const tree = planted({
      'net/a.ts': "// import { b } from '../catalogue/b.ts';\nexport const a = \"import '../catalogue/b.ts'\";",
    });
    expect(upward(tree)).toEqual([]);
  });
});
