/** What the real openai-node makes of the same events that `stream/invalid-events` speaks of, and of those it is silent about. */
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Practice, startPractice } from '../../src/practice/server.ts';

let practice: Practice;
beforeAll(async () => {
  practice = await startPractice(0);
});
afterAll(() => practice.close());

const client = (row: string) =>
  new OpenAI({ baseURL: `http://127.0.0.1:${practice.port}/${row}/v1`, apiKey: 'sk-practice', maxRetries: 0, logLevel: 'off' });
const ASK = { model: 'gpt-4o-mini', messages: [{ role: 'user' as const, content: 'Count' }] };

interface Read {
  text: string;
  ends: number;
  raised: string | null;
}

/** The helper for chats, which assembles the answer. */
async function chat(row: string): Promise<Read> {
  const read: Read = { text: '', ends: 0, raised: null };
  const stream = client(row).chat.completions.stream(ASK);
  stream.on('content', (delta) => {
    read.text += delta;
  });
  const raised = await stream.finalChatCompletion().then(
    () => null,
    (error: Error) => `${error.constructor.name}: ${error.message}`,
  );
  return { ...read, raised };
}

/** The helper for the Responses API, and the status of what it assembled. */
async function response(row: string): Promise<Read & { status: string | undefined }> {
  const read: Read = { text: '', ends: 0, raised: null };
  const stream = client(row).responses.stream({ model: ASK.model, input: 'Count' });
  stream.on('event', (event) => {
    if (event.type === 'response.output_text.delta') read.text += event.delta;
    if (event.type === 'response.completed') read.ends += 1;
  });
  try {
    const { status } = await stream.finalResponse();
    return { ...read, status };
  } catch (error) {
    return { ...read, raised: (error as Error).message, status: undefined };
  }
}

describe.concurrent('openai-node', () => {
  test('reads what the practice API streams where nothing is wrong', async () => {
    expect(await chat('stream-slow')).toMatchObject({ raised: null, text: expect.stringMatching(/^1 2 3 .*20 $/) });
    expect(await response('stream-slow')).toMatchObject({ raised: null, ends: 1, status: 'completed' });
  });

  test.each([
    ['stream-no-terminal', /missing finish_reason for choice 0/],
    ['stream-not-json', /JSON/],
    ['stream-other-shape', /is not iterable|undefined/],
  ])('raises at a chat with %s', async (row, message) => {
    expect((await chat(row)).raised).toMatch(message);
  });

  test.each([
    ['stream-not-json', /JSON/],
    ['stream-order', /expected 'response\.created' event/],
    ['stream-other-shape', /expected 'response\.created' event/],
  ])('raises at a response with %s', async (row, message) => {
    expect((await response(row)).raised).toMatch(message);
  });

  test('takes a response without a last event for one that is not over, and counts two ends where two came', async () => {
    expect(await response('stream-no-terminal')).toMatchObject({ ends: 0, status: 'in_progress' });
    expect(await response('stream-doubled-terminal')).toMatchObject({ ends: 2, status: 'completed' });
  });

  test('does not mind what is no fault: a chat whose end comes twice', async () => {
    expect((await chat('stream-doubled-terminal')).raised).toBeNull();
  });
});
