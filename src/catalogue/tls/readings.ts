import { endpoint } from '../../model/endpoint.ts';
import type { HandshakeFacts } from '../../model/facts/tls.ts';
import type { Case } from '../../model/observation.ts';
import { readingOf } from '../../net/http/facts.ts';
import { MAX_NAMES } from '../../net/tls/identifiers.ts';
import { detailsOf, inspectorValues, otherFaults, present, sentences, topOf, type Values } from './evidence.ts';
import { trustName } from './lines.ts';
import { clockReadings, correctedTime, skewSeconds, span } from './time.ts';

/** A date that is past or to come, and whether the clock that says so can be right. */
export function dateValues(c: Case, facts: HandshakeFacts): Values {
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
  const look = c.target.platform === 'windows' ? 'Get-Date -AsUTC' : 'date -u';
  return {
    ...present({ checkClock: unsure ? look : null }),
    detail,
    now: here,
    reading: sentences(`By this machine’s clock it is ${here}${apart}.`, clockWord(c)),
  };
}

function clockWord(c: Case): string {
  const skew = skewSeconds(c);
  if (skew === null) return 'No other clock could be asked, so see first whether this one is right.';
  if (Math.abs(skew) < 60) return 'The clock here is right: the server’s own says the same.';
  return `The server’s clock differs from this one by ${span(skew * 1000)}, and by that one too the certificate is out of date.`;
}

