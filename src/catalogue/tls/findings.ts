import type { CatalogueEntry, Step } from '../../model/finding.ts';
import type { Platform } from '../../model/layers.ts';
import { certificatePage } from './certificate-page.ts';
import { cutValues, losesLargePackets, silenceValues } from './client-hello-readings.ts';
import { proving } from './evidence.ts';
import {
  dateValues,
  gapValues,
  interceptionValues,
  nameValues,
  ruleValues,
  selfSignedValues,
  skewValues,
  unknownValues,
  weakValues,
} from './readings.ts';
import { alertValues, otherLanguageValues, versionValues } from './record-readings.ts';
import { expiringSoon, strictCa, trustedInspection } from './trusted.ts';

/** What explains a failure of TLS from further down: a wrong address has the wrong certificate, and a cut before the hello is not TLS's. */
const EXPLAINED_BY = ['dns/hosts-override', 'dns/sinkhole', 'tcp/reset', 'proxy/required'];

const LINUX: Platform[] = ['linux', 'wsl', 'container'];
const UNIX: Platform[] = [...LINUX, 'macos'];

/** How to see what the server shows, with the tool that everybody has. */
const SHOW_CHAIN: Step[] = [
  { text: 'See the certificates as they come: `openssl s_client {sClient} -showcerts </dev/null`', on: UNIX },
  { text: 'See the certificates as they come: `cmd /c "openssl s_client {sClient} -showcerts <NUL"`', on: ['windows'] },
];

/** How to trust root.pem, client by client. Python's library reads the system's store since 3.0 and brought roots of its own before. */
const TRUST_ROOT: (string | Step)[] = [
  {
    text: 'Add that root (root.pem) to the store of this system, which curl and the Python library (3.0 and later) read: `sudo cp root.pem /usr/local/share/ca-certificates/root.crt && sudo update-ca-certificates` (Debian, Ubuntu, Alpine), or `sudo cp root.pem /etc/pki/ca-trust/source/anchors/ && sudo update-ca-trust` (Fedora, RHEL)',
    on: ['linux', 'wsl'],
  },
  {
    text: 'Add that root (root.pem) to the image, for curl and the Python library (3.0 and later): `COPY root.pem /usr/local/share/ca-certificates/root.crt`, then `RUN update-ca-certificates` (after the package ca-certificates was installed)',
    on: ['container'],
  },
  {
    text: 'Add that root (root.pem) to the store of this system, which curl and the Python library (3.0 and later) read: `sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain root.pem`',
    on: ['macos'],
  },
  {
    text: 'Add that root (root.pem) to the store of this system, as an administrator, which the Python library (3.0 and later) reads: `certutil -addstore -f Root root.pem`',
    on: ['windows'],
  },
  {
    text: 'Node has roots of its own, so for Node set this before it starts: `export NODE_EXTRA_CA_CERTS="$PWD/root.pem"`',
    on: UNIX,
  },
  {
    text: 'Node has roots of its own, so for Node set this before it starts: `$env:NODE_EXTRA_CA_CERTS = "$PWD\\root.pem"`',
    on: ['windows'],
  },
  {
    text: 'A Python library before 3.0 reads neither: `cat {systemBundle} root.pem > roots.pem && export SSL_CERT_FILE="$PWD/roots.pem"`',
    on: UNIX,
  },
  'See that it is enough before changing anything: `api-doctor check --ca-file root.pem`',
];

/** Where a look from outside tells the server from the network. */
const OTHER_NETWORK = 'Compare from another network, such as a phone’s: if it works there, the fault is on this network’s way.';

/** The same for a lone certificate. To trust one with the wrong name helps nobody, so there the file has no name. */
const TRUST_ONE = TRUST_ROOT.map((step): Step => {
  const { text, ...rest } = typeof step === 'string' ? { text: step } : step;
  return { ...rest, text: text.replaceAll('root.pem', '{rootFile}') };
});

