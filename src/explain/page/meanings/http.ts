import type { Meaning } from './meaning.ts';

export const http: Record<string, Meaning> = {
  'http/captive-portal': {
    means: 'A sign-in page of the network answered in the API’s place.',
    causes: ['A guest network wants its terms accepted in a browser first.'],
  },
  'http/block-page': {
    means: 'A web filter’s page came back in the API’s place.',
    causes: [
      'The filter puts the API into a category that is not allowed: the page often names the product and a number for its support.',
    ],
  },
  'http/edge-challenge': {
    means: 'The service that stands in front of the API stopped the request before the API saw it.',
    causes: [
      'The outgoing address has a bad reputation: a VPN, a proxy or a shared cloud address.',
      'The address of a web site was called instead of the API’s: such sites want a browser.',
    ],
  },
  'http/unexpected-redirect': {
    means: 'The answer sends the client to another address.',
    causes: ['The base URL begins with http://, or names a web site.', 'A sign-in page of the network.'],
  },
  'http/not-the-api': {
    means:
      'Something answered, and it was not this API: a web page, or JSON of another shape. The client then fails on reading it.',
    causes: [
      'The base URL lacks /v1, or names the web site of the provider.',
      'A reverse proxy serves its own page for this path.',
      'A filter’s or a sign-in page came back with the status 200.',
    ],
  },
  'http/malformed': {
    means: 'What came back is no valid HTTP.',
    causes: ['The port belongs to another service.', 'A box on the way changes the answer.'],
  },
  'http/truncated': {
    means: 'The answer broke off before its end.',
    causes: [
      'A proxy or a load balancer cuts long answers after a fixed time: it always happens after the same number of seconds.',
      'The server failed or was restarted while it answered.',
      'The line was lost.',
    ],
  },
  'http/timeout': {
    means: 'The request was sent, and no answer came in the time that the client allows.',
    causes: [
      'The model needs longer than the timeout: long or reasoning answers do. Raise it, or stream.',
      'The server is overloaded, or a local model is still being loaded.',
      'A box on the way swallows large requests (MTU) or holds answers back.',
    ],
  },
  'http/closed': {
    means: 'The connection was closed without an answer.',
    causes: [
      'An idle connection was used again just as the other side closed it: it happens now and then, and a retry helps.',
      'http:// was sent to a TLS port, or the reverse.',
      'A local proxy or VPN program lost its exit; a server crashed.',
    ],
  },
  'http/not-found': {
    means: 'The server does not know this path.',
    causes: [
      '/v1 is missing in the base URL, or stands there twice.',
      'A compatible server does not have this endpoint.',
      'An object such as a file or a thread belongs to another project.',
    ],
  },
  'http/bad-request': {
    means: 'The server understood who asks, and cannot use what is asked.',
    causes: ['The message and its param name the part to change.'],
  },
  'http/conflict': {
    means: 'Something else was changing the same resource.',
    causes: ['Two requests work on one conversation, thread or file at once.'],
  },
  'http/unprocessable': {
    means: 'The request has the right form, and a value in it cannot be used.',
    causes: ['A compatible server does not take a field that OpenAI’s takes: the detail names it.'],
  },
  'http/too-large': {
    means: 'The request, or its headers, is larger than the server takes.',
    causes: [
      'The API’s own limit for files and bodies.',
      'A reverse proxy’s limit: nginx’s is 1 MB unless client_max_body_size says otherwise.',
    ],
  },
  'http/plain-to-tls': {
    means: 'Plain HTTP was sent to a port that speaks TLS.',
    causes: [
      'The base URL begins with http:// and names port 443.',
      'A client sends https requests through its HTTP proxy without a tunnel, as old versions of axios do.',
    ],
  },
  'http/https-required': {
    means: 'The API is to be reached over HTTPS only.',
    causes: ['The base URL begins with http://: the API refuses it, or redirects it and the POST turns into a GET.'],
  },
  'http/unmapped-status': {
    means: 'The answer has a status that the documentation does not name. Its message says more.',
    causes: [
      '402: a reseller’s credit is used up.',
      '405 or 415: the method or the media type is not taken.',
      '408: the server gave up waiting.',
    ],
  },
  'stream/buffered': {
    means: 'The parts of a streamed answer arrive all at once: something on the way holds them back.',
    causes: [
      'A reverse proxy buffers: proxy_buffering off in nginx.',
      'An inspection box or antivirus program reads answers whole.',
    ],
  },
  'stream/cut': {
    means: 'A streamed answer ended before its last event.',
    causes: [
      'A proxy, a load balancer or a serverless platform cuts connections after a fixed time, or when nothing was sent for a while.',
      'The server failed while it was answering.',
      'The line was lost.',
    ],
  },
  'stream/stalled': {
    means: 'A streamed answer stopped coming, and the client gave up waiting for the next part.',
    causes: [
      'The model thinks for longer than the client waits between two parts.',
      'A box on the way holds the parts back, or lost the connection without saying so.',
    ],
  },
  'server/error': {
    means: 'The server failed while it worked on the request.',
    causes: [
      'A passing fault: the same request works a little later.',
      'An incident: the status page says so.',
      'One certain input makes a compatible server fail: its own log says why.',
    ],
  },
  'server/overloaded': {
    means: 'The server has more to do than it can.',
    causes: ['Much traffic on this model at this hour.', 'A local server is still loading the model.'],
  },
  'server/bad-gateway': {
    means: 'A gateway in front of the server got no good answer from it in time.',
    causes: [
      'The server behind it is down or overloaded.',
      'The request took longer than the gateway waits: 60 or 100 seconds are usual.',
    ],
  },
  'server/incident': { means: 'The status page tells of an incident.', causes: [] },
};
