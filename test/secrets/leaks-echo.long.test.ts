import { type AddressInfo, createServer, type Server } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatNames } from '../../src/report/reporters/names.ts';
import { runHere } from '../support/in-process.ts';
import { anyKey, disguises, otherKeys, runs, type Secret, traceOf } from '../support/leaks.ts';

/** A server that answers whatever it is told to, and keeps what it was sent. */
let answer: (request: string) => string | Buffer = () => '';
let heard = '';
let server: Server;

beforeAll(async () => {
  server = createServer((socket) => {
    let request = '';
    socket.on('error', () => {});
    socket.on('data', (piece) => {
      request += piece.toString('latin1');
      heard += piece.toString('latin1');
      if (request.includes('\r\n\r\n')) socket.end(answer(request));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
});
const port = () => (server.address() as AddressInfo).port;

/** What could be a header's value. */
const inHeader = (text: string) => text.replace(/[\r\n\0]/g, ' ');
const answers: Record<string, (echo: string) => string> = {
  'an error of the API': (echo) =>
    respond(
      401,
      'application/json',
      JSON.stringify({ error: { message: `Incorrect API key provided: ${echo}.`, code: echo, type: echo, param: echo } }),
    ),
  'a page': (echo) =>
    respond(403, 'text/html', `<html><head><title>${echo}</title></head><body>${echo} Ray ID: ${echo}</body></html>`),
  'a listing': (echo) =>
    respond(
      200,
      'application/json',
      JSON.stringify({ object: 'list', data: [{ id: echo, object: 'model' }, { id: `${echo}-2` }] }),
    ),
  'a redirect': (echo) =>
    respond(302, 'text/plain', echo, `Location: http://127.0.0.3:9/${inHeader(echo)}?key=${inHeader(echo)}`),
  headers: (echo) =>
    respond(
      500,
      'text/plain',
      echo,
      `X-Request-Id: ${inHeader(echo)}\r\nServer: ${inHeader(echo)}\r\nSet-Cookie: a=${inHeader(echo)}\r\nWWW-Authenticate: Bearer realm="${inHeader(echo)}"\r\nVia: ${inHeader(echo)}\r\nRetry-After: ${inHeader(echo)}`,
    ),
  'a status line': (echo) => `HTTP/1.1 500 ${inHeader(echo)}\r\nConnection: close\r\n\r\n${echo}`,
  'no HTTP': (echo) => `${echo}\r\n\r\n${echo}`,
  'half a JSON': (echo) => respond(200, 'application/json', `{"error": {"message": "${echo}`),
};

function respond(status: number, type: string, body: string, more = 'X-A: b'): string {
  return `HTTP/1.1 ${status} Something\r\nContent-Type: ${type}\r\n${more}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;
}

async function expectKept({ own }: Secret, args: string[], env: Record<string, string>) {
  const said = await runHere(['check', '--timeout', '1s', '--skip', 'status', ...args], { env });
  expect(traceOf(own, said.stdout)).toBeNull();
  expect(traceOf(own, said.stderr)).toBeNull();
  expect(said.status, said.stderr).not.toBe(1);
  return said;
}

const disguise = fc.constantFrom(...Object.values(disguises));

describe('a server that sends the key back', () => {
  test.each(Object.entries(answers))('in %s', async (_, write) => {
    await fc.assert(
      fc.asyncProperty(anyKey, disguise, fc.constantFrom(...formatNames), async (secret, disguised, format) => {
        const echo = disguised(secret.value);
        answer = () => Buffer.from(write(echo));
        await expectKept(
          secret,
          ['--format', format, '--verbose', '--base-url', `http://127.0.0.1:${port()}/v1`, '--model', 'a-model'],
          { OPENAI_API_KEY: secret.value },
        );
      }),
      runs(2),
    );
  });

  test('and to nobody else, which is the only way that it was sent', async () => {
    const [secret] = fc.sample(anyKey, { numRuns: 1, seed: 3 }) as [Secret];
    heard = '';
    answer = () => respond(302, 'text/plain', '', `Location: http://127.0.0.1:${port()}/elsewhere`);
    await expectKept(secret, ['--base-url', `http://127.0.0.1:${port()}/v1`], { OPENAI_API_KEY: secret.value });
    expect(heard).toContain(secret.value);
    expect(heard).not.toContain('/elsewhere');
  });
});

describe('a proxy that sends its password back', () => {
  const texts: Record<string, (echo: string) => string> = {
    'in its refusal': (echo) =>
      respond(
        407,
        'text/html',
        `<title>${echo}</title>${echo}`,
        `Proxy-Authenticate: Basic realm="${inHeader(echo)}"\r\nX-Squid-Error: ${inHeader(echo)}`,
      ),
    'in its status line': (echo) => `HTTP/1.1 403 ${inHeader(echo)}\r\nServer: ${inHeader(echo)}\r\n\r\n${echo}`,
    'behind a tunnel': (echo) => `HTTP/1.1 200 ${inHeader(echo)}\r\n\r\n${echo}`,
    'without HTTP': (echo) => echo,
  };
  test.each(Object.entries(texts))('%s', async (_, write) => {
    await fc.assert(
      fc.asyncProperty(
        otherKeys.password as fc.Arbitrary<Secret>,
        disguise,
        fc.constantFrom(...formatNames),
        async (secret, disguised, format) => {
          const echo = disguised(secret.value);
          answer = (request) => Buffer.from(write(`${echo} ${/proxy-authorization: (.*)/i.exec(request)?.[1] ?? ''}`));
          const proxy = `http://someone:${encodeURIComponent(secret.value)}@127.0.0.1:${port()}`;
          const args = ['--format', format, '--verbose', '--base-url', 'https://127.0.0.1:1/v1'];
          heard = '';
          await expectKept(secret, args, { HTTPS_PROXY: proxy, OPENAI_API_KEY: 'sk-proj-abcdefghijklmnop0123456789' });
          expect(heard).not.toContain('abcdefghijklmnop0123456789');
        },
      ),
      runs(2),
    );
  });
});
