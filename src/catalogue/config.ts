import type { CatalogueEntry } from '../types.ts';

/** Findings of the layer `config`. */
export const config = {} satisfies Record<`config/${string}`, CatalogueEntry>;
