import { signsOf } from './signs.ts';
import { looksDrawn } from './values.ts';
import type { Span, View } from './view.ts';

/** Secrets that somebody wrote in groups of the same length, with blanks between them. */

const GROUP = /(?<![^\s"'`:=(])[\w-]{4,32}(?=[ \t]{1,4}[\w-])/g;
const NEXT = /[ \t]{1,4}([\w-]{1,32})(?![\w-])/y;

/** Fewer are words of the same length by chance. */
const FEWEST = 4;

/** Where at least so many drawn groups of the same length follow each other, with a shorter one at their end. */
export function groupsIn(view: View): Span[] {
  const { text } = view;
  // Most of the groups have both.
  if (signsOf(view).mixedGroups * 2 <= FEWEST) return [];
  const spans: Span[] = [];
  let done = 0;
  for (const { index, 0: first } of text.matchAll(GROUP)) {
    if (index < done) continue;
    const { groups, end } = groupsFrom(text, { start: index, end: index + first.length });
    if (groups.length >= FEWEST) done = end;
    if (groups.length >= FEWEST && isDrawn(groups)) spans.push({ start: index, end });
  }
  return spans;
}

function groupsFrom(text: string, first: Span): { groups: string[]; end: number } {
  const groups = [text.slice(first.start, first.end)];
  const length = first.end - first.start;
  let end = first.end;
  NEXT.lastIndex = end;
  for (let next = NEXT.exec(text); next; next = NEXT.exec(text)) {
    const group = next[1] as string;
    const isRest = group.length < length && groups.length >= FEWEST && (/\d|[A-Z]/.test(group) || length - group.length <= 2);
    if (group.length !== length && !isRest) break;
    end = NEXT.lastIndex;
    groups.push(group);
    if (isRest) break;
  }
  return { groups, end };
}

/** Letters of both cases and digits, and most groups of both. */
function isDrawn(groups: string[]): boolean {
  const all = groups.join('');
  const mixed = groups.filter((group) => /\d/.test(group) && /[A-Za-z]/.test(group));
  return /[a-z]/.test(all) && /[A-Z]/.test(all) && mixed.length * 2 > groups.length && looksDrawn(all.replace(/[_-]/g, ''));
}
