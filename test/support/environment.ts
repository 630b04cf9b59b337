/** Environments put together from the facts of probes: the settings are read by the real probes, the network is as the case says. */

import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { problem } from '../../src/model/errors.ts';
import type { DnsAnswer, LookupFacts, ResolverState } from '../../src/model/facts/dns.ts';
import type { ExchangeFacts, HttpAnswer } from '../../src/model/facts/http.ts';
import type { ProxyAnswer, TunnelFacts } from '../../src/model/facts/proxy.ts';
import type { ConnectAttempt } from '../../src/model/facts/tcp.ts';
import type { CertificateFacts, ChainFault, HandshakeFacts } from '../../src/model/facts/tls.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Distribution, Platform } from '../../src/model/layers.ts';
import type { DiagnosisInput, RouteObservations } from '../../src/model/observation.ts';
import type { Probe } from '../../src/model/probe.ts';
import type { NetworkError } from '../../src/model/problem.ts';
import type { SystemProxy } from '../../src/model/system-proxy.ts';
import type { Target } from '../../src/model/target.ts';
import { configBaseUrl } from '../../src/probes/config/base-url.ts';
import { configEnvironment } from '../../src/probes/config/environment.ts';
import { configKey } from '../../src/probes/config/key.ts';
import { configProxy } from '../../src/probes/config/proxy.ts';
import { makeTarget } from '../../src/settings/target.ts';
import { contextFor } from './http-look.ts';
import { addresses, connectError, connected, connectFacts, failed, lookedUp, saw } from './tcp-cases.ts';

/** What of the network differs from one where all is well, worked out from the target. */
export type Seen = (target: Target) => RouteObservations;

export interface Environment {
  /** The base URL; OpenAI's where none is set. */
  url?: string;
  platform?: Platform;
  /** The family of a Linux; not known where none is named. */
  distribution?: Distribution;
  env?: Record<string, string>;
  /** The API key; one of OpenAI's form where none is named, null for none. */
  key?: string | null;
  model?: string;
  /** What Windows or macOS keeps as its proxy. */
  systemProxy?: SystemProxy;
  seen: Seen;
  /** What was seen on the other route. */
  other?: Seen;
}

const KEY = 'sk-proj-abcdefghijklmnopqrstuvwxyz0123456789';
export const PUBLIC = '203.0.113.10';
const RESOLVER = '10.0.0.53';

export function targetOf({
  url,
  platform = 'linux',
  distribution,
  env = {},
  key = KEY,
  model,
  systemProxy,
}: Environment): Target {
  const set = { ...(url ? { OPENAI_BASE_URL: url } : {}), ...(key === null ? {} : { OPENAI_API_KEY: key }), ...env };
  const runtime = { node: '20.20.2', openssl: '3.0.19', os: 'Linux' };
  return makeTarget({ model }, set, { platform, systemProxy, runtime, ...(distribution ? { distribution } : {}) });
}

/** What is found in an environment, the root cause first. */
export async function findingsIn(environment: Environment): Promise<Finding[]> {
  return diagnose(await caseOf(environment));
}

/** The case that is judged. */
export async function caseOf(environment: Environment): Promise<DiagnosisInput> {
  const target = targetOf(environment);
  const own = await settingsSeen(target);
  const observations = { ...own, ...environment.seen(target) };
  const alternateObservations = environment.other?.(target) ?? {};
  return { observations, alternateObservations, target, startedAt: '2026-11-22T10:00:00.000+00:00' };
}

async function settingsSeen(target: Target): Promise<RouteObservations> {
  const context = contextFor(target);
  const probes = [configKey, configBaseUrl, configEnvironment, configProxy] as unknown as Probe[];
  const seen = await Promise.all(probes.map(async (probe) => [probe.id, saw(await probe.run(context))] as const));
  return Object.fromEntries(seen);
}

const hostOf = ({ url }: Target) => url?.host ?? '';

// ------------------------------------------------------------ names

