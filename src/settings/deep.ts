import { DEEP_PARTS, type DeepPart } from '../model/deep.ts';
import { shownWord, UsageError, unknownWord } from '../model/usage-error.ts';

/** Parts that run only where they are named: they take minutes. */
const NAMED_ONLY: readonly DeepPart[] = ['idle'];

/** The parts of `--deep`: true, or the option without a value, stands for all that take seconds. */
export function deepParts(given: string | readonly string[] | boolean | undefined): DeepPart[] {
  if (given === undefined || given === false) return [];
  if (given === true) return DEEP_PARTS.filter((part) => !NAMED_ONLY.includes(part));
  const words = (typeof given === 'string' ? given.split(',') : given).map((word) => word.trim().toLowerCase());
  const names = [...new Set(words.filter(Boolean))];
  if (names.length === 0)
    throw new UsageError(`--deep: ${shownWord(String(given))} names no part.`, `Parts: ${DEEP_PARTS.join(', ')}`);
  const unknown = names.find((name) => !DEEP_PARTS.some((part) => part === name));
  if (unknown !== undefined) throw unknownWord(unknown, { option: '--deep', kind: 'part', known: DEEP_PARTS });
  return DEEP_PARTS.filter((part) => names.includes(part));
}
