/** Every text of the tool in which commands stand, with where it comes from. */
import { apiErrors, libraryTypes } from '../../src/catalogue/documented.ts';
import { catalogue, findingIds } from '../../src/catalogue/index.ts';
import { meaningOf } from '../../src/explain/page/meanings.ts';
import { books } from '../../src/knowledge/books.ts';
import type { KnownProduct } from '../../src/knowledge/entry.ts';
import { remedies } from '../../src/knowledge/remedies/index.ts';
import type { CatalogueEntry, Step } from '../../src/model/finding.ts';
import type { Platform } from '../../src/model/layers.ts';

export interface Template {
  from: string;
  text: string;
  on: Platform[];
}

export const PLATFORMS: Platform[] = ['linux', 'macos', 'wsl', 'container', 'windows'];

const of = (from: string, steps: readonly (string | Step)[]): Template[] =>
  steps.map((step) =>
    typeof step === 'string' ? { from, text: step, on: PLATFORMS } : { from, text: step.text, on: step.on ?? PLATFORMS },
  );

export const templates: Template[] = [
  ...findingIds.flatMap((id) => of(id, (catalogue[id] as CatalogueEntry).steps)),
  ...remedies.flatMap(({ sample, steps }) => of(`remedy of ${sample.slice(0, 40)}`, steps)),
  ...findingIds.flatMap((id) => of(`causes of ${id}`, meaningOf(id).causes)),
  ...Object.values(apiErrors).flatMap(({ id, steps }) => of(id, steps)),
  ...Object.values(libraryTypes).flatMap(({ name, steps, causes }) => of(name, [...steps, ...causes])),
  ...Object.values(books).flatMap((book) =>
    (book as readonly KnownProduct[]).flatMap(({ id, steps, notes }) => [
      ...Object.entries(steps ?? {}).flatMap(([finding, texts]) => of(`${id}: ${finding}`, texts ?? [])),
      ...of(`notes on ${id}`, notes ?? []),
    ]),
  ),
];

/** Texts that are shown whole, as prose. */
export const prose: Template[] = [
  ...findingIds.flatMap((id) => of(id, [catalogue[id].title, catalogue[id].explanation])),
  ...remedies.flatMap(({ sample, means }) => (means ? of(`meaning of ${sample.slice(0, 40)}`, [means]) : [])),
  ...findingIds.flatMap((id) => of(`meaning of ${id}`, [meaningOf(id).means])),
];
