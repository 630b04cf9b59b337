import { libraryType } from '../../knowledge/answer/documented-names.ts';
import type { UserAgentTrial } from '../../model/facts/http.ts';
import type { CatalogueEntry, Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';
import { answered, exchangeOf, mainExchange } from '../answered.ts';
import { factsOf } from '../seen.ts';

/** What stands before the API and answers in its place, for reasons of its own. */
export const httpInFront = {
  'http/access-proxy': {
    severity: 'error',
    title: 'Sign-in required by an access proxy',
    explanation:
      '{who} answered {answer}. {gate} is in front of this API, and lets only requests through that carry a sign-in or credential of its own. An API key is not that credential, so the request never reached the API.',
    steps: [
      'Add the credential that it wants from programs, {wants}, to each request: {wantsHeaders}. The official libraries take such headers as default_headers (Python) or defaultHeaders (Node).',
      'Ask whoever runs {gateName} for a credential for programs (a service token, a bearer token), or for an exception for the path of the API.',
      'If the API has an address behind the access proxy, as inside the company’s network or VPN, set the base URL to that.',
      'See the answer: `curl -sS -D- -o /dev/null {modelsUrl}`',
    ],
    pythonType: 'PermissionDeniedError',
    apiError: null,
    when: answered('http/access-proxy'),
  },
  'http/nothing-behind': {
    severity: 'error',
    title: 'No server behind this address',
    explanation:
      '{who} answered {answer}. The address belongs to {service}, which reports that nothing is connected or deployed there. The program, tunnel or deployment behind it is stopped, removed, or has another name now. The request did not reach an API.',
    steps: [
      'Start the program or tunnel behind {host} again, or deploy it again.',
      'Compare the base URL {baseUrl} with the address that {service} shows for it now: it may have changed with the last start.',
      'See the answer: `curl -sS -D- {modelsUrl}`',
    ],
    pythonType: 'NotFoundError',
    apiError: null,
    when: answered('http/nothing-behind'),
  },
  'http/client-refused': {
    severity: 'error',
    title: 'Request refused for its User-Agent',
    explanation:
      '{who} refuses requests by the client that sends them: {refused}{passed}. The key, the model and the network have no part in that.',
    steps: [
      'Set another User-Agent in Python: OpenAI(default_headers={"User-Agent": "my-app/1.0"})',
      'Set another User-Agent in Node: new OpenAI({ defaultHeaders: { "User-Agent": "my-app/1.0" } })',
      'Ask whoever runs the firewall or gateway in front of {host} to allow the User-Agent of the official libraries (it begins with OpenAI/).',
      'Compare both: `curl -sS -o /dev/null -D- -A "OpenAI/Python 2.8.1" {modelsUrl}`',
    ],
    pythonType: 'PermissionDeniedError',
    apiError: null,
    when: clientRefused,
    explains: [
      'http/block-page',
      'http/edge-challenge',
      'http/not-the-api',
      'http/unmapped-status',
      'auth/permission-denied',
      'auth/unverifiable',
    ],
  },
  'http/protocol-unsupported': {
    severity: 'error',
    title: 'Server that takes HTTP/2 alone',
    explanation:
      'The server at {host} port {port} does not speak HTTP/1.1, which the usual clients use: {detail}. A gRPC server does that, and a server or load balancer that is set to HTTP/2 only.',
    steps: [
      'Use the port or address where this server speaks HTTP/1.1: servers with both gRPC and an OpenAI-compatible API have one port for each.',
      'If {host} is your own, allow HTTP/1.1 there: in an AWS target group set the protocol version to HTTP1, in Envoy the codec to AUTO, behind nginx use proxy_pass instead of grpc_pass.',
      'In Python HTTP/2 is possible: install httpx[http2], then OpenAI(http_client=httpx.Client(http2=True, http1=False))',
      'See what it speaks: `curl -sS -v --http2-prior-knowledge {modelsUrl}`',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => answered('http/protocol-unsupported')(c) ?? http2Only(c),
    explains: ['http/malformed', 'http/closed', 'tls/handshake-failure', 'tls/not-tls'],
  },
} satisfies Record<string, CatalogueEntry>;

/**
 * Proved by comparison: the reference client's name is refused and another one is let through. Where only the looks of the connection
 * differ (a TLS fingerprint), nothing here shows it, unless the edge says so itself.
 */
function clientRefused(c: Case): Evidence | null {
  const tried = factsOf(c, 'http/user-agents')?.tried ?? [];
  const [reference] = tried;
  const through = tried.filter(({ isApi }) => isApi);
  if (!reference || reference.isApi || reference.status === null) return saidByEdge(c, tried);
  if (through.length === 0) return saidByEdge(c, tried);
  const refused = tried.filter(({ isApi, status }) => !isApi && status === reference.status);
  return {
    lines: tried.map(({ client, userAgent, status }) => `${client} (User-Agent ${userAgent}): HTTP ${status ?? 'none'}`),
    causes: ['http/user-agents', ...causesIn(c)],
    httpStatus: reference.status,
    pythonType: libraryType(reference.status) ?? 'PermissionDeniedError',
    values: {
      who: c.target.url?.host ?? 'The server',
      refused: `with the User-Agent of ${listed(refused)} the answer is HTTP ${reference.status}`,
      passed: `, and with that of ${listed(through)} the API answers`,
    },
  };
}

/** Where no name gets through, the edge's own word that it is the client counts (Cloudflare's error 1010). */
function saidByEdge(c: Case, tried: UserAgentTrial[]): Evidence | null {
  const evidence = answered('http/client-refused')(c);
  if (!evidence) return null;
  const alike = tried.length > 0 ? ', whatever User-Agent it names, so it may be the TLS fingerprint' : '';
  const refused = `it says so itself (${evidence.values?.answer})`;
  return { ...evidence, values: { ...evidence.values, refused, passed: alike } };
}

function listed(tried: UserAgentTrial[]): string {
  return tried
    .map(({ client }) => client)
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
}

/** The requests whose answers this explains. */
function causesIn(c: Case): ('http/models' | 'http/unauthenticated')[] {
  return (['http/models', 'http/unauthenticated'] as const).filter((id) => {
    const status = exchangeOf(c, id)?.answer?.status ?? 0;
    return status >= 400;
  });
}

/** What came was a frame of HTTP/2 (RFC 9113 section 4.1), or TLS found no protocol in common but for h2. */
function http2Only(c: Case): Evidence | null {
  const main = mainExchange(c);
  const problem = main?.facts.problem;
  if (!main || problem?.code !== 'HTTP2_ONLY') return null;
  return {
    lines: [`GET ${main.facts.url}`, problem.message],
    causes: [main.probe],
    values: { detail: problem.message },
  };
}
