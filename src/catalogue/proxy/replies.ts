import { refusalOf } from '../../knowledge/middleboxes/answers.ts';
import type { ProxyAnswer, SocksAnswer, TunnelFacts } from '../../model/facts/proxy.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { type TunnelId, tunnelFinding } from './socks-readings.ts';

/** What a proxy responds when it establishes no tunnel, and where the fault is. */

/** The finding for a proxy's refusal; null where it did not refuse. */
export function refusalId({ outcome, answer, socks, credentialsSent }: TunnelFacts): TunnelId | 'proxy/auth-rejected' | null {
  if (outcome !== 'refused') return null;
  if (socks) return socksId(socks, credentialsSent);
  if (!answer) return null;
  const told = refusalOf(answer, credentialsSent);
  if (told) return told;
  if (answer.status === 401 && credentialsSent && isByProxy(answer)) return 'proxy/auth-rejected';
  if (answer.status === 407) return credentialsSent || !takesPassword(answer) ? 'proxy/auth-rejected' : 'proxy/auth-required';
  const id = tunnelFinding(answer.status);
  // From an identified proxy, a 404 is about the host, and a 400 is about the request.
  if (id === 'proxy/not-a-proxy' && isByProxy(answer)) return answer.status === 404 ? 'proxy/upstream-failed' : 'proxy/forbidden';
  return id;
}

/** Whether a user name and a password suffice: Basic is the only scheme that all clients support for proxies. */
function takesPassword({ authSchemes: schemes }: ProxyAnswer): boolean {
  return schemes.length === 0 || schemes.some((scheme) => scheme.toLowerCase() === 'basic');
}

/** Whether the headers or the title of the page identify a proxy. */
export function isByProxy({ headers, title }: Pick<ProxyAnswer, 'headers' | 'title'>): boolean {
  return (
    headers['x-squid-error'] !== undefined ||
    /\bprivoxy\b|requested URL could not be retrieved/i.test(title ?? '') ||
    /squid|tinyproxy|proxy|zscaler|bluecoat|websense|forcepoint|mcafee|ironport/i.test(
      [headers.server, headers.via, headers['proxy-agent']].filter(Boolean).join(' '),
    )
  );
}

function socksId(socks: SocksAnswer, credentialsSent: boolean): TunnelId | 'proxy/auth-rejected' {
  const { version, method, reply } = socks;
  if (reply === null && method === 1) return 'proxy/auth-rejected';
  if (reply === null) return credentialsSent ? 'proxy/auth-rejected' : 'proxy/auth-required';
  if (version === 4) return reply === 0x5c || reply === 0x5d ? 'proxy/auth-rejected' : 'proxy/upstream-failed';
  return reply === 2 ? 'proxy/forbidden' : 'proxy/upstream-failed';
}

/** The response of the proxy, one fact a line. */
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
  if (answer?.title) lines.push(`page title: ${answer.title}`);
  if (socks) lines.push(`SOCKS${socks.version}: ${socksWords(socks)}`);
  if (opening) lines.push(`first bytes: ${opening}`);
  if (problem) lines.push(`${problem.code ?? 'error'}: ${problem.message}`);
  if (speaks?.length) lines.push(`protocols on this port: ${speaks.join(', ')}`);
  return peer ? [...lines, `proxy address: ${peer}`] : lines;
}

/** RFC 1928 section 6; for version 4 its own specification. */
const SOCKS5_REPLIES: Record<number, string> = {
  1: 'general failure',
  2: 'connection not allowed by its rules',
  3: 'network unreachable',
  4: 'host unreachable, or its name not resolved by the proxy',
  5: 'connection refused by the host',
  6: 'time to live expired',
  7: 'command not supported',
  8: 'address type not supported',
};

