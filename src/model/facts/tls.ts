import type { NetworkError } from '../problem.ts';

export interface HandshakeFacts {
  host: string;
  /** The address that the handshake went to, as the route names it. */
  peer: string | null;
  /** The stage at which it stopped; `done` where a session was made. */
  stage: 'connect' | 'handshake' | 'done';
  problem: NetworkError | null;
  /** Bytes received from the peer before it stopped. */
  bytesRead: number;
  /** The protocol of the first bytes from the peer; `ssl2` is a protocol older than SSL 3. */
  protocolSeen: 'tls' | 'ssl2' | 'other' | 'nothing';
  /** From the ClientHello to the end of the handshake; where it failed, from the connect to the failure. Without the reading of the chain. */
  ms: number;
  protocol: string | null;
  cipher: string | null;
  /** `X25519 253`, `DH 1024`: the key exchange and its size in bits, where Node reports it. */
  keyExchange: string | null;
  alpn: string | null;
  /** The certificates as presented, leaf first. */
  chain: CertificateFacts[];
  /** Every fault of the chain and the leaf, worked out each on its own. */
  verificationErrors: ChainFault[];
  trust: TrustFacts[];
  /**
   * OpenSSL's verification error with the CA certificates of this run, null where it verified: the code, or the message where Node has no
   * code. At most one error.
   */
  authorizationError: string | null;
  /** Product named from an issuer or subject of the chain. */
  inspector: string | null;
  /** True where the peer asked for a client certificate. */
  clientCertificateRequested: boolean;
  /** How a handshake ends that offers what Python offers, where one was worth a try and the server refused it. */
  pythonHandshakeError: NetworkError | null;
  /** Which set of roots the run trusts for its own requests accept it: true where the key may travel. */
  trusted: boolean;
}

export interface CertificateFacts {
  subject: string;
  issuer: string;
  /** RFC 3339, UTC. */
  notBefore: string;
  notAfter: string;
  names: string[];
  isCa: boolean;
  selfIssued: boolean;
  /** `RSA 2048`, `EC prime256v1`, … */
  keyType: string;
  signature: string;
  fingerprint256: string;
  /** Signed certificate timestamps present: public leaves carry them, interception's do not. */
  hasScts: boolean;
}

export interface ChainFault {
  kind:
    | 'expired'
    | 'not-yet-valid'
    | 'hostname-mismatch'
    | 'self-signed'
    | 'missing-intermediate'
    | 'unknown-issuer'
    | 'stale-root'
    | 'weak-key'
    | 'weak-signature'
    | 'purpose'
    | 'not-a-ca'
    | 'path-length'
    | 'name-constraint'
    | 'bad-signature'
    | 'critical-extension'
    | 'noncompliant-ca'
    | 'common-name-only'
    | 'malformed';
  /** Index in the chain, leaf = 0; the chain's length for a root that was not sent. */
  certificate: number;
  detail: string;
}

export interface TrustFacts {
  /** `node-bundled`, `system`, `NODE_EXTRA_CA_CERTS`, `SSL_CERT_FILE`, `--ca-file`. */
  name: string;
  /** Path of the file, where it is one. */
  path: string | null;
  accepts: boolean;
}

/**
 * The comparison of four ClientHellos: full or minimal, this server name or another. Runs only when the handshake times out or is reset.
 */
export interface ClientHelloProbeFacts {
  normal: HelloOutcome;
  normalOtherSni: HelloOutcome;
  minimal: HelloOutcome;
  minimalOtherSni: HelloOutcome;
  /** A full ClientHello without a post-quantum key share. It fits into one packet on every version of Node. */
  withoutPostQuantum: HelloOutcome;
  /** The same two sizes over each family, where the host has addresses of both and the route is direct; null where it was not tried. */
  families: FamilyHello[] | null;
}

/** A full and a minimal ClientHello to one address. */
export interface FamilyHello {
  family: 4 | 6;
  address: string;
  normal: HelloOutcome;
  minimal: HelloOutcome;
}

/** `answered` includes an alert as well as a ServerHello: the peer supports TLS. `other`: it sent data that is not TLS. */
export type HelloOutcome = 'answered' | 'not-tls' | 'stalled' | 'reset' | 'closed' | 'unreachable';

/** What a peer without TLS sends: on connect, and as the response to a plain HTTP request. */
export interface BannerFacts {
  /** First bytes, cleaned; empty where it stayed silent. */
  banner: string;
  httpResponse: string;
  /** `http`, `ssh`, `smtp`, `ftp`, `socks`, `tls` (an alert, or a page that requires it), `unknown`, `silent`. */
  protocol: string;
}

export interface ClockFacts {
  /** This machine's clock minus the peer's `Date`, in seconds, one for each that answered. */
  readings: { from: string; skewSeconds: number }[];
}
