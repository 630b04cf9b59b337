/** The real openai-node against every row of the practice API: the class that it raises is the documented one. */
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PracticeRow } from '../../src/practice/row.ts';
import { practiceRows, rowNamed } from '../../src/practice/rows.ts';
import { type Practice, startPractice } from '../../src/practice/server.ts';

let practice: Practice;
beforeAll(async () => {
  practice = await startPractice(0);
});
afterAll(() => practice.close());

const MODEL = 'gpt-4o-mini';
const messages = [{ role: 'user' as const, content: 'Hello' }];

/** A client that is sent to a row by its path, or by a header. */
function client(how: { path?: string; header?: string; timeout?: number }): OpenAI {
  const path = how.path ? `/${how.path}` : '';
  return new OpenAI({
    baseURL: `http://127.0.0.1:${practice.port}${path}/v1`,
    apiKey: 'sk-practice',
    maxRetries: 0,
    timeout: how.timeout ?? 20_000,
    ...(how.header ? { defaultHeaders: { 'x-practice': how.header } } : {}),
  });
}

/** What a call raises: its class and status; what it returns where it raises nothing. */
async function raised(call: Promise<unknown>): Promise<{ name: string; status?: number | undefined; result?: unknown }> {
  try {
    return { name: 'nothing', result: await call };
  } catch (error) {
    const { status } = error as { status?: number };
    return { name: (error as Error).constructor.name, status };
  }
}

const chat = (openai: OpenAI, model = MODEL) => raised(openai.chat.completions.create({ model, messages }));
const response = (openai: OpenAI, model = MODEL) => raised(openai.responses.create({ model, input: 'Hello' }));

/** Its names for the classes that the documentation lists by their Python names; its base class for the others. */
function classOf({ python }: PracticeRow): string {
  return python === 'APITimeoutError' ? 'APIConnectionTimeoutError' : (python ?? 'APIError');
}

const answering = practiceRows.filter(({ plays }) => plays.kind === 'answer' && plays.status >= 400);

describe.concurrent('openai-node raises the documented class', () => {
  test.each(answering.map((row) => [row.name, row] as const))('for %s, by model, header and path', async (name, row) => {
    const status = row.plays.kind === 'answer' ? row.plays.status : 0;
    const wanted = { name: classOf(row), status };
    expect(await chat(client({}), name)).toEqual(wanted);
    expect(await response(client({ header: name }))).toEqual(wanted);
    expect(await response(client({ path: name }))).toEqual(wanted);
    const listing = await raised(client({ path: name }).models.list());
    expect(listing.name).toBe(row.on === 'every request' ? wanted.name : 'nothing');
  });

  test.each(['timeout', 'closed', 'reset', 'redirect'])('for %s', async (name) => {
    const wanted = classOf(rowNamed(name) as PracticeRow);
    const timeout = name === 'timeout' ? 1_000 : 20_000;
    expect((await chat(client({ path: name, timeout }))).name).toBe(wanted);
    expect((await response(client({ header: name, timeout }))).name).toBe(wanted);
    expect((await raised(client({ path: name, timeout }).models.list())).name).toBe(wanted);
  });

  test('for a body that ends early it raises what fetch does', async () => {
    expect((await chat(client({ path: 'truncated' }))).name).toBe('TypeError');
  });

  test('for a body that never comes it waits longer than its own limit, as its limit is for the headers alone', async () => {
    const given = new AbortController();
    const openai = client({ path: 'timeout-in-body', timeout: 2_000 });
    const call = raised(openai.chat.completions.create({ model: MODEL, messages }, { signal: given.signal }));
    const waiting = new Promise((resolve) => setTimeout(resolve, 4_000, 'waiting'));
    expect(await Promise.race([call, waiting])).toBe('waiting');
    given.abort();
    await call;
  });

  test('for no fault at all, nothing', async () => {
    expect(await chat(client({}))).toMatchObject({ name: 'nothing', result: { object: 'chat.completion' } });
    expect(await response(client({}))).toMatchObject({ name: 'nothing', result: { object: 'response' } });
    const page = await client({}).models.list();
    expect(page.data.map(({ id }) => id)).toContain(MODEL);
  });
});

describe.concurrent('what openai-node takes for an answer', () => {
  test('a page with status 200', async () => {
    expect(await chat(client({ path: 'html-200' }))).toMatchObject({
      name: 'nothing',
      result: expect.stringContaining('<html>'),
    });
  });

  test('endpoints that are missing are 404, the others work', async () => {
    expect((await response(client({ path: 'no-responses' }))).name).toBe('NotFoundError');
    expect((await chat(client({ path: 'no-responses' }))).name).toBe('nothing');
    expect((await chat(client({ path: 'no-chat-completions' }))).name).toBe('NotFoundError');
  });

  test('a body above the limit is refused, a smaller one is not', async () => {
    const long = 'x'.repeat(200 * 1024);
    const ask = (name: string, input: string) => raised(client({ path: name }).responses.create({ model: MODEL, input }));
    expect(await ask('body-limit-100k', long)).toEqual({ name: 'APIError', status: 413 });
    expect((await ask('body-limit-100k', 'x')).name).toBe('nothing');
    expect((await ask('body-reset-100k', long)).name).toBe('APIConnectionError');
  });
});
