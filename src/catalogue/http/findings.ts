import type { CatalogueEntry } from '../../model/finding.ts';
import { answered, REPEAT_BY_HAND, setBaseUrl } from '../answered.ts';
import {
  filterOnPlainHttp,
  isUpgradeToHttps,
  notFoundElsewhere,
  onTheWire,
  plainToTls,
  portalOnPlainHttp,
  redirectFacts,
} from './readings.ts';

/** What a client certificate that is missing looks like to whoever only sees the exchange. */
const EXPLAINED_BELOW = ['tls/client-certificate-required', 'tls/handshake-failure', 'proxy/closed', 'proxy/upstream-failed'];

/** Findings of the layer `http`. */
export const http = {
  'http/captive-portal': {
    severity: 'error',
    title: 'Sign-in page of this network',
    explanation:
      'This network wants a sign-in before it lets anything out. In place of the API its own page answered: {answer}. Until somebody has signed in, every program fails in its own way, and encrypted connections fail first.',
    steps: [
      'Open http://neverssl.com in a browser on this machine, sign in or accept the terms, and run the check again.',
      'If this machine has no browser, sign in from another device that shares its connection, or have the network’s operator let the machine through by its hardware address.',
      'Or use another network, such as a phone’s.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => answered('http/captive-portal')(c) ?? portalOnPlainHttp(c),
    explains: ['dns/', 'tcp/', 'tls/', 'http/'],
  },
  'http/block-page': {
    severity: 'error',
    title: 'Page of a filter in place of the API',
    explanation:
      'The API did not answer: something between here and there put up a page of its own, {answer}. The API speaks JSON and sends no such pages, so this is the decision of a filter, by rule or by category, and no key or code can change it.',
    steps: [
      'Ask whoever runs {filter} to allow {who} on port 443, and give them {pageReference}.',
      'See the page as it is: `curl -sS -D- {modelsUrl}`',
      'Compare from another network, such as a phone’s: if it works there, the filter belongs to this one.',
    ],
    pythonType: 'PermissionDeniedError',
    apiError: null,
    when: (c) => answered('http/block-page')(c) ?? filterOnPlainHttp(c),
    unless: ['dns/blocked', 'dns/sinkhole', 'dns/hosts-override'],
    explains: ['tcp/refused', 'tcp/timeout', 'tcp/reset', 'tcp/unreachable', 'tls/reset', 'tls/timeout', 'tls/not-tls', 'http/'],
  },
  'http/edge-challenge': {
    severity: 'error',
    title: 'Request stopped by the CDN in front of the API',
    explanation:
      'The request came as far as the CDN that stands in front of the API, and that refused it: {answer}. It judges by the address that the request comes from and by how it looks, not by the key. Addresses of VPNs, hosting providers and shared exits are often refused.',
    steps: [
      'Send the request from another address: switch off the VPN, leave the proxy, or use another network.',
      'If this is a server at a hosting provider, give it another outgoing address, or route these calls through one of your own.',
      'Wait some minutes if many requests were sent from here: the refusal may be a limit by address.',
      'If it stays, write to https://help.openai.com with the CDN’s reference {reference}.',
    ],
    pythonType: 'PermissionDeniedError',
    apiError: null,
    when: answered('http/edge-challenge'),
  },
  'http/unexpected-redirect': {
    severity: 'error',
    title: 'Redirect to another address',
    explanation:
      'Instead of an answer came a redirect to {location}. The API itself redirects nowhere. The redirect was not followed, and the key was not sent along: whoever sends it may not be trusted with it.',
    steps: [
      ...setBaseUrl('If {location} is where your API lives now, say so in the base URL:', '{suggestion}'),
      'That is the very address that was asked for: behind a gateway that ends TLS, {looping} takes the request for plain HTTP and sends it to HTTPS for ever. Have the gateway pass on X-Forwarded-Proto, or drop the rule that forces HTTPS behind it.',
      'If {foreign} is a company’s sign-in, this API is behind it: ask for an address that programs may use, or for an exception from the sign-in.',
      'See the redirect: `curl -sS -D- -o /dev/null {modelsUrl}`',
      'If you do not know {foreign}, have the administrator of this network find out who sends people there.',
    ],
    pythonType: null,
    apiError: null,
    when: (c) => (isUpgradeToHttps(c) ? null : answered('http/unexpected-redirect', redirectFacts)(c)),
  },
  'http/plain-to-tls': {
    severity: 'error',
    title: 'Plain HTTP sent to a TLS port',
    explanation:
      'The base URL says http://, and the port that it names expects an encrypted connection, so the server refuses to talk: {answer}.',
    steps: [
      ...setBaseUrl('Write https:// in place of http:// in the base URL:', '{httpsUrl}'),
      'If the server is meant to be reached without TLS, use the port where it listens for that.',
    ],
    pythonType: 'BadRequestError',
    apiError: null,
    when: (c) => answered('http/plain-to-tls', (_, { target }) => ({ values: httpsUrl(target.baseUrl) }))(c) ?? plainToTls(c),
  },
  'http/https-required': {
    severity: 'error',
    title: 'API reached without HTTPS',
    explanation: 'The API says that it is to be reached over HTTPS only: {answer}. The base URL begins with http://.',
    steps: [
      ...setBaseUrl('Write https:// in place of http:// in the base URL:', '{httpsUrl}'),
      'If a proxy or gateway of yours passes the calls on, let it do so over HTTPS.',
    ],
    pythonType: 'PermissionDeniedError',
    apiError: null,
    when: answered('http/https-required', (_, { target }) => ({ values: httpsUrl(target.baseUrl) })),
  },
  'http/not-the-api': {
    severity: 'error',
    title: 'Answer that is not the API’s',
    explanation:
      'Something answered at this address, and it is not an API of OpenAI’s kind: {answer}. {what} Client libraries stumble over such an answer in odd places, often with an error about parsing or a missing attribute.',
    steps: [
      ...setBaseUrl('The API does answer below {foundPath} of the same host:', '{foundUrl}'),
      'Check the base URL, host and path: is {baseUrl} an address of the API, or of a web site?',
      'See the answer as it is: `curl -sS -D- {modelsUrl}`',
      'If the base URL is right, a gateway or proxy in front of the API answers in its place: have its route for this path put right.',
    ],
    pythonType: null,
    apiError: null,
    when: answered('http/not-the-api', notFoundElsewhere),
  },
  'http/malformed': {
    severity: 'error',
    title: 'Answer that is not valid HTTP',
    explanation:
      'The connection was made and something came back, but no valid HTTP: {detail}. Either another kind of server listens on this port, or a device on the way damages the answer.',
    steps: [
      'Check the port in the base URL: port {port} of {host} may belong to another service.',
      'See the bytes as they come: `curl -sS -v --http0.9 {modelsUrl} --max-time 5 -o -`',
      'If a gateway or an antivirus program inspects traffic here, take the host out of its inspection and compare.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => onTheWire('malformed', c),
    unless: EXPLAINED_BELOW,
  },
  'http/truncated': {
    severity: 'error',
    title: 'Answer that ends early',
    explanation:
      'The answer began and ended before it was whole: {detail}. A gateway with a short time limit does that, a server that crashes, or a device on the way that cuts what it does not like.',
    steps: [
      'Run the check once more: a server that was just restarting is whole again.',
      'Compare with curl, which says “transfer closed” when the same happens: `curl -sS -v {modelsUrl} -o /dev/null`',
      'If a gateway or load balancer of your own is in front, look into its log for the time of this check.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => onTheWire('truncated', c),
    unless: EXPLAINED_BELOW,
  },
  'http/timeout': {
    severity: 'error',
    title: 'No answer to the request in time',
    explanation:
      'The connection was made and the request was sent, but no whole answer came within {timeoutSeconds} s: {detail}. So the way to the server is open, and what is slow or silent is the server itself, or a device that accepts connections in its place.',
    steps: [
      'Give it more time once, to tell slow from dead: `api-doctor check --timeout 30s --deadline 2m`',
      'See whether an incident is reported: https://status.openai.com',
      'If the server is your own, look at its load and its log: it accepted the connection and did not answer.',
      'Compare from another network: an inspection device on the way may hold the request back.',
    ],
    pythonType: 'APITimeoutError',
    apiError: null,
    when: (c) => onTheWire('timeout', c),
    unless: EXPLAINED_BELOW,
  },
  'http/closed': {
    severity: 'error',
    title: 'Connection closed without an answer',
    explanation:
      'The connection was made and the request was sent, and then the connection was {how} without a single byte in reply, {detail}. Servers that are being restarted do that, balancers without a server behind them, and filters that look into the request.',
    steps: [
      'Run the check once more: a restart is over in seconds.',
      'Compare with curl, which says “Empty reply from server” or “Connection reset” when the same happens: `curl -sS -v {modelsUrl}`',
      'If a proxy, VPN or security product inspects traffic here, take the host out of its inspection and compare.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => onTheWire('closed', c),
    unless: EXPLAINED_BELOW,
  },
  'http/not-found': {
    severity: 'error',
    title: 'Address unknown to the API',
    explanation:
      '{who} answered {answer}. The path of the base URL is what is usually wrong then: a missing or doubled /v1, or an endpoint that does not belong into it. Where the path is right, the file, thread or other object that it names does not exist for this key.',
    steps: [
      ...setBaseUrl('The API does answer below {foundPath}:', '{foundUrl}'),
      'Check the path of the base URL {baseUrl}: libraries add /models, /chat/completions and so on to it, and nothing else.',
      'For OpenAI itself leave OPENAI_BASE_URL unset, or set it to https://api.openai.com/v1',
      'The request went to {badPath}: compare that path with the documentation of the endpoint, https://platform.openai.com/docs/api-reference',
      'See the answer as it is: `curl -sS -D- {modelsUrl}`',
    ],
    pythonType: 'NotFoundError',
    apiError: null,
    when: answered('http/not-found', notFoundElsewhere),
  },
  'http/bad-request': {
    severity: 'error',
    title: 'Request that the API cannot use',
    explanation: '{who} answered {answer}. It understood who asks, and found something wrong with what was asked.',
    steps: [
      'Change the parameter {parameter}, which the answer names.',
      'Read the message: it names what is wrong, and mostly what is expected instead.',
      'Compare the request with the reference of the endpoint: https://platform.openai.com/docs/api-reference',
      ...REPEAT_BY_HAND,
    ],
    pythonType: 'BadRequestError',
    apiError: null,
    when: answered('http/bad-request'),
  },
  'http/conflict': {
    severity: 'error',
    title: 'Resource changed by another request',
    explanation: '{who} answered {answer}. Another request is working on the same resource, such as a conversation or a thread.',
    steps: ['Let requests on one resource run one after the other.', 'Repeat the request that was refused, after a short wait.'],
    pythonType: 'ConflictError',
    apiError: null,
    when: answered('http/conflict'),
  },
  'http/unprocessable': {
    severity: 'error',
    title: 'Request with content that cannot be processed',
    explanation:
      '{who} answered {answer}. The format is right, and a value in it is not: of the wrong type, out of range, or missing.',
    steps: [
      'Correct the field that the answer names.',
      'If it names none, send the request once more.',
      'Some compatible servers take fewer parameters than OpenAI does: leave out those that you do not need.',
    ],
    pythonType: 'UnprocessableEntityError',
    apiError: null,
    when: answered('http/unprocessable'),
  },
  'http/too-large': {
    severity: 'error',
    title: 'Request larger than what is accepted',
    explanation:
      '{who} answered {answer}. The request, its headers or a file in it is larger than the API, or a gateway in front of it, takes.',
    steps: [
      'Send less: {sizeSent} bytes were sent and {sizeLimit} are allowed.',
      'Split the file or the input, or compress the file.',
      'If the answer is a gateway’s, raise its limit, as client_max_body_size in nginx.',
      'If only the headers are large, look for cookies and long tokens that a client or proxy adds.',
    ],
    pythonType: null,
    apiError: null,
    when: answered('http/too-large'),
  },
  'http/unmapped-status': {
    severity: 'error',
    title: 'Status that the documentation does not name',
    explanation:
      '{who} answered {answer}. The documentation of the API’s errors has no such status, and the official library raises its general APIStatusError, or InternalServerError from 500 on, for it.',
    steps: [
      'Read the message: it is all there is to go by.',
      'If it is 402, the account at this provider has no credit left.',
      'If it is 407, a proxy in between asks for credentials.',
      ...REPEAT_BY_HAND,
    ],
    pythonType: null,
    apiError: null,
    when: answered('http/unmapped-status'),
  },
} satisfies Record<`http/${string}`, CatalogueEntry>;

function httpsUrl(baseUrl: string): Record<string, string> {
  return { httpsUrl: baseUrl.replace(/^http:/i, 'https:') };
}
