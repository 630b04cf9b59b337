import { problem } from '../../../src/model/errors.ts';
import type { InstalledFacts } from '../../../src/model/facts/client.ts';
import {
  AGAIN,
  answering,
  calling,
  distrusted,
  exchangeOf,
  httpAnswer,
  issuedBy,
  MODELS,
  NOT_FOUND,
  resolved,
  resolver,
  type Seen,
  SILENT,
  shaken,
  tunneled,
  unconnected,
  unresolved,
} from '../../support/environment.ts';
import { addresses, connectError, connected, connectFacts, failed, lookedUp, saw } from '../../support/tcp-cases.ts';
import type { Case } from './case.ts';

const GEM = { url: 'https://generativelanguage.googleapis.com/v1beta/openai', key: 'AIzaSyABCDEFGHIJKLMNOPQRSTUVWXYZ0123456' };
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL2NvZ25pdGl2ZXNlcnZpY2VzLmF6dXJlLmNvbSJ9.c2lnbmF0dXJl';
const error = (message: string, more: Record<string, unknown> = {}) => ({ error: { message, ...more } });
const page = (title: string, text = '') => `<!DOCTYPE html><html><head><title>${title}</title></head><body>${text}</body></html>`;
const silent = (server: string) =>
  resolver({ outcome: 'timeout', rcode: null, problem: problem('TIMEOUT', 'TIMEOUT') }, { server });

/** The SDK for Python in this version. */
function py(version: string): { 'client/installed': ReturnType<typeof saw<InstalledFacts>> } {
  const sdk = { registry: 'python' as const, name: 'openai', version, place: 'site-packages' };
  return { 'client/installed': saw<InstalledFacts>({ python: '3.11', packages: [sdk], bugs: [] }) };
}

/** The proxy is not there. */
function proxyRefused(host: string, port: number): Seen {
  return () => ({
    'proxy/address': saw(lookedUp(host, addresses(host))),
    'proxy/connect': saw(connectFacts([failed(host, 'refused', connectError('ECONNREFUSED', host))], { port })),
  });
}

/** The server has chat completions, and no /responses. */
const CHAT_ONLY: Seen = () => ({
  'http/endpoints': saw({
    tried: [
      { path: '/responses', exists: false, status: 404, id: 'http/not-found', said: '404 page not found' },
      { path: '/chat/completions', exists: true, status: 400, id: 'http/bad-request', said: 'x' },
    ],
    control: { path: '/none', exists: false, status: 404, id: 'http/not-found', said: '404 page not found' },
    generated: null,
  }),
});

