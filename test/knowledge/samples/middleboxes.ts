import type { Traces } from '../../../src/knowledge/parties.ts';

/** What one sees of a product: an answer of its own, or something else that shows it. */
export type Sample =
  | { status: number; headers?: Record<string, string>; body?: string; id?: string; with?: string[] }
  | ({ with?: string[] } & Partial<Omit<Traces, 'answers'>>);

const html = (title: string, text = '') => `<!DOCTYPE html><html><head><title>${title}</title></head><body>${text}</body></html>`;
const page = (title: string, text = '', status = 403): Sample => ({ status, body: html(title, text), id: 'http/block-page' });
const by = (name: string, value: string, status = 403): Sample => ({
  status,
  headers: { [name]: value },
  body: '<html></html>',
  id: 'http/block-page',
});
const signed = (issuer: string): Sample => ({ issuers: [issuer] });
const nginxPage = (status: number, words: string, name = 'nginx/1.24.0') =>
  `<html>\r\n<head><title>${status} ${words}</title></head>\r\n<body>\r\n<center><h1>${status} ${words}</h1></center>\r\n<hr><center>${name}</center>\r\n</body>\r\n</html>\r\n`;
const to = (location: string, status = 302): Sample => ({ status, headers: { location }, id: 'http/access-proxy' });

