import { nearest } from './nearest.ts';

/** Wrong usage: what was given, where, and what would be right. Ends a command with exit status 2 before anything is sent. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** The correct usage, as a line of its own; null where the message contains it. */
  readonly hint: string | null;
  constructor(message: string, hint: string | null = null) {
    super(message);
    this.hint = hint;
  }
}

/** The longest value that a message repeats: a pasted file must not fill the screen. */
const LONGEST = 60;

/** A value of the command line as messages show it: whole or not at all, for a secret is found in a message only where it is whole. */
export function shownWord(text: string): string {
  return text.length > LONGEST ? `'…' (${text.length} characters)` : `'${text}'`;
}

/** ` Did you mean 'tls'?` with the nearest of the known words; empty where none is near. */
export function didYouMean(given: string, known: readonly string[]): string {
  const [near] = nearest(given, [...known], 1);
  return near === undefined ? '' : ` Did you mean '${near}'?`;
}

/** The error for a word that is none of the known ones: `kind` is what they are, in the singular. */
export function unknownWord(
  given: string,
  { option, kind, known }: { option: string; kind: string; known: readonly string[] },
): UsageError {
  const kinds = `${kind[0]?.toUpperCase()}${kind.slice(1)}s: ${known.join(', ')}`;
  return new UsageError(`${option}: unknown ${kind} ${shownWord(given)}.${didYouMean(given, known)}`, kinds);
}
