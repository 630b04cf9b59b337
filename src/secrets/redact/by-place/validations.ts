import { certaintyOf } from '../names.ts';
import { taken } from '../place-values.ts';
import { valueAt } from '../values.ts';
import type { Span, View } from '../view.ts';

/** Failed validations of pydantic: the path of the field in a line of its own, and its value at the end of what is said of it below. */

const VALUE = 'input_value=';

const LONGEST = 1_200;

/** Where lines were put together, the name may be within one. */
export function validationsIn({ text, joins, gaps }: View): Span[] {
  const spans: Span[] = [];
  if (joins.length > 0 || gaps) return spans;
  for (let at = text.indexOf(VALUE); at >= 0; at = text.indexOf(VALUE, at + VALUE.length)) {
    const name = nameAbove(text.slice(Math.max(0, at - LONGEST), at));
    const certainty = certaintyOf(name);
    if (certainty) spans.push(...taken(text, { certainty, isSetting: true }, valueAt(text, at + VALUE.length)));
  }
  return spans;
}

/** The last word of the nearest line above that has no indent. */
function nameAbove(before: string): string {
  const lines = before.split('\n');
  const field = lines.slice(0, -1).findLast((line) => /^\S/.test(line)) ?? '';
  return /(?<!\S)[\w.-]{2,120}$/.exec(field.trimEnd().slice(-LONGEST_NAME))?.[0] ?? '';
}

const LONGEST_NAME = 121;
