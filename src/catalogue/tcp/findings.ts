import { endpoint } from '../../model/endpoint.ts';
import type { ConnectAttempt } from '../../model/facts/tcp.ts';
import type { CatalogueEntry, Evidence } from '../../model/finding.ts';
import type { Platform } from '../../model/layers.ts';
import type { Case } from '../../model/observation.ts';
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
  peerSpoke,
  wasCut,
} from './attempts.ts';
import { deniedReading, refusedReading, resetReading, strayValues, timeoutReading, unreachableReading } from './readings.ts';

/** A wrong address explains why nothing works there; a required proxy explains why the direct way is closed. */
const EXPLAINED_BY = ['dns/hosts-override', 'dns/sinkhole', 'proxy/required'];

const LINUX: Platform[] = ['linux', 'wsl', 'container'];

/** What to do about an address that is not the API's own. */
const LEAD_HOME = [
  'Take the search domain {searchDomain} away, or set ndots to 1, so that names with dots are asked for as they stand.',
  'Connect the network or VPN that {privateAddress} belongs to. Where a private endpoint is meant, see that this machine’s network is joined to it: peering, routes, security groups.',
  'If nobody here set up anything of that kind, ask the administrator of the resolver why it gives out {privateAddress}.',
];

/** How to look at the filters of this machine, which are no concern of a server on this machine itself. */
const LOCAL_FIREWALL = [
  {
    text: 'Look for a rule on this machine that catches traffic to {remoteHost}: `sudo nft list ruleset; sudo iptables -S OUTPUT; sudo ufw status verbose`',
    on: ['linux', 'wsl'] as Platform[],
  },
  {
    text: 'Look for what keeps the container from {remoteHost}: a network that is internal (`docker network inspect NETWORK`), a Kubernetes NetworkPolicy (`kubectl get networkpolicy -A`), or rules of the machine around it (`sudo nft list chain ip filter DOCKER-USER`).',
    on: ['container'] as Platform[],
  },
  {
    text: 'Look for a rule on this machine that catches traffic to {remoteHost}: `sudo pfctl -sr`, and the filters in System Settings, Network, VPN & Filters.',
    on: ['macos'] as Platform[],
  },
  {
    text: 'Look for a rule on this machine that blocks traffic to {remoteHost}: `Get-NetFirewallRule -Direction Outbound -Action Block -Enabled True`',
    on: ['windows'] as Platform[],
  },
];

