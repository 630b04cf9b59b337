import type { ProviderEntry } from '../entry.ts';

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
    'http/not-the-api': [
      'Use the base URL http://HOST:PORT/api, not /v1: that is where Open WebUI has its OpenAI-compatible endpoints.',
    ],
    'http/not-found': [
      'Use the base URL http://HOST:PORT/api, not /v1: that is where Open WebUI has its OpenAI-compatible endpoints.',
    ],
  },
} satisfies ProviderEntry;
