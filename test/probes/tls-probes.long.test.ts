import { readFileSync } from 'node:fs';
import type net from 'node:net';
import type { TlsOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NothingToAsk } from '../../src/model/errors.ts';
import type { BannerFacts, ClientHelloProbeFacts, HandshakeFacts } from '../../src/model/facts/tls.ts';
import type { Facts, ProbeId } from '../../src/model/observation.ts';
import { tlsBanner } from '../../src/probes/tls/banner.ts';
import { tlsHellos } from '../../src/probes/tls/client-hello-variants.ts';
import { tlsClock } from '../../src/probes/tls/clock.ts';
import { type Authority, type Leaf, makeCa, makeLeaf } from '../lab/pki.ts';
import { targetFor } from '../support/tcp-cases.ts';
import { aMoment, type Bench, caseOf, findingsIn, named, openBench, shake, tlsContext } from '../support/tls-cases.ts';
import { handshakeName } from '../support/tls-hello-name.ts';

let bench: Bench;
let root: Authority;
let leaf: Leaf;

beforeAll(() => {
  bench = openBench();
  root = makeCa(bench.folder, { name: 'Lab Root CA' });
  leaf = makeLeaf(root, { names: ['api.lab.test'], keyType: 'rsa2048' });
});
afterAll(() => bench.close());

const SHORT = { timeoutMs: 800 };
const serveLeaf = (options: TlsOptions = {}) =>
  bench.serveTls({ key: readFileSync(leaf.key), cert: leaf.fullchainPem, ...options });
const trusting = () => ({ caFile: root.cert });

/** After the first bytes from the client. */
const onHello = (then: (socket: net.Socket, hello: Buffer) => void) => (socket: net.Socket) => {
  socket.once('data', (hello) => then(socket, hello));
};
const alert = (number: number) => Buffer.from([21, 3, 3, 0, 2, 2, number]);

/** What is found in these facts, and that the texts are whole. */
function judge(facts: HandshakeFacts, more: { [P in ProbeId]?: Facts[P] } = {}): string[] {
  const c = caseOf(targetFor('https://api.lab.test:8443/v1'), { 'tls/handshake': facts, ...more });
  for (const { explanation, steps } of findingsIn(c)) {
    expect(explanation).not.toMatch(/\{[a-z]+\}|undefined|NaN/i);
    expect(steps.length).toBeGreaterThan(0);
  }
  return named(c);
}

