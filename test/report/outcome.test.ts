import { expect, test } from 'vitest';
import { outcomeOf } from '../../src/report/reporters/outcome.ts';
import { report, sound, warning } from '../support/reports.ts';

const withModels = (status: 'pass' | 'warn', facts: object) =>
  report({
    verdict: 'degraded',
    findings: [warning],
    probes: sound.map((probe) => (probe.id === 'http/models' ? { ...probe, status, facts } : probe)),
  });

test('a key that was not sent, or a request that failed, is not called accepted because a warning says why', () => {
  expect(outcomeOf(withModels('warn', { problem: { code: 'KEY_NOT_SENT', message: '' } })).text).toMatch(/key.* not tested/);
  expect(outcomeOf(withModels('warn', { problem: null })).text).toContain('accepts the API key');
});
