import { UNIX } from '../steps.ts';
import type { Remedy } from './remedy.ts';

const OF_ADDRESS = [
  'config/base-url-path',
  'http/not-found',
  'http/not-the-api',
  'http/unmapped-status',
  'request/wrong-method',
  'client/inconclusive',
] as const;

/** Messages that show the address which was called, and what is wrong with it. */
export const addresses: Remedy[] = [
  {
    of: OF_ADDRESS,
    said: /(?<endpointTwice>\/(?:chat\/completions|embeddings|responses|messages))(?:\/v1)?\k<endpointTwice>\b/,
    steps: ['Take {endpointTwice} out of the base URL: the client adds it, so that it stands twice in the URL that was called.'],
    sample: 'Invalid URL (POST /v1/chat/completions/chat/completions)',
  },
  {
    of: OF_ADDRESS,
    said: /(?<versionTwice>\/v1)\/v1\//,
    steps: ['Take {versionTwice} out of the base URL: the program adds it, so that it stands twice in the URL that was called.'],
    sample: 'POST http://llm.example:8000/v1/v1/chat/completions 404',
  },
  {
    of: OF_ADDRESS,
    said: /(?:Invalid URL \(|Unknown request URL: )(?:POST|GET) (?<pathWithoutVersion>\/(?:chat\/completions|completions|embeddings|models|responses)\b)(?!\/)/,
    steps: [
      'Add /v1 at the end of the base URL, as in https://api.openai.com/v1: the request went to {pathWithoutVersion}, without it.',
    ],
    sample: 'Invalid URL (POST /chat/completions)',
  },
  {
    of: OF_ADDRESS,
    said: /Ollama call failed with status code 404\b.{0,40}404 page not found/,
    steps: [
      'Set the base URL of Ollama without a path, as in http://localhost:11434: this client adds /api/chat or /api/generate itself.',
    ],
    sample: 'LLM Call Exception: Ollama call failed with status code 404. Details: 404 page not found',
  },
  {
    of: ['http/not-found'],
    said: /:11434(?<nativePath>\/api\/(?:chat|generate|embed|embeddings|show))(?![/\w])/,
    means:
      'Ollama has the path {nativePath}. There it returns HTTP 404 only for a model that it does not have, or has under another name.',
    steps: [
      'Fetch the model that the program asks for: `ollama pull MODEL`',
      'Or use a name of the list, with its tag: `ollama list`',
    ],
    local: true,
    sample: "httpx.HTTPStatusError: Client error '404 Not Found' for url 'http://localhost:11434/api/chat'",
  },
  {
    of: ['http/not-found', 'request/wrong-method', 'http/unmapped-status'],
    said: /:(?:3000|8080)\/api\/v1\/chat\/completions\b/,
    steps: ['If this is Open WebUI, take /v1 out of the base URL: its endpoint is /api/chat/completions.'],
    sample: 'HTTP 405 Method Not Allowed from http://localhost:3000/api/v1/chat/completions',
  },
  {
    of: ['tcp/refused'],
    said: /connect ECONNREFUSED ::1:(?<portOfIpv6>\d{2,5})/,
    unless: /ECONNREFUSED 127\.0\.0\.1:/,
    steps: [
      {
        text: 'Write 127.0.0.1 instead of localhost in the base URL: Node.js took ::1 for it, where a server that listens on IPv4 alone does not answer: `export OPENAI_BASE_URL=http://127.0.0.1:{portOfIpv6}/v1`',
        on: UNIX,
      },
      {
        text: 'Write 127.0.0.1 instead of localhost in the base URL: Node.js took ::1 for it, where a server that listens on IPv4 alone does not answer: `$env:OPENAI_BASE_URL = "http://127.0.0.1:{portOfIpv6}/v1"`',
        on: ['windows'],
      },
    ],
    sample: 'Error: connect ECONNREFUSED ::1:1234',
  },
  {
    of: ['tcp/refused'],
    said: /(?<loopbackName>\blocalhost|\b127\.0\.0\.1)(?:', port=|:)11434\b/,
    steps: [
      'If the program that failed runs in a container, write host.docker.internal instead of {loopbackName} in its base URL; otherwise start Ollama: `ollama serve`',
    ],
    sample: "HTTPConnectionPool(host='localhost', port=11434): Max retries exceeded ... Connection refused",
  },
];
