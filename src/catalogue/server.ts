import type { CatalogueEntry } from '../types.ts';

/** Findings of the layer `server`. */
export const server = {} satisfies Record<`server/${string}`, CatalogueEntry>;
