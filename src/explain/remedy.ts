import { remedyFor, type Told } from '../knowledge/remedies/index.ts';
import type { Step } from '../model/finding.ts';
import type { Failure } from './read/failures.ts';

export type { Told };

/** How much before and after the clue belongs to its message. */
const [BEFORE, AFTER] = [600, 1_500];

/** What the message of a failure says to do: that of the response, or else what stands near the clue. */
export function toldBy({ id, passage, clue, reading }: Failure): Told | null {
  const near = passage.text.slice(Math.max(0, clue.place - BEFORE), clue.place + AFTER);
  return remedyFor(id, reading?.error?.message ?? '', near) ?? remedyFor(id, near);
}

/** The steps of a finding behind those that the message tells, or in their place. */
export function withRemedy(told: Told | null, general: Step[]): Step[] {
  if (!told) return general;
  const own = told.remedy.steps.map((step): Step => ({ ...(typeof step === 'string' ? { text: step } : step), first: true }));
  return told.remedy.local || told.remedy.alone ? own : [...own, ...general];
}

/** Products that causes name, which not every log of the finding has to do with. */
const PRODUCT = /\b(?:Azure|Ollama|LiteLLM|OpenRouter)\b/;

/** Whether a cause that names a product is of a log that shows it. */
export function isAboutThis(cause: string, log: string): boolean {
  const product = PRODUCT.exec(cause)?.[0].toLowerCase();
  return product === undefined || log.toLowerCase().includes(product);
}
