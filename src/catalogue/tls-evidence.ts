import { inspectorKind } from '../tls/inspectors.ts';
import type { Case, CertificateFacts, ChainFault, Evidence, HandshakeFacts } from '../types.ts';
import { gotAnswer, observed } from './tls-observed.ts';
import { type TlsId, verdictOn } from './tls-verdict.ts';

export type Values = Record<string, string | number>;

/** More of a chain says nothing that a person reads. */
const MAX_CERTIFICATES = 6;

/**
 * What proves this finding, where it is the root cause of what the handshake shows; each entry adds the values for its own texts. Where a
 * verified request was answered all the same, calls work today, and the finding is a warning.
 */
export function proving(c: Case, id: TlsId, values: (facts: HandshakeFacts) => Values): Evidence | null {
  const seen = observed(c);
  if (!seen || verdictOn(c, seen.facts) !== id) return null;
  const { facts, causes } = seen;
  const works = gotAnswer(c) && !facts.trusted ? ({ severity: 'warning' } as const) : {};
  return { lines: handshakeLines(facts), values: { ...commonTls(c, facts), ...values(facts) }, causes, ...works };
}

/** What the texts of several findings use. A value that is missing leaves out the steps that need it. */
export function commonTls(c: Case, facts: HandshakeFacts): Values {
  const { url } = c.target;
  const host = url?.host ?? facts.host;
  const [leaf] = facts.chain;
  const top = facts.chain.at(-1);
  return present({
    sClient: sClient(c),
    peer: facts.peer ?? host,
    ownHost: url?.isPublicApi ? null : host,
    publicHost: url?.isPublicApi ? host : null,
    subject: leaf ? leaf.subject || 'without a name' : 'its name was not seen',
    issuer: top && (top.selfIssued ? top.subject : top.issuer),
    fingerprint: leaf?.fingerprint256,
    lookup: lookupCommand(c, host),
    systemBundle: facts.trust.find(({ name }) => name === 'system')?.path ?? '/etc/ssl/certs/ca-certificates.crt',
  });
}

/** How to see where the system leads a name. An address leads nowhere else. */
function lookupCommand({ target }: Case, host: string): string | null {
  if (target.url?.ipVersion) return null;
  if (target.platform === 'windows') return `Resolve-DnsName ${host}`;
  return target.platform === 'macos' ? `dscacheutil -q host -a name ${host}` : `getent ahosts ${host}`;
}

/** Leaves out what has no value. */
export function present(values: Record<string, string | number | null | undefined>): Values {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string | number] => entry[1] != null && entry[1] !== ''),
  );
}

/** Options of `openssl s_client` for the way that this run took. */
function sClient({ target }: Case): string {
  const { url, route } = target;
  const host = url?.host ?? '';
  const authority = host.includes(':') ? `[${host}]` : host;
  const name = url?.ipVersion ? '-noservername' : `-servername ${host}`;
  const proxy =
    route.kind === 'proxy' && route.proxy.scheme.startsWith('http') ? ` -proxy ${route.proxy.host}:${route.proxy.port}` : '';
  return `-connect ${authority}:${url?.port ?? 443} ${name}${proxy}`;
}

const DATE_KINDS: ChainFault['kind'][] = ['expired', 'not-yet-valid'];

/** The details of the faults of some kinds, as one part of a sentence. */
export function detailsOf({ faults }: HandshakeFacts, ...kinds: ChainFault['kind'][]): string {
  return faults
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ detail }) => detail)
    .join('; ');
}

/** Sentences that hold, as one text; those that are empty are left out. */
export function sentences(...parts: (string | null)[]): string {
  return parts.filter(Boolean).join(' ');
}

/** A sentence on faults that would remain if trust were settled: name and dates are hidden behind it in every client's message. */
export function otherFaults(facts: HandshakeFacts): string | null {
  const hidden = detailsOf(facts, 'hostname-mismatch', ...DATE_KINDS);
  return hidden ? `More is wrong with it, which clients do not come to say: ${hidden}.` : null;
}

function handshakeLines(facts: HandshakeFacts): string[] {
  const { problem, bytesRead, ms, chain, protocol, peer } = facts;
  const met = problem ? `${problem.code ?? 'no code'}: ${problem.message.trim()}` : null;
  const stopped = met && `${met} (after ${ms} ms and ${bytesRead} bytes from ${peer ?? 'the peer'})`;
  const made = facts.stage === 'done' && protocol ? `${protocol} with ${peer ?? facts.host}` : null;
  return [
    ...(made ? [made] : []),
    ...(stopped ? [stopped] : []),
    ...chain.slice(0, MAX_CERTIFICATES).map((certificate, at) => certificateLine(certificate, `${at + 1} of ${chain.length}`)),
    ...facts.faults.map(({ kind, detail }) => `${kind}: ${detail}`),
    ...(facts.authorizationError ? [`OpenSSL says ${facts.authorizationError}`] : []),
    ...acceptanceLines(facts),
  ];
}

function certificateLine(certificate: CertificateFacts, place: string): string {
  const { subject, issuer, notBefore, notAfter, keyType, signature } = certificate;
  return `certificate ${place}: ${subject || 'no subject'}, issued by ${issuer}, valid from ${notBefore} to ${notAfter}, ${keyType}, ${signature}`;
}

/** Which stores accept the chain and which do not. */
export function acceptanceLines({ trust }: HandshakeFacts): string[] {
  const named = (accepts: boolean) => trust.filter((set) => set.accepts === accepts).map(trustName);
  const [yes, no] = [named(true), named(false)];
  return [
    ...(yes.length > 0 ? [`accepted by ${yes.join(', ')}`] : []),
    ...(no.length > 0 ? [`not accepted by ${no.join(', ')}`] : []),
  ];
}

/** A set of roots as a text names it. */
export function trustName({ name, path }: HandshakeFacts['trust'][number]): string {
  const readable: Record<string, string> = { 'node-bundled': 'Node’s own roots', system: 'this system’s store' };
  return path ? `${readable[name] ?? name} (${path})` : (readable[name] ?? name);
}

/** What kind of product makes the chain, each kind under a name of its own, so that every kind has its own steps. */
export function inspectorValues({ inspector }: HandshakeFacts): Values {
  const kind = inspectorKind(inspector);
  const as = (wanted: string) => (kind === wanted ? inspector : null);
  return present({
    inspector,
    gateway: as('gateway'),
    localSoftware: as('local security software'),
    debuggingProxy: as('debugging proxy'),
    unwantedSoftware: as('unwanted software'),
  });
}