/** By the id of the entry. `with` names the others that show in the same sample: the CDN that carries a tunnel. */
export const middleboxSamples: Record<string, [Sample, ...Sample[]]> = {
  zscaler: [
    page('Internet Security by Zscaler'),
    by('server', 'Zscaler/6.2'),
    signed('O=Zscaler Inc., CN=Zscaler Intermediate Root CA (zscalertwo.net)'),
  ],
  netskope: [
    page('Blocked', '<img src="https://x.goskope.com/logo.png">'),
    by('server', 'netskope'),
    signed('CN=ca.corp.goskope.com, emailAddress=certadmin@netskope.com'),
  ],
  'palo-alto': [
    page(
      'Web Page Blocked',
      'Access to the web page you were trying to visit has been blocked in accordance with company policy.',
    ),
  ],
  fortigate: [
    page('FortiGuard Intrusion Prevention - Access Blocked'),
    by('server', 'FortiGate'),
    signed('O=Fortinet, CN=FG100FTK19000000'),
  ],
  'cisco-umbrella': [
    page('Blocked', 'https://block.opendns.com/main'),
    by('server', 'OpenDNS Guide'),
    signed('O=Cisco, CN=Cisco Umbrella Root CA'),
  ],
  'cisco-web-appliance': [page('Notification: Policy: URL Filtering'), by('x-ironport', 'wsa1')],
  'blue-coat': [
    page('Access Denied', 'Access Denied (policy_denied)'),
    by('x-bluecoat-via', 'ab12'),
    by('server', 'Blue Coat ProxySG'),
    signed('O=Blue Coat SG200, CN=10.0.0.1'),
  ],
  sophos: [page('Blocked', 'Sophos Firewall blocked this page'), by('server', 'Sophos'), signed('CN=Sophos SSL CA_C1234')],
  sonicwall: [
    page('SonicWALL - Web Site Blocked'),
    by('server', 'SonicWALL'),
    signed('O=HTTPS Management Certificate for SonicWALL (self-signed)'),
  ],
  watchguard: [page('Request denied by WatchGuard HTTP proxy'), by('server', 'WatchGuard')],
  barracuda: [page('Blocked', 'Barracuda Web Security Gateway')],
  forcepoint: [
    page('Blocked', 'http://filter:15871/cgi-bin/blockpage.cgi?ws-session=1'),
    signed('O=Forcepoint LLC, CN=Forcepoint Cloud CA'),
  ],
  skyhigh: [page('McAfee Web Gateway - Notification'), signed('CN=McAfee Web Gateway')],
  'trend-micro': [page('InterScan Web Security Virtual Appliance'), signed('CN=IWSS.TREND')],
  'check-point': [page('UserCheck', 'Check Point Software')],
  iboss: [page('Blocked', 'iboss cloud')],
  lightspeed: [page('Lightspeed Filter Agent')],
  securly: [page('Blocked', 'https://www.securly.com/blocked')],
  smoothwall: [page('Guardian Access Denied'), signed('CN=Smoothwall-default-root-certificate-authority')],
  cyberoam: [signed('O=Cyberoam Certificate Authority')],
  contentkeeper: [signed('CN=ContentKeeper Appliance CA (1234567890)')],
  netspark: [signed('CN=www.netspark.com')],
  untangle: [page('Untangle Web Filter')],
  dnsfilter: [page('Blocked', 'https://block.dnsfilter.com')],
  cleanbrowsing: [page('Blocked', 'http://cleanbrowsing.org')],
  'pi-hole': [page('Pi-hole: api.example'), by('x-pi-hole', 'A black hole for Internet advertisements.')],
  'cloudflare-gateway': [page('Blocked by Cloudflare Gateway')],
  'cloudflare-gateway-ca': [signed('O=Cloudflare, Inc., CN=Gateway CA - Cloudflare Managed G1')],
  kaspersky: [
    page('Kaspersky Endpoint Security'),
    signed('O=AO Kaspersky Lab, CN=Kaspersky Anti-Virus Personal Root Certificate'),
  ],
  eset: [page('ESET Endpoint Security'), signed('O=ESET, spol. s r. o., CN=ESET SSL Filter CA')],
  bitdefender: [page('Bitdefender blocked this page'), signed('CN=Bitdefender Personal CA.Net-Defender')],
  avast: [page('Avast Web Shield'), signed('CN=Avast Web/Mail Shield Root')],
  charles: [signed('CN=Charles Proxy CA (1 Jan 2026, host)')],
  mitmproxy: [signed('CN=mitmproxy, O=mitmproxy')],
  fiddler: [signed('CN=DO_NOT_TRUST_FiddlerRoot')],
  burp: [signed('CN=PortSwigger CA')],
  proxyman: [signed('CN=Proxyman CA (1 Jan 2026)')],
  'http-toolkit': [signed('CN=HTTP Toolkit CA')],
  superfish: [signed('O=Superfish, Inc., CN=Superfish, Inc.')],
  edellroot: [signed('CN=eDellRoot')],
  dsdtestprovider: [signed('CN=DSDTestProvider')],
  'caddy-authority': [signed('CN=Caddy Local Authority - 2026 ECC Root')],
  mkcert: [signed('O=mkcert development CA, CN=mkcert me@host')],
  badssl: [signed('CN=BadSSL MITM Software Test Root')],
  'cloudflare-tunnel': [
    {
      status: 530,
      headers: { server: 'cloudflare', 'cf-ray': 'a' },
      body: 'error code: 1033',
      id: 'http/nothing-behind',
      with: ['cloudflare'],
    },
    {
      status: 530,
      headers: { server: 'cloudflare' },
      body: html(
        'Origin DNS error | x used Cloudflare',
        'Error <span class="cf-error-code">1016</span> Ray ID: 8f2b3c4d5e6f7a8b',
      ),
      id: 'http/nothing-behind',
      with: ['cloudflare'],
    },
    {
      status: 530,
      headers: { 'content-type': 'application/problem+json' },
      body: '{"cloudflare_error":true,"error_code":1033,"ray_id":"8f2b3c4d5e6f7a8b"}',
      id: 'http/nothing-behind',
      with: ['cloudflare'],
    },
    { host: 'a-b-c.trycloudflare.com' },
    { aliases: ['1234.cfargotunnel.com'] },
  ],
  cloudflare: [
    { status: 403, body: html('Just a moment...', '<script>window._cf_chl_opt={}</script>'), id: 'http/edge-challenge' },
    { status: 403, headers: { 'cf-mitigated': 'challenge' }, body: '', id: 'http/edge-challenge' },
    { status: 403, headers: { server: 'cloudflare', 'cf-ray': 'x-FRA' }, body: 'error code: 1010', id: 'http/client-refused' },
    { status: 403, body: '{"cloudflare_error":true,"error_code":1010}', id: 'http/client-refused' },
    { status: 403, body: '{"cloudflare_error":true,"error_code":1020}', id: 'http/edge-challenge' },
    { status: 522, body: '{"cloudflare_error":true,"error_code":522}', id: 'server/bad-gateway' },
    { status: 522, body: html('x | 522: Connection timed out', 'cf-error-details'), id: 'server/bad-gateway' },
    { status: 429, body: html('Access denied | x used Cloudflare', 'Error 1015 cf-error-details'), id: 'http/edge-challenge' },
    {
      status: 403,
      body: html('Attention Required! | Cloudflare', '<h1 data-translate="block_headline">Sorry</h1>'),
      id: 'http/edge-challenge',
    },
  ],
  'cloudflare-access': [
    to('https://team.cloudflareaccess.com/cdn-cgi/access/login/llm.example?kid=abc&redirect_url=%2Fv1'),
    { status: 403, body: html('Forbidden ・ Cloudflare Access'), id: 'http/access-proxy' },
    {
      status: 401,
      headers: { 'www-authenticate': 'Cloudflare-Access resource_metadata="https://x"' },
      body: '',
      id: 'http/access-proxy',
    },
    { status: 403, headers: { 'cf-access-aud': '0123' }, body: '', id: 'http/access-proxy' },
  ],
  'google-iap': [
    {
      status: 401,
      headers: { 'x-goog-iap-generated-response': 'true' },
      body: 'Invalid IAP credentials: empty token',
      id: 'http/access-proxy',
    },
    {
      ...to(
        'https://accounts.google.com/o/oauth2/v2/auth?client_id=1.apps&redirect_uri=https://iap.googleapis.com/v1/oauth/clientIds/1:handleRedirect',
      ),
      with: ['sign-in-redirect'],
    },
  ],
  'entra-application-proxy': [
    {
      ...to(
        'https://login.microsoftonline.com/t/oauth2/authorize?response_type=code&client_id=1&redirect_uri=https%3a%2f%2fllm-corp.msappproxy.net%2f',
      ),
      with: ['sign-in-redirect'],
    },
    { status: 403, headers: { 'x-ms-proxy-app-id': '1-2' }, body: '', id: 'http/access-proxy' },
    { host: 'llm-corp.msappproxy.net' },
  ],
  'oauth2-proxy': [
    {
      status: 403,
      body: html('Sign In', '<form method="GET" action="/oauth2/start"><button>Sign in with GitHub</button>'),
      id: 'http/access-proxy',
    },
    {
      ...to('https://idp.example/auth?client_id=x&redirect_uri=https%3A%2F%2Fllm.example%2Foauth2%2Fcallback'),
      with: ['sign-in-redirect'],
    },
    { status: 401, headers: { 'gap-auth': 'a@b' }, body: '', id: 'http/access-proxy' },
  ],
  authelia: [
    to('https://auth.example.com/?rd=https%3A%2F%2Fllm.example.com%2Fv1%2Fmodels&rm=GET'),
    { status: 401, body: html('Login - Authelia'), id: 'http/access-proxy' },
  ],
  authentik: [
    to('https://llm.example/outpost.goauthentik.io/start?rd=https://llm.example/v1'),
    { status: 401, body: html('authentik'), id: 'http/access-proxy' },
    { status: 401, headers: { 'x-powered-by': 'authentik' }, body: '', id: 'http/access-proxy' },
  ],
  'aws-alb-authentication': [
    {
      ...to(
        'https://pool.auth.us-east-1.amazoncognito.com/oauth2/authorize?client_id=1&redirect_uri=https%3A%2F%2Fllm.example%2Foauth2%2Fidpresponse',
      ),
      with: ['sign-in-redirect'],
    },
    { status: 401, headers: { server: 'awselb/2.0' }, body: '<html></html>', id: 'http/access-proxy', with: ['aws-elb'] },
  ],
  pomerium: [
    to('https://authenticate.corp/.pomerium/sign_in?pomerium_redirect_uri=x'),
    { status: 403, headers: { 'x-pomerium-intercepted-response': 'true' }, body: '', id: 'http/access-proxy' },
  ],
  jupyterhub: [
    to('/hub/login?next=%2Fv1%2Fmodels'),
    { status: 403, headers: { 'x-jupyterhub-version': '5.2.1' }, body: '', id: 'http/access-proxy' },
  ],
  'sign-in-redirect': [
    to(
      'https://sso.example/realms/a/protocol/openid-connect/auth?response_type=code&client_id=llm&redirect_uri=https://llm.example/cb',
    ),
  ],
  ngrok: [
    { status: 404, headers: { 'ngrok-error-code': 'ERR_NGROK_3200' }, body: html('ngrok'), id: 'http/nothing-behind' },
    { status: 404, body: 'The endpoint x.ngrok-free.app is offline.\r\n\r\nERR_NGROK_3200', id: 'http/nothing-behind' },
    { status: 502, headers: { 'ngrok-error-code': 'ERR_NGROK_8012' }, body: '', id: 'http/nothing-behind' },
    { status: 511, headers: { 'ngrok-error-code': 'ERR_NGROK_6024' }, body: '', id: 'http/access-proxy' },
    { status: 511, body: html('ngrok', 'send the header ngrok-skip-browser-warning'), id: 'http/access-proxy' },
    { status: 429, headers: { 'ngrok-error-code': 'ERR_NGROK_734' }, body: '', id: 'limit/rate-limit' },
    { status: 502, headers: { 'ngrok-error-code': 'ERR_NGROK_3008' }, body: '', id: 'server/bad-gateway' },
    { status: 402, headers: { 'ngrok-error-code': 'ERR_NGROK_727' }, body: '', id: 'http/unmapped-status' },
    { host: 'abc.ngrok-free.app' },
  ],
  localtunnel: [
    {
      status: 503,
      headers: { 'x-localtunnel-status': 'Tunnel Unavailable' },
      body: html('503 - Tunnel Unavailable'),
      id: 'http/nothing-behind',
    },
    { status: 503, body: html('503 - Tunnel Unavailable'), id: 'http/nothing-behind' },
    { status: 401, body: html('Tunnel website ahead!', 'bypass-tunnel-reminder'), id: 'http/access-proxy' },
    { host: 'four-cats.loca.lt' },
  ],
  'dev-tunnels': [
    { status: 401, headers: { 'www-authenticate': 'tunnel' }, body: '', id: 'http/access-proxy' },
    to('https://github.dev/pf-signin?id=x&cluster=eun1'),
    { host: 'fuzzy-cat-8000.app.github.dev' },
  ],
  'tailscale-funnel': [{ host: 'llm.tail1234.ts.net' }, { host: 'llm.tail1234.ts.net', addresses: ['100.101.102.103'] }],
  vercel: [
    {
      status: 404,
      headers: { 'x-vercel-error': 'DEPLOYMENT_NOT_FOUND' },
      body: 'The deployment could not be found on Vercel.',
      id: 'http/nothing-behind',
    },
    {
      status: 404,
      body: 'The deployment could not be found on Vercel.\n\nDEPLOYMENT_NOT_FOUND\n\nfra1::x',
      id: 'http/nothing-behind',
    },
    { status: 413, headers: { 'x-vercel-error': 'FUNCTION_PAYLOAD_TOO_LARGE' }, body: '', id: 'http/too-large' },
    {
      status: 504,
      headers: { 'x-vercel-error': 'FUNCTION_INVOCATION_TIMEOUT' },
      body: 'An error occurred with your deployment',
      id: 'server/bad-gateway',
    },
    {
      status: 401,
      body: html('Authentication Required', '<a href="https://vercel.com/sso-api?url=x">'),
      id: 'http/access-proxy',
    },
    { status: 403, headers: { 'x-vercel-mitigated': 'challenge' }, body: '', id: 'http/edge-challenge' },
    { status: 403, body: html('Vercel Security Checkpoint'), id: 'http/edge-challenge' },
    { status: 200, headers: { 'x-vercel-id': 'fra1::x' }, body: '{}' },
    { host: 'my-llm.vercel.app' },
  ],
  netlify: [
    {
      status: 404,
      headers: { server: 'Netlify', 'x-nf-request-id': '01H' },
      body: 'Not Found - Request ID: 01HABC',
      id: 'http/nothing-behind',
    },
    { host: 'my-llm.netlify.app' },
  ],
  render: [
    {
      status: 404,
      headers: { 'x-render-routing': 'no-server', 'rndr-id': 'a-b' },
      body: 'Not Found\n',
      id: 'http/nothing-behind',
    },
    { status: 503, body: html('Service Suspended', 'This service has been suspended by its owner.'), id: 'http/nothing-behind' },
    { status: 503, headers: { 'x-render-routing': 'hibernate-wake-error' }, body: '', id: 'server/bad-gateway' },
    { host: 'llm.onrender.com' },
  ],
  heroku: [
    {
      status: 404,
      body: html('No such app', '<iframe src="//www.herokucdn.com/error-pages/no-such-app.html">'),
      id: 'http/nothing-behind',
    },
    {
      status: 503,
      body: html('Application Error', '<iframe src="//www.herokucdn.com/error-pages/application-error.html">'),
      id: 'server/bad-gateway',
    },
    { status: 200, headers: { via: '1.1 vegur' }, body: '{}' },
    { host: 'llm.herokuapp.com' },
  ],
  railway: [
    {
      status: 404,
      headers: { 'x-railway-fallback': 'true', server: 'railway-edge' },
      body: '{"status":"error","code":404,"message":"Application not found","request_id":"x"}',
      id: 'http/nothing-behind',
    },
    {
      status: 502,
      headers: { 'x-railway-fallback': 'true' },
      body: '{"status":"error","code":502,"message":"Application failed to respond"}',
      id: 'server/bad-gateway',
    },
    {
      status: 404,
      body: '{"status":"error","code":404,"message":"Application not found","request_id":"x"}',
      id: 'http/nothing-behind',
    },
    { host: 'llm.up.railway.app' },
  ],
  fly: [
    { status: 502, headers: { server: 'Fly/abc (2026-01-01)', 'fly-request-id': '01' }, body: '', id: 'server/bad-gateway' },
    { host: 'llm.fly.dev' },
  ],
  'cloud-run': [
    {
      status: 404,
      body: html(
        'Error: Page not found',
        '<h1>Error: Page not found</h1><h2>The requested URL was not found on this server.</h2>',
      ),
      id: 'http/nothing-behind',
    },
    {
      status: 403,
      body: html(
        '403 Forbidden',
        '<h1>Error: Forbidden</h1><h2>Your client does not have permission to get URL <code>/v1/models</code> from this server.</h2>',
      ),
      id: 'http/access-proxy',
    },
    {
      status: 503,
      body: html(
        '503 Server Error',
        '<h2>The service you requested is not available yet.<p>Please try again in 30 seconds.</h2>',
      ),
      id: 'server/bad-gateway',
    },
    { host: 'llm-abc-ew.a.run.app' },
  ],
  'azure-app-service': [
    { status: 403, body: html('Web App - Unavailable', 'Error 403 - This web app is stopped.'), id: 'http/nothing-behind' },
    { status: 404, body: html('Microsoft Azure App Service - Error 404', '404 Web Site not found.'), id: 'http/nothing-behind' },
    {
      ...to(
        'https://login.microsoftonline.com/t/oauth2/v2.0/authorize?client_id=1&redirect_uri=https%3A%2F%2Fllm.azurewebsites.net%2F.auth%2Flogin%2Faad%2Fcallback',
      ),
      with: ['sign-in-redirect'],
    },
    {
      status: 401,
      headers: { 'x-ms-middleware-request-id': '0' },
      body: 'You do not have permission to view this directory or page.',
      id: 'http/access-proxy',
    },
    { status: 401, headers: { 'www-authenticate': 'Bearer realm="llm.azurewebsites.net"' }, body: '', id: 'http/access-proxy' },
    { status: 503, body: html('Azure App Service - Error 503', ':( Application Error'), id: 'server/bad-gateway' },
    { host: 'llm.azurewebsites.net' },
  ],
  'ingress-nginx': [{ status: 404, body: 'default backend - 404', id: 'http/nothing-behind' }],
  akamai: [
    {
      status: 403,
      body: html('Access Denied', 'Reference&#32;&#35;18&#46;1 https://errors.edgesuite.net/18.1'),
      id: 'http/edge-challenge',
    },
    { status: 503, body: html('Service Unavailable', 'Zero size object. Reference&#32;&#35;'), id: 'server/bad-gateway' },
    { status: 403, headers: { server: 'AkamaiGHost' }, body: html('Access Denied'), id: 'http/edge-challenge' },
  ],
  fastly: [
    {
      status: 500,
      body: 'Fastly error: unknown domain: llm.example. Please check that this domain has been added to a service.',
      id: 'http/nothing-behind',
    },
    {
      status: 503,
      headers: { 'x-served-by': 'cache-fra-eddf1' },
      body: html('503 first byte timeout', '<p>Error 54113</p>'),
      id: 'server/bad-gateway',
    },
  ],
  cloudfront: [
    {
      status: 403,
      body: html('ERROR: The request could not be satisfied', 'Request blocked. Generated by cloudfront (CloudFront)'),
      id: 'http/edge-challenge',
    },
    {
      status: 502,
      body: html(
        'ERROR: The request could not be satisfied',
        "CloudFront wasn't able to connect to the origin. Generated by cloudfront",
      ),
      id: 'server/bad-gateway',
    },
    {
      status: 403,
      body: html(
        'ERROR: The request could not be satisfied',
        "Bad request. We can't connect to the server for this app. Generated by cloudfront",
      ),
      id: 'http/nothing-behind',
    },
    {
      status: 403,
      body: html(
        'ERROR: The request could not be satisfied',
        "Request blocked. We can't connect to the server for this app or website at this time. Generated by cloudfront",
      ),
      id: 'http/edge-challenge',
    },
    { status: 403, headers: { 'x-cache': 'LambdaGeneratedResponse from cloudfront' }, body: '', id: 'http/edge-challenge' },
    { status: 200, headers: { 'x-amz-cf-id': 'x' }, body: '{}' },
  ],
  'aws-waf': [
    { status: 405, headers: { 'x-amzn-waf-action': 'captcha' }, body: '', id: 'http/edge-challenge' },
    { status: 202, body: html('Human Verification', 'AwsWafIntegration'), id: 'http/edge-challenge' },
  ],
  imperva: [
    { status: 403, headers: { 'x-iinfo': '1' }, body: html('x', 'Incapsula incident ID: 1'), id: 'http/edge-challenge' },
    { status: 503, body: html('x', '<script src="/_Incapsula_Resource?SWJIYLWA=1">'), id: 'server/bad-gateway' },
  ],
  f5: [
    {
      status: 200,
      body: html('Request Rejected', 'The requested URL was rejected. Please consult with your administrator.'),
      id: 'http/edge-challenge',
    },
  ],
  sucuri: [
    {
      status: 403,
      headers: { server: 'Sucuri/Cloudproxy' },
      body: html('Sucuri WebSite Firewall - Access Denied'),
      id: 'http/edge-challenge',
    },
  ],
  modsecurity: [
    {
      status: 406,
      body: html('Not Acceptable!', 'An appropriate representation was not found. This error was generated by Mod_Security.'),
      id: 'http/edge-challenge',
    },
  ],
  'ddos-guard': [{ status: 403, headers: { server: 'ddos-guard' }, body: html('DDoS-Guard'), id: 'http/edge-challenge' }],
  'azure-front-door': [
    {
      status: 404,
      body: html('Oops!', "Page not found. We weren't able to find your Azure Front Door Service configuration."),
      id: 'http/nothing-behind',
    },
    { status: 503, body: html('x', "Our services aren't available right now"), id: 'server/bad-gateway' },
    { status: 403, headers: { 'x-azure-ref': '0x' }, body: html('x', 'The request is blocked.'), id: 'http/edge-challenge' },
    { status: 403, body: html('Azure Front Door', 'The request is blocked. Azure Front Door'), id: 'http/edge-challenge' },
  ],
  varnish: [
    {
      status: 503,
      headers: { 'x-varnish': '1' },
      body: html('503 Backend fetch failed', '<h3>Guru Meditation:</h3>'),
      id: 'server/bad-gateway',
    },
  ],
  linkerd: [
    { status: 502, headers: { 'l5d-proxy-error': 'connect timed out' }, body: '', id: 'server/bad-gateway' },
    { status: 403, headers: { 'l5d-proxy-error': 'unauthorized' }, body: '', id: 'http/not-the-api' },
  ],
  envoy: [
    {
      status: 503,
      headers: { server: 'istio-envoy' },
      body: 'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
      id: 'server/bad-gateway',
    },
    {
      status: 503,
      body: 'upstream connect error or disconnect/reset before headers. reset reason: protocol error',
      id: 'http/protocol-unsupported',
    },
    { status: 403, body: 'RBAC: access denied', id: 'http/not-the-api' },
    { status: 401, body: 'Jwt is missing', id: 'http/access-proxy' },
    { status: 429, body: 'local_rate_limited', id: 'limit/rate-limit' },
    { status: 404, headers: { server: 'envoy' }, body: '', id: 'http/not-found' },
    { status: 502, headers: { server: 'envoy' }, body: '', id: 'server/bad-gateway' },
    { status: 413, body: 'Payload Too Large', id: 'http/too-large' },
    { status: 200, headers: { 'x-envoy-upstream-service-time': '3' }, body: '{}' },
    { status: 200, headers: { 'x-envoy-decorator-operation': 'x:80/*' }, body: '{}' },
  ],
  kubernetes: [{ environment: { KUBERNETES_SERVICE_HOST: '10.96.0.1' } }],
  'aws-elb': [
    {
      status: 503,
      headers: { server: 'awselb/2.0' },
      body: html('503 Service Temporarily Unavailable'),
      id: 'http/nothing-behind',
    },
    { status: 464, headers: { server: 'awselb/2.0' }, body: '', id: 'http/protocol-unsupported' },
    {
      status: 502,
      headers: { server: 'awselb/2.0' },
      body: html('502 Bad Gateway', '<center><h1>502 Bad Gateway</h1></center>'),
      id: 'server/bad-gateway',
    },
    { status: 403, headers: { server: 'awselb/2.0' }, body: html('403 Forbidden'), id: 'http/edge-challenge' },
    { status: 413, headers: { server: 'awselb/2.0' }, body: html('413 Request Entity Too Large'), id: 'http/too-large' },
    { host: 'llm-1.eu-central-1.elb.amazonaws.com' },
    { aliases: ['llm-1.eu-central-1.elb.amazonaws.com.'] },
  ],
  'google-load-balancer': [
    {
      status: 502,
      body: html('502 Server Error', 'The server encountered a temporary error and could not complete your request.'),
      id: 'server/bad-gateway',
      with: [],
    },
    { status: 503, headers: { via: '1.1 google' }, body: 'no healthy upstream', id: 'server/bad-gateway', with: ['envoy'] },
    { status: 404, body: 'response 404 (backend NotFound), service rules for the path non-existent', id: 'http/nothing-behind' },
  ],
  'azure-application-gateway': [
    {
      status: 502,
      headers: { server: 'Microsoft-Azure-Application-Gateway/v2' },
      body: html('502 Bad Gateway', '<center>Microsoft-Azure-Application-Gateway/v2</center>'),
      id: 'server/bad-gateway',
    },
    {
      status: 403,
      body: html('403 Forbidden', '<center>Microsoft-Azure-Application-Gateway/v2</center>'),
      id: 'http/edge-challenge',
    },
    { status: 413, body: html('413', '<center>Microsoft-Azure-Application-Gateway/v2</center>'), id: 'http/too-large' },
  ],
  nginx: [
    { status: 502, headers: { server: 'nginx' }, body: nginxPage(502, 'Bad Gateway'), id: 'server/bad-gateway' },
    { status: 413, body: nginxPage(413, 'Request Entity Too Large', 'openresty'), id: 'http/too-large' },
  ],
  haproxy: [
    {
      status: 503,
      body: '<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>\n',
      id: 'server/bad-gateway',
    },
    {
      status: 403,
      body: '<html><body><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.\n</body></html>\n',
      id: 'http/not-the-api',
    },
    {
      status: 429,
      body: '<html><body><h1>429 Too Many Requests</h1>\nYou have sent too many requests in a given amount of time.\n</body></html>\n',
      id: 'http/edge-challenge',
    },
  ],
  apache: [
    {
      status: 502,
      headers: { server: 'Apache/2.4.62 (Debian)' },
      body: html(
        '502 Proxy Error',
        'The proxy server received an invalid response from an upstream server.<address>Apache/2.4.62 (Debian) Server at x Port 80</address>',
      ),
      id: 'server/bad-gateway',
    },
    {
      status: 413,
      body: html(
        '413 Request Entity Too Large',
        'The requested resource does not allow request data with POST requests, or the amount of data provided in the request exceeds',
      ),
      id: 'http/too-large',
    },
  ],
  traefik: [{ status: 503, body: 'no available server\n', id: 'server/bad-gateway' }],
  caddy: [{ status: 502, headers: { server: 'Caddy' }, body: '', id: 'server/bad-gateway' }],
  'kong-gateway': [
    { status: 404, body: '{\n  "message":"no Route matched with those values",\n  "request_id":"x"\n}', id: 'http/not-found' },
    { status: 503, body: '{"message":"name resolution failed"}', id: 'server/bad-gateway' },
  ],
  iis: [
    {
      status: 503,
      headers: { server: 'Microsoft-HTTPAPI/2.0' },
      body: html('Service Unavailable', '<h2>Service Unavailable</h2>\r\n<hr><p>HTTP Error 503. The service is unavailable.</p>'),
      id: 'server/bad-gateway',
    },
    { status: 400, body: html('Bad Request', '<h2>Bad Request - Invalid Hostname</h2>'), id: 'http/not-the-api' },
  ],
  'agent-egress-proxy': [
    { status: 403, headers: { 'x-deny-reason': 'host_not_allowed' }, body: 'Host not in allowlist', id: 'http/block-page' },
    {
      status: 403,
      headers: { 'x-proxy-error': 'blocked-by-allowlist' },
      body: 'Connection blocked by network allowlist',
      id: 'http/block-page',
    },
    { status: 403, body: 'Host not in allowlist: api.example', id: 'http/block-page' },
    { replies: ['403 Forbidden\nx-deny-reason: host_not_allowed\n\nHost not in allowlist'] },
  ],
  'docker-sandbox': [
    {
      status: 403,
      body: 'Blocked by network policy: domain api.example:443 detail: no matching allow rule',
      id: 'http/block-page',
    },
    { replies: ['403 Forbidden\n\nBlocked by network policy: domain api.example:443'] },
  ],
  'claude-code-sandbox': [{ environment: { SANDBOX_RUNTIME: '1' } }],
  'codex-sandbox': [{ environment: { CODEX_SANDBOX_NETWORK_DISABLED: '1' } }, { environment: { CODEX_SANDBOX: 'seatbelt' } }],
  'copilot-agent-firewall': [
    { environment: { COPILOT_AGENT_FIREWALL_ENABLED: 'true' } },
    { environment: { COPILOT_AGENT_FIREWALL_RULESET_ALLOW_LIST: '' } },
  ],
  'harden-runner': [{ addresses: ['54.185.253.63'] }],
  'github-actions': [{ environment: { GITHUB_ACTIONS: 'true' } }],
  'dev-container': [{ environment: { REMOTE_CONTAINERS: 'true' } }],
  codespaces: [{ environment: { CODESPACES: 'true' } }],
  'fake-ip': [{ addresses: ['198.18.0.37'] }, { addresses: ['fc00::1a'] }],
  'iran-filter': [{ addresses: ['10.10.34.35'] }, page('x', '<iframe src="http://10.10.34.36?type=Invalid">')],
  'turkey-filter': [{ addresses: ['195.175.254.2'] }, page('x', 'http://uyari.btk.gov.tr')],
  'indonesia-filter': [page('Internet Positif')],
  'korea-filter': [page('x', '<iframe src="http://www.warning.or.kr">', 200)],
  'kazakhstan-root': [signed('C=KZ, CN=Qaznet Trust Network')],
  opennds: [
    { status: 200, body: html('openNDS'), id: 'http/captive-portal' },
    { status: 302, headers: { location: 'http://10.0.0.1:2050/opennds_preauth/?fas=x' }, id: 'http/captive-portal' },
  ],
  'fortigate-portal': [
    {
      status: 200,
      body: '<html><script>window.location="https://10.0.0.1:1003/fgtauth?0a1b";</script></html>',
      id: 'http/captive-portal',
    },
    { status: 302, headers: { location: 'http://10.0.0.1:1000/fgtauth?0a1b' }, id: 'http/captive-portal' },
  ],
  'meraki-splash': [
    { status: 200, body: html('x', 'https://n1.network-auth.com/splash'), id: 'http/captive-portal' },
    { status: 302, headers: { location: 'https://n1.network-auth.com/splash?mac=x' }, id: 'http/captive-portal' },
  ],
  'aruba-portal': [
    {
      status: 302,
      headers: { location: 'https://securelogin.arubanetworks.com/cgi-bin/login?cmd=login' },
      id: 'http/captive-portal',
    },
    { status: 200, body: html('x', 'https://securelogin.example/swarm.cgi'), id: 'http/captive-portal' },
  ],
  'mikrotik-hotspot': [
    {
      status: 302,
      headers: { location: 'http://hotspot.example/login?dst=http%3A%2F%2Fx' },
      body: '<!-- mikrotik -->',
      id: 'http/captive-portal',
    },
  ],
  wispr: [{ status: 200, body: '<html><!-- <WISPAccessGatewayParam> --></html>', id: 'http/captive-portal' }],
  squid: [
    {
      status: 403,
      headers: { 'x-squid-error': 'ERR_ACCESS_DENIED 0' },
      body: html('ERROR: The requested URL could not be retrieved'),
      id: 'http/block-page',
    },
    { status: 403, body: html('ERROR', '<body id=ERR_ACCESS_DENIED>'), id: 'http/block-page' },
    { status: 503, headers: { 'x-squid-error': 'ERR_CONNECT_FAIL 111' }, body: html('ERROR'), id: 'server/bad-gateway' },
    { replies: ['403 Forbidden\nx-squid-error: ERR_ACCESS_DENIED 0\nserver: squid/5.7'] },
    { status: 200, headers: { via: '1.1 cache (squid/6.6)' }, body: '{}' },
  ],
  tinyproxy: [
    {
      status: 403,
      body: html(
        '403 Access violation',
        '<p><em>Generated by <a href="https://tinyproxy.github.io/">tinyproxy</a> version 1.11.1.</em></p>',
      ),
      id: 'http/block-page',
    },
    {
      status: 500,
      body: html(
        '500 Unable to connect',
        '<p><em>Generated by <a href="https://tinyproxy.github.io/">tinyproxy</a> version 1.11.1.</em></p>',
      ),
      id: 'server/bad-gateway',
    },
    { replies: ['403 Access violation\nserver: tinyproxy/1.11.1'] },
  ],
  privoxy: [
    { status: 403, body: html('Request blocked by Privoxy'), id: 'http/block-page' },
    { status: 503, body: html('503 - Connect failed (Privoxy@localhost)'), id: 'server/bad-gateway' },
    { replies: ['403 Request blocked by Privoxy\n'] },
  ],
  'docker-host-proxy': [
    { environment: { HTTPS_PROXY: 'http://host.docker.internal:7890' } },
    { environment: { https_proxy: 'http://host.docker.internal:7890' } },
  ],
  'auth-helper-proxy': [{ replies: ['502 Parent proxy unreacheable\nserver: cntlm'] }],
  vite: [{ status: 403, body: 'Blocked request. This host ("llm.corp.test") is not allowed.', id: 'http/not-the-api' }],
  'trusted-host': [{ status: 400, body: 'Invalid host header', id: 'http/bad-request' }],
  'azure-private-link': [
    { aliases: ['llm.privatelink.openai.azure.com'] },
    { status: 403, body: '{"error":{"code":"403","message":"Public access is disabled. Please configure private endpoint."}}' },
  ],
  'aws-privatelink': [
    { host: 'vpce-1-x.bedrock-runtime.us-east-1.vpce.amazonaws.com' },
    { aliases: ['vpce-1-x.bedrock-runtime.us-east-1.vpce.amazonaws.com.'] },
  ],
  modal: [
    { status: 404, body: 'modal-http: invalid function call', id: 'http/nothing-behind' },
    { status: 404, body: 'modal-http: function not found', id: 'http/nothing-behind' },
    { status: 401, body: 'modal-http: missing credentials for proxy authorization', id: 'http/access-proxy' },
    { status: 500, body: 'modal-http: internal error: function execution timed out', id: 'server/bad-gateway' },
    { host: 'me--openai-compat.modal.run' },
  ],
  'hugging-face-space': [
    {
      status: 404,
      body: html('404 – Hugging Face', "Sorry, we can't find the page you are looking for."),
      id: 'http/nothing-behind',
    },
    { status: 503, body: html('Hugging Face', 'This Space has been paused by its owner.'), id: 'http/nothing-behind' },
    { host: 'me-llm.hf.space' },
  ],
  runpod: [{ host: 'abc123-8000.proxy.runpod.net' }],
  'gradio-share': [{ host: '0123456789abcdef.gradio.live' }],
  'systemd-unit': [{ environment: { INVOCATION_ID: '0123456789abcdef0123456789abcdef' } }],
  'basic-authentication': [
    {
      status: 401,
      headers: { 'www-authenticate': 'Basic realm="Restricted"' },
      body: nginxPage(401, 'Authorization Required'),
      with: ['nginx'],
    },
  ],
  'windows-authentication': [{ status: 401, headers: { 'www-authenticate': 'Negotiate' }, body: html('401 - Unauthorized') }],
  'cloudflare-workers': [
    { host: 'proxy.me.workers.dev' },
    { status: 500, body: html('Worker threw exception | example | Cloudflare', 'Error 1101'), with: ['cloudflare'] },
  ],
  'aws-lambda': [{ environment: { AWS_LAMBDA_FUNCTION_NAME: 'ask' } }],
  'aws-ecs': [{ environment: { ECS_CONTAINER_METADATA_URI_V4: 'http://169.254.170.2/v4/1' } }],
  'cloud-run-runtime': [{ environment: { K_SERVICE: 'ask' } }],
  'azure-app-service-runtime': [{ environment: { WEBSITE_SITE_NAME: 'ask' } }],
  'vercel-runtime': [{ environment: { VERCEL: '1' } }],
  'netlify-runtime': [{ environment: { NETLIFY: 'true' } }],
  'heroku-dyno': [{ environment: { DYNO: 'web.1' } }],
  'render-runtime': [{ environment: { RENDER: 'true' } }],
  'railway-runtime': [{ environment: { RAILWAY_ENVIRONMENT_NAME: 'production' } }],
  'fly-runtime': [{ environment: { FLY_APP_NAME: 'ask' } }],
  replit: [{ environment: { REPL_ID: '1' } }],
  colab: [{ environment: { COLAB_RELEASE_TAG: 'release-colab_20261101' } }],
  kaggle: [{ environment: { KAGGLE_KERNEL_RUN_TYPE: 'Interactive' } }],
  databricks: [{ environment: { DATABRICKS_RUNTIME_VERSION: '17.3' } }],
  'hugging-face-space-runtime': [{ environment: { SPACE_ID: 'me/llm' } }],
  pythonanywhere: [
    { environment: { PYTHONANYWHERE_DOMAIN: 'pythonanywhere.com' } },
    { environment: { HTTPS_PROXY: 'http://proxy.server:3128' } },
    { environment: { https_proxy: 'http://proxy.server:3128' } },
  ],
  slurm: [{ environment: { SLURM_JOB_ID: '4711' } }],
  'gitlab-ci': [{ environment: { GITLAB_CI: 'true' } }],
  'azure-pipelines': [{ environment: { TF_BUILD: 'True' } }],
};
