import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findingIds } from '../../src/catalogue/index.ts';
import { mayPass, nextOf, type Waiting } from '../../src/check/wait.ts';
import type { Report } from '../../src/model/report.ts';
import { reports, warning } from '../support/reports.ts';

const first: Waiting = { waitMs: 60_000, elapsedMs: 500, checks: 1, warningsCount: false, random: 1 };
const refused = reports.tcp as Report;
const busy = (headers: Record<string, string>): Report => {
  const { findings, ticket } = reports.server as Report;
  return { ...(reports.server as Report), findings, ticket: { ...ticket, response: { status: 503, headers } } };
};

describe('a wait', () => {
  test('ends when all is well', () => {
    expect(nextOf(reports.healthy as Report, first)).toEqual({ end: 'well' });
  });

  test('ends with warnings, unless they count', () => {
    expect(nextOf(reports.degraded as Report, first)).toEqual({ end: 'well' });
    expect(nextOf(reports.degraded as Report, { ...first, warningsCount: true })).toEqual({ pauseMs: 1000 });
  });

  test.each(['config', 'auth', 'limit', 'tls', 'proxy', 'hostile'])('ends at once for what no waiting mends: %s', (name) => {
    expect(nextOf(reports[name] as Report, first)).toEqual({ end: 'lasting' });
  });

  test('ends where one of two failures lasts', () => {
    const both = { ...refused, findings: [...refused.findings, ...(reports.config as Report).findings] };
    expect(nextOf(both, first)).toEqual({ end: 'lasting' });
    expect(nextOf({ ...refused, findings: [...refused.findings, warning] }, first)).toEqual({ pauseMs: 1000 });
  });

  test('pauses twice as long each time, up to a quarter of a minute, and not all at once', () => {
    const pauses = [1, 2, 3, 4, 5, 20].map((checks) => nextOf(refused, { ...first, checks }));
    expect(pauses.map((next) => 'pauseMs' in next && next.pauseMs)).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
    expect(nextOf(refused, { ...first, random: 0 })).toEqual({ pauseMs: 500 });
  });

  test('does as Retry-After asks, and gives up where that is later than it may wait', () => {
    expect(nextOf(busy({ 'retry-after': '7' }), first)).toEqual({ pauseMs: 7000 });
    expect(nextOf(busy({ 'retry-after-ms': '2500' }), first)).toEqual({ pauseMs: 2500 });
    expect(nextOf(busy({ 'retry-after': '0' }), first)).toEqual({ pauseMs: 1000 });
    expect(nextOf(busy({ 'retry-after': '3600' }), first)).toEqual({ end: 'time is up' });
    expect(nextOf(busy({ 'retry-after': 'soon' }), first)).toEqual({ pauseMs: 1000 });
  });

  test('checks a last time when its time ends', () => {
    expect(nextOf(refused, { ...first, elapsedMs: 59_000, checks: 9 })).toEqual({ pauseMs: 1000 });
    expect(nextOf(refused, { ...first, elapsedMs: 59_900 })).toEqual({ end: 'time is up' });
    expect(nextOf(refused, { ...first, elapsedMs: 70_000 })).toEqual({ end: 'time is up' });
  });

  test('never pauses for longer than it has, whatever a server asks for', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.nat(100_000),
        fc.integer({ min: 1, max: 2000 }),
        fc.double({ min: 0, max: 1 }),
        (asked, elapsedMs, checks, random) => {
          const next = nextOf(busy({ 'retry-after': asked }), { ...first, elapsedMs, checks, random: random || 0 });
          if ('pauseMs' in next) expect(next.pauseMs > 0 && next.pauseMs <= first.waitMs - elapsedMs).toBe(true);
        },
      ),
    );
  });
});

test('what a person has to change never passes, what is still coming up may', () => {
  const passing = findingIds.filter(mayPass);
  expect(passing.filter((id) => /^(?:config|auth|request|client)\//.test(id))).toEqual([]);
  for (const id of [
    'tcp/refused',
    'dns/nxdomain',
    'server/overloaded',
    'proxy/refused',
    'limit/rate-limit',
    'probe/unrecognised',
  ])
    expect(passing).toContain(id);
  for (const id of [
    'limit/quota-exceeded',
    'tls/expired',
    'tls/interception',
    'proxy/auth-required',
    'dns/blocked',
    'http/not-the-api',
  ])
    expect(passing).not.toContain(id);
});
