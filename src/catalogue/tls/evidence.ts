import { inspectorKind } from '../../knowledge/middleboxes/inspectors.ts';
import type { CertificateFacts, ChainFault, HandshakeFacts } from '../../model/facts/tls.ts';
import type { Evidence, Step } from '../../model/finding.ts';
import type { Platform } from '../../model/layers.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import type { Target } from '../../model/target.ts';
import { searchedName, searchedReading, WITHOUT_SEARCH_DOMAIN } from '../dns/differences.ts';
import { handshakeLines, helperLines } from './lines.ts';
import { gotAnswer, observed } from './observed.ts';
import { type TlsId, verdictOn } from './verdict.ts';

export type Values = Record<string, string | number>;

/**
 * Evidence for this finding, where it is the root cause of what the handshake shows; each entry adds its own template values. Where a
 * verified request was answered all the same, calls work today, and the finding is a warning.
 */
export function proving(c: DiagnosisInput, id: TlsId, values: (facts: HandshakeFacts) => Values): Evidence | null {
  const seen = observed(c);
  if (!seen || verdictOn(c, seen.facts) !== id) return null;
  const { facts, causes } = seen;
  const helpers = helperLines(c, facts);
  const found = values(facts);
  const stray = strayed(c);
  return {
    details: [...handshakeLines(facts), ...helpers.map(([, line]) => line)],
    templateValues: { ...commonTls(c, facts), ...found, ...(stray ? { ...stray.values, reading: stray.reading } : {}) },
    ...(stray ? { steps: stray.steps } : {}),
    probeIds: [...causes, ...helpers.map(([probe]) => probe)],
    ...(gotAnswer(c) && !facts.trusted ? { severity: 'warning' } : {}),
    // A client whose handshake gets no response raises a timeout, whatever the cause.
    ...(isSilence(facts) ? { pythonType: 'APITimeoutError' } : {}),
  };
}

/** A search domain led to another server, whose certificate says nothing about the API. Through a proxy, the lookup here does not matter. */
function strayed(c: DiagnosisInput): { reading: string; steps: Step[]; values: Values } | null {
  const name = c.target.route.kind === 'direct' ? searchedName(c) : null;
  if (!name) return null;
  const searchDomain = name.slice((c.target.url?.host ?? '').length + 1);
  return { reading: searchedReading(name), steps: [{ text: WITHOUT_SEARCH_DOMAIN, first: true }], values: { searchDomain } };
}

function isSilence({ stage, problem }: HandshakeFacts): boolean {
  return stage === 'handshake' && (problem?.code === 'TIMEOUT' || problem?.code === 'ETIMEDOUT');
}

/** Template values of several findings. A missing value omits the steps that need it. */
export function commonTls(c: DiagnosisInput, facts: HandshakeFacts): Values {
  const { url } = c.target;
  const host = url?.host ?? facts.host;
  const [leaf] = facts.chain;
  const top = topOf(facts);
  return present({
    sClient: sClient(c),
    peer: facts.peer ?? host,
    ownHost: url?.isPublicApi ? null : host,
    publicHost: url?.isPublicApi ? host : null,
    subject: leaf ? leaf.subject || 'without a subject' : 'subject unknown',
    issuer: top && (top.selfIssued ? top.subject : top.issuer),
    fingerprint: leaf?.fingerprint256,
    lookup: c.target.route.kind === 'direct' ? lookupCommand(c, host) : null,
    ...bundlesOf(c.target, facts),
  });
}

/** Files with the roots. Where a variable already names one for Python, root.pem goes into that one, and no other is made for Python. */
function bundlesOf(target: Target, facts: HandshakeFacts): Record<string, string | undefined> {
  const system = systemBundle(target, facts);
  const inUse = bundleInUse(target, system);
  return {
    systemBundle: system,
    ...(inUse.bundleVariable || inUse.copiedVariable || target.distribution === 'termux' ? {} : { pythonBundle: system }),
    ...inUse,
    ...installersHere(target, system),
  };
}

/** The file of the system's roots: the one that was read, else the usual one. Termux is an app: what Android has is not for its programs. */
export function systemBundle({ platform, distribution, env }: Target, { trust }: HandshakeFacts): string | undefined {
  if (distribution === 'termux') return `${env.PREFIX || '/data/data/com.termux/files/usr'}/etc/tls/cert.pem`;
  return trust.find(({ name }) => name === 'system')?.path ?? USUAL_BUNDLE[platform];
}

