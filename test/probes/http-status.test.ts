import { describe, expect, test } from 'vitest';
import type { ExchangeFacts } from '../../src/model/facts/http.ts';
import type { Target } from '../../src/model/target.ts';
import { otherPaths } from '../../src/probes/http/base-path.ts';
import { httpControl } from '../../src/probes/http/invalid-key.ts';
import { httpModels } from '../../src/probes/http/models.ts';
import { httpPlain } from '../../src/probes/http/plaintext.ts';
import { read, statusPage } from '../../src/probes/status/page.ts';
import { KEY, targetAt } from '../support/http-look.ts';
import { targetFor } from '../support/tcp-cases.ts';

function answered(status: number, body: unknown): ExchangeFacts {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = { status, headers: {}, body: text, cut: false, bytes: text.length };
  return { method: 'GET', url: '', requestHeaders: {}, stage: 'done', problem: null, answer, ms: 1, firstByteMs: 1 };
}

describe('the status page', () => {
  const status = { indicator: 'minor', description: 'Partial outage' };

  test('tells incidents and what is not operational', () => {
    const components = [
      { name: 'Embeddings', status: 'operational' },
      { name: 'Responses', status: 'partial_outage' },
      { name: 'Batch', status: 'under_maintenance' },
      { name: 'Odd', status: 5 },
    ];
    const incidents = [{ name: 'Errors', impact: 'major', status: 'investigating' }];
    expect(read(answered(200, { status, components, incidents }))).toMatchObject({
      indicator: 'minor',
      description: 'Partial outage',
      incidents,
      degraded: [{ name: 'Responses', status: 'partial_outage' }],
      problem: null,
    });
  });

  test('may leave out every list', () => {
    expect(read(answered(200, { status }))).toMatchObject({ incidents: [], degraded: [], problem: null });
  });

  const unread: [string, ExchangeFacts][] = [
    ['HTML', answered(200, '<html>All systems operational</html>')],
    ['a redirect', answered(301, '')],
    ['another shape', answered(200, { status: 'ok' })],
    ['an error with a summary', answered(500, { status })],
    ['nothing', { ...answered(200, ''), answer: null, stage: 'connect' }],
  ];
  test.each(unread)('is unknown, not good, where it sends %s', (_, facts) => {
    expect(read(facts)).toMatchObject({ indicator: null, incidents: [], degraded: [] });
    expect(read(facts).problem).not.toBeNull();
  });

  test('is cut to length', () => {
    const incidents = Array.from({ length: 500 }, () => ({ name: 'x'.repeat(5000), impact: 'y'.repeat(5000) }));
    const facts = read(answered(200, { status, incidents, components: incidents }));
    expect(JSON.stringify(facts).length).toBeLessThan(20_000);
  });
});

test('other paths that people mean', () => {
  expect(otherPaths('')).toEqual(['/v1', '/api/v1', '/openai/v1']);
  expect(otherPaths('/v1/v1')).toEqual(['/v1', '/api/v1', '/openai/v1']);
  expect(otherPaths('/v1/chat/completions')).toEqual(['/v1', '/api/v1', '/openai/v1']);
  expect(otherPaths('/openai')).toEqual(['/openai/v1', '/v1', '/api/v1']);
  expect(otherPaths('/v1')).toEqual(['/api/v1', '/openai/v1']);
  expect(otherPaths('/v1beta', 'generativelanguage.googleapis.com')[0]).toBe('/v1beta/openai');
  expect(otherPaths('/v1', 'api.cohere.com')[0]).toBe('/compatibility/v1');
});

describe('what is not asked, and why', () => {
  const reason = (probe: { skip?: typeof httpModels.skip }, target: Target) => probe.skip?.({ target, seen: {} })?.reason ?? null;
  const openAi = targetFor('https://api.openai.com/v1', { key: { value: KEY, source: 'OPENAI_API_KEY' } });

  test('nothing with a key that is missing, that cannot be sent, or that would go out in the clear', () => {
    expect(reason(httpModels, openAi)).toBeNull();
    expect(reason(httpModels, { ...openAi, key: null })).toBe('no API key');
    expect(reason(httpModels, { ...openAi, key: { value: 'sk-a\nb', source: 'OPENAI_API_KEY' } })).toBe(
      'the key cannot be sent in an HTTP header',
    );
    expect(reason(httpModels, targetFor('http://api.example.com/v1', { key: openAi.key }))).toBe(
      'the key is not sent without TLS',
    );
    expect(reason(httpModels, targetAt(1))).toBeNull();
  });

  test('no made-up key of the API itself, no status page of another one, no plain HTTP on this machine', () => {
    expect(reason(httpControl, openAi)).not.toBeNull();
    expect(reason(httpControl, targetAt(1))).toBeNull();
    expect(reason(statusPage, openAi)).toBeNull();
    expect(reason(statusPage, targetAt(1))).not.toBeNull();
    expect(reason(httpPlain, openAi)).toBeNull();
    expect(reason(httpPlain, targetAt(1))).not.toBeNull();
  });
});