function socksWords({ version, method, authStatus, reply }: SocksAnswer): string {
  if (reply !== null && version === 4) return reply === 0x5b ? 'request rejected or failed (91)' : `identity rejected (${reply})`;
  if (reply !== null) return `${SOCKS5_REPLIES[reply] ?? 'unknown reply'} (${reply})`;
  if (authStatus) return 'user name and password rejected';
  return method === 0xff
    ? 'no acceptable authentication method'
    : `requires an authentication method that was not offered (${method})`;
}

/** The error between the proxy and the API. Squid appends the errno to the name of its error. */
export function upstreamReading({ answer, socks, destination }: TunnelFacts): string {
  if (socks) return socksUpstream(socks, destination);
  const squid = /^(ERR_\w+)(?: (\d+))?/.exec(answer?.headers['x-squid-error'] ?? '');
  const [, name = '', number = ''] = squid ?? [];
  if (name === 'ERR_DNS_FAIL')
    return `The proxy could not resolve the host name in ${destination}: its DNS is broken, or the name is wrong.`;
  if (name === 'ERR_CANNOT_FORWARD') {
    return `The proxy could not forward to ${destination}: it could not resolve the name, or the next proxy in its chain is down.`;
  }
  const errno = ERRNOS[number];
  if (errno)
    return `The connection from the proxy to ${destination} failed: ${errno}. The fault is between the proxy and the API, not on this machine.`;
  if (answer?.status === 504 || name === 'ERR_READ_TIMEOUT')
    return `The proxy got no response from ${destination}, or from the next proxy in its chain.`;
  return `The proxy itself works. The connection from there to ${destination} failed, because of its firewall, its DNS, or the next proxy in its chain.`;
}

/** Linux's numbers, which Squid passes on. */
const ERRNOS: Record<string, string> = {
  '101': 'network unreachable (the proxy has no internet access)',
  '104': 'connection reset',
  '110': 'connection timed out (a firewall behind the proxy drops the packets, or the host is down)',
  '111': 'connection refused (a firewall behind the proxy rejects it, or nothing is listening there)',
  '113': 'host unreachable',
};

function socksUpstream(socks: SocksAnswer, destination: string): string {
  if (socks.version === 4) {
    return `SOCKS4 has one reply for all failures: the rules of the proxy deny ${destination}, or it could not connect. Its log shows which.`;
  }
  return `The proxy accepted the request for ${destination} and replied: ${socksWords(socks)}. The fault is at the proxy or behind it.`;
}

/** Why a proxy denies this destination. */
export function forbiddenReading({ target }: DiagnosisInput, { answer, socks, destination }: TunnelFacts): string {
  const port = target.url?.port ?? 443;
  if (socks) return `Its rules do not allow connections to ${destination}.`;
  const { status, headers } = answer as ProxyAnswer;
  const page = answer?.title ?? answer?.text;
  const words = page ? ` Its page says: ${page}` : '';
  if (status === 511) return `It requires a sign-in and blocks all traffic until then.${words}`;
  if (status < 400 && headers.location) {
    return `It redirects to ${headers.location}, which is probably a sign-in page, and blocks all traffic until you sign in there.${words}`;
  }
  if (status < 400) return `It answered ${status}, which establishes no tunnel and gives no reason.${words}`;
  if (port !== 443)
    return `Many proxies allow tunnels only to port 443, and this is port ${port}; or the host is not on its list.${words}`;
  if (status === 429) return `It reports too many requests from here.${words}`;
  return `The rules of the proxy do not allow ${destination}.${words}`;
}

/** The scheme of another protocol that the port supports. */
export function otherScheme(scheme: string, { supportedProtocols: speaks, firstBytes: opening }: TunnelFacts): string | null {
  const voices = speaks ?? [];
  if (scheme !== 'https' && voices.includes('tls') && !voices.includes('http')) return 'https';
  if (!scheme.startsWith('socks') && voices.includes('socks5') && !voices.includes('http')) return 'socks5h';
  if (scheme !== 'http' && voices.includes('http') && !voices.includes('tls')) return 'http';
  return /plain HTTP request was sent to HTTPS|Client sent an HTTP request to an HTTPS/i.test(opening) ? 'https' : null;
}
