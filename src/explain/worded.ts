import { type Failure, failureIn } from './failures.ts';
import { passagesOf } from './passages.ts';

/** The first failure that a few words show by themselves; null where they show none. */
export function failureOf(text: string): Failure | null {
  for (const passage of passagesOf({ text, firstLine: 1 })) {
    const failure = failureIn(passage);
    if (failure) return failure;
  }
  return null;
}
