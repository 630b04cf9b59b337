import type { FindingId } from '../../catalogue/index.ts';
import {
  bsdAddressInfo,
  curlExits,
  darwin,
  errnos,
  godotResults,
  godotUnknown,
  nsUrlErrors,
  opensslVerify,
  secureTransport,
  winHttp,
  winsock,
} from '../../knowledge/clients/system-numbers.ts';
import { matchesIn } from '../log/matches.ts';
import type { Match } from './clue.ts';

/** The text before the numbers, for the search through a log. */
export const numberTokens = [
  '[errno ',
  '[winerror ',
  '(os error ',
  'os { code: ',
  'errno = ',
  'errno: ',
  '(errno ',
  'errno=',
  'curl: (',
  'curl error ',
  'curl exit',
  'curl returned ',
  'curl failed with ',
  'curl_easy_perform',
  'cURL error',
  'SocketException (',
  'errorcode=',
  'Socket Error #',
  'socket error ',
  'WSAE',
  'WSAHOST',
  'winsock',
  'winhttp',
  '0x80072',
  '0x80004005',
  'NSURLErrorDomain',
  'NSPOSIXErrorDomain',
  'SO_ERROR [',
  'failed with error(-',
  '[system:',
  '[asio.system:',
  'kCFErrorDomain',
  'kCFStream',
  'CFNetwork',
  'SSLError code',
  'Verify return code',
  'verify error:num=',
  'certificate verify error: (',
  'X509VerifyResult',
  ' 0x01: ',
  ' 0x02: ',
  ' 0x03: ',
  ' 0x04: ',
  ' 0x05: ',
  ' 0x06: ',
  'socks5error',
].filter((token) => token.length >= 7);

/** Replies of a SOCKS proxy (RFC 1928 section 6), as PySocks and urllib3 print them: `0x04: Host unreachable`. */
const socksReplies = (reply: number): string => (reply === 2 ? 'proxy/forbidden' : 'proxy/upstream-failed');

const system = (n: number): string | undefined => winsock[n > 1000 ? n : 0] ?? errnos[n];

interface Printed {
  pattern: RegExp;
  id: (number: number) => string | undefined;
  weight: Match['weight'];
  /** The text that must precede it. */
  after?: RegExp;
}

