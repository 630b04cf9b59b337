import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import tls from 'node:tls';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HandshakeFacts } from '../../src/model/facts/tls.ts';
import { readCertificate, subjectKeyOf } from '../../src/net/tls/certificate.ts';
import { certificateFacts } from '../../src/net/tls/certificate-facts.ts';
import { readChain } from '../../src/net/tls/chain.ts';
import { members, oidOf, textOf, timeOf } from '../../src/net/tls/der.ts';
import { certificatesBeforeFault, certificatesIn, derOf } from '../../src/net/tls/pem.ts';
import { asksForCertificate, lastAlert, spoken } from '../../src/net/tls/records.ts';
import { runContext, type TrustSet } from '../../src/net/tls/trust.ts';
import {
  bmp,
  commonName,
  dnsNames,
  extension,
  forge,
  ipNames,
  nameOf,
  pemOf,
  rsaKey,
  sequence,
  t61,
  utf8,
} from '../lab/forge.ts';
import { targetFor } from '../support/tcp-cases.ts';
import { type Bench, caseOf, findingsIn, openBench, shake } from '../support/tls-cases.ts';

/** The same inputs each time; by hand others, and more of them: FUZZ_RUNS=100 npx vitest run test/tls-fuzz.test.ts */
const more = Number(process.env.FUZZ_RUNS ?? 0);
const runs = (count: number) => (more > 0 ? { numRuns: count * more } : { numRuns: count, seed: 20_261_124 });

const HOST = 'api.lab.test';
const rsa = rsaKey(2048);
const root = forge({ subject: nameOf(['2.5.4.10', utf8('Kit')], ['2.5.4.3', utf8('Kit Fuzz Root')]), ca: true, key: rsa });
const middle = forge({ subject: commonName('Kit Fuzz Intermediate'), ca: true, by: root });
const constrained = extension('2.5.29.30', sequence(Buffer.from('a00a300882066c61622e7465', 'hex')), true);
const rich = nameOf(['2.5.4.10', bmp('Lab Ünïcode')], ['2.5.4.11', t61('T\xe9l\xe9tex')], ['2.5.4.3', utf8(HOST)]);
const leaf = forge({ by: middle, subject: rich, extensions: [dnsNames(HOST, '*.lab.test'), constrained] });
const plain = forge({ by: middle, subject: commonName(HOST), extensions: [dnsNames(HOST)] });
const numeric = forge({ by: middle, extensions: [ipNames(Buffer.from([10, 0, 0, 1]))] });
const sound = [root, middle, leaf, plain, numeric];

/** Changes to bytes: one set, some cut out, doubled or put in; lengths are hit as often as anything. */
const mutation = fc.record({
  how: fc.constantFrom('set', 'set', 'flip', 'cut', 'double', 'insert'),
  at: fc.nat(2000),
  value: fc.nat(255),
  size: fc.nat(20),
});
const mutations = fc.array(mutation, { minLength: 1, maxLength: 6 });
const unchanged = mutations.map((changes) => changes.slice(0, 0));

function mutate(bytes: Buffer, changes: { how: string; at: number; value: number; size: number }[]): Buffer {
  let changed = Buffer.from(bytes);
  for (const { how, at: place, value, size } of changes) {
    const at = place % Math.max(1, changed.length);
    const [before, after] = [changed.subarray(0, at), changed.subarray(at)];
    if (how === 'set') changed[at] = value;
    if (how === 'flip') changed[at] = (changed[at] ?? 0) ^ (1 << (value % 8));
    if (how === 'cut') changed = Buffer.concat([before, after.subarray(size)]);
    if (how === 'double') changed = Buffer.concat([before, after.subarray(0, size), after]);
    if (how === 'insert') changed = Buffer.concat([before, Buffer.alloc(size, value), after]);
  }
  return changed;
}

