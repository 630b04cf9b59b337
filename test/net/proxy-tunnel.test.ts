import { createServer, type Server, type Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import type { LookupFacts } from '../../src/model/facts/dns.ts';
import type { TunnelFacts } from '../../src/model/facts/proxy.ts';
import type { ProxyAddress } from '../../src/model/route-plan.ts';
import { detectProxyProtocols } from '../../src/net/route/proxy-protocols.ts';
import { openTunnel } from '../../src/net/route/tunnel.ts';
import { maskerFor } from '../../src/secrets/redact/text.ts';

/** Proxies that misbehave, on loopback: what is asked of them, what is kept of their answers, and that each attempt ends. */

const PASSWORD = 'p4ss-of-the-pr0xy';
const servers: Server[] = [];
const sockets = new Set<Socket>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

/** A server that does `answer` with each connection once something was said to it. */
async function proxyThat(
  answer: (socket: Socket, said: Buffer) => void,
  scheme: ProxyAddress['scheme'] = 'http',
): Promise<ProxyAddress> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('data', (said) => answer(socket, said));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return { scheme, host: '127.0.0.1', port, username: null, password: null, source: 'HTTPS_PROXY' };
}

const says =
  (text: string, then: 'keep' | 'end' = 'keep') =>
  (socket: Socket) =>
    void (then === 'end' ? socket.end(text, 'latin1') : socket.write(text, 'latin1'));

const needs = (timeoutMs: number) => ({
  lookup: async (host: string): Promise<LookupFacts> => ({
    host,
    addresses: [{ address: '203.0.113.9', family: 4 }],
    problem: null,
    ms: 1,
    pending: false,
    absolute: null,
  }),
  secureContext: async () => createSecureContext(),
  timeoutMs,
  mask: maskerFor([]),
  signal: new AbortController().signal,
});

async function tunnel(proxy: ProxyAddress, timeoutMs = 3000): Promise<TunnelFacts> {
  const { facts, stream } = await openTunnel(proxy, { host: 'api.example', port: 443 }, needs(timeoutMs));
  stream?.destroy();
  return facts;
}

const withCredentials = (proxy: ProxyAddress): ProxyAddress => ({ ...proxy, username: 'me', password: PASSWORD });

test('a tunnel is asked for by name, with the credentials, and what comes behind the answer is the stream’s', async () => {
  let heard = '';
  const proxy = await proxyThat((socket, said) => {
    heard += said.toString();
    if (heard.endsWith('\r\n\r\n')) socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (heard.endsWith('hello')) socket.write('greetings');
  });
  const { facts, stream } = await openTunnel(withCredentials(proxy), { host: 'api.example', port: 443 }, needs(3000));
  expect(facts).toMatchObject({ outcome: 'open', credentialsSent: true, destination: 'api.example:443' });
  expect(heard).toContain('CONNECT api.example:443 HTTP/1.1\r\nHost: api.example:443\r\n');
  expect(heard).toContain(`Proxy-Authorization: Basic ${Buffer.from(`me:${PASSWORD}`).toString('base64')}`);
  stream?.write('hello');
  const reply = await new Promise((resolve) => stream?.once('data', (bytes: Buffer) => resolve(bytes.toString())));
  expect(reply).toBe('greetings');
  stream?.destroy();
});

test('an IPv6 destination is bracketed, and no credentials means no header', async () => {
  let heard = '';
  const proxy = await proxyThat((socket, said) => {
    heard += said.toString();
    socket.write('HTTP/1.0 200 OK\r\n\r\n');
  });
  const { stream } = await openTunnel(proxy, { host: '2001:db8::1', port: 8443 }, needs(3000));
  stream?.destroy();
  expect(heard.startsWith('CONNECT [2001:db8::1]:8443 HTTP/1.1\r\n')).toBe(true);
  expect(heard.toLowerCase()).not.toContain('proxy-authorization');
});

test('interim answers are passed over, and any 2xx opens the way', async () => {
  const proxy = await proxyThat(says('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\n\r\n'));
  expect(await tunnel(proxy)).toMatchObject({ outcome: 'open', answer: { status: 201, interim: 1 } });
});

