import type { Span } from '../view.ts';

/** How far a line is compared. */
const LOOK = 200;

/**
 * How many characters two lines begin with that are the same but for their numbers: the time, the level, the name of a process, as a logger
 * or a collector puts them before each line. Ends behind white space or a bracket, so that nothing of the text itself counts.
 */
export function sharedStart(text: string, line: Span, next: number): number {
  const end = next + alike(text, line, next);
  let at = end;
  while (at > next && !/[\s\]|>)│:]/.test(text[at - 1] as string)) at -= 1;
  return at - next;
}

/** How many characters of the second line are those of the first, but for their numbers. */
export function alike(text: string, line: Span, next: number): number {
  let one = line.start;
  let two = next;
  const limit = Math.min(text.length, next + LOOK);
  while (one < line.end && two < limit) {
    if (isDigit(text, one) && isDigit(text, two)) {
      while (one < line.end && isDigit(text, one)) one += 1;
      while (two < limit && isDigit(text, two)) two += 1;
      continue;
    }
    if (text[one] !== text[two]) break;
    one += 1;
    two += 1;
  }
  return two - next;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}
