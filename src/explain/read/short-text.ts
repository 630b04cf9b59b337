import type { FindingId } from '../../catalogue/index.ts';
import { readAnswer } from '../../knowledge/answer/read-answer.ts';
import { passagesOf } from '../log/passages.ts';
import { type Failure, failureIn } from './failures.ts';

/** The first failure that a few words show by themselves; null where they show none. */
export function matchMessage(text: string): Failure | null {
  for (const passage of passagesOf({ text, firstLine: 1 })) {
    const failure = failureIn(passage);
    if (failure) return failure;
  }
  return null;
}

/** The finding for a response with this code; null for a code that the API does not have. */
export function findingForErrorCode(code: string): FindingId | null {
  if (!/^[A-Za-z]+(?:_[A-Za-z]+)*$/.test(code)) return null;
  const body = JSON.stringify({ error: { code, message: code } });
  const about = { host: null, isOpenAi: false, keySent: null, path: null, model: null };
  return readAnswer({ status: null, headers: {}, body, cut: false, bytes: body.length }, about)?.id ?? null;
}
