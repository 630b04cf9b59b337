import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { PageTemplate, PageValues } from './page.ts';

/** A page as the build made it. */
export interface ReadyPage {
  template: PageTemplate;
  values: PageValues;
}

/**
 * The page of a term, written exactly so, from the two files of the build: of all texts only its own is read and parsed. Null where the build
 * made none, and in the sources, which have no such files.
 */
export function readyPage(term: string, folder = import.meta.dirname): ReadyPage | null {
  try {
    const index = readFileSync(join(folder, 'pages.index'), 'utf8');
    const place = placeOf(term, index);
    if (!place) return null;
    const values: PageValues = JSON.parse(index.slice(0, index.indexOf('\n')));
    return { template: { ...JSON.parse(textAt(place, folder)), term }, values };
  } catch {
    // Whatever is wrong with these files, the page can be made again.
    return null;
  }
}

/**
 * Where a term's page starts in the texts and how long it is, both in bytes. The first line of the index has the values for all commands, each
 * other one a term and these two numbers between tabs: to search that text takes less time than to parse it.
 */
function placeOf(term: string, index: string): [number, number] | null {
  const at = /[\t\n]/.test(term) ? -1 : index.indexOf(`\n${term}\t`);
  if (at < 0) return null;
  const [, start, length] = index.slice(at + 1, index.indexOf('\n', at + 1)).split('\t');
  return [Number(start), Number(length)];
}

function textAt([start, length]: [number, number], folder: string): string {
  const file = openSync(join(folder, 'pages.txt'), 'r');
  try {
    const text = Buffer.alloc(length);
    readSync(file, text, 0, length, start);
    return text.toString('utf8');
  } finally {
    closeSync(file);
  }
}
