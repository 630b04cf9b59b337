import type { ProviderEntry } from './entry.ts';

/** The book of those who answer. */
export const providers: readonly ProviderEntry[] = [];
