import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findingIds } from '../../src/catalogue/index.ts';
import { makeFinding } from '../../src/diagnosis/diagnose.ts';
import type { Report } from '../../src/model/report.ts';
import { formatNames, reporters } from '../../src/report/reporters/index.ts';
import { redactReport, redactText } from '../../src/secrets/redact.ts';
import { secretsOfEnvironment } from '../../src/secrets/secrets.ts';
import { findRun, runsIn } from '../support/find-run.ts';

const KEY = 'sk-proj-Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0T3BlbkFJUv1Wx2Yz3Ab4Cd5Ef6Gh7Ij8Kl9';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const base64url = (text: string) => Buffer.from(text).toString('base64url');

/** Every form in which a client, a proxy or a server has been seen to write a secret. */
const forms: Record<string, (secret: string) => string> = {
  raw: (secret) => secret,
  header: (secret) => `Authorization: Bearer ${secret}`,
  'after a word': (secret) => `Incorrect API key provided: ${secret}. You can find yours elsewhere.`,
  url: (secret) => `http://me:${encodeURIComponent(secret)}@proxy.example:3128/`,
  form: (secret) => `a=1&token=${new URLSearchParams({ secret }).toString()}`,
  json: (secret) => JSON.stringify({ nested: { secret } }),
  'json in json': (secret) => JSON.stringify(JSON.stringify({ secret })),
  html: (secret) => `<p>${secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')}</p>`,
  base64: base64,
  base64url: base64url,
  'basic, one user': (secret) => `Basic ${base64(`u:${secret}`)}`,
  'basic, longer user': (secret) => `"${base64url(`user:${secret}`)}"`,
  'basic, other user': (secret) => `proxy-authorization=${base64(`users:${secret}`)}`,
  hex: (secret) => Buffer.from(secret).toString('hex'),
  capitals: (secret) => secret.toUpperCase(),
  'wrapped in lines': (secret) => secret.replace(/(.{20})/g, '$1\r\n\t'),
  'with marks inside': (secret) => [...secret].join('\u200b'),
  'in colour': (secret) => `\x1b[31m${secret.slice(0, 9)}\x1b[0m${secret.slice(9)}`,
  'its start': (secret) => `${secret.slice(0, Math.ceil(secret.length * 0.6))}…`,
  'its end': (secret) => `…${secret.slice(Math.floor(secret.length * 0.4))}`,
  'cut by our limit': (secret) => `${'x'.repeat(1_995)}${secret}`,
};

const word = (from: string, length: { minLength: number; maxLength: number }) =>
  fc.array(fc.constantFrom(...from), length).map((letters) => letters.join(''));
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const own = word(`${LETTERS}_-`, { minLength: 20, maxLength: 160 });
const prefix = fc.constantFrom(
  'sk-proj-',
  'sk-svcacct-',
  'sk-admin-',
  'sk-',
  'sk-ant-api03-',
  'sk-or-v1-',
  'gsk_',
  'AIza',
  'hf_',
  '',
);
const key = fc.tuple(prefix, own).map((parts) => parts.join(''));
const password = word(`${LETTERS}!"#$%&'()*+,-./:;<=>?@[]^_{|}~ äß€日`, { minLength: 12, maxLength: 40 }).map((text) =>
  text.trim(),
);
const secret = fc.oneof(key, password).filter((text) => text.length >= 12 && new Set(text).size > 5);

