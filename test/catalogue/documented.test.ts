import { describe, expect, test } from 'vitest';
import { apiErrors, documentedLink, libraryTypes, newerErrors } from '../../src/catalogue/documented.ts';
import { catalogue, type FindingId } from '../../src/catalogue/index.ts';
import { libraryType } from '../../src/knowledge/answer/documented-names.ts';
import type { AnswerId } from '../../src/knowledge/answer/read-answer.ts';

describe('the documented errors', () => {
  test('are eight, each with the finding that shows it', () => {
    expect(Object.keys(apiErrors)).toHaveLength(8);
    for (const [id, error] of Object.entries(apiErrors)) {
      expect(id).toBe(error.id);
      expect(id.startsWith(String(error.httpStatus))).toBe(true);
      expect(catalogue[error.finding as FindingId]?.apiError).toBe(id);
    }
  });

  test('those that were added later lead to findings as well', () => {
    for (const { finding, steps } of newerErrors) {
      expect(catalogue).toHaveProperty([finding]);
      expect(steps.length).toBeGreaterThan(0);
    }
  });

  test('ten types, with the statuses that raise them', () => {
    expect(Object.keys(libraryTypes)).toHaveLength(10);
    for (const { name, httpStatuses } of Object.values(libraryTypes))
      for (const status of httpStatuses) expect(libraryType(status)).toBe(name);
    expect([402, 405, 407, 408, 413, 415, 418, 431, 451].map(libraryType)).toEqual(Array(9).fill(null));
    expect([501, 502, 503, 504, 520, 529].map(libraryType)).toEqual(Array(6).fill('InternalServerError'));
  });

  test('lead to the part of the documentation that speaks of them', () => {
    const links = [
      documentedLink('429-rate-limit', 'RateLimitError'),
      documentedLink(null, 'APIConnectionError'),
      documentedLink(null, null),
    ];
    expect(new Set(links).size).toBe(3);
    for (const link of links) expect(link).toMatch(/^https:\/\/platform\.openai\.com\/docs\/guides\/error-codes/);
  });

  test('no text repeats another one', () => {
    const texts = [...Object.values(apiErrors), ...newerErrors].map(({ cause }) => cause);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

test('every finding that an answer can prove is in the catalogue', () => {
  // Does not compile where one is missing.
  const known = (id: AnswerId): FindingId => id;
  expect(catalogue).toHaveProperty([known('http/not-the-api')]);
});
