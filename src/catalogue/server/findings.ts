import type { StatusFacts } from '../../model/facts/status.ts';
import type { CatalogueEntry, Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { errorResponse, onApiError, onGatewayError, PAST_THE_PROXY, primaryExchange } from '../answered.ts';
import { faultOf } from '../http/readings.ts';

/** Findings of the layer `server`. */
export const server = {
  'server/error': {
    severity: 'error',
    title: 'Server error (5xx)',
    explanation: '{who} returned {answer}. The request arrived, but the server failed. The fix is on the side of the server.',
    steps: [
      'Check the log of the server at {ownApi}: it states what failed.',
      'Retry with exponential backoff.',
      'Check for incidents: {statusPage}',
      'If the error persists, give the request ID {requestId} to support: {helpPage}',
    ],
    pythonType: 'InternalServerError',
    apiError: '500-server-error',
    matches: onApiError('server/error'),
  },
  'server/overloaded': {
    severity: 'error',
    title: 'API is overloaded (503)',
    explanation: '{who} returned {answer}. The servers, or this model, get more requests than they can handle.',
    steps: [
      'Wait {waitShown}, then retry with exponential backoff and jitter: 1 s, 2 s, 4 s, up to 1 min.',
      'Check for incidents: {statusPage}',
      'Check the load of the server at {ownApi}, and how many requests it handles at once.',
      'If only one model is overloaded, use another one.',
    ],
    pythonType: 'InternalServerError',
    apiError: '503-overloaded',
    matches: onApiError('server/overloaded'),
  },
  'server/bad-gateway': {
    severity: 'error',
    title: 'Bad gateway (502, 503, or 504)',
    explanation:
      '{who} returned {answer}. The error comes from a gateway or CDN in front of the API: this machine reached it, but it could not reach its upstream servers, or did not forward the request.',
    steps: [
      ...PAST_THE_PROXY,
      'Check that the upstream server behind {ownApi} is running and that the timeout of the gateway is longer than the calls take.',
      'Retry after a short wait: most of these errors are transient.',
      'Check for incidents: {statusPage}',
      'If the error persists, give the CDN’s reference {reference} to support: {helpPage}',
    ],
    pythonType: 'InternalServerError',
    apiError: null,
    matches: onGatewayError('server/bad-gateway'),
  },
  'server/loading': {
    severity: 'error',
    title: 'Model is still loading',
    explanation:
      '{who} returned {answer}. The server is up and its model is not in memory yet: calls fail until it is, which takes seconds to minutes.',
    steps: [
      'Wait {waitShown} and try again, or let the check wait: `api-doctor check --wait 5m`',
      'Check the log of the server at {ownApi}: it shows the progress of loading, or why it fails.',
      'If it never ends, the model may be too large for the memory of the server: use a smaller one.',
    ],
    pythonType: 'InternalServerError',
    apiError: '503-overloaded',
    matches: onApiError('server/loading'),
  },
  'server/misconfigured': {
    severity: 'error',
    title: 'Server is misconfigured',
    explanation:
      '{who} returned {answer}. It reports that it lacks a database, a channel, a backend, or a setting. Neither the network nor the key is the cause.',
    steps: [
      'Read the message: it names what is missing.',
      'Check the log of the server at {ownApi}, correct its configuration, and restart it.',
      'If someone else operates it, send them the message and the time of this check.',
    ],
    pythonType: 'InternalServerError',
    apiError: null,
    matches: onApiError('server/misconfigured'),
  },
  'server/incident': {
    severity: 'info',
    title: 'Status page reports an incident',
    explanation: 'The status page of the API reports: {summary}. This fits the failure and may be the cause. If so, wait.',
    steps: ['Follow the incident: {statusPage}'],
    pythonType: null,
    apiError: null,
    matches: incident,
  },
} satisfies Record<`server/${string}`, CatalogueEntry>;

/** Components of the status page that API calls use. */
const OF_THE_API =
  /api|chat completions|responses|embeddings|models?|realtime|files|batch|moderations|images|audio|fine-?tuning|login|platform/i;

/** An incident is reported only with a failure that it can cause: a server error or a missing response. */
function incident(c: DiagnosisInput): Evidence | null {
  const page = c.observations['status/page'];
  if (page?.status !== 'ok' || page.facts.indicator === null || !failedAtServer(c)) return null;
  const lines = reported(page.facts);
  if (lines.length === 0) return null;
  return { details: lines, probeIds: ['status/page'], templateValues: { summary: lines.join('; ').slice(0, 300) } };
}

function failedAtServer(c: DiagnosisInput): boolean {
  const found = errorResponse(c);
  if (found) return found.reading.id.startsWith('server/') || found.reading.id === 'http/edge-challenge';
  const facts = primaryExchange(c)?.facts;
  return facts !== undefined && ['timeout', 'closed', 'truncated'].includes(faultOf(facts) ?? '');
}

/** The page's indicator may be `none` while incidents are open, so incidents and components are read too. */
function reported({ incidents, degraded, indicator, description }: StatusFacts): string[] {
  const open = incidents
    .filter(({ status }) => !['resolved', 'postmortem', 'completed'].includes(status))
    .map(({ name, status, impact }) => `${name} (${status}, ${impact})`);
  const parts = degraded
    .filter(({ name }) => OF_THE_API.test(name))
    .map(({ name, status }) => `${name}: ${status.replaceAll('_', ' ')}`);
  const general = indicator !== 'none' && open.length + parts.length === 0 && description ? [description] : [];
  return [...open, ...parts, ...general].slice(0, 8);
}
