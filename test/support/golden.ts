import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { root } from '../lab/lab.ts';

/** Compares a text with the file that was looked at by a person. `UPDATE_GOLDEN=1` writes it anew, to be looked at again. */
export function expectGolden(name: string, text: string): void {
  const file = join(root, 'test', 'report', 'golden', name);
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}
