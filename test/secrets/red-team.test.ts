import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maskerFor } from '../../src/secrets/redact/text.ts';
import { redactText } from '../../src/secrets/redact.ts';
import { knownHints, maskerOf, secretsOf, secretsOfArguments, secretsOfEnvironment } from '../../src/secrets/secrets.ts';
import { hintsOf } from '../../src/settings/proxy-hints.ts';
import { runHere } from '../support/in-process.ts';
import { leakIn } from '../support/leak-cases.ts';
import { targetFor } from '../support/tcp-cases.ts';

/** What got a secret out of version 0.1.0, with relatives. */

const HEX = '0123456789abcdef0123456789abcdef';
const AZURE = 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0U1v2W3x4Y5z6JQQJ99BCACYeBjFXJ3w3AAABACOGab12';
const AWS = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const SHORT = 'hunter2';

/** What `explain` consists of is compiled when it is first used, which takes long and is no part of any case. */
beforeAll(
  () => runHere(['explain', '-', '--format', 'json'], { input: 'openai.APIConnectionError: Connection error.\n' }),
  300_000,
);

const shows = (text: string, secret: string) => leakIn(text, { own: secret });

describe('the value of a header that a library refuses', () => {
  test.each([
    ['h11', (k: string) => `httpx.LocalProtocolError: Illegal header value b'${k}\\n'`],
    ['http.client', (k: string) => `ValueError: Invalid header value b'Bearer ${k}\\n'`],
    [
      'requests',
      (k: string) =>
        `requests.exceptions.InvalidHeader: Invalid leading whitespace, reserved character(s), or return character(s) in header value: '${k}\\n'`,
    ],
    ['undici, append', (k: string) => `TypeError: Headers.append: "${k}\n" is an invalid header value.`],
    ['Deno, set', (k: string) => `TypeError: Headers.set: ${k} is not a legal HTTP header value.`],
    ['OkHttp', (k: string) => `Unexpected char 0x0a at 51 in Authorization value: Bearer ${k}`],
    ['Go', (k: string) => `net/http: invalid header field value "Bearer ${k}\\n" for key Authorization`],
    ['.NET', (k: string) => `System.FormatException: The format of value '${k}' is invalid.`],
    ['Guzzle', (k: string) => `InvalidArgumentException: "${k}" is not valid header value.`],
  ])('%s', async (_, write) => {
    for (const key of [HEX, AZURE, AWS, SHORT]) {
      const { stdout, stderr } = await runHere(['explain', '-', '--format', 'json'], { input: `${write(key)}\n` });
      expect(shows(stdout + stderr + redactText(write(key), []), key)).toBeNull();
    }
  });

  test('a name of a header in that place stays, and a scheme without a key', () => {
    for (const text of [
      'TypeError [ERR_INVALID_CHAR]: Invalid character in header content ["authorization"]',
      "httpx.LocalProtocolError: Illegal header value b'Bearer '",
      'net/http: invalid header field value for "Authorization"',
    ]) {
      expect(redactText(text, [])).toBe(text);
    }
  });
});

test('a quotation is cut out of masked text', async () => {
  const password = 'Tr0ub4dor-zzQ9w8e7';
  for (let zeros = 60; zeros < 260; zeros += 4) {
    const log = `httpx.ProxyError: 407 Proxy Authentication Required ${'0'.repeat(zeros)} http://corpuser:${password}@proxy:3128\n`;
    const { stdout } = await runHere(['explain', '-'], { input: log });
    expect(shows(stdout, password), `${zeros}`).toBeNull();
  }
});

