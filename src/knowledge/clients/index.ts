import type { ClientEntry } from './entry.ts';

/** The book of those who ask. */
export const clients: readonly ClientEntry[] = [];
