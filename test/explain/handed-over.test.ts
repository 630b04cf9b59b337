import { describe, expect, test } from 'vitest';
import { reportOfLogs } from '../../src/explain/explain-log.ts';
import { templateFor } from '../../src/explain/page/terms.ts';
import { failuresOf } from '../../src/explain/read-logs.ts';

async function* bytesOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

/** What is found in a text: typed as an argument, or piped. */
async function found(text: string, typed: boolean): Promise<string> {
  const kinds = await failuresOf([{ name: 'text', bytes: bytesOf(text), typed }]);
  return kinds[0]?.failure.id ?? 'none';
}

describe('a line that a person hands over is explained, whatever its sentence', () => {
  test.each([
    ['why do I get Connection error with openai behind corporate proxy', 'client/inconclusive'],
    ['I am getting 429 Too Many Requests from the OpenAI API even though I have credits', 'limit/rate-limit'],
    ['How do I fix SSL: CERTIFICATE_VERIFY_FAILED when calling the openai api on macOS', 'tls/verification-failed'],
    ['what does ECONNREFUSED 127.0.0.1:11434 mean when I use ollama with langchain', 'tcp/refused'],
    ['my app says unauthorized when talking to azure openai since this morning', 'auth/invalid-authentication'],
    ['we keep hitting context length exceeded with gpt-4o and long documents', 'request/context-length'],
    ['the model gpt-5 does not exist or I do not have access to it says the API', 'auth/model-not-found'],
    ['getaddrinfo ENOTFOUND api.openai.com happens only inside docker container why', 'dns/nxdomain'],
    ['warum sagt mein Programm dass der API-Schlüssel ungültig ist', 'auth/incorrect-key'],
    ['为什么我调用 openai 接口一直提示余额不足', 'limit/credit-exhausted'],
  ])('%s', async (text, id) => {
    expect(await found(text, true)).toBe(id);
    expect(await found(text, false)).toBe(id);
  });

  test.each([
    [
      'I get a 404 when I call /v1/chat/completions with openai-python.\nThe docs of my gateway name this path.',
      'http/not-found',
    ],
    ['When I send a voice note to openai it throws 400 response. bad request.\nHow can this be fixed?', 'http/bad-request'],
    ['I get a 401 when I use my key.\nIt says "Incorrect API key provided: sk-abc***".\nThe key is new.', 'auth/incorrect-key'],
    ['Why do I get Connection error when I use the openai package at work?\nAt home it works.', 'client/inconclusive'],
    [
      'I see the models... but when I ask one of them I always get a 404 error.. and I do not know why.\nAm I doing something wrong ?',
      'http/not-found',
    ],
  ])('in several sentences: %s', async (text, id) => {
    expect(await found(text, false)).toBe(id);
  });

  test.each([
    'Please write a test that checks what happens when we get a 429.\nIt should retry twice.',
    'My script retries when it gets a 503.\nThat works well.',
    'I know that a 404 means the model is not there.\nBut how do I list models?',
    'We had a 404 yesterday when the gateway was moved.\nIt was fixed by Anna.',
  ])('only thought of: %s', async (text) => {
    expect(await found(text, false)).toBe('none');
  });

  test.each([
    'Is there a way to list all the models that my key may use',
    'How do I stream responses with the openai python library in fastapi',
    'I would like to know which model is best for long documents',
  ])('nothing failed: %s', async (text) => {
    expect(await found(text, true)).toBe('none');
    expect(await found(text, false)).toBe('none');
  });
});

describe('a code of the API beside a status says more than the status', () => {
  test.each([
    ['429 insufficient_quota', 'limit/quota-exceeded'],
    ['openai.RateLimitError: Error code: 429 - insufficient_quota', 'limit/quota-exceeded'],
    ['error 429 (insufficient_quota)', 'limit/quota-exceeded'],
    ['HTTP 401: invalid_api_key', 'auth/incorrect-key'],
    ['404 model_not_found', 'auth/model-not-found'],
    ['Error code: 400 - context_length_exceeded', 'request/context-length'],
    ['429 rate_limit_exceeded', 'limit/rate-limit'],
    ['429 some_code_of_nobody', 'limit/rate-limit'],
    ['openai.RateLimitError: Error code: 429 - one of insufficient_quota, rate_limit_exceeded', 'limit/rate-limit'],
  ])('%s', async (text, id) => {
    expect(await found(text, true)).toBe(id);
    expect(await found(text, false)).toBe(id);
  });
});

describe('a sentence about something else has no failed call', () => {
  test.each(['my wife got 429 dollars back', 'quota exceeded for my Google Drive'])('%s', async (text) =>
    expect(await found(text, true)).toBe('none'),
  );

  test('but the API behind a web site is asked for', async () => {
    expect(await found('I get 429 Too Many Requests from the OpenAI API on my web site', true)).toBe('limit/rate-limit');
  });
});

