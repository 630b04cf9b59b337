import { describe, expect, test } from 'vitest';
import { isConditional, isResolved } from '../../src/explain/read/mentions/conditions.ts';

describe('what may happen, and did not', () => {
  test.each([
    'If you get ',
    'when the server answers with ',
    'Whenever users see an error like ',
    'Should it fail with ',
    '- if the API returns ',
    'Wait a minute when we get a ',
    'If a request fails in this way, look at the console and search for ',
    'retry once it returns ',
  ])('%s', (before) => expect(isConditional(before)).toBe(true));

  test.each([
    'openai.RateLimitError: ',
    'The server answered with ',
    'If you need help, write to us. Error: ',
    'retrying in 3 s after ',
    'After 3 attempts: ',
    'Got ',
    'if (response.status === ',
  ])('not: %s', (before) => expect(isConditional(before)).toBe(false));
});

describe('what is over', () => {
  test.each(['It turned out that', ' everywhere (resolved)', 'and it works again', 'post-mortem of the outage'])('%s', (text) =>
    expect(isResolved(text)).toBe(true),
  );
  test.each(['could not be resolved', 'connection closed', 'it never worked', 'request done (fixed header)'])('not: %s', (text) =>
    expect(isResolved(text)).toBe(false),
  );
});
