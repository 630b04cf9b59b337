import type { ConnectAttempt } from '../../model/facts/tcp.ts';
import type { Platform } from '../../model/layers.ts';
import type { NetworkError } from '../../model/problem.ts';

/**
 * The kind of a failed attempt. Node marks with ` - Local` what this machine's kernel refused on its own. ICMPv6 "administratively
 * prohibited" arrives as EACCES too, without the mark, and comes from the network (Linux: `icmpv6_err_convert`); Windows never sets the mark.
 */
export function outcomeOf(problem: NetworkError, family: 4 | 6, platform: Platform): ConnectAttempt['outcome'] {
  const isLocal = problem.message.includes(' - Local');
  switch (problem.code) {
    case 'ECONNREFUSED':
      return 'refused';
    case 'TIMEOUT':
    case 'ETIMEDOUT':
      return 'timeout';
    case 'ECONNRESET':
      return 'reset';
    case 'EPERM':
      return 'denied';
    case 'EACCES':
      return family === 6 && !isLocal && platform !== 'windows' ? 'unreachable' : 'denied';
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
      // For IPv6: the kernel has the family switched off. For IPv4: no local port is left.
      return family === 6 ? 'unreachable' : 'error';
    case 'EINVAL':
      // What a blackhole route answers.
      return isLocal ? 'unreachable' : 'error';
    default:
      return /^E(HOST|NET)(UNREACH|DOWN)$|^ENOPROTOOPT$/.test(problem.code ?? '') ? 'unreachable' : 'error';
  }
}
