import type { Step } from '../../model/finding.ts';

/** Where IPv4 works and IPv6 does not, clients should use it. `{lossy}` is the host. */
export const PREFER_IPV4: Step[] = [
  {
    text: 'Let Python, curl, and other programs that use getaddrinfo prefer IPv4 for {lossy}, which works here: `echo "precedence ::ffff:0:0/96 100" | sudo tee -a /etc/gai.conf`',
    on: ['linux', 'wsl'],
  },
  {
    text: 'Let Python, curl, and other programs that use getaddrinfo prefer IPv4 for {lossy}, which works here (add it to the image, too): `echo "precedence ::ffff:0:0/96 100" >> /etc/gai.conf`',
    on: ['container'],
  },
  {
    text: 'Let Windows prefer IPv4, which works for {lossy}: `netsh interface ipv6 set prefixpolicy ::ffff:0:0/96 46 4`',
    on: ['windows'],
  },
  {
    text: 'Let Node.js prefer IPv4 for {lossy}: `export NODE_OPTIONS=--dns-result-order=ipv4first`',
    on: ['linux', 'wsl', 'container', 'macos'],
  },
  { text: 'Let Node.js prefer IPv4 for {lossy}: `$env:NODE_OPTIONS = "--dns-result-order=ipv4first"`', on: ['windows'] },
];
