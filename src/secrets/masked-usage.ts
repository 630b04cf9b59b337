import { UsageError } from '../model/usage-error.ts';
import { redactText } from './redact.ts';

/** An error of wrong usage without these secrets: its message repeats what was given, which may be a key in the wrong place. Any other is returned as it is. */
export function maskedUsage(error: unknown, secrets: readonly string[]): unknown {
  if (!(error instanceof UsageError)) return error;
  const shown = (text: string) => redactText(text, secrets);
  return new UsageError(shown(error.message), error.hint && shown(error.hint));
}
