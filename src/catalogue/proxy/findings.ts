import type { CatalogueEntry, Step } from '../../model/finding.ts';
import type { Platform } from '../../model/layers.ts';
import { hungUp, nameUnknown, notAProxy, refused, silent, tlsFailed, unreachable } from './cases.ts';
import { bypassedByNoProxy, clientsDiverge, requiredButUnused } from './compared.ts';
import { inconsistentTunnel } from './intermittent.ts';
import { SHOW_IT, TURN_OFF } from './system.ts';

const UNIX: Platform[] = ['linux', 'wsl', 'container', 'macos'];

/** Where the direct connection works, the quickest fix is to use it. */
const GO_DIRECT: (string | Step)[] = [
  { text: 'The API is reachable without this proxy. Remove it: `unset {directVariable}`', on: UNIX, first: true },
  {
    text: 'The API is reachable without this proxy. Remove it: `Remove-Item Env:{directVariable}`',
    on: ['windows'],
    first: true,
  },
  'The API is reachable without this proxy. Run the check without {directFlag}.',
  ...TURN_OFF,
];

/** Another proxy that is configured on this machine, which may be the one of today. */
const OTHER_PROXY: (string | Step)[] = [
  {
    text: '{hintSource} has another proxy. Set that one, and correct the place that sets {envVariable}: `export HTTP_PROXY={hintProxy} HTTPS_PROXY={hintProxy}`',
    on: UNIX,
    first: true,
  },
  {
    text: '{hintSource} has another proxy. Set that one, and correct the place that sets {envVariable}: `$env:HTTPS_PROXY = "{hintProxy}"`',
    on: ['windows'],
    first: true,
  },
];

/** In a container, a loopback address leads to nothing outside of it. */
const FROM_CONTAINER: Step[] = [
  {
    text: 'In a container, {loopbackProxy} is the container itself. If the proxy runs on its host, use the name of the host: `export {envVariable}=http://host.docker.internal:{localPort}`',
    on: ['container'],
    first: true,
  },
  {
    text: 'In a container, {loopbackProxy} is the container itself. If the proxy runs on its host, use the name of the host: `api-doctor check {flag} http://host.docker.internal:{localPort}`',
    on: ['container'],
    first: true,
  },
  {
    text: 'On Linux, define that name when you start the container, and let the proxy listen on 0.0.0.0:{localPort}: `docker run --add-host=host.docker.internal:host-gateway IMAGE`',
    on: ['container'],
    first: true,
  },
  {
    text: 'Or let the container use the network of its host, where {loopbackProxy} is the host: `docker run --network host IMAGE`',
    on: ['container'],
    first: true,
  },
];

/** Where the direct connection is unknown, or fails from here: the setting may be left from another network or a program that is gone. */
const LEFT_BEHIND: (string | Step)[] = [
  { text: 'If you use no proxy any more, remove the setting: `unset {envVariable}`', on: UNIX },
  { text: 'If you use no proxy any more, remove the setting: `Remove-Item Env:{envVariable}`', on: ['windows'] },
  {
    text: 'If the proxy listens on another port than {localPort} now, set that: `export {envVariable}=http://127.0.0.1:PORT`',
    on: UNIX,
  },
  {
    text: 'If the proxy listens on another port than {localPort} now, set that: `$env:{envVariable} = "http://127.0.0.1:PORT"`',
    on: ['windows'],
  },
];

/** A proxy client on Windows is not behind localhost of WSL. */
const FROM_WSL: Step[] = [
  'If the proxy runs on Windows, set networkingMode=mirrored under [wsl2] in .wslconfig, and restart WSL. {loopbackProxy} (port {localPort}) is then the same on both sides: `wsl.exe --shutdown`',
  'Or let it listen on all addresses there (“Allow LAN” in Clash and V2Ray), and replace {loopbackProxy} by the address of Windows, which is the default gateway: `ip route show default`',
].map((text) => ({ text, on: ['wsl'] }));

