import { describe, expect, test } from 'vitest';
import { knownVendors, vendorOf } from '../../src/knowledge/providers/vendors.ts';
import type { CheckOptions } from '../../src/model/check-options.ts';
import type { Target, TargetUrl } from '../../src/model/target.ts';
import { UsageError } from '../../src/model/usage-error.ts';
import { readBasePath } from '../../src/settings/base-path.ts';
import { readBaseUrl } from '../../src/settings/base-url.ts';
import { parseDuration } from '../../src/settings/duration.ts';
import { LAYERS } from '../../src/settings/layers.ts';
import { keyFileText, makeTarget } from '../../src/settings/target.ts';

const machine = { platform: 'linux' as const, runtime: { node: '20.20.2', openssl: '3.0.19', os: 'Linux 6.1' } };
const made = (options: CheckOptions = {}, env: Target['env'] = {}) => makeTarget(options, env, machine);
const urlOf = (text: string) => readBaseUrl(text).url as TargetUrl;

describe('what a run looks at', () => {
  test('by default it is OpenAI’s API, with five seconds a step and twenty in all', () => {
    expect(made()).toMatchObject({
      baseUrl: 'https://api.openai.com/v1',
      baseUrlSource: 'default',
      url: { scheme: 'https', host: 'api.openai.com', port: 443, path: '/v1', query: '', isOpenAi: true, isPublicApi: true },
      key: null,
      keyPlaces: ['OPENAI_API_KEY'],
      timeoutMs: 5000,
      deadlineMs: 20_000,
      only: null,
      skip: [],
      offline: false,
      caFile: null,
    });
  });

  test('flags come before the environment', () => {
    const env = { OPENAI_BASE_URL: 'https://env.example/v1', OPENAI_ORG_ID: 'org-env', OPENAI_PROJECT_ID: 'proj_env' };
    expect(made({}, env)).toMatchObject({
      baseUrlSource: 'OPENAI_BASE_URL',
      url: { host: 'env.example' },
      organization: { value: 'org-env', source: 'OPENAI_ORG_ID' },
      project: { value: 'proj_env', source: 'OPENAI_PROJECT_ID' },
    });
    expect(made({ baseUrl: ' https://flag.example/v1 ', organization: 'org-flag', project: 'proj_flag' }, env)).toMatchObject({
      baseUrl: 'https://flag.example/v1',
      baseUrlSource: '--base-url',
      organization: { value: 'org-flag', source: '--organization' },
      project: { value: 'proj_flag', source: '--project' },
    });
  });

  test('blank variables and flags count as not set', () => {
    const env = { OPENAI_BASE_URL: ' ', OPENAI_ORG_ID: '', OPENAI_PROJECT_ID: '\t', OPENAI_API_KEY: '  \n' };
    expect(made({ baseUrl: '', model: ' ', caFile: '' }, env)).toMatchObject({
      baseUrlSource: 'default',
      organization: null,
      project: null,
      key: null,
      model: null,
      caFile: null,
    });
  });

  test('the key is kept as it was found, with its place', () => {
    expect(made({}, { OPENAI_API_KEY: 'sk-a\n' }).key).toEqual({ value: 'sk-a\n', source: 'OPENAI_API_KEY' });
  });

  test('a key file is the only place looked at, even where it is empty', () => {
    const env = { OPENAI_API_KEY: 'sk-env' };
    const source = '--api-key-file /run/key';
    expect(made({ keyFromFile: { value: 'sk-file', source } }, env).key).toEqual({ value: 'sk-file', source });
    expect(made({ keyFromFile: { value: '', source } }, env)).toMatchObject({ key: null, keyPlaces: [source] });
  });

  test('other variables that look like keys are not taken', () => {
    expect(made({}, { OPENAI_KEY: 'sk-a', AZURE_OPENAI_API_KEY: 'b', OPENAI_ADMIN_KEY: 'sk-admin-c' }).key).toBeNull();
  });

  test('a file’s last line break is no part of the key, anything else stays', () => {
    expect(keyFileText('sk-a\n')).toBe('sk-a');
    expect(keyFileText('sk-a\r\n')).toBe('sk-a');
    expect(keyFileText('sk-a\n\n')).toBe('sk-a\n');
    expect(keyFileText(' sk-a \n')).toBe(' sk-a ');
    expect(keyFileText('\ufeffsk-a')).toBe('\ufeffsk-a');
  });
});

