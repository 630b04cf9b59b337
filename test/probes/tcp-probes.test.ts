import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { problem } from '../../src/model/errors.ts';
import type { ConnectFacts } from '../../src/model/facts/tcp.ts';
import type { HandshakeFacts } from '../../src/model/facts/tls.ts';
import type { ProbeContext } from '../../src/model/probe.ts';
import { outcomeOf } from '../../src/net/route/outcome.ts';
import { interfaces, tcpConnect } from '../../src/probes/tcp/connect.ts';
import { tcpNode } from '../../src/probes/tcp/node-connect.ts';
import { root } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { addresses, connectError, contextFor, lookedUp, saw, targetFor } from '../support/tcp-cases.ts';

const cleanups: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A server that does this to each connection; its port. */
async function serve(onConnection: (socket: net.Socket) => void, host = '127.0.0.1'): Promise<number> {
  const open = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    open.add(socket.on('error', () => {}));
    onConnection(socket);
  });
  server.listen(0, host);
  await once(server, 'listening');
  cleanups.push(() => {
    for (const socket of open) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as net.AddressInfo).port;
}

async function closedPort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function connect(port: number, found = addresses('127.0.0.1'), changes: Partial<ProbeContext> = {}): Promise<ConnectFacts> {
  const target = targetFor(`http://api.test:${port}/v1`, { timeoutMs: 1000 });
  return tcpConnect.run({ ...contextFor(target, found), ...changes });
}

describe('tcp/connect', () => {
  test('connects and finds a peer that waits', async () => {
    const port = await serve(() => {});
    const { attempts } = await connect(port);
    expect(attempts).toMatchObject([{ address: '127.0.0.1', family: 4, outcome: 'connected', afterConnect: 'idle' }]);
  });

  test('tries every address at the same time and keeps their order', async () => {
    const port = await serve(() => {});
    const { attempts } = await connect(port, addresses('127.0.0.2', '127.0.0.1', '::1'));
    expect(attempts.map(({ address, outcome }) => [address, outcome])).toEqual([
      ['127.0.0.2', 'refused'],
      ['127.0.0.1', 'connected'],
      ['::1', 'refused'],
    ]);
  });

  test('tells a closed port', async () => {
    const { attempts } = await connect(await closedPort());
    expect(attempts[0]).toMatchObject({ outcome: 'refused', problem: { code: 'ECONNREFUSED' }, afterConnect: null });
  });

  test('tells a reset that comes before a hello', async () => {
    const port = await serve((socket) => socket.resetAndDestroy());
    const { attempts } = await connect(port);
    const [attempt] = attempts;
    expect(attempt?.afterConnect === 'reset' || attempt?.outcome === 'reset').toBe(true);
  });

  test('tells a reset that comes a little later', async () => {
    const port = await serve((socket) => setTimeout(() => socket.resetAndDestroy(), 100));
    expect((await connect(port)).attempts[0]).toMatchObject({ outcome: 'connected', afterConnect: 'reset' });
  });

  test('tells an end that comes before a hello', async () => {
    const port = await serve((socket) => socket.end());
    expect((await connect(port)).attempts[0]).toMatchObject({ outcome: 'connected', afterConnect: 'closed' });
  });

  test('tells a peer that speaks first', async () => {
    const port = await serve((socket) => socket.end('220 mail.example ESMTP\r\n'));
    expect((await connect(port)).attempts[0]).toMatchObject({ outcome: 'connected', afterConnect: 'data' });
  });

  test('leaves no connection open', async () => {
    const closed = new Promise((resolve) => {
      serve((socket) => socket.resume().on('close', resolve)).then((port) => connect(port));
    });
    await closed;
  });

  test('stops watching once a handshake has shown that the way is sound', async () => {
    const port = await serve((socket) => setTimeout(() => socket.destroy(), 200));
    const settled = (() => Promise.resolve(saw({ stage: 'done' } as HandshakeFacts))) as ProbeContext['settled'];
    expect((await connect(port, addresses('127.0.0.1'), { settled })).attempts[0]).toMatchObject({ afterConnect: 'idle' });
  });

  test('goes on watching after a handshake that failed', async () => {
    const port = await serve((socket) => setTimeout(() => socket.destroy(), 100));
    const settled = (() => Promise.resolve(saw({ stage: 'handshake' } as HandshakeFacts))) as ProbeContext['settled'];
    expect((await connect(port, addresses('127.0.0.1'), { settled })).attempts[0]).toMatchObject({ afterConnect: 'closed' });
  });

  test('needs no lookup for an IP literal', async () => {
    const port = await serve(() => {});
    const target = targetFor(`http://127.0.0.1:${port}/v1`);
    const lookup = () => Promise.reject(new Error('nobody should ask'));
    const { attempts } = await tcpConnect.run({ ...contextFor(target, []), lookup });
    expect(attempts).toMatchObject([{ address: '127.0.0.1', outcome: 'connected' }]);
  });

  test('tries sixteen addresses at most', async () => {
    const many = addresses(...Array.from({ length: 40 }, (_, i) => `127.0.1.${i + 1}`));
    expect((await connect(await closedPort(), many)).attempts).toHaveLength(16);
  });

  test('is skipped where the name has no address, and only there', () => {
    const target = targetFor('https://api.test/v1');
    const skip = (found = addresses()) => tcpConnect.skip?.({ target, seen: { 'dns/system': saw(lookedUp('api.test', found)) } });
    expect(skip()).toMatchObject({ because: 'dns/system' });
    expect(skip(addresses('203.0.113.10'))).toBeNull();
    expect(tcpConnect.skip?.({ target, seen: {} })).toBeNull();
  });

  test('says the fastest address and how many connected', () => {
    const attempts = [
      { address: '203.0.113.11', family: 4, outcome: 'timeout', ms: 5000, problem: null, afterConnect: null } as const,
      { address: '203.0.113.10', family: 4, outcome: 'connected', ms: 12, problem: null, afterConnect: 'idle' } as const,
    ];
    expect(tcpConnect.summarise({ port: 443, attempts, interfaces: [] })).toBe(
      '203.0.113.10:443 connected in 12 ms (1 of 2 addresses)',
    );
    expect(tcpConnect.summarise({ port: 443, attempts: attempts.slice(0, 1), interfaces: [] })).toBe(
      '203.0.113.11:443 timeout after 5000 ms (0 of 1 addresses)',
    );
  });
});

