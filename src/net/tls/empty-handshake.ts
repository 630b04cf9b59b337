import type { HandshakeFacts } from '../../model/facts/tls.ts';

/** What is known of a handshake before anything was seen of it. */
export function nothingSeen(host: string): HandshakeFacts {
  return {
    host,
    peer: null,
    stage: 'connect',
    problem: null,
    bytesRead: 0,
    protocolSeen: 'nothing',
    ms: 0,
    protocol: null,
    cipher: null,
    keyExchange: null,
    alpn: null,
    chain: [],
    verificationErrors: [],
    trust: [],
    authorizationError: null,
    inspector: null,
    clientCertificateRequested: false,
    pythonHandshakeError: null,
    trusted: false,
  };
}
