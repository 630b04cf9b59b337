import type { IdleFacts, IdleTrial, RepeatArm, RepeatFacts } from '../../model/facts/calls.ts';
import type { CatalogueEntry, Evidence, Step } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { secondsOf } from '../../probes/tcp/idle.ts';
import { factsOf } from '../seen.ts';

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
    matches: intermittent,
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
    pythonType: first.outcome === 'dead' ? 'APITimeoutError' : 'APIConnectionError',
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

/** Of fewer connections nothing can be said, and a single failure of many may be chance. */
const ENOUGH = 10;

/** Some connections failed or were delayed, and others were not. Where all fail, the fault is not intermittent, and others name it. */
function intermittent(c: DiagnosisInput): Evidence | null {
  const facts = factsOf(c, 'tcp/repeat');
  if (!facts) return null;
  const arms = facts.arms.filter((arm) => !isDead(arm, facts.arms));
  const tries = sum(arms, ({ tries: of }) => of);
  const failed = sum(arms, ({ failed: of }) => of);
  const delayed = sum(arms, ({ delayed: of }) => of);
  const bad = failed + delayed;
  if (tries < ENOUGH || failed === tries || bad < 2 || bad / tries < 0.01) return null;
  const codes = arms.flatMap(({ failures }) =>
    failures.map(({ stage, code }) => `${code} (${stage === 'tls' ? 'TLS handshake' : 'connect'})`),
  );
  const { kind, text } = whereOf(arms, c);
  return {
    details: facts.arms.map(armLine),
    probeIds: ['tcp/repeat'],
    ...(failed * 2 > tries ? { severity: 'error' } : {}),
    pythonType: failed === 0 ? null : 'APIConnectionError',
    steps: stepsFor(kind, facts),
    templateValues: {
      failed: failed > 0 ? failed : delayed,
      tries,
      how: failed > 0 ? 'failed' : 'were delayed by a second or more',
      codes: codes.length > 0 ? [...new Set(codes)].join(', ') : 'packets that had to be sent again',
      where: text,
      reading:
        delayed > 0 && failed > 0
          ? `Another ${delayed} were delayed by a second or more, because packets were lost.`
          : 'A single check does not show that.',
    },
  };
}

/** An address that never works is no intermittent fault, and one connection shows it; where another kind of ClientHello works there, it is. */
function isDead(arm: RepeatArm, arms: RepeatArm[]): boolean {
  const there = arms.filter(({ address }) => address === arm.address);
  return there.every(({ failed, tries }) => failed === tries);
}

type Kind = 'address' | 'family' | 'hello' | 'everywhere';

/** What the connections that fail have in common and the others have not. */
function whereOf(arms: RepeatArm[], { target }: DiagnosisInput): { kind: Kind; text: string } {
  const splits: [Kind, (arm: RepeatArm) => string | null][] = [
    ['hello', ({ hello }) => hello && `with a ${hello === 'classic' ? 'classic' : 'post-quantum'} key share`],
    ['family', ({ family }) => family && `over IPv${family}`],
    ['address', ({ address }) => address && `to ${address}`],
  ];
  for (const [kind, of] of splits) {
    const names = [...new Set(arms.map(of).filter((name) => name !== null))] as string[];
    const rates = names.map((name) => ({ name, ...rateOf(arms.filter((arm) => of(arm) === name)) }));
    const bad = rates.filter(({ rate }) => rate > 0);
    const good = rates.filter(({ rate, tries }) => rate === 0 && tries >= ENOUGH / 2);
    if (bad.length > 0 && good.length > 0 && bad.length + good.length === rates.length)
      return {
        kind,
        text: `All of them were ${bad.map(({ name }) => name).join(' and ')}; ${good.map(({ name }) => name).join(' and ')} none failed.`,
      };
  }
  return {
    kind: 'everywhere',
    text: `They are spread over all addresses${target.route.kind === 'proxy' ? ', through the proxy' : ''}.`,
  };
}

function rateOf(arms: RepeatArm[]): { rate: number; tries: number } {
  const tries = sum(arms, (arm) => arm.tries);
  return { tries, rate: tries === 0 ? 0 : sum(arms, (arm) => arm.failed + arm.delayed) / tries };
}

function stepsFor(kind: Kind, { arms }: RepeatFacts): Step[] {
  const text = {
    hello:
      'A middlebox drops large ClientHello messages. Until it is fixed, disable the post-quantum key share in the client: tls.DEFAULT_ECDH_CURVE = "X25519:P-256" in Node.js, GODEBUG=tlsmlkem=0 in Go.',
    family: `Use the other address family until the network is fixed: Node.js takes --dns-result-order=${arms.some(({ family, failed }) => family === 6 && failed > 0) ? 'ipv4first' : 'ipv6first'}.`,
    address:
      'Ask the operator of the API, or of the load balancer in front of it, to check the server at the address that fails.',
    everywhere:
      'Packets are lost on the path: check the Wi-Fi, the VPN, and the limits for new connections of firewall and NAT gateway.',
  }[kind];
  return [{ text, first: true }];
}

function armLine({ address, hello, tries, failed, delayed, failures, connectMs, tlsMs }: RepeatArm): string {
  const name = [address ?? 'through the proxy', hello && `${hello} key share`].filter(Boolean).join(', ');
  const codes = failures.map(({ stage, code, count }) => `${count} × ${code} at ${stage}`);
  const times = [
    connectMs && `connect ${connectMs.p50}/${connectMs.p90}/${connectMs.p99} ms`,
    tlsMs && `TLS ${tlsMs.p50}/${tlsMs.p90}/${tlsMs.p99} ms`,
  ];
  const said = [
    `${failed} of ${tries} failed`,
    ...codes,
    delayed > 0 ? `${delayed} delayed` : '',
    ...times.filter(Boolean),
  ].filter(Boolean);
  return `${name}: ${said.join(', ')}${connectMs ? ' (percentiles 50/90/99)' : ''}`;
}

function sum(arms: RepeatArm[], of: (arm: RepeatArm) => number): number {
  return arms.reduce((total, arm) => total + of(arm), 0);
}
