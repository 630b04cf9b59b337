import { endpoint } from '../../model/endpoint.ts';
import type { ConnectAttempt } from '../../model/facts/tcp.ts';
import type { CatalogueEntry, Evidence, Step } from '../../model/finding.ts';
import type { Platform } from '../../model/layers.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { isPrivate } from '../../net/dns/address-kind.ts';
import { setBaseUrl } from '../answered.ts';
import { WITHOUT_SEARCH_DOMAIN } from '../dns/differences.ts';
import { isOwnHost } from '../proxy/facts.ts';
import {
  addressesIn,
  allFailed,
  attemptLines,
  connectCauses,
  connectFacts,
  type Failure,
  isConnected,
  isDead,
  isLive,
  lacksFamily,
  hasFamily as machineHasFamily,
  peerSpoke,
  wasCut,
} from './attempts.ts';
import { oneLoopback } from './one-loopback.ts';
import { deniedReading, refusedReading, resetReading, strayValues, timeoutReading, unreachableReading } from './readings.ts';
import { vpnValues, WITHOUT_VPN } from './vpn.ts';

/** A wrong address explains every failure there; a required proxy explains why the direct route is blocked. */
const EXPLAINED_BY = ['dns/hosts-override', 'dns/sinkhole', 'proxy/required'];

const LINUX: Platform[] = ['linux', 'wsl', 'container'];
const UNIX: Platform[] = [...LINUX, 'macos'];

/** Steps for an address that is not the API's. */
const LEAD_HOME = [
  WITHOUT_SEARCH_DOMAIN,
  'Connect to the network or VPN that {privateAddress} belongs to.',
  'If you use a private endpoint ({privateAddress}), check that the network of this machine is connected to it: peering, routes, security groups.',
  'If you use neither, ask the operator of the resolver why it returns {privateAddress}.',
];

/** localhost in a container or in WSL is not the machine around it, where the server usually runs. */
const FROM_INSIDE: Step[] = [
  {
    text: 'If the server runs on the container host, use the name of the host: `export OPENAI_BASE_URL=http://host.docker.internal:{localPort}{basePath}`',
    on: ['container'],
  },
  {
    text: 'On Linux, define that name when you start the container, and let the server listen on 0.0.0.0:{localPort}: `docker run --add-host=host.docker.internal:host-gateway IMAGE`',
    on: ['container'],
  },
  {
    text: 'If it runs in another container, use the name of its service: `export OPENAI_BASE_URL=http://SERVICE:{localPort}{basePath}`',
    on: ['container'],
  },
  {
    text: 'If the server runs on Windows, set networkingMode=mirrored under [wsl2] in .wslconfig, and restart WSL. localhost (port {localPort}) is then the same on both sides: `wsl.exe --shutdown`',
    on: ['wsl'],
  },
  {
    text: 'Or replace localhost (port {localPort}) by the address of Windows, which is the default gateway, and let the server listen on 0.0.0.0 there: `ip route show default`',
    on: ['wsl'],
  },
];

/** Containers of different networks do not reach each other, and their addresses change. */
const BETWEEN_CONTAINERS: Step[] = [
  {
    text: 'Here {loopedName} is the container itself (127.0.0.1), by an entry of --add-host or extra_hosts. Let it be the container host: `docker run --add-host={loopedName}:host-gateway IMAGE`',
    on: ['container'],
    first: true,
  },
  {
    text: 'If {bridgeAddress} is a container of another network of Docker, put both into one network, and use its name instead of the address: `docker network connect NETWORK CONTAINER`',
    on: ['container'],
    first: true,
  },
];

/** A server on the container host is refused by name where it listens on 127.0.0.1 alone, or where the host’s firewall stops containers. */
const ON_THE_HOST: Step[] = [
  'The server on the container host has to listen on 0.0.0.0:{hostPort} or on the address of the bridge, not on 127.0.0.1: `ss -ltn "sport = :{hostPort}"`',
  'If it does, let containers through the firewall of the host: `sudo ufw allow from 172.16.0.0/12 to any port {hostPort}`',
  'If it runs in another container, such as one of the same Compose file, use the name of its service instead of that of the host: `export OPENAI_BASE_URL=http://SERVICE:{hostPort}{basePath}`',
].map((text) => ({ text, on: ['container'] }));

