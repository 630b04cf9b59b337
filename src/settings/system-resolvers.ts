import type { AskSystem } from '../machine/ask-system.ts';
import type { Platform } from '../model/layers.ts';
import type { SystemResolver, SystemResolvers } from '../model/system-resolvers.ts';

const REG = 'C:\\Windows\\System32\\reg.exe';
const SERVICES = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';

/** Rules of the name resolution policy table: those of the machine, then those of a group policy, which count alone where there are some. */
const POLICIES = [
  `${SERVICES}\\Dnscache\\Parameters\\DnsPolicyConfig`,
  'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient\\DnsPolicyConfig',
];

const INTERFACES = `${SERVICES}\\Tcpip\\Parameters\\Interfaces`;

/** Reads which resolvers serve which domain and which interface, on the systems that have such settings. Sends nothing. */
export async function systemResolvers(platform: Platform, ask: AskSystem): Promise<SystemResolvers | undefined> {
  if (platform === 'macos') {
    const resolvers = readScutilDns((await ask('/usr/sbin/scutil', ['--dns'])) ?? '');
    return resolvers.length > 0 ? { source: 'scutil --dns', resolvers } : undefined;
  }
  if (platform !== 'windows') return undefined;
  const [own, policy, interfaces] = (
    await Promise.all([...POLICIES, INTERFACES].map((key) => ask(REG, ['query', key, '/s'])))
  ).map((text) => text ?? '') as [string, string, string];
  const rules = readPolicyTable(policy);
  const resolvers = [...(rules.length > 0 ? rules : readPolicyTable(own)), ...readInterfaces(interfaces)];
  return resolvers.length > 0 ? { source: 'the registry', resolvers } : undefined;
}

/** The resolvers of `scutil --dns`, in order. What follows the headline for scoped queries serves programs that bind to an interface. */
export function readScutilDns(text: string): SystemResolver[] {
  const [own = ''] = text.split(/^DNS configuration \(for scoped queries\)/m);
  return own
    .split(/^resolver #\d+$/m)
    .slice(1)
    .flatMap((block) => {
      const values = (name: string) =>
        [...block.matchAll(new RegExp(`^ {2}${name}[ \\t]*: (.+)$`, 'gm'))].map(([, value]) => value);
      const servers = values('nameserver\\[\\d+\\]').flatMap((value) => value?.trim() ?? []);
      if (servers.length === 0) return [];
      const link = /\(([^()]{1,64})\)/.exec(values('if_index')[0] ?? '')?.[1] ?? null;
      return [{ servers, domain: domainOf(values('domain')[0]), link }];
    });
}

/** Each key below `DnsPolicyConfig` is a rule: `Name` lists domains, and `GenericDNSServers` their resolvers. */
export function readPolicyTable(text: string): SystemResolver[] {
  return keysIn(text).flatMap(({ values }) => {
    const servers = listOf(values.genericdnsservers);
    // reg.exe writes the entries of a list with these two signs between them.
    const names = (values.name ?? '').split('\\0').filter((name) => name.startsWith('.') && name.length > 1);
    return servers.length > 0 ? names.map((name) => ({ servers, domain: domainOf(name), link: null })) : [];
  });
}

/** Each interface has servers that were set by hand, or else those that DHCP brought. */
export function readInterfaces(text: string): SystemResolver[] {
  return keysIn(text).flatMap(({ key, values }) => {
    const servers = listOf(values.nameserver || values.dhcpnameserver);
    return servers.length > 0 ? [{ servers, domain: null, link: key.split('\\').at(-1) ?? key }] : [];
  });
}

interface Key {
  key: string;
  /** By name in lower case. */
  values: Record<string, string>;
}

/** The keys that `reg query /s` prints, the same in all languages of Windows. */
function keysIn(text: string): Key[] {
  const keys: Key[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, name, value = ''] = /^[ \t]{1,40}(\S{1,200})[ \t]{1,40}REG_\w{1,40}(?:[ \t](.*))?$/.exec(line) ?? [];
    if (/^HKEY_/.test(line)) keys.push({ key: line.trim(), values: {} });
    else if (name) Object.assign(keys.at(-1)?.values ?? {}, { [name.toLowerCase()]: value.trim() });
  }
  return keys;
}

function listOf(text = ''): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}

function domainOf(text = ''): string | null {
  return (
    text
      .trim()
      .toLowerCase()
      .replace(/^\.|\.$/g, '') || null
  );
}
