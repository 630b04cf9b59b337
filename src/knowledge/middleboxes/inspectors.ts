import type { MiddleboxEntry, MiddleboxKind } from './entry.ts';
import { middleboxes } from './index.ts';

/** The product whose names are in a certificate chain; null where none is known. */
export function inspectorIn(names: string[]): string | null {
  const shows = ({ recognition }: MiddleboxEntry) =>
    recognition.some(({ issuer }) => issuer && names.some((name) => issuer.test(name)));
  return middleboxes.find(shows)?.name ?? null;
}

/** The kind of product of a name. */
export function inspectorKind(name: string | null): MiddleboxKind | null {
  return middleboxes.find((entry) => entry.name === name)?.kind ?? null;
}
