import { endianness } from 'node:os';
import ipaddr from 'ipaddr.js';
import type { Address } from '../../model/facts/dns.ts';

/** A route of this machine, from one of its tables or tools. */
export interface OwnRoute {
  device: string;
  gateway: string | null;
  /** `172.17.0.0/16`; null for the default route, or where the tool does not say. */
  network: string | null;
  line: string;
}

interface Row extends OwnRoute {
  prefix: number;
  metric: number;
  target: ipaddr.IPv4 | ipaddr.IPv6;
}

const LINE_LIMIT = 300;
const UP = 0x1;
const REJECT = 0x200;

/** The rows of /proc/net/route: hexadecimal numbers in the byte order of the machine. */
export function ipv4Rows(text: string, order = endianness()): Row[] {
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [device = '', target = '', gateway = '', flags = '', , , metric = '', mask = ''] = line.trim().split(/\s+/);
      const isUsed = (Number.parseInt(flags, 16) & (UP | REJECT)) === UP;
      if (!isUsed || !/^[0-9A-F]{8}$/i.test(target) || !/^[0-9A-F]{8}$/i.test(mask)) return [];
      const prefix = ipv4At(mask, order).prefixLengthFromSubnetMask();
      const via = ipv4At(gateway, order).toString();
      if (prefix === null) return [];
      return [rowOf(ipv4At(target, order), { prefix, device, gateway: via === '0.0.0.0' ? null : via, metric: Number(metric) })];
    });
}

function ipv4At(hex: string, order: 'LE' | 'BE'): ipaddr.IPv4 {
  const bytes = [...Buffer.from(hex.padStart(8, '0'), 'hex')];
  return new ipaddr.IPv4(order === 'LE' ? bytes.reverse() : bytes);
}

/** The rows of /proc/net/ipv6_route, without those of single local addresses. */
export function ipv6Rows(text: string): Row[] {
  return text.split('\n').flatMap((line) => {
    const [target = '', length = '', , , gateway = '', metric = '', , , flags = '', device = ''] = line.trim().split(/\s+/);
    const isUsed = (Number.parseInt(flags, 16) & (UP | REJECT)) === UP;
    if (!isUsed || device === 'lo' || !/^[0-9a-f]{32}$/i.test(target)) return [];
    const via = ipv6At(gateway).toString();
    const prefix = Number.parseInt(length, 16);
    return [rowOf(ipv6At(target), { prefix, device, gateway: via === '::' ? null : via, metric: Number.parseInt(metric, 16) })];
  });
}

function ipv6At(hex: string): ipaddr.IPv6 {
  return new ipaddr.IPv6([...Buffer.from(hex.padStart(32, '0'), 'hex')]);
}

function rowOf(target: Row['target'], rest: Pick<Row, 'prefix' | 'device' | 'gateway' | 'metric'>): Row {
  const network = rest.prefix === 0 ? null : `${target.toString()}/${rest.prefix}`;
  const via = rest.gateway ? ` via ${rest.gateway}` : '';
  return { ...rest, target, network, line: `${network ?? 'default'}${via} dev ${rest.device}` };
}

/** The row with the longest prefix that holds the address; of equals the one with the lowest metric. */
export function bestRow(rows: Row[], { address }: Address): Row | null {
  const to = ipaddr.parse(address.split('%', 1)[0] as string);
  const held = rows.filter(({ target, prefix }) => target.kind() === to.kind() && to.match(target as ipaddr.IPv4, prefix));
  return held.sort((a, b) => b.prefix - a.prefix || a.metric - b.metric)[0] ?? null;
}

/** The default route: the way out. */
export function defaultRow(rows: Row[]): Row | null {
  return rows.filter(({ prefix }) => prefix === 0).sort((a, b) => a.metric - b.metric)[0] ?? null;
}

/** The first line of `ip -o route get fibmatch ADDRESS`, which applies policy rules and tables besides the main one. */
export function ipRoute(text: string): OwnRoute | null {
  const line = (text.split('\n', 1)[0] ?? '').slice(0, LINE_LIMIT).trim();
  const device = /\bdev (\S{1,40})/.exec(line)?.[1];
  if (!device) return null;
  const first = /^(?:(?:local|unicast|broadcast|unreachable|prohibit|blackhole) )?(\S{1,60})/.exec(line)?.[1] ?? 'default';
  return { device, gateway: /\bvia (?:inet6? )?(\S{1,60})/.exec(line)?.[1] ?? null, network: networkOf(first), line };
}