describe('an address', () => {
  test.each([
    'ocp-apim-subscription-key',
    'x-functions-key',
    'auth',
    'sas',
    'X-Amz-Signature',
    'x-goog-signature',
    'pwd',
    'subscriptionKey',
    'api-key',
    'code',
  ])('?%s= is on the list and masked', (name) => {
    const url = `https://h.example/v1?api-version=2024-10-21&${name}=${HEX}`;
    expect(secretsOfEnvironment({ OPENAI_BASE_URL: url })).toContain(HEX);
    expect(redactText(url, [])).toBe(`https://h.example/v1?api-version=2024-10-21&${name}=…(32chars)`);
  });

  test.each([
    ['https://KEY:x@host/v1', `https://${HEX}:x@host/v1`, HEX],
    ['https://KEY@host/v1', `https://${HEX}@host/v1`, HEX],
    ['a slash in the password', `postgresql://u:pass/${HEX}@db`, HEX],
    ['an at sign in the password', 'http://me:a@Tr0ub4dor9@proxy:3128', 'a@Tr0ub4dor9'],
  ])('%s', (_, url, secret) => {
    expect(shows(redactText(url, []), secret)).toBeNull();
    expect(shows(redactText(url, secretsOf({ ...targetFor('https://h.example/v1'), baseUrl: url })), secret)).toBeNull();
  });

  test('without a secret in it stays as it is', () => {
    for (const text of [
      'https://api.example:8443/v1/models?api-version=2024-10-21',
      'export HTTPS_PROXY=http://PROXY:PORT',
      'http://localhost:PORT/v1',
      'git clone https://example.com/@scope/package.git',
      'nginx:1.25@sha256:0123456789abcdef',
    ]) {
      expect(redactText(text, [])).toBe(text);
    }
  });
});

describe('settings of other programs', () => {
  const home = mkdtempSync(join(tmpdir(), 'api-doctor-red-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test('the password of a proxy in them joins the list of the run', async () => {
    writeFileSync(
      join(home, '.npmrc'),
      'registry=https://r.example\n  https-proxy = http://me:Tr0ub4dor9zz@proxy.example:3128\n',
    );
    writeFileSync(
      join(home, '.gitconfig'),
      '[user]\n\tproxy = no\n[http "https://x"]\n\tproxy = http://me:Gitpass77@proxy.example:3128\n',
    );
    const target = targetFor('https://h.example/v1', { env: { HOME: home } });
    expect((await knownHints(target)).map(({ source }) => source)).toEqual(['~/.npmrc', '~/.gitconfig']);
    expect(maskerOf(target)('it said Tr0ub4dor9zz and Gitpass77')).toBe('it said …(12chars) and …(9chars)');
  });

  test('of a hundred thousand empty lines take a moment', async () => {
    for (const name of ['.npmrc', '.curlrc', '.gitconfig']) writeFileSync(join(home, name), '\n'.repeat(200_000));
    const before = process.cpuUsage();
    await hintsOf(targetFor('https://h.example/v1', { env: { HOME: home, X: '1' } }));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(1_500);
  });
});

describe('by its name', () => {
  const places: ((k: string) => string)[] = [
    (k) => `Cookie: a=1; session=${k}`,
    ...['Ocp-Apim-Subscription-Key', 'X-Auth-Key', 'X-Vault-Token', 'X-Functions-Key'].map(
      (name) => (k: string) => `${name}: ${k}`,
    ),
    ...['token', 'secret', 'Pwd', 'AccountKey', 'DB_PASS', 'proxy_pass', 'client_assertion', 'refresh_token', 'id_token'].map(
      (name) => (k: string) => `a=1;${name}=${k};b=2`,
    ),
    ...['private_key', 'AWS_SESSION_TOKEN', 'MY_LLM_APIKEY'].map((name) => (k: string) => `${name}=${k}`),
    (k) => `Authorization: Digest username="u", response="${k}"`,
    (k) => `Authorization: AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=${k}`,
    (k) => `('api-key', '${k}')`,
    (k) => `[['api-key','${k}']]`,
    (k) => `apiKey => '${k}'`,
    (k) => `<api_key>${k}</api_key>`,
    (k) => `api_key%3D${k}`,
    (k) => `api_key=\\u0022${k}\\u0022`,
    (k) => `api_key=&quot;${k}&quot;`,
    (k) => `prog --api-key ${k}`,
    (k) => `curl -u user:${k} https://h`,
    (k) => `{"name":"authorization","value":"Bearer ${k}"}`,
  ];

  test.each(places.map((write) => [write('KEY'), write] as const))('%s', (_, write) => {
    for (const key of [HEX, AZURE, SHORT]) expect(shows(redactText(write(key), []), key)).toBeNull();
  });

  test.each([
    ['RSA PRIVATE KEY', 'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF\n\n'],
    ['OPENSSH PRIVATE KEY', ''],
    ['PGP PRIVATE KEY BLOCK', 'Version: 1\n\n'],
  ])('a block of %s', (label, head) => {
    const body = Array.from({ length: 25 }, (_, row) =>
      `${row}abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789`.slice(0, 64),
    );
    const block = `-----BEGIN ${label}-----\n${head}${body.join('\n')}\n-----END ${label}-----`;
    for (const text of [block, encodeURIComponent(block), JSON.stringify(block), block.replaceAll('\n', '\n  | ')]) {
      expect(redactText(`a ${text} b`, [])).not.toMatch(/[a-z]{8}|%0A/);
    }
  });

  test('---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----', () => {
    const text = `---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: "k"\n${HEX}\n---- END SSH2 ENCRYPTED PRIVATE KEY ----`;
    expect(shows(redactText(text, []), HEX)).toBeNull();
  });
});

