import { readFileSync } from 'node:fs';
import type tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChainFault, HandshakeFacts } from '../../src/model/facts/tls.ts';
import { type Authority, breakSignature, type Leaf, type LeafOptions, makeCa, makeLeaf, makeSelfSigned } from '../lab/pki.ts';
import { targetFor } from '../support/tcp-cases.ts';
import { type Bench, caseOf, findingsIn, type LookOptions, named, openBench, shake } from '../support/tls-cases.ts';

const HOST = 'api.lab.test';
const DAY_MS = 86_400_000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS);

let bench: Bench;
let root: Authority;
let intermediate: Authority;

beforeAll(() => {
  bench = openBench();
  root = makeCa(bench.folder, { subject: '/O=Lab/CN=Lab Root CA' });
  intermediate = makeCa(bench.folder, { subject: '/O=Lab/CN=Lab Intermediate CA', parent: root });
});
afterAll(() => bench.close());

const leafOf = (options: LeafOptions = {}, ca = intermediate) => makeLeaf(ca, { names: [HOST], ...options });

interface Served {
  leaf: Leaf;
  /** What the server sends in place of the whole chain. */
  sends?: (leaf: Leaf) => string;
  options?: LookOptions;
  server?: tls.TlsOptions;
}

async function look({ leaf, sends, options = { caFile: root.cert }, server }: Served): Promise<HandshakeFacts> {
  const port = await bench.serveTls({ key: readFileSync(leaf.key), cert: sends ? sends(leaf) : leaf.fullchainPem, ...server });
  return shake(port, options);
}

/** Faults as `kind@certificate`. */
const faultsOf = ({ verificationErrors: faults }: HandshakeFacts) =>
  faults.map(({ kind, certificate }) => `${kind}@${certificate}`);

function judge(facts: HandshakeFacts, host = HOST): string[] {
  const c = caseOf(targetFor(`https://${host}/v1`), { 'tls/handshake': facts });
  for (const { explanation, steps } of findingsIn(c)) {
    expect(explanation).not.toMatch(/[{}]|undefined|NaN/);
    expect(steps.join('\n')).not.toMatch(/undefined|NaN|\{[a-z]+\}/i);
    expect(steps.length).toBeGreaterThan(0);
  }
  return named(c);
}

describe('a sound chain', () => {
  test('is trusted through the file that was named, and nothing is said', async () => {
    const facts = await look({ leaf: leafOf() });
    expect(facts).toMatchObject({
      stage: 'done',
      problem: null,
      trusted: true,
      verificationErrors: [],
      authorizationError: null,
      protocolSeen: 'tls',
    });
    expect(facts.chain).toMatchObject([
      { subject: `CN=${HOST}`, issuer: 'O=Lab, CN=Lab Intermediate CA', names: [HOST], isCa: false, keyType: 'EC prime256v1' },
      { subject: 'O=Lab, CN=Lab Intermediate CA', issuer: 'O=Lab, CN=Lab Root CA', isCa: true, signature: 'ecdsa-with-SHA256' },
    ]);
    expect(facts.trust.filter(({ accepts }) => accepts).map(({ name }) => name)).toEqual(['--ca-file']);
    expect(judge(facts)).toEqual([]);
  });

  test('is told set by set who accepts it', async () => {
    const env = { NODE_EXTRA_CA_CERTS: root.cert, SSL_CERT_FILE: intermediate.cert, REQUESTS_CA_BUNDLE: root.cert };
    const facts = await look({ leaf: leafOf(), options: { env } });
    expect(Object.fromEntries(facts.trust.map(({ name, accepts }) => [name, accepts]))).toEqual({
      'node-bundled': false,
      system: false,
      NODE_EXTRA_CA_CERTS: true,
      // The intermediate alone is no anchor.
      SSL_CERT_FILE: false,
      REQUESTS_CA_BUNDLE: true,
    });
    expect(facts.trusted).toBe(true);
  });

  test('may come in any order and with the root', async () => {
    const facts = await look({ leaf: leafOf(), sends: (leaf) => leaf.pem + root.pem + intermediate.pem });
    expect(facts).toMatchObject({ trusted: true, verificationErrors: [] });
    expect(facts.chain).toHaveLength(3);
  });

  test('is trusted by an IP address in it', async () => {
    const facts = await look({ leaf: leafOf({ names: ['127.0.0.1'] }), options: { caFile: root.cert, host: '127.0.0.1' } });
    expect(facts).toMatchObject({ trusted: true, verificationErrors: [], chain: [{ names: ['127.0.0.1'] }, {}] });
  });

  test('of one self-signed certificate is trusted where that is named', async () => {
    const leaf = makeSelfSigned(bench.folder, { names: [HOST] });
    expect(await look({ leaf, options: { caFile: leaf.cert } })).toMatchObject({ trusted: true, verificationErrors: [] });
  });

  test('is trusted in whatever string type and case the names are written', async () => {
    const shouting = makeCa(bench.folder, { subject: '/O=LAB/CN=lab  root ca', key: root.key });
    const facts = await look({ leaf: leafOf(), options: { caFile: shouting.cert } });
    expect(facts.trust.find(({ name }) => name === '--ca-file')?.accepts).toBe(true);
    expect(facts.trusted).toBe(true);
  });
});

