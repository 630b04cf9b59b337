import type { UpgradeTrial } from '../../model/facts/calls.ts';
import type { Evidence, Step } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { factsOf } from '../seen.ts';
import { type Caller, clientsHere, versionsOf } from './callers.ts';

/** Of the upgrades, the first that failed while HTTP works on the same connection path. */
export function webSocketRefused(c: DiagnosisInput): Evidence | null {
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

function startersText(users: Caller[]): string {
  return users.length > 0
    ? `Here that is ${versionsOf(users)}.`
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
