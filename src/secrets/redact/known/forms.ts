import { clean, wellFormed } from '../clean.ts';

/** Shorter ones have encodings that are mostly their neighbours'. */
const SHORTEST_ENCODED = 8;

/** The forms of a secret in URLs, JSON, HTML, headers and error messages, cleaned as the text around it. */
export function formsOf(secret: string): string[] {
  const url = encodeURIComponent(wellFormed(secret));
  const bytes = Buffer.from(secret, 'utf8');
  const texts = [
    secret,
    url,
    url.replaceAll('%20', '+'),
    JSON.stringify(secret).slice(1, -1),
    html(secret),
    bytes.toString('latin1'),
  ];
  const others = [[...secret].reverse().join(''), bytes.toString('hex'), ...base64Forms(bytes)];
  const all = bytes.length < SHORTEST_ENCODED ? texts : [...texts, ...others];
  return [...new Set(all.map((form) => clean(form).trim()).filter(Boolean))];
}

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/**
 * Base64 writes three bytes as four characters, so the same bytes look different at each of three offsets, as in `user:secret` of
 * Basic credentials. Only the characters that no neighbour has a part in are kept.
 */
function base64Forms(bytes: Buffer): string[] {
  const standard = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const partial = (offset + bytes.length) % 3 === 0 ? 0 : 1;
    return text.slice(Math.ceil((offset * 8) / 6), text.length - partial);
  });
  return [...standard, ...standard.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))];
}