describe('durations', () => {
  test.each([
    ['500ms', 500],
    ['5s', 5000],
    ['2m', 120_000],
    ['1.5s', 1500],
    ['0.5m', 30_000],
    ['1440m', 86_400_000],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text, '--timeout')).toBe(ms);
  });

  test.each([
    '',
    '5',
    '5 s',
    's',
    '-5s',
    '0s',
    '0.0001ms',
    '1h',
    '5S',
    'five',
    '1e3s',
    'Infinity',
    '1441m',
    '99999999999s',
    '५s',
  ])('%j is refused with a sentence that names the option', (text) => {
    expect(() => parseDuration(text, '--deadline')).toThrow(UsageError);
    expect(() => parseDuration(text, '--deadline')).toThrow(/^--deadline: .*\.$/);
  });

  test('are taken for a step and for the run', () => {
    expect(made({ timeout: '250ms', deadline: '1m' })).toMatchObject({ timeoutMs: 250, deadlineMs: 60_000 });
    expect(() => made({ timeout: '5' })).toThrow("--timeout: '5' is not a duration");
  });
});

describe('layers', () => {
  test('are chosen by their names', () => {
    expect(made({ only: 'dns, TLS,dns', skip: 'status' })).toMatchObject({ only: ['dns', 'tls'], skip: ['status'] });
  });

  test.each([...LAYERS])('%s can be chosen and left out', (layer) => {
    expect(made({ only: layer }).only).toEqual([layer]);
    expect(made({ skip: layer }).skip).toEqual([layer]);
  });

  test.each([
    [{ only: 'dsn' }, "--only: unknown layer 'dsn'. Did you mean 'dns'?"],
    [{ skip: 'dns,foo' }, "--skip: unknown layer 'foo'"],
    [{ only: '' }, "--only: '' names no layer"],
    [{ only: ' , ' }, 'names no layer'],
    [{ only: 'dns', skip: 'dns' }, '--skip: dns leaves nothing of --only dns'],
    [{ skip: LAYERS.join() }, 'leaves nothing of the check'],
    [{ offline: true, deep: true }, '--offline sends nothing'],
    [{ offline: true, wait: '5s' }, 'so --wait has nothing'],
  ] as [CheckOptions, string][])('%j is refused', (options, message) => {
    expect(() => made(options)).toThrow(UsageError);
    expect(() => made(options)).toThrow(message);
  });

  test('the configuration cannot be left out where it is all there is to see', () => {
    expect(made({ skip: 'config,status', baseUrl: 'nonsense' }).skip).toEqual(['status']);
  });
});

