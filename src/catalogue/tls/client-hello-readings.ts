import { proxyLabel } from '../../model/endpoint.ts';
import type { ClientHelloProbeFacts, FamilyHello, HandshakeFacts, HelloOutcome } from '../../model/facts/tls.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { vpnValues } from '../tcp/vpn.ts';
import { present, type Values } from './evidence.ts';
import { oneFamily } from './one-family.ts';
import { helloFacts } from './verdict.ts';

/** What the ClientHello variants show of a connection that was closed or reset. */
export function cutValues(c: DiagnosisInput, facts: HandshakeFacts): Values {
  const hellos = helloFacts(c);
  const how = facts.problem?.errno == null ? 'closed' : 'reset';
  const after = facts.bytesRead > 0 ? `${bytes(facts.bytesRead)} into the handshake` : 'right after the ClientHello';
  const got = (outcome: HelloOutcome | undefined) => outcome === 'answered';
  const byName = hellos && got(hellos.normalOtherSni) && !got(hellos.normal);
  const bySmallName = hellos && got(hellos.minimalOtherSni) && !got(hellos.minimal);
  const named = byName || (bySmallName && !got(hellos?.normal));
  const family = oneFamily(c);
  return present({
    how,
    after,
    reading: family?.reading ?? (named ? CUT_BY_NAME : cutReading(hellos, c)),
    filtered: named && !family ? facts.host : null,
    outsideHost: c.target.url?.isPublicApi && !named && !family && !isPassing(hellos, c) ? facts.host : null,
    ...family?.values,
    ...vpnValues(c),
    ...exitValues(c),
  });
}

/** The proxy that the connection goes through: a program of this machine, or one of the network. */
function exitValues({ target: { route, url } }: DiagnosisInput): Values {
  if (route.kind !== 'proxy') return {};
  const { host, port } = route.proxy;
  const isHere = host === 'localhost' || host === '::1' || host.startsWith('127.');
  return { exitHost: url?.host ?? '', ...(isHere ? { exitPort: port } : { exitProxy: proxyLabel(route.proxy) }) };
}

function bytes(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}

const CUT_BY_NAME =
  'A ClientHello with another server name (SNI) gets a response from the same server, and one with this name does not: a filter reads the name and resets the connection.';

/** Whether a second attempt with the same ClientHello got a response. */
function isPassing(hellos: ClientHelloProbeFacts | null, { target }: Pick<DiagnosisInput, 'target'>): boolean {
  const classic = hellos?.withoutPostQuantum === 'answered';
  return hellos?.normal === 'answered' || (classic && !hasLargeHello(target.runtime.openssl));
}

function cutReading(hellos: ClientHelloProbeFacts | null, { target }: DiagnosisInput): string {
  const classic = hellos?.withoutPostQuantum === 'answered';
  if (isPassing(hellos, { target })) {
    return 'A second attempt got a response, so the failure is intermittent: an overloaded server, a load balancer with a failing backend, or an unstable path.';
  }
  if (classic)
    return 'A smaller ClientHello gets a response, so a middlebox cannot handle a ClientHello of more than one packet.';
  const anyName = hellos && hellos.normalOtherSni !== 'answered' ? ' It resets every ClientHello, whatever the server name.' : '';
  const who = target.url?.isPublicApi
    ? 'A public API does not do that, so a firewall or a filter does, by address or by TLS fingerprint.'
    : 'Possible causes are a server that does not serve this name or has no certificate, a load balancer without a working backend, and a filter on the network.';
  return who + anyName;
}