describe('tls/handshake', () => {
  test('goes on in TLS 1.2 and 1.3, and tells what was agreed', async () => {
    const port = await serveLeaf({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' });
    expect(await shake(port, trusting())).toMatchObject({
      protocol: 'TLSv1.2',
      cipher: 'ECDHE-RSA-AES128-GCM-SHA256',
      trusted: true,
    });
    const facts = await shake(await serveLeaf(), trusting());
    expect(facts).toMatchObject({ protocol: 'TLSv1.3', trusted: true, problem: null, clientCertificateRequested: false });
    expect(judge(facts)).toEqual([]);
  });

  test('sends nothing after the handshake', async () => {
    let heard = 0;
    const port = await bench.serveTls({
      key: readFileSync(leaf.key),
      cert: leaf.fullchainPem,
      SNICallback: (_name, done) => done(null),
    });
    bench.onTlsData(() => {
      heard += 1;
    });
    await shake(port, trusting());
    await aMoment();
    expect(heard).toBe(0);
  });

  test('verifies whatever the environment has switched off', async () => {
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      expect(await shake(await serveLeaf())).toMatchObject({ trusted: false });
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    }
  });

  test('hears that a client certificate is wanted, in TLS 1.3 after the handshake', async () => {
    const port = await serveLeaf({ requestCert: true, rejectUnauthorized: true, ca: root.pem });
    const facts = await shake(port, trusting());
    expect(facts).toMatchObject({ stage: 'done', problem: { alert: 116 }, clientCertificateRequested: true, trusted: true });
    expect(judge(facts)).toEqual(['tls/client-certificate-required error']);
  });

  test('sees in TLS 1.2 that one was asked for before the bare alert', async () => {
    const port = await serveLeaf({ requestCert: true, rejectUnauthorized: true, ca: root.pem, maxVersion: 'TLSv1.2' });
    const facts = await shake(port, trusting());
    expect(facts).toMatchObject({ stage: 'handshake', problem: { alert: 40 }, clientCertificateRequested: true });
    expect(judge(facts)).toEqual(['tls/client-certificate-required error']);
  });

  test('does not mind a client certificate that is asked for and not required', async () => {
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      const port = await serveLeaf({ requestCert: true, rejectUnauthorized: false, maxVersion });
      expect(judge(await shake(port, trusting()))).toEqual([]);
    }
  });

  test('finds no version in common', async () => {
    const port = await serveLeaf({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1' });
    const facts = await shake(port, trusting());
    expect(facts).toMatchObject({ stage: 'handshake', problem: { alert: 70 } });
    expect(judge(facts)).toEqual(['tls/protocol-version error']);
  });

  test('finds a ServerHello of an old version', async () => {
    const hello = Buffer.concat([
      Buffer.from('160301002a0200002603', 'hex'),
      Buffer.from([1]),
      Buffer.alloc(32),
      Buffer.from([0, 0, 0x2f, 0]),
    ]);
    const facts = await shake(await bench.serve(onHello((socket) => void socket.write(hello))), SHORT);
    expect(facts.problem?.code).toMatch(/UNSUPPORTED_PROTOCOL/);
    expect(judge(facts)).toEqual(['tls/protocol-version error']);
  });

  test('finds no cipher in common', async () => {
    const port = await serveLeaf({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-CAMELLIA128-SHA256' });
    const facts = await shake(port, trusting());
    expect(facts).toMatchObject({ problem: { alert: 40 }, clientCertificateRequested: false });
    expect(judge(facts)).toEqual(['tls/handshake-failure error']);
  });

  for (const number of [
    10, 20, 21, 22, 40, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 71, 80, 86, 90, 109, 110, 112, 113, 115, 120,
  ]) {
    test(`names alert ${number}`, async () => {
      const facts = await shake(await bench.serve(onHello((socket) => void socket.end(alert(number)))));
      expect(facts).toMatchObject({ stage: 'handshake', problem: { alert: number }, protocolSeen: 'tls' });
      expect(judge(facts)).toEqual(['tls/handshake-failure error']);
      expect(findingsIn(caseOf(targetFor('https://api.lab.test/v1'), { 'tls/handshake': facts }))[0]?.explanation).toContain(
        `alert ${number}, `,
      );
    });
  }

  const cut: [string, (socket: net.Socket) => void, string][] = [
    ['a reset after the hello', (socket) => void socket.resetAndDestroy(), 'tls/reset error'],
    ['an end after the hello', (socket) => void socket.end(), 'tls/reset error'],
    ['an end inside the ServerHello', (socket) => void socket.end(Buffer.from('16030300500200004c', 'hex')), 'tls/reset error'],
    ['silence after the hello', () => {}, 'tls/timeout error'],
    [
      'silence inside the ServerHello',
      (socket) => void socket.write(Buffer.from('16030300500200004c', 'hex')),
      'tls/timeout error',
    ],
    ['plain HTTP', (socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), 'tls/not-tls error'],
    ['noise', (socket) => void socket.end(Buffer.from('deadbeef'.repeat(20), 'hex')), 'tls/not-tls error'],
    ['a record that is too long', (socket) => void socket.write(Buffer.from('160301ffff0200', 'hex')), 'tls/not-tls error'],
    [
      'an answer in SSL 2',
      (socket) => void socket.write(Buffer.from('801a040001000200000000', 'hex')),
      'tls/protocol-version error',
    ],
    [
      'a message that makes no sense',
      (socket) => void socket.write(Buffer.from('160303000414000000', 'hex')),
      'tls/handshake-failure error',
    ],
    [
      'a change of ciphers too early',
      (socket) => void socket.write(Buffer.from('14030300020101', 'hex')),
      'tls/handshake-failure error',
    ],
  ];
  for (const [what, does, id] of cut) {
    test(`names ${what}`, async () => {
      expect(judge(await shake(await bench.serve(onHello(does)), SHORT))).toEqual([id]);
    });
  }

  test('names a banner that comes before any hello', async () => {
    const facts = await shake(await bench.serve((socket) => void socket.write('SSH-2.0-OpenSSH_9.2\r\n')));
    expect(facts.protocolSeen).toBe('other');
    expect(judge(facts)).toEqual(['tls/not-tls error']);
  });

  test('names records that were damaged on the way', async () => {
    const upstream = await serveLeaf({ maxVersion: 'TLSv1.2' });
    const port = await bench.relay(upstream, (bytes) => {
      // The record after the change of ciphers is the first one with a check of its own.
      const at = bytes.indexOf(Buffer.from([20, 3, 3, 0, 1, 1, 22, 3, 3]));
      const place = at < 0 ? -1 : at + 20;
      return place < 0
        ? bytes
        : Buffer.concat([bytes.subarray(0, place), Buffer.from([(bytes[place] ?? 0) ^ 1]), bytes.subarray(place + 1)]);
    });
    const facts = await shake(port, trusting());
    expect(facts.problem?.code).toMatch(/BAD_RECORD_MAC|CIPHER_OPERATION_FAILED/);
    expect(judge(facts)).toEqual(['tls/handshake-failure error']);
  });

  test('is not held up by a flood', async () => {
    const flood = (socket: net.Socket) => {
      const more = () => socket.writable && socket.write(Buffer.alloc(65_536, 22), more);
      more();
    };
    expect(await shake(await bench.serve(flood), SHORT)).toMatchObject({ stage: 'handshake', protocolSeen: 'other' });
  });

  test('says where no connection was to be had', async () => {
    const facts = await shake(1, SHORT);
    expect(facts).toMatchObject({ stage: 'connect', problem: { code: 'ECONNREFUSED' } });
    expect(judge(facts)).toEqual([]);
  });
});

/** A handshake that stopped, as the other probes wait for one. */
function stopped(port: number, options = {}): Promise<HandshakeFacts> {
  return shake(port, { timeoutMs: 1000, ...options });
}

async function hellos(port: number): Promise<ClientHelloProbeFacts> {
  return tlsHellos.run(tlsContext(port, { timeoutMs: 1000 }, stopped(port)));
}

async function banner(port: number): Promise<BannerFacts> {
  return tlsBanner.run(tlsContext(port, { timeoutMs: 1500 }, stopped(port, { timeoutMs: 1500 })));
}

describe('tls/client-hello-variants', () => {
  test('has nothing to ask where the handshake gets through', async () => {
    const port = await serveLeaf();
    await expect(tlsHellos.run(tlsContext(port, trusting(), shake(port, trusting())))).rejects.toBeInstanceOf(NothingToAsk);
  });

  test('has nothing to ask where the peer said what is wrong', async () => {
    const spoken = [alert(40), 'HTTP/1.1 400 Bad Request\r\n\r\n', Buffer.from('160303000414000000', 'hex')];
    for (const words of spoken) {
      const port = await bench.serve(onHello((socket) => void socket.end(words)));
      await expect(hellos(port)).rejects.toBeInstanceOf(NothingToAsk);
    }
    const port = await bench.serve(onHello((socket) => void socket.end(alert(70))));
    await expect(banner(port)).rejects.toBeInstanceOf(NothingToAsk);
  });

  test('finds a peer that answers no hello', async () => {
    const port = await bench.serve(() => {});
    const all = {
      normal: 'stalled',
      normalOtherSni: 'stalled',
      minimal: 'stalled',
      minimalOtherSni: 'stalled',
      withoutPostQuantum: 'stalled',
      families: null,
    };
    const seen = await hellos(port);
    expect(seen).toEqual(all);
    expect(judge(await stopped(port), { 'tls/client-hello-variants': seen })).toEqual(['tls/timeout error']);
  });

  test('finds a filter that swallows a name', async () => {
    const upstream = await serveLeaf();
    const port = await bench.serve(onHello((socket, hello) => bench.passUnless(socket, hello, upstream, 'api.lab.test', 'drop')));
    const seen = await hellos(port);
    expect(seen).toMatchObject({
      normal: 'stalled',
      normalOtherSni: 'answered',
      minimal: 'stalled',
      minimalOtherSni: 'answered',
    });
    const [finding] = findingsIn(
      caseOf(targetFor('https://api.lab.test/v1'), { 'tls/handshake': await stopped(port), 'tls/client-hello-variants': seen }),
    );
    expect(finding).toMatchObject({ id: 'tls/timeout', pythonType: 'APITimeoutError' });
    expect(finding?.explanation).toMatch(/reads the name/);
    expect(finding?.steps[0]).toMatch(/allow api\.lab\.test/);
  });

  test('finds a filter that cuts at a name', async () => {
    const upstream = await serveLeaf();
    const port = await bench.serve(
      onHello((socket, hello) => bench.passUnless(socket, hello, upstream, 'api.lab.test', 'reset')),
    );
    const seen = await hellos(port);
    expect(seen).toMatchObject({ normal: 'reset', normalOtherSni: 'answered', minimal: 'reset', minimalOtherSni: 'answered' });
    const [finding] = findingsIn(
      caseOf(targetFor('https://api.lab.test/v1'), { 'tls/handshake': await stopped(port), 'tls/client-hello-variants': seen }),
    );
    expect(finding).toMatchObject({ id: 'tls/reset' });
    expect(finding?.explanation).toMatch(/reads the name/);
  });

  test('finds a path that takes small answers alone', async () => {
    // What a black hole does to the way back: an alert fits, a chain of certificates never comes.
    const port = await bench.serve(onHello((socket, hello) => (hello.length < 200 ? socket.end(alert(70)) : undefined)));
    const seen = await hellos(port);
    expect(seen).toMatchObject({
      normal: 'stalled',
      normalOtherSni: 'stalled',
      minimal: 'answered',
      minimalOtherSni: 'answered',
    });
    const [finding] = findingsIn(
      caseOf(targetFor('https://api.lab.test/v1'), { 'tls/handshake': await stopped(port), 'tls/client-hello-variants': seen }),
    );
    expect(finding?.explanation).toMatch(/MTU black hole/);
    expect(finding?.id).toBe('tcp/large-packets-lost');
    expect(finding?.steps[0]).toMatch(/ip link set dev eth0 mtu 1280/);
  });

  test('tells a cut that spares nobody', async () => {
    const port = await bench.serve(onHello((socket) => void socket.end()));
    expect(await hellos(port)).toMatchObject({ normal: 'closed', normalOtherSni: 'closed', minimal: 'closed' });
  });

  test('asks by no name where the base URL has none', async () => {
    const names: (string | null)[] = [];
    const listen = onHello((socket, hello) => {
      names.push(handshakeName(hello));
      socket.end();
    });
    const port = await bench.serve(listen);
    const options = { host: '127.0.0.1', timeoutMs: 1000 };
    await tlsHellos.run(tlsContext(port, options, shake(port, options)));
    expect(names.filter((name) => name === null)).toHaveLength(4);
    expect(names.filter((name) => name === 'example.com')).toHaveLength(2);
  });
});

describe('tls/banner', () => {
  const speakers: [string, (socket: net.Socket) => void, Partial<BannerFacts>][] = [
    ['SSH', (socket) => void socket.write('SSH-2.0-OpenSSH_9.2\r\n'), { protocol: 'ssh', banner: 'SSH-2.0-OpenSSH_9.2' }],
    ['SMTP', (socket) => void socket.write('220 mail.lab.test ESMTP Postfix\r\n'), { protocol: 'smtp' }],
    ['FTP', (socket) => void socket.write('220 (vsFTPd 3.0.3)\r\n'), { protocol: 'ftp' }],
    ['HTTP that refuses a hello', onHello((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')), { protocol: 'http' }],
    ['SOCKS', onHello((socket) => void socket.end(Buffer.from([5, 255]))), { protocol: 'socks' }],
    [
      'something unknown',
      onHello((socket) => void socket.end('hello there')),
      { protocol: 'unknown', httpResponse: 'hello there' },
    ],
  ];
  for (const [what, does, facts] of speakers) {
    test(`knows ${what}`, async () => {
      const port = await bench.serve(does);
      const seen = await banner(port);
      expect(seen).toMatchObject(facts);
      expect(judge(await stopped(port), { 'tls/banner': seen })).toEqual(['tls/not-tls error']);
    });
  }

  test('finds HTTP behind a server that waits for the end of a line', async () => {
    // As Python's http.server does: a hello holds no line break, so it waits for ever.
    const port = await bench.serve((socket) => {
      socket.on('data', (bytes) => bytes.includes('\r\n\r\n') && socket.end('HTTP/1.0 200 OK\r\n\r\n<html></html>'));
    });
    const [seen, said] = await Promise.all([hellos(port), banner(port)]);
    expect(said.protocol).toBe('http');
    const [finding] = findingsIn(
      caseOf(targetFor('https://api.lab.test:8443/v1'), {
        'tls/handshake': await stopped(port),
        'tls/client-hello-variants': seen,
        'tls/banner': said,
      }),
    );
    expect(finding).toMatchObject({ id: 'tls/not-tls' });
    expect(finding?.steps[0]).toContain('http://api.lab.test:8443/v1');
  });

  test('takes a page about TLS as a sign of TLS', async () => {
    const page =
      'HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n<title>400 The plain HTTP request was sent to HTTPS port</title>';
    const port = await bench.serve(onHello((socket, hello) => (hello[0] === 22 ? undefined : socket.end(page))));
    const said = await banner(port);
    expect(said.protocol).toBe('tls');
    expect(judge(await stopped(port), { 'tls/banner': said, 'tls/client-hello-variants': await hellos(port) })).toEqual([
      'tls/timeout error',
    ]);
  });

  test('shows no control characters and little of a flood', async () => {
    const port = await bench.serve((socket) => void socket.write(`\x1b[31m\x07${'x'.repeat(100_000)}`));
    const { banner: greeting } = await banner(port);
    expect(greeting).toMatch(/^[\x20-\x7e]{1,200}$/);
  });

  test('says that a peer stays silent', async () => {
    expect((await banner(await bench.serve(() => {}))).protocol).toBe('silent');
  });
});

describe('tls/clock', () => {
  const anHourAhead = () => new Date(Date.now() + 3_600_000).toUTCString();

  test('is asked where a certificate is out of date alone', async () => {
    const facts = await shake(await serveLeaf(), trusting());
    const observe = (seen: HandshakeFacts) => ({ startMs: 0, durationMs: 1, status: 'ok' as const, facts: seen });
    const target = targetFor('https://api.lab.test/v1');
    expect(tlsClock.skip?.({ target, seen: { 'tls/handshake': observe(facts) } })).not.toBeNull();
    const dated = { ...facts, verificationErrors: [{ kind: 'expired' as const, certificate: 0, detail: '' }] };
    expect(tlsClock.skip?.({ target, seen: { 'tls/handshake': observe(dated) } })).toBeNull();
  });

  test('reads the time of a peer that is not verified, and sends no key', async () => {
    let request = '';
    const port = await serveLeaf();
    bench.onTlsData((socket, bytes) => {
      request += bytes.toString();
      socket.end(`HTTP/1.1 403 Forbidden\r\nDate: ${anHourAhead()}\r\n\r\n`);
    });
    const { readings } = await tlsClock.run(tlsContext(port, { key: { value: 'sk-secret', source: 'test' }, timeoutMs: 1000 }));
    expect(readings).toHaveLength(1);
    expect(readings[0]?.from).toBe(`https port ${port}`);
    expect(Math.abs((readings[0]?.skewSeconds ?? 0) + 3600)).toBeLessThan(30);
    expect(request).toMatch(/^HEAD \/ HTTP\/1\.1\r\n/);
    expect(request).not.toContain('sk-secret');
  });

  test('does without an answer', async () => {
    const port = await bench.serve(() => {});
    expect(await tlsClock.run(tlsContext(port, { timeoutMs: 300 }))).toEqual({ readings: [] });
  });

  test('does without a date in it, or with a bad one', async () => {
    for (const head of ['', 'Date: yesterday\r\n', 'Date: '.padEnd(50_000, 'x')]) {
      const port = await serveLeaf();
      bench.onTlsData((socket) => void socket.end(`HTTP/1.1 200 OK\r\n${head}\r\n`));
      expect((await tlsClock.run(tlsContext(port, { timeoutMs: 800 }))).readings).toEqual([]);
    }
  });
});