/** Networks that let nothing out directly have a proxy; so have networks in countries that the API does not serve. */
const ASK_PROXY: Step[] = [
  {
    text: 'Ask your network administrator whether calls to {outsideHost} need a proxy. If so, set it: `export HTTPS_PROXY=http://PROXY:PORT`',
    on: UNIX,
  },
  {
    text: 'Ask your network administrator whether calls to {outsideHost} need a proxy. If so, set it: `$env:HTTPS_PROXY = "http://PROXY:PORT"`',
    on: ['windows'],
  },
];

/** Most servers listen on 127.0.0.1 alone, and some systems know localhost as ::1 alone. */
const BY_IPV4: Step[] = [
  {
    text: 'Here {onlyLoop6} is the IPv6 address ::1 alone, and most servers listen on 127.0.0.1. Use that address: `export OPENAI_BASE_URL={loop4Url}`',
    on: UNIX,
    first: true,
  },
  {
    text: 'Here {onlyLoop6} is the IPv6 address ::1 alone, and most servers listen on 127.0.0.1. Use that address: `$env:OPENAI_BASE_URL = "{loop4Url}"`',
    on: ['windows'],
    first: true,
  },
];

/** A container may not reach the machine around it by the address that others on the network use. */
const BY_NAME_OF_HOST: Step = {
  text: 'If {lanHost} is the container host itself, use the name that containers have for it: `export OPENAI_BASE_URL=http://host.docker.internal:{port}{basePath}`',
  on: ['container'],
};

/** Lists the filters of this machine; not for a server on this machine. */
const LOCAL_FIREWALL = [
  {
    text: 'Find a firewall rule on this machine that blocks {remoteHost}: `sudo nft list ruleset; sudo iptables -S OUTPUT; sudo ufw status verbose`',
    on: ['linux', 'wsl'] as Platform[],
  },
  {
    text: 'Check that the Docker network of the container is not internal and so without access to {remoteHost}: `docker network inspect NETWORK`',
    on: ['container'] as Platform[],
  },
  {
    text: 'In Kubernetes, find a NetworkPolicy that blocks {remoteHost}: `kubectl get networkpolicy -A`',
    on: ['container'] as Platform[],
  },
  {
    text: 'On the container host, find a firewall rule that blocks {remoteHost}: `sudo nft list chain ip filter DOCKER-USER`',
    on: ['container'] as Platform[],
  },
  {
    text: 'Find a firewall rule on this machine that blocks {remoteHost}: `sudo pfctl -sr`',
    on: ['macos'] as Platform[],
  },
  {
    text: 'Check for filters that block {remoteHost} in System Settings, Network, VPN & Filters.',
    on: ['macos'] as Platform[],
  },
  {
    text: 'Find a firewall rule on this machine that blocks {remoteHost}: `Get-NetFirewallRule -Direction Outbound -Action Block -Enabled True`',
    on: ['windows'] as Platform[],
  },
];

