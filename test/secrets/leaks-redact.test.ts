import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secretsIn } from '../../src/secrets/redact/by-look.ts';
import { redactText } from '../../src/secrets/redact.ts';
import { secretsOfEnvironment } from '../../src/secrets/secrets.ts';
import { anyKey, disguises, knownKey, runs, traceOf, wrappings } from '../support/leaks.ts';

describe('a secret that is known of leaves in no disguise', () => {
  test.each(Object.entries(disguises))('%s', (_, disguise) => {
    fc.assert(
      fc.property(anyKey, fc.constantFrom(...Object.values(wrappings)), ({ value, own }, wrap) => {
        const secrets = secretsOfEnvironment({ OPENAI_API_KEY: wrap(value) });
        expect(traceOf(own, redactText(`it said ${disguise(value)} and more`, secrets))).toBeNull();
        expect(traceOf(own, redactText(disguise(wrap(value)), secrets))).toBeNull();
      }),
      runs(60),
    );
  });
});

/** What needs no knowledge of the secret itself: its letters stand as they are. */
const READABLE = [
  'as it is',
  'in a header',
  'in a sentence',
  'in Node’s words',
  'in a URL',
  'in a query',
  'in a form',
  'in JSON',
  'in JSON in JSON',
  'in lines of 40',
  'in lines of 64',
  'in lines of a frame',
  'with marks inside',
  'with NULs inside',
  'in colour',
  'its start',
  'where reading stops',
  'in an assignment',
  'as an argument',
];

const more: Record<string, (secret: string) => string> = {
  'in lines of 40': (secret) => secret.replace(/(.{40})/g, '$1\r\n\t'),
  'in lines of 64': (secret) => `key: ${secret}`.replace(/(.{64})/g, '$1\n'),
  'in lines of a frame': (secret) => secret.replace(/(.{30})/g, '$1 │\n│ '),
  'in an assignment': (secret) => `export OPENAI_API_KEY='${secret}'; run`,
  'as an argument': (secret) => `client = OpenAI(api_key="${secret}", timeout=5)`,
};

describe('a key of a known form is found by its looks where nobody knows of it', () => {
  test.each(READABLE)('%s', (name) => {
    const disguise = { ...disguises, ...more }[name] as (secret: string) => string;
    // Behind a line break a row of letters may be anything; what has digits in it is no word.
    const isTelling = (lines: string[]) =>
      lines.slice(1).every((line) => line.length < 12 || (/\d/.test(line.slice(0, 40)) && /[a-z]/i.test(line.slice(0, 40))));
    const key = knownKey.filter(({ value }) => !name.includes('lines') || isTelling(disguise(value).split(/[\s│]+/)));
    fc.assert(
      fc.property(key, ({ value, own }) => {
        expect(traceOf(own, redactText(disguise(value), []))).toBeNull();
        expect(traceOf(own, redactText(`it said ${disguise(value)} and more`, []))).toBeNull();
      }),
      runs(100),
    );
  });
});

describe('the password in a base URL', () => {
  test.each([
    ['https://someone:?aaaaaaaaaaa@proxy.example:3128/v1', '?aaaaaaaaaaa'],
    ['someone:@AAAAAAAA#qk7@proxy.example:3128', '@AAAAAAAA#qk7'],
    ['http://me:1234/abcdefgh@gateway.example/v1', '1234/abcdefgh'],
    ['http://me:a@b/c@localhost:8080/v1', 'a@b/c'],
    ['https://me:pass@host/v1', 'pass'],
    ['https://me:pass@host/users/@scope', 'pass'],
    ['https://host:8443/users/@me', null],
    ['http://localhost:8080/npm/@scope.x/v1', null],
    ['https://api.example:8443/npm/@scope.x/v1', null],
  ])('%s', (url, password) => {
    expect(secretsOfEnvironment({ OPENAI_BASE_URL: url })).toEqual(password === null ? [] : [password]);
  });
});

test('a secret that begins in front of what is shown is hidden by its value', () => {
  const key = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';
  const log = `The model \`${key}\` does not exist; Authorization: Bearer 0123456789abcdef, api_key='aB3aB3aB3aB3'`;
  expect(secretsIn(log)).toEqual([key, '0123456789abcdef', 'aB3aB3aB3aB3']);
  expect(traceOf(key, redactText(`it said “${key.slice(1)}”`, secretsIn(log)))).toBeNull();
});

test.each([
  ['aaaaa\\\\piatobcd', 'aaaaa\\piatobcd', 'read as an escape of Python'],
  ['abc%41%42defghijk', 'abcABdefghijk', 'read as a URL'],
  [
    'AAAAA\u0447AALjaz',
    '%41%41%41%41%41%D1%87%41%41%4C%6A%61%7A',
    'percent codes of a letter whose second byte is a control character',
  ],
])('%s as %s: %s', (secret, text) => {
  expect(redactText(`it said ${text} and more`, [secret])).toMatch(/^it said …\(\d+chars\) and more$/);
});
