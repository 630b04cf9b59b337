import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tunnelFinding } from '../../src/catalogue/proxy/socks-readings.ts';
import { type Literal, readLiteral } from '../../src/explain/log/literal.ts';
import { type Passage, passagesOf } from '../../src/explain/log/passages.ts';
import { scannerFor } from '../../src/explain/log/scan.ts';
import { Shapes } from '../../src/explain/log/shapes.ts';
import { bodyIn } from '../../src/explain/read/answers/bodies.ts';
import { statusesIn } from '../../src/explain/read/answers/statuses.ts';
import { isMentionedInProse, kindOf } from '../../src/explain/read/mentions/mentions.ts';
import { sceneryOf, surroundingsAt } from '../../src/explain/read/peers/surroundings.ts';
import { signs } from '../../src/explain/read/signs/signs.ts';
import { SEARCH_WINDOW, tokens } from '../../src/explain/read/tokens.ts';

const passageOf = (text: string) => passagesOf({ text, firstLine: 1 })[0] as Passage;
const read = (text: string): Literal | undefined => readLiteral(text, 0)?.value;

describe('objects as clients print them', () => {
  const body = { error: { message: "You didn't", type: null, code: 429 } };

  test.each([
    ['JSON', `{"error": {"message": "You didn't", "type": null, "code": 429}} tail`],
    ['a repr of Python', `{'error': {'message': "You didn't", 'type': None, 'code': 429}}`],
    ['util.inspect', `{ error: { message: "You didn't", type: null, code: 429 } }`],
    ['Ruby', `{"error"=>{"message"=>"You didn't", "type"=>nil, "code"=>429}}`],
  ])('%s', (_, text) => {
    expect(JSON.parse(JSON.stringify(read(text)))).toEqual(body);
  });

  test('nested classes, strings in parts, and what inspect leaves out', () => {
    const text = "{ a: Headers { 'x-y': 'z' }, b: 'one ' +\n  'two', c: [Function: f], d: [ 1, true, undefined ] }";
    expect(JSON.parse(JSON.stringify(read(text)))).toEqual({ a: { 'x-y': 'z' }, b: 'one two', c: null, d: [1, true, null] });
  });

  test('what is cut off keeps what was read', () => {
    expect(JSON.parse(JSON.stringify(read('{"error": {"code": "a", "message": "cut he')))).toEqual({
      error: { code: 'a', message: 'cut he' },
    });
  });

  test('JSON is read as JSON.parse reads it', () => {
    const json = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.oneof(fc.string(), fc.integer({ min: -1e9, max: 1e9 }), fc.boolean(), fc.constant(null)),
    );
    fc.assert(
      fc.property(json, (object) => {
        expect(JSON.parse(JSON.stringify(read(JSON.stringify(object))))).toEqual(JSON.parse(JSON.stringify(object)));
      }),
    );
  });

  test('any text ends, and none throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readLiteral(`{${text}`, 0)));
  });

  test('a name of the language is a key like any other', () => {
    expect(Object.getPrototypeOf(read('{"__proto__": {"polluted": true}}'))).toBeNull();
  });
});

describe('the body within an object', () => {
  test('is found among requests and options, with the status beside it', () => {
    const text = `{ name: 'HTTPError', config: { timeout: 400 }, response: { status: 401, data: { error: { message: 'm', code: 'invalid_api_key' } } } }`;
    expect(bodyIn(read(text) as Literal)).toMatchObject({ status: 401, error: { code: 'invalid_api_key' } });
  });

  test('is found in a string', () => {
    const text = `{ statusCode: 429, responseBody: '{"error":{"message":"m","code":"insufficient_quota"}}' }`;
    expect(bodyIn(read(text) as Literal)).toMatchObject({ status: 429, error: { code: 'insufficient_quota' } });
  });

  test.each([
    ['a log entry', '{"level":"error","msg":"x","message":"rate limit reached","code":"E1"}'],
    ['an error of a socket', "{ errno: -111, code: 'ECONNREFUSED', syscall: 'connect', message: 'm' }"],
    ['an object of options', '{ timeout: 5, retries: 2 }'],
  ])('is not %s', (_, text) => {
    expect(bodyIn(read(text) as Literal)).toBeNull();
  });
});

