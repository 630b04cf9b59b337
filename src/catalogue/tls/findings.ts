import type { CatalogueEntry, Step } from '../../model/finding.ts';
import type { Platform } from '../../model/layers.ts';
import { PREFER_IPV4 } from '../tcp/prefer-ipv4.ts';
import { WITHOUT_VPN } from '../tcp/vpn.ts';
import { certificatePage } from './certificate-page.ts';
import { cutValues, losesLargePackets, silenceValues } from './client-hello-readings.ts';
import { proving } from './evidence.ts';
import {
  dateValues,
  interceptionValues,
  missingIntermediateValues,
  nameValues,
  ruleValues,
  selfSignedValues,
  skewValues,
  unknownValues,
  weakValues,
} from './readings.ts';
import { alertValues, otherLanguageValues, versionValues } from './record-readings.ts';
import { expiringSoon, strictCa, trustedInspection } from './trusted.ts';

/** Causes below TLS: a wrong address has the wrong certificate, and a reset before the ClientHello is judged by TCP. */
const EXPLAINED_BY = ['dns/hosts-override', 'dns/sinkhole', 'tcp/reset', 'proxy/required'];

const LINUX: Platform[] = ['linux', 'wsl', 'container'];
const UNIX: Platform[] = [...LINUX, 'macos'];

/** Shows the certificates with OpenSSL. */
const SHOW_CHAIN: Step[] = [
  { text: 'Show the certificates that the server sends: `openssl s_client {sClient} -showcerts </dev/null`', on: UNIX },
  { text: 'Show the certificates that the server sends: `cmd /c "openssl s_client {sClient} -showcerts <NUL"`', on: ['windows'] },
];

/** How the SDKs trust root.pem. The Python SDK uses the system trust store since 3.0, and a bundled one before. */
const TRUST_IN_CLIENTS: (string | Step)[] = [
  // Before anything is changed.
  'Test the certificate (root.pem) with this check: `api-doctor check --ca-file root.pem`',
  // What a variable names replaces the store for Python: there a certificate that only the store has counts for nothing.
  {
    text: 'Python reads {bundleVariable} in place of the system trust store, so append root.pem to the file that it names: `cat root.pem | tee -a "{bundleInUse}" >/dev/null`',
    on: UNIX,
  },
  {
    text: 'Python reads {bundleVariable} in place of the system trust store, so append root.pem to the file that it names: `Get-Content root.pem | Add-Content -Encoding ascii "{bundleInUse}"`',
    on: ['windows'],
  },
  {
    text: 'Python reads {copiedVariable} in place of the system trust store, and nothing may write to the file that it names: make a copy with root.pem in it: `cat "{copiedBundle}" root.pem > roots.pem && export {copiedVariable}="$PWD/roots.pem"`',
    on: UNIX,
  },
  'That file is a part of the conda environment {condaEnvironment}: an update of its package ca-certificates replaces the file, so append root.pem again then.',
  {
    text: 'For the Python SDK before 3.0, create a CA bundle with both: `cat {pythonBundle} root.pem > roots.pem && export SSL_CERT_FILE="$PWD/roots.pem"`',
    on: UNIX,
  },
  {
    text: 'For the Python SDK before 3.0, which has a CA store of its own, let Python use that of Windows, or set SSL_CERT_FILE to a bundle that contains root.pem as well: `pip install pip-system-certs`',
    on: ['windows'],
  },
  {
    text: 'For Node.js, which has its own CA store, set this before the program starts: `export NODE_EXTRA_CA_CERTS="$PWD/root.pem"`',
    on: UNIX,
  },
  {
    text: 'For Node.js, which has its own CA store, set this before the program starts: `$env:NODE_EXTRA_CA_CERTS = "$PWD\\root.pem"`',
    on: ['windows'],
  },
];

