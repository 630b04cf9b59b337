import type { FindingId } from '../../catalogue/index.ts';
import type { Clue } from './clue.ts';

/**
 * Numbers of operating systems and tools. Python, Rust, PHP and Windows print the number, and the sentence beside it in the
 * machine's own language: the number is what can be relied on.
 */

/** errno by number: Linux first, then BSD and macOS where theirs differ. */
const errnos: Record<number, FindingId> = {
  1: 'tcp/local-denied',
  13: 'tcp/local-denied',
  24: 'config/descriptor-limit',
  32: 'tcp/reset',
  99: 'tcp/unreachable',
  100: 'tcp/unreachable',
  101: 'tcp/unreachable',
  103: 'tcp/reset',
  104: 'tcp/reset',
  110: 'tcp/timeout',
  111: 'tcp/refused',
  112: 'tcp/unreachable',
  113: 'tcp/unreachable',
  49: 'tcp/unreachable',
  50: 'tcp/unreachable',
  51: 'tcp/unreachable',
  53: 'tcp/reset',
  54: 'tcp/reset',
  60: 'tcp/timeout',
  61: 'tcp/refused',
  64: 'tcp/unreachable',
  65: 'tcp/unreachable',
  // getaddrinfo's own numbers, which Python prints in the same brackets
  [-2]: 'dns/nxdomain',
  [-3]: 'dns/temporary-failure',
  [-4]: 'dns/servfail',
  [-5]: 'dns/no-address',
};

/** Windows sockets: https://learn.microsoft.com/windows/win32/winsock/windows-sockets-error-codes-2 */
const winsock: Record<number, FindingId> = {
  121: 'tcp/timeout',
  1225: 'tcp/refused',
  1231: 'tcp/unreachable',
  1236: 'tcp/reset',
  10013: 'tcp/local-denied',
  10049: 'tcp/unreachable',
  10050: 'tcp/unreachable',
  10051: 'tcp/unreachable',
  10053: 'tcp/reset',
  10054: 'tcp/reset',
  10060: 'tcp/timeout',
  10061: 'tcp/refused',
  10064: 'tcp/unreachable',
  10065: 'tcp/unreachable',
  11001: 'dns/nxdomain',
  11002: 'dns/temporary-failure',
  11003: 'dns/servfail',
  11004: 'dns/no-address',
};

/** curl's exit codes: https://curl.se/libcurl/c/libcurl-errors.html. The sentence behind the number often says more. */
export const curlExits: Record<number, FindingId> = {
  1: 'config/base-url-invalid',
  3: 'config/base-url-invalid',
  5: 'proxy/dns',
  6: 'dns/nxdomain',
  7: 'tcp/refused',
  8: 'http/malformed',
  18: 'http/truncated',
  28: 'http/timeout',
  35: 'tls/handshake-failure',
  47: 'http/unexpected-redirect',
  51: 'tls/hostname-mismatch',
  52: 'http/closed',
  53: 'tls/handshake-failure',
  54: 'tls/handshake-failure',
  55: 'tcp/reset',
  56: 'tcp/reset',
  58: 'tls/client-certificate-required',
  59: 'tls/handshake-failure',
  60: 'tls/verification-failed',
  61: 'http/malformed',
  66: 'tls/handshake-failure',
  77: 'config/ca-file-unreadable',
  80: 'tls/handshake-failure',
  83: 'tls/unknown-issuer',
  91: 'tls/verification-failed',
  92: 'http/truncated',
  95: 'http/truncated',
  97: 'proxy/upstream-failed',
  98: 'tls/client-certificate-required',
};

/** What stands before the numbers, for the search through a log. */
export const numberTokens = [
  '[errno ',
  '[winerror ',
  '(os error ',
  'curl: (',
  'curl error ',
  ' 0x01: ',
  ' 0x02: ',
  ' 0x03: ',
  ' 0x04: ',
  ' 0x05: ',
  ' 0x06: ',
  'socks5error',
];

/** Replies of a SOCKS proxy (RFC 1928 section 6), as PySocks and urllib3 print them: `0x04: Host unreachable`. */
const socksReplies = (reply: number): FindingId => (reply === 2 ? 'proxy/forbidden' : 'proxy/upstream-failed');

const PRINTED: { pattern: RegExp; id: (number: number) => FindingId | undefined; weight: Clue['weight']; after?: RegExp }[] = [
  { pattern: /\[Errno (-?\d{1,5})\]/gi, id: (n) => winsock[n > 1000 ? n : 0] ?? errnos[n], weight: 'code' },
  { pattern: /\[WinError (\d{1,5})\]/gi, id: (n) => winsock[n], weight: 'code' },
  { pattern: /\(os error (-?\d{1,5})\)/gi, id: (n) => winsock[n] ?? errnos[n], weight: 'code' },
  { pattern: /\b0x0([1-8]): (?=[A-Z])/g, id: socksReplies, weight: 'cause', after: /SOCKS/i },
  { pattern: /\bcurl: \((\d{1,3})\)/gi, id: (n) => curlExits[n], weight: 'general' },
  { pattern: /\bcurl error (\d{1,3})\b/gi, id: (n) => curlExits[n], weight: 'general' },
];

/** Errors that files give, not sockets: their numbers are shared. */
const OF_A_FILE = /^[^\n]{0,40}(?:No such file|Permission denied: ['"/]|Operation not permitted: ['"/]|Is a directory)/;

/** The clues that numbers give. */
export function numberClues(text: string): Clue[] {
  return PRINTED.flatMap(({ pattern, id, weight, after }) =>
    [...text.matchAll(pattern)].flatMap((found): Clue[] => {
      const meant = id(Number(found[1]));
      const place = found.index;
      if (after && !after.test(text.slice(Math.max(0, place - 250), place))) return [];
      if (!meant || OF_A_FILE.test(text.slice(place, place + 100))) return [];
      const byKernel = meant === 'tcp/timeout' ? ({ type: 'APIConnectionError' } as const) : {};
      return [{ id: meant, weight, place, length: found[0].length, ...byKernel }];
    }),
  );
}
