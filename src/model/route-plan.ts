/** How this environment's reference client (the official Python library) reaches the host. */
export type RoutePlan = ({ kind: 'direct' } | { kind: 'proxy'; proxy: ProxyAddress }) & { choice?: RouteChoice };

/** Why this way and no other. */
export interface RouteChoice {
  /** `HTTPS_PROXY`, `--proxy`, …: what named a proxy, also where a bypass rule then won. Null where nothing did. */
  variable: string | null;
  /** The rule that sends this host around the proxy. */
  bypassedBy: { variable: string; entry: string } | null;
  /** The proxy that NO_PROXY bypasses, or that is set in a variable which the reference client does not read for this URL. */
  unused: ProxyAddress | null;
  /** A value that the reference client rejects, with its error message. */
  error: { variable: string; message: string } | null;
  /** The value of `--proxy`. It may contain a password. */
  given?: string;
}

/** A proxy as configured. `username` and `password` are percent-decoded; neither is ever shown. */
export interface ProxyAddress {
  scheme: 'http' | 'https' | 'socks4' | 'socks4a' | 'socks5' | 'socks5h';
  host: string;
  port: number;
  username: string | null;
  password: string | null;
  /** `HTTPS_PROXY`, `--proxy`, … */
  source: string;
}

export interface ClientWay {
  /** `Python (httpx)`, `curl`, … */
  client: string;
  version: string | null;
  /** `direct`, `http://proxy:3128`, or `error`. */
  route: string;
  variable: string | null;
  bypassedBy: { variable: string; entry: string } | null;
  error: string | null;
  /** False where this client looks at no variable unless it is told to. */
  readsEnvironment: boolean;
}
