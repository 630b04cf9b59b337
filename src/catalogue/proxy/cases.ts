import type { ProxyAnswer } from '../../model/facts/proxy.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { systemOfSource } from '../../model/system-proxy.ts';
import { attemptLines, type Failure } from '../tcp/attempts.ts';
import { aboutProxy, connectFailure, proxyTls, proxyValues, tunnelFacts, usedProxy } from './facts.ts';
import { tunnelCauses } from './forward.ts';
import { answerLines, forbiddenReading, otherScheme, refusalId, upstreamReading } from './replies.ts';

/** The predicates of the layer `proxy`, one for each step to the proxy and through it. */

export function nameUnknown(c: DiagnosisInput): Evidence | null {
  const lookup = c.observations['proxy/address'];
  if (lookup?.status !== 'ok' || lookup.facts.addresses.length > 0) return null;
  const { host, problem, pending, ms } = lookup.facts;
  const unknown = problem?.code === 'ENOTFOUND';
  const reading = pending
    ? `The DNS lookup timed out after ${Math.round(ms / 1000)} seconds.`
    : unknown
      ? 'The resolver reports that the name does not exist: it is misspelled, or it exists only inside a company network that this machine is not connected to.'
      : 'The resolver returned no usable response: it may be down, or reachable only through a VPN.';
  const lines = [`${host}: ${problem?.code ?? 'no address'}${problem ? ` (${problem.message})` : ''}`];
  return aboutProxy(c, ['proxy/address'], { details: lines, templateValues: { reading } });
}

export function unreachable(kinds: Failure['kind'][]): (c: DiagnosisInput) => Evidence | null {
  return (c) => {
    const failure = connectFailure(c);
    if (!failure || !kinds.includes(failure.kind)) return null;
    const reading = isLoopback(c) ? (c.target.platform === 'container' ? INSIDE : LOCAL) : REMOTE;
    return aboutProxy(c, ['proxy/connect'], {
      details: attemptLines(failure.facts),
      templateValues: { reading },
      pythonType: failure.pythonType,
    });
  };
}

const LOCAL =
  'It is on this machine: the program that should listen there (a VPN client, a local proxy, a container, an SSH tunnel) is not running, or it uses another port.';
const INSIDE =
  'That address is this container itself, or its pod: a proxy on the host of the container is not reachable there. If the proxy is meant to run in here, it is not running, or it uses another port.';
const REMOTE = 'The proxy is down, it uses another port, or it is reachable only from a company network or VPN.';

function isLoopback(c: DiagnosisInput): boolean {
  return 'localPort' in proxyValues(c);
}

/** No response to the connection attempt or to the CONNECT request. */
export function silent(c: DiagnosisInput): Evidence | null {
  const failure = connectFailure(c);
  const waited = Math.round(Math.min(c.target.timeoutMs, c.target.deadlineMs) / 1000);
  if (failure?.kind === 'timeout') {
    const reading = `The connection attempt timed out after ${waited} seconds: the proxy is down, or a firewall drops the packets.`;
    return aboutProxy(c, ['proxy/connect'], {
      details: attemptLines(failure.facts),
      templateValues: { reading },
      pythonType: 'APITimeoutError',
    });
  }
  const tunnel = tunnelFacts(c);
  if (tunnel?.outcome !== 'silent') return null;
  if (isHttpBehindSocks(c)) return null;
  const scheme = suggestedScheme(c);
  const reading = scheme.betterUrl
    ? 'It accepts the connection, but expects another protocol.'
    : `It accepted the connection, but sent no ${tunnel.firstBytes ? 'complete ' : ''}response to the CONNECT request for ${tunnel.destination} within ${waited} seconds: it is overloaded, or the API host does not respond to the proxy.`;
  return aboutProxy(c, ['proxy/tunnel'], {
    details: answerLines(tunnel),
    templateValues: { reading, ...scheme },
    pythonType: 'APITimeoutError',
  });
}

