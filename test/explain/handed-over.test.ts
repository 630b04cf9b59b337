import { describe, expect, test } from 'vitest';
import { reportOfLogs } from '../../src/explain/explain-log.ts';
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
    'Is there a way to list all the models that my key may use',
    'How do I stream responses with the openai python library in fastapi',
    'I would like to know which model is best for long documents',
  ])('nothing failed: %s', async (text) => {
    expect(await found(text, true)).toBe('none');
    expect(await found(text, false)).toBe('none');
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
