import type { FindingId } from '../../catalogue/index.ts';
import { vendorOf } from '../../knowledge/providers/vendors.ts';
import { INNERMOST_FIRST } from '../log/passages.ts';
import type { Match } from './clue.ts';
import { isLoopbackAddress } from './peers/addresses.ts';
import type { Surroundings } from './peers/surroundings.ts';

/** The same failure while connecting to a proxy is another finding, about the proxy. */
const TO_A_PROXY: Partial<Record<FindingId, FindingId>> = {
  'dns/nxdomain': 'proxy/dns',
  'dns/no-address': 'proxy/dns',
  'dns/temporary-failure': 'proxy/dns',
  'dns/servfail': 'proxy/dns',
  'dns/timeout': 'proxy/dns',
  'tcp/refused': 'proxy/refused',
  'tcp/timeout': 'proxy/timeout',
  'tcp/unreachable': 'proxy/unreachable',
  'tcp/reset': 'proxy/closed',
  'http/closed': 'proxy/closed',
  'http/timeout': 'proxy/timeout',
  'http/malformed': 'proxy/not-a-proxy',
};

const ON_THE_WAY_TO_A_PROXY =
  /ProxyError\(|ProxyConnectionError|proxyconnect tcp|(?:to|contact|reach|resolve) (?:the )?(?:HTTPS? |SOCKS\d? )?proxy\b|ProxyConnectException|SOCKSHTTPS?Connection|socks connect tcp|proxy server|ERR_PROXY|Proxy CONNECT|PROXY_CONNECT|ProxyConnector/i;
/** Frames of a client that asks a proxy for a tunnel, below the error. */
const TUNNEL_FRAMES =
  /\b(?:createTunnel|connectTunnel|doTunneling\w?|establish_?[tT]unnel|_tunnel\(|createTunnelRequest|tunnelToTarget|HttpProxyHandler|ProxyHandler\$|CONNECT_TUNNEL|EstablishProxyTunnelAsync|EstablishSocksTunnelAsync|proxy_connect|AsyncTunnelHTTPConnection|TunnelHTTPConnection)\b/;
/** Frames of a handshake with the proxy itself. */
const TLS_TO_PROXY = /\b_connect_tls_proxy\b/;
const HANDSHAKE =
  /do_handshake|wrap_socket|_wrap_socket|start_?tls|SSL_connect|connectTLS|TLS handshake|SSL handshake|during handshake|startHandshake|ssl\.c:|client hello|\(35\)|schannel|TLSWrap\.onhandshake|handshake_start|onConnectSecure|tls_connect|SslStream|SSLSocketImpl|doHandshake/i;
/** The exchange with a resolver, as Go prints it. */
const TO_A_RESOLVER = /\blookup [\w.-]{1,253}(?: on [\w.:[\]]{2,60})?: (?:read|write|dial) (?:udp|tcp)\b[^\n]{0,160}$/;
/** What a gateway answers of its own connection to the server behind it: whoever asked had reached the gateway. */
const OF_A_GATEWAY =
  /upstream connect error or disconnect\/reset before headers[^\n]{0,300}$|\btransport failure reason: [^\n]{0,200}$/;
/** How much behind a clue is looked at; frames for whom it was connected stand further down. */
const BEHIND = 400;
const FRAMES = 1_500;
/** HTTP/2 calls each exchange a stream. */
const HTTP2_STREAM =
  /HTTP\/2 stream|stream(?: error)?:? (?:ID|reset|was reset)|Http2Stream\w*|StreamReset\w*|Stream error in|stream_?id|stream \d{1,6}\b/gi;
const STREAM =
  /\bstream|SSE|event-stream|iter_(?:lines|bytes|raw|text|content)|aiter|chat\.completion\.chunk|"delta"|for chunk in/i;

/** OkHttp's timer of the whole call ran out while its threads read what the server sent. */
const TIMER_OF_A_CALL = /InterruptedIOException: timeout$/;
const READS_AN_ANSWER =
  /\b(?:Http2Reader\.nextFrame|Http2Stream\.take(?:Response)?Headers|readResponseHeaders|HeadersReader\.readLine)\b/;

/** Frames of a server of models that reads what a client sent. */
const READS_A_REQUEST = /\bvllm[\\/]entrypoints[\\/]|\bsglang[\\/]srt[\\/]/;

/** Refines a match by its context: connecting to a proxy, inside a handshake, in a stream, at an address of this machine. */
export function refineByContext(clue: Match, text: string, around: Surroundings): Match {
  // Python's chains name the proxy in the errors that follow the innermost one.
  const chain = INNERMOST_FIRST.test(text) && /\bProxyError\b/.test(text);
  const before = `${chain ? 'ProxyError(' : ''}${text.slice(Math.max(0, clue.place - 400), clue.place + clue.length)}`;
  const near = text.slice(Math.max(0, clue.place - 2_000), clue.place + clue.length + BEHIND);
  const after = text.slice(clue.place + clue.length, clue.place + clue.length + FRAMES);
  const id = contextualFinding(clue, { before, near, after }, around);
  if (id === clue.id) return clue;
  return { ...clue, id, weight: clue.weight === 'hidden' ? 'code' : clue.weight };
}

/** What stands before a clue up to its end, behind it, and both with more before. */
interface Context {
  before: string;
  near: string;
  after: string;
}

function contextualFinding({ id }: Match, { before, near, after }: Context, around: Surroundings): FindingId {
  if (/^(?:dns|tcp|tls)\//.test(id) && OF_A_GATEWAY.test(before)) return 'server/bad-gateway';
  if (/^tls\/(?!verification)/.test(id) && ON_THE_WAY_TO_A_PROXY.test(before)) return 'proxy/tls';
  if (id.startsWith('tls/') && TLS_TO_PROXY.test(near)) return 'proxy/tls';
  if (id === 'tls/verification-failed' && /ProxyError\(|proxyconnect tcp/.test(before)) return 'proxy/tls';
  const toProxy = TO_A_PROXY[id];
  if (toProxy && TUNNEL_FRAMES.test(after)) return toProxy;
  if (toProxy && isToProxy(before, after.slice(0, BEHIND), around)) return socksReply(before) ?? toProxy;
  if (id === 'tcp/reset' && !/connect ECONNRESET/.test(before)) return HANDSHAKE.test(near) ? 'tls/reset' : id;
  // Rust's client says in which part of the exchange it was: no answer had begun.
  if (id === 'http/truncated' && /client error \(SendRequest\)/.test(before)) return 'http/closed';
  if (id === 'http/truncated' && STREAM.test(near.replace(HTTP2_STREAM, ''))) return 'stream/cut';
  if (/^tcp\/(?:refused|unreachable|timeout)$/.test(id) && TO_A_RESOLVER.test(before.slice(-300)))
    return id === 'tcp/timeout' ? 'dns/timeout' : 'dns/no-resolver';
  if (id === 'client/inconclusive' && TIMER_OF_A_CALL.test(before) && READS_AN_ANSWER.test(after)) return 'http/timeout';
  if (id === 'tcp/refused') return refusedAt(near, around);
  if (id === 'http/not-the-api' && READS_A_REQUEST.test(near)) return 'request/invalid-body';
  return id;
}

/** A SOCKS proxy's reply about its own connection: the proxy was reached. */
function socksReply(before: string): FindingId | null {
  return /0x0[1-8]\b|SOCKS5?Error/.test(before) ? 'proxy/upstream-failed' : null;
}

function isToProxy(before: string, after: string, around: Surroundings): boolean {
  if (ON_THE_WAY_TO_A_PROXY.test(before)) return true;
  if (
    around.proxies.some(
      (proxy) => `${before}${after}`.includes(`connect to ${proxy}`) || before.includes(`ECONNREFUSED ${proxy}`),
    )
  )
    return true;
  return namesAnotherHost(`${before}${after}`, around);
}

/** The name that could not be looked up is not that of the URL: then it is the proxy's. */
function namesAnotherHost(text: string, { url }: Surroundings): boolean {
  if (url?.ipVersion !== 0) return false;
  const failing =
    /getaddrinfo E[A-Z_]{5,12} ([\w.-]{1,253}\w)/.exec(text)?.[1] ??
    /lookup ([\w.-]{1,253}\w)(?: on \S{1,60})?: /.exec(text)?.[1];
  return failing !== undefined && failing.toLowerCase() !== url.host;
}

/** No public host has an address of this machine or 0.0.0.0: such a result was altered. */
function refusedAt(near: string, around: Surroundings): FindingId {
  const found = /(?:ECONNREFUSED|dial tcp|connect to|Trying) \[?([\da-f.:]{3,45}?)\]?:(\d{1,5})\b/i.exec(near);
  if (found?.[1] === '0.0.0.0' || (found?.[1] === '::' && found[2] === '443')) return 'dns/sinkhole';
  const isPublic = around.host !== null && vendorOf(around.host) !== null;
  const port = around.port ?? around.url?.port;
  if (isPublic && found && isLoopbackAddress(found[1] as string))
    return Number(found[2]) === (port ?? 443) ? 'dns/sinkhole' : 'proxy/refused';
  return 'tcp/refused';
}
