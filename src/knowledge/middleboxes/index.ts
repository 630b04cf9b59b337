import type { MiddleboxEntry } from './entry.ts';

/** The book of what stands between. */
export const middleboxes: readonly MiddleboxEntry[] = [];