const trustSet = (name: string, certificates: string[]): TrustSet => ({ name, path: null, certificates, ours: true });
const sets = [trustSet('node-bundled', []), trustSet('--ca-file', certificatesIn(root.pem))];

function opens(der: Buffer): boolean {
  try {
    return Boolean(new X509Certificate(der).publicKey);
  } catch {
    return false;
  }
}

/** Whatever was read, what is kept of it is small. */
function expectSmall(chain: HandshakeFacts['chain']): void {
  for (const { subject, issuer, names, signature, keyType } of chain) {
    expect(Math.max(subject.length, issuer.length)).toBeLessThanOrEqual(400);
    expect(names.length).toBeLessThanOrEqual(100);
    expect(Math.max(0, ...names.map((name) => name.length))).toBeLessThanOrEqual(255);
    expect(signature.length + keyType.length).toBeLessThan(1200);
  }
}

describe('a certificate', () => {
  test('changed at random is read without a throw and within bounds', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sound), mutations, ({ der }, changes) => {
        const bytes = mutate(der, changes);
        subjectKeyOf(bytes);
        const certificate = readCertificate(bytes);
        if (certificate) expectSmall([certificateFacts(certificate)]);
      }),
      runs(3000),
    );
  });

  test('of any bytes at all is read within bounds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (raw) => {
        const bytes = Buffer.from(raw);
        expect(members(bytes).length).toBeLessThanOrEqual(1000);
        expect(oidOf(bytes).length).toBeLessThan(1200);
        textOf({ tag: bytes[0] ?? 0, value: bytes });
        timeOf({ tag: 0x17, value: bytes });
        readCertificate(bytes);
      }),
      runs(1000),
    );
  });

  test('of a thousand elements within elements is read in no time', () => {
    let nested = Buffer.alloc(0);
    for (let depth = 0; depth < 15_000; depth += 1)
      nested = Buffer.concat([
        Buffer.from([0x30, 0x83, nested.length >> 16, (nested.length >> 8) & 255, nested.length & 255]),
        nested,
      ]);
    const started = performance.now();
    readCertificate(nested);
    readCertificate(Buffer.concat(Array.from({ length: 30_000 }, () => Buffer.from([0x30, 0]))));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('a chain', () => {
  const word = fc.constantFrom(
    null,
    'CERT_HAS_EXPIRED',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNSPECIFIED',
    'ERROR_IN_CERT_NOT_AFTER_FIELD',
    'anything',
  );
  test('of changed certificates in any order is judged without a throw', () => {
    const sent = fc.array(fc.tuple(fc.constantFrom(...sound), fc.oneof(mutations, unchanged)), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(sent, word, fc.constantFrom(HOST, '10.0.0.1', 'other.test'), (certificates, authorizationError, host) => {
        const ders = certificates.map(([{ der }, changes]) => mutate(der, changes));
        // What comes from a connection has been read by OpenSSL.
        if (!ders.every(opens)) return;
        const reading = readChain({ sent: ders, host, sets, now: Date.now(), authorizationError });
        expectSmall(reading.chain);
        expect(reading.verificationErrors.every(({ detail }) => detail.length <= 600)).toBe(true);
        if (authorizationError !== null) expect(reading.trusted).toBe(false);
      }),
      runs(1500),
    );
  });

  test('of many certificates that all issued each other is judged in bounded time', () => {
    const key = rsaKey(2048);
    const subject = commonName('Everybody');
    const all = Array.from({ length: 120 }, () => forge({ subject, key, ca: true, by: { key, subject } }).der);
    const started = performance.now();
    const reading = readChain({ sent: all, host: HOST, sets, now: Date.now(), authorizationError: 'SELF_SIGNED_CERT_IN_CHAIN' });
    expect(reading.verificationErrors.length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('a handshake', () => {
  let bench: Bench;
  let caFile: string;
  beforeAll(() => {
    bench = openBench();
    caFile = join(bench.folder, 'root.pem');
    writeFileSync(caFile, root.pem);
  });
  afterAll(() => bench.close());

  test('with a changed certificate that OpenSSL takes ends in a finding, or in trust', async () => {
    const env = {};
    const contexts = new Map<string, tls.SecureContext>();
    const port = await bench.serveTls({
      key: plain.keyPem,
      cert: plain.pem,
      SNICallback: (name, done) => done(null, contexts.get(name)),
    });
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(leaf, plain), mutations, fc.boolean(), async (original, changes, above) => {
        const changed = mutate(above ? middle.der : original.der, changes);
        const chain = above ? [original.der, changed] : [changed, middle.der];
        try {
          contexts.set(
            HOST,
            tls.createSecureContext({ key: original.keyPem, cert: chain.map(pemOf).join(''), ciphers: 'DEFAULT:@SECLEVEL=0' }),
          );
        } catch {
          return;
        }
        tried += 1;
        const facts = await shake(port, { host: HOST, caFile, env });
        const findings = findingsIn(caseOf(targetFor(`https://${HOST}/v1`), { 'tls/handshake': facts }));
        expectSmall(facts.chain);
        for (const { explanation } of findings) expect(explanation).not.toMatch(/\{[a-zA-Z]+\}|undefined|NaN/);
        if (!facts.trusted)
          expect(
            findings.map(({ id }) => id),
            `${facts.authorizationError} ${facts.problem?.code}`,
          ).toHaveLength(1);
      }),
      runs(400),
    );
    expect(tried).toBeGreaterThan(20);
  });

  test('of any first bytes is looked at within bounds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(20, 21, 22, 23), (raw, type) => {
        const bytes = Buffer.concat([Buffer.from([type, 3, 3]), raw]);
        expect(['tls', 'ssl2', 'other', 'nothing']).toContain(spoken(bytes));
        asksForCertificate(bytes);
        expect(lastAlert(bytes)?.number ?? 0).toBeLessThan(256);
      }),
      runs(1000),
    );
  });
});

describe('a file of certificates', () => {
  const file = sound.map(({ pem }) => pem).join('');
  const text = fc.tuple(
    mutations,
    fc.array(
      fc.constantFrom(
        '-----BEGIN CERTIFICATE-----\n',
        '-----END CERTIFICATE-----',
        '-----BEGIN PRIVATE KEY-----',
        '\0',
        '\r',
        '=',
        '\uFEFF',
      ),
      { maxLength: 4 },
    ),
  );

  test('changed at random is split without a throw, and every part is one whole block', () => {
    fc.assert(
      fc.property(text, ([changes, extras]) => {
        const changed = mutate(Buffer.from(file), changes).toString('latin1');
        const whole = extras.reduce((so, extra, at) => so.slice(0, at * 400) + extra + so.slice(at * 400), changed);
        const found = certificatesIn(whole);
        expect(found.length).toBeLessThanOrEqual(12);
        expect(certificatesBeforeFault(whole).length).toBeLessThanOrEqual(found.length);
        for (const pem of found) {
          expect(pem).toMatch(/^-----BEGIN CERTIFICATE-----\n([A-Za-z0-9+/]{1,64}={0,2}\n)+-----END CERTIFICATE-----\n$/);
          readCertificate(derOf(pem));
        }
      }),
      runs(1500),
    );
  });

  test('changed at random still leaves a context to verify with', async () => {
    const bench = openBench();
    const path = join(bench.folder, 'changed.pem');
    await fc.assert(
      fc.asyncProperty(mutations, async (changes) => {
        const parts = sound.map(({ der }, at) => pemOf(at === 1 ? mutate(der, changes) : der));
        writeFileSync(path, parts.join(''));
        await expect(runContext(targetFor('https://api.lab.test/v1', { caFile: path, env: {} }))).resolves.toBeDefined();
      }),
      runs(40),
    );
    await bench.close();
  });
});
