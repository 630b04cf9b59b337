import type { CatalogueEntry } from '../types.ts';

/** Findings of the layer `dns`. */
export const dns = {} satisfies Record<`dns/${string}`, CatalogueEntry>;
