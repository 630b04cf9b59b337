import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatNames } from '../../src/report/reporters/names.ts';
import { type CommandShape, commandsHere, runHere } from '../support/in-process.ts';
import { anyKey, knownKey, knownKeys, otherKeys, runs, type Secret, traceOf, wrappings } from '../support/leaks.ts';

const folder = mkdtempSync(join(tmpdir(), 'api-doctor-leaks-'));
const before = process.cwd();
let commands: CommandShape[] = [];
beforeAll(async () => {
  process.chdir(folder);
  commands = await commandsHere();
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

/** Statuses that the contract knows, without the one for a fault of ours; and those of `run` for a command that is not there. */
const STATUSES = [0, 2, 10, 11, 12, 13, 14, 15, 16, 20, 21, 22, 23, 24, 25, 30, 126, 127, 130];

/** Runs a command, and sees that no word of it holds the secret. */
async function expectSilence({ own }: Secret, args: string[], around: Parameters<typeof runHere>[1] = {}) {
  const { status, stdout, stderr } = await runHere(args, around);
  expect(traceOf(own, stdout), 'standard output').toBeNull();
  expect(traceOf(own, stderr), 'standard error').toBeNull();
  expect(STATUSES, `${status} ${stderr}`).toContain(status);
  expect(stderr).not.toMatch(/^\s+at .*:\d+/m);
}

const offline = ({ name, quietly }: CommandShape) => [name, ...quietly];
/** What some commands have no option for. */
const formatOf = ({ valued }: CommandShape, format: string) => (valued.includes('--format') ? ['--format', format] : []);
const nameable = knownKey.filter(({ value }) => value.length < 200);

test('every command is tried', () => {
  expect(commands.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['check', 'run', 'watch', 'practice', 'explain', 'codes']),
  );
});

describe('a key where the key belongs', () => {
  test.each(Object.entries({ ...knownKeys, ...otherKeys }))('%s', async (_, key) => {
    await fc.assert(
      fc.asyncProperty(
        key,
        fc.constantFrom(...Object.values(wrappings)),
        fc.constantFrom(...formatNames),
        async (secret, wrap, format) => {
          const value = wrap(secret.value);
          const env = { OPENAI_API_KEY: value };
          for (const name of ['check', 'report']) await expectSilence(secret, [name, '--offline', '--format', format], { env });
          await expectSilence(secret, ['check', '--offline', '--api-key-file', '-', '--verbose'], { input: value });
        },
      ),
      runs(5),
    );
  });
});

describe('a key where none belongs', () => {
  test('as the value of any option of any command', async () => {
    for (const command of commands) {
      for (const option of [...command.valued, ...command.switches, '--api-key', '--key', '--unknown', '-k']) {
        await fc.assert(
          fc.asyncProperty(nameable, fc.constantFrom(...formatNames), async (secret, format) => {
            await expectSilence(secret, [...offline(command), ...formatOf(command, format), option, secret.value]);
            await expectSilence(secret, [...offline(command), `${option}=${secret.value}`]);
          }),
          runs(2),
        );
      }
    }
  });

  test('as a word on its own, before or behind a command', async () => {
    await fc.assert(
      fc.asyncProperty(nameable, async (secret) => {
        await expectSilence(secret, [secret.value]);
        await expectSilence(secret, [`--${secret.value}`]);
        await expectSilence(secret, [`-${secret.value}`]);
        for (const command of commands) {
          await expectSilence(secret, [command.name, secret.value]);
          await expectSilence(secret, [command.name, secret.value, secret.value]);
          await expectSilence(secret, [...offline(command), '--format', `json=/proc/nowhere/${secret.value}`]);
        }
      }),
      runs(10),
    );
  });

  test('in any variable of the environment', async () => {
    const names = [
      'OPENAI_BASE_URL OPENAI_API_BASE OPENAI_ORG_ID OPENAI_ORGANIZATION OPENAI_PROJECT_ID OPENAI_MODEL OPENAI_LOG OPENAI_API_VERSION',
      'AZURE_OPENAI_ENDPOINT AZURE_OPENAI_API_KEY HTTPS_PROXY HTTP_PROXY ALL_PROXY NO_PROXY https_proxy http_proxy all_proxy no_proxy',
      'NODE_OPTIONS NODE_EXTRA_CA_CERTS SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE CURL_CA_BUNDLE CURL_HOME OPENSSL_CONF',
      'SSLKEYLOGFILE RES_OPTIONS LOCALDOMAIN HOSTALIASES PATH HOME TZ LC_ALL GITHUB_ACTIONS REQUEST_METHOD',
    ].flatMap((line) => line.split(' '));
    await fc.assert(
      fc.asyncProperty(nameable, fc.constantFrom(...formatNames), async (secret, format) => {
        for (const name of names) {
          await expectSilence(secret, ['check', '--offline', '--format', format], {
            env: { OPENAI_API_KEY: 'sk-proj-other', [name]: secret.value },
          });
        }
      }),
      runs(4),
    );
  });
});

describe('a key without a prefix where none belongs', () => {
  const key = fc.oneof(
    otherKeys['azure, 32 hex'] as fc.Arbitrary<Secret>,
    otherKeys['azure, 84 characters'] as fc.Arbitrary<Secret>,
  );
  const unmistakable = key.filter(({ value }) => /\d/.test(value) && /[a-z]/i.test(value));
  test('as a setting', async () => {
    await fc.assert(
      fc.asyncProperty(unmistakable, fc.constantFrom(...formatNames), async (secret, format) => {
        const args = ['check', '--offline', '--verbose', '--format', format];
        for (const option of [
          '--base-url',
          '--model',
          '--organization',
          '--project',
          '--proxy',
          '--ca-file',
          '--api-key-file',
          '--only',
          '--timeout',
        ])
          await expectSilence(secret, [...args, option, secret.value]);
        for (const name of [
          'OPENAI_BASE_URL',
          'OPENAI_ORG_ID',
          'OPENAI_PROJECT_ID',
          'NO_PROXY',
          'HTTPS_PROXY',
          'https_proxy',
          'SSL_CERT_FILE',
          'NODE_OPTIONS',
          'OPENAI_MODEL',
        ])
          await expectSilence(secret, args, { env: { [name]: secret.value } });
        await expectSilence(secret, args, { env: { HTTPS_PROXY: `http://${secret.value}` } });
      }),
      runs(6),
    );
  });
});

describe('the password of a proxy', () => {
  const passwords = fc.oneof(
    otherKeys.password as fc.Arbitrary<Secret>,
    otherKeys['not ASCII'] as fc.Arbitrary<Secret>,
    otherKeys.percent as fc.Arbitrary<Secret>,
    fc.string({ unit: fc.constantFrom(...'ab@:/#%?[]\\ é'), minLength: 12, maxLength: 20 }).map((own) => ({ value: own, own })),
    fc.constantFrom('unreachable', 'connection', 'interception', 'authentication').map((own) => ({ value: own, own })),
  );
  const writings: Record<string, (password: string) => string> = {
    encoded: encodeURIComponent,
    'as it is': (password) => password,
    'encoded but for some signs': (password) => encodeURIComponent(password).replace(/%40|%3A|%2F|%23/g, decodeURIComponent),
  };
  test.each(Object.entries(writings))('%s', async (_, write) => {
    await fc.assert(
      fc.asyncProperty(passwords, fc.constantFrom(...formatNames), fc.boolean(), async (secret, format, hasScheme) => {
        const proxy = `${hasScheme ? 'http://' : ''}someone:${write(secret.own)}@proxy.example:3128`;
        // What is a word of our own vocabulary stays in the ids of findings and probes alone.
        const isWord = /^[a-z]+$/.test(secret.own);
        const asked = isWord ? { ...secret, own: `:${secret.own}@` } : secret;
        const args = ['check', '--offline', '--format', format];
        for (const name of ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'HTTP_PROXY', 'OPENAI_BASE_URL']) {
          await expectSilence(asked, args, { env: { [name]: proxy } });
        }
        await expectSilence(asked, [...args, '--proxy', proxy]);
        await expectSilence(asked, [...args, '--base-url', hasScheme ? proxy : `https://${proxy}/v1`]);
        await expectSilence(asked, [...args, '--proxi', proxy]);
      }),
      runs(12),
    );
  });
});

