import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/** What every certificate of the lab can be given. Dates win over `days`; an extension set to null is left out. */
export interface CertificateOptions {
  /** Common name. */
  name?: string;
  /** The whole subject in OpenSSL's form, `/C=US/O=Zscaler Inc./CN=Zscaler Root CA`, where the common name is not enough. */
  subject?: string;
  days?: number;
  notBefore?: Date;
  notAfter?: Date;
  keyType?: KeyType;
  digest?: 'sha1' | 'sha256' | 'sha384';
  /** Lines of an OpenSSL extension section, which replace the usual ones: `{ extendedKeyUsage: 'clientAuth', keyUsage: null }`. */
  extensions?: Record<string, string | null>;
  /** Path of a key to certify in place of a new one. */
  key?: string;
}

export type KeyType = 'ec' | 'rsa1024' | 'rsa2048' | 'rsa4096';

export interface CaOptions extends CertificateOptions {
  /** The authority that signs this one; none makes a root. */
  parent?: Authority;
}

export interface LeafOptions extends CertificateOptions {
  /** Host names and IP addresses of the subject alternative name; an empty list leaves the extension out. */
  names?: string[];
  /** Adds a list of signed certificate timestamps, as every public leaf has one (its content is filler). */
  scts?: boolean;
}

/** A certificate with its key: paths of files, and the texts. */
export interface Certificate {
  key: string;
  cert: string;
  pem: string;
}

export interface Authority extends Certificate {
  dir: string;
  /** This certificate and those above it, without the root: what a server has to send beside its leaf. */
  chainPem: string;
  /** The root at the top: what a client has to trust. */
  rootPem: string;
  root: string;
}

export interface Leaf extends Certificate {
  /** The leaf and its intermediates, as a well set up server sends them. */
  fullchain: string;
  fullchainPem: string;
}

const DAY_MS = 86_400_000;
const SCT_LIST = '1.3.6.1.4.1.11129.2.4.2';
/** The variable that names the folder of this run's certificates. */
export const CERTIFICATE_STORE = 'API_DOCTOR_TEST_CERTIFICATES';
let made = 0;

/** Makes a certificate authority in `dir`: a root, or an intermediate where it has a parent. */
export function makeCa(dir: string, options: CaOptions): Authority {
  const usual = {
    basicConstraints: 'critical,CA:TRUE',
    keyUsage: 'critical,keyCertSign,cRLSign',
    subjectKeyIdentifier: 'hash',
    authorityKeyIdentifier: 'keyid',
  };
  const { parent } = options;
  const own = issue(dir, parent ?? null, { ...options, extensions: { ...usual, ...options.extensions } });
  if (!parent) return { ...own, dir, chainPem: '', rootPem: own.pem, root: own.cert };
  return { ...own, dir, chainPem: own.pem + parent.chainPem, rootPem: parent.rootPem, root: parent.root };
}

/** Makes a server certificate signed by `ca`. */
export function makeLeaf(ca: Authority, options: LeafOptions): Leaf {
  const own = issue(ca.dir, ca, leafOptions(options));
  return { ...own, ...chainFile(own, own.pem + ca.chainPem) };
}

/** Makes a server certificate that signs itself. */
export function makeSelfSigned(dir: string, options: LeafOptions): Leaf {
  const own = issue(dir, null, leafOptions({ ...options, extensions: { authorityKeyIdentifier: null, ...options.extensions } }));
  return { ...own, ...chainFile(own, own.pem) };
}

