import type { CatalogueEntry } from '../types.ts';

/** Findings of the layer `client`. */
export const client = {} satisfies Record<`client/${string}`, CatalogueEntry>;
