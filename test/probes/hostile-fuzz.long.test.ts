import { Duplex } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { isModelList } from '../../src/knowledge/answer/model-list.ts';
import { readAnswer } from '../../src/knowledge/answer/read-answer.ts';
import { retryAfter } from '../../src/model/durations.ts';
import { problemOf } from '../../src/model/errors.ts';
import type { ExchangeFacts } from '../../src/model/facts/http.ts';
import type { ProxyAddress } from '../../src/model/route-plan.ts';
import { isCutJson } from '../../src/net/http/cut-json.ts';
import { DECODED_LIMIT, decode } from '../../src/net/http/decode.ts';
import { readingOf } from '../../src/net/http/facts.ts';
import { askConnect, isOpen, schemesIn } from '../../src/net/route/connect.ts';
import { openDialog } from '../../src/net/route/conversation.ts';
import { askSocks, isGranted } from '../../src/net/route/socks.ts';
import { maskerFor } from '../../src/secrets/redact/text.ts';
import { doctor, keepsItsPromises, says, serveHostile } from '../lab/hostile.ts';
import { LISTING } from '../lab/hostile-http.ts';
import { look, targetAt } from '../support/http-look.ts';

/** Sound answers with bytes changed at random, from a fixed seed. FUZZ_RUNS=20 looks twenty times as long. */

const TIMES = Number(process.env.FUZZ_RUNS ?? 1);
const settings = (numRuns: number) => ({ seed: Number(process.env.FUZZ_SEED ?? 20261124), numRuns: numRuns * TIMES });

type Change = { at: number; remove: number; insert: Uint8Array };

/** Pieces that parsers stumble over, and bytes of any kind. */
const piece = fc.oneof(
  fc.uint8Array({ minLength: 0, maxLength: 6 }),
  fc
    .constantFrom(
      '\r\n',
      '\n',
      '\r',
      '\0',
      ':',
      ' ',
      '\t',
      '0',
      '9',
      '-',
      ';',
      ',',
      'HTTP/1.1 ',
      'chunked',
      'Content-Length: 5\r\n',
      '\xff',
    )
    .map((text) => new Uint8Array(Buffer.from(text, 'latin1'))),
  fc
    .constantFrom(
      'Transfer-Encoding: chunked\r\n',
      'Content-Encoding: gzip\r\n',
      'HTTP/1.1 100 Continue\r\n\r\n',
      'Location: //x\r\n',
    )
    .map((text) => new Uint8Array(Buffer.from(text))),
);

/** A text with one to four changes. */
function changed(bases: (string | Buffer)[]): fc.Arbitrary<Buffer> {
  const change = fc.record<Change>({ at: fc.nat(4000), remove: fc.nat({ max: 12 }), insert: piece });
  return fc.tuple(fc.constantFrom(...bases), fc.array(change, { minLength: 1, maxLength: 4 })).map(([base, changes]) =>
    changes.reduce(
      (bytes, { at, remove, insert }) => {
        const place = at % (bytes.length + 1);
        return Buffer.concat([bytes.subarray(0, place), insert, bytes.subarray(place + remove)]);
      },
      Buffer.from(base as Buffer),
    ),
  );
}

const HEAD = 'HTTP/1.1 200 OK\r\nDate: Tue, 24 Nov 2026 10:00:00 GMT\r\nContent-Type: application/json\r\n';
const packed = gzipSync(LISTING);
const ANSWERS = [
  `${HEAD}Content-Length: ${LISTING.length}\r\n\r\n${LISTING}`,
  `${HEAD}Transfer-Encoding: chunked\r\n\r\n${LISTING.length.toString(16)}\r\n${LISTING}\r\n0\r\n\r\n`,
  `${HEAD}\r\n${LISTING}`,
  Buffer.concat([Buffer.from(`${HEAD}Content-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n`), packed]),
  'HTTP/1.1 429 Too Many\r\nRetry-After: 20\r\nContent-Length: 43\r\n\r\n{"error":{"message":"slow","code":"x_y_z1"}}',
  'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/login\r\nContent-Length: 0\r\n\r\n',
].map((text) => (typeof text === 'string' ? Buffer.from(text, 'latin1') : text));

