import { inspectorKind } from '../../knowledge/middleboxes/inspectors.ts';
import { endpoint } from '../../model/endpoint.ts';
import type { HandshakeFacts } from '../../model/facts/tls.ts';
import { siteOf } from '../../model/hosts.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import type { Target } from '../../model/target.ts';
import { readingOf } from '../../net/http/facts.ts';
import { MAX_NAMES } from '../../net/tls/identifiers.ts';
import { isOwnHost } from '../proxy/facts.ts';
import { detailsOf, inspectorValues, otherFaults, present, sentences, topOf, type Values } from './evidence.ts';
import { trustNames } from './lines.ts';
import { clockReadings, correctedTime, skewSeconds, span } from './time.ts';

/** A date in the past or in the future, and whether the clock may be wrong. */
export function dateValues(c: DiagnosisInput, facts: HandshakeFacts): Values {
  const now = Date.parse(c.startedAt);
  const dates = facts.verificationErrors.flatMap(({ kind, certificate }) => {
    const { notBefore = '', notAfter = '' } = facts.chain[certificate] ?? {};
    if (kind === 'expired') return now - Date.parse(notAfter);
    return kind === 'not-yet-valid' ? Date.parse(notBefore) - now : [];
  });
  const furthest = Math.max(...dates.filter((ms) => !Number.isNaN(ms)));
  const here = `${new Date(now).toISOString().slice(0, 19)}Z`;
  const which = facts.verificationErrors.some(({ kind }) => kind === 'expired') ? 'later' : 'earlier';
  const apart = Number.isFinite(furthest) ? `, ${span(furthest)} ${which}` : '';
  const detail = detailsOf(facts, 'expired', 'not-yet-valid');
  const unsure = skewSeconds(c) === null;
  const look = c.target.platform === 'windows' ? '(Get-Date).ToUniversalTime()' : 'date -u';
  return {
    ...present({ checkClock: unsure ? look : null }),
    detail,
    now: here,
    reading: sentences(`By the clock of this machine it is ${here}${apart}.`, clockWord(c)),
  };
}

function clockWord(c: DiagnosisInput): string {
  const skew = skewSeconds(c);
  if (skew === null) return 'No other clock was available, so check first whether this one is right.';
  if (Math.abs(skew) < 60) return 'The clock here is right: it agrees with the clock of the server.';
  return `The clock of the server differs from this one by ${span(skew * 1000)}, and the certificate is invalid by that clock too.`;
}

/** How far the clock is off, and the source of the right time. */
export function skewValues(c: DiagnosisInput, facts: HandshakeFacts): Values {
  const skew = skewSeconds(c) ?? 0;
  const right = correctedTime(c);
  return {
    ...dateValues(c, facts),
    skew: span(skew * 1000),
    direction: skew > 0 ? 'ahead of' : 'behind',
    rightTime: right === null ? '' : `${new Date(right).toISOString().slice(0, 19)}Z`,
    source: clockReadings(c)
      .map(({ from }) => from)
      .join(' and '),
  };
}

/** The names in the certificate, and what they indicate. */
export function nameValues(c: DiagnosisInput, facts: HandshakeFacts): Values {
  const { target } = c;
  const [leaf] = facts.chain;
  const names = leaf?.names ?? [];
  const { url } = target;
  const usable = names.find((name) => isPlainName(name) && !(isLookAlike(name) && !isLookAlike(facts.host)) && isAkin(name, url));
  const better = usable && url && !url.isPublicApi ? `${url.scheme}://${usable}:${url.port}${url.path}` : null;
  return present({
    names: listNames(names) || leaf?.subject || 'no name',
    reading: sentences(nameReading(target, facts, names), datesToo(facts)),
    betterUrl: better?.replace(/:443(?=\/|$)/, ''),
    ...whoResolves(c),
  });
}

/** Through a proxy, the local address of the host does not matter. */
function whoResolves({ target: { route, url } }: DiagnosisInput): Record<string, string | null> {
  if (route.kind === 'direct') return { resolvedHost: url?.isPublicApi ? url.host : null };
  return { resolvingProxy: endpoint(route.proxy.host, route.proxy.port) };
}

function listNames(names: string[]): string {
  // At most MAX_NAMES names are read, so the total is then unknown.
  const more = names.length >= MAX_NAMES ? 'many' : names.length - SHOWN_NAMES;
  return names.slice(0, SHOWN_NAMES).join(', ') + (names.length > SHOWN_NAMES ? ` and ${more} more` : '');
}

