import type { Meaning } from './meaning.ts';

const INSPECTION =
  'A company’s inspection box, a proxy tool or an antivirus program signs certificates in the API’s name: `openssl s_client -connect HOST:443 -servername HOST </dev/null | openssl x509 -noout -issuer` names it.';
const OWN_BUNDLE =
  'The client has a list of roots of its own (Python’s certifi, Node’s built-in one, Java’s cacerts) to which the company’s root was never added: the browser works, the program does not.';

export const tls: Record<string, Meaning> = {
  'tls/expired': {
    means: 'The server’s certificate, or one that it depends on, is past its date.',
    causes: [
      'Nobody renewed it.',
      'This machine’s clock is ahead: compare date with any other clock.',
      'An old list of roots still holds one that has run out, as with certifi, OpenSSL 1.0 or Android of before 2021.',
    ],
  },
  'tls/not-yet-valid': {
    means: 'The certificate is not valid yet.',
    causes: [
      'This machine’s clock is behind, as after a flat battery or a restored snapshot.',
      'The certificate was made for a later date.',
    ],
  },
  'tls/clock-skew': {
    means: 'This machine’s clock is wrong, so sound certificates look expired or too new.',
    causes: ['Time is not synchronised: timedatectl shows it.'],
  },
  'tls/hostname-mismatch': {
    means: 'The server’s certificate is for other names than the one that was asked for.',
    causes: [
      'DNS or a proxy led to another server: the names in the certificate tell whose.',
      'A sign-in page of the network answers in the API’s place.',
      'The URL holds an IP address, or another name than the certificate.',
      'The certificate has a common name only, which Python’s requests and Go no longer read.',
    ],
  },
  'tls/self-signed': {
    means: 'The server shows a certificate that it signed itself.',
    causes: ['A server of your own, or an appliance’s factory certificate: add it to the trusted ones.', INSPECTION],
  },
  'tls/missing-intermediate': {
    means: 'The server’s certificate could not be led back to a trusted root: a link is missing.',
    causes: [
      'The server sends its own certificate and not the intermediate one: browsers fetch it, programs do not.',
      INSPECTION,
      OWN_BUNDLE,
    ],
  },
  'tls/unknown-issuer': {
    means: 'The server’s certificate was issued by somebody whom this client does not trust.',
    causes: [
      INSPECTION,
      OWN_BUNDLE,
      'A container or a minimal system has no list of roots: install ca-certificates.',
      'The server leaves out an intermediate certificate.',
      'A server of your own uses a private authority.',
    ],
  },
  'tls/interception': {
    means:
      'The chain of certificates ends in a root that this client does not trust, and that root was sent along: for a public API that is the mark of something on the way that opens TLS.',
    causes: [INSPECTION, 'A server of your own with a private authority shows in the same way.'],
  },
  'tls/protocol-version': {
    means: 'Client and server have no version of TLS in common.',
    causes: ['An old appliance speaks TLS 1.0 or 1.1 only.', 'The client is too old, or was told to use one version only.'],
  },
  'tls/handshake-failure': {
    means: 'The TLS handshake was broken off.',
    causes: [
      'The server serves no site of that name, or wants another one: the alert is unrecognized_name or handshake_failure.',
      'It wants a client certificate, which with TLS 1.2 looks the same.',
      'No cipher or curve in common: curl works where Python does not.',
      'A box on the way changes or blocks the traffic: the alert is internal_error, bad_record_mac or access_denied.',
      'The alert unknown_ca says that the other side does not accept a certificate: where a tool stands in between, the client does not trust the tool’s.',
    ],
  },
  'tls/not-tls': {
    means: 'The other side does not speak TLS on this port.',
    causes: [
      'https:// stands in front of a server that speaks plain HTTP, as local servers do: use http://.',
      'A proxy variable begins with https:// and the proxy speaks plain HTTP.',
      'The port belongs to another service, or a sign-in page answers.',
    ],
  },
  'tls/reset': {
    means: 'The connection was cut while the TLS handshake was going on.',
    causes: [
      'A filter on the way reads the name in the handshake and cuts it off: the same address works with another name.',
      'A local proxy or VPN program has lost its exit.',
      'A load balancer has no server behind it.',
    ],
  },
  'tls/timeout': {
    means: 'The connection was made, and then the TLS handshake got no answer.',
    causes: [
      'Large packets are lost on the way (MTU), as in VPNs and overlay networks: small requests work.',
      'A filter swallows handshakes with this name, or large ones with post-quantum keys: an older client works.',
      'The server or an inspection box is overloaded.',
    ],
  },
  'tls/client-certificate-required': {
    means: 'The server wants a certificate from the client.',
    causes: ['A gateway in front of the API demands mutual TLS.', 'The address of a mutual-TLS endpoint was used without one.'],
  },
  'tls/weak': {
    means: 'A key, a signature or a parameter of the server is too weak for this client’s rules.',
    causes: [
      'An old inspection box or server uses 1024-bit keys, SHA-1 or old renegotiation: Node 20 may accept what Python and Node 24 refuse.',
    ],
  },
  'tls/invalid-chain': {
    means: 'The chain of certificates breaks a rule: of purpose, of authority, of names, or of signature.',
    causes: ['A private authority was set up wrongly.', 'An inspection box may issue certificates for some domains only.'],
  },
  'tls/noncompliant-ca': {
    means:
      'The certificate of the authority leaves out what the standard demands, and this client is strict about it: Python 3.13 and later are.',
    causes: ['The root of an inspection box or of a company was made by an old tool: Python 3.12, curl and Node accept it.'],
  },
  'tls/verification-failed': {
    means: 'The server’s certificate was not accepted, and the message does not say why.',
    causes: [
      INSPECTION,
      OWN_BUNDLE,
      'The clock, the name or the date may be at fault: api-doctor check on that machine tells which.',
    ],
  },
  'tls/expires-soon': { means: 'The certificate runs out within two weeks.', causes: [] },
};
