import type { Meaning } from './meaning.ts';

export const http: Record<string, Meaning> = {
  'http/captive-portal': {
    means: 'A captive portal of the network responded instead of the API.',
    causes: ['A guest network requires you to accept its terms in a browser.'],
  },
  'http/block-page': {
    means: 'A web filter returned a block page instead of the response of the API.',
    causes: ['The filter blocks the category of the API. The page often shows the product and a reference number for support.'],
  },
  'http/edge-challenge': {
    means: 'The CDN in front of the API rejected the request.',
    causes: [
      'The source IP address has a bad reputation, such as that of a VPN, a proxy, or a shared cloud address.',
      'The URL is that of a website and not of the API. Such sites expect a browser.',
    ],
  },
  'http/unexpected-redirect': {
    means: 'The response redirects the client to another URL.',
    causes: [
      'The base URL begins with http://, or is that of a website.',
      'A captive portal of the network redirects to its sign-in page.',
    ],
  },
  'http/not-the-api': {
    means: 'The response is not from this API: it is a web page, or JSON with another structure. The SDK then fails to parse it.',
    causes: [
      'The base URL lacks /v1, or is that of the provider’s website.',
      'A reverse proxy serves its own page for this path.',
      'A filter or a captive portal returned its page with status 200.',
    ],
  },
  'http/malformed': {
    means: 'The response is not valid HTTP.',
    causes: ['The port belongs to another service.', 'A middlebox modifies the response.'],
  },
  'http/truncated': {
    means: 'The response ended early.',
    causes: [
      'A proxy or a load balancer closes connections after a fixed time. The failure then always comes after the same number of seconds.',
      'The server failed or restarted during the response.',
      'The network connection dropped.',
    ],
  },
  'http/timeout': {
    means: 'The request was sent, and the client timed out before a response arrived.',
    causes: [
      'The model needs longer than the timeout, as for long responses or reasoning. Raise the timeout, or use streaming.',
      'The server is overloaded, or a local server is still loading its model.',
      'Large packets are lost (MTU), or a middlebox buffers responses.',
    ],
  },
  'http/closed': {
    means: 'The connection was closed without a response.',
    causes: [
      'An idle connection was reused while the server closed it. This happens now and then, and a retry helps.',
      'http:// was sent to a TLS port, or the reverse.',
      'A local proxy or VPN program lost its own connection, or a server crashed.',
    ],
  },
  'http/not-found': {
    means: 'The URL does not exist on this server.',
    causes: [
      '/v1 is missing in the base URL, or it is there twice.',
      'A compatible server does not have this endpoint.',
      'An object such as a file or a thread belongs to another project.',
    ],
  },
  'http/endpoint-missing': {
    means: 'The server works, but does not have an endpoint that a client needs.',
    causes: [
      'The server or gateway implements only part of the API, often /chat/completions without /responses.',
      'The version of the server is older than the endpoint.',
    ],
  },
  'http/websocket-refused': {
    means: 'Requests over HTTP work, and the upgrade to a WebSocket connection fails.',
    causes: [
      'A reverse proxy, a corporate proxy, or TLS inspection does not forward the Upgrade header.',
      'The server or gateway has no WebSocket endpoint.',
      'The key or the account has no access to it, if the status is 401 or 403.',
    ],
  },
  'http/bad-request': {
    means: 'The API accepted the key, but rejected the request.',
    causes: ['The message and the field param show what to change.'],
  },
  'http/conflict': {
    means: 'Another request modified the same resource.',
    causes: ['Two requests use one conversation, thread, or file at the same time.'],
  },
  'http/unprocessable': {
    means: 'The request is well-formed, but a value in it is invalid.',
    causes: ['A compatible server does not support a field of the OpenAI API. The field detail shows which.'],
  },
  'http/too-large': {
    means: 'The request or its headers are larger than the server accepts.',
    causes: [
      'It exceeds the limit of the API for files or bodies.',
      'It exceeds the limit of a reverse proxy, which is 1 MB in nginx unless client_max_body_size is set.',
    ],
  },
  'http/plain-to-tls': {
    means: 'Plain HTTP was sent to a TLS port.',
    causes: [
      'The base URL begins with http:// and uses port 443.',
      'A client sends https requests through its HTTP proxy without a tunnel, as old versions of axios do.',
    ],
  },
  'http/https-required': {
    means: 'The API requires HTTPS.',
    causes: ['The base URL begins with http://. The API rejects the request, or redirects it, and the POST becomes a GET.'],
  },
  'http/unmapped-status': {
    means: 'The response has a status that the documentation does not list. Its message says more.',
    causes: [
      '402: the credit with a reseller is used up.',
      '405 or 415: the method or the media type is not supported.',
      '408: the server timed out waiting for the request.',
    ],
  },
  'stream/buffered': {
    means: 'The events of a streaming response arrive all at once, because an intermediary buffers them.',
    causes: [
      'A reverse proxy buffers. In nginx, set proxy_buffering off.',
      'A TLS-inspecting proxy or antivirus software reads complete responses.',
    ],
  },
  'stream/cut': {
    means: 'A streaming response ended before its last event.',
    causes: [
      'A proxy, a load balancer, or a serverless platform closes connections after a fixed time, or when they are idle.',
      'The server failed during the response.',
      'The network connection dropped.',
    ],
  },
  'stream/stalled': {
    means: 'A streaming response stalled, and the client timed out waiting for the next event.',
    causes: [
      'The model reasons for longer than the read timeout of the client.',
      'A middlebox buffers the events, or dropped the connection silently.',
    ],
  },
  'server/error': {
    means: 'The server failed while it processed the request.',
    causes: [
      'The failure is transient: the same request works a little later.',
      'There is an incident. Check the status page.',
      'A certain input makes a compatible server fail. Its log shows why.',
    ],
  },
  'server/overloaded': {
    means: 'The server is overloaded.',
    causes: ['There is much traffic for this model at this time.', 'A local server is still loading the model.'],
  },
  'server/bad-gateway': {
    means: 'A gateway in front of the server got no valid response from it in time.',
    causes: [
      'The server behind it is down or overloaded.',
      'The request exceeded the timeout of the gateway, which is often 60 or 100 seconds.',
    ],
  },
  'server/incident': { means: 'The status page reports an incident.', causes: [] },
};