test('a 407 keeps its schemes and its page, cleaned', async () => {
  const head = [
    'HTTP/1.1 407 Proxy\u001b[31m Authentication Required',
    'Proxy-Authenticate: Negotiate',
    'Proxy-Authenticate: NTLM, Basic realm="the \\"proxy\\"", charset="UTF-8"',
    'Via: 1.1 gate (squid/5.7)',
    'X-Secret: nothing to see',
    'Content-Length: 62',
  ];
  const page = '<html><title>Who are\u0007 you?</title><body>Log in, please.</body></html>';
  const proxy = await proxyThat(says(`${head.join('\r\n')}\r\n\r\n${page}`));
  const facts = await tunnel(proxy);
  expect(facts.outcome).toBe('refused');
  expect(facts.answer).toMatchObject({
    status: 407,
    reason: 'Proxy Authentication Required',
    authSchemes: ['Negotiate', 'NTLM', 'Basic'],
    title: 'Who are you?',
    headers: { via: '1.1 gate (squid/5.7)' },
  });
  expect(facts.answer?.headers).not.toHaveProperty('x-secret');
});

test('megabytes of refusal are read up to a bound', async () => {
  const proxy = await proxyThat((socket) => {
    socket.write('HTTP/1.1 407 No\r\nContent-Length: 900000000\r\n\r\n');
    const pour = () => {
      while (!socket.destroyed && socket.write('x'.repeat(65_536)));
      socket.once('drain', pour);
    };
    pour();
  });
  const facts = await tunnel(proxy);
  expect(facts.answer?.bytes).toBeLessThanOrEqual(64 * 1024);
  expect(JSON.stringify(facts).length).toBeLessThan(4000);
});

test('endless headers end', async () => {
  const proxy = await proxyThat((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const pour = () => {
      while (!socket.destroyed && socket.write(`X-More: ${'y'.repeat(8000)}\r\n`));
      socket.once('drain', pour);
    };
    pour();
  });
  expect(await tunnel(proxy)).toMatchObject({ outcome: 'garbage', problem: { code: 'TOO_LONG' } });
});

test('endless interim answers end', async () => {
  const proxy = await proxyThat(says('HTTP/1.1 102 Processing\r\n\r\n'.repeat(50)));
  expect(await tunnel(proxy)).toMatchObject({ outcome: 'garbage', problem: { code: 'TOO_MANY_INTERIM' } });
});

test.each<[string, (socket: Socket) => void, TunnelFacts['outcome']]>([
  ['hangs up', (socket) => socket.end(), 'closed'],
  ['resets', (socket) => socket.resetAndDestroy(), 'reset'],
  ['stays silent', () => {}, 'silent'],
  ['stops in the middle of the headers', says('HTTP/1.1 200 OK\r\nVia: x', 'end'), 'closed'],
  ['greets like SSH', says('SSH-2.0-OpenSSH_9.2\r\n'), 'garbage'],
  ['sends a page where the tunnel should be', says('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>'), 'garbage'],
])('one that %s', async (_, answer, outcome) => {
  expect((await tunnel(await proxyThat(answer), 700)).outcome).toBe(outcome);
});

test('a run that is over ends the attempt with its own reason', async () => {
  const proxy = await proxyThat(() => {});
  const over = new AbortController();
  const asked = openTunnel(proxy, { host: 'api.example', port: 443 }, { ...needs(30_000), signal: over.signal });
  setTimeout(() => over.abort(new Error('the run is over')), 100);
  await expect(asked).rejects.toThrow('the run is over');
});

test('no fact holds the password, also where the proxy sends it back', async () => {
  const proxy = withCredentials(
    await proxyThat((socket, said) => says(`HTTP/1.1 407 No\r\nContent-Length: 3\r\n\r\nno\n${said.length}`)(socket)),
  );
  expect(JSON.stringify(await tunnel(proxy))).not.toContain(PASSWORD);
});

/** A SOCKS5 server that takes `answers` in turn. */
const inTurn = (...answers: number[][]) => {
  const left = [...answers];
  return (socket: Socket) => void socket.write(Buffer.from(left.shift() ?? []));
};
const OPENED = [5, 0, 0, 1, 0, 0, 0, 0, 0, 0];

