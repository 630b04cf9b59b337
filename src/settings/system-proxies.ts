import { type AskSystem, askSystem } from '../machine/ask-system.ts';
import type { Machine } from '../model/check-options.ts';
import { type MacosProxy, SYSTEM_PROXY, type SystemProxy, type WindowsProxy } from '../model/system-proxy.ts';
import { type Hint, hint } from './proxy-hint.ts';
import { systemResolvers } from './system-resolvers.ts';

const REG = 'C:\\Windows\\System32\\reg.exe';

/** For each user; for all of them where a policy says so (`ProxySettingsPerUser` is 0), which browsers read and Python does not. */
const KEYS = ['HKCU', 'HKLM'].map((hive) => `${hive}\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings`);

/**
 * What a target needs of the machine, with the proxy settings and the resolvers of Windows or macOS. No other system has some that clients
 * of this API read.
 */
export async function machineWithProxies(machine: Machine, ask: AskSystem = askSystem): Promise<Machine> {
  const { platform, shell, distribution, runtime, startedAs } = machine;
  const known = { platform, runtime, shell, distribution, ...(startedAs ? { startedAs } : {}) };
  if (platform !== 'macos' && platform !== 'windows') return known;
  const [proxies, resolvers] = await Promise.all([proxiesOf(platform, ask), systemResolvers(platform, ask)]);
  return { ...known, ...proxies, systemResolvers: resolvers };
}

async function proxiesOf(
  platform: 'macos' | 'windows',
  ask: AskSystem,
): Promise<Pick<Machine, 'systemProxy' | 'systemProxyForAll'>> {
  if (platform === 'macos') return { systemProxy: readScutil((await ask('/usr/sbin/scutil', ['--proxy'])) ?? '') };
  const [user, all] = await Promise.all(KEYS.map(async (key) => readRegistry((await ask(REG, ['query', key])) ?? '')));
  return { systemProxy: user, systemProxyForAll: all };
}

/** The same settings as proxies that may be tried where calls do not take them. */
export function hintsOfSystem(system: SystemProxy): Hint[] {
  const source = SYSTEM_PROXY[system.system];
  const proxies = addressesOf(system).flatMap((address) => hint(source, address));
  return system.script ? [...proxies, { source, proxy: null, script: system.script }] : proxies;
}

function addressesOf(system: SystemProxy): string[] {
  if (system.system === 'macos') {
    const { https, http, socks } = system.servers;
    return [https, http, socks && `socks5://${socks}`].filter((address) => address !== undefined);
  }
  return system.server.split(';').flatMap((entry) => {
    const [, kind = 'https', address = ''] = /^(?:(\w+)=)?(.+)$/.exec(entry.trim()) ?? [];
    if (!['http', 'https', 'socks'].includes(kind) || !address) return [];
    return [kind === 'socks' && !address.includes('://') ? `socks4://${address}` : address];
  });
}

/** `HTTPSEnable : 1`, `HTTPSProxy : proxy`, `HTTPSPort : 3128`, and the same for HTTP, SOCKS and the script. */
export function readScutil(text: string): MacosProxy | undefined {
  // What a single interface has stands below `__SCOPED__`, further in.
  const value = (name: string) => new RegExp(`^ {2}${name} : (.+)$`, 'm').exec(text)?.[1]?.trim() ?? '';
  const server = (kind: string) => {
    const port = value(`${kind}Port`);
    return value(`${kind}Enable`) === '1' && value(`${kind}Proxy`) ? `${value(`${kind}Proxy`)}${port && `:${port}`}` : null;
  };
  const kinds = { http: server('HTTP'), https: server('HTTPS'), socks: server('SOCKS') };
  const servers = Object.fromEntries(Object.entries(kinds).filter(([, address]) => address !== null));
  const script = value('ProxyAutoConfigEnable') === '1' ? value('ProxyAutoConfigURLString') || null : null;
  if (Object.keys(servers).length === 0 && script === null) return undefined;
  const list = /^ {2}ExceptionsList : <array> \{([^{}]*)\}/m.exec(text)?.[1] ?? '';
  const exceptions = [...list.matchAll(/^[ \t]*\d+ : (.+)$/gm)].map(([, entry]) => entry?.trim() ?? '');
  return { system: 'macos', servers, exceptions, excludesSimple: value('ExcludeSimpleHostnames') === '1', script };
}

/** Lines such as `ProxyServer    REG_SZ    proxy:3128`, which are the same in all languages of Windows. */
export function readRegistry(text: string): WindowsProxy | undefined {
  const value = (name: string) => new RegExp(`^[ \\t]*${name}[ \\t]+REG_\\w+[ \\t]+(.*?)[ \\t\\r]*$`, 'mi').exec(text)?.[1] ?? '';
  const isOn = /^(?:0x)?0*1$/.test(value('ProxyEnable'));
  const server = isOn ? value('ProxyServer') : '';
  const script = value('AutoConfigURL') || null;
  return server || script ? { system: 'windows', server, exceptions: value('ProxyOverride'), script } : undefined;
}