/** A report in which everything that can come from outside says the same text. */
function reportSaying(text: string): Report {
  const values = new Proxy<Record<string, string>>({}, { get: () => text, ownKeys: () => [], has: () => true });
  const findings = findingIds.map((id) =>
    makeFinding(
      id,
      { details: [text, `it said: ${text}`], templateValues: { said: text, ...values }, probeIds: ['http/models'] },
      null,
    ),
  );
  const facts = {
    body: text,
    [text]: text,
    list: [text, { deep: [[text]] }],
    answer: { headers: { 'x-echo': text, 'set-cookie': text } },
  };
  return {
    schemaVersion: 2,
    tool: { name: 'api-doctor', version: '0.0.0' },
    startedAt: '2026-11-22T10:00:00.000+01:00',
    durationMs: 1,
    target: { baseUrl: text, host: text, port: 443, route: 'direct' },
    verdict: 'failing',
    exitCode: 10,
    rootCause: findings[0]?.id ?? null,
    findings: findings.map((finding) => ({ ...finding, explanation: text, steps: [text], title: text })),
    probes: [
      {
        id: 'http/models',
        route: 'direct',
        status: 'fail',
        startMs: 0,
        durationMs: 1,
        summary: text,
        facts,
        skippedBecause: null,
      },
    ],
    environment: { variables: { OPENAI_API_KEY: text, HTTPS_PROXY: text } },
    ticket: {
      model: text,
      errorCode: text,
      errorMessage: text,
      requestId: text,
      request: { method: 'GET', url: text, headers: { authorization: `Bearer ${text}`, 'user-agent': text } },
      response: { status: 401, headers: { 'x-request-id': text } },
      timestamp: '2026-11-22T10:00:00.000+01:00',
      timeZone: 'Europe/Berlin',
    },
  };
}

/** Twelve characters in a row of a secret, or of its encodings, that stand in a text; null where none do. */
function pieceIn(text: string, of: string): string | null {
  const forms = [of, base64(of), base64url(of), encodeURIComponent(of), Buffer.from(of).toString('hex')];
  // What stands before the own part of a key is public.
  const own = forms.map((form) => form.replace(/^(?:sk-(?:proj|svcacct|admin|ant-api03|or-v1)-|sk-)/, '').toLowerCase());
  const seen = text.toLowerCase();
  const at = findRun(seen, new Set(own.flatMap((form) => runsIn(form, 12))), 12);
  return at < 0 ? null : seen.slice(at, at + 12);
}

const style = { columns: 100, unicode: true };

