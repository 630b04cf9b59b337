import { type AddressInfo, connect, createServer, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KeyFlaw, KeyKind } from '../../src/model/facts/config.ts';
import type { Target } from '../../src/model/target.ts';
import {
  authorize,
  type Carrier,
  canAuthorize,
  describeKey,
  isLoopbackAddress,
  readKey,
  verifiedFor,
} from '../../src/secrets/key.ts';
import { maskerFor } from '../../src/secrets/redact/text.ts';
import { secretsOf } from '../../src/secrets/secrets.ts';
import { cpuMs } from '../support/cost.ts';
import { targetFor } from '../support/tcp-cases.ts';

const LEGACY = `sk-${'a1B2c3D4e5F6g7H8i9J0'}T3BlbkFJ${'k1L2m3N4o5P6q7R8s9T0'}`;
const PROJECT = `sk-proj-${'Ab3_'.repeat(18)}xyT3BlbkFJ${'Cd4-'.repeat(18)}zw`;

const withKey = (value: string, baseUrl = 'https://api.openai.com/v1', changes: Partial<Target> = {}) =>
  targetFor(baseUrl, { key: { value, source: 'OPENAI_API_KEY' }, ...changes });

describe('what a key looks like', () => {
  const kinds: [string, KeyKind, string | null][] = [
    [PROJECT, 'openai', null],
    [LEGACY, 'openai', null],
    [`sk-svcacct-${'x1'.repeat(40)}`, 'openai', null],
    [`sk-admin-${'x1'.repeat(40)}`, 'openai-admin', null],
    [`sess-${'a1'.repeat(20)}`, 'session', null],
    ['eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl', 'jwt', null],
    ['org-AbCdEfGhIjKlMnOpQrStUvWx', 'id', null],
    ['proj_AbCdEfGhIjKlMnOpQrStUvWx', 'id', null],
    [`sk-ant-api03-${'a'.repeat(93)}AA`, 'other-vendor', 'Anthropic'],
    [`sk-or-v1-${'0a'.repeat(32)}`, 'other-vendor', 'OpenRouter'],
    [`gsk_${'a1B2'.repeat(13)}`, 'other-vendor', 'Groq'],
    [`AIza${'Sy-_1'.repeat(7)}`, 'other-vendor', 'Google'],
    [`hf_${'aBc'.repeat(11)}d`, 'other-vendor', 'Hugging Face'],
    [`pplx-${'a1'.repeat(24)}`, 'other-vendor', 'Perplexity'],
    [`xai-${'a1'.repeat(40)}`, 'other-vendor', 'xAI'],
    [`r8_${'a1'.repeat(18)}b`, 'other-vendor', 'Replicate'],
    [`nvapi-${'a-'.repeat(32)}`, 'other-vendor', 'NVIDIA'],
    [`fw_${'a1'.repeat(12)}`, 'other-vendor', 'Fireworks'],
    // Formats that several issuers share, or that nobody has seen: never called wrong.
    [`sk-${'0af1'.repeat(8)}`, 'unknown', null],
    [`sk-${'aB3d'.repeat(12)}`, 'unknown', null],
    ['0123456789abcdef0123456789abcdef', 'unknown', 'Azure OpenAI'],
    ['sk-test-1', 'unknown', null],
    ['sk-1234', 'unknown', null],
    ['ollama', 'unknown', null],
    [`sk-proj-${'x'.repeat(156)}`, 'openai', null],
  ];
  test.each(kinds)('%s is %s', (key, kind, vendor) => {
    expect(readKey(key)).toMatchObject({ kind, vendor, flaws: [], flawDetails: [] });
  });

  const samples = [
    'your-api-key',
    'YOUR_API_KEY',
    'your_openai_api_key_here',
    'sk-your-key-here',
    'sk-proj-your-key',
    'my-api-key',
    'insert-your-key-here',
    'api-key-here',
    '<your key>',
    '<YOUR_API_KEY>',
    '[API_KEY]',
    'sk-...',
    'sk-proj-...',
    'sk-...abcd',
    'sk-proj-****abcd',
    'sk-xxxxxxxxxxxxxxxxxxxxxxxx',
    'xxxx',
    'XXXXXXXX',
    'None',
    'null',
    'undefined',
    '$OPENAI_API_KEY',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable that nobody filled in is what is tested.
    '${OPENAI_API_KEY}',
    '$(cat key.txt)',
    '%OPENAI_API_KEY%',
    '{{ secrets.OPENAI_API_KEY }}',
    '{{OPENAI_API_KEY}}',
    'process.env.OPENAI_API_KEY',
    'os.environ["OPENAI_API_KEY"]',
    'https://api.openai.com/v1',
    'op://vault/openai/key',
    '/run/secrets/openai.txt',
    'changeme',
    'change-me',
    'placeholder',
    'not-needed',
    'EMPTY',
    'OPENAI_API_KEY',
    'openai-api-key',
    'sk-no-key-required',
    '"your-api-key"',
    ' None ',
  ];
  test.each(samples)('%s is a sample text', (key) => {
    expect(readKey(key)).toMatchObject({ kind: 'placeholder', vendor: expect.stringMatching(/\w/) });
  });

  const flawed: [string, KeyFlaw[], KeyKind][] = [
    [`${PROJECT}\n`, ['padded'], 'openai'],
    [` ${PROJECT}\r\n`, ['padded'], 'openai'],
    [`${PROJECT.slice(0, 40)} ${PROJECT.slice(40)}`, ['inner-space'], 'unknown'],
    [`${PROJECT.slice(0, 40)}\n${PROJECT.slice(40)}`, ['line-break'], 'unknown'],
    [`"${PROJECT}"`, ['quotes'], 'openai'],
    [`'${PROJECT}'`, ['quotes'], 'openai'],
    [`“${PROJECT}”`, ['quotes', 'non-ascii'], 'openai'],
    [`Bearer ${PROJECT}`, ['bearer-prefix'], 'openai'],
    [`Authorization: Bearer ${PROJECT}`, ['bearer-prefix'], 'openai'],
    [`OPENAI_API_KEY=${PROJECT}`, ['assignment'], 'openai'],
    [`export OPENAI_API_KEY="${PROJECT}"`, ['quotes', 'assignment'], 'openai'],
    [`apiKey: ${PROJECT}`, ['assignment'], 'openai'],
    [`\ufeff${PROJECT}`, ['non-ascii'], 'openai'],
    [`${PROJECT}\u200b`, ['non-ascii'], 'openai'],
    [`${PROJECT}\u00a0`, ['non-ascii'], 'openai'],
    [`${PROJECT}é`, ['non-ascii'], 'unknown'],
    [`${PROJECT}\x1b`, ['control'], 'unknown'],
    [`s\0k\0-\0`, ['control'], 'unknown'],
  ];
  test.each(flawed)('%j has %j', (key, flaws, kind) => {
    expect(readKey(key)).toMatchObject({ flaws, kind });
  });

  test('a flawed character is named by its place and its name', () => {
    expect(readKey('sk-ab“cd').flawDetails).toEqual(['character 6 of 8 is a curly quote (U+201C)']);
    expect(readKey('sk-ab\ncd').flawDetails).toEqual(['character 6 of 8 is a line feed']);
    expect(readKey('\ufeffsk-abcd').flawDetails).toEqual(['character 1 of 8 is a byte order mark (U+FEFF)']);
  });

  test('a letter is not named, since it may belong to the key, and a long row is cut', () => {
    expect(readKey('éèàùabc').flawDetails).toEqual([
      'character 1 of 7 is not an ASCII character',
      'character 2 of 7 is not an ASCII character',
      'character 3 of 7 is not an ASCII character',
      'and 1 more',
    ]);
  });

  test('nothing but blanks is no key', () => {
    expect(readKey(' \n')).toMatchObject({ kind: 'none', flaws: [] });
  });

  test.each([
    'x'.repeat(130_000),
    `x${' '.repeat(130_000)}x`,
    ' '.repeat(130_000),
    'key='.repeat(30_000),
    '"'.repeat(130_000),
    'Bearer '.repeat(20_000),
  ])('a text of any length is read in no time: %#', (text) => {
    expect(cpuMs(() => readKey(text))).toBeLessThan(1000);
  });
});