/** Findings of the layer `tls`. */
export const tls = {
  'tls/clock-skew': {
    severity: 'error',
    title: 'Wrong time on this machine',
    explanation:
      'Certificates are valid between two dates, so a wrong clock makes good ones look bad. The clock here says {now}, which is {skew} {direction} the server’s ({rightTime}, by {source}). By the server’s clock its certificate is in date, and by this one it is not: {detail}.',
    steps: [
      { text: 'Set the clock and keep it right: `sudo timedatectl set-ntp true && timedatectl status`', on: ['linux'] },
      { text: 'Where chrony keeps the time, have it set the clock at once: `sudo chronyc makestep`', on: ['linux'] },
      {
        text: 'WSL loses time while the machine sleeps: `sudo hwclock -s` (or `wsl --shutdown` in Windows, and open it again)',
        on: ['wsl'],
      },
      {
        text: 'A container has the clock of the machine around it: set it right there (`sudo timedatectl set-ntp true`), and see `date -u` in both.',
        on: ['container'],
      },
      { text: 'Set the clock by the network: `sudo sntp -sS time.apple.com`', on: ['macos'] },
      { text: 'Set the clock by the network, as an administrator: `w32tm /resync /force`', on: ['windows'] },
      {
        text: 'If only programs started here have the wrong time, a library such as libfaketime gives it to them: `env | grep -E "LD_PRELOAD|FAKETIME"`',
        on: LINUX,
      },
      'A virtual machine that was paused wakes up with the time of the pause: switch on its host’s time synchronisation.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => proving(c, 'tls/clock-skew', (facts) => skewValues(c, facts)),
    unless: EXPLAINED_BY,
  },
  'tls/expired': {
    severity: 'error',
    title: 'Expired certificate',
    explanation: 'A certificate that the server shows is out of date, so every client ends the connection: {detail}. {reading}',
    steps: [
      'See that the clock here is right: `{checkClock}`',
      'If {ownHost} is yours, renew its certificate there and load it (`sudo certbot renew && sudo systemctl reload nginx`), the intermediate ones included.',
      'A public API does not let its certificates run out, so if the clock is right, something on the way answers for {publicHost}: ask the administrator of this network about “{issuer}”.',
      {
        text: 'See the dates that the server shows: `openssl s_client {sClient} </dev/null 2>/dev/null | openssl x509 -noout -subject -issuer -dates`',
        on: UNIX,
      },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => proving(c, 'tls/expired', (facts) => dateValues(c, facts)),
    unless: EXPLAINED_BY,
  },
  'tls/not-yet-valid': {
    severity: 'error',
    title: 'Certificate that is not valid yet',
    explanation:
      'A certificate that the server shows is valid from a later day on only, so every client ends the connection: {detail}. {reading}',
    steps: [
      'See that the clock here is right, because a clock that is behind is the usual cause: `{checkClock}`',
      'If {ownHost} is yours, see whether the clock of the machine that issues its certificates is right, and put the former certificate back until the new one is valid.',
      'If the clock here is right, something on the way answers for {publicHost}: ask the administrator of this network about “{issuer}”.',
      {
        text: 'See the dates that the server shows: `openssl s_client {sClient} </dev/null 2>/dev/null | openssl x509 -noout -subject -issuer -dates`',
        on: UNIX,
      },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => proving(c, 'tls/not-yet-valid', (facts) => dateValues(c, facts)),
    unless: EXPLAINED_BY,
  },
  'tls/interception': {
    severity: 'error',
    title: 'TLS inspection between here and the API',
    explanation:
      'The certificate that came for {host} was not made by a public authority for that host, but by something between here and there that opens the encrypted connection: {named}. {reading}',
    steps: [
      'Nothing has to be done for clients that trust it as it is ({trustedBy}); what follows is for those that do not.',
      'Export the root certificate from the settings of {localSoftware} (it stands in the browser’s or the system’s certificates, too), or switch off its inspection of encrypted connections.',
      'Stop {debuggingProxy} if it is not meant to run, or export its root certificate as root.pem.',
      'Remove {unwantedSoftware} from this machine: its key is public, so anybody can read along.',
      'Ask the administrator of this network or machine for the root certificate of the inspection as a PEM file (root.pem), or to leave the API’s host out of it, which also keeps streamed answers from being held back. If nobody knows of an inspection, use another network: the key must not go to whoever it is.',
      'Put the present root certificate in the place of the outdated one, wherever that is trusted: {stale}.',
      ...TRUST_ROOT,
      ...SHOW_CHAIN,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => proving(c, 'tls/interception', (facts) => interceptionValues(c, facts)) ?? trustedInspection(c),
    unless: EXPLAINED_BY,
  },
  'tls/self-signed': {
    severity: 'error',
    title: 'Self-signed certificate',
    explanation:
      'The server shows a certificate that it signed itself ({subject}). No authority vouches for it, so clients cannot tell it from anybody else’s and end the connection. {reading}',
    steps: [
      'If {ownHost} is yours, give it a certificate that clients know: one of a public authority (Let’s Encrypt, for a name that the internet knows), or one of your organization’s own authority.',
      {
        text: 'Or trust this one certificate: `openssl s_client {sClient} </dev/null 2>/dev/null | openssl x509 -out {rootFile}`, then `openssl x509 -in {rootFile} -noout -fingerprint -sha256`, and compare that on the server itself, which must show {fingerprint}.',
        on: UNIX,
      },
      ...TRUST_ONE,
      'A public API has no self-signed certificate, so something else answers for {publicHost}: a line in the hosts file, a wrong DNS answer, or a device of this network. See where the name leads: `{lookup}`',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => proving(c, 'tls/self-signed', (facts) => selfSignedValues(c, facts)),
    unless: EXPLAINED_BY,
  },
  'tls/unknown-issuer': {
    severity: 'error',
    title: 'Certificate of an authority that is not trusted here',
    explanation:
      'The server shows a certificate of an authority that no store of roots on this machine knows, so clients end the connection: {detail}. {reading}',
    steps: [
      'Ask whoever runs {host} for the root certificate of “{issuer}” as a PEM file (root.pem). Take it from them and not from the connection, which is what it is to vouch for.',
      'Get the root certificate of {unnamedIssuer} as a PEM file (root.pem): from the administrator of this network where something on the way opens TLS, else from whoever runs {host}. Take it from them and not from the connection, which is what it is to vouch for.',
      'Put the present root certificate in the place of the outdated one, wherever that is trusted: {stale}.',
      ...TRUST_ROOT,
      'If {ownHost} has a certificate of a public authority, have the server send the whole chain (with nginx, ssl_certificate fullchain.pem).',
      ...SHOW_CHAIN,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => proving(c, 'tls/unknown-issuer', unknownValues),
    unless: EXPLAINED_BY,
  },
  'tls/missing-intermediate': {
    severity: 'error',
    title: 'Server that leaves out an intermediate certificate',
    explanation:
      'Between the server’s certificate and a root that clients know stands another certificate, which the server has to send and does not: {detail}. {reading}',
    steps: [
      'If {ownHost} is yours, have it send the whole chain: with nginx ssl_certificate fullchain.pem, with Apache SSLCertificateFile fullchain.pem, and reload it.',
      'Tell whoever runs {publicHost} that the intermediate certificate is missing.',
      'See how many certificates come, one where there should be two or more: `openssl s_client {sClient} -showcerts </dev/null 2>/dev/null | grep -c BEGIN`',
      'Until then, get the certificate of “{issuer}” from that authority, put it into one file with its root (root.pem), and trust that.',
      ...TRUST_ROOT,
      'If “{issuer}” is an authority of your organization’s own and no intermediate one, trust its certificate in the same way.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => proving(c, 'tls/missing-intermediate', gapValues),
    unless: EXPLAINED_BY,
  },
  'tls/invalid-chain': {
    severity: 'error',
    title: 'Certificate chain that breaks a rule',
    explanation:
      'The certificates that the server shows do not fit together by the rules that every client checks: {detail}. {reading}',
    steps: [
      'If {ownHost} is yours, have its certificate issued anew: for server authentication, by an authority that may sign certificates for {ownHost}.',
      'Ask the administrator of this network about “{issuer}”: a public API has no such chain, so an inspecting device made it for {publicHost}, with a certificate that it may not use so.',
      {
        text: 'See what each certificate may be used for: `openssl s_client {sClient} -showcerts </dev/null 2>/dev/null | openssl x509 -noout -text`',
        on: UNIX,
      },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => proving(c, 'tls/invalid-chain', ruleValues),
    unless: EXPLAINED_BY,
  },
  'tls/hostname-mismatch': {
    severity: 'error',
    title: 'Certificate for other names',
    explanation:
      'The server that answered for {host} ({peer}) shows a certificate for {names}. A client cannot tell from it that this is {host}, so it ends the connection. {reading}',
    steps: [
      'Use a name that the certificate has, if this is the right server: `export OPENAI_BASE_URL={betterUrl}`',
      'See where the name leads, and whether that is right: `{lookup}`',
      'If {ownHost} is yours, have its certificate made out to that name (in the subject alternative name), and see that the server shows it for that name: `openssl s_client {sClient} </dev/null 2>/dev/null | openssl x509 -noout -ext subjectAltName`',
      'Ask whoever runs the proxy {resolvingProxy} where it leads calls to {host}: to the wrong address, or to a page of its own.',
      'If this network has a sign-in page, open http://neverssl.com in a browser and sign in: until then nothing gets to {resolvedHost}.',
      'Look into the hosts file for a line with {resolvedHost}, and ask another network for its address.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => proving(c, 'tls/hostname-mismatch', (facts) => nameValues(c, facts)),
    unless: EXPLAINED_BY,
  },
  'tls/weak': {
    severity: 'error',
    title: 'Key or signature that is too weak',
    explanation:
      'What the server offers is weaker than clients of today accept: {detail}. Python’s OpenSSL asks for 112 bits of security, as newer versions of Node do, while older ones still accept some of it; so one client may work here and another not.',
    steps: [
      'If {ownHost} is yours, give it a key of RSA 2048 bits or more (or EC P-256) and a certificate signed with SHA-256, and bring its TLS library up to date.',
      'Ask the administrator of this network to bring the inspecting device up to date: {publicHost} itself uses nothing so weak.',
      {
        text: 'See keys and signatures: `openssl s_client {sClient} -cipher "DEFAULT:@SECLEVEL=0" -showcerts </dev/null 2>/dev/null | openssl x509 -noout -text`',
        on: UNIX,
      },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => proving(c, 'tls/weak', weakValues),
    unless: EXPLAINED_BY,
  },
  'tls/protocol-version': {
    severity: 'error',
    title: 'No version of TLS in common',
    explanation:
      'The server at {peer} speaks none of the versions of TLS that clients of today offer, which are 1.2 and 1.3: {what}. {reading}',
    steps: [
      'Take away the limit that this environment sets for Node and try again: `{limits}`',
      'If {ownHost} is yours, switch on TLS 1.2 and 1.3 there (with nginx, ssl_protocols TLSv1.2 TLSv1.3), or bring its TLS library up to date.',
      '{publicHost} itself speaks TLS 1.2 and 1.3, so the answer came from a device on the way: ask the administrator of this network to bring it up to date.',
      {
        text: 'See which versions it takes: `for v in tls1 tls1_1 tls1_2 tls1_3; do echo $v; openssl s_client {sClient} -$v -cipher "DEFAULT:@SECLEVEL=0" </dev/null 2>&1 | grep -m1 "New,"; done`',
        on: UNIX,
      },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => proving(c, 'tls/protocol-version', (facts) => versionValues(c, facts)),
    unless: EXPLAINED_BY,
  },
  'tls/client-certificate-required': {
    severity: 'error',
    title: 'Client certificate wanted',
    explanation:
      'The server at {host} asks each client for a certificate of its own (mutual TLS), and ended the connection because none was sent ({what}). The API key does not take its place: it is sent only after that.',
    steps: [
      'Ask whoever runs {ownHost} for a client certificate and its key, or for an address that works without.',
      'The API at {publicHost} asks for one only where mutual TLS was set up for the organization: ask its administrator for the certificate, and for the base URL that goes with it.',
      'Give both to the Python library: `OpenAI(http_client=httpx.Client(verify=context))`, where `context = ssl.create_default_context()` and `context.load_cert_chain("client.pem", "client.key")`',
      'See that they are accepted: `curl -sS --cert client.pem --key client.key {modelsUrl}`',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => proving(c, 'tls/client-certificate-required', (facts) => alertValues(c, facts)) ?? certificatePage(c),
    unless: EXPLAINED_BY,
    explains: ['http/'],
  },
  'tls/not-tls': {
    severity: 'error',
    title: 'Peer that does not speak TLS',
    explanation:
      'The base URL asks for TLS on port {port} of {host}, and what answers there ({peer}) speaks {language}. {words} So the port or the scheme is not the right one, or something else answers in the place of the server.',
    steps: [
      'Use plain HTTP, if that server is on your own machine or network: `export OPENAI_BASE_URL={plainUrl}` (no key is sent to another machine without TLS)',
      'Use the port for TLS, which is usually 443: `export OPENAI_BASE_URL={standardUrl}`',
      'A public API speaks TLS on every port, so something on the way answers for {publicHost}: a sign-in page of this network (open http://neverssl.com in a browser), or a filter.',
      'See whether the proxy {proxied} opens a way to the server at all, or answers itself.',
      'Look at what answers: `curl -v http://{host}:{port}/`',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => proving(c, 'tls/not-tls', (facts) => otherLanguageValues(c, facts)),
    unless: EXPLAINED_BY,
  },
  'tls/reset': {
    severity: 'error',
    title: 'Connection cut during the TLS handshake',
    explanation: 'The connection to {peer} was made, and {after} it was {how}. {reading}',
    steps: [
      'Ask the administrator of this network to allow {filtered}: a filter reads that name in the hello and cuts the connection. Where a proxy is to be used, set it: `export HTTPS_PROXY=http://proxy.example.com:3128`',
      'Try it once more, to tell a passing fault from a lasting one: `api-doctor check --only tls`',
      OTHER_NETWORK,
      'Switch off VPN and security software for a moment and compare: both can cut connections that they do not like.',
      'If {ownHost} is yours, see in its log whether it serves that name on that port, and whether it has a certificate.',
      { text: 'See it with another client: `openssl s_client {sClient} </dev/null`', on: UNIX },
      { text: 'See it with another client: `curl -v https://{host}:{port}/`', on: ['windows'] },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => proving(c, 'tls/reset', (facts) => cutValues(c, facts)),
    unless: EXPLAINED_BY,
  },
  'tls/timeout': {
    severity: 'error',
    title: 'Silence after the start of the TLS handshake',
    explanation:
      'The connection to {peer} was made, the TLS handshake was begun, and {after} within {timeoutSeconds} s. {reading}',
    steps: [
      'Ask the administrator of this network to bring the firewall up to date: it drops a hello of two packets to {bigHello}.',
      'Until then, have OpenSSL leave out the post-quantum key for {bigHello}: a file with openssl_conf=o, [o] ssl_conf=s, [s] system_default=d, [d] Groups=X25519:P-256, named in OPENSSL_CONF (for Node with --openssl-shared-config)',
      'Ask the administrator of this network to allow {filtered}: a filter reads that name in the hello and swallows the packets. Where a proxy is to be used, set it: `export HTTPS_PROXY=http://proxy.example.com:3128`',
      'See whether something else answers on that port: `curl -v --connect-timeout 5 http://{dead}:{silentPort}/`',
      'If {ownHost} is yours, see there whether the server is stuck or overloaded: it takes connections and says nothing.',
      'Give it more time once, to tell slow from dead: `api-doctor check --timeout 30s --deadline 2m`',
      OTHER_NETWORK,
    ],
    pythonType: 'APITimeoutError',
    apiError: null,
    when: (c) => (losesLargePackets(c) ? null : proving(c, 'tls/timeout', (facts) => silenceValues(c, facts))),
    unless: EXPLAINED_BY,
  },
  'tls/handshake-failure': {
    severity: 'error',
    title: 'TLS handshake that fails',
    explanation: 'The TLS handshake with {peer} was begun, and {what}. {reading}',
    steps: [
      'See that {unknownName} is the right name for this server, and that the base URL does not name another machine or an address: the server has no site of that name.',
      'If {ownHost} is yours, switch on ciphers of today beside {oldCipher}: with nginx, ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20:DHE+AESGCM, and TLS 1.3',
      'Until then, have Python offer {oldCipher}, too: `context = ssl.create_default_context()`, `context.set_ciphers("DEFAULT")`, `OpenAI(http_client=httpx.Client(verify=context))`',
      'Use another port or address: {http2Only} offers HTTP/2 alone there, and the usual clients speak HTTP/1.1.',
      'See whether {nothingInCommon} asks for a client certificate, serves that name, and has a cipher in common: `openssl s_client {sClient} -tls1_2 </dev/null`',
      'Try again in a moment: {serverFault} has a fault of its own, and its log says more.',
      'Ask whoever runs {policy} to let this machine in: its policy refuses it.',
      'Take away the limit that this environment sets for Node and try again: `{limits}`',
      OTHER_NETWORK,
      'If {ownHost} is yours, its own log says why it ended the handshake.',
      { text: 'See it with another client: `openssl s_client {sClient} </dev/null`', on: UNIX },
      { text: 'See it with another client: `curl -v https://{host}:{port}/`', on: ['windows'] },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => proving(c, 'tls/handshake-failure', (facts) => alertValues(c, facts)),
    unless: EXPLAINED_BY,
  },
  'tls/noncompliant-ca': {
    severity: 'error',
    title: 'Authority whose certificate breaks rules',
    explanation:
      'The certificate of an authority in the chain lacks what the rules ask of it, and stricter clients refuse the whole chain for that: {detail}. Python does so since 3.13 (VERIFY_X509_STRICT in ssl.create_default_context); Node, curl and older versions of Python do not mind.',
    steps: [
      'Ask whoever runs the authority “{issuer}” to issue its certificate anew, with basic constraints and key usage marked critical and with both key identifiers.',
      'Until then, have Python do without the strict rules, and verify as all other clients do: `context.verify_flags &= ~ssl.VERIFY_X509_STRICT`, with `OpenAI(http_client=httpx.Client(verify=context))`',
      'Or run the program with Python 3.12.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: strictCa,
    unless: EXPLAINED_BY,
  },
  'tls/verification-failed': {
    severity: 'error',
    title: 'Certificate that was not accepted',
    explanation:
      'The client could not verify the server’s certificate and ended the connection, and the text does not show why: an authority that it does not know, a date, or a name. A check from the same machine names the reason.',
    steps: [
      'Have the reason named, on the machine where it fails: `api-doctor check`',
      'Or see the verdict of OpenSSL: `openssl s_client {sClient} </dev/null 2>/dev/null | grep "Verify return"`',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    // A live check always sees the reason.
    when: null,
  },
  'tls/expires-soon': {
    severity: 'warning',
    title: 'Certificate that runs out soon',
    explanation:
      'The certificate of {host} is valid until {notAfter}, for {left} more. Calls work until then, and fail for every client at that moment if it is not renewed.',
    steps: [
      'If {ownHost} is yours, renew its certificate now, and see why that did not happen by itself: `sudo certbot renew --dry-run`',
      'Nothing can be done from here for {publicHost}: its operator renews it, usually in the last days.',
      {
        text: 'Look at the dates again after the renewal: `openssl s_client {sClient} </dev/null 2>/dev/null | openssl x509 -noout -dates`',
        on: UNIX,
      },
    ],
    pythonType: null,
    apiError: null,
    when: expiringSoon,
  },
} satisfies Record<`tls/${string}`, CatalogueEntry>;
