/**
 * What the systems' own programs print, as their documentation and reports of their users show it: the layout is theirs, the values are
 * made up. `reg query` writes CRLF and the same words in all languages; only the name of the unnamed value is translated.
 */

const KEY = 'Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

interface RegistryValues {
  enabled?: 0 | 1;
  server?: string;
  override?: string;
  script?: string;
  /** `(Default)` in the language of that Windows. */
  unnamed?: string;
  hive?: 'HKEY_CURRENT_USER' | 'HKEY_LOCAL_MACHINE';
}

/** `reg query "…\Internet Settings"` on Windows 10 and 11. */
export function regQuery({ enabled = 0, server, override, script, unnamed, hive = 'HKEY_CURRENT_USER' }: RegistryValues): string {
  const lines = [
    '',
    `${hive}\\${KEY}`,
    ...(unnamed ? [`    (${unnamed})    REG_SZ    `] : []),
    '    CertificateRevocation    REG_DWORD    0x1',
    '    DisableCachingOfSSLPages    REG_DWORD    0x0',
    '    IE5_UA_Backup_Flag    REG_SZ    5.0',
    '    MigrateProxy    REG_DWORD    0x1',
    `    ProxyEnable    REG_DWORD    0x${enabled}`,
    '    ProxyHttp1.1    REG_DWORD    0x1',
    ...(server === undefined ? [] : [`    ProxyServer    REG_SZ    ${server}`]),
    ...(override === undefined ? [] : [`    ProxyOverride    REG_SZ    ${override}`]),
    ...(script === undefined ? [] : [`    AutoConfigURL    REG_SZ    ${script}`]),
    '    User Agent    REG_SZ    Mozilla/4.0 (compatible; MSIE 8.0; Win32)',
    '    ZonesSecurityUpgrade    REG_BINARY    97650FDF4750D501',
    '',
    `${hive}\\${KEY}\\Connections`,
    `${hive}\\${KEY}\\Lockdown_Zones`,
    `${hive}\\${KEY}\\Zones`,
    '',
  ];
  return lines.join('\r\n');
}

/** The exceptions that Clash and its relatives write. */
export const CLASH_OVERRIDE =
  'localhost;127.*;192.168.*;10.*;172.16.*;172.17.*;172.18.*;172.19.*;172.20.*;172.21.*;172.22.*;172.23.*;172.24.*;172.25.*;172.26.*;172.27.*;172.28.*;172.29.*;172.30.*;172.31.*;<local>';

/** `scutil --proxy` where nothing is set (macOS 12 to 26). */
export const SCUTIL_NONE = `<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
    1 : 169.254/16
  }
  FTPPassive : 1
}
`;

/** All three kinds, as a local proxy program sets them. */
export const SCUTIL_LOCAL = (port: number) => `<dictionary> {
  ExceptionsList : <array> {
    0 : 127.0.0.1
    1 : localhost
    2 : *.local
    3 : 192.168.0.0/16
    4 : 169.254/16
  }
  ExcludeSimpleHostnames : 1
  FTPPassive : 1
  HTTPEnable : 1
  HTTPPort : ${port}
  HTTPProxy : 127.0.0.1
  HTTPSEnable : 1
  HTTPSPort : ${port}
  HTTPSProxy : 127.0.0.1
  ProxyAutoConfigEnable : 0
  ProxyAutoDiscoveryEnable : 0
  SOCKSEnable : 1
  SOCKSPort : ${port}
  SOCKSProxy : 127.0.0.1
}
`;

/** A PAC script, with what one interface has besides (`__SCOPED__`), which is no setting of the machine. */
export const SCUTIL_SCRIPT = (url: string) => `<dictionary> {
  HTTPEnable : 0
  HTTPSEnable : 0
  ProxyAutoConfigEnable : 1
  ProxyAutoConfigURLString : ${url}
  __SCOPED__ : <dictionary> {
    en0 : <dictionary> {
      HTTPSEnable : 1
      HTTPSPort : 9999
      HTTPSProxy : scoped.example
      ProxyAutoConfigEnable : 1
      ProxyAutoConfigURLString : ${url}
    }
  }
}
`;

/** `scutil --dns` with a VPN that serves one domain, as split DNS sets it up: the second part repeats each resolver for its interface. */
export const SCUTIL_VPN = (domain: string, server: string) => `DNS configuration

resolver #1
  search domain[0] : home.example
  nameserver[0] : 192.168.1.1
  nameserver[1] : fe80::1%en0
  if_index : 14 (en0)
  flags    : Request A records, Request AAAA records
  reach    : 0x00020002 (Reachable,Directly Reachable Address)

resolver #2
  domain   : ${domain}
  nameserver[0] : ${server}
  if_index : 22 (utun4)
  flags    : Supplemental, Request A records
  reach    : 0x00000003 (Reachable,Transient Connection)
  order    : 101600

resolver #3
  domain   : local
  options  : mdns
  timeout  : 5
  flags    : Request A records, Request AAAA records
  reach    : 0x00000000 (Not Reachable)
  order    : 300000

DNS configuration (for scoped queries)

resolver #1
  nameserver[0] : 192.168.1.1
  if_index : 14 (en0)
  flags    : Scoped, Request A records, Request AAAA records
  reach    : 0x00020002 (Reachable,Directly Reachable Address)

resolver #2
  nameserver[0] : ${server}
  if_index : 22 (utun4)
  flags    : Scoped, Request A records
  reach    : 0x00000003 (Reachable,Transient Connection)
`;

/** `reg query …\\DnsPolicyConfig /s` with one rule of the name resolution policy table. */
export const NRPT = (names: string[], servers: string) =>
  [
    '',
    'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Dnscache\\Parameters\\DnsPolicyConfig\\{1B2C3D4E-0000-4000-8000-000000000001}',
    '    Version    REG_DWORD    0x2',
    `    Name    REG_MULTI_SZ    ${names.join('\\0')}`,
    '    IPSECCARestriction    REG_SZ    ',
    `    GenericDNSServers    REG_SZ    ${servers}`,
    '    ConfigOptions    REG_DWORD    0x8',
    '',
  ].join('\r\n');

/** `reg query …\\Tcpip\\Parameters\\Interfaces /s`: one interface with servers of DHCP, one with servers set by hand, one with none. */
export const INTERFACES = (dhcp: string, byHand: string) =>
  [
    '',
    'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces\\{aaaaaaaa-0000-4000-8000-000000000001}',
    '    EnableDHCP    REG_DWORD    0x1',
    '    NameServer    REG_SZ    ',
    `    DhcpNameServer    REG_SZ    ${dhcp}`,
    '    DhcpSubnetMaskOpt    REG_MULTI_SZ    255.255.255.0',
    '',
    'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces\\{bbbbbbbb-0000-4000-8000-000000000002}',
    '    EnableDHCP    REG_DWORD    0x0',
    `    NameServer    REG_SZ    ${byHand}`,
    '',
    'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces\\{cccccccc-0000-4000-8000-000000000003}',
    '    EnableDHCP    REG_DWORD    0x1',
    '',
  ].join('\r\n');
