import type { Step } from '../../../model/finding.ts';
import { UNIX } from '../../steps.ts';
import type { ProviderEntry } from '../entry.ts';

const BELOW_API: [Step, Step] = [
  {
    text: 'Open WebUI has its OpenAI-compatible endpoints below /api. Set that as the base URL: `export OPENAI_BASE_URL={endpointsUrl}`',
    on: UNIX,
  },
  {
    text: 'Open WebUI has its OpenAI-compatible endpoints below /api. Set that as the base URL: `$env:OPENAI_BASE_URL = "{endpointsUrl}"`',
    on: ['windows'],
  },
];

export const openWebui = {
  id: 'open-webui',
  name: 'Open WebUI',
  kind: 'gateway',
  recognition: [
    {
      body: /<title>Open WebUI<|"name":\s?"Open WebUI"/,
      certainty: 'proved',
      source: 'open-webui/open-webui backend/open_webui/main.py',
    },
    {
      body: /Your session has expired or the token is invalid\. Please sign in again|Use of API key is not enabled in the environment/,
      certainty: 'proved',
      source: 'open-webui/open-webui backend/open_webui/constants.py',
    },
  ],
  api: { baseUrl: null, paths: ['/api'], bills: false },
  dialect: {
    source: 'open-webui/open-webui backend/open_webui/constants.py, utils/auth.py',
    words: [
      { anywhere: true, id: 'auth/incorrect-key', pattern: /session has expired or the token is invalid/i },
      { anywhere: true, id: 'auth/permission-denied', pattern: /use of API key is not enabled|API key not allowed to access/i },
      { id: 'auth/model-not-found', pattern: /^model not found$/i },
    ],
  },
  steps: {
    'auth/permission-denied': ['Enable API keys: Admin Panel, Settings, General, Enable API Key.'],
    'http/not-the-api': BELOW_API,
    'http/not-found': BELOW_API,
  },
} satisfies ProviderEntry;
