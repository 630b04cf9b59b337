import type { Span, View } from './view.ts';

/** Secrets that have a beginning and an end of their own: PEM blocks of every label but public ones, and those of PGP and SSH2. */

const BLOCK_START = /-{4,5} ?BEGIN ([A-Z0-9 _-]{1,64}?) ?-{4,5}/g;
const END = /-{4,5} ?END ([A-Z0-9 _-]{1,64}?) ?-{4,5}/g;
const PUBLIC =
  /^(?:(?:X509 |TRUSTED |NEW )?CERTIFICATE(?: REQUEST)?|(?:[A-Z0-9]+ |SSH2 )?PUBLIC KEY(?: BLOCK)?|X509 CRL|PKCS7|CMS|DH PARAMETERS|EC PARAMETERS|PGP (?:SIGNATURE|SIGNED MESSAGE|PUBLIC KEY BLOCK)|SSH SIGNATURE|ATTRIBUTE CERTIFICATE|TIMESTAMP)$/;

/** Longest block that is hidden where its end is missing. */
const LONGEST = 65_536;

/** Where such blocks stand; without an end as far as lines go on as they do, and without a beginning as far back. */
export function blocksIn({ text }: View): Span[] {
  if (!text.includes('----')) return [];
  const ends = [...text.matchAll(END)].filter(isSecret);
  const begins = [...text.matchAll(BLOCK_START)].filter(isSecret);
  const spans = begins.map((begin) => {
    const from = begin.index + begin[0].length;
    const end = ends.find(({ index }) => index >= from && index - from <= LONGEST);
    return { start: begin.index, end: end ? end.index + end[0].length : endOfBody(text, from) };
  });
  const open = ends.filter(({ index }) => !spans.some(({ start, end }) => start <= index && index < end));
  return [...spans, ...open.map(({ index, 0: mark }) => ({ start: startOfBody(text, index), end: index + mark.length }))];
}

function isSecret([, label = '']: RegExpExecArray): boolean {
  return !PUBLIC.test(label.trim());
}

/** Letters of base64, the white space and frames between lines, and the headers of older blocks. */
const BODY =
  /(?:[A-Za-z0-9+/=\s\\|│>"',]|(?:Proc-Type|DEK-Info|Comment|Version|Subject|Hash|Charset|X-[\w-]{1,40}): [^\n\\]{0,200}){1,65536}/y;

function endOfBody(text: string, from: number): number {
  BODY.lastIndex = from;
  return from + (BODY.exec(text)?.[0].length ?? 0);
}

function startOfBody(text: string, end: number): number {
  let start = end;
  while (start > 0 && end - start < LONGEST && /[A-Za-z0-9+/=\s\\|│>"']/.test(text[start - 1] as string)) start -= 1;
  return start;
}
