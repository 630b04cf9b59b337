import type { ProxyAnswer } from '../../model/facts/proxy.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';
import { attemptLines, type Failure } from '../tcp/attempts.ts';
import { aboutProxy, connectFailure, proxyTls, proxyValues, tunnelFacts, usedProxy } from './facts.ts';
import { tunnelCauses } from './forward.ts';
import { answerLines, forbiddenReading, otherScheme, refusalId, upstreamReading } from './replies.ts';

/** The predicates of the layer `proxy`: each looks at one step of the way to the proxy and through it. */

export function nameUnknown(c: Case): Evidence | null {
  const lookup = c.seen['proxy/address'];
  if (lookup?.status !== 'ok' || lookup.facts.addresses.length > 0) return null;
  const { host, problem, pending, ms } = lookup.facts;
  const unknown = problem?.code === 'ENOTFOUND';
  const reading = pending
    ? `No resolver answered within ${Math.round(ms / 1000)} seconds.`
    : unknown
      ? 'The name does not exist, says the resolver: it is misspelt, or it is known inside a company network only, and this machine is not in it.'
      : 'The resolver gave no usable answer: it may be out of order, or reachable through a VPN only.';
  const lines = [`${host}: ${problem?.code ?? 'no address'}${problem ? ` (${problem.message})` : ''}`];
  return aboutProxy(c, ['proxy/address'], { lines, values: { reading } });
}

export function unreachable(kinds: Failure['kind'][]): (c: Case) => Evidence | null {
  return (c) => {
    const failure = connectFailure(c);
    if (!failure || !kinds.includes(failure.kind)) return null;
    const reading = isLoopback(c) ? LOCAL : REMOTE;
    return aboutProxy(c, ['proxy/connect'], {
      lines: attemptLines(failure.facts),
      values: { reading },
      pythonType: failure.pythonType,
    });
  };
}

const LOCAL =
  'It is on this machine itself: the program that listened there when the variable was set (a VPN client, a local proxy, a container, an SSH tunnel) is not running any more, or on another port.';
const REMOTE = 'The proxy is down, its port is another one, or it is reachable from inside a company network or a VPN only.';

function isLoopback(c: Case): boolean {
  return 'localPort' in proxyValues(c);
}

/** Silence to the connection attempt, or to the request for a way. */
export function silent(c: Case): Evidence | null {
  const failure = connectFailure(c);
  const waited = Math.round(Math.min(c.target.timeoutMs, c.target.deadlineMs) / 1000);
  if (failure?.kind === 'timeout') {
    const reading = `Nothing answered the connection attempt for ${waited} seconds: the proxy is down, or a firewall on the way to it drops the packets.`;
    return aboutProxy(c, ['proxy/connect'], {
      lines: attemptLines(failure.facts),
      values: { reading },
      pythonType: 'APITimeoutError',
    });
  }
  const tunnel = tunnelFacts(c);
  if (tunnel?.outcome !== 'silent') return null;
  if (isHttpBehindSocks(c)) return null;
  const scheme = suggestedScheme(c);
  const reading = scheme.betterUrl
    ? 'It takes the connection and then waits for something else than what it was sent.'
    : `It took the connection and gave no ${tunnel.firstBytes ? 'whole ' : ''}answer to the request for a way to ${tunnel.destination} for ${waited} seconds: it is overloaded, or it waits in vain for the API’s host itself.`;
  return aboutProxy(c, ['proxy/tunnel'], {
    lines: answerLines(tunnel),
    values: { reading, ...scheme },
    pythonType: 'APITimeoutError',
  });
}

/** TLS to the proxy itself. Where the certificate is at fault, its own probe says how. */
export function tlsFailed(c: Case): Evidence | null {
  const proxy = usedProxy(c);
  const tunnel = tunnelFacts(c);
  if (proxy?.scheme !== 'https' || connectFailure(c) || tunnel?.outcome !== 'unreached') return null;
  const tls = proxyTls(c);
  const faults = tls?.verificationErrors.map(({ kind, detail }) => `${kind}: ${detail}`) ?? [];
  const lines = [...(tls?.authorizationError ? [tls.authorizationError] : []), ...faults, ...answerLines(tunnel)];
  const scheme = suggestedScheme(c);
  const reading = scheme.betterUrl
    ? 'It does not speak TLS: it answers to plain HTTP on that port, as nearly all proxies do. The scheme in the value says how the proxy itself is spoken to, not the API behind it.'
    : tls?.stage === 'done'
      ? `Its certificate does not hold: ${faults.join('; ') || tls.authorizationError || 'it was not accepted'}.`
      : 'The handshake did not come to an end.';
  return aboutProxy(c, ['proxy/handshake', 'proxy/tunnel'], {
    lines,
    values: { reading, ...scheme, ...(scheme.betterUrl ? {} : { badCertificate: proxy.host }) },
  });
}

function suggestedScheme(c: Case): Record<string, string> {
  const tunnel = tunnelFacts(c);
  const proxy = usedProxy(c);
  const scheme = tunnel && proxy && otherScheme(proxy.scheme, tunnel);
  if (!scheme) return {};
  const credentials = proxy.username === null ? '' : 'USER:PASSWORD@';
  return { betterUrl: `${scheme}://${credentials}${proxyValues(c).proxyAddress}`, betterScheme: scheme };
}

