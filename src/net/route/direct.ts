import net from 'node:net';
import { endpoint } from '../../model/endpoint.ts';
import type { Address, LookupFacts } from '../../model/facts/dns.ts';
import type { OpenedStream, Route } from '../../model/probe.ts';
import { connectHappyEyeballs } from './race.ts';

type LookupHost = (host: string) => Promise<LookupFacts>;

/** The direct route to the host: its addresses, then TCP to the first that connects. */
export function directRoute(lookup: LookupHost): Route {
  return { name: 'direct', open: (host, port, signal) => open(() => addressesOf(host, lookup), port, signal) };
}

async function open(addresses: () => Promise<Address[]>, port: number, signal: AbortSignal): Promise<OpenedStream> {
  const socket = await connectHappyEyeballs(await addresses(), port, signal);
  return { socket, peer: endpoint(socket.remoteAddress ?? '', port) };
}

/** The addresses of a host, in the system's order; an IP literal is its own. Rejects with the resolver's problem where there is none. */
export async function addressesOf(host: string, lookup: LookupHost): Promise<Address[]> {
  const family = net.isIP(host);
  if (family === 4 || family === 6) return [{ address: host, family }];
  const { addresses, problem, pending } = await lookup(host);
  if (addresses.length > 0) return addresses;
  const fallback = pending
    ? { code: 'TIMEOUT', message: `no answer to the lookup of ${host}` }
    : { code: 'ENODATA', message: `no address for ${host}` };
  const { message, ...rest } = problem ?? fallback;
  throw Object.assign(new Error(message), rest);
}
