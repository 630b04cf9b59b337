import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue, type FindingId, findingIds } from '../../src/catalogue/index.ts';
import { checkOnce } from '../../src/check/check.ts';
import { makeFinding } from '../../src/diagnosis/diagnose.ts';
import { problemOf } from '../../src/model/errors.ts';
import type { CatalogueEntry } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { reporters } from '../../src/report/reporters/index.ts';
import { formatNames } from '../../src/report/reporters/names.ts';
import { redactReport, redactText } from '../../src/secrets/redact.ts';
import { secretsOf, secretsOfEnvironment } from '../../src/secrets/secrets.ts';
import { makeTarget } from '../../src/settings/target.ts';
import { anyKey, disguises, runs, type Secret, traceOf, wrappings } from '../support/leaks.ts';
import { report } from '../support/reports.ts';

const style = { columns: 80, unicode: true, detail: 'verbose' as const };
const machine = { platform: 'linux' as const, runtime: { node: '20.20.0', openssl: '3.0.17', os: 'Linux' } };
const disguise = fc.constantFrom(...Object.values(disguises).filter((write) => write('x'.repeat(20)).length < 1_000));

/** The texts of an entry with the same in every placeholder. */
function filled(id: FindingId, text: string) {
  const entry: CatalogueEntry = catalogue[id];
  const names = [...JSON.stringify([entry.title, entry.explanation, entry.steps]).matchAll(/\{(\w+)\}/g)].map(
    ([, name]) => name as string,
  );
  const values = Object.fromEntries(names.map((name) => [name, text]));
  return makeFinding(id, { details: [text, `it said: ${text}`], templateValues: values, probeIds: ['http/models'] }, null);
}

function reportOf(id: FindingId, text: string): Report {
  const finding = filled(id, text);
  const ticket = {
    ...report({}).ticket,
    errorMessage: text,
    requestId: text,
    model: text,
    response: { status: 400, headers: { [text]: text, server: text } },
  };
  const probes = report({}).probes.map((probe) => ({
    ...probe,
    summary: `${probe.summary} ${text}`,
    facts: { [text]: [text], deep: { er: { text } } },
  }));
  return report({
    verdict: 'failing',
    rootCause: id,
    findings: [finding],
    ticket,
    probes,
    environment: { variables: { X: text, [text]: text } },
  });
}

describe('every finding in every format', () => {
  test.each(formatNames)('%s', (format) => {
    fc.assert(
      fc.property(anyKey, fc.array(disguise, { minLength: 4, maxLength: 4 }), fc.nat(), (secret, writes, from) => {
        // Every finding has its turn with every secret form over the runs; the door is the same for all of them.
        for (const [at, write] of writes.entries()) {
          const id = findingIds[(from + at * 37) % findingIds.length] as FindingId;
          const made = redactReport(reportOf(id, write(secret.value)), secretsOfEnvironment({ OPENAI_API_KEY: secret.value }));
          expect(traceOf(secret.own, reporters[format](made, style)), id).toBeNull();
        }
      }),
      runs(15),
    );
  });

  test('all of them', () => {
    const [secret] = fc.sample(anyKey, { numRuns: 1, seed: 7 }) as [Secret];
    for (const id of findingIds) {
      const made = redactReport(reportOf(id, `${secret.value} ${disguises['base64, second third']?.(secret.value)}`), [
        secret.value,
      ]);
      for (const format of formatNames)
        expect(traceOf(secret.own, reporters[format](made, style)), `${id} in ${format}`).toBeNull();
    }
  });
});

describe('what Node says of a key', () => {
  /** Each makes Node throw about a text, as the libraries below a call do. */
  const complaints: Record<string, (key: string) => unknown> = {
    'a header': (key) => new Headers({ authorization: `Bearer ${key}\u0100\n` }),
    'a header’s name': (key) => new Headers({ [`${key} \n`]: 'x' }),
    'a URL': (key) => new URL(`http://[${key}`),
    'a URL without a base': (key) => new URL(key.replaceAll(':', '')),
    'an argument': (key) => Buffer.alloc(16, 0).fill(key, key as never),
    'an encoding': (key) => Buffer.from('x', key as never),
    JSON: (key) => JSON.parse(`{"key": ${key}`),
    'JSON that begins so': (key) => JSON.parse(`${key}}`),
    'a number': (key) => BigInt(`${key}x`),
    'a regular expression': (key) => new RegExp(`${key}(`),
    decoding: (key) => decodeURIComponent(`${key}%`),
    'a chain of causes': (key) => {
      throw new TypeError('fetch failed', {
        cause: new Error(key, { cause: Object.assign(new Error(`bad ${key}`), { code: 'ERR_INVALID_CHAR' }) }),
      });
    },
    'several errors': (key) => {
      throw new AggregateError([new Error(key), Object.assign(new Error(key), { code: key })], key);
    },
    'a text thrown': (key) => {
      throw key;
    },
    'a record thrown': (key) => {
      throw { code: key, message: key, syscall: key, address: key, cause: key };
    },
  };
  test.each(Object.entries(complaints))('%s', (_, complain) => {
    fc.assert(
      fc.property(anyKey, fc.constantFrom(...Object.values(wrappings)), ({ value, own }, wrap) => {
        const key = wrap(value);
        const secrets = secretsOfEnvironment({ OPENAI_API_KEY: key });
        try {
          complain(key);
        } catch (thrown) {
          const problem = problemOf(thrown);
          const found = filled('probe/unrecognised', problem.message);
          const probes = report({}).probes.map((probe) => ({ ...probe, facts: { problem } }));
          const made = redactReport(report({ findings: [found], rootCause: found.id, probes }), secrets);
          for (const format of formatNames) expect(traceOf(own, reporters[format](made, style))).toBeNull();
          expect(traceOf(own, redactText(String((thrown as Error)?.stack ?? thrown), secrets))).toBeNull();
        }
      }),
      runs(12),
    );
  });
});