interface Row {
  fault: string;
  make: () => Served;
  kinds: string[];
  says: string[];
  openssl: RegExp;
}

const expired = { notBefore: daysFromNow(-400), notAfter: daysFromNow(-40) };
const untrusted = { options: {} };
const leafAlone = ({ pem }: Leaf) => pem;

const rows: Row[] = [
  {
    fault: 'an expired leaf',
    make: () => ({ leaf: leafOf(expired) }),
    kinds: ['expired@0'],
    says: ['tls/expired error'],
    openssl: /^CERT_HAS_EXPIRED/,
  },
  {
    fault: 'an expired intermediate',
    make: () => ({ leaf: leafOf({}, makeCa(bench.folder, { name: 'Old Issuing', parent: root, ...expired })) }),
    kinds: ['expired@1'],
    says: ['tls/expired error'],
    openssl: /^CERT_HAS_EXPIRED/,
  },
  {
    fault: 'a leaf of next month',
    make: () => ({ leaf: leafOf({ notBefore: daysFromNow(30), notAfter: daysFromNow(90) }) }),
    kinds: ['not-yet-valid@0'],
    says: ['tls/not-yet-valid error'],
    openssl: /^CERT_NOT_YET_VALID/,
  },
  {
    fault: 'a leaf for another name',
    make: () => ({ leaf: leafOf({ names: ['portal.hotspot.test'] }) }),
    kinds: ['hostname-mismatch@0'],
    says: ['tls/hostname-mismatch error'],
    openssl: /ALTNAME_INVALID/,
  },
  {
    fault: 'a star that does not reach so deep',
    make: () => ({ leaf: leafOf({ names: ['*.test'] }) }),
    kinds: ['hostname-mismatch@0'],
    says: ['tls/hostname-mismatch error'],
    openssl: /ALTNAME_INVALID/,
  },
  {
    fault: 'an address where a name is asked for',
    make: () => ({ leaf: leafOf({ names: ['127.0.0.1'] }) }),
    kinds: ['hostname-mismatch@0'],
    says: ['tls/hostname-mismatch error'],
    openssl: /ALTNAME_INVALID/,
  },
  {
    fault: 'a self-signed leaf',
    make: () => ({ leaf: makeSelfSigned(bench.folder, { names: [HOST] }), ...untrusted }),
    kinds: ['self-signed@0'],
    says: ['tls/self-signed error'],
    openssl: /^DEPTH_ZERO_SELF_SIGNED_CERT/,
  },
  {
    fault: 'a self-signed authority in the place of a leaf',
    make: () => {
      const extensions = { basicConstraints: 'critical,CA:TRUE', keyUsage: 'critical,keyCertSign', extendedKeyUsage: null };
      return { leaf: makeSelfSigned(bench.folder, { names: [HOST], extensions }), ...untrusted };
    },
    kinds: ['self-signed@0', 'purpose@0'],
    says: ['tls/self-signed error'],
    openssl: /^INVALID_PURPOSE/,
  },
  {
    fault: 'an authority of its own, root sent',
    make: () => ({ leaf: leafOf(), sends: (leaf) => leaf.fullchainPem + root.pem, ...untrusted }),
    kinds: ['unknown-issuer@2'],
    says: ['tls/unknown-issuer error'],
    openssl: /^SELF_SIGNED_CERT_IN_CHAIN/,
  },
  {
    fault: 'an authority of its own, root not sent',
    make: () => ({ leaf: leafOf(), ...untrusted }),
    kinds: ['unknown-issuer@1'],
    says: ['tls/unknown-issuer error'],
    openssl: /^UNABLE_TO_GET_ISSUER_CERT_LOCALLY/,
  },
  {
    fault: 'a leaf alone of an authority that nobody knows',
    make: () => ({ leaf: leafOf(), sends: leafAlone, ...untrusted }),
    kinds: ['unknown-issuer@0'],
    says: ['tls/unknown-issuer error'],
    openssl: /^UNABLE_TO_VERIFY_LEAF_SIGNATURE/,
  },
  {
    fault: 'an intermediate that is trusted without its root',
    make: () => ({ leaf: leafOf(), options: { caFile: intermediate.cert } }),
    kinds: ['unknown-issuer@1'],
    says: ['tls/unknown-issuer error'],
    openssl: /^UNABLE_TO_GET_ISSUER_CERT/,
  },
  {
    fault: 'a missing intermediate below a root of the same organization',
    make: () => ({ leaf: leafOf(), sends: leafAlone }),
    kinds: ['missing-intermediate@0'],
    says: ['tls/missing-intermediate error'],
    openssl: /^UNABLE_TO_VERIFY_LEAF_SIGNATURE/,
  },
  {
    fault: 'a missing intermediate of a public authority, by the timestamps in the leaf',
    make: () => ({ leaf: leafOf({ scts: true }), sends: leafAlone, ...untrusted }),
    kinds: ['missing-intermediate@0'],
    says: ['tls/missing-intermediate error'],
    openssl: /^UNABLE_TO_VERIFY_LEAF_SIGNATURE/,
  },
  {
    fault: 'a missing intermediate of a public authority, by its organization and address',
    make: () => {
      const hidden = makeCa(bench.folder, { subject: '/O=DigiCert Inc/CN=Lab Global TLS', parent: root });
      const extensions = { authorityInfoAccess: 'caIssuers;URI:http://cacerts.lab.test/tls.crt' };
      return { leaf: leafOf({ extensions }, hidden), sends: leafAlone, ...untrusted };
    },
    kinds: ['missing-intermediate@0'],
    says: ['tls/missing-intermediate error'],
    openssl: /^UNABLE_TO_VERIFY_LEAF_SIGNATURE/,
  },
  {
    fault: 'a root of the trusted name with a new key',
    make: () => ({ leaf: leafOf({}, makeCa(bench.folder, { subject: '/O=Lab/CN=Lab Root CA' })) }),
    kinds: ['stale-root@0', 'unknown-issuer@0'],
    says: ['tls/unknown-issuer error'],
    openssl: /^UNABLE_TO_/,
  },
  {
    fault: 'a signature that the issuer did not make',
    make: () => ({ leaf: leafOf(), sends: (leaf) => breakSignature(leaf.pem) + intermediate.pem }),
    kinds: ['bad-signature@0'],
    says: ['tls/invalid-chain error'],
    openssl: /^CERT_SIGNATURE_FAILURE/,
  },
  {
    fault: 'a certificate for clients',
    make: () => ({ leaf: leafOf({ extensions: { extendedKeyUsage: 'clientAuth' } }) }),
    kinds: ['purpose@0'],
    says: ['tls/invalid-chain error'],
    openssl: /^INVALID_PURPOSE/,
  },
  {
    fault: 'an issuer that is no authority',
    make: () => {
      const extensions = { basicConstraints: 'CA:FALSE', keyUsage: 'digitalSignature' };
      return { leaf: leafOf({}, makeCa(bench.folder, { name: 'No Authority', parent: root, extensions })) };
    },
    kinds: ['not-a-ca@1'],
    says: ['tls/invalid-chain error'],
    openssl: /INVALID_PURPOSE|INVALID_CA|key usage does not include certificate signing/,
  },
  {
    fault: 'an authority below one that allows none',
    make: () => {
      const last = makeCa(bench.folder, {
        name: 'Last',
        parent: root,
        extensions: { basicConstraints: 'critical,CA:TRUE,pathlen:0' },
      });
      return { leaf: leafOf({}, makeCa(bench.folder, { name: 'One Too Many', parent: last })) };
    },
    kinds: ['path-length@2'],
    says: ['tls/invalid-chain error'],
    openssl: /^PATH_LENGTH_EXCEEDED/,
  },
  {
    fault: 'an authority for other domains',
    make: () => {
      const extensions = { nameConstraints: 'critical,permitted;DNS:corp.test' };
      return { leaf: leafOf({}, makeCa(bench.folder, { name: 'Corp Only', parent: root, extensions })) };
    },
    kinds: ['name-constraint@1'],
    says: ['tls/invalid-chain error'],
    openssl: /permitted subtree violation/,
  },
  {
    fault: 'an authority that may not issue for this domain',
    make: () => {
      const extensions = { nameConstraints: 'critical,excluded;DNS:lab.test' };
      return { leaf: leafOf({}, makeCa(bench.folder, { name: 'All But Lab', parent: root, extensions })) };
    },
    kinds: ['name-constraint@1'],
    says: ['tls/invalid-chain error'],
    openssl: /excluded subtree violation/,
  },
  {
    fault: 'a critical extension that nobody knows',
    make: () => ({ leaf: leafOf({ extensions: { '1.2.3.4': 'critical,DER:0500' } }) }),
    kinds: ['critical-extension@0'],
    says: ['tls/invalid-chain error'],
    openssl: /unhandled critical extension/,
  },
  {
    fault: 'a signature with SHA-1',
    make: () => ({ leaf: leafOf({ digest: 'sha1' }) }),
    kinds: ['weak-signature@0'],
    says: ['tls/weak error'],
    openssl: /digest algorithm too weak/,
  },
];