/** How the other clients trust root.pem: through the system. */
const TRUST_IN_STORES: (string | Step)[] = [
  {
    text: 'For curl and the Python SDK 3.0 and later, add root.pem to the system trust store (Debian, Ubuntu, Alpine): `sudo cp root.pem /usr/local/share/ca-certificates/root.crt && sudo update-ca-certificates`',
    on: ['linux', 'wsl'],
    where: ['debian', 'alpine'],
  },
  {
    text: 'For curl and the Python SDK 3.0 and later, add root.pem to the system trust store (Fedora, RHEL): `sudo cp root.pem /etc/pki/ca-trust/source/anchors/ && sudo update-ca-trust`',
    on: ['linux', 'wsl'],
    where: ['fedora'],
  },
  {
    text: 'For curl and the Python SDK 3.0 and later, add root.pem to the system trust store (Arch Linux): `sudo trust anchor --store root.pem`',
    on: ['linux', 'wsl'],
    where: ['arch'],
  },
  {
    text: 'For curl and the Python SDK 3.0 and later, add root.pem to the system trust store (openSUSE): `sudo cp root.pem /etc/pki/trust/anchors/ && sudo update-ca-certificates`',
    on: ['linux', 'wsl'],
    where: ['suse'],
  },
  {
    text: 'On NixOS, name root.pem in security.pki.certificateFiles of the configuration, and rebuild the system: `sudo nixos-rebuild switch`',
    on: ['linux', 'wsl'],
    where: ['nixos'],
  },
  {
    text: 'For Python and curl, use a file that holds both, because Termux has no trust store to add to: `cat "$PREFIX/etc/tls/cert.pem" root.pem > roots.pem && export SSL_CERT_FILE="$PWD/roots.pem"`',
    on: ['linux'],
    where: ['termux'],
  },
  {
    text: 'For curl and the Python SDK 3.0 and later, add root.pem to the trust store of the container, which needs the package ca-certificates: `cp root.pem /usr/local/share/ca-certificates/root.crt && update-ca-certificates`',
    on: ['container'],
    where: ['debian', 'alpine'],
  },
  {
    text: 'For curl and the Python SDK 3.0 and later, add root.pem to the trust store of the container (Fedora, RHEL, UBI, Amazon Linux): `cp root.pem /etc/pki/ca-trust/source/anchors/ && update-ca-trust`',
    on: ['container'],
    where: ['fedora'],
  },
  {
    text: 'To keep root.pem, copy it in the Dockerfile: `COPY root.pem /usr/local/share/ca-certificates/root.crt`',
    on: ['container'],
    where: ['debian', 'alpine'],
  },
  {
    text: 'In the next line of the Dockerfile, add root.pem to the trust store: `RUN update-ca-certificates`',
    on: ['container'],
    where: ['debian', 'alpine'],
  },
  {
    text: 'For curl and the Python SDK 3.0 and later, add root.pem to the system trust store: `sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain root.pem`',
    on: ['macos'],
  },
  {
    text: 'Homebrew in {homebrew} has a CA bundle of its own for its OpenSSL and its Python, made from the keychains. Then make it again: `brew postinstall ca-certificates`',
    on: ['macos'],
  },
  'For {uv} (UV_NATIVE_TLS in old versions), use the CA certificates of the system: `export UV_SYSTEM_CERTS=true`',
  {
    text: 'For pip before 24.2, which does not use the system trust store, create a CA bundle with both: `cat {pipBundle} root.pem > roots.pem && export PIP_CERT="$PWD/roots.pem"`',
    on: UNIX,
  },
  {
    text: 'For pip, append root.pem to the file that PIP_CERT names, which it reads in place of the system trust store: `cat root.pem | tee -a "{pipBundleInUse}" >/dev/null`',
    on: UNIX,
  },
  {
    text: 'For the Python SDK 3.0 and later, as administrator, add root.pem to the system trust store: `certutil -addstore -f Root root.pem`',
    on: ['windows'],
  },
];

/** Both: the SDKs first. */
const TRUST_ROOT = [...TRUST_IN_CLIENTS, ...TRUST_IN_STORES];

/** The same where the root is there at once. It is tested before anything is changed, and what a variable names for Python is this machine's own case. */
const TRUST_AT_ONCE: (string | Step)[] = TRUST_ROOT.map((step) => {
  const own: Step = typeof step === 'string' ? { text: step } : step;
  return /^Test the certificate|\{(?:bundleInUse|copiedBundle)\}/.test(own.text) ? { ...own, first: true } : own;
});

