import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/catalogue/index.ts';
import type { CatalogueEntry } from '../../src/model/finding.ts';
import { BANNED } from './banned.ts';
import { documentationTexts, sourceTexts, type VisibleText } from './texts.ts';

/** What is wrong with a text, as `src/a.ts: “…” (write: …)`. */
function flaws({ place, text }: VisibleText): string[] {
  return BANNED.filter(({ pattern }) => pattern.test(text)).map(
    ({ pattern, instead }) => `${place}: “${pattern.exec(text)?.[0]}” in “${text.trim().slice(0, 160)}” (write: ${instead})`,
  );
}

describe('texts that users see', () => {
  const texts = sourceTexts();

  test('are found in the sources', () => {
    expect(texts.length).toBeGreaterThan(1000);
    for (const { title, explanation } of Object.values<CatalogueEntry>(catalogue)) {
      expect(texts.some(({ text }) => text === title || text === explanation)).toBe(true);
    }
  });

  test('have no words of a private language', () => {
    expect(texts.flatMap(flaws)).toEqual([]);
  });

  test('nor has the documentation', () => {
    expect(documentationTexts().flatMap(flaws)).toEqual([]);
  });

  test('with such a word are found', () => {
    const text = 'Look at the box on the way, which speaks for the authority';
    expect(flaws({ place: 'a', text })).toHaveLength(5);
    expect(flaws({ place: 'a', text: 'Check the middlebox on the network path.' })).toEqual([]);
  });
});

/** What makes a title state a fault: a verb, or a word for what is wrong. */
const FAULT =
  /\b(?:is|are|was|does|has|have|do|cannot|could|not|no|never|without|missing|invalid|malformed|incorrect|wrong|unusable|bad|broken|failed|fails?|failure|error|refused|rejected|denied|blocked|reset|closed|timed out|times out|stalled|interrupted|truncated|intercepted|interrupted|expired?s?|exceeded|exhausted|required|requires|unsupported|unrecognized|undocumented|untrusted|unreachable|outdated|slow|weak|mismatch|conflict|disabled|disagree|different|differ|ignore[sd]?|bypassed|overrides?|overload(?:ed)?|retired|removed|deactivated|inactive|incompatible|shadows|limit|used up|reports|lacks|contains|belongs|returns?|sent|gives? up|violat(?:es|ion)|unexpected|unprocessable|incident|portal|overlap|reached|too|unverifi(?:able|ed)|validate|match(?:es)?|intermittent|lost|dropped|drops|conflicts?|known bug|resolves|claims?|nothing|only|but|partly|skewed|misconfigured|loading|stripped|private|plain|stops?|stopped|uses?|increased|trust|larger|exceeds|white space|captures|self-signed)\b/i;

describe.each(Object.entries<CatalogueEntry>(catalogue))('the title of %s', (_, { title }) => {
  test('states the fault in at most 60 characters, in sentence case, without a full stop', () => {
    expect(title.length).toBeLessThanOrEqual(60);
    expect(title).toMatch(/^(?:[A-Z]|\{)/);
    expect(title).not.toMatch(/[.!:]$/);
    expect(title).toMatch(FAULT);
    // A relative clause makes a thing of the fault, as in “Proxy that hangs up”.
    expect(title).not.toMatch(/^(?:[A-Z]\w*)(?: \w+){0,3} (?:that|which|whose)\b/);
  });
});
