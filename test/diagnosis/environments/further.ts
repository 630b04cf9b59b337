import { problem } from '../../../src/model/errors.ts';
import {
  AGAIN,
  answering,
  calling,
  distrusted,
  proxyAnswer,
  resolved,
  resolver,
  shaken,
  tunneled,
  unconnected,
  unresolved,
} from '../../support/environment.ts';
import { connectError, connectFacts, failed, saw } from '../../support/tcp-cases.ts';
import type { Case } from './case.ts';

const OPENROUTER = { url: 'https://openrouter.ai/api/v1', key: `sk-or-v1-${'0123456789abcdef'.repeat(4)}` };
const OWN = 'https://llm.company.example/v1';
const error = (message: string, more: Record<string, unknown> = {}) => ({ error: { message, ...more } });
const page = (title: string, text = '') => `<!DOCTYPE html><html><head><title>${title}</title></head><body>${text}</body></html>`;
const silent = (server: string) =>
  resolver({ outcome: 'timeout', rcode: null, problem: problem('TIMEOUT', 'TIMEOUT') }, { server });

/** Where the program runs decides who can let its calls out, and where its key belongs. */
const runtimes: Case[] = [
  {
    name: 'AWS Lambda in a VPC without a NAT gateway',
    env: { AWS_LAMBDA_FUNCTION_NAME: 'ask', AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    seen: unconnected('timeout'),
    id: 'tcp/timeout',
    mend: /NAT gateway/,
  },
  {
    name: 'Cloud Run whose egress goes through a VPC',
    env: { K_SERVICE: 'ask', K_REVISION: 'ask-1' },
    seen: unconnected('timeout'),
    id: 'tcp/timeout',
    mend: /Cloud NAT/,
  },
  {
    name: 'a notebook of Kaggle without internet',
    env: { KAGGLE_KERNEL_RUN_TYPE: 'Interactive' },
    platform: 'container',
    seen: unresolved({ problem: AGAIN }, [silent('172.18.0.1')]),
    id: 'dns/no-resolver',
    mend: /Internet/,
  },
  {
    name: 'a compute node of a cluster (Slurm)',
    env: { SLURM_JOB_ID: '4711' },
    seen: unconnected('timeout'),
    id: 'tcp/timeout',
    mend: /compute node|login node/i,
  },
  {
    name: 'a compute node without a route',
    env: { SLURM_JOB_ID: '4711' },
    seen: unconnected('unreachable'),
    id: 'tcp/unreachable',
    mend: /compute node|login node/i,
  },
  {
    name: 'a free account of PythonAnywhere',
    env: { HTTPS_PROXY: 'http://proxy.server:3128', PYTHONANYWHERE_DOMAIN: 'pythonanywhere.com' },
    url: 'https://api.deepseek.com',
    key: `sk-${'0123456789abcdef'.repeat(2)}`,
    seen: tunneled(proxyAnswer(403, {})),
    id: 'proxy/forbidden',
    mend: /PythonAnywhere/,
  },
  {
    name: 'no key at Vercel',
    key: null,
    env: { VERCEL: '1' },
    seen: answering(401, error("You didn't provide an API key.")),
    id: 'config/key-missing',
    mend: /Vercel|vercel env/,
  },
  {
    name: 'no key in a notebook of Colab',
    key: null,
    env: { COLAB_RELEASE_TAG: 'release-colab_2026' },
    platform: 'container',
    seen: answering(401, error("You didn't provide an API key.")),
    id: 'config/key-missing',
    mend: /Secrets|userdata/,
  },
  {
    name: 'a function of Vercel in Hong Kong',
    env: { VERCEL: '1', VERCEL_REGION: 'hkg1' },
    seen: answering(403, error('Country, region, or territory not supported', { code: 'unsupported_country_region_territory' })),
    id: 'auth/unsupported-region',
    mend: /regions/,
  },
  {
    name: 'the permission for the local network on a Mac',
    url: 'http://192.168.1.20:11434/v1',
    key: 'ollama',
    platform: 'macos',
    seen: (target) => ({
      ...resolved(target, ['192.168.1.20']),
      'tcp/connect': saw(
        connectFacts([{ ...failed('192.168.1.20', 'unreachable', connectError('EHOSTUNREACH', '192.168.1.20', true)), ms: 1 }], {
          port: 11434,
        }),
      ),
    }),
    id: 'tcp/unreachable',
    mend: /Local Network/,
  },
  {
    name: 'a firewall of the Windows machine that runs Ollama',
    url: 'http://192.168.1.20:11434/v1',
    key: 'ollama',
    seen: unconnected('timeout'),
    id: 'tcp/timeout',
    mend: /firewall/,
  },
  {
    name: 'a firewall of the machine that runs a server of one’s own',
    url: 'http://192.168.1.20:8000/v1',
    key: 'EMPTY',
    seen: unconnected('timeout'),
    id: 'tcp/timeout',
    mend: /firewall/,
  },
];

/** Vendors in their own words. */
const vendors: Case[] = [
  {
    ...OPENROUTER,
    name: 'OpenRouter: the key’s own limit',
    seen: calling(
      403,
      error('Key limit exceeded (total limit). Manage it using https://openrouter.ai/settings/keys', { code: 403 }),
    ),
    id: 'limit/spend-limit',
    mend: /settings\/keys/,
  },
  {
    ...OPENROUTER,
    name: 'OpenRouter: free models a day',
    seen: calling(
      429,
      error('Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day', { code: 429 }),
    ),
    id: 'limit/rate-limit',
    mend: /add credit/,
  },
  {
    ...OPENROUTER,
    name: 'OpenRouter: the key is unknown',
    seen: calling(401, error('User not found.', { code: 401 })),
    id: 'auth/incorrect-key',
    mend: /settings\/keys/,
  },
  {
    name: 'Groq behind a VPN',
    url: 'https://api.groq.com/openai/v1',
    key: `gsk_${'a1'.repeat(26)}`,
    seen: answering(403, error('Access denied. Please check your network settings.')),
    id: 'http/edge-challenge',
    mend: /VPN|network/,
  },
  {
    name: 'Hugging Face: a token without the right',
    url: 'https://router.huggingface.co/v1',
    key: `hf_${'Ab1'.repeat(12)}`,
    seen: calling(
      403,
      error('This authentication method does not have sufficient permissions to call Inference Providers on behalf of user me'),
    ),
    id: 'auth/missing-scope',
    mend: /Inference Providers/,
  },
  {
    name: 'xAI: a wrong key, as a 400',
    url: 'https://api.x.ai/v1',
    key: 'xai-abcdefghijklmnop',
    seen: answering(400, {
      code: 'Client specified an invalid argument',
      error: 'Incorrect API key provided: xa***op. You can obtain an API key from https://console.x.ai.',
    }),
    id: 'auth/incorrect-key',
    mend: /console\.x\.ai/,
  },
  {
    name: 'Fireworks: suspended (412)',
    url: 'https://api.fireworks.ai/inference/v1',
    key: `fw_${'Ab1'.repeat(8)}`,
    seen: calling(
      412,
      error('Account me is suspended, possibly due to reaching the monthly spending limit or failure to pay past invoices.', {
        code: 'PRECONDITION_FAILED',
      }),
    ),
    id: 'limit/billing-inactive',
    mend: /fireworks\.ai/,
  },
  {
    name: 'Volcengine: the model is not activated',
    url: 'https://ark.cn-beijing.volces.com/api/v3',
    key: '01234567-89ab-cdef-0123-456789abcdef',
    model: 'doubao-1-5-pro-32k',
    seen: calling(
      404,
      error(
        'Your account 1 has not activated the model doubao-1-5-pro-32k. Please activate the model service in the Ark Console.',
        { code: 'ModelNotOpen', type: 'NotFound' },
      ),
    ),
    id: 'auth/model-not-found',
    mend: /console/,
  },
  {
    name: 'DashScope: the free tier alone',
    url: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
    key: `sk-${'0123456789abcdef'.repeat(2)}`,
    seen: calling(
      403,
      error(
        'The free tier of the model has been exhausted. If you wish to continue access the model on a paid basis, please disable the "use free tier only" mode in the management console.',
        { code: 'AllocationQuota.FreeTierOnly', type: 'AllocationQuota.FreeTierOnly' },
      ),
    ),
    id: 'limit/quota-exceeded',
    mend: /free tier only/i,
  },
  {
    name: 'NVIDIA: a function that this account lacks',
    url: 'https://integrate.api.nvidia.com/v1',
    key: 'nvapi-abcdefghijklmnop',
    model: 'meta/llama-3.1-8b-instruct',
    seen: calling(404, { status: 404, title: 'Not Found', detail: "Function '1': Not found for account 'x'" }),
    id: 'auth/model-not-found',
    mend: /build\.nvidia\.com|List the models/,
  },
  {
    name: 'LiteLLM cannot reach the vendor',
    url: 'https://litellm.company.example',
    seen: calling(
      500,
      error('litellm.InternalServerError: InternalServerError: OpenAIException - Connection error.', { code: '500' }),
      { 'x-litellm-call-id': '1' },
    ),
    id: 'server/bad-gateway',
    mend: /api-doctor|proxy itself/,
  },
  {
    name: 'Mistral: no capacity for the tier',
    url: 'https://api.mistral.ai/v1',
    seen: calling(429, {
      object: 'error',
      message: 'Service tier capacity exceeded for this model.',
      type: 'service_tier_capacity_exceeded',
      code: '3505',
    }),
    key: 'abcdefghijklmnopqrstuvwxyz012345',
    id: 'server/overloaded',
    mend: /model|tier/,
  },
];

/** Gateways and edges of one's own. */
const gateways: Case[] = [
  {
    name: 'a Cloudflare Worker that throws (1101)',
    url: 'https://openai-proxy.me.workers.dev/v1',
    seen: answering(
      500,
      page('Worker threw exception | openai-proxy.me.workers.dev | Cloudflare', 'Error 1101 Ray ID: 0123456789abcdef'),
      {
        server: 'cloudflare',
        'cf-ray': '1-FRA',
      },
    ),
    id: 'server/bad-gateway',
    mend: /Worker|wrangler/,
  },
  {
    name: 'a Cloudflare Worker over its daily limit (1027)',
    url: 'https://openai-proxy.me.workers.dev/v1',
    seen: answering(429, page('This website has been temporarily rate limited | Cloudflare', 'Error 1027'), {
      server: 'cloudflare',
      'cf-ray': '1-FRA',
    }),
    id: 'http/edge-challenge',
    mend: /Worker/,
  },
  {
    name: 'a Cloudflare Worker whose colocation OpenAI does not serve',
    url: 'https://openai-proxy.me.workers.dev/v1',
    seen: answering(403, error('Country, region, or territory not supported', { code: 'unsupported_country_region_territory' }), {
      server: 'cloudflare',
      'cf-ray': '1-HKG',
    }),
    id: 'auth/unsupported-region',
    mend: /Worker|placement|gateway|server/i,
  },
  {
    name: 'AWS API Gateway: no such path',
    url: 'https://abc123.execute-api.eu-west-1.amazonaws.com/v1',
    seen: answering(
      403,
      { message: 'Missing Authentication Token' },
      { 'x-amzn-errortype': 'MissingAuthenticationTokenException' },
    ),
    id: 'http/not-found',
    mend: /stage|path/,
  },
  {
    name: 'AWS API Gateway with IAM',
    url: 'https://abc123.execute-api.eu-west-1.amazonaws.com/prod/v1',
    seen: answering(
      403,
      { message: "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter." },
      { 'x-amzn-errortype': 'IncompleteSignatureException' },
    ),
    id: 'http/access-proxy',
    mend: /IAM|sign/i,
  },
  {
    name: 'a function of Vercel that takes too long',
    url: 'https://my-gateway.vercel.app/v1',
    seen: answering(504, 'An error occurred with your deployment\n\nFUNCTION_INVOCATION_TIMEOUT\n', {
      'x-vercel-error': 'FUNCTION_INVOCATION_TIMEOUT',
    }),
    id: 'server/bad-gateway',
    mend: /maxDuration/,
  },
  {
    name: 'the base URL of one’s own gateway includes the endpoint',
    url: 'https://llm.company.example/v1/chat/completions',
    seen: answering(404, { detail: 'Not Found' }),
    id: 'http/not-found',
    mend: /https:\/\/llm\.company\.example\/v1(?!\/)/,
  },
  {
    name: 'llama.cpp: an unknown path',
    url: 'http://localhost:8080/openai',
    seen: answering(404, error('File Not Found', { code: 404, type: 'not_found_error' }), { server: 'llama.cpp' }),
    id: 'http/not-found',
    mend: /\/v1/,
  },
  {
    name: 'a server that reads its key from FastAPI’s bearer scheme',
    url: OWN,
    key: 'wrong',
    seen: answering(403, { detail: 'Not authenticated' }, { server: 'uvicorn' }),
    id: 'auth/invalid-authentication',
    mend: /issued|operator/,
  },
  {
    name: 'an intermediate certificate that one’s own nginx does not send',
    url: OWN,
    seen: shaken(distrusted('missing-intermediate', { issuer: 'O=Let’s Encrypt, CN=R12' })),
    id: 'tls/missing-intermediate',
    mend: /fullchain/,
  },
  {
    name: 'a certificate for another name',
    url: OWN,
    seen: shaken(distrusted('hostname-mismatch', { names: ['gateway.company.example'] })),
    id: 'tls/hostname-mismatch',
    mend: /gateway\.company\.example/,
  },
];

export const furtherCases: Case[] = [...runtimes, ...vendors, ...gateways];
