import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { certificatesBeforeFault, certificatesIn, derOf } from '../../src/net/tls/pem.ts';
import { pemOfNumbers, rootsFromNode } from '../../src/net/tls/system-roots.ts';
import { runContext, runTrust, type TrustSet, trustSets } from '../../src/net/tls/trust.ts';
import { type Authority, makeCa } from '../lab/pki.ts';
import { targetFor } from '../support/tcp-cases.ts';

let folder: string;
let [one, two, three]: Authority[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'api-doctor-trust-'));
  [one, two, three] = ['One', 'Two', 'Three'].map((name) => makeCa(folder, { name }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pems = () => [one, two, three].map((ca) => ca?.pem ?? '') as [string, string, string];
const BAD = '-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n';

function file(name: string, text: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const setsOf = (env: Record<string, string>, caFile: string | null = null) =>
  trustSets(targetFor('https://api.test/v1', { env, caFile }));
const sizeOf = (sets: TrustSet[], name: string) => sets.find((set) => set.name === name)?.certificates.length;

describe('PEM texts', () => {
  test('give the same certificate the same text, whatever stands around it', () => {
    const [first] = pems();
    const body = first.replace(/-----[^-]*-----|\s/g, '');
    const wide = `# my root\r\n-----BEGIN CERTIFICATE-----\r\n${body}\r\n-----END CERTIFICATE-----\r\n`;
    expect(certificatesIn(wide)).toEqual(certificatesIn(first));
    expect(certificatesIn(first)).toEqual([first]);
  });

  test('are read past a bad block here, and up to it as Node does', () => {
    const [first, second, third] = pems();
    const text = first + BAD + second + third;
    expect(certificatesIn(text)).toEqual([first, second, third]);
    expect(certificatesBeforeFault(text)).toEqual([first]);
  });

  test('hold no keys, requests or halves of certificates', () => {
    const [first] = pems();
    const key = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n';
    expect(certificatesIn(key + first.slice(0, 300))).toEqual([]);
    expect(certificatesIn('')).toEqual([]);
  });

  test('of any size end', () => {
    expect(certificatesIn('-----BEGIN CERTIFICATE-----'.repeat(50_000)).length).toBe(0);
    expect(certificatesIn(pems()[0].repeat(5000)).length).toBe(2000);
  });
});

describe('the sets of roots', () => {
  test('are those that the environment names, and Node’s and the system’s own', async () => {
    const [first, second, third] = pems();
    const env = {
      NODE_EXTRA_CA_CERTS: file('extra.pem', first + BAD + second),
      SSL_CERT_FILE: file('all.pem', first + BAD + second + third),
      REQUESTS_CA_BUNDLE: file('requests.pem', third),
    };
    const sets = await setsOf(env, file('option.pem', second));
    expect(sets.map(({ name }) => name)).toEqual([
      'node-bundled',
      'system',
      'NODE_EXTRA_CA_CERTS',
      'SSL_CERT_FILE',
      '--ca-file',
      'REQUESTS_CA_BUNDLE',
    ]);
    expect(sizeOf(sets, 'node-bundled')).toBe(tls.rootCertificates.length);
    expect(sizeOf(sets, 'NODE_EXTRA_CA_CERTS')).toBe(1);
    expect(sizeOf(sets, 'SSL_CERT_FILE')).toBe(3);
    expect(sizeOf(sets, '--ca-file')).toBe(1);
  });

  test('are empty where a file is missing, a folder, a pipe or no PEM', async () => {
    const env = { NODE_EXTRA_CA_CERTS: join(folder, 'nothing.pem'), SSL_CERT_FILE: folder, CURL_CA_BUNDLE: '/dev/zero' };
    const sets = await setsOf(env, file('root.der', Buffer.from('3082010a', 'hex')));
    for (const name of ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'CURL_CA_BUNDLE', '--ca-file'])
      expect(sizeOf(sets, name)).toBe(0);
  });

  test('take from a folder what OpenSSL would find there', async () => {
    const dir = join(folder, 'hashed');
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, '5ed36f99.0'), pems()[0]);
    writeFileSync(join(dir, 'unhashed.pem'), pems()[1]);
    expect(sizeOf(await setsOf({ SSL_CERT_DIR: `${dir}:/nowhere` }), 'SSL_CERT_DIR')).toBe(1);
  });

  test('of other clients are not what this run trusts', async () => {
    const target = targetFor('https://api.test/v1', {
      env: { CURL_CA_BUNDLE: file('curl.pem', pems()[0]), SSL_CERT_FILE: file('ssl.pem', pems()[1]) },
    });
    const trusted = await runTrust(target);
    expect(trusted).not.toContain(pems()[0]);
    expect(trusted).toContain(pems()[1]);
    expect(new Set(trusted).size).toBe(trusted.length);
  });

  test('make one context for the run, even where one of them is damaged', async () => {
    // A sound frame around nonsense gets past our own reading and not past OpenSSL's.
    const nonsense = Buffer.concat([Buffer.from('308200c8', 'hex'), Buffer.alloc(200, 7)]).toString('base64');
    const env = {
      SSL_CERT_FILE: file('odd.pem', `-----BEGIN CERTIFICATE-----\n${nonsense}\n-----END CERTIFICATE-----\n${pems()[0]}`),
    };
    const target = targetFor('https://api.test/v1', { env });
    expect(await runContext(target)).toBe(await runContext({ ...target }));
  });

  test('come from Node where it can read the system’s', async () => {
    const known = 'getCACertificates' in tls;
    expect(certificatesIn(await rootsFromNode(5000)).length > 0).toBe(known);
  });
});

describe('certificates that PowerShell prints as numbers', () => {
  const roots = tls.rootCertificates.slice(0, 3).flatMap((pem) => certificatesIn(pem));
  const lines = roots.map((pem) => [...derOf(pem)].join(' '));

  test('are the same certificates', () => {
    expect(certificatesIn(pemOfNumbers(`${lines.join('\r\n')}\r\n`))).toEqual(roots);
  });

  test.each(['', 'Get-ChildItem : Cannot invoke method.', '48 130', '1 2 300000', 'a b c'])('are none in %j', (text) => {
    expect(certificatesIn(pemOfNumbers(text))).toEqual([]);
  });
});
