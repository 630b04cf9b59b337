import { problem } from '../../../src/model/errors.ts';
import {
  AGAIN,
  answering,
  distrusted,
  exchangeOf,
  httpAnswer,
  MODELS,
  proxyAnswer,
  resolver,
  type Seen,
  shaken,
  tunneled,
  unconnected,
  unresolved,
} from '../../support/environment.ts';
import { saw } from '../../support/tcp-cases.ts';
import type { Case } from './case.ts';
import type { LookAlike } from './mended.ts';

const OWN = 'https://llm.company.example/v1';
const PROXY = { HTTPS_PROXY: 'http://proxy.corp.example:8080' };
const AZURE_KEY = '0123456789abcdef0123456789abcdef';
const error = (message: string, more: Record<string, unknown> = {}) => ({ error: { message, ...more } });
const page = (title: string) => `<!DOCTYPE html><html><head><title>${title}</title></head><body></body></html>`;
const VNET = error(
  'A Virtual Network is configured for this resource. Please use the correct endpoint for making requests. Check https://aka.ms/cogsvc-vnet for more details.',
  { code: '403' },
);
const UNKNOWN_KEY = error(
  'Incorrect API key provided: sk-***up8Q. You can find your API key at https://platform.openai.com/account/api-keys.',
  { type: 'invalid_request_error', param: null, code: 'invalid_api_key' },
);

/** The list of models is well, and the call that names a model ends so. */
function calls(status: number, body: unknown): Seen {
  return (target) => {
    const ended = status === 0 ? problem('TIMEOUT', 'no answer in 30000 ms') : httpAnswer(status, body);
    const call = { ...exchangeOf(target, '/chat/completions', ended), method: 'POST', model: 'm1', isModelGiven: true };
    return { ...answering(200, MODELS)(target), 'http/call': saw(call) };
  };
}

const smallContext = calls(400, {
  object: 'error',
  message: "This model's maximum context length is 1024 tokens. However, you requested 2800 tokens in the messages.",
  type: 'BadRequestError',
  param: null,
  code: 400,
});

/** From public threads, by the words that people search for: what mended them stood further down, or nowhere. */
export const usualCases: Case[] = [
  {
    name: 'the key of a relay, and no base URL is set',
    key: 'sk-ge3nDabcdefghijklmnopqrstuvwxyz0123456789abcup8Q',
    seen: answering(401, UNKNOWN_KEY),
    id: 'auth/incorrect-key',
    mend: /OPENAI_BASE_URL=https:\/\/HOST/,
  },
  {
    name: 'an old key in a profile, and a server that only says Unauthorized',
    url: OWN,
    key: 'abcdef',
    seen: answering(401, error('Unauthorized')),
    id: 'auth/invalid-authentication',
    mend: /old key/,
  },
  {
    name: 'Ollama below the path of another API',
    url: 'http://192.168.1.20:11434/api/v1',
    key: 'ollama',
    seen: answering(404, '404 page not found'),
    id: 'http/not-found',
    mend: /OPENAI_BASE_URL=http:\/\/192\.168\.1\.20:11434\/v1/,
  },
  {
    name: 'Open WebUI below /v1',
    url: 'http://10.0.0.5:3000/v1',
    key: 'sk-0123456789abcdef0123456789abcdef',
    platform: 'windows',
    seen: answering(200, page('Open WebUI')),
    id: 'http/not-the-api',
    mend: /OPENAI_BASE_URL = "http:\/\/10\.0\.0\.5:3000\/api"/,
  },
  {
    name: 'a server of one’s own with a small context',
    url: 'http://10.0.0.5:8000/v1',
    key: 'EMPTY',
    model: 'm1',
    seen: smallContext,
    id: 'request/context-length',
    mend: /--max-model-len/,
  },
  {
    name: 'Ollama loads for longer than the program waits',
    url: 'http://localhost:11434/v1',
    key: 'ollama',
    model: 'm1',
    seen: calls(0, null),
    id: 'http/timeout',
    mend: /OLLAMA_KEEP_ALIVE/,
  },
  {
    name: 'a model thinks for longer than the program waits',
    model: 'gpt-5',
    seen: calls(0, null),
    id: 'http/timeout',
    mend: /stream the response, and raise the timeout/,
  },
  {
    name: 'Azure: the host of the region, and a resource with a virtual network',
    url: 'https://eastus.api.cognitive.microsoft.com/openai/v1',
    key: AZURE_KEY,
    seen: answering(403, VNET),
    id: 'auth/ip-not-allowed',
    mend: /RESOURCE\.openai\.azure\.com/,
  },
  {
    name: 'the resolver answers, and the lookup of a container fails',
    platform: 'container',
    seen: unresolved({ problem: AGAIN }, [resolver({ addresses: ['203.0.113.9'] })]),
    id: 'dns/temporary-failure',
    mend: /docker run --dns/,
  },
  {
    name: 'systemd-resolved answers, and the lookup of the system fails',
    seen: unresolved({ problem: AGAIN }, [resolver({ addresses: ['203.0.113.9'] }, { server: '127.0.0.53' })]),
    id: 'dns/temporary-failure',
    mend: /restart systemd-resolved/,
  },
  {
    name: 'a certificate of one’s own on Windows',
    url: OWN,
    platform: 'windows',
    seen: shaken(distrusted('self-signed', { selfIssued: true })),
    id: 'tls/self-signed',
    mend: /copy its file/,
  },
  {
    name: 'DeepSeek: a schema for the response',
    url: 'https://api.deepseek.com/v1',
    key: 'sk-0123456789abcdef0123456789abcdef',
    model: 'm1',
    seen: calls(
      400,
      error('This response_format type is unavailable now', { type: 'invalid_request_error', code: 'invalid_request_error' }),
    ),
    id: 'request/unsupported-parameter',
    mend: /json_object/,
  },
  {
    name: 'Kubernetes: the port of a Service is another one',
    url: 'http://llm.team.svc.cluster.local:80/v1',
    key: 'x',
    platform: 'container',
    seen: unconnected('refused', { found: ['10.96.12.7'] }),
    id: 'tcp/refused',
    mend: /kubectl get service,endpointslices/,
  },
  {
    name: 'the program behind a server of one’s own fails',
    url: OWN,
    model: 'm1',
    seen: calls(500, 'Internal Server Error'),
    id: 'server/error',
    mend: /^Check the log of the server/,
  },
];