describe('what is shown of a key', () => {
  test.each([
    [PROJECT, `sk-proj-…(${PROJECT.length}chars)`],
    [LEGACY, 'sk-…(51chars)'],
    [` ${LEGACY}\n`, 'sk-…(51chars)'],
    [`gsk_${'a'.repeat(52)}`, 'gsk_…(56chars)'],
    ['0123456789abcdef0123456789abcdef', '…(32chars)'],
    ['x', '…(1char)'],
  ])('%s is shown as %s', (key, shown) => {
    expect(describeKey(key)).toBe(shown);
  });

  test('is never four characters of the secret part', () => {
    const prefixes = [
      'sk-',
      'sk-proj-',
      'sk-svcacct-',
      'sk-admin-',
      'sk-ant-api03-',
      'sk-or-v1-',
      'sess-',
      'gsk_',
      'AIza',
      'hf_',
      'pplx-',
      'xai-',
      'r8_',
      'nvapi-',
      'fw_',
      '',
    ];
    const secret = fc.stringMatching(/^[A-Za-z0-9_-]{16,180}$/);
    fc.assert(
      fc.property(fc.constantFrom(...prefixes), secret, (prefix, own) => {
        const shown = describeKey(prefix + own).replace(/\(\d+chars\)$/, '');
        for (let at = 0; at + 4 <= own.length; at += 1) expect(shown.slice(prefix.length)).not.toContain(own.slice(at, at + 4));
        expect(shown.length).toBeLessThanOrEqual(16);
      }),
    );
  });

  test('holds for what is said of flawed keys too', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{20,60}$/);
    const flaw = fc.constantFrom('\n', ' ', '“', '"', '\0', '\u00a0', 'é', '\x7f');
    fc.assert(
      fc.property(secret, flaw, secret, (first, sign, second) => {
        const said = readKey(`sk-${first}${sign}${second}`).flawDetails.join(' ');
        for (const half of [first, second]) {
          for (let at = 0; at + 4 <= half.length; at += 1) {
            const run = half.slice(at, at + 4);
            if (
              !/^[a-z]+$/i.test(run) ||
              !'character of is a line feed space curly double quote NUL no-break not an ASCII control'.includes(run)
            ) {
              expect(said).not.toContain(run);
            }
          }
        }
      }),
    );
  });
});

