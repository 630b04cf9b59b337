import { callWith } from '../../steps.ts';
import type { ProviderEntry } from '../entry.ts';

const CONSUMER = 'Use the key of a consumer of this Kong, not the key of the model behind it.';

export const kong = {
  id: 'kong',
  name: 'Kong',
  kind: 'gateway',
  recognition: [
    { headers: [['server', /^kong\//i]], certainty: 'proved', source: 'Kong/kong kong/constants.lua' },
    { headers: [['via', /\bkong\//i]], certainty: 'proved', source: 'Kong/kong kong/constants.lua' },
    { headers: [['x-kong-proxy-latency', /./]], certainty: 'proved', source: 'Kong/kong kong/constants.lua' },
    { headers: [['x-kong-response-latency', /./]], certainty: 'proved', source: 'Kong/kong kong/constants.lua' },
    { headers: [['x-kong-request-id', /./]], certainty: 'proved', source: 'Kong/kong kong/constants.lua' },
    {
      body: /no Route matched with those values|failure to get a peer from the ring-balancer/,
      certainty: 'proved',
      source: 'Kong/kong kong/runloop/handler.lua',
    },
    {
      log: /no Route matched with those values|ring-balancer/,
      certainty: 'likely',
      source: 'Kong/kong kong/runloop/handler.lua',
    },
  ],
  api: { baseUrl: null, keyHeaders: ['apikey', 'authorization'], takesKeysOf: 'any', bills: false },
  dialect: {
    source:
      'Kong/kong kong/runloop/handler.lua, kong/plugins/{key-auth,acl,ip-restriction,rate-limiting,request-size-limiting,ai-proxy}',
    words: [
      { anywhere: true, id: 'http/not-found', pattern: /no route matched/i, statuses: [404] },
      { id: 'config/key-wrong-header', pattern: /no API key found in request/i, statuses: [401] },
      { id: 'auth/incorrect-key', pattern: /invalid authentication credentials/i, statuses: [401, 403] },
      { anywhere: true, id: 'auth/permission-denied', pattern: /cannot consume this service/i, statuses: [403] },
      { id: 'auth/ip-not-allowed', pattern: /IP address is not allowed/i, statuses: [403] },
      { id: 'limit/rate-limit', pattern: /rate limit exceeded/i, statuses: [429] },
      { id: 'http/too-large', pattern: /request size limit exceeded/i, statuses: [413, 417] },
      {
        id: 'server/misconfigured',
        pattern:
          /name resolution failed|failure to get a peer|LLM request failed before proxying|no auth token|client certificate/i,
        statuses: [500, 503],
      },
      {
        id: 'server/bad-gateway',
        pattern: /invalid response was received from the upstream|upstream server is timing out/i,
        statuses: [502, 503, 504],
      },
    ],
  },
  steps: {
    'config/key-wrong-header': [
      callWith('Send the key that Kong wants in the header that its plugin names, usually apikey:', 'apikey: '),
      'In Python pass it with default_headers={"apikey": key} to OpenAI(…).',
    ],
    'http/not-found': ['Check the path of the base URL with the operator: no route of Kong fits this host and path.'],
    'server/misconfigured': [
      'Ask the operator of Kong to check the upstream of this route: its name does not resolve, or no target is healthy.',
    ],
    'config/key-missing': [CONSUMER],
    'config/key-placeholder': [CONSUMER],
    'auth/incorrect-key': [CONSUMER],
  },
} satisfies ProviderEntry;