describe('the search for many words', () => {
  const naive = (text: string, words: string[]) => {
    const lower = text.toLowerCase();
    return words
      .flatMap((word) => [...Array(lower.length).keys()].filter((at) => lower.startsWith(word, at)).map((at) => `${at} ${word}`))
      .sort();
  };
  const found = (text: string, words: string[], window: number) => {
    const find = scannerFor(words, window);
    const bytes = Buffer.from(text, 'latin1');
    const places: string[] = [];
    for (let hit = find(bytes, 0, bytes.length); hit; hit = find(bytes, hit.next, bytes.length))
      places.push(...hit.tokens.map(({ token, start }) => `${start} ${token}`));
    return places.sort();
  };

  test('finds what a plain search finds', () => {
    const words = ['ababab', 'babbab', 'certificate', 'certificate has expired', 'ificat'];
    const piece = fc.constantFrom('a', 'b', 'A', 'certificate', ' has expired', 'cert', 'ificat', '\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        expect(found(text, words, 6)).toEqual(naive(text, words));
      }),
    );
  });

  test('refuses a word that is too short for its window', () => {
    expect(() => scannerFor(['abc'], 6)).toThrow('abc');
  });

  test('stops at every sign, so that none can be overlooked in a long log', () => {
    const find = scannerFor(tokens, SEARCH_WINDOW);
    for (const { says } of signs) {
      const shown = [
        says,
        `'${says}'`,
        `write ${says}`,
        `[SSL: ${says}ALERT_UNKNOWN_CA]`,
        `received ${says} `,
        `Get "https://x${says}`,
      ];
      const places = shown.map((text) => find(Buffer.from(text), 0, text.length));
      expect(
        places.some((place) => place !== null),
        says,
      ).toBe(true);
    }
  });
});

describe('lines that only speak of failures', () => {
  test.each([
    ['if (error.code === "ECONNREFUSED") retry();', 'mention'],
    ['    raise RateLimitError("429") from error', 'mention'],
    ['tests/test_a.py::test_connection_refused PASSED', 'mention'],
    ['| 429 - Rate limit reached | Slow down |', 'mention'],
    ['203.0.113.1 - - "POST /v1/chat HTTP/1.1" 429 12', 'access'],
    ['openai.RateLimitError: Error code: 429 - {}', 'failure'],
    ['Error: connect ECONNREFUSED 127.0.0.1:1234', 'failure'],
  ])('%s', (line, kind) => {
    expect(kindOf(line)).toBe(kind);
  });

  test.each([
    ['retry on ECONNRESET', 'ECONNRESET', true],
    ['an ECONNRESET error means', 'ECONNRESET', true],
    ['catch `ECONNRESET` here', 'ECONNRESET', true],
    ['Error: read ECONNRESET', 'ECONNRESET', false],
    ['code: ECONNRESET', 'ECONNRESET', false],
  ])('%s', (text, word, spoken) => {
    expect(isMentionedInProse(text, text.indexOf(word), word.length)).toBe(spoken);
  });
});

describe('statuses', () => {
  test.each([
    ['Error code: 429 - {}', [429]],
    ['Request failed with status code 502', [502]],
    ['the server responded with status 401', [401]],
    ['HTTP/1.1 503 Service Unavailable', [503]],
    ['404 The model `x` does not exist', [404]],
    ['took 429 ms', []],
    ['file.ts:404:12', []],
    ['10:00:01,429 INFO', []],
    ['listening on port 4290', []],
  ])('%s', (text, statuses) => {
    expect(statusesIn(passageOf(text)).map(({ status }) => status)).toEqual(statuses);
  });
});

