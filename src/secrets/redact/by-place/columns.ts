import { looksChosen } from '../chosen.ts';
import { certaintyOf } from '../names.ts';
import { isKeyLike } from '../place-values.ts';
import { signsOf } from '../signs.ts';
import { isNoSecret } from '../values.ts';
import type { Span, View } from '../view.ts';

/** Secrets in the columns of a table whose first row has the names: TSV, CSV, tables drawn with lines, HTML. */

const SIGNS = ['\t', '│', '┃', ',', ';', '|'];

interface Header {
  sign: string;
  count: number;
  /** The columns with the name of a secret. */
  columns: Set<number>;
}

export function columnsIn(view: View): Span[] {
  const { text } = view;
  if (!signsOf(view).isNamed) return [];
  return [...(text.includes('\n') ? inLines(text) : []), ...(CELLS.test(text) ? inHtml(text) : [])];
}

function inLines(text: string): Span[] {
  const spans: Span[] = [];
  let header: Header | null = null;
  let start = 0;
  for (const line of text.split('\n')) {
    if (header && line.split(header.sign, header.count + 1).length === header.count) spans.push(...cellsIn(line, start, header));
    else if (!header || !RULE.test(line)) header = headerOf(line);
    start += line.length + 1;
  }
  return spans;
}

/** What a table has between its rows. */
const RULE = /^[ \t|+=:─━═┼╋╪├┤┝┥┠┨└┘┌┐╞╡╟╢┯┷┬┴-]{2,400}\r?$/;

const LONGEST_HEADER = 1_024;
const NAME = /^\s{0,40}["']?[A-Za-z][\w .()-]{0,60}["']?\s{0,200}$/;

function headerOf(line: string): Header | null {
  const sign = line.length <= LONGEST_HEADER ? SIGNS.find((one) => line.includes(one)) : undefined;
  if (sign === undefined) return null;
  const cells = line.split(sign);
  const columns = columnsOf(cells);
  return columns.size > 0 ? { sign, count: cells.length, columns } : null;
}

function columnsOf(cells: string[]): Set<number> {
  return new Set(cells.flatMap((cell, at) => (NAME.test(cell) && certaintyOf(cell.trim()) ? [at] : [])));
}

function cellsIn(line: string, from: number, { sign, columns }: Header): Span[] {
  let start = from;
  return line.split(sign).flatMap((cell, at) => {
    const first = start;
    start += cell.length + sign.length;
    return columns.has(at) ? secretIn(cell, first) : [];
  });
}

function secretIn(cell: string, from: number): Span[] {
  const shown = cell.replace(/^[\s"']{1,40}/, '').replace(/(?<![\s"'])[\s"']{1,400}$/, '');
  const start = from + cell.indexOf(shown);
  return !isNoSecret(shown) && (isKeyLike(shown) || looksChosen(shown)) ? [{ start, end: start + shown.length }] : [];
}

const CELLS = /<th\b/i;
const CELL = /<(?:(tr)|t[hd])(?:\s[^<>]{0,200})?>(?:\s{0,40}<(?!\/?t[hdr]\b)[^<>]{1,200}>){0,3}([^<>]{0,4096})/gi;

/** The cells of HTML in their rows, of which the first has the names. */
function inHtml(text: string): Span[] {
  let columns = new Set<number>();
  let names: string[] = [];
  let at = -1;
  return [...text.matchAll(CELL)].flatMap(({ index, 0: whole, 1: row, 2: cell = '' }) => {
    if (row) {
      [at, names] = [-1, []];
      return [];
    }
    at += 1;
    if (/^<th/i.test(whole)) {
      names.push(cell.trim());
      columns = columnsOf(names);
      return [];
    }
    return columns.has(at) ? secretIn(cell, index + whole.length - cell.length) : [];
  });
}