/** What only looks like one of them, and a step that it must not get. */
export const usualLookAlikes: LookAlike[] = [
  {
    name: 'a key of OpenAI’s own form that was deleted',
    seen: answering(401, UNKNOWN_KEY),
    id: 'auth/incorrect-key',
    never: /OPENAI_BASE_URL=/,
  },
  {
    name: 'Ollama behind a path of a reverse proxy, below /v1 already',
    url: 'https://ollama.company.example/team/v1',
    key: 'ollama',
    seen: answering(404, '404 page not found'),
    id: 'http/not-found',
    never: /OPENAI_BASE_URL=/,
  },
  {
    name: 'OpenAI’s own context window',
    model: 'gpt-5',
    seen: smallContext,
    id: 'request/context-length',
    never: /--max-model-len/,
  },
  {
    name: 'the list of models is late, and no model was named',
    seen: answering(
      200,
      MODELS,
      {},
      {
        seen: (target) => ({ 'http/models': saw(exchangeOf(target, '/models', problem('TIMEOUT', 'no answer in 30000 ms'))) }),
      },
    ),
    id: 'http/timeout',
    never: /stream the response/,
  },
  {
    name: 'Azure: the own host of a resource with a firewall',
    url: 'https://contoso.openai.azure.com/openai/v1',
    key: AZURE_KEY,
    seen: answering(403, error('Access denied due to Virtual Network/Firewall rules.', { code: '403' })),
    id: 'auth/ip-not-allowed',
    never: /name of the region|RESOURCE/,
  },
  {
    name: 'a server of one’s own outside of a cluster',
    url: 'http://llm.company.example:80/v1',
    key: 'x',
    platform: 'container',
    seen: unconnected('refused', { found: ['10.96.12.7'] }),
    id: 'tcp/refused',
    never: /kubectl get service/,
  },
  {
    name: 'another resolver answers, and the lookup of the system fails',
    seen: unresolved({ problem: AGAIN }, [resolver({ addresses: ['203.0.113.9'] })]),
    id: 'dns/temporary-failure',
    never: /restart systemd-resolved|docker/,
  },
  {
    name: 'the proxy does not reach OpenAI, whose name is spelled right',
    env: PROXY,
    seen: tunneled(proxyAnswer(502)),
    id: 'proxy/upstream-failed',
    never: /spelling/,
  },
];
