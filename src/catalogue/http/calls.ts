import type { ClientCalls } from '../../knowledge/clients/endpoints.ts';
import type { EndpointTrial } from '../../model/facts/calls.ts';
import type { CatalogueEntry, Evidence, Step } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { factsOf } from '../seen.ts';
import { bodyLimit } from './body-limit.ts';
import { clientsHere, listOf, versionsOf } from './callers.ts';
import { webSocketRefused } from './upgrade.ts';

/** Findings of `--deep` about what calls need beside a list of models. */
export const httpCalls = {
  'http/endpoint-missing': {
    severity: 'warning',
    title: 'The server has no {missing}',
    explanation:
      'This server has no {missing}: a request there gets {answer}. It has {existing}, and calls there are not affected. Clients that call {missing} get a 404 from it, whatever the key and the model. {needed}',
    steps: [
      'Put a gateway that has {missing} in front of the server, such as LiteLLM, and use that as the base URL.',
      'If the server is yours, upgrade it: newer versions of Ollama, vLLM, llama.cpp, and LM Studio have more endpoints.',
    ],
    pythonType: 'NotFoundError',
    apiError: null,
    matches: endpointMissing,
  },
  'http/websocket-refused': {
    severity: 'warning',
    title: 'WebSocket connection refused, HTTP works',
    explanation:
      'HTTP requests work here, but an upgrade to WebSocket at {url} fails: {answer}. {reading} Clients that start with a WebSocket, as Codex does, fail or retry for minutes before they use HTTP. {needed}',
    steps: [
      'In the official SDKs, use client.responses.create(…) with stream=True instead of a WebSocket connection.',
      'If a reverse proxy of yours is in front of the API, let it pass the upgrade: proxy_http_version 1.1 and the headers Upgrade and Connection in nginx.',
      'Ask the administrator of the proxy or TLS inspection to allow WebSocket connections to {host}.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: webSocketRefused,
  },
  'http/body-limit': {
    severity: 'warning',
    title: 'Large request bodies are rejected',
    explanation:
      'A request body of {size} is rejected {rejected}. One of {smaller} is not. Long conversations, images, and files in a request fail here, and short requests work.',
    steps: [
      'If {server} is a gateway of yours, raise its limit: client_max_body_size in nginx, LimitRequestBody in Apache, the body-parser limit in Express.',
      'Check the limits of every intermediary: API gateways, serverless functions, web application firewalls, and data loss prevention.',
      'Send less: upload files with the Files API and refer to them by id, and scale images down.',
    ],
    pythonType: null,
    apiError: null,
    matches: bodyLimit,
  },
} satisfies Record<`http/${string}`, CatalogueEntry>;

/** The endpoints whose absence matters: the one of before 2023, `/completions`, is missing on most servers. */
const WANTED = ['/responses', '/chat/completions', '/embeddings'];

/** An endpoint is missing on a server that has another one: without any, nothing shows that this is the API at all. */
function endpointMissing(c: DiagnosisInput): Evidence | null {
  const tried = factsOf(c, 'http/endpoints')?.tried ?? [];
  const existing = tried.filter(({ exists }) => exists).map(({ path }) => path);
  const missing = tried.filter(({ exists, path }) => exists === false && WANTED.includes(path));
  const [first] = missing;
  if (!first || existing.length === 0) return null;
  const paths = missing.map(({ path }) => path);
  const users = clientsHere(c).filter(({ endpoint }) => paths.includes(endpoint));
  return {
    details: tried.map(endpointLine),
    probeIds: ['http/endpoints'],
    httpStatus: first.status,
    ...(users.length > 0 ? { severity: 'error' } : {}),
    steps: endpointSteps(users, paths),
    templateValues: {
      missing: listOf(paths, 'or'),
      existing: listOf(existing),
      answer: `HTTP ${first.status}`,
      needed: users.length > 0 ? `Here that is ${versionsOf(users)}.` : 'No client that needs it was found in this directory.',
    },
  };
}

function endpointLine({ path, exists, status, said }: EndpointTrial): string {
  const word = exists === null ? 'unknown' : exists ? 'exists' : 'missing';
  return `POST ${path}: ${word} (${status === null ? 'no response' : `HTTP ${status}`}${said ? `: ${said.slice(0, 120)}` : ''})`;
}

/** What to do in code that calls an endpoint which is missing. */
const OTHERWISE: Record<string, string> = {
  '/responses':
    'In the official SDKs, call client.chat.completions.create(…) instead of client.responses.create(…); in the AI SDK, openai.chat(MODEL) instead of openai(MODEL); in LangChain, set use_responses_api=False.',
  '/chat/completions': 'In the official SDKs, call client.responses.create(…) instead of client.chat.completions.create(…).',
  '/embeddings': 'For embeddings, use a second client with the base URL of a server that has /embeddings.',
};

/** What to set in the clients that are here; then in code of one's own. */
function endpointSteps(users: ClientCalls[], missing: string[]): Step[] {
  const own = users.map(
    ({ otherwise, name, endpoint }) =>
      otherwise ?? `${name} calls ${endpoint} alone and cannot use another endpoint: give it a server or a gateway that has it.`,
  );
  const both = missing.includes('/responses') && missing.includes('/chat/completions');
  const code = missing.filter((path) => !both || path === '/embeddings').flatMap((path) => OTHERWISE[path] ?? []);
  return [...own.map((text): Step => ({ text, first: true })), ...code.map((text): Step => ({ text }))];
}
