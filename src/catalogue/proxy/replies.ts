import type { ProxyAnswer, SocksAnswer, TunnelFacts } from '../../model/facts/proxy.ts';
import type { Case } from '../../model/observation.ts';
import { type TunnelId, tunnelFinding } from './socks-readings.ts';

/** What a proxy says when it opens no way, and whose fault that is. */

/** The finding for a proxy's refusal; null where it did not refuse. */
export function refusalId({ outcome, answer, socks, credentialsSent }: TunnelFacts): TunnelId | 'proxy/auth-rejected' | null {
  if (outcome !== 'refused') return null;
  if (socks) return socksId(socks, credentialsSent);
  if (!answer) return null;
  if (answer.status === 407) return credentialsSent || !takesPassword(answer) ? 'proxy/auth-rejected' : 'proxy/auth-required';
  const id = tunnelFinding(answer.status);
  // With the marks of a proxy on it, a 404 is the proxy's word on the host, and a 400 its word on the request.
  if (id === 'proxy/not-a-proxy' && isByProxy(answer)) return answer.status === 404 ? 'proxy/upstream-failed' : 'proxy/forbidden';
  return id;
}

/** Whether a user name and a password would do: Basic is the one scheme that all clients send to a proxy. */
function takesPassword({ authSchemes: schemes }: ProxyAnswer): boolean {
  return schemes.length === 0 || schemes.some((scheme) => scheme.toLowerCase() === 'basic');
}

/** Whether an answer bears the marks of a proxy. */
export function isByProxy({ headers }: Pick<ProxyAnswer, 'headers'>): boolean {
  return /squid|tinyproxy|proxy|zscaler|bluecoat|websense|forcepoint|mcafee|ironport/i.test(
    [headers.server, headers.via, headers['proxy-agent'], headers['x-squid-error']].filter(Boolean).join(' '),
  );
}

function socksId(socks: SocksAnswer, credentialsSent: boolean): TunnelId | 'proxy/auth-rejected' {
  const { version, method, reply } = socks;
  if (reply === null && method === 1) return 'proxy/auth-rejected';
  if (reply === null) return credentialsSent ? 'proxy/auth-rejected' : 'proxy/auth-required';
  if (version === 4) return reply === 0x5c || reply === 0x5d ? 'proxy/auth-rejected' : 'proxy/upstream-failed';
  return reply === 2 ? 'proxy/forbidden' : 'proxy/upstream-failed';
}

/** The answer in one line, with the page's own words. */
export function answerLines({
  answer,
  socks,
  firstBytes: opening,
  problem,
  supportedProtocols: speaks,
  peer,
}: TunnelFacts): string[] {
  const lines: string[] = [];
  if (answer) lines.push(`the proxy answered ${answer.status} ${answer.reason}`.trim());
  if (answer?.authSchemes.length) lines.push(`Proxy-Authenticate: ${answer.authSchemes.join(', ')}`);
  for (const [name, value] of Object.entries(answer?.headers ?? {})) if (name !== 'content-type') lines.push(`${name}: ${value}`);
  if (answer?.title) lines.push(`title of the page: ${answer.title}`);
  if (socks) lines.push(`SOCKS${socks.version}: ${socksWords(socks)}`);
  if (opening) lines.push(`first bytes: ${opening}`);
  if (problem) lines.push(`${problem.code ?? 'error'}: ${problem.message}`);
  if (speaks?.length) lines.push(`the port answers to: ${speaks.join(', ')}`);
  return peer ? [...lines, `address of the proxy: ${peer}`] : lines;
}

/** RFC 1928 section 6; for version 4 the numbers of its own paper. */
const SOCKS5_REPLIES: Record<number, string> = {
  1: 'general failure',
  2: 'connection not allowed by its rules',
  3: 'network unreachable',
  4: 'host unreachable, or its name not known to the proxy',
  5: 'connection refused by the host',
  6: 'time to live expired',
  7: 'command not supported',
  8: 'address type not supported',
};