/** A refusal in so many words, by its kind. */
export function refused(id: NonNullable<ReturnType<typeof refusalId>>): (c: Case) => Evidence | null {
  return (c) => {
    const tunnel = tunnelFacts(c);
    if (!tunnel || refusalId(tunnel) !== id) return null;
    const schemes = tunnel.answer?.authSchemes ?? [];
    const reading =
      id === 'proxy/forbidden' ? forbiddenReading(c, tunnel) : id === 'proxy/upstream-failed' ? upstreamReading(tunnel) : '';
    const values = {
      ...signIn(tunnel.answer),
      reading: reading || authReading(c, id),
      ...authValues(c, schemes),
    };
    return aboutProxy(c, tunnelCauses(c), { lines: answerLines(tunnel), values, httpStatus: null });
  };
}

/** Where somebody has to sign in before the proxy lets anything through. */
function signIn(answer: ProxyAnswer | null): Record<string, string> {
  const location = answer?.headers.location ?? '';
  return answer && answer.status < 400 && /^https?:\/\//i.test(location) ? { signInUrl: location } : {};
}

/** Where a password can be put right, and which schemes stand in its way. */
function authValues(c: Case, schemes: string[]): Record<string, string> {
  const speaksBasic = schemes.length === 0 || schemes.some((scheme) => scheme.toLowerCase() === 'basic');
  if (!speaksBasic) return { otherSchemes: schemes.join(', ') };
  const source = usedProxy(c)?.source ?? '';
  return source === '--proxy' ? { wrongFlag: source } : { wrongVariable: source };
}

/** RFC 1961. */
const GSS_API = 1;

function authReading(c: Case, id: string): string {
  const tunnel = tunnelFacts(c);
  const schemes = tunnel?.answer?.authSchemes ?? [];
  if (tunnel?.socks?.method === GSS_API) return 'It wants Kerberos (GSS-API), which the API’s clients do not speak to a proxy.';
  if (tunnel?.socks) return id === 'proxy/auth-required' ? 'None was given.' : 'It does not accept the ones that were sent.';
  const offered =
    schemes.length > 0
      ? `It offers ${schemes.join(', ')}.`
      : 'It does not say how it wants to be told, which is a fault of its own.';
  if (schemes.length > 0 && !schemes.some((scheme) => scheme.toLowerCase() === 'basic')) {
    return `${offered} Python’s, Node’s and Go’s HTTP clients speak Basic alone to a proxy, so no user name or password in the variable can help; curl speaks more.`;
  }
  return id === 'proxy/auth-required'
    ? `${offered} None were sent, because the value holds none.`
    : `${offered} Those in the value were sent and not accepted.`;
}

/** What answers is something, but no proxy. */
export function notAProxy(c: Case): Evidence | null {
  const tunnel = tunnelFacts(c);
  if (!tunnel) return null;
  const isDeaf = isHttpBehindSocks(c);
  const isOther = isDeaf || refusalId(tunnel) === 'proxy/not-a-proxy' || tunnel.outcome === 'garbage';
  if (!isOther) return null;
  const scheme = suggestedScheme(c);
  const reading = scheme.betterUrl
    ? `It speaks ${scheme.betterScheme === 'https' ? 'TLS' : scheme.betterScheme === 'http' ? 'HTTP' : 'SOCKS'} on that port, and the value says otherwise.`
    : tunnel.outcome === 'garbage' && tunnel.answer
      ? `It answered ${tunnel.answer.status} ${tunnel.answer.reason} to the request for a way, and put a page where the way should be: so it is a web server that answers anything.`
      : tunnel.answer
        ? webServerReading(c, tunnel.answer)
        : `What came back is no answer of a proxy${tunnel.firstBytes ? `: ${tunnel.firstBytes}` : ''}.`;
  return aboutProxy(c, tunnelCauses(c), {
    lines: answerLines(tunnel),
    values: { reading, ...scheme },
    ...(isDeaf ? { pythonType: 'APITimeoutError' as const } : {}),
  });
}

function webServerReading({ target }: Case, { status, reason, title }: ProxyAnswer): string {
  const page = title ? ` with the page “${title}”` : '';
  return target.url?.scheme === 'http'
    ? `Asked to pass a request on, it answered ${status}${page} itself; without it ${target.url.host} answers as it should.`
    : `It is a web server that knows no CONNECT, and answered ${status} ${reason}${page}.`;
}

/** An HTTP proxy takes the greeting of SOCKS for the start of a line, and waits for its end. */
function isHttpBehindSocks(c: Case): boolean {
  const tunnel = tunnelFacts(c);
  const isSocks = usedProxy(c)?.scheme.startsWith('socks') ?? false;
  return isSocks && tunnel?.outcome === 'silent' && suggestedScheme(c).betterScheme === 'http';
}

export function hungUp(c: Case): Evidence | null {
  const tunnel = tunnelFacts(c);
  const failure = connectFailure(c);
  if (failure?.kind === 'reset') {
    return aboutProxy(c, ['proxy/connect'], {
      lines: attemptLines(failure.facts),
      values: { reading: 'It resets each connection before it is told anything.' },
    });
  }
  if (tunnel?.outcome !== 'closed' && tunnel?.outcome !== 'reset') return null;
  const scheme = suggestedScheme(c);
  const how = tunnel.outcome === 'reset' ? 'reset the connection' : 'closed the connection';
  const reading = scheme.betterUrl
    ? `It was sent what it does not speak, and ${how}.`
    : `It ${how}${tunnel.firstBytes ? ' in the middle of its answer' : ' and did not say why'}. A proxy that admits only some machines does this, one that is overloaded, and a server that is no proxy at all.`;
  return aboutProxy(c, ['proxy/tunnel'], { lines: answerLines(tunnel), values: { reading, ...scheme } });
}
