import type { ProviderEntry } from '../entry.ts';

/** Servers of which little more is known than how they are switched on and how they name their models. */
export const jan = {
  id: 'jan',
  name: 'Jan',
  kind: 'server',
  recognition: [{ port: 1337, certainty: 'likely', source: 'https://jan.ai/docs/desktop/api-server' }],
  api: { baseUrl: null, paths: ['/v1'], takesKeysOf: 'own or none', bills: false },
  steps: {
    'tcp/refused': [
      'Start its server on port {localPort}: Jan, Settings, Local API Server, Start server.',
      'If Jan runs on {remoteHost}, set the server host there to 0.0.0.0: Settings, Local API Server.',
    ],
    'auth/incorrect-key': ['Use the API key that is set in Jan: Settings, Local API Server.'],
  },
} satisfies ProviderEntry;

export const gpt4all = {
  id: 'gpt4all',
  name: 'GPT4All',
  kind: 'server',
  recognition: [{ port: 4891, certainty: 'likely', source: 'https://docs.gpt4all.io/gpt4all_api_server/home.html' }],
  api: { baseUrl: null, paths: ['/v1'], takesKeysOf: 'own or none', bills: false },
  steps: {
    'tcp/refused': [
      'Switch on its server (port {localPort}): GPT4All, Settings, Application, Enable Local API Server.',
      'It listens on 127.0.0.1 of {remoteHost} alone: forward the port, as with ssh -L, or put a reverse proxy in front of it there.',
    ],
  },
} satisfies ProviderEntry;

export const xinference = {
  id: 'xinference',
  name: 'Xinference',
  aliases: ['xorbits-inference'],
  kind: 'server',
  recognition: [
    {
      body: /Model not found in the model list, uid: /,
      certainty: 'proved',
      source: 'xorbitsai/inference xinference/core/supervisor.py',
    },
    { port: 9997, certainty: 'likely', source: 'https://inference.readthedocs.io' },
  ],
  api: { baseUrl: null, paths: ['/v1'], takesKeysOf: 'own or none', bills: false },
  dialect: {
    source: 'xorbitsai/inference xinference/core/supervisor.py',
    words: [{ anywhere: true, id: 'auth/model-not-found', pattern: /model not found in the model list/i }],
  },
  steps: {
    'auth/model-not-found': [
      'Launch the model first; its UID is then its name in calls: `xinference launch --model-name {model} --model-engine ENGINE`',
      'List what runs, and use a UID of the list: `xinference list`',
    ],
    'tcp/refused': [
      'If this is another machine or a container, start it with --host 0.0.0.0: xinference-local --host 0.0.0.0 --port 9997',
    ],
  },
} satisfies ProviderEntry;

export const fastchat = {
  id: 'fastchat',
  name: 'FastChat',
  kind: 'server',
  recognition: [
    { body: /allowed now, your model /, certainty: 'proved', source: 'lm-sys/FastChat fastchat/serve/openai_api_server.py' },
    { log: /\bfastchat\.serve\./, certainty: 'likely', source: 'lm-sys/FastChat' },
  ],
  api: { baseUrl: null, paths: ['/v1'], takesKeysOf: 'own or none', bills: false },
  dialect: {
    source: 'lm-sys/FastChat fastchat/serve/openai_api_server.py, fastchat/constants.py',
    words: [{ anywhere: true, id: 'auth/model-not-found', pattern: /^only .{1,1000} allowed now, your model /i }],
  },
  steps: {
    'auth/model-not-found': [
      'Use a model that the message lists, or give a worker the name that clients use: python3 -m fastchat.serve.model_worker --model-names NAME',
    ],
  },
} satisfies ProviderEntry;
