import { isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** IP addresses as the clients' own parsers see them: strict ones take four decimal parts, the C library's takes more. */

/** Bytes of an address in its strict form, or null. A zone (`%eth0`) is left out of the comparison. */
export function bytesOf(text: string): number[] | null {
  if (isIPv4(text)) return ipaddr.IPv4.parse(text).toByteArray();
  if (isIPv6(text)) return ipaddr.IPv6.parse(text.replace(/%.*/s, '')).toByteArray();
  return null;
}

/** Converts an IPv4-mapped IPv6 address to its IPv4 address. */
export function unmapped(bytes: number[]): number[] {
  const mapped = bytes.length === 16 && bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  return mapped ? bytes.slice(12) : bytes;
}

/** Whether the first `bits` bits agree. Addresses of different families never do. */
export function sameNetwork(a: number[], b: number[], bits: number): boolean {
  if (a.length !== b.length || bits > a.length * 8) return false;
  return a.every((byte, i) => {
    const shift = 8 - Math.min(8, Math.max(0, bits - i * 8));
    return byte >> shift === (b[i] ?? 0) >> shift;
  });
}

/** `10.0.0.0/8`, `fd00::/8`: the network and the length of its prefix; null for anything else. */
export function networkOf(entry: string): { network: number[]; bits: number } | null {
  const parts = /^([^/]+)\/(\d+)$/.exec(entry);
  const network = parts?.[1] && !parts[1].includes('%') ? bytesOf(parts[1]) : null;
  const bits = Number(parts?.[2]);
  return network && bits <= network.length * 8 ? { network, bits } : null;
}

/** IPv4 as `inet_aton(3)` takes it: one to four parts, each decimal, octal or hexadecimal, the last filling the rest. */
export function inetAton(text: string): number[] | null {
  const parts = text.split('.').map(numberOf);
  if (parts.length > 4 || parts.some((part) => part === null)) return null;
  const values = parts as number[];
  const last = values.pop() as number;
  const room = 4 - values.length;
  if (values.some((value) => value > 255) || last >= 256 ** room) return null;
  return [...values, ...Array.from({ length: room }, (_, i) => Math.floor(last / 256 ** (room - 1 - i)) % 256)];
}

function numberOf(part: string): number | null {
  if (/^0x[0-9a-f]+$/i.test(part)) return Number.parseInt(part, 16);
  if (/^0[0-7]*$/.test(part)) return Number.parseInt(part, 8);
  return /^[1-9][0-9]*$/.test(part) ? Number.parseInt(part, 10) : null;
}
