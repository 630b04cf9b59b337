import {
  AGAIN,
  answering,
  calling,
  dnsAnswer,
  exchangeOf,
  GOOGLE_TOKEN_REFUSED,
  httpAnswer,
  issuedBy,
  NOT_FOUND,
  proxyRefused,
  resolver,
  type Seen,
  shaken,
  unconnected,
  unresolved,
} from '../../support/environment.ts';
import { saw } from '../../support/tcp-cases.ts';
import type { Case } from './case.ts';

const VERTEX = {
  url: 'https://europe-west4-aiplatform.googleapis.com/v1/projects/shop/locations/europe-west4/endpoints/openapi',
  key: 'ya29.c0abcdefghijklmnopqrstuvwxyz',
};
const error = (message: string, more: Record<string, unknown> = {}) => ({ error: { message, ...more } });

/** The list of models is that of a server, and the call is answered so. */
const callOf =
  (ownedBy: string, status: number, body: unknown): Seen =>
  (target) => ({
    ...answering(200, { object: 'list', data: [{ id: 'm1', object: 'model', created: 1, owned_by: ownedBy }] })(target),
    'http/call': saw({
      ...exchangeOf(target, '/chat/completions', httpAnswer(status, body)),
      method: 'POST',
      model: target.model ?? 'm1',
      isModelGiven: target.model !== null,
    }),
  });

/** A gateway in front answers the call by itself. */
const gateway =
  (status: number, headers: Record<string, string>, body: string): Seen =>
  (target) => ({
    ...answering(200, { object: 'list', data: [{ id: 'm1', object: 'model', created: 1, owned_by: 'x' }] }, headers)(target),
    'http/call': saw({
      ...exchangeOf(target, '/chat/completions', httpAnswer(status, body, headers)),
      method: 'POST',
      model: 'm1',
      isModelGiven: false,
    }),
  });

/** The system has no address, although the resolver has one for A. */
const halfAnswered = unresolved({ problem: AGAIN }, [
  resolver({ addresses: ['10.20.0.7'] }, { server: '10.96.0.10', aaaa: dnsAnswer({ rcode: 'SERVFAIL' }) }),
]);
const longAnswer = unresolved({ problem: NOT_FOUND }, [resolver({ addresses: ['203.0.113.9'], transport: 'tcp' })]);

