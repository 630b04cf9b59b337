import { UNIX } from '../../steps.ts';
import type { ProviderEntry } from '../entry.ts';

const ENGINES = 'Its OpenAI-compatible endpoints are below /engines/v1:';

export const dockerModelRunner = {
  id: 'docker-model-runner',
  name: 'Docker Model Runner',
  aliases: ['dmr'],
  kind: 'server',
  recognition: [
    {
      host: /^model-runner\.docker\.internal$/,
      certainty: 'proved',
      source: 'https://docs.docker.com/ai/model-runner/api-reference/',
    },
    { body: /^Docker Model Runner\b/, certainty: 'proved', source: 'docker/model-runner, its page at /' },
    { port: 12434, certainty: 'likely', source: 'https://docs.docker.com/reference/cli/docker/desktop/enable/model-runner/' },
    {
      log: /:12434\b|model-runner\.docker\.internal|\bdocker model (?:run|pull|status)\b/,
      certainty: 'likely',
      source: 'its hosts',
    },
  ],
  api: { baseUrl: null, paths: ['/engines/v1', '/engines/llama.cpp/v1'], takesKeysOf: 'own or none', bills: false },
  steps: {
    'tcp/refused': [
      {
        text: 'Switch on its TCP port: Docker Desktop, Settings, AI, Enable host-side TCP support, or `docker desktop enable model-runner --tcp {localPort}`',
        on: ['macos', 'windows'],
      },
      {
        text: 'From a container of Docker Desktop call it by the name model-runner.docker.internal instead of localhost (port {localPort}): `export OPENAI_BASE_URL=http://model-runner.docker.internal/engines/v1`',
        on: ['container'],
      },
      {
        text: 'With Docker Engine call it at the address of the bridge instead of localhost (port {localPort}): `export OPENAI_BASE_URL=http://172.17.0.1:{port}/engines/v1`',
        on: ['container'],
      },
      {
        text: 'Start the runner on port {localPort}; with Docker Desktop switch on host-side TCP support in its settings (AI): `docker model start-runner`',
        on: ['linux', 'wsl'],
      },
      'It listens on 127.0.0.1 of {remoteHost} alone unless told otherwise: with Docker Engine run docker model reinstall-runner --host 0.0.0.0 there; Docker Desktop has no such setting, so put a reverse proxy in front.',
    ],
    'dns/nxdomain': [
      {
        text: 'Only Docker Desktop knows {host}. With Docker Engine call the runner at the address of the bridge: `export OPENAI_BASE_URL=http://172.17.0.1:12434/engines/v1`',
        on: ['container'],
      },
      {
        text: 'Or define {host} when you start the container, and use port 12434: `docker run --add-host={host}:host-gateway IMAGE`',
        on: ['container'],
      },
      {
        text: 'Only containers know {host}. On this machine call the runner at its TCP port, with host-side TCP support enabled in Docker Desktop: `export OPENAI_BASE_URL=http://localhost:12434/engines/v1`',
        on: ['linux', 'macos', 'wsl'],
      },
      {
        text: 'Only containers know {host}. On this machine call the runner at its TCP port, with host-side TCP support enabled in Docker Desktop: `$env:OPENAI_BASE_URL = "http://localhost:12434/engines/v1"`',
        on: ['windows'],
      },
    ],
    'http/not-found': [
      { text: `${ENGINES} \`export OPENAI_BASE_URL={origin}/engines/v1\``, on: UNIX },
      { text: `${ENGINES} \`$env:OPENAI_BASE_URL = "{origin}/engines/v1"\``, on: ['windows'] },
      'Older versions have them below the engine alone: {origin}/engines/llama.cpp/v1. A model that is not there is also answered with 404: `docker model list`',
    ],
    'auth/model-not-found': [
      'Fetch the model, whose name begins with ai/ or hf.co/: `docker model pull {model}`',
      'List what is there, and use a name of the list: `docker model list`',
    ],
    'server/error': ['Check its log: `docker model logs`'],
  },
  notes: ['It needs no key.', 'Inside containers of Docker Desktop it has port 80, on the host 12434.'],
} satisfies ProviderEntry;
