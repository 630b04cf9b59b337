import { describe, expect, test } from 'vitest';
import { findingIds } from '../../src/catalogue/index.ts';
import { type Remedy, remedies, remedyFor } from '../../src/knowledge/remedies/index.ts';

const known: string[] = findingIds;
const texts = ({ means = '', steps }: Remedy) => [means, ...steps.map((step) => (typeof step === 'string' ? step : step.text))];

describe.each(remedies.map((remedy) => [remedy.sample, remedy] as const))('what mends “%s”', (sample, remedy) => {
  test('is found for each of its findings, before what others say', () => {
    const ids = remedy.of.map((one) => (one.endsWith('/') ? `${one}any` : one));
    expect(ids.map((id) => remedyFor(id, `ERROR chat: ${sample}\n`)?.remedy)).toEqual(ids.map(() => remedy));
  });

  test('is of findings that exist, and of no other', () => {
    expect(remedy.of.filter((one) => !one.endsWith('/') && !known.includes(one))).toEqual([]);
    expect(remedyFor('limit/slow-down', sample)).toBeNull();
  });

  test('says only what the message gives, and what each call has', () => {
    const usual = ['modelsUrl', 'keyShell'];
    const named = texts(remedy).flatMap((text) => [...text.matchAll(/\{([a-z]\w*)\}/gi)].map(([, name]) => name as string));
    const given = Object.keys(remedyFor(remedy.of[0] as string, sample)?.values ?? {});
    expect(named.filter((name) => !given.includes(name) && !usual.includes(name))).toEqual([]);
  });
});

test('a message with an end of line in its middle is the same message', () => {
  const told = remedyFor(
    'request/unsupported-parameter',
    "Unsupported parameter: 'max_tokens' is not\n  supported with this model.",
  );
  expect(told?.values.refusedParameter).toBe('max_tokens');
});

test('one of two addresses that were refused is not the one to call', () => {
  const both = 'connect ECONNREFUSED ::1:1234\nconnect ECONNREFUSED 127.0.0.1:1234';
  expect(remedyFor('tcp/refused', both)).toBeNull();
});