/** Environments of the kinds whose fix was missing among the first steps. */
const first: Case[] = [
  {
    name: 'Alpine: the resolver fails the AAAA query alone',
    url: 'https://llm.company.example/v1',
    platform: 'container',
    distribution: 'alpine',
    seen: halfAnswered,
    id: 'dns/temporary-failure',
    mend: /musl.*AAAA queries/,
  },
  {
    name: 'an old Alpine: the response is too long for UDP',
    platform: 'container',
    seen: longAnswer,
    id: 'dns/temporary-failure',
    mend: /3\.18.*glibc/,
  },
  {
    name: 'localhost is ::1 alone, and llama.cpp listens on 127.0.0.1',
    url: 'http://localhost:8080/v1',
    key: 'none',
    seen: unconnected('refused', { found: ['::1'] }),
    id: 'tcp/refused',
    mend: /OPENAI_BASE_URL=http:\/\/127\.0\.0\.1:8080\/v1/,
  },
  {
    name: 'the same on Windows',
    url: 'http://localhost:5001/v1',
    key: 'none',
    platform: 'windows',
    seen: unconnected('refused', { found: ['::1'] }),
    id: 'tcp/refused',
    mend: /OPENAI_BASE_URL = "http:\/\/127\.0\.0\.1:5001\/v1"/,
  },
  {
    name: 'Docker Model Runner without its TCP port, on Windows',
    url: 'http://localhost:12434/engines/llama.cpp/v1',
    key: 'none',
    platform: 'windows',
    seen: unconnected('refused'),
    id: 'tcp/refused',
    mend: /enable model-runner --tcp/,
  },
  {
    name: 'Docker Model Runner on this machine, called from a container',
    url: 'http://localhost:12434/engines/v1',
    key: 'none',
    platform: 'container',
    seen: unconnected('refused'),
    id: 'tcp/refused',
    mend: /model-runner\.docker\.internal\/engines\/v1/,
  },
  {
    name: 'Docker Model Runner of Docker Engine: the name is unknown',
    url: 'http://model-runner.docker.internal/engines/v1',
    key: 'none',
    platform: 'container',
    seen: unresolved({}, [resolver({ rcode: 'NXDOMAIN' }, { server: '127.0.0.11' })]),
    id: 'dns/nxdomain',
    mend: /172\.17\.0\.1:12434/,
  },
  {
    name: 'the name that containers have for Docker Model Runner, on the machine itself',
    url: 'http://model-runner.docker.internal/engines/v1',
    key: 'none',
    platform: 'macos',
    seen: unresolved({}, [resolver({ rcode: 'NXDOMAIN' })]),
    id: 'dns/nxdomain',
    mend: /localhost:12434/,
  },
  {
    name: 'Docker Model Runner without /engines',
    url: 'http://localhost:12434/v1',
    key: 'none',
    seen: answering(404, 'not found'),
    id: 'http/not-found',
    mend: /localhost:12434\/engines\/v1/,
  },
  {
    name: 'Bedrock behind a gateway of one’s own: the model needs an inference profile',
    url: 'https://bedrock.company.example/api/v1',
    key: 'secret-of-the-gateway',
    model: 'amazon.nova-pro-v1:0',
    seen: calling(500, {
      detail:
        'An error occurred (ValidationException) when calling the InvokeModel operation: Invocation of model ID amazon.nova-pro-v1:0 with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.',
    }),
    id: 'auth/model-not-found',
    mend: /inference profile/,
  },
  {
    name: 'Vertex AI: the account has no role',
    ...VERTEX,
    seen: answering(403, [
      {
        error: {
          code: 403,
          message:
            "Permission 'aiplatform.endpoints.predict' denied on resource '//aiplatform.googleapis.com/projects/shop/locations/europe-west4/endpoints/openapi' (or it may not exist).",
          status: 'PERMISSION_DENIED',
        },
      },
    ]),
    id: 'auth/missing-scope',
    mend: /roles\/aiplatform\.user/,
  },
  {
    name: 'Vertex AI: the API is not enabled in the project',
    ...VERTEX,
    seen: answering(403, [
      {
        error: {
          code: 403,
          message:
            'Vertex AI API has not been used in project 123 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/aiplatform.googleapis.com/overview?project=123 then retry.',
          status: 'PERMISSION_DENIED',
        },
      },
    ]),
    id: 'auth/permission-denied',
    mend: /gcloud services enable aiplatform/,
  },
  {
    name: 'Vertex AI: the token is an hour old',
    ...VERTEX,
    seen: answering(401, GOOGLE_TOKEN_REFUSED),
    id: 'auth/invalid-authentication',
    mend: /print-access-token/,
  },
  {
    name: 'Vertex AI: a model that this location lacks',
    ...VERTEX,
    model: 'google/gemini-9-pro',
    seen: calling(404, [
      {
        error: {
          code: 404,
          message:
            'Publisher Model `projects/shop/locations/europe-west4/publishers/google/models/gemini-9-pro` was not found or your project does not have access to it.',
          status: 'NOT_FOUND',
        },
      },
    ]),
    id: 'auth/model-not-found',
    mend: /location that has it/,
  },
  {
    name: 'vLLM: a model whose tokenizer has no chat template',
    url: 'http://gpu.company.example:8000/v1',
    key: 'EMPTY',
    seen: callOf('vllm', 400, {
      object: 'error',
      message:
        'As of transformers v4.44, default chat template is no longer allowed, so you must provide a chat template if the tokenizer does not define one.',
      type: 'BadRequestError',
      param: null,
      code: 400,
    }),
    id: 'server/misconfigured',
    mend: /--chat-template/,
  },
  {
    name: 'two slashes before the version, from a URL that ends in one',
    url: 'http://127.0.0.1:11434//v1',
    key: 'ollama',
    seen: answering(404, '404 page not found'),
    id: 'http/not-found',
    mend: /OPENAI_BASE_URL=http:\/\/127\.0\.0\.1:11434\/v1/,
  },
];

