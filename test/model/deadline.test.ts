import { once } from 'node:events';
import net from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { endingAfter, pause, withLimit } from '../../src/model/deadline.ts';

test('what came while this process was busy is no silence', async () => {
  const server = net.createServer((socket) => socket.on('error', () => {}).write('here')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = net.connect((server.address() as net.AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const heard = withLimit(new AbortController().signal, 50, async () => {
    const [bytes] = await once(socket, 'data');
    return String(bytes);
  });
  // The answer comes while nobody looks, and the limit passes too.
  const until = performance.now() + 200;
  while (performance.now() < until);
  await expect(heard).resolves.toBe('here');
  socket.destroy();
  server.close();
});

test('silence is', async () => {
  const silence = withLimit(new AbortController().signal, 20, () => new Promise(() => {}));
  await expect(silence).rejects.toMatchObject({ code: 'TIMEOUT' });
});

test('a pause ends after what came while this process was busy', async () => {
  const server = net.createServer((socket) => socket.on('error', () => {}).write('here')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = net.connect((server.address() as net.AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  let heard = '';
  socket.on('data', (bytes) => {
    heard += bytes;
  });
  const over = pause(50, new AbortController().signal);
  const until = performance.now() + 200;
  while (performance.now() < until);
  await over;
  expect(heard).toBe('here');
  socket.destroy();
  server.close();
});

test('a limit within another signal ends also where memory was cleared in between', async () => {
  setFlagsFromString('--expose-gc');
  const clear = runInNewContext('gc') as () => void;
  const signal = endingAfter(60, new AbortController().signal);
  const until = performance.now() + 20_000;
  while (!signal.aborted && performance.now() < until) {
    clear();
    await pause(10, new AbortController().signal);
  }
  expect(signal).toMatchObject({ aborted: true, reason: { code: 'TIMEOUT' } });
});

test('or with the other signal', () => {
  const outer = new AbortController();
  const signal = endingAfter(60_000, outer.signal);
  outer.abort(new Error('enough'));
  expect(signal).toMatchObject({ aborted: true, reason: { message: 'enough' } });
});
