import { type ClientCalls, clientsAmong } from '../../knowledge/clients/endpoints.ts';
import type { BodyTrial, EndpointTrial, UpgradeTrial } from '../../model/facts/calls.ts';
import type { CatalogueEntry, Evidence, Step } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { isAlike, sizeOf } from '../../probes/http/body.ts';
import { factsOf } from '../seen.ts';
import { lostSize } from '../tcp/large-bodies.ts';

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

/** The clients of the book that are installed here. */
function clientsHere(c: DiagnosisInput): (ClientCalls & { version: string })[] {
  return clientsAmong(factsOf(c, 'client/installed')?.packages ?? []);
}

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
      needed:
        users.length > 0
          ? `Here that is ${listOf(users.map(({ name, version }) => `${name} (${version})`))}.`
          : 'No client that needs it was found in this directory.',
    },
  };
}

function endpointLine({ path, exists, status, said }: EndpointTrial): string {
  const word = exists === null ? 'unknown' : exists ? 'exists' : 'missing';
  return `POST ${path}: ${word} (${status === null ? 'no response' : `HTTP ${status}`}${said ? `: ${said.slice(0, 120)}` : ''})`;
}

/** What to do in code that calls an endpoint which is missing. */
const OTHERWISE: Record<string, string> = {
  '/responses': 'In the official SDKs, call client.chat.completions.create(…) instead of client.responses.create(…).',
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

/** Of the upgrades, the first that failed while HTTP works on the same connection path. */
function webSocketRefused(c: DiagnosisInput): Evidence | null {
  const tried = factsOf(c, 'http/websocket')?.tried ?? [];
  const failed = tried.find(({ outcome }) => outcome !== 'accepted' && outcome !== 'failed');
  if (!failed || !isHttpWorking(c) || isAboutCaller(failed)) return null;
  const users = clientsHere(c).filter(({ overHttp }) => overHttp !== undefined);
  return {
    details: [`GET ${failed.url} with Upgrade: websocket`, upgradeLine(failed), ...between(failed, c)],
    probeIds: ['http/websocket'],
    httpStatus: failed.status,
    // A Realtime model can be called in no other way.
    ...(failed.endpoint === '/realtime' ? { severity: 'error' } : {}),
    steps: users.map(({ overHttp }): Step => ({ text: overHttp as string, first: true })),
    templateValues: { url: failed.url, answer: answerOf(failed), reading: readingOf(failed, c), needed: startersText(users) },
  };
}

function startersText(users: (ClientCalls & { version: string })[]): string {
  return users.length > 0
    ? `Here that is ${listOf(users.map(({ name, version }) => `${name} (${version})`))}.`
    : 'None of them was found in this directory, and calls over HTTP are not affected.';
}

/** HTTP was answered over the same route, with the same key. */
function isHttpWorking(c: DiagnosisInput): boolean {
  const listing = factsOf(c, 'http/models');
  const endpoints = factsOf(c, 'http/endpoints')?.tried ?? [];
  return (listing?.answer?.status ?? 500) < 400 || endpoints.some(({ exists }) => exists);
}

/** Too many requests, or a server in trouble, refuse HTTP as well. */
function isAboutCaller({ status, outcome }: UpgradeTrial): boolean {
  return outcome === 'refused' && (status === 429 || (status ?? 0) >= 500);
}

function answerOf({ outcome, status, closeCode, said, problem, ms }: UpgradeTrial): string {
  const words = said ? `: “${said}”` : '';
  if (outcome === 'refused') return `HTTP ${status}${words}`;
  if (outcome === 'closed') return `accepted and closed at once${closeCode === null ? '' : ` with code ${closeCode}`}${words}`;
  return outcome === 'no-response'
    ? `no response within ${ms} ms`
    : `connection ${problem?.code === 'CLOSED' ? 'closed' : 'reset'} after ${ms} ms`;
}

function upgradeLine(trial: UpgradeTrial): string {
  return `${answerOf(trial)} (${trial.outcome})`;
}

function readingOf({ outcome, status, endpoint }: UpgradeTrial, { target }: DiagnosisInput): string {
  if (outcome === 'no-response') return 'Something between here and the API holds the upgrade back.';
  if (outcome === 'reset') return 'Something between here and the API ends the connection at the upgrade.';
  if (outcome === 'closed') return 'The server ends the WebSocket by itself.';
  if ([200, 400, 404, 405].includes(status ?? 0)) {
    return target.url?.isOpenAi
      ? 'The API offers WebSockets there and answered as if to a plain GET request: something in between removes the Upgrade header.'
      : `It was answered like a plain GET request: either the server has no WebSocket at ${endpoint}, or something in between removes the Upgrade header.`;
  }
  return status === 401 || status === 403
    ? 'The same key works over HTTP, so the upgrade itself is not allowed.'
    : 'The server wants no upgrade there.';
}

/** Headers that show another server than the one that answered over HTTP. */
function between({ headers }: UpgradeTrial, c: DiagnosisInput): string[] {
  const usual = factsOf(c, 'http/models')?.answer?.headers ?? {};
  return ['server', 'via', 'x-cache'].flatMap((name) => {
    const value = headers[name];
    return value !== undefined && value !== usual[name] ? [`${name}: ${value} (over HTTP: ${usual[name] ?? 'none'})`] : [];
  });
}

/** The first size that was rejected, where a small body was not, before it and after it; lost packets are another finding. */
function bodyLimit(c: DiagnosisInput): Evidence | null {
  const facts = factsOf(c, 'http/body');
  const [small, ...larger] = facts?.tried ?? [];
  if (!facts || !small || lostSize(facts)) return null;
  const rejected = rejectedSize(larger, small);
  if (!rejected) return null;
  const smaller = larger.filter((one) => one.bytes < rejected.bytes && isAlike(one, small)).map(({ bytes }) => bytes);
  const { by, status, outcome } = rejected;
  const answer = status !== null ? `HTTP ${status}` : outcome === 'lost' ? 'no response' : `a connection that is ${outcome}`;
  return {
    details: facts.tried.map((one) => bodyLine(facts.endpoint, one)),
    probeIds: ['http/body'],
    httpStatus: status,
    pythonType: status !== null ? null : outcome === 'lost' ? 'APITimeoutError' : 'APIConnectionError',
    templateValues: {
      size: sizeOf(rejected.bytes),
      smaller: sizeOf(Math.max(small.bytes, ...smaller)),
      rejected: `${by ? `by ${by} ` : ''}with ${answer}`,
      ...(by ? { server: by } : {}),
    },
  };
}

/** Told at once by 413; else twice, with a small body that was still answered beside it. */
function rejectedSize(larger: BodyTrial[], small: BodyTrial): BodyTrial | null {
  const odd = larger.filter((one) => !isAlike(one, small) && one.status !== 429 && one.outcome !== 'failed' && !one.isSlow);
  const found = odd.find((one) => one.status === 413 || odd.some((other) => other !== one && other.bytes === one.bytes));
  const after = larger.filter(({ bytes }) => bytes === small.bytes);
  return found && after.every((one) => isAlike(one, small)) ? smallestOf(odd, found) : null;
}

/** A few packets are tried after the first failure, so the smallest size is not the first of the list. */
function smallestOf(odd: BodyTrial[], found: BodyTrial): BodyTrial {
  return odd
    .filter(({ status, outcome }) => status === found.status && outcome === found.outcome)
    .reduce((a, b) => (b.bytes < a.bytes ? b : a), found);
}

export function bodyLine(endpoint: string, { bytes, status, outcome, by, problem, ms }: BodyTrial): string {
  const answer =
    status === null ? `${outcome}${problem?.code ? ` (${problem.code})` : ''}` : `HTTP ${status}${by ? ` (${by})` : ''}`;
  return `POST ${endpoint} with ${sizeOf(bytes)}: ${answer} after ${ms} ms`;
}

function listOf(words: string[], last = 'and'): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
