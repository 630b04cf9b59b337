import type { EnvFileDifference, EnvFileEffect, EnvFileReader } from '../../model/facts/env-file.ts';
import { asDocker, asDotenv, asNode, asPythonDotenv, type LineReading, type RawLine, rawLine } from './line-readings.ts';

/** Lines whose values a call uses are told of; a longer list would not be read. */
const MOST_TOLD = 20;
const LONGEST_LINE = 4_000;

const READINGS: [EnvFileReader, (line: RawLine) => LineReading][] = [
  ['dotenv', asDotenv],
  ['python-dotenv', asPythonDotenv],
  ['Docker', asDocker],
];

interface NumberedLine {
  text: string;
  /** From 1. */
  at: number;
  raw: RawLine;
}

type Found = Omit<EnvFileDifference, 'path'>;

/**
 * The lines of a dotenv file that other programs read in another way than `node --env-file`, of the variables that `matters` picks. Values in
 * quotes that go over several lines are left out.
 */
export function envFileDifferences(path: string, text: string, matters: (name: string) => boolean): EnvFileDifference[] {
  const lines = text.split('\n').flatMap((line, index): NumberedLine[] => {
    const bare = line.replace(/^\ufeff/, '').replace(/\r$/, '');
    const raw = bare.length <= LONGEST_LINE ? rawLine(bare) : null;
    return raw && matters(raw.name) ? [{ text: bare, at: index + 1, raw }] : [];
  });
  const first = lines.find(({ at }) => at === 1);
  const found = [
    ...(text.startsWith('\ufeff') && first ? [markAt(first)] : []),
    ...lines.filter((line) => !goesOn(line)).flatMap(differencesIn),
    ...carriageReturns(text, lines),
  ];
  return found.slice(0, MOST_TOLD).map((one) => ({ path, ...one }));
}

/** Both take the byte order mark for the first character of the first name; dotenv and Docker drop it. */
function markAt({ at, raw }: NumberedLine): Found {
  return { line: at, name: raw.name, readers: ['Node.js', 'python-dotenv'], effect: 'keeps-byte-order-mark' };
}

/** Readers of dotenv files drop the carriage return of each line; a shell that reads the file as commands does not. */
function carriageReturns(text: string, lines: NumberedLine[]): Found[] {
  const [first] = lines;
  return first && text.includes('\r\n')
    ? [{ line: first.at, name: first.raw.name, readers: ['a shell'], effect: 'keeps-carriage-return' }]
    : [];
}

/** An opening quote that this line does not close: the value goes on, or is no quoted one. */
function goesOn({ raw }: NumberedLine): boolean {
  const text = raw.raw.trim();
  const quote = /^["'`]/.exec(text)?.[0];
  return quote !== undefined && !text.slice(1).includes(quote);
}

function differencesIn({ text, at, raw }: NumberedLine): Found[] {
  const node = asNode(text, raw);
  const differing = READINGS.flatMap(([reader, read]) => {
    const other = read(raw);
    return isSame(node, other) ? [] : [{ reader, effect: effectOf(raw, node, other) }];
  });
  const effects = [...new Set(differing.map(({ effect }) => effect))];
  return effects.map((effect) => ({
    line: at,
    name: raw.name,
    readers: differing.filter((one) => one.effect === effect).map(({ reader }) => reader),
    effect,
  }));
}

function isSame(one: LineReading, other: LineReading): boolean {
  if (one === null || other === null || one === 'refused' || other === 'refused') return one === other;
  return one.value === other.value;
}

/** What people would see first of the difference. */
function effectOf({ raw }: RawLine, node: LineReading, other: LineReading): EnvFileEffect {
  if (other === 'refused') return 'refuses-file';
  if (other === null) return 'ignores-line';
  if (node === null || node === 'refused') return 'reads-line';
  const { value } = other;
  if (value.includes('\0')) return 'replaces-reference';
  if (/^\s*["'`]/.test(raw) && /^\s*["'`]/.test(value)) return 'keeps-quotes';
  if (value.includes('#') && !node.value.includes('#')) return 'keeps-comment';
  if (value.trim() === node.value.trim()) return 'keeps-spaces';
  return raw.includes('\\') ? 'reads-escapes' : 'cuts-value';
}