describe('each fault', () => {
  for (const { fault, make, kinds, says, openssl } of rows) {
    test(fault, async () => {
      const facts = await look(make());
      expect(faultsOf(facts)).toEqual(kinds);
      expect(facts.authorizationError).toMatch(openssl);
      expect(facts.trusted).toBe(false);
      expect(judge(facts)).toEqual(says);
    });
  }

  test('a key of 1024 bits, which older versions of Node accept and Python does not', async () => {
    const facts = await look({ leaf: leafOf({ keyType: 'rsa1024' }) });
    expect(faultsOf(facts)).toEqual(['weak-key@0']);
    expect(facts.chain[0]?.keyType).toBe('RSA 1024');
    expect(judge(facts)).toEqual(['tls/weak error']);
  });

  test('of an authority against the stricter rules is no fault as long as the chain is trusted', async () => {
    const extensions = { basicConstraints: 'CA:TRUE', keyUsage: null };
    const sloppy = makeCa(bench.folder, { name: 'Sloppy', extensions });
    const facts = await look({ leaf: leafOf({}, sloppy), options: { caFile: sloppy.cert } });
    expect(facts).toMatchObject({ trusted: true, verificationErrors: [{ kind: 'noncompliant-ca', certificate: 1 }] });
    expect(facts.verificationErrors[0]?.detail).toMatch(/not marked critical, it has no key usage/);
    expect(judge(facts)).toEqual(['tls/noncompliant-ca info']);
  });

  test('a name in the common name alone is accepted here and by others not', async () => {
    const facts = await look({ leaf: makeLeaf(intermediate, { name: HOST }) });
    expect(facts).toMatchObject({ trusted: true, verificationErrors: [{ kind: 'common-name-only', certificate: 0 }] });
    expect(judge(facts)).toEqual(['client/trust-divergence info']);
  });
});

