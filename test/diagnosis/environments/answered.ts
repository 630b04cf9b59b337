import { answering, calling, exchangeOf, GOOGLE_TOKEN_REFUSED, httpAnswer, MODELS } from '../../support/environment.ts';
import { saw } from '../../support/tcp-cases.ts';
import type { Case } from './case.ts';

const OWN = 'https://llm.company.example/v1';
const LOCAL = 'http://localhost:11434/v1';
const AZURE = 'https://contoso.openai.azure.com/openai/v1';
const AZURE_CLASSIC = 'https://contoso.openai.azure.com/openai/deployments/gpt-4o?api-version=2024-10-21';
const OPENROUTER_KEY = `sk-or-v1-${'0123456789abcdef'.repeat(4)}`;
const AZURE_KEY = '0123456789abcdef0123456789abcdef';

const page = (title: string, text = '') => `<!DOCTYPE html><html><head><title>${title}</title></head><body>${text}</body></html>`;
const error = (message: string, more: Record<string, unknown> = {}) => ({ error: { message, ...more } });

/** Access proxies in front of somebody's own API. */
const accessProxies: Case[] = [
  {
    name: 'Cloudflare Access in front of a gateway, which redirects to its sign-in',
    url: OWN,
    seen: answering(302, '', {
      location: 'https://company.cloudflareaccess.com/cdn-cgi/access/login/llm.company.example?kid=1',
      server: 'cloudflare',
    }),
    id: 'http/access-proxy',
    mend: /CF-Access-Client-Id/,
  },
  {
    name: 'Cloudflare Access that wants a service token (403)',
    url: OWN,
    seen: answering(403, page('Forbidden', 'cloudflareaccess.com'), { 'cf-access-aud': '1', server: 'cloudflare' }),
    id: 'http/access-proxy',
    mend: /service token/i,
  },
  {
    name: 'Google IAP in front of Open WebUI',
    url: 'https://chat.company.example/api',
    seen: answering(401, 'Invalid IAP credentials: empty token', { 'x-goog-iap-generated-response': 'true' }),
    id: 'http/access-proxy',
    mend: /Proxy-Authorization/,
  },
  {
    name: 'Entra application proxy',
    url: 'https://llm-contoso.msappproxy.net/v1',
    seen: answering(302, '', {
      location:
        'https://login.microsoftonline.com/t/oauth2/authorize?client_id=1&redirect_uri=https%3a%2f%2fllm-contoso.msappproxy.net%2f',
    }),
    id: 'http/access-proxy',
    mend: /Passthrough|token of Microsoft Entra/,
  },
  {
    name: 'oauth2-proxy, sign-in page with 403',
    url: OWN,
    seen: answering(403, page('Sign In', '<form action="/oauth2/start">OAuth2 Proxy</form>')),
    id: 'http/access-proxy',
    mend: /skip_auth_routes|skip_jwt/,
  },
  {
    name: 'Authelia behind Traefik',
    url: OWN,
    seen: answering(302, '', {
      location: 'https://auth.company.example/?rd=https%3A%2F%2Fllm.company.example%2Fv1%2Fmodels&rm=GET',
    }),
    id: 'http/access-proxy',
    mend: /bypass/,
  },
  {
    name: 'authentik outpost',
    url: OWN,
    seen: answering(302, '', { location: 'https://llm.company.example/outpost.goauthentik.io/start?rd=1' }),
    id: 'http/access-proxy',
    mend: /unauthenticated paths/,
  },
  {
    name: 'AWS load balancer with Cognito',
    url: OWN,
    seen: answering(302, '', {
      location:
        'https://x.auth.eu-west-1.amazoncognito.com/oauth2/authorize?client_id=1&redirect_uri=https%3A%2F%2Fllm.company.example%2Foauth2%2Fidpresponse',
      server: 'awselb/2.0',
    }),
    id: 'http/access-proxy',
    mend: /listener rule/,
  },
  {
    name: 'basic authentication of nginx in front of Ollama',
    url: 'https://ollama.company.example/v1',
    key: 'ollama',
    seen: answering(401, page('401 Authorization Required', '<center>nginx</center>'), {
      server: 'nginx',
      'www-authenticate': 'Basic realm="Restricted"',
    }),
    id: 'http/not-the-api',
    mend: /USER:PASSWORD@/,
  },
  {
    name: 'basic authentication of Traefik in front of vLLM',
    url: OWN,
    seen: answering(401, '401 Unauthorized\n', { 'www-authenticate': 'Basic realm="traefik"' }),
    id: 'http/not-the-api',
    mend: /USER:PASSWORD@/,
  },
  {
    name: 'basic authentication of Caddy',
    url: OWN,
    seen: answering(401, '', { server: 'Caddy', 'www-authenticate': 'Basic realm="restricted"' }),
    id: 'http/not-the-api',
    mend: /USER:PASSWORD@/,
  },
  {
    name: 'a private Space of Hugging Face',
    url: 'https://me-llm.hf.space/v1',
    key: 'not-needed',
    seen: answering(404, page('404 – Hugging Face', "Sorry, we can't find the page you are looking for.")),
    id: 'http/nothing-behind',
    mend: /token|private/i,
  },
  {
    name: 'a protected deployment at Vercel',
    url: 'https://gateway-git-main-me.vercel.app/v1',
    seen: answering(401, page('Authentication Required', '<a href="https://vercel.com/sso-api">'), { server: 'Vercel' }),
    id: 'http/access-proxy',
    mend: /x-vercel-protection-bypass/,
  },
  {
    name: 'Cloud Run without the invoker role',
    url: 'https://vllm-abc-ew.a.run.app/v1',
    seen: answering(
      403,
      page('403 Forbidden', '<h1>Error: Forbidden</h1> Your client does not have permission to get URL <code>/v1/models</code>'),
    ),
    id: 'http/access-proxy',
    mend: /Invoker|identity token/,
  },
  {
    name: 'a port of a codespace that is private',
    url: 'https://me-8000.app.github.dev/v1',
    seen: answering(302, '', { location: 'https://github.dev/pf-signin?id=1' }),
    id: 'http/access-proxy',
    mend: /public/,
  },
  {
    name: 'Istio wants a JWT',
    url: OWN,
    seen: answering(401, 'Jwt is missing', { server: 'istio-envoy', 'www-authenticate': 'Bearer realm="x"' }),
    id: 'http/access-proxy',
    mend: /RequestAuthentication/,
  },
];

