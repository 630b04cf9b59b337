import type { Span } from '../view.ts';

/** How far a line is compared. */
const LOOK = 200;

/**
 * How many characters two lines begin with that are the same but for their indents and their numbers: the time, the level, the name of a process, as a logger
 * or a collector puts them before each line. Ends behind white space or a bracket, so that nothing of the text itself counts.
 */
export function sharedStart(text: string, line: Span, next: number): number {
  const end = next + alike(text, line, next);
  let at = end;
  while (at > next && !/[\s\]|>)│:]/.test(text[at - 1] as string)) at -= 1;
  return at - next;
}

/** How many characters of the second line are those of the first, but for indents and numbers. */
export function alike(text: string, line: Span, next: number): number {
  let one = behindIndent(text, line.start);
  let two = behindIndent(text, next);
  const limit = Math.min(text.length, next + LOOK);
  while (one < line.end && two < limit) {
    const [end, otherEnd] = [endOfNumber(text, one, line.end), endOfNumber(text, two, limit)];
    const isNumber = end > one && otherEnd > two;
    if (!isNumber && text[one] !== text[two]) break;
    one = isNumber ? end : one + 1;
    two = isNumber ? otherEnd : two + 1;
  }
  return two - next;
}

export function behindIndent(text: string, from: number): number {
  let at = from;
  while (at - from < LOOK && (text[at] === ' ' || text[at] === '\t')) at += 1;
  return at;
}

/** Behind the number at a place, with the blanks that a column has before it; the place itself where there is none. */
function endOfNumber(text: string, from: number, limit: number): number {
  let start = from;
  while (start < limit && text.charCodeAt(start) === 32) start += 1;
  let at = start;
  while (at < limit && isDigit(text, at)) at += 1;
  return at > start ? at : from;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}
