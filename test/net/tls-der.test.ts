import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCertificate, subjectIn, subjectKeyOf } from '../../src/net/tls/certificate.ts';
import { authorityKeyId, basicConstraints, namesOf, subjectKeyId } from '../../src/net/tls/certificate-facts.ts';
import { members, oidOf, textOf, timeOf } from '../../src/net/tls/der.ts';
import { indexRoots, rootsNamed, subjectKeysOf } from '../../src/net/tls/path.ts';
import { pathFaults } from '../../src/net/tls/path-faults.ts';
import { certificatesIn, derOf } from '../../src/net/tls/pem.ts';
import { asksForCertificate, spoken } from '../../src/net/tls/records.ts';
import { bmp, forge, nameOf, printable, utf8 } from '../lab/forge.ts';
import { makeCa, makeLeaf } from '../lab/pki.ts';

let folder: string;
let der: Buffer;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'api-doctor-der-'));
  const extensions = { nameConstraints: 'critical,permitted;DNS:corp.test' };
  const ca = makeCa(folder, { subject: '/O=Ünïcode/CN=Root', extensions });
  der = derOf(makeLeaf(ca, { names: ['a.test', '10.0.0.1', '2001:db8::1'], scts: true }).pem);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a certificate is read as OpenSSL reads it', () => {
  const certificate = readCertificate(der);
  expect(certificate).toMatchObject({ subject: 'CN=a.test', issuer: 'O=Ünïcode, CN=Root', signature: '1.2.840.10045.4.3.2' });
  expect(certificate && namesOf(certificate)).toEqual(['a.test', '10.0.0.1', '2001:db8::1']);
  expect(certificate && basicConstraints(certificate)).toEqual({ ca: false, critical: false, pathLength: null });
});

test('no bytes whatever make the reading throw or hang', () => {
  const damaged = fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 12 }).map((changes) => {
    const bytes = Buffer.from(der);
    for (const [at, value] of changes) bytes[at % bytes.length] = value;
    return bytes;
  });
  fc.assert(
    fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 400 }).map(Buffer.from)), (bytes) => {
      subjectKeyOf(bytes);
      subjectIn(bytes);
      const certificate = readCertificate(bytes);
      if (!certificate) return;
      namesOf(certificate);
      subjectKeyId(certificate);
      authorityKeyId(certificate);
      pathFaults([certificate, certificate], Date.now());
    }),
    { numRuns: 2000 },
  );
});

describe('the roots of a store', () => {
  const index = indexRoots(rootCertificates.flatMap(certificatesIn));

  test('are found by their names, each as OpenSSL reads it', () => {
    for (const pem of rootCertificates) {
      const [root] = certificatesIn(pem).map((text) => readCertificate(derOf(text)));
      const found = rootsNamed(index, root?.subjectKey ?? '').map(({ der }) => der.toString('hex'));
      expect(found, root?.subject).toContain(new X509Certificate(pem).raw.toString('hex'));
    }
  });

  test('are found in whichever type of string and case their names are written, and not by a name alike', () => {
    const subjects = [printable('Example  Root'), utf8('exämple root'), bmp('Exämple ROOT'), utf8('Root \u212a')];
    const pems = subjects.map(
      (text, at) => forge({ subject: nameOf(['2.5.4.3', text]), ...(at === 0 ? { extensions: null } : {}) }).pem,
    );
    const store = indexRoots([...pems.flatMap(certificatesIn), 'no certificate']);
    expect(rootsNamed(store, 'CN=example root')).toHaveLength(1);
    expect(rootsNamed(store, 'CN=exämple root')).toHaveLength(2);
    expect(rootsNamed(store, 'CN=root k')).toHaveLength(1);
    expect(rootsNamed(store, 'CN=example')).toEqual([]);
    expect(rootsNamed(store, 'O=example root')).toEqual([]);
    expect(subjectKeysOf(store)).toHaveLength(4);
  });
});

test('no bytes whatever make the look at records throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (raw) => {
      const bytes = Buffer.from(raw);
      expect(['tls', 'ssl2', 'other', 'nothing']).toContain(spoken(bytes));
      expect(typeof asksForCertificate(Buffer.concat([Buffer.from([22, 3, 3]), bytes]))).toBe('boolean');
    }),
  );
});

test('lengths, times, identifiers and strings of every form are read', () => {
  expect(members(Buffer.from('040101048180', 'hex'))).toHaveLength(1);
  expect(members(Buffer.from('0484ffffffff', 'hex'))).toEqual([]);
  expect(timeOf({ tag: 0x17, value: Buffer.from('500101000000Z') })).toBe(Date.UTC(1950, 0, 1));
  expect(timeOf({ tag: 0x17, value: Buffer.from('491231235959Z') })).toBe(Date.UTC(2049, 11, 31, 23, 59, 59));
  expect(timeOf({ tag: 0x18, value: Buffer.from('99991231235959Z') })).toBe(Date.UTC(9999, 11, 31, 23, 59, 59));
  expect(timeOf({ tag: 0x18, value: Buffer.from('soon') })).toBeNaN();
  expect(oidOf(Buffer.from('2a864886f70d01010b', 'hex'))).toBe('1.2.840.113549.1.1.11');
  expect(oidOf(Buffer.from('551d25', 'hex'))).toBe('2.5.29.37');
  expect(textOf({ tag: 0x1e, value: Buffer.from('00440065', 'hex') })).toBe('De');
});
