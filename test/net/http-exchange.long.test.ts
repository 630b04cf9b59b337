import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExchangeFacts } from '../../src/model/facts/http.ts';
import type { Target, TargetUrl } from '../../src/model/target.ts';
import { askApi, exchange } from '../../src/net/http/exchange.ts';
import { madeUpKey } from '../../src/net/http/headers.ts';
import { needs } from '../lab/needs.ts';
import { type Authority, type Leaf, makeCa, makeLeaf } from '../lab/pki.ts';
import type { ApiAnswer, ApiConfig } from '../lab/servers/api.js';
import { contextFor, KEY, targetAt, withApi } from '../support/http-look.ts';

/** Any exchange here ends within this time, whatever the server does: each stage has 700 ms. */
const ENDED_MS = 4000;

async function ask(target: Target, credential: 'key' | 'none' | 'made-up' = 'key'): Promise<ExchangeFacts> {
  const url = target.url as TargetUrl;
  return exchange(askApi(url, `${url.path}/models`, credential), contextFor(target));
}

/** One exchange with a server that gives this answer. */
function asking(config: ApiConfig | ApiAnswer[], changes: Partial<Target> = {}): Promise<ExchangeFacts> {
  return withApi(config, ({ port }) => ask(targetAt(port, changes)));
}

const head = (text = '') => `HTTP/1.1 200 OK\r\n${text}\r\n`;

describe('a whole answer', () => {
  test('with the key, and nothing of it in the facts', async () => {
    const facts = await withApi({}, async (api) => {
      const got = await ask(targetAt(api.port, { organization: { value: 'org-1', source: 'OPENAI_ORG_ID' } }));
      expect(api.requests).toHaveLength(1);
      expect(api.requests[0]?.headers).toMatchObject({
        authorization: `Bearer ${KEY}`,
        'openai-organization': 'org-1',
        accept: 'application/json',
      });
      return got;
    });
    expect(facts).toMatchObject({ stage: 'done', problem: null, answer: { status: 200, cut: false } });
    expect(facts.requestHeaders).toMatchObject({ authorization: 'Bearer sk-proj-…(44chars)' });
    expect(facts.firstByteMs).not.toBeNull();
    expect(JSON.stringify(facts)).not.toContain(KEY.slice(8, 20));
  });

  test('without a key nothing says who asks', async () => {
    await withApi({}, async (api) => {
      const facts = await ask(targetAt(api.port, { project: { value: 'proj_1', source: 'OPENAI_PROJECT_ID' } }), 'none');
      expect(facts.answer?.status).toBe(401);
      expect(Object.keys(api.requests[0]?.headers ?? {})).toEqual([
        'host',
        'accept',
        'accept-encoding',
        'user-agent',
        'connection',
      ]);
    });
  });

  test('the made-up key has the shape of the real one', () => {
    expect(madeUpKey(KEY)).toMatch(/^sk-proj-[a-z]{26}\d{10}$/);
    expect(madeUpKey(KEY)).not.toBe(KEY);
    expect(madeUpKey('none')).not.toBe('none');
  });

  test.each(['gzip', 'br', 'deflate'] as const)('in %s', async (encoding) => {
    const facts = await asking([{ status: 200, body: { object: 'list', data: [] }, encoding }]);
    expect(JSON.parse(facts.answer?.body ?? '')).toEqual({ object: 'list', data: [] });
  });

  const odd: [string, string, number][] = [
    ['HTTP/1.0 that ends with the connection', 'HTTP/1.0 200 OK\r\n\r\n{}', 200],
    ['no reason phrase', 'HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n{}', 200],
    [
      'interim answers first',
      `HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n${head('Content-Length: 2\r\n')}{}`,
      200,
    ],
    ['more than it announced', `${head('Content-Length: 2\r\n')}{}and more`, 200],
    ['an unknown status', 'HTTP/1.1 799 Odd\r\nContent-Length: 2\r\n\r\n{}', 799],
  ];
  test.each(odd)('%s', async (_, raw, status) => {
    expect(await asking([{ raw }])).toMatchObject({ stage: 'done', problem: null, answer: { status } });
  });

  test('a redirect is read and not followed', async () => {
    await withApi({}, async (elsewhere) => {
      const location = `http://127.0.0.1:${elsewhere.port}/v1/models`;
      const facts = await asking([{ status: 307, headers: { Location: location } }]);
      expect(facts.answer).toMatchObject({ status: 307, headers: { location } });
      expect(elsewhere.requests).toEqual([]);
    });
  });

  test('a server that sends back what it was sent', async () => {
    const facts = await asking([{ status: 200, echo: true }]);
    expect(facts.answer?.body).toContain('authorization: Bearer');
    expect(JSON.stringify(facts)).not.toContain(KEY.slice(8, 20));
  });

  test('cookies are left out and headers given twice are joined', async () => {
    const facts = await asking([
      { status: 200, body: {}, headers: { 'Set-Cookie': ['a=secret', 'b=secret'], 'X-Dup': ['1', '2'] } },
    ]);
    expect(facts.answer?.headers).toMatchObject({ 'x-dup': '1, 2' });
    expect(JSON.stringify(facts)).not.toContain('secret');
  });
});

