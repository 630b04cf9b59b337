import type { ResolverState } from '../../model/facts/dns.ts';
import type { DiagnosisInput } from '../../model/observation.ts';

/**
 * Responses with which glibc resolves a name and musl, the C library of Alpine, does not. It fails a lookup where one of the queries for A
 * and AAAA is not answered properly, and before 1.2.4 it does not repeat a truncated response over TCP
 * (https://wiki.musl-libc.org/functional-differences-from-glibc.html, release notes of 1.2.4).
 */
export function muslValues({ server, a, aaaa }: ResolverState, { target }: DiagnosisInput): Record<string, string> {
  const { platform, distribution } = target;
  if (platform === 'macos' || platform === 'windows' || (distribution && distribution !== 'alpine')) return {};
  const both = [
    ['A', a],
    ['AAAA', aaaa],
  ] as const;
  const [lost] = both.find(([, { outcome, rcode }]) => outcome !== 'answer' || rcode === 'SERVFAIL' || rcode === 'REFUSED') ?? [];
  if (lost) return { halfServer: server, lostType: lost };
  return both.some(([, { transport, addresses }]) => transport === 'tcp' && addresses.length > 0) ? { longServer: server } : {};
}
