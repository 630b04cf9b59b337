import { describe, expect, test } from 'vitest';
import { failuresOf } from '../../src/explain/read-logs.ts';
import { wrappers } from '../support/wrappers.ts';

async function idsOf(text: string): Promise<string[]> {
  const bytes = (async function* () {
    yield Buffer.from(text);
  })();
  return (await failuresOf([{ name: 'log', bytes }])).map(({ failure }) => failure.id);
}

const LOGS: [id: string, log: string][] = [
  [
    'tcp/refused',
    'Traceback (most recent call last):\n  File "/app/x.py", line 3, in <module>\n    client.models.list()\nhttpx.ConnectError: [Errno 111] Connection refused\n\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\n  File "/app/x.py", line 9, in run\nopenai.APIConnectionError: Connection error.',
  ],
  [
    'limit/rate-limit',
    "openai.RateLimitError: Error code: 429 - {'error': {'message': 'Rate limit reached for gpt-4o in organization org-x on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000.', 'type': 'tokens', 'param': None, 'code': 'rate_limit_exceeded'}}",
  ],
  [
    'auth/incorrect-key',
    'Request failed.\n401 Incorrect API key provided: sk-proj-********abcd. You can find your API key at https://platform.openai.com/account/api-keys.',
  ],
  [
    'tls/interception',
    "TypeError: fetch failed\n    at node:internal/deps/undici/undici:12618:11\n    at async main (file:///app/x.mjs:3:1) {\n  [cause]: Error: self-signed certificate in certificate chain\n      at TLSSocket.onConnectSecure (node:_tls_wrap:1674:34) {\n    code: 'SELF_SIGNED_CERT_IN_CHAIN'\n  }\n}",
  ],
  [
    'dns/nxdomain',
    'java.lang.RuntimeException: call failed\n\tat com.acme.Llm.call(Llm.java:42)\nCaused by: java.net.UnknownHostException: api.openai.com: Name or service not known\n\tat java.base/java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method)',
  ],
  [
    'auth/model-not-found',
    'API Error: 404\n{\n  "error": {\n    "message": "The model `gpt-9` does not exist or you do not have access to it.",\n    "type": "invalid_request_error",\n    "code": "model_not_found"\n  }\n}',
  ],
  [
    'proxy/auth-required',
    "requests.exceptions.ProxyError: HTTPSConnectionPool(host='api.openai.com', port=443): Max retries exceeded with url: /v1/models (Caused by ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407 Proxy Authentication Required')))",
  ],
  [
    'http/timeout',
    'cURL error 28: Operation timed out after 30001 milliseconds with 0 bytes received (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://api.openai.com/v1/chat/completions',
  ],
  [
    'client/not-an-api-error',
    'sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) connection to server at "db" (172.18.0.2), port 5432 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?',
  ],
];

const NONE: string[] = [
  'INFO:     127.0.0.1:5000 - "POST /v1/chat/completions HTTP/1.1" 200 OK\nINFO:     127.0.0.1:5000 - "GET /favicon.ico HTTP/1.1" 404 Not Found',
  'tests/test_client.py::test_retry_on_429 PASSED\ntests/test_client.py::test_401_raises PASSED',
  '{"id":"chatcmpl-1","object":"chat.completion","choices":[{"message":{"role":"assistant","content":"Error code: 429 - Rate limit reached for gpt-4"}}]}',
];

describe.each(Object.entries(wrappers))('%s around a log', (_, wrap) => {
  test('leaves the failure in it what it is', async () => {
    const found = await Promise.all(LOGS.map(async ([, log]) => (await idsOf(wrap(log)))[0]));
    expect(found).toEqual(LOGS.map(([id]) => id));
  });

  test('makes none of a log without one', async () => {
    expect(await Promise.all(NONE.map(async (log) => idsOf(wrap(log))))).toEqual(NONE.map(() => []));
  });
});
