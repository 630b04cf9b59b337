import type { CatalogueEntry, Step } from '../../model/finding.ts';
import type { Platform } from '../../model/layers.ts';
import { privateAddress, sinkhole } from './addresses.ts';
import { disagreement, slow } from './differences.ts';
import { hostsOverride } from './hosts-entries.ts';
import {
  blocked,
  failing,
  malformed,
  noAddress,
  noResolver,
  nxdomain,
  refused,
  servfail,
  temporary,
  timeout,
} from './readings.ts';

const LINUX: Platform[] = ['linux', 'wsl', 'container'];
const UNIX: Platform[] = [...LINUX, 'macos'];

/** Too few files make every lookup fail with ENOTFOUND; a proxy that has to be used does the looking up itself; a name service without DNS asks nobody. */
const EXPLAINED_BY = ['config/descriptor-limit', 'proxy/required', 'dns/not-asked'];

/** A wrong address explains all that goes wrong there. */
const ALL_BELOW = ['tcp/', 'tls/', 'http/'];

/** Shows what the resolver says, without this tool. */
const ASK_SERVER: Step[] = [
  { text: 'See what the resolver says: `dig @{server} {host}` (without dig: `nslookup {host} {server}`)', on: UNIX },
  { text: 'See what the resolver says: `Resolve-DnsName {host} -Server {server}`', on: ['windows'] },
];

/** Shows which resolvers are configured, and by whom. */
const SHOW_SERVERS: Step[] = [
  { text: 'See which resolvers are set and by which connection: `resolvectl status; cat /etc/resolv.conf`', on: ['linux'] },
  { text: 'See which resolvers are set and by which connection: `scutil --dns`', on: ['macos'] },
  { text: 'See which resolvers are set and by which connection: `Get-DnsClientServerAddress`', on: ['windows'] },
];

/** Sets other resolvers. */
const SET_SERVER: Step[] = [
  {
    text: 'Set a resolver that you may use on this network: `nmcli connection modify CONNECTION ipv4.dns ADDRESS`, then `nmcli connection up CONNECTION`; with systemd-networkd, DNS=ADDRESS in the .network file.',
    on: ['linux'],
  },
  { text: 'Set a resolver that you may use on this network: `networksetup -setdnsservers Wi-Fi ADDRESS`', on: ['macos'] },
  {
    text: 'Set a resolver that you may use on this network: `Set-DnsClientServerAddress -InterfaceAlias Ethernet -ServerAddresses ADDRESS`',
    on: ['windows'],
  },
  {
    text: 'The resolver {docker} is Docker’s own and passes questions on: see whether {host} resolves on the machine around the container.',
    on: ['container'],
  },
  {
    text: 'Give the container a resolver that works: `docker run --dns ADDRESS IMAGE`, dns: in the Compose file, or dnsConfig in the Kubernetes pod.',
    on: ['container'],
  },
  {
    text: 'Let WSL ask through Windows: dnsTunneling=true under [wsl2] in .wslconfig, then `wsl --shutdown`. To set a resolver yourself put generateResolvConf=false under [network] in /etc/wsl.conf, and nameserver ADDRESS in /etc/resolv.conf.',
    on: ['wsl'],
  },
];

/** Forgets old answers. */
const FLUSH: Step[] = [
  { text: 'Drop what {stub} remembers, and ask it: `resolvectl flush-caches; resolvectl query {host}`', on: LINUX },
  { text: 'Drop what the system remembers: `sudo dscacheutil -flushcache; sudo killall -HUP mDNSResponder`', on: ['macos'] },
  { text: 'Drop what the system remembers: `ipconfig /flushdns`', on: ['windows'] },
];

