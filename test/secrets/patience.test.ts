/** A text that takes too long is withheld whole: no piece of a secret comes out, and the work ends soon after its limit. */
import { describe, expect, test } from 'vitest';
import { byLook, secretsIn } from '../../src/secrets/redact/by-look.ts';
import { WITHHELD } from '../../src/secrets/redact/patience.ts';
import { maskerFor } from '../../src/secrets/redact/text.ts';
import { redactData } from '../../src/secrets/redact.ts';
import { endMaskingBy, maskerOf } from '../../src/secrets/secrets.ts';
import { numbersFrom } from '../support/leak-cases.ts';
import { targetFor } from '../support/tcp-cases.ts';
import { ticking } from '../support/ticking-clock.ts';

const KEY = 'sk-proj-Rk3Wz8Qn1Xv6Tb4Lm9Pc2Hs7Jd5Fg0Yu-Ae_Ki4Ow8Nq1Vz6';
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const BODY = `${'<p>a page with %41%42 and "text"</p>\n'.repeat(200)}${KEY}\n`;

describe('a body', () => {
  test('that takes too long is withheld, after few more pieces of work', () => {
    const looks = ticking(900);
    expect(maskerFor(['another-secret'])(BODY)).toBe(WITHHELD);
    expect(looks()).toBeLessThan(6);
  });

  test('that ends in time is masked', () => {
    ticking(0.1);
    const masked = maskerFor(['another-secret'])(BODY);
    expect(masked).toContain('sk-proj-…(');
    expect(masked).not.toContain(KEY.slice(-8));
  });

  test('longer than what is searched is withheld with its rest', () => {
    ticking(900);
    expect(maskerFor([KEY])(BODY + 'x '.repeat(40_000) + KEY)).toBe(WITHHELD);
  });

  test('that comes when the run is over is withheld; a short text is masked at any time', () => {
    const target = targetFor('https://h.example/v1', { env: { OPENAI_API_KEY: KEY } });
    let isOver = false;
    endMaskingBy(target, () => isOver);
    expect(maskerOf(target)(BODY)).toContain('sk-proj-…(');
    isOver = true;
    expect(maskerOf(target)(`${BODY} `)).toBe(WITHHELD);
    expect(maskerOf(target)(`it said ${KEY}`)).toMatch(/^it said sk-proj-…\(\d+chars\)$/);
  });
});

test('the secrets of a log that takes too long are not looked for any longer', () => {
  const looks = ticking(900);
  expect(secretsIn(`${BODY}a log`)).toEqual([]);
  expect(looks()).toBeLessThan(6);
});

describe('a list of keys takes work by their number', () => {
  const numbers = numbersFrom(20_261_201);
  const drawn = (length: number) => Array.from({ length }, () => LETTERS.charAt(Math.floor(numbers(LETTERS.length)))).join('');
  const forms: [string, () => string][] = [
    ['one in a line', () => `sk-proj-${drawn(40)}\n`],
    ['assignments', () => `api_key=${drawn(24)}\n`],
    ['rows of a table', () => `| key | sk-${drawn(24)} |\n`],
    ['in base 16', () => `${Buffer.from(`sk-${drawn(24)}`).toString('hex')}\n`],
    ['in YAML', () => `token: ${drawn(24)}\r\n`],
    ['lines that go on', () => `export X_TOKEN=${drawn(12)}\\\n${drawn(12)}\n`],
  ];
  const pieces = (text: string) => byLook(text).reduce((sum, { spans }) => sum + spans.length, 0);

  test.each(forms)('%s', (_, line) => {
    const lines = Array.from({ length: 160 }, line);
    // Each leads to up to 128 lines below it.
    expect(pieces(lines.join(''))).toBeLessThan(20 * lines.length);
    const masked = maskerFor([])(lines.join(''));
    for (const one of lines) expect(masked).not.toContain(one.trim().slice(-9));
  });
});

test('behind what is searched, each known secret is hidden where it stands whole', () => {
  const masked = maskerFor([KEY, `${KEY}-2`, 'short'])(`${'x '.repeat(40_000)}${KEY}-2 and ${KEY}, short`);
  expect(masked.slice(-60)).toMatch(/ sk-proj-…\(\d+chars\) and sk-proj-…\(\d+chars\), short$/);
});

test('of many texts, each of which ends in time, those are withheld that come when all have taken too long', () => {
  ticking(20);
  const texts = Array.from({ length: 100 }, (_, at) => `text ${at} "with" ${KEY}\n`.repeat(3));
  const shown = redactData({ texts, status: 'failed' }, []);
  expect(shown.texts[0]).toContain('sk-proj-…(');
  expect(JSON.stringify(shown)).not.toContain(KEY.slice(-8));
  expect(shown.texts.at(-1)).not.toBe(WITHHELD);
  ticking(200);
  const late = redactData({ texts, status: 'failed' }, []);
  expect(late.texts[0]).toContain('sk-proj-…(');
  expect(late.texts.at(-1)).toBe(WITHHELD);
  expect(late.status).toBe('failed');
});