describe('several faults at once', () => {
  const kinds: (ChainFault['kind'] | string)[] = ['unknown-issuer@1', 'expired@0', 'hostname-mismatch@0'];

  test('are all seen, and trust is what the others wait for', async () => {
    const facts = await look({ leaf: leafOf({ names: ['other.test'], ...expired }), options: {} });
    expect(faultsOf(facts)).toEqual(kinds);
    expect(judge(facts)).toEqual(['tls/unknown-issuer error']);
    const c = caseOf(targetFor(`https://${HOST}/v1`), { 'tls/handshake': facts });
    expect(findingsIn(c)[0]?.explanation).toMatch(/Further certificate errors.*other\.test.*was valid until/);
  });

  test('make a wrong name the cause where the chain is trusted', async () => {
    const facts = await look({ leaf: leafOf({ names: ['other.test'], ...expired }) });
    expect(judge(facts)).toEqual(['tls/hostname-mismatch error']);
  });
});

describe('inspection', () => {
  const zscaler = () =>
    makeCa(bench.folder, {
      subject: '/C=US/O=Zscaler Inc./OU=Zscaler Inc./CN=Zscaler Intermediate Root CA (zscalerthree.net) (t)',
    });
  const unnamed = () => makeCa(bench.folder, { subject: '/O=Example Corp/CN=Example Corp Forward Trust' });
  const openai = { names: ['api.openai.com'] };

  test('by a known product is named for any host', async () => {
    const facts = await look({ leaf: leafOf({}, zscaler()), options: {} });
    expect(facts.inspector).toBe('Zscaler');
    expect(judge(facts)).toEqual(['tls/interception error']);
  });

  test('without a known name is one for a public host alone', async () => {
    const facts = await look({ leaf: leafOf(openai, unnamed()), options: { host: 'api.openai.com' } });
    expect(facts).toMatchObject({ inspector: null, trusted: false });
    expect(judge(facts, 'api.openai.com')).toEqual(['tls/interception error']);
    expect(judge(facts, HOST)).toEqual(['tls/unknown-issuer error']);
  });

  test('that is trusted is worth knowing and no fault', async () => {
    const ca = unnamed();
    const options = { host: 'api.openai.com', env: { NODE_EXTRA_CA_CERTS: ca.cert, SSL_CERT_FILE: ca.cert } };
    const facts = await look({ leaf: leafOf(openai, ca), options });
    expect(facts.trusted).toBe(true);
    expect(judge(facts, 'api.openai.com')).toEqual(['tls/interception info']);
  });

  test('is not what a developer’s own authority does', async () => {
    const mkcert = makeCa(bench.folder, { subject: '/O=mkcert development CA/CN=mkcert me@box' });
    const facts = await look({ leaf: leafOf({}, mkcert), options: {} });
    expect(facts.inspector).toBe('mkcert');
    expect(judge(facts)).toEqual(['tls/unknown-issuer error']);
  });

  test('with an outdated copy of its root says so', async () => {
    const [old, present] = [unnamed(), unnamed()];
    const facts = await look({ leaf: leafOf(openai, present), options: { host: 'api.openai.com', caFile: old.cert } });
    expect(faultsOf(facts)).toContain('stale-root@0');
    const c = caseOf(targetFor('https://api.openai.com/v1'), { 'tls/handshake': facts });
    expect(findingsIn(c)[0]?.explanation).toMatch(/here is outdated/);
  });

  test('does not hide a self-signed certificate on a public host', async () => {
    const leaf = makeSelfSigned(bench.folder, openai);
    const facts = await look({ leaf, options: { host: 'api.openai.com' } });
    expect(judge(facts, 'api.openai.com')).toEqual(['tls/self-signed error']);
  });
});

describe('a certificate that runs out', () => {
  test('in ten days is a warning', async () => {
    const leaf = leafOf({ notBefore: daysFromNow(-80), notAfter: daysFromNow(10) });
    expect(judge(await look({ leaf }))).toEqual(['tls/expires-soon warning']);
  });

  test('in three weeks is none', async () => {
    expect(judge(await look({ leaf: leafOf({ notBefore: daysFromNow(-70), notAfter: daysFromNow(20) }) }))).toEqual([]);
  });

  test('every week by design is none', async () => {
    expect(judge(await look({ leaf: leafOf({ notBefore: daysFromNow(-1), notAfter: daysFromNow(5) }) }))).toEqual([]);
  });

  test('and is an inspecting device’s is none', async () => {
    const leaf = leafOf({ names: ['api.openai.com'], notBefore: daysFromNow(-20), notAfter: daysFromNow(2) });
    const facts = await look({ leaf, options: { host: 'api.openai.com', caFile: root.cert } });
    expect(judge(facts, 'api.openai.com')).toEqual(['tls/interception info']);
  });
});
