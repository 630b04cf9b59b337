import { describe, expect, test } from 'vitest';
import { readAnswer } from '../../src/knowledge/answer/read-answer.ts';
import type { LoggedAnswer } from '../../src/knowledge/answer/reading.ts';
import { ownAnswer } from '../../src/knowledge/middleboxes/answers.ts';
import { middleboxes } from '../../src/knowledge/middleboxes/index.ts';
import { NO_TRACES, recognizedIn, type Traces } from '../../src/knowledge/parties.ts';
import { middleboxSamples, type Sample } from './samples/middleboxes.ts';

const answerOf = (sample: Sample): LoggedAnswer | null =>
  'status' in sample
    ? {
        status: sample.status,
        headers: sample.headers ?? {},
        body: sample.body ?? '',
        cut: false,
        bytes: sample.body?.length ?? 0,
      }
    : null;

function tracesOf(sample: Sample): Traces {
  const answer = answerOf(sample);
  if (answer) return { ...NO_TRACES, answers: [answer] };
  const { with: _, ...traces } = sample as Partial<Traces> & { with?: string[] };
  return { ...NO_TRACES, ...traces };
}

const all = Object.entries(middleboxSamples).flatMap(([entry, samples]) =>
  samples.map((sample, at) => [`${entry} ${at + 1}`, entry, sample] as const),
);
const about = { host: 'llm.corp.test', isOpenAi: false, keySent: true, path: '/v1/models', model: null };

describe('the book of what stands between', () => {
  test('every entry has samples, and every sample an entry', () => {
    expect(Object.keys(middleboxSamples).sort()).toEqual(middleboxes.map(({ id }) => id).sort());
  });

  test.each(middleboxes.map((entry) => [entry.id, entry] as const))('each mark of %s is met by a sample of it', (id, entry) => {
    const traces = (middleboxSamples[id] ?? []).map(tracesOf);
    const unmet = entry.recognition.filter(
      (mark) => !traces.some((one) => recognizedIn('middlebox', [{ ...entry, recognition: [mark] }], one).length > 0),
    );
    expect(unmet).toEqual([]);
  });

  test.each(all)('%s is claimed by nobody else', (_, id, sample) => {
    const found = recognizedIn('middlebox', middleboxes, tracesOf(sample)).map((party) => party.id);
    const own = ownAnswerOf(sample);
    const others = found.filter((one) => one !== id && !(sample.with ?? []).includes(one));
    expect(others).toEqual([]);
    expect(found.includes(id) || own === id).toBe(true);
  });

  const spoken = all.filter(([, , sample]) => 'id' in sample && sample.id);
  test.each(spoken)('%s is read as what it means', (_, id, sample) => {
    const answer = answerOf(sample) as LoggedAnswer;
    const reading = readAnswer(answer, about);
    expect({ id: reading?.id, by: ownAnswer(answer)?.entry.id }).toEqual({ id: (sample as { id: string }).id, by: id });
    expect(reading?.values.product).toBe(middleboxes.find((entry) => entry.id === id)?.name);
  });
});

function ownAnswerOf(sample: Sample): string | null {
  const answer = answerOf(sample);
  return answer && (ownAnswer(answer)?.entry.id ?? null);
}

describe('what is the API’s own stays the API’s', () => {
  const json = (status: number, body: unknown, headers: Record<string, string> = {}): LoggedAnswer => {
    const text = JSON.stringify(body);
    return { status, headers, body: text, cut: false, bytes: text.length };
  };
  const list = { object: 'list', data: [{ id: 'untangle-zscaler-netskope', object: 'model' }] };

  test.each<[string, LoggedAnswer, string | undefined]>([
    ['behind Cloudflare', json(200, list, { server: 'cloudflare', 'cf-ray': 'x' }), undefined],
    ['behind nginx', json(200, list, { server: 'nginx/1.24.0' }), undefined],
    ['behind Istio', json(200, list, { server: 'istio-envoy', 'x-envoy-upstream-service-time': '3' }), undefined],
    ['at Vercel', json(200, list, { 'x-vercel-id': 'fra1::x', server: 'Vercel' }), undefined],
    [
      'an error of a server behind Cloudflare',
      json(403, { error: { message: 'no' } }, { server: 'cloudflare' }),
      'auth/permission-denied',
    ],
    [
      'an overload behind Envoy',
      json(503, { error: { message: 'The engine is overloaded' } }, { server: 'envoy' }),
      'server/overloaded',
    ],
    [
      'an error that names a product',
      json(400, { error: { message: 'Zscaler FortiGuard is not a valid model' } }),
      'http/bad-request',
    ],
  ])('%s', (_, answer, id) => {
    expect(readAnswer(answer, about)?.id).toBe(id);
  });

  test('a sound list of models takes the book less than 5 ms', () => {
    const models = Array.from({ length: 400 }, (_, at) => ({
      id: `model-${at}-preview-2026`,
      object: 'model',
      owned_by: 'system',
    }));
    const answer = json(200, { object: 'list', data: models }, { server: 'cloudflare' });
    const answers = [answer, answer, answer].map((one) => ({ ...one, status: 200 }));
    const traces = { ...NO_TRACES, host: 'api.example.com', answers };
    const took = Array.from({ length: 20 }, () => {
      const start = performance.now();
      recognizedIn('middlebox', middleboxes, traces);
      return performance.now() - start;
    });
    expect(Math.min(...took)).toBeLessThan(5);
  });
});
