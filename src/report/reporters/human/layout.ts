import { stripVTControlCharacters } from 'node:util';
import { type Part, partsOf } from '../../../catalogue/command/parts.ts';
import type { Style } from '../style.ts';

/** Lines longer than this are hard to read, however wide the terminal is. */
const WIDEST = 100;
const NARROWEST = 20;

export type Paint = (text: string) => string;

/** The colors and signs of one output. Only signs have a color, and none carries meaning alone: what is to be read is bold, plain, or dim. */
export interface Theme {
  columns: number;
  bold: Paint;
  dim: Paint;
  red: Paint;
  yellow: Paint;
  green: Paint;
  cyan: Paint;
  signs: Record<'pass' | 'warn' | 'fail' | 'skip' | 'unreached' | 'bullet', string>;
}

/** A look, and whether all of a report is shown. */
export type View = Theme & { isVerbose: boolean; isQuiet: boolean };

const plain: Paint = (text) => text;
const NO_COLOR = { bold: plain, dim: plain, red: plain, yellow: plain, green: plain, cyan: plain };

/** Works out how an output looks from what its terminal can show. */
export function themeFor(style: Style): Theme {
  const signs = style.unicode
    ? { pass: '✓', warn: '!', fail: '✗', skip: '–', unreached: '–', bullet: '·' }
    : { pass: '+', warn: '!', fail: 'x', skip: '-', unreached: '-', bullet: '-' };
  const { bold, dim, red, yellow, green, cyan } = style.chalk ?? NO_COLOR;
  return {
    columns: Math.max(NARROWEST, Math.min(style.columns, WIDEST)),
    bold,
    dim,
    red,
    yellow,
    green,
    cyan,
    signs,
  };
}

/** Blanks at which a line may be broken: not those between a number and its unit of time. */
const BLANKS = /[^\S\u00a0]+(?!(?<=\d\s)m?s\b)/;

/**
 * Breaks a text into lines at its spaces. A word that is too long (a URL, a path, a fingerprint) keeps a line to itself and is not
 * broken, so that it can be copied whole.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(BLANKS).filter(Boolean)) {
    const length = displayWidth(word);
    if (line !== '' && used + 1 + length > width) {
      lines.push(line);
      line = word;
      used = length;
    } else {
      used += line === '' ? length : length + 1;
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** A paragraph whose first line starts with `lead` and whose other lines hang below its text, or below its start where it has no room. */
export function hangingIndent(lead: string, text: string, look: Theme): string {
  const width = displayWidth(lead);
  const indent = ' '.repeat(look.columns - width < NARROWEST ? lead.length - lead.trimStart().length : width);
  const lines = wrap(text, Math.max(NARROWEST, look.columns - indent.length));
  return lines.map((line, at) => (at === 0 ? lead : indent) + line).join('\n');
}

/** What is typed in the middle of a sentence and is no wider than this stays there. */
const SHORT = 32;

/** Represents a blank at which no line is broken. */
export const UNBROKEN = '\u00a0';

/**
 * A step hung below its lead. What is to be typed gets a line of its own and is never broken, however long: a terminal folds it, and what
 * is copied from there is whole. A few words in the middle of a sentence stay in it.
 */
export function hangStep(lead: string, step: string, look: Theme): string {
  const indent = ' '.repeat(displayWidth(lead));
  const width = Math.max(NARROWEST, look.columns - indent.length);
  const lines = blocksOf(step).flatMap(({ text, isTyped }) =>
    isTyped ? [`  ${look.bold(text)}`] : wrap(text, width).map((line) => line.replaceAll(UNBROKEN, ' ')),
  );
  return lines.map((line, at) => (at === 0 ? lead : indent) + line).join('\n');
}

/** Prose with the short commands in it, and the commands that get a line of their own. */
function blocksOf(step: string): Part[] {
  return partsOf(step).reduce<Part[]>((blocks, part) => {
    const before = blocks.at(-1);
    const isInline = part.isTyped && before?.isTyped === false && isPartOfSentence(before.text, part.text);
    const text = isInline ? `\`${part.text.replaceAll(' ', UNBROKEN)}\`` : afterLine(part, before);
    if (before?.isTyped === false && (isInline || !part.isTyped)) before.text += text;
    else blocks.push({ ...part, text });
    return blocks;
  }, []);
}

function isPartOfSentence(before: string, typed: string): boolean {
  return before.lastIndexOf('(') > before.lastIndexOf(')') || (displayWidth(typed) <= SHORT && !before.endsWith(': '));
}

/** The end of the line replaces the comma or full stop after a command. */
function afterLine({ text, isTyped }: Part, before: Part | undefined): string {
  return before?.isTyped && !isTyped ? text.replace(/^[,;.] */, '') : text;
}

const WIDE_CHARACTER =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Most texts: one cell a character, of Latin, punctuation, arrows, and boxes. The test for marks needs tables that take Node a while to make. */
const NARROW = /^[ -~\u00a0-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u27bf]*$/;

/** Width of a text in a terminal: East Asian wide characters and emoji take two cells (Unicode Annex 11), marks and our own colors none. */
export function displayWidth(text: string): number {
  if (NARROW.test(text)) return text.length;
  let width = 0;
  for (const character of stripVTControlCharacters(text)) {
    if (!/\p{Mark}/u.test(character)) width += WIDE_CHARACTER.test(character) ? 2 : 1;
  }
  return width;
}

/** Pads to a number of cells. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Plain forms of the characters that our own texts use, for terminals that show ASCII alone. */
const PLAIN: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '′': "'",
  '“': '"',
  '”': '"',
  '…': '...',
  '–': '-',
  '—': '-',
  '→': '->',
  '·': '-',
  '─': '-',
  '█': '#',
  '░': '.',
};

/** The text as a terminal without Unicode can show it; with Unicode it stays as it is. */
export function asciiUnless(unicode: boolean, text: string): string {
  return unicode ? text : text.replace(/[^\x00-\x7f]/gu, (character) => PLAIN[character] ?? '?');
}
