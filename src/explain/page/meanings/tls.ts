import type { Meaning } from './meaning.ts';

const INSPECTION =
  'A TLS-inspecting proxy, a debugging proxy, or antivirus software issues certificates for the API. Show the issuer: `openssl s_client -connect HOST:443 -servername HOST </dev/null | openssl x509 -noout -issuer`';
const OWN_BUNDLE =
  'The client uses its own trust store (certifi in Python, the bundled CA store of Node.js, cacerts in Java), which does not contain the root certificate of the company. Browsers work, and the program does not.';

export const tls: Record<string, Meaning> = {
  'tls/expired': {
    means: 'The certificate of the server, or another one in its chain, has expired.',
    causes: [
      'It was not renewed.',
      'The clock of this machine is ahead. Compare it with another clock: `date -u`',
      'An old CA bundle contains an expired root certificate, as certifi, OpenSSL 1.0, and Android did before 2021.',
    ],
  },
  'tls/not-yet-valid': {
    means: 'The certificate is not valid yet.',
    causes: [
      'The clock of this machine is behind, for example after a restored snapshot.',
      'The certificate was issued for a later date.',
    ],
  },
  'tls/clock-skew': {
    means: 'The clock of this machine is wrong, so valid certificates look expired or not yet valid.',
    causes: ['The clock is not synchronized. Check it: `timedatectl`'],
  },
  'tls/hostname-mismatch': {
    means: 'The certificate of the server does not match the host name.',
    causes: [
      'DNS or a proxy led to another server. The names in the certificate show which.',
      'A captive portal responds instead of the API.',
      'The URL contains an IP address, or another name than the certificate.',
      'The certificate has only a common name, which Python and Go no longer accept.',
    ],
  },
  'tls/self-signed': {
    means: 'The server presented a self-signed certificate, so clients cannot verify its identity.',
    causes: [
      'It is your own server, or an appliance with its factory certificate. Add the certificate to the trust store.',
      INSPECTION,
    ],
  },
  'tls/missing-intermediate': {
    means: 'The certificate chain does not lead to a trusted root: an intermediate certificate is missing.',
    causes: [
      'The server sends only its own certificate. Browsers download the intermediate one, and programs do not.',
      INSPECTION,
      OWN_BUNDLE,
    ],
  },
  'tls/unknown-issuer': {
    means: 'The certificate of the server was issued by a CA that this client does not trust.',
    causes: [
      INSPECTION,
      OWN_BUNDLE,
      'A container or a minimal system has no CA bundle. Install the package ca-certificates.',
      'The server does not send an intermediate certificate.',
      'Your own server uses a private CA.',
    ],
  },
  'tls/interception': {
    means:
      'The certificate chain ends in a root that this client does not trust, and the server sent that root. For a public API, this means that something between this machine and the API intercepts TLS.',
    causes: [INSPECTION, 'Your own server with a private CA looks the same.'],
  },
  'tls/protocol-version': {
    means: 'Client and server support no common TLS version.',
    causes: ['An old appliance supports only TLS 1.0 or 1.1.', 'The client is too old, or is configured for one version.'],
  },
  'tls/handshake-failure': {
    means: 'The TLS handshake failed.',
    causes: [
      'The server does not serve that host name. The alert is unrecognized_name or handshake_failure.',
      'It requires a client certificate, which looks the same with TLS 1.2.',
      'There is no common cipher suite or curve. curl works, and Python does not.',
      'A middlebox modifies or blocks the traffic. The alert is internal_error, bad_record_mac, or access_denied.',
      'The alert unknown_ca means that the peer does not trust a certificate. With a debugging proxy, the client does not trust its CA.',
    ],
  },
  'tls/not-tls': {
    means: 'The server does not use TLS on this port.',
    causes: [
      'The URL begins with https://, but the server uses plain HTTP, as local servers do. Use http://.',
      'A proxy variable begins with https://, but the proxy uses plain HTTP.',
      'The port belongs to another service, or a captive portal responds.',
    ],
  },
  'tls/reset': {
    means: 'The connection was reset or closed during the TLS handshake.',
    causes: [
      'A filter reads the server name (SNI) and resets the connection. The same address works with another name.',
      'A local proxy or VPN program has lost its own connection.',
      'A load balancer has no working backend.',
    ],
  },
  'tls/timeout': {
    means: 'The TCP connection was established, but the TLS handshake got no response.',
    causes: [
      'Large packets are lost (path MTU black hole), which is common with VPNs and overlay networks. Small requests work.',
      'A filter drops handshakes with this name, or large ones with post-quantum keys. An older client works.',
      'The server or a TLS-inspecting proxy is overloaded.',
    ],
  },
  'tls/client-certificate-required': {
    means: 'The server requires a client certificate (mutual TLS).',
    causes: [
      'A gateway in front of the API requires mutual TLS.',
      'A mutual TLS endpoint was used without a client certificate.',
    ],
  },
  'tls/weak': {
    means: 'A key, a signature, or a parameter of the server is too weak for this client.',
    causes: [
      'An old server or TLS-inspecting proxy uses 1024-bit keys, SHA-1, or legacy renegotiation. Node.js 20 may accept what Python and Node.js 24 reject.',
    ],
  },
  'tls/invalid-chain': {
    means:
      'The certificate chain is invalid: a certificate has the wrong purpose, is not a CA, violates a name constraint, or has a wrong signature.',
    causes: ['A private CA is set up incorrectly.', 'A TLS-inspecting proxy may issue certificates only for some domains.'],
  },
  'tls/noncompliant-ca': {
    means: 'The CA certificate violates RFC 5280, and this client rejects it for that, as Python 3.13 and later do.',
    causes: [
      'The root certificate of a company or of a TLS-inspecting proxy was created with an old tool. Python 3.12, curl, and Node.js accept it.',
    ],
  },
  'tls/verification-failed': {
    means: 'Certificate verification failed, and the message does not say why.',
    causes: [
      INSPECTION,
      OWN_BUNDLE,
      'The system clock, the host name, or an expired certificate is the cause. A check on that machine shows which.',
    ],
  },
  'tls/expires-soon': { means: 'The certificate expires within two weeks.', causes: [] },
};