/** TLS to the proxy itself; `proxy/handshake` has the certificate errors. */
export function tlsFailed(c: DiagnosisInput): Evidence | null {
  const proxy = usedProxy(c);
  const tunnel = tunnelFacts(c);
  if (proxy?.scheme !== 'https' || connectFailure(c) || tunnel?.outcome !== 'unreached') return null;
  const tls = proxyTls(c);
  const faults = tls?.verificationErrors.map(({ kind, detail }) => `${kind}: ${detail}`) ?? [];
  const lines = [...(tls?.authorizationError ? [tls.authorizationError] : []), ...faults, ...answerLines(tunnel)];
  const scheme = suggestedScheme(c);
  const reading = scheme.betterUrl
    ? 'The proxy does not support TLS: it expects plain HTTP on that port, as nearly all proxies do. The scheme selects the protocol to the proxy, not to the API.'
    : tls?.stage === 'done'
      ? `Certificate verification failed: ${faults.join('; ') || tls.authorizationError || 'no reason given'}.`
      : 'The handshake was not completed.';
  return aboutProxy(c, ['proxy/handshake', 'proxy/tunnel'], {
    details: lines,
    templateValues: { reading, ...scheme, ...(scheme.betterUrl ? {} : { badCertificate: proxy.host }) },
  });
}

function suggestedScheme(c: DiagnosisInput): Record<string, string> {
  const tunnel = tunnelFacts(c);
  const proxy = usedProxy(c);
  const scheme = tunnel && proxy && otherScheme(proxy.scheme, tunnel);
  if (!scheme) return {};
  const credentials = proxy.username === null ? '' : 'USER:PASSWORD@';
  return { betterUrl: `${scheme}://${credentials}${proxyValues(c).proxyAddress}`, betterScheme: scheme };
}

/** An explicit refusal, by its kind. */
export function refused(id: NonNullable<ReturnType<typeof refusalId>>): (c: DiagnosisInput) => Evidence | null {
  return (c) => {
    const tunnel = tunnelFacts(c);
    if (!tunnel || refusalId(tunnel) !== id) return null;
    const schemes = tunnel.answer?.authSchemes ?? [];
    const reading =
      id === 'proxy/forbidden' ? forbiddenReading(c, tunnel) : id === 'proxy/upstream-failed' ? upstreamReading(tunnel) : '';
    const { url } = c.target;
    const values = {
      ...signIn(tunnel.answer),
      ...(url && !url.isPublicApi ? { ownHost: url.host } : {}),
      reading: reading || authReading(c, id),
      ...authValues(c, schemes),
    };
    return aboutProxy(c, tunnelCauses(c), { details: answerLines(tunnel), templateValues: values, httpStatus: null });
  };
}

/** The sign-in page to which the proxy redirects. */
function signIn(answer: ProxyAnswer | null): Record<string, string> {
  const location = answer?.headers.location ?? '';
  return answer && answer.status < 400 && /^https?:\/\//i.test(location) ? { signInUrl: location } : {};
}

/** Where to correct the password, or the schemes that accept none. */
function authValues(c: DiagnosisInput, schemes: string[]): Record<string, string> {
  const speaksBasic = schemes.length === 0 || schemes.some((scheme) => scheme.toLowerCase() === 'basic');
  if (!speaksBasic) return { otherSchemes: schemes.join(', ') };
  const source = usedProxy(c)?.source ?? '';
  if (systemOfSource(source)) return {};
  return source === '--proxy' ? { wrongFlag: source } : { wrongVariable: source };
}

/** RFC 1961. */
const GSS_API = 1;

