import type { CatalogueEntry } from '../types.ts';

/** Findings of the layer `request`. */
export const request = {} satisfies Record<`request/${string}`, CatalogueEntry>;
