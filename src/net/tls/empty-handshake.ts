import type { HandshakeFacts } from '../../model/facts/tls.ts';

/** What is known of a handshake before anything was seen of it. */
export function nothingSeen(host: string): HandshakeFacts {
  return {
    host,
    peer: null,
    stage: 'connect',
    problem: null,
    bytesRead: 0,
    spoke: 'nothing',
    ms: 0,
    protocol: null,
    cipher: null,
    keyExchange: null,
    alpn: null,
    chain: [],
    faults: [],
    trust: [],
    authorizationError: null,
    inspector: null,
    clientCertificateAsked: false,
    pythonProblem: null,
    trusted: false,
  };
}