/** How programs print the numbers of their systems. */
const PRINTED: Printed[] = [
  { pattern: /\[Errno (-?\d{1,5})\](?= ?nodename)/gi, id: (n) => bsdAddressInfo[n], weight: 'code' },
  { pattern: /\[Errno (-?\d{1,5})\](?! ?nodename)/gi, id: system, weight: 'code' },
  { pattern: /\[WinError (\d{1,5})\]/gi, id: (n) => winsock[n], weight: 'code' },
  { pattern: /\(os error (-?\d{1,5})\)/gi, id: (n) => winsock[n] ?? errnos[n], weight: 'code' },
  // Rust's debug form, Dart, C programs
  { pattern: /\bOs \{ code: (-?\d{1,5})\b/g, id: (n) => winsock[n] ?? errnos[n], weight: 'code' },
  {
    pattern: /\berrno ?[=:] ?(-?\d{1,5})\b/gi,
    id: system,
    weight: 'code',
    after: /OS Error|SocketException|connect|socket|recv|send\b|lookup/i,
  },
  { pattern: /\(errno (-?\d{1,5})\)/gi, id: system, weight: 'code', after: /connect|socket|recv|send\b/i },
  // nginx, Netty, Boost, Apple's
  { pattern: /\bconnect\(\)[^\n(]{0,80}\((\d{1,3}): /g, id: (n) => errnos[n], weight: 'code' },
  { pattern: /\bfailed with error\(-(\d{1,3})\)/g, id: (n) => errnos[n], weight: 'code' },
  { pattern: /\[(?:asio\.)?system:(\d{1,5})\]/g, id: system, weight: 'code' },
  { pattern: /\bNSPOSIXErrorDomain[^\n\d-]{0,8}(\d{1,3})\b/g, id: (n) => darwin[n] ?? errnos[n], weight: 'code' },
  { pattern: /\bSO_ERROR \[(\d{1,3}): /g, id: (n) => errnos[n], weight: 'code' },
  // .NET, in any language; Delphi and Indy; names of Windows' own
  { pattern: /\bSocketException \((\d{1,5})\)/g, id: (n) => winsock[n] ?? errnos[n], weight: 'code' },
  { pattern: /\bErrorCode\W{1,3}(1\d{4})\b/g, id: (n) => winsock[n], weight: 'code' },
  {
    pattern: /\b(?:Socket ?Error|WSA(?:GetLastError)?(?: error)?)[ #:=(]{1,4}(1[01]\d{3})\b/gi,
    id: (n) => winsock[n],
    weight: 'code',
  },
  {
    pattern: /\((1[01]\d{3})\)(?=[:\s]|$)/g,
    id: (n) => winsock[n],
    weight: 'code',
    after: /socket|connect|winsock|resolve|host/i,
  },
  { pattern: /\bWin(?:HTTP|INet)\w{0,20}[^\n\d]{0,60}\b(12[01]\d\d)\b/gi, id: (n) => winHttp[n], weight: 'code' },
  { pattern: /\b(?:0x)?80072([EF][0-9A-F]{2})\b/gi, id: (n) => winHttp[n], weight: 'code' },
  // Apple
  { pattern: /\bNSURLErrorDomain[^\n\d-]{0,24}(-1[0-2]\d\d)\b/g, id: (n) => nsUrlErrors[n], weight: 'general' },
  { pattern: /\b(?:URLError|CFNetwork)\w{0,20}[^\n\d-]{0,40}(-1[0-2]\d\d)\b/g, id: (n) => nsUrlErrors[n], weight: 'general' },
  {
    pattern:
      /(?:kCFStream\w{0,40}|errSSL\w{0,30}|SSLHandshake|SecureTransport|OSStatus(?: error)?|SSLError)[^\n\d-]{0,24}(-98\d\d)\b/g,
    id: (n) => secureTransport[n],
    weight: 'code',
  },
  // Godot
  { pattern: /\b[Rr]esult: (\d{1,2}), [Rr]esponse [Cc]ode: 0\b/g, id: (n) => godotResults[n], weight: 'general' },
  { pattern: /\b[Rr]esult: (\d{1,2}), [Rr]esponse [Cc]ode: 0\b/g, id: (n) => godotUnknown[n], weight: 'hidden' },
  // SOCKS, OpenSSL, curl
  { pattern: /\b0x0([1-8]): (?=[A-Z])/g, id: socksReplies, weight: 'cause', after: /SOCKS/i },
  {
    pattern: /\b(?:Verify return code: |verify error:num=|certificate verify error: \(|X509VerifyResult \{ code: )(\d{1,3})\b/g,
    id: (n) => opensslVerify[n],
    weight: 'cause',
  },
  { pattern: /\bcurl: \((\d{1,3})\)/gi, id: (n) => curlExits[n], weight: 'general' },
  { pattern: /\bcurl error:? ?\(?(\d{1,3})\b/gi, id: (n) => curlExits[n], weight: 'general' },
  {
    pattern:
      /\bcurl(?: error)?:? (?:exit[_ ]?code|exited with(?: code)?|returned(?: code)?|failed with(?: exit)? code)[ :=]{1,3}(\d{1,2})\b/gi,
    id: (n) => curlExits[n],
    weight: 'general',
  },
  { pattern: /\bcurl_easy_perform\(\)[^\n\d]{0,60}\b(\d{1,2})\b/gi, id: (n) => curlExits[n], weight: 'general' },
];

/** Errors that files give, not sockets: their numbers are shared. */
const OF_A_FILE = /^[^\n]{0,40}(?:No such file|Permission denied: ['"/]|Operation not permitted: ['"/]|Is a directory)/;

/** A connect that the kernel gave up is no timer of the client. */
const BY_KERNEL = { type: 'APIConnectionError' } as const;

/** The clues that numbers give. */
export function numberClues(text: string): Match[] {
  return PRINTED.flatMap((printed) => matchesIn(text, printed.pattern).flatMap((found) => numberClue(text, found, printed)));
}

function numberClue(text: string, found: RegExpExecArray, { id, weight, after }: Printed): Match[] {
  const written = found[1] as string;
  const meant = id(/^[EF]/i.test(written) ? Number.parseInt(`2${written}`, 16) : Number(written)) as FindingId | undefined;
  const place = found.index;
  if (after && !after.test(text.slice(Math.max(0, place - 250), place))) return [];
  if (!meant || OF_A_FILE.test(text.slice(place, place + 100))) return [];
  return [{ id: meant, weight, place, length: found[0].length, ...(meant === 'tcp/timeout' ? BY_KERNEL : {}) }];
}