/** How far the clock is off, and by whose word. */
export function skewValues(c: Case, facts: HandshakeFacts): Values {
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

/** Whose certificate it is instead, and what that speaks for. */
export function nameValues(c: Case, facts: HandshakeFacts): Values {
  const { target } = c;
  const [leaf] = facts.chain;
  const names = leaf?.names ?? [];
  const { url } = target;
  const usable = names.find((name) => isPlainName(name) && !(isLookAlike(name) && !isLookAlike(facts.host)));
  const better = usable && url && !url.isPublicApi ? `${url.scheme}://${usable}:${url.port}${url.path}` : null;
  return present({
    names: listNames(names) || leaf?.subject || 'no name at all',
    reading: sentences(nameReading(target, facts, names), datesToo(facts)),
    betterUrl: better?.replace(/:443(?=\/|$)/, ''),
    ...whoResolves(c),
  });
}

/** Through a proxy nothing that this machine knows of the name counts. */
function whoResolves({ target: { route, url } }: Case): Record<string, string | null> {
  if (route.kind === 'direct') return { resolvedHost: url?.isPublicApi ? url.host : null };
  return { resolvingProxy: endpoint(route.proxy.host, route.proxy.port) };
}

function listNames(names: string[]): string {
  // The reading of names ends at a number, which is then not that of the certificate.
  const more = names.length >= MAX_NAMES ? 'many' : names.length - SHOWN_NAMES;
  return names.slice(0, SHOWN_NAMES).join(', ') + (names.length > SHOWN_NAMES ? ` and ${more} more` : '');
}

const SHOWN_NAMES = 8;

/** Whether a name may stand in a command: a certificate can hold anything. */
function isPlainName(name: string): boolean {
  return /^(?=.{1,253}$)(?!.*\.\d+$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/i.test(name);
}

/** Names in other scripts can look like the host's and be anybody's. */
function isLookAlike(name: string): boolean {
  return /(^|\.)xn--/i.test(name);
}

function nameReading({ url, route }: Case['target'], { inspector, host }: HandshakeFacts, names: string[]): string {
  if (inspector) return `It was made by ${inspector}, which answers here in place of the server.`;
  if (url?.ipVersion)
    return 'The base URL names an address, and certificates are made out to names: use the name that this server has.';
  const parent = host.split('.').slice(1).join('.');
  const near = names.find((name) => name.startsWith('*.') && (host.endsWith(name.slice(1)) || name.slice(2) === host));
  if (near && near !== `*.${parent}`) return `A star stands for one label and no more, so ${near} does not cover ${host}.`;
  const partial = names.find((name) => /^(\*[^.]|[^.]+\*)/.test(name));
  if (partial)
    return `A star stands for a whole label, so ${partial} does not count for Python, Go and browsers, although Node takes such names.`;
  if (!url?.isPublicApi) {
    return 'Either the name leads to the wrong machine, or the server has no certificate for this name and shows that of another site.';
  }
  if (route.kind === 'proxy')
    return 'A public API shows its own certificate everywhere, so the proxy led the connection elsewhere: by a wrong answer of its DNS, or to a page that says why it blocks.';
  return 'A public API shows its own certificate everywhere, so the connection ended up elsewhere: through a wrong DNS answer or a line in the hosts file, at the sign-in page of a network, or at a filter’s block page.';
}

function datesToo(facts: HandshakeFacts): string | null {
  const dates = detailsOf(facts, 'expired', 'not-yet-valid');
  return dates ? `It is out of date, too: ${dates}.` : null;
}

/** A certificate without an authority, and what that speaks for. */
export function selfSignedValues({ target }: Case, facts: HandshakeFacts): Values {
  const own = 'Development servers and appliances come with such certificates.';
  const open = 'A public API has none, so something else answers in its place.';
  const purpose = detailsOf(facts, 'purpose');
  const more = purpose ? `Trusting it would not be enough, because ${purpose}.` : null;
  const isNamed = facts.verificationErrors.every(({ kind }) => kind !== 'hostname-mismatch');
  return {
    ...present({ rootFile: isNamed ? 'root.pem' : null }),
    reading: sentences(target.url?.isPublicApi ? open : (fallbackReading(facts) ?? own), more, otherFaults(facts)),
  };
}

/** What gateways make for themselves, to show it where they have no certificate for the name that was asked for. */
const FALLBACKS: [RegExp, string][] = [
  [/TRAEFIK DEFAULT CERT/i, 'Traefik'],
  [/Kubernetes Ingress Controller Fake Certificate/i, 'the ingress controller of Kubernetes'],
];

function fallbackReading({ chain, host }: HandshakeFacts): string | null {
  const gateway = FALLBACKS.find(([subject]) => subject.test(chain[0]?.subject ?? ''))?.[1];
  return gateway
    ? `It is the one that ${gateway} shows where it has no certificate for the name that was asked for: no route or secret there fits ${host}.`
    : null;
}

/** An authority that is not known, and what else is wrong. */
export function unknownValues(facts: HandshakeFacts): Values {
  const stale = detailsOf(facts, 'stale-root');
  const reading = stale
    ? `In fact ${stale}: the authority has made itself a new one, and the copy here is out of date.`
    : UNKNOWN;
  return { ...present({ stale }), detail: detailsOf(facts, 'unknown-issuer'), reading: sentences(reading, otherFaults(facts)) };
}

const UNKNOWN =
  'For a server inside an organization that is usually the organization’s own authority, whose root has to be added here. A server that forgets to send an intermediate certificate looks the same where nothing tells whose it is.';

/** What is missing, and what else is wrong. */
export function gapValues(facts: HandshakeFacts): Values {
  const browsers = 'Browsers fetch or remember it, and API clients do not, so the site looks fine in a browser.';
  return { detail: detailsOf(facts, 'missing-intermediate'), reading: sentences(browsers, otherFaults(facts)) };
}

/** The rule that is broken. */
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
  const whose = 'That is a fault of whoever issued them, and nothing on this machine can make them valid.';
  return { detail, reading: sentences(whose, otherFaults(facts)) };
}

/** What is too weak, by this machine's own TLS or by Python's. */
export function weakValues(facts: HandshakeFacts): Values {
  const { problem, keyExchange } = facts;
  const met = problem ? `${problem.code}` : null;
  const exchange = /^DH /.test(keyExchange ?? '') ? `the keys are agreed with a group of ${keyExchange} bits` : null;
  return { detail: detailsOf(facts, 'weak-key', 'weak-signature') || met || exchange || 'the parameters of the handshake' };
}

/** An inspection that shows its page over plain HTTP blocks the host as well: the chain is then only what stands before that. */
function blockToo(c: Case): string | null {
  const plain = c.seen['http/plaintext'];
  const reading = plain?.status === 'ok' ? readingOf(plain.facts) : null;
  if (reading?.id !== 'http/block-page' || !reading.values.product) return null;
  return `To trust it will not be enough here: over plain HTTP the page of ${reading.values.product} comes in place of the host (${reading.values.answer}), so the host has to be allowed there first.`;
}

/** A clock that is wrong makes the dates of any certificate look wrong. */
function clockToo(c: Case): string | null {
  const skew = skewSeconds(c) ?? 0;
  if (correctedTime(c) === null) return null;
  return `The clock of this machine is wrong as well, ${span(skew * 1000)} ${skew > 0 ? 'ahead of' : 'behind'} the server’s: set it right, or dates will be the next thing that clients complain of.`;
}

/** Who inspects, and whether that is trusted here. */
export function interceptionValues(c: Case, facts: HandshakeFacts): Values {
  const top = topOf(facts);
  const issuer = top && (top.selfIssued ? top.subject : top.issuer);
  const ends = issuer
    ? `the chain ends in “${issuer}”, which is no public authority`
    : 'its authority is none of the public ones';
  const named = facts.inspector ? `${facts.inspector} stands in the names of the chain` : ends;
  const trusting = facts.trust.filter(({ accepts }) => accepts).map(trustName);
  const trusted = `It is trusted here through ${trusting.join(', ')}, so calls work, and what is sent can be read by whoever runs it.`;
  const stale = detailsOf(facts, 'stale-root');
  const refused = stale
    ? `Clients refuse it: ${stale}, so the copy here is out of date.`
    : 'No store of roots here holds it, so clients refuse the connection.';
  return {
    ...inspectorValues(facts),
    ...present({
      named,
      reading: facts.trusted ? trusted : sentences(refused, clockToo(c) ?? otherFaults(facts), blockToo(c)),
      stale,
      trustedBy: facts.trusted ? trusting.join(', ') : null,
    }),
  };
}