function authReading(c: DiagnosisInput, id: string): string {
  const tunnel = tunnelFacts(c);
  const schemes = tunnel?.answer?.authSchemes ?? [];
  if (tunnel?.socks?.method === GSS_API) return 'It requires Kerberos (GSS-API), which the SDKs do not support for proxies.';
  if (tunnel?.socks) return id === 'proxy/auth-required' ? 'The URL contains none.' : 'It rejected those in the URL.';
  const offered =
    schemes.length > 0
      ? `It offers ${schemes.join(', ')}.`
      : 'It does not say which scheme it expects, which is a defect of the proxy.';
  if (schemes.length > 0 && !schemes.some((scheme) => scheme.toLowerCase() === 'basic')) {
    return `${offered} The HTTP clients of Python, Node.js, and Go support only Basic for proxies, so a user name and a password in the URL do not help. curl supports more.`;
  }
  return id === 'proxy/auth-required'
    ? `${offered} The URL contains no credentials.`
    : `${offered} The credentials in the URL were sent and rejected.`;
}

/** Something responds, but it is not a proxy. */
export function notAProxy(c: DiagnosisInput): Evidence | null {
  const tunnel = tunnelFacts(c);
  if (!tunnel) return null;
  const isDeaf = isHttpBehindSocks(c);
  const isOther = isDeaf || refusalId(tunnel) === 'proxy/not-a-proxy' || tunnel.outcome === 'garbage';
  if (!isOther) return null;
  const scheme = suggestedScheme(c);
  const reading = scheme.betterUrl
    ? `It uses ${scheme.betterScheme === 'https' ? 'TLS' : scheme.betterScheme === 'http' ? 'HTTP' : 'SOCKS'} on that port, so the scheme of the URL is wrong.`
    : tunnel.outcome === 'garbage' && tunnel.answer
      ? `It answered CONNECT with ${tunnel.answer.status} ${tunnel.answer.reason} and then sent a web page instead of a tunnel. It is a web server, not a proxy.`
      : tunnel.answer
        ? webServerReading(c, tunnel.answer)
        : `Its response is not that of a proxy${tunnel.firstBytes ? `: ${tunnel.firstBytes}` : ''}.`;
  return aboutProxy(c, tunnelCauses(c), {
    details: answerLines(tunnel),
    templateValues: { reading, ...scheme },
    ...(isDeaf ? { pythonType: 'APITimeoutError' as const } : {}),
  });
}

function webServerReading({ target }: DiagnosisInput, { status, reason, title }: ProxyAnswer): string {
  const page = title ? ` and the page “${title}”` : '';
  return target.url?.scheme === 'http'
    ? `It answered a request for ${target.url.host} itself with ${status}${page}. Without it, ${target.url.host} responds correctly.`
    : `It is a web server without support for CONNECT, and answered ${status} ${reason}${page}.`;
}

/** An HTTP proxy reads a SOCKS greeting as the start of a line, and waits for the rest. */
function isHttpBehindSocks(c: DiagnosisInput): boolean {
  const tunnel = tunnelFacts(c);
  const isSocks = usedProxy(c)?.scheme.startsWith('socks') ?? false;
  return isSocks && tunnel?.outcome === 'silent' && suggestedScheme(c).betterScheme === 'http';
}

export function hungUp(c: DiagnosisInput): Evidence | null {
  const tunnel = tunnelFacts(c);
  const failure = connectFailure(c);
  if (failure?.kind === 'reset') {
    return aboutProxy(c, ['proxy/connect'], {
      details: attemptLines(failure.facts),
      templateValues: { reading: 'It resets each connection before any data is sent.' },
    });
  }
  if (tunnel?.outcome !== 'closed' && tunnel?.outcome !== 'reset') return null;
  const scheme = suggestedScheme(c);
  const how = tunnel.outcome === 'reset' ? 'reset the connection' : 'closed the connection';
  const reading = scheme.betterUrl
    ? `It does not support the protocol that was used, and ${how}.`
    : `It ${how}${tunnel.firstBytes ? ' in the middle of its response' : ' without a reason'}. Possible causes are a proxy that allows only some machines, an overloaded proxy, and a server that is not a proxy.`;
  return aboutProxy(c, ['proxy/tunnel'], { details: answerLines(tunnel), templateValues: { reading, ...scheme } });
}
