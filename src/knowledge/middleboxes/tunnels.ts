import { speaking } from './build.ts';
import type { MiddleboxEntry } from './entry.ts';

/** Tunnels that give a local server a public address. Cloudflare's is in `cloudflare.ts`. */
export const tunnels: MiddleboxEntry[] = [
  speaking({
    id: 'ngrok',
    name: 'ngrok',
    kind: 'tunnel',
    answers: [
      {
        id: 'http/nothing-behind',
        headers: [['ngrok-error-code', /ERR_NGROK_(?:3200|3204|8012|8013|3208|804|3004|803|802)\b/]],
        anyBody: true,
      },
      { id: 'http/nothing-behind', page: /\bERR_NGROK_(?:3200|3204|8012|8013|3208)\b|endpoint \S{1,200} is offline/ },
      { id: 'http/access-proxy', headers: [['ngrok-error-code', /ERR_NGROK_(?:6024|32[01]\d|90\d\d)\b/]], anyBody: true },
      { id: 'http/access-proxy', page: /\bERR_NGROK_(?:6024|3201|3205|3206|3207)\b|ngrok-skip-browser-warning/ },
      { id: 'limit/rate-limit', status: [429], headers: [['ngrok-error-code', /./]], anyBody: true },
      { id: 'server/bad-gateway', status: [502, 503, 504], headers: [['ngrok-error-code', /./]], anyBody: true },
      { id: 'http/unmapped-status', headers: [['ngrok-error-code', /./]], anyBody: true },
    ],
    recognition: [
      {
        host: /\.(?:ngrok\.io|ngrok\.app|ngrok\.dev|ngrok-free\.app|ngrok-free\.dev|ngrok\.pizza)$/,
        certainty: 'proved',
        source: 'ngrok documentation, domains',
      },
    ],
    wants: {
      what: 'a header that skips its browser warning, or the credential of its traffic policy',
      headers: ['ngrok-skip-browser-warning: 1'],
    },
    steps: {
      'http/nothing-behind': [
        'Start the agent again where the API runs, on the port where the API listens: `ngrok http 8000`',
        'ERR_NGROK_8012 means that the agent runs and nothing listens behind it: start the API, or name its port.',
        'Set the base URL to the address that the agent prints: a free one may change with each start.',
      ],
      'http/access-proxy': [
        'Send the header ngrok-skip-browser-warning with each request (any value); a User-Agent that is no browser’s does as well.',
      ],
    },
    source: 'ngrok documentation, errors',
  }),
  speaking({
    id: 'localtunnel',
    name: 'localtunnel',
    aliases: ['loca.lt'],
    kind: 'tunnel',
    answers: [
      { id: 'http/nothing-behind', headers: [['x-localtunnel-status', /unavailable/i]], anyBody: true },
      { id: 'http/nothing-behind', status: [503, 404], page: /503 - Tunnel Unavailable/i },
      { id: 'http/access-proxy', status: [401, 511], page: /bypass-tunnel-reminder|Tunnel (?:website|Password)|localtunnel/i },
    ],
    recognition: [{ host: /\.(?:loca\.lt|localtunnel\.me)$/, certainty: 'proved', source: 'localtunnel/localtunnel, README' }],
    wants: { what: 'a header that skips its reminder page', headers: ['bypass-tunnel-reminder: 1'] },
    steps: {
      'http/nothing-behind': [
        'Start the tunnel again where the API runs, and set the base URL to the address that it prints: `npx localtunnel --port 8000`',
      ],
      'http/access-proxy': ['Send the header bypass-tunnel-reminder with each request (any value).'],
    },
    source: 'localtunnel.me, “bypass-tunnel-reminder”, and answers quoted in public issue trackers',
  }),
  speaking({
    id: 'dev-tunnels',
    name: 'Dev tunnels and Codespaces ports',
    aliases: ['devtunnel', 'vscode-port-forwarding', 'codespaces-ports'],
    kind: 'tunnel',
    answers: [
      { id: 'http/access-proxy', status: [401], headers: [['www-authenticate', /^tunnel\b/i]] },
      {
        id: 'http/access-proxy',
        status: [302, 307],
        headers: [
          [
            'location',
            /^https:\/\/(?:[\w.-]{1,100}\.)?(?:github\.dev\/pf-signin|tunnels\.api\.visualstudio\.com\/auth|[\w.-]{1,100}\.devtunnels\.ms\/auth)/i,
          ],
        ],
      },
    ],
    recognition: [
      {
        host: /\.(?:devtunnels\.ms|app\.github\.dev|preview\.app\.github\.dev|tunnels\.api\.visualstudio\.com)$/,
        certainty: 'proved',
        source: 'Microsoft Learn, dev tunnels; GitHub documentation, forwarding ports in your codespace',
      },
    ],
    wants: {
      what: 'a tunnel token, or a port that is public',
      headers: ['X-Tunnel-Authorization: tunnel <token>', 'X-Github-Token: <token> (Codespaces)'],
    },
    steps: {
      'http/access-proxy': [
        'Make the port public, where the codespace runs: `gh codespace ports visibility 8000:public`',
        'Or send a token: X-Tunnel-Authorization with a connect token for a dev tunnel, X-Github-Token with a token of yours for a codespace: `devtunnel token TUNNEL --scopes connect`',
      ],
      'server/bad-gateway': ['The machine behind the tunnel sleeps or nothing listens on that port: start both again.'],
    },
    source: 'Microsoft Learn, dev tunnels security; GitHub documentation, forwarding ports',
  }),
  {
    id: 'tailscale-funnel',
    name: 'Tailscale Serve and Funnel',
    aliases: ['tailscale', 'funnel'],
    kind: 'tunnel',
    recognition: [
      { host: /\.ts\.net$/, certainty: 'proved', source: 'Tailscale documentation, Funnel' },
      {
        address: /^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^fd7a:115c:a1e0:/i,
        host: /\.ts\.net$/,
        certainty: 'proved',
        source: 'Tailscale documentation, IP addresses',
      },
    ],
    steps: {
      'tcp/timeout': [
        'Connect this machine to the tailnet, or share the server beyond it, on the machine where it runs: `tailscale funnel 8000`',
      ],
      'tcp/refused': ['Nothing is served under {host}: start it on the machine where the API runs: `tailscale serve 8000`'],
      'tls/reset': ['Nothing is served under {host}: start it on the machine where the API runs: `tailscale funnel 8000`'],
      'dns/nxdomain': ['Names in ts.net are known inside the tailnet (MagicDNS): connect this machine: `tailscale up`'],
      'dns/private-address': ['The address is one of your tailnet: connect this machine where calls fail: `tailscale up`'],
    },
    source: 'Tailscale documentation, Serve and Funnel',
  },
];