describe('whom a call was for', () => {
  test('the host of the URL, not of the documentation', () => {
    const text = 'see https://platform.openai.com/docs: POST https://llm.example.com/v1/chat/completions failed';
    expect(surroundingsAt(sceneryOf(passageOf(text)), null)).toMatchObject({ host: 'llm.example.com', elsewhere: null });
  });

  test('a download is no call of the API', () => {
    const text =
      "HTTPSConnectionPool(host='openaipublic.blob.core.windows.net', port=443): Max retries exceeded with url: /encodings/cl100k_base.tiktoken";
    expect(surroundingsAt(sceneryOf(passageOf(text)), null)).toMatchObject({
      host: 'openaipublic.blob.core.windows.net',
      elsewhere: 'download',
    });
  });

  test('a proxy is not the host', () => {
    const text =
      "* Uses proxy env variable https_proxy == 'http://bob:secret@10.0.0.9:3128'\ncurl: (6) Could not resolve host: api.openai.com";
    expect(surroundingsAt(sceneryOf(passageOf(text)), null)).toMatchObject({
      host: 'api.openai.com',
      proxies: ['10.0.0.9:3128'],
    });
  });
});

describe('passages', () => {
  const passages = (text: string) =>
    passagesOf({ text, firstLine: 1 })
      .map(({ text: joined }) => joined.trim())
      .filter(Boolean);

  test('entries of a logger stand alone, lines of a trace stay together', () => {
    expect(passages('2026-01-01 10:00:00 ERROR a\n    at x\n2026-01-01 10:00:00 ERROR b')).toEqual(['a at x', 'b']);
    expect(passages('{"a":1}\n{"b":2}')).toHaveLength(2);
    expect(passages('Error: a\nError: b')).toHaveLength(2);
  });

  test('a collector stamps each line of a trace, and the trace stays together', () => {
    const stamped = (line: string, at: number) => `2026-01-01T10:00:0${at}.123Z ERROR ${line}`;
    const trace = ['Error: a', '    at x', '    at y', 'end', '', 'on'];
    expect(passages(trace.map(stamped).join('\n'))).toEqual(['Error: a at x at y end on']);
    expect(passages(['a', 'b', 'c'].map(stamped).join('\n'))).toHaveLength(3);
  });

  test('words that a terminal cut in two are joined again', () => {
    expect(passages(`${'x'.repeat(38)}CE\n${'RT_HAS_EXPIRED '.padEnd(39, 'y')}z\nend`)[0]).toContain('CERT_HAS_EXPIRED');
  });
});

describe('shapes of lines', () => {
  const bytes = (text: string) => Buffer.from(text);
  const shapes = (lines: [string, 'tcp/refused' | 'nothing'][]) => {
    const known = new Shapes();
    for (const [text, label] of lines) known.learn(bytes(text), { from: 0, end: text.length }, label);
    return (text: string) => known.labelOf(bytes(text), { from: 0, end: text.length });
  };

  test('three times the same outcome is enough, with any numbers', () => {
    const label = shapes([1, 2, 3].map((n) => [`10:00:0${n} worker-${n} refused after ${n}0 ms`, 'tcp/refused']));
    expect(label('11:22:33 worker-7 refused after 77 ms')).toBe('tcp/refused');
    expect(label('11:22:33 worker-7 accepted after 77 ms')).toBeNull();
  });

  test('numbers that tell failures apart are part of the shape', () => {
    const label = shapes([1, 2, 3].map(() => ['status code 429', 'nothing']));
    expect(label('status code 429')).toBe('nothing');
    expect(label('status code 401')).toBeNull();
  });

  test('two outcomes for one shape are no knowledge', () => {
    const label = shapes(
      ['tcp/refused', 'tcp/refused', 'nothing', 'tcp/refused', 'tcp/refused', 'tcp/refused'].map((one) => [
        'a line',
        one as 'nothing',
      ]),
    );
    expect(label('a line')).toBeNull();
  });
});

test('what a proxy answers to CONNECT', () => {
  expect([200, 407, 403, 451, 502, 504, 400, 501, 302].map(tunnelFinding)).toEqual([
    null,
    'proxy/auth-required',
    'proxy/forbidden',
    'proxy/forbidden',
    'proxy/upstream-failed',
    'proxy/upstream-failed',
    'proxy/not-a-proxy',
    'proxy/not-a-proxy',
    'proxy/forbidden',
  ]);
});
