/** A secret that nothing but its value gives away, encoded once more by whoever sends it back: no peer chooses an encoding that shows it. */
import { expect, test } from 'vitest';
import { maskerFor } from '../../src/secrets/redact/text.ts';

const PASSWORD = 'Wd7pRk-zzQ9w8eXkTb';
const mask = maskerFor([PASSWORD]);

const each = (text: string, write: (hex: string) => string) =>
  [...Buffer.from(text, 'latin1')].map((byte) => write(byte.toString(16).padStart(2, '0'))).join('');
const OUTER: Record<string, (text: string) => string> = {
  'base 16': (text) => each(text, (hex) => hex),
  'capitals of base 16': (text) => each(text, (hex) => hex.toUpperCase()),
  base64: (text) => Buffer.from(text, 'latin1').toString('base64'),
  'base64 of URLs': (text) => Buffer.from(text, 'latin1').toString('base64url'),
  'percent codes': (text) => each(text, (hex) => `%${hex}`),
};
const INNER: Record<string, (text: string) => string> = {
  ...OUTER,
  'escapes of C': (text) => each(text, (hex) => `\\x${hex}`),
  'UTF-16': (text) => Buffer.from(text, 'utf16le').toString('latin1'),
};
const pairs = Object.keys(INNER).flatMap((inner) => Object.keys(OUTER).map((outer) => [inner, outer] as const));

test.each(pairs)('%s in %s', (inner, outer) => {
  // Base64 looks different at each of three offsets.
  for (const before of ['', 'me:', 'u:', 'user:x']) {
    const sent = OUTER[outer]?.(INNER[inner]?.(before + PASSWORD) ?? '') ?? '';
    const shown = mask(`the proxy said ${sent} and no more`);
    const middle = Math.floor(sent.length / 2);
    expect(shown).not.toContain(sent.slice(middle - 8, middle + 8));
    expect(shown).toMatch(/^the proxy said .* and no more$/);
  }
});

test('in a path and in an address, which consist of the letters of base64', () => {
  for (const outer of Object.values(OUTER)) {
    const sent = outer(Buffer.from(`me:${PASSWORD}`).toString('base64'));
    for (const line of [`http://${sent}/${sent}`, `/v1/${sent}/models`, `/v1/a${sent}`])
      expect(mask(line)).not.toContain(sent.slice(16, 32));
  }
});

test('three times in base64, and in base 16', () => {
  for (const outer of ['base64', 'base 16'] as const) {
    const encode = OUTER[outer] as (text: string) => string;
    const sent = encode(encode(encode(`me:${PASSWORD}`)));
    expect(mask(`said ${sent}`)).not.toContain(sent.slice(40, 60));
  }
});

test('what is encoded and holds no secret is shown', () => {
  const texts = ['a proxy of this house', 'trace 7f3a9c', 'Wd7 and zz', JSON.stringify({ region: 'eu', n: 12 })];
  for (const text of texts)
    for (const inner of Object.values(OUTER))
      for (const outer of Object.values(OUTER)) {
        const line = `it said: ${outer(inner(text))}`;
        expect(mask(line)).toBe(maskerFor([])(line));
      }
});
