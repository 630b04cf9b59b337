/** A stretch of a text: from `start` to before `end`. */
export interface Span {
  start: number;
  end: number;
}

/**
 * What a text is made of, seen in one pass. Each search asks first whether the text has what it needs: to look for what cannot be there is
 * most of the work.
 */
export interface Signs {
  /** Whether a part of a word may be drawn by a machine: see `looksDrawn`. */
  mayBeDrawn: boolean;
  /** Whether a word has digits, and letters of both cases. */
  isMixed: boolean;
  /** Longest run of the digits of base64, in either alphabet. */
  longestRun: number;
  /** How many words, hyphens being part of one, have a letter and a digit. */
  mixedGroups: number;
  /** Whether it may hold the name of a secret. */
  isNamed: boolean;
}

/**
 * A text as some reader would take it (its escapes read, its lines joined), with the way back to the text that it was made of. What is found
 * in a view is hidden in the original.
 */
export interface View {
  text: string;
  /** The stretches of the original that the characters from `start` to before `end` stand for, in their order. */
  origin(start: number, end: number): Span[];
  /** Places in `text` where the end of a line was taken out, in their order. */
  joins: number[];
  /** Those of them at which a mark said that the line goes on. */
  marked?: Set<number>;
  /** Whether its joins are those of rows, each of which may be a text of its own. */
  isOfRows?: boolean;
  /** Places where a blank stands for it. */
  gaps?: number[];
  /** What the text is made of, once a search asked. */
  signs?: Signs;
}

/** A text as it stands. */
export function asItStands(text: string): View {
  return { text, origin: (start, end) => [{ start, end }], joins: [] };
}

/** A run of characters and where it came from: taken over one by one, or all of them read from one mark. */
interface Part {
  at: number;
  from: number;
  to: number;
  isMark: boolean;
}

/** A stretch that is read as something else, or as nothing. */
export interface Mark extends Span {
  means: string;
}

/** With each mark replaced by what it means; null where there is none. Marks come in their order and do not overlap. */
export function rewritten(before: View, marks: Iterable<Mark>): View | null {
  const parts: Part[] = [];
  const texts: string[] = [];
  let length = 0;
  let done = 0;
  const add = (part: Omit<Part, 'at'>, text: string) => {
    if (text === '') return;
    parts.push({ at: length, ...part });
    texts.push(text);
    length += text.length;
  };
  for (const { start, end, means } of marks) {
    add({ from: done, to: start, isMark: false }, before.text.slice(done, start));
    add({ from: start, to: end, isMark: true }, means);
    done = end;
  }
  if (done === 0) return null;
  add({ from: done, to: before.text.length, isMark: false }, before.text.slice(done));
  return {
    text: texts.join(''),
    origin: (start, end) => originOf({ before, parts }, start, end),
    joins: joinsIn(parts, before.joins),
  };
}

/** The joins of the text before, where they are now. */
function joinsIn(parts: Part[], joins: number[]): number[] {
  let index = 0;
  return joins.map((place) => {
    while (index + 1 < parts.length && (parts[index + 1] as Part).from <= place) index += 1;
    const { at, from, to, isMark } = parts[index] as Part;
    return isMark ? at : at + Math.min(place, to) - from;
  });
}

/** Every match of a pattern as a mark. */
export function* marksOf(text: string, pattern: RegExp, meaning: (found: RegExpExecArray) => string): Generator<Mark> {
  for (const found of text.matchAll(pattern)) {
    yield { start: found.index, end: found.index + found[0].length, means: meaning(found) };
  }
}

function originOf({ before, parts }: { before: View; parts: Part[] }, start: number, end: number): Span[] {
  const spans: Span[] = [];
  for (let index = partAt(parts, start); index < parts.length; index++) {
    const { at, from, to, isMark } = parts[index] as Part;
    if (at >= end) break;
    const inside = isMark
      ? { start: from, end: to }
      : { start: from + Math.max(0, start - at), end: Math.min(to, from + end - at) };
    for (const span of before.origin(inside.start, inside.end)) append(spans, span);
  }
  return spans;
}

function append(spans: Span[], span: Span): void {
  const last = spans.at(-1);
  if (last && last.end === span.start) last.end = span.end;
  else spans.push({ ...span });
}

/** The part that a place lies in, found by halving. */
function partAt(parts: Part[], at: number): number {
  let low = 0;
  let high = parts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((parts[middle] as Part).at <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
