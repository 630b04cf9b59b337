import { isIP } from 'node:net';

/** True for an address of this machine. */
export function isLoopbackAddress(address: string): boolean {
  return address === 'localhost' || address === '::1' || (address.startsWith('127.') && isIP(address) === 4);
}
