import type { CatalogueEntry } from '../types.ts';

/** Findings of the layer `limit`. */
export const limit = {} satisfies Record<`limit/${string}`, CatalogueEntry>;
