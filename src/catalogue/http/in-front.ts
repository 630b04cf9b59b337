import { libraryType } from '../../knowledge/answer/documented-names.ts';
import type { UserAgentTrial } from '../../model/facts/http.ts';
import type { CatalogueEntry, Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { exchangeOf, onApiError, primaryExchange } from '../answered.ts';
import { factsOf } from '../seen.ts';

/** Findings about a server in front of the API that responds instead of it. */
export const httpInFront = {
  'http/access-proxy': {
    severity: 'error',
    title: 'Access proxy requires authentication',
    explanation:
      '{who} returned {answer}. {gate} protects this API and forwards only requests with its own credentials. An API key is not such a credential, so the request did not reach the API.',
    steps: [
      'Add its credential for programs, {wants}, to each request: {wantsHeaders}. In the official SDKs, set such headers with default_headers (Python) or defaultHeaders (Node.js).',
      'Ask the administrator of {gateName} for a credential for programs (a service token or bearer token), or for an exemption for the path of the API.',
      'If the API has an internal address behind the access proxy, set that as the base URL.',
      'Show the response headers: `curl -sS -D- -o /dev/null {modelsUrl}`',
    ],
    pythonType: 'PermissionDeniedError',
    apiError: null,
    matches: onApiError('http/access-proxy'),
  },
  'http/nothing-behind': {
    severity: 'error',
    title: 'No server behind this address',
    explanation:
      '{who} returned {answer}. The address belongs to {service}, which reports that nothing is connected or deployed there. The program, tunnel, or deployment behind it was stopped, removed, or renamed. The request did not reach an API.',
    steps: [
      'Start the program or tunnel behind {host} again, or deploy it again.',
      'Compare the base URL {baseUrl} with the current address in {service}: it may have changed at the last start.',
      'Show the response: `curl -sS -D- {modelsUrl}`',
    ],
    pythonType: 'NotFoundError',
    apiError: null,
    matches: onApiError('http/nothing-behind'),
  },
  'http/client-refused': {
    severity: 'error',
    title: 'Request rejected because of its User-Agent',
    explanation:
      '{who} rejects requests of certain clients: {refused}{passed}. The key, the model, and the network are not the cause.',
    steps: [
      'Set another User-Agent in Python: OpenAI(default_headers={"User-Agent": "my-app/1.0"})',
      'Set another User-Agent in Node.js: new OpenAI({ defaultHeaders: { "User-Agent": "my-app/1.0" } })',
      'Ask the administrator of the firewall or gateway in front of {host} to allow the User-Agent of the official SDKs (it begins with OpenAI/).',
      'Compare with the User-Agent of the SDK: `curl -sS -o /dev/null -D- -A "OpenAI/Python 2.8.1" {modelsUrl}`',
    ],
    pythonType: 'PermissionDeniedError',
    apiError: null,
    matches: clientRefused,
    suppresses: [
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
    title: 'Server does not support HTTP/1.1',
    explanation:
      'The server at {host} port {port} does not support HTTP/1.1, which the SDKs use: {detail}. It is a gRPC server, or a server or load balancer that is configured for HTTP/2 only.',
    steps: [
      'Use the port that supports HTTP/1.1: servers with gRPC and an OpenAI-compatible API have one port for each.',
      'If {host} is yours, allow HTTP/1.1: set the protocol version HTTP1 in an AWS target group, the codec AUTO in Envoy, or proxy_pass instead of grpc_pass in nginx.',
      'Or use HTTP/2 in Python: install httpx[http2], and create OpenAI(http_client=httpx.Client(http2=True, http1=False)).',
      'Check the protocol: `curl -sS -v --http2-prior-knowledge {modelsUrl}`',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => onApiError('http/protocol-unsupported')(c) ?? http2Only(c),
    suppresses: ['http/malformed', 'http/closed', 'tls/handshake-failure', 'tls/not-tls'],
  },
} satisfies Record<string, CatalogueEntry>;

/**
 * Shown by comparison: the User-Agent of the reference client is rejected and another one is accepted. A TLS fingerprint filter is only
 * recognized by its own error message.
 */
function clientRefused(c: DiagnosisInput): Evidence | null {
  const tried = factsOf(c, 'http/user-agents')?.tried ?? [];
  const [reference] = tried;
  const through = tried.filter(({ isApi }) => isApi);
  if (!reference || reference.isApi || reference.status === null) return saidByEdge(c, tried);
  if (through.length === 0) return saidByEdge(c, tried);
  const refused = tried.filter(({ isApi, status }) => !isApi && status === reference.status);
  return {
    details: tried.map(({ client, userAgent, status }) => `${client} (User-Agent ${userAgent}): HTTP ${status ?? 'none'}`),
    probeIds: ['http/user-agents', ...causesIn(c)],
    httpStatus: reference.status,
    pythonType: libraryType(reference.status) ?? 'PermissionDeniedError',
    templateValues: {
      who: c.target.url?.host ?? 'The server',
      refused: `with the User-Agent of ${listed(refused)}, it returns HTTP ${reference.status}`,
      passed: `; with that of ${listed(through)}, the API responds`,
    },
  };
}

/** If no User-Agent is accepted: the CDN's own error that the client is banned (Cloudflare 1010). */
function saidByEdge(c: DiagnosisInput, tried: UserAgentTrial[]): Evidence | null {
  const evidence = onApiError('http/client-refused')(c);
  if (!evidence) return null;
  const alike = tried.length > 0 ? ', with every User-Agent, so the reason may be the TLS fingerprint' : '';
  const refused = `its error says so (${evidence.templateValues?.answer})`;
  return { ...evidence, templateValues: { ...evidence.templateValues, refused, passed: alike } };
}

function listed(tried: UserAgentTrial[]): string {
  return tried
    .map(({ client }) => client)
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
}

/** The requests whose responses this explains. */
function causesIn(c: DiagnosisInput): ('http/models' | 'http/unauthenticated')[] {
  return (['http/models', 'http/unauthenticated'] as const).filter((id) => {
    const status = exchangeOf(c, id)?.answer?.status ?? 0;
    return status >= 400;
  });
}

/** The response was an HTTP/2 frame (RFC 9113 section 4.1), or ALPN agreed only on h2. */
function http2Only(c: DiagnosisInput): Evidence | null {
  const main = primaryExchange(c);
  const problem = main?.facts.problem;
  if (!main || problem?.code !== 'HTTP2_ONLY') return null;
  return {
    details: [`GET ${main.facts.url}`, problem.message],
    probeIds: [main.probe],
    templateValues: { detail: problem.message },
  };
}
