import { accessProxies, serverAuthentication, signInRedirect } from './access-proxies.ts';
import { cdns } from './cdns.ts';
import { cloudflare, cloudflareTunnel, cloudflareWorkers } from './cloudflare.ts';
import type { MiddleboxEntry } from './entry.ts';
import { gateways } from './gateways.ts';
import { gpuHosting } from './gpu-hosting.ts';
import { hostChecks } from './host-checks.ts';
import { hosting } from './hosting.ts';
import { inspectingTools } from './inspecting-tools.ts';
import { loadBalancers } from './load-balancers.ts';
import { localProxyClients } from './local-proxy-clients.ts';
import { meshes } from './meshes.ts';
import { nationalFilters } from './national-filters.ts';
import { privateNetworks } from './private-networks.ts';
import { proxies } from './proxies.ts';
import { runtimes } from './runtimes.ts';
import { sandboxes } from './sandboxes.ts';
import { signInNetworks } from './sign-in-networks.ts';
import { tunnels } from './tunnels.ts';
import { webFilters } from './web-filters.ts';

/**
 * The middleboxes. Of several that match a response the first counts: products of this network or of this address come before the CDN that
 * carries it, and plain web servers last.
 */
export const middleboxes: readonly MiddleboxEntry[] = [
  ...sandboxes,
  ...runtimes,
  ...accessProxies,
  ...tunnels,
  cloudflareTunnel,
  cloudflareWorkers,
  ...hosting,
  ...gpuHosting,
  ...webFilters,
  ...nationalFilters,
  ...signInNetworks,
  ...proxies,
  cloudflare,
  ...cdns,
  ...loadBalancers,
  ...meshes,
  ...gateways,
  ...hostChecks,
  ...privateNetworks,
  ...localProxyClients,
  ...inspectingTools,
  signInRedirect,
  ...serverAuthentication,
];
