import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactText } from '../src/redact.ts';
import { secretsOfEnvironment } from '../src/secrets.ts';
import { anyKey, disguises, runs, traceOf, wrappings } from './leaks.ts';

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
