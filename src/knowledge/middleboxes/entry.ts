import type { AnswerId } from '../answer/reading.ts';
import type { FindingName, KnownProduct } from '../entry.ts';

/** A middlebox between a client and the API. The kind decides who can fix it and what its responses mean. */
export type MiddleboxKind =
  | 'proxy'
  | 'gateway'
  | 'web filter'
  | 'local security software'
  | 'debugging proxy'
  | 'unwanted software'
  | 'development CA'
  | 'access proxy'
  | 'cdn'
  | 'tunnel'
  | 'hosting'
  | 'mesh'
  | 'load balancer'
  | 'web server'
  | 'sandbox'
  | 'egress filter'
  | 'national filter'
  | 'local proxy client'
  | 'sign-in network';

export interface MiddleboxEntry extends KnownProduct {
  kind: MiddleboxKind;
  /** What its own answers mean, the most special first. */
  answers?: MiddleboxAnswer[];
  /** Finds the number of an error of its own in a page; the first group is the number. */
  errorNumber?: RegExp[];
  /** What its refusals of a CONNECT mean where the status alone would mislead. */
  refusals?: ProxyRefusal[];
  /** What its lines in a log mean: words that are looked for, and what must stand near them. */
  words?: { says: string; near?: RegExp; id: FindingName }[];
  /** The credential that it wants, for those that guard a server. */
  wants?: MiddleboxCredential;
  source: string;
}

/** An answer of a middlebox's own. All that is named has to hold; what is left out does not matter. */
export interface MiddleboxAnswer {
  id: AnswerId;
  status?: number[];
  headers?: [name: string, value: RegExp][];
  /** The first part of the page, or the text. */
  page?: RegExp;
  /** Tested on the number that `errorNumber` of the entry finds. */
  code?: RegExp;
  /** Headers that must not be there, in lower case: those that the API itself would send. */
  without?: string[];
  /**
   * Applies to a JSON body too, which belongs to the API by all other signs: for headers that no other product sends, and patterns of
   * JSON.
   */
  anyBody?: true;
}

/** A proxy's answer to CONNECT. All that is named has to hold. */
export interface ProxyRefusal {
  id: 'proxy/auth-rejected' | 'proxy/auth-required' | 'proxy/forbidden' | 'proxy/upstream-failed';
  status: number[];
  /** Title and text of its page. */
  text: RegExp;
  /** Whether credentials were sent. */
  credentialsSent?: boolean;
}

export interface MiddleboxCredential {
  /** In a few words, as `a service token of Cloudflare Access`. */
  what: string;
  /** The headers that carry it, with what goes in, as `CF-Access-Client-Id: <id>`. */
  headers: string[];
}
