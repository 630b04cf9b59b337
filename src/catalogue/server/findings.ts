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
    title: 'Error inside the API',
    explanation:
      '{who} answered {answer}. The request arrived and something failed on the other side. Nothing on this machine can mend it.',
    steps: [
      'Try again after a short wait, with a growing pause between attempts.',
      `See whether an incident is reported: ${pages.status}`,
      `If it stays, write to ${pages.help} with the request id {requestId}.`,
      'If the server is your own, its log tells what failed.',
    ],
    pythonType: 'InternalServerError',
    apiError: '500-server-error',
    when: answered('server/error'),
  },
  'server/overloaded': {
    severity: 'error',
    title: 'API overloaded',
    explanation:
      '{who} answered {answer}. More is asked of the servers, or of this model, than they can take at the moment. A server that is just starting and loads its model answers the same way.',
    steps: [
      'Wait {waitShown} and try again, with a growing and random pause: a second, two, four, up to a minute.',
      `See whether an incident is reported: ${pages.status}`,
      'If one model is overloaded, use another one for the time being.',
      'If the server is your own, see whether it has finished loading the model.',
    ],
    pythonType: 'InternalServerError',
    apiError: '503-overloaded',
    when: answered('server/overloaded'),
  },
  'server/bad-gateway': {
    severity: 'error',
    title: 'Gateway that does not reach the API’s servers',
    explanation:
      '{who} answered {answer}. That is the word of a gateway or CDN in front of the API: it was reached from here, and it did not reach the servers behind it.',
    steps: [
      'Try again after a short wait: most of these pass within minutes.',
      `See whether an incident is reported: ${pages.status}`,
      `If it stays, write to ${pages.help} with the CDN’s reference {reference}.`,
      'If the gateway is your own, see whether the server behind it runs, and whether its time limit is longer than the calls take.',
    ],
    pythonType: 'InternalServerError',
    apiError: '500-server-error',
    when: answered('server/bad-gateway'),
  },
  'server/incident': {
    severity: 'info',
    title: 'Incident reported by the status page',
    explanation:
      'The status page of the API says: {summary}. That fits what this check met, so it may well be the cause, and then only waiting helps.',
    steps: [`Follow the incident: ${pages.status}`],
    pythonType: null,
    apiError: null,
    docs: pages.status,
    when: incident,
  },
} satisfies Record<`server/${string}`, CatalogueEntry>;

/** Parts of the service that an API call goes through, by the names on the status page. */
const OF_THE_API =
  /api|chat completions|responses|embeddings|models?|realtime|files|batch|moderations|images|audio|fine-?tuning|login|platform/i;

/** An incident is worth naming only beside a failure that it could have caused: on the server's side, or short of an answer from it. */
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

/** The page's indicator may say `none` while incidents are open, so those and the components are read as well. */
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