/** The key in another header than this server reads. */
const headers: Case[] = [
  {
    name: 'Azure, older path, key sent as Bearer by a gateway',
    url: 'https://contoso.cognitiveservices.azure.com/openai/v1',
    key: AZURE_KEY,
    seen: answering(
      401,
      error(
        'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.',
        {
          code: '401',
        },
      ),
    ),
    id: 'config/key-wrong-header',
    mend: /api-key/,
  },
  {
    name: 'API Management',
    url: 'https://contoso.azure-api.net/openai',
    key: AZURE_KEY,
    seen: answering(401, {
      statusCode: 401,
      message: 'Access denied due to missing subscription key. Make sure to include subscription key',
    }),
    id: 'config/key-wrong-header',
    mend: /Ocp-Apim-Subscription-Key/,
  },
  {
    name: 'Cloudflare AI Gateway with authentication',
    url: 'https://gateway.ai.cloudflare.com/v1/acc/gw/openai',
    seen: answering(401, { success: false, result: [], messages: [], error: [{ code: 2009, message: 'Unauthorized' }] }),
    id: 'config/key-wrong-header',
    mend: /cf-aig-authorization/i,
  },
  {
    name: 'Kong key-auth',
    url: 'https://gw.company.example/v1',
    seen: answering(
      401,
      { message: 'No API key found in request', request_id: '1' },
      { server: 'kong/3.9', 'www-authenticate': 'Key' },
    ),
    id: 'config/key-wrong-header',
    mend: /apikey/,
  },
  {
    name: 'Anthropic, listing of models',
    url: 'https://api.anthropic.com/v1',
    key: 'sk-ant-api03-abcdefghijklmnop',
    seen: answering(401, { type: 'error', error: { type: 'authentication_error', message: 'x-api-key header is required' } }),
    id: 'config/key-wrong-header',
    mend: /x-api-key/,
  },
  {
    name: 'AWS API Gateway with an API key',
    url: 'https://abc123.execute-api.eu-west-1.amazonaws.com/prod/v1',
    seen: answering(403, { message: 'Forbidden' }, { 'x-amzn-errortype': 'ForbiddenException' }),
    id: 'config/key-wrong-header',
    mend: /x-api-key/,
  },
  {
    name: 'Apigee, whose policy reads x-api-key',
    url: 'https://api.company.example/llm/v1',
    seen: answering(401, {
      fault: {
        faultstring: 'Failed to resolve API Key variable request.header.x-api-key',
        detail: { errorcode: 'steps.oauth.v2.FailedToResolveAPIKey' },
      },
    }),
    id: 'config/key-wrong-header',
    mend: /x-api-key/,
  },
  {
    name: 'Tyk',
    url: 'https://gw.company.example/llm/v1',
    seen: answering(401, { error: 'Authorization field missing' }),
    id: 'auth/header-stripped',
    mend: /header/,
  },
  {
    name: 'Portkey, whose own key goes into its own header',
    url: 'https://api.portkey.ai/v1',
    seen: answering(401, {
      status: 'failure',
      message: 'Either x-portkey-config or x-portkey-provider header is required',
    }),
    id: 'config/key-wrong-header',
    mend: /x-portkey/i,
  },
  {
    name: 'a server of one’s own that reads x-api-key',
    url: OWN,
    seen: answering(401, { detail: 'Missing X-API-Key header' }),
    id: 'config/key-wrong-header',
    mend: /x-api-key/i,
  },
  {
    name: 'Gemini’s own endpoint',
    url: 'https://generativelanguage.googleapis.com/v1beta',
    key: `AIza${'Sy0123456789abcdefghijklmnopqrstuvw'}`,
    seen: answering(401, GOOGLE_TOKEN_REFUSED),
    id: 'config/key-wrong-header',
    mend: /x-goog-api-key|v1beta\/openai/,
  },
];