needs('linux')('a full queue of connections', () => {
  test('looks like silence', async () => {
    const server = spawn(process.execPath, [join(root, 'test/lab/servers/tcp-cut.js'), 'full', '0']);
    cleanups.push(() => server.kill('SIGKILL'));
    const [line] = await once(server.stdout.setEncoding('utf8'), 'data');
    const port = Number(/\d+/.exec(line)?.[0]);
    for (let i = 0; i < 4; i += 1) {
      const filler = net.connect(port, '127.0.0.1').on('error', () => {});
      cleanups.push(() => filler.destroy());
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await connect(port)).attempts[0]).toMatchObject({ outcome: 'timeout', problem: { code: 'TIMEOUT' } });
  });
});

describe('the kind of a failed attempt', () => {
  const kind = (code: string, isLocal = false, address = '203.0.113.10') =>
    outcomeOf(connectError(code, address, isLocal), address.includes(':') ? 6 : 4, 'linux');

  test.each([
    ['ECONNREFUSED', 'refused'],
    ['ETIMEDOUT', 'timeout'],
    ['ECONNRESET', 'reset'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['ENETDOWN', 'unreachable'],
    ['ENOPROTOOPT', 'unreachable'],
    ['EPERM', 'denied'],
    ['EADDRNOTAVAIL', 'error'],
    ['EINVAL', 'error'],
    ['EMFILE', 'error'],
  ])('%s is %s', (code, outcome) => expect(kind(code)).toBe(outcome));

  test('the own limit is a timeout', () => expect(outcomeOf(problem('TIMEOUT', 'no answer'), 4, 'linux')).toBe('timeout'));
  test('a blackhole route is no way', () => expect(kind('EINVAL', true)).toBe('unreachable'));
  test('a prohibit route is a refusal by this machine', () => expect(kind('EACCES', true)).toBe('denied'));
  test('ICMPv6 “prohibited” comes from the network', () => expect(kind('EACCES', false, '2001:db8::1')).toBe('unreachable'));
  test('a prohibit route for IPv6 does not', () => expect(kind('EACCES', true, '2001:db8::1')).toBe('denied'));
  test('Windows never marks what is local', () =>
    expect(outcomeOf(connectError('EACCES', '2001:db8::1'), 6, 'windows')).toBe('denied'));
  test('an IPv6 that is switched off is no way', () => expect(kind('EADDRNOTAVAIL', true, '2001:db8::1')).toBe('unreachable'));
});

describe('the interfaces of this machine', () => {
  const info = (address: string, internal = false) =>
    ({ address, internal, family: address.includes(':') ? 'IPv6' : 'IPv4' }) as NonNullable<
      Parameters<typeof interfaces>[0]['']
    >[0];

  test('the loopback one does not count', () => {
    expect(interfaces({ lo: [info('127.0.0.1', true), info('::1', true)] })).toEqual([]);
  });

  test('addresses that a machine gives itself lead nowhere', () => {
    const found = interfaces({
      eth0: [info('fe80::1')],
      wlan0: [info('169.254.3.4')],
      tun0: [info('10.8.0.2'), info('fd00::2')],
    });
    expect(found).toEqual([
      { name: 'eth0', families: [] },
      { name: 'wlan0', families: [] },
      { name: 'tun0', families: [4, 6] },
    ]);
  });
});

describe('tcp/node-connect', () => {
  const node = (port: number, found = addresses('127.0.0.1', '::1')) =>
    tcpNode.run(contextFor(targetFor(`http://api.test:${port}/v1`, { timeoutMs: 1000 }), found));

  test('connects where the first address does', async () => {
    const port = await serve(() => {});
    expect(await node(port)).toMatchObject({
      connected: true,
      problem: null,
      attemptTimeoutMs: net.getDefaultAutoSelectFamilyAttemptTimeout(),
    });
  });

  test('goes on to the next address', async () => {
    const port = await serve(() => {});
    expect(await node(port, addresses('127.0.0.2', '127.0.0.1'))).toMatchObject({ connected: true });
  });

  test('gives the errors of all addresses', async () => {
    const facts = await node(await closedPort(), addresses('127.0.0.1', '127.0.0.2'));
    expect(facts).toMatchObject({ connected: false, problem: { code: 'ECONNREFUSED' } });
    expect(facts.problem?.errors.map(({ address }) => address)).toEqual(['127.0.0.1', '127.0.0.2']);
  });

  test('hangs up at once', async () => {
    await new Promise((resolve) => {
      serve((socket) => socket.resume().on('close', resolve)).then((port) => node(port));
    });
  });

  test('has nothing to choose with one address', () => {
    const target = targetFor('https://api.test/v1');
    const skip = (found = addresses()) => tcpNode.skip?.({ target, seen: { 'dns/system': saw(lookedUp('api.test', found)) } });
    expect(skip()).toMatchObject({ because: 'dns/system' });
    expect(skip(addresses('203.0.113.10'))).toMatchObject({ because: null });
    expect(skip(addresses('203.0.113.10', '2001:db8::1'))).toBeNull();
  });
});