function socksWords({ version, method, authStatus, reply }: SocksAnswer): string {
  if (reply !== null && version === 4)
    return reply === 0x5b ? 'request rejected or failed (91)' : `identity not accepted (${reply})`;
  if (reply !== null) return `${SOCKS5_REPLIES[reply] ?? 'unknown reply'} (${reply})`;
  if (authStatus) return 'user name and password not accepted';
  return method === 0xff
    ? 'none of the offered ways to log in is acceptable'
    : `asks for a way to log in that was not offered (${method})`;
}

/** What the proxy met further on, and so whose fault it is. Squid puts its own errno behind the name of the error. */
export function upstreamReading({ answer, socks, destination }: TunnelFacts): string {
  if (socks) return socksUpstream(socks, destination);
  const squid = /^(ERR_\w+)(?: (\d+))?/.exec(answer?.headers['x-squid-error'] ?? '');
  const [, name = '', number = ''] = squid ?? [];
  if (name === 'ERR_DNS_FAIL')
    return `The proxy could not resolve the name in ${destination}: its own DNS is at fault, or the name is wrong.`;
  if (name === 'ERR_CANNOT_FORWARD') {
    return `The proxy found no way on to ${destination}: it could not resolve the name, or the next proxy in its chain is down.`;
  }
  const errno = ERRNOS[number];
  if (errno)
    return `The proxy tried to connect to ${destination} and met: ${errno}. The fault lies between the proxy and the API, not on this machine.`;
  if (answer?.status === 504 || name === 'ERR_READ_TIMEOUT')
    return `The proxy waited for ${destination}, or for the next proxy in its chain, in vain.`;
  return `The proxy itself works and answered; it was the connection from there to ${destination} that failed, at its firewall, its DNS or the next proxy in its chain.`;
}

/** Linux's numbers, which Squid passes on. */
const ERRNOS: Record<string, string> = {
  '101': 'network unreachable (its own network has no way out)',
  '104': 'connection reset',
  '110': 'no answer in time (a firewall behind the proxy drops the traffic, or the host is down)',
  '111': 'connection refused (a firewall behind the proxy rejects it, or nothing listens there)',
  '113': 'host unreachable',
};

function socksUpstream(socks: SocksAnswer, destination: string): string {
  if (socks.version === 4) {
    return `SOCKS4 has one answer for every failure: the proxy refuses ${destination} by its rules, or could not connect to it. Its log tells which.`;
  }
  return `The proxy was reached and took the request for ${destination}; what it says of it is: ${socksWords(socks)}. The fault lies at the proxy or behind it.`;
}

/** Why a proxy does not let this destination through. */
export function forbiddenReading({ target }: Case, { answer, socks, destination }: TunnelFacts): string {
  const port = target.url?.port ?? 443;
  if (socks) return `Its rules do not allow connections to ${destination}.`;
  const { status, headers } = answer as ProxyAnswer;
  const page = answer?.title ?? answer?.text;
  const words = page ? ` Its page says: ${page}` : '';
  if (status === 511) return `It wants a sign-in first: until somebody has signed in, it lets nothing through.${words}`;
  if (status < 400 && headers.location) {
    return `It sends whoever asks to ${headers.location}, which is how a sign-in page is shown: until somebody has signed in there, it lets nothing through.${words}`;
  }
  if (status < 400) return `It answered ${status}, which opens no way and says nothing of the reason.${words}`;
  if (port !== 443)
    return `Many proxies open ways to port 443 alone, and this is port ${port}; or the host is not on its list.${words}`;
  if (status === 429) return `It says that too many requests came from here.${words}`;
  return `The rules of the proxy do not allow ${destination}.${words}`;
}

/** What else the port turned out to speak, as the scheme that the value should have. */
export function otherScheme(scheme: string, { supportedProtocols: speaks, firstBytes: opening }: TunnelFacts): string | null {
  const voices = speaks ?? [];
  if (scheme !== 'https' && voices.includes('tls') && !voices.includes('http')) return 'https';
  if (!scheme.startsWith('socks') && voices.includes('socks5') && !voices.includes('http')) return 'socks5h';
  if (scheme !== 'http' && voices.includes('http') && !voices.includes('tls')) return 'http';
  return /plain HTTP request was sent to HTTPS|Client sent an HTTP request to an HTTPS/i.test(opening) ? 'https' : null;
}
