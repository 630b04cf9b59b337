/** The nouns of the project. No code: whoever reads this file knows what flows through the line cli -> report. */

/** The layers of a call, in the order in which a call passes them; also the first half of every finding and probe id. */
export type Layer =
  | 'config'
  | 'dns'
  | 'tcp'
  | 'proxy'
  | 'tls'
  | 'http'
  | 'auth'
  | 'request'
  | 'limit'
  | 'server'
  | 'stream'
  | 'client'
  | 'probe';

export type Severity = 'error' | 'warning' | 'info';
export type Verdict = 'healthy' | 'degraded' | 'failing';
export type RouteName = 'direct' | 'proxy';

/** Where the tool runs, as far as a cure differs. WSL and containers are Linux too: see `Step.on`. */
export type Platform = 'linux' | 'macos' | 'windows' | 'wsl' | 'container';

export type PythonType =
  | 'APIConnectionError'
  | 'APITimeoutError'
  | 'AuthenticationError'
  | 'BadRequestError'
  | 'ConflictError'
  | 'InternalServerError'
  | 'NotFoundError'
  | 'PermissionDeniedError'
  | 'RateLimitError'
  | 'UnprocessableEntityError';

export type ApiErrorId =
  | '401-invalid-authentication'
  | '401-incorrect-api-key'
  | '401-not-in-organization'
  | '403-unsupported-region'
  | '429-rate-limit'
  | '429-quota-exceeded'
  | '500-server-error'
  | '503-overloaded';

// ---------------------------------------------------------------- what is asked

/** The API key and where it came from. The value goes through `authorize` in `src/key.ts` onto a request, and nowhere else. */
export interface ApiKey {
  /** As found, untrimmed. */
  value: string;
  /** `OPENAI_API_KEY`, `--api-key-file /path`, `standard input`. */
  source: string;
}

/** A file of certificates that a client here would read. */
export interface CaSource {
  /** `NODE_EXTRA_CA_CERTS`, `SSL_CERT_FILE`, `SSL_CERT_DIR`, `REQUESTS_CA_BUNDLE`, `CURL_CA_BUNDLE`, `--ca-file`. */
  name: string;
  path: string;
}

/** How this environment's reference client (the official Python library) reaches the host. */
export type RoutePlan = ({ kind: 'direct' } | { kind: 'proxy'; proxy: ProxyAddress }) & { choice?: RouteChoice };

