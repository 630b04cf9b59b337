import { expect, test } from 'vitest';
import { catalogue, type FindingId, findingIds } from '../../src/catalogue/index.ts';
import { distinguishingFeatures, findingsOfStatus } from '../../src/explain/page/distinctions.ts';
import { fillPage } from '../../src/explain/page/fill-page.ts';
import { meaningOf } from '../../src/explain/page/meanings.ts';
import { findingPage, PAGE_VALUES } from '../../src/explain/page/page.ts';
import { codes } from '../../src/explain/read/signs/codes.ts';
import { signs } from '../../src/explain/read/signs/signs.ts';
import { readAnswer } from '../../src/knowledge/answer/read-answer.ts';
import { curlExits } from '../../src/knowledge/clients/system-numbers.ts';
import type { ChainFault } from '../../src/model/facts/tls.ts';
import type { CatalogueEntry } from '../../src/model/finding.ts';
import { meaningOf as faultNamed } from '../../src/net/tls/verdict.ts';

test.each(findingIds)('%s has a page that a reader can use', (id) => {
  const { means, causes } = meaningOf(id);
  const page = fillPage(findingPage(id, { term: id }), PAGE_VALUES, { platform: 'linux' });
  const { severity }: CatalogueEntry = catalogue[id];
  expect(means).toMatch(/^[A-Z].*\.$/s);
  for (const cause of causes) expect(cause).toMatch(/[.!`]$/);
  // Warnings may have one cause, which is what they are called by.
  if (severity === 'error') expect(page.steps.length + causes.length).toBeGreaterThan(0);
  expect(`${page.title} ${page.meaning} ${page.causes} ${page.steps}`).not.toMatch(/\[object|verify=False|REJECT_UNAUTHORIZED=0/);
});

const about = { host: null, isOpenAi: false, keySent: null, path: null, model: null };

test.each(
  Object.keys(findingsOfStatus)
    .map(Number)
    .filter((status) => status >= 400 && status !== 407),
)('what %i alone means to a live answer stands on its page', (status) => {
  const body = JSON.stringify({ error: { message: 'm' } });
  const reading = readAnswer({ status, headers: {}, body, cut: false, bytes: body.length }, about);
  expect(findingsOfStatus[status]).toContain(status === 415 ? 'request/invalid-body' : reading?.id);
});

test('the words of OpenSSL mean the same in a log and in a handshake', () => {
  const ids: Partial<Record<ChainFault['kind'], string[]>> = {
    expired: ['tls/expired'],
    'not-yet-valid': ['tls/not-yet-valid'],
    'hostname-mismatch': ['tls/hostname-mismatch'],
    'self-signed': ['tls/self-signed'],
    // Which of the three it is, a live look at the chain says.
    'unknown-issuer': ['tls/unknown-issuer', 'tls/interception', 'tls/missing-intermediate', 'tls/verification-failed'],
    'bad-signature': ['tls/invalid-chain'],
    purpose: ['tls/invalid-chain'],
    'not-a-ca': ['tls/invalid-chain'],
    'path-length': ['tls/invalid-chain'],
  };
  const known = Object.entries(codes).flatMap(([code, id]) => {
    const kind = faultNamed(code);
    return kind ? [[code, id, ids[kind] ?? []] as const] : [];
  });
  expect(known.length).toBeGreaterThan(10);
  for (const [code, id, accepted] of known) expect(accepted, code).toContain(id);
});

test('every finding that a table names is one', () => {
  const named = [
    ...Object.values(codes),
    ...Object.values(curlExits),
    ...signs.map(({ id }) => id),
    ...Object.values(findingsOfStatus).flat(),
    ...Object.keys(distinguishingFeatures),
  ];
  expect(named.filter((id) => !findingIds.includes(id as FindingId))).toEqual([]);
});

test('a status that several errors share says how to tell each', () => {
  for (const ids of Object.values(findingsOfStatus))
    if (ids.length > 1) for (const id of ids.slice(0, 2)) expect(id in distinguishingFeatures || ids.length === 2, id).toBe(true);
});
