import { expect, test } from 'vitest';
import { fill } from '../../src/catalogue/fill.ts';
import { catalogue, findingIds } from '../../src/catalogue/index.ts';
import type { CatalogueEntry } from '../../src/model/finding.ts';
import { statusOf } from '../../src/report/exit-status.ts';
import { contractIds } from '../support/contract-ids.ts';

const entries = Object.entries(catalogue) as [string, CatalogueEntry][];

test('the catalogue has the ids of the contract, all of them and no others', () => {
  expect([...findingIds].sort()).toEqual(Object.keys(contractIds).sort());
});

test.each(entries)('%s keeps the severity and the type that the contract gives it', (id, { severity, pythonType }) => {
  expect(contractIds[id]?.severities).toContain(severity);
  expect(contractIds[id]?.types).toContain(pythonType);
});

test.each(entries)('%s has texts that keep the rules', (_, { title, explanation, steps, severity }) => {
  expect(title).toMatch(/^(?:[^.!:]|\.(?=\w)){3,70}$/);
  expect(explanation).toMatch(/\.(?:\s*\{\w+\})*$|\}$/);
  const texts = [title, explanation, ...steps.map((step) => (typeof step === 'string' ? step : step.text))];
  for (const text of texts) {
    expect(text).not.toMatch(/!(?!\w)|\b(?:Error|Hint|Note):/);
    expect(text).not.toMatch(/NODE_TLS_REJECT_UNAUTHORIZED=0|verify\s*=\s*False|--insecure|curl -k\b/);
  }
  if (severity !== 'info') expect(steps.length).toBeGreaterThan(0);
});

test.each(entries)('%s is explained away only by findings that there are', (_, { suppressedBy: unless = [] }) => {
  for (const id of unless) expect(findingIds).toContain(id);
});

test('a text with a missing value is not shown in halves', () => {
  expect(fill('in {ms} ms', { ms: 12 })).toBe('in 12 ms');
  expect(fill('in {ms} ms', {})).toBeNull();
});

test.each([
  ['config/key-missing', null, 10],
  ['dns/nxdomain', null, 11],
  ['tcp/refused', null, 12],
  ['tls/expired', null, 13],
  ['proxy/refused', null, 14],
  ['http/captive-portal', null, 15],
  ['stream/cut', null, 16],
  ['auth/incorrect-key', 401, 20],
  ['auth/missing-scope', 401, 20],
  ['auth/missing-scope', 403, 21],
  ['auth/ip-not-allowed', 403, 21],
  ['auth/unsupported-region', 403, 21],
  ['auth/permission-denied', 403, 21],
  ['auth/organization-unverified', 403, 21],
  ['auth/organization-unverified', 404, 22],
  ['auth/organization-unverified', 400, 22],
  ['auth/model-not-found', 404, 22],
  ['auth/model-not-found', 403, 22],
  ['http/bad-request', 400, 22],
  ['http/not-found', 404, 22],
  ['http/too-large', 413, 22],
  ['request/context-length', 400, 22],
  ['limit/rate-limit', 429, 23],
  ['limit/request-too-large', 429, 23],
  ['limit/slow-down', 503, 23],
  ['limit/quota-exceeded', 429, 24],
  ['limit/billing-hard-limit', 400, 24],
  ['server/error', 500, 25],
])('%s with status %s gives exit status %i', (id, httpStatus, status) => {
  expect(statusOf({ id, httpStatus, causes: [] })).toBe(status);
});

test('a failure that no id explains gives the status of the layer that failed', () => {
  const status = (cause: string) => statusOf({ id: 'probe/unrecognised', httpStatus: null, causes: [cause] });
  expect([status('dns/system'), status('tcp/connect'), status('tls/handshake'), status('http/models')]).toEqual([11, 12, 13, 15]);
});