test('a fault of our own says nothing of a key that came from a file', async () => {
  const [{ value, own }] = fc.sample(anyKey, { numRuns: 1, seed: 9 }) as [Secret];
  const target = makeTarget({ offline: true, keyFromFile: { value, source: '--api-key-file key' } }, {}, machine);
  const reason = Object.defineProperty({}, 'signal', {
    get: () => {
      throw new TypeError(`Invalid character in header content ["${value}"]`);
    },
  });
  const around = { version: '0', timeZone: 'UTC', interrupted: AbortSignal.abort(reason) };
  const fault = await checkOnce(target, { failOn: 'error' }, around).catch((error: Error) => error);
  expect(fault).toBeInstanceOf(Error);
  expect((fault as Error).message).toContain('Invalid character');
  expect(traceOf(own, String((fault as Error).stack))).toBeNull();
});

describe('a short secret', () => {
  const short = fc.string({ unit: fc.constantFrom(...'abcdefgh0123456789$.*'), minLength: 1, maxLength: 7 });

  test('behind a public prefix is hidden wherever both stand together', () => {
    fc.assert(
      fc.property(short, fc.constantFrom('sk-', 'sk-proj-', 'sk-svcacct-', 'gsk_', 'hf_'), (own, prefix) => {
        const secret = prefix + own;
        for (const text of [`it is ${secret} here`, secret, `(${secret})`, secret.toUpperCase()]) {
          expect(redactText(text, [secret]).toLowerCase()).not.toContain(secret.toLowerCase());
        }
      }),
      runs(200),
    );
  });

  test('without one is hidden where it stands as a value, and is no reason to break words', () => {
    const texts = (word: string) => [
      `password=${word}`,
      `"token": "${word}"`,
      `Bearer ${word}`,
      `'${word}'`,
      `http://u:${word}@proxy:3128/`,
    ];
    fc.assert(
      fc.property(short, (secret) => {
        for (const text of texts(secret)) expect(redactText(text, [secret])).not.toBe(text);
      }),
      runs(200),
    );
    for (const word of ['test', 'a', 'proxy', 'key', 'error', 'dns']) {
      const sentence = 'The proxy tests a key, and an error of the dns shows as attest.';
      expect(redactText(sentence, [word])).toBe(sentence);
    }
  });

  test('of a proxy leaves the credentials of no header readable', () => {
    for (const password of ['a', 'ab', 'pw', 'x1', 'secret']) {
      const target = makeTarget({ proxy: `http://me:${password}@proxy.example:3128` }, {}, machine);
      const basic = Buffer.from(`me:${password}`).toString('base64');
      const texts = [`Proxy-Authorization: Basic ${basic}`, `Basic ${basic}`, `http://me:${password}@proxy.example:3128`];
      for (const text of texts.map((said) => redactText(said, secretsOf(target)))) {
        expect(text).not.toContain(basic);
        expect(text).not.toContain(`:${password}@`);
      }
    }
  });
});

describe('time', () => {
  const units = [
    'The quick brown fox jumps. ',
    '%41',
    '%2541',
    '\\u0041',
    '\\\\',
    '&amp;',
    '&#65;',
    'é',
    '日',
    'a\u0301',
    '| ',
    'sk-',
    'eyJ',
    'Bearer ',
    'a:b@',
    'http://',
    'api_key=',
    '*',
    '.',
    'aB3dE5fG7',
    '\x1b[',
  ];
  test.each(units)('of %j grows with its length alone', (unit) => {
    const secrets = secretsOfEnvironment({ OPENAI_API_KEY: `sk-proj-${'aB3dE5fG7h'.repeat(15)}` });
    const timed = (length: number) => {
      const text = unit.repeat(Math.ceil(length / unit.length));
      const from = process.cpuUsage();
      redactText(text, secrets);
      return process.cpuUsage(from).user / 1_000;
    };
    timed(30_000);
    // Sixteen times the text takes sixteen times as long, and 256 times where the time were quadratic. Other work may disturb one try.
    const isLinear = () => timed(480_000) < Math.max(100, 80 * timed(30_000));
    expect([1, 2, 3].some(isLinear)).toBe(true);
  });
});
