import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import type { SecureContext } from 'node:tls';
import { connect, type TLSSocket } from 'node:tls';
import { problem } from '../../model/errors.ts';
import type { NetworkError } from '../../model/problem.ts';
import { verifiedFor } from '../../secrets/key.ts';

/** A problem of our own making, thrown where a step expects an error. */
export class Refusal extends Error {
  readonly code: string;
  constructor({ code, message }: NetworkError) {
    super(message);
    this.code = code ?? 'REFUSED';
  }
}

/** TLS over an open stream, verified whatever the environment sets. Resolves only with a connection on which the key may be sent. */
export function secure(stream: Duplex, host: string, secureContext: SecureContext): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    // RFC 6066 section 3 forbids an IP literal as server name; `host` is what the certificate is compared with then.
    const servername = isIP(host) ? '' : host;
    const socket = connect({
      socket: stream,
      host,
      servername,
      secureContext,
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: true,
    });
    socket.once('secureConnect', () =>
      socket.authorized ? resolve(verifiedFor(socket, host)) : reject(socket.authorizationError),
    );
    socket.once('error', reject);
    socket.once('close', () => reject(new Refusal(problem('CLOSED', 'the connection was closed during the TLS handshake'))));
    // A stream that is no net.Socket does not hand its end on.
    stream.once('error', (error) => socket.destroy(error));
  });
}

/** Whether the peer takes HTTP/2 in a TLS handshake. Nothing else is ever sent over this connection. */
export function takesHttp2(stream: Duplex, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { socket: stream, servername: isIP(host) ? '' : host, ALPNProtocols: ['h2'], rejectUnauthorized: false };
    const socket = connect(options);
    const end = (answer: boolean) => {
      resolve(answer);
      socket.destroy();
    };
    socket.once('secureConnect', () => end(socket.alpnProtocol === 'h2'));
    socket.on('error', () => end(false));
    socket.once('close', () => end(false));
  });
}

/** Whether the peer answers a TLS handshake, with whatever certificate. Nothing else is ever sent over this connection. */
export function speaksTls(stream: Duplex, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ socket: stream, servername: isIP(host) ? '' : host, rejectUnauthorized: false });
    const end = (answer: boolean) => {
      resolve(answer);
      socket.destroy();
    };
    socket.once('secureConnect', () => end(true));
    // An alert is TLS as well.
    socket.on('error', (error) => end(/alert number/.test(error.message)));
    socket.once('close', () => end(false));
  });
}
