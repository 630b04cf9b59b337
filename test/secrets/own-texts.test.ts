import { expect, test } from 'vitest';
import { catalogue } from '../../src/catalogue/index.ts';
import { clientBugs } from '../../src/knowledge/clients/bugs/index.ts';
import { clients } from '../../src/knowledge/clients/index.ts';
import { middleboxes } from '../../src/knowledge/middleboxes/index.ts';
import { providers } from '../../src/knowledge/providers/index.ts';
import type { CatalogueEntry, Step } from '../../src/model/finding.ts';
import { ownWordsMaskerFor } from '../../src/secrets/redact/text.ts';

const textOf = (step: string | Step) => (typeof step === 'string' ? step : step.text);

/** Every text of our own that people read beside what was seen. */
const own = [
  ...(Object.values(catalogue) as CatalogueEntry[]).flatMap(({ title, explanation, steps }) => [
    title,
    explanation,
    ...steps.map(textOf),
  ]),
  ...[...clients, ...middleboxes, ...providers].flatMap(({ steps = {}, notes = [] }) => [
    ...Object.values(steps).flatMap((ones) => (ones ?? []).map(textOf)),
    ...notes,
  ]),
  ...clientBugs.flatMap(({ symptom, condition, cure }) => [symptom, condition, ...cure.map(textOf)]),
];

/** Values that are nobody's secret. */
const filled = (text: string) =>
  text
    .replaceAll(/\{\w*[pP]ort\w*\}/g, '8080')
    .replaceAll(/\{(?:origin|remoteOrigin|standardOrigin)\}/g, 'https://api.example.com')
    .replaceAll(/\{\w*(?:Url|URL)\}/g, 'https://api.example.com/v1')
    .replaceAll(/\{\w+\}/g, 'example');

test.each([...new Set(own.map(filled))])('is left as it is: %s', (text) => {
  expect(ownWordsMaskerFor([])(text)).toBe(text);
});
