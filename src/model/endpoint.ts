import type { ProxyAddress } from './route-plan.ts';

/** An address and a port as people write them. */
export function endpoint(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** A proxy as it may be shown: without credentials. */
export function proxyLabel({ scheme, host, port }: ProxyAddress): string {
  return `${scheme}://${endpoint(host, port)}`;
}