/** The second ones. */
const second: Case[] = [
  {
    name: 'LiteLLM with a master key, and a program that sends dummy',
    url: 'http://localhost:4000/v1',
    key: 'dummy',
    seen: answering(
      401,
      error("Authentication Error, LiteLLM Virtual Key expected. Received=dummy, expected to start with 'sk-'.", {
        type: 'auth_error',
        code: '401',
      }),
      { 'x-litellm-version': '1.80.0' },
    ),
    id: 'config/key-placeholder',
    mend: /LITELLM_MASTER_KEY/,
  },
  {
    name: 'WSL, whose proxy client runs on Windows',
    platform: 'wsl',
    env: { HTTPS_PROXY: 'http://localhost:10809' },
    seen: proxyRefused('localhost', 10809),
    other: unconnected('timeout'),
    id: 'proxy/refused',
    mend: /networkingMode=mirrored/,
  },
  {
    name: 'a router that removes addresses of one’s own network',
    url: 'https://ollama.lab.example/v1',
    seen: unresolved({ problem: { ...NOT_FOUND, errno: -3007 } }, [resolver({}, { server: '192.168.1.1' })]),
    id: 'dns/no-address',
    mend: /rebind-domain-ok/,
  },
  {
    name: 'DashScope: a workspace without the model',
    url: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
    key: 'sk-0123456789abcdef0123456789abcdef',
    model: 'qwen3-max',
    seen: calling(403, error('Model access denied.', { code: 'Model.AccessDenied' })),
    id: 'auth/model-not-found',
    mend: /workspace of the key/,
  },
];

const third: Case[] = [
  {
    name: 'Superfish: nobody should trust it',
    platform: 'windows',
    seen: shaken(issuedBy('O=Superfish, Inc., CN=Superfish, Inc.', 'Superfish')),
    id: 'tls/interception',
    mend: /^Remove Superfish/,
  },
  {
    name: 'the name that Podman has for the container host, in Docker',
    url: 'http://host.containers.internal:1234/v1',
    key: 'lm-studio',
    platform: 'container',
    seen: unresolved({}, [resolver({ rcode: 'NXDOMAIN' }, { server: '127.0.0.11' })]),
    id: 'dns/nxdomain',
    mend: /http:\/\/host\.docker\.internal:1234\/v1/,
  },
  {
    name: 'the name that containers have for their host, on the host itself',
    url: 'http://host.docker.internal:11434/v1',
    key: 'ollama',
    seen: unresolved({}, [resolver({ rcode: 'NXDOMAIN' })]),
    id: 'dns/nxdomain',
    mend: /http:\/\/localhost:11434\/v1/,
  },
  {
    name: 'a load balancer of AWS that waits a minute',
    url: 'https://llm.company.example/v1',
    key: 'k',
    seen: gateway(504, { server: 'awselb/2.0' }, '<html><body><center><h1>504 Gateway Time-out</h1></center></body></html>'),
    id: 'server/bad-gateway',
    mend: /^With HTTP 504, a target took longer than the idle timeout/,
  },
  {
    name: 'a load balancer of Google that waits half a minute',
    url: 'https://llm.company.example/v1',
    key: 'k',
    seen: gateway(504, { via: '1.1 google' }, 'stream timeout'),
    id: 'server/bad-gateway',
    mend: /backend-services update NAME --global --timeout=600/,
  },
  {
    name: 'Envoy, whose route waits 15 seconds',
    url: 'https://llm.company.example/v1',
    key: 'k',
    seen: gateway(504, { server: 'envoy' }, 'upstream request timeout'),
    id: 'server/bad-gateway',
    mend: /^With HTTP 504, a timeout of Envoy ran out/,
  },
  {
    name: 'Cloud Run, whose ingress is for the inside',
    url: 'https://vllm-abc-ew.a.run.app/v1',
    key: 'k',
    seen: answering(
      404,
      '<!DOCTYPE html><html><title>Error 404 (Page not found)!!1</title><p>The requested URL was not found on this server. <ins>That’s all we know.</ins></html>',
    ),
    id: 'http/not-found',
    mend: /--ingress=all/,
  },
  {
    name: 'Workers AI: a token for something else',
    url: 'https://api.cloudflare.com/client/v4/accounts/ACCOUNT/ai/v1',
    key: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD',
    seen: answering(401, {
      success: false,
      errors: [{ code: 10000, message: 'Authentication error' }],
      messages: [],
      result: null,
    }),
    id: 'auth/invalid-authentication',
    mend: /permission Workers AI/,
  },
  {
    name: 'LiteLLM, whose own key of OpenAI is refused behind it',
    url: 'https://llm.company.example/v1',
    key: 'sk-virtual1234',
    model: 'm1',
    seen: callOf(
      'x',
      401,
      error(
        'litellm.AuthenticationError: AuthenticationError: OpenAIException - Incorrect API key provided: sk-old****1234. You can find your API key at https://platform.openai.com/account/api-keys. Received Model Group=m1',
        { code: '401' },
      ),
    ),
    id: 'auth/incorrect-key',
    mend: /in config\.yaml/,
  },
  {
    name: 'new-api: the token is limited to other models',
    url: 'https://relay.example/v1',
    key: 'sk-abcdefghijklmnopqrstuvwxyz',
    model: 'm1',
    seen: callOf('x', 403, error('该令牌无权使用模型：m1 (request id: 1)', { type: 'new_api_error' })),
    id: 'auth/model-not-found',
    mend: /settings of the token/,
  },
  {
    name: 'LM Studio: too little memory for the model',
    url: 'http://localhost:1234/v1',
    key: 'lm-studio',
    model: 'm1',
    seen: callOf(
      'organization_owner',
      400,
      error('Failed to load model "m1". Error: Model loading was stopped due to insufficient system resources.'),
    ),
    id: 'server/error',
    mend: /guardrails/,
  },
  {
    name: 'Jan, whose server is off',
    url: 'http://127.0.0.1:1337/v1',
    key: 'x',
    seen: unconnected('refused'),
    id: 'tcp/refused',
    mend: /Local API Server/,
  },
  {
    name: 'GPT4All, whose server is off',
    url: 'http://localhost:4891/v1',
    key: 'x',
    platform: 'macos',
    seen: unconnected('refused'),
    id: 'tcp/refused',
    mend: /Enable Local API Server/,
  },
  {
    name: 'Xinference: a model that was not launched',
    url: 'http://10.0.0.9:9997/v1',
    key: 'x',
    model: 'm1',
    seen: callOf('xinference', 400, { detail: 'Model not found in the model list, uid: m1' }),
    id: 'auth/model-not-found',
    mend: /xinference launch/,
  },
  {
    name: 'FastChat: the name of another model',
    url: 'http://10.0.0.9:8000/v1',
    key: 'EMPTY',
    model: 'gpt-4',
    seen: callOf('fastchat', 400, { object: 'error', message: 'Only vicuna-7b-v1.5 allowed now, your model gpt-4', code: 40301 }),
    id: 'auth/model-not-found',
    mend: /--model-names/,
  },
  {
    name: 'Databricks: a token that has ended',
    url: 'https://dbc-12ab.cloud.databricks.com/serving-endpoints',
    key: 'dapi0123456789abcdef0123456789abcdef',
    seen: answering(403, { error_code: '403', message: 'Invalid access token.' }),
    id: 'auth/invalid-authentication',
    mend: /Settings, Developer, Access tokens/,
  },
];

