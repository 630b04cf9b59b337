import type { CatalogueEntry, Step } from '../../model/finding.ts';
import type { Platform } from '../../model/layers.ts';
import { hungUp, nameUnknown, notAProxy, refused, silent, tlsFailed, unreachable } from './cases.ts';
import { neededUnused, partedWays, passedOver } from './compared.ts';
import { fickle } from './intermittent.ts';

const UNIX: Platform[] = ['linux', 'wsl', 'container', 'macos'];

/** Where the direct way was seen to work, the quickest cure is to take it. */
const GO_DIRECT: (string | Step)[] = [
  { text: 'The API answers without this proxy, so leave it out: `unset {directVariable}`', on: UNIX },
  { text: 'The API answers without this proxy, so leave it out: `Remove-Item Env:{directVariable}`', on: ['windows'] },
  'The API answers without this proxy: run the check again without {directFlag}.',
];

/** A proxy knows nothing of the machines around this one. */
const GO_AROUND: (string | Step)[] = [
  {
    text: 'Let calls to {ownHost} go around the proxy: `export NO_PROXY={ownHost}` (append it to the list where there is one)',
    on: UNIX,
  },
  {
    text: 'Let calls to {ownHost} go around the proxy: `$env:NO_PROXY = "{ownHost}"` (append it to the list where there is one)',
    on: ['windows'],
  },
];

const SEE_IT = 'See it with curl, which says what it does at each step: `curl -v -o /dev/null -x {proxy} {origin}/`';

/** How a value is set again, with credentials where there were some. */
const SET_BETTER: (string | Step)[] = [
  { text: 'Correct the scheme: `export {variable}={betterUrl}`', on: UNIX },
  { text: 'Correct the scheme: `$env:{variable} = "{betterUrl}"`', on: ['windows'] },
  'Correct the scheme: `{flag} {betterUrl}`',
];