describe('a secret of a few characters that is known', () => {
  test('is masked in prose, where it is no word', () => {
    expect(redactText('Login for corp with hunter2 failed', ['hunter2'])).toBe('Login for corp with …(7chars) failed');
  });

  test.each(['ollama', 'EMPTY', 'none', 'not-needed', 'dummy', 'lm-studio', 'http://localhost:11434/v1', '${OPENAI_API_KEY}'])(
    'the ordinary word %s stays in commands and sentences',
    (word) => {
      const secrets = secretsOfEnvironment({ OPENAI_API_KEY: word });
      for (const text of [
        `export OPENAI_API_KEY="${word}"`,
        `curl ${word}`,
        `it said '${word}', and more`,
        `Run: ${word} serve`,
      ]) {
        expect(maskerFor(secrets)(`is ${text}`)).toContain(word);
      }
    },
  );
});

describe('what is typed where none belongs', () => {
  test.each([
    ['check', '--api-key-file', AWS],
    ['check', '--ca-file', AWS],
    ['check', '--timeout', AWS],
    ['check', AWS],
    ['diagnose', AWS],
    ['check', '--only', AZURE],
  ])('%s %s', async (...args) => {
    const { status, stdout, stderr } = await runHere(args);
    expect(status).toBe(2);
    expect(shows(stdout + stderr, args.at(-1) as string)).toBeNull();
  });

  test('an ordinary path is named', () => {
    expect(maskerFor(secretsOfArguments(['/tmp/api-doctor-x1/none.json']))('no /tmp/api-doctor-x1/none.json')).toBe(
      'no /tmp/api-doctor-x1/none.json',
    );
  });
});

test('lines of ordinary logs stay as they are', () => {
  const folder = join(import.meta.dirname, '../explain/logs');
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
  // Samples of keys, and what stands where a key does.
  const isSample = (line: string) => /\bsk-[\w-]{4,}|api_key=|_KEY=|hf_|AIza|Bearer \w|password:|:\w+@|MASKED/i.test(line);
  const ordinary = [...new Set(lines)].filter((line) => line.trim() !== '' && !isSample(line));
  const mask = maskerFor([]);
  expect(ordinary.length).toBeGreaterThan(500);
  expect(ordinary.filter((line) => mask(line) !== line)).toEqual([]);
});

test('the shell’s working directory is no password, in spite of its name', () => {
  expect(secretsOfEnvironment({ PWD: '/srv/platforms', OLDPWD: 'C:\\srv\\platforms' })).toEqual([]);
  expect(secretsOfEnvironment({ PWD: 'hunter2hunter2', DB_PWD: '/a-path-that-is-one' })).toHaveLength(2);
});
