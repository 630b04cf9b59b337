import { once } from 'node:events';
import net from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { withLimit } from '../../src/model/deadline.ts';
import { problem, problemOf } from '../../src/model/errors.ts';
import type { Address } from '../../src/model/facts/dns.ts';
import { directRoute } from '../../src/net/route/direct.ts';
import { connectHappyEyeballs, connectMs, connectOnce, inTurn } from '../../src/net/route/race.ts';
import { addresses, lookedUp } from '../support/tcp-cases.ts';

const cleanups: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const never = () => new AbortController().signal;

interface Listener {
  port: number;
  accepted: net.Socket[];
}

async function listen(host = '127.0.0.1', port = 0): Promise<Listener> {
  const accepted: net.Socket[] = [];
  const server = net.createServer((socket) => {
    accepted.push(socket.on('error', () => {}).resume());
  });
  server.listen(port, host);
  await once(server, 'listening');
  cleanups.push(() => {
    for (const socket of accepted) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as net.AddressInfo).port, accepted };
}

async function closedPort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const routeTo = (...found: Address[]) => directRoute((host) => Promise.resolve(lookedUp(host, found)));

describe('the direct route', () => {
  test('opens a plain connection to the host and names the peer', async () => {
    const { port } = await listen();
    const { socket, peer } = await routeTo(...addresses('127.0.0.1')).open('api.test', port, never());
    expect(peer).toBe(`127.0.0.1:${port}`);
    socket.destroy();
  });

  test('asks nobody for an IP literal', async () => {
    const { port } = await listen('::1');
    const route = directRoute(() => Promise.reject(new Error('nobody should ask')));
    const { socket, peer } = await route.open('::1', port, never());
    expect(peer).toBe(`[::1]:${port}`);
    socket.destroy();
  });

  test('reaches ports that browsers and fetch refuse', async () => {
    const { port } = await listen('127.0.0.1', 6666);
    const { socket } = await routeTo(...addresses('127.0.0.1')).open('api.test', port, never());
    socket.destroy();
  });

  test('rejects with the resolver’s own problem', async () => {
    const problem = { ...refusal('ENOTFOUND', 'getaddrinfo ENOTFOUND api.test'), errno: -3008, syscall: 'getaddrinfo' };
    const route = directRoute((host) => Promise.resolve(lookedUp(host, [], problem)));
    const seen = await route.open('api.test', 443, never()).catch(problemOf);
    expect(seen).toMatchObject({ code: 'ENOTFOUND', errno: -3008, syscall: 'getaddrinfo', message: problem.message });
  });

  test('rejects where the resolver is still silent or has nothing', async () => {
    const silent = directRoute((host) => Promise.resolve({ ...lookedUp(host, []), pending: true }));
    expect(await silent.open('api.test', 443, never()).catch(problemOf)).toMatchObject({ code: 'TIMEOUT' });
    expect(await routeTo().open('api.test', 443, never()).catch(problemOf)).toMatchObject({ code: 'ENODATA' });
  });
});

describe('dialling several addresses', () => {
  test('goes on at once where one refuses, however many do', async () => {
    const { port } = await listen();
    const many = addresses('127.0.0.2', '::1', '127.0.0.3', '127.0.0.4', '127.0.0.5', '127.0.0.1');
    const start = performance.now();
    const socket = await connectHappyEyeballs(many, port, never());
    expect(socket.remoteAddress).toBe('127.0.0.1');
    // Five head starts would take 1250 ms.
    expect(performance.now() - start).toBeLessThan(1000);
    socket.destroy();
  });

  test('rejects with every refusal, and with a code that speaks for them', async () => {
    const error = await connectHappyEyeballs(addresses('127.0.0.1', '::1'), await closedPort(), never()).catch(problemOf);
    expect(error).toMatchObject({ code: 'ECONNREFUSED', syscall: 'connect' });
    expect((error as ReturnType<typeof problemOf>).errors.map(({ address }) => address)).toEqual(['127.0.0.1', '::1']);
  });

  test('rejects with the bare refusal of a lone address', async () => {
    const error = await connectHappyEyeballs(addresses('127.0.0.1'), await closedPort(), never()).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'ECONNREFUSED', address: '127.0.0.1' });
  });

  test('hands over a socket that outlives the limit on dialling', async () => {
    const { port, accepted } = await listen();
    const socket = await withLimit(never(), 1000, (signal) => connectHappyEyeballs(addresses('127.0.0.1'), port, signal));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(socket.destroyed).toBe(false);
    expect(accepted).toHaveLength(1);
    socket.destroy();
  });

  test('hands over a socket whose reset does no harm before anybody listens', async () => {
    const { port, accepted } = await listen();
    const socket = await connectHappyEyeballs(addresses('127.0.0.1'), port, never());
    const closed = new Promise((resolve) => socket.on('close', resolve));
    while (accepted.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    accepted[0]?.resetAndDestroy();
    await closed;
    expect(socket.errored).toMatchObject({ code: 'ECONNRESET' });
  });

  test('dials nothing after its end', async () => {
    const { port, accepted } = await listen();
    await expect(connectHappyEyeballs(addresses('127.0.0.1'), port, AbortSignal.abort(new Error('over')))).rejects.toThrow(
      'over',
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(accepted).toHaveLength(0);
  });

  test('takes the time of the callback, whatever this process does next', async () => {
    const { port } = await listen();
    const socket = await connectOnce('127.0.0.1', port, never());
    const until = performance.now() + 300;
    while (performance.now() < until);
    expect(connectMs(socket)).toBeLessThan(250);
    socket.destroy();
  });

  test('rejects for a port that does not exist', async () => {
    await expect(connectOnce('127.0.0.1', 70_000, never())).rejects.toMatchObject({ code: 'ERR_SOCKET_BAD_PORT' });
  });

  test('takes the families in turn, beginning with the system’s choice', () => {
    const found = addresses('2001:db8::1', '2001:db8::2', '2001:db8::3', '203.0.113.1', '203.0.113.2');
    expect(inTurn(found).map(({ address }) => address)).toEqual([
      '2001:db8::1',
      '203.0.113.1',
      '2001:db8::2',
      '203.0.113.2',
      '2001:db8::3',
    ]);
    expect(inTurn([])).toEqual([]);
  });
});

function refusal(code: string, message: string) {
  return problem(code, message);
}
