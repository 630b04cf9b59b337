import type { ProbeId } from '../model/observation.ts';
import type { Probe } from '../model/probe.ts';
import { clientInstalled } from './client/installed.ts';
import { clientRuns } from './client/runs.ts';
import { configBaseUrl } from './config/base-url.ts';
import { configCaFiles } from './config/ca-files.ts';
import { configDescriptors } from './config/descriptors.ts';
import { configEnvironment } from './config/environment.ts';
import { configKey } from './config/key.ts';
import { configPlaces } from './config/places.ts';
import { configProxy } from './config/proxy.ts';
import { dnsHosts } from './dns/hosts.ts';
import { dnsNameService } from './dns/name-service.ts';
import { dnsResolvers } from './dns/resolvers.ts';
import { dnsSystem } from './dns/system.ts';
import { httpBase } from './http/base-path.ts';
import { httpBody } from './http/body.ts';
import { httpCall } from './http/call.ts';
import { httpDeployment } from './http/deployment.ts';
import { httpEndpoints } from './http/endpoints.ts';
import { httpControl } from './http/invalid-key.ts';
import { httpKeyHeader } from './http/key-header.ts';
import { httpModel } from './http/model.ts';
import { httpModels } from './http/models.ts';
import { httpPlain } from './http/plaintext.ts';
import { httpKeyless } from './http/unauthenticated.ts';
import { httpUserAgents } from './http/user-agents.ts';
import { httpWebSocket } from './http/websocket.ts';
import { proxyAddress } from './proxy/address.ts';
import { proxyConnect } from './proxy/connect.ts';
import { proxyHandshake } from './proxy/handshake.ts';
import { proxyTunnel } from './proxy/tunnel.ts';
import { statusPage } from './status/page.ts';
import { streamEvents } from './stream/events.ts';
import { tcpConnect } from './tcp/connect.ts';
import { tcpIdle } from './tcp/idle.ts';
import { tcpNode } from './tcp/node-connect.ts';
import { tcpRepeat } from './tcp/repeat.ts';
import { tcpRoute } from './tcp/route.ts';
import { tlsBanner } from './tls/banner.ts';
import { tlsHellos } from './tls/client-hello-variants.ts';
import { tlsClock } from './tls/clock.ts';
import { tlsHandshake } from './tls/handshake.ts';

/** Every probe, in layer order: the order of the report, and the tie-breaker between causes. */
export const probes: { [P in ProbeId]: Probe<P> } = {
  'config/key': configKey,
  'config/base-url': configBaseUrl,
  'config/environment': configEnvironment,
  'config/ca-files': configCaFiles,
  'config/descriptors': configDescriptors,
  'config/places': configPlaces,
  'config/proxy': configProxy,
  'dns/hosts': dnsHosts,
  'dns/name-service': dnsNameService,
  'dns/resolvers': dnsResolvers,
  'dns/system': dnsSystem,
  'tcp/connect': tcpConnect,
  'tcp/node-connect': tcpNode,
  'tcp/route': tcpRoute,
  'tcp/repeat': tcpRepeat,
  'tcp/idle': tcpIdle,
  'proxy/address': proxyAddress,
  'proxy/connect': proxyConnect,
  'proxy/handshake': proxyHandshake,
  'proxy/tunnel': proxyTunnel,
  'tls/handshake': tlsHandshake,
  'tls/client-hello-variants': tlsHellos,
  'tls/banner': tlsBanner,
  'tls/clock': tlsClock,
  'http/plaintext': httpPlain,
  'http/unauthenticated': httpKeyless,
  'http/models': httpModels,
  'http/model': httpModel,
  'http/invalid-key': httpControl,
  'http/key-header': httpKeyHeader,
  'http/endpoints': httpEndpoints,
  'http/websocket': httpWebSocket,
  'http/body': httpBody,
  'http/deployment': httpDeployment,
  'http/call': httpCall,
  'http/base-path': httpBase,
  'http/user-agents': httpUserAgents,
  'stream/events': streamEvents,
  'status/page': statusPage,
  'client/installed': clientInstalled,
  'client/runs': clientRuns,
};
