import type { FamilyHello, HandshakeFacts, HelloFacts, HelloOutcome } from '../../model/facts/tls.ts';
import type { Case } from '../../model/observation.ts';
import { present, type Values } from './evidence.ts';
import { helloFacts } from './verdict.ts';

/** What the hellos show of a connection that was cut. */
export function cutValues(c: Case, facts: HandshakeFacts): Values {
  const hellos = helloFacts(c);
  const how = facts.problem?.errno == null ? 'closed' : 'reset';
  const after = facts.bytesRead > 0 ? `${bytes(facts.bytesRead)} into the handshake` : 'right after the client’s hello';
  const got = (outcome: HelloOutcome | undefined) => outcome === 'answered';
  const byName = hellos && got(hellos.normalOtherSni) && !got(hellos.normal);
  const bySmallName = hellos && got(hellos.minimalOtherSni) && !got(hellos.minimal);
  const named = byName || (bySmallName && !got(hellos?.normal));
  return present({
    how,
    after,
    reading: named ? CUT_BY_NAME : cutReading(hellos, c),
    filtered: named ? facts.host : null,
  });
}

function bytes(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}

const CUT_BY_NAME =
  'A hello with another name gets an answer from the same server, and one with this name does not: a filter on the way reads the name and ends the connection.';

function cutReading(hellos: HelloFacts | null, { target }: Case): string {
  const classic = hellos?.withoutPostQuantum === 'answered';
  if (hellos?.normal === 'answered' || (classic && !hasLargeHello(target.runtime.openssl))) {
    return 'A second try got an answer, so the cut comes and goes: an overloaded server, a balancer with a broken backend, or a flaky path.';
  }
  if (classic) return 'A smaller hello gets an answer, so something on the way cannot take a hello of more than one packet.';
  const anyName = hellos && hellos.normalOtherSni !== 'answered' ? ' It cuts every hello, whatever name it holds.' : '';
  const who = target.url?.isPublicApi
    ? 'Public APIs do not do that, so a firewall or a filter on the way does, by address or by what it sees of the client.'
    : 'A server does that which does not serve this name, or has no certificate; a balancer without a working backend does it, and a filter on the way.';
  return who + anyName;
}

/** What the hellos show of a silent connection. */
export function silenceValues(c: Case, facts: HandshakeFacts): Values {
  const hellos = helloFacts(c);
  const after = facts.bytesRead > 0 ? `only a part of the answer came (${bytes(facts.bytesRead)})` : 'nothing came back';
  const kind = silenceKind(hellos, c.target.runtime.openssl);
  const { host, port } = c.target.url ?? { host: facts.host, port: 443 };
  return present({
    after,
    // Of large packets that are lost another finding speaks, which stands in for this one.
    reading: SILENCES[kind === 'big-answer' ? 'unknown' : kind],
    bigHello: kind === 'big-hello' ? host : null,
    filtered: kind === 'by-name' ? host : null,
    dead: kind === 'dead' || kind === 'unknown' ? host : null,
    address: /^(.*):\d+$/.exec(facts.peer ?? '')?.[1]?.replace(/^\[|\]$/g, '') ?? null,
    silentPort: port,
  });
}

type Silence = 'by-name' | 'big-answer' | 'big-hello' | 'dead' | 'passing' | 'unknown';

/** Whether a small hello and its small answer pass where a usual one is lost, whatever the name in it: over every family, or over one. */
export function losesLargePackets(c: Case): boolean {
  const { lossy, sound } = byFamily(c);
  return (lossy !== undefined && sound !== undefined) || silenceKind(helloFacts(c), c.target.runtime.openssl) === 'big-answer';
}

/** The family in which large packets are lost, and the one in which they are not. */
export function byFamily(c: Case): { lossy: FamilyHello | undefined; sound: FamilyHello | undefined } {
  const families = helloFacts(c)?.families ?? [];
  return {
    lossy: families.find(({ normal, minimal }) => normal === 'stalled' && came(minimal)),
    sound: families.find(({ normal }) => normal === 'answered'),
  };
}

/** An end is an answer too here: the hello arrived, and so did the end. */
function came(outcome: HelloOutcome): boolean {
  return outcome !== 'stalled' && outcome !== 'unreachable';
}

/** The four-hello test: who answers to which name and to which size. */
function silenceKind(hellos: HelloFacts | null, openssl: string): Silence {
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
    'A hello with another name gets an answer from the same server, and one with this name gets none: a filter on the way reads the name and swallows the packets.',
  'big-hello':
    'A smaller hello gets an answer, and the usual one, which holds a post-quantum key and needs two packets, gets none: a firewall on the way cannot take a hello in two packets. Clients with older TLS libraries work on such a path.',
  dead: 'It answers to no hello of any kind, so the server is stuck, or what accepts connections there is not the server: a device on the way or a port forward without anything behind it.',
  passing: 'A second try got an answer, so the silence comes and goes: an overloaded server, or a path that loses packets.',
  unknown: 'From here a server that is stuck, a filter on the way and a path that loses large packets look the same.',
};
