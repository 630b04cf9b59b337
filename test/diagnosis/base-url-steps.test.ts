import { expect, test } from 'vitest';
import { baseUrlSteps } from '../../src/diagnosis/base-url-steps.ts';
import { targetFor } from '../support/tcp-cases.ts';

const likely = (baseUrl: string) => baseUrlSteps('dns/nxdomain', targetFor(baseUrl), []).values.likelyHost;

test.each([
  ['https://api.opnai.com/v1', 'api.openai.com'],
  ['https://api.cerebras.com/v1', 'api.cerebras.ai'],
])('%s is close to the host of a known API', (baseUrl, host) => expect(likely(baseUrl)).toBe(host));

test.each([
  'https://api.openai.internal/v1',
  'https://api.deepseek.corp/v1',
  'https://openrouter.local/v1',
  'http://openai:8000/v1',
  'https://llm.company.example/v1',
])('%s is a name of its own', (baseUrl) => expect(likely(baseUrl)).toBeUndefined());
