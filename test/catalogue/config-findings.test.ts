import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { partsOf } from '../../src/catalogue/command/parts.ts';
import { config } from '../../src/catalogue/config/findings.ts';
import { makeFinding } from '../../src/diagnosis/diagnose.ts';
import type { CheckOptions } from '../../src/model/check-options.ts';
import { problem } from '../../src/model/errors.ts';
import type { CaFileState } from '../../src/model/facts/config.ts';
import type { ExchangeFacts } from '../../src/model/facts/http.ts';
import type { CatalogueEntry, Evidence, Finding } from '../../src/model/finding.ts';
import type { Platform } from '../../src/model/layers.ts';
import type { DiagnosisInput, Observation, ProbeId, RouteObservations } from '../../src/model/observation.ts';
import type { Probe, ProbeContext } from '../../src/model/probe.ts';
import type { Target } from '../../src/model/target.ts';
import { configBaseUrl } from '../../src/probes/config/base-url.ts';
import { configEnvironment } from '../../src/probes/config/environment.ts';
import { configKey } from '../../src/probes/config/key.ts';
import { makeTarget } from '../../src/settings/target.ts';
import { needs } from '../lab/needs.ts';
import { diagnose } from '../support/judged-twice.ts';

type Id = keyof typeof config;

const SOUND = `sk-proj-${'aB3'.repeat(52)}`;

const seen = <P extends ProbeId>(facts: unknown) => ({ startMs: 0, durationMs: 1, status: 'ok', facts }) as Observation<P>;

/** What the probes that ask nobody see of this configuration. */
async function look(env: Target['env'], options: CheckOptions = {}, platform: Platform = 'linux'): Promise<DiagnosisInput> {
  const target = makeTarget(options, env, { platform, runtime: { node: '20.20.2', openssl: '3.0.19', os: 'Linux' } });
  const context = { target, signal: new AbortController().signal } as ProbeContext;
  const pure: Probe[] = [configKey, configBaseUrl, configEnvironment] as Probe[];
  const entries = await Promise.all(pure.map(async (probe) => [probe.id, seen(await probe.run(context))]));
  return {
    observations: Object.fromEntries(entries),
    alternateObservations: {},
    target,
    startedAt: '2026-11-22T10:00:00.000+01:00',
  };
}

const withKey = (value: string, options: CheckOptions = {}) => look({ OPENAI_API_KEY: value }, options);

/** The same case where the API's host answered the listing of models like this. */
function answered(
  c: DiagnosisInput,
  status: number,
  body = '{"object":"list","data":[]}',
  contentType = 'application/json',
): DiagnosisInput {
  const answer = { status, headers: { 'content-type': contentType }, body, cut: false, bytes: body.length };
  const facts: ExchangeFacts = {
    method: 'GET',
    url: 'https://api.openai.com/v1/models',
    requestHeaders: {},
    stage: 'done',
    problem: null,
    answer,
    ms: 1,
    firstByteMs: 1,
  };
  return { ...c, observations: { ...c.observations, 'http/models': seen(facts) } };
}

const also = (c: DiagnosisInput, more: RouteObservations): DiagnosisInput => ({
  ...c,
  observations: { ...c.observations, ...more },
});

function named(c: DiagnosisInput): Id[] {
  return diagnose({ ...c, target: { ...c.target, offline: true } })
    .map(({ id }) => id as Id)
    .filter((id) => id in config);
}

function finding(c: DiagnosisInput, id: Id): Finding {
  const evidence = (config[id] as CatalogueEntry).matches?.(c) as Evidence;
  expect(evidence, `${id} does not speak`).toBeTruthy();
  const made = makeFinding(id, evidence, c.target);
  expect(made.explanation).not.toMatch(/\{[a-z][a-zA-Z]*\}|undefined/);
  for (const step of made.steps) expect(step).not.toMatch(/\{[a-z][a-zA-Z]*\}|undefined/);
  expect(made.steps.length).toBeGreaterThan(0);
  return made;
}

