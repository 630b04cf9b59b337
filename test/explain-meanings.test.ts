import { expect, test } from 'vitest';
import { catalogue, type FindingId, findingIds } from '../src/catalogue/index.ts';
import { codes } from '../src/explain/codes.ts';
import { meaningOf } from '../src/explain/meanings.ts';
import { curlExits } from '../src/explain/numbers.ts';
import { findingPage } from '../src/explain/page.ts';
import { signs } from '../src/explain/signs.ts';
import { findingsOfStatus, tells } from '../src/explain/tells.ts';
import type { CatalogueEntry } from '../src/types.ts';

test.each(findingIds)('%s has a page that a reader can use', (id) => {
  const { means, causes } = meaningOf(id);
  const page = findingPage(id, { term: id, platform: 'linux' });
  const { severity }: CatalogueEntry = catalogue[id];
  expect(means).toMatch(/^[A-Z].*\.$/s);
  for (const cause of causes) expect(cause).toMatch(/[.!]$/);
  // Warnings may have one cause, which is what they are called by.
  if (severity === 'error') expect(page.steps.length + causes.length).toBeGreaterThan(0);
  expect(`${page.title} ${page.meaning} ${page.causes} ${page.steps}`).not.toMatch(/\[object|verify=False|REJECT_UNAUTHORIZED=0/);
});

test('every finding that a table names is one', () => {
  const named = [
    ...Object.values(codes),
    ...Object.values(curlExits),
    ...signs.map(({ id }) => id),
    ...Object.values(findingsOfStatus).flat(),
    ...Object.keys(tells),
  ];
  expect(named.filter((id) => !findingIds.includes(id as FindingId))).toEqual([]);
});

test('a status that several errors share says how to tell each', () => {
  for (const ids of Object.values(findingsOfStatus))
    if (ids.length > 1) for (const id of ids.slice(0, 2)) expect(id in tells || ids.length === 2, id).toBe(true);
});