export function dnsAnswer(changes: Partial<DnsAnswer> = {}): DnsAnswer {
  const nothing = { addresses: [], cnames: [], extended: [], dnssecBogus: false, problem: null, detail: null };
  return { outcome: 'answer', rcode: 'NOERROR', ms: 3, transport: 'udp', ...nothing, ...changes };
}

export function resolver(a: Partial<DnsAnswer>, changes: Partial<ResolverState> = {}): ResolverState {
  const said = dnsAnswer(a);
  return {
    server: RESOLVER,
    a: said,
    aaaa: said.addresses.length > 0 ? dnsAnswer({ cnames: said.cnames }) : said,
    control: null,
    searched: [],
    ...changes,
  };
}

/** The name leads to these addresses, by way of these aliases. */
export function resolved(target: Target, found: string[], cnames: string[] = []): RouteObservations {
  if (target.url?.ipVersion) return {};
  const server = resolver({ addresses: found.filter((one) => !one.includes(':')), cnames });
  return {
    'dns/hosts': saw({ path: '/etc/hosts', entries: [] }),
    'dns/system': saw(lookedUp(hostOf(target), addresses(...found))),
    'dns/resolvers': saw({ source: '/etc/resolv.conf', servers: [server], search: [], ndots: 1 }),
  };
}

const gai = (name: string, errno: number): NetworkError => ({
  ...problem(name, `getaddrinfo ${name}`),
  errno,
  syscall: 'getaddrinfo',
});
export const NOT_FOUND = gai('ENOTFOUND', -3008);
export const AGAIN = gai('EAI_AGAIN', -3001);

/** The lookup fails, and this is what the resolvers say when asked. */
export function unresolved(lookup: Partial<LookupFacts>, servers: ResolverState[], more: RouteObservations = {}): Seen {
  return (target) => ({
    'dns/hosts': saw({ path: '/etc/hosts', entries: [] }),
    'dns/system': saw({ ...lookedUp(hostOf(target), []), problem: NOT_FOUND, ...lookup }),
    'dns/resolvers': saw({ source: '/etc/resolv.conf', servers, search: [], ndots: 1 }),
    ...more,
  });
}

// ------------------------------------------------------------ connections

/** Where the host's addresses are, by name or as written. */
function reached(target: Target): string {
  const { url } = target;
  return url?.ipVersion ? url.host : url?.isLoopback ? '127.0.0.1' : PUBLIC;
}

/** Each connection attempt ends so. */
export function unconnected(
  outcome: ConnectAttempt['outcome'],
  { code = CODES[outcome] ?? null, found, cnames, ms, more = {} }: Partial<Unconnected> = {},
): Seen {
  return (target) => {
    const all = found ?? [reached(target)];
    const attempts = all.map((address) => {
      const attempt = failed(address, outcome, code ? connectError(code, address) : null);
      return ms === undefined ? attempt : { ...attempt, ms };
    });
    return {
      ...resolved(target, all, cnames),
      'tcp/connect': saw(connectFacts(attempts, { port: target.url?.port ?? 443 })),
      ...more,
    };
  };
}

interface Unconnected {
  code: string | null;
  found: string[];
  cnames: string[];
  ms: number;
  more: RouteObservations;
}

const CODES: Partial<Record<ConnectAttempt['outcome'], string>> = {
  refused: 'ECONNREFUSED',
  unreachable: 'ENETUNREACH',
  denied: 'EPERM',
};

/** The name resolves and a connection is made. */
function connectedTo(target: Target, found: string[] = [reached(target)], cnames: string[] = []): RouteObservations {
  const attempts = found.map((address) => connected(address));
  return {
    ...resolved(target, found, cnames),
    'tcp/connect': saw(connectFacts(attempts, { port: target.url?.port ?? 443 })),
  };
}

// ------------------------------------------------------------ TLS

