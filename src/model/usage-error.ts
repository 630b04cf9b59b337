/** Wrong usage: what was given, where, and what would be right. Ends a command with exit status 2 before anything is looked at. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
