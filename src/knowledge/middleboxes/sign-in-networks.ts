import { speaking } from './build.ts';
import type { MiddleboxEntry } from './entry.ts';

const REDIRECT = [301, 302, 303, 307, 308];

/** Networks that want a sign-in first, by the products that run them. Those that are not known are read by their words. */
export const signInNetworks: MiddleboxEntry[] = [
  speaking({
    id: 'opennds',
    name: 'openNDS or Nodogsplash',
    kind: 'sign-in network',
    answers: [
      { id: 'http/captive-portal', page: /nodogsplash|opennds/i },
      {
        id: 'http/captive-portal',
        status: REDIRECT,
        headers: [['location', /opennds|nodogsplash|:2050\/(?:splash|login)/i]],
        anyBody: true,
      },
    ],
    source: 'openNDS/openNDS, documentation of the captive portal detection',
  }),
  speaking({
    id: 'fortigate-portal',
    name: 'the sign-in page of a FortiGate',
    kind: 'sign-in network',
    answers: [
      { id: 'http/captive-portal', page: /\/fgtauth\?|fgtauth/i },
      { id: 'http/captive-portal', status: REDIRECT, headers: [['location', /\/fgtauth\?/i]], anyBody: true },
    ],
    source: 'Fortinet documentation, authentication portal',
  }),
  speaking({
    id: 'meraki-splash',
    name: 'Cisco Meraki',
    kind: 'sign-in network',
    answers: [
      { id: 'http/captive-portal', page: /network-auth\.com/i },
      { id: 'http/captive-portal', status: REDIRECT, headers: [['location', /network-auth\.com/i]], anyBody: true },
    ],
    source: 'Cisco Meraki documentation, splash page',
  }),
  speaking({
    id: 'aruba-portal',
    name: 'HPE Aruba',
    kind: 'sign-in network',
    answers: [
      {
        id: 'http/captive-portal',
        status: REDIRECT,
        headers: [['location', /securelogin\.|\/cgi-bin\/login\?cmd=/i]],
        anyBody: true,
      },
      { id: 'http/captive-portal', page: /securelogin\.|cgi-bin\/login\?cmd=/i },
    ],
    source: 'HPE Aruba documentation, captive portal',
  }),
  speaking({
    id: 'mikrotik-hotspot',
    name: 'MikroTik HotSpot',
    kind: 'sign-in network',
    answers: [{ id: 'http/captive-portal', status: REDIRECT, headers: [['location', /\/login\?dst=/i]], anyBody: true }],
    recognition: [
      {
        headers: [['location', /\/login\?dst=/i]],
        body: /mikrotik/i,
        certainty: 'proved',
        source: 'MikroTik documentation, HotSpot',
      },
    ],
    source: 'MikroTik documentation, HotSpot servlet pages',
  }),
  speaking({
    id: 'wispr',
    name: 'a hotspot with WISPr',
    kind: 'sign-in network',
    answers: [{ id: 'http/captive-portal', page: /WISPAccessGatewayParam/ }],
    source: 'Wi-Fi Alliance, WISPr 1.0 appendix D',
  }),
];