export function certificate(changes: Partial<CertificateFacts> = {}): CertificateFacts {
  return {
    subject: 'CN=api.example',
    issuer: 'O=Public CA, CN=Public CA R1',
    notBefore: '2026-10-01T00:00:00Z',
    notAfter: '2027-01-01T00:00:00Z',
    names: ['api.example'],
    isCa: false,
    selfIssued: false,
    keyType: 'EC prime256v1',
    signature: 'ecdsa-with-SHA256',
    fingerprint256: 'AA:BB',
    hasScts: true,
    ...changes,
  };
}

export function handshake(target: Target, changes: Partial<HandshakeFacts> = {}): HandshakeFacts {
  return {
    host: hostOf(target),
    peer: `${PUBLIC}:443`,
    stage: 'done',
    problem: null,
    bytesRead: 4000,
    protocolSeen: 'tls',
    ms: 30,
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    keyExchange: 'X25519 253',
    alpn: 'http/1.1',
    chain: [certificate({ names: [hostOf(target)] })],
    verificationErrors: [],
    trust: ['node-bundled', 'system'].map((name) => ({ name, path: null, accepts: true })),
    authorizationError: null,
    inspector: null,
    clientCertificateRequested: false,
    pythonHandshakeError: null,
    trusted: true,
    ...changes,
  };
}

/** The connection is made and the handshake ends so. */
export function shaken(changes: Partial<HandshakeFacts>, more: Partial<{ found: string[]; seen: RouteObservations }> = {}): Seen {
  return (target) => ({
    ...connectedTo(target, more.found),
    'tls/handshake': saw(handshake(target, changes)),
    ...more.seen,
  });
}

/** A chain that nobody here trusts, made by this issuer. */
export function issuedBy(issuer: string, inspector: string | null = null): Partial<HandshakeFacts> {
  return distrusted('unknown-issuer', { issuer, hasScts: false }, { inspector });
}

/** A chain with this fault. */
export function distrusted(
  kind: ChainFault['kind'],
  leaf: Partial<CertificateFacts> = {},
  more: Partial<HandshakeFacts> = {},
): Partial<HandshakeFacts> {
  return {
    trusted: false,
    authorizationError: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    verificationErrors: [{ kind, certificate: 0, detail: `certificate 1: ${kind}` }],
    trust: ['node-bundled', 'system'].map((name) => ({ name, path: null, accepts: false })),
    chain: [certificate(leaf)],
    ...more,
  };
}

/** The handshake is broken off: reset, or never answered. */
export const CUT: Partial<HandshakeFacts> = {
  stage: 'handshake',
  problem: problem('ECONNRESET', 'read ECONNRESET'),
  protocolSeen: 'nothing',
  bytesRead: 0,
  trusted: false,
  chain: [],
  trust: [],
};
export const SILENT: Partial<HandshakeFacts> = { ...CUT, problem: problem('TIMEOUT', 'no answer in 5000 ms') };

// ------------------------------------------------------------ HTTP

type Headers = Record<string, string>;

export function httpAnswer(status: number, body: unknown = '', headers: Headers = {}): HttpAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? (/^\s*</.test(body) ? 'text/html' : 'text/plain') : 'application/json';
  return { status, headers: { 'content-type': type, ...headers }, body: text, cut: false, bytes: text.length };
}

/** One exchange that ended with this answer, or with this error. */
export function exchangeOf(target: Target, path: string, answer: HttpAnswer | NetworkError, isKeySent = true): ExchangeFacts {
  const { scheme = 'https', host = '', port = 443, query = '', path: base = '' } = target.url ?? {};
  const authority = port === (scheme === 'https' ? 443 : 80) ? host : `${host}:${port}`;
  const isAnswer = 'status' in answer;
  return {
    method: 'GET',
    url: `${scheme}://${authority}${base}${path}${query}`,
    requestHeaders: { host: authority, ...(isKeySent ? { authorization: 'Bearer sk-…(44 chars)' } : {}) },
    stage: isAnswer ? 'done' : 'headers',
    problem: isAnswer ? null : answer,
    answer: isAnswer ? answer : null,
    ms: 90,
    firstByteMs: isAnswer ? 80 : null,
  };
}