describe('a server that misbehaves', () => {
  /** answer, stage, code */
  const cases: [string, ApiAnswer, ExchangeFacts['stage'], string | RegExp][] = [
    ['never answers', { finish: 'hold' }, 'headers', 'TIMEOUT'],
    ['closes', { finish: 'end' }, 'headers', 'CLOSED'],
    ['resets', { finish: 'reset' }, 'headers', 'ECONNRESET'],
    ['closes in the headers', { raw: 'HTTP/1.1 200 OK\r\nContent-Ty' }, 'headers', 'TRUNCATED'],
    ['drips its headers', { status: 200, body: {}, drip: { bytes: 1, everyMs: 40 } }, 'headers', 'TIMEOUT'],
    [
      'drips its body',
      { raw: `${head('Content-Length: 500\r\n')}{`, repeat: { text: ' ', times: 1 }, finish: 'hold' },
      'body',
      'TIMEOUT',
    ],
    [
      'sends endless headers',
      { raw: 'HTTP/1.1 200 OK\r\n', repeat: { text: `X-A: ${'a'.repeat(1000)}\r\n`, times: 1e6 } },
      'headers',
      'HPE_HEADER_OVERFLOW',
    ],
    [
      'floods with interim answers',
      { raw: '', repeat: { text: 'HTTP/1.1 103 Early Hints\r\n\r\n', times: 1e5 } },
      'headers',
      'TOO_MANY_INTERIM',
    ],
    [
      'floods with 100',
      { raw: '', repeat: { text: 'HTTP/1.1 100 Continue\r\n\r\n', times: 1e5 } },
      'headers',
      'TOO_MANY_INTERIM',
    ],
    [
      'switches protocols',
      { raw: 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nabc' },
      'headers',
      'UNASKED_UPGRADE',
    ],
    ['speaks HTTP/0.9', { raw: '<html>hi</html>' }, 'headers', 'HPE_INVALID_CONSTANT'],
    ['speaks SSH', { raw: 'SSH-2.0-OpenSSH_9.2\r\n', finish: 'hold' }, 'headers', 'HPE_INVALID_CONSTANT'],
    ['sends no status', { raw: 'HTTP/1.1 abc OK\r\n\r\n' }, 'headers', 'HPE_INVALID_STATUS'],
    ['sends a header without a colon', { raw: head('foo bar\r\n') }, 'headers', 'HPE_INVALID_HEADER_TOKEN'],
    ['gives two lengths', { raw: `${head('Content-Length: 5\r\nContent-Length: 6\r\n')}hello` }, 'headers', /^HPE_/],
    [
      'breaks a chunk',
      { raw: `${head('Transfer-Encoding: chunked\r\n')}5\r\nhello\r\nzz\r\n` },
      'body',
      'HPE_INVALID_CHUNK_SIZE',
    ],
    ['leaves out the last chunk', { raw: `${head('Transfer-Encoding: chunked\r\n')}5\r\nhello\r\n` }, 'body', 'TRUNCATED'],
    ['closes in the body', { raw: `${head('Content-Length: 100\r\n')}hello` }, 'body', 'TRUNCATED'],
    [
      'resets in the body',
      { raw: `${head('Content-Length: 100\r\n')}hello`, finish: 'reset' },
      'body',
      /^(?:TRUNCATED|ECONNRESET)$/,
    ],
    ['says gzip and sends none', { status: 200, body: 'plain', headers: { 'Content-Encoding': 'gzip' } }, 'body', 'BAD_CODING'],
  ];
  test.each(cases)('%s', async (_, given, stage, code) => {
    const started = performance.now();
    const facts = await asking([given]);
    expect(facts.stage).toBe(stage);
    expect(facts.problem?.code).toMatch(typeof code === 'string' ? new RegExp(`^${code}$`) : code);
    expect(performance.now() - started).toBeLessThan(ENDED_MS);
  });

  test('a length beside chunks is read all the same, as Python does, and what Node.js said of it is kept', async () => {
    const facts = await asking([
      { raw: `${head('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n')}5\r\nhello\r\n0\r\n\r\n` },
    ]);
    expect(facts).toMatchObject({ stage: 'done', problem: null, answer: { status: 200, body: 'hello' } });
    expect(facts.refusedByNode?.code).toBe('HPE_INVALID_TRANSFER_ENCODING');
    expect((await asking([{ status: 200, body: {} }])).refusedByNode).toBeNull();
  });

  test('what was received before the end is kept', async () => {
    expect((await asking([{ raw: `${head('Content-Length: 100\r\n')}hello` }])).answer).toMatchObject({
      status: 200,
      body: 'hello',
      bytes: 5,
    });
    expect((await asking([{ raw: `${head('Content-Length: 100\r\n')}hello`, finish: 'hold' }])).answer).toMatchObject({
      status: 200,
      body: 'hello',
    });
    expect((await asking([{ raw: 'SSH-2.0-x\r\n' }])).problem?.message).toContain('SSH-2.0-x');
  });

  test('200 MB are not read', async () => {
    const facts = await asking([{ status: 200, repeat: { text: 'x'.repeat(65_536), times: 3200 } }], { timeoutMs: 3000 });
    expect(facts).toMatchObject({ stage: 'body', answer: { cut: true } });
    expect(facts.problem?.code).toMatch(/^(?:ENDLESS|TIMEOUT)$/);
    expect(facts.answer?.body.length).toBe(1024 * 1024);
  });

  test('a bomb swells to the limit and no further', async () => {
    const facts = await asking([{ status: 200, body: 'z'.repeat(30_000_000), encoding: 'gzip' }], { timeoutMs: 3000 });
    expect(facts).toMatchObject({ stage: 'done', answer: { cut: true } });
    expect(facts.answer?.body.length).toBe(2 * 1024 * 1024);
  });

  test('nobody listens', async () => {
    const port = await withApi({}, async (api) => api.port);
    expect(await ask(targetAt(port))).toMatchObject({ stage: 'connect', problem: { code: 'ECONNREFUSED' }, answer: null });
  });

  test('the run ends first', async () => {
    await withApi([{ finish: 'hold' }], async ({ port }) => {
      const target = targetAt(port, { timeoutMs: 30_000 });
      const ends = new AbortController();
      const url = target.url as TargetUrl;
      setTimeout(() => ends.abort(new Error('interrupted')), 100);
      const facts = await exchange(askApi(url, '/v1/models', 'key'), { ...contextFor(target), signal: ends.signal });
      expect(facts).toMatchObject({ stage: 'headers', problem: { message: 'interrupted' } });
    });
  });
});

needs('openssl')('over TLS', () => {
  let dir = '';
  let ca: Authority;
  let leaf: Leaf;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'api-doctor-http-'));
    ca = makeCa(dir, { name: 'Lab Root' });
    leaf = makeLeaf(ca, { names: ['api.openai.com', 'localhost', '127.0.0.1'] });
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const secured = (port: number, changes: Partial<Target> = {}) => {
    const target = targetAt(port, { caFile: ca.root, ...changes });
    return { ...target, url: { ...(target.url as TargetUrl), scheme: 'https' as const, isLoopback: false } };
  };
  const served = (config: ApiConfig = {}): ApiConfig => ({ cert: leaf.fullchain, key: leaf.key, keys: [KEY], ...config });

  test('the key travels inside verified TLS', async () => {
    await withApi(served(), async (api) => {
      expect(await ask(secured(api.port))).toMatchObject({ stage: 'done', answer: { status: 200 } });
      expect(api.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
    });
  });

  test.each([
    ['an unknown issuer', { caFile: null, env: {} }],
    ['switched off in the environment', { caFile: null, env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } }],
  ])('no byte of a request goes out: %s', async (_, changes) => {
    const record = join(dir, 'record');
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    Object.assign(process.env, changes.env);
    try {
      await withApi(served({ record }), async (api) => {
        const facts = await ask(secured(api.port, changes));
        expect(facts).toMatchObject({ stage: 'tls', requestHeaders: {}, answer: null });
        expect(facts.problem?.code).toBeTruthy();
        expect(api.requests).toEqual([]);
      });
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    }
    expect(readRecord(record)).not.toContain('GET');
  });

  test('a name that the certificate is not for', async () => {
    const other = makeLeaf(ca, { names: ['other.example'] });
    await withApi(served({ cert: other.fullchain, key: other.key }), async (api) => {
      expect(await ask(secured(api.port))).toMatchObject({ stage: 'tls', problem: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' } });
      expect(api.requests).toEqual([]);
    });
  });

  test('a client certificate that TLS 1.3 asks for after the handshake shows as its alert', async () => {
    const tls = { minVersion: 'TLSv1.3', requestCert: true, rejectUnauthorized: true, ca: ca.root };
    await withApi(served({ tls }), async (api) => {
      const facts = await ask(secured(api.port));
      expect(facts.answer).toBeNull();
      expect(facts.problem).toMatchObject({ alert: 116 });
    });
  });

  test('a server that ends the connection instead of answering', async () => {
    await withApi(served({ answers: [{ finish: 'end' }] }), async (api) => {
      expect(await ask(secured(api.port))).toMatchObject({ stage: 'headers', problem: { code: 'CLOSED' } });
    });
    await withApi(served({ answers: [{ finish: 'reset' }] }), async (api) => {
      expect(await ask(secured(api.port))).toMatchObject({ stage: 'headers', problem: { code: 'ECONNRESET' } });
    });
  });

  test('plain HTTP on a TLS port shows itself', async () => {
    await withApi(served(), async (api) => {
      const facts = await ask(targetAt(api.port));
      expect(facts.problem?.code).toBe('PLAIN_TO_TLS');
    });
  });

  test('TLS on a plain port goes no further than the handshake', async () => {
    await withApi({}, async (api) => {
      expect(await ask(secured(api.port))).toMatchObject({ stage: 'tls', requestHeaders: {} });
    });
  });
});

function readRecord(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
