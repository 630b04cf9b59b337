import type { Book, Party } from '../model/party.ts';
import { clients } from './clients/index.ts';
import type { KnownProduct } from './entry.ts';
import { middleboxes } from './middleboxes/index.ts';
import { providers } from './providers/index.ts';

/** All that is known of single products. */
export const books = { client: clients, middlebox: middleboxes, provider: providers } satisfies Record<
  Book,
  readonly KnownProduct[]
>;

/** The entry of a recognized party; null where a report names one that this version does not know. */
export function entryOf({ book, id }: Party): KnownProduct | null {
  return books[book].find((entry) => entry.id === id) ?? null;
}