describe('base URLs', () => {
  test.each([
    ['https://api.openai.com/v1/', { host: 'api.openai.com', port: 443, path: '/v1' }],
    ['HTTPS://API.OpenAI.com:443/v1', { host: 'api.openai.com', port: 443, path: '/v1' }],
    ['https://api.openai.com', { path: '', query: '' }],
    ['https://api.openai.com/v1//', { path: '/v1' }],
    ['https://api.openai.com./v1', { host: 'api.openai.com', isOpenAi: true }],
    ['http://localhost:11434/v1', { scheme: 'http', port: 11434, isLoopback: true, isPublicApi: false }],
    ['http://127.8.9.1/v1', { port: 80, ipVersion: 4, isLoopback: true }],
    ['http://127.1:8080/v1', { host: '127.0.0.1', isLoopback: true }],
    ['https://[::1]:8443/v1', { host: '::1', port: 8443, ipVersion: 6, isLoopback: true }],
    ['https://[2001:db8::1]/v1', { host: '2001:db8::1', ipVersion: 6, isLoopback: false }],
    ['http://evil.localhost/v1', { isLoopback: false }],
    ['http://localhost.example.com/v1', { isLoopback: false }],
    ['http://127.0.0.1.example.com/v1', { isLoopback: false, ipVersion: 0 }],
    ['http://0.0.0.0:8000/v1', { isLoopback: false, ipVersion: 4 }],
    ['https://u:p%40@example.com/v1', { host: 'example.com' }],
    ['https://example.com/v1?api-version=2024-10-21', { path: '/v1', query: '?api-version=2024-10-21' }],
    ['https://example.com/v1#there', { path: '/v1', query: '' }],
    ['https://\u0430pi.openai.com/v1', { host: 'xn--pi-6kc.openai.com', isOpenAi: false }],
    ['https://api.openai.com.evil.com/v1', { isOpenAi: false, isPublicApi: false }],
    ['https://notapi.openai.com/v1', { isOpenAi: false }],
    ['https://us.api.openai.com/v1', { isOpenAi: true, isPublicApi: true }],
    ['https://eu.api.openai.com/v1', { isOpenAi: true }],
    ['https://mine.openai.azure.com/openai/v1', { isOpenAi: false, isPublicApi: true }],
    ['https://my_host:8000/v1', { host: 'my_host' }],
  ])('%s is read', (text, parts) => {
    expect(readBaseUrl(text)).toMatchObject({ url: parts, flaw: null, suggestion: null });
  });

  test.each([
    ['api.openai.com/v1', /no scheme such as https/, 'https://api.openai.com/v1'],
    ['localhost:11434/v1', /no scheme such as https/, 'http://localhost:11434/v1'],
    ['192.168.1.5:8000/v1', /no scheme such as https/, 'http://192.168.1.5:8000/v1'],
    ['//example.com/v1', /no scheme such as https/, 'https://example.com/v1'],
    ['htps://api.openai.com/v1', /does not begin/, 'https://api.openai.com/v1'],
    ['htpps://api.openai.com/v1', /does not begin/, 'https://api.openai.com/v1'],
    ['https//api.openai.com/v1', /./, 'https://api.openai.com/v1'],
    ['https;//api.openai.com/v1', /does not begin/, 'https://api.openai.com/v1'],
    ['https:/api.openai.com/v1', /two slashes/, 'https://api.openai.com/v1'],
    ['https:api.openai.com/v1', /two slashes/, 'https://api.openai.com/v1'],
    ['https:///api.openai.com/v1', /two slashes/, 'https://api.openai.com/v1'],
    ['https:\\\\api.openai.com\\v1', /./, 'https://api.openai.com/v1'],
    ['https://api.openai.com\\v1', /backslashes/, 'https://api.openai.com/v1'],
    ['https://https://api.openai.com/v1', /twice/, 'https://api.openai.com/v1'],
    ['"https://api.openai.com/v1"', /quotes/, 'https://api.openai.com/v1'],
    ["'https://api.openai.com/v1'", /quotes/, 'https://api.openai.com/v1'],
    ['“https://api.openai.com/v1”', /quotes/, 'https://api.openai.com/v1'],
    ['<https://api.openai.com/v1>', /brackets/, 'https://api.openai.com/v1'],
    ['OPENAI_BASE_URL=https://api.openai.com/v1', /does not begin/, 'https://api.openai.com/v1'],
    ['https://api.openai.com/v1\n', /line break/, 'https://api.openai.com/v1'],
    ['https://api.openai.com/\nv1', /line break/, 'https://api.openai.com/v1'],
    [' https://api.openai.com/v1', /white space/, 'https://api.openai.com/v1'],
    ['https://api.openai .com/v1', /white space/, 'https://api.openai.com/v1'],
    ['https://\u200bapi.openai.com/v1', /invisible/, 'https://api.openai.com/v1'],
    ['http\uff1a//localhost:8000/v1', /does not begin/, 'http://localhost:8000/v1'],
    ['ws://localhost:8000/v1', /does not begin/, 'http://localhost:8000/v1'],
    ['https://api.openai.com:99999/v1', /port 99999/, null],
    ['https://api.openai.com:0/v1', /port 0/, null],
    ['https://api.openai.com:port/v1', /not a port/, null],
    ['https://::1:8080/v1', /not a port/, null],
    ['https://user:p/w@example.com/v1', /percent-encoded/, null],
    ['https://999.1.1.1/v1', /host name/, null],
    ['https://a..b/v1', /empty or overlong/, null],
    [`https://${'a'.repeat(64)}.com/v1`, /empty or overlong/, null],
    ['https://', /contains no host/, null],
    ['$OPENAI_BASE_URL', /was not replaced/, null],
    ['https://<resource>.openai.azure.com/openai/v1', /was not replaced/, null],
    ['https://{{host}}/v1', /was not replaced/, null],
    ['ftp://example.com/v1', /does not begin/, null],
    ['file:///etc/passwd', /does not begin/, null],
    ['nonsense', /no scheme/, null],
    ['my server', /does not begin/, null],
    ['u:secret@example.com/v1', /does not begin/, null],
    ['', /empty/, null],
    [`https://example.com/${'a'.repeat(9000)}`, /too long/, null],
  ])('%j is refused', (text, what, suggestion) => {
    const reading = readBaseUrl(text);
    expect(reading.url).toBeNull();
    expect(reading.flaw?.what).toMatch(what);
    expect(reading.suggestion).toBe(suggestion);
  });

  test('a suggestion can itself be read, and never holds credentials', () => {
    for (const text of ['api.openai.com', 'htp:/u:p@example.com/v1', 'http:\\\\x.example', '::', '"', 'https:', '@', '“”']) {
      const { suggestion } = readBaseUrl(text);
      if (suggestion) expect(readBaseUrl(suggestion).flaw).toBeNull();
      expect(suggestion ?? '').not.toContain('@');
    }
  });

  test('what Python’s parser refuses by itself raises none of the documented types', () => {
    expect(readBaseUrl('https://api.openai.com/v1\n').flaw?.raises).toBeNull();
    expect(readBaseUrl('https://api.openai.com:port/v1').flaw?.raises).toBeNull();
    expect(readBaseUrl('api.openai.com/v1').flaw?.raises).toBe('APIConnectionError');
  });
});

