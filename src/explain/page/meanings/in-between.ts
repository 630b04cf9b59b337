import type { Meaning } from './meaning.ts';

/** What this machine and those in between do with a call, before the API sees it. */
export const inBetween: Record<string, Meaning> = {
  'dns/not-asked': {
    means: 'The name service of this machine does not query DNS, so no name is found but those in its hosts file.',
    causes: [
      'The line “hosts:” of /etc/nsswitch.conf lists only files.',
      'An action such as [NOTFOUND=return] ends the search before dns.',
      'A minimal container image or a sandbox was set up without DNS on purpose.',
    ],
  },
  'tcp/local-route': {
    means: 'A network on this machine has the address of the API: packets for it never leave the machine.',
    causes: [
      'Docker, Podman, libvirt or a cluster uses the same range (172.17.0.0/16 and its kin) as the network of the API.',
      'A VPN sets a route for that range and does not pass it on.',
    ],
  },
  'tcp/large-packets-lost': {
    means: 'Small packets arrive and large ones are lost: a link has a smaller MTU, and the messages that report it are blocked.',
    causes: [
      'A VPN, a tunnel or PPPoE, with ICMP filtered on the path.',
      'Only one address family has the fault, often IPv6, while IPv4 works.',
      'A container network has a larger MTU than the interface of its host.',
    ],
  },
  'http/access-proxy': {
    means: 'A sign-in or access proxy in front of the API wants a credential of its own, and the API never saw the request.',
    causes: [
      'Cloudflare Access, Google IAP, Microsoft Entra application proxy, oauth2-proxy, Authelia, authentik or a load balancer guards the API.',
      'The deployment is protected, as previews at Vercel are, or the forwarded port of a codespace is private.',
    ],
  },
  'http/nothing-behind': {
    means: 'The address belongs to a tunnel, hosting or load-balancing service that has nothing behind it.',
    causes: [
      'The tunnel program (cloudflared, ngrok, localtunnel) does not run, or its address changed with the last start.',
      'The deployment was removed, suspended or renamed.',
      'The load balancer has no registered target.',
    ],
  },
  'http/client-refused': {
    means: 'The request was refused for the client that sent it: its User-Agent or its TLS fingerprint.',
    causes: [
      'A firewall or gateway in front of the API blocks the User-Agent of the official libraries.',
      'Cloudflare’s Browser Integrity Check answers with error 1010.',
    ],
  },
  'http/protocol-unsupported': {
    means: 'The server supports only HTTP/2 (or gRPC), but the SDKs use HTTP/1.1.',
    causes: ['The port belongs to a gRPC server.', 'A load balancer or proxy was set to HTTP/2 only.'],
  },
};
