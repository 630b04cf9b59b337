import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  generatePrimeSync,
  type KeyObject,
  sign,
} from 'node:crypto';

/** Certificates made byte by byte: no tool makes such ones, and none has to be started for a sound one either. */

/** One element of DER. */
export function der(tag: number, ...parts: Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const size = value.length;
  const length =
    size < 0x80
      ? [size]
      : size < 0x100
        ? [0x81, size]
        : size < 0x10000
          ? [0x82, size >> 8, size & 255]
          : [0x83, size >> 16, (size >> 8) & 255, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), value]);
}

export const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
export const octets = (value: Buffer) => der(4, value);
export const utf8 = (text: string) => der(0x0c, Buffer.from(text));
export const printable = (text: string) => der(0x13, Buffer.from(text, 'latin1'));
export const t61 = (text: string) => der(0x14, Buffer.from(text, 'latin1'));
export const ia5 = (text: string) => der(0x16, Buffer.from(text, 'latin1'));
export const bmp = (text: string) => der(0x1e, Buffer.from(text, 'utf16le').swap16());
export const utcTime = (text: string) => der(0x17, Buffer.from(text));
export const generalTime = (text: string) => der(0x18, Buffer.from(text));
const bits = (value: Buffer) => der(3, Buffer.from([0]), value);
const TRUE = der(1, Buffer.from([255]));

/** An object identifier from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const arc = (value: number): number[] =>
    value < 128 ? [value] : [...arc(Math.floor(value / 128)).map((byte) => byte | 128), value % 128];
  return der(6, Buffer.from([first * 40 + second, ...rest.flatMap(arc)]));
}

const CN = '2.5.4.3';
/** A name of attributes, each a string element of any kind. */
export const nameOf = (...attributes: [type: string, text: Buffer][]) =>
  sequence(...attributes.map(([type, text]) => der(0x31, sequence(oid(type), text))));
export const commonName = (text: string) => nameOf([CN, utf8(text)]);

export const extension = (id: string, value: Buffer, critical = false) =>
  sequence(oid(id), ...(critical ? [TRUE] : []), octets(value));
export const dnsNames = (...names: string[]) =>
  extension('2.5.29.17', sequence(...names.map((name) => der(0x82, Buffer.from(name, 'latin1')))));
export const ipNames = (...addresses: Buffer[]) =>
  extension('2.5.29.17', sequence(...addresses.map((bytes) => der(0x87, bytes))));

/** A certificate with its key, as PEM and as parts to sign others with. */
export interface Forged {
  der: Buffer;
  pem: string;
  key: KeyObject;
  keyPem: string;
  subject: Buffer;
}

export interface Forgery {
  subject?: Buffer;
  /** Whose key signs; none signs itself. */
  by?: Pick<Forged, 'key' | 'subject'>;
  /** In place of the signer's name. */
  issuer?: Buffer;
  key?: KeyObject;
  ca?: boolean;
  /** Those beside the basic constraints, key usage and identifiers; null leaves out all. */
  extensions?: Buffer[] | null;
  notBefore?: Buffer;
  notAfter?: Buffer;
  digest?: 'md5' | 'sha1' | 'sha256';
}

const ALGORITHMS: Record<string, string> = {
  'rsa md5': '1.2.840.113549.1.1.4',
  'rsa sha1': '1.2.840.113549.1.1.5',
  'rsa sha256': '1.2.840.113549.1.1.11',
  'ec sha1': '1.2.840.10045.4.1',
  'ec sha256': '1.2.840.10045.4.3.2',
};
let serial = 0;

/** Makes a certificate as it is told, sound or not. */
export function forge(forgery: Forgery = {}): Forged {
  const { subject = commonName('forged'), key = newKey(), digest = 'sha256' } = forgery;
  const by = forgery.by ?? { key, subject };
  const kind = by.key.asymmetricKeyType === 'rsa' ? 'rsa' : 'ec';
  const algorithm = sequence(oid(ALGORITHMS[`${kind} ${digest}`] as string), ...(kind === 'rsa' ? [der(5)] : []));
  const body = sequence(
    ...(forgery.extensions === null ? [] : [der(0xa0, der(2, Buffer.from([2])))]),
    der(2, Buffer.from([1, ++serial >> 8, serial & 255])),
    algorithm,
    forgery.issuer ?? by.subject,
    sequence(forgery.notBefore ?? dateFromNow(-1), forgery.notAfter ?? dateFromNow(300)),
    subject,
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
    ...(forgery.extensions === null ? [] : [der(0xa3, sequence(...usual(forgery, key, by.key), ...(forgery.extensions ?? [])))]),
  );
  const whole = sequence(body, algorithm, bits(sign(digest, body, by.key)));
  return { der: whole, pem: pemOf(whole), key, keyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(), subject };
}

/** What every certificate of today has. */
function usual({ ca = false }: Forgery, own: KeyObject, signer: KeyObject): Buffer[] {
  return [
    extension('2.5.29.19', sequence(...(ca ? [TRUE] : [])), true),
    extension('2.5.29.15', der(3, Buffer.from(ca ? [1, 0x06] : [5, 0xa0])), true),
    ...(ca ? [] : [extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1')))]),
    extension('2.5.29.14', octets(keyId(own))),
    extension('2.5.29.35', sequence(der(0x80, keyId(signer)))),
  ];
}

function keyId(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(createPublicKey(key).export({ type: 'spki', format: 'der' }))
    .digest();
}

export function pemOf(bytes: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${(bytes.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
}

export function dateFromNow(days: number): Buffer {
  return generalTime(`${new Date(Date.now() + days * 86_400_000).toISOString().replace(/\D/g, '').slice(0, 14)}Z`);
}

export function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
}

export function rsaKey(bits: number): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: bits }).privateKey;
}

/**
 * An RSA key of a size whose search for primes would take minutes, made of sixteen small ones. It signs as any other does: what OpenSSL calls
 * p and q are products here, which the arithmetic does not mind.
 */
export function hugeRsaKey(bits: number): KeyObject {
  const primes = Array.from({ length: 16 }, () => generatePrimeSync(bits / 16, { bigint: true, add: 65_537n, rem: 3n }));
  const product = (numbers: bigint[]) => numbers.reduce((all, one) => all * one, 1n);
  const [first, second] = [primes.slice(0, 8), primes.slice(8)];
  const [p, q] = [product(first), product(second)];
  const totient = (numbers: bigint[]) => product(numbers.map((prime) => prime - 1n));
  const e = 65_537n;
  const [dp, dq] = [inverse(e, totient(first)), inverse(e, totient(second))];
  const d = inverse(e, totient(primes));
  const values = { n: p * q, e, d, p, q, dp, dq, qi: inverse(q, p) };
  const text = (value: bigint) => Buffer.from(value.toString(16).replace(/^(?=(..)*.$)/, '0'), 'hex').toString('base64url');
  const jwk = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, text(value)]));
  return createPrivateKey({ key: { kty: 'RSA', ...jwk }, format: 'jwk' });
}

/** Euclid's extended algorithm. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [r, next, s, nextS] = [modulus, value % modulus, 0n, 1n];
  while (next !== 0n) {
    const times = r / next;
    [r, next] = [next, r - times * next];
    [s, nextS] = [nextS, s - times * nextS];
  }
  return ((s % modulus) + modulus) % modulus;
}