/** A proxy usually cannot reach machines on this network. */
const GO_AROUND: (string | Step)[] = [
  {
    text: 'Bypass the proxy for {ownHost}. If NO_PROXY is already set, append it to the list: `export NO_PROXY={ownHost}`',
    on: UNIX,
    first: true,
  },
  {
    text: 'Bypass the proxy for {ownHost}. If NO_PROXY is already set, append it to the list: `$env:NO_PROXY = "{ownHost}"`',
    on: ['windows'],
    first: true,
  },
];

/** A program of this machine that carries connections on by nodes: one of them is down, and the program is not. */
const OTHER_NODE =
  'The proxy on port {localPort} of this machine is up, and its exit does not carry the connection on: choose another node in that program, or update its subscription.';

const SEE_IT = 'Reproduce it with curl, which prints each step: `curl -v -o /dev/null -x {proxy} {origin}/`';

/** Corrects the scheme of the proxy URL. */
const SET_BETTER: (string | Step)[] = [
  { text: 'Correct the scheme: `export {variable}={betterUrl}`', on: UNIX },
  { text: 'Correct the scheme: `$env:{variable} = "{betterUrl}"`', on: ['windows'] },
  'Run the check with the correct scheme: `api-doctor check {flag} {betterUrl}`',
];

/** Findings of the layer `proxy`. */
export const proxy = {
  'proxy/dns': {
    severity: 'error',
    title: 'Proxy host name cannot be resolved',
    explanation:
      '{source} sets the proxy {proxy}, but {proxyHost} does not resolve. {reading} The API host was not resolved here, because the proxy does that.',
    steps: [
      ...GO_AROUND,
      ...OTHER_PROXY,
      ...GO_DIRECT,
      ...LEFT_BEHIND,
      'Confirm the host name {proxyHost} in {setIn} with your network administrator.',
      'Confirm the host name {proxyHost} in the value of {flag} with your network administrator.',
      { text: 'Test the lookup: `getent hosts {proxyHost}`', on: ['linux', 'wsl', 'container'] },
      { text: 'Test the lookup: `dscacheutil -q host -a name {proxyHost}`', on: ['macos'] },
      { text: 'Test the lookup: `Resolve-DnsName {proxyHost}`', on: ['windows'] },
      'If {proxyHost} belongs to a company network, connect to that network or its VPN. Elsewhere, remove the proxy setting.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: nameUnknown,
  },
  'proxy/refused': {
    severity: 'error',
    title: 'Proxy refused the connection',
    explanation: '{source} sets the proxy {proxy}, but the connection to {proxyAddress} was refused. {reading}',
    steps: [
      ...GO_AROUND,
      ...OTHER_PROXY,
      ...GO_DIRECT,
      ...FROM_CONTAINER,
      ...FROM_WSL,
      {
        text: 'The proxy on the container host has to listen on 0.0.0.0:{hostProxyPort}, not on 127.0.0.1 (“Allow LAN” in Clash and V2Ray), and the firewall of the host has to let containers in: `sudo ufw allow from 172.16.0.0/12 to any port {hostProxyPort}`',
        on: ['container'],
      },
      'Or start the container with --network host, and use 127.0.0.1:{hostProxyPort} as the proxy.',
      {
        text: 'Check what is listening on port {localPort}, and start the proxy there if nothing is: `ss -ltnp "sport = :{localPort}"`',
        on: ['linux', 'wsl', 'container'],
      },
      {
        text: 'Check what is listening on port {localPort}, and start the proxy there if nothing is: `lsof -nP -iTCP:{localPort} -sTCP:LISTEN`',
        on: ['macos'],
      },
      {
        text: 'Check what is listening on port {localPort}, and start the proxy there if nothing is: `Get-NetTCPConnection -State Listen -LocalPort {localPort}`',
        on: ['windows'],
      },
      ...LEFT_BEHIND,
      {
        text: 'Find the file that sets the variable: `grep -rn "{envVariable}" ~/.profile ~/.bashrc ~/.zshrc ~/.config/environment.d /etc/environment /etc/profile.d 2>/dev/null`',
        on: UNIX,
      },
      ...SHOW_IT,
      'Confirm the address and the port of {remoteHost} with your network administrator. Without a port, Python uses port 80 and curl uses port 1080.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: unreachable(['refused']),
  },
  'proxy/timeout': {
    severity: 'error',
    title: 'Proxy timed out',
    explanation: '{source} sets the proxy {proxy}, which did not respond in time. {reading}',
    steps: [
      ...SET_BETTER,
      ...GO_AROUND,
      ...OTHER_PROXY,
      ...GO_DIRECT,
      ...LEFT_BEHIND,
      'Confirm the address and the port of {remoteHost} with your network administrator, and connect to the VPN if it needs one.',
      OTHER_NODE,
      'Restart the program on port {localPort}, or find out what keeps it busy.',
      SEE_IT,
    ],
    pythonType: 'APITimeoutError',
    apiError: null,
    matches: (c) => silent(c) ?? inconsistentTunnel('silent')(c),
  },
  'proxy/unreachable': {
    severity: 'error',
    title: 'No route to the proxy',
    explanation: '{source} sets the proxy {proxy}, but there is no route to {proxyAddress}. {reading}',
    steps: [
      ...GO_AROUND,
      ...OTHER_PROXY,
      ...GO_DIRECT,
      ...LEFT_BEHIND,
      'Connect to the network or VPN that {remoteHost} belongs to.',
      { text: 'Check the route: `ip route get {proxyHost}`', on: ['linux', 'wsl', 'container'] },
      { text: 'Check the route: `route -n get {proxyHost}`', on: ['macos'] },
      { text: 'Check the route: `Find-NetRoute -RemoteIPAddress {proxyHost}`', on: ['windows'] },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: unreachable(['unreachable', 'denied', 'error']),
  },
  'proxy/auth-required': {
    severity: 'error',
    title: 'Proxy requires authentication',
    explanation: '{source} sets the proxy {proxy}, which requires a user name and a password. {reading}',
    steps: [
      {
        text: 'Add the user name and the password to the URL: `export {variable}={proxyScheme}://USER:PASSWORD@{proxyAddress}`',
        on: UNIX,
      },
      {
        text: 'Add the user name and the password to the URL: `$env:{variable} = "{proxyScheme}://USER:PASSWORD@{proxyAddress}"`',
        on: ['windows'],
      },
      {
        text: 'Add the user name and the password to the URL of the proxy: `export {unknownProxyVariable}=http://USER:PASSWORD@PROXY:PORT`',
        on: UNIX,
      },
      {
        text: 'Add the user name and the password to the URL of the proxy: `$env:{unknownProxyVariable} = "http://USER:PASSWORD@PROXY:PORT"`',
        on: ['windows'],
      },
      'Run the check with the user name and the password in the URL: `api-doctor check {flag} {proxyScheme}://USER:PASSWORD@{proxyAddress}`',
      'Percent-encode characters such as @ : / # % in the user name and the password. This command encodes what you type: `python3 -c "import urllib.parse; print(urllib.parse.quote(input(), safe=\'\'))"`',
      ...GO_AROUND,
      ...GO_DIRECT,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: refused('proxy/auth-required'),
    suppresses: ['http/', 'server/', 'auth/'],
  },
  'proxy/auth-rejected': {
    severity: 'error',
    title: 'Proxy authentication failed',
    explanation: '{source} sets the proxy {proxy}, which does not accept the authentication of this machine. {reading}',
    steps: [
      {
        text: 'Run a local proxy that handles {otherSchemes} authentication (px, or cntlm for NTLM), and use it: `export HTTPS_PROXY=http://127.0.0.1:3128`',
        on: UNIX,
      },
      {
        text: 'Run a local proxy that handles {otherSchemes} authentication (px, or cntlm for NTLM), and use it: `$env:HTTPS_PROXY = "http://127.0.0.1:3128"`',
        on: ['windows'],
      },
      'Or ask the proxy administrator for Basic authentication, or for an exception for {host}: the proxy accepts only {otherSchemes}.',
      'Correct the user name and the password in {wrongVariable}. Passwords expire, and some proxies expect DOMAIN%5CUSER as the user name.',
      'Correct the user name and the password in the value of {wrongFlag}.',
      'Percent-encode characters such as @ : / # % in the user name and the password. This command encodes what you type: `python3 -c "import urllib.parse; print(urllib.parse.quote(input(), safe=\'\'))"`',
      ...GO_DIRECT,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: refused('proxy/auth-rejected'),
    suppresses: ['http/', 'server/', 'auth/'],
  },
  'proxy/forbidden': {
    severity: 'error',
    title: 'Proxy denied the destination',
    explanation: '{source} sets the proxy {proxy}, which responded but refuses to connect to {host} port {port}. {reading}',
    steps: [
      ...GO_AROUND,
      'Open {signInUrl} in a browser on this machine. If the page belongs to your own network, sign in there, and run the check again.',
      'Ask the proxy administrator to allow {host} on port {port}. Include the time of this check and the message of the proxy.',
      ...GO_DIRECT,
      'If your network has another proxy for the internet, set that one instead of {proxyAddress}.',
      SEE_IT,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => refused('proxy/forbidden')(c) ?? inconsistentTunnel('refused')(c),
    suppresses: ['http/', 'server/', 'auth/'],
  },
  'proxy/upstream-failed': {
    severity: 'error',
    title: 'Proxy cannot reach the API',
    explanation: '{source} sets the proxy {proxy}, which responded but could not connect to {host} port {port}. {reading}',
    steps: [
      ...GO_AROUND,
      'Check the spelling of {ownHost} in the base URL.',
      ...GO_DIRECT,
      OTHER_NODE,
      'Report to the proxy administrator that the proxy cannot reach {host} port {port}. Include the evidence.',
      'Run the check again in a minute, because a proxy that is restarting recovers: `api-doctor check`',
      SEE_IT,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: refused('proxy/upstream-failed'),
    suppresses: ['http/', 'server/', 'auth/'],
  },
  'proxy/not-a-proxy': {
    severity: 'error',
    title: 'The proxy address is not a proxy',
    explanation: '{source} sets the proxy {proxy}, but the server at {proxyAddress} does not act as such a proxy. {reading}',
    steps: [
      ...SET_BETTER,
      ...GO_AROUND,
      ...OTHER_PROXY,
      ...GO_DIRECT,
      'Confirm the address and the port of {proxyAddress}: the web interface of a proxy often has another port than the proxy itself.',
      SEE_IT,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: notAProxy,
  },
  'proxy/tls': {
    severity: 'error',
    title: 'TLS handshake with the proxy failed',
    explanation:
      '{source} sets an https:// proxy, so the connection to {proxyAddress} itself uses TLS. That TLS handshake fails. {reading}',
    steps: [
      ...SET_BETTER,
      ...GO_DIRECT,
      'Show the certificate: `openssl s_client -connect {proxyAddress} -servername {badCertificate} </dev/null`',
      {
        text: 'If a company CA issued the certificate for {badCertificate}, let Python and this check trust that CA: `export SSL_CERT_FILE=/path/to/ca-bundle.pem`',
        on: UNIX,
      },
      {
        text: 'If a company CA issued the certificate for {badCertificate}, let Python and this check trust that CA: `$env:SSL_CERT_FILE = "C:\\path\\to\\ca-bundle.pem"`',
        on: ['windows'],
      },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: tlsFailed,
  },
  'proxy/closed': {
    severity: 'error',
    title: 'Proxy closed the connection',
    explanation:
      '{source} sets the proxy {proxy}, which accepts the connection and closes it without a response to the request for {host}. {reading}',
    steps: [
      ...SET_BETTER,
      ...GO_AROUND,
      ...OTHER_PROXY,
      ...GO_DIRECT,
      OTHER_NODE,
      'Confirm the address and the port of {proxyAddress}, and that this machine may use the proxy.',
      SEE_IT,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => hungUp(c) ?? inconsistentTunnel('closed')(c),
  },
  'proxy/socks-support-missing': {
    severity: 'error',
    title: 'SOCKS support not installed',
    explanation:
      'A SOCKS proxy is configured, but the SOCKS extra of the client is not installed, so it fails before it sends anything. The proxy may be fine.',
    steps: [
      'Install it for the OpenAI SDK and httpx: `pip install "httpx[socks]"`',
      'Install it for requests: `pip install "requests[socks]"`',
      { text: 'Or use an HTTP proxy, if there is one: `export HTTPS_PROXY=http://PROXY:PORT`', on: UNIX },
      { text: 'Or use an HTTP proxy, if there is one: `$env:HTTPS_PROXY = "http://PROXY:PORT"`', on: ['windows'] },
    ],
    pythonType: null,
    apiError: null,
    matches: null,
  },
  'proxy/bypassed': {
    severity: 'warning',
    title: 'Proxy bypassed by NO_PROXY',
    explanation:
      '{variable} sets a proxy, but the entry {rule} in {list} matches {host}, so the Python SDK bypasses the proxy. That is right only if a direct connection is intended.',
    steps: [
      'If calls should use the proxy, remove {rule} from {list}.',
      'If a direct connection is intended, there is nothing to do. Other clients may interpret the list differently.',
    ],
    pythonType: null,
    apiError: null,
    matches: bypassedByNoProxy,
  },
  'proxy/required': {
    severity: 'error',
    title: 'Proxy required but not used',
    explanation:
      'The Python SDK connects to {host} directly, which fails here. Through the proxy {proxy}, the API responds. {reading}',
    steps: [
      'Remove {rule} from {list}, so that calls use the proxy.',
      { text: 'Set the proxy for the SDKs: `export HTTPS_PROXY={setProxy}`', on: UNIX },
      { text: 'Set the proxy for the SDKs: `$env:HTTPS_PROXY = "{setProxy}"`', on: ['windows'] },
      'If the proxy requires authentication, add the user name and the password to {setProxy}, as in http://USER:PASSWORD@PROXY:PORT.',
      { text: 'For Node.js 22.21, 24.5, and later, also set: `export NODE_USE_ENV_PROXY=1`', on: UNIX },
      { text: 'For Node.js 22.21, 24.5, and later, also set: `$env:NODE_USE_ENV_PROXY = "1"`', on: ['windows'] },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: requiredButUnused,
    suppressedBy: ['config/proxy-url-invalid', 'config/proxy-scheme-unsupported'],
    suppresses: ['dns/', 'tcp/', 'tls/', 'http/'],
  },
  'proxy/client-divergence': {
    severity: 'warning',
    title: 'Clients use different proxies',
    explanation:
      'The usual clients use different routes to {host} in this environment. {who}. A call that works in one client may fail in another.',
    steps: [
      ...GO_AROUND,
      {
        text: 'Set the proxy for programs that do not read the system’s settings: `export HTTPS_PROXY={systemProxyUrl}`',
        on: ['macos'],
      },
      {
        text: 'Set the proxy for programs that do not read the system’s settings: `$env:HTTPS_PROXY = "{systemProxyUrl}"`',
        on: ['windows'],
      },
      {
        text: 'Set {proxyVariable} in upper case and in lower case to the same value, with a scheme and a port: `export {upperCase}=http://PROXY:PORT {lowerCase}=http://PROXY:PORT`',
        on: UNIX,
      },
      { text: 'Set {proxyVariable} with a scheme and a port: `$env:{upperCase} = "http://PROXY:PORT"`', on: ['windows'] },
      'Write a domain into {listVariable} twice, as example.com and as .example.com. Python and curl do not support a wildcard (*) before it.',
      {
        text: 'Let Node.js read the variables (22.21, 24.5, and later; older versions read none): `export {nodeSwitch}`',
        on: UNIX,
      },
      {
        text: 'Let Node.js read the variables (22.21, 24.5, and later; older versions read none): `$env:{nodeVariable} = "1"`',
        on: ['windows'],
      },
    ],
    pythonType: null,
    apiError: null,
    matches: clientsDiverge,
    suppressedBy: ['config/proxy-url-invalid', 'config/proxy-scheme-unsupported'],
  },
} satisfies Record<`proxy/${string}`, CatalogueEntry>;
