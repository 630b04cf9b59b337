import { describe, expect, test } from 'vitest';
import { reportOn } from '../support/labelled-logs.ts';

interface Peer {
  scheme: string;
  host: string;
  port: number;
}

const usual = ({ scheme }: Peer) => (scheme === 'https' ? 443 : 80);
const originOf = (peer: Peer) => `${peer.scheme}://${peer.host}${peer.port === usual(peer) ? '' : `:${peer.port}`}`;

const peers: Peer[] = [
  { scheme: 'https', host: 'api.openai.com', port: 443 },
  { scheme: 'https', host: 'api.groq.com', port: 443 },
  { scheme: 'https', host: 'llm.corp.example', port: 8443 },
  { scheme: 'http', host: '10.0.0.5', port: 8000 },
  { scheme: 'http', host: 'localhost', port: 11434 },
  { scheme: 'http', host: 'host.docker.internal', port: 1234 },
];

/** How clients print a failed call, each with whom they called. */
const failures: Record<string, (peer: Peer) => string> = {
  requests: ({ scheme, host, port }) =>
    `requests.exceptions.ConnectionError: ${scheme === 'https' ? 'HTTPSConnectionPool' : 'HTTPConnectionPool'}(host='${host}', port=${port}): Max retries exceeded with url: /v1/chat/completions (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f>: Failed to establish a new connection: [Errno 111] Connection refused'))`,
  Go: (peer) => `Post "${originOf(peer)}/v1/chat/completions": dial tcp: lookup ${peer.host}: no such host`,
  Spring: (peer) =>
    `org.springframework.web.client.ResourceAccessException: I/O error on POST request for "${originOf(peer)}/v1/chat/completions": Read timed out`,
  reqwest: (peer) =>
    `error sending request for url (${originOf(peer)}/v1/responses): client error (Connect): tcp connect error: Connection refused (os error 111)`,
  'node-fetch': (peer) =>
    `FetchError: request to ${originOf(peer)}/v1/chat/completions failed, reason: self-signed certificate in certificate chain`,
  httpx: (peer) => `httpx.HTTPStatusError: Client error '404 Not Found' for url '${originOf(peer)}/v1/chat/completions'`,
  'a message': (peer) =>
    `Error: 401 Incorrect API key provided: sk-abc. You can find your API key in the console. (base URL: ${originOf(peer)}/v1)`,
  'a body': (peer) =>
    `POST ${originOf(peer)}/v1/responses 429 {"error":{"message":"Rate limit reached for m","code":"rate_limit_exceeded"}}`,
  'a status': (peer) => `${originOf(peer)}/v1/chat/completions answered 401 Unauthorized`,
  'a browser, of mixed content': (peer) =>
    `Mixed Content: The page at 'https://notes.example/' was loaded over HTTPS, but requested an insecure resource '${originOf(peer)}/v1/chat/completions'. This request has been blocked; the content must be served over HTTPS.`,
  curl: (peer) =>
    `curl: (28) Failed to connect to ${peer.host} port ${peer.port} after 10001 ms: Timeout was reached (${originOf(peer)}/v1/models)`,
};

/** Addresses that are nobody's whom the program calls. */
const noise = {
  before: [
    '  ➜  Local:   http://localhost:5173/',
    ' * Running on http://127.0.0.1:5000',
    'Server listening on http://0.0.0.0:3000',
    'See https://docs.elsewhere.example/errors for help.',
  ],
  after: ['For more information check: https://docs.elsewhere.example/status', 'Application started on port 7860'],
};
const FOREIGN = /elsewhere\.example|:5173|:5000|:3000|:7860/;

/** The hosts, with their ports, that the commands of steps hold. */
function addressesIn(steps: string[]): string[] {
  const commands = steps.flatMap((step) => [...step.matchAll(/`([^`]+)`/g)].map((found) => found[1] as string));
  return commands.flatMap((command) => [
    ...[...command.matchAll(/https?:\/\/(?:[^@\s/'"]*@)?([\w.[\]:-]+)/g)].map((found) => found[1] as string),
    ...[...command.matchAll(/-(?:connect|servername) ([\w.-]+(?::\d+)?)/g)].map((found) => found[1] as string),
  ]);
}

describe.each(Object.entries(failures))('%s', (_, print) => {
  test.each(peers.map((peer) => [originOf(peer), peer] as const))(
    '%s is the peer, whatever stands beside it',
    async (origin, peer) => {
      const report = await reportOn([...noise.before, print(peer), ...noise.after].join('\n'));
      const [first] = report.findings;
      expect(first?.id).not.toBe('client/not-an-api-error');
      const { host, port, baseUrl } = report.target;
      expect([host, port ?? usual(peer)]).toEqual([peer.host, peer.port]);
      expect(baseUrl.startsWith(origin)).toBe(true);
      const texts = report.findings.flatMap(({ title, explanation, steps, evidence }) => [
        title,
        explanation,
        ...steps,
        ...evidence,
      ]);
      for (const text of texts) expect(text).not.toMatch(FOREIGN);
      for (const address of addressesIn(report.findings.flatMap(({ steps }) => steps)))
        expect([
          peer.host,
          `${peer.host}:${peer.port}`,
          '127.0.0.1',
          'localhost',
          'localhost:PORT',
          'PROXY:PORT',
          `localhost:${peer.port}`,
          `127.0.0.1:${peer.port}`,
        ]).toContain(address);
    },
  );
});

/** Failures of clients that ask whatever they are told, without whom. */
const hostless = [
  'Error: 401 Incorrect API key provided: sk-abc. You can find your API key at https://platform.openai.com/account/api-keys.',
  'AI_APICallError: Too Many Requests',
  'TypeError: fetch failed\n  [cause]: Error: connect ECONNREFUSED',
  'chat failed: tls: failed to verify certificate: x509: certificate signed by unknown authority',
  'litellm.APIError: APIError: OpenAIException - Connection error. (api_base is set)',
  'HttpOperationException: Response status code does not indicate success: 404 (Not Found).',
];

test.each(hostless)('no host is made up for: %s', async (text) => {
  const report = await reportOn([...noise.before, text, ...noise.after].join('\n'));
  const [first] = report.findings;
  expect(first).toBeDefined();
  const addresses = addressesIn(first?.steps ?? []);
  const isOfOpenAi = /platform\.openai\.com/.test(text);
  for (const address of addresses)
    expect(isOfOpenAi ? ['HOST', 'api.openai.com'] : ['HOST', 'HOST:443', 'PROXY:PORT']).toContain(address.replace(/:443$/, ''));
  for (const step of first?.steps ?? []) expect(step).not.toMatch(FOREIGN);
  if (addresses.some((address) => address.startsWith('HOST'))) expect(first?.steps.join('\n')).toMatch(/Replace HOST with/);
});