describe('an answer of a server', () => {
  test('with bytes changed has a diagnosis, and passes for sound only as a listing', async () => {
    await fc.assert(
      fc.asyncProperty(changed(ANSWERS), async (bytes) => {
        const server = await serveHostile(
          (socket, said) => (/^GET/.test(said.toString()) ? says(bytes)(socket, said) : socket.destroy()),
          {
            from: 'byte',
          },
        );
        const c = await look(targetAt(server.port, { timeoutMs: 2000 }));
        await server.close();
        const root = diagnose(c).find(({ severity }) => severity === 'error')?.id ?? null;
        expect(root).not.toBe('probe/unrecognised');
        const keyed = c.observations['http/models'];
        const facts = keyed?.status === 'ok' ? keyed.facts : null;
        expect(facts, JSON.stringify(keyed)).not.toBeNull();
        if (root === null) expect(isModelList(JSON.parse((facts as ExchangeFacts).answer?.body ?? ''))).toBe(true);
        else expect((facts as ExchangeFacts).problem ?? readingOf(facts as ExchangeFacts)).not.toBeNull();
      }),
      settings(500),
    );
  });

  test('of any status, headers and body is sound only as a listing', () => {
    const body = fc.oneof(
      fc.json(),
      fc.string(),
      changed([Buffer.from(LISTING)]).map((bytes) => bytes.toString('utf8')),
      fc.record({ error: fc.anything() }).map((value) => JSON.stringify(value)),
      fc.constantFrom(LISTING, '', '<html>', '[]', '{"object":"list"}', '{"data":[]}', 'null'),
    );
    const names = ['location', 'content-type', 'retry-after', 'server', 'www-authenticate', 'x-request-id', 'cf-ray', 'date'];
    const headers = fc.dictionary(
      fc.constantFrom(...names),
      fc.oneof(fc.string(), fc.constantFrom('text/html', 'cloudflare', 'NaN')),
    );
    const about = { host: 'h', isOpenAi: false, keySent: true, path: '/v1/models', model: null };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), headers, body, (status, fields, text) => {
        const reading = readAnswer({ status, headers: fields, body: text, cut: false, bytes: text.length }, about);
        if (reading) expect(reading.lines.every((line) => line.length <= 500)).toBe(true);
        else expect(status >= 200 && status < 300 && isModelList(JSON.parse(text))).toBe(true);
      }),
      settings(3000),
    );
  });

  test('of the built tool is never more than it can take', async () => {
    const samples = fc.sample(changed(ANSWERS), { seed: settings(1).seed, numRuns: 16 * TIMES });
    for (const bytes of samples) {
      const server = await serveHostile(says(bytes));
      const args = ['check', '--format', 'json', '--timeout', '1s', '--deadline', '5s'];
      const done = await doctor([...args, '--base-url', `http://127.0.0.1:${server.port}/v1`]);
      await server.close();
      keepsItsPromises(done, { deadlineMs: 5000 });
      expect(done.report.rootCause, bytes.toString('latin1')).not.toBe('probe/unrecognised');
    }
  });
});

describe('a body', () => {
  test('in any coding unpacks, or is refused in our own words, and never to more than the limit', async () => {
    const coding = fc
      .array(fc.constantFrom('gzip', 'br', 'deflate', 'zstd', 'identity', 'x-gzip', 'constructor', '', 'é'))
      .map((list) => list.join(', '));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array(), changed([packed])), coding, fc.boolean(), async (bytes, name, cut) => {
        try {
          expect((await decode(Buffer.from(bytes), name, cut)).bytes.length).toBeLessThanOrEqual(DECODED_LIMIT);
        } catch (error) {
          expect(problemOf(error).code).toBe('BAD_CODING');
        }
      }),
      settings(300),
    );
  });

  test('of JSON is cut wherever it is cut, and nowhere else', () => {
    const json = fc
      .oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.dictionary(fc.string(), fc.jsonValue())))
      .map((value) => JSON.stringify(value));
    fc.assert(
      fc.property(json, fc.nat(), (text, at) => {
        expect(isCutJson(text)).toBe(false);
        expect(isCutJson(text.slice(0, 1 + (at % (text.length - 1))))).toBe(true);
      }),
      settings(2000),
    );
  });

  test('a wait is a number of sane size, or none', () => {
    const value = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    );
    fc.assert(
      fc.property(value, value, value, (after, ms, date) => {
        const seconds = retryAfter({ 'retry-after': after, 'retry-after-ms': ms, date });
        if (seconds !== null) expect(seconds >= 0 && seconds <= 32 * 86_400).toBe(true);
      }),
      settings(2000),
    );
  });
});

/** A stream whose other side says all this and hangs up. */
function sayingAll(bytes: Buffer): Duplex {
  const stream = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
  stream.on('error', () => {});
  for (let at = 0; at < bytes.length; at += 7) stream.push(bytes.subarray(at, at + 7));
  stream.push(null);
  return stream;
}

