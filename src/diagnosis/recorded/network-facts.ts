import type {
  Address,
  DnsAnswer,
  HostsFacts,
  LocalInterface,
  LookupFacts,
  NameServiceFacts,
  ResolverFacts,
  ResolverState,
} from '../../model/facts/dns.ts';
import type { ConnectAttempt, ConnectFacts, NodeConnectFacts, PeerRoute, PeerRouteFacts } from '../../model/facts/tcp.ts';
import type { NetworkError } from '../../model/problem.ts';
import { address, amount, flag, inside, list, number, oneOf, orNull, own, port, record, text, type Validator } from './shape.ts';

/** Shapes of the facts of DNS and TCP probes. */

/** Maximum nesting of AggregateErrors. */
const DEEPEST = 3;

export const problem: Validator<NetworkError> = (value) => problemAt(value, 0);

function problemAt(value: unknown, depth: number): NetworkError {
  const members: Validator<NetworkError[]> = depth < DEEPEST ? list((member) => problemAt(member, depth + 1)) : () => [];
  return record<NetworkError>({
    code: orNull(text),
    errno: orNull(number),
    syscall: orNull(text),
    message: text,
    alert: orNull(number),
    address: orNull(text),
    port: orNull(number),
    errors: members,
  })(value);
}

const family = oneOf<4 | 6>(4, 6);

const addressed = record<Address>({ address, family });

const interfaces = orNull(list(record<LocalInterface>({ name: text, families: list(family) })));

export const hostsFacts: Validator<HostsFacts> = record<HostsFacts>({
  path: text,
  entries: list(record<HostsFacts['entries'][number]>({ line: amount, address, text })),
});

export const lookupFacts: Validator<LookupFacts> = record<LookupFacts>({
  host: text,
  addresses: list(addressed),
  problem: orNull(problem),
  ms: amount,
  pending: flag,
  absolute: orNull(record<NonNullable<LookupFacts['absolute']>>({ addresses: list(addressed), problem: orNull(problem) })),
});

const dnsAnswer = record<DnsAnswer>({
  outcome: oneOf('answer', 'timeout', 'refused', 'unreachable', 'malformed', 'error'),
  rcode: orNull(text),
  addresses: list(address),
  cnames: list(text),
  extended: list(record<DnsAnswer['extended'][number]>({ code: number, text })),
  dnssecBogus: flag,
  ms: amount,
  transport: oneOf('udp', 'tcp'),
  problem: orNull(problem),
  detail: orNull(text),
});

export const resolverFacts: Validator<ResolverFacts> = record<ResolverFacts>({
  source: text,
  servers: list(
    record<ResolverState>({
      server: text,
      link: orNull(text),
      a: dnsAnswer,
      aaaa: dnsAnswer,
      control: orNull(dnsAnswer),
      searched: list(record<ResolverState['searched'][number]>({ name: text, answer: dnsAnswer })),
    }),
  ),
  domain: orNull(text),
  upstream: orNull(list(text)),
  search: list(text),
  ndots: amount,
  interfaces,
});

export const connectFacts: Validator<ConnectFacts> = record<ConnectFacts>({
  port,
  attempts: list(
    record<ConnectAttempt>({
      address,
      family,
      outcome: oneOf('connected', 'refused', 'timeout', 'unreachable', 'reset', 'denied', 'error'),
      ms: amount,
      problem: orNull(problem),
      afterConnect: orNull(oneOf('idle', 'reset', 'closed', 'data')),
    }),
  ),
  interfaces,
});

export const nodeConnectFacts: Validator<NodeConnectFacts> = record<NodeConnectFacts>({
  attemptTimeoutMs: amount,
  connected: flag,
  ms: amount,
  problem: orNull(problem),
});

export const nameServiceFacts: Validator<NameServiceFacts> = record<NameServiceFacts>({
  path: text,
  entry: orNull(record<NonNullable<NameServiceFacts['entry']>>({ line: amount, text })),
  sources: list(record<NameServiceFacts['sources'][number]>({ name: text, actions: list(text) })),
});

export const peerRouteFacts: Validator<PeerRouteFacts> = record<PeerRouteFacts>({
  routes: list(
    record<PeerRoute>({
      address,
      family,
      device: orNull(text),
      kind: oneOf('bridge', 'tunnel', 'loopback', 'other'),
      network: orNull(text),
      gateway: orNull(text),
      uplink: orNull(record<NonNullable<PeerRoute['uplink']>>({ device: text, gateway: orNull(text) })),
      source: text,
      line: text,
    }),
  ),
});

/** The facts of a failed probe: only its problem. */
export const failure = (facts: object): NetworkError => inside('.problem', () => problem(own(facts, 'problem')));