describe('how a key gets onto a request', () => {
  const sent = (target: Target) => {
    const headers: Record<string, string> = { accept: 'application/json' };
    authorize(headers, target, carrierFor(target));
    return headers;
  };

  /** A connection to this machine itself, and what a verified one looks like. */
  let local: Socket;
  const server = createServer();
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    local = connect((server.address() as AddressInfo).port, '127.0.0.1');
    await new Promise((resolve) => local.once('connect', resolve));
  });
  afterAll(() => {
    local.destroy();
    server.close();
  });

  const tls = (host: string | null, authorized = true) => {
    const socket = Object.assign(new TLSSocket(new Socket()), { authorized });
    return host === null ? socket : verifiedFor(socket, host);
  };
  const carrierFor = ({ url }: Target): Carrier => ({
    socket: url?.scheme === 'https' ? tls(url.host) : local,
    isDirect: true,
  });
  const over = (target: Target, carrier: Partial<Carrier>) => () => {
    const headers: Record<string, string> = {};
    authorize(headers, target, { ...carrierFor(target), ...carrier });
    return headers;
  };

  test('not without TLS where the name of this machine leads to another', () => {
    const away = Object.create(local, { remoteAddress: { value: '10.99.7.2' } }) as Socket;
    expect(over(withKey(LEGACY, 'http://localhost:8080/v1'), { socket: away })).toThrow(/not sent without TLS/);
    expect(over(withKey(LEGACY, 'http://localhost:8080/v1'), { socket: local })()).toHaveProperty('authorization');
  });

  test('not without TLS where a proxy of this machine would pass it on', () => {
    expect(over(withKey(LEGACY, 'http://localhost:8080/v1'), { isDirect: false })).toThrow(/not sent without TLS/);
  });

  test('not with TLS that was not verified, or was for another host, or with none at all', () => {
    const target = withKey(LEGACY);
    for (const socket of [tls(null), tls('proxy.example'), tls('api.openai.com', false), local]) {
      expect(over(target, { socket })).toThrow(/not sent/);
    }
    expect(over(target, { socket: tls('api.openai.com') })()).toHaveProperty('authorization');
  });

  test('without a key a query of the base URL, which may hold one, is held back like it', () => {
    const target = targetFor('http://localhost:8080/v1?api-key=x');
    const away = Object.create(local, { remoteAddress: { value: '10.99.7.2' } }) as Socket;
    expect(over(target, { socket: away })).toThrow(/not sent/);
    expect(over(target, { socket: local })()).toEqual({});
  });

  test.each(['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'])('%s is this machine', (address) =>
    expect(isLoopbackAddress(address)).toBe(true),
  );

  test.each(['128.0.0.1', '0.0.0.0', '::', '::2', '::ffff:10.0.0.1', '10.127.0.1', 'localhost', '', undefined, 'fe80::1'])(
    '%s is not known to be',
    (address) => expect(isLoopbackAddress(address)).toBe(false),
  );

  test('as a bearer, trimmed', () => {
    expect(sent(withKey(` ${LEGACY}\r\n`)).authorization).toBe(`Bearer ${LEGACY}`);
  });

  test('in another header, by the same rules about the connection', () => {
    const target = withKey(LEGACY, 'https://api.example/v1');
    const named = (name: string, carrier: Partial<Carrier> = {}) => {
      const headers: Record<string, string> = {};
      authorize(headers, target, { ...carrierFor(target), ...carrier }, name);
      return headers;
    };
    expect(named('api-key')).toEqual({ 'api-key': LEGACY });
    expect(named('ocp-apim-subscription-key')).toEqual({ 'ocp-apim-subscription-key': LEGACY });
    expect(named('cf-aig-authorization')).toEqual({ 'cf-aig-authorization': `Bearer ${LEGACY}` });
    for (const name of ['proxy-authorization', 'cookie', 'host', 'X-API-KEY', 'x-key\r\nx', 'user-agent'])
      expect(() => named(name)).toThrow(/not sent/);
    for (const socket of [tls(null), tls('other.example'), tls('api.example', false)])
      expect(() => named('api-key', { socket })).toThrow(/not sent/);
  });

  test('without a key nothing is added', () => {
    expect(sent(targetFor('https://api.openai.com/v1'))).toEqual({ accept: 'application/json' });
    expect(canAuthorize(targetFor('https://api.openai.com/v1'))).toBe(false);
  });

  test.each(['sk-a\nb', 'sk-a\0b', 'sk-“a”', '\ufeffsk-a', 'sk-a\u00a0', 'sk-é'])(
    '%j is refused, and the error does not hold it',
    (key) => {
      const target = withKey(key);
      expect(canAuthorize(target)).toBe(false);
      expect(() => sent(target)).toThrow(
        expect.objectContaining({ code: 'KEY_NOT_SENT', message: expect.not.stringContaining('sk-') }),
      );
    },
  );

  test.each(['"sk-a"', 'Bearer sk-a', 'sk-a b'])('%j is sent as it is, like the clients do', (key) => {
    expect(sent(withKey(key)).authorization).toBe(`Bearer ${key}`);
  });

  test('never without TLS to another machine', () => {
    const target = withKey(LEGACY, 'http://example.com/v1');
    expect(canAuthorize(target)).toBe(false);
    expect(() => sent(target)).toThrow(/TLS/);
  });

  test.each(['http://localhost:8080/v1', 'http://127.0.0.2:8080/v1', 'http://[::1]:8080/v1'])(
    'to this machine also without TLS: %s',
    (baseUrl) => {
      expect(sent(withKey(LEGACY, baseUrl)).authorization).toBe(`Bearer ${LEGACY}`);
    },
  );

  test('never where there is no usable base URL', () => {
    expect(() => sent(withKey(LEGACY, 'https://api.openai.com/v1', { url: null }))).toThrow(/key is not sent/);
  });

  test('credentials in the base URL take its place, as in Python’s client', () => {
    const headers = sent(withKey(LEGACY, 'https://user:p%40ss@example.com/v1'));
    expect(headers.authorization).toBe(`Basic ${Buffer.from('user:p@ss').toString('base64')}`);
  });

  test('Azure’s older paths take a header of their own, the v1 path does not', () => {
    expect(sent(withKey('0a'.repeat(16), 'https://x.openai.azure.com/openai/deployments/d'))).toMatchObject({
      'api-key': '0a'.repeat(16),
    });
    expect(sent(withKey('0a'.repeat(16), 'https://x.openai.azure.com/openai/v1')).authorization).toMatch(/^Bearer/);
    for (const url of ['https://x.services.ai.azure.com/models', 'https://x.openai.azure.us/openai/deployments/d'])
      expect(sent(withKey('0a'.repeat(16), url))).toHaveProperty('api-key');
  });
});