/** macOS keeps a file beside its keychains, and Windows none. */
const USUAL_BUNDLE: Partial<Record<Platform, string>> = {
  linux: '/etc/ssl/certs/ca-certificates.crt',
  wsl: '/etc/ssl/certs/ca-certificates.crt',
  container: '/etc/ssl/certs/ca-certificates.crt',
  macos: '/etc/ssl/cert.pem',
};

/** The file that Python reads in place of the system's store. OpenSSL as built by Nix has a variable of its own for it. */
function bundleInUse({ env, distribution }: Target, system: string | undefined): Record<string, string | undefined> {
  const bundleVariable = ['SSL_CERT_FILE', 'NIX_SSL_CERT_FILE'].find((name) => env[name]);
  const path = bundleVariable && env[bundleVariable];
  // The system's own bundle is remade by its tool. So is what NixOS makes, by its configuration, and nothing may write to it.
  if (!path || path === system || (distribution === 'nixos' && path.startsWith('/etc/'))) return {};
  if (path.startsWith('/nix/store/')) return { copiedVariable: bundleVariable, copiedBundle: path };
  const conda = env.CONDA_PREFIX ?? '';
  const isCondas = conda !== '' && path.startsWith(conda);
  return { bundleVariable, bundleInUse: path, ...(isCondas ? { condaEnvironment: conda } : {}) };
}

/** Variables of uv. Others that begin in this way are those of libuv, which is in every Node.js. */
const UV = ['UV', 'UV_CACHE_DIR', 'UV_PYTHON', 'UV_PROJECT_ENVIRONMENT'];

/** Variables of pip, and of an environment that it installs into. */
const PIP = ['VIRTUAL_ENV', 'PIP_CONFIG_FILE'];

/** What brings CA certificates of its own for what it installs. */
function installersHere({ env }: Target, system: string | undefined): Record<string, string | undefined> {
  return {
    homebrew: env.HOMEBREW_PREFIX || undefined,
    uv: UV.some((name) => env[name]) ? 'uv' : undefined,
    pipBundle: !env.PIP_CERT && PIP.some((name) => env[name]) ? system : undefined,
    pipBundleInUse: env.PIP_CERT || undefined,
  };
}

/** The last certificate of the certification path. Servers send others too, in any order: the verification errors show which it is. */
export function topOf({ chain, verificationErrors: faults }: HandshakeFacts): CertificateFacts | undefined {
  const fault = faults.find(({ kind }) => ['self-signed', 'unknown-issuer', 'missing-intermediate', 'stale-root'].includes(kind));
  return (fault && chain[fault.certificate]) ?? chain.at(-1);
}

/** The command that resolves the host; null for an IP address. */
function lookupCommand({ target }: DiagnosisInput, host: string): string | null {
  if (target.url?.ipVersion) return null;
  if (target.platform === 'windows') return `Resolve-DnsName ${host}`;
  return target.platform === 'macos' ? `dscacheutil -q host -a name ${host}` : `getent ahosts ${host}`;
}

/** Omits what has no value. */
export function present(values: Record<string, string | number | null | undefined>): Values {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string | number] => entry[1] != null && entry[1] !== ''),
  );
}

/** Options of `openssl s_client` for the route of this run. */
function sClient({ target }: DiagnosisInput): string {
  const { url, route } = target;
  const host = url?.host ?? '';
  const authority = host.includes(':') ? `[${host}]` : host;
  const name = url?.ipVersion ? '-noservername' : `-servername ${host}`;
  const proxy =
    route.kind === 'proxy' && route.proxy.scheme.startsWith('http') ? ` -proxy ${route.proxy.host}:${route.proxy.port}` : '';
  return `-connect ${authority}:${url?.port ?? 443} ${name}${proxy}`;
}

const DATE_KINDS: ChainFault['kind'][] = ['expired', 'not-yet-valid'];

/** The details of verification errors of some kinds, as part of a sentence. */
export function detailsOf({ verificationErrors: faults }: HandshakeFacts, ...kinds: ChainFault['kind'][]): string {
  return faults
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ detail }) => detail)
    .join('; ');
}

/** Joins sentences; empty ones are omitted. */
export function sentences(...parts: (string | null)[]): string {
  return parts.filter(Boolean).join(' ');
}

/** A sentence on errors that remain once the CA is trusted: clients report only the first error. */
export function otherFaults(facts: HandshakeFacts): string | null {
  const hidden = detailsOf(facts, 'hostname-mismatch', ...DATE_KINDS);
  return hidden ? `Further certificate errors, which clients report only after that: ${hidden}.` : null;
}

/** The kind of product that issued the chain, each under its own name, which selects the steps. */
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