describe('a valid configuration', () => {
  test.each([
    [{ OPENAI_API_KEY: SOUND }],
    [
      {
        OPENAI_API_KEY: SOUND,
        OPENAI_BASE_URL: 'https://eu.api.openai.com/v1/',
        OPENAI_ORG_ID: 'org-abc',
        OPENAI_PROJECT_ID: 'proj_abc',
      },
    ],
    [{ OPENAI_API_KEY: 'ollama', OPENAI_BASE_URL: 'http://localhost:11434/v1' }],
    [{ OPENAI_API_KEY: 'EMPTY', OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1' }],
    [{ OPENAI_API_KEY: 'not-needed', OPENAI_BASE_URL: 'https://llm.company.example/v1' }],
    [{ OPENAI_API_KEY: '"quoted"', OPENAI_BASE_URL: 'http://localhost:8000/v1' }],
    [{ OPENAI_API_KEY: `sk-or-v1-${'0a'.repeat(32)}`, OPENAI_BASE_URL: 'https://openrouter.ai/api/v1' }],
    [{ OPENAI_API_KEY: `gsk_${'aB'.repeat(26)}`, OPENAI_BASE_URL: 'https://api.groq.com/openai/v1' }],
    [{ OPENAI_API_KEY: `gsk_${'aB'.repeat(26)}`, OPENAI_BASE_URL: 'https://llm.company.example/v1' }],
    [{ OPENAI_API_KEY: SOUND, OPENAI_BASE_URL: 'https://gateway.ai.cloudflare.com/v1/a/b/openai' }],
    [{ OPENAI_API_KEY: `sk-${'0a'.repeat(16)}`, OPENAI_BASE_URL: 'https://api.deepseek.com' }],
    [{ OPENAI_API_KEY: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln', OPENAI_BASE_URL: 'https://llm.company.example/v1' }],
    [{ OPENAI_API_KEY: SOUND, OPENAI_BASE_URL: 'https://llm.company.example' }],
  ])('%j has no finding', async (env) => {
    expect(named(await look(env))).toEqual([]);
  });
});

describe('config/key-missing', () => {
  test('holds where there is none, and lists the places checked', async () => {
    const c = await look({});
    expect(named(c)).toEqual(['config/key-missing']);
    expect(finding(c, 'config/key-missing').explanation).toContain('OPENAI_API_KEY is not set.');
  });

  test('distinguishes empty from unset, and reports a variable that no SDK reads', async () => {
    const c = await look({ OPENAI_API_KEY: ' ', OPENAI_TOKEN: 'sk-x', OPENAI_ADMIN_KEY: 'sk-admin-x' });
    const { explanation, steps } = finding(c, 'config/key-missing');
    expect(explanation).toMatch(
      /set but empty\. .*OPENAI_ADMIN_KEY is set, but an admin key.*OPENAI_TOKEN is set, but the SDKs do not/,
    );
    expect(steps[0]).toBe(
      'Set the variable that the SDKs read: `test -n "$OPENAI_TOKEN" && export OPENAI_API_KEY="$OPENAI_TOKEN"`',
    );
  });

  test('says which file was empty', async () => {
    const c = await look({ OPENAI_API_KEY: SOUND }, { keyFromFile: { value: '', source: '--api-key-file /run/key' } });
    const { explanation, steps } = finding(c, 'config/key-missing');
    expect(explanation).toContain('--api-key-file /run/key');
    expect(steps[0]).toContain('Put the key into /run/key');
  });

  test('reports a .env file that is not loaded, and how to load it', async () => {
    const c = await look({});
    const key = { ...(c.observations['config/key'] as { facts: object }).facts, elsewhere: ['.env'] };
    const { explanation, steps } = finding(also(c, { 'config/key': seen(key) }), 'config/key-missing');
    expect(explanation).toContain('.env contains one, but the SDKs do not read it unless the program loads it.');
    expect(steps[0]).toContain('api-doctor check --env-file .env');
    expect(steps[1]).toContain('set -a; . ./.env; set +a');
  });

  test('is silent where the chosen layers need none', async () => {
    for (const options of [{ only: 'dns' }, { only: 'dns,tcp,tls,http' }, { skip: 'auth' }, { skip: 'config' }]) {
      const c = await look({}, options);
      const run = options.skip === 'config' ? { ...c, observations: {} } : c;
      expect(named(run), JSON.stringify(options)).toEqual([]);
    }
    expect(named(await look({}, { only: 'auth' }))).toEqual(['config/key-missing']);
  });
});

describe('config/key-malformed', () => {
  const cut = (sign: string) => `${SOUND.slice(0, 60)}${sign}${SOUND.slice(60)}`;

  test.each([
    [cut('\n'), 'APIConnectionError', 'line break'],
    [cut('“'), null, 'outside ASCII'],
    [`\ufeff${SOUND}`, null, 'outside ASCII'],
    [`${SOUND}\u00a0`, null, 'outside ASCII'],
    [cut(' '), 'AuthenticationError', 'white space'],
    [`"${SOUND}"`, 'AuthenticationError', 'quotes'],
    [`Bearer ${SOUND}`, 'AuthenticationError', 'Bearer'],
    [`OPENAI_API_KEY=${SOUND}`, 'AuthenticationError', 'name of a setting'],
  ])('%j raises %s', async (key, pythonType, words) => {
    const c = await withKey(key);
    expect(named(c)).toEqual(['config/key-malformed']);
    const made = finding(c, 'config/key-malformed');
    expect(made).toMatchObject({ pythonType, explanation: expect.stringContaining(words) });
    expect(JSON.stringify(made)).not.toContain('aB3aB3');
  });

  test('what no header can carry is wrong at any host', async () => {
    expect(named(await withKey(cut('\n'), { baseUrl: 'http://localhost:8000/v1' }))).toEqual(['config/key-malformed']);
  });

  test('what can be sent is right where the host takes it', async () => {
    expect(named(answered(await withKey(`"${SOUND}"`), 200))).toEqual([]);
  });

  test('padding around it is not a second finding', async () => {
    expect(named(await withKey(`"${SOUND}"\n`))).toEqual(['config/key-malformed']);
  });
});

describe('config/key-placeholder', () => {
  test.each(['your-api-key', 'sk-...', '<your key>', 'None', '$OPENAI_API_KEY', '“your-api-key”'])(
    '%s is a placeholder',
    async (key) => {
      const c = await withKey(key);
      expect(named(c)).toEqual(['config/key-placeholder']);
      expect(finding(c, 'config/key-placeholder').pythonType).toBe('AuthenticationError');
    },
  );

  test('does not hold where the server accepts it', async () => {
    expect(named(answered(await withKey('not-needed'), 200))).toEqual([]);
  });

  test('holds for a self-hosted server once that rejects it', async () => {
    const c = await withKey('your-api-key', { baseUrl: 'https://llm.company.example/v1' });
    expect(named(c)).toEqual([]);
    expect(named(answered(c, 401))).toContain('config/key-placeholder');
    expect(named(answered(c, 403, '<html>blocked</html>', 'text/html'))).not.toContain('config/key-placeholder');
  });

  test('names the answer as a cause where there was one', async () => {
    const made = finding(answered(await withKey('your-api-key'), 401), 'config/key-placeholder');
    expect(made).toMatchObject({ causes: ['config/key', 'http/models'], httpStatus: 401 });
  });

  test('what may be a real key of some server is not called a placeholder', async () => {
    for (const key of ['sk-test-0123456789', 'sk-1234', 'sk-abc123', `sk-proj-${'x'.repeat(156)}`]) {
      expect(named(await withKey(key)), key).not.toContain('config/key-placeholder');
    }
  });
});

describe('config/key-wrong-provider', () => {
  test.each([
    [`sk-ant-api03-${'a'.repeat(93)}AA`, 'https://api.openai.com/v1', 'Anthropic', 'https://api.anthropic.com/v1'],
    [`gsk_${'aB'.repeat(26)}`, 'https://api.openai.com/v1', 'Groq', 'https://api.groq.com/openai/v1'],
    [`sk-or-v1-${'0a'.repeat(32)}`, 'https://us.api.openai.com/v1', 'OpenRouter', 'https://openrouter.ai/api/v1'],
    [SOUND, 'https://openrouter.ai/api/v1', 'OpenAI', 'https://api.openai.com/v1'],
    [SOUND, 'https://mine.openai.azure.com/openai/v1', 'OpenAI', 'https://api.openai.com/v1'],
  ])('%s at %s', async (key, baseUrl, issuer, issuerUrl) => {
    const c = await withKey(key, { baseUrl });
    expect(named(c)).toEqual(['config/key-wrong-provider']);
    const made = finding(c, 'config/key-wrong-provider');
    expect(made.explanation).toContain(`a key of ${issuer}`);
    expect(made.steps[0]).toContain(`export OPENAI_BASE_URL=${issuerUrl}`);
    expect(named(answered(c, 200))).toEqual([]);
  });
});

describe('config/key-not-an-api-key', () => {
  test.each([
    ['eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl', 'JWT'],
    [`sess-${'aB'.repeat(20)}`, 'session'],
    [`sk-admin-${'aB'.repeat(40)}`, 'admin key'],
    ['org-AbCdEfGhIjKlMnOpQrStUvWx', 'ID of an organization'],
  ])('%s at OpenAI’s host', async (key, thing) => {
    const c = await withKey(key);
    expect(named(c)).toEqual(['config/key-not-an-api-key']);
    expect(finding(c, 'config/key-not-an-api-key').explanation).toContain(thing);
    expect(named(answered(c, 200))).toEqual([]);
    expect(named(await withKey(key, { baseUrl: 'https://llm.company.example/v1' }))).toEqual([]);
  });
});

describe('config/key-unusual', () => {
  test('holds for OpenAI’s host only, and not for a key that was accepted', async () => {
    const c = await withKey('0123456789abcdef0123456789abcdef');
    expect(named(c)).toEqual(['config/key-unusual']);
    expect(finding(c, 'config/key-unusual').severity).toBe('info');
    expect(named(answered(c, 200))).toEqual([]);
  });
});

describe('config/key-padded', () => {
  test.each([
    [`${SOUND}\n`, 'a line break after it', /Connection error/],
    [`${SOUND}\r\n`, 'a line break after it', /Connection error/],
    [` ${SOUND}`, 'a space before it', /SDKs accept it/],
    [`\t${SOUND} `, 'a tab before it and a space after it', /Connection error/],
  ])('%j is a warning', async (key, where, consequence) => {
    const c = await withKey(key);
    expect(named(c)).toEqual(['config/key-padded']);
    expect(finding(c, 'config/key-padded')).toMatchObject({
      severity: 'warning',
      explanation: expect.stringMatching(consequence),
    });
    expect(finding(c, 'config/key-padded').explanation).toContain(where);
    expect(named(answered(c, 200))).toEqual(['config/key-padded']);
  });
});

describe('config/base-url-invalid', () => {
  test.each([
    ['api.openai.com/v1', 'APIConnectionError', 'https://api.openai.com/v1'],
    ['htps://api.openai.com/v1', 'APIConnectionError', 'https://api.openai.com/v1'],
    ['"https://api.openai.com/v1"', 'APIConnectionError', 'https://api.openai.com/v1'],
    [' https://api.openai.com/v1', 'APIConnectionError', 'https://api.openai.com/v1'],
    ['https://api.openai.com/v1\r', null, 'https://api.openai.com/v1'],
    ['https://api.openai.com:port/v1', null, null],
  ])('%j raises %s', async (OPENAI_BASE_URL, pythonType, suggestion) => {
    const c = await look({ OPENAI_API_KEY: SOUND, OPENAI_BASE_URL });
    expect(named(c)).toEqual(['config/base-url-invalid']);
    const made = finding(c, 'config/base-url-invalid');
    expect(made).toMatchObject({ severity: 'error', pythonType });
    expect(made.steps.some((step) => step.includes(`export OPENAI_BASE_URL=${suggestion}`))).toBe(suggestion !== null);
    expect(made.steps).toContainEqual(expect.stringContaining('unset OPENAI_BASE_URL'));
  });

  test('of a flag it does not speak of a variable', async () => {
    const made = finding(await withKey(SOUND, { baseUrl: 'api.openai.com' }), 'config/base-url-invalid');
    expect(made.explanation).toContain('(--base-url)');
    expect(made.steps).not.toContainEqual(expect.stringContaining('unset'));
  });

  test('a blank variable is an error: Python takes the blank for the URL, Node the default', async () => {
    const c = await look({ OPENAI_API_KEY: SOUND, OPENAI_BASE_URL: '' });
    expect(named(c)).toEqual(['config/base-url-invalid']);
    expect(finding(c, 'config/base-url-invalid')).toMatchObject({
      severity: 'error',
      steps: expect.arrayContaining(['Remove the empty variable: `unset OPENAI_BASE_URL`']),
    });
    expect(named(await look({ OPENAI_API_KEY: SOUND, OPENAI_BASE_URL: '' }, { baseUrl: 'https://api.openai.com/v1' }))).toEqual(
      [],
    );
  });
});

describe('config/base-url-insecure', () => {
  test('holds for another machine, and not for this one', async () => {
    const c = await withKey('any', { baseUrl: 'http://10.0.0.5:8000/v1' });
    expect(named(c)).toEqual(['config/base-url-insecure']);
    expect(finding(c, 'config/base-url-insecure').steps[0]).toContain('export OPENAI_BASE_URL=https://10.0.0.5:8000/v1');
    expect(named(await withKey('any', { baseUrl: 'http://127.0.0.1:8000/v1' }))).toEqual([]);
  });
});

describe('config/base-url-path', () => {
  test.each([
    ['https://api.openai.com', 'https://api.openai.com/v1'],
    ['https://api.openai.com/v1/v1', 'https://api.openai.com/v1'],
    ['https://api.openai.com/v1/chat/completions', 'https://api.openai.com/v1'],
  ])('%s of a known vendor', async (baseUrl, suggestion) => {
    const c = await withKey(SOUND, { baseUrl });
    expect(named(c)).toEqual(['config/base-url-path']);
    const made = finding(c, 'config/base-url-path');
    expect(made).toMatchObject({ severity: 'warning', pythonType: 'NotFoundError' });
    expect(made.steps[0]).toContain(`export OPENAI_BASE_URL=${suggestion}`);
    expect(named(answered(c, 404))).toContain('config/base-url-path');
    expect(named(answered(c, 200))).toEqual([]);
  });

  test('for a self-hosted server only its response decides', async () => {
    for (const baseUrl of ['http://localhost:8000', 'http://localhost:8000/v1/v1', 'https://own.example/v1/chat/completions']) {
      const c = await withKey('any', { baseUrl });
      expect(named(c), baseUrl).toEqual([]);
      expect(named(answered(c, 404)), baseUrl).toContain('config/base-url-path');
      expect(named(answered(c, 200, '<html>', 'text/html')), baseUrl).toContain('config/base-url-path');
      expect(named(answered(c, 401)), baseUrl).not.toContain('config/base-url-path');
    }
  });

  test('a path that was seen to answer is suggested before a guess', async () => {
    const c = answered(await withKey('any', { baseUrl: 'http://localhost:8000' }), 404);
    const tried = [{ path: '/api/v1', answersAsApi: true, status: 401 }];
    expect(finding(also(c, { 'http/base-path': seen({ tried }) }), 'config/base-url-path').steps[0]).toContain(
      'http://localhost:8000/api/v1',
    );
  });

  test('white space at the end and a query break the path, whatever the host answers', async () => {
    const spaced = answered(await look({ OPENAI_API_KEY: SOUND, OPENAI_BASE_URL: 'https://api.openai.com/v1 ' }), 200);
    expect(named(spaced)).toEqual(['config/base-url-path']);
    expect(finding(spaced, 'config/base-url-path').explanation).toContain('%20');
    const queried = await withKey('any', { baseUrl: 'https://own.example/v1?api-version=1' });
    expect(named(queried)).toEqual(['config/base-url-path']);
    expect(finding(queried, 'config/base-url-path').steps).toContainEqual(
      expect.stringContaining('Pass ?api-version=1 separately'),
    );
  });
});

describe('config/ca-file-unreadable', () => {
  const file = (changes: Partial<CaFileState>): CaFileState => ({
    name: 'SSL_CERT_FILE',
    path: '/etc/company.pem',
    flaw: 'missing',
    code: 'ENOENT',
    certificates: 0,
    expired: 0,
    readByReference: true,
    ...changes,
  });
  const with_ = async (...files: CaFileState[]) => also(await withKey(SOUND), { 'config/ca-files': seen({ files }) });

  test('is an error of what Python reads', async () => {
    const c = await with_(file({}));
    expect(named(c)).toEqual(['config/ca-file-unreadable']);
    const made = finding(c, 'config/ca-file-unreadable');
    expect(made).toMatchObject({ severity: 'error', pythonType: null });
    expect(made.explanation).toMatch(/SSL_CERT_FILE is set to \/etc\/company\.pem, which does not exist\. .*FileNotFoundError/);
    expect(made.steps).toContainEqual(expect.stringContaining('unset SSL_CERT_FILE'));
  });

  test('is a warning of what only others read', async () => {
    for (const name of ['NODE_EXTRA_CA_CERTS', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE']) {
      const c = await with_(file({ name, readByReference: false }));
      expect(finding(c, 'config/ca-file-unreadable'), name).toMatchObject({ severity: 'warning' });
    }
  });

  test('the one that stops the reference client comes first', async () => {
    const c = await with_(file({ name: 'NODE_EXTRA_CA_CERTS', readByReference: false }), file({}));
    const made = finding(c, 'config/ca-file-unreadable');
    expect(made.explanation).toContain('SSL_CERT_FILE');
    expect(made.evidence).toHaveLength(2);
  });

  test('every flaw has a text', async () => {
    for (const flaw of ['missing', 'unreadable', 'directory', 'not-pem', 'empty', 'bad-block'] as const) {
      for (const name of [
        'SSL_CERT_FILE',
        'NODE_EXTRA_CA_CERTS',
        'REQUESTS_CA_BUNDLE',
        'CURL_CA_BUNDLE',
        '--ca-file',
        'SSL_CERT_DIR',
      ]) {
        finding(await with_(file({ name, flaw })), 'config/ca-file-unreadable');
      }
    }
  });

  test('an empty folder makes Python refuse certificates, which a call without TLS never meets', async () => {
    const folder = file({ name: 'SSL_CERT_DIR', flaw: 'empty', code: null });
    expect(finding(await with_(folder), 'config/ca-file-unreadable')).toMatchObject({
      severity: 'error',
      pythonType: 'APIConnectionError',
    });
    const local = also(await withKey('any', { baseUrl: 'http://localhost:8000/v1' }), {
      'config/ca-files': seen({ files: [folder] }),
    });
    expect(finding(local, 'config/ca-file-unreadable').severity).toBe('warning');
  });

  test('a tilde and quotes in a variable are pointed out', async () => {
    expect(finding(await with_(file({ path: '~/ca.pem' })), 'config/ca-file-unreadable').steps).toContainEqual(
      expect.stringContaining('"$HOME/ca.pem"'),
    );
    expect(finding(await with_(file({ path: '"/etc/ca.pem"' })), 'config/ca-file-unreadable').steps).toContainEqual(
      expect.stringContaining('without them: `export SSL_CERT_FILE="/etc/ca.pem"`'),
    );
  });

  test('valid files are no finding', async () => {
    expect(named(await with_(file({ flaw: null, code: null, certificates: 2 })))).toEqual([]);
  });
});

describe('config/descriptor-limit', () => {
  const left = async (available: number) => also(await withKey(SOUND), { 'config/descriptors': seen({ available, tried: 64 }) });

  test('holds where a client could not work, and explains what fails for it', async () => {
    const c = await left(1);
    expect(named(c)).toEqual(['config/descriptor-limit']);
    finding(c, 'config/descriptor-limit');
  });

  test('does not hold with enough of them, or where the API answered', async () => {
    expect(named(await left(64))).toEqual([]);
    expect(named(await left(30))).toEqual([]);
    expect(named(answered(await left(3), 200))).toEqual([]);
  });

  test('holds with more of them once a probe ran out', async () => {
    const failed: Observation<'dns/resolvers'> = {
      startMs: 0,
      durationMs: 1,
      status: 'failed',
      problem: problem('EMFILE', 'too many open files'),
    };
    const c = also(await left(30), { 'dns/resolvers': failed });
    expect(finding(c, 'config/descriptor-limit').causes).toEqual(['config/descriptors', 'dns/resolvers']);
  });
});

describe('the environment', () => {
  test('config/tls-verification-disabled', async () => {
    const c = await look({ OPENAI_API_KEY: SOUND, NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    expect(named(c)).toEqual(['config/tls-verification-disabled']);
    const made = finding(c, 'config/tls-verification-disabled');
    expect(made.severity).toBe('warning');
    expect(made.steps[0]).toBe('Remove the setting: `unset NODE_TLS_REJECT_UNAUTHORIZED`');
    expect(named(await look({ OPENAI_API_KEY: SOUND, NODE_TLS_REJECT_UNAUTHORIZED: '1' }))).toEqual([]);
  });

  test('config/organization-malformed', async () => {
    const c = await look({ OPENAI_API_KEY: SOUND, OPENAI_ORG_ID: 'Acme', OPENAI_PROJECT_ID: 'org-abc' });
    expect(named(c)).toEqual(['config/organization-malformed']);
    const made = finding(c, 'config/organization-malformed');
    expect(made.explanation).toMatch(/OPENAI_ORG_ID is Acme.*OPENAI_PROJECT_ID is org-abc/);
    expect(made.steps).toContainEqual(expect.stringContaining('unset OPENAI_ORG_ID OPENAI_PROJECT_ID'));
    expect(named(answered(c, 200))).toEqual(['config/organization-malformed']);
    expect(
      named(await look({ OPENAI_API_KEY: 'any', OPENAI_ORG_ID: 'Acme', OPENAI_BASE_URL: 'http://localhost:8000/v1' })),
    ).toEqual([]);
  });

  test('config/variable-ignored', async () => {
    const c = await look({ OPENAI_API_KEY: SOUND, OPENAI_API_BASE: 'https://own.example/v1' });
    expect(named(c)).toEqual(['config/variable-ignored']);
    const made = finding(c, 'config/variable-ignored');
    expect(made).toMatchObject({ severity: 'warning' });
    expect(made.steps[0]).toBe('Also set what the SDKs read: `export OPENAI_BASE_URL="$OPENAI_API_BASE"`');
    expect(
      named(
        await look({
          OPENAI_API_KEY: SOUND,
          OPENAI_API_BASE: 'https://own.example/v1',
          OPENAI_BASE_URL: 'https://own.example/v1',
        }),
      ),
    ).toEqual([]);
  });
});

describe('texts', () => {
  test('every platform gets a step for every finding that the configuration alone can show', async () => {
    const worlds: [Id, Target['env']][] = [
      ['config/key-missing', {}],
      ['config/key-malformed', { OPENAI_API_KEY: `"${SOUND}"` }],
      ['config/key-placeholder', { OPENAI_API_KEY: 'your-api-key' }],
      ['config/key-padded', { OPENAI_API_KEY: `${SOUND}\n` }],
      ['config/base-url-invalid', { OPENAI_API_KEY: SOUND, OPENAI_BASE_URL: 'api.openai.com/v1' }],
      ['config/variable-ignored', { OPENAI_API_KEY: SOUND, OPENAI_ORGANIZATION: 'org-a' }],
    ];
    for (const platform of ['linux', 'macos', 'windows', 'wsl', 'container'] as const) {
      for (const [id, env] of worlds) {
        const made = finding(await look(env, {}, platform), id);
        expect(
          made.steps.some((step) => (platform === 'windows' ? /\$env:|setx/ : /export /).test(step)),
          `${id} ${platform}`,
        ).toBe(true);
      }
    }
  });

  test('titles end without a sign', () => {
    for (const entry of Object.values(config)) expect(entry.title).not.toMatch(/[.!:]$/);
  });
});

needs('bash')('the commands that mend a key', () => {
  test.each([
    `"${SOUND}"`,
    `'${SOUND}'`,
    `“${SOUND}”`,
    `Bearer ${SOUND}`,
    `"Bearer ${SOUND}"`,
    `OPENAI_API_KEY=${SOUND}`,
    `export OPENAI_API_KEY="${SOUND}"`,
    `${SOUND.slice(0, 60)}\n${SOUND.slice(60)}`,
    `${SOUND.slice(0, 60)} ${SOUND.slice(60)}`,
    `\ufeff${SOUND}\r\n`,
    `${SOUND}\u00a0`,
    `${SOUND}\x1b`,
  ])('turn %j into the key', async (key) => {
    const [step] = finding(await withKey(key), 'config/key-malformed').steps;
    const command = partsOf(step ?? '').find(({ isTyped }) => isTyped)?.text;
    const mended = execFileSync('bash', ['-c', `${command}; printf %s "$OPENAI_API_KEY"`], {
      env: { ...process.env, OPENAI_API_KEY: key },
      encoding: 'utf8',
    });
    expect(mended).toBe(SOUND);
  });

  test('and the one that cuts white space off', async () => {
    const [step] = finding(await withKey(` ${SOUND}\r\n`), 'config/key-padded').steps;
    const command = partsOf(step ?? '').find(({ isTyped }) => isTyped)?.text;
    const env = { ...process.env, OPENAI_API_KEY: ` ${SOUND}\r\n` };
    expect(execFileSync('bash', ['-c', `${command}; printf %s "$OPENAI_API_KEY"`], { env, encoding: 'utf8' })).toBe(SOUND);
  });
});
