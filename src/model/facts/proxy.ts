import type { NetworkError } from '../problem.ts';

/** One attempt to have a proxy open a way to the host. */
export interface TunnelFacts {
  /** `http://proxy:3128`, without credentials. */
  proxy: string;
  /** What was asked for, `host:port`. */
  destination: string;
  /** `unreached`: there was no connection to the proxy. `garbage`: something else than a proxy's answer came. */
  outcome: 'open' | 'refused' | 'garbage' | 'closed' | 'reset' | 'silent' | 'unreached';
  problem: NetworkError | null;
  credentialsSent: boolean;
  /** The answer to CONNECT. */
  answer: ProxyAnswer | null;
  /** What a SOCKS proxy said. */
  socks: SocksAnswer | null;
  /** First bytes of what came instead of an answer, or behind a 2xx; cleaned. */
  firstBytes: string;
  /** The address of the proxy. */
  peer: string | null;
  ms: number;
  /** Which protocols the port answers; null where the tunnel was opened. */
  supportedProtocols: ('tls' | 'http' | 'socks5')[] | null;
}

/** A proxy's answer to CONNECT, cleaned and cut. */
export interface ProxyAnswer {
  status: number;
  reason: string;
  /** The headers that identify who refused and why, names in lower case. */
  headers: Record<string, string>;
  /** The schemes of `Proxy-Authenticate`, as written. */
  authSchemes: string[];
  /** Title and text of the page. */
  title: string | null;
  text: string;
  bytes: number;
  /** How many 1xx answers came first. */
  interim: number;
}

export interface SocksAnswer {
  version: 4 | 5;
  /** The method that the proxy chose: 0 none, 2 password, 255 none of those offered. Null for version 4. */
  method: number | null;
  /** What the password was answered with, 0 being right; null where none was asked for. */
  authStatus: number | null;
  /** The reply to the request itself; null where it did not come to that. */
  reply: number | null;
}
