import { endpoint } from '../../model/endpoint.ts';
import type { ProxyPlanFacts } from '../../model/facts/config.ts';
import type { TunnelFacts } from '../../model/facts/proxy.ts';
import type { HandshakeFacts } from '../../model/facts/tls.ts';
import type { Evidence } from '../../model/finding.ts';
import { isPrivateHost } from '../../model/hosts.ts';
import type { DiagnosisInput, ProbeId } from '../../model/observation.ts';
import type { ProxyAddress } from '../../model/route-plan.ts';
import { systemOfSource } from '../../model/system-proxy.ts';
import type { TargetUrl } from '../../model/target.ts';
import { gotThrough } from '../../probes/route-skips.ts';
import { allFailed, attemptLines, type Failure } from '../tcp/attempts.ts';
import { forwardRefusal } from './forward.ts';
import { sourceValues, WHO_READS_IT } from './system.ts';

/** Facts of the proxy probes, for the predicates. */

type Values = Record<string, string | number>;

/** The proxy on the client's own route; null where that is direct. */
export function usedProxy({ target }: DiagnosisInput): ProxyAddress | null {
  return target.route.kind === 'proxy' ? target.route.proxy : null;
}

export function tunnelFacts(c: DiagnosisInput): TunnelFacts | null {
  const seen = c.observations['proxy/tunnel'];
  if (seen?.status === 'ok') return seen.facts;
  const proxy = usedProxy(c);
  return proxy && forwardRefusal(c, proxy);
}

export function planFacts(c: DiagnosisInput): ProxyPlanFacts | null {
  const seen = c.observations['config/proxy'];
  return seen?.status === 'ok' ? seen.facts : null;
}

export function proxyTls(c: DiagnosisInput): HandshakeFacts | null {
  const seen = c.observations['proxy/handshake'];
  return seen?.status === 'ok' ? seen.facts : null;
}

/** How the connections to the proxy failed; null where one succeeded. */
export function connectFailure(c: DiagnosisInput): Failure | null {
  const connect = c.observations['proxy/connect'];
  return connect ? allFailed({ ...c, observations: { 'tcp/connect': connect as never } }) : null;
}

/** Evidence for a finding about the proxy on the client's route: its address, its source, and the result of the direct route. */
export function aboutProxy(
  c: DiagnosisInput,
  probeIds: ProbeId[],
  told: { details: string[]; templateValues?: Values } & Partial<Evidence>,
): Evidence {
  const { details, templateValues, ...rest } = told;
  return {
    ...rest,
    details: [...details, ...directLines(c)],
    templateValues: { ...proxyValues(c), ...templateValues, ...withReaders(c, templateValues?.reading) },
    probeIds,
  };
}

/** The reading, with who takes the proxy where it stands in the settings of the system. */
function withReaders(c: DiagnosisInput, reading: string | number | undefined): Values {
  return systemOfSource(usedProxy(c)?.source) ? { reading: [WHO_READS_IT, reading].filter(Boolean).join(' ') } : {};
}

export function proxyValues(c: DiagnosisInput): Values {
  const proxy = usedProxy(c);
  if (!proxy) return {};
  const { host, port, scheme, source } = proxy;
  const local = isLocal(host) ? { localPort: port, loopbackProxy: host } : { remoteHost: host };
  const address = endpoint(host, port);
  // NO_PROXY does not apply to a proxy of the command line.
  const own = source !== '--proxy' && c.target.url && isOwnHost(c.target.url) ? { ownHost: c.target.url.host } : {};
  return {
    proxy: `${scheme}://${address}`,
    proxyHost: host,
    proxyPort: port,
    proxyAddress: address,
    proxyScheme: scheme,
    ...sourceValues(source, gotThrough(c.alternateObservations)),
    ...own,
    ...local,
    ...hintValues(c, `${scheme}://${address}`),
    ...(c.target.platform === 'container' && IS_CONTAINER_HOST.test(host) ? { hostProxyPort: port } : {}),
  };
}

/** Addresses and names that lead from a container to the machine around it. */
const IS_CONTAINER_HOST = /^172\.(?:1[6-9]|2\d|3[01])\.\d+\.1$|^192\.168\.65\.|\.(?:docker|containers)\.internal$/;

/** Another HTTP proxy that is configured on this machine, and where. */
function hintValues(c: DiagnosisInput, used: string): Values {
  const hint = planFacts(c)?.hints.find(({ proxy }) => /^https?:\/\//.test(proxy) && proxy !== used);
  return hint ? { hintSource: `${hint.source[0]?.toUpperCase()}${hint.source.slice(1)}`, hintProxy: hint.proxy } : {};
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** The result of the direct route, where it was probed. */
function directLines(c: DiagnosisInput): string[] {
  if (gotThrough(c.alternateObservations)) return [`without the proxy, ${c.target.url?.host ?? 'the host'} responds`];
  const lookup = c.alternateObservations['dns/system'];
  if (lookup?.status === 'ok' && lookup.facts.addresses.length === 0)
    return ['without the proxy, the name does not resolve here'];
  const failed = allFailed({ ...c, observations: c.alternateObservations });
  return failed ? [`without the proxy: ${attemptLines(failed.facts)[0] ?? failed.kind}`] : [];
}

/** Hosts on this machine or network, for which NO_PROXY is meant. */
export function isOwnHost({ host, isLoopback }: Pick<TargetUrl, 'host' | 'isLoopback'>): boolean {
  return isLoopback || isPrivateHost(host);
}