const proxy = (scheme: ProxyAddress['scheme'], password: string | null = null): ProxyAddress => ({
  ...{ scheme, host: '127.0.0.1', port: 1, source: '--proxy' },
  ...{ username: password === null ? null : 'me', password },
});
const mask = maskerFor([]);
const TO = { host: 'api.example', port: 443 };
const OURS = ['CLOSED', 'NOT_HTTP', 'NOT_SOCKS', 'TOO_LONG', 'TOO_MANY_INTERIM'];

describe('an answer of a proxy', () => {
  const CONNECTS = [
    'HTTP/1.1 200 Connection established\r\nVia: 1.1 x\r\n\r\n',
    'HTTP/1.0 200 OK\n\n',
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n',
    'HTTP/1.1 407 Auth\r\nProxy-Authenticate: NTLM, Basic realm="x"\r\nContent-Length: 30\r\n\r\n<html><title>No</title></html>',
    'HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\nX-Squid-Error: ERR_DNS_FAIL 0\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
  ].map((text) => Buffer.from(text));

  test('to CONNECT with bytes changed opens a way only with a 2xx in so many words', async () => {
    await fc.assert(
      fc.asyncProperty(changed(CONNECTS), async (bytes) => {
        const talk = openDialog(sayingAll(bytes), new AbortController().signal);
        try {
          const { answer, page } = await askConnect(talk, proxy('http', 'secret-pass'), { ...TO, mask });
          expect(answer.status >= 200 && answer.status <= 599).toBe(true);
          if (isOpen(answer.status)) expect(bytes.toString('latin1')).toMatch(/^HTTP\/1\.[01] [12]\d\d[ \r\n]/);
          const said = { ...answer, ...(await page(new AbortController().signal)) };
          expect(JSON.stringify(said).length).toBeLessThan(6000);
          expect(`${said.reason}${said.title}${said.text}${Object.values(said.headers).join('')}`).not.toMatch(
            /[\x00-\x1f\x7f-\x9f]/,
          );
        } catch (error) {
          if ((error as Error).name === 'AssertionError') throw error;
          expect(OURS).toContain(problemOf(error).code);
        } finally {
          talk.end();
        }
      }),
      settings(1500),
    );
  });

  test.each([
    ['a status line with no status behind an interim answer', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.\n\r\n\r\n'],
    ['a status line that ends within the version', 'HTTP/1.\n\n'],
    ['a status of four digits', 'HTTP/1.1 2000 OK\r\n\r\n'],
  ])('found before: %s', async (_, text) => {
    const talk = openDialog(sayingAll(Buffer.from(text)), new AbortController().signal);
    await expect(askConnect(talk, proxy('http'), { ...TO, mask })).rejects.toMatchObject({ code: 'NOT_HTTP' });
    talk.end();
  });

  const REPLIES = [
    [5, 0, 5, 0, 0, 1, 0, 0, 0, 0, 0, 0],
    [5, 2, 1, 0, 5, 0, 0, 3, 4, 97, 98, 99, 100, 0, 1],
    [5, 0, 5, 0, 0, 4, ...Array(18).fill(0)],
    [5, 0, 5, 2],
    [0, 0x5a, 0, 0, 0, 0, 0, 0],
  ].map((bytes) => Buffer.from(bytes));

  test.each(['socks5h', 'socks4a'] as const)('of %s with bytes changed is granted only in so many bytes', async (scheme) => {
    await fc.assert(
      fc.asyncProperty(changed(REPLIES), fc.boolean(), async (bytes, withPassword) => {
        const talk = openDialog(sayingAll(bytes), new AbortController().signal);
        try {
          const socks = await askSocks(talk, proxy(scheme, withPassword ? 'secret-pass' : null), { ...TO, address: null });
          if (isGranted(socks)) expect(scheme === 'socks4a' ? bytes[0] === 0 && bytes[1] === 0x5a : bytes[0] === 5).toBe(true);
          expect(JSON.stringify(socks)).not.toContain('secret');
        } catch (error) {
          if ((error as Error).name === 'AssertionError') throw error;
          expect(OURS).toContain(problemOf(error).code);
        } finally {
          talk.end();
        }
      }),
      settings(1500),
    );
  });

  test('with schemes of any kind names few of them, and Basic wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('NTLM', 'Negotiate', 'Digest realm="a, b"')), { maxLength: 400 }),
        (values) => {
          expect(schemesIn(values).length).toBeLessThanOrEqual(8);
          expect(schemesIn([...values, 'Basic realm="x"']).map((name) => name.toLowerCase())).toContain('basic');
        },
      ),
      settings(500),
    );
  });
});
