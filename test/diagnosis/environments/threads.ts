import { problem } from '../../../src/model/errors.ts';
import type { DnsAnswer } from '../../../src/model/facts/dns.ts';
import type { Place } from '../../../src/model/facts/places.ts';
import {
  AGAIN,
  answering,
  CUT,
  calling,
  distrusted,
  exchangeOf,
  httpAnswer,
  MODELS,
  proxyAnswer,
  resolver,
  type Seen,
  SILENT,
  shaken,
  tunneled,
  unconnected,
  unresolved,
} from '../../support/environment.ts';
import { addresses, connected, connectFacts, lookedUp, saw } from '../../support/tcp-cases.ts';
import type { Case } from './case.ts';

const KEY_AT_OPENAI = 'sk-proj-abcdefghijklmnopqrstuvwxyz0123456789';
const AZURE_KEY = '0123456789abcdef0123456789abcdef';
const OWN = 'https://llm.company.example/v1';
const page = (title: string, text = '') => `<!DOCTYPE html><html><head><title>${title}</title></head><body>${text}</body></html>`;
const error = (message: string, more: Record<string, unknown> = {}) => ({ error: { message, ...more } });
const NX: Partial<DnsAnswer> = { rcode: 'NXDOMAIN' };

/** The request is sent to the proxy, which answers in the API's place. */
function answeredByProxy(status: number, body: string, headers: Record<string, string> = {}): Seen {
  return (target) => {
    const { route } = target;
    const proxy = route.kind === 'proxy' ? route.proxy : null;
    const host = proxy?.host ?? '127.0.0.1';
    const address = host.startsWith('127.') ? host : '192.0.2.8';
    return {
      'proxy/address': saw(lookedUp(host, addresses(address))),
      'proxy/connect': saw(connectFacts([{ ...connected(address), afterConnect: 'idle' }], { port: proxy?.port ?? 3128 })),
      'http/unauthenticated': saw(exchangeOf(target, '/models', httpAnswer(status, body, headers), false)),
    };
  };
}

/** Clients by their User-Agent, and what each is answered. */
function agents(refused: number, taken: string[]): Seen {
  const all = [
    ['openai for Python', 'OpenAI/Python 2.8.1'],
    ['openai for Node', 'OpenAI/JS 6.9.0'],
    ['curl', 'curl/8.17.0'],
    ['a browser', 'Mozilla/5.0'],
  ] as const;
  const tried = all.map(([client, userAgent]) =>
    taken.includes(client)
      ? { client, userAgent, status: 401, id: 'auth/invalid-authentication' as const, isApi: true }
      : { client, userAgent, status: refused, id: 'http/not-the-api' as const, isApi: false },
  );
  return () => ({ 'http/user-agents': saw({ tried }) });
}

const place = (kind: Place['kind'], path: string | null, shown: string, last: string, inUse: boolean): Place => ({
  kind,
  holds: 'key',
  name: 'OPENAI_API_KEY',
  path,
  line: path ? 1 : null,
  shown,
  last,
  inUse,
  quoted: false,
});

/** The key of the process wins over that of a file beside the program, and the API refuses it. */
const oldKeyWins = answering(
  401,
  error(
    'Incorrect API key provided: sk-proj-****6789. You can find your API key at https://platform.openai.com/account/api-keys.',
    {
      type: 'invalid_request_error',
      code: 'invalid_api_key',
    },
  ),
  {},
  {
    seen: {
      'config/places': saw({
        places: [
          place('process', null, 'sk-proj-…(44chars)', '6789', true),
          place('dotenv', '.env', 'sk-proj-…(164chars)', 'wxyz', false),
        ],
        unreadable: [],
        envFileDifferences: [],
      }),
    },
  },
);

