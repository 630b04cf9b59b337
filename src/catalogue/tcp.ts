import type { CatalogueEntry } from '../types.ts';

/** Findings of the layer `tcp`. */
export const tcp = {} satisfies Record<`tcp/${string}`, CatalogueEntry>;