export const mendedCases: Case[] = [...first, ...second, ...third];

/** An environment that only looks like one of those, and what must not be said of it. */
export interface LookAlike extends Omit<Case, 'mend'> {
  never: RegExp;
}

export const lookAlikes: LookAlike[] = [
  {
    name: 'half an answer on Debian, whose C library takes it',
    url: 'https://llm.company.example/v1',
    distribution: 'debian',
    seen: halfAnswered,
    id: 'dns/temporary-failure',
    never: /musl|Alpine/,
  },
  {
    name: 'both answers are there, and the system fails',
    platform: 'container',
    distribution: 'alpine',
    seen: unresolved({ problem: AGAIN }, [resolver({ addresses: ['203.0.113.9'] })]),
    id: 'dns/temporary-failure',
    never: /musl/,
  },
  {
    name: 'localhost has both addresses',
    url: 'http://localhost:8080/v1',
    key: 'none',
    seen: unconnected('refused', { found: ['::1', '127.0.0.1'] }),
    id: 'tcp/refused',
    never: /::1 alone/,
  },
  {
    name: '[::1] is written on purpose',
    url: 'http://[::1]:8080/v1',
    key: 'none',
    seen: unconnected('refused', { found: ['::1'] }),
    id: 'tcp/refused',
    never: /::1 alone/,
  },
  {
    name: 'Gemini’s own API is not Vertex AI',
    url: 'https://generativelanguage.googleapis.com/v1beta/openai',
    key: 'AIzaSyABCDEFGHIJKLMNOPQRSTUVWXYZ0123456',
    seen: answering(403, [
      { error: { code: 403, message: 'Requests from referer <empty> are blocked.', status: 'PERMISSION_DENIED' } },
    ]),
    id: 'auth/permission-denied',
    never: /gcloud|aiplatform/,
  },
  {
    name: 'vLLM refuses tools, not the template',
    url: 'http://gpu.company.example:8000/v1',
    key: 'EMPTY',
    model: 'm1',
    seen: callOf('vllm', 400, error('"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set')),
    id: 'request/unsupported-parameter',
    never: /--chat-template/,
  },
  {
    name: 'Superfish: its root certificate is to be trusted by nothing',
    seen: shaken(issuedBy('O=Superfish, Inc., CN=Superfish, Inc.', 'Superfish')),
    id: 'tls/interception',
    never: /root\.pem|NODE_EXTRA|exemption/,
  },
  {
    name: 'the same load balancer without a healthy target',
    url: 'https://llm.company.example/v1',
    key: 'k',
    seen: gateway(502, { server: 'awselb/2.0' }, '<html><body><center><h1>502 Bad Gateway</h1></center></body></html>'),
    id: 'server/bad-gateway',
    never: /idle timeout/,
  },
  {
    name: 'the API of a Cloudflare customer is not Workers AI',
    url: 'https://llm.company.example/v1',
    key: 'sk-abcdef',
    seen: answering(401, error('Authentication error'), { server: 'cloudflare', 'cf-ray': '9a-FRA' }),
    id: 'auth/invalid-authentication',
    never: /Workers AI/,
  },
  {
    name: 'another name that Docker does not know',
    url: 'http://host.example:1234/v1',
    key: 'lm-studio',
    platform: 'container',
    seen: unresolved({}, [resolver({ rcode: 'NXDOMAIN' }, { server: '127.0.0.11' })]),
    id: 'dns/nxdomain',
    never: /Podman|host\.docker\.internal:1234/,
  },
  {
    name: 'LM Studio still loads the model',
    url: 'http://localhost:1234/v1',
    key: 'lm-studio',
    model: 'm1',
    seen: callOf('organization_owner', 503, error('Model is still loading')),
    id: 'server/loading',
    never: /guardrails/,
  },
  {
    name: 'LiteLLM does not know the key itself',
    url: 'https://llm.company.example/v1',
    key: 'sk-virtual1234',
    model: 'm1',
    seen: callOf(
      'x',
      401,
      error('Authentication Error, Invalid proxy server token passed. Unable to find token in cache or table', {
        type: 'token_not_found_in_db',
        code: '401',
      }),
    ),
    id: 'auth/incorrect-key',
    never: /platform\.openai\.com/,
  },
  {
    name: 'another server on the port of nobody',
    url: 'http://localhost:1338/v1',
    key: 'x',
    seen: unconnected('refused'),
    id: 'tcp/refused',
    never: /Local API Server/,
  },
  {
    name: 'a public resolver has no address for the name',
    url: 'https://ollama.lab.example/v1',
    seen: unresolved({ problem: { ...NOT_FOUND, errno: -3007 } }, [resolver({}, { server: '9.9.9.9' })]),
    id: 'dns/no-address',
    never: /rebind/,
  },
  {
    name: 'Linux, whose own proxy client is off',
    env: { HTTPS_PROXY: 'http://localhost:10809' },
    seen: proxyRefused('localhost', 10809),
    id: 'proxy/refused',
    never: /mirrored/,
  },
  {
    name: 'vLLM with a key, and a program that sends dummy',
    url: 'http://localhost:8000/v1',
    key: 'dummy',
    seen: answering(401, { error: 'Unauthorized' }),
    id: 'config/key-placeholder',
    never: /LITELLM|consumer/,
  },
  {
    name: 'another server that lists models behind a company’s proxy',
    url: 'https://llm.company.example/v1',
    model: 'm2',
    seen: callOf('company', 404, error('The model `m2` does not exist', { code: 'model_not_found' })),
    id: 'auth/model-not-found',
    never: /inference profile|docker model/,
  },
];
