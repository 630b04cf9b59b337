/**
 * A TCP server that misbehaves: node tcp-cut.js MODE PORT [ADDRESS].
 *   reset   resets every connection right after accept
 *   end     ends it right after accept
 *   greet   speaks first
 *   quiet   accepts and says nothing
 *   full    takes no connection off its queue, which holds one: the kernel drops what comes after
 */
import net from 'node:net';

const [mode, port, host = '127.0.0.1'] = process.argv.slice(2);
const answers = {
  reset: (socket) => socket.resetAndDestroy(),
  end: (socket) => socket.end(),
  greet: (socket) => socket.write('220 mail.example ESMTP\r\n'),
  quiet: () => {},
  full: () => {},
};

const server = net.createServer((socket) => {
  socket.on('error', () => {});
  answers[mode](socket);
});
server.listen({ port: Number(port), host, backlog: mode === 'full' ? 1 : 511 }, () => {
  process.stdout.write(`listening on ${server.address().port}\n`, () => {
    // Blocks the event loop, so that nothing is ever accepted.
    if (mode === 'full') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
});