describe('no output holds a secret', () => {
  test.each(Object.entries(forms))('%s', (_, write) => {
    fc.assert(
      fc.property(secret, (hidden) => {
        const text = redactText(write(hidden), [hidden]);
        expect(pieceIn(text, hidden)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  test('whatever place of a report says it, in whatever format', () => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...Object.values(forms)), (hidden, write) => {
        const report = redactReport(reportSaying(write(hidden)), [hidden]);
        for (const format of formatNames) expect(pieceIn(reporters[format](report, style), hidden)).toBeNull();
      }),
      { numRuns: 40 },
    );
  }, 300_000);

  test('a key with faults in its text is found in what is left of it', () => {
    for (const faulty of [
      `${KEY}\n`,
      `  ${KEY}`,
      `"${KEY}"`,
      `Bearer ${KEY}`,
      `${KEY.slice(0, 30)} ${KEY.slice(30)}`,
      `${KEY}\u200b`,
      `\ufeff${KEY}`,
    ]) {
      for (const write of Object.values(forms)) expect(pieceIn(redactText(write(KEY), [faulty]), KEY)).toBeNull();
      expect(pieceIn(redactText(`Headers: ${JSON.stringify(faulty)} is invalid`, [faulty]), KEY)).toBeNull();
    }
  });
});

describe('a secret that nobody knows of is found by its look', () => {
  test.each([
    [KEY],
    ['sk-svcacct-abcdefghijklmnopqrstuvwxyz0123456789'],
    ['sk-abcdefghijklmnopqrstT3BlbkFJabcdefghijklmnopqrst'],
    ['sk-ant-api03-abcdefghijklmnopqrstuvwxyz0123456789'],
    ['gsk_abcdefghijklmnopqrstuvwxyz0123456789abcdefghijkl'],
    ['AIzaSyA1234567890abcdefghijklmnopqrstuv'],
    ['hf_abcdefghijklmnopqrstuvwxyzABCDEFGH'],
    ['eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'],
  ])('%s', (unknown) => {
    for (const text of [unknown, `key ${unknown}.`, `"${unknown}"`, `?x=${unknown}`, `(${unknown})`]) {
      expect(pieceIn(redactText(text, []), unknown)).toBeNull();
    }
  });

  test.each([
    ['Authorization: Bearer abc123def456', 'abc123def456'],
    ['{"x-api-key":"0123456789abcdef0123456789abcdef"}', '0123456789abcdef'],
    ['api-key: 0123456789abcdef', '0123456789abcdef'],
    ['Proxy-Authorization: Basic bWU6cGFzcw==', 'bWU6cGFzcw'],
    ['set-cookie: __cf_bm=abcdef123456; path=/', 'abcdef123456'],
    ['https://me:open+sesame@proxy.example:3128', 'open+sesame'],
    ['https://me:open@sesame@proxy.example:3128', 'sesame'],
    ['me:open-sesame@proxy.example:3128', 'open-sesame'],
    ['https://x.example/v1?api-version=1&api-key=abcdef123456', 'abcdef123456'],
  ])('%s', (text, hidden) => {
    expect(redactText(text, [])).not.toContain(hidden);
  });

  test('what the server masked is shown as the server wrote it, and what it left whole is not', () => {
    const echo = `Incorrect API key provided: sk-proj-${'*'.repeat(148)}wxyz. You can find your API key elsewhere.`;
    expect(redactText(echo, [])).toBe(echo);
    expect(redactText('sk-ab***wxyz', [])).toBe('sk-ab***wxyz');
    expect(redactText(`sk-proj-${'*'.repeat(8)}Ab1Cd2Ef3Gh4`, [])).toBe('sk-proj-…(28chars)');
    expect(redactText(`sk-proj-Ab1Cd2Ef3Gh4${'*'.repeat(8)}`, [])).toBe('sk-proj-…(28chars)');
  });
});

describe('what is no secret stays readable', () => {
  test.each([
    'curl -H "Authorization: Bearer $OPENAI_API_KEY" https://api.openai.com/v1/models',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
    'curl -H "Authorization: Bearer ${OPENAI_API_KEY:?}" https://api.openai.com/v1/models',
    'if ($env:OPENAI_API_KEY) { curl.exe https://api.openai.com/v1/models -H "Authorization: Bearer $env:OPENAI_API_KEY" }',
    'The proxy offers Basic and Negotiate, and the credentials were refused.',
    'Basic constraints are missing from certificate 1.',
    'Bearer authentication is what the API expects.',
    'git clone https://example.com/@scope/package.git',
    'It answers at https://api.example.com:8443/v1/models?api-version=2024-10-21 with HTTP 200.',
    'CN=GTS Root R4, O=Google Trust Services LLC, C=US',
    'The request id is req_0123456789abcdef0123456789abcdef.',
    'The task-management server sent x-ratelimit-limit-requests: 60.',
    'sk-proj-…(164chars) from OPENAI_API_KEY',
  ])('%s', (text) => {
    expect(redactText(text, [KEY])).toBe(text);
  });

  test.each(['test', 'EMPTY', 'a', 'key', 'none', 'ollama'])(
    'a key as short as “%s” does not shred the sentences around it',
    (short) => {
      const sentence = 'None of the keys that a test server takes is empty or a word, ollama and all.';
      expect(redactText(sentence, [short])).toBe(sentence);
      for (const text of [
        `Incorrect API key provided: ${short}.`,
        `Bearer ${short}`,
        `{"key":"${short}"}`,
        `http://u:${short}@h`,
        `http://u:${short}/w@h`,
      ]) {
        expect(redactText(text, [short, `${short}/w`])).toContain('…');
      }
    },
  );

  test('our own words survive a password that is one of them', () => {
    const report = redactReport({ ...reportSaying('x'), rootCause: 'tcp/unreachable' }, [
      'unreachable',
      'failing!!',
      'direct-route',
    ]);
    expect(report).toMatchObject({ rootCause: 'tcp/unreachable', verdict: 'failing', target: { route: 'direct' } });
  });

  test('every field stays in its place', () => {
    const report = reportSaying('x');
    expect(Object.keys(redactReport(report, []))).toEqual(Object.keys(report));
  });

  test('to redact twice changes nothing', () => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...Object.values(forms)), (hidden, write) => {
        const once = redactText(write(hidden), [hidden]);
        expect(redactText(once, [hidden])).toBe(once);
      }),
      { numRuns: 300 },
    );
  });
});

