import type { Facts, ProbeId } from '../../model/observation.ts';
import { bodyFacts, endpointFacts, idleFacts, repeatFacts, webSocketFacts } from './call-facts.ts';
import {
  baseUrlFacts,
  caFileFacts,
  clientRunFacts,
  descriptorFacts,
  environmentFacts,
  installedFacts,
  keyFacts,
  placesFacts,
  proxyPlanFacts,
} from './config-facts.ts';
import {
  baseTrialFacts,
  callFacts,
  exchangeFacts,
  keyHeaderFacts,
  statusFacts,
  streamFacts,
  tunnelFacts,
  userAgentFacts,
} from './http-facts.ts';
import {
  connectFacts,
  hostsFacts,
  lookupFacts,
  nameServiceFacts,
  nodeConnectFacts,
  peerRouteFacts,
  resolverFacts,
} from './network-facts.ts';
import type { Validator } from './shape.ts';
import { bannerFacts, clockFacts, handshakeFacts, helloFacts } from './tls-facts.ts';

/** The shape of each probe's facts. A missing probe does not compile. */
export const factShapes: { [P in ProbeId]: Validator<Facts[P]> } = {
  'config/key': keyFacts,
  'config/base-url': baseUrlFacts,
  'config/environment': environmentFacts,
  'config/ca-files': caFileFacts,
  'config/descriptors': descriptorFacts,
  'config/places': placesFacts,
  'config/proxy': proxyPlanFacts,
  'dns/hosts': hostsFacts,
  'dns/name-service': nameServiceFacts,
  'dns/resolvers': resolverFacts,
  'dns/system': lookupFacts,
  'tcp/connect': connectFacts,
  'tcp/node-connect': nodeConnectFacts,
  'tcp/route': peerRouteFacts,
  'tcp/repeat': repeatFacts,
  'tcp/idle': idleFacts,
  'proxy/address': lookupFacts,
  'proxy/connect': connectFacts,
  'proxy/handshake': handshakeFacts,
  'proxy/tunnel': tunnelFacts,
  'tls/handshake': handshakeFacts,
  'tls/client-hello-variants': helloFacts,
  'tls/banner': bannerFacts,
  'tls/clock': clockFacts,
  'http/plaintext': exchangeFacts,
  'http/unauthenticated': exchangeFacts,
  'http/models': exchangeFacts,
  'http/model': exchangeFacts,
  'http/invalid-key': exchangeFacts,
  'http/key-header': keyHeaderFacts,
  'http/endpoints': endpointFacts,
  'http/websocket': webSocketFacts,
  'http/body': bodyFacts,
  'http/deployment': exchangeFacts,
  'http/call': callFacts,
  'stream/events': streamFacts,
  'http/base-path': baseTrialFacts,
  'http/user-agents': userAgentFacts,
  'status/page': statusFacts,
  'client/installed': installedFacts,
  'client/runs': clientRunFacts,
};

/** Whether this version has a probe with that id. */
export function isProbeId(id: string): id is ProbeId {
  return Object.hasOwn(factShapes, id);
}
