/**
 * A proxy that opens every way, and at the end of it answers in the host's name: with a certificate of its own, and whatever it is told to.
 *
 *   node intercepting-proxy.js '{ "host": "10.77.0.1", "cert": "leaf.pem", "key": "leaf.key", "record": "heard", "ports": { "3201": ANSWER } }'
 *
 * An ANSWER is `{ "raw": "HTTP/1.1 302 …", "delayMs": 0 }`. `record` gets what was said inside TLS.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { TLSSocket } from 'node:tls';

const { host, cert, key, record, ports } = JSON.parse(process.argv[2]);
const identity = { cert: readFileSync(cert), key: readFileSync(key), ALPNProtocols: ['http/1.1'] };

/** Plays the host: one answer to the first request. */
function answer(socket, { raw, delayMs = 0 }) {
  let heard = '';
  socket
    .on('error', () => {})
    .on('data', (bytes) => {
      appendFileSync(record, bytes);
      heard += bytes.toString('latin1');
      if (heard.endsWith('\r\n\r\n')) setTimeout(() => socket.end(raw, 'latin1'), delayMs);
    });
}

function serve(port, told) {
  const server = createServer((socket) => {
    socket
      .on('error', () => {})
      .once('data', (bytes) => {
        if (!bytes.toString('latin1').startsWith('CONNECT ')) return socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        answer(new TLSSocket(socket, { isServer: true, ...identity }), told);
      });
  });
  return new Promise((resolve) => server.listen({ host, port }, resolve));
}

await Promise.all(Object.entries(ports).map(([port, told]) => serve(Number(port), told)));
process.stdout.write('ready\n');
