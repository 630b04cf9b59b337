import type { MiddleboxEntry, MiddleboxKind } from './entry.ts';
import { middleboxes } from './index.ts';

/** The product whose names stand in a chain; null where none is known. */
export function inspectorIn(names: string[]): string | null {
  const shows = ({ recognition }: MiddleboxEntry) =>
    recognition.some(({ issuer }) => issuer && names.some((name) => issuer.test(name)));
  return middleboxes.find(shows)?.name ?? null;
}

/** What kind of product a name stands for. */
export function inspectorKind(name: string | null): MiddleboxKind | null {
  return middleboxes.find((entry) => entry.name === name)?.kind ?? null;
}
