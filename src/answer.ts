import type { AnswerContext, LoggedAnswer, Reading } from './answer/reading.ts';

export { errorIn, parseErrorBody } from './answer/body.ts';
export type { AnswerContext, AnswerId, ApiError, LoggedAnswer, Reading } from './answer/reading.ts';

/** Says what an HTTP answer means; null where it is sound. `status` may be null and the headers empty, as logs have it. */
export function readAnswer(_answer: LoggedAnswer, _about: AnswerContext): Reading | null {
  return null;
}