describe('a secret in a text from elsewhere', () => {
  const lines: Record<string, (key: string) => string> = {
    'a refusal': (key) =>
      `openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided: ${key}. You can find it', 'type': 'invalid_request_error', 'code': 'invalid_api_key'}}`,
    'a header that cannot be': (key) =>
      `TypeError [ERR_INVALID_CHAR]: Invalid character in header content ["Authorization"]: Bearer ${key}\n    at main.js:1:1`,
    'a call that timed out': (key) =>
      `openai.APITimeoutError: Request timed out. headers={'Authorization': 'Bearer ${key}'} OPENAI_API_KEY=${key}`,
    'a proxy that refused': (key) =>
      `httpx.ProxyError: 407 Proxy Authentication Required http://me:${encodeURIComponent(key)}@proxy:3128 x-api-key: ${key}`,
    'a model that is not there': (key) =>
      `NotFoundError: 404 The model \`${key}\` does not exist or you do not have access to it. 'code': 'model_not_found'`,
    'a host that is not there': (key) => `Error: getaddrinfo ENOTFOUND ${key.toLowerCase().slice(0, 60)}.example`,
  };
  test.each(Object.entries(lines))('%s, with any key of a known form', async (_, line) => {
    await fc.assert(
      fc.asyncProperty(nameable, fc.constantFrom(...formatNames), async (secret, format) => {
        const log = `${line(secret.value)}\n`;
        const args = ['explain', '-', '--format', format];
        if (!line.toString().includes('toLowerCase')) await expectSilence(secret, args, { input: log });
        await expectSilence(secret, args, { input: log, env: { OPENAI_API_KEY: secret.value } });
        await expectSilence(secret, ['explain', log], {});
      }),
      runs(8),
    );
  });

  test.each(Object.entries(lines))('%s, with any other key that the environment holds', async (_, line) => {
    await fc.assert(
      fc.asyncProperty(anyKey, fc.constantFrom(...formatNames), async (secret, format) => {
        const args = ['explain', '-', '--format', format];
        await expectSilence(secret, args, { input: `${line(secret.value)}\n`, env: { OPENAI_API_KEY: secret.value } });
      }),
      runs(8),
    );
  });

  test('files that are no report, and reports that hold a key', async () => {
    const recorded = (await runHere(['check', '--offline', '--format', 'json'], { env: { OPENAI_API_KEY: 'sk-proj-x' } })).stdout;
    await fc.assert(
      fc.asyncProperty(nameable, fc.constantFrom(...formatNames), async (secret, format) => {
        const key = secret.value;
        const texts = [key, `{"a": ${key}`, `{"${key}": "${key}"}`, recorded.replaceAll('"sk-proj-…(9chars)', `"${key}`)];
        const reports = [
          ...texts,
          recorded.replace(/"title": "/g, `$&${key} `),
          recorded.replace(/"facts": \{/g, `$&"${key}": ["${key}"],`),
        ];
        for (const [at, text] of reports.entries()) writeFileSync(`${at}.json`, text);
        for (const { name } of commands.filter(({ takesArgument }) => takesArgument)) {
          for (const at of reports.keys()) {
            await expectSilence(secret, [name, `${at}.json`, '--format', format]);
            await expectSilence(secret, [name, `${at}.json`, `${(at + 1) % reports.length}.json`]);
          }
        }
      }),
      runs(4),
    );
  });
});

test('no file is left that was not asked for, and none that was asked for holds the key', async () => {
  await fc.assert(
    fc.asyncProperty(anyKey, async (secret) => {
      const formats = formatNames.flatMap((format) => ['--format', `${format}=out/${format}`]);
      await runHere(['check', '--offline', ...formats], { env: { OPENAI_API_KEY: secret.value } });
      expect(readdirSync('out').sort()).toEqual([...formatNames].sort());
      for (const format of formatNames) expect(traceOf(secret.own, readFileSync(`out/${format}`, 'utf8'))).toBeNull();
    }),
    runs(10),
  );
  const left = readdirSync('.').filter((name) => statSync(name).isFile() && !/^\d\.json$/.test(name));
  expect(left).toEqual([]);
});
