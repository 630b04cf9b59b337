import type { CatalogueEntry, Step } from '../../model/finding.ts';
import { onApiError, onGatewayError, PAST_THE_PROXY, REPEAT_BY_HAND, setBaseUrl } from '../answered.ts';
import {
  endlessBody,
  filterOnPlainHttp,
  httpsUrl,
  isUpgradeToHttps,
  malformed,
  notFoundElsewhere,
  onTransportFailure,
  plainToTls,
  portalOnPlainHttp,
  redirectFacts,
  timedOut,
} from './readings.ts';

/** In an HTTP exchange, a missing client certificate or a closed tunnel appears as a dropped connection. */
const EXPLAINED_BELOW = [
  'tcp/reset',
  'tls/client-certificate-required',
  'tls/handshake-failure',
  'proxy/closed',
  'proxy/upstream-failed',
];

/** Findings of the layer `http`. */
export const http = {
  'http/captive-portal': {
    severity: 'error',
    title: 'Captive portal requires sign-in',
    explanation:
      'This network requires a sign-in before it allows traffic out. Its portal responded instead of the API: {answer}. Until you sign in, every program fails, TLS connections first.',
    steps: [
      'Open http://neverssl.com in a browser on this machine and sign in or accept the terms. Then run the check again.',
      'If this machine has no browser, ask the network’s operator to allow it by its MAC address.',
      'Or use another network, such as a phone hotspot.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => onApiError('http/captive-portal')(c) ?? portalOnPlainHttp(c),
    suppresses: ['dns/', 'tcp/', 'tls/', 'http/'],
  },
  'http/block-page': {
    severity: 'error',
    title: 'Blocked by a web filter',
    explanation:
      'A web filter returned a block page instead of the API’s response: {answer}. The request did not reach the API, so changing the key or the code does not help.',
    steps: [
      ...PAST_THE_PROXY,
      'Ask the administrator of {filter} to allow {who} on port {port}. Give them {pageReference}.',
      'Show the block page: `curl -sS -D- {modelsUrl}`',
      'Try another network, such as a phone hotspot. If it works there, the filter is in this network.',
    ],
    pythonType: 'PermissionDeniedError',
    apiError: null,
    matches: (c) => onApiError('http/block-page')(c) ?? filterOnPlainHttp(c),
    suppressedBy: ['dns/blocked', 'dns/sinkhole', 'dns/hosts-override'],
    suppresses: [
      'tcp/refused',
      'tcp/timeout',
      'tcp/reset',
      'tcp/unreachable',
      'tls/reset',
      'tls/timeout',
      'tls/not-tls',
      'http/',
    ],
  },
  'http/edge-challenge': {
    severity: 'error',
    title: 'Request rejected by the CDN',
    explanation:
      'The CDN in front of the API rejected the request: {answer}. It decides by source IP address and request fingerprint, not by API key. It often rejects addresses of VPNs, hosting providers, and shared egress.',
    steps: [
      'Send the request from another IP address: disconnect the VPN, bypass the proxy, or use another network.',
      'If this is a server at a hosting provider, change its egress IP address.',
      'If many requests were sent from here, wait a few minutes: the CDN may limit requests per IP address.',
      'If the error persists, contact {helpPage} and give the CDN’s reference {reference}.',
    ],
    pythonType: 'PermissionDeniedError',
    apiError: null,
    matches: onGatewayError('http/edge-challenge'),
  },
  'http/unexpected-redirect': {
    severity: 'error',
    title: 'Unexpected redirect',
    explanation:
      'The server responded with a redirect to {location}. The API does not use redirects. This check did not follow it and did not send the key there.',
    steps: [
      ...setBaseUrl('If {location} is the new address of your API, set it as the base URL:', '{suggestion}'),
      'The redirect points to the requested URL itself: {looping} is behind a gateway that terminates TLS, sees plain HTTP, and redirects to HTTPS again and again. Configure the gateway to send X-Forwarded-Proto, or remove the HTTPS redirect behind it.',
      'The redirect leads in a circle, because {circling} redirects back: one program adds the slash and another removes it. Turn one of them off: redirect_slashes in FastAPI, APPEND_SLASH in Django, the slash of location and proxy_pass in nginx.',
      'The redirect stays on this server: the base URL leads to its web interface, not to its API. Use the path of the API (often /v1 or /api), and a key that this program issued in its settings: {ownPage}',
      'Configure the server to accept the path without the redirect to {tidied}: a redirect with 301 or 302 turns the POST of a call into a GET, and some clients follow none.',
      'If {foreign} is a company sign-in page, the API is behind it. Ask for an address that programs can use, or for an exemption.',
      'Show the redirect: `curl -sS -D- -o /dev/null {modelsUrl}`',
      'If you do not know {foreign}, ask your network administrator which device redirects to it.',
    ],
    pythonType: null,
    apiError: null,
    matches: (c) => (isUpgradeToHttps(c) ? null : onApiError('http/unexpected-redirect', redirectFacts)(c)),
  },
  'http/plain-to-tls': {
    severity: 'error',
    title: 'Plain HTTP sent to a TLS port',
    explanation: 'The base URL begins with http://, but its port expects TLS, so the server rejects the request: {answer}.',
    steps: [
      ...setBaseUrl('Use https:// in the base URL:', '{httpsUrl}'),
      'If the server should be used without TLS, set the port where it listens for plain HTTP.',
    ],
    pythonType: 'BadRequestError',
    apiError: null,
    matches: (c) =>
      onApiError('http/plain-to-tls', (_, { target }) => ({ templateValues: httpsUrl(target.baseUrl) }))(c) ?? plainToTls(c),
  },
  'http/https-required': {
    severity: 'error',
    title: 'API requires HTTPS',
    explanation: 'The API accepts only HTTPS: {answer}. The base URL begins with http://.',
    steps: [
      ...setBaseUrl('Use https:// in the base URL:', '{httpsUrl}'),
      'If a gateway of yours forwards the requests, configure it to use HTTPS.',
    ],
    pythonType: 'PermissionDeniedError',
    apiError: null,
    matches: onApiError('http/https-required', (_, { target }) => ({ templateValues: httpsUrl(target.baseUrl) })),
  },
  'http/not-the-api': {
    severity: 'error',
    title: 'Response is not from the API',
    explanation: '{notTheApi}: {answer}. {what} {raised}',
    steps: [
      ...setBaseUrl('The API responds below {foundPath} of the same host. Set that as the base URL:', '{foundUrl}').map(asFirst),
      ...PAST_THE_PROXY,
      'Check that {baseUrl} is the API endpoint, not a website.',
      'Show the response: `curl -sS -D- {modelsUrl}`',
      'If the base URL is right, check the route for this path in the gateway or reverse proxy in front of the API.',
    ],
    pythonType: null,
    apiError: null,
    matches: onApiError('http/not-the-api', notFoundElsewhere),
  },
  'http/malformed': {
    severity: 'error',
    title: 'Invalid HTTP response',
    explanation: 'The server’s response is not valid HTTP: {detail}. {reading}',
    steps: [
      'Correct the responses of the server or gateway at {looseHost}, or put a reverse proxy in front of it that writes them again, such as nginx or Caddy.',
      'Check the port in the base URL: another service may use port {port} of {strangeHost}.',
      'Show the raw bytes: `curl -sS -v --http0.9 {modelsUrl} --max-time 5 -o -`',
      'If a gateway or antivirus program inspects traffic here, exempt the host from inspection and compare.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: malformed,
    suppressedBy: EXPLAINED_BELOW,
  },
  'http/truncated': {
    severity: 'error',
    title: 'Truncated HTTP response',
    explanation:
      'The connection closed before the response was complete: {detail}. Typical causes are a gateway with a short timeout, a server that crashed, and a middlebox that resets connections.',
    steps: [
      'Run the check again: the server may have been restarting.',
      'Compare with curl, which reports “transfer closed” for the same fault: `curl -sS -v {modelsUrl} -o /dev/null`',
      'If the gateway or load balancer in front of the API is yours, check its log at the time of this check.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => onTransportFailure('truncated', c),
    suppressedBy: EXPLAINED_BELOW,
  },
  'http/timeout': {
    severity: 'error',
    title: 'HTTP request timed out',
    explanation:
      'The connection succeeded and the request was sent, but no complete response arrived within {timeoutSeconds} s: {detail}. {reading}',
    steps: [
      'If {slowModel} needs longer than {timeoutSeconds} s, stream the response, and raise the timeout of the program or framework where it is shorter: OpenAI(timeout=600) in Python, new OpenAI({ timeout: 600_000 }) in Node.js.',
      'If {ownApi} is yours, restart the server there. Its log shows whether it still loads a model, or is busy.',
      'Disconnect the VPN, or try another network or proxy: a middlebox may hold the request to {remoteHost} back.',
      'Check for incidents: {statusPage}',
      'Retry with a longer timeout: `api-doctor check --timeout 30s --deadline 2m`',
    ],
    pythonType: 'APITimeoutError',
    apiError: null,
    matches: timedOut,
    suppressedBy: EXPLAINED_BELOW,
  },
  'http/closed': {
    severity: 'error',
    title: 'Connection closed without a response',
    explanation:
      'The request was sent, and the connection was {how} without a response, {detail}. Typical causes are a server that restarts, a load balancer without a backend, and a filter that inspects requests.',
    steps: [
      'If {ownApi} is yours, see in its log why it ended the connection: it restarts, crashed, or lacks memory.',
      'Repeat the call after some seconds, because a restart takes no longer.',
      'Compare with curl, which reports “Empty reply from server” or “Connection reset” for the same fault: `curl -sS -v {modelsUrl}`',
      'If a proxy, VPN, or security product inspects traffic here, exempt the host from inspection and compare.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => onTransportFailure('closed', c),
    suppressedBy: EXPLAINED_BELOW,
  },
  'http/not-found': {
    severity: 'error',
    title: 'URL not found (404)',
    explanation:
      '{who} returned {answer}. Usually the path of the base URL is wrong: /v1 is missing or doubled, or it includes an endpoint. If the path is right, the file, thread, or other object in it does not exist for this key.',
    steps: [
      ...setBaseUrl('The API responds below {foundPath}. Set that as the base URL:', '{foundUrl}').map(asFirst),
      ...setBaseUrl('The path of the base URL looks wrong. Set the one that was probably meant:', '{suggestedUrl}').map(asFirst),
      ...setBaseUrl('Servers of this kind have their endpoints below /v1:', '{versionedUrl}'),
      'Check the path of the base URL {baseUrl}. SDKs append only /models, /chat/completions, and so on.',
      'Compare the requested path {badPath} with the API reference: {referencePage}',
      'Show the response: `curl -sS -D- {modelsUrl}`',
    ],
    pythonType: 'NotFoundError',
    apiError: null,
    matches: onApiError('http/not-found', notFoundElsewhere),
  },
  'http/bad-request': {
    severity: 'error',
    title: 'Bad request (400)',
    explanation: '{who} returned {answer}. The request itself is invalid, so retrying it does not help.',
    steps: [
      'Change the parameter {parameter}, which the response names.',
      'Read the message: it names the fault, and usually what is expected.',
      'Compare the request with the API reference: {referencePage}',
      ...REPEAT_BY_HAND,
    ],
    pythonType: 'BadRequestError',
    apiError: null,
    matches: onApiError('http/bad-request'),
  },
  'http/conflict': {
    severity: 'error',
    title: 'Conflict with another request (409)',
    explanation: '{who} returned {answer}. Another request is modifying the same resource, such as a conversation or a thread.',
    steps: ['Send requests for one resource one after another.', 'Retry the request after a short wait.'],
    pythonType: 'ConflictError',
    apiError: null,
    matches: onApiError('http/conflict'),
  },
  'http/unprocessable': {
    severity: 'error',
    title: 'Unprocessable request (422)',
    explanation:
      '{who} returned {answer}. The format of the request is valid, but a value in it is missing, out of range, or of the wrong type.',
    steps: [
      'Correct the field that the response names.',
      'If it names none, retry the request.',
      'Remove optional parameters: some compatible servers support fewer than OpenAI.',
    ],
    pythonType: 'UnprocessableEntityError',
    apiError: null,
    matches: onApiError('http/unprocessable'),
  },
  'http/too-large': {
    severity: 'error',
    title: 'Request or response too large',
    explanation: '{who} returned {answer}. {tooLarge}',
    steps: [
      'Reduce the request: {sizeSent} bytes were sent, and the limit is {sizeLimit}.',
      'Split the input, or compress the file.',
      'If a gateway of yours returned the error, raise its limit (client_max_body_size in nginx).',
      'If the headers are too large, look for cookies and long tokens that a client or proxy adds.',
    ],
    pythonType: null,
    apiError: null,
    matches: (c) => onApiError('http/too-large')(c) ?? endlessBody(c),
  },
  'http/unmapped-status': {
    severity: 'error',
    title: 'Undocumented HTTP status',
    explanation:
      '{who} returned {answer}. The API documentation does not list this status. The official SDKs raise APIStatusError for it, or InternalServerError from 500 on.',
    steps: [
      'Buy credit at this provider: status {paymentStatus} asks for a payment.',
      'Take an endpoint such as /chat/completions out of the base URL, and call it with POST: status {methodStatus} refuses the method.',
      'Set the user name and password in the URL of the proxy, from which status {proxyStatus} comes.',
      'Read the message of the response.',
      ...REPEAT_BY_HAND,
    ],
    pythonType: null,
    apiError: null,
    matches: onApiError('http/unmapped-status'),
  },
} satisfies Record<`http/${string}`, CatalogueEntry>;

/** Of what this check itself found out. */
function asFirst(step: Step): Step {
  return { ...step, first: true };
}