/** The same certificate with the last byte of its signature changed. */
export function breakSignature(pem: string): string {
  const der = Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64');
  der[der.length - 1] = (der[der.length - 1] ?? 0) ^ 0x01;
  return `-----BEGIN CERTIFICATE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** The distinguished name `/CN=name` in OpenSSL's form. */
function subjectOf(options: CertificateOptions): string {
  return options.subject ?? `/CN=${options.name ?? 'api-doctor lab'}`;
}

function leafOptions(options: LeafOptions): CertificateOptions {
  const names = options.names ?? [];
  const san = names.map((name) => `${/^[\d.]+$|:/.test(name) ? 'IP' : 'DNS'}:${name}`).join(',');
  const usual: Record<string, string | null> = {
    basicConstraints: 'CA:FALSE',
    keyUsage: 'critical,digitalSignature,keyEncipherment',
    extendedKeyUsage: 'serverAuth',
    subjectKeyIdentifier: 'hash',
    authorityKeyIdentifier: 'keyid',
    subjectAltName: san || null,
    [SCT_LIST]: options.scts ? 'DER:0404000200AA' : null,
  };
  return { name: names[0] ?? 'leaf', ...options, extensions: { ...usual, ...options.extensions } };
}

function chainFile(own: Certificate, fullchainPem: string): { fullchain: string; fullchainPem: string } {
  const fullchain = own.cert.replace(/\.pem$/, '.fullchain.pem');
  writeFileSync(fullchain, fullchainPem);
  return { fullchain, fullchainPem };
}

/**
 * A certificate in a folder of its own. What differs from none that was made before in this run, by the same issuer, is a copy of it: the same
 * ones are needed in hundreds of tests, and OpenSSL takes longer to start than to sign. The second of one kind in a folder is another.
 */
function issue(dir: string, issuer: Certificate | null, options: CertificateOptions): Certificate {
  const work = join(dir, `c${++made}`);
  const files = { key: options.key ?? join(work, 'key.pem'), cert: join(work, 'cert.pem') };
  const kept = keptAt(dir, issuer, options);
  mkdirSync(work, { recursive: true });
  if (kept && existsSync(kept)) cpSync(kept, work, { recursive: true });
  else sign(work, issuer, { ...options, ...files });
  if (kept && !existsSync(kept)) keep(work, kept);
  return { ...files, pem: readFileSync(files.cert, 'utf8') };
}

/** How often a kind of certificate was asked for, by folder and kind. */
const asked = new Map<string, number>();

/** Where a certificate of this kind is kept as long as the run lasts; null where nothing is kept. */
function keptAt(dir: string, issuer: Certificate | null, options: CertificateOptions): string | null {
  const store = process.env[CERTIFICATE_STORE];
  if (!store) return null;
  const key = options.key ? readFileSync(options.key, 'utf8') : '';
  const kind = JSON.stringify({ ...options, parent: null, key, issuer: issuer?.pem });
  const count = (asked.get(dir + kind) ?? 0) + 1;
  asked.set(dir + kind, count);
  return join(store, createHash('sha256').update(`${count} ${kind}`).digest('hex'));
}

/** Of two processes that made the same one, the first has it kept. */
function keep(work: string, kept: string): void {
  const half = `${kept}.${process.pid}`;
  cpSync(work, half, { recursive: true });
  try {
    renameSync(half, kept);
  } catch {}
}

/** Signs with `openssl ca`, the only command of OpenSSL 3.0 that takes arbitrary dates. Without an issuer it signs itself. */
function sign(work: string, issuer: Certificate | null, options: CertificateOptions & { key: string; cert: string }): void {
  const { key, cert } = options;
  if (!existsSync(key)) makeKey(key, options.keyType ?? 'ec');
  const csr = join(work, 'request.pem');
  const config = writeConfig(work, options);
  openssl(['req', '-new', '-utf8', '-config', config, '-key', key, '-subj', subjectOf(options), '-out', csr]);
  const signer = issuer ? ['-cert', issuer.cert, '-keyfile', issuer.key] : ['-selfsign', '-keyfile', key];
  const dates = validity(options);
  openssl(['ca', '-batch', '-notext', '-utf8', '-config', config, '-in', csr, '-out', cert, ...signer, ...dates]);
}

function makeKey(path: string, type: KeyType): void {
  const algorithm =
    type === 'ec' ? ['EC', '-pkeyopt', 'ec_paramgen_curve:prime256v1'] : ['RSA', '-pkeyopt', `rsa_keygen_bits:${type.slice(3)}`];
  openssl(['genpkey', '-algorithm', ...algorithm, '-out', path]);
}

function validity(options: CertificateOptions): string[] {
  const start = options.notBefore ?? new Date(Date.now() - DAY_MS);
  const end = options.notAfter ?? new Date(Date.now() + (options.days ?? 365) * DAY_MS);
  return ['-startdate', asn1Time(start), '-enddate', asn1Time(end)];
}

/** GeneralizedTime without fractions, `20260102030405Z`. */
function asn1Time(date: Date): string {
  return `${date.toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
}

function writeConfig(work: string, options: CertificateOptions): string {
  const extensions = Object.entries(options.extensions ?? {}).flatMap(([name, value]) =>
    value === null ? [] : `${name} = ${value}`,
  );
  const path = join(work, 'openssl.cnf');
  writeFileSync(join(work, 'index.txt'), '');
  writeFileSync(join(work, 'index.txt.attr'), 'unique_subject = no\n');
  writeFileSync(
    path,
    `[req]
distinguished_name = dn
[dn]
[ca]
default_ca = lab
[lab]
new_certs_dir = ${work}
database = ${work}/index.txt
rand_serial = yes
default_md = ${options.digest ?? 'sha256'}
preserve = yes
policy = any
x509_extensions = ext
[any]
${['C', 'ST', 'L', 'O', 'OU', 'CN', 'emailAddress', 'serialNumber', 'DC'].map((name) => `${name} = optional`).join('\n')}
[ext]
${extensions.join('\n')}
`,
  );
  return path;
}

function openssl(args: string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
}