/** What `route -n get ADDRESS` of macOS and the BSDs prints, a field a line. */
export function bsdRoute(text: string): OwnRoute | null {
  const field = (name: string) => new RegExp(`^ {0,20}${name}: {1,4}(\\S{1,60})`, 'm').exec(text.slice(0, 4000))?.[1] ?? null;
  const device = field('interface');
  if (!device) return null;
  const [to, mask, gateway] = [field('destination') ?? 'default', field('mask'), field('gateway')];
  const isDefault = to === 'default' || mask === 'default';
  const network = isDefault ? null : networkOf(mask ? `${to}/${prefixOf(mask)}` : to);
  const via = gateway && ipaddr.isValid(gateway.split('%', 1)[0] as string) ? gateway : null;
  return { device, gateway: via, network, line: `${network ?? 'default'}${via ? ` via ${via}` : ''} dev ${device}` };
}

/** What `Find-NetRoute … | ConvertTo-Json` of Windows prints: an address and a route, or the route alone. */
export function windowsRoute(text: string): OwnRoute | null {
  const found = jsonOf(text);
  const route = (Array.isArray(found) ? found : [found]).find((one) => typeof one?.DestinationPrefix === 'string');
  if (!route || typeof route.InterfaceAlias !== 'string') return null;
  const device = route.InterfaceAlias.slice(0, 80);
  const hop = typeof route.NextHop === 'string' && !/^(?:0\.0\.0\.0|::)$/.test(route.NextHop) ? route.NextHop.slice(0, 60) : null;
  const network = networkOf((route.DestinationPrefix as string).slice(0, 60));
  return {
    device,
    gateway: hop,
    network,
    line: `${route.DestinationPrefix} via ${hop ?? 'the link'} on ${device}`.slice(0, LINE_LIMIT),
  };
}

function jsonOf(text: string): Record<string, unknown> | Record<string, unknown>[] | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A network in its usual spelling; null for the default route. */
function networkOf(text: string): string | null {
  if (text === 'default' || /\/0$/.test(text)) return null;
  if (ipaddr.isValidCIDR(text)) return text;
  return ipaddr.isValid(text) ? `${text}/${text.includes(':') ? 128 : 32}` : null;
}

function prefixOf(mask: string): number {
  if (mask.startsWith('0x')) return [...Number(mask).toString(2)].filter((bit) => bit === '1').length;
  return ipaddr.isValid(mask) ? (ipaddr.parse(mask).prefixLengthFromSubnetMask() ?? 32) : 32;
}

/** Names that container engines, hypervisors and cluster networks give their interfaces. */
const BRIDGE =
  /^(?:docker\w*|br-[0-9a-f]{12}|podman\d*|cni\w*|cbr\d+|flannel\S*|cilium\S*|lxc\w*|lxdbr\w*|incusbr\w*|virbr\w*|vmnet\w*|vboxnet\w*|bridge1\d\d|weave|kube-bridge|nerdctl\w*|vethernet \(.*)$/i;

/** Names of the interfaces that VPN clients make. */
const TUNNEL =
  /^(?:tun\w*|tap\w*|utun\d*|wg\w*|ppp\w*|ipsec\w*|tailscale\w*|zt\w+|nordlynx|proton\w*|gpd\w*|cscotun\w*|warp\w*|CloudflareWARP|nebula\w*|outline-tun\w*|.*(?:vpn|wireguard|tailscale|tap-windows|wintun|anyconnect|pangp|fortinet).*)$/i;

/** The kind of an interface by its name. What the kernel reports about it takes precedence. */
export function deviceKind(device: string): 'bridge' | 'tunnel' | 'loopback' | 'other' {
  if (/^lo\d*$|^loopback/i.test(device)) return 'loopback';
  if (BRIDGE.test(device)) return 'bridge';
  return TUNNEL.test(device) ? 'tunnel' : 'other';
}
