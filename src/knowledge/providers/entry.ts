import type { AnswerId, ApiError } from '../answer/reading.ts';
import type { KnownProduct } from '../entry.ts';

/** A provider: an API, a gateway to several, or a self-hosted server. */
export interface ProviderEntry extends KnownProduct {
  /** `vendor`: an API at a public address. `gateway`: forwards calls. `server`: runs models on a machine of the user's. */
  kind: 'vendor' | 'gateway' | 'server';
  /** Facts about its API. */
  api?: ProviderApi;
  /** How the keys look that it gives out. */
  keys?: KeyFormat[];
  dialect?: Dialect;
  /** Pages for its customers. Texts name them as `{keysPage}`, `{billingPage}` and so on. */
  pages?: Partial<Record<PageKind, string>>;
}

export type PageKind =
  | 'keys'
  | 'billing'
  | 'usage'
  | 'limits'
  | 'members'
  | 'organization'
  | 'status'
  | 'errors'
  | 'models'
  | 'deprecations'
  | 'reference'
  | 'countries'
  | 'rateLimits'
  | 'help';

export interface ProviderApi {
  /** What its documentation gives as the base URL; null where every customer has one of their own. */
  baseUrl: string | null;
  /** Base paths that work; empty where they differ from customer to customer. */
  paths?: string[];
  /** Its hosts. A host that fits is public: reached by public DNS and public certificates. */
  host?: RegExp;
  /** Whose keys it takes, where not its own: `any` for what passes on the key of the vendor behind. */
  takesKeysOf?: 'any' | 'own or none';
  /** The headers that it takes a key in, the usual one first; absent for `authorization` alone. */
  keyHeaders?: [string, ...string[]];
  /** Endpoints of OpenAI's API that it does not have, as `/responses`. */
  lacks?: string[];
  /** Whether a call costs money there, so that a call that worked proves credit. */
  bills: boolean;
  /** Hosts that it has given up, with the base URL that took their place. */
  retired?: Record<string, string>;
  /** Its hosts by region, where keys of one region are refused by the other. */
  regions?: { name: string; host: string }[];
}

/** A format of keys, by what the vendor puts before each. Lengths are lower bounds, because vendors change them. */
export interface KeyFormat {
  pattern: RegExp;
  /** What it is, where it is no plain API key of the vendor's. */
  kind?: 'openai' | 'openai-admin' | 'session';
}

/** How this product words its errors. Names are lower case. The first that fits decides: words, code, type, status. */
export interface Dialect {
  words?: Wording[];
  codes?: Record<string, AnswerId>;
  types?: Record<string, AnswerId>;
  statuses?: Record<number, AnswerId>;
  /** Finds the error in a body of a shape of its own; null where the body holds none. */
  errorIn?: (body: unknown) => ApiError | null;
  /** Where all this is known from. */
  source: string;
}

/** A wording of an error. `statuses` limits it to where the product uses it so. */
export interface Wording {
  id: AnswerId;
  pattern: RegExp;
  statuses?: number[];
  /** Paths of requests that it is limited to, where the same words mean something else elsewhere. */
  below?: RegExp;
  /** No other product uses this wording, so it also identifies an unknown provider. */
  anywhere?: true;
}
