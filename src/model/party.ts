/** The role of a party in a call: client, middlebox, or provider. */
export type Book = 'client' | 'middlebox' | 'provider';

/** A product that takes part in a call, as far as the facts show. */
export interface Party<B extends Book = Book> {
  book: B;
  /** The entry in `knowledge/`. */
  id: string;
  name: string;
  /** `proved`: nothing else shows this. `likely`: the usual one, such as the product that listens on a port by default. */
  certainty: 'proved' | 'likely';
  /** What shows it, as `host api.groq.com` or `header x-litellm-version`. */
  by: string;
}

/** All parties of a call that the facts identify. What is not identified is an empty list, or null. */
export interface Parties {
  clients: Party<'client'>[];
  middleboxes: Party<'middlebox'>[];
  /** Who answers, or is meant to. */
  provider: Party<'provider'> | null;
  /** Whose key a gateway or an unknown server is given to pass on; null where `provider` itself takes the key. */
  issuer: Party<'provider'> | null;
}

/** No party is identified. */
export const NOBODY: Parties = { clients: [], middleboxes: [], provider: null, issuer: null };