/** Azure's networks, deployments and versions. */
const azure: Case[] = [
  {
    name: 'Azure: public access disabled',
    url: AZURE,
    key: AZURE_KEY,
    seen: answering(403, error('Public access is disabled. Please configure private endpoint.', { code: '403' })),
    id: 'auth/ip-not-allowed',
    mend: /private DNS|Networking/,
  },
  {
    name: 'Azure: refused by rules of the virtual network',
    url: AZURE,
    key: AZURE_KEY,
    seen: answering(403, error('Access denied due to Virtual Network/Firewall rules.', { code: 'AccessDenied' })),
    id: 'auth/ip-not-allowed',
    mend: /Networking/,
  },
  {
    name: 'Azure: private endpoint behind an alias, refused from outside',
    url: AZURE,
    key: AZURE_KEY,
    seen: answering(
      403,
      error('Public access is disabled. Please configure private endpoint.', { code: '403' }),
      {},
      { cnames: ['contoso.privatelink.openai.azure.com'] },
    ),
    id: 'auth/ip-not-allowed',
    mend: /private DNS zone/,
  },
  {
    name: 'Azure: key authentication disabled',
    url: AZURE,
    key: AZURE_KEY,
    seen: answering(
      403,
      error('Key based authentication is disabled for this resource.', { code: 'AuthenticationTypeDisabled' }),
    ),
    id: 'auth/permission-denied',
    mend: /Entra/,
  },
  {
    name: 'Azure: no such deployment',
    url: AZURE_CLASSIC,
    key: AZURE_KEY,
    model: 'gpt-4o',
    seen: answering(404, error('The API deployment for this resource does not exist.', { code: 'DeploymentNotFound' })),
    id: 'auth/model-not-found',
    mend: /Deployments/,
  },
  {
    name: 'Azure: api-version that does not exist',
    url: 'https://contoso.openai.azure.com/openai/deployments/gpt-4o?api-version=2029-01-01',
    key: AZURE_KEY,
    seen: answering(404, error('Resource not found', { code: '404' })),
    id: 'http/not-found',
    mend: /api-version/,
  },
  {
    name: 'Azure: api-version missing',
    url: 'https://contoso.openai.azure.com/openai/deployments/gpt-4o',
    key: AZURE_KEY,
    seen: answering(404, error('Resource not found', { code: '404' })),
    id: 'http/not-found',
    mend: /^The older paths need the parameter api-version[^\n]{0,200}default_query/,
  },
  {
    name: 'Azure: resource without a path',
    url: 'https://contoso.openai.azure.com/',
    key: AZURE_KEY,
    seen: answering(404, error('Resource not found', { code: '404' })),
    id: 'http/not-found',
    mend: /OPENAI_BASE_URL=https:\/\/contoso\.openai\.azure\.com\/openai\/v1`/,
  },
  {
    name: 'Azure: key of another resource',
    url: AZURE,
    key: AZURE_KEY,
    seen: answering(
      401,
      error(
        'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
        { code: '401' },
      ),
    ),
    id: 'auth/incorrect-key',
    mend: /Keys and Endpoint/,
  },
  {
    name: 'Azure: identity lacks the role',
    url: AZURE,
    key: `eyJ${'abcdefgh'}.abc.def`,
    seen: answering(
      401,
      error(
        'The principal `x` lacks the required data action `Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action`',
        { code: 'PermissionDenied' },
      ),
    ),
    id: 'auth/missing-scope',
    mend: /Cognitive Services OpenAI User/,
  },
];

/** Nothing runs where the address leads. */
const nothingBehind: Case[] = [
  {
    name: 'cloudflared is not connected (530, 1033)',
    url: 'https://llm.company.example/v1',
    seen: answering(530, page('Cloudflare Tunnel error | llm.company.example | Cloudflare', 'Error 1033'), {
      server: 'cloudflare',
      'cf-ray': '1-FRA',
    }),
    id: 'http/nothing-behind',
    mend: /cloudflared/,
  },
  {
    name: 'cloudflared runs, its service does not (502)',
    url: 'https://llm.company.example/v1',
    seen: answering(
      502,
      page(
        'llm.company.example | 502: Bad gateway',
        'Unable to reach the origin service. The service may be down or it may not be responding to traffic from cloudflared: dial tcp 127.0.0.1:11434: connect: connection refused',
      ),
      {
        server: 'cloudflare',
        'cf-ray': '1-FRA',
      },
    ),
    id: 'server/bad-gateway',
    mend: /start|listen/i,
  },
  {
    name: 'ngrok is offline',
    url: 'https://abc.ngrok-free.app/v1',
    seen: answering(404, page('ngrok', 'The endpoint abc.ngrok-free.app is offline. ERR_NGROK_3200'), {
      'ngrok-error-code': 'ERR_NGROK_3200',
    }),
    id: 'http/nothing-behind',
    mend: /ngrok http/,
  },
  {
    name: 'ngrok runs, its service does not',
    url: 'https://abc.ngrok-free.app/v1',
    seen: answering(502, page('ngrok', 'ERR_NGROK_8012 failed to connect to localhost:11434'), {
      'ngrok-error-code': 'ERR_NGROK_8012',
    }),
    id: 'http/nothing-behind',
    mend: /start|listen/i,
  },
  {
    name: 'ngrok’s warning for browsers',
    url: 'https://abc.ngrok-free.app/v1',
    seen: answering(200, page('ngrok', 'You are about to visit abc.ngrok-free.app ERR_NGROK_6024'), {
      'ngrok-error-code': 'ERR_NGROK_6024',
    }),
    id: 'http/access-proxy',
    mend: /ngrok-skip-browser-warning/,
  },
  {
    name: 'a deleted deployment at Vercel',
    url: 'https://my-gateway.vercel.app/v1',
    seen: answering(404, 'The deployment could not be found on Vercel.\n\nDEPLOYMENT_NOT_FOUND\n', {
      'x-vercel-error': 'DEPLOYMENT_NOT_FOUND',
    }),
    id: 'http/nothing-behind',
    mend: /deploy/i,
  },
  {
    name: 'localtunnel is closed',
    url: 'https://abc.loca.lt/v1',
    seen: answering(503, '503 - Tunnel Unavailable', { 'x-localtunnel-status': 'Tunnel Unavailable' }),
    id: 'http/nothing-behind',
    mend: /localtunnel/,
  },
  {
    name: 'a RunPod proxy without a pod',
    url: 'https://abc123-8000.proxy.runpod.net/v1',
    seen: answering(404, '', { server: 'cloudflare', 'cf-ray': '1-FRA' }),
    id: 'http/not-found',
    mend: /pod/i,
  },
  {
    name: 'a Modal app that is stopped',
    url: 'https://me--vllm-serve.modal.run/v1',
    seen: answering(404, 'modal-http: app for invoked web endpoint is stopped'),
    id: 'http/nothing-behind',
    mend: /modal deploy/,
  },
  {
    name: 'ingress-nginx without a rule',
    url: OWN,
    seen: answering(404, 'default backend - 404'),
    id: 'http/nothing-behind',
    mend: /Ingress/,
  },
  {
    name: 'Traefik without a router',
    url: OWN,
    seen: answering(404, '404 page not found\n'),
    id: 'http/not-found',
    mend: /base URL|router/,
  },
  {
    name: 'a service at Render that sleeps or is gone',
    url: 'https://litellm.onrender.com/v1',
    seen: answering(404, 'Not Found\n', { 'x-render-routing': 'no-server' }),
    id: 'http/nothing-behind',
    mend: /Render/,
  },
  {
    name: 'AWS load balancer without a healthy target',
    url: OWN,
    seen: answering(503, page('503 Service Temporarily Unavailable'), { server: 'awselb/2.0' }),
    id: 'http/nothing-behind',
    mend: /target/i,
  },
  {
    name: 'nginx in front of vLLM that is down',
    url: OWN,
    seen: answering(502, page('502 Bad Gateway', '<center>nginx/1.27.0</center>'), { server: 'nginx/1.27.0' }),
    id: 'server/bad-gateway',
    mend: /proxy_pass|upstream|behind nginx/i,
  },
  {
    name: 'Istio’s gateway without a healthy upstream',
    url: OWN,
    seen: answering(503, 'no healthy upstream', { server: 'istio-envoy' }),
    id: 'server/bad-gateway',
    mend: /no pod|endpoints/i,
  },
];

/** Filters, sandboxes and edges that answer in the API's place. */
const between: Case[] = [
  {
    name: 'Istio: RBAC',
    url: 'http://vllm.models.svc.cluster.local:8000/v1',
    env: { KUBERNETES_SERVICE_HOST: '10.96.0.1' },
    platform: 'container',
    seen: answering(403, 'RBAC: access denied', { server: 'istio-envoy' }),
    id: 'http/not-the-api',
    mend: /AuthorizationPolicy/,
  },
  {
    name: 'Istio: REGISTRY_ONLY answers plain HTTP with an empty 502',
    url: 'http://llm.company.example/v1',
    env: { KUBERNETES_SERVICE_HOST: '10.96.0.1' },
    platform: 'container',
    seen: answering(502, '', { server: 'envoy' }),
    id: 'server/bad-gateway',
    mend: /ServiceEntry/,
  },
  {
    name: 'an edge that refuses the client’s User-Agent',
    url: OWN,
    seen: answering(
      403,
      page('403 Forbidden'),
      { server: 'nginx' },
      {
        seen: {
          'http/user-agents': saw({
            tried: [
              {
                client: 'openai for Python',
                userAgent: 'OpenAI/Python 2.8.1',
                status: 403,
                id: 'http/not-the-api',
                isApi: false,
              },
              { client: 'openai for Node', userAgent: 'OpenAI/JS 6.9.0', status: 403, id: 'http/not-the-api', isApi: false },
              { client: 'curl', userAgent: 'curl/8.17.0', status: 401, id: 'auth/invalid-authentication', isApi: true },
            ],
          }),
        },
      },
    ),
    id: 'http/client-refused',
    mend: /User-Agent/,
  },
  {
    name: 'a sandbox’s allow list, behind an inspecting CA',
    seen: answering(403, 'Host not in allowlist', { 'x-deny-reason': 'host_not_allowed' }),
    id: 'http/block-page',
    mend: /sandbox/,
  },
  {
    name: 'Zscaler’s block page',
    seen: answering(403, page('Internet Security by Zscaler', 'zscaler'), { server: 'Zscaler/6.2' }),
    id: 'http/block-page',
    mend: /Zscaler/,
  },
  {
    name: 'Fortinet’s block page',
    seen: answering(403, page('Web Page Blocked', 'FortiGuard Intrusion Prevention - Access Blocked')),
    id: 'http/block-page',
    mend: /Forti/,
  },
  {
    name: 'Cloudflare’s WAF in front of a relay (1020)',
    url: OWN,
    seen: answering(403, page('Access denied | llm.company.example used Cloudflare to restrict access', 'Error code 1020'), {
      server: 'cloudflare',
      'cf-ray': '1-FRA',
    }),
    id: 'http/edge-challenge',
    mend: /WAF|firewall rule|rule/i,
  },
  {
    name: 'Cloudflare challenges a server’s address at OpenAI',
    seen: answering(403, page('Just a moment...', 'cf_chl_opt'), { server: 'cloudflare', 'cf-mitigated': 'challenge' }),
    id: 'http/edge-challenge',
    mend: /IP address/,
  },
  {
    name: 'a country that OpenAI does not serve',
    seen: answering(
      403,
      error('Country, region, or territory not supported', {
        code: 'unsupported_country_region_territory',
        type: 'request_forbidden',
      }),
    ),
    id: 'auth/unsupported-region',
    mend: /VPN or a proxy|supported region/,
  },
  {
    name: 'the same, through a proxy client with fake addresses',
    seen: answering(
      403,
      error('Country, region, or territory not supported', { code: 'unsupported_country_region_territory' }),
      {},
      { found: ['198.18.0.31'] },
    ),
    id: 'auth/unsupported-region',
    mend: /node/,
  },
  {
    name: 'a captive portal',
    url: 'http://llm.company.example/v1',
    seen: answering(302, '', { location: 'http://login.hotel.example/guest?url=http%3A%2F%2Fllm.company.example%2F&mac=00:11' }),
    id: 'http/captive-portal',
    mend: /neverssl|browser/,
  },
  {
    name: 'plain HTTP is led to HTTPS on the same host and another path',
    url: 'http://localhost:8080/v1',
    seen: answering(302, '', { location: 'http://localhost:8080/login' }),
    id: 'http/unexpected-redirect',
    mend: /base URL|redirect/,
  },
  {
    name: 'a gateway’s 401 that is not the API’s',
    url: OWN,
    seen: answering(401, page('401 Unauthorized', 'Please log in to the portal')),
    id: 'http/not-the-api',
    mend: /base URL|API endpoint/,
  },
];

/** Servers of somebody's own. */
const own: Case[] = [
  {
    name: 'Ollama refuses the Host header of a tunnel',
    url: 'https://llm.company.example/v1',
    seen: answering(403, '', { server: 'cloudflare', 'cf-ray': '1-FRA' }),
    id: 'auth/permission-denied',
    mend: /OLLAMA|Host/,
  },
  {
    name: 'Ollama refuses a host name',
    url: 'http://ollama.lan:11434/v1',
    seen: answering(403, ''),
    id: 'auth/permission-denied',
    mend: /OLLAMA_ORIGINS|OLLAMA_HOST/,
  },
  {
    name: 'Ollama: the model was not pulled',
    url: LOCAL,
    key: 'ollama',
    model: 'llama3.2',
    seen: answering(
      200,
      MODELS,
      {},
      {
        seen: (target) => ({
          'http/model': saw(
            exchangeOf(
              target,
              '/models/llama3.2',
              httpAnswer(404, error('model "llama3.2" not found, try pulling it first', { type: 'api_error' })),
            ),
          ),
        }),
      },
    ),
    id: 'auth/model-not-found',
    mend: /ollama pull llama3\.2/,
  },
  {
    name: 'Ollama: /v1 is missing',
    url: 'http://localhost:11434',
    key: 'ollama',
    seen: answering(404, '404 page not found'),
    id: 'http/not-found',
    mend: /\/v1/,
  },
  {
    name: 'Ollama: the base URL ends in /api',
    url: 'http://localhost:11434/api',
    key: 'ollama',
    seen: answering(404, '404 page not found'),
    id: 'http/not-found',
    mend: /\/v1/,
  },
  {
    name: 'LM Studio: /v1 is missing',
    url: 'http://localhost:1234',
    key: 'lm-studio',
    seen: answering(200, { error: 'Unexpected endpoint or method. (GET /models). Returning 200 anyway' }),
    id: 'http/not-found',
    mend: /\/v1/,
  },
  {
    name: 'LM Studio: no model is loaded',
    url: 'http://localhost:1234/v1',
    key: 'lm-studio',
    model: 'qwen3-8b',
    seen: calling(
      404,
      error('No models loaded. Please load a model in the developer page or use the `lms load` command.', {
        type: 'invalid_request_error',
      }),
    ),
    id: 'auth/model-not-found',
    mend: /lms load/,
  },
  {
    name: 'vLLM: the name that it was started with',
    url: 'http://localhost:8000/v1',
    key: 'EMPTY',
    model: 'llama',
    seen: calling(404, {
      object: 'error',
      message: 'The model `llama` does not exist.',
      type: 'NotFoundError',
      param: null,
      code: 404,
    }),
    id: 'auth/model-not-found',
    mend: /served-model-name|name that the server was started with/,
  },
  {
    name: 'vLLM with --api-key',
    url: 'http://localhost:8000/v1',
    key: 'EMPTY',
    seen: answering(401, { error: 'Unauthorized' }, { server: 'uvicorn' }),
    id: 'config/key-placeholder',
    mend: /--api-key|VLLM_API_KEY|key/i,
  },
  {
    name: 'llama.cpp loads its model',
    url: 'http://localhost:8080/v1',
    seen: answering(503, error('Loading model', { code: 503, type: 'unavailable_error' }), { server: 'llama.cpp' }),
    id: 'server/loading',
    mend: /\/health|Wait/,
  },
  {
    name: 'llama.cpp with --api-key',
    url: 'http://localhost:8080/v1',
    key: 'sk-no-key-required',
    seen: answering(401, error('Invalid API Key', { code: 401, type: 'authentication_error' }), { server: 'llama.cpp' }),
    id: 'config/key-placeholder',
    mend: /--api-key|key/,
  },
  {
    name: 'text-generation-webui without its API: the page is there',
    url: 'http://localhost:7860/v1',
    seen: answering(404, { detail: 'Not Found' }, { server: 'uvicorn' }),
    id: 'auth/unverifiable',
    mend: /--deep/,
  },
  {
    name: 'Open WebUI’s page instead of its API',
    url: 'http://localhost:3000/v1',
    seen: answering(200, page('Open WebUI')),
    id: 'http/not-the-api',
    mend: /\/api\b/,
  },
  {
    name: 'Open WebUI wants its own key',
    url: 'http://localhost:3000/api',
    seen: answering(401, { detail: '401 Unauthorized' }, { server: 'uvicorn' }),
    id: 'auth/invalid-authentication',
    mend: /Settings|issued|operator/,
  },
];

/** Gateways with settings of their own. */
const gateways: Case[] = [
  {
    name: 'LiteLLM: a vendor’s key instead of a virtual key',
    url: 'http://localhost:4000',
    seen: answering(
      401,
      error(
        'Authentication Error, Invalid proxy server token passed. Received API Key = sk-...6789, Key Hash (Token) =x. Unable to find token in cache or `LiteLLM_VerificationTokenTable`',
        { type: 'token_not_found_in_db', code: '401' },
      ),
      { 'x-litellm-call-id': '1' },
    ),
    id: 'auth/incorrect-key',
    mend: /virtual key/,
  },
  {
    name: 'LiteLLM: LiteLLM Virtual Key expected',
    url: 'https://litellm.company.example',
    seen: answering(
      401,
      error("Authentication Error, LiteLLM Virtual Key expected. Received=proj, expected to start with 'sk-'.", {
        type: 'auth_error',
        code: '401',
      }),
      { 'x-litellm-call-id': '1' },
    ),
    id: 'auth/incorrect-key',
    mend: /virtual key/,
  },
  {
    name: 'LiteLLM: team budget used up',
    url: 'https://litellm.company.example',
    seen: answering(
      400,
      error('Budget has been exceeded! Team=x Current cost: 11, Max budget: 10', { type: 'budget_exceeded', code: '400' }),
      { 'x-litellm-call-id': '1' },
    ),
    id: 'limit/spend-limit',
    mend: /budget/,
  },
  {
    name: 'LiteLLM: crossed budget as a 429',
    url: 'https://litellm.company.example',
    seen: calling(
      429,
      error('ExceededBudget: User=x over budget. Spend=11, Budget=10', { type: 'budget_exceeded', code: '429' }),
      { 'x-litellm-call-id': '1' },
    ),
    id: 'limit/spend-limit',
    mend: /budget/,
  },
  {
    name: 'LiteLLM: no database',
    url: 'https://litellm.company.example',
    seen: answering(400, error('No connected db.', { type: 'no_db_connection', code: '400' }), { 'x-litellm-version': '1.81' }),
    id: 'server/misconfigured',
    mend: /DATABASE_URL/,
  },
  {
    name: 'LiteLLM: the key may not use the model',
    url: 'https://litellm.company.example',
    model: 'gpt-4o',
    seen: calling(
      401,
      error("key not allowed to access model. This key can only access models=['gpt-4o-mini']. Tried to access gpt-4o", {
        type: 'key_model_access_denied',
        code: '401',
      }),
      { 'x-litellm-call-id': '1' },
    ),
    id: 'auth/model-not-found',
    mend: /allow it for the key|model_name/,
  },
  {
    name: 'LiteLLM: the vendor behind refuses the proxy’s own key',
    url: 'https://litellm.company.example',
    key: 'sk-1234abcd',
    seen: calling(
      401,
      error(
        'litellm.AuthenticationError: AuthenticationError: OpenAIException - Incorrect API key provided: sk-proj-****wxyz. You can find your API key at https://platform.openai.com/account/api-keys.',
        { type: 'invalid_request_error', code: '401' },
      ),
      { 'x-litellm-call-id': '1' },
    ),
    id: 'auth/incorrect-key',
    mend: /config\.yaml/,
  },
  {
    name: 'one-api: no channel for the model',
    url: 'https://relay.example/v1',
    model: 'gpt-4o',
    seen: calling(503, error('当前分组 default 下对于模型 gpt-4o 无可用渠道 (request id: 1)', { type: 'one_api_error' }), {
      'x-oneapi-request-id': '1',
    }),
    id: 'auth/model-not-found',
    mend: /channel|渠道/,
  },
  {
    name: 'new-api: the token’s quota is used up, as a 401',
    url: 'https://relay.example/v1',
    seen: answering(401, error('该令牌额度已用尽 !token.UnlimitedQuota (request id: 1)', { type: 'new_api_error' }), {
      'x-oneapi-request-id': '1',
    }),
    id: 'limit/quota-exceeded',
    mend: /token/i,
  },
  {
    name: 'one-api: invalid token',
    url: 'https://relay.example/v1',
    seen: answering(401, error('无效的令牌 (request id: 1)', { type: 'one_api_error' }), { 'x-oneapi-request-id': '1' }),
    id: 'auth/incorrect-key',
    mend: /token|令牌/i,
  },
  {
    name: 'Kong: no route',
    url: 'https://gw.company.example/v1',
    seen: answering(404, { message: 'no Route matched with those values', request_id: '1' }, { server: 'kong/3.9' }),
    id: 'http/not-found',
    mend: /route/i,
  },
  {
    name: 'Kong: the upstream is down',
    url: 'https://gw.company.example/v1',
    seen: answering(503, { message: 'failure to get a peer from the ring-balancer' }, { server: 'kong/3.9' }),
    id: 'server/bad-gateway',
    mend: /services/,
  },
  {
    name: 'GitHub Models without the permission',
    url: 'https://models.github.ai/inference',
    key: `ghp_${'a1'.repeat(18)}`,
    seen: calling(401, error('The `models` permission is required to access this endpoint', { code: 'unauthorized' })),
    id: 'auth/missing-scope',
    mend: /models/,
  },
];

/** Vendors other than OpenAI. */
const vendors: Case[] = [
  {
    name: 'a key of OpenRouter at OpenAI',
    key: OPENROUTER_KEY,
    seen: answering(401, error('Incorrect API key provided: sk-or-v1***', { code: 'invalid_api_key' })),
    id: 'config/key-wrong-provider',
    mend: /openrouter\.ai\/api\/v1/,
  },
  {
    name: 'a key of OpenAI at OpenRouter',
    url: 'https://openrouter.ai/api/v1',
    seen: answering(401, error('Missing Authentication header', { code: 401 })),
    id: 'config/key-wrong-provider',
    mend: /api\.openai\.com\/v1/,
  },
  {
    name: 'a project in the EU',
    seen: answering(
      401,
      error(
        'Your project requires the regional hostname. attempted to access resource with incorrect regional hostname. Please make your request to eu.api.openai.com',
        { code: 'incorrect_hostname' },
      ),
    ),
    id: 'auth/regional-hostname',
    mend: /eu\.api\.openai\.com/,
  },
  {
    name: 'a key of Moonshot’s other region',
    url: 'https://api.moonshot.cn/v1',
    key: 'sk-abcdefghijklmnopqrstuvwxyz0123456789abcdefghijkl',
    seen: answering(401, error('Invalid Authentication', { type: 'invalid_authentication_error' })),
    id: 'auth/invalid-authentication',
    mend: /api\.moonshot\.ai/,
  },
  {
    name: 'a key of MiniMax’s other region',
    url: 'https://api.minimax.io/v1',
    key: `eyJ${'hbGciOiJSUzI1NiJ9'}.eyJhIjoxfQ.abc`,
    seen: calling(200, { base_resp: { status_code: 2049, status_msg: 'invalid api key' } }),
    id: 'auth/incorrect-key',
    mend: /api\.minimaxi\.com/,
  },
  {
    name: 'a key of DashScope’s other region',
    url: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
    key: `sk-${'0123456789abcdef'.repeat(2)}`,
    seen: answering(401, error('Incorrect API key provided. ', { type: 'invalid_request_error', code: 'invalid_api_key' })),
    id: 'auth/incorrect-key',
    mend: /dashscope-intl/,
  },
  {
    name: 'Zhipu’s international key in China',
    url: 'https://open.bigmodel.cn/api/paas/v4',
    key: `${'0123456789abcdef'.repeat(2)}.ABCDEFGHijklmnop`,
    seen: answering(401, error('身份验证失败。', { code: '1000' })),
    id: 'auth/invalid-authentication',
    mend: /api\.z\.ai/,
  },
  {
    name: 'DashScope: overdue payment',
    url: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
    key: `sk-${'0123456789abcdef'.repeat(2)}`,
    seen: calling(
      400,
      error('Access denied, please make sure your account is in good standing.', { type: 'Arrearage', code: 'Arrearage' }),
    ),
    id: 'limit/billing-inactive',
    mend: /aliyun|alibabacloud/,
  },
  {
    name: 'DeepSeek: insufficient balance (402)',
    url: 'https://api.deepseek.com',
    key: `sk-${'0123456789abcdef'.repeat(2)}`,
    seen: calling(402, error('Insufficient Balance', { type: 'unknown_error', code: 'invalid_request_error' })),
    id: 'limit/credit-exhausted',
    mend: /platform\.deepseek\.com\/top_up/,
  },
  {
    name: 'SiliconFlow: insufficient balance in Chinese',
    url: 'https://api.siliconflow.cn/v1',
    seen: calling(403, { code: 30001, message: 'Sorry, your account balance is insufficient', data: null }),
    id: 'limit/credit-exhausted',
    mend: /siliconflow/,
  },
  {
    name: 'Moonshot: account suspended',
    url: 'https://api.moonshot.ai/v1',
    key: 'sk-abcdefghijklmnopqrstuvwxyz0123456789abcdefghijkl',
    seen: calling(
      429,
      error('Your account org-x is suspended, please check your plan and billing details', {
        type: 'exceeded_current_quota_error',
      }),
    ),
    id: 'limit/billing-inactive',
    mend: /moonshot\.ai\/console/,
  },
  {
    name: 'OpenRouter: credits',
    url: 'https://openrouter.ai/api/v1',
    key: OPENROUTER_KEY,
    seen: calling(402, error('This request requires more credits, or fewer max_tokens.', { code: 402 })),
    id: 'limit/credit-exhausted',
    mend: /openrouter\.ai\/settings\/credits/,
  },
  {
    name: 'OpenRouter: no endpoint for the privacy settings',
    url: 'https://openrouter.ai/api/v1',
    key: OPENROUTER_KEY,
    model: 'deepseek/deepseek-r1:free',
    seen: calling(
      404,
      error(
        'No endpoints found matching your data policy (Free model training). Configure: https://openrouter.ai/settings/privacy',
        { code: 404 },
      ),
    ),
    id: 'auth/permission-denied',
    mend: /settings\/privacy/,
  },
  {
    name: 'Google: the location is not supported',
    url: 'https://generativelanguage.googleapis.com/v1beta/openai',
    key: `AIza${'Sy0123456789abcdefghijklmnopqrstuvw'}`,
    seen: answering(400, [
      { error: { code: 400, message: 'User location is not supported for the API use.', status: 'FAILED_PRECONDITION' } },
    ]),
    id: 'auth/unsupported-region',
    mend: /VPN|supported/,
  },
  {
    name: 'OpenAI: no credit',
    seen: calling(
      429,
      error('You exceeded your current quota, please check your plan and billing details.', {
        type: 'insufficient_quota',
        code: 'insufficient_quota',
      }),
    ),
    id: 'limit/quota-exceeded',
    mend: /platform\.openai\.com\/settings\/organization\/billing/,
  },
  {
    name: 'xAI: the team has no credit (403)',
    url: 'https://api.x.ai/v1',
    key: 'xai-abcdefghijklmnop',
    seen: calling(403, {
      code: 'The caller does not have permission to execute the specified operation',
      error: "Your newly created team doesn't have any credits yet. You can purchase credits on https://console.x.ai/team/x.",
    }),
    id: 'limit/credit-exhausted',
    mend: /console\.x\.ai/,
  },
  {
    name: 'Perplexity: no list of models',
    url: 'https://api.perplexity.ai',
    key: 'pplx-abcdefghijklmnop',
    seen: answering(404, { detail: 'Not Found' }),
    id: 'auth/unverifiable',
    mend: /--deep/,
  },
  {
    name: 'an error inside a 200',
    url: OWN,
    seen: calling(200, error('insufficient balance', { code: 1008 })),
    id: 'limit/credit-exhausted',
    mend: /top up/,
  },
];

export const answeredCases: Case[] = [
  ...accessProxies,
  ...headers,
  ...azure,
  ...nothingBehind,
  ...between,
  ...own,
  ...gateways,
  ...vendors,
];
