import type { CatalogueEntry } from '../types.ts';

/** Findings of the layer `tls`. */
export const tls = {} satisfies Record<`tls/${string}`, CatalogueEntry>;