/** What the ClientHello variants show of a connection without a response. */
export function silenceValues(c: DiagnosisInput, facts: HandshakeFacts): Values {
  const hellos = helloFacts(c);
  const after = facts.bytesRead > 0 ? `only part of the response arrived (${bytes(facts.bytesRead)})` : 'no response arrived';
  const kind = silenceKind(hellos, c.target.runtime.openssl);
  const { host, port } = c.target.url ?? { host: facts.host, port: 443 };
  const family = oneFamily(c);
  const isDead = !family && (kind === 'dead' || kind === 'unknown');
  return present({
    after,
    // Lost large packets are another finding, which replaces this one.
    reading: family?.reading ?? SILENCES[kind === 'big-answer' ? 'unknown' : kind],
    bigHello: kind === 'big-hello' ? host : null,
    filtered: kind === 'by-name' && !family ? host : null,
    dead: isDead ? host : null,
    address: /^(.*):\d+$/.exec(facts.peer ?? '')?.[1]?.replace(/^\[|\]$/g, '') ?? null,
    silentPort: port,
    outsideHost: c.target.url?.isPublicApi && isDead ? host : null,
    ...family?.values,
    ...vpnValues(c),
    ...exitValues(c),
  });
}

type Silence = 'by-name' | 'big-answer' | 'big-hello' | 'dead' | 'passing' | 'unknown';

/** Whether a minimal ClientHello and its small response pass where a normal one is lost, whatever the SNI: over all address families, or one. */
export function losesLargePackets(c: DiagnosisInput): boolean {
  const { lossy, sound } = byFamily(c);
  return (lossy !== undefined && sound !== undefined) || silenceKind(helloFacts(c), c.target.runtime.openssl) === 'big-answer';
}

/** The address family in which large packets are lost, and the one in which they are not. */
export function byFamily(c: DiagnosisInput): { lossy: FamilyHello | undefined; sound: FamilyHello | undefined } {
  const families = helloFacts(c)?.families ?? [];
  return {
    lossy: families.find(({ normal, minimal }) => normal === 'stalled' && came(minimal)),
    sound: families.find(({ normal }) => normal === 'answered'),
  };
}

/** A close counts as a response: the ClientHello arrived, and so did the close. */
function came(outcome: HelloOutcome): boolean {
  return outcome !== 'stalled' && outcome !== 'unreachable';
}

/** Which ClientHello, by SNI and by size, gets a response. */
function silenceKind(hellos: ClientHelloProbeFacts | null, openssl: string): Silence {
  if (!hellos) return 'unknown';
  const { normal, normalOtherSni, minimal, minimalOtherSni, withoutPostQuantum } = hellos;
  if (came(normal)) return 'passing';
  if (came(withoutPostQuantum)) return hasLargeHello(openssl) ? 'big-hello' : 'passing';
  if (came(normalOtherSni) || came(minimalOtherSni)) {
    if (!came(minimal)) return 'by-name';
    return came(normalOtherSni) ? 'unknown' : 'big-answer';
  }
  if (came(minimal)) return 'big-answer';
  return [normal, normalOtherSni, minimal, minimalOtherSni, withoutPostQuantum].every((outcome) => outcome === 'stalled')
    ? 'dead'
    : 'unknown';
}

/** OpenSSL sends a post-quantum key, and with it two packets, since 3.5. */
function hasLargeHello(openssl: string): boolean {
  const [major = 0, minor = 0] = openssl.split('.').map(Number);
  return major > 3 || (major === 3 && minor >= 5);
}

const SILENCES: Record<Exclude<Silence, 'big-answer'>, string> = {
  'by-name':
    'A ClientHello with another server name (SNI) gets a response from the same server, and one with this name gets none: a filter reads the name and drops the packets.',
  'big-hello':
    'A smaller ClientHello gets a response, and the normal one, which contains a post-quantum key and needs two packets, gets none: a firewall cannot handle a ClientHello of two packets. Clients with older TLS libraries work on such a path.',
  dead: 'The server responds to no ClientHello. Either it is hung, or something else accepts the TCP connection, such as a middlebox or a port forward without a backend.',
  passing: 'A second attempt got a response, so the failure is intermittent: an overloaded server, or packet loss.',
  unknown:
    'Possible causes are a hung server, a filter on the network, and a path that loses large packets. From here, they look the same.',
};
