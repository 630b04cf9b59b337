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
