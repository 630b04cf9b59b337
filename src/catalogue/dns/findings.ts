import type { CatalogueEntry, Step } from '../../model/finding.ts';
import type { Platform } from '../../model/layers.ts';
import { privateAddress } from './addresses.ts';
import { disagreement, slow, WITHOUT_SEARCH_DOMAIN } from './differences.ts';
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
import { sinkhole } from './sinkhole.ts';

const LINUX: Platform[] = ['linux', 'wsl', 'container'];
const UNIX: Platform[] = [...LINUX, 'macos'];

/** Without file descriptors every lookup fails with ENOTFOUND; a required proxy resolves names itself; without the source dns no query is sent. */
const EXPLAINED_BY = ['config/descriptor-limit', 'proxy/required', 'dns/not-asked'];

/** A wrong address explains every failure there. */
const ALL_BELOW = ['tcp/', 'tls/', 'http/'];

/** Queries the resolver without this tool. */
const ASK_SERVER: Step[] = [
  { text: 'Query the resolver directly: `dig @{server} {host}`', on: UNIX },
  { text: 'Query the resolver directly: `Resolve-DnsName {host} -Server {server}`', on: ['windows'] },
];

/** Lists the configured resolvers and the connections that set them. */
const SHOW_SERVERS: Step[] = [
  { text: 'List the configured resolvers: `resolvectl status; cat /etc/resolv.conf`', on: ['linux'] },
  { text: 'List the configured resolvers: `scutil --dns`', on: ['macos'] },
  { text: 'List the configured resolvers: `Get-DnsClientServerAddress`', on: ['windows'] },
];

/** Windows has the resolvers of its VPN, and WSL a forwarder to them, which a VPN may cut off. */
const THROUGH_WINDOWS: Step = {
  text: 'Let WSL resolve names through Windows: set dnsTunneling=true under [wsl2] in .wslconfig, and then restart WSL from Windows: `wsl --shutdown`',
  on: ['wsl'],
};

/** Containers and WSL look names up through the machine they run on. */
const OF_THE_HOST: Step[] = [
  {
    text: 'Test the lookup on the container host, because Docker’s resolver {docker} forwards queries to the resolver of the host: `getent ahosts {host}`',
    on: ['container'],
  },
  {
    text: 'Start the container with a resolver that works: `docker run --dns ADDRESS IMAGE`',
    on: ['container'],
  },
  { text: 'In Compose, set dns: for the service. In Kubernetes, set dnsConfig for the pod.', on: ['container'] },
  THROUGH_WINDOWS,
  {
    text: 'Or set a resolver yourself: generateResolvConf=false under [network] in /etc/wsl.conf, and nameserver ADDRESS in /etc/resolv.conf.',
    on: ['wsl'],
  },
];

/** Sets other resolvers. */
const SET_SERVER: Step[] = [
  {
    text: 'Set a resolver that you may use on this network: `nmcli connection modify CONNECTION ipv4.dns ADDRESS && nmcli connection up CONNECTION`',
    on: ['linux'],
  },
  { text: 'With systemd-networkd, set DNS=ADDRESS in the .network file.', on: ['linux'] },
  { text: 'Set a resolver that you may use on this network: `networksetup -setdnsservers Wi-Fi ADDRESS`', on: ['macos'] },
  {
    text: 'Set a resolver that you may use on this network: `Set-DnsClientServerAddress -InterfaceAlias Ethernet -ServerAddresses ADDRESS`',
    on: ['windows'],
  },
  ...OF_THE_HOST,
];

/** A domain with resolvers of its own, which a VPN brings along. */
const OWN_DOMAIN: Step = {
  text: 'This machine resolves names below {ownDomain} with {ownServers} alone, as a VPN sets it up. Connect that VPN again, or remove its settings.',
  on: ['macos', 'windows'],
};

/** Docker’s own resolver has none of its own to ask but those of the container host. */
const DOCKER_RESOLVER: Step[] = [
  'Docker’s resolver {docker} forwards queries to the resolvers of the container host, which do not serve it. Start the container with one that does: `docker run --dns ADDRESS IMAGE`',
  'Or set such a resolver for all containers instead of what {docker} forwards to: "dns": ["ADDRESS"] in /etc/docker/daemon.json, then restart Docker.',
].map((text) => ({ text, on: ['container'] }));

