import type { CatalogueEntry } from '../types.ts';

/** Findings of the layer `http`. */
export const http = {} satisfies Record<`http/${string}`, CatalogueEntry>;
