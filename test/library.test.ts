/** Requests of programs that no compiler checks: whatever is wrong with one is a `UsageError`, and no message holds a value of it. */
import { describe, expect, test } from 'vitest';
import { check, explain, UsageError } from '../src/index.ts';

const OWN = 'LibraryHandsOverWhatNobodyExpectsqZx';
const KEY = `sk-proj-${OWN}`;

function thrower(): never {
  throw new Error(KEY);
}
const traps = { get: thrower, ownKeys: thrower, getPrototypeOf: thrower };

/** Nothing of this is of any kind that an option takes. */
const STRANGE: Record<string, unknown> = {
  null: null,
  'a bigint': 1n,
  'a function': () => KEY,
  'a symbol': Symbol(KEY),
  'an object that cannot be written': { toString: thrower, x: 1 },
  'an object with a getter that throws': {
    get x() {
      return thrower();
    },
  },
  'a proxy that throws': new Proxy({}, traps),
  'a proxy of a list': new Proxy([KEY], traps),
  'a list of lists': [[KEY]],
  bytes: Buffer.from(KEY),
};

const OPTIONS = [
  ...['baseUrl', 'apiKey', 'model', 'organization', 'project', 'proxy', 'caFile', 'timeoutMs', 'deadlineMs', 'only', 'skip'],
  ...['deep', 'repeat', 'offline', 'clients', 'failOn', 'env', 'signal'],
];

/** What a promise is rejected with; fails where it is not. */
async function refusal(promise: Promise<unknown>): Promise<UsageError> {
  const error = await promise.then(
    () => new Error('it was taken'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UsageError);
  const { message, hint, stack, cause } = error as UsageError;
  expect([message, hint, stack, String(cause)].join('\n')).not.toContain(OWN.slice(0, 12));
  return error as UsageError;
}

const offline = { offline: true, env: { OPENAI_API_KEY: KEY } };
const asAny = (value: unknown) => value as never;

describe('check', () => {
  test.each(OPTIONS)('refuses %s of another kind by its name', async (option) => {
    for (const value of Object.values(STRANGE)) {
      const { message } = await refusal(check(asAny({ ...offline, [option]: value })));
      expect(message).toMatch(new RegExp(`^(?:${option}: expected |The request cannot be read)`));
    }
  });

  test('refuses numbers where texts belong, and texts where numbers belong', async () => {
    expect((await refusal(check(asAny({ ...offline, baseUrl: 5 })))).message).toBe('baseUrl: expected a string.');
    expect((await refusal(check(asAny({ ...offline, timeoutMs: '5' })))).message).toBe('timeoutMs: expected a number.');
    expect((await refusal(check(asAny({ ...offline, only: 'dns' })))).message).toBe('only: expected an array of strings.');
    expect((await refusal(check(asAny({ ...offline, failOn: 'errors' })))).message).toMatch(/^failOn: expected error or warning/);
    expect((await refusal(check(asAny({ env: { OPENAI_API_KEY: 5 } })))).message).toMatch(/^env: expected/);
    expect((await refusal(check({ ...offline, timeoutMs: Number.NaN }))).message).toMatch(/not a duration/);
  });

  test('refuses an option that it does not know: without its base URL a key would go to another API', async () => {
    const { message, hint } = await refusal(check(asAny({ ...offline, baseURL: 'https://llm.example/v1' })));
    expect(message).toMatch(/Did you mean 'baseUrl'\?$/);
    expect(hint).toContain('apiKey');
    await refusal(check(asAny({ ...offline, [KEY]: true })));
  });

  test('refuses what is no request at all', async () => {
    for (const value of [...Object.values(STRANGE), 'text', 5, [KEY]])
      if (value !== STRANGE.bytes) await refusal(check(asAny(value)));
  });

  test('takes what is left out, and options that are undefined', async () => {
    const report = await check({ ...offline, baseUrl: undefined, only: ['config'], deep: false } as never);
    expect(report.target.baseUrl).toBe('https://api.openai.com/v1');
    const inherited = Object.assign(Object.create(null), { ...offline, only: ['config'] });
    expect((await check(inherited)).exitCode).toBe(report.exitCode);
  });

  test('reads each option once', async () => {
    let reads = 0;
    const request = {
      ...offline,
      only: ['config'],
      get baseUrl() {
        reads += 1;
        return reads === 1 ? 'https://first.example/v1' : 'https://second.example/v1';
      },
    };
    expect((await check(request)).target.baseUrl).toBe('https://first.example/v1');
  });
});

describe('explain', () => {
  test('refuses what is no text', async () => {
    for (const value of [...Object.values(STRANGE), 5, undefined, {}].filter((one) => one !== STRANGE.bytes))
      expect((await refusal(explain(asAny(value)))).hint).toBe('Give a string, bytes, or an async iterable of either.');
  });

  test('says that a text could not be read to its end, and not what its source said', async () => {
    async function* broken(error: Error) {
      yield 'Error: 429\n';
      throw error;
    }
    const missing = Object.assign(new Error(`ENOENT: no such file '${KEY}'`), { code: 'ENOENT' });
    expect((await refusal(explain(broken(missing)))).message).toBe('The text cannot be read: ENOENT.');
    expect((await refusal(explain(broken(Object.assign(new Error(KEY), { code: KEY }))))).message).toBe(
      'The text cannot be read.',
    );
  });

  test('refuses options of another kind', async () => {
    for (const option of ['failOn', 'env', 'signal'])
      for (const value of Object.values(STRANGE)) await refusal(explain('Error: 429', asAny({ [option]: value })));
    for (const value of Object.values(STRANGE)) if (value !== STRANGE.bytes) await refusal(explain('Error: 429', asAny(value)));
  });
});
