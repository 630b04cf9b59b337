import type { CatalogueEntry } from '../types.ts';

/** Findings of the layer `auth`. */
export const auth = {} satisfies Record<`auth/${string}`, CatalogueEntry>;
