import type { NetworkError } from '../problem.ts';

export interface HostsFacts {
  path: string;
  /** Lines of the hosts file that name the host. */
  entries: { line: number; address: string; text: string }[];
}

/** The result of `getaddrinfo`, as ordinary applications receive it. */
export interface LookupFacts {
  host: string;
  /** In the order in which the system gives them. */
  addresses: Address[];
  problem: NetworkError | null;
  /** Milliseconds until the answer (or until it was given up). */
  ms: number;
  /** True where the system had not answered when time was up. */
  pending: boolean;
  /** The same question with a trailing dot, which no search domain can change; null where it was not asked. */
  absolute: { addresses: Address[]; problem: NetworkError | null } | null;
}

export interface Address {
  address: string;
  family: 4 | 6;
}

export interface ResolverFacts {
  /** Where the list came from: `/etc/resolv.conf` or `system`. */
  source: string;
  servers: ResolverState[];
  /** The domain that these resolvers serve alone on this machine; absent or null where they serve all names. */
  domain?: string | null;
  /** The resolvers that a local one forwards to, as systemd-resolved lists them; absent or null where there is none. */
  upstream?: string[] | null;
  /** Search domains and `ndots`, as configured. */
  search: string[];
  ndots: number;
  /** The interfaces that are up, besides loopback; absent or null where they were not read. */
  interfaces?: LocalInterface[] | null;
}

export interface ResolverState {
  server: string;
  /** The interface that it belongs to; absent or null where that is not known. */
  link?: string | null;
  a: DnsAnswer;
  aaaa: DnsAnswer;
  /**
   * The response of the same server for a control name (the host of the status page). Distinguishes a filter from a dead resolver. Null
   * where not queried.
   */
  control: DnsAnswer | null;
  /** Answers for `host.<search domain>`, where the configured `ndots` makes clients ask that first. */
  searched: { name: string; answer: DnsAnswer }[];
}

export interface DnsAnswer {
  /** `answer`: a valid DNS response; the other values state why there is none. */
  outcome: 'answer' | 'timeout' | 'refused' | 'unreachable' | 'malformed' | 'error';
  /** Response code, upper case (`NOERROR`, `NXDOMAIN`, `SERVFAIL`, …); null without an answer. */
  rcode: string | null;
  addresses: string[];
  /** CNAME chain in order, without the question's name. */
  cnames: string[];
  /** Extended DNS errors, RFC 8914. */
  extended: { code: number; text: string }[];
  /** True where SERVFAIL turns to an answer with checking disabled: DNSSEC validation failed. */
  dnssecBogus: boolean;
  ms: number;
  transport: 'udp' | 'tcp';
  /** What the operating system said, where the outcome is not `answer`; what was unsound, where it is `malformed`. */
  problem: NetworkError | null;
  detail: string | null;
}

export interface LocalInterface {
  name: string;
  /** Families of its addresses that lead beyond the own link; none where all it has are link-local ones. */
  families: (4 | 6)[];
}

/** The order in which the name service of this machine queries its sources, where a file sets it (nsswitch.conf(5)). */
export interface NameServiceFacts {
  path: string;
  /** The line `hosts:`, verbatim; null where the file or the line is missing. */
  entry: { line: number; text: string } | null;
  /** The sources of that line in order, each with the actions behind it, as `NOTFOUND=return`. */
  sources: { name: string; actions: string[] }[];
}
