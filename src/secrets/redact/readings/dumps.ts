import { Buffer } from 'node:buffer';
import type { Span, View } from '../view.ts';
import type { IsTelling } from './encoded.ts';

/** Bytes as `xxd`, `hexdump`, `od`, tcpdump and curl print them, in rows behind their offsets. */

/** An offset, bytes as hexadecimal digits, and mostly what they are as letters; the last row may have one byte. */
const ROW =
  /(?<![\w.])(?:0x)?[0-9a-f]{4,8}[:|]?[ \t]{1,4}((?:[0-9a-f]{2}|[0-9a-f]{4})(?:[ \t]{1,2}(?:[0-9a-f]{4}|[0-9a-f]{2})){1,31}|(?<=[0-9a-f]{8}[:|]?[ \t]{1,4})(?:[0-9a-f]{4}|[0-9a-f]{2}))(?![^\s|])[^\n\r]{0,60}/gi;

/** An offset in octal, and letters. */
const LETTERS = /(?<![\w.])[0-7]{7}((?:[ \t]{1,3}(?:\\[\w\\]|[!-~]{1,3})(?=[ \t\n\r]|$)|[ \t]{4}){4,16})[ \t]{0,4}(?=[\n\r]|$)/g;

const SOME = /[0-9a-f]{2}[ \t]{1,2}(?:[0-9a-f]{2}){1,2}[ \t]{1,2}[0-9a-f]{2}|[0-7]{7}[ \t]{1,3}\S[ \t]/i;

/** Rows in which, put together, a secret stands: each is hidden whole. */
export function dumpsIn({ text }: View, isTelling: IsTelling): Span[] {
  if (!SOME.test(text)) return [];
  const bytes = withinOffsets([...text.matchAll(ROW)]);
  const letters = [...text.matchAll(LETTERS)].map((row) => ({ row, means: signsOf(row[1] as string) }));
  return [bytes, letters].flatMap((rows) => {
    if (rows.length === 0 || !isTelling(rows.map(({ means }) => means).join(''))) return [];
    return rows.map(({ row }) => ({ start: row.index, end: row.index + row[0].length }));
  });
}

/**
 * Each row with the letters of as many bytes as lie between its offset and the next one: what the bytes are as letters may begin with two
 * that are digits of base 16, too.
 */
function withinOffsets(rows: RegExpExecArray[]): { row: RegExpExecArray; means: string }[] {
  const offsets = rows.map(([row]) => Number.parseInt(row, 16));
  return rows.map((row, at) => {
    const bytes = (offsets[at + 1] ?? Number.NaN) - (offsets[at] as number);
    return { row, means: lettersOf(row[1] as string, bytes > 0 ? bytes : undefined) };
  });
}

function lettersOf(digits: string, most: number | undefined): string {
  return Buffer.from(digits.replace(/\s/g, ''), 'hex').subarray(0, most).toString('latin1').replace(/\0/g, '');
}

function signsOf(columns: string): string {
  return (columns.match(/.{4}/g) ?? [])
    .map((column) => (column.trim() === '' ? ' ' : column.trim().replace(/^\\[nr]$/, '\n')))
    .join('');
}
