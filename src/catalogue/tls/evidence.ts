import { inspectorKind } from '../../knowledge/middleboxes/inspectors.ts';
import type { CertificateFacts, ChainFault, HandshakeFacts } from '../../model/facts/tls.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';
import { handshakeLines, helperLines } from './lines.ts';
import { gotAnswer, observed } from './observed.ts';
import { type TlsId, verdictOn } from './verdict.ts';

export type Values = Record<string, string | number>;

/**
 * What proves this finding, where it is the root cause of what the handshake shows; each entry adds the values for its own texts. Where a
 * verified request was answered all the same, calls work today, and the finding is a warning.
 */
export function proving(c: Case, id: TlsId, values: (facts: HandshakeFacts) => Values): Evidence | null {
  const seen = observed(c);
  if (!seen || verdictOn(c, seen.facts) !== id) return null;
  const { facts, causes } = seen;
  const helpers = helperLines(c, facts);
  return {
    lines: [...handshakeLines(facts), ...helpers.map(([, line]) => line)],
    values: { ...commonTls(c, facts), ...values(facts) },
    causes: [...causes, ...helpers.map(([probe]) => probe)],
    ...(gotAnswer(c) && !facts.trusted ? { severity: 'warning' } : {}),
    // Whoever waits for a handshake raises its timeout, whatever the reason for the silence.
    ...(isSilence(facts) ? { pythonType: 'APITimeoutError' } : {}),
  };
}

function isSilence({ stage, problem }: HandshakeFacts): boolean {
  return stage === 'handshake' && (problem?.code === 'TIMEOUT' || problem?.code === 'ETIMEDOUT');
}

/** What the texts of several findings use. A value that is missing leaves out the steps that need it. */
export function commonTls(c: Case, facts: HandshakeFacts): Values {
  const { url } = c.target;
  const host = url?.host ?? facts.host;
  const [leaf] = facts.chain;
  const top = topOf(facts);
  return present({
    sClient: sClient(c),
    peer: facts.peer ?? host,
    ownHost: url?.isPublicApi ? null : host,
    publicHost: url?.isPublicApi ? host : null,
    subject: leaf ? leaf.subject || 'without a name' : 'its name was not seen',
    issuer: top && (top.selfIssued ? top.subject : top.issuer),
    fingerprint: leaf?.fingerprint256,
    lookup: c.target.route.kind === 'direct' ? lookupCommand(c, host) : null,
    systemBundle: facts.trust.find(({ name }) => name === 'system')?.path ?? '/etc/ssl/certs/ca-certificates.crt',
  });
}

/** The certificate that the way up from the leaf ends at. Servers send others beside, in any order: trust says which it is. */
export function topOf({ chain, verificationErrors: faults }: HandshakeFacts): CertificateFacts | undefined {
  const fault = faults.find(({ kind }) => ['self-signed', 'unknown-issuer', 'missing-intermediate', 'stale-root'].includes(kind));
  return (fault && chain[fault.certificate]) ?? chain.at(-1);
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
export function detailsOf({ verificationErrors: faults }: HandshakeFacts, ...kinds: ChainFault['kind'][]): string {
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

/** What kind of product makes the chain, each kind under a name of its own, so that every kind has its own steps. */
export function inspectorValues({ inspector }: HandshakeFacts): Values {
  const kind = inspectorKind(inspector);
  const as = (wanted: string) => (kind === wanted ? inspector : null);
  return present({
    inspector,
    gateway: as('web filter') ?? as('national filter'),
    localSoftware: as('local security software'),
    debuggingProxy: as('debugging proxy'),
    unwantedSoftware: as('unwanted software'),
  });
}
