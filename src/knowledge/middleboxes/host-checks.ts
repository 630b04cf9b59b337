import { speaking } from './build.ts';
import type { MiddleboxEntry } from './entry.ts';

/** Web frameworks and development servers that answer for names of their own alone. */
export const hostChecks: MiddleboxEntry[] = [
  speaking({
    id: 'vite',
    name: 'the development server of Vite',
    kind: 'web server',
    answers: [{ id: 'http/not-the-api', status: [403], page: /^Blocked request\. This host \(/ }],
    steps: { 'http/not-the-api': ['Add {host} to server.allowedHosts (or preview.allowedHosts) in the configuration of Vite.'] },
    source: 'vitejs/vite, packages/vite/src/node/server/middlewares/hostCheck.ts',
  }),
  speaking({
    id: 'trusted-host',
    name: 'a check of the Host header (Starlette, webpack, Django)',
    kind: 'web server',
    answers: [
      { id: 'http/bad-request', status: [400, 403], page: /^Invalid [Hh]ost header|Invalid HTTP_HOST header|DisallowedHost/ },
    ],
    steps: {
      'http/bad-request': [
        'The server answers for other host names: add {host} to its list (allowed_hosts of TrustedHostMiddleware, ALLOWED_HOSTS of Django, allowedHosts of webpack).',
        'Or have the proxy in front send the name that the server knows: proxy_set_header Host in nginx, originRequest.httpHostHeader in cloudflared, --host-header in ngrok.',
      ],
    },
    source:
      'encode/starlette, starlette/middleware/trustedhost.py; webpack/webpack-dev-server, lib/Server.js; django/django, django/http/request.py',
  }),
];