/** For a filter that reads the name, and for one that stops a public API by its address. */
const PROXY_FOR: Step[] = ['filtered', 'outsideHost'].flatMap((host): Step[] => [
  { text: `If your network requires a proxy for {${host}}, set it: \`export HTTPS_PROXY=http://PROXY:PORT\``, on: UNIX },
  { text: `If your network requires a proxy for {${host}}, set it: \`$env:HTTPS_PROXY = "http://PROXY:PORT"\``, on: ['windows'] },
]);

/** What carries the connection on is no part of this machine’s network: another exit of it may work. */
const OTHER_EXIT: Step[] = [
  'The connection goes through the proxy on port {exitPort} of this machine, and its exit does not carry it on: choose another node in that program, or add {exitHost} to the right rule.',
  'The connection goes through the proxy {exitProxy}. Ask its administrator what ends connections to {exitHost}.',
].map((text) => ({ text, first: true }));

/** A test from outside, which shows whether the fault is in this network. */
const OTHER_NETWORK = 'Test from another network, such as a phone hotspot. If it works there, the fault is in this network.';

/** The same where not every certificate may be trusted: the file has no name then, and the steps are left out. */
const trustIf = (file: string) =>
  TRUST_AT_ONCE.map((step): Step => {
    const { text, ...rest } = typeof step === 'string' ? { text: step } : step;
    return { ...rest, text: text.replaceAll('root.pem', `{${file}}`) };
  });

/** pip calls no API, so its bundle does not get the certificate of a server that it never connects to. */
const TRUST_ONE = trustIf('rootFile').filter(({ text }) => !text.startsWith('For pip'));

