import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import { pause } from '../../model/deadline.ts';
import { problemOf } from '../../model/errors.ts';
import type { NetworkError } from '../../model/problem.ts';
import type { RecordingStream } from './tap.ts';

/** The result of a handshake without verification. No request may be sent over it. */
export interface Conversation {
  /** Null where no session was made. */
  session: Session | null;
  /** The error of the handshake; after a successful one, a later alert of the peer. */
  problem: NetworkError | null;
}

export interface Session {
  /** Milliseconds from the ClientHello to the end of the handshake. */
  ms: number;
  protocol: string | null;
  cipher: string | null;
  keyExchange: string | null;
  alpn: string | null;
  /** DER of the certificates as sent, leaf first. */
  sent: Buffer[];
  /** OpenSSL's verification error for chain and name; null where it accepts both. */
  authorizationError: string | null;
}

export interface Hello {
  host: string;
  /** The server name (SNI), where it is not the host itself. */
  name?: string;
  secureContext: SecureContext;
}

/** OpenSSL takes 100 kB of certificates in all, which these stay below. */
const MAX_CHAIN = 256;

/** Bounds for the wait after a handshake of TLS 1.3: twice its own time, because the peer's response needs a round trip. */
const LINGER_MS = { least: 100, most: 500 };

/** Starts TLS like a client, without verification and without data after the handshake. */
export function startHandshake(line: RecordingStream, { host, name = host, secureContext }: Hello): TLSSocket {
  const socket = connect({
    socket: line.stream,
    host,
    secureContext,
    // RFC 6066 3: no names in the form of addresses.
    ...(isIP(name) ? {} : { servername: name }),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: false,
  });
  // A late error may come after all listeners were removed.
  socket.on('error', () => {});
  return socket;
}

/** Performs the handshake and reads what the peer sent. The signal closes the connection. */
export async function converse(line: RecordingStream, hello: Hello, signal: AbortSignal): Promise<Conversation> {
  const started = performance.now();
  const socket = startHandshake(line, hello);
  const close = () => socket.destroy();
  signal.addEventListener('abort', close, { once: true });
  try {
    const { refused, at } = await outcome(socket, line);
    if (refused) return { session: null, problem: problemOf(refused) };
    const session = { ms: Math.round(at - started), ...readSession(socket) };
    return { session, problem: await postHandshakeAlert(socket, performance.now() - started, signal) };
  } finally {
    signal.removeEventListener('abort', close);
    socket.destroy();
    line.stream.destroy();
  }
}

interface Outcome {
  /** Null once the session is made, else what was in the way. */
  refused: Error | null;
  /** When the socket said so: what else waits to run then is none of the peer's time. */
  at: number;
}

function outcome(socket: TLSSocket, line: RecordingStream): Promise<Outcome> {
  return new Promise((resolve) => {
    const end = (refused: Error | null) => resolve({ refused, at: performance.now() });
    socket.once('secureConnect', () => end(null));
    socket.once('error', end);
    line.stream.once('error', end);
    socket.once('close', () => end(closedEarly()));
  });
}

/** As the equivalent error of Node. */
function closedEarly(): Error {
  const message = 'Client network socket disconnected before secure TLS connection was established';
  return Object.assign(new Error(message), { code: 'ECONNRESET' });
}

function readSession(socket: TLSSocket): Omit<Session, 'ms'> {
  return {
    protocol: socket.getProtocol(),
    cipher: socket.getCipher()?.name ?? null,
    keyExchange: keyExchange(socket),
    alpn: socket.alpnProtocol || null,
    sent: sentCertificates(socket),
    authorizationError: refusal(socket),
  };
}

function sentCertificates(socket: TLSSocket): Buffer[] {
  const sent: Buffer[] = [];
  let certificate: X509Certificate | undefined = socket.getPeerX509Certificate();
  while (certificate && sent.length < MAX_CHAIN) {
    sent.push(certificate.raw);
    certificate = certificate.issuerCertificate;
  }
  return sent;
}

function keyExchange(socket: TLSSocket): string | null {
  const info = socket.getEphemeralKeyInfo() as { type?: string; name?: string; size?: number } | null;
  return info?.size ? `${info.name ?? info.type} ${info.size}` : null;
}

/**
 * Node has codes for 28 of OpenSSL's verification errors and reports the others as UNSPECIFIED; only the handle has the message that
 * distinguishes them.
 */
function refusal(socket: TLSSocket): string | null {
  if (socket.authorized) return null;
  const error: unknown = socket.authorizationError;
  const word = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
  if (word !== 'UNSPECIFIED') return word;
  const { _handle: handle } = socket as { _handle?: { verifyError?(): Error | null } };
  return handle?.verifyError?.()?.message ?? word;
}

/**
 * In TLS 1.3 the client finishes before the peer has checked it: a peer that requires a client certificate sends its alert only now. A session
 * ticket means success and ends the wait (RFC 8446 4.6.1 allows it before the client's part only where no certificate was requested).
 */
async function postHandshakeAlert(socket: TLSSocket, handshakeMs: number, signal: AbortSignal): Promise<NetworkError | null> {
  if (socket.getProtocol() !== 'TLSv1.3') return null;
  const waitMs = Math.min(LINGER_MS.most, Math.max(LINGER_MS.least, 2 * handshakeMs));
  const heard = new Promise<Error | null>((resolve) => {
    socket.once('error', resolve);
    for (const event of ['session', 'end', 'close'] as const) socket.once(event, () => resolve(null));
  });
  socket.resume();
  const error = await Promise.race([heard, pause(waitMs, signal).then(() => null)]);
  const problem = error && problemOf(error);
  return problem?.alert ? problem : null;
}
