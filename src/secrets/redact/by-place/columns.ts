import { looksChosen } from '../chosen.ts';
import { certaintyOf } from '../names.ts';
import { isKeyLike } from '../place-values.ts';
import { signsOf } from '../signs.ts';
import { isNoSecret } from '../values.ts';
import type { Span, View } from '../view.ts';

/** Secrets in the columns of a table whose first row has the names: TSV, CSV. */

const SIGNS = ['\t', ',', ';', '|'];

interface Header {
  sign: string;
  count: number;
  /** The columns with the name of a secret. */
  columns: Set<number>;
}

export function columnsIn(view: View): Span[] {
  const { text } = view;
  if (!signsOf(view).isNamed || !text.includes('\n')) return [];
  const spans: Span[] = [];
  let header: Header | null = null;
  let start = 0;
  for (const line of text.split('\n')) {
    if (header && line.split(header.sign, header.count + 1).length === header.count) spans.push(...cellsIn(line, start, header));
    else header = headerOf(line);
    start += line.length + 1;
  }
  return spans;
}

const LONGEST_HEADER = 1_024;
const NAME = /^\s{0,20}["']?[A-Za-z][\w .()-]{0,60}["']?\s{0,20}$/;

function headerOf(line: string): Header | null {
  const sign = line.length <= LONGEST_HEADER ? SIGNS.find((one) => line.includes(one)) : undefined;
  if (sign === undefined) return null;
  const cells = line.split(sign);
  const columns = new Set(cells.flatMap((cell, at) => (NAME.test(cell) && certaintyOf(cell.trim()) ? [at] : [])));
  return columns.size > 0 ? { sign, count: cells.length, columns } : null;
}

function cellsIn(line: string, from: number, { sign, columns }: Header): Span[] {
  let start = from;
  return line.split(sign).flatMap((cell, at) => {
    const shown = cell.replace(/^[\s"']{1,20}/, '').replace(/(?<![\s"'])[\s"']{1,20}$/, '');
    const first = start + cell.indexOf(shown);
    start += cell.length + sign.length;
    const isSecret = columns.has(at) && !isNoSecret(shown) && (isKeyLike(shown) || looksChosen(shown));
    return isSecret ? [{ start: first, end: first + shown.length }] : [];
  });
}
