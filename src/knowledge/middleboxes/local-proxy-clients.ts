import type { MiddleboxEntry } from './entry.ts';

/** Turned off, it leaves names behind that lead nowhere. */
const TURN_ON: [string, ...string[]] = [
  'Start the proxy client again and let it catch all traffic (TUN or enhanced mode, “system proxy” alone does not answer for such addresses).',
  'Or drop the addresses that it left behind: quit it, take its DNS server out of the network settings, and flush the cache of names.',
];

/** Programs of this machine that return fake addresses for names and carry the traffic themselves: Clash and similar. */
export const localProxyClients: MiddleboxEntry[] = [
  {
    id: 'fake-ip',
    name: 'a proxy client with fake addresses (Clash, Surge, sing-box, V2Ray)',
    aliases: [
      'clash',
      'mihomo',
      'clash-verge',
      'surge',
      'sing-box',
      'v2ray',
      'xray',
      'stash',
      'quantumult',
      'shadowrocket',
      'loon',
    ],
    kind: 'local proxy client',
    recognition: [
      {
        address: /^198\.1[89]\./,
        certainty: 'likely',
        source: 'mihomo and sing-box documentation: fake-ip-range and inet4_range 198.18.0.0/15',
      },
      {
        address: /^(?:fc00::|fdfe:dcba:9876)/i,
        certainty: 'likely',
        source: 'mihomo and sing-box documentation: fake addresses of IPv6',
      },
    ],
    steps: {
      'tcp/timeout': TURN_ON,
      'tcp/refused': TURN_ON,
      'tcp/reset': TURN_ON,
      'tcp/unreachable': TURN_ON,
      'tls/timeout': [
        'The proxy client answers for this address and its server does not: choose another node in it, or update its subscription.',
        ...TURN_ON,
      ],
      'tls/reset': [
        'The proxy client answers for this address and cannot carry the connection on: choose another node in it, or add {host} to the right rule.',
      ],
      'dns/private-address': [
        '{host} is looked up by a proxy client (fake address). Where it has to be reached directly, add it to fake-ip-filter.',
      ],
      'http/timeout': ['Choose another node in the proxy client: it took the connection and got no answer.'],
      'auth/unsupported-region': [
        'The proxy client’s exit is in a region that the API does not serve: choose a node elsewhere for {host}.',
      ],
      'http/edge-challenge': ['The exit of the proxy client is refused: choose another node for {host}.'],
    },
    source: 'MetaCubeX/mihomo documentation, DNS; SagerNet/sing-box documentation, FakeIP',
  },
];