/** Findings of the layer `tcp`. */
export const tcp = {
  'tcp/refused': {
    severity: 'error',
    title: 'Connection refused',
    explanation: '{host} refused the connection on port {port} ({addresses}). {reading}',
    steps: [
      ...WITHOUT_VPN,
      ...LEAD_HOME,
      ...BY_IPV4,
      ...FROM_INSIDE,
      'Use the port of the Service {clusterHost}, and check that it has endpoints, whose port is the one that the program listens on: `kubectl get service,endpointslices -A`',
      { text: 'Check what is listening on the port: `ss -ltnp "sport = :{localPort}"`', on: LINUX },
      { text: 'Check what is listening on the port: `lsof -nP -iTCP:{localPort} -sTCP:LISTEN`', on: ['macos'] },
      {
        text: 'Check what is listening on the port: `Get-NetTCPConnection -State Listen -LocalPort {localPort}`',
        on: ['windows'],
      },
      'Start the server that should listen on port {localPort}.',
      {
        text: 'If the server runs in a container, publish its port {localPort}, and let it listen on 0.0.0.0 there: `docker run -p {localPort}:{localPort} IMAGE`',
        on: ['linux', 'macos', 'windows'],
      },
      {
        text: 'If it listens on another port than {localPort}, use that port: `export OPENAI_BASE_URL=http://localhost:PORT/v1`',
        on: UNIX,
      },
      {
        text: 'If it listens on another port than {localPort}, use that port: `$env:OPENAI_BASE_URL = "http://localhost:PORT/v1"`',
        on: ['windows'],
      },
      'If the server on port {localPort} was started a moment ago, wait until it has loaded its model: `api-doctor check --wait 5m`',
      { text: 'Use port 443, on which the API is served: `export OPENAI_BASE_URL={standardUrl}`', on: UNIX },
      { text: 'Use port 443, on which the API is served: `$env:OPENAI_BASE_URL = "{standardUrl}"`', on: ['windows'] },
      ...BETWEEN_CONTAINERS,
      ...ON_THE_HOST,
      BY_NAME_OF_HOST,
      'If the server {ownHost} is yours, check on that machine whether it runs, and whether it listens on 0.0.0.0 and not on 127.0.0.1 alone: `ss -ltnp "sport = :{port}"`',
      'Test from another network, such as a phone hotspot: `curl -v --connect-timeout 5 {remoteOrigin}/`',
      'If {remoteHost} can be reached from another network, ask your network administrator to allow it on TCP port {port}.',
      ...ASK_PROXY,
      { text: 'Test the port with another program: `nc -vz {remoteHost} {port}`', on: [...LINUX, 'macos'] },
      { text: 'Test the port with another program: `Test-NetConnection {remoteHost} -Port {port}`', on: ['windows'] },
      ...LOCAL_FIREWALL,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => failing(c, 'refused', () => ({ reading: refusedReading(c), ...standardUrl(c), ...loopbackValues(c) })),
    suppressedBy: EXPLAINED_BY,
  },
  'tcp/timeout': {
    severity: 'error',
    title: 'TCP connection timed out',
    explanation:
      'Connecting to {host} port {port} timed out after {waited} ({addresses}). The SYN packets got no response. {reading}',
    steps: [
      ...WITHOUT_VPN,
      ...LEAD_HOME,
      {
        text: 'If a VPN is connected on Windows, WSL may not reach {outsideHost}: disconnect it, or set networkingMode=mirrored under [wsl2] in .wslconfig, and restart WSL: `wsl.exe --shutdown`',
        on: ['wsl'],
      },
      'Restart the server on port {localPort}, or find out what keeps it busy.',
      ...BETWEEN_CONTAINERS,
      ...ON_THE_HOST,
      BY_NAME_OF_HOST,
      'If the server {ownHost} is yours, check that it runs, that the firewall of its machine allows port {port}, and whether you need a VPN to reach it.',
      ...ASK_PROXY,
      'If no proxy is used here, allow outgoing TCP to {outsideHost} port {port} in the firewall. In a cloud, also check the security group, the network ACL, and the NAT gateway.',
      'Test from another network, such as a phone hotspot: `curl -v --connect-timeout 5 {remoteOrigin}/`',
      { text: 'Test the port with another program: `nc -vz -w 5 {remoteHost} {port}`', on: [...LINUX, 'macos'] },
      { text: 'Test the port with another program: `Test-NetConnection {remoteHost} -Port {port}`', on: ['windows'] },
      ...LOCAL_FIREWALL,
    ],
    pythonType: 'APITimeoutError',
    apiError: null,
    matches: (c) => failing(c, 'timeout', ({ telling }) => ({ reading: timeoutReading(c), waited: longest(telling) })),
    suppressedBy: EXPLAINED_BY,
  },
  'tcp/unreachable': {
    severity: 'error',
    title: 'Host or network unreachable',
    explanation: 'No route to {host} port {port} ({addresses}). {reading}',
    steps: [
      ...WITHOUT_VPN,
      {
        text: 'This machine has IPv6 only, and the host has IPv4 addresses only ({onlyIpv6}). Use a resolver with DNS64 on a network with NAT64, or give this machine an IPv4 route, as with a dual-stack subnet or a proxy that has both.',
        first: true,
      },
      {
        text: 'The host has IPv6 addresses only ({onlyIpv4}), and this machine has IPv4 only. Use a host name that has an IPv4 address, or give this machine IPv6, as with a tunnel or a dual-stack network.',
        first: true,
      },
      {
        text: 'On macOS 15 and later, allow the program (the terminal or the editor) to reach {lanAddress}: System Settings, Privacy & Security, Local Network. Then restart the program.',
        on: ['macos'],
        first: true,
      },
      { text: 'Check the route: `ip -br address; ip route; ip route get {localAddress}`', on: LINUX },
      { text: 'Check the route: `ifconfig; route -n get {localAddress}`', on: ['macos'] },
      {
        text: 'Check the route: `ipconfig; Find-NetRoute -RemoteIPAddress {localAddress}`',
        on: ['windows'],
      },
      {
        text: 'Connect this machine to a network or VPN, until there is a route to {localAddress}.',
        on: ['linux', 'wsl'],
      },
      {
        text: 'Run the container on a network with internet access, not with --network none or on an internal network, until there is a route to {localAddress}.',
        on: ['container'],
      },
      {
        text: 'Connect this machine to a network or VPN, until there is a route to {localAddress}.',
        on: ['macos', 'windows'],
      },
      ...ASK_PROXY,
      { text: 'Find out where the packets stop: `sudo traceroute -T -p {port} {remoteAddress}`', on: LINUX },
      { text: 'Find out where the packets stop: `traceroute {remoteAddress}`', on: ['macos'] },
      { text: 'Find out where the packets stop: `tracert {remoteAddress}`', on: ['windows'] },
      'Ask the operator of the last machine in the trace to allow outgoing TCP to {remoteAddress} port {port}.',
      'Compare with curl: `curl -v --connect-timeout 5 {origin}/`',
      ...LOCAL_FIREWALL,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: (c) => failing(c, 'unreachable', (failure) => ({ reading: unreachableReading(failure), ...whoRefused(failure) })),
    suppressedBy: EXPLAINED_BY,
  },
  'tcp/reset': {
    severity: 'error',
    title: 'Connection reset immediately after connecting',
    explanation:
      '{host} accepted the connection on port {port}, and closed or reset it before any data was sent ({addresses}). {reading}',
    steps: [
      ...WITHOUT_VPN,
      {
        text: 'Check what is listening on the port: `ss -ltnp "sport = :{localPort}"; docker ps`',
        on: LINUX,
      },
      {
        text: 'Check what is listening on the port: `lsof -nP -iTCP:{localPort} -sTCP:LISTEN`',
        on: ['macos'],
      },
      {
        text: 'Check what is listening on the port: `Get-NetTCPConnection -State Listen -LocalPort {localPort}`',
        on: ['windows'],
      },
      'If the server runs in a container, let it listen on 0.0.0.0 there, and publish its port: `docker run -p {localPort}:{localPort} IMAGE`',
      'Test from another network, such as a phone hotspot: `curl -v --connect-timeout 5 {remoteOrigin}/`',
      'If {remoteHost} can be reached from another network, ask your network administrator what blocks it on TCP port {port}.',
      ...ASK_PROXY,
      'If the server {ownHost} is yours, check the backends of its load balancer and its list of allowed addresses.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: resetOnConnect,
    suppressedBy: EXPLAINED_BY,
  },
  'tcp/local-denied': {
    severity: 'error',
    title: 'Connection blocked on this machine',
    explanation: 'This machine blocks the connection to {host} port {port} ({addresses}). {reading}',
    steps: [
      {
        text: 'If this program runs in a sandbox (seccomp, a restricted tool of an agent), allow network access to {filtered} in the settings of the sandbox, or run the program outside it.',
        on: LINUX,
      },
      {
        text: 'Find a firewall rule on this machine that drops outgoing packets to {filtered}: `sudo nft list ruleset; sudo iptables -S OUTPUT; sudo ufw status verbose`',
        on: ['linux', 'wsl'],
      },
      {
        text: 'In Kubernetes or Docker, check the seccomp profile and the network policy that apply to this container: `kubectl get networkpolicy -A`',
        on: ['container'],
      },
      {
        text: 'For a systemd service, check its filters for {filtered}, and add IPAddressAllow= for it: `systemctl show UNIT -p IPAddressDeny -p IPAddressAllow -p RestrictAddressFamilies`',
        on: ['linux', 'wsl'],
      },
      {
        text: 'If a VPN is installed here, connect it or disable its kill switch, which may prohibit {prohibited} while the tunnel is down: `ip route get {prohibited}; ip rule`',
        on: LINUX,
      },
      {
        text: 'If another program of the same user can connect to {prohibited}, a sandbox (Landlock) or a security module (SELinux, AppArmor) restricts this one. Look for denials, and allow network access there: `journalctl -k -g "denied|audit"`',
        on: LINUX,
      },
      {
        text: 'Test whether another program of the same user can connect: `nc -vz {deniedAddress} {port}`',
        on: ['linux', 'wsl'],
      },
      { text: 'Check whether a route prohibits it: `route -n get {deniedAddress}`', on: ['macos'] },
      {
        text: 'If a VPN or a sandbox is in use here, connect the VPN, or allow network access to {deniedAddress} in the settings of the sandbox.',
        on: ['macos', 'windows'],
      },
      {
        text: 'Count the open connections, and find the program that opens them: `ss -tanp dst {crowdedAddress}`',
        on: LINUX,
      },
      { text: 'Count the open connections: `netstat -an | grep {crowdedAddress}`', on: ['macos'] },
      {
        text: 'Count the open connections: `Get-NetTCPConnection -RemoteAddress {crowdedAddress}`',
        on: ['windows'],
      },
      'Create one client in the program, and reuse it for all requests to {crowdedAddress}.',
      {
        text: 'Until then, widen the ephemeral port range for {crowdedAddress}: `sudo sysctl -w net.ipv4.ip_local_port_range="1024 65000"`',
        on: ['linux', 'wsl'],
      },
      ...LOCAL_FIREWALL,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: deniedHere,
    suppressedBy: EXPLAINED_BY,
  },
  'tcp/ipv6-broken': {
    severity: 'warning',
    title: 'IPv6 connectivity is broken',
    explanation:
      '{host} has IPv6 addresses and this machine has an IPv6 route, but no IPv6 connection succeeds ({deadAddresses}), while IPv4 works. Clients that try IPv6 first lose time on each new connection, and clients that try only one address fail.',
    steps: [
      {
        text: 'Let Python, curl, and other programs that use getaddrinfo prefer IPv4: `echo "precedence ::ffff:0:0/96 100" | sudo tee -a /etc/gai.conf`',
        on: LINUX,
      },
      { text: 'Let Node.js prefer IPv4: `export NODE_OPTIONS=--dns-result-order=ipv4first`', on: UNIX },
      { text: 'Let Node.js prefer IPv4: `$env:NODE_OPTIONS = "--dns-result-order=ipv4first"`', on: ['windows'] },
      { text: 'Or disable IPv6: `sudo sysctl -w net.ipv6.conf.all.disable_ipv6=1`', on: ['linux', 'wsl'] },
      {
        text: 'Or disable IPv6 when you start the container: `docker run --sysctl net.ipv6.conf.all.disable_ipv6=1 IMAGE`',
        on: ['container'],
      },
      { text: 'Or disable IPv6: `networksetup -setv6off Wi-Fi`', on: ['macos'] },
      { text: 'Or let Windows prefer IPv4: `netsh interface ipv6 set prefixpolicy ::ffff:0:0/96 46 4`', on: ['windows'] },
      'Ask your network administrator to repair IPv6: the router announces an IPv6 route that does not work.',
      'Confirm that IPv6 fails: `curl -6 -v --connect-timeout 5 {origin}/`',
      'Confirm that IPv4 works: `curl -4 -v --connect-timeout 5 {origin}/`',
    ],
    pythonType: null,
    apiError: null,
    matches: brokenIpv6,
    suppressedBy: EXPLAINED_BY,
  },
  'tcp/family-race': {
    severity: 'warning',
    title: 'Node.js gives up on connection attempts too early',
    explanation:
      'Connections to {host} succeed ({reached}), but Node.js gives up on each address after {attemptTimeoutMs} ms, and so it failed here with {code} after {nodeMs} ms. Python and curl wait longer and connect.',
    steps: [
      {
        text: 'Give each address more time, which also works for packaged tools: `export NODE_OPTIONS=--network-family-autoselection-attempt-timeout=2000`',
        on: UNIX,
      },
      {
        text: 'Give each address more time, which also works for packaged tools: `$env:NODE_OPTIONS = "--network-family-autoselection-attempt-timeout=2000"`',
        on: ['windows'],
      },
      'In your own program, call net.setDefaultAutoSelectFamilyAttemptTimeout(2000) from node:net before the first request.',
      {
        text: 'If only IPv4 works, let Node.js use it without a second attempt: `export NODE_OPTIONS="--no-network-family-autoselection --dns-result-order=ipv4first"`',
        on: UNIX,
      },
      'Measure the connect time, and look for packet loss or a distant VPN exit: `curl -o /dev/null -s -w "%{time_connect}\\n" {origin}/`',
    ],
    pythonType: null,
    apiError: null,
    docs: 'https://nodejs.org/api/net.html#netsetdefaultautoselectfamilyattempttimeoutvalue',
    matches: familyRace,
    suppressedBy: EXPLAINED_BY,
  },
  'tcp/partial': {
    severity: 'warning',
    title: 'Some connections to the host fail',
    explanation: '{reading}',
    steps: [
      ...setBaseUrl('Use the address that the server listens on, for clients that try one alone:', '{loopbackUrl}'),
      {
        text: 'Count how many of ten connections succeed: `for i in 1 2 3 4 5 6 7 8 9 10; do curl -sS -o /dev/null --connect-timeout 5 {flakyOrigin}/ && echo ok; done`',
        on: UNIX,
      },
      'If the server at {flakyOrigin} is yours, remove the failing backend from its load balancer, and check whether a firewall there limits connections.',
      'Until then, let the SDK retry calls to {flakyOrigin} more often: max_retries=5 in Python, maxRetries: 5 in Node.js.',
      'Run the check again in a minute, because a server of {severalHost} that is restarting recovers: `api-doctor check`',
      'Reproduce it with curl: `curl -v --connect-timeout 5 --connect-to ::{deadEndpoint} {origin}/`',
      {
        text: 'Find out where these addresses come from: `getent ahosts {host}; grep -n {host} /etc/hosts`',
        on: LINUX,
      },
      'If the name is yours, remove the dead addresses from its DNS records. If not, ask your network administrator whether a firewall blocks {deadAddresses}.',
    ],
    pythonType: null,
    apiError: null,
    matches: (c) => partiallyUnreachable(c) ?? intermittentConnections(c) ?? oneLoopback(c),
    suppressedBy: EXPLAINED_BY,
  },
} satisfies Record<`tcp/${string}`, CatalogueEntry>;

type Values = Record<string, string | number>;

/** Evidence where all attempts failed and most of them in this way. */
function failing(c: DiagnosisInput, kind: ConnectAttempt['outcome'], values: (failure: Failure) => Values): Evidence | null {
  const failure = allFailed(c);
  return failure?.kind === kind && !gotAnAnswer(c) ? evidenceOf(c, failure, values(failure)) : null;
}

/** Whether a request over another connection to the same port was answered: then the failed one is not the rule. */
function gotAnAnswer({ observations: seen }: DiagnosisInput): boolean {
  return [seen['http/models'], seen['http/unauthenticated']].some((one) => one?.status === 'ok' && one.facts.answer !== null);
}

/** Of connections to the same address, one fails and another is answered: a bad backend, a limit, or packet loss. */
function intermittentConnections(c: DiagnosisInput): Evidence | null {
  const facts = connectFacts(c);
  const { url } = c.target;
  if (!facts || !url || !gotAnAnswer(c)) return null;
  // Some servers close an idle connection at once, so a connection that was closed after it was established does not count.
  const dead = facts.attempts.some(isLive) ? [] : facts.attempts.filter((one) => isDead(one, facts) && !isConnected(one));
  const beside = SIDE_PROBES.filter((id) => failedToConnect(c, id));
  const [failed] = [...dead.map(({ outcome }) => outcome), ...beside.map((id) => `${id}: no connection`)];
  if (!failed) return null;
  const reading = `Of the connections to ${url.host} port ${url.port} (${addressesIn(facts.attempts)}) within one second, one failed (${failed}) and another was answered. Possible causes are a load balancer with a failing backend, a firewall that limits connections, and packet loss. Clients that retry succeed, and others fail now and then.`;
  const values = { reading, severalHost: url.host, flakyOrigin: `${url.scheme}://${endpoint(url.host, url.port)}` };
  return { details: attemptLines(facts), templateValues: values, probeIds: [...connectCauses(c), ...beside] };
}

/** Without the request that sends the key: its result has to be known. */
const SIDE_PROBES = ['tls/handshake', 'http/unauthenticated'] as const;

function failedToConnect({ observations: seen }: DiagnosisInput, id: (typeof SIDE_PROBES)[number]): boolean {
  const one = seen[id];
  return one?.status === 'ok' && one.facts.stage === 'connect' && one.facts.problem !== null;
}

function evidenceOf(c: DiagnosisInput, { telling, facts, pythonType }: Failure, values: Values): Evidence {
  const lines = attemptLines(facts);
  return {
    details: lines,
    templateValues: { addresses: addressesIn(telling), ...whereabouts(c), ...values },
    probeIds: connectCauses(c),
    pythonType,
  };
}

/** Values that select the steps for a server on this machine or for a remote one. */
function whereabouts(c: DiagnosisInput): Values {
  const { url } = c.target;
  if (!url) return {};
  if (url.isLoopback) return { localPort: url.port, basePath: url.path || '/v1' };
  if (c.target.platform === 'container' && /\.(?:docker|containers)\.internal$/.test(url.host))
    return { hostPort: url.port, basePath: url.path || '/v1', ...(leadsHome(c) ? { loopedName: url.host } : {}) };
  const origin = `${url.scheme}://${endpoint(url.host, url.port)}`;
  return {
    remoteHost: url.host,
    ...(isPrivate(url.host) || isOwnHost(url) ? {} : { outsideHost: url.host, remoteOrigin: origin }),
    ...(/^172\.(?:1[6-9]|2\d|3[01])\./.test(url.host) ? { bridgeAddress: url.host } : {}),
    ...(/^(?:10|192\.168)\./.test(url.host) ? { lanHost: url.host, basePath: url.path || '/v1' } : {}),
    ...(/\.svc(?:\.|$)/.test(url.host) ? { clusterHost: url.host } : {}),
    ...strayValues(c),
    ...vpnValues(c),
    ...(url.isPublicApi ? {} : { ownHost: url.host }),
  };
}

/** Whether the name of the container host leads to the container itself. */
function leadsHome(c: DiagnosisInput): boolean {
  const attempts = connectFacts(c)?.attempts ?? [];
  return attempts.length > 0 && attempts.every(({ address }) => /^127\.|^::1$/.test(address));
}

function standardUrl({ target: { url } }: DiagnosisInput): Values {
  return url?.isOpenAi && url.port !== 443 ? { standardUrl: `https://${url.host}${url.path || '/v1'}` } : {};
}

/** A name of this machine that has an IPv6 address alone. */
function loopbackValues(c: DiagnosisInput): Values {
  const { url } = c.target;
  const attempts = connectFacts(c)?.attempts ?? [];
  if (!url?.isLoopback || url.ipVersion !== 0 || attempts.some(({ family }) => family === 4)) return {};
  return { onlyLoop6: url.host, loop4Url: `${url.scheme}://127.0.0.1:${url.port}${url.path}` };
}

function longest(attempts: ConnectAttempt[]): string {
  const seconds = Math.max(...attempts.map(({ ms }) => Math.round(ms / 100) / 10));
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}

/** A machine on the same network that does not answer is given up after seconds; what is refused here fails at once. */
const AT_ONCE_MS = 500;

function lanValues({ problem, ms, address }: ConnectAttempt): Values {
  return problem?.code === 'EHOSTUNREACH' && ms < AT_ONCE_MS && isPrivate(address) ? { lanAddress: address } : {};
}

/** Selects the steps by where the error comes from: the routing table of this machine, or the network. */
function whoRefused({ telling, facts }: Failure): Values {
  const [first] = telling;
  if (!first) return {};
  if (!lacksFamily(first, facts)) return { remoteAddress: first.address, ...lanValues(first) };
  const isIpv6Only = telling.every(({ family }) => family === 4) && machineHasFamily(facts, 6) && !machineHasFamily(facts, 4);
  const isIpv4Only = telling.every(({ family }) => family === 6) && machineHasFamily(facts, 4) && !machineHasFamily(facts, 6);
  return {
    localAddress: first.address,
    ...(isIpv6Only ? { onlyIpv6: addressesIn(telling) } : {}),
    ...(isIpv4Only ? { onlyIpv4: addressesIn(telling) } : {}),
    ...lanValues(first),
  };
}

function deniedHere(c: DiagnosisInput): Evidence | null {
  const failure = allFailed(c);
  const address = failure?.telling.at(-1)?.address ?? '';
  const exhausted = failure?.kind === 'error' && failure.telling.every(({ problem }) => problem?.code === 'EADDRNOTAVAIL');
  if (!failure || (failure.kind !== 'denied' && !exhausted)) return null;
  const isProhibited = failure.telling.at(-1)?.problem?.code === 'EACCES';
  const named: Values = exhausted
    ? { crowdedAddress: address }
    : { deniedAddress: address, ...(isProhibited ? { prohibited: address } : { filtered: address }) };
  return evidenceOf(c, failure, { reading: deniedReading(failure.telling), ...named });
}

/** A reset or close before the ClientHello counts where no other connection received data either; otherwise TLS or HTTP judge it. */
function resetOnConnect(c: DiagnosisInput): Evidence | null {
  const facts = connectFacts(c);
  const accepted = facts?.attempts.filter((attempt) => isConnected(attempt) || wasCut(attempt)) ?? [];
  if (!facts || accepted.length === 0 || !accepted.every(wasCut) || peerSpoke(c)) return null;
  const failure: Failure = { kind: 'reset', telling: accepted, facts, pythonType: 'APIConnectionError' };
  return evidenceOf(c, failure, { reading: resetReading(c) });
}

function brokenIpv6(c: DiagnosisInput): Evidence | null {
  const facts = connectFacts(c);
  const live = facts?.attempts.filter(isLive) ?? [];
  const dead = facts?.attempts.filter((attempt) => attempt.family === 6 && isDead(attempt, facts)) ?? [];
  if (!facts || dead.length === 0 || hasFamily(live, 6) || !hasFamily(live, 4)) return null;
  return { details: attemptLines(facts), templateValues: { deadAddresses: addressesIn(dead) }, probeIds: connectCauses(c) };
}

/** Dead addresses beside live ones, in an address family that works (or where IPv4 fails). */
function partiallyUnreachable(c: DiagnosisInput): Evidence | null {
  const facts = connectFacts(c);
  const live = facts?.attempts.filter(isLive) ?? [];
  const dead = facts?.attempts.filter((one) => isDead(one, facts) && (one.family === 4 || hasFamily(live, 6))) ?? [];
  if (!facts || live.length === 0 || dead[0] === undefined) return null;
  const deadEndpoint = endpoint(dead[0].address, facts.port);
  const [deadAddresses, liveAddresses] = [addressesIn(dead), addressesIn(live)];
  const reading = `Of the addresses of ${c.target.url?.host}, ${deadAddresses} cannot be reached on port ${facts.port}, while ${liveAddresses} can. Calls succeed as long as the client tries the next address. Each attempt on a dead address costs time, and a client that uses only one address fails.`;
  return {
    details: attemptLines(facts),
    templateValues: { deadAddresses, deadEndpoint, reading, severalHost: c.target.url?.host ?? '' },
    probeIds: connectCauses(c),
  };
}

/** Node.js hit its own short timeout although an address connects. Other failures of Node.js do not count. */
function familyRace(c: DiagnosisInput): Evidence | null {
  const facts = connectFacts(c);
  const node = c.observations['tcp/node-connect'];
  const reached = facts?.attempts.filter(isConnected) ?? [];
  if (!facts || reached.length === 0 || node?.status !== 'ok' || node.facts.connected) return null;
  const codes = [node.facts.problem, ...(node.facts.problem?.errors ?? [])].map((problem) => problem?.code ?? '');
  const code = codes.find((one) => one === 'ETIMEDOUT' || one === 'TIMEOUT');
  if (!code) return null;
  const { attemptTimeoutMs, ms } = node.facts;
  const values = {
    reached: reached.map(({ address, ms }) => `${address} in ${ms} ms`).join(', '),
    attemptTimeoutMs,
    nodeMs: ms,
    code,
  };
  return {
    details: [...attemptLines(facts), `Node.js: ${code} after ${ms} ms`],
    templateValues: values,
    probeIds: ['tcp/node-connect'],
  };
}

function hasFamily(attempts: ConnectAttempt[], family: 4 | 6): boolean {
  return attempts.some((attempt) => attempt.family === family);
}
