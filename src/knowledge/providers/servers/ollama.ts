import { setVariable, WITH_VERSION } from '../../steps.ts';
import type { ProviderEntry } from '../entry.ts';

export const ollama = {
  id: 'ollama',
  name: 'Ollama',
  kind: 'server',
  recognition: [
    { body: /^Ollama is running/, certainty: 'proved', source: 'ollama/ollama server/routes.go' },
    { body: /"owned_by":\s?"library"/, certainty: 'proved', source: 'ollama/ollama openai/openai.go' },
    {
      body: /not found, try pulling it first|llama runner process|model requires more system memory|server busy, please try again\. {1,2}maximum pending requests exceeded/,
      certainty: 'proved',
      source: 'ollama/ollama server/routes.go, server/sched.go',
    },
    { host: /^ollama\.com$/, certainty: 'proved', source: 'https://docs.ollama.com/cloud' },
    { port: 11434, certainty: 'likely', source: 'https://docs.ollama.com/faq' },
    { host: /^ollama(?:$|[.-])/, certainty: 'likely', source: 'the usual name of its container' },
    {
      log: /:11434\b|try pulling it first|\bollama (?:serve|run|pull)\b|OllamaException|\bOllama call failed\b/i,
      certainty: 'likely',
      source: 'ollama/ollama',
    },
  ],
  api: { baseUrl: null, paths: ['/v1'], takesKeysOf: 'own or none', bills: false },
  dialect: {
    source: 'ollama/ollama server/routes.go, server/sched.go, openai/openai.go, docs/faq',
    words: [
      {
        anywhere: true,
        id: 'auth/model-not-found',
        pattern:
          /model\b(?! (?:instances?|files?|workers?|replicas?|config(?:uration)?s?)\b)[^.]{0,200} not found|try pulling it first|invalid model name/i,
      },
      {
        anywhere: true,
        id: 'request/unsupported-parameter',
        pattern: /does not support (?:chat|tools|thinking|generate|insert|embeddings?|vision)/i,
      },
      { id: 'request/context-length', pattern: /exceeds the (?:available )?context (?:length|size)/i },
      { anywhere: true, id: 'server/overloaded', pattern: /maximum pending requests exceeded|server busy/i },
      { id: 'server/loading', pattern: /(?:model|llm server) (?:is )?(?:still )?loading|timed out waiting for llama runner/i },
      {
        anywhere: true,
        id: 'server/error',
        pattern: /requires more system memory|llama runner process|CUDA error|out of memory|unable to load model/i,
      },
      { id: 'auth/invalid-authentication', pattern: /^unauthorized$|signin_url/i, statuses: [401] },
    ],
    statuses: { 403: 'auth/permission-denied' },
  },
  pages: { models: 'https://ollama.com/library' },
  steps: {
    'auth/model-not-found': [
      'Fetch the model: `ollama pull {model}`',
      'List what is there, and use a name of the list with its tag: `ollama list`',
    ],
    'tcp/refused': [
      { text: 'Start Ollama (port {localPort}): `ollama serve`', on: ['linux', 'macos', 'windows'] },
      {
        text: 'If Ollama runs on Windows, set networkingMode=mirrored under [wsl2] in .wslconfig, and restart WSL. localhost (port {localPort}) is then the same on both sides: `wsl.exe --shutdown`',
        on: ['wsl'],
      },
      {
        text: 'Or let Ollama on Windows listen on all addresses (OLLAMA_HOST=0.0.0.0), and use the address of the default gateway instead of localhost (port {localPort}): `ip route show default`',
        on: ['wsl'],
      },
      { text: 'If it is installed in WSL itself, start it: `ollama serve`', on: ['wsl'] },
      {
        text: 'From a container, call Ollama on the container host by its name instead of localhost (port {localPort}): `export OPENAI_BASE_URL=http://host.docker.internal:{port}/v1`',
        on: ['container'],
      },
      {
        text: 'If Ollama is installed in this container itself (port {localPort}), start it: `ollama serve`',
        on: ['container'],
      },
      ...setVariable(
        'If it runs on {remoteHost}, configure it to listen on all addresses there: it listens on 127.0.0.1 only unless told otherwise. Set this where Ollama runs (for its systemd service in Environment= with systemctl edit ollama) and restart it:',
        'OLLAMA_HOST',
        '0.0.0.0',
      ),
      {
        text: 'Configure it to listen on all addresses of the container host, not on 127.0.0.1 only. Set this where Ollama runs (for its systemd service in Environment= with systemctl edit ollama) and restart it: `export OLLAMA_HOST=0.0.0.0`',
        on: ['container'],
      },
    ],
    'tcp/timeout': [
      {
        text: 'Let containers through the firewall of the container host: `sudo ufw allow from 172.16.0.0/12 to any port {port}`',
        on: ['container'],
      },
      'Check that the firewall of the machine that runs Ollama lets port {port} in, and that Ollama listens there with OLLAMA_HOST=0.0.0.0.',
    ],
    'auth/permission-denied': [
      ...setVariable(
        'Allow the name and the origin that you call it by; set this where Ollama runs and restart it:',
        'OLLAMA_ORIGINS',
        '*',
      ),
      'Behind a reverse proxy or a tunnel, pass the host name localhost on: proxy_set_header Host localhost:11434 in nginx, --http-host-header="localhost:11434" in cloudflared.',
      ...setVariable('Or let Ollama listen on all addresses, where it takes any host name:', 'OLLAMA_HOST', '0.0.0.0'),
    ],
    'http/not-found': [...WITH_VERSION, 'Update Ollama: older versions lack /v1/models, /v1/embeddings or /v1/responses.'],
    'http/not-the-api': [...WITH_VERSION],
    'http/timeout': [
      'Raise the timeout of the client: Ollama loads the model into memory before it answers the first call.',
      ...setVariable('Keep the model there between calls:', 'OLLAMA_KEEP_ALIVE', '24h'),
      'Check what Ollama does: `ollama ps`',
    ],
    'server/error': [
      'Use a smaller model or a smaller context, if the response mentions memory: `ollama ps`',
      { text: 'Check the log of Ollama: `journalctl -u ollama -n 50`', on: ['linux', 'wsl'] },
      { text: 'Check the log of Ollama: `tail -n 50 ~/.ollama/logs/server.log`', on: ['macos'] },
      { text: 'Check the log of Ollama: `Get-Content "$env:LOCALAPPDATA\\Ollama\\server.log" -Tail 50`', on: ['windows'] },
    ],
    'server/loading': [
      'Wait until the model is in memory: `ollama ps`',
      ...setVariable('Keep it there between calls:', 'OLLAMA_KEEP_ALIVE', '24h'),
    ],
    'server/overloaded': [
      ...setVariable('Raise how many requests run at once:', 'OLLAMA_NUM_PARALLEL', '4'),
      ...setVariable('Raise how many requests may wait:', 'OLLAMA_MAX_QUEUE', '1024'),
    ],
    'request/context-length': [
      ...setVariable(
        'Give the model a larger context; set this where Ollama runs and restart it:',
        'OLLAMA_CONTEXT_LENGTH',
        '16384',
      ),
    ],
    'request/unsupported-parameter': ['Choose a model that supports it: https://ollama.com/search?c=tools'],
    'auth/invalid-authentication': ['Sign in for models of Ollama’s cloud: `ollama signin`'],
  },
  notes: ['It needs no key: any text will do, such as ollama.', 'The OpenAI-compatible endpoints are below /v1.'],
} satisfies ProviderEntry;
