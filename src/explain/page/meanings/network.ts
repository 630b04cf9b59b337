import type { Meaning } from './meaning.ts';

const SAME_FROM_HERE = 'api-doctor check on the machine that failed asks each resolver by itself and says which it was.';

export const network: Record<string, Meaning> = {
  'dns/nxdomain': {
    means: 'The name of the host could not be found: the resolver says that there is none.',
    causes: [
      'The name in the base URL is misspelt, or is a sample name that was never replaced.',
      'The name is known inside a company network or a VPN only, and this machine is not in it.',
      'A filter answers for a blocked name as if it did not exist: other names resolve, this one does not.',
      'There is no network at all: on macOS and Windows that shows in the same way.',
      'In a container, the name of another service is misspelt or in another network.',
    ],
  },
  'dns/no-address': {
    means: 'The name exists, and has no address of the kind that was asked for.',
    causes: [
      'The record is missing in a private zone that stands in for the public one.',
      'The name has IPv6 addresses only, and this machine has no IPv6: `dig AAAA NAME` shows them.',
    ],
  },
  'dns/servfail': {
    means: 'The resolver was reached and could not work out an answer.',
    causes: [
      'The resolver cannot reach the servers of the domain.',
      'A signature of the domain does not verify (DNSSEC): the question succeeds with dig +cd.',
    ],
  },
  'dns/refused': {
    means: 'The resolver was reached and refuses to answer this machine.',
    causes: ['It serves a network that this machine is not in, such as the one of a VPN that was left.'],
  },
  'dns/blocked': {
    means: 'The resolver says that a filter blocks the name.',
    causes: ['A filter of the company, the provider or the household lists it.'],
  },
  'dns/timeout': {
    means: 'No resolver answered in time.',
    causes: [
      'The resolver that is configured is down or belongs to a network that was left: `cat /etc/resolv.conf` names it.',
      'A firewall drops the traffic to port 53.',
      'The resolver drops questions for IPv6 addresses: lookups take 5 to 15 seconds and then work.',
    ],
  },
  'dns/no-resolver': {
    means: 'There is no resolver that could be asked: none is configured, or none can be reached.',
    causes: [
      'A VPN or a container left an address behind under which nobody answers.',
      'The local stub (systemd-resolved, dnsmasq, Docker’s) is not running.',
    ],
  },
  'dns/hosts-override': {
    means: 'The hosts file names an address for the host, and comes before DNS.',
    causes: ['An entry from a test, a blocker or a guide of long ago.'],
  },
  'dns/sinkhole': {
    means:
      'The name leads to an address that no public API has, such as 0.0.0.0 or this machine itself. Something answers for the name in its place.',
    causes: [
      'An ad blocker or a filter (Pi-hole, AdGuard, a company’s) blocks the name: other resolvers give another address.',
      'An entry in the hosts file: grep -n openai /etc/hosts.',
      'A proxy program that bends names to itself was stopped.',
    ],
  },
  'dns/private-address': {
    means: 'A public name leads to a private address.',
    causes: ['A private endpoint, a split zone of the company, or a hijack.'],
  },
  'dns/disagreement': {
    means: 'Resolvers give different kinds of answers to the same question.',
    causes: ['A filter or a split zone on one of them.'],
  },
  'dns/malformed': {
    means: 'What came back is no sound DNS, or an answer that no resolver should give.',
    causes: ['A box on the way, or an old forwarder in a router, mangles questions that it does not understand.'],
  },
  'dns/temporary-failure': {
    means:
      'The name could not be looked up, and the message does not say why: the resolver may have failed, refused, or not been reached.',
    causes: [
      'No network, or a VPN that has just come up or gone down.',
      'The resolver of the container or of Kubernetes cannot be reached: `cat /etc/resolv.conf` inside it, and ask that address.',
      'The resolver answers SERVFAIL or REFUSED: `dig NAME` shows the status.',
      SAME_FROM_HERE,
    ],
  },
  'dns/slow': {
    means: 'Names are looked up so slowly that calls suffer.',
    causes: ['The first resolver of the list is dead, or questions for IPv6 are dropped.'],
  },
  'tcp/refused': {
    means: 'The connection was refused: the address was reached, and nothing takes connections on that port.',
    causes: [
      'The server is not running, or listens on another port or on another address (127.0.0.1 against ::1).',
      'From inside a container, localhost is the container itself: the host is host.docker.internal.',
      'A firewall answers in the server’s name: then a public API refuses too, which its real servers never do.',
      'A proxy that is set does not run: then the refused address is the proxy’s.',
    ],
  },
  'tcp/timeout': {
    means: 'The connection was tried and nothing answered: packets are dropped on the way.',
    causes: [
      'A firewall or a security group lets nothing out to port 443.',
      'This network wants a proxy to be used, and the client does not: curl works where HTTPS_PROXY is set, Node’s fetch ignores it.',
      'IPv6 is offered and leads nowhere: `curl -4` works.',
      'Node gives each address 250 ms: on a slow line it fails within a second, and curl works.',
    ],
  },
  'tcp/unreachable': {
    means: 'There is no way to the address: this machine or a router says so.',
    causes: [
      'No network, no default route, or a VPN that cut everything else off.',
      'Only the IPv6 address was tried, on a network without IPv6.',
      'A firewall rejects the traffic with such a message.',
    ],
  },
  'tcp/reset': {
    means: 'The connection was made and then cut off by the other side or by something in between.',
    causes: [
      'A firewall or a filter cuts connections to this host: it happens each time and at once.',
      'An idle connection was kept too long and a load balancer dropped it: it happens now and then, to the first request after a pause.',
      'The server was restarted or gave up under load.',
      'A local proxy or VPN program lost its own connection.',
    ],
  },
  'tcp/local-denied': {
    means: 'This machine itself does not allow the connection.',
    causes: [
      'A local firewall or security program blocks the program.',
      'A sandbox or a container’s policy allows no network; on Android the INTERNET permission is missing.',
      'A VPN’s kill switch is on.',
    ],
  },
  'tcp/ipv6-broken': {
    means: 'IPv6 is offered and does not work, IPv4 does.',
    causes: ['The router announces IPv6 that leads nowhere.'],
  },
  'tcp/family-race': {
    means: 'Node gave up on each address after 250 ms, before the line could answer.',
    causes: ['A slow line, or IPv6 without a route beside a slow IPv4: curl to the same host works.'],
  },
  'tcp/partial': { means: 'Some of the host’s addresses do not work.', causes: ['One server or one route of several is down.'] },
  'proxy/dns': {
    means: 'The name of the proxy could not be looked up. The API itself was never tried.',
    causes: [
      'The name in HTTPS_PROXY is misspelt, or known inside a company network only.',
      'The variable was left over from another network.',
    ],
  },
  'proxy/refused': {
    means: 'Nothing takes connections at the proxy’s address. The API itself was never tried.',
    causes: [
      'The local proxy program (Clash, v2ray, Charles, px …) is not running, or listens on another port.',
      'The variable names a proxy of another network.',
      'In a container, 127.0.0.1 is the container and not the machine on which the proxy runs.',
    ],
  },
  'proxy/timeout': {
    means: 'The proxy did not answer in time.',
    causes: ['The proxy is behind a VPN that is not connected.', 'The proxy waits for a host that it cannot reach.'],
  },
  'proxy/unreachable': {
    means: 'There is no way to the proxy.',
    causes: ['The proxy is in a network that this machine is not in.'],
  },
  'proxy/auth-required': {
    means: 'The proxy wants a user name and a password, and the client sent none.',
    causes: [
      'HTTPS_PROXY holds the address alone: it takes http://user:password@host:port, with special characters percent-encoded.',
    ],
  },
  'proxy/auth-rejected': {
    means: 'The proxy does not accept the credentials, or wants a way to sign in that Python’s and Node’s clients do not speak.',
    causes: [
      'The password has changed, or holds characters that were not percent-encoded.',
      'The proxy offers NTLM or Negotiate only: a local helper such as px or cntlm speaks it for the clients.',
    ],
  },
  'proxy/forbidden': {
    means: 'The proxy was reached and refuses to connect to this host.',
    causes: ['The host or its port is not on the proxy’s list.', 'The proxy wants a sign-in in a browser first.'],
  },
  'proxy/upstream-failed': {
    means: 'The proxy was reached and could not get through to the API itself.',
    causes: [
      'The proxy’s own DNS, firewall or upstream proxy fails.',
      'The proxy’s exit node is down: another host through the same proxy fails as well.',
    ],
  },
  'proxy/not-a-proxy': {
    means: 'What answers at the proxy’s address does not behave like a proxy of that kind.',
    causes: ['The port belongs to a web server, or to a SOCKS proxy that is addressed with http://, or the reverse.'],
  },
  'proxy/tls': {
    means: 'The TLS handshake with the proxy itself failed.',
    causes: [
      'The value begins with https:// and the proxy speaks plain HTTP, as nearly all do: it should begin with http://.',
      'The proxy’s certificate is not trusted, or is for another name.',
    ],
  },
  'proxy/closed': {
    means: 'The proxy hung up without an answer.',
    causes: [
      'A local proxy program cut the connection because its exit node failed.',
      'The value begins with http:// and the proxy speaks TLS, or SOCKS.',
    ],
  },
  'proxy/socks-support-missing': {
    means: 'A SOCKS proxy is set, and the part of the library that speaks SOCKS is not installed.',
    causes: [
      'all_proxy holds a socks5:// address, which Python’s clients read too.',
      'The extra was not installed: `pip install "httpx[socks]"` for the official library, `pip install "requests[socks]"` for requests.',
    ],
  },
  'proxy/bypassed': { means: 'A NO_PROXY rule sends this host around the proxy.', causes: [] },
  'proxy/required': {
    means: 'The direct way fails, and a proxy works.',
    causes: ['The client does not read the proxy variables, or they are not set where it runs.'],
  },
  'proxy/client-divergence': {
    means: 'The usual clients read the proxy variables differently, and go different ways.',
    causes: [],
  },
};