/** Findings of the layer `proxy`. */
export const proxy = {
  'proxy/dns': {
    severity: 'error',
    title: 'Name of the proxy',
    explanation:
      'Calls are to go through the proxy {proxy}, named by {source}, and the name {proxyHost} does not resolve here. {reading} The API’s own name was not looked at: that is the proxy’s to resolve.',
    steps: [
      ...GO_DIRECT,
      'Compare the name {proxyHost} in {variable} with what your network’s administrator gives out.',
      'Compare the name {proxyHost} in the value of {flag} with what your network’s administrator gives out.',
      { text: 'Ask the resolver by hand: `getent hosts {proxyHost}`', on: ['linux', 'wsl', 'container'] },
      { text: 'Ask the resolver by hand: `dscacheutil -q host -a name {proxyHost}`', on: ['macos'] },
      { text: 'Ask the resolver by hand: `Resolve-DnsName {proxyHost}`', on: ['windows'] },
      'If {proxyHost} belongs to a company network, connect to it (VPN) first; outside of it, drop the variable.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: nameUnknown,
  },
  'proxy/refused': {
    severity: 'error',
    title: 'Connection refused by the proxy’s address',
    explanation:
      'Calls are to go through the proxy {proxy}, named by {source}, and nothing takes connections at {proxyAddress}. {reading}',
    steps: [
      ...GO_DIRECT,
      {
        text: 'Start the program that is to listen on port {localPort}, or see what does: `ss -ltnp "sport = :{localPort}"`',
        on: ['linux', 'wsl', 'container'],
      },
      {
        text: 'Start the program that is to listen on port {localPort}, or see what does: `lsof -nP -iTCP:{localPort} -sTCP:LISTEN`',
        on: ['macos'],
      },
      {
        text: 'Start the program that is to listen on port {localPort}, or see what does: `Get-NetTCPConnection -State Listen -LocalPort {localPort}`',
        on: ['windows'],
      },
      {
        text: 'If the proxy runs on the machine around this container, name that one in place of {proxyAddress}: host.docker.internal:{localPort}',
        on: ['container'],
      },
      {
        text: 'Find where the stale value is set: `grep -rn "{variable}" ~/.profile ~/.bashrc ~/.zshrc ~/.config/environment.d /etc/environment /etc/profile.d 2>/dev/null`',
        on: UNIX,
      },
      'Have the address and the port of {remoteHost} confirmed by your network’s administrator. A value without a port means port 80 to Python and 1080 to curl.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: unreachable(['refused']),
  },
  'proxy/timeout': {
    severity: 'error',
    title: 'No answer from the proxy',
    explanation: 'Calls are to go through the proxy {proxy}, named by {source}, and it does not answer in time. {reading}',
    steps: [
      ...SET_BETTER,
      ...GO_DIRECT,
      'Have the address and the port of {remoteHost} confirmed by your network’s administrator, and connect to the VPN that it needs.',
      'Restart the program on port {localPort}, or see what keeps it busy.',
      SEE_IT,
    ],
    pythonType: 'APITimeoutError',
    apiError: null,
    when: (c) => silent(c) ?? fickle('silent')(c),
  },
  'proxy/unreachable': {
    severity: 'error',
    title: 'No route to the proxy',
    explanation:
      'Calls are to go through the proxy {proxy}, named by {source}, and there is no way from here to {proxyAddress}. {reading}',
    steps: [
      ...GO_DIRECT,
      'Connect to the network or VPN that {remoteHost} belongs to.',
      { text: 'See which way this machine would take: `ip route get {proxyHost}`', on: ['linux', 'wsl', 'container'] },
      { text: 'See which way this machine would take: `route -n get {proxyHost}`', on: ['macos'] },
      { text: 'See which way this machine would take: `Find-NetRoute -RemoteIPAddress {proxyHost}`', on: ['windows'] },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: unreachable(['unreachable', 'denied', 'error']),
  },
  'proxy/auth-required': {
    severity: 'error',
    title: 'User name and password for the proxy',
    explanation:
      'The proxy {proxy}, named by {source}, asks for a user name and a password before it lets calls through. {reading}',
    steps: [
      { text: 'Put them into the value: `export {variable}={proxyScheme}://USER:PASSWORD@{proxyAddress}`', on: UNIX },
      { text: 'Put them into the value: `$env:{variable} = "{proxyScheme}://USER:PASSWORD@{proxyAddress}"`', on: ['windows'] },
      'Put them into the value: `{flag} {proxyScheme}://USER:PASSWORD@{proxyAddress}`',
      'Write signs such as @ : / # % in them as percent codes: `python3 -c "import urllib.parse; print(urllib.parse.quote(input(), safe=\'\'))"`',
      ...GO_DIRECT,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: refused('proxy/auth-required'),
    explains: ['http/', 'server/', 'auth/'],
  },
  'proxy/auth-rejected': {
    severity: 'error',
    title: 'Log-in at the proxy',
    explanation: 'The proxy {proxy}, named by {source}, does not accept how this machine logs in. {reading}',
    steps: [
      'Run a helper here that logs in at the proxy with {otherSchemes} for all programs (px, or cntlm for NTLM), and name that one: `export HTTPS_PROXY=http://127.0.0.1:3128`',
      'Ask the proxy’s administrator for a log-in with Basic, or for an exception for {host}, as it now takes {otherSchemes} alone.',
      'Correct the user name and the password in {wrongVariable}: passwords expire, and some proxies want the name as DOMAIN%5Cuser.',
      'Correct the user name and the password in the value of {wrongFlag}.',
      'Write signs such as @ : / # % in them as percent codes: `python3 -c "import urllib.parse; print(urllib.parse.quote(input(), safe=\'\'))"`',
      ...GO_DIRECT,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: refused('proxy/auth-rejected'),
    explains: ['http/', 'server/', 'auth/'],
  },
  'proxy/forbidden': {
    severity: 'error',
    title: 'Destination refused by the proxy',
    explanation:
      'The proxy {proxy}, named by {source}, was reached and refuses to open a way to {host} on port {port}. {reading}',
    steps: [
      ...GO_AROUND,
      'Open {signInUrl} in a browser on this machine, see that it is a page of your own network, sign in there, and run the check again.',
      'Ask whoever runs the proxy to allow {host} on port {port}, with the time of this check and what its page says.',
      ...GO_DIRECT,
      'If another proxy is meant for the internet, set that one in place of {proxyAddress}.',
      SEE_IT,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => refused('proxy/forbidden')(c) ?? fickle('refused')(c),
    explains: ['http/', 'server/', 'auth/'],
  },
  'proxy/upstream-failed': {
    severity: 'error',
    title: 'Way from the proxy to the API',
    explanation: 'The proxy {proxy}, named by {source}, was reached and could not connect to {host} on port {port}. {reading}',
    steps: [
      ...GO_AROUND,
      'Check the name {host} in the base URL for a spelling mistake.',
      ...GO_DIRECT,
      'Tell whoever runs the proxy that it cannot reach {host} on port {port}, with the lines above.',
      'Look once more in a minute: a proxy that is being restarted, or its line, comes back.',
      SEE_IT,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: refused('proxy/upstream-failed'),
    explains: ['http/', 'server/', 'auth/'],
  },
  'proxy/not-a-proxy': {
    severity: 'error',
    title: 'Something else than a proxy',
    explanation:
      'Calls are to go through {proxy}, named by {source}, and what answers at {proxyAddress} does not act as such a proxy. {reading}',
    steps: [
      ...SET_BETTER,
      ...GO_AROUND,
      ...GO_DIRECT,
      'Have the address and the port of {proxyAddress} confirmed: the web interface of a proxy is often on another port than the proxy.',
      SEE_IT,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: notAProxy,
  },
  'proxy/tls': {
    severity: 'error',
    title: 'TLS to the proxy itself',
    explanation: 'The value of {source} says that the proxy {proxyAddress} is to be spoken to in TLS, and that fails. {reading}',
    steps: [
      ...SET_BETTER,
      ...GO_DIRECT,
      'See the certificate: `openssl s_client -connect {proxyAddress} -servername {badCertificate} </dev/null`',
      'If the proxy’s certificate comes from a company’s own authority, let Python and this check trust that: `export SSL_CERT_FILE=/path/to/ca-bundle.pem` ({badCertificate} has to be in the certificate)',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: tlsFailed,
  },
  'proxy/closed': {
    severity: 'error',
    title: 'Proxy that hangs up',
    explanation:
      'The proxy {proxy}, named by {source}, takes the connection and ends it without an answer to the request for a way to {host}. {reading}',
    steps: [
      ...SET_BETTER,
      ...GO_DIRECT,
      'Have the address and the port of {proxyAddress} confirmed, and whether this machine may use it.',
      SEE_IT,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => hungUp(c) ?? fickle('closed')(c),
  },
  'proxy/socks-support-missing': {
    severity: 'error',
    title: 'Part that speaks SOCKS',
    explanation:
      'A SOCKS proxy is set, and the client lacks the part that speaks SOCKS, so it stops before it has sent anything. The proxy itself may be sound.',
    steps: [
      'For the OpenAI library and httpx: `pip install "httpx[socks]"`',
      'For requests: `pip install "requests[socks]"`',
      'Or set an HTTP proxy, where there is one: `export HTTPS_PROXY=http://PROXY:PORT`',
    ],
    pythonType: null,
    apiError: null,
    when: null,
  },
  'proxy/bypassed': {
    severity: 'warning',
    title: 'Proxy that is set and not used for this host',
    explanation:
      'A proxy is set in {variable}, but {list} holds {rule}, which covers {host}: the Python library goes around the proxy. That is right only where the direct way is meant to be used.',
    steps: [
      'If calls should go through the proxy, take {rule} out of {list}.',
      'If the direct way is meant, there is nothing to do; other clients read such a list in other ways.',
    ],
    pythonType: null,
    apiError: null,
    when: passedOver,
  },
  'proxy/required': {
    severity: 'error',
    title: 'Proxy that this network needs and that is not used',
    explanation:
      'The Python library goes to {host} directly, and on that way nothing comes through; through the proxy {proxy} the API does answer. {reading}',
    steps: [
      'Take {rule} out of {list}, so that calls go through the proxy.',
      { text: 'Set it for the API’s libraries: `export HTTPS_PROXY={setProxy}`', on: UNIX },
      { text: 'Set it for the API’s libraries: `$env:HTTPS_PROXY = "{setProxy}"`', on: ['windows'] },
      'Put user name and password into the value {setProxy} where the proxy wants them, as http://USER:PASSWORD@PROXY:PORT',
      'For Node set NODE_USE_ENV_PROXY=1 as well (Node 22.21, 24.5 and later).',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: neededUnused,
    unless: ['config/proxy-url-invalid', 'config/proxy-scheme-unsupported'],
    explains: ['dns/', 'tcp/', 'tls/', 'http/'],
  },
  'proxy/client-divergence': {
    severity: 'warning',
    title: 'Clients that read the proxy variables differently',
    explanation:
      'In this environment the usual clients do not take the same way to {host}. {who}. What works in one of them proves nothing for another.',
    steps: [
      ...GO_AROUND,
      'Set both cases of {proxyVariable} to the same value, with a scheme and a port: `export {upperCase}=http://PROXY:PORT {lowerCase}=http://PROXY:PORT`',
      'Write a domain into {listVariable} twice, as example.com and as .example.com: a star before it means nothing to Python and curl.',
      'Let Node’s own clients read the variables: `export {nodeSwitch}` (Node 22.21, 24.5 and later; older ones read none)',
    ],
    pythonType: null,
    apiError: null,
    when: partedWays,
    unless: ['config/proxy-url-invalid', 'config/proxy-scheme-unsupported'],
  },
} satisfies Record<`proxy/${string}`, CatalogueEntry>;
