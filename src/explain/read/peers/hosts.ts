import { isIP } from 'node:net';
import { vendorOf } from '../../../knowledge/providers/vendors.ts';
import type { TargetUrl } from '../../../model/target.ts';
import { matchesIn } from '../../log/matches.ts';
import { isLoopbackAddress } from './addresses.ts';
import { isNobody, type Peer, type Role } from './peer.ts';
import { urlOf } from './urls.ts';

const NAME = String.raw`([\w-]{1,63}(?:\.[\w-]{1,63}){0,8})`;
const DOTTED = String.raw`((?:[\w-]{1,63}\.){1,8}[\w-]{1,63}|localhost)`;
const PORT = String.raw`:(\d{1,5})\b`;

/** How errors name a host without a URL; a port where they have one. */
const NAMED = [
  /HTTPS?ConnectionPool\(host='([^']{1,253})', port=(\d{1,5})\)/g,
  new RegExp(String.raw`\bCannot connect to host ${NAME}${PORT}`, 'gi'),
  new RegExp(String.raw`\bhostname['"]?: ['"]${DOTTED}['"]`, 'g'),
  new RegExp(String.raw`\bCould(?: not|n't) resolve host(?:name)?: ['"]?${NAME}`, 'gi'),
  new RegExp(String.raw`\bCould(?: not|n't) resolve (?:host )?['"]${NAME}['"]`, 'gi'),
  new RegExp(String.raw`\bFailed to resolve ['"]?${DOTTED}`, 'gi'),
  new RegExp(String.raw`\bFailed to connect to /?\[?${DOTTED}\]?(?:/[\d.]{7,15})?(?::(\d{1,5})| port (\d{1,5}))?`, 'gi'),
  new RegExp(String.raw`\bConnection to ${DOTTED} (?:timed out|failed|refused|port)`, 'gi'),
  new RegExp(String.raw`\bFailed host lookup: ['"\x60]${NAME}`, 'gi'),
  /\bFailed to resolve '([\w.-]{1,253})'/g,
  new RegExp(String.raw`\bgetaddrinfo \w{5,12} ${NAME}(?::(\d{1,5}))?(?![\w-])`, 'g'),
  new RegExp(String.raw`\bquery\w{0,10} E[A-Z]{5,12} ${NAME}`, 'g'),
  new RegExp(String.raw`\blookup ${DOTTED}(?: on [\w.:[\]]{1,60})?:`, 'g'),
  new RegExp(String.raw`\bresolve (?:host(?:name)?:?|address:?) ["']?${DOTTED}`, 'gi'),
  new RegExp(String.raw`\bUnknownHostException: ${NAME}(?![\w.]*Exception)`, 'g'),
  /\bname could not be resolved: '([\w.-]{1,253})'/g,
  // .NET's sentence in other languages, with the name behind it
  /(?:aufgelöst werden|pu être résolu|nombre remoto|nome remoto|ser resolvido|удаленное имя|远程名称|遠端名稱|できませんでした|확인할 수 없습니다|nazwy zdalnej) ?[:：] ?['"]([\w.-]{1,253})['"]/g,
  // libpq
  new RegExp(String.raw`\bconnection to server at "${NAME}"(?: \([\da-f.:]{3,45}\))?, port (\d{1,5}) failed`, 'g'),
  new RegExp(String.raw`\bHost: ${DOTTED}\.? is not in the cert`, 'g'),
  // Elixir's Mint, as it prints a connection
  new RegExp(String.raw`\bhost: "${DOTTED}", port: (\d{1,5})\b`, 'g'),
  /certificate is not valid for '([\w.-]{1,253})'/g,
  /subject name matches target host ?name '([\w.-]{1,253})'/g,
  new RegExp(String.raw`\bCONNECT ${DOTTED}${PORT}`, 'g'),
  new RegExp(String.raw`\bConnected to ${DOTTED} \(`, 'g'),
  new RegExp(String.raw`\baddress: ${DOTTED}${PORT}, timeout`, 'g'),
  new RegExp(String.raw`\(${DOTTED}${PORT}\)`, 'g'),
  new RegExp(String.raw`\bconnect(?:ion)? (?:to|with) (?:the )?(?:host |server )?['"(]?${DOTTED}${PORT}`, 'gi'),
  new RegExp(
    String.raw`\b(?:ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH) ((?:\d{1,3}\.){3}\d{1,3}|::1)${PORT}`,
    'g',
  ),
  // asyncio, with the address as a tuple
  /\bConnect call failed \('((?:\d{1,3}\.){3}\d{1,3}|[\da-f:]{2,39})', (\d{1,5})\b/g,
  new RegExp(String.raw`\bdial tcp \[?((?:\d{1,3}\.){3}\d{1,3}|[\da-f:]{2,39})\]?${PORT}`, 'gi'),
  new RegExp(String.raw`\bupstream ${DOTTED}(?::(\d{1,5}))? (?:answered|returned|responded|said|failed|timed out)`, 'gi'),
  // Apple's Network framework: `[C1.1.2 127.0.0.1:11434 in_progress …]`, with a point before the port of IPv6
  /\[C\d{1,6}(?:\.\d{1,4}){0,3} \[?((?:\d{1,3}\.){3}\d{1,3}|[\da-f:]{2,39}|[\w-]{1,63}(?:\.[\w-]{1,63}){0,6})\]?[.:](\d{2,5}) (?:in_progress|waiting|ready|failed|cancelled)\b/g,
  // Netty: the name, a slash, what it stands for
  new RegExp(
    String.raw`\b(?:refused|timed out|reset|unreachable|no further information): ${DOTTED}(?:/(?:[\d.]{7,15}|\[?[\da-f:]{2,39}\]?))?${PORT}`,
    'gi',
  ),
  new RegExp(String.raw`\bremote (?:host|address)[:=] ?/?${DOTTED}(?:/[\d.]{7,15})?${PORT}`, 'gi'),
];

/** The hosts that a line names without a URL. */
export function hostPeers(line: string): Peer[] {
  return [...namedPeers(line), ...knownPeers(line)];
}

/** A known API's host that is only mentioned in a line. */
function knownPeers(line: string): Peer[] {
  return matchesIn(line, /(?<![\w.@/-])((?:[\w-]{1,63}\.){1,5}(?:com|ai|cn|xyz|co|us))(?::(\d{1,5}))?(?![\w-])/g)
    .slice(0, 8)
    .flatMap((found): Peer[] => {
      const host = (found[1] as string).toLowerCase();
      if (vendorOf(host) === null) return [];
      return [{ url: null, host, port: found[2] ? Number(found[2]) : null, scheme: 'https', place: found.index, role: 'called' }];
    });
}

function namedPeers(line: string): Peer[] {
  return NAMED.flatMap((pattern) =>
    matchesIn(line, pattern)
      .slice(0, 4)
      .flatMap((found): Peer[] => {
        const host = (found[1] as string).replace(/\.$/, '').toLowerCase();
        if (isNobody(host) || isSourceFile(host) || isWord(host)) return [];
        const port =
          found[2] ?? found[3] ?? /^\W{0,3}port[ =:]{1,3}(\d{1,5})\b/.exec(line.slice(found.index + found[0].length))?.[1];
        const at = port === undefined ? null : Number(port);
        // An address is where a name led; the name is whom the call was for.
        const role: Role = isIP(host) !== 0 && !isLoopbackAddress(host) ? 'called' : 'target';
        const scheme = /^HTTPConnectionPool/.test(found[0]) ? 'http' : schemeFor(host, at);
        return [{ url: poolUrl(line, found, scheme), host, port: at, scheme, place: found.index, role }];
      }),
  );
}

/** urllib3 prints the path apart from the host: `…Pool(host='h', port=443): Max retries exceeded with url: /v1/models`. */
function poolUrl(line: string, found: RegExpExecArray, scheme: string): TargetUrl | null {
  if (!/ConnectionPool/.test(found[0])) return null;
  const path = /^: (?:Max retries exceeded with url|Read timed out\.[^\n]{0,60}url): (\/[^\s'")]{0,400})/.exec(
    line.slice(found.index + found[0].length),
  )?.[1];
  return path === undefined ? null : urlOf(`${scheme}://${found[1]}:${found[2]}${path}`);
}

/** `(_ssl.c:1000)`, `(index.js:12)`: a position in a program resembles a host with a port. */
function isSourceFile(name: string): boolean {
  return /^_|\.(?:c|cc|cpp|h|[cm]?js|[cm]?ts|[jt]sx|py|pyx|go|rs|java|kt|scala|rb|php|cs|swift|exs?|erl|dart|vue|lua|pl|pm)$/.test(
    name,
  );
}

/** Words that stand where a host would. */
function isWord(name: string): boolean {
  return /^(?:name|host|hostname|proxy|server|the|a|an|websocket|upstream|remote|database|address|resolve|url|api|dns|service|backend|to|for|on|at|is|this|bearer|application|json|content-type|authorization)$/.test(
    name,
  );
}

/** What a host is asked by where no URL says so: names of this machine and of closed networks seldom have certificates. */
function schemeFor(host: string, port: number | null): 'http' | 'https' {
  if (port === 443 || port === 8443) return 'https';
  if (port === 80) return 'http';
  const closed =
    !host.includes('.') || isIP(host) !== 0 || /\.(?:internal|local|lan|home|svc|cluster\.local|localdomain)$/.test(host);
  return closed && vendorOf(host) === null ? 'http' : 'https';
}
