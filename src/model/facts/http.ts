import type { NetworkError } from '../problem.ts';

/** One HTTP exchange. Bodies are cut, headers are as received with names in lower case. */
export interface ExchangeFacts {
  method: string;
  url: string;
  /** Sent headers, the authorization header masked. */
  requestHeaders: Record<string, string>;
  /** Where it ended: a whole answer is `done`. */
  stage: 'connect' | 'tls' | 'request' | 'headers' | 'body' | 'done';
  problem: NetworkError | null;
  answer: HttpAnswer | null;
  ms: number;
  /** Milliseconds to the first byte of the answer; null where none came. */
  firstByteMs: number | null;
  /** With what a gateway turned the same request away a moment before; absent or null where it was sent once. */
  turnedAway?: HttpAnswer | null;
  /** Why Node.js refused an answer that other clients accept, and that was therefore read less strictly; absent or null where it did not. */
  refusedByNode?: NetworkError | null;
  /** The answer at the address that a redirect names and that differs in slashes alone; absent or null where it was not asked. */
  tidied?: HttpAnswer | null;
}

/** A billable request of the smallest kind. */
export interface CallFacts extends ExchangeFacts {
  /** Where it went; absent or null in reports of versions that called `/chat/completions` alone. */
  endpoint?: '/responses' | '/chat/completions' | null;
  /** Tokens, as the answer counts them; null where it does not. */
  usage?: { input: number; output: number } | null;
  model: string;
  /** Whether the person named the model; else it was taken from the listing. */
  isModelGiven: boolean;
}

export interface StreamFacts extends CallFacts {
  /** When pieces of the body arrived, in milliseconds since the request was begun. */
  chunks: { ms: number; bytes: number }[];
  /** Milliseconds to the first event, and the longest time between two pieces; null where fewer came. */
  firstEventMs?: number | null;
  largestGapMs?: number | null;
  /** Without parameters, in lower case; null where none was named. */
  mediaType?: string | null;
  /** What clients of the endpoint cannot read, or read wrongly. */
  flaws?: StreamFlaw[];
  /** How many events came; 0 where the answer is no event stream. */
  events: number;
  /** Whether its last event was among them. */
  hasEnded: boolean;
  /** Whether it was abandoned while in progress, so that its result is unknown. */
  isOpen: boolean;
}

/**
 * `media-type`: not that of events; `not-json`: data that is no JSON; `shape`: events of another API; `order`: an event before the one that it
 * needs; `no-terminal`: all of the text and no event that ends it; `doubled-terminal`: more than one.
 */
export type StreamFlaw = 'media-type' | 'not-json' | 'shape' | 'order' | 'no-terminal' | 'doubled-terminal';

/** An HTTP answer as `readAnswer` takes it, from a live exchange or out of a log. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  /** Text of the body, cut at a limit. */
  body: string;
  /** True where the body was longer than the limit. */
  cut: boolean;
  bytes: number;
}

/** Whether the API answers below another path of the same host, asked without a key. */
export interface BasePathProbeFacts {
  tried: { path: string; answersAsApi: boolean; status: number | null }[];
}

/** A request whose key was refused, repeated with the key in other headers. */
export interface KeyHeaderFacts {
  /** Until one was accepted. `status` is null where no answer came. */
  tried: { header: string; status: number | null; isAccepted: boolean }[];
}

/** The same request, without a key, in the names of the usual clients: who is let through and who is refused. */
export interface UserAgentFacts {
  tried: UserAgentTrial[];
}

export interface UserAgentTrial {
  /** `openai for Python`, `curl`, … */
  client: string;
  userAgent: string;
  status: number | null;
  /** The meaning of the response; null where it is valid or none arrived. */
  id: string | null;
  /** Whether the answer is the API's own, be it a request for a key. */
  isApi: boolean;
}