describe('in a log the same sentences are talk', () => {
  test.each([
    'User: why do I get Connection error with openai behind corporate proxy?\nAssistant: A proxy may cut the connection.',
    'INFO chat started\nINFO user asked: what does ECONNREFUSED 127.0.0.1:11434 mean?\nINFO chat ended',
    'fix: handle ECONNREFUSED when we start before ollama',
    '- we now retry when the model is overloaded',
    'catch (e) { if (e.code === "ECONNRESET") return retry(my.request) }',
  ])('%s', async (text) => expect(await found(text, false)).toBe('none'));
});

test('what a line quotes is masked like any log', async () => {
  const key = `sk-proj-${'Ab3'.repeat(16)}`;
  const io = { env: {}, platform: 'linux', runtime: {}, startedAs: [], version: '0', timeZone: 'UTC' };
  const text = `why do I get unauthorized when I use ${key} with openai from my laptop`;
  const log = { name: 'text', bytes: bytesOf(text), typed: true };
  const report = await reportOfLogs([log], 'error', { ...io, interrupted: new AbortController().signal } as never);
  expect(report.rootCause).toBe('auth/invalid-authentication');
  expect(JSON.stringify(report)).not.toContain(key);
});

/** What a term means as an argument: its page's finding, or what is found in the words. */
async function asArgument(line: string): Promise<string[]> {
  if (line.trim().split(/\s+/).length > 6) return [await found(line, true)];
  const page = await templateFor(line);
  if (!page) return ['none'];
  return page.kind === 'finding' ? [page.title.split(': ')[0] as string] : page.findings.map(({ id }) => id);
}

describe('a line alone on standard input means what it means as an argument', () => {
  test.each([
    'fetch failed',
    'connection error',
    'Connection error.',
    "model 'gpt-5' does not exist",
    "model 'gpt-5' does not exist or you do not have access to it",
    'model "llama3.2" not found, try pulling it first',
    "model 'llama3.2' not found",
    'model requires more system memory (8.4 GiB) than is available (5.2 GiB)',
    'llama runner process has terminated: exit status 2',
    '429',
    '401 Unauthorized',
    '404 page not found',
    '429 Too Many Requests',
    '503 Service Unavailable',
    'ENOTFOUND',
    'ECONNREFUSED',
    'getaddrinfo ENOTFOUND api.openai.com',
    'connect ECONNREFUSED 127.0.0.1:11434',
    'socket hang up',
    'read ECONNRESET',
    'Request timed out.',
    'openai.APIConnectionError: Connection error.',
    'RateLimitError',
    'AuthenticationError',
    'Incorrect API key provided',
    'incorrect api key',
    'insufficient_quota',
    'rate_limit_exceeded',
    'context_length_exceeded',
    'model_not_found',
    'quota exceeded',
    'rate limit reached',
    'too many requests',
    'unauthorized',
    'certificate has expired',
    'self-signed certificate',
    'unable to get local issuer certificate',
    'CERTIFICATE_VERIFY_FAILED',
    'x509: certificate signed by unknown authority',
    'curl: (60)',
    'curl: (6) Could not resolve host: api.openai.com',
    'Errno 111',
    '[Errno 111] Connection refused',
    'no such host',
    'Temporary failure in name resolution',
    'No route to host',
    'timed out',
    'Premature close',
    'Failed to fetch',
    'NetworkError when attempting to fetch resource.',
    'Network Error',
    'Request failed with status code 401',
    'Tunnel connection failed: 407 Proxy Authentication Required',
    'OPENAI_API_KEY is missing',
    'Insufficient Balance',
    'content_filter',
    'country not supported',
    'API key not valid. Please pass a valid API key.',
    '余额不足',
    'API-Schlüssel ungültig',
    'SocketException (10061)',
    'no healthy upstream',
  ])('%s', async (line) => {
    const meant = await asArgument(line);
    expect(meant).not.toEqual(['none']);
    expect(meant).toContain(await found(`${line}\n`, false));
  });

  test.each([
    'connection established',
    'all retries succeeded',
    'the timeout was handled',
    '0 failed, 3 passed, no connection error',
    'fix: connection error when offline',
    'If you see "Incorrect API key provided", paste the key again.',
    'INFO retry after a connection error succeeded',
    '✓ returns 401 Unauthorized when the key is missing',
    'set the timeout to 30 seconds',
  ])('unless it says that nothing failed: %s', async (line) => expect(await found(`${line}\n`, false)).toBe('none'));
});
