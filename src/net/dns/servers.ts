import { readStart } from '../../machine/read-file.ts';
import type { Target } from '../../model/target.ts';
import { parseResolvConf, type ResolvConf } from './resolv-conf.ts';
import type { Server } from './transport.ts';

/** The configured resolvers of this machine, and their options. */
export type Configured = Omit<ResolvConf, 'servers'> & { source: string; servers: Server[] };

const RESOLV_CONF = '/etc/resolv.conf';
const MAX_FILE_BYTES = 1 << 20;
const MAX_SERVERS = 4;
const DNS_PORT = 53;

/** Finds the configured resolvers: on Linux where the C library reads them, elsewhere through the system's own list. */
export async function configuredServers(target: Target, file = RESOLV_CONF): Promise<Configured> {
  if (target.platform === 'macos' || target.platform === 'windows') return fromSystem();
  const { text } = await readStart(file, MAX_FILE_BYTES);
  const { servers, ...rest } = parseResolvConf(text, target.env);
  return { source: file, servers: servers.map((address) => ({ address, port: DNS_PORT })), ...rest };
}

async function fromSystem(): Promise<Configured> {
  const { getServers } = await import('node:dns');
  const servers = getServers().flatMap((text) => serverOf(text) ?? []);
  return { source: 'system', servers: servers.slice(0, MAX_SERVERS), search: [], ndots: 1, tcp: false };
}

/** Reads Node's form of a server: an address, with its port where that is not 53. */
export function serverOf(text: string): Server | null {
  const [, bracketed, four, port] = /^(?:\[([^\]]+)\]|(\d+\.\d+\.\d+\.\d+))(?::(\d+))?$/.exec(text) ?? [];
  const address = bracketed ?? four ?? text;
  // Windows lists these for every adapter without a resolver; nothing has listened there since RFC 3879 did away with the range.
  if (/^fec0:/i.test(address)) return null;
  return { address, port: port ? Number(port) : DNS_PORT };
}
