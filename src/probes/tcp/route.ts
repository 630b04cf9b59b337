import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { programsOnPath } from '../../machine/programs.ts';
import type { Address } from '../../model/facts/dns.ts';
import type { PeerRoute } from '../../model/facts/tcp.ts';
import type { RouteObservations } from '../../model/observation.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import type { Target } from '../../model/target.ts';
import {
  bestRow,
  bsdRoute,
  defaultRow,
  deviceKind,
  ipRoute,
  ipv4Rows,
  ipv6Rows,
  type OwnRoute,
  windowsRoute,
} from '../../net/route/own-routes.ts';
import { runProgram } from '../client/run-program.ts';
import { destination } from './connect.ts';

/** Maximum number of addresses to look up. */
const MAX_ADDRESSES = 4;

/** PowerShell takes a second or two to start. */
const PROGRAM_LIMIT_MS = 4000;

/** Finds the interface that the local routing table selects for the host, after all connections failed. */
export const tcpRoute: Probe<'tcp/route'> = {
  id: 'tcp/route',
  after: ['tcp/connect'],
  skip: unasked,
  async run(context) {
    const { addresses } = await destination(context);
    const rows = await ownRows(context.target);
    return { routes: await Promise.all(addresses.slice(0, MAX_ADDRESSES).map((address) => routeTo(address, rows, context))) };
  },
  summarise: ({ routes }) => routes.map(({ address, line }) => `${address}: ${line || 'no route'}`).join('; '),
  trouble: () => null,
};

function unasked({ target, seen }: { target: Target; seen: RouteObservations }): ReturnType<NonNullable<Probe['skip']>> {
  if (target.url?.isLoopback) return { because: null, reason: 'the host is this machine' };
  const connect = seen['tcp/connect'];
  if (connect?.status !== 'ok') return { because: 'tcp/connect', reason: 'no connection was attempted' };
  const isConnected = connect.facts.attempts.some(({ outcome }) => outcome === 'connected');
  return isConnected ? { because: 'tcp/connect', reason: 'the host was reached' } : null;
}

type Rows = ReturnType<typeof ipv4Rows>;

/** The kernel's routing tables, where they are files. */
async function ownRows({ platform }: Target): Promise<Rows> {
  if (platform === 'macos' || platform === 'windows') return [];
  const [four, six] = await Promise.all(['/proc/net/route', '/proc/net/ipv6_route'].map(readKernelFile));
  return [...ipv4Rows(four ?? ''), ...ipv6Rows(six ?? '')];
}

function readKernelFile(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

async function routeTo(to: Address, rows: Rows, context: ProbeContext): Promise<PeerRoute> {
  const told = await toldRoute(to, context);
  const row = bestRow(rows, to);
  const found = told?.route ?? row;
  const out = defaultRow(rows.filter(({ target }) => target.kind() === (to.family === 4 ? 'ipv4' : 'ipv6')));
  const uplink = out ?? (await toldRoute({ ...to, address: to.family === 4 ? '1.0.0.0' : '2000::' }, context))?.route ?? null;
  return {
    ...to,
    device: found?.device ?? null,
    kind: found ? kindOf(found.device) : 'other',
    network: found?.network ?? null,
    gateway: found?.gateway ?? null,
    uplink: uplink && { device: uplink.device, gateway: uplink.gateway },
    source: told?.source ?? `/proc/net/${to.family === 4 ? '' : 'ipv6_'}route`,
    line: found?.line ?? '',
  };
}

/** The output of the system's routing tool, which includes policy rules. */
async function toldRoute(to: Address, context: ProbeContext): Promise<{ route: OwnRoute; source: string } | null> {
  const { target } = context;
  const { env, platform } = target;
  const [tool, read] = toolFor(platform, to);
  const isThere = (await programsOnPath([tool[0] as string], env, platform === 'windows')).length > 0;
  if (!isThere) return null;
  const done = await runProgram(tool, { target, env, limitMs: PROGRAM_LIMIT_MS, signal: context.signal });
  const route = done.code === 0 ? read(done.stdout) : null;
  return route && { route, source: tool.slice(0, 4).join(' ') };
}

function toolFor(platform: Target['platform'], { address, family }: Address): [string[], (text: string) => OwnRoute | null] {
  if (platform === 'macos') return [['route', '-n', 'get', ...(family === 6 ? ['-inet6'] : []), address], bsdRoute];
  if (platform !== 'windows') return [['ip', '-o', 'route', 'get', 'fibmatch', address], ipRoute];
  const ask = `Find-NetRoute -RemoteIPAddress ${address.replace(/[^0-9a-f.:]/gi, '')} | Select-Object InterfaceAlias,NextHop,DestinationPrefix | ConvertTo-Json`;
  return [['powershell.exe', '-NoProfile', '-NonInteractive', '-Command', ask], windowsRoute];
}

/** The kind of an interface, from sysfs. */
function kindOf(device: string): PeerRoute['kind'] {
  const folder = /^[\w.:@-]{1,15}$/.test(device) ? `/sys/class/net/${device}` : null;
  if (folder && existsSync(`${folder}/bridge`)) return 'bridge';
  if (folder && existsSync(`${folder}/tun_flags`)) return 'tunnel';
  return deviceKind(device);
}
