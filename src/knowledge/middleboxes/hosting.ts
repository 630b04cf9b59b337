import { speaking } from './build.ts';
import type { MiddleboxEntry } from './entry.ts';

/** Hosting services: under their addresses they answer themselves where nothing is deployed, started or awake. */
export const hosting: MiddleboxEntry[] = [
  speaking({
    id: 'vercel',
    name: 'Vercel',
    kind: 'hosting',
    answers: [
      { id: 'http/nothing-behind', headers: [['x-vercel-error', /^(?:DEPLOYMENT_|NOT_FOUND|DNS_HOSTNAME_)/]], anyBody: true },
      {
        id: 'http/nothing-behind',
        page: /The deployment could not be found on Vercel|\bDEPLOYMENT_(?:NOT_FOUND|DISABLED|DELETED|PAUSED)\b/,
      },
      { id: 'http/too-large', headers: [['x-vercel-error', /TOO_LARGE|OUT_OF_RANGE_/]], anyBody: true },
      { id: 'server/bad-gateway', status: [500, 502, 503, 504, 508], headers: [['x-vercel-error', /./]], anyBody: true },
      { id: 'http/access-proxy', status: [401], page: /vercel\.com\/sso-api|Authentication Required[\s\S]{0,2000}vercel/i },
      { id: 'http/edge-challenge', headers: [['x-vercel-mitigated', /./]], anyBody: true },
      { id: 'http/edge-challenge', page: /Vercel Security Checkpoint/i },
    ],
    recognition: [
      { headers: [['x-vercel-id', /./]], certainty: 'proved', source: 'Vercel documentation, response headers' },
      { host: /\.vercel\.app$/, certainty: 'proved', source: 'Vercel documentation, deployment URLs' },
    ],
    wants: {
      what: 'the secret of Protection Bypass for Automation',
      headers: ['x-vercel-protection-bypass: <secret>'],
    },
    steps: {
      'auth/unsupported-region': [
        'The first part of x-vercel-id in the response is the region that answered, such as hkg1, which is Hong Kong. Let the function run elsewhere, with "regions": ["iad1"] in vercel.json, and deploy it again.',
      ],
      'http/access-proxy': [
        'Send the secret of Protection Bypass for Automation (project settings, Deployment Protection) in the header x-vercel-protection-bypass, or switch Deployment Protection off for this project.',
      ],
      'http/nothing-behind': [
        'Deploy the project again, or take the address that it has now: `vercel ls`',
        'NOT_FOUND with a deployment that runs means that this path has no function or file: compare it with the routes of the project.',
      ],
      'server/bad-gateway': [
        'FUNCTION_INVOCATION_TIMEOUT means that the function took longer than its maxDuration: raise that, or stream the answer.',
      ],
    },
    source: 'Vercel documentation, errors',
  }),
  speaking({
    id: 'netlify',
    name: 'Netlify',
    kind: 'hosting',
    answers: [
      { id: 'http/nothing-behind', status: [404], headers: [['server', /^Netlify/i]], page: /^Not Found - Request ID: / },
    ],
    recognition: [
      { headers: [['x-nf-request-id', /./]], certainty: 'proved', source: 'Netlify documentation, request ids' },
      { host: /\.netlify\.app$/, certainty: 'proved', source: 'Netlify documentation' },
    ],
    steps: {
      'http/nothing-behind': [
        'No site at Netlify has the name {host}: deploy it again, or take the address that the site has now.',
      ],
    },
    source: 'Netlify support guide, “Not Found - Request ID”',
  }),
  speaking({
    id: 'render',
    name: 'Render',
    kind: 'hosting',
    answers: [
      { id: 'http/nothing-behind', headers: [['x-render-routing', /no-server|suspend/i]], anyBody: true },
      { id: 'http/nothing-behind', status: [503], page: /Service Suspended|This service has been suspended/i },
      { id: 'server/bad-gateway', status: [502, 503], headers: [['x-render-routing', /./]], anyBody: true },
    ],
    recognition: [
      { headers: [['rndr-id', /./]], certainty: 'proved', source: 'answers quoted in public issue trackers' },
      { host: /\.onrender\.com$/, certainty: 'proved', source: 'Render documentation, web services' },
    ],
    steps: {
      'http/nothing-behind': [
        'Open the service in Render’s dashboard and deploy or resume it: no running instance has the address {host}.',
      ],
      'server/bad-gateway': [
        'A free instance sleeps after 15 minutes and takes up to a minute to wake: send the request again, or use an instance that does not sleep.',
      ],
    },
    source: 'Render documentation, and headers quoted in public issue trackers',
  }),
  speaking({
    id: 'heroku',
    name: 'Heroku',
    kind: 'hosting',
    answers: [
      {
        id: 'http/nothing-behind',
        page: /herokucdn\.com\/error-pages\/no-such-app|There's nothing here, yet\.|<title>No such app<\/title>/i,
      },
      {
        id: 'server/bad-gateway',
        status: [502, 503],
        page: /herokucdn\.com\/error-pages\/(?:application-error|maintenance-mode)|An error occurred in the application and your page could not be served/i,
      },
    ],
    recognition: [
      { headers: [['via', /\bvegur\b|heroku-router/i]], certainty: 'proved', source: 'Heroku Dev Center, HTTP routing' },
      { host: /\.herokuapp\.com$/, certainty: 'proved', source: 'Heroku Dev Center' },
    ],
    steps: {
      'http/nothing-behind': [
        'No app at Heroku has the name {host}: see the address that it has now: `heroku domains --app APP`',
      ],
      'server/bad-gateway': [
        'See why the app does not answer (H10 crashed, H12 took longer than 30 s, H14 no web dyno): `heroku logs --tail --app APP`',
      ],
    },
    source: 'Heroku Dev Center, error codes and error pages',
  }),
  speaking({
    id: 'railway',
    name: 'Railway',
    kind: 'hosting',
    answers: [
      { id: 'http/nothing-behind', status: [404], headers: [['x-railway-fallback', /true/i]], anyBody: true },
      { id: 'server/bad-gateway', status: [502, 503, 504], headers: [['x-railway-fallback', /true/i]], anyBody: true },
      {
        id: 'http/nothing-behind',
        status: [404],
        page: /^\s*\{(?=[^{}]{0,400}"code": ?404)[^{}]{0,400}"message": ?"Application not found"/,
        anyBody: true,
      },
      {
        id: 'server/bad-gateway',
        status: [502],
        page: /^\s*\{[^{}]{0,400}"message": ?"Application failed to respond"/,
        anyBody: true,
      },
    ],
    recognition: [
      { headers: [['server', /^railway-edge/i]], certainty: 'proved', source: 'answers quoted in public issue trackers' },
      { host: /\.up\.railway\.app$/, certainty: 'proved', source: 'Railway documentation, public networking' },
    ],
    steps: {
      'http/nothing-behind': [
        'Deploy or resume the service in Railway: nothing runs under {host}. Compare the domain with the one under Settings, Networking.',
      ],
      'server/bad-gateway': [
        'Configure the server to listen on 0.0.0.0 and on the port in the variable PORT, which is the target port of the domain.',
      ],
    },
    source: 'Railway documentation, application failed to respond',
  }),
  speaking({
    id: 'fly',
    name: 'Fly.io',
    kind: 'hosting',
    answers: [{ id: 'server/bad-gateway', status: [502, 503, 504], headers: [['server', /^Fly\//]], page: /^\s*$|<html/i }],
    recognition: [
      { headers: [['fly-request-id', /./]], certainty: 'proved', source: 'Fly.io documentation, request headers' },
      { host: /\.fly\.dev$/, certainty: 'proved', source: 'Fly.io documentation' },
    ],
    steps: {
      'server/bad-gateway': [
        'Start a machine of the app, and let it listen on 0.0.0.0 and the internal_port of fly.toml: `fly machine start`',
      ],
      'tls/reset': ['The app at {host} may have no machine or no certificate: `fly status`'],
    },
    source: 'Fly.io documentation, troubleshooting your deployment',
  }),
  speaking({
    id: 'cloud-run',
    name: 'Google Cloud Run',
    kind: 'hosting',
    answers: [
      {
        id: 'http/nothing-behind',
        status: [404],
        page: /<title>Error: Page not found<\/title>[\s\S]{0,600}The requested URL was not found on this server/i,
      },
      {
        id: 'http/access-proxy',
        status: [401, 403],
        page: /<title>(?:Error: (?:Forbidden|Unauthorized)|40[13] (?:Forbidden|Unauthorized))<\/title>[\s\S]{0,600}Your client does not have permission/i,
      },
      {
        id: 'server/bad-gateway',
        status: [500, 502, 503],
        page: /<title>(?:Error: )?(?:Server Error|5\d\d[^<]{0,40})<\/title>[\s\S]{0,600}(?:Please try again in 30 seconds|The service you requested is not available)/i,
      },
    ],
    recognition: [
      { host: /\.(?:run\.app|cloudfunctions\.net)$/, certainty: 'proved', source: 'Google Cloud documentation, Cloud Run URLs' },
    ],
    wants: {
      what: 'a Google identity token for this service',
      headers: ['X-Serverless-Authorization: Bearer <identity token>'],
    },
    steps: {
      'http/access-proxy': [
        'Send a Google identity token in X-Serverless-Authorization, so that Authorization stays free for the API’s key. A token for trying it: `gcloud auth print-identity-token`',
        'Give the caller the role Cloud Run Invoker (roles/run.invoker) on the service.',
        'Or make the service public and protect it with the API key: `gcloud run services add-iam-policy-binding SERVICE --member=allUsers --role=roles/run.invoker`',
      ],
      'http/nothing-behind': [
        'No service of Cloud Run answers under {host} and this path: compare both with the URL of the service: `gcloud run services list`',
      ],
      'http/not-found': [
        'If the page is Google’s own (“That’s all we know”), the request did not reach the service: its ingress is limited to internal traffic, or no service has this name and region. To let it in: `gcloud run services update SERVICE --ingress=all`',
      ],
    },
    source: 'Google Cloud documentation, Cloud Run troubleshooting and service-to-service authentication',
  }),
  speaking({
    id: 'azure-app-service',
    name: 'Azure App Service',
    aliases: ['easy-auth', 'azurewebsites'],
    kind: 'hosting',
    answers: [
      { id: 'http/nothing-behind', status: [403], page: /Error 403 - This web app is stopped|this web app is stopped/i },
      { id: 'http/nothing-behind', status: [404], page: /404 Web Site not found|Microsoft Azure App Service - Error 404/i },
      {
        id: 'http/access-proxy',
        status: [301, 302, 303, 307],
        headers: [['location', /%2F\.auth%2Flogin%2F|\/\.auth\/login\//i]],
      },
      { id: 'http/access-proxy', status: [401, 403], headers: [['x-ms-middleware-request-id', /./]] },
      {
        id: 'http/access-proxy',
        status: [401],
        headers: [['www-authenticate', /Bearer realm="[^"]{1,200}\.azurewebsites\.net"/i]],
      },
      { id: 'server/bad-gateway', status: [502, 503], page: /<title>Azure App Service - Error|:\( Application Error/i },
    ],
    recognition: [
      {
        host: /\.(?:azurewebsites\.net|azurecontainerapps\.io)$/,
        certainty: 'proved',
        source: 'Azure App Service documentation',
      },
    ],
    wants: { what: 'a token of Microsoft Entra ID for this app', headers: ['Authorization: Bearer <token>'] },
    steps: {
      'http/access-proxy': [
        'Send a token of Microsoft Entra ID for this app, or have App Service authentication let requests without one through: Authentication, Restrict access, Allow unauthenticated access. A token for trying it: `az account get-access-token --resource api://CLIENT_ID`',
      ],
      'http/nothing-behind': ['Start the app again: `az webapp start --name APP --resource-group GROUP`'],
    },
    source: 'Azure App Service documentation, authentication and error pages',
  }),
  speaking({
    id: 'ingress-nginx',
    name: 'ingress-nginx (default backend)',
    kind: 'hosting',
    answers: [{ id: 'http/nothing-behind', status: [404], page: /^default backend - 404\s*$/ }],
    steps: {
      'http/nothing-behind': ['No Ingress has this host and path: compare {host} with the rules: `kubectl get ingress -A`'],
    },
    source: 'kubernetes/ingress-nginx, images/custom-error-pages and defaultbackend',
  }),
];