test('bytes that are no text show no piece of a secret, however the proxy encodes it', async () => {
  const basic = Buffer.from(`me:${PASSWORD}`).toString('base64');
  const encodings = [PASSWORD, basic, encodeURIComponent(basic), Buffer.from(PASSWORD).toString('hex'), [...PASSWORD].join('\0')];
  for (const encoded of encodings) {
    for (const from of [0, 3]) {
      const proxy = await proxyThat(says(`HTTP/1.1 200 OK\r\n\r\n\x80${encoded.slice(from)}`));
      const on = { ...needs(3000), mask: maskerFor([PASSWORD]) };
      const { facts, stream } = await openTunnel(withCredentials(proxy), { host: 'api.example', port: 443 }, on);
      stream?.destroy();
      const shown = [facts.firstBytes, Buffer.from(facts.firstBytes, 'hex').toString('latin1')];
      for (const text of shown) expect(text).not.toContain(encoded.slice(from, from + 8));
      expect(facts.firstBytes).toContain('…(');
    }
  }
});

test('bytes that are no text and hold no secret are shown in hexadecimal', async () => {
  const proxy = await proxyThat(says('HTTP/1.1 200 OK\r\n\r\n\x16\x03\x03\x00\x02\x01\x00'));
  expect((await tunnel(proxy)).firstBytes).toBe('16030300020100');
});

test('SOCKS5 sends the name along and takes the password', async () => {
  const said: Buffer[] = [];
  const next = inTurn([5, 2], [1, 0], OPENED);
  const proxy = await proxyThat((socket, bytes) => {
    said.push(bytes);
    next(socket);
  }, 'socks5h');
  expect(await tunnel(withCredentials(proxy))).toMatchObject({ outcome: 'open', socks: { method: 2, authStatus: 0, reply: 0 } });
  expect([...(said[0] as Buffer)]).toEqual([5, 2, 0, 2]);
  expect(said[1]?.toString('latin1')).toContain(PASSWORD);
  expect(said[2]?.toString('latin1')).toContain('api.example');
});

test.each<[string, number[][], object]>([
  ['wants a password that was not given', [[5, 255]], { method: 255, reply: null }],
  [
    'refuses by its rules',
    [
      [5, 0],
      [5, 2, 0, 1, 0, 0, 0, 0, 0, 0],
    ],
    { reply: 2 },
  ],
  [
    'refuses in two bytes',
    [
      [5, 0],
      [5, 4],
    ],
    { reply: 4 },
  ],
])('a SOCKS5 proxy that %s', async (_, answers, socks) => {
  expect(await tunnel(await proxyThat(inTurn(...answers), 'socks5'))).toMatchObject({ outcome: 'refused', socks });
});

test('SOCKS4 gets an address that was looked up here, 4A gets the name', async () => {
  const said: Buffer[] = [];
  const answer = (socket: Socket, bytes: Buffer) => {
    said.push(bytes);
    socket.write(Buffer.from([0, 0x5a, 0, 0, 0, 0, 0, 0]));
  };
  for (const scheme of ['socks4', 'socks4a'] as const) {
    expect(await tunnel(await proxyThat(answer, scheme))).toMatchObject({ outcome: 'open', socks: { version: 4, reply: 0x5a } });
  }
  expect([...(said[0] as Buffer).subarray(0, 8)]).toEqual([4, 1, 1, 187, 203, 0, 113, 9]);
  expect(said[1]?.toString('latin1')).toContain('api.example\0');
});

test('a port that answers in another way than it was spoken to tells which', async () => {
  const socks = await proxyThat((socket, said) => void (said[0] === 5 ? socket.write(Buffer.from([5, 0])) : socket.end()));
  expect(await detectProxyProtocols(socks, needs(1000))).toEqual(['socks5']);
  const http = await proxyThat((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  expect(await detectProxyProtocols(http, needs(1000))).toEqual(['http']);
  const tls = await proxyThat(
    (socket, said) => void (said[0] === 0x16 ? socket.end(Buffer.from([0x15, 3, 3, 0, 2, 2, 40])) : socket.destroy()),
  );
  expect(await detectProxyProtocols(tls, needs(1000))).toEqual(['tls']);
});