describe('paths of base URLs', () => {
  test.each([
    'https://api.openai.com/v1',
    'https://eu.api.openai.com/v1',
    'https://openrouter.ai/api/v1',
    'https://api.groq.com/openai/v1',
    'https://api.deepseek.com',
    'https://api.deepseek.com/v1',
    'https://generativelanguage.googleapis.com/v1beta/openai/',
    'https://mine.openai.azure.com/openai/deployments/gpt',
    'https://mine.services.ai.azure.com/models',
    'https://gateway.ai.cloudflare.com/v1/account/gateway/openai',
    'https://own.example/v1',
    'https://own.example/api/v3/openai',
  ])('%s looks right', (text) => {
    expect(readBasePath(urlOf(text))).toBeNull();
  });

  test.each([
    ['https://api.openai.com', 'missing-version', 'https://api.openai.com/v1'],
    ['https://api.openai.com/v1/v1', 'doubled-version', 'https://api.openai.com/v1'],
    ['https://api.openai.com/v1/chat/completions', 'endpoint-included', 'https://api.openai.com/v1'],
    ['https://api.openai.com/v1/models/', 'endpoint-included', 'https://api.openai.com/v1'],
    ['https://api.openai.com/v1/v1/responses', 'endpoint-included', 'https://api.openai.com/v1'],
    ['https://openrouter.ai/v1', 'missing-version', 'https://openrouter.ai/api/v1'],
    ['https://api.groq.com/v1', 'missing-version', 'https://api.groq.com/openai/v1'],
    ['http://localhost:11434', 'missing-version', 'http://localhost:11434/v1'],
    ['http://[::1]:8000/v1/v1', 'doubled-version', 'http://[::1]:8000/v1'],
    ['https://own.example/llm/v2/chat/completions', 'endpoint-included', 'https://own.example/llm/v2'],
  ])('%s looks wrong', (text, flaw, suggestion) => {
    expect(readBasePath(urlOf(text))).toEqual({ flaw, suggestion });
  });
});

describe('known vendors', () => {
  test('are found by their own base URLs, whose paths are right', () => {
    for (const vendor of knownVendors) {
      if (!vendor.baseUrl) continue;
      const url = urlOf(vendor.baseUrl);
      expect(vendorOf(url.host)?.name).toBe(vendor.name);
      expect(readBasePath(url)).toBeNull();
    }
  });

  test('no pattern takes a name that merely ends or begins like one', () => {
    for (const vendor of knownVendors) {
      const host = urlOf(vendor.baseUrl ?? 'https://x.openai.azure.com').host;
      expect(vendorOf(`${host}.evil.example`)).toBeNull();
      expect(vendorOf(`x${host.replaceAll('.', '-')}.example`)).toBeNull();
    }
  });
});