/** Findings of the layer `tls`. */
export const tls = {
  'tls/clock-skew': {
    severity: 'error',
    title: 'System clock is wrong',
    explanation:
      'A certificate is valid between two dates, so with a wrong clock a valid one is rejected. The clock of this machine is {now}, which is {skew} {direction} the clock of the server ({rightTime}, from {source}). By the clock of the server the certificate is valid, and by this one it is not: {detail}.',
    steps: [
      { text: 'Set the clock and keep it synchronized: `sudo timedatectl set-ntp true && timedatectl status`', on: ['linux'] },
      { text: 'With chrony, set the clock at once: `sudo chronyc makestep`', on: ['linux'] },
      {
        text: 'Set the clock of WSL, which stops while the machine sleeps: `sudo hwclock -s`',
        on: ['wsl'],
      },
      {
        text: 'A container uses the clock of its host. Set the clock on the host: `sudo timedatectl set-ntp true`',
        on: ['container'],
      },
      { text: 'Set the clock from a time server: `sudo sntp -sS time.apple.com`', on: ['macos'] },
      { text: 'As administrator, set the clock from a time server: `w32tm /resync /force`', on: ['windows'] },
      {
        text: 'If only programs started here have the wrong time, look for a library such as libfaketime: `env | grep -E "LD_PRELOAD|FAKETIME"`',
        on: LINUX,
      },
      'If this is a virtual machine, enable time synchronization with its host: after a pause, its clock is behind.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => proving(c, 'tls/clock-skew', (facts) => skewValues(c, facts)),
    suppressedBy: EXPLAINED_BY,
  },
  'tls/expired': {
    severity: 'error',
    title: 'Certificate has expired',
    explanation: 'A certificate in the chain has expired, so every client aborts the TLS handshake: {detail}. {reading}',
    steps: [
      'A clock here that is ahead makes a valid certificate look expired. Check it, and set it: `{checkClock}`',
      'If {ownHost} is yours, renew its certificate there and reload the server. With certbot and nginx: `sudo certbot renew && sudo systemctl reload nginx`',
      'If the clock is right, ask your network administrator about “{issuer}”: a public API renews its certificates in time, so something else answers for {publicHost}.',
      {
        text: 'Show the dates of the certificate: `openssl s_client {sClient} </dev/null 2>/dev/null | openssl x509 -noout -subject -issuer -dates`',
        on: UNIX,
      },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => proving(c, 'tls/expired', (facts) => dateValues(c, facts)),
    suppressedBy: EXPLAINED_BY,
  },
  'tls/not-yet-valid': {
    severity: 'error',
    title: 'Certificate is not valid yet',
    explanation: 'A certificate in the chain is not valid yet, so every client aborts the TLS handshake: {detail}. {reading}',
    steps: [
      'The usual cause is a clock here that is behind. Check it, and set it: `{checkClock}`',
      'If {ownHost} is yours, check the clock of the machine that issues its certificates, and use the previous certificate until the new one is valid.',
      'If the clock is right, ask your network administrator about “{issuer}”: something else answers for {publicHost}.',
      {
        text: 'Show the dates of the certificate: `openssl s_client {sClient} </dev/null 2>/dev/null | openssl x509 -noout -subject -issuer -dates`',
        on: UNIX,
      },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => proving(c, 'tls/not-yet-valid', (facts) => dateValues(c, facts)),
    suppressedBy: EXPLAINED_BY,
  },
  'tls/interception': {
    severity: 'error',
    title: 'TLS connection is intercepted',
    explanation:
      'The certificate presented for {host} was not issued by a publicly trusted CA. Something between this machine and the API intercepts TLS: {named}. {reading}',
    steps: [
      {
        text: 'Do nothing for clients that already trust it ({trustedBy}). The following steps are for other clients.',
        first: true,
      },
      {
        text: 'Export the root certificate as root.pem from the settings of {localSoftware}, or disable its inspection of encrypted connections.',
        first: true,
      },
      {
        text: 'Stop {debuggingProxy}, or export its root certificate as root.pem if you need it.',
        first: true,
      },
      {
        text: 'Remove {unwantedSoftware} from this machine: its private key is public, so anyone can read your traffic.',
        first: true,
      },
      {
        text: 'Replace the outdated root certificate by the current one in every trust store: {stale}.',
        first: true,
      },
      {
        text: 'Get the root certificate of {inspection} as root.pem: browsers here trust it already, so export it from the certificate store (certmgr.msc, Base-64), or ask your network administrator for it.',
        on: ['windows'],
        first: true,
      },
      {
        text: 'Get the root certificate of {inspection} as root.pem: browsers here trust it already, so export it from Keychain Access (System), or ask your network administrator for it.',
        on: ['macos'],
        first: true,
      },
      {
        text: 'Get the root certificate of {inspection} in PEM format (root.pem) from your network administrator, or ask for an exemption of {host}, which also prevents buffered streams.',
        on: LINUX,
        first: true,
      },
      ...trustIf('inspectionFile'),
      {
        text: 'Or ask for an exemption of {host} from {inspection}, which also prevents buffered streams.',
        on: ['windows', 'macos'],
      },
      'If TLS inspection is not in use here, use another network, and do not send your key over this one.',
      ...SHOW_CHAIN,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => proving(c, 'tls/interception', (facts) => interceptionValues(c, facts)) ?? trustedInspection(c),
    suppressedBy: EXPLAINED_BY,
  },
  'tls/self-signed': {
    severity: 'error',
    title: 'Self-signed certificate',
    explanation:
      'The server presented a self-signed certificate ({subject}). No trusted CA issued it, so clients cannot verify the identity of the server and abort the TLS handshake. {reading}',
    steps: [
      {
        text: 'If {ownHost} is yours, install a certificate of a trusted CA: a public CA such as Let’s Encrypt for a public name, or the CA of your organization.',
        first: true,
      },
      { text: 'Or trust this one certificate: copy its file from the server here as {rootFile}.', on: ['windows'], first: true },
      {
        text: 'Or trust this one certificate. Save it: `openssl s_client {sClient} </dev/null 2>/dev/null | openssl x509 -out {rootFile}`',
        on: UNIX,
        first: true,
      },
      {
        text: 'Compare its fingerprint with that of the certificate file on the server: `openssl x509 -in {rootFile} -noout -fingerprint -sha256` Both must be {fingerprint}',
        on: UNIX,
        first: true,
      },
      ...TRUST_ONE,
      'Check the address of {publicHost}, because a hosts file entry, a wrong DNS response, or a middlebox leads to another server: `{lookup}`',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => proving(c, 'tls/self-signed', (facts) => selfSignedValues(c, facts)),
    suppressedBy: EXPLAINED_BY,
  },
  'tls/unknown-issuer': {
    severity: 'error',
    title: 'Certificate issued by an untrusted CA',
    explanation:
      'The certificate chain leads to no CA in the trust stores of this machine, so clients abort the TLS handshake: {detail}. {reading}',
    steps: [
      {
        text: 'Get the root certificate of “{issuer}” in PEM format (root.pem) from the operator of {host}. Do not extract it from this connection, which it is meant to verify.',
        first: true,
      },
      {
        text: 'Get the root certificate of {unnamedIssuer} in PEM format (root.pem) from the operator of {host}, or from your network administrator if a proxy here intercepts TLS. Do not extract it from this connection, which it is meant to verify.',
        first: true,
      },
      'Replace the outdated root certificate by the current one in every trust store: {stale}.',
      ...TRUST_AT_ONCE,
      'The server sent no other certificate than its own. If “{loneIssuer}” is an intermediate CA, configure {ownHost} to send the full chain (in nginx: ssl_certificate fullchain.pem).',
      'If {ownHost} has a certificate of a public CA, configure the server to send the full chain (in nginx: ssl_certificate fullchain.pem).',
      ...SHOW_CHAIN,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => proving(c, 'tls/unknown-issuer', unknownValues),
    suppressedBy: EXPLAINED_BY,
  },
  'tls/missing-intermediate': {
    severity: 'error',
    title: 'Server does not send the intermediate certificate',
    explanation:
      'The server sends an incomplete certificate chain: the intermediate certificate between its own and a trusted root is missing. {detail}. {reading}',
    steps: [
      'If {ownHost} is yours, configure it to send the full chain (in nginx: ssl_certificate fullchain.pem; in Apache: SSLCertificateFile fullchain.pem), and reload it.',
      'Report to the operator of {publicHost} that the intermediate certificate is missing.',
      'Count the certificates that the server sends (there should be two or more): `openssl s_client {sClient} -showcerts </dev/null 2>/dev/null | grep -c BEGIN`',
      'Until then, get the certificate of “{issuer}” from that CA, save it together with its root certificate as root.pem, and trust that file.',
      ...TRUST_ROOT,
      'If “{issuer}” is the root CA of your organization, trust its certificate in the same way.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => proving(c, 'tls/missing-intermediate', missingIntermediateValues),
    suppressedBy: EXPLAINED_BY,
  },
  'tls/invalid-chain': {
    severity: 'error',
    title: 'Invalid certificate chain',
    explanation: 'The certificate chain of the server violates a rule that every client checks: {detail}. {reading}',
    steps: [
      'If {ownHost} is yours, get a new certificate for server authentication, from a CA that may issue certificates for {ownHost}.',
      'Ask your network administrator about “{issuer}”: a public API has no such chain, so a TLS-inspecting proxy created it for {publicHost} with an unsuitable CA certificate.',
      {
        text: 'Show what the certificate may be used for: `openssl s_client {sClient} -showcerts </dev/null 2>/dev/null | openssl x509 -noout -text`',
        on: UNIX,
      },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => proving(c, 'tls/invalid-chain', ruleValues),
    suppressedBy: EXPLAINED_BY,
  },
  'tls/hostname-mismatch': {
    severity: 'error',
    title: 'Certificate does not match the host name',
    explanation:
      'The server that responded for {host} ({peer}) presented a certificate for {names}. It does not match {host}, so clients abort the TLS handshake. {reading}',
    steps: [
      { text: 'If this is the right server, use a name in its certificate: `export OPENAI_BASE_URL={betterUrl}`', on: UNIX },
      {
        text: 'If this is the right server, use a name in its certificate: `$env:OPENAI_BASE_URL = "{betterUrl}"`',
        on: ['windows'],
      },
      'Check that the name resolves to the right address: `{lookup}`',
      'If {ownHost} is yours, get a certificate with that name as subject alternative name, and check that the server presents it for that name: `openssl s_client {sClient} </dev/null 2>/dev/null | openssl x509 -noout -ext subjectAltName`',
      'Ask the administrator of the proxy {resolvingProxy} where it sends calls to {host}: to a wrong address, or to a page of its own.',
      'If this network has a sign-in page, open http://neverssl.com in a browser and sign in. Until then, it blocks calls to {resolvedHost}.',
      'Check the hosts file for a line with {resolvedHost}, and compare the address with another network.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => proving(c, 'tls/hostname-mismatch', (facts) => nameValues(c, facts)),
    suppressedBy: EXPLAINED_BY,
  },
  'tls/weak': {
    severity: 'error',
    title: 'Key or signature too weak',
    explanation:
      'The server uses cryptography that current clients reject as too weak: {detail}. OpenSSL in Python and in newer versions of Node.js requires 112 bits of security, and older versions accept less. So one client may work here and another may fail.',
    steps: [
      'If {ownHost} is yours, use an RSA key of 2048 bits or more (or EC P-256) and a certificate signed with SHA-256, and update its TLS library.',
      'Ask your network administrator to update the TLS-inspecting proxy: {publicHost} itself uses stronger cryptography.',
      'What answers for {legacyHost} lacks secure renegotiation (RFC 5746), which OpenSSL 3 requires. Until it is updated, set OPENSSL_CONF to a file with the lines openssl_conf=o, [o], ssl_conf=s, [s], system_default=d, [d], Options=UnsafeLegacyServerConnect.',
      {
        text: 'Show keys and signatures: `openssl s_client {sClient} -cipher "DEFAULT:@SECLEVEL=0" -showcerts </dev/null 2>/dev/null | openssl x509 -noout -text`',
        on: UNIX,
      },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => proving(c, 'tls/weak', weakValues),
    suppressedBy: EXPLAINED_BY,
  },
  'tls/protocol-version': {
    severity: 'error',
    title: 'No common TLS version',
    explanation: 'The server at {peer} supports neither TLS 1.2 nor TLS 1.3, which current clients offer: {what}. {reading}',
    steps: [
      'Remove these options of Node.js from the environment, which restrict TLS, and try again: {limits}',
      'If {ownHost} is yours, enable TLS 1.2 and 1.3 there (in nginx: ssl_protocols TLSv1.2 TLSv1.3), or update its TLS library.',
      'Ask your network administrator to update the middlebox that responded: {publicHost} itself supports TLS 1.2 and 1.3.',
      {
        text: 'Test which versions it supports: `for v in tls1 tls1_1 tls1_2 tls1_3; do echo $v; openssl s_client {sClient} -$v -cipher "DEFAULT:@SECLEVEL=0" </dev/null 2>&1 | grep -m1 "New,"; done`',
        on: UNIX,
      },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => proving(c, 'tls/protocol-version', (facts) => versionValues(c, facts)),
    suppressedBy: EXPLAINED_BY,
  },
  'tls/client-certificate-required': {
    severity: 'error',
    title: 'Client certificate required (mutual TLS)',
    explanation:
      'The server at {host} requires a client certificate (mutual TLS), and closed the connection because none was sent ({what}). The API key does not replace it, because the key is sent only after the handshake.',
    steps: [
      'Ask the operator of {ownHost} for a client certificate and its private key, or for a URL that needs none.',
      'Ask the administrator of your organization for the certificate and the matching base URL: {publicHost} requires one only where mutual TLS is configured.',
      'In Python, pass both to the SDK: create context = ssl.create_default_context(), call context.load_cert_chain("client.pem", "client.key"), and use OpenAI(http_client=httpx.Client(verify=context)).',
      'Test the certificate: `curl -sS --cert client.pem --key client.key {modelsUrl}`',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => proving(c, 'tls/client-certificate-required', (facts) => alertValues(c, facts)) ?? certificatePage(c),
    suppressedBy: EXPLAINED_BY,
    suppresses: ['http/'],
  },
  'tls/not-tls': {
    severity: 'error',
    title: 'Server does not use TLS on this port',
    explanation:
      'The base URL requires TLS on {host} port {port}, but the server there ({peer}) uses {language}. {words} The port or the scheme is wrong, or another server responds.',
    steps: [
      { text: 'If the server is on your own machine or network, use plain HTTP: `export OPENAI_BASE_URL={plainUrl}`', on: UNIX },
      {
        text: 'If the server is on your own machine or network, use plain HTTP: `$env:OPENAI_BASE_URL = "{plainUrl}"`',
        on: ['windows'],
      },
      { text: 'Use the TLS port, which is usually 443: `export OPENAI_BASE_URL={standardUrl}`', on: UNIX },
      { text: 'Use the TLS port, which is usually 443: `$env:OPENAI_BASE_URL = "{standardUrl}"`', on: ['windows'] },
      'Open http://neverssl.com in a browser and sign in if this network asks for it: something else responds for {publicHost}, such as a captive portal or a filter.',
      'Check whether the proxy {proxied} establishes a tunnel to the server, or responds itself.',
      'Show the response: `curl -v http://{host}:{port}/`',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => proving(c, 'tls/not-tls', (facts) => otherLanguageValues(c, facts)),
    suppressedBy: EXPLAINED_BY,
  },
  'tls/reset': {
    severity: 'error',
    title: 'Connection reset during the TLS handshake',
    explanation: 'The connection to {peer} was established, and {after} it was {how}. {reading}',
    steps: [
      ...PREFER_IPV4,
      'Ask your network administrator to allow {filtered}: a filter reads that name in the ClientHello (SNI) and resets the connection.',
      ...OTHER_EXIT,
      ...WITHOUT_VPN,
      ...PROXY_FOR,
      'Run the check again, because the failure may be transient: `api-doctor check --only tls`',
      OTHER_NETWORK,
      'Disable the VPN and the security software for a test: both can reset connections.',
      'If {ownHost} is yours, check in its log that it serves that name on that port, and that it has a certificate.',
      { text: 'Reproduce it with another client: `openssl s_client {sClient} </dev/null`', on: UNIX },
      { text: 'Reproduce it with another client: `curl -v https://{host}:{port}/`', on: ['windows'] },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => proving(c, 'tls/reset', (facts) => cutValues(c, facts)),
    suppressedBy: EXPLAINED_BY,
  },
  'tls/timeout': {
    severity: 'error',
    title: 'TLS handshake timed out',
    explanation:
      'The connection to {peer} was established and the TLS handshake started, but {after} within {timeoutSeconds} s. {reading}',
    steps: [
      ...PREFER_IPV4,
      'Ask your network administrator to update the firewall: it drops a ClientHello of two packets to {bigHello}.',
      'Until then, disable post-quantum key exchange for {bigHello}: set OPENSSL_CONF to a file with the lines openssl_conf=o, [o], ssl_conf=s, [s], system_default=d, [d], Groups=X25519:P-256. Start Node.js with --openssl-shared-config.',
      'Ask your network administrator to allow {filtered}: a filter reads that name in the ClientHello (SNI) and drops the packets.',
      ...OTHER_EXIT,
      ...WITHOUT_VPN,
      ...PROXY_FOR,
      {
        text: 'If Windows uses a VPN, packets from WSL may be too large for it, and the certificates never arrive. Lower their size, and try again: `sudo ip link set dev eth0 mtu 1300`',
        on: ['wsl'],
      },
      {
        text: 'If the host uses a VPN, packets of the container may be too large for it, and the certificates never arrive. Give its network a smaller MTU, and try again: `docker network create --opt com.docker.network.driver.mtu=1300 NETWORK`',
        on: ['container'],
      },
      'Test whether the port responds to another protocol: `curl -v --connect-timeout 5 http://{dead}:{silentPort}/`',
      'If {ownHost} is yours, check whether the server is hung or overloaded: it accepts connections and sends nothing.',
      'Run the check again with a longer timeout, because the server may only be slow: `api-doctor check --timeout 30s --deadline 2m`',
      OTHER_NETWORK,
    ],
    pythonType: 'APITimeoutError',
    apiError: null,
    matches: (c) => (losesLargePackets(c) ? null : proving(c, 'tls/timeout', (facts) => silenceValues(c, facts))),
    suppressedBy: EXPLAINED_BY,
  },
  'tls/handshake-failure': {
    severity: 'error',
    title: 'TLS handshake failed',
    explanation: 'The TLS handshake with {peer} started, and {what}. {reading}',
    steps: [
      'Check that {unknownName} is the right host name in the base URL: the server there does not serve that name.',
      'If {ownHost} is yours, enable current cipher suites beside {oldCipher} (in nginx: ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20:DHE+AESGCM), and TLS 1.3.',
      'Until then, let Python offer {oldCipher}: create context = ssl.create_default_context(), call context.set_ciphers("DEFAULT"), and use OpenAI(http_client=httpx.Client(verify=context)).',
      'Use another port or host: {http2Only} supports only HTTP/2 there, and the SDKs use HTTP/1.1.',
      'Check whether {nothingInCommon} requires a client certificate, serves that name, and supports a common cipher suite: `openssl s_client {sClient} -tls1_2 </dev/null`',
      'Run the check again in a minute: {serverFault} has an internal error, which its log describes.',
      'Ask the operator of {policy} to allow this machine: its policy denies access.',
      'Remove these options of Node.js from the environment, which restrict TLS, and try again: {limits}',
      OTHER_NETWORK,
      'If {ownHost} is yours, read in its log why it ended the handshake.',
      { text: 'Reproduce it with another client: `openssl s_client {sClient} </dev/null`', on: UNIX },
      { text: 'Reproduce it with another client: `curl -v https://{host}:{port}/`', on: ['windows'] },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => proving(c, 'tls/handshake-failure', (facts) => alertValues(c, facts)),
    suppressedBy: EXPLAINED_BY,
  },
  'tls/noncompliant-ca': {
    severity: 'error',
    title: 'CA certificate violates RFC 5280',
    explanation:
      'A CA certificate in the chain violates RFC 5280, and strict clients reject the chain for that: {detail}. Python does so since 3.13 (VERIFY_X509_STRICT in ssl.create_default_context). Node.js, curl, and older versions of Python are not affected.',
    steps: [
      'Ask the operator of the CA “{issuer}” to issue its certificate again, with critical basic constraints, key usage, and both key identifiers.',
      'Until then, let Python verify without the strict rules, like all other clients: create context = ssl.create_default_context(), set context.verify_flags &= ~ssl.VERIFY_X509_STRICT, and use OpenAI(http_client=httpx.Client(verify=context)).',
      'Or run the program with Python 3.12.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: strictCa,
    suppressedBy: EXPLAINED_BY,
  },
  'tls/verification-failed': {
    severity: 'error',
    title: 'Certificate verification failed',
    explanation:
      'The client could not verify the server certificate and aborted the TLS handshake. The log does not say why: an untrusted CA, an expired certificate, or a hostname mismatch.',
    steps: [
      'Run a check on the machine where it fails, to find the reason: `api-doctor check`',
      'Or show the verification result of OpenSSL: `openssl s_client {sClient} </dev/null 2>/dev/null | grep "Verify return"`',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    // A live check always sees the reason.
    matches: null,
  },
  'tls/expires-soon': {
    severity: 'warning',
    title: 'Certificate expires soon',
    explanation:
      'The certificate of {host} expires in {left}, on {notAfter}. Calls work until then. If it is not renewed, they then fail for every client.',
    steps: [
      'If {ownHost} is yours, renew its certificate now, and find out why that did not happen automatically: `sudo certbot renew --dry-run`',
      'Do nothing for {publicHost}: its operator renews the certificate, usually in the last days.',
      {
        text: 'Check the dates after the renewal: `openssl s_client {sClient} </dev/null 2>/dev/null | openssl x509 -noout -dates`',
        on: UNIX,
      },
    ],
    pythonType: null,
    apiError: null,
    matches: expiringSoon,
  },
} satisfies Record<`tls/${string}`, CatalogueEntry>;
