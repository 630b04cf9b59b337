/** One element of DER (X.690): tag, length, value. */
export interface Element {
  tag: number;
  value: Buffer;
}

/** More members than any valid certificate has in one place, except its names, which are truncated here. */
const MAX_MEMBERS = 1000;

export const TAG = { boolean: 1, integer: 2, bitString: 3, octetString: 4, oid: 6, sequence: 0x30 } as const;

/** The elements of a constructed value, in order; what follows an unsound one is left out. */
export function members(bytes: Buffer): Element[] {
  const found: Element[] = [];
  let at = 0;
  while (at < bytes.length && found.length < MAX_MEMBERS) {
    const head = readHead(bytes, at);
    if (!head || head.end > bytes.length) break;
    found.push({ tag: bytes[at] ?? 0, value: bytes.subarray(head.start, head.end) });
    at = head.end;
  }
  return found;
}

/** The members of the first element of `bytes`, as a certificate is one SEQUENCE of three. */
export function membersOfFirst(bytes: Buffer): Element[] {
  const [first] = members(bytes);
  return first ? members(first.value) : [];
}

/** Where a value starts and ends, which may be behind the end of the bytes. Lengths of more than three bytes and tags of more than one are no part of certificates. */
export function readHead(bytes: Buffer, at: number): { start: number; end: number } | null {
  const first = bytes[at + 1];
  if (first === undefined) return null;
  if (first < 0x80) return { start: at + 2, end: at + 2 + first };
  const size = first & 0x7f;
  if (size < 1 || size > 3 || at + 2 + size > bytes.length) return null;
  const start = at + 2 + size;
  return { start, end: start + bytes.readUIntBE(at + 2, size) };
}

/** An object identifier in dotted form. */
export function oidOf(value: Buffer): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of value.subarray(0, 64)) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first = 0, ...rest] = arcs;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...rest].join('.');
}

const BMP_STRING = 0x1e;
const UTF8_STRING = 0x0c;

/** The text of a string element, in whichever of the five string types it came. */
export function textOf({ tag, value }: Element): string {
  if (tag === UTF8_STRING) return value.toString('utf8');
  if (tag === BMP_STRING) {
    return Buffer.from(value.subarray(0, value.length & ~1))
      .swap16()
      .toString('utf16le');
  }
  return value.toString('latin1');
}

/** A UTCTime or GeneralizedTime as milliseconds since 1970; NaN where it is unsound. RFC 5280 4.1.2.5 fixes both forms. */
export function timeOf({ tag, value }: Element): number {
  const digits = value.toString('latin1');
  const short = tag === 0x17;
  const century = short ? (Number(digits.slice(0, 2)) >= 50 ? '19' : '20') : '';
  const [, y, m, d, h, min, s] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/.exec(century + digits) ?? [];
  return y ? Date.parse(`${y}-${m}-${d}T${h}:${min}:${s ?? '00'}Z`) : Number.NaN;
}
