import type { StatusFacts } from '../../model/facts/status.ts';
import type { CatalogueEntry, Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';
import { answered, mainExchange, unsoundAnswer } from '../answered.ts';
import { pages } from '../documented.ts';
import { faultOf } from '../http/readings.ts';

/** Findings of the layer `server`. */
export const server = {
  'server/error': {
    severity: 'error',
    title: 'Server error (5xx)',
    explanation: '{who} returned {answer}. The request arrived, but the server failed. Nothing on this machine can fix this.',
    steps: [
      'Retry with exponential backoff.',
      `Check for incidents: ${pages.status}`,
      `If the error persists, give the request ID {requestId} to support: ${pages.help}`,
      'If the server is yours, check its log.',
    ],
    pythonType: 'InternalServerError',
    apiError: '500-server-error',
    when: answered('server/error'),
  },
  'server/overloaded': {
    severity: 'error',
    title: 'API is overloaded (503)',
    explanation:
      '{who} returned {answer}. The servers, or this model, get more requests than they can handle. A server that is still loading its model returns the same error.',
    steps: [
      'Wait {waitShown}, then retry with exponential backoff and jitter: 1 s, 2 s, 4 s, up to 1 min.',
      `Check for incidents: ${pages.status}`,
      'If only one model is overloaded, use another one.',
      'If the server is yours, check whether it has finished loading the model.',
    ],
    pythonType: 'InternalServerError',
    apiError: '503-overloaded',
    when: answered('server/overloaded'),
  },
  'server/bad-gateway': {
    severity: 'error',
    title: 'Bad gateway (502/504)',
    explanation:
      '{who} returned {answer}. The error comes from a gateway or CDN in front of the API: this machine reached it, but it could not reach its upstream servers.',
    steps: [
      'Retry after a short wait: most of these errors are transient.',
      `Check for incidents: ${pages.status}`,
      `If the error persists, give the CDN’s reference {reference} to support: ${pages.help}`,
      'If the gateway is yours, check that its upstream server is running and that its timeout is longer than the calls take.',
    ],
    pythonType: 'InternalServerError',
    apiError: null,
    when: answered('server/bad-gateway'),
  },
  'server/incident': {
    severity: 'info',
    title: 'Status page reports an incident',
    explanation: 'The status page of the API reports: {summary}. This fits the failure and may be the cause. If so, wait.',
    steps: [`Follow the incident: ${pages.status}`],
    pythonType: null,
    apiError: null,
    docs: pages.status,
    when: incident,
  },
} satisfies Record<`server/${string}`, CatalogueEntry>;

/** Components of the status page that API calls use. */
const OF_THE_API =
  /api|chat completions|responses|embeddings|models?|realtime|files|batch|moderations|images|audio|fine-?tuning|login|platform/i;

/** An incident is reported only with a failure that it can cause: a server error or a missing response. */
function incident(c: Case): Evidence | null {
  const page = c.seen['status/page'];
  if (page?.status !== 'ok' || page.facts.indicator === null || !failedAtServer(c)) return null;
  const lines = reported(page.facts);
  if (lines.length === 0) return null;
  return { lines, causes: ['status/page'], values: { summary: lines.join('; ').slice(0, 300) } };
}

function failedAtServer(c: Case): boolean {
  const found = unsoundAnswer(c);
  if (found) return found.reading.id.startsWith('server/') || found.reading.id === 'http/edge-challenge';
  const facts = mainExchange(c)?.facts;
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
