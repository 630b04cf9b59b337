import { filter } from './build.ts';
import type { MiddleboxEntry } from './entry.ts';

const CHROMIUM = 'Chromium, chrome/browser/resources/ssl/ssl_error_assistant/ssl_error_assistant.asciipb';

/** The user of this machine can turn such a tool off. */
const switchOff = (name: string) => ({
  'tls/interception': [`Quit ${name} on this machine, or take {host} out of what it decrypts.`] as [string],
});

/** Programs that users run to inspect traffic, and unwanted programs. */
export const inspectingTools: MiddleboxEntry[] = [
  filter({
    id: 'charles',
    name: 'Charles',
    kind: 'debugging proxy',
    issuer: /CN=Charles Proxy CA|OU=https:\/\/charlesproxy\.com\/ssl/i,
    steps: switchOff('Charles'),
    source: CHROMIUM,
  }),
  filter({
    id: 'mitmproxy',
    name: 'mitmproxy',
    kind: 'debugging proxy',
    issuer: /CN=mitmproxy(,|$)/i,
    steps: switchOff('mitmproxy'),
    source: 'mitmproxy/mitmproxy, mitmproxy/certs.py',
  }),
  filter({
    id: 'fiddler',
    name: 'Fiddler',
    kind: 'debugging proxy',
    issuer: /CN=DO_NOT_TRUST_FiddlerRoot/i,
    steps: switchOff('Fiddler'),
    source: CHROMIUM,
  }),
  filter({
    id: 'burp',
    name: 'Burp Suite',
    kind: 'debugging proxy',
    issuer: /CN=PortSwigger CA/i,
    steps: switchOff('Burp Suite'),
    source: CHROMIUM,
  }),
  filter({
    id: 'proxyman',
    name: 'Proxyman',
    kind: 'debugging proxy',
    issuer: /CN=Proxyman/i,
    steps: switchOff('Proxyman'),
    source: 'Proxyman documentation, SSL proxying',
  }),
  filter({
    id: 'http-toolkit',
    name: 'HTTP Toolkit',
    kind: 'debugging proxy',
    issuer: /CN=HTTP Toolkit CA/i,
    steps: switchOff('HTTP Toolkit'),
    source: 'httptoolkit/httptoolkit-server, src/certificates.ts',
  }),
  filter({ id: 'superfish', name: 'Superfish', kind: 'unwanted software', issuer: /CN=Superfish, Inc\./i, source: CHROMIUM }),
  filter({ id: 'edellroot', name: 'eDellRoot', kind: 'unwanted software', issuer: /CN=eDellRoot/i, source: CHROMIUM }),
  filter({
    id: 'dsdtestprovider',
    name: 'DSDTestProvider',
    kind: 'unwanted software',
    issuer: /CN=DSDTestProvider/i,
    source: CHROMIUM,
  }),
  filter({
    id: 'caddy-authority',
    name: 'Caddy’s local CA',
    kind: 'development CA',
    issuer: /CN=Caddy Local Authority/i,
    steps: {
      'tls/unknown-issuer': [
        'Let Caddy install its root into the stores of this machine, on the machine where Caddy runs: `caddy trust`',
      ],
    },
    source: 'caddyserver/caddy, modules/caddypki/ca.go',
  }),
  filter({
    id: 'mkcert',
    name: 'mkcert',
    kind: 'development CA',
    issuer: /O=mkcert development CA/i,
    steps: {
      'tls/unknown-issuer': ['Point Node at the root of mkcert: `export NODE_EXTRA_CA_CERTS="$(mkcert -CAROOT)/rootCA.pem"`'],
    },
    source: 'FiloSottile/mkcert, cert.go',
  }),
  filter({
    id: 'badssl',
    name: 'the BadSSL test suite',
    kind: 'development CA',
    issuer: /CN=BadSSL MITM Software Test/i,
    source: CHROMIUM,
  }),
];
