import type { BodyFacts, EndpointFacts, IdleFacts, RepeatFacts, WebSocketFacts } from './facts/calls.ts';
import type { ClientRunFacts, InstalledFacts } from './facts/client.ts';
import type { BaseUrlFacts, CaFileFacts, DescriptorFacts, EnvironmentFacts, KeyFacts, ProxyPlanFacts } from './facts/config.ts';
import type { HostsFacts, LookupFacts, NameServiceFacts, ResolverFacts } from './facts/dns.ts';
import type { BasePathProbeFacts, CallFacts, ExchangeFacts, KeyHeaderFacts, StreamFacts, UserAgentFacts } from './facts/http.ts';
import type { PlacesFacts } from './facts/places.ts';
import type { TunnelFacts } from './facts/proxy.ts';
import type { StatusFacts } from './facts/status.ts';
import type { ConnectFacts, NodeConnectFacts, PeerRouteFacts } from './facts/tcp.ts';
import type { BannerFacts, ClientHelloProbeFacts, ClockFacts, HandshakeFacts } from './facts/tls.ts';
import type { InternalError, NetworkError } from './problem.ts';
import type { Target } from './target.ts';

/** Shape of the facts of each probe. A key here without a probe in the registry does not compile, and the reverse. */
export interface Facts {
  'config/key': KeyFacts;
  'config/base-url': BaseUrlFacts;
  'config/environment': EnvironmentFacts;
  'config/ca-files': CaFileFacts;
  'config/descriptors': DescriptorFacts;
  'config/places': PlacesFacts;
  'config/proxy': ProxyPlanFacts;
  'dns/hosts': HostsFacts;
  'dns/name-service': NameServiceFacts;
  'dns/resolvers': ResolverFacts;
  'dns/system': LookupFacts;
  'tcp/connect': ConnectFacts;
  'tcp/node-connect': NodeConnectFacts;
  'tcp/route': PeerRouteFacts;
  'tcp/repeat': RepeatFacts;
  'tcp/idle': IdleFacts;
  'proxy/address': LookupFacts;
  'proxy/connect': ConnectFacts;
  'proxy/handshake': HandshakeFacts;
  'proxy/tunnel': TunnelFacts;
  'tls/handshake': HandshakeFacts;
  'tls/client-hello-variants': ClientHelloProbeFacts;
  'tls/banner': BannerFacts;
  'tls/clock': ClockFacts;
  'http/plaintext': ExchangeFacts;
  'http/unauthenticated': ExchangeFacts;
  'http/models': ExchangeFacts;
  'http/model': ExchangeFacts;
  'http/invalid-key': ExchangeFacts;
  'http/key-header': KeyHeaderFacts;
  'http/endpoints': EndpointFacts;
  'http/websocket': WebSocketFacts;
  'http/body': BodyFacts;
  'http/deployment': ExchangeFacts;
  'http/call': CallFacts;
  'stream/events': StreamFacts;
  'http/base-path': BasePathProbeFacts;
  'http/user-agents': UserAgentFacts;
  'status/page': StatusFacts;
  'client/installed': InstalledFacts;
  'client/runs': ClientRunFacts;
}

export type ProbeId = keyof Facts;

/** The result of one probe. `skipped` means that the probe did not run, so its subject is unknown, never healthy. */
export type Observation<P extends ProbeId = ProbeId> = {
  startMs: number;
  durationMs: number;
} & (
  | { status: 'ok'; facts: Facts[P] }
  /** The probe itself could not be done: it ran out of time as a whole, or threw. What a network refuses is a fact, not this. */
  | { status: 'failed'; problem: NetworkError }
  | { status: 'skipped'; because: ProbeId | null; reason: string }
);

/** All that was seen on one route. */
export type RouteObservations = { [P in ProbeId]?: Observation<P> };

/** What a predicate of the catalogue judges: what was seen on the client's own route, on the other one, and what was asked. */
export interface DiagnosisInput {
  observations: RouteObservations;
  alternateObservations: RouteObservations;
  target: Target;
  /** RFC 3339 with offset: the start of the run by this machine's clock. */
  startedAt: string;
  /** What went wrong in this program itself, outside of any probe. */
  internalErrors?: InternalError[];
}