describe('the secrets of a run', () => {
  test('are the key in its forms, passwords of proxies as written and decoded, and credentials of the base URL', () => {
    const env = {
      HTTPS_PROXY: 'http://me:p%40ss%2Fw@proxy:8080',
      http_proxy: 'http://me:raw@pass/word@proxy:8080',
      OPENAI_ADMIN_KEY: 'sk-admin-abcdefgh12345678',
      OPENAI_BASE_URL: 'https://user:basepass@example.com/v1',
    };
    const forms = secretsOf(withKey(`"${LEGACY}"\n`, 'https://user:basepass@example.com/v1', { env }));
    expect(forms).toEqual(
      expect.arrayContaining([LEGACY, 'p%40ss%2Fw', 'p@ss/w', 'raw@pass/word', 'basepass', 'sk-admin-abcdefgh12345678']),
    );
  });

  test('do not hold sample texts, which would blot out ordinary words', () => {
    expect(secretsOf(withKey('None'))).toEqual([]);
    expect(secretsOf(withKey('https://api.openai.com/v1'))).toEqual([]);
    expect(secretsOf(withKey('https://user:secretpass@api.openai.com/v1'))).not.toEqual([]);
  });

  test('do not hold what was copied along with a key, which would blot out the names of variables', () => {
    expect(secretsOf(withKey(`OPENAI_API_KEY="${LEGACY}"`))).toEqual([LEGACY]);
    expect(secretsOf(withKey(`Bearer ${PROJECT}`))).toEqual([PROJECT]);
  });

  test('hold a text that may be the key of a server of their own, however much it looks like a sample', () => {
    expect(secretsOf(withKey('my-secret-key-93kd02jd'))).toContain('my-secret-key-93kd02jd');
  });
});

describe('a key of a few characters after a public prefix', () => {
  const hide = maskerFor(secretsOf(withKey('sk-proj-abc')));

  test('is masked with its prefix, wherever it stands', () => {
    expect(hide('Incorrect API key: sk-proj-abc.')).toBe('Incorrect API key: sk-proj-…(11chars).');
    expect(hide('https://host/v1?x=sk-proj-abc&y=1')).toBe('https://host/v1?x=sk-proj-…(11chars)&y=1');
    expect(hide('SK-PROJ-ABC')).toBe('SK-PROJ-…(11chars)');
    expect(maskerFor(['sk-abc'])('got sk-abc here')).toBe('got sk-…(6chars) here');
  });

  test('leaves the prefix alone, and what was masked before', () => {
    expect(hide('sk-proj-…(11chars) from OPENAI_API_KEY')).toBe('sk-proj-…(11chars) from OPENAI_API_KEY');
    expect(maskerFor(['sk-proj-'])('keys begin with sk-proj-')).toBe('keys begin with sk-proj-');
  });

  test('is masked as a whole where it begins with another', () => {
    expect(maskerFor(['sk-ab', 'sk-abcd'])('sk-abcd')).toBe('sk-…(7chars)');
  });
});
