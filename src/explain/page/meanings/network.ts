import type { Meaning } from './meaning.ts';

const SAME_FROM_HERE = 'A check on the machine that failed queries each resolver directly and shows which one it was.';

export const network: Record<string, Meaning> = {
  'dns/nxdomain': {
    means: 'The resolver reports that the host name does not exist (NXDOMAIN).',
    causes: [
      'The name in the base URL is misspelled, or is a placeholder that was not replaced.',
      'The name exists only inside a company network or a VPN that this machine is not connected to.',
      'A filter answers NXDOMAIN for a blocked name. Other names resolve, and this one does not.',
      'There is no network at all, which looks the same on macOS and Windows.',
      'In a container, the name of another service is misspelled, or the service is in another network.',
    ],
  },
  'dns/no-address': {
    means: 'The name exists, but has no address of the requested type (NODATA).',
    causes: [
      'The record is missing in a private zone that replaces the public one.',
      'The name has only IPv6 addresses, and this machine has no IPv6. Show them: `dig AAAA HOST`',
    ],
  },
  'dns/servfail': {
    means: 'The resolver was reached, but it could not resolve the name (SERVFAIL).',
    causes: [
      'The resolver cannot reach the name servers of the domain.',
      'DNSSEC validation of the domain fails. The query then succeeds without validation: `dig +cd HOST`',
    ],
  },
  'dns/refused': {
    means: 'The resolver was reached, but it refuses queries from this machine (REFUSED).',
    causes: ['It serves another network, such as that of a VPN that was disconnected.'],
  },
  'dns/blocked': {
    means: 'The resolver reports that a filter blocks the name.',
    causes: ['A filter of the company, the provider, or the home network blocks it.'],
  },
  'dns/timeout': {
    means: 'No resolver responded in time.',
    causes: [
      'The configured resolver is down, or belongs to a network that was disconnected. Show it: `cat /etc/resolv.conf`',
      'A firewall drops the traffic to port 53.',
      'The resolver drops AAAA queries. Lookups then take 5 to 15 seconds and succeed.',
    ],
  },
  'dns/no-resolver': {
    means: 'No DNS resolver is configured, or none is reachable.',
    causes: [
      'A VPN or a container left a resolver address behind that no longer responds.',
      'The local stub resolver (systemd-resolved, dnsmasq, or that of Docker) is not running.',
    ],
  },
  'dns/hosts-override': {
    means: 'The hosts file has an entry for the host, which takes precedence over DNS.',
    causes: ['A leftover entry from testing, an ad blocker, or an old guide.'],
  },
  'dns/sinkhole': {
    means:
      'The name resolves to a non-routable address, such as 0.0.0.0 or this machine itself. The address is not that of the API.',
    causes: [
      'An ad blocker or a filter (Pi-hole, AdGuard, a company filter) blocks the name. Other resolvers return another address.',
      'The hosts file has an entry. Find it: `grep -n openai /etc/hosts`',
      'A local proxy that redirected DNS is no longer running.',
    ],
  },
  'dns/private-address': {
    means: 'A public host name resolves to a private address.',
    causes: ['A private endpoint, split-horizon DNS of the company, or a hijack.'],
  },
  'dns/disagreement': {
    means: 'Resolvers return different kinds of results for the same query.',
    causes: ['One of them uses a filter or split-horizon DNS.'],
  },
  'dns/malformed': {
    means: 'The response is not valid DNS, or a code that a resolver should not return.',
    causes: ['A middlebox, or an old forwarder in a router, garbles queries that it does not support.'],
  },
  'dns/temporary-failure': {
    means: 'The DNS lookup failed, and the message does not say why: the resolver failed, refused the query, or was not reached.',
    causes: [
      'There is no network, or a VPN has just connected or disconnected.',
      'The resolver of the container or of Kubernetes is unreachable. Show it inside the container: `cat /etc/resolv.conf`',
      'The resolver returns SERVFAIL or REFUSED. Show the status: `dig HOST`',
      SAME_FROM_HERE,
    ],
  },
  'dns/slow': {
    means: 'DNS lookups are slow, which delays each call.',
    causes: ['The first resolver in the list is down, or AAAA queries are dropped.'],
  },
  'tcp/refused': {
    means: 'The address was reached, but nothing is listening on that port.',
    causes: [
      'The server is not running, or listens on another port or address (127.0.0.1 instead of ::1).',
      'In a container, localhost is the container itself. The host is host.docker.internal.',
      'A firewall rejects the connection. A public API itself never refuses it.',
      'A configured proxy is not running. The refused address is then that of the proxy.',
    ],
  },
  'tcp/timeout': {
    means: 'The connection attempt got no response: packets are dropped.',
    causes: [
      'A firewall or a security group blocks outgoing connections to port 443.',
      'This network requires a proxy, and the client does not use it. With HTTPS_PROXY, curl works, and fetch in Node.js ignores it.',
      'IPv6 connectivity is broken. IPv4 works: `curl -4 https://HOST/`',
      'Node.js gives each address 250 ms. On a slow connection it fails within a second, and curl works.',
    ],
  },
  'tcp/unreachable': {
    means: 'There is no route to the address, as this machine or a router reports.',
    causes: [
      'There is no network, no default route, or a VPN that blocks everything else.',
      'Only an IPv6 address was tried, on a network without IPv6.',
      'A firewall rejects the traffic with an ICMP message.',
    ],
  },
  'tcp/reset': {
    means: 'The connection was reset by the server or by a middlebox.',
    causes: [
      'A firewall or a filter resets connections to this host, each time and at once.',
      'A load balancer dropped an idle connection. This happens now and then, to the first request after a pause.',
      'The server restarted or failed under load.',
      'A local proxy or VPN program lost its own connection.',
    ],
  },
  'tcp/local-denied': {
    means: 'This machine blocks the connection.',
    causes: [
      'A local firewall or security software blocks the program.',
      'A sandbox or a container policy denies network access. On Android, the INTERNET permission is missing.',
      'The kill switch of a VPN is on.',
    ],
  },
  'tcp/ipv6-broken': {
    means: 'IPv6 connectivity is broken, and IPv4 works.',
    causes: ['The router announces an IPv6 route that does not work.'],
  },
  'tcp/family-race': {
    means: 'Node.js gave up on each address after 250 ms, before a response could arrive.',
    causes: ['The connection is slow, or IPv6 is broken and IPv4 is slow. curl to the same host works.'],
  },
  'tcp/intermittent': {
    means: 'Some of several connections to the host fail, and others succeed.',
    causes: [
      'One address, one address family, or one kind of ClientHello fails. The table of the measurement shows which.',
      'Packets are lost on the network path, or a middlebox is overloaded, if all of them fail now and then.',
    ],
  },
  'tcp/partial': { means: 'Some addresses of the host do not work.', causes: ['One of several servers or routes is down.'] },
  'proxy/dns': {
    means: 'The host name of the proxy does not resolve. The API was not contacted.',
    causes: [
      'The name in HTTPS_PROXY is misspelled, or exists only inside a company network.',
      'The variable is a leftover from another network.',
    ],
  },
  'proxy/refused': {
    means: 'The proxy refused the connection. The API was not contacted.',
    causes: [
      'The local proxy (Clash, v2ray, Charles, px) is not running, or listens on another port.',
      'The variable contains the proxy of another network.',
      'In a container, 127.0.0.1 is the container itself, not the host on which the proxy runs.',
    ],
  },
  'proxy/timeout': {
    means: 'The proxy did not respond in time.',
    causes: ['The proxy needs a VPN that is not connected.', 'The proxy waits for a host that does not respond.'],
  },
  'proxy/unreachable': {
    means: 'There is no route to the proxy.',
    causes: ['The proxy is in a network that this machine is not connected to.'],
  },
  'proxy/auth-required': {
    means: 'The proxy requires a user name and a password, and the client sent none.',
    causes: [
      'HTTPS_PROXY contains only the address. Use http://USER:PASSWORD@PROXY:PORT, with special characters percent-encoded.',
    ],
  },
  'proxy/auth-rejected': {
    means: 'The proxy rejects the credentials, or requires an authentication scheme that the SDKs do not support.',
    causes: [
      'The password has changed, or contains characters that are not percent-encoded.',
      'The proxy accepts only NTLM or Negotiate. A local proxy such as px or cntlm handles these for the clients.',
    ],
  },
  'proxy/forbidden': {
    means: 'The proxy responded, but it refuses to connect to this host.',
    causes: ['The rules of the proxy do not allow the host or its port.', 'The proxy requires a sign-in in a browser first.'],
  },
  'proxy/upstream-failed': {
    means: 'The proxy responded, but it could not connect to the API.',
    causes: [
      'The DNS, the firewall, or the upstream proxy of the proxy fails.',
      'The exit node of the proxy is down. Other hosts through the same proxy fail as well.',
    ],
  },
  'proxy/not-a-proxy': {
    means: 'The server at the proxy address is not a proxy of that type.',
    causes: ['The port belongs to a web server, or the scheme is http:// for a SOCKS proxy, or the reverse.'],
  },
  'proxy/tls': {
    means: 'The TLS handshake with the proxy itself failed.',
    causes: [
      'The URL begins with https://, but the proxy uses plain HTTP, as nearly all do. Use http://.',
      'The certificate of the proxy is not trusted, or does not match its name.',
    ],
  },
  'proxy/closed': {
    means: 'The proxy closed the connection without a response.',
    causes: [
      'A local proxy closed the connection because its exit node failed.',
      'The URL begins with http://, but the proxy uses TLS or SOCKS.',
    ],
  },
  'proxy/socks-support-missing': {
    means: 'A SOCKS proxy is configured, but the SOCKS extra of the client is not installed.',
    causes: [
      'all_proxy contains a socks5:// URL, which Python clients read too.',
      'The SDK needs the extra of httpx: `pip install "httpx[socks]"`',
    ],
  },
  'proxy/bypassed': { means: 'A NO_PROXY entry bypasses the proxy for this host.', causes: [] },
  'proxy/required': {
    means: 'A direct connection fails, and a proxy works.',
    causes: ['The client does not read the proxy variables, or they are not set where it runs.'],
  },
  'proxy/client-divergence': {
    means: 'The usual clients interpret the proxy variables differently and use different routes.',
    causes: [],
  },
};
