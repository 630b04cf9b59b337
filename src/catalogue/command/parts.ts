/** A stretch of a text: prose, or what is to be typed just as it stands. */
export interface Part {
  text: string;
  isTyped: boolean;
}

/**
 * Takes apart a step of the catalogue, in which backticks stand around what is to be typed. Values hold none where they are filled in, so
 * a backtick is always one of our own; one that is left alone is prose.
 */
export function partsOf(step: string): Part[] {
  return step
    .split(/(`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part) => (/^`[^`]+`$/.test(part) ? { text: part.slice(1, -1), isTyped: true } : { text: part, isTyped: false }));
}