/** All is well down to HTTP, and the server answers each request so. */
export function answering(status: number, body: unknown = '', headers: Headers = {}, more: Partial<Answering> = {}): Seen {
  return (target) => {
    const { found, cnames, chain, seen = {}, keyless } = more;
    const answer = httpAnswer(status, body, headers);
    const secure = target.url?.scheme === 'https' ? { 'tls/handshake': saw(handshake(target, chain)) } : {};
    const mayTravel = target.key !== null && (target.url?.scheme === 'https' || target.url?.isLoopback);
    return {
      ...connectedTo(target, found, cnames),
      ...secure,
      'http/unauthenticated': saw(exchangeOf(target, '/models', keyless ?? answer, false)),
      ...(mayTravel ? { 'http/models': saw(exchangeOf(target, '/models', answer)) } : {}),
      ...(typeof seen === 'function' ? seen(target) : seen),
    };
  };
}

interface Answering {
  found: string[];
  cnames: string[];
  chain: Partial<HandshakeFacts>;
  /** The answer to a request without the key, where it differs. */
  keyless: HttpAnswer;
  seen: RouteObservations | Seen;
}

/** The listing of models is well. */
export const MODELS = { object: 'list', data: [{ id: 'm1', object: 'model', created: 1, owned_by: 'x' }] };

/** The listing works and a small call is answered so. */
export function calling(status: number, body: unknown, headers: Headers = {}): Seen {
  return answering(
    200,
    MODELS,
    {},
    {
      seen: (target) => ({
        'http/call': saw({
          ...exchangeOf(target, '/chat/completions', httpAnswer(status, body, headers)),
          method: 'POST',
          model: target.model ?? 'm1',
          isModelGiven: target.model !== null,
        }),
      }),
    },
  );
}

// ------------------------------------------------------------ proxies

/** A proxy takes the connection, and this comes of the CONNECT. */
export function tunneled(changes: Partial<TunnelFacts> & { answer?: ProxyAnswer | null }): Seen {
  return (target) => {
    const { route } = target;
    const proxy = route.kind === 'proxy' ? route.proxy : null;
    const host = proxy?.host ?? 'proxy.example';
    const port = proxy?.port ?? 3128;
    const facts: TunnelFacts = {
      proxy: `http://${host}:${port}`,
      destination: `${hostOf(target)}:${target.url?.port ?? 443}`,
      outcome: 'refused',
      problem: null,
      credentialsSent: proxy?.username != null,
      answer: null,
      socks: null,
      firstBytes: '',
      peer: `192.0.2.8:${port}`,
      ms: 4,
      supportedProtocols: null,
      ...changes,
    };
    return {
      'proxy/address': saw(lookedUp(host, addresses('192.0.2.8'))),
      'proxy/connect': saw(connectFacts([connected('192.0.2.8')], { port })),
      'proxy/tunnel': saw(facts),
    };
  };
}

export function proxyAnswer(status: number, changes: Partial<ProxyAnswer> = {}): { answer: ProxyAnswer } {
  return {
    answer: { status, reason: 'Because', headers: {}, authSchemes: [], title: null, text: '', bytes: 0, interim: 0, ...changes },
  };
}

/** Nothing listens where the proxy should be: an address, or a name of this machine. */
export function proxyRefused(host: string, port: number): Seen {
  const address = host === 'localhost' ? '127.0.0.1' : host;
  return () => ({
    'proxy/address': saw(lookedUp(host, addresses(address))),
    'proxy/connect': saw(connectFacts([failed(address, 'refused', connectError('ECONNREFUSED', address))], { port })),
  });
}

/** How Google's APIs refuse a token that is expired or none of theirs. */
export const GOOGLE_TOKEN_REFUSED = [
  {
    error: {
      code: 401,
      message:
        'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
      status: 'UNAUTHENTICATED',
    },
  },
];