/** The C library of Alpine needs more of a resolver than others do. */
const ON_MUSL: Step[] = [
  'If this is Alpine, its C library (musl) fails a lookup whose {lostType} query fails, as with {halfServer} here. Let that resolver answer {lostType} queries for {host}, or use an image with glibc (Debian).',
  'If this is Alpine before 3.18, its C library (musl) does not read long responses such as that of {longServer} over TCP. Update the image, or use one with glibc (Debian).',
].map((text) => ({ text, on: LINUX, first: true }));

/** A search domain answers in place of the host. */
const WITHOUT_DOMAIN: (string | Step)[] = [
  WITHOUT_SEARCH_DOMAIN,
  {
    text: 'In Kubernetes, set the option ndots: "1" in dnsConfig of the pod. It is {ndots} now, with the search domain {searchDomain}.',
    on: ['container'],
  },
  {
    text: 'With Docker, start the container without the search domain {searchDomain}: `docker run --dns-option ndots:1 --dns-search . IMAGE`',
    on: ['container'],
  },
];

/** Removes cached responses. */
const FLUSH: Step[] = [
  { text: 'Flush the cache of {stub} and query it: `resolvectl flush-caches; resolvectl query {host}`', on: LINUX },
  { text: 'Flush the DNS cache: `sudo dscacheutil -flushcache; sudo killall -HUP mDNSResponder`', on: ['macos'] },
  { text: 'Flush the DNS cache: `ipconfig /flushdns`', on: ['windows'] },
];

