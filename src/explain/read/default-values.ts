import { isIP } from 'node:net';
import { pages } from '../../catalogue/documented.ts';
import { OF_THE_API } from '../../knowledge/answer/refusing-party.ts';
import { type Vendor, vendorOf } from '../../knowledge/providers/vendors.ts';
import type { TargetUrl } from '../../model/target.ts';
import { originOf } from '../../settings/base-path.ts';
import { isLoopbackAddress } from './peers/addresses.ts';

/** What is known of a call when its steps are written: from a log often little, on the page of a term nothing. */
export interface CallContext {
  url: TargetUrl | null;
  host: string | null;
  port: number | null;
  scheme?: 'http' | 'https' | null;
  /** False where nothing shows that api.openai.com was called. */
  usualApi?: boolean;
  proxies: string[];
}

export type Values = Record<string, string | number>;

/** The values that steps need, with the usual ones where the log does not say: the API's own address, the usual variables. */
export function defaultValues(call: CallContext): Values {
  return { ...addressValues(call), ...USUAL, ...proxyValues(call.proxies[0]) };
}

/** The address that was called. */
function addressValues({ url, host, port, scheme, usualApi }: CallContext): Values {
  const name = host ?? (usualApi === false ? UNKNOWN_HOST : 'api.openai.com');
  const by = url?.scheme ?? scheme ?? 'https';
  const at = port ?? url?.port ?? (by === 'https' ? 443 : 80);
  const origin = url ? originOf(url) : originOf({ scheme: by, host: name, port: at, ipVersion: isIP(name) as 0 | 4 | 6 });
  const vendor = vendorOf(name);
  const path = (url && versionPath(url)) || usualPathOf(vendor, url);
  const isPublic = vendor !== null;
  return {
    host: name,
    filteredHost: name,
    port: at,
    origin,
    baseUrl: `${origin}${path}`,
    basePath: path,
    modelsUrl: `${origin}${path}/models`,
    ...(name === DOCKER_HOST ? { calledDockerName: name } : {}),
    ...(isPublic ? { publicHost: name } : name === UNKNOWN_HOST ? {} : { ownHost: name }),
    ...(isLoopbackAddress(name) ? { localPort: at } : { remoteHost: name, outsideHost: name, remoteOrigin: origin }),
    ...(url?.scheme === 'http' && isPublic ? { httpsUrl: `https://${name}${path}` } : {}),
    sClient: `-connect ${name}:${at} -servername ${name}`,
  };
}

/** The path of a base URL that the log does not show: that of the vendor, else the usual one, and none where the path has no version. */
function usualPathOf(vendor: Vendor | null, url: TargetUrl | null): string {
  // Each resource of Azure has the same path in front of its models, whatever host it has.
  if (vendor?.name === 'Azure OpenAI') return '/openai/v1';
  return vendor?.paths[0] ?? (url ? '' : '/v1');
}

/** What no log says of the caller's key, trust and proxy. */
const USUAL: Values = {
  keySource: 'OPENAI_API_KEY',
  // A log masks it.
  key: 'the value that the program uses',
  keyShell: '$OPENAI_API_KEY',
  keyPowerShell: '$env:OPENAI_API_KEY',
  keyVariable: 'OPENAI_API_KEY',
  keyPage: pages.keys,
  unreached: 'This machine reaches no DNS resolver',
  // A log names it seldom, and a page never.
  unnamedIssuer: 'the CA that issued the certificate',
  inspection: 'the TLS inspection of this network',
  systemBundle: '/etc/ssl/certs/ca-certificates.crt',
  pythonBundle: '/etc/ssl/certs/ca-certificates.crt',
  variable: 'HTTPS_PROXY',
  retriedStatus: 429,
  ...OF_THE_API,
  status403: 'HTTP 403',
  status502: 'HTTP 502',
  status503: 'HTTP 503',
  status504: 'HTTP 504',
};

/** The container host, by the name that Docker Desktop defines. */
const DOCKER_HOST = 'host.docker.internal';

/** The placeholder in commands for a host that the log does not show. */
export const UNKNOWN_HOST = 'HOST';

/** The path of a URL up to its version, which is what a base URL ends with; without any sign that a shell would take for its own. */
export function versionPath(url: TargetUrl): string {
  return /^[\w.~%/-]*?\/v\d+[a-z]*(?=\/|$)/.exec(url.path)?.[0] ?? '';
}

function proxyValues(proxy: string | undefined): Values {
  const [host, port] = proxy?.split(':') ?? [];
  if (!proxy || !host || !port) return { unknownProxyVariable: 'HTTPS_PROXY' };
  return { proxy, proxyAddress: proxy, proxyHost: host };
}

/** While connecting to a proxy the relevant address is the proxy's; it is left out where it is unknown. */
export function onTheWayToProxy(values: Values): Values {
  const { localPort: _port, remoteHost: _host, outsideHost: _outside, remoteOrigin: _origin, ...rest } = values;
  const host = rest.proxyHost;
  if (typeof host !== 'string') return rest;
  const port = Number(String(rest.proxyAddress).split(':')[1]);
  return isLoopbackAddress(host) ? { ...rest, localPort: port, loopbackProxy: host } : { ...rest, remoteHost: host };
}