/** Findings of the layer `tcp`. */
export const tcp = {
  'tcp/refused': {
    severity: 'error',
    title: 'Connection refused',
    explanation: 'Every attempt to connect to {host} on port {port} was refused ({addresses}). {reading}',
    steps: [
      ...LEAD_HOME,
      { text: 'See what listens on the port: `ss -ltnp "sport = :{localPort}"`', on: LINUX },
      { text: 'See what listens on the port: `lsof -nP -iTCP:{localPort} -sTCP:LISTEN`', on: ['macos'] },
      { text: 'See what listens on the port: `Get-NetTCPConnection -State Listen -LocalPort {localPort}`', on: ['windows'] },
      'Start the server, or set the base URL to the port that it does listen on, as in `export OPENAI_BASE_URL=http://localhost:{localPort}/v1`',
      {
        text: 'If the server runs outside this container, name the machine around it: `export OPENAI_BASE_URL=http://host.docker.internal:{localPort}/v1` (on Linux start the container with `--add-host=host.docker.internal:host-gateway`), and let the server listen on 0.0.0.0.',
        on: ['container'],
      },
      {
        text: 'If the server runs on Windows, use the address that `ip route show default` names in place of localhost on port {localPort}, or set networkingMode=mirrored in .wslconfig.',
        on: ['wsl'],
      },
      'Use the API’s own port: `export OPENAI_BASE_URL={standardUrl}`',
      'If the server {ownHost} is your own, see there whether it runs and what it listens on: `ss -ltnp "sport = :{port}"`',
      'Try it from another network, such as a phone’s; if it connects there, have the administrator of this network allow {host} on TCP port {port}: `curl -v --connect-timeout 5 {remoteOrigin}/`',
      { text: 'Try the port with another program: `nc -vz {remoteHost} {port}`', on: [...LINUX, 'macos'] },
      { text: 'Try the port with another program: `Test-NetConnection {remoteHost} -Port {port}`', on: ['windows'] },
      ...LOCAL_FIREWALL,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => failing(c, 'refused', () => ({ reading: refusedReading(c), ...standardUrl(c) })),
    unless: EXPLAINED_BY,
  },
  'tcp/timeout': {
    severity: 'error',
    title: 'No answer to the connection attempt',
    explanation:
      'None of the addresses of {host} answered on port {port} within {waited} ({addresses}): the packets that open a connection got lost without a word. {reading}',
    steps: [
      ...LEAD_HOME,
      'Restart the server on port {localPort}, or see what keeps it busy.',
      'If the server {ownHost} is your own, see whether it runs, and whether a VPN has to be connected to reach it.',
      'Ask the administrator of this network whether a proxy is to be used, and set it for {remoteHost}: `export HTTPS_PROXY=http://PROXY:PORT`',
      'If no proxy is used here, have outgoing TCP to {remoteHost} port {port} allowed, in the firewall or in the cloud’s security group, network ACL and NAT gateway.',
      'Try it from another network, such as a phone’s: `curl -v --connect-timeout 5 {remoteOrigin}/`',
      { text: 'Try the port with another program: `nc -vz -w 5 {remoteHost} {port}`', on: [...LINUX, 'macos'] },
      { text: 'Try the port with another program: `Test-NetConnection {remoteHost} -Port {port}`', on: ['windows'] },
      ...LOCAL_FIREWALL,
    ],
    pythonType: 'APITimeoutError',
    apiError: null,
    when: (c) => failing(c, 'timeout', ({ telling }) => ({ reading: timeoutReading(c), waited: longest(telling) })),
    unless: EXPLAINED_BY,
  },
  'tcp/unreachable': {
    severity: 'error',
    title: 'Host or network unreachable',
    explanation: 'There is no way from here to {host} on port {port} ({addresses}). {reading}',
    steps: [
      { text: 'See which way this machine would take: `ip -br address; ip route; ip route get {localAddress}`', on: LINUX },
      { text: 'See which way this machine would take: `ifconfig; route -n get {localAddress}`', on: ['macos'] },
      {
        text: 'See which way this machine would take: `ipconfig; Find-NetRoute -RemoteIPAddress {localAddress}`',
        on: ['windows'],
      },
      {
        text: 'Connect this machine to a network, or bring the VPN up again, until ip route get {localAddress} names a way.',
        on: ['linux', 'wsl'],
      },
      {
        text: 'Give the container a network with a way out: run it without --network none and not on an internal network, until {localAddress} has a route.',
        on: ['container'],
      },
      {
        text: 'Connect this machine to a network, or bring the VPN up again, until there is a route to {localAddress}.',
        on: ['macos', 'windows'],
      },
      { text: 'See where the packets end: `sudo traceroute -T -p {port} {remoteAddress}`', on: LINUX },
      { text: 'See where the packets end: `traceroute {remoteAddress}`', on: ['macos'] },
      { text: 'See where the packets end: `tracert {remoteAddress}`', on: ['windows'] },
      'Have outgoing TCP to {remoteAddress} port {port} allowed by whoever runs the machine at which the trace ends.',
      'Compare with what curl sees: `curl -v --connect-timeout 5 {origin}/`',
      ...LOCAL_FIREWALL,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: (c) => failing(c, 'unreachable', (failure) => ({ reading: unreachableReading(failure), ...whoRefused(failure) })),
    unless: EXPLAINED_BY,
  },
  'tcp/reset': {
    severity: 'error',
    title: 'Connection cut right after it was made',
    explanation:
      '{host} accepted the connection on port {port} and cut it at once, before a single byte was sent to it ({addresses}). {reading}',
    steps: [
      {
        text: 'See what holds the port, and whether the server behind it runs: `ss -ltnp "sport = :{localPort}"; docker ps`',
        on: LINUX,
      },
      {
        text: 'See what holds the port, and whether the server behind it runs: `lsof -nP -iTCP:{localPort} -sTCP:LISTEN`',
        on: ['macos'],
      },
      {
        text: 'See what holds the port, and whether the server behind it runs: `Get-NetTCPConnection -State Listen -LocalPort {localPort}`',
        on: ['windows'],
      },
      'Let the server inside a container listen on 0.0.0.0 and publish the port that it listens on: `docker run -p {localPort}:{localPort} IMAGE`',
      'Try it from another network, such as a phone’s; if it works there, ask the administrator of this network about {host} on TCP port {port}: `curl -v --connect-timeout 5 {remoteOrigin}/`',
      'If the server {ownHost} is your own, look at its load balancer’s backends and at its list of admitted addresses.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: cutAtOnce,
    unless: EXPLAINED_BY,
  },
  'tcp/local-denied': {
    severity: 'error',
    title: 'Connection forbidden by this machine',
    explanation: 'This machine itself does not let the connection to {host} on port {port} out ({addresses}). {reading}',
    steps: [
      { text: 'See whether a route forbids it: `ip route get {deniedAddress}; ip rule`', on: LINUX },
      { text: 'See whether a route forbids it: `route -n get {deniedAddress}`', on: ['macos'] },
      'If a VPN is installed here, connect it, or switch its kill switch off: it may keep {deniedAddress} closed while the tunnel is down.',
      {
        text: 'See whether another program of the same user may connect to it: `nc -vz {deniedAddress} {port}`. If it may, a sandbox or security module limits this program: `journalctl -k -g "denied|audit"`, or `sudo ausearch -m avc -ts recent`',
        on: ['linux', 'wsl'],
      },
      {
        text: 'See how many connections to it are open, and which program holds them: `ss -tanp dst {crowdedAddress}`',
        on: LINUX,
      },
      { text: 'See how many connections to it are open: `netstat -an | grep {crowdedAddress}`', on: ['macos'] },
      {
        text: 'See how many connections to it are open: `Get-NetTCPConnection -RemoteAddress {crowdedAddress}`',
        on: ['windows'],
      },
      'Make one client in the program and use it for all requests to {crowdedAddress}, rather than a new one for each.',
      {
        text: 'As a stopgap, widen the range of local ports for {crowdedAddress}: `sudo sysctl -w net.ipv4.ip_local_port_range="1024 65000"`',
        on: ['linux', 'wsl'],
      },
      ...LOCAL_FIREWALL,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: deniedHere,
    unless: EXPLAINED_BY,
  },
  'tcp/ipv6-broken': {
    severity: 'warning',
    title: 'IPv6 that is offered and does not work',
    explanation:
      '{host} has IPv6 addresses and this machine has an IPv6 route, but no connection over IPv6 comes through ({deadAddresses}), while IPv4 works. Clients that try IPv6 first lose time on each new connection, and those that try one address alone fail.',
    steps: [
      'See it with curl: `curl -6 -v --connect-timeout 5 {origin}/` fails, `curl -4 -v --connect-timeout 5 {origin}/` works.',
      'Have IPv6 repaired by whoever runs this network: its router announces a way that leads nowhere.',
      {
        text: 'Until then let Python, curl and everything that uses the system’s resolver prefer IPv4: `echo "precedence ::ffff:0:0/96 100" | sudo tee -a /etc/gai.conf`',
        on: LINUX,
      },
      'Until then let Node prefer IPv4: `NODE_OPTIONS=--dns-result-order=ipv4first`',
      { text: 'Or switch IPv6 off: `sudo sysctl -w net.ipv6.conf.all.disable_ipv6=1`', on: ['linux', 'wsl'] },
      {
        text: 'Or switch IPv6 off for the container: `docker run --sysctl net.ipv6.conf.all.disable_ipv6=1 IMAGE`',
        on: ['container'],
      },
      { text: 'Or switch IPv6 off: `networksetup -setv6off Wi-Fi`', on: ['macos'] },
      { text: 'Or let Windows prefer IPv4: `netsh interface ipv6 set prefixpolicy ::ffff:0:0/96 46 4`', on: ['windows'] },
    ],
    pythonType: null,
    apiError: null,
    when: brokenIpv6,
    unless: EXPLAINED_BY,
  },
  'tcp/family-race': {
    severity: 'warning',
    title: 'Connection attempts that Node cuts short',
    explanation:
      'Given time, {host} can be reached ({reached}), but a Node program gives each address only {attemptTimeoutMs} ms before it drops it for the next, and so ended here with {code} after {nodeMs} ms. Python and curl wait longer and do connect.',
    steps: [
      {
        text: 'Give each address more time, also in packaged tools: `export NODE_OPTIONS=--network-family-autoselection-attempt-timeout=2000`',
        on: [...LINUX, 'macos'],
      },
      {
        text: 'Give each address more time, also in packaged tools: `$env:NODE_OPTIONS = "--network-family-autoselection-attempt-timeout=2000"`',
        on: ['windows'],
      },
      'In a program of your own, before the first request: `net.setDefaultAutoSelectFamilyAttemptTimeout(2000)`, from node:net.',
      'Where IPv4 alone works, let Node take it and wait: `NODE_OPTIONS="--no-network-family-autoselection --dns-result-order=ipv4first"`',
      'Find out why a connection takes this long (lost packets, a far VPN exit): `curl -o /dev/null -s -w "%{time_connect}\\n" {origin}/`',
    ],
    pythonType: null,
    apiError: null,
    docs: 'https://nodejs.org/api/net.html#netsetdefaultautoselectfamilyattempttimeoutvalue',
    when: familyRace,
    unless: EXPLAINED_BY,
  },
  'tcp/partial': {
    severity: 'warning',
    title: 'Connections to the host that work in part',
    explanation: '{reading}',
    steps: [
      {
        text: 'See how many of ten connections fail: `for i in 1 2 3 4 5 6 7 8 9 10; do curl -sS -o /dev/null --connect-timeout 5 {flakyOrigin}/ && echo good; done`',
        on: [...LINUX, 'macos'],
      },
      'If the server is your own, take the backend that fails out of its load balancer at {flakyOrigin}, and see whether a firewall there limits connections.',
      'Until then let the library try more often: `OpenAI(max_retries=5)` in Python, `new OpenAI({ maxRetries: 5 })` in Node, with {flakyOrigin} as with any.',
      'Look once more in a minute: a single server that is being restarted comes back.',
      'See it with curl: `curl -v --connect-timeout 5 --connect-to ::{deadEndpoint} {origin}/`',
      { text: 'See who gives these addresses out: `getent ahosts {host}; grep -n {host} /etc/hosts`', on: LINUX },
      'If the name is your own, take the dead addresses out of its DNS records; if not, ask the administrator of this network whether a firewall treats {deadAddresses} differently.',
    ],
    pythonType: null,
    apiError: null,
    when: (c) => someDead(c) ?? comesAndGoes(c),
    unless: EXPLAINED_BY,
  },
} satisfies Record<`tcp/${string}`, CatalogueEntry>;

type Values = Record<string, string | number>;

/** Evidence where all attempts failed and most of them in this way. */
function failing(c: Case, kind: ConnectAttempt['outcome'], values: (failure: Failure) => Values): Evidence | null {
  const failure = allFailed(c);
  return failure?.kind === kind && !gotAnAnswer(c) ? evidenceOf(c, failure, values(failure)) : null;
}

/** Whether a request over a connection of its own came through to the same port: then one that failed speaks for itself alone. */
function gotAnAnswer({ seen }: Case): boolean {
  return [seen['http/models'], seen['http/unauthenticated']].some((one) => one?.status === 'ok' && one.facts.answer !== null);
}

/** Of connections to the same address one fails and another is answered: a balancer with a bad backend, a limit, or loss on the line. */
function comesAndGoes(c: Case): Evidence | null {
  const facts = connectFacts(c);
  const { url } = c.target;
  if (!facts || !url || !gotAnAnswer(c)) return null;
  // One that was made and then cut, before it said anything, may be the server's way with the silent.
  const dead = facts.attempts.some(isLive) ? [] : facts.attempts.filter((one) => isDead(one, facts) && !isConnected(one));
  const beside = BESIDE_IT.filter((id) => failedToConnect(c, id));
  const [failed] = [...dead.map(({ outcome }) => outcome), ...beside.map((id) => `${id}: no connection`)];
  if (!failed) return null;
  const reading = `Connections to ${url.host} on port ${url.port} (${addressesIn(facts.attempts)}) fare differently within one second: one failed (${failed}), and another was answered. A load balancer with a backend that does not work does that, a firewall that limits connections, or a line that loses packets. Clients that try again come through; those that do not fail now and then.`;
  const values = { reading, flakyOrigin: `${url.scheme}://${endpoint(url.host, url.port)}` };
  return { lines: attemptLines(facts), values, causes: [...connectCauses(c), ...beside] };
}

/** A request with the key is not among them: what became of that has to be known. */
const BESIDE_IT = ['tls/handshake', 'http/unauthenticated'] as const;

function failedToConnect({ seen }: Case, id: (typeof BESIDE_IT)[number]): boolean {
  const one = seen[id];
  return one?.status === 'ok' && one.facts.stage === 'connect' && one.facts.problem !== null;
}

function evidenceOf(c: Case, { telling, facts, pythonType }: Failure, values: Values): Evidence {
  const lines = attemptLines(facts);
  return {
    lines,
    values: { addresses: addressesIn(telling), ...whereabouts(c), ...values },
    causes: connectCauses(c),
    pythonType,
  };
}

/** Values that let the steps for a server on this machine and those for one elsewhere stand in one list. */
function whereabouts(c: Case): Values {
  const { url } = c.target;
  if (!url) return {};
  if (url.isLoopback) return { localPort: url.port };
  const remote = { remoteHost: url.host, remoteOrigin: `${url.scheme}://${endpoint(url.host, url.port)}` };
  return { ...remote, ...strayValues(c), ...(url.isPublicApi ? {} : { ownHost: url.host }) };
}

function standardUrl({ target: { url } }: Case): Values {
  return url?.isOpenAi && url.port !== 443 ? { standardUrl: `https://${url.host}${url.path || '/v1'}` } : {};
}

function longest(attempts: ConnectAttempt[]): string {
  const seconds = Math.max(...attempts.map(({ ms }) => Math.round(ms / 100) / 10));
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}

/** Steps differ by who said that there is no way: this machine's own routing, or something behind it. */
function whoRefused({ telling, facts }: Failure): Values {
  const [first] = telling;
  if (!first) return {};
  return lacksFamily(first, facts) ? { localAddress: first.address } : { remoteAddress: first.address };
}

function deniedHere(c: Case): Evidence | null {
  const failure = allFailed(c);
  const address = failure?.telling.at(-1)?.address ?? '';
  const exhausted = failure?.kind === 'error' && failure.telling.every(({ problem }) => problem?.code === 'EADDRNOTAVAIL');
  if (!failure || (failure.kind !== 'denied' && !exhausted)) return null;
  const named: Values = exhausted ? { crowdedAddress: address } : { deniedAddress: address };
  return evidenceOf(c, failure, { reading: deniedReading(failure.telling), ...named });
}

/** A reset or an end before a hello counts where nothing came back on any other connection either: else it is TLS's or HTTP's affair. */
function cutAtOnce(c: Case): Evidence | null {
  const facts = connectFacts(c);
  const accepted = facts?.attempts.filter((attempt) => isConnected(attempt) || wasCut(attempt)) ?? [];
  if (!facts || accepted.length === 0 || !accepted.every(wasCut) || peerSpoke(c)) return null;
  const failure: Failure = { kind: 'reset', telling: accepted, facts, pythonType: 'APIConnectionError' };
  return evidenceOf(c, failure, { reading: resetReading(c) });
}

function brokenIpv6(c: Case): Evidence | null {
  const facts = connectFacts(c);
  const live = facts?.attempts.filter(isLive) ?? [];
  const dead = facts?.attempts.filter((attempt) => attempt.family === 6 && isDead(attempt, facts)) ?? [];
  if (!facts || dead.length === 0 || hasFamily(live, 6) || !hasFamily(live, 4)) return null;
  return { lines: attemptLines(facts), values: { deadAddresses: addressesIn(dead) }, causes: connectCauses(c) };
}

/** Dead addresses beside live ones, in a family that works as such (or where IPv4 is the one that fails). */
function someDead(c: Case): Evidence | null {
  const facts = connectFacts(c);
  const live = facts?.attempts.filter(isLive) ?? [];
  const dead = facts?.attempts.filter((one) => isDead(one, facts) && (one.family === 4 || hasFamily(live, 6))) ?? [];
  if (!facts || live.length === 0 || dead[0] === undefined) return null;
  const deadEndpoint = endpoint(dead[0].address, facts.port);
  const [deadAddresses, liveAddresses] = [addressesIn(dead), addressesIn(live)];
  const reading = `Of the addresses of ${c.target.url?.host}, ${deadAddresses} cannot be used on port ${facts.port}, while ${liveAddresses} can. Calls come through for as long as a client goes on to the next address; each time it starts with a dead one it loses time, and a client that keeps to one address fails.`;
  return { lines: attemptLines(facts), values: { deadAddresses, deadEndpoint, reading }, causes: connectCauses(c) };
}

/** Node ran out of its own short time on a network where an address does connect. Any other failure of Node's is not this one. */
function familyRace(c: Case): Evidence | null {
  const facts = connectFacts(c);
  const node = c.seen['tcp/node-connect'];
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
  return { lines: [...attemptLines(facts), `Node: ${code} after ${ms} ms`], values, causes: ['tcp/node-connect'] };
}

function hasFamily(attempts: ConnectAttempt[], family: 4 | 6): boolean {
  return attempts.some((attempt) => attempt.family === family);
}