/** Findings of the layer `dns`. Of the failed lookups exactly one holds; what the system says decides, what the wire says tells why. */
export const dns = {
  'dns/hosts-override': {
    severity: 'warning',
    title: 'Entry in the hosts file',
    explanation: '{hostsLines} of {hostsPath} {pins} {host} to {pinned}, and the hosts file comes before DNS. {reading}',
    steps: [
      'Get DNS to work before the entry is removed: no resolver here has an address for {unresolved}. Ask whoever runs them.',
      {
        text: 'Remove the entry, and let DNS find the address: `sudo sed -i "{edit}" {hostsPath}`',
        on: ['linux'],
      },
      { text: 'Remove the entry, and let DNS find the address: `sudo sed -i "" "{edit}" {hostsPath}`', on: ['macos'] },
      {
        text: 'Open the hosts file as administrator and remove the entry: `Start-Process notepad {hostsPath} -Verb RunAs`',
        on: ['windows'],
      },
      {
        text: 'Remove the entry where the container is started: --add-host of docker run, extra_hosts of Compose, hostAliases of Kubernetes. The file itself is written anew with each start.',
        on: ['container'],
      },
      {
        text: 'Remove the entry from the hosts file of Windows, from which WSL makes its own (C:\\Windows\\System32\\drivers\\etc\\hosts), then `wsl --shutdown`; or from {hostsPath} itself where generateHosts=false stands in /etc/wsl.conf.',
        on: ['wsl'],
      },
      ...FLUSH,
      { text: 'See that DNS answers now: `getent ahosts {host}`', on: LINUX },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: hostsOverride,
    explains: ALL_BELOW,
  },
  'dns/blocked': {
    severity: 'error',
    title: 'Name blocked by a filter',
    explanation: 'The resolver {server} refuses {host} on purpose: its answer is marked as that of a filter. {reading}',
    steps: [
      'Ask whoever runs the resolver {server} to allow {host}: the administrator of this network, the provider, or the settings of the filter that you installed (Pi-hole, AdGuard, NextDNS, parental control).',
      { text: 'See the mark in the answer: `dig @{server} {host}` (the line that begins with “; EDE:”)', on: UNIX },
      { text: 'See what the resolver says: `Resolve-DnsName {host} -Server {server}`', on: ['windows'] },
      'If you may, use another network or resolver and run the check again.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: blocked,
    unless: [...EXPLAINED_BY, 'dns/hosts-override'],
    explains: ALL_BELOW,
  },
  'dns/nxdomain': {
    severity: 'error',
    title: 'Unknown host name',
    explanation:
      'The resolver says that the name {host} does not exist, so no program on this machine can find the address. {reading}',
    steps: [
      'Ask whoever runs the resolver {hiding} to allow {publicHost}, or use another resolver if you may.',
      {
        text: 'Compare {ownHost} letter by letter with the address that your provider names, and correct the base URL (it comes from {source}): `export OPENAI_BASE_URL=https://HOST/v1`',
        on: UNIX,
      },
      {
        text: 'Compare {ownHost} letter by letter with the address that your provider names, and correct the base URL (it comes from {source}): `$env:OPENAI_BASE_URL = "https://HOST/v1"`',
        on: ['windows'],
      },
      'Docker knows {dockerName} by itself only in its desktop version; on Linux start the container with `--add-host={dockerName}:host-gateway`.',
      'If {ownHost} belongs to a company network, connect its VPN and run the check again.',
      'Put the resolver {knowing} first, or leave it alone in the list.',
      'Connect or leave the VPN, if there is one, and run the check again: it brings resolvers of its own.',
      ...ASK_SERVER,
      ...FLUSH,
      ...SET_SERVER,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: failing('nxdomain', nxdomain),
    unless: EXPLAINED_BY,
  },
  'dns/no-address': {
    severity: 'error',
    title: 'Host name without an address',
    explanation: 'The name {host} exists, but the resolver has neither an IPv4 nor an IPv6 address for it. {reading}',
    steps: [
      'Ask whoever runs {ownHost} for its A or AAAA record, or use the name under which it is served.',
      'If {alias} is a private endpoint or a load balancer of yours, see whether it still exists and whether its private DNS zone is linked to this network.',
      'Ask whoever runs the resolver {server} why it leaves out the addresses of {publicHost}.',
      ...ASK_SERVER,
      ...FLUSH,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: failing('no-address', noAddress),
    unless: EXPLAINED_BY,
  },
  'dns/servfail': {
    severity: 'error',
    title: 'Resolver failure',
    explanation: 'The resolver could not find out about {host} and says so (SERVFAIL). {reading}',
    steps: [
      'See whether the date is right on the machine {bogus}, and whether its root key is current (`unbound-anchor -v`, or the update of your resolver).',
      {
        text: 'See where the signatures fail: `delv @{bogus} {host}`; compare `dig @{bogus} {host}` with `dig @{bogus} +cd {host}`',
        on: UNIX,
      },
      'Restart the resolver {lost}, or the router that it runs on, and see whether that is online itself.',
      'Wait some minutes and run the check again: the servers of a {zone} may be down for a while.',
      ...ASK_SERVER,
      ...FLUSH,
      ...SET_SERVER,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: failing('servfail', servfail),
    unless: EXPLAINED_BY,
  },
  'dns/refused': {
    severity: 'error',
    title: 'Resolver that refuses this client',
    explanation: 'The resolver was reached, and it will not look up {host} for this machine. {reading}',
    steps: [
      'Connect the VPN to which the resolver {server} belongs, or remove that resolver from the settings of this machine.',
      'If {server} is your own, allow this machine’s network there: access-control of unbound, allow-recursion of BIND.',
      ...ASK_SERVER,
      ...SHOW_SERVERS,
      ...SET_SERVER,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: failing('refused', refused),
    unless: EXPLAINED_BY,
  },
  'dns/malformed': {
    severity: 'error',
    title: 'Unsound answer from the resolver',
    explanation: 'Asked for {host}, the resolver {server} {said}. {reading}',
    steps: [
      'Have TCP port 53 to {tcp} opened as well as UDP: every resolver needs both.',
      'Restart the router or the local forwarder at {server}, and update it.',
      { text: 'Compare both ways: `dig @{server} {host} +noedns; dig @{server} {host} +tcp`', on: UNIX },
      {
        text: 'Compare both ways: `Resolve-DnsName {host} -Server {server}; Resolve-DnsName {host} -Server {server} -TcpOnly`',
        on: ['windows'],
      },
      ...SHOW_SERVERS,
      ...SET_SERVER,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: failing('malformed', malformed),
    unless: EXPLAINED_BY,
  },
  'dns/timeout': {
    severity: 'error',
    title: 'No answer from DNS',
    explanation: 'The lookup of {host} had no answer after {waited}. {reading}',
    steps: [
      'Put {late} first among the resolvers and remove those that do not answer.',
      'Ask whoever runs the filter in front of {hiding} to let {host} through.',
      'Have TCP port 53 to {tcp} opened as well as UDP.',
      'Connect the VPN again, or leave it: {silent} may be reachable on one side of it only.',
      { text: 'See whether the resolver answers at all: `dig @{silent} +time=3 +tries=1 .`', on: UNIX },
      { text: 'See whether the resolver answers at all: `Resolve-DnsName . -Type NS -Server {silent}`', on: ['windows'] },
      'Have UDP and TCP port 53 to {silent} allowed in the firewall, on this machine and on the way.',
      ...SHOW_SERVERS,
      ...SET_SERVER,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: failing('timeout', timeout),
    unless: EXPLAINED_BY,
  },
  'dns/no-resolver': {
    severity: 'error',
    title: 'No resolver within reach',
    explanation: 'There is no DNS resolver that this machine could ask for {host}. {reading}',
    steps: [
      {
        text: 'Start the resolver of this machine again: `sudo systemctl restart systemd-resolved` (it is to listen at {local})',
        on: ['linux', 'wsl'],
      },
      {
        text: 'Inside a container {local} is the container itself: name a resolver that it can reach, not that of the machine around it.',
        on: ['container'],
      },
      { text: 'Start the resolver that is to listen at {local} again, or set another one.', on: ['macos', 'windows'] },
      {
        text: 'Let systemd-resolved write the list again: `sudo ln -sf /run/systemd/resolve/stub-resolv.conf {emptySource}`',
        on: ['linux'],
      },
      {
        text: 'See what keeps the question from going out to {denied}: `sudo nft list ruleset; sudo iptables -S OUTPUT; sudo ufw status verbose`. Allow UDP and TCP port 53.',
        on: ['linux', 'wsl'],
      },
      {
        text: 'See what keeps the question from going out to {denied}: a NetworkPolicy without a rule for UDP and TCP port 53, a seccomp profile, or --network none.',
        on: ['container'],
      },
      {
        text: 'See what keeps the question from going out to {denied}: the filters in System Settings, Network, VPN & Filters.',
        on: ['macos'],
      },
      {
        text: 'See what keeps the question from going out to {denied}: `Get-NetFirewallRule -Direction Outbound -Action Block -Enabled True`',
        on: ['windows'],
      },
      'Connect this machine to a network, or the VPN to which {away} belongs; if that VPN is gone, remove the resolver that it left behind.',
      { text: 'See which way leads to the resolver: `ip route get {away}`', on: LINUX },
      'See whether a DNS server runs at {closed}, and whether a firewall on the way lets UDP port 53 through.',
      ...SHOW_SERVERS,
      ...SET_SERVER,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: failing('no-resolver', noResolver),
    unless: EXPLAINED_BY,
  },
  'dns/temporary-failure': {
    severity: 'error',
    title: 'Name lookup failed',
    explanation: 'The system could not look up {host}, and does not say why. {reading}',
    steps: [
      'Run the check again: a failure that goes away was a passing one.',
      {
        text: 'Compare the system’s lookup with the resolver’s answer: `getent ahosts {host}; dig @{late} {host}`. The line “hosts:” of /etc/nsswitch.conf has to hold “dns” or “resolve”.',
        on: LINUX,
      },
      {
        text: 'Compare the system’s lookup with the resolver’s answer: `dscacheutil -q host -a name {host}; dig @{late} {host}`',
        on: ['macos'],
      },
      {
        text: 'Compare the system’s lookup with the resolver’s answer: `Resolve-DnsName {host}; Resolve-DnsName {host} -Server {late}`',
        on: ['windows'],
      },
      { text: 'See what the system’s lookup does: `getent ahosts {host}; cat /etc/resolv.conf`', on: LINUX },
      ...FLUSH,
      ...SHOW_SERVERS,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: failing('temporary-failure', temporary),
    unless: EXPLAINED_BY,
  },
  'dns/sinkhole': {
    severity: 'error',
    title: 'Address that no public service has',
    explanation: '{host} resolves to {addresses}, {kind}. {reading} Every call ends there.',
    steps: [
      'Allow {host} in the filter that answers so: the allow list of Pi-hole or AdGuard, the security DNS of this network, parental control, the web protection of security software.',
      'If you meant a server on this machine, use its own name, such as http://localhost:PORT/v1, as the base URL.',
      ...ASK_SERVER,
      ...FLUSH,
      { text: 'See what else on this machine answers for names: `cat /etc/nsswitch.conf; resolvectl status`', on: ['linux'] },
      ...SET_SERVER,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: sinkhole,
    unless: [...EXPLAINED_BY, 'dns/hosts-override', 'dns/blocked'],
    explains: ALL_BELOW,
  },
  'dns/private-address': {
    severity: 'warning',
    title: 'Private address under a public name',
    explanation:
      '{host} resolves to {addresses}, {kind}. That is as it should be with a private endpoint, a company’s own gateway or a VPN that resolves names itself. Otherwise somebody answers in place of the API.',
    steps: [
      'If a private endpoint or gateway is meant to stand there, nothing is to be done. If not, ask the administrator of this network who answers for {host}.',
      { text: 'See which way leads there: `ip route get {address}; getent ahosts {host}`', on: LINUX },
      'Leave the VPN or the proxy program, if there is one, and see whether the address changes.',
    ],
    pythonType: null,
    apiError: null,
    when: privateAddress,
    unless: ['dns/hosts-override', 'dns/blocked', 'dns/sinkhole'],
  },
  'dns/disagreement': {
    severity: 'warning',
    title: 'Resolvers that contradict each other',
    explanation: 'Calls to {host} may fail or end in the wrong place. {reading}',
    steps: [
      'Remove the search domain {searchDomain}, or set ndots to 1, so that names with dots are asked for as they stand.',
      {
        text: 'In Kubernetes set dnsConfig with the option ndots: "1" for the pod, with Docker `--dns-option ndots:1` and `--dns-search .` : it is {ndots} here, with the search domain {searchDomain}.',
        on: ['container'],
      },
      'Keep only resolvers in the list that know the same names; here {knowing} knows this one. The system takes the first answer that it gets, a “no” included, and does not go on to the next.',
      { text: 'Compare them: `dig @{knowing} {host}; dig @{other} {host}`', on: UNIX },
      {
        text: 'Compare them: `Resolve-DnsName {host} -Server {knowing}; Resolve-DnsName {host} -Server {other}`',
        on: ['windows'],
      },
      {
        text: 'If the names of a VPN are to be found beside public ones, give each its own resolver (split DNS): `resolvectl domain INTERFACE "~company.example"`',
        on: ['linux'],
      },
    ],
    pythonType: null,
    apiError: null,
    when: disagreement,
    unless: ['dns/hosts-override'],
  },
  'dns/slow': {
    severity: 'warning',
    title: 'Slow name lookup',
    explanation: 'The lookup of {host} took {seconds} seconds, and every new connection waits for that. {reading}',
    steps: [
      'Remove {dead} from the list of resolvers, or put it last.',
      'Have the resolver {half} answer for both families, or use another one: routers and old forwarders drop questions that they do not know.',
      {
        text: 'Until that is done let the system ask for one family after the other and wait less: the line options single-request timeout:1 in /etc/resolv.conf',
        on: LINUX,
      },
      { text: 'Measure it: `time getent ahosts {host}`', on: LINUX },
      { text: 'Measure it: `time dscacheutil -q host -a name {host}`', on: ['macos'] },
      { text: 'Measure it: `Measure-Command { Resolve-DnsName {host} }`', on: ['windows'] },
      ...SHOW_SERVERS,
    ],
    pythonType: null,
    apiError: null,
    when: slow,
    unless: ['dns/hosts-override'],
  },
} satisfies Record<`dns/${string}`, CatalogueEntry>;
