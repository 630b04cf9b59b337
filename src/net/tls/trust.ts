import { X509Certificate } from 'node:crypto';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import type { Target } from '../../model/target.ts';
import { readHashedFolder, readText } from './files.ts';
import { certificatesBeforeFault, certificatesIn } from './pem.ts';
import { readSystemRoots } from './system-roots.ts';

/** One trust store of a client on this machine. */
export interface TrustSet {
  /** As in `TrustFacts.name`. */
  name: string;
  path: string | null;
  certificates: string[];
  /** Whether this run's own requests trust it too. CA bundles of other clients are read for comparison only. */
  ours: boolean;
}

interface Trust {
  sets: Promise<TrustSet[]>;
  context: Promise<SecureContext>;
}

/** Reading a store must not cost more than this: a network drive or a keychain can hang. */
const READ_LIMIT_MS = 4000;

/** By the environment, which the targets of one run share: the one of the other route is a record of its own. */
const perRun = new WeakMap<Target['env'], Map<string, Trust>>();

/** The trust stores of clients on this machine, read once per run. */
export function trustSets(target: Target): Promise<TrustSet[]> {
  return trustOf(target).sets;
}

/** The roots that this run's own requests verify with: Node's, the system's, and those of the files that are named to clients here. */
export async function runTrust(target: Target): Promise<string[]> {
  const sets = await trustSets(target);
  return [...new Set(sets.flatMap((set) => (set.ours ? set.certificates : [])))];
}

/**
 * The context for `tls.connect({ secureContext, rejectUnauthorized: true })` of this run's own requests. One for all, because parsing 150
 * roots takes 15 ms. `rejectUnauthorized` has to be given: the environment may have switched Node's default off.
 */
export function runContext(target: Target): Promise<SecureContext> {
  return trustOf(target).context;
}

function trustOf(target: Target): Trust {
  const ofRun = perRun.get(target.env) ?? new Map<string, Trust>();
  const known = ofRun.get(target.caFile ?? '');
  if (known) return known;
  const sets = readSets(target);
  const trust = { sets, context: sets.then(() => runTrust(target)).then(contextOf) };
  // An unhandled rejection is avoided where the run ends before this is awaited.
  trust.context.catch(() => {});
  perRun.set(target.env, ofRun.set(target.caFile ?? '', trust));
  return trust;
}

function readSets(target: Target): Promise<TrustSet[]> {
  const { env } = target;
  const bundled = rootCertificates.flatMap((pem) => certificatesIn(pem));
  return Promise.all([
    setOf('node-bundled', null, async () => bundled),
    readSystemRoots(target.platform, READ_LIMIT_MS).then((roots) => ({ name: 'system', ...roots, ours: true })),
    ...fileSet('NODE_EXTRA_CA_CERTS', env.NODE_EXTRA_CA_CERTS, certificatesBeforeFault),
    ...fileSet('SSL_CERT_FILE', env.SSL_CERT_FILE),
    ...folderSet(env.SSL_CERT_DIR, target.platform === 'windows' ? ';' : ':'),
    ...fileSet('--ca-file', target.caFile ?? undefined),
    ...['REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'DENO_CERT', 'CODEX_CA_CERTIFICATE'].flatMap((name) =>
      fileSet(name, env[name]).map(asForeign),
    ),
  ]);
}

function fileSet(name: string, path: string | undefined, split = certificatesIn): Promise<TrustSet>[] {
  return path ? [setOf(name, path, async () => split(await readText(path)))] : [];
}

function folderSet(folders: string | undefined, separator: string): Promise<TrustSet>[] {
  if (!folders) return [];
  const read = async () => Promise.all(folders.split(separator).filter(Boolean).slice(0, 8).map(readHashedFolder));
  return [setOf('SSL_CERT_DIR', folders, async () => certificatesIn((await read()).join('\n')))];
}

async function asForeign(set: Promise<TrustSet>): Promise<TrustSet> {
  return { ...(await set), ours: false };
}

async function setOf(name: string, path: string | null, read: () => Promise<string[]>): Promise<TrustSet> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string[]>((resolve) => {
    timer = setTimeout(() => resolve([]), READ_LIMIT_MS);
  });
  const certificates = await Promise.race([read().catch(() => []), late]);
  clearTimeout(timer);
  return { name, path, certificates, ours: true };
}

/** One certificate that OpenSSL cannot parse would cost us all of them, so a refusal is answered by weeding them out. */
function contextOf(roots: string[]): SecureContext {
  try {
    return createSecureContext({ ca: roots });
  } catch {
    return createSecureContext({ ca: roots.filter(parses) });
  }
}

function parses(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== null;
  } catch {
    return false;
  }
}
