import { partsOf } from '../../catalogue/command/parts.ts';

/** The same thing to do for one of several clients. */
export interface Variant {
  client: string;
  command: string;
}

/** One thing to do: a step as it is, or one for several clients. */
export type Item = string | Variant[];

/** What stands above the variants. */
export const VARIANTS_LEAD = 'Run the command for the client that you use, before it starts:';

/** `For Node.js, …: command`: one client, and one command at the end. */
const VARIANT = /^For (?:the )?([A-Z][^,:`]{1,60}|(?:curl|pip|requests|uv)(?: [^,:`]{1,35})?)(?:,[^:`]{1,200})?: $/;

/** Steps in their order. Those that are variants for clients are one item, where the first of them stood. */
export function groupedSteps(steps: string[]): Item[] {
  const variants = steps.flatMap((step) => variantOf(step) ?? []);
  if (variants.length < 2) return steps;
  const first = steps.findIndex((step) => variantOf(step));
  return steps.flatMap((step, at): Item[] => (at === first ? [variants] : variantOf(step) ? [] : [step]));
}

function variantOf(step: string): Variant | null {
  const [lead, typed, ...rest] = partsOf(step);
  const client = VARIANT.exec(lead?.text ?? '')?.[1];
  return client && typed?.isTyped && rest.length === 0 ? { client, command: typed.text } : null;
}