describe('hostile text', () => {
  test('cannot colour, move, hide, or start a line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const cleaned = redactText(`${text}\x1b[2J\x9b1m\x1b]0;title\x07\u202e\u2066\u200b\ufeff\u2028\r\n::error::\ud800`, []);
        expect(cleaned).not.toMatch(/[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Surrogate}/u);
      }),
      { numRuns: 500 },
    );
  });

  test('of any size or depth stays small', () => {
    const deep = Array.from({ length: 1_000 }).reduce<unknown>((inner) => ({ inner }), 'x');
    const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`name-${at}`, 'x'.repeat(10_000)]));
    const report = reportSaying('x'.repeat(1_000_000));
    const probe = { ...report.probes[0], facts: { deep, wide, long: Array.from({ length: 10_000 }, () => 'x'.repeat(100)) } };
    const text = JSON.stringify(redactReport({ ...report, probes: [probe] } as Report, [KEY]));
    expect(text.length).toBeLessThan(3_000_000);
    expect(text).toContain('9900 more');
  });

  test.each([
    ['letters', 'a'],
    ['colons', 'a:'],
    ['at signs', 'a:b@'],
    ['schemes', 'http://'],
    ['half a header', 'authorization: '],
    ['half a token', 'eyJabcdefghijkl.'],
    ['stars', '*'],
    ['escapes', '\x1b['],
    ['keys', 'sk-'],
    ['pieces of the key', KEY.slice(8, 15)],
    ['half a PEM block', '-----BEGIN PRIVATE KEY-----'],
  ])('a megabyte of %s takes no more than a moment', (_, unit) => {
    const started = performance.now();
    redactText(unit.repeat(Math.ceil(1_000_000 / unit.length)), [KEY]);
    // Linear work takes a fraction of this even on a busy machine; quadratic work takes minutes.
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});

describe('which values of the environment are secrets', () => {
  test.each([
    ['OPENAI_API_KEY', 'abc', ['abc']],
    ['OPENAI_API_KEY_PROD', 'abcdef0123456789', ['abcdef0123456789']],
    ['AZURE_OPENAI_KEY', 'abcdef0123456789', ['abcdef0123456789']],
    ['GITHUB_TOKEN', 'abcdef0123456789', ['abcdef0123456789']],
    ['HTTPS_PROXY', 'http://me:p%40ss@proxy:3128', ['p%40ss', 'p@ss']],
    ['https_proxy', 'http://me:pa/ss#w@proxy:3128', ['pa/ss#w']],
    ['all_proxy', 'me:secret@proxy:3128', ['secret']],
    ['HTTPS_PROXY', 'http://token@proxy:3128', ['token']],
    ['HTTPS_PROXY', 'http://proxy:3128', []],
    ['OPENAI_BASE_URL', 'https://me:pass@host/v1', ['pass']],
    ['OPENAI_BASE_URL', 'https://host:8443/users/@me', []],
    ['OPENAI_CUSTOM_HEADERS', 'Accept: application/json\nX-Gateway-Token: abc123', ['abc123']],
    ['TOKENIZERS_PARALLELISM', 'false', []],
    ['OPENAI_API_KEY_FILE', '/run/secrets/openai', []],
    ['PATH', '/usr/bin:/bin', []],
  ])('%s=%s', (name, value, secrets) => {
    expect(secretsOfEnvironment({ [name]: value })).toEqual(secrets);
  });
});
