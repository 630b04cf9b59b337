import { UNIX } from '../steps.ts';
import { speaking } from './build.ts';
import type { MiddleboxEntry } from './entry.ts';

const REDIRECT = [301, 302, 303, 307, 308];

/** Sign-in and access proxies in front of a private API, which require a credential of their own. */
export const accessProxies: MiddleboxEntry[] = [
  speaking({
    id: 'cloudflare-access',
    name: 'Cloudflare Access',
    kind: 'access proxy',
    answers: [
      {
        id: 'http/access-proxy',
        status: REDIRECT,
        headers: [['location', /\.cloudflareaccess\.com\/cdn-cgi\/access\//i]],
        anyBody: true,
      },
      { id: 'http/access-proxy', status: [401, 403], headers: [['www-authenticate', /^Cloudflare-Access/i]], anyBody: true },
      { id: 'http/access-proxy', status: [401, 403], headers: [['cf-access-aud', /./]], anyBody: true },
      { id: 'http/access-proxy', page: /cloudflareaccess\.com|\/cdn-cgi\/access\/(?:login|logout)|Cloudflare Access/i },
    ],
    wants: {
      what: 'a service token of Cloudflare Access',
      headers: ['CF-Access-Client-Id: <id>.access', 'CF-Access-Client-Secret: <secret>'],
    },
    steps: {
      'http/access-proxy': [
        'Make a service token in Cloudflare Zero Trust (Access, Service credentials), and add a policy with the action Service Auth that includes it to the application of {host}.',
        'Send it with each request: OpenAI(default_headers={"CF-Access-Client-Id": "…", "CF-Access-Client-Secret": "…"}), in Node defaultHeaders.',
        'Try it: `curl -sS -o /dev/null -D- -H "CF-Access-Client-Id: ID" -H "CF-Access-Client-Secret: SECRET" {modelsUrl}`',
        'Or leave the path of the API out of Access with a policy whose action is Bypass.',
      ],
    },
    source: 'Cloudflare documentation, Cloudflare One: service tokens',
  }),
  speaking({
    id: 'google-iap',
    name: 'Google Identity-Aware Proxy',
    aliases: ['iap'],
    kind: 'access proxy',
    answers: [
      { id: 'http/access-proxy', headers: [['x-goog-iap-generated-response', /true/i]], anyBody: true },
      {
        id: 'http/access-proxy',
        status: REDIRECT,
        headers: [['location', /accounts\.google\.com\/o\/oauth2\/[\s\S]{0,1500}iap\.googleapis\.com/i]],
        anyBody: true,
      },
      { id: 'http/access-proxy', status: [401], page: /^Invalid IAP credentials/ },
    ],
    wants: {
      what: 'an OpenID Connect token for the client id of IAP',
      headers: ['Proxy-Authorization: Bearer <id token>'],
    },
    steps: {
      'http/access-proxy': [
        'Send an OpenID Connect token of a service account that has the role IAP-secured Web App User, in Proxy-Authorization, so that Authorization stays free for the API’s key: OpenAI(default_headers={"Proxy-Authorization": "Bearer …"})',
        'Make a token for trying it: `gcloud auth print-identity-token --impersonate-service-account=ACCOUNT --audiences=IAP_CLIENT_ID --include-email`',
      ],
    },
    source: 'Google Cloud documentation, IAP: programmatic authentication',
  }),
  speaking({
    id: 'entra-application-proxy',
    name: 'Microsoft Entra application proxy',
    aliases: ['azure-ad-application-proxy', 'msappproxy'],
    kind: 'access proxy',
    answers: [
      { id: 'http/access-proxy', status: [...REDIRECT, 401, 403], headers: [['x-ms-proxy-app-id', /./]], anyBody: true },
      {
        id: 'http/access-proxy',
        status: REDIRECT,
        headers: [['location', /login\.(?:microsoftonline|windows)\.(?:com|net|us)\/[\s\S]{0,1500}msappproxy/i]],
        anyBody: true,
      },
    ],
    recognition: [
      { host: /\.msappproxy\.(?:net|us)$/, certainty: 'proved', source: 'Microsoft Entra documentation, application proxy' },
    ],
    wants: { what: 'a token of Microsoft Entra ID for this application', headers: ['Authorization: Bearer <token>'] },
    steps: {
      'http/access-proxy': [
        'Get a token of Microsoft Entra ID for this application and send it in Authorization; the API behind it then has to take its key in another header. For trying it: `az account get-access-token --resource APPLICATION_ID_URI`',
        'Or set the application’s pre-authentication to Passthrough, so that the API’s own key guards it.',
        'Or reach the API inside the network, by a VPN or Global Secure Access, and set the base URL to its inner address.',
      ],
    },
    source: 'Microsoft Entra documentation, secure access to native apps and single sign-on with application proxy',
  }),
  speaking({
    id: 'oauth2-proxy',
    name: 'oauth2-proxy',
    kind: 'access proxy',
    answers: [
      {
        id: 'http/access-proxy',
        page: /oauth2-proxy\/oauth2-proxy|action="[^"]{0,200}\/oauth2\/(?:start|sign_in)"|OAuth2 Proxy/,
      },
      {
        id: 'http/access-proxy',
        status: REDIRECT,
        headers: [['location', /(?:%2F|\/)oauth2(?:%2F|\/)(?:callback|start|sign_in)/i]],
        anyBody: true,
      },
      { id: 'http/access-proxy', status: [401, 403], headers: [['gap-auth', /./]], anyBody: true },
    ],
    wants: { what: 'a bearer token (JWT) of its identity provider', headers: ['Authorization: Bearer <token>'] },
    steps: {
      'http/access-proxy': [
        'Have oauth2-proxy let the API’s path through, so that the API’s own key guards it: skip_auth_routes = ["^/v1/"] in its configuration.',
        'Or have it take tokens of its identity provider: skip_jwt_bearer_tokens = true, and the token’s audience in oidc_extra_audiences; then Authorization carries that token and no API key.',
      ],
    },
    source: 'oauth2-proxy/oauth2-proxy, pkg/app/pagewriter and docs/configuration',
  }),
  speaking({
    id: 'authelia',
    name: 'Authelia',
    kind: 'access proxy',
    answers: [
      {
        id: 'http/access-proxy',
        status: REDIRECT,
        headers: [['location', /[?&]rd=https?(?::|%3A)[\s\S]{0,1500}&rm=[A-Z]{3,7}\b/i]],
        anyBody: true,
      },
      { id: 'http/access-proxy', page: /<title>(?:Login - )?Authelia|authelia/i },
    ],
    wants: { what: 'a user name and password of Authelia', headers: ['Proxy-Authorization: Basic <base64 of user:password>'] },
    steps: {
      'http/access-proxy': [
        'Add a rule to access_control in Authelia’s configuration that lets the API’s path through: policy bypass for {host} and ^/v1/.',
        'Or send a user of Authelia in Proxy-Authorization: Basic, which the authorization endpoint takes beside the API’s key.',
      ],
    },
    source: 'Authelia documentation, access control and authorization endpoints',
  }),
  speaking({
    id: 'authentik',
    name: 'authentik',
    aliases: ['goauthentik'],
    kind: 'access proxy',
    answers: [
      {
        id: 'http/access-proxy',
        status: [...REDIRECT, 401],
        headers: [['location', /\/outpost\.goauthentik\.io\//i]],
        anyBody: true,
      },
      { id: 'http/access-proxy', page: /outpost\.goauthentik\.io|<title>authentik/i },
      { id: 'http/access-proxy', status: [401, 403], headers: [['x-powered-by', /authentik/i]] },
    ],
    wants: { what: 'a token or app password of authentik', headers: ['Authorization: Bearer <token>'] },
    steps: {
      'http/access-proxy': [
        'Add the API’s path (^/v1/) to the unauthenticated paths of the proxy provider in authentik.',
        'Or send a JWT of authentik as a bearer token, or a service account with an app password as Basic; then Authorization is not free for an API key.',
      ],
    },
    source: 'authentik documentation, proxy provider: header authentication',
  }),
  speaking({
    id: 'aws-alb-authentication',
    name: 'AWS Application Load Balancer (authentication)',
    aliases: ['alb-oidc', 'cognito-alb'],
    kind: 'access proxy',
    answers: [
      { id: 'http/access-proxy', status: REDIRECT, headers: [['location', /oauth2(?:%2F|\/)idpresponse/i]], anyBody: true },
      { id: 'http/access-proxy', status: [401, 561], headers: [['server', /^awselb/i]] },
    ],
    wants: { what: 'a cookie that only a browser’s sign-in gives, so none for programs', headers: ['none'] },
    steps: {
      'http/access-proxy': [
        'Add a listener rule for the path of the API (/v1/*) that forwards without the action authenticate-oidc or authenticate-cognito, and comes before the one that has it.',
        'Or give programs a listener or load balancer of their own, where the API’s key is what counts.',
      ],
    },
    source: 'Elastic Load Balancing documentation, authenticate users using an Application Load Balancer',
  }),
  speaking({
    id: 'pomerium',
    name: 'Pomerium',
    kind: 'access proxy',
    answers: [
      { id: 'http/access-proxy', status: REDIRECT, headers: [['location', /\/\.pomerium\/sign_in/i]], anyBody: true },
      { id: 'http/access-proxy', headers: [['x-pomerium-intercepted-response', /./]], anyBody: true },
    ],
    wants: { what: 'a service account’s token', headers: ['X-Pomerium-Authorization: <token>'] },
    steps: {
      'http/access-proxy': [
        'Make a service account in Pomerium and send its token in X-Pomerium-Authorization, beside the API’s key.',
      ],
    },
    source: 'Pomerium documentation, programmatic access',
  }),
  speaking({
    id: 'jupyterhub',
    name: 'JupyterHub',
    kind: 'access proxy',
    answers: [
      {
        id: 'http/access-proxy',
        status: REDIRECT,
        headers: [['location', /\/hub\/(?:login|api\/oauth2\/authorize)\b/i]],
        anyBody: true,
      },
      { id: 'http/access-proxy', status: [401, 403], headers: [['x-jupyterhub-version', /./]], anyBody: true },
    ],
    wants: { what: 'a token of JupyterHub', headers: ['Authorization: token <token>'] },
    steps: {
      'http/access-proxy': [
        'Make a token under /hub/token and send it as Authorization: token …; the API behind it then needs its key in another place.',
      ],
    },
    source: 'JupyterHub documentation, using JupyterHub’s REST API',
  }),
];

/** A body that is not the API's own refusal, which is JSON. */
const NO_JSON = /^(?!\s*[{[])/;

/** Locks of web servers in front of the API: the challenge says what they want. */
export const serverAuthentication: MiddleboxEntry[] = [
  {
    id: 'basic-authentication',
    name: 'HTTP basic authentication',
    aliases: ['basic-auth', 'htpasswd', 'auth_basic'],
    kind: 'access proxy',
    recognition: [
      { status: [401], headers: [['www-authenticate', /^Basic\b/i]], body: NO_JSON, certainty: 'proved', source: 'RFC 7617' },
    ],
    wants: { what: 'a user name and a password', headers: ['Authorization: Basic <base64 of user:password>'] },
    steps: {
      'http/not-the-api': [
        {
          text: 'The web server in front asks for a user name and a password. If the API behind it needs no key, put them into the base URL; the Python SDK sends them instead of the key: `export OPENAI_BASE_URL={scheme}://USER:PASSWORD@{hostAndPath}`',
          on: UNIX,
        },
        {
          text: 'The web server in front asks for a user name and a password. If the API behind it needs no key, put them into the base URL; the Python SDK sends them instead of the key: `$env:OPENAI_BASE_URL = "{scheme}://USER:PASSWORD@{hostAndPath}"`',
          on: ['windows'],
        },
        'In Node.js, whose fetch takes no such URL, send them as a header: new OpenAI({ defaultHeaders: { Authorization: "Basic …" } })',
        'If the API needs its own key, leave its path out of the authentication, because both use the same header: auth_basic off for that location in nginx, a router without the middleware in Traefik, a matcher in Caddy.',
      ],
    },
    source: 'RFC 7617; nginx documentation, ngx_http_auth_basic_module',
  },
  {
    id: 'windows-authentication',
    name: 'Windows authentication (Negotiate, NTLM)',
    aliases: ['negotiate', 'kerberos', 'spnego'],
    kind: 'access proxy',
    recognition: [
      {
        status: [401],
        headers: [['www-authenticate', /^(?:Negotiate|NTLM)\b/i]],
        body: NO_JSON,
        certainty: 'proved',
        source: 'RFC 4559',
      },
    ],
    wants: { what: 'a Kerberos ticket or a Windows account', headers: ['Authorization: Negotiate <ticket>'] },
    steps: {
      'http/not-the-api': [
        'Ask the administrator of {host} for a path that takes the key of the API alone: in IIS, anonymous authentication for that path.',
        'Or sign in with an HTTP client that can, such as OpenAI(http_client=httpx.Client(auth=…)) with httpx-gssapi or httpx-ntlm; the API behind it then needs its key in another header.',
      ],
    },
    source: 'RFC 4559; IIS documentation, Windows Authentication',
  },
];

/** A sign-in page of unknown origin: tested last. */
export const signInRedirect = speaking({
  id: 'sign-in-redirect',
  name: 'a sign-in with OpenID Connect or SAML',
  kind: 'access proxy',
  answers: [
    {
      id: 'http/access-proxy',
      status: REDIRECT,
      headers: [
        [
          'location',
          /[?&]client_id=[\s\S]{0,1500}[?&]redirect_uri=|[?&]redirect_uri=[\s\S]{0,1500}[?&]client_id=|[?&]SAMLRequest=/,
        ],
      ],
      anyBody: true,
    },
  ],
  steps: {
    'http/access-proxy': [
      'That is the request of a sign-in for people (OpenID Connect or SAML): {location}. Programs cannot complete it.',
    ],
  },
  source: 'OpenID Connect Core 1.0 section 3.1.2.1; SAML 2.0 bindings section 3.4',
});
