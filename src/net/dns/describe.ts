import type { DnsAnswer, ResolverState } from '../../model/facts/dns.ts';
import type { NetworkError } from '../../model/problem.ts';

const SHOWN_ADDRESSES = 8;

/** `203.0.113.10, 2001:db8::10`, truncated where there are many. */
export function listAddresses(addresses: string[]): string {
  const more = addresses.length - SHOWN_ADDRESSES;
  return addresses.slice(0, SHOWN_ADDRESSES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Summary of a resolver's A and AAAA responses for the host. */
export function describeAnswers({ a, aaaa }: ResolverState): string {
  const addresses = [...a.addresses, ...aaaa.addresses];
  if (addresses.length > 0) return `${listAddresses(addresses)} in ${Math.max(a.ms, aaaa.ms)} ms`;
  const [one, other] = [describeAnswer(a), describeAnswer(aaaa)];
  return one === other ? one : `A: ${one}, AAAA: ${other}`;
}

/** Summary of one response: the addresses, the response code, or why there is none. */
export function describeAnswer(answer: DnsAnswer): string {
  if (answer.addresses.length > 0) return listAddresses(answer.addresses);
  const over = answer.transport === 'tcp' ? ' over TCP' : '';
  switch (answer.outcome) {
    case 'answer':
      return answer.rcode === 'NOERROR' ? 'no address' : (answer.rcode ?? 'no response code');
    case 'timeout':
      return `no response${over} in ${answer.ms} ms`;
    case 'refused':
      return `port closed${over}`;
    case 'unreachable':
      return `unreachable${over} (${codeOf(answer.problem)})`;
    case 'malformed':
      return `invalid response (${answer.detail})`;
    case 'error':
      return `not sent${over} (${codeOf(answer.problem)})`;
  }
}

function codeOf(problem: NetworkError | null): string {
  return problem?.code ?? 'no code';
}
