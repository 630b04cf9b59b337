import { expect, test } from 'vitest';
import type { BodyTrial } from '../../src/model/facts/calls.ts';
import type { Finding } from '../../src/model/finding.ts';
import { diagnose } from '../support/judged-twice.ts';
import { saw, targetFor } from '../support/tcp-cases.ts';

/** What is said of a size of request bodies, from the answers to each that was tried. */
const KIB = 1024;
const SMALL = 384;

const answered = (bytes: number, status = 400): BodyTrial => ({
  bytes,
  outcome: 'answered',
  status,
  id: status === 400 ? 'http/bad-request' : 'http/too-large',
  by: null,
  isSlow: false,
  problem: null,
  ms: 20,
});
const broken = (bytes: number): BodyTrial => ({ ...answered(bytes), outcome: 'reset', status: null, id: 'http/truncated' });

function found(...tried: BodyTrial[]): Finding | undefined {
  const facts = { endpoint: '/chat/completions' as const, tried, families: null };
  const all = diagnose({
    target: targetFor('https://llm.corp.example/v1'),
    observations: { 'http/body': saw(facts) },
    alternateObservations: {},
    startedAt: '2026-11-22T10:00:00.000+01:00',
  });
  return all.find(({ id }) => id === 'http/body-limit');
}

const once = [broken(64 * KIB), answered(64 * KIB), answered(4 * KIB), answered(SMALL)];

test('a size that was refused once and answered the next time is no limit', () => {
  expect(found(answered(SMALL), ...once, answered(256 * KIB), answered(1025 * KIB))).toBeUndefined();
});

test('nor is it the limit where a larger one is refused twice', () => {
  const twice = [broken(256 * KIB), broken(256 * KIB), answered(4 * KIB), answered(SMALL)];
  expect(found(answered(SMALL), ...once, ...twice)?.explanation).toMatch(/body of 256 KiB is rejected.*One of 64 KiB is not/);
});

test('the smallest of those that were refused is the limit', () => {
  const tried = [answered(SMALL), broken(64 * KIB), broken(64 * KIB), broken(4 * KIB), answered(SMALL)];
  expect(found(...tried)?.explanation).toMatch(/body of 4 KiB is rejected/);
});
