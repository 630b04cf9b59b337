import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { expect, test } from 'vitest';
import { html } from '../../src/report/reporters/html/template.ts';
import { EVIL } from '../support/reports.ts';

type Element = DefaultTreeAdapterTypes.Element;

test('a value stays one text, in an element as in an attribute, and makes no element of its own', () => {
  const text = fc.oneof(
    fc.constant(EVIL),
    fc.constantFrom('"', "'", '</p>', '<!--', '&lt;', '<script>', '" onload="x'),
    fc.string(),
  );
  fc.assert(
    fc.property(text, (value) => {
      // A browser makes one line break of the two that Windows writes, and no text of a null character.
      const plain = value.replaceAll('\r', '').replaceAll('\0', '');
      const { childNodes } = parseFragment(html`<p title="${plain}">${plain}</p>`.markup);
      const [paragraph] = childNodes as Element[];
      expect(childNodes).toHaveLength(1);
      expect(paragraph?.attrs).toEqual([{ name: 'title', value: plain }]);
      expect(paragraph?.childNodes.map((node) => ('value' in node ? node.value : node.nodeName)).join('')).toBe(plain);
    }),
  );
});

test('markup goes in as it is, a list one by one, and what is missing as nothing', () => {
  expect(html`<ul>${['a<b', 'c'].map((item) => html`<li>${item}</li>`)}</ul>${null}${undefined}${false}${0}`.markup).toBe(
    '<ul><li>a&lt;b</li><li>c</li></ul>0',
  );
});
