/** Steps that only look: they show more of a fault that is already found, and fix nothing. */
const LOOKS =
  /^(?:Check|Compare|Count|Find|Measure|Query|Reproduce|See|Show|Test)\b[^`]*: `[^`]+`$|^(?:Confirm (?:that|the)|Print only|List the configured|Read the message|Repeat the request|Report it|Run the check again|Test from another network)\b/;

/** What makes of looking a change: the second half of such a step, or its purpose. */
const CHANGES = /, and (?:add|allow|connect|correct|install|set|start|use)\b|\band correct it\b/;

/** Steps that are understood only after the one before them. */
const CONTINUES = /^(?:Or|Then|Otherwise|Until|The same|In the next|If (?:it|so|that|the clock))\b/;

/**
 * Moves the first steps that change something before the general ones that only look. Of the others the order stays, and so does the place
 * of a step that the next one builds on. What a product has to look at is often the fix itself.
 */
export function changesFirst({ steps, general }: { steps: string[]; general: ReadonlySet<string> }, most: number): string[] {
  const isIdle = (step: string, at: number) => general.has(step) && isLook(step) && !CONTINUES.test(steps[at + 1] ?? '');
  const changing = steps.filter((step, at) => !isIdle(step, at));
  const leading = changing.slice(0, Math.max(most, 0));
  if (leading[0] === undefined || CONTINUES.test(leading[0])) return steps;
  return [...leading, ...steps.filter((step) => !leading.includes(step))];
}

function isLook(step: string): boolean {
  return LOOKS.test(step) && !CHANGES.test(step);
}
