import { expect, test } from 'vitest';
import { problem } from '../../src/model/errors.ts';
import type { DnsAnswer } from '../../src/model/facts/dns.ts';
import type { Platform } from '../../src/model/layers.ts';
import type { DiagnosisInput } from '../../src/model/observation.ts';
import { diagnose } from '../support/judged-twice.ts';
import { caseOf, connectError, connectFacts, failed, saw, targetFor } from '../support/tcp-cases.ts';

const silent: DnsAnswer = {
  outcome: 'timeout',
  rcode: null,
  addresses: [],
  cnames: [],
  extended: [],
  dnssecBogus: false,
  ms: 5000,
  transport: 'udp',
  problem: problem('TIMEOUT', 'silence'),
  detail: null,
};

function unanswered(platform: Platform): DiagnosisInput {
  const target = targetFor('https://api.openai.com/v1', { platform });
  const server = { server: '172.28.16.1', a: silent, aaaa: silent, control: silent, searched: [] };
  const lookup = {
    host: 'api.openai.com',
    addresses: [],
    problem: problem('TIMEOUT', 'silence'),
    ms: 5000,
    pending: true,
    absolute: null,
  };
  const resolvers = { source: '/etc/resolv.conf', servers: [server], search: [], ndots: 1 };
  const seen = { 'dns/system': saw(lookup), 'dns/resolvers': saw(resolvers) };
  return { observations: seen, alternateObservations: {}, target, startedAt: '2026-11-30T10:00:00.000+00:00' };
}

test('in WSL the line of the stale resolver is quoted, and the cure for it comes first', () => {
  const [finding] = diagnose(unanswered('wsl'));
  expect(finding?.id).toBe('dns/timeout');
  expect(finding?.evidence).toContain('/etc/resolv.conf: nameserver 172.28.16.1');
  expect(finding?.steps[0]).toMatch(/“nameserver 172\.28\.16\.1” of \/etc\/resolv\.conf .*`wsl\.exe --shutdown`$/);
});

test('elsewhere nothing is said of WSL', () => {
  expect(diagnose(unanswered('linux'))[0]?.steps.join('\n')).not.toMatch(/wsl/);
});

const noRoute = (address: string) => failed(address, 'unreachable', connectError('ENETUNREACH', address, true));
const unreachable = (address: string, families: (4 | 6)[]) =>
  diagnose(caseOf(connectFacts([noRoute(address)], { interfaces: [{ name: 'eth0', families }] })))[0];

test('a machine with IPv6 alone is led to NAT64', () => {
  const finding = unreachable('203.0.113.10', [6]);
  expect(finding?.id).toBe('tcp/unreachable');
  expect(finding?.steps[0]).toMatch(/DNS64 on a network with NAT64/);
});

test('a machine with IPv4 alone is not', () => {
  expect(unreachable('2001:db8::10', [4])?.steps.join('\n')).not.toMatch(/NAT64/);
  expect(unreachable('203.0.113.10', [4])?.steps.join('\n')).not.toMatch(/NAT64/);
});
