import { readStart } from '../../machine/read-file.ts';
import type { SystemResolver } from '../../model/system-resolvers.ts';
import type { Target } from '../../model/target.ts';
import { parseResolvConf, type ResolvConf } from './resolv-conf.ts';
import type { Server } from './transport.ts';

/** The configured resolvers of this machine, and their options. */
export type Configured = Omit<ResolvConf, 'servers'> & {
  source: string;
  servers: Server[];
  /** The domain that they serve alone; null where they serve all names. */
  domain: string | null;
  /** The interface of each server that is known to have one. */
  links: Record<string, string>;
};

const RESOLV_CONF = '/etc/resolv.conf';
/** Where systemd-resolved lists the resolvers that it forwards to, besides its own address in resolv.conf. */
const UPSTREAM = '/run/systemd/resolve/resolv.conf';
const STUBS = ['127.0.0.53', '127.0.0.54'];

const MAX_FILE_BYTES = 1 << 20;
const MAX_SERVERS = 4;
const DNS_PORT = 53;

/** Finds the configured resolvers: on Linux where the C library reads them, elsewhere through the system's own list. */
export async function configuredServers(target: Target, file = RESOLV_CONF): Promise<Configured> {
  if (target.platform === 'macos' || target.platform === 'windows') return fromSystem(target);
  const { text } = await readStart(file, MAX_FILE_BYTES);
  const { servers, ...rest } = parseResolvConf(text, target.env);
  return { source: file, servers: servers.map((address) => ({ address, port: DNS_PORT })), domain: null, links: {}, ...rest };
}

/** The resolvers of the host's own domain where the system has some, else those in use: a registry also lists interfaces that are down. */
async function fromSystem({ systemResolvers, url }: Target): Promise<Configured> {
  const known = systemResolvers?.resolvers ?? [];
  const own = ofDomain(known, url?.host ?? '');
  const { getServers } = await import('node:dns');
  const servers = (own?.servers ?? getServers()).flatMap((text) => serverOf(text) ?? []);
  const links = known.flatMap(({ servers: of, link }) => (link ? of.map((server) => [server, link] as const) : []));
  return {
    source: own ? (systemResolvers?.source ?? 'system') : 'system',
    servers: servers.slice(0, MAX_SERVERS),
    domain: own?.domain ?? null,
    links: Object.fromEntries(links),
    ...{ search: [], ndots: 1, tcp: false },
  };
}

/** The most specific domain wins, as systems have it. */
function ofDomain(resolvers: readonly SystemResolver[], host: string): SystemResolver | undefined {
  const covers = ({ domain }: SystemResolver) => domain !== null && (host === domain || host.endsWith(`.${domain}`));
  return resolvers.filter(covers).sort((a, b) => (b.domain ?? '').length - (a.domain ?? '').length)[0];
}

/** The resolvers that systemd-resolved forwards to, where these servers are its own; null where they are not, or it lists none. */
export async function upstreamOf(servers: readonly Server[], env: Target['env'], file = UPSTREAM): Promise<string[] | null> {
  if (!servers.some(({ address }) => STUBS.includes(address))) return null;
  const { text } = await readStart(file, MAX_FILE_BYTES);
  const found = parseResolvConf(text, env).servers.filter((server) => !STUBS.includes(server));
  return found.length > 0 ? found : null;
}

/** Reads Node's form of a server: an address, with its port where that is not 53. */
export function serverOf(text: string): Server | null {
  const [, bracketed, four, port] = /^(?:\[([^\]]+)\]|(\d+\.\d+\.\d+\.\d+))(?::(\d+))?$/.exec(text) ?? [];
  const address = bracketed ?? four ?? text;
  // Windows lists these for every adapter without a resolver; nothing has listened there since RFC 3879 did away with the range.
  if (/^fec0:/i.test(address)) return null;
  return { address, port: port ? Number(port) : DNS_PORT };
}
