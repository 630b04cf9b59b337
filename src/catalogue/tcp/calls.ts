import type { IdleFacts, IdleTrial } from '../../model/facts/calls.ts';
import type { CatalogueEntry, Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { secondsOf } from '../../probes/tcp/idle.ts';
import { factsOf } from '../seen.ts';
import { intermittent } from './repeated.ts';
import { someRefused } from './some-refused.ts';

/** Findings about connections that one usual check does not show: silent ones, and one of many. */
export const tcpCalls = {
  'tcp/idle-dropped': {
    severity: 'warning',
    title: 'Idle connections are dropped after {limit}',
    explanation:
      'A connection on which nothing was sent for {limit} no longer works: {what}. {works} A NAT gateway, firewall, or load balancer on the path removes idle connections and does not report it. A call that takes longer than that without any data, such as a long answer that is not streamed, waits until its timeout. {survivors}',
    steps: [
      'Stream long answers (stream=True): the connection is then never idle for long.',
      'For long reasoning, use background=True of the Responses API and poll for the result.',
      'In Python, give the client TCP keepalive below {limit}: OpenAI(http_client=httpx.Client(transport=httpx.HTTPTransport(socket_options=[(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1), (socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 20), (socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 20)]))).',
      'In Node.js, give fetch a dispatcher with TCP keepalive: new Agent({ connect: { keepAlive: true, keepAliveInitialDelay: 20_000 } }) of undici.',
      'If the gateway is yours, raise its idle timeout above the longest call.',
    ],
    pythonType: null,
    apiError: null,
    matches: idleDropped,
  },
  'tcp/intermittent': {
    severity: 'warning',
    title: 'Connections fail intermittently',
    explanation: '{failed} of {tries} connections to {host} {how}, with {codes}. {where} {reading}',
    steps: [
      'Retry with exponential backoff: the official SDKs do it twice by default (max_retries, maxRetries).',
      'Repeat the measurement at another time and from another network: `api-doctor check --repeat 100`',
      'Give the table of addresses and failures below to the administrator of the network or of the server.',
    ],
    pythonType: null,
    apiError: null,
    matches: (c) => intermittent(c) ?? someRefused(c),
    // Where one address never works, one connection shows it as well.
    suppressedBy: ['tcp/refused', 'tcp/timeout', 'tcp/unreachable', 'tcp/local-denied', 'tls/timeout', 'tls/reset'],
  },
} satisfies Record<`tcp/${string}`, CatalogueEntry>;

/** Silent connections that were no longer known, while a fresh one works. What a server closes in order, a client sees and opens again. */
function idleDropped(c: DiagnosisInput): Evidence | null {
  const facts = factsOf(c, 'tcp/idle');
  const lost = facts?.tried.filter(({ outcome }) => outcome === 'dead' || outcome === 'reset') ?? [];
  const [first] = lost;
  if (!facts || !first || facts.isReachable !== true) return null;
  const alive = facts.tried.filter(({ outcome, silentMs }) => outcome === 'alive' && silentMs < first.silentMs);
  const limitMs = first.endedMs ?? first.silentMs;
  return {
    details: facts.tried.map(idleLine),
    probeIds: ['tcp/idle'],
    templateValues: {
      limit: secondsOf(limitMs),
      what:
        first.outcome === 'dead'
          ? 'a request over it gets no response'
          : first.endedMs === null
            ? 'a request over it is answered with a reset'
            : 'it was reset',
      works:
        alive.length > 0
          ? `After ${secondsOf((alive.at(-1) as IdleTrial).silentMs)} it still does.`
          : 'Shorter times were not tested.',
      survivors: survivorsOf(limitMs),
    },
  };
}

function idleLine({ silentMs, outcome, endedMs, status, problem }: IdleFacts['tried'][number]): string {
  const how = status === null ? (problem?.code ?? '') : `HTTP ${status}`;
  return `silent for ${secondsOf(silentMs)}: ${outcome}${endedMs === null ? '' : ` after ${secondsOf(endedMs)}`}${how ? ` (${how})` : ''}`;
}

/** Seconds after which each client sends the first TCP keepalive by itself (undici: lib/core/connect; Go: net.Dialer; curl: --keepalive-time). */
const KEEPALIVE_S: [string, number][] = [
  ['Go', 15],
  ['fetch of Node.js', 60],
  ['curl', 60],
];

function survivorsOf(limitMs: number): string {
  const well = KEEPALIVE_S.filter(([, seconds]) => seconds * 1_000 < limitMs).map(([name]) => name);
  const none = 'The SDK for Python sends none.';
  return well.length > 0
    ? `Clients that send TCP keepalive packets more often survive it: ${well.join(', ')}. ${none}`
    : `No usual client sends TCP keepalive packets that often. ${none}`;
}
