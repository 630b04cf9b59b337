/** What is read of a stream's bytes, and what of a server's answers, without a server. */
import { describe, expect, test } from 'vitest';
import { edgeOf } from '../../src/knowledge/answer/edge.ts';
import { usageIn } from '../../src/knowledge/answer/usage.ts';
import type { ExchangeFacts } from '../../src/model/facts/http.ts';
import { readEvents } from '../../src/net/http/events.ts';
import { readingOf } from '../../src/net/http/facts.ts';
import { lengthsFor } from '../../src/probes/tcp/idle.ts';
import { percentilesOf } from '../../src/probes/tcp/repeat-counts.ts';

const answer = (body: string, type = 'text/event-stream') => ({
  status: 200,
  headers: type ? { 'content-type': type } : {},
  body,
  cut: false,
  bytes: body.length,
});
const lines = (...events: (object | string)[]) =>
  events.map((event) => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`).join('');
const piece = (content: string, finish: string | null = null) => ({ choices: [{ delta: { content }, finish_reason: finish }] });

describe('the events of a chat', () => {
  const flaws = (...events: (object | string)[]) => readEvents(answer(lines(...events)), '/chat/completions').flaws;

  test.each([
    ['with [DONE]', [piece('a'), piece('', 'stop'), '[DONE]']],
    ['without [DONE]', [piece('a'), piece('b', 'length')]],
    ['with usage at the end', [piece('a', 'stop'), { choices: [], usage: { prompt_tokens: 1, completion_tokens: 2 } }, '[DONE]']],
    ['that end twice', [piece('a', 'stop'), piece('', 'stop'), '[DONE]', '[DONE]']],
    ['that stop in the middle, as a connection that was closed', [piece('a'), piece('b')]],
    ['in which an error comes', [piece('a'), { error: { message: 'x' } }, piece('', 'stop')]],
  ])('are valid: %s', (_, events) => {
    expect(flaws(...events)).toEqual([]);
  });

  test.each([
    ['not-json', [piece('a'), '{"a', piece('', 'stop'), '[DONE]']],
    ['shape', [{ message: { content: 'a' }, done: false }]],
    ['order', [piece('a', 'stop'), '[DONE]', piece('b')]],
    ['no-terminal', [piece('a'), '[DONE]']],
    ['no-terminal', [piece('19 '), piece('20')]],
  ])('are not: %s', (flaw, events) => {
    expect(flaws(...events)).toEqual([flaw]);
  });
});

describe('the events of a response', () => {
  const flaws = (...events: object[]) => readEvents(answer(lines(...events)), '/responses').flaws;
  const created = { type: 'response.created' };
  const added = { type: 'response.output_item.added', output_index: 0 };
  const text = { type: 'response.output_text.delta', output_index: 0, delta: 'twenty' };
  const completed = { type: 'response.completed', response: { usage: { input_tokens: 3, output_tokens: 4 } } };

  test.each([
    ['whole', [created, added, text, completed]],
    ['failed', [created, { type: 'response.failed' }]],
    ['an error alone', [{ type: 'error', message: 'x' }]],
    ['with events that nobody knows yet', [created, { type: 'response.new' }, completed]],
  ])('are valid: %s', (_, events) => {
    expect(flaws(...events)).toEqual([]);
  });

  test.each([
    ['order', [added, text, completed]],
    ['order', [created, text, completed]],
    ['no-terminal', [created, added, text]],
    ['doubled-terminal', [created, completed, completed]],
    ['shape', [created, { delta: 'x' }, completed]],
  ])('are not: %s', (flaw, events) => {
    expect(flaws(...events)).toEqual([flaw]);
  });

  test('tell what was used', () => {
    expect(readEvents(answer(lines(created, completed)), '/responses').usage).toEqual({ input: 3, output: 4 });
  });
});

test('events are read in whatever lines they come, and whatever media type they have', () => {
  const body =
    'event: x\r\ndata: {"choices":\r\ndata: [{"delta":{},"finish_reason":"stop"}]}\r\n\r\n: comment\r\n\r\ndata: [DONE]';
  expect(readEvents(answer(body, 'application/json; charset=utf-8'), '/chat/completions')).toEqual({
    events: 2,
    hasEnded: true,
    mediaType: 'application/json',
    flaws: ['media-type'],
    usage: null,
  });
  const plain = readEvents(answer('{"choices":[]}', 'application/json'), '/chat/completions');
  expect([plain.events, plain.flaws]).toEqual([0, []]);
});

test.each([
  [{ usage: { prompt_tokens: 1, completion_tokens: 2 } }, { input: 1, output: 2 }],
  [{ usage: { input_tokens: 1, output_tokens: 2 } }, { input: 1, output: 2 }],
  [{ usage: { prompt_tokens: -1, completion_tokens: 2 } }, null],
  [{ usage: 'x' }, null],
  [null, null],
])('usage: %j', (json, usage) => {
  expect(usageIn(json)).toEqual(usage);
});

test.each([
  [{ 'cf-ray': '8f0c2d3e4f5a6b7c-FRA' }, 'FRA', 'DE'],
  [{ 'x-amz-cf-pop': 'NRT57-P4' }, 'NRT', 'JP'],
  [{ 'x-served-by': 'cache-iad-kiad7000025-IAD, cache-fra-eddf8230044-FRA' }, 'FRA', 'DE'],
  [{ 'x-ms-region': 'Sweden Central' }, 'Sweden Central', null],
  [{ 'cf-ray': '8f0c2d3e4f5a6b7c-ZZZ' }, 'ZZZ', null],
])('the place in %j', (headers, place, country) => {
  expect(edgeOf(headers as unknown as Record<string, string>)).toMatchObject({ place, country });
});

test('no place is made up', () => {
  expect(edgeOf({ 'cf-ray': 'x', server: 'cloudflare' })).toBeNull();
});

test('silent times shrink with the deadline', () => {
  expect(lengthsFor({ deadlineMs: 400_000, timeoutMs: 5_000 })).toEqual([30_000, 60_000, 120_000, 240_000, 350_000]);
  expect(lengthsFor({ deadlineMs: 13_000, timeoutMs: 1_000 })).toEqual([600, 1_200, 2_400, 4_800, 7_000]);
});

test('percentiles by nearest rank', () => {
  expect(percentilesOf([])).toBeNull();
  expect(percentilesOf(Array.from({ length: 100 }, (_, at) => 100 - at))).toEqual({ p50: 50, p90: 90, p99: 99, max: 100 });
});

describe('an error that comes as an event', () => {
  const read = (status: number, path: string, ...events: (object | string)[]) => {
    const facts: ExchangeFacts = {
      method: 'GET',
      url: `https://llm.example/v1${path}`,
      requestHeaders: {},
      stage: 'done',
      problem: null,
      answer: { ...answer(lines(...events)), status },
      ms: 1,
      firstByteMs: 1,
      turnedAway: null,
      refusedByNode: null,
      tidied: null,
    };
    return readingOf(facts);
  };
  const unknown = { error: { message: 'the flux is out of phase' } };

  test.each([
    [500, 'server/error'],
    [503, 'server/overloaded'],
    [429, 'limit/rate-limit'],
    [403, 'auth/permission-denied'],
    [401, 'auth/invalid-authentication'],
  ])('is read by its status where its words tell nothing: %s', (status, id) => {
    expect(read(status, '/models', unknown)?.id).toBe(id);
    expect(read(status, '/chat/completions', unknown, '[DONE]')?.id).toBe(id);
  });

  test('is an error behind a status of success, too, whatever its words', () => {
    expect(read(200, '/models', unknown)).not.toBeNull();
    expect(read(200, '/chat/completions', piece('a'), unknown)).not.toBeNull();
    expect(read(200, '/models', { error: { message: 'x', code: 'invalid_api_key' } })?.id).toBe('auth/incorrect-key');
  });

  test('is none where no event holds one', () => {
    expect(read(200, '/chat/completions', piece('a'), piece('', 'stop'), '[DONE]')).toBeNull();
    expect(read(200, '/chat/completions', piece('"error"'), { ...piece('', 'stop'), error: null })).toBeNull();
  });
});
