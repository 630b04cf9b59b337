import { describe, expect, test } from 'vitest';
import { NO_TRACES, recognize, recognizedIn } from '../../src/knowledge/parties.ts';
import { providers } from '../../src/knowledge/providers/index.ts';
import { providerSamples, tracesOf } from './samples/providers.ts';

const samples = Object.entries(providerSamples).flatMap(([id, list]) => list.map((sample) => [id, sample] as const));

test('every entry has samples, and every sample an entry', () => {
  expect(Object.keys(providerSamples).sort()).toEqual(providers.map(({ id }) => id).sort());
});

test.each(samples)('%s is recognized by %j, and nobody else claims it', (id, sample) => {
  const found = recognizedIn('provider', providers, tracesOf(sample, NO_TRACES));
  expect(found.map((party) => party.id)).toEqual([id]);
});

test.each(providers.map((entry) => [entry.id, entry] as const))('every mark of %s is met by a sample', (id, entry) => {
  const met = (mark: (typeof entry.recognition)[number]) =>
    (providerSamples[id] ?? []).some(
      (sample) => recognizedIn('provider', [{ ...entry, recognition: [mark] }], tracesOf(sample, NO_TRACES)).length > 0,
    );
  expect(entry.recognition.filter((mark) => !met(mark))).toEqual([]);
});

describe('who is not known stays unknown', () => {
  test.each([
    [{ host: 'llm.company.example', status: 200, body: '{"object":"list","data":[{"id":"m","object":"model"}]}' }],
    [{ host: 'localhost', port: 8080, path: '/v1' }],
    [{ host: 'localhost', port: 4000, path: '/api/v2' }],
    [{ host: 'api.openai.com.evil.example' }],
    [
      {
        host: 'llm.company.example',
        status: 401,
        body: '{"error":{"message":"Incorrect API key provided: x","code":"invalid_api_key"}}',
      },
    ],
    [
      {
        host: 'llm.company.example',
        status: 502,
        headers: { server: 'nginx' },
        body: '<html><title>502 Bad Gateway</title></html>',
      },
    ],
  ])('%j', (sample) => {
    expect(recognize(tracesOf(sample, NO_TRACES)).provider).toBeNull();
  });
});

test('recognition of a healthy run costs less than five milliseconds', { retry: 3 }, () => {
  const body = `{"object":"list","data":[${Array.from({ length: 3000 }, (_, at) => `{"id":"model-${at}","object":"model"}`).join(',')}]}`;
  const traces = {
    ...NO_TRACES,
    host: 'api.openai.com',
    port: 443,
    path: '/v1',
    answers: [{ status: 200, headers: { server: 'cloudflare' }, body }],
  };
  recognize(traces);
  const times = Array.from({ length: 9 }, () => {
    const started = performance.now();
    recognize(traces);
    return performance.now() - started;
  }).sort((a, b) => a - b);
  // The least of them: the rest is whatever else this machine does.
  expect(times[0]).toBeLessThan(5);
});