/** Environments of public threads, in the order in which they were met. Cause and mend were written down before the tool was run. */
export const reportCases: Case[] = [
  {
    name: 'mac: https_proxy good, HTTPS_PROXY dead port',
    platform: 'macos',
    env: { https_proxy: 'http://127.0.0.1:7897', HTTPS_PROXY: 'http://127.0.0.1:7899' },
    seen: (target) => ({ ...tunneled({ outcome: 'open' })(target), ...answering(200, MODELS)(target) }),
    other: unconnected('timeout'),
    id: 'proxy/client-divergence',
    mend: /same value|HTTPS_PROXY=\S+ https_proxy=/,
  },
  {
    name: 'win: system SOCKS proxy, no variable',
    platform: 'windows',
    systemProxy: { system: 'windows', server: 'socks=127.0.0.1:10808', exceptions: '', script: null },
    seen: unconnected('timeout'),
    id: 'config/proxy-scheme-unsupported',
    mend: /socks5h|HTTPS_PROXY/,
  },
  {
    name: 'win: stale proxy variables, system proxy has another port',
    platform: 'windows',
    env: { HTTP_PROXY: 'http://127.0.0.1:6850', HTTPS_PROXY: 'http://127.0.0.1:6850' },
    systemProxy: { system: 'windows', server: '127.0.0.1:7890', exceptions: '', script: null },
    seen: proxyRefused('127.0.0.1', 6850),
    other: unconnected('timeout'),
    id: 'proxy/refused',
    mend: /7890|Remove-Item Env:HTTPS_PROXY|correct the port/i,
  },
  {
    name: 'container: HTTP_PORXY',
    platform: 'container',
    env: { HTTP_PORXY: 'http://proxy.lan:3128' },
    seen: unconnected('timeout'),
    id: 'tcp/timeout',
    mend: /HTTPS_PROXY/,
  },
  {
    name: 'mac: corporate inspection, openai 1.x',
    platform: 'macos',
    seen: shaken(issuedBy('O=Acme Corp, CN=Acme Corp Proxy CA'), { seen: py('1.34.0') }),
    id: 'tls/interception',
    mend: /SSL_CERT_FILE|bundle/,
  },
  {
    name: 'mac: vLLM with own CA',
    platform: 'macos',
    url: 'https://vllm.corp.example/v1',
    key: 'EMPTY',
    seen: shaken(distrusted('unknown-issuer', { issuer: 'CN=corp-ca', subject: 'CN=vllm.corp.example' })),
    id: 'tls/unknown-issuer',
    mend: /NODE_EXTRA_CA_CERTS/,
  },
  {
    name: 'container: UFW drops',
    platform: 'container',
    url: 'http://host.docker.internal:11434/v1',
    key: 'ollama',
    seen: unconnected('timeout', { found: ['172.17.0.1'] }),
    id: 'tcp/timeout',
    mend: /ufw allow/,
  },
  {
    name: 'container: litellm is a sibling service',
    platform: 'container',
    url: 'http://host.docker.internal:4000',
    key: 'sk-1234',
    seen: unconnected('timeout', { found: ['172.17.0.1'] }),
    id: 'tcp/timeout',
    mend: /name of (?:its|the) service|SERVICE/,
  },
  {
    name: 'Colab: Ollama was never started',
    platform: 'container',
    env: { COLAB_RELEASE_TAG: 'release-colab_2026' },
    url: 'http://localhost:11434/v1',
    key: 'ollama',
    seen: unconnected('refused'),
    id: 'tcp/refused',
    mend: /ollama serve/,
  },
  {
    name: 'NVIDIA lacks /responses',
    url: 'https://integrate.api.nvidia.com/v1',
    key: 'nvapi-abcdefghijklmnop',
    seen: answering(
      200,
      MODELS,
      {},
      {
        seen: {
          'http/endpoints': saw({
            tried: [
              { path: '/responses', exists: false, status: 404, id: 'http/not-found', said: '404 page not found' },
              { path: '/chat/completions', exists: true, status: 400, id: 'http/bad-request', said: 'x' },
            ],
            control: { path: '/none', exists: false, status: 404, id: 'http/not-found', said: '404 page not found' },
            generated: null,
          }),
        },
      },
    ),
    id: 'http/endpoint-missing',
    mend: /\.chat\(/,
  },
  {
    name: 'proxyapi.ru',
    url: 'https://api.proxyapi.ru/v1',
    key: 'sk-abcdefghijklmnop',
    seen: answering(
      404,
      { detail: 'Not found' },
      {},
      { seen: { 'http/base-path': saw({ tried: [{ path: '/api/v1', answersAsApi: false, status: 404 }] }) } },
    ),
    id: 'auth/unverifiable',
    mend: /\/openai\/v1/,
  },
  {
    name: 'ollama/ with api_base /v1',
    url: 'http://localhost:4000/v1',
    key: 'sk-1234',
    seen: calling(
      500,
      error(
        'litellm.APIConnectionError: Ollama_chatException - 404 page not found. Received Model Group=gemma3-tools\nAvailable Model Group Fallbacks=None',
        { type: null, param: null, code: '500' },
      ),
      { 'x-litellm-call-id': '1' },
    ),
    id: 'server/bad-gateway',
    mend: /api_base/,
  },
  {
    name: 'embedding model is not deployed',
    url: 'https://contoso.openai.azure.com/openai/v1',
    key: '0123456789abcdef0123456789abcdef',
    model: 'text-embedding-3-large',
    seen: calling(
      404,
      error(
        'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.',
        { code: 'DeploymentNotFound' },
      ),
    ),
    id: 'auth/model-not-found',
    mend: /deploy/i,
  },
  {
    name: 'z.ai over IPv6 is silent',
    url: 'https://api.z.ai/api/paas/v4',
    key: `${'a1'.repeat(16)}.abcdefghijklmnop`,
    seen: (target) => ({
      ...answering(200, MODELS)(target),
      ...resolved(target, ['2602:ffe4:402:b8::59', '128.14.69.121']),
      'tcp/connect': saw(connectFacts([failed('2602:ffe4:402:b8::59', 'timeout', null), connected('128.14.69.121')])),
    }),
    id: 'tcp/ipv6-broken',
    mend: /ipv4first|prefer IPv4/,
  },
  {
    name: '250 ms',
    platform: 'macos',
    seen: (target) => ({
      ...answering(200, MODELS)(target),
      'tcp/connect': saw(connectFacts([{ ...connected('203.0.113.10'), ms: 410 }])),
      'tcp/node-connect': saw({ attemptTimeoutMs: 250, connected: false, ms: 505, problem: problem('ETIMEDOUT', 'ETIMEDOUT') }),
    }),
    id: 'tcp/family-race',
    mend: /attempt-timeout/,
  },
  {
    name: 'a new key mended it',
    seen: answering(
      401,
      error(
        'Incorrect API key provided: sk-proj-****6789. You can find your API key at https://platform.openai.com/account/api-keys.',
        { type: 'invalid_request_error', code: 'invalid_api_key' },
      ),
    ),
    id: 'auth/incorrect-key',
    mend: /create a new key|new key/i,
  },
  {
    name: 'OpenRouter: User not found (key of a deleted account or wrong)',
    url: 'https://openrouter.ai/api/v1',
    key: `sk-or-v1-${'0123456789abcdef'.repeat(4)}`,
    seen: calling(401, error('User not found.', { code: 401 })),
    id: 'auth/incorrect-key',
    mend: /new key|create/i,
  },
  {
    name: 'custom relay without /v1: 200 HTML',
    url: 'https://spanagent.example',
    key: 'sk-abcdefghijklmnop',
    seen: answering(
      200,
      page('SpanAgent'),
      {},
      { seen: { 'http/base-path': saw({ tried: [{ path: '/v1', answersAsApi: true, status: 401 }] }) } },
    ),
    id: 'http/not-the-api',
    mend: /OPENAI_BASE_URL=https:\/\/spanagent\.example\/v1/,
  },
  {
    name: 'container: proxy 127.0.0.1:7890 is the host’s',
    platform: 'container',
    env: { HTTPS_PROXY: 'http://127.0.0.1:7890' },
    seen: proxyRefused('127.0.0.1', 7890),
    other: unconnected('timeout'),
    id: 'proxy/refused',
    mend: /host\.docker\.internal|--net(?:work)?[= ]host/,
  },
  {
    name: 'container: 172.17.0.1:1080 refused, network_mode host or allow LAN',
    platform: 'container',
    env: { HTTPS_PROXY: 'http://172.17.0.1:1080' },
    seen: proxyRefused('172.17.0.1', 1080),
    other: unconnected('timeout'),
    id: 'proxy/refused',
    mend: /0\.0\.0\.0|allow.?lan|network host|network_mode/i,
  },
  {
    name: 'container: network unreachable, a proxy is needed in the container',
    platform: 'container',
    seen: unconnected('unreachable'),
    id: 'tcp/unreachable',
    mend: /proxy|network/i,
  },
  {
    name: 'typo 172.0.0.1 as proxy',
    platform: 'container',
    env: { HTTPS_PROXY: 'http://172.0.0.1:8118' },
    seen: () => ({
      'proxy/address': saw(lookedUp('172.0.0.1', addresses('172.0.0.1'))),
      'proxy/connect': saw(connectFacts([failed('172.0.0.1', 'timeout', null)], { port: 8118 })),
    }),
    other: unconnected('timeout'),
    id: 'proxy/timeout',
    mend: /address|127\.0\.0\.1|host\.docker\.internal/,
  },
  {
    name: 'Windows Docker: no DNS in the container; nameserver 8.8.8.8',
    platform: 'container',
    seen: unresolved({ problem: AGAIN, pending: true, ms: 5000 }, [
      resolver({ outcome: 'timeout', rcode: null, problem: problem('TIMEOUT', 'TIMEOUT') }, { server: '192.168.65.7' }),
    ]),
    id: 'dns/timeout',
    mend: /--dns|dns:|resolv\.conf/,
  },
  {
    name: 'own nginx in front of OpenAI: alert 40 to upstream',
    url: 'https://gpt.me.example/v1',
    seen: answering(502, page('502 Bad Gateway', '<center><h1>502 Bad Gateway</h1></center><hr><center>nginx/1.24.0</center>'), {
      server: 'nginx/1.24.0',
    }),
    id: 'server/bad-gateway',
    mend: /proxy_ssl_server_name/,
  },
  {
    name: 'vLLM: context 10000',
    url: 'http://10.0.0.5:8000/v1',
    key: 'EMPTY',
    model: 'QwQ-32B',
    seen: (target) => ({
      ...answering(200, MODELS)(target),
      'http/call': saw({
        ...exchangeOf(
          target,
          '/chat/completions',
          httpAnswer(400, {
            object: 'error',
            message:
              "This model's maximum context length is 10000 tokens. However, you requested 10515 tokens (2323 in the messages, 8192 in the completion). Please reduce the length of the messages or completion.",
            type: 'BadRequestError',
            param: null,
            code: 400,
          }),
        ),
        method: 'POST',
        model: 'QwQ-32B',
        isModelGiven: true,
      }),
    }),
    id: 'request/context-length',
    mend: /max_tokens|max_completion_tokens|--max-model-len/,
  },
  {
    name: 'Azure PrivateLink over VPN: handshake dies',
    url: 'https://contoso.openai.azure.com/openai/v1',
    key: '0123456789abcdef0123456789abcdef',
    seen: (target) => ({
      ...shaken({ ...SILENT }, { found: ['10.1.0.5'] })(target),
      ...resolved(target, ['10.1.0.5'], ['contoso.privatelink.openai.azure.com']),
      'tls/client-hello-variants': saw({
        normal: 'stalled',
        normalOtherSni: 'stalled',
        minimal: 'answered',
        minimalOtherSni: 'answered',
        withoutPostQuantum: 'stalled',
        families: null,
      }),
    }),
    id: 'tcp/large-packets-lost',
    mend: /mtu|mss/i,
  },
  {
    name: 'mac VPN: company root, requests bundle set',
    platform: 'macos',
    env: { REQUESTS_CA_BUNDLE: '/Users/r/corp.pem' },
    seen: shaken(distrusted('unknown-issuer', { issuer: 'O=Corp, CN=Corp Inspection CA', hasScts: false })),
    id: 'tls/interception',
    mend: /SSL_CERT_FILE|NODE_EXTRA|bundle/,
  },
  {
    name: 'Azure behind APIM: 404 Resource not found',
    url: 'https://contoso.azure-api.net/openai',
    key: '0123456789abcdef0123456789abcdef',
    seen: answering(404, { statusCode: 404, message: 'Resource not found' }),
    id: 'http/not-found',
    mend: /suffix|operation|path/,
  },
  {
    name: 'sign-in token lacks scope model.request',
    url: 'https://api.openai.com/v1',
    key: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.c2lnbmF0dXJlc2lnbmF0dXJl',
    seen: calling(
      401,
      error(
        "You have insufficient permissions for this operation. Missing scopes: model.request. Check that you have the correct role in your organization (Reader, Writer, Owner) and project (Member, Owner), and if you're using a restricted API key, that it has the necessary scopes.",
        { type: 'invalid_request_error' },
      ),
    ),
    id: 'auth/missing-scope',
    mend: /API key/,
  },
  {
    name: 'SERVFAIL of Docker Desktop’s resolver for one host',
    platform: 'container',
    seen: unresolved({ problem: NOT_FOUND }, [resolver({ rcode: 'SERVFAIL' }, { server: '192.168.65.7' })]),
    id: 'dns/servfail',
    mend: /--dns|dns:|daemon\.json/,
  },
  {
    name: 'base URL 127.0.0.1:5001/v1',
    url: '127.0.0.1:5001/v1',
    key: 'sk-111',
    seen: () => ({}),
    id: 'config/base-url-invalid',
    mend: /http:\/\/127\.0\.0\.1:5001\/v1/,
  },
  {
    name: 'container to vLLM of the host by localhost',
    platform: 'container',
    url: 'http://localhost:8000/v1',
    key: 'EMPTY',
    seen: unconnected('refused'),
    id: 'tcp/refused',
    mend: /host\.docker\.internal/,
  },
  {
    name: 'container to 172.17.0.1:1234, LM Studio on 127.0.0.1',
    platform: 'container',
    url: 'http://172.17.0.1:1234/v1',
    key: 'lm-studio',
    seen: unconnected('refused', { found: ['172.17.0.1'] }),
    id: 'tcp/refused',
    mend: /Serve on Local Network/,
  },
  {
    ...GEM,
    name: 'Gemini free tier has limit 0',
    model: 'gemini-2.5-pro',
    seen: calling(429, [
      {
        error: {
          code: 429,
          message:
            'You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits. * Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 0, model: gemini-2.5-pro\nPlease retry in 52.8s.',
          status: 'RESOURCE_EXHAUSTED',
        },
      },
    ]),
    id: 'limit/quota-exceeded',
    mend: /set up billing/,
  },
  {
    ...GEM,
    name: 'Gemini: multiple credentials',
    seen: answering(400, [
      {
        error: {
          code: 400,
          message: 'Multiple authentication credentials received. Please pass only one.',
          status: 'INVALID_ARGUMENT',
        },
      },
    ]),
    id: 'auth/invalid-authentication',
    mend: /only one|twice|remove .*(?:key|header)/i,
  },
  {
    name: 'GitHub Models: 403 without body in a workflow',
    url: 'https://models.github.ai/inference',
    key: 'ghs_abcdefghijklmnopqrstuvwxyz0123456789',
    env: { GITHUB_ACTIONS: 'true' },
    seen: calling(403, ''),
    id: 'auth/permission-denied',
    mend: /models: ?read/,
  },
  {
    name: 'listing works, call says Invalid API key (the channel’s key)',
    url: 'https://relay.example/v1',
    key: 'sk-abcdefghijklmnop',
    seen: calling(401, error('Invalid API key', { type: 'authentication_error' }), { 'x-oneapi-request-id': '1' }),
    id: 'auth/incorrect-key',
    mend: /channel|渠道/,
  },
  {
    name: 'Windows: Clash as system proxy, Node programs do not use it',
    platform: 'windows',
    systemProxy: { system: 'windows', server: '127.0.0.1:7890', exceptions: '', script: null },
    seen: (target) => ({ ...tunneled({ outcome: 'open' })(target), ...answering(200, MODELS)(target) }),
    other: unconnected('timeout'),
    id: 'proxy/client-divergence',
    mend: /HTTPS_PROXY/,
  },
  {
    name: 'RunPod’s proxy ends long calls (524)',
    url: 'https://abc123-11434.proxy.runpod.net/v1',
    key: 'ollama',
    seen: calling(524, 'error code: 524', { server: 'cloudflare', 'cf-ray': '1-FRA' }),
    id: 'server/bad-gateway',
    mend: /100 s|stream/i,
  },
  {
    ...GEM,
    name: 'Gemini: resource exhausted',
    model: 'gemini-2.0-pro-exp',
    seen: calling(429, [
      { error: { code: 429, message: 'Resource has been exhausted (e.g. check quota).', status: 'RESOURCE_EXHAUSTED' } },
    ]),
    id: 'limit/rate-limit',
    mend: /Wait|billing|quota/,
  },
  {
    name: 'nginx proxy manager does not know the name (alert 112)',
    url: 'https://llm.home.example/v1',
    key: 'ollama',
    seen: shaken({
      stage: 'handshake',
      trusted: false,
      chain: [],
      trust: [],
      bytesRead: 7,
      problem: { ...problem('EPROTO', 'tlsv1 unrecognized name'), alert: 112 },
    }),
    id: 'tls/handshake-failure',
    mend: /host name|serve that name|proxy host/i,
  },
  {
    name: 'Windows conda: company inspection',
    platform: 'windows',
    env: { CONDA_PREFIX: 'C:\\Users\\a\\Anaconda3\\envs\\p' },
    seen: shaken(issuedBy('O=Corp, CN=Corp SSL Inspection')),
    id: 'tls/interception',
    mend: /pip-system-certs|SSL_CERT_FILE|truststore/,
  },
  {
    name: 'mac: helper listens on another port',
    platform: 'macos',
    url: 'http://127.0.0.1:15721/v1',
    key: 'sk-x',
    seen: unconnected('refused'),
    id: 'tcp/refused',
    mend: /another port/,
  },
  {
    name: 'AAAA without a route: Node gives up',
    seen: (target) => ({
      ...answering(200, MODELS)(target),
      'tcp/connect': saw(
        connectFacts(
          [
            failed('2001:db8::10', 'unreachable', connectError('ENETUNREACH', '2001:db8::10', true)),
            { ...connected('203.0.113.10'), ms: 310 },
          ],
          { interfaces: [{ name: 'eth0', families: [4] }] },
        ),
      ),
      'tcp/node-connect': saw({
        attemptTimeoutMs: 250,
        connected: false,
        ms: 252,
        problem: { ...problem('ETIMEDOUT', 'AggregateError'), errors: [problem('ENETUNREACH', 'x'), problem('ETIMEDOUT', 'y')] },
      }),
    }),
    id: 'tcp/family-race',
    mend: /autoselection/,
  },
  {
    name: 'max_tokens must be at least 1, got -186',
    url: 'http://localhost:8000/v1',
    key: 'EMPTY',
    seen: calling(400, {
      object: 'error',
      message: 'max_tokens must be at least 1, got -186.',
      type: 'BadRequestError',
      param: null,
      code: 400,
    }),
    id: 'request/context-length',
    mend: /max_completion_tokens/,
  },
  {
    name: 'Docker on CPU: no answer while the model loads',
    url: 'http://localhost:11434/v1',
    key: 'ollama',
    seen: (target) => ({
      ...answering(200, MODELS)(target),
      'http/call': saw({
        ...exchangeOf(target, '/chat/completions', problem('TIMEOUT', 'no answer in 5000 ms')),
        method: 'POST',
        model: 'm1',
        isModelGiven: true,
      }),
    }),
    id: 'http/timeout',
    mend: /loads|more time|ollama ps|longer/,
  },
  {
    name: 'container: resolver of the host is silent; --dns 8.8.8.8',
    platform: 'container',
    seen: unresolved({ problem: AGAIN, pending: true, ms: 5000 }, [silent('192.168.1.1')]),
    id: 'dns/timeout',
    mend: /--dns/,
  },
  {
    name: 'container: the host’s LAN address does not answer, 172.17.0.1 does',
    platform: 'container',
    url: 'http://192.168.1.50:9997/v1',
    key: 'x',
    seen: unconnected('timeout', { found: ['192.168.1.50'] }),
    id: 'tcp/timeout',
    mend: /host\.docker\.internal|172\.17\.0\.1/,
  },
  {
    name: 'vLLM in Docker listens on 127.0.0.1',
    platform: 'container',
    url: 'http://host.docker.internal:8000/v1',
    key: 'EMPTY',
    seen: unconnected('refused', { found: ['172.17.0.1'] }),
    id: 'tcp/refused',
    mend: /0\.0\.0\.0/,
  },
  {
    name: 'Jan: base URL includes the endpoint',
    platform: 'windows',
    url: 'http://localhost:1337/v1/chat/completions',
    key: 'janai',
    seen: answering(404, { message: 'Route GET:/v1/chat/completions/models not found', error: 'Not Found', statusCode: 404 }),
    id: 'http/not-found',
    mend: /localhost:1337\/v1"/,
  },
  {
    name: 'Foundry: the principal lacks the data action',
    url: 'https://contoso.services.ai.azure.com/openai/v1',
    key: JWT,
    seen: calling(
      401,
      error(
        'The principal `0000` lacks the required data action `Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action` to perform `POST /openai/deployments/{deployment-id}/chat/completions` operation.',
        { code: 'PermissionDenied' },
      ),
    ),
    id: 'auth/missing-scope',
    mend: /Cognitive Services OpenAI (?:User|Contributor)|Azure AI User/,
  },
  {
    name: 'DashScope: /api/v1 instead of /compatible-mode/v1',
    url: 'https://dashscope.aliyuncs.com/api/v1',
    key: `sk-${'0123456789abcdef'.repeat(2)}`,
    seen: answering(404, ''),
    id: 'http/not-found',
    mend: /compatible-mode\/v1/,
  },
  {
    name: 'DeepSeek: no such user',
    url: 'https://api.deepseek.com/v1',
    key: `sk-${'0123456789abcdef'.repeat(2)}`,
    seen: answering(
      401,
      error('Authentication Fails (no such user)', { type: 'authentication_error', param: null, code: 'invalid_request_error' }),
    ),
    id: 'auth/incorrect-key',
    mend: /key/,
  },
  {
    name: 'DeepSeek: reasoning_content must be passed back',
    url: 'https://api.deepseek.com/v1',
    key: `sk-${'0123456789abcdef'.repeat(2)}`,
    model: 'deepseek-v4-flash',
    seen: calling(
      400,
      error('The `reasoning_content` in the thinking mode must be passed back to the API.', {
        type: 'invalid_request_error',
        code: 'invalid_request_error',
      }),
    ),
    id: 'http/bad-request',
    mend: /reasoning_content|names the fault/,
  },
  {
    name: 'DeepSeek has no /responses',
    url: 'https://api.deepseek.com/v1',
    key: `sk-${'0123456789abcdef'.repeat(2)}`,
    seen: answering(200, MODELS, {}, { seen: CHAT_ONLY }),
    id: 'http/endpoint-missing',
    mend: /chat\.completions|Chat Completions/,
  },
  {
    name: 'Pulse Secure: names do not resolve in WSL',
    platform: 'wsl',
    seen: unresolved({ problem: AGAIN, pending: true, ms: 5000 }, [silent('172.20.0.1')]),
    id: 'dns/timeout',
    mend: /dnsTunneling|networkingMode|wsl-vpnkit/,
  },
  {
    name: 'HTTPS from WSL hangs while a VPN is open on Windows',
    platform: 'wsl',
    seen: unconnected('timeout'),
    id: 'tcp/timeout',
    mend: /VPN/,
  },
  {
    name: 'Zscaler on a Mac',
    platform: 'macos',
    seen: shaken(issuedBy('O=Zscaler Inc., CN=Zscaler Intermediate Root CA', 'Zscaler')),
    id: 'tls/interception',
    mend: /NODE_EXTRA_CA_CERTS/,
  },
  {
    name: 'no candidate for /responses, chat works',
    url: 'https://gptload.me.example/v1',
    key: 'sk-abcdefghijklmnop',
    seen: (target) => ({
      ...answering(200, MODELS)(target),
      'http/call': saw({
        ...exchangeOf(
          target,
          '/responses',
          httpAnswer(503, error('No available upstream candidate.', { code: 'no_available_candidate' })),
        ),
        endpoint: '/responses',
        method: 'POST',
        model: 'm1',
        isModelGiven: true,
      }),
    }),
    id: 'server/misconfigured',
    mend: /correct its configuration/,
  },
  {
    name: 'credit was bought, the quota error stays',
    seen: calling(
      429,
      error('You exceeded your current quota, please check your plan and billing details.', {
        type: 'insufficient_quota',
        param: null,
        code: 'insufficient_quota',
      }),
    ),
    id: 'limit/quota-exceeded',
    mend: /new key|wait a few minutes|organization/i,
  },
  {
    name: 'Windows: set OPENAI_API_KEY = key',
    platform: 'windows',
    key: null,
    env: { 'OPENAI_API_KEY ': ' sk-proj-abcdefghijklmnopqrstuvwxyz0123456789' },
    seen: answering(401, error("You didn't provide an API key.")),
    id: 'config/key-missing',
    mend: /set |setx|\$env:OPENAI_API_KEY/,
  },
];