/** From public threads that had not been looked at when the books were written: the first ones. */
const first: Case[] = [
  {
    name: 'LiteLLM with a master key alone, and another key is sent',
    url: 'http://localhost:4000/v1',
    key: 'sk-9999',
    seen: answering(400, error('No connected db.', { type: 'no_db_connection', param: null, code: '400' })),
    id: 'server/misconfigured',
    mend: /master key/i,
  },
  {
    name: 'LiteLLM does not know the key',
    url: OWN,
    key: 'sk-abcdefabcdef',
    seen: answering(
      401,
      error(
        'Authentication Error, Invalid proxy server token passed. Received API Key = sk-...cdef, Key Hash (Token) =12ab. Unable to find token in cache or `LiteLLM_VerificationTokenTable`',
        { type: 'token_not_found_in_db', param: 'key', code: '401' },
      ),
    ),
    id: 'auth/incorrect-key',
    mend: /\/key\/generate|virtual key/i,
  },
  {
    name: 'a relay behind Cloudflare whose firewall refuses the SDK, in plain words',
    url: 'https://relay.example/v1',
    seen: (target) => ({
      ...answering(403, 'Your request was blocked.', { server: 'cloudflare', 'cf-ray': '9a-FRA' })(target),
      ...agents(403, ['curl', 'a browser'])(target),
    }),
    id: 'http/client-refused',
    mend: /User-Agent/,
  },
  {
    name: 'Cloudflare 1010 for the signature of the client',
    url: 'https://memory.company.example/v1',
    seen: (target) => ({
      ...answering(403, 'error code: 1010', { server: 'cloudflare', 'cf-ray': '9a-FRA' })(target),
      ...agents(403, ['curl', 'a browser'])(target),
    }),
    id: 'http/client-refused',
    mend: /User-Agent/,
  },
  {
    name: 'a public AI service whose Cloudflare page refuses openai for Python',
    url: 'https://api.publicai.example/v1',
    seen: (target) => ({
      ...answering(403, page('Attention Required! | Cloudflare', '<h1>Sorry, you have been blocked</h1>'), {
        server: 'cloudflare',
        'cf-ray': '9a-FRA',
      })(target),
      ...agents(403, ['curl', 'a browser'])(target),
    }),
    id: 'http/client-refused',
    mend: /User-Agent/,
  },
  {
    name: 'vLLM, started with a path, asked for the last part of it',
    url: 'http://localhost:8000/v1',
    key: 'EMPTY',
    model: 'Qwen1.5-14B-Chat-GPTQ-Int8',
    seen: calling(404, {
      object: 'error',
      message: 'The model `Qwen1.5-14B-Chat-GPTQ-Int8` does not exist.',
      type: 'NotFoundError',
      param: null,
      code: 404,
    }),
    id: 'auth/model-not-found',
    mend: /--served-model-name|\/models/,
  },
  {
    name: 'llama-cpp-python without /v1',
    url: 'http://localhost:8000',
    key: 'none',
    seen: answering(404, { detail: 'Not Found' }, { server: 'uvicorn' }),
    id: 'http/not-found',
    mend: /\/v1/,
  },
  {
    name: 'a key of OpenAI in a program that is set to Azure',
    url: 'https://contoso.openai.azure.com/openai/v1',
    key: KEY_AT_OPENAI,
    platform: 'windows',
    seen: answering(
      401,
      error(
        'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
        { code: '401' },
      ),
      { 'apim-request-id': '1' },
    ),
    id: 'config/key-wrong-provider',
    mend: /api\.openai\.com/,
  },
  {
    name: 'the address of Ollama on another machine, without its port',
    url: 'http://192.168.1.20/v1',
    key: 'ollama',
    seen: unconnected('refused'),
    id: 'tcp/refused',
    mend: /11434/,
  },
  {
    name: '0.0.0.0 as the address of Ollama, on Windows',
    url: 'http://0.0.0.0:11434/v1',
    key: 'ollama',
    platform: 'windows',
    seen: unconnected('unreachable', { code: 'EADDRNOTAVAIL', found: ['0.0.0.0'] }),
    id: 'tcp/unreachable',
    mend: /127\.0\.0\.1|localhost/,
  },
  {
    name: 'https:// twice before the name of an Azure resource',
    url: 'https://https://contoso.openai.azure.com/openai/v1',
    key: AZURE_KEY,
    seen: unresolved({}, [resolver(NX)]),
    id: 'config/base-url-invalid',
    mend: /https:\/\/contoso\.openai\.azure\.com/,
  },
  {
    name: 'the relay’s address in a variable that is not read, and OpenAI is out of reach',
    platform: 'windows',
    env: { OPENAI_API_URL: 'https://api.relay.example/v1' },
    seen: unconnected('timeout'),
    id: 'tcp/timeout',
    mend: /OPENAI_BASE_URL/,
  },
  {
    name: 'nginx in front gives up before the model has thought',
    url: OWN,
    seen: calling(504, page('504 Gateway Time-out', '<center><h1>504 Gateway Time-out</h1></center><hr><center>nginx</center>'), {
      server: 'nginx',
    }),
    id: 'server/bad-gateway',
    mend: /proxy_read_timeout/,
  },
  {
    name: 'Ollama’s own address as the proxy for everything',
    env: { HTTPS_PROXY: 'http://127.0.0.1:11434', HTTP_PROXY: 'http://127.0.0.1:11434' },
    platform: 'windows',
    seen: tunneled(proxyAnswer(404, { reason: 'Not Found', text: '404 page not found' })),
    other: answering(200, MODELS),
    id: 'proxy/not-a-proxy',
    mend: /HTTPS_PROXY/,
  },
  {
    name: 'Privoxy takes the requests to Ollama on this machine',
    url: 'http://localhost:11434/v1',
    key: 'ollama',
    env: { http_proxy: 'http://127.0.0.1:8118' },
    seen: answeredByProxy(500, page('500 Internal Privoxy Error', 'Privoxy encountered an error while processing your request')),
    other: answering(200, MODELS),
    id: 'proxy/upstream-failed',
    mend: /NO_PROXY/i,
  },
  {
    name: 'a proxy client of this machine answers 502 for Ollama on this machine',
    url: 'http://127.0.0.1:11434/v1',
    key: 'ollama',
    env: { http_proxy: 'http://127.0.0.1:7890', https_proxy: 'http://127.0.0.1:7890' },
    seen: answeredByProxy(502, ''),
    other: answering(200, MODELS),
    id: 'proxy/upstream-failed',
    mend: /NO_PROXY/i,
  },
  {
    name: 'NO_PROXY has localhost, and the address is 0.0.0.0',
    url: 'http://0.0.0.0:11434/v1',
    key: 'ollama',
    env: { HTTP_PROXY: 'http://proxy.company.example:3128', NO_PROXY: 'localhost,127.0.0.1' },
    seen: answeredByProxy(503, page('ERROR: The requested URL could not be retrieved'), {
      'x-squid-error': 'ERR_CONNECT_FAIL 111',
    }),
    other: answering(200, MODELS),
    id: 'proxy/upstream-failed',
    mend: /NO_PROXY/i,
  },
  {
    name: 'a resource of Azure AI services without /openai',
    url: 'https://contoso.cognitiveservices.azure.com',
    key: AZURE_KEY,
    seen: answering(404, error('Resource not found', { code: '404' }), { 'apim-request-id': '1' }),
    id: 'http/not-found',
    mend: /\/openai\/v1/,
  },
  {
    name: 'the retired address of Hugging Face (410)',
    url: 'https://api-inference.huggingface.co/v1',
    key: 'hf_abcdefghijklmnopqrstuvwxyzabcdefgh',
    seen: answering(410, {
      error: 'https://api-inference.huggingface.co is no longer supported. Please use https://router.huggingface.co instead.',
    }),
    id: 'http/unmapped-status',
    mend: /router\.huggingface\.co/,
  },
  {
    name: 'the retired address of Hugging Face (404)',
    url: 'https://api-inference.huggingface.co/v1',
    key: 'hf_abcdefghijklmnopqrstuvwxyzabcdefgh',
    seen: answering(404, 'Not Found', { 'x-inference-provider': 'hf-inference', 'x-powered-by': 'huggingface-moon' }),
    id: 'http/not-found',
    mend: /router\.huggingface\.co/,
  },
  {
    name: 'a model that Groq has withdrawn',
    url: 'https://api.groq.com/openai/v1',
    key: 'gsk_abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz',
    model: 'llama-3.1-70b-versatile',
    seen: calling(
      400,
      error(
        'The model `llama-3.1-70b-versatile` has been decommissioned and is no longer supported. Please refer to https://console.groq.com/docs/deprecations for a recommendation on which model to use instead.',
        { type: 'invalid_request_error', code: 'model_decommissioned' },
      ),
    ),
    id: 'request/model-retired',
    mend: /console\.groq\.com\/docs\/deprecations/,
  },
  {
    name: 'Bedrock: access to the model was never asked for',
    url: 'https://bedrock-runtime.us-east-1.amazonaws.com/openai/v1',
    key: 'ABSKabcdefghijklmnopqrstuvwxyz',
    model: 'openai.gpt-oss-120b-1:0',
    seen: calling(
      403,
      { message: "You don't have access to the model with the specified model ID." },
      {
        'x-amzn-errortype': 'AccessDeniedException',
      },
    ),
    id: 'auth/model-not-found',
    mend: /model ?access/i,
  },
  {
    name: 'Bedrock: the model is not offered in this region',
    url: 'https://bedrock-runtime.eu-west-3.amazonaws.com/openai/v1',
    key: 'ABSKabcdefghijklmnopqrstuvwxyz',
    model: 'openai.gpt-oss-120b-1:0',
    seen: calling(400, { message: 'The provided model identifier is invalid.' }, { 'x-amzn-errortype': 'ValidationException' }),
    id: 'auth/model-not-found',
    mend: /region/i,
  },
  {
    name: 'a company’s own vLLM with a root of its own, from a client in Node on a Mac',
    url: OWN,
    platform: 'macos',
    seen: shaken(distrusted('unknown-issuer', { issuer: 'CN=Company Root' }), {
      seen: {
        'client/installed': saw({
          python: null,
          packages: [{ registry: 'npm', name: 'openai', version: '6.9.0', place: 'node_modules' }],
          bugs: [],
        }),
      },
    }),
    id: 'tls/unknown-issuer',
    mend: /NODE_EXTRA_CA_CERTS/,
  },
  {
    name: 'Ollama behind tailscale serve',
    url: 'https://box.tail1234.ts.net/v1',
    key: 'ollama',
    seen: answering(403, ''),
    id: 'auth/permission-denied',
    mend: /OLLAMA_HOST|Host header|OLLAMA_ORIGINS/,
  },
  {
    name: 'a workflow of a pull request from a fork',
    key: null,
    env: { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request' },
    seen: answering(401, error("You didn't provide an API key.")),
    id: 'config/key-missing',
    mend: /fork/i,
  },
  {
    name: 'LM Studio on Windows, called from WSL',
    url: 'http://127.0.0.1:1234/v1',
    key: 'lm-studio',
    platform: 'wsl',
    seen: unconnected('refused'),
    id: 'tcp/refused',
    mend: /mirrored|default gateway|Serve on Local Network/,
  },
  {
    name: 'a server of OpenRouter’s list that has no endpoint any more',
    url: 'https://openrouter.ai/api/v1',
    key: `sk-or-v1-${'0123456789abcdef'.repeat(4)}`,
    model: 'nousresearch/hermes-3-llama-3.1-405b:free',
    seen: calling(404, error('No endpoints found for nousresearch/hermes-3-llama-3.1-405b:free.', { code: 404 })),
    id: 'auth/model-not-found',
    mend: /openrouter\.ai\/models/,
  },
  {
    name: 'Gemini: the key is not valid, as a list',
    url: 'https://generativelanguage.googleapis.com/v1beta/openai',
    key: 'AIzaSyABCDEFGHIJKLMNOPQRSTUVWXYZ0123456',
    seen: answering(400, [
      {
        error: {
          code: 400,
          message: 'API key not valid. Please pass a valid API key.',
          status: 'INVALID_ARGUMENT',
          details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID', domain: 'googleapis.com' }],
        },
      },
    ]),
    id: 'auth/incorrect-key',
    mend: /aistudio\.google\.com/,
  },
  {
    name: 'Gemini: the key has expired',
    url: 'https://generativelanguage.googleapis.com/v1beta/openai',
    key: 'AIzaSyABCDEFGHIJKLMNOPQRSTUVWXYZ0123456',
    seen: answering(400, [
      {
        error: {
          code: 400,
          message: 'API key expired. Please renew the API key.',
          status: 'INVALID_ARGUMENT',
          details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID', domain: 'googleapis.com' }],
        },
      },
    ]),
    id: 'auth/invalid-authentication',
    mend: /aistudio\.google\.com/,
  },
  {
    name: 'Gemini: a model that is gone',
    url: 'https://generativelanguage.googleapis.com/v1beta/openai',
    key: 'AIzaSyABCDEFGHIJKLMNOPQRSTUVWXYZ0123456',
    model: 'gemini-1.0-pro',
    seen: calling(404, [
      {
        error: {
          code: 404,
          message:
            'models/gemini-1.0-pro is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.',
          status: 'NOT_FOUND',
        },
      },
    ]),
    id: 'auth/model-not-found',
    mend: /ai\.google\.dev\S*models|\/models/,
  },
  {
    name: 'a key in quotes from set in cmd',
    key: `"${KEY_AT_OPENAI}"`,
    platform: 'windows',
    seen: answering(401, error(`Incorrect API key provided: "sk-proj****6789".`, { code: 'invalid_api_key' })),
    id: 'config/key-malformed',
    mend: /quot/i,
  },
  {
    name: 'an old key in the environment wins over .env, on Windows',
    platform: 'windows',
    seen: oldKeyWins,
    id: 'config/key-shadowed',
    mend: /Remove-Item|setx|environment variable|unset/i,
  },
  {
    name: 'the name of a variable as the key',
    key: 'openai_key',
    platform: 'macos',
    seen: answering(401, error('Incorrect API key provided: openai_key.', { code: 'invalid_api_key' })),
    id: 'config/key-placeholder',
    mend: /platform\.openai\.com\S*keys/,
  },
  {
    name: 'the text undefined as the key',
    key: 'undefined',
    seen: answering(401, error('Incorrect API key provided: undefined.', { code: 'invalid_api_key' })),
    id: 'config/key-placeholder',
    mend: /\.env|variable/,
  },
  {
    name: 'Azure: the token is of another tenant',
    url: 'https://contoso.openai.azure.com/openai/v1',
    key: 'eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJjb2duaXRpdmUifQ.c2lnbmF0dXJlc2lnbmF0dXJl',
    seen: answering(
      400,
      error('Token tenant 1111 does not match resource tenant.', {
        code: 'Tenant provided in token does not match resource token',
      }),
      { 'apim-request-id': '1' },
    ),
    id: 'auth/invalid-authentication',
    mend: /az login|tenant/i,
  },
  {
    name: 'OpenAI: the credit was bought in another organization',
    seen: calling(
      429,
      error('You exceeded your current quota, please check your plan and billing details.', {
        type: 'insufficient_quota',
        param: null,
        code: 'insufficient_quota',
      }),
    ),
    id: 'limit/quota-exceeded',
    mend: /organization/i,
  },
  {
    name: 'WSL behind a VPN whose packets are smaller',
    platform: 'wsl',
    seen: shaken(SILENT),
    id: 'tls/timeout',
    mend: /mtu/i,
  },
  {
    name: 'the policy of a Docker sandbox',
    env: { HTTPS_PROXY: 'http://host.docker.internal:3128' },
    platform: 'container',
    seen: tunneled(
      proxyAnswer(403, {
        reason: 'Forbidden',
        text: 'Blocked by network policy: domain api.openai.com:443 detail: no matching allow rule — blocked by default deny policy',
      }),
    ),
    id: 'proxy/forbidden',
    mend: /sbx policy/,
  },
  {
    name: 'Mistral without /v1',
    url: 'https://api.mistral.ai',
    key: 'abcdefghijklmnopqrstuvwxyzABCDEF',
    seen: answering(404, { message: 'no Route matched with those values' }),
    id: 'http/not-found',
    mend: /api\.mistral\.ai\/v1/,
  },
  {
    name: 'a key of Groq at Mistral',
    url: 'https://api.mistral.ai/v1',
    key: 'gsk_abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz',
    seen: answering(401, { detail: 'Unauthorized' }),
    id: 'config/key-wrong-provider',
    mend: /api\.groq\.com/,
  },
  {
    name: 'the wrong ending of a vendor’s name',
    url: 'https://api.cerebras.com/v1',
    key: 'csk-abcdefghijklmnopqrstuvwxyzabcdefghijklmnop',
    seen: unresolved({}, [resolver(NX)]),
    id: 'dns/nxdomain',
    mend: /api\.cerebras\.ai/,
  },
  {
    name: 'the assignment twice in a compose file',
    env: { OPENAI_BASE_URL: 'OPENAI_API_BASE=http://192.168.200.2:11434/v1/' },
    key: 'ollama',
    platform: 'container',
    seen: () => ({}),
    id: 'config/base-url-invalid',
    mend: /http:\/\/192\.168\.200\.2:11434\/v1/,
  },
];

/** The second ones, collected after what the first ones showed was corrected. */
const second: Case[] = [
  {
    name: 'a hosted API without /v1',
    url: 'https://llm.chutes.example',
    seen: answering(404, { detail: 'Not Found' }),
    id: 'http/not-found',
    mend: /\/v1/,
  },
  {
    name: 'a local server of OpenAI’s words, without /v1',
    url: 'http://localhost:8082',
    key: 'none',
    seen: answering(404, error('Invalid URL (GET /models)', { type: 'invalid_request_error' })),
    id: 'http/not-found',
    mend: /\/v1/,
  },
  {
    name: 'LM Studio on another machine without /v1, from a container',
    url: 'http://10.5.0.2:1234',
    key: 'lm-studio',
    platform: 'container',
    seen: answering(200, { error: 'Unexpected endpoint or method. (GET /models). Returning 200 anyway' }),
    id: 'http/not-found',
    mend: /\/v1/,
  },
  {
    name: 'API Management under a company’s own name',
    url: 'https://company.example/openai/deployments/some-deployment?api-version=2024-10-21',
    key: AZURE_KEY,
    seen: answering(401, {
      statusCode: 401,
      message:
        'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.',
    }),
    id: 'config/key-wrong-header',
    mend: /Ocp-Apim-Subscription-Key/,
  },
  {
    name: 'Ollama: a model of one’s own under another name',
    url: 'http://localhost:11434/v1',
    key: 'ollama',
    model: 'custom-phi3-32k-Q4_K_M',
    seen: calling(404, error("model 'custom-phi3-32k-Q4_K_M' not found", { type: 'not_found_error', param: null, code: null })),
    id: 'auth/model-not-found',
    mend: /ollama list|\/models/,
  },
  {
    name: 'Ollama: its own name as the model',
    url: 'http://localhost:11434/v1',
    key: 'ollama',
    model: 'ollama',
    seen: calling(404, error('model "ollama" not found, try pulling it first', { type: 'api_error', param: null, code: null })),
    id: 'auth/model-not-found',
    mend: /ollama list|\/models/,
  },
  {
    name: 'Z.ai: a coding plan at the address that is paid by balance',
    url: 'https://api.z.ai/api/paas/v4',
    key: '0123456789abcdef0123456789abcdef.ABCDEFGHIJKLMNOP',
    seen: calling(429, error('Insufficient balance or no resource package. Please recharge.', { code: '1113' })),
    id: 'limit/credit-exhausted',
    mend: /\/api\/coding/,
  },
  {
    name: 'MiniMax: the address of its Anthropic API',
    url: 'https://api.minimaxi.com/anthropic/v1',
    key: 'sk-cp-abcdefghijklmnopqrstuvwxyz',
    seen: answering(404, page('404 Not Found', '<center>nginx</center>'), { server: 'nginx' }),
    id: 'http/not-found',
    mend: /api\.minimaxi\.com\/v1/,
  },
  {
    name: 'a page of the documentation as the base URL',
    url: 'https://opencode.example/docs/go',
    seen: answering(404, page('Not found | Docs', '<nav></nav>')),
    id: 'http/not-found',
    mend: /page for people/,
  },
  {
    name: 'a relay of one’s own at Vercel that runs in Hong Kong',
    url: 'https://relay.example/v1',
    seen: answering(
      403,
      error('Country, region, or territory not supported', {
        code: 'unsupported_country_region_territory',
        param: null,
        type: 'request_forbidden',
      }),
      { server: 'Vercel', 'x-vercel-id': 'hkg1::hkg1::abcde-1731300000000-0123456789ab' },
    ),
    id: 'auth/unsupported-region',
    mend: /regions|hkg1/,
  },
  {
    name: 'a name ending in .local in a container',
    url: 'http://desktop-jay.local:11434/v1',
    key: 'ollama',
    platform: 'container',
    seen: unresolved({}, [resolver(NX, { server: '127.0.0.11' })]),
    id: 'dns/nxdomain',
    mend: /mDNS|IP address|--add-host/,
  },
  {
    name: 'a short name, and a search domain that is not of this network',
    url: 'http://gpubox:11434/v1',
    key: 'ollama',
    platform: 'container',
    seen: unresolved({}, [resolver(NX, { server: '172.30.32.3', searched: [] })]),
    id: 'dns/nxdomain',
    mend: /full name|search domain|IP address|--add-host/,
  },
  {
    name: 'a restricted key without the right to call models',
    seen: calling(
      401,
      error(
        'You have insufficient permissions for this operation. Missing scopes: model.request. Check that you have the correct role in your organization (Reader, Writer, Owner) and project (Member, Owner), and if you’re using a restricted API key, that it has the necessary scopes.',
        { type: 'invalid_request_error' },
      ),
    ),
    id: 'auth/missing-scope',
    mend: /model\.request/,
  },
  {
    name: 'a project whose settings leave the model out',
    model: 'gpt-4.1-2025-04-14',
    seen: calling(
      403,
      error('Project `proj_JMo3Q9spNIEWhSxusokLegJY` does not have access to model `gpt-4.1-2025-04-14`', {
        type: 'invalid_request_error',
        param: null,
        code: 'model_not_found',
      }),
    ),
    id: 'auth/model-not-found',
    mend: /project/i,
  },
  {
    name: 'a new account that has not paid yet',
    model: 'gpt-4o',
    seen: calling(
      404,
      error('The model `gpt-4o` does not exist or you do not have access to it.', {
        type: 'invalid_request_error',
        param: null,
        code: 'model_not_found',
      }),
    ),
    id: 'auth/model-not-found',
    mend: /billing|credit|tier/i,
  },
  {
    name: 'a firewall with TLS so old that OpenSSL 3 refuses it',
    seen: shaken({
      stage: 'handshake',
      problem: problem('ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED', 'unsafe legacy renegotiation disabled'),
      trusted: false,
      chain: [],
      trust: [],
    }),
    id: 'tls/weak',
    mend: /renegotiation/i,
  },
  {
    name: 'the address of a container in another network of Docker',
    url: 'http://172.21.0.2:11434/v1',
    key: 'ollama',
    platform: 'container',
    seen: unconnected('timeout'),
    id: 'tcp/timeout',
    mend: /docker network connect|name of its service|host\.docker\.internal/,
  },
  {
    name: 'the masked key of the console instead of the key',
    key: 'sk-8uKxH***************************************MvFD',
    seen: answering(401, error('Incorrect API key provided: sk-8uKxH****MvFD.', { code: 'invalid_api_key' })),
    id: 'config/key-placeholder',
    mend: /platform\.openai\.com\S*keys/,
  },
  {
    name: 'a resource of Azure AI Foundry, as the portal shows it',
    url: 'https://ai-contoso.services.ai.azure.com',
    key: AZURE_KEY,
    seen: answering(404, error('Resource not found', { code: '404' }), { 'apim-request-id': '1' }),
    id: 'http/not-found',
    mend: /\/openai\/v1/,
  },
];

/** The third ones, after the second. */
const third: Case[] = [
  {
    name: 'OpenAI without /v1',
    url: 'https://api.openai.com',
    seen: answering(404, page('404 Not Found', '<center><h1>404 Not Found</h1></center><hr><center>nginx</center>')),
    id: 'http/not-found',
    mend: /api\.openai\.com\/v1/,
  },
  {
    name: 'a relay that names the paths it has',
    url: 'https://relay.example',
    seen: answering(403, {
      object: 'error',
      message: 'Only /v1/chat/completions && /v1/embeddings allowed now , your path {/models}',
      code: 40301,
    }),
    id: 'http/not-found',
    mend: /\/v1/,
  },
  {
    name: 'a pod of RunPod whose server listens on 127.0.0.1 alone',
    url: 'https://abc123-8000.proxy.runpod.net/v1',
    key: 'EMPTY',
    seen: answering(502, page('502 Bad Gateway', '<center><h1>502 Bad Gateway</h1></center>'), {
      server: 'cloudflare',
      'cf-ray': '9a-FRA',
    }),
    id: 'server/bad-gateway',
    mend: /0\.0\.0\.0/,
  },
  {
    name: 'a typographic quotation mark before the key',
    url: 'http://127.0.0.1:5000/v1',
    key: '“0123456789abcdef0123456789abcdef',
    platform: 'windows',
    seen: answering(401, { detail: 'Invalid API key' }),
    id: 'config/key-malformed',
    mend: /quot/i,
  },
  {
    name: 'a base URL without its scheme',
    env: { OPENAI_BASE_URL: 'api.openai.com' },
    seen: () => ({}),
    id: 'config/base-url-invalid',
    mend: /https:\/\/api\.openai\.com/,
  },
  {
    name: 'a client that adds /v1 to a base URL that has it',
    url: 'https://api.openai.com/v1/v1',
    seen: answering(404, error('Invalid URL (GET /v1/v1/models)', { type: 'invalid_request_error' })),
    id: 'http/not-found',
    mend: /api\.openai\.com\/v1(?!\/v1)/,
  },
  {
    name: 'WSL whose resolver is in the network of docker0',
    platform: 'wsl',
    seen: unresolved({ problem: AGAIN }, [
      resolver({ outcome: 'timeout', rcode: null, problem: problem('TIMEOUT', 'TIMEOUT') }, { server: '172.17.0.1' }),
    ]),
    id: 'dns/no-resolver',
    mend: /docker|dnsTunneling/,
  },
  {
    name: 'KoboldCpp with a password',
    url: 'http://localhost:5001/v1',
    key: 'none',
    seen: answering(401, {
      detail: { error: 'Unauthorized', msg: 'Authentication key is missing or invalid.', type: 'unauthorized' },
    }),
    id: 'config/key-placeholder',
    mend: /--password/,
  },
  {
    name: 'TabbyAPI wants a key of its own',
    url: 'http://localhost:5000/v1',
    key: 'sk-0000',
    seen: answering(401, { detail: 'Invalid API key' }),
    id: 'auth/incorrect-key',
    mend: /api_tokens\.yml|key of (?:the|this) server/i,
  },
  {
    name: 'the old variable for a server of one’s own, and no key',
    key: null,
    env: { OPENAI_API_BASE: 'http://192.168.73.78:5001/v1' },
    seen: answering(401, error("You didn't provide an API key.")),
    id: 'config/key-missing',
    mend: /OPENAI_BASE_URL/,
  },
  {
    name: 'OpenRouter: OpenAI wants a key of the account’s own for the model',
    url: 'https://openrouter.ai/api/v1',
    key: `sk-or-v1-${'0123456789abcdef'.repeat(4)}`,
    model: 'openai/gpt-5',
    seen: calling(
      403,
      error(
        'OpenAI is requiring a key to access this model, which you can add in https://openrouter.ai/settings/integrations - you can also switch to gpt-5-chat or gpt-5-mini.',
        { code: 403 },
      ),
    ),
    id: 'auth/permission-denied',
    mend: /settings\/integrations/,
  },
  {
    name: 'https:// to another container, which has no TLS',
    url: 'https://openai_trtllm:3100/v1',
    key: 'x',
    platform: 'container',
    seen: shaken(
      {
        ...CUT,
        problem: problem('ERR_SSL_WRONG_VERSION_NUMBER', 'wrong version number'),
        protocolSeen: 'other',
        bytesRead: 100,
      },
      { seen: { 'tls/banner': saw({ banner: '', httpResponse: 'HTTP/1.1 404 Not Found', protocol: 'http' }) } },
    ),
    id: 'tls/not-tls',
    mend: /http:\/\/openai_trtllm/,
  },
  {
    name: 'host.docker.internal is pinned to 127.0.0.1 in the compose file',
    url: 'http://host.docker.internal:11434/v1',
    key: 'ollama',
    platform: 'container',
    seen: unconnected('refused', {
      found: ['127.0.0.1'],
      more: {
        'dns/hosts': saw({
          path: '/etc/hosts',
          entries: [{ line: 9, address: '127.0.0.1', text: '127.0.0.1\thost.docker.internal' }],
        }),
      },
    }),
    id: 'tcp/refused',
    mend: /host-gateway/,
  },
];

/** Environments of public threads. Cause and mend were written down before the tool was run. */
export const threadCases: Case[] = [...first, ...second, ...third];
