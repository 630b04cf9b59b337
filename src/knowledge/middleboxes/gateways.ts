import { speaking } from './build.ts';
import type { MiddleboxEntry } from './entry.ts';

const GATEWAY = [502, 503, 504];

/** Web servers and gateways that pass calls on, with the pages that they put up where they cannot. */
export const gateways: MiddleboxEntry[] = [
  speaking({
    id: 'nginx',
    name: 'nginx',
    aliases: ['openresty', 'tengine'],
    kind: 'gateway',
    answers: [
      { id: 'server/bad-gateway', status: GATEWAY, page: /<center>(?:nginx|openresty|tengine)(?:\/[\d.]{1,20})?<\/center>/i },
      { id: 'http/too-large', status: [413], page: /<center>(?:nginx|openresty|tengine)(?:\/[\d.]{1,20})?<\/center>/i },
    ],
    recognition: [
      {
        body: /<center>(?:nginx|openresty|tengine)(?:\/[\d.]{1,20})?<\/center>/i,
        certainty: 'proved',
        source: 'nginx/nginx, src/http/ngx_http_special_response.c',
      },
      {
        headers: [['server', /^(?:nginx|openresty)/i]],
        certainty: 'proved',
        source: 'nginx/nginx, src/http/ngx_http_header_filter_module.c',
      },
    ],
    steps: {
      'server/bad-gateway': [
        'With {status503} and this page, nginx itself refuses: look for limit_req, limit_conn, and return 503 in its configuration. In Kubernetes, the service has no pod that is ready: `kubectl get endpointslices -A`',
        'With {status502}, nginx cannot reach the server that proxy_pass names: start it, or correct its address and port. Its log says why: `sudo tail /var/log/nginx/error.log`',
        'If nginx passes on to the API over TLS ({status502}), set proxy_ssl_server_name on and the header Host to the API’s name.',
        'With {status504}, the server took longer than proxy_read_timeout, which is 60 s unless it is set: set proxy_read_timeout 600s and proxy_buffering off in that location.',
      ],
      'http/too-large': ['Raise the limit in nginx: client_max_body_size 64m.'],
      'http/not-the-api': [
        'With {status403}, nginx itself refuses: look for deny, limit_except, and return 403 in its configuration for this path, and allow this client and method. Its log says why: `sudo tail /var/log/nginx/error.log`',
      ],
      'limit/rate-limit': [
        'With {gatewayLimit}, nginx itself refuses: look for limit_req, limit_conn, and return 429 in its configuration, and raise rate and burst. Its log names the zone: `sudo tail /var/log/nginx/error.log`',
      ],
      'stream/buffered': ['Set proxy_buffering off in nginx for this location, or have the server send X-Accel-Buffering: no.'],
      'auth/header-stripped': [
        'nginx drops Authorization where proxy_set_header Authorization is empty or auth_basic is on: pass it on with proxy_set_header Authorization $http_authorization.',
      ],
    },
    source: 'nginx/nginx, src/http/ngx_http_special_response.c',
  }),
  speaking({
    id: 'haproxy',
    name: 'HAProxy',
    kind: 'gateway',
    answers: [
      {
        id: 'server/bad-gateway',
        status: GATEWAY,
        page: /No server is available to handle this request|The server returned an invalid or incomplete response|The server didn't respond in time/,
      },
      { id: 'http/not-the-api', status: [403], page: /Request forbidden by administrative rules/ },
      { id: 'http/edge-challenge', status: [429], page: /You have sent too many requests in a given amount of time/ },
    ],
    steps: {
      'server/bad-gateway': [
        'See which servers of the backend HAProxy takes for down, and why: `echo "show servers state" | sudo socat stdio /run/haproxy/admin.sock`',
      ],
      'http/not-the-api': [
        'A rule http-request deny of HAProxy refuses this request: look for it in its configuration, by path, address or header.',
      ],
    },
    source: 'haproxy/haproxy, src/http.c',
  }),
  speaking({
    id: 'apache',
    name: 'Apache HTTP Server',
    aliases: ['httpd', 'mod-proxy'],
    kind: 'gateway',
    answers: [
      {
        id: 'server/bad-gateway',
        status: GATEWAY,
        page: /The proxy server (?:received an invalid|could not handle the request|did not receive a timely)|temporarily unable to service your\s+request due to maintenance downtime|The gateway did not receive a timely response/,
      },
      {
        id: 'http/too-large',
        status: [413],
        page: /requested resource does not allow request data with \S{3,8} requests, or the amount of data provided/,
      },
    ],
    recognition: [
      {
        body: /<address>Apache(?:\/[\w. ()-]{1,80})? Server at /,
        certainty: 'proved',
        source: 'apache/httpd, modules/http/http_protocol.c',
      },
      { headers: [['server', /^Apache(?:\/|$)/i]], certainty: 'proved', source: 'apache/httpd, server/core.c' },
    ],
    steps: {
      'server/bad-gateway': [
        '“Reason: Error reading from remote server” and “DNS lookup failure” name what mod_proxy met; its log says more: `sudo tail /var/log/apache2/error.log`',
      ],
      'http/not-the-api': [
        'With {status403}, Apache itself refuses: look for Require, Deny, and LimitExcept for this path in its configuration and in .htaccess. Its log says why: `sudo tail /var/log/apache2/error.log`',
      ],
      'auth/header-stripped': [
        'Apache does not pass Authorization on to CGI and WSGI by itself: set CGIPassAuth On, or WSGIPassAuthorization On.',
      ],
    },
    source: 'apache/httpd, modules/http/http_protocol.c',
  }),
  speaking({
    id: 'traefik',
    name: 'Traefik',
    kind: 'gateway',
    answers: [{ id: 'server/bad-gateway', status: [503], page: /^no available server\s*$/ }],
    steps: {
      'server/bad-gateway': [
        'No server of the service is healthy: see it in Traefik’s dashboard, or at its API: `curl -sS http://localhost:8080/api/http/services`',
      ],
    },
    source: 'traefik/traefik, pkg/server/service/loadbalancer',
  }),
  speaking({
    id: 'caddy',
    name: 'Caddy',
    kind: 'gateway',
    answers: [{ id: 'server/bad-gateway', status: GATEWAY, headers: [['server', /^Caddy$/i]], page: /^\s*$/ }],
    recognition: [
      { headers: [['server', /^Caddy$/i]], certainty: 'proved', source: 'caddyserver/caddy, modules/caddyhttp/server.go' },
    ],
    steps: {
      'server/bad-gateway': [
        'Caddy’s log says what reverse_proxy met; for streams set flush_interval -1: `journalctl -u caddy -n 20`',
      ],
    },
    source: 'caddyserver/caddy, modules/caddyhttp/reverseproxy',
  }),
  speaking({
    id: 'kong-gateway',
    name: 'Kong Gateway (its own errors)',
    kind: 'gateway',
    answers: [
      { id: 'http/not-found', status: [404], page: /"message": ?"no Route matched with those values"/, anyBody: true },
      {
        id: 'server/bad-gateway',
        status: GATEWAY,
        page: /"message": ?"(?:failure to get a peer from the ring-balancer|name resolution failed|An invalid response was received from the upstream server|The upstream server is (?:currently unavailable|timing out))"/,
        anyBody: true,
      },
    ],
    steps: {
      'http/not-found': [
        'No route of Kong matches this host, path and method: compare them: `curl -sS http://localhost:8001/routes`',
      ],
      'server/bad-gateway': [
        'Check that the service of the route resolves and responds from Kong’s machine: `curl -sS http://localhost:8001/services`',
      ],
    },
    source: 'Kong/kong, kong/error_handlers.lua and kong/runloop/handler.lua',
  }),
  speaking({
    id: 'iis',
    name: 'IIS and HTTP.sys',
    aliases: ['arr', 'http.sys'],
    kind: 'gateway',
    answers: [
      {
        id: 'server/bad-gateway',
        status: GATEWAY,
        page: /502 - Web server received an invalid response while acting as a gateway|<h2>Service Unavailable<\/h2>[\s\S]{0,100}HTTP Error 503\. The service is unavailable/i,
      },
      { id: 'http/not-the-api', status: [400], page: /Bad Request - Invalid Hostname/i },
    ],
    recognition: [
      {
        headers: [['server', /^Microsoft-(?:IIS|HTTPAPI)\//i]],
        certainty: 'proved',
        source: 'Microsoft Learn, HTTP.sys error logging',
      },
    ],
    steps: {
      'http/not-the-api': [
        'HTTP.sys knows no site for the host name {host}: add a binding for it, or call it by the name that it has.',
      ],
      'server/bad-gateway': ['Start the application pool, or check the Windows event log for why it stops.'],
    },
    source: 'Microsoft Learn, HTTP.sys error logging and Application Request Routing',
  }),
];