/** Why this way and no other. */
export interface RouteChoice {
  /** `HTTPS_PROXY`, `--proxy`, …: what named a proxy, also where a bypass rule then won. Null where nothing did. */
  variable: string | null;
  /** The rule that sends this host around the proxy. */
  bypassedBy: { variable: string; entry: string } | null;
  /** The proxy that such a rule passes over, or that stands in a variable which the reference client does not read for this URL. */
  unused: ProxyAddress | null;
  /** A value that the reference client stops at, in its own words. */
  error: { variable: string; message: string } | null;
  /** The value of `--proxy`, which stands in no variable. It may hold a password. */
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

/** Everything a run needs to know, worked out before a packet is sent. Pure data: made by `target.ts` from flags and environment. */
export interface Target {
  /** As given, trimmed; shown only after redaction (it may hold credentials). */
  baseUrl: string;
  /** Where `baseUrl` came from: `--base-url`, `OPENAI_BASE_URL` or `default`. */
  baseUrlSource: string;
  /** Null where `baseUrl` is not a usable http(s) URL: then only the configuration is looked at. */
  url: TargetUrl | null;
  key: ApiKey | null;
  /** Names of the places that were looked at for a key. */
  keyPlaces: string[];
  model: string | null;
  organization: { value: string; source: string } | null;
  project: { value: string; source: string } | null;
  route: RoutePlan;
  caFile: string | null;
  /** Milliseconds for one network step. */
  timeoutMs: number;
  /** Milliseconds for the whole run. */
  deadlineMs: number;
  offline: boolean;
  /** Whether requests may be sent that are billed; absent where not. */
  deep?: boolean;
  /** Whether to run the clients that are found here. */
  clients: boolean;
  /** Layers to run; null means all. `status` names the status page. */
  only: string[] | null;
  skip: string[];
  platform: Platform;
  /** The environment variables, whole. Shown only through `environment` in the report, which is redacted. */
  env: Readonly<Record<string, string | undefined>>;
  /** Node version without `v`, and the OpenSSL version it is linked with. */
  runtime: { node: string; openssl: string; os: string };
}

export interface TargetUrl {
  scheme: 'http' | 'https';
  /** Lower case, without brackets around an IPv6 literal, without a trailing dot. */
  host: string;
  port: number;
  /** Without a trailing slash: `/v1`, or the empty string. */
  path: string;
  /** The query of the base URL with its `?`, or the empty string (Azure's `api-version` lives there). */
  query: string;
  /** 4 or 6 where the host is an IP literal, else 0. */
  ipVersion: 0 | 4 | 6;
  isLoopback: boolean;
  /** `api.openai.com` and its regional siblings. */
  isOpenAi: boolean;
  /** A host that everybody reaches by public DNS and public certificates: OpenAI's and the known vendors' ones. */
  isPublicApi: boolean;
}

// ---------------------------------------------------------------- what is seen

/** An error of the network or of Node, dug out of its wrappers by `problemOf`. Data, redacted at the door like all the rest. */
export interface Problem {
  /** Node's or the library's code: `ECONNREFUSED`, `ENOTFOUND`, `DEPTH_ZERO_SELF_SIGNED_CERT`, `TIMEOUT` for the runner's own deadline. */
  code: string | null;
  /** libuv or getaddrinfo number, negative, as Node gives it. */
  errno: number | null;
  syscall: string | null;
  message: string;
  /** The TLS alert's number, where the message names one. Code names changed between OpenSSL versions, numbers did not. */
  alert: number | null;
  address: string | null;
  port: number | null;
  /** The members of an AggregateError, in order. */
  errors: Problem[];
}

/** Shape of the facts of each probe. A key here without a probe in the registry does not compile, and the reverse. */
export interface Facts {
  'config/key': KeyFacts;
  'config/base-url': BaseUrlFacts;
  'config/environment': EnvironmentFacts;
  'config/ca-files': CaFileFacts;
  'config/descriptors': DescriptorFacts;
  'config/proxy': ProxyPlanFacts;
  'dns/hosts': HostsFacts;
  'dns/resolvers': ResolverFacts;
  'dns/system': LookupFacts;
  'tcp/connect': ConnectFacts;
  'tcp/node': NodeConnectFacts;
  'proxy/address': LookupFacts;
  'proxy/connect': ConnectFacts;
  'proxy/handshake': HandshakeFacts;
  'proxy/tunnel': TunnelFacts;
  'tls/handshake': HandshakeFacts;
  'tls/hellos': HelloFacts;
  'tls/banner': BannerFacts;
  'tls/clock': ClockFacts;
  'http/plain': ExchangeFacts;
  'http/keyless': ExchangeFacts;
  'http/models': ExchangeFacts;
  'http/model': ExchangeFacts;
  'http/control': ExchangeFacts;
  'http/call': CallFacts;
  'stream/events': StreamFacts;
  'http/base': BaseTrialFacts;
  'status/page': StatusFacts;
  'client/runs': ClientRunFacts;
}

export type ProbeId = keyof Facts;

/** What the runner knows of one probe. Unknown is never shown as good: `skipped` means that nobody asked. */
export type Observation<P extends ProbeId = ProbeId> = {
  startMs: number;
  durationMs: number;
} & (
  | { status: 'ok'; facts: Facts[P] }
  /** The probe itself could not be done: it ran out of time as a whole, or threw. What a network refuses is a fact, not this. */
  | { status: 'failed'; problem: Problem }
  | { status: 'skipped'; because: ProbeId | null; reason: string }
);

/** All that was seen on one route. */
export type RouteObservations = { [P in ProbeId]?: Observation<P> };

/** What a predicate of the catalogue judges: what was seen on the client's own route, on the other one, and what was asked. */
export interface Case {
  seen: RouteObservations;
  other: RouteObservations;
  target: Target;
  /** RFC 3339 with offset: the start of the run by this machine's clock. */
  startedAt: string;
  /** What went wrong in this program itself, outside of any probe. */
  faults?: Fault[];
}

/** A mistake of this program: no finding about the network, and never hidden. */
export interface Fault {
  /** What could not be done: `the other way`, `judging dns/nxdomain`. */
  step: string;
  message: string;
}

export interface KeyFacts {
  /** Null when there is none in any place that was looked at. */
  source: string | null;
  /** A short prefix and the length, as in `sk-proj-…(164 chars)`. */
  shown: string | null;
  length: number;
  /** `padded`, `inner-space`, `line-break`, `quotes`, `bearer-prefix`, `assignment` (`NAME=` before it), `non-ascii`, `control`. */
  flaws: KeyFlaw[];
  /** Where the text is flawed and by what, as `character 12 is a line feed`; never what stands around it. */
  spots: string[];
  /** What the text looks like, by known formats. */
  kind: KeyKind;
  /** The vendor's name where `kind` is `other-vendor`; the sample text's shape where it is a `placeholder`. */
  vendor: string | null;
  /** Where there is no key: variables and files that hold one and that no client reads. Names alone. */
  elsewhere: string[];
}

export type KeyFlaw =
  | 'padded'
  | 'inner-space'
  | 'line-break'
  | 'quotes'
  | 'bearer-prefix'
  | 'assignment'
  | 'non-ascii'
  | 'control';
/** `id` is an organization's, project's or other object's id. */
export type KeyKind = 'none' | 'openai' | 'openai-admin' | 'session' | 'jwt' | 'id' | 'placeholder' | 'other-vendor' | 'unknown';

export interface BaseUrlFacts {
  /** Redacted form of what was given. */
  shown: string;
  source: string;
  /** Why it is not a usable URL, in a few words; null where it is. */
  invalid: string | null;
  /** What Python's client raises for that; null where its URL parser stops it with an error of its own. */
  raises: PythonType | null;
  /** A corrected form, where one can be told. */
  suggestion: string | null;
  /** What clients here would make a wrong request path of. A white space at the end becomes `%20`; a query swallows the endpoint. */
  pathFlaw: 'missing-version' | 'doubled-version' | 'endpoint-included' | 'trailing-space' | 'query' | null;
  insecure: boolean;
}

/** What the usual clients would do in this environment, and what those found here did. */
export interface ClientRunFacts {
  url: string;
  clients: ClientOutlook[];
}

export interface ClientOutlook {
  /** `openai for Python`, `curl`, … */
  client: string;
  /** `httpx 0.28.1`, `Node 22.21.0`: whose rules were taken; null for the newest known ones. */
  rules: string | null;
  /** `direct`, `http://proxy:3128`, or `error`. */
  way: string;
  variable: string | null;
  bypassedBy: { variable: string; entry: string } | null;
  /** What it raises at a variable's value instead of a request. */
  error: string | null;
  /** Names of the sets of roots that it reads, as in `TrustFacts`; empty without TLS. */
  roots: string[];
  /** Whether those accept the chain that was seen; null where it takes another way, or no chain was seen. */
  accepts: boolean | null;
  /** What follows from all that; null where the way was not looked at. */
  expected: 'answer' | 'failure' | null;
  /** What it did; null where it was not found or is not run. */
  ran: ClientRun | null;
  /** Whether it did what was expected; null where either is unknown. */
  agrees: boolean | null;
}

/** One program run to its end: a status, or the key words of its error. */
export interface ClientRun {
  status: number | null;
  error: string | null;
  ms: number;
}

export interface EnvironmentFacts {
  /** Variables that are set and that current clients do not read, with what to set instead. */
  ignored: { name: string; instead: string | null }[];
  /** Settings that switch verification off, as `NAME=value`. */
  verificationOff: string[];
  /** Ids without the known form. */
  malformedIds: { name: string; shown: string; expected: string }[];
  /** TLS limits in `NODE_OPTIONS` and kin, verbatim. */
  nodeTlsOptions: string[];
  /** Programs found on the PATH, of `python3`, `python`, `curl`, `node`. */
  clients: string[];
}

export interface CaFileFacts {
  files: CaFileState[];
}

export interface CaFileState {
  name: string;
  path: string;
  /** `missing`, `unreadable`, `directory`, `not-pem` (DER or text), `empty`, `bad-block`, or null where it is sound. */
  flaw: 'missing' | 'unreadable' | 'directory' | 'not-pem' | 'empty' | 'bad-block' | null;
  /** The operating system's word on it, where it refused: `ENOENT`, `EACCES`. */
  code: string | null;
  certificates: number;
  /** How many of them have run out. */
  expired: number;
  /** Whether the reference client (Python) reads this variable. */
  readByReference: boolean;
}

export interface DescriptorFacts {
  /** How many more files could be opened, up to the number tried. */
  available: number;
  tried: number;
}

export interface HostsFacts {
  path: string;
  /** Lines of the hosts file that name the host. */
  entries: { line: number; address: string; text: string }[];
}

/** What `getaddrinfo` says, as every ordinary application hears it. */
export interface LookupFacts {
  host: string;
  /** In the order in which the system gives them. */
  addresses: Address[];
  problem: Problem | null;
  /** Milliseconds until the answer (or until it was given up). */
  ms: number;
  /** True where the system had not answered when time was up. */
  pending: boolean;
  /** The same question with a trailing dot, which no search domain can change; null where it was not asked. */
  absolute: { addresses: Address[]; problem: Problem | null } | null;
}

export interface Address {
  address: string;
  family: 4 | 6;
}

export interface ResolverFacts {
  /** Where the list came from: `/etc/resolv.conf` or `system`. */
  source: string;
  servers: ResolverState[];
  /** Search domains and `ndots`, as configured. */
  search: string[];
  ndots: number;
  /** The interfaces that are up, besides loopback; absent or null where nobody looked or the system does not tell. */
  interfaces?: LocalInterface[] | null;
}

export interface ResolverState {
  server: string;
  a: DnsAnswer;
  aaaa: DnsAnswer;
  /** The same server asked for a control name (the status page's host): tells a filter from a dead resolver. Null where not asked. */
  control: DnsAnswer | null;
  /** Answers for `host.<search domain>`, where the configured `ndots` makes clients ask that first. */
  searched: { name: string; answer: DnsAnswer }[];
}

export interface DnsAnswer {
  /** `answer`: sound DNS came back; the rest say why none did. */
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
  problem: Problem | null;
  detail: string | null;
}

export interface ConnectFacts {
  port: number;
  attempts: ConnectAttempt[];
  /** This machine's own interfaces that are up, without the loopback one; null where the system does not tell. */
  interfaces: LocalInterface[] | null;
}

export interface LocalInterface {
  name: string;
  /** Families of its addresses that lead beyond the own link; none where all it has are link-local ones. */
  families: (4 | 6)[];
}

export interface ConnectAttempt extends Address {
  outcome: 'connected' | 'refused' | 'timeout' | 'unreachable' | 'reset' | 'denied' | 'error';
  ms: number;
  problem: Problem | null;
  /**
   * What the peer did in the moment after accept while nothing was sent: a reset or an end there comes before any hello.
   * Null where it was not watched.
   */
  afterConnect: 'quiet' | 'reset' | 'ended' | 'spoke' | null;
}

/** Which way each usual client would go, and the proxies that this machine knows of. Nothing here holds credentials. */
export interface ProxyPlanFacts {
  /** The way of the reference client: `direct`, or `http://proxy:3128`. */
  way: string;
  variable: string | null;
  bypassedBy: { variable: string; entry: string } | null;
  flaw: ProxyFlaw | null;
  clients: ClientWay[];
  /** Proxies that are configured for other programs or for the system, and where. */
  hints: { source: string; proxy: string }[];
}

/** A proxy's value that no client can use. */
export interface ProxyFlaw {
  variable: string;
  kind: 'unescaped' | 'quotes' | 'doubled-scheme' | 'pac' | 'no-host' | 'bad-port' | 'unknown-scheme';
  /** The value with its credentials hidden, and the form that it should have, as far as one can tell. */
  shown: string;
  suggestion: string | null;
  /** Characters of the password that have to be escaped. */
  signs: string[];
}

export interface ClientWay {
  /** `Python (httpx)`, `curl`, … */
  client: string;
  version: string | null;
  /** `direct`, `http://proxy:3128`, or `error`. */
  way: string;
  variable: string | null;
  bypassedBy: { variable: string; entry: string } | null;
  error: string | null;
  /** False where this client looks at no variable unless it is told to. */
  readsEnvironment: boolean;
}

/** One attempt to have a proxy open a way to the host. */
export interface TunnelFacts {
  /** `http://proxy:3128`, without credentials. */
  proxy: string;
  /** What was asked for, `host:port`. */
  destination: string;
  /** `unreached`: there was no connection to the proxy. `garbage`: something else than a proxy's answer came. */
  outcome: 'open' | 'refused' | 'garbage' | 'closed' | 'reset' | 'silent' | 'unreached';
  problem: Problem | null;
  credentialsSent: boolean;
  /** The answer to CONNECT. */
  answer: ProxyAnswer | null;
  /** What a SOCKS proxy said. */
  socks: SocksAnswer | null;
  /** First bytes of what came instead of an answer, or behind a 2xx; cleaned. */
  opening: string;
  /** The address of the proxy. */
  peer: string | null;
  ms: number;
  /** What answers at that address when it is spoken to in other ways; null where nothing was wrong. */
  speaks: ('tls' | 'http' | 'socks5')[] | null;
}

/** A proxy's answer to CONNECT, cleaned and cut. */
export interface ProxyAnswer {
  status: number;
  reason: string;
  /** Those headers that tell who refused and why, names in lower case. */
  headers: Record<string, string>;
  /** The schemes of `Proxy-Authenticate`, as written. */
  schemes: string[];
  /** Title and text of the page. */
  title: string | null;
  said: string;
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

export interface NodeConnectFacts {
  /** Node's cap on each address, in milliseconds. */
  capMs: number;
  connected: boolean;
  ms: number;
  problem: Problem | null;
}

export interface HandshakeFacts {
  host: string;
  /** The address that the handshake went to, as the route names it. */
  peer: string | null;
  /** The stage at which it stopped; `done` where a session was made. */
  stage: 'connect' | 'hello' | 'done';
  problem: Problem | null;
  /** Bytes received from the peer before it stopped. */
  bytesRead: number;
  /** What the first bytes from the peer look like; `ssl2` is what predates TLS. */
  spoke: 'tls' | 'ssl2' | 'other' | 'nothing';
  ms: number;
  protocol: string | null;
  cipher: string | null;
  /** `X25519 253`, `DH 1024`: what the keys were agreed with and how many bits that has, where Node tells. */
  keyExchange: string | null;
  alpn: string | null;
  /** The certificates as presented, leaf first. */
  chain: CertificateFacts[];
  /** Every fault of the chain and the leaf, worked out each on its own. */
  faults: ChainFault[];
  trust: TrustFacts[];
  /** OpenSSL's own word with the roots of this run, null where it verified: the code, or its message where Node has no code for it. One fault only. */
  authorizationError: string | null;
  /** Product named from an issuer or subject of the chain. */
  inspector: string | null;
  /** True where the peer asked for a client certificate. */
  clientCertificateAsked: boolean;
  /** How a handshake ends that offers what Python offers, where one was worth a try and the server refused it. */
  pythonProblem: Problem | null;
  /** Which set of roots the run trusts for its own requests accept it: true where the key may travel. */
  trusted: boolean;
}

export interface CertificateFacts {
  subject: string;
  issuer: string;
  /** RFC 3339, UTC. */
  notBefore: string;
  notAfter: string;
  names: string[];
  isCa: boolean;
  selfIssued: boolean;
  /** `RSA 2048`, `EC prime256v1`, … */
  keyType: string;
  signature: string;
  fingerprint256: string;
  /** Signed certificate timestamps present: public leaves carry them, interception's do not. */
  hasScts: boolean;
}

export interface ChainFault {
  kind:
    | 'expired'
    | 'not-yet-valid'
    | 'hostname-mismatch'
    | 'self-signed'
    | 'missing-intermediate'
    | 'unknown-issuer'
    | 'stale-root'
    | 'weak-key'
    | 'weak-signature'
    | 'purpose'
    | 'not-a-ca'
    | 'path-length'
    | 'name-constraint'
    | 'bad-signature'
    | 'critical-extension'
    | 'noncompliant-ca'
    | 'common-name-only'
    | 'malformed';
  /** Index in the chain, leaf = 0; the chain's length for a root that was not sent. */
  certificate: number;
  detail: string;
}

export interface TrustFacts {
  /** `node-bundled`, `system`, `NODE_EXTRA_CA_CERTS`, `SSL_CERT_FILE`, `--ca-file`. */
  name: string;
  /** Path of the file, where it is one. */
  path: string | null;
  accepts: boolean;
}

/** The four-hello test: full or small hello, this name or another. Only run when the handshake stalls or is cut. */
export interface HelloFacts {
  full: HelloOutcome;
  fullOtherName: HelloOutcome;
  small: HelloOutcome;
  smallOtherName: HelloOutcome;
  /** A full hello without a post-quantum key, which fits into one packet on every version of Node. */
  classic: HelloOutcome;
}

/** `answered` covers an alert as well as a ServerHello: the peer spoke TLS. `other`: it said something that is no TLS. */
export type HelloOutcome = 'answered' | 'other' | 'stalled' | 'reset' | 'ended' | 'unreachable';

/** What a peer that does not speak TLS says: on connect, and to a plain HTTP request. */
export interface BannerFacts {
  /** First bytes, cleaned; empty where it stayed silent. */
  greeting: string;
  httpAnswer: string;
  /** `http`, `ssh`, `smtp`, `ftp`, `socks`, `tls` (an alert, or a page that says so), `unknown`, `silent`. */
  speaks: string;
}

export interface ClockFacts {
  /** This machine's clock minus the peer's `Date`, in seconds, one for each that answered. */
  readings: { from: string; skewSeconds: number }[];
}

/** One HTTP exchange. Bodies are cut, headers are as received with names in lower case. */
export interface ExchangeFacts {
  method: string;
  url: string;
  /** Sent headers, the authorization header masked. */
  requestHeaders: Record<string, string>;
  /** Where it ended: a whole answer is `done`. */
  stage: 'connect' | 'tls' | 'request' | 'headers' | 'body' | 'done';
  problem: Problem | null;
  answer: HttpAnswer | null;
  ms: number;
  /** Milliseconds to the first byte of the answer; null where none came. */
  firstByteMs: number | null;
}

/** A billable request of the smallest kind. */
export interface CallFacts extends ExchangeFacts {
  model: string;
  /** Whether the person named the model; else it was taken from the listing. */
  isNamed: boolean;
}

export interface StreamFacts extends CallFacts {
  /** When pieces of the body arrived, in milliseconds since the request was begun. */
  parts: { ms: number; bytes: number }[];
  /** How many events came; 0 where the answer is no event stream. */
  events: number;
  /** Whether its last event was among them. */
  hasEnded: boolean;
  /** Whether it was given up while it still went on: nobody knows how it would have ended. */
  isOpen: boolean;
}

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
export interface BaseTrialFacts {
  tried: { path: string; answersAsApi: boolean; status: number | null }[];
}

export interface StatusFacts {
  url: string;
  /** `none`, `minor`, `major`, `critical`; null where the page could not be read: that is unknown, never good. */
  indicator: string | null;
  description: string | null;
  incidents: { name: string; impact: string; status: string }[];
  degraded: { name: string; status: string }[];
  problem: Problem | null;
}

// ---------------------------------------------------------------- what is said

/** What a predicate proves: the lines to show, the values for the texts, and what it changes on the entry. */
export interface Evidence {
  /** One observed fact a line. */
  lines: string[];
  /** Values for the `{placeholders}` of the entry's texts. */
  values?: Record<string, string | number>;
  /** Probes that showed it. */
  causes: ProbeId[];
  severity?: Severity;
  pythonType?: PythonType | null;
  apiError?: ApiErrorId | null;
  httpStatus?: number | null;
}

/** One thing to do. Without `on` it is for every platform. Steps whose placeholder has no value are left out. */
export interface Step {
  text: string;
  on?: Platform[];
}

export interface CatalogueEntry {
  severity: Severity;
  /** Names the thing in a few words: no cause, no cure, no full stop. */
  title: string;
  /** What happened and why, in full sentences with the values seen. */
  explanation: string;
  steps: (string | Step)[];
  pythonType: PythonType | null;
  apiError: ApiErrorId | null;
  /** Link, where it is not the documented error's own. */
  docs?: string;
  /** Null for findings that only a log can show. */
  when: ((c: Case) => Evidence | null) | null;
  /** Ids that explain this one away when they are found too. */
  unless?: string[];
  /** Whole layers, as `tls/`, that this one explains away: for the few causes that break everything below them. */
  explains?: string[];
}

export interface Finding {
  id: string;
  severity: Severity;
  title: string;
  explanation: string;
  evidence: string[];
  steps: string[];
  apiError: ApiErrorId | null;
  httpStatus: number | null;
  pythonType: PythonType | null;
  causes: string[];
  docs: string;
}

export interface ReportProbe {
  id: string;
  route: RouteName;
  status: 'pass' | 'warn' | 'fail' | 'skip';
  startMs: number;
  durationMs: number;
  summary: string;
  facts: unknown;
  skippedBecause: string | null;
}

export interface Ticket {
  model: string | null;
  errorCode: string | null;
  errorMessage: string | null;
  requestId: string | null;
  request: { method: string; url: string; headers: Record<string, string> } | null;
  response: { status: number; headers: Record<string, string> } | null;
  timestamp: string;
  timeZone: string;
}

export interface Report {
  schemaVersion: 1;
  tool: { name: 'api-doctor'; version: string };
  startedAt: string;
  durationMs: number;
  target: { baseUrl: string; host: string | null; port: number | null; route: RouteName };
  verdict: Verdict;
  exitCode: number;
  rootCause: string | null;
  findings: Finding[];
  probes: ReportProbe[];
  environment: Record<string, unknown>;
  ticket: Ticket;
  /** Absent where nothing was run: in what was read from a log. */
  settings?: Settings;
  /** What went wrong in this program itself, outside of any probe. Absent where nothing did. */
  faults?: Fault[];
  /** With `--wait`: how many checks were made, how many milliseconds that took, and the causes that were met, in order. This is the last of them. */
  waited?: { checks: number; ms: number; causes: string[] };
}

/**
 * What a run was told, as far as a judgement rests on it and nothing else in the report shows it: with the facts of the probes enough
 * to judge the run again elsewhere. No secret stands here: of a key its visible shape, of a proxy's credentials whether there are any.
 */
export interface Settings {
  /** As in `Target`. */
  baseUrlSource: string;
  key: KeySetting | null;
  keyPlaces: string[];
  model: string | null;
  organization: { value: string; source: string } | null;
  project: { value: string; source: string } | null;
  /** The proxy on the way to the API; null where that is direct. */
  proxy: ProxySetting | null;
  /** Why this way and no other; null where nothing was chosen, for want of a usable base URL. */
  choice: (Omit<RouteChoice, 'unused' | 'given'> & { unused: ProxySetting | null; given: string | null }) | null;
  caFile: string | null;
  timeoutMs: number;
  deadlineMs: number;
  offline: boolean;
  clients: boolean;
  only: string[] | null;
  skip: string[];
  failOn: 'error' | 'warning' | 'never';
}

/** What can be seen of a key without reading it. */
export interface KeySetting {
  source: string;
  /** A short prefix and the length, as in `sk-proj-…(164 chars)`. */
  shown: string;
  /** White space around it. */
  before: 'space' | 'tab' | 'line-break' | null;
  after: 'space' | 'tab' | 'line-break' | null;
  /** The prefix of an object's id in it, such as `org-`, which is no key. */
  idPrefix: 'org-' | 'proj_' | null;
}

/** A proxy without its credentials. */
export interface ProxySetting {
  scheme: ProxyAddress['scheme'];
  host: string;
  port: number;
  source: string;
  hasCredentials: boolean;
}

// ---------------------------------------------------------------- the seams

/** How a byte stream to `host:port` is opened. Probes take one and do not know which it is. */
export interface Route {
  name: RouteName;
  /** Resolves with a connected socket, plain, nothing sent to the host yet; rejects with the reason. */
  open(host: string, port: number, signal: AbortSignal): Promise<OpenedStream>;
}

export interface OpenedStream {
  socket: import('node:stream').Duplex;
  /** The peer's address, or the proxy's word on it. */
  peer: string;
}

/** What a probe is handed. */
export interface ProbeContext {
  target: Target;
  route: Route;
  /** Ends at the step's deadline, and when the run does. */
  signal: AbortSignal;
  /** Resolves once that probe has ended, whatever its end. */
  settled<P extends ProbeId>(id: P): Promise<Observation<P>>;
  /** What `getaddrinfo` says of a name: asked once a run for each name, in a process that can be given up. */
  lookup(host: string): Promise<LookupFacts>;
}

export interface Probe<P extends ProbeId = ProbeId> {
  id: P;
  /** Started as soon as these have ended. */
  after: ProbeId[];
  /** Why there is nothing to ask, given what was seen so far; null where there is. */
  skip?: (c: { target: Target; seen: RouteObservations }) => { because: ProbeId | null; reason: string } | null;
  /** Milliseconds after which the runner gives the probe up. One step's deadline unless it says so. */
  limitMs?: (target: Target) => number;
  run(context: ProbeContext): Promise<Facts[P]>;
  /** One line for the probe's row, key fact first. */
  summarise(facts: Facts[P]): string;
  /** What was refused or went missing, whoever is to blame; null where the probe got what it asked for. Never explained: shown. */
  trouble(facts: Facts[P]): Problem | null;
}