/** Findings of the layer `dns`. For a failed lookup exactly one holds: getaddrinfo decides that it failed, the DNS responses decide why. */
export const dns = {
  'dns/hosts-override': {
    severity: 'warning',
    title: 'Hosts file overrides DNS for this host',
    explanation: '{hostsLines} of {hostsPath} {pins} {host} to {pinned}. The hosts file takes precedence over DNS. {reading}',
    steps: [
      'Before you remove the entry, make DNS work: no resolver here returns an address for {unresolved}. Ask the operator of the resolvers.',
      {
        text: 'Remove the entry, so that DNS is used: `sudo sed -i "{edit}" {hostsPath}`',
        on: ['linux'],
      },
      { text: 'Remove the entry, so that DNS is used: `sudo sed -i "" "{edit}" {hostsPath}`', on: ['macos'] },
      {
        text: 'Open the hosts file as administrator and remove the entry: `Start-Process notepad {hostsPath} -Verb RunAs`',
        on: ['windows'],
      },
      {
        text: 'Remove the entry where the container is started, because the file is written again at each start: --add-host in docker run, extra_hosts in Compose, hostAliases in Kubernetes.',
        on: ['container'],
      },
      {
        text: 'Remove the entry from the hosts file of Windows (C:\\Windows\\System32\\drivers\\etc\\hosts), which WSL copies. Then restart WSL from Windows: `wsl --shutdown`',
        on: ['wsl'],
      },
      { text: 'If /etc/wsl.conf sets generateHosts=false, remove it from {hostsPath} instead.', on: ['wsl'] },
      ...FLUSH,
      { text: 'Check that DNS works now: `getent ahosts {host}`', on: LINUX },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: hostsOverride,
    suppresses: ALL_BELOW,
  },
  'dns/blocked': {
    severity: 'error',
    title: 'Host name blocked by a DNS filter',
    explanation: 'The resolver {server} blocks {host}: its response is marked as filtered. {reading}',
    steps: [
      'Ask the operator of the resolver {server} to allow {host}: your network administrator or your provider.',
      'If you run the filter yourself (Pi-hole, AdGuard, NextDNS, parental control), allow {host} in its settings.',
      { text: 'Read the reason in the line “; EDE:” of the response: `dig @{server} {host}`', on: UNIX },
      { text: 'Query the resolver directly: `Resolve-DnsName {host} -Server {server}`', on: ['windows'] },
      'If you may, use another network or resolver, and run the check again: `api-doctor check`',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: blocked,
    suppressedBy: [...EXPLAINED_BY, 'dns/hosts-override'],
    suppresses: ALL_BELOW,
  },
  'dns/nxdomain': {
    severity: 'error',
    title: 'Host name does not exist (NXDOMAIN)',
    explanation:
      'The resolver reports that {host} does not exist (NXDOMAIN), so no program on this machine can connect to it. {reading}',
    steps: [
      OWN_DOMAIN,
      'Ask the operator of the resolver {hiding} to allow {publicHost}, or use another resolver if you may.',
      {
        text: 'If {serviceName} is a service of Docker Compose, only containers of the same network know it. On this machine, use the port that it publishes: `export OPENAI_BASE_URL=http://localhost:{port}{basePath}`',
        on: ['linux', 'macos', 'wsl'],
      },
      {
        text: 'If {serviceName} is a service of Docker Compose, only containers of the same network know it. On this machine, use the port that it publishes: `$env:OPENAI_BASE_URL = "http://localhost:{port}{basePath}"`',
        on: ['windows'],
      },
      {
        text: 'If {serviceName} is another container, put both into one network; names are not known in the default network: `docker network connect NETWORK CONTAINER`',
        on: ['container'],
      },
      {
        text: 'Or, if it is a machine of your network, give the container its address: `docker run --add-host={serviceName}:ADDRESS IMAGE`',
        on: ['container'],
      },
      {
        text: 'Names ending in .local are resolved by mDNS, which containers do not use. Set the IP address of {mdnsName} in the base URL, or give the container the address: `docker run --add-host={mdnsName}:ADDRESS IMAGE`',
        on: ['container'],
      },
      {
        text: 'Names ending in .local are resolved by mDNS. Use the IP address of {mdnsName}, or test the lookup: `avahi-resolve -n {mdnsName}`',
        on: ['linux', 'wsl'],
      },
      {
        text: 'Compare {ownHost} with the host name in your provider’s documentation, and correct the base URL (from {source}): `export OPENAI_BASE_URL=https://HOST/v1`',
        on: UNIX,
      },
      {
        text: 'Compare {ownHost} with the host name in your provider’s documentation, and correct the base URL (from {source}): `$env:OPENAI_BASE_URL = "https://HOST/v1"`',
        on: ['windows'],
      },
      // In a log: it came out of a container, wherever it is read.
      {
        text: 'Define {calledDockerName} where the container is started, because only Docker Desktop defines it: `docker run --add-host={calledDockerName}:host-gateway IMAGE`',
        first: true,
      },
      { text: 'In Compose, add to the service: extra_hosts: ["{calledDockerName}:host-gateway"].', first: true },
      {
        text: 'Define {dockerName} when you start the container, because only Docker Desktop defines it: `docker run --add-host={dockerName}:host-gateway IMAGE`',
        on: ['container'],
      },
      {
        text: 'In Docker the container host has another name than {podmanName}: `export OPENAI_BASE_URL=http://host.docker.internal:{port}{basePath}`',
        on: ['container'],
      },
      {
        text: 'On Linux, define that name in place of {podmanName} when you start the container: `docker run --add-host=host.docker.internal:host-gateway IMAGE`',
        on: ['container'],
      },
      ...['{dockerName}', '{podmanName}'].flatMap((name): Step[] => [
        {
          text: `Only containers know ${name}. On this machine use localhost: \`export OPENAI_BASE_URL=http://localhost:{port}{basePath}\``,
          on: ['linux', 'macos', 'wsl'],
        },
        {
          text: `Only containers know ${name}. On this machine use localhost: \`$env:OPENAI_BASE_URL = "http://localhost:{port}{basePath}"\``,
          on: ['windows'],
        },
      ]),
      'If {ownHost} belongs to a company network, connect to its VPN, and run the check again.',
      'Move the resolver {knowing} to the top of the resolver list, or remove the others.',
      'If you use a VPN, connect or disconnect it, and run the check again: a VPN sets its own resolvers.',
      ...ASK_SERVER,
      ...FLUSH,
      ...SET_SERVER,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: failing('nxdomain', nxdomain),
    suppressedBy: EXPLAINED_BY,
  },
  'dns/no-address': {
    severity: 'error',
    title: 'Host name has no IP address (NODATA)',
    explanation: 'The name {host} exists, but the resolver returns no A and no AAAA record for it. {reading}',
    steps: [
      'If {ownHost} leads to an address of your own network, the router or resolver {rebindServer} may remove it (DNS rebind protection). Allow the name there: as an exception in the settings of the router, rebind-domain-ok in dnsmasq, private-domain in unbound.',
      'Ask the operator of {ownHost} to add an A or AAAA record, or use the host name under which it is served.',
      'If {alias} is your private endpoint or load balancer, check that it still exists and that its private DNS zone is linked to this network.',
      'Ask the operator of the resolver {server} why it returns no address for {publicHost}.',
      ...ASK_SERVER,
      ...FLUSH,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: failing('no-address', noAddress),
    suppressedBy: EXPLAINED_BY,
  },
  'dns/servfail': {
    severity: 'error',
    title: 'DNS resolver failed (SERVFAIL)',
    explanation: 'The resolver could not resolve {host} (SERVFAIL). {reading}',
    steps: [
      OWN_DOMAIN,
      { text: 'Find out which signature fails: `delv @{bogus} {host}`', on: UNIX },
      { text: 'Compare the responses with and without validation: `dig @{bogus} {host}; dig @{bogus} +cd {host}`', on: UNIX },
      'Check on the resolver {bogus} that the date is right: `date -u`',
      'Check on the resolver {bogus} that the root key is current. For unbound: `unbound-anchor -v`',
      ...DOCKER_RESOLVER,
      'Restart the resolver {lost} or the router that it runs on, and check that it has internet access.',
      'Wait some minutes, and run the check again: the name servers of the {zone} may be down.',
      ...ASK_SERVER,
      ...FLUSH,
      ...SET_SERVER,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: failing('servfail', servfail),
    suppressedBy: EXPLAINED_BY,
  },
  'dns/refused': {
    severity: 'error',
    title: 'DNS resolver refused the query (REFUSED)',
    explanation: 'The resolver was reached, but it does not resolve {host} for this machine. {reading}',
    steps: [
      OWN_DOMAIN,
      'Allow TCP port 53 to {tcp} as well as UDP port 53: DNS needs both.',
      'Connect to the VPN that the resolver {server} belongs to, or remove this resolver from the settings of this machine.',
      'If {server} is yours, allow the network of this machine there: access-control in unbound, allow-recursion in BIND.',
      ...ASK_SERVER,
      ...SHOW_SERVERS,
      ...SET_SERVER,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: failing('refused', refused),
    suppressedBy: EXPLAINED_BY,
  },
  'dns/malformed': {
    severity: 'error',
    title: 'DNS resolver sent an invalid response',
    explanation: 'Queried for {host}, the resolver {server} {said}. {reading}',
    steps: [
      'Allow TCP port 53 to {tcp} as well as UDP port 53: DNS needs both.',
      'Configure {answering} to respond from the address that was queried (in unbound: interface-automatic: yes), or set {answering} as the resolver, if it is yours.',
      'Restart and update the router or local forwarder at {server}.',
      { text: 'Compare UDP and TCP: `dig @{server} {host} +noedns; dig @{server} {host} +tcp`', on: UNIX },
      {
        text: 'Compare UDP and TCP: `Resolve-DnsName {host} -Server {server}; Resolve-DnsName {host} -Server {server} -TcpOnly`',
        on: ['windows'],
      },
      ...SHOW_SERVERS,
      ...SET_SERVER,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: failing('malformed', malformed),
    suppressedBy: EXPLAINED_BY,
  },
  'dns/timeout': {
    severity: 'error',
    title: 'DNS lookup timed out',
    explanation: 'The lookup of {host} timed out after {waited}. {reading}',
    steps: [
      OWN_DOMAIN,
      {
        text: 'If the line “nameserver {wslServer}” of {wslFile} is left from another network or VPN, let WSL write the file again, and restart WSL: `wsl.exe --shutdown`',
        on: ['wsl'],
        first: true,
      },
      'Move {late} to the top of the resolver list, and remove the resolvers that do not respond.',
      'Use a faster resolver than {impatient}, or let the system wait longer: raise timeout and attempts in the options of {resolverFile} (5 seconds and 2 attempts are usual), and unset RES_OPTIONS.',
      'Ask the operator of the filter in front of {hiding} to allow {host}.',
      'Allow TCP port 53 to {tcp} as well as UDP port 53: DNS needs both.',
      ...DOCKER_RESOLVER,
      THROUGH_WINDOWS,
      'If you use a VPN, connect or disconnect it: {silent} may be reachable only with it, or only without it.',
      { text: 'Test whether the resolver responds: `dig @{silent} +time=3 +tries=1 .`', on: UNIX },
      { text: 'Test whether the resolver responds: `Resolve-DnsName . -Type NS -Server {silent}`', on: ['windows'] },
      'Allow UDP and TCP port 53 to {silent} in the firewalls of this machine and of the network.',
      ...SHOW_SERVERS,
      ...SET_SERVER,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: failing('timeout', timeout),
    suppressedBy: EXPLAINED_BY,
  },
  'dns/no-resolver': {
    severity: 'error',
    title: 'No reachable DNS resolver',
    explanation: '{unreached}, so it cannot resolve {host}. {reading}',
    steps: [
      OWN_DOMAIN,
      {
        text: 'If the line “nameserver {wslServer}” of {wslFile} is left from another network or VPN, let WSL write the file again, and restart WSL: `wsl.exe --shutdown`',
        on: ['wsl'],
        first: true,
      },
      {
        text: 'Restart the resolver of this machine, which should listen on {local}: `sudo systemctl restart systemd-resolved`',
        on: ['linux', 'wsl'],
      },
      {
        text: 'In a container, {local} is the container itself. Set a resolver that the container can reach.',
        on: ['container'],
      },
      { text: 'Restart the resolver that should listen on {local}, or set another resolver.', on: ['macos', 'windows'] },
      {
        text: 'Restore the resolver list of systemd-resolved: `sudo ln -sf /run/systemd/resolve/stub-resolv.conf {emptySource}`',
        on: ['linux'],
      },
      {
        text: 'Find the rule that blocks queries to {denied}, and allow UDP and TCP port 53: `sudo nft list ruleset; sudo iptables -S OUTPUT; sudo ufw status verbose`',
        on: ['linux', 'wsl'],
      },
      {
        text: 'Find what blocks queries to {denied}: a NetworkPolicy without a rule for UDP and TCP port 53, a seccomp profile, or --network none.',
        on: ['container'],
      },
      {
        text: 'Find the filter that blocks queries to {denied} in System Settings, Network, VPN & Filters.',
        on: ['macos'],
      },
      {
        text: 'Find the rule that blocks queries to {denied}: `Get-NetFirewallRule -Direction Outbound -Action Block -Enabled True`',
        on: ['windows'],
      },
      { text: 'Check the route to the resolver: `ip route get {away}`', on: LINUX },
      'Connect this machine to a network, or to the VPN that {away} belongs to. If that VPN no longer exists, remove the resolver that it left behind.',
      'Check that a DNS server runs at {closed}, and that no firewall blocks UDP port 53.',
      ...SHOW_SERVERS,
      ...SET_SERVER,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: failing('no-resolver', noResolver),
    suppressedBy: EXPLAINED_BY,
  },
  'dns/temporary-failure': {
    severity: 'error',
    title: 'DNS lookup failed',
    explanation: 'The system could not resolve {host} and gives no reason. {reading}',
    steps: [
      ...ON_MUSL,
      { text: 'Restart the resolver of this machine ({stub}): `sudo systemctl restart systemd-resolved`', on: ['linux', 'wsl'] },
      ...OF_THE_HOST,
      'Run the check again, because the failure may be transient: `api-doctor check`',
      {
        text: 'Compare the lookup of the system with the response of the resolver: `getent ahosts {host}; dig @{late} {host}`',
        on: LINUX,
      },
      {
        text: 'Check that this line contains “dns” or “resolve”, and add dns where it does not: `grep ^hosts: /etc/nsswitch.conf`',
        on: LINUX,
      },
      {
        text: 'Compare the lookup of the system with the response of the resolver: `dscacheutil -q host -a name {host}; dig @{late} {host}`',
        on: ['macos'],
      },
      {
        text: 'Compare the lookup of the system with the response of the resolver: `Resolve-DnsName {host}; Resolve-DnsName {host} -Server {late}`',
        on: ['windows'],
      },
      { text: 'Test the lookup of the system: `getent ahosts {host}; cat /etc/resolv.conf`', on: LINUX },
      ...FLUSH,
      ...SHOW_SERVERS,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: failing('temporary-failure', temporary),
    suppressedBy: EXPLAINED_BY,
  },
  'dns/sinkhole': {
    severity: 'error',
    title: 'Host name resolves to a non-routable address',
    explanation: '{host} resolves to {addresses}, {kind}. {reading} So no call reaches the API.',
    steps: [
      ...WITHOUT_DOMAIN,
      'Allow {filteredHost} in the filter that returns this address: Pi-hole or AdGuard, the DNS filter of this network, parental control, or the web protection of security software.',
      'If you meant a server on this machine, set the base URL to http://localhost:PORT/v1.',
      ...ASK_SERVER,
      ...FLUSH,
      { text: 'Check which services on this machine resolve names: `cat /etc/nsswitch.conf; resolvectl status`', on: ['linux'] },
      ...SET_SERVER,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: sinkhole,
    suppressedBy: [...EXPLAINED_BY, 'dns/hosts-override', 'dns/blocked'],
    suppresses: ALL_BELOW,
  },
  'dns/private-address': {
    severity: 'warning',
    title: 'Private address for a public host name',
    explanation:
      '{host} resolves to {addresses}, {kind}. That is right for a private endpoint, a company gateway, or a VPN that resolves names itself. Otherwise the server there may be an impostor.',
    steps: [
      'If you use a private endpoint or a gateway, there is nothing to do. If not, ask your network administrator why {host} resolves to a private address.',
      { text: 'Check the route and the lookup: `ip route get {address}; getent ahosts {host}`', on: LINUX },
      'If you use a VPN or a proxy program, stop it and check whether the address changes.',
    ],
    pythonType: null,
    apiError: null,
    matches: privateAddress,
    suppressedBy: ['dns/hosts-override', 'dns/blocked', 'dns/sinkhole'],
  },
  'dns/disagreement': {
    severity: 'warning',
    title: 'DNS resolvers return different results',
    explanation: 'Calls to {host} may fail or reach the wrong server. {reading}',
    steps: [
      ...WITHOUT_DOMAIN,
      'Use only resolvers that serve the same zones. Here {knowing} resolves this name. The system accepts the first response, even “no such name”, and does not query the next resolver.',
      { text: 'Compare them: `dig @{knowing} {host}; dig @{other} {host}`', on: UNIX },
      {
        text: 'Compare them: `Resolve-DnsName {host} -Server {knowing}; Resolve-DnsName {host} -Server {other}`',
        on: ['windows'],
      },
      {
        text: 'To resolve the names of a VPN and public names, give each its own resolver (split DNS): `resolvectl domain INTERFACE "~company.example"`',
        on: ['linux'],
      },
    ],
    pythonType: null,
    apiError: null,
    matches: disagreement,
    suppressedBy: ['dns/hosts-override'],
  },
  'dns/slow': {
    severity: 'warning',
    title: 'Slow DNS lookup',
    explanation: 'The lookup of {host} took {seconds} seconds, and every new connection waits for it. {reading}',
    steps: [
      'Remove {dead} from the resolver list, or move it to the end.',
      'Make the resolver {half} respond to A and AAAA queries, or use another one: routers and old forwarders drop queries that they do not support.',
      {
        text: 'Until then, let the system send one query at a time and wait less: put the line options single-request timeout:1 into /etc/resolv.conf.',
        on: LINUX,
      },
      { text: 'Measure the lookup: `time getent ahosts {host}`', on: LINUX },
      { text: 'Measure the lookup: `time dscacheutil -q host -a name {host}`', on: ['macos'] },
      { text: 'Measure the lookup: `Measure-Command { Resolve-DnsName {host} }`', on: ['windows'] },
      ...SHOW_SERVERS,
    ],
    pythonType: null,
    apiError: null,
    matches: slow,
    suppressedBy: ['dns/hosts-override'],
  },
} satisfies Record<`dns/${string}`, CatalogueEntry>;