const SHOWN_NAMES = 8;

/** Whether a name is safe in a command: a certificate can contain anything. */
function isPlainName(name: string): boolean {
  return /^(?=.{1,253}$)(?!.*\.\d+$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/i.test(name);
}

/**
 * Whether a name may be that of the same server. Whoever leads a public name elsewhere chooses the certificate too: no key may be sent to a
 * name of another domain for that.
 */
function isAkin(name: string, url: Target['url']): boolean {
  if (!url || url.ipVersion || isOwnHost(url)) return true;
  return siteOf(name) === siteOf(url.host);
}

/** Internationalized names can imitate the host name. */
function isLookAlike(name: string): boolean {
  return /(^|\.)xn--/i.test(name);
}

function nameReading({ url, route }: DiagnosisInput['target'], { inspector, host }: HandshakeFacts, names: string[]): string {
  if (inspector) return `It was issued by ${inspector}, which responds here instead of the server.`;
  if (url?.ipVersion)
    return 'The base URL contains an IP address, but certificates are issued for host names: use the host name of this server.';
  const parent = host.split('.').slice(1).join('.');
  const near = names.find((name) => name.startsWith('*.') && (host.endsWith(name.slice(1)) || name.slice(2) === host));
  if (near && near !== `*.${parent}`) return `A wildcard matches exactly one label, so ${near} does not match ${host}.`;
  const partial = names.find((name) => /^(\*[^.]|[^.]+\*)/.test(name));
  if (partial)
    return `A wildcard must be a whole label, so Python, Go, and browsers ignore ${partial}, although Node.js accepts it.`;
  if (!url?.isPublicApi) {
    return 'Either the name resolves to the wrong machine, or the server has no certificate for this name and presents that of another site.';
  }
  if (route.kind === 'proxy')
    return 'A public API always presents its own certificate, so the proxy connected to another server, because of a wrong DNS response, or to show a block page.';
  return 'A public API always presents its own certificate, so the connection reached another server: because of a wrong DNS response or a hosts file entry, a captive portal, or the block page of a filter.';
}

function datesToo(facts: HandshakeFacts): string | null {
  const dates = detailsOf(facts, 'expired', 'not-yet-valid');
  return dates ? `Its dates are invalid, too: ${dates}.` : null;
}

/** A self-signed certificate, and what it indicates. */
export function selfSignedValues({ target }: DiagnosisInput, facts: HandshakeFacts): Values {
  const own = 'Development servers and appliances often have such certificates.';
  const open = 'A public API has none, so another server responds.';
  const purpose = detailsOf(facts, 'purpose');
  const more = purpose ? `Trusting it is not enough, because ${purpose}.` : null;
  const isNamed = facts.verificationErrors.every(({ kind }) => kind !== 'hostname-mismatch');
  return {
    ...present({ rootFile: isNamed ? 'root.pem' : null }),
    reading: sentences(target.url?.isPublicApi ? open : (fallbackReading(facts) ?? own), more, otherFaults(facts)),
  };
}

/** Default certificates of gateways, for names without a certificate. */
const FALLBACKS: [RegExp, string][] = [
  [/TRAEFIK DEFAULT CERT/i, 'Traefik'],
  [/Kubernetes Ingress Controller Fake Certificate/i, 'the Kubernetes ingress controller'],
];

function fallbackReading({ chain, host }: HandshakeFacts): string | null {
  const gateway = FALLBACKS.find(([subject]) => subject.test(chain[0]?.subject ?? ''))?.[1];
  return gateway
    ? `It is the default certificate of ${gateway}, which has no certificate for this name: no route or secret there matches ${host}.`
    : null;
}

/** An untrusted CA, and further errors. */
export function unknownValues(facts: HandshakeFacts): Values {
  const stale = detailsOf(facts, 'stale-root');
  const reading = stale ? `The CA has renewed its root certificate, and the copy here is outdated: ${stale}.` : UNKNOWN;
  const loneIssuer = facts.chain.length === 1 ? facts.chain[0]?.issuer : undefined;
  return {
    ...present({ stale, loneIssuer }),
    detail: detailsOf(facts, 'unknown-issuer'),
    reading: sentences(reading, otherFaults(facts)),
  };
}

const UNKNOWN =
  'For a server inside an organization, this is usually the CA of the organization, whose root certificate must be added here. A server that does not send its intermediate certificate can look the same.';

/** What is missing, and further errors. */
export function missingIntermediateValues(facts: HandshakeFacts): Values {
  const browsers = 'Browsers download or cache it and API clients do not, so the site works in a browser.';
  return { detail: detailsOf(facts, 'missing-intermediate'), reading: sentences(browsers, otherFaults(facts)) };
}

/** The rule that is violated. */
export function ruleValues(facts: HandshakeFacts): Values {
  const detail = detailsOf(
    facts,
    'bad-signature',
    'purpose',
    'not-a-ca',
    'path-length',
    'name-constraint',
    'critical-extension',
    'malformed',
  );
  const whose = 'Only the issuer can fix this.';
  return { detail, reading: sentences(whose, otherFaults(facts)) };
}

/** What is too weak, for this machine's TLS or for Python's. */
export function weakValues(facts: HandshakeFacts): Values {
  const { problem, keyExchange } = facts;
  const met = problem ? `${problem.code}` : null;
  const exchange = /^DH /.test(keyExchange ?? '') ? `a key exchange group of ${keyExchange} bits` : null;
  const isLegacy = /UNSAFE_LEGACY_RENEGOTIATION/.test(problem?.code ?? '');
  return {
    detail: detailsOf(facts, 'weak-key', 'weak-signature') || met || exchange || 'the parameters of the handshake',
    ...(isLegacy ? { legacyHost: facts.host } : {}),
  };
}

/** A TLS-inspecting proxy that shows a block page over plain HTTP blocks the host too. */
function blockPageNote(c: DiagnosisInput): string | null {
  const plain = c.observations['http/plaintext'];
  const reading = plain?.status === 'ok' ? readingOf(plain.facts) : null;
  if (reading?.id !== 'http/block-page' || !reading.values.product) return null;
  return `Trusting it is not enough here: over plain HTTP, ${reading.values.product} returns its block page (${reading.values.answer}), so the host must be allowed there first.`;
}

/** With a wrong clock, the dates of any certificate look wrong. */
function clockSkewNote(c: DiagnosisInput): string | null {
  const skew = skewSeconds(c) ?? 0;
  if (correctedTime(c) === null) return null;
  return `The clock of this machine is wrong as well, ${span(skew * 1000)} ${skew > 0 ? 'ahead of' : 'behind'} the clock of the server: fix it, or certificate dates will fail next.`;
}

/** What to call an inspection that somebody else runs; null for software of this machine. */
function inspection({ inspector }: HandshakeFacts): string | null {
  const kind = inspector === null ? null : inspectorKind(inspector);
  if (kind && ['local security software', 'debugging proxy', 'unwanted software'].includes(kind)) return null;
  return inspector === null ? 'the TLS inspection here' : `the TLS inspection (${inspector})`;
}

function isUnwanted({ inspector }: HandshakeFacts): boolean {
  return inspector !== null && inspectorKind(inspector) === 'unwanted software';
}

/** The intercepting product, and whether its CA is trusted here. */
export function interceptionValues(c: DiagnosisInput, facts: HandshakeFacts): Values {
  const top = topOf(facts);
  const issuer = top && (top.selfIssued ? top.subject : top.issuer);
  const ends = issuer ? `the chain ends in “${issuer}”, which is not a public CA` : 'its CA is not a public one';
  const named = facts.inspector ? `the certificate chain names ${facts.inspector}` : ends;
  const trusting = trustNames(facts.trust.filter(({ accepts }) => accepts));
  const trusted = `Its CA is trusted here through ${trusting.join(', ')}, so calls work, and its operator can read what is sent.`;
  const stale = detailsOf(facts, 'stale-root');
  const refused = stale
    ? `Clients abort the TLS handshake, because the copy of its root certificate here is outdated: ${stale}.`
    : 'No trust store on this machine contains its root certificate, so clients abort the TLS handshake.';
  return {
    ...inspectorValues(facts),
    ...present({
      named,
      reading: facts.trusted ? trusted : sentences(refused, clockSkewNote(c) ?? otherFaults(facts), blockPageNote(c)),
      stale,
      trustedBy: facts.trusted ? trusting.join(', ') : null,
      // Of software on this machine its own settings tell.
      inspection: inspection(facts),
      // The private key of unwanted software is public: nobody should trust its root certificate.
      inspectionFile: isUnwanted(facts) ? null : 'root.pem',
    }),
  };
}
