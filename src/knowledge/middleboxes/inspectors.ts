/** What a product is that makes certificates of its own: who runs it decides whom to ask. */
export type InspectorKind =
  | 'gateway'
  | 'local security software'
  | 'debugging proxy'
  | 'unwanted software'
  | 'development authority';

interface Inspector {
  name: string;
  kind: InspectorKind;
  /** Of a distinguished name in the form `O=Example, CN=Example CA`. */
  pattern: RegExp;
}

/**
 * Products by the names that they give their authorities: from Chromium's ssl_error_assistant.asciipb and from reports in public issue
 * trackers. Palo Alto's firewalls have no name of their own: the administrator chooses one.
 */
const INSPECTORS: Inspector[] = [
  { name: 'Zscaler', kind: 'gateway', pattern: /O=Zscaler Inc\b|CN=Zscaler (Intermediate )?Root CA/i },
  { name: 'Netskope', kind: 'gateway', pattern: /certadmin@netskope\.com|\.goskope\.com/i },
  {
    name: 'Fortinet FortiGate',
    kind: 'gateway',
    pattern: /CN=FortiGate CA|O=Fortinet( Ltd\.)?(,|$)|Fortinet_CA_SSL|CN=FG[TV]?[0-9A-Z]{10,}/i,
  },
  { name: 'Cisco Umbrella', kind: 'gateway', pattern: /CN=Cisco Umbrella (Root CA|Primary SubCA|Secondary SubCA)/i },
  { name: 'Symantec Blue Coat', kind: 'gateway', pattern: /O=Blue Coat/i },
  { name: 'Forcepoint', kind: 'gateway', pattern: /CN=Forcepoint Cloud CA|O=Forcepoint LLC/i },
  { name: 'McAfee or Skyhigh Web Gateway', kind: 'gateway', pattern: /CN=McAfee Web Gateway/i },
  { name: 'Sophos', kind: 'gateway', pattern: /CN=Sophos SSL CA_|CN=Sophos_CA_|sophosutm Proxy CA|CN=Sophos Web Appliance/i },
  { name: 'Cyberoam', kind: 'gateway', pattern: /O=Cyberoam Certificate Authority/i },
  { name: 'ContentKeeper', kind: 'gateway', pattern: /CN=ContentKeeper Appliance CA \(\d+\)/i },
  { name: 'NetSpark', kind: 'gateway', pattern: /CN=www\.netspark\.com/i },
  { name: 'Smoothwall', kind: 'gateway', pattern: /CN=Smoothwall-default-root-certificate-authority/i },
  { name: 'SonicWall', kind: 'gateway', pattern: /HTTPS Management Certificate for SonicWALL/i },
  { name: 'Trend Micro IWSS', kind: 'gateway', pattern: /CN=IWSS\.TREND/i },
  { name: 'Cloudflare Zero Trust', kind: 'gateway', pattern: /CN=Gateway CA - Cloudflare Managed G\d/i },
  {
    name: 'Kaspersky',
    kind: 'local security software',
    pattern: /CN=Kaspersky Anti-Virus Personal Root Certificate|O=AO Kaspersky Lab/i,
  },
  { name: 'ESET', kind: 'local security software', pattern: /CN=ESET SSL Filter CA/i },
  { name: 'Bitdefender', kind: 'local security software', pattern: /CN=Bitdefender Personal CA\.Net-Defender/i },
  {
    name: 'Avast, AVG or Norton',
    kind: 'local security software',
    pattern: /CN=(avast!|Avast|AVG|Norton) Web\/Mail Shield Root/i,
  },
  { name: 'Charles', kind: 'debugging proxy', pattern: /CN=Charles Proxy CA|OU=https:\/\/charlesproxy\.com\/ssl/i },
  { name: 'mitmproxy', kind: 'debugging proxy', pattern: /CN=mitmproxy(,|$)/i },
  { name: 'Fiddler', kind: 'debugging proxy', pattern: /CN=DO_NOT_TRUST_FiddlerRoot/i },
  { name: 'Burp Suite', kind: 'debugging proxy', pattern: /CN=PortSwigger CA/i },
  { name: 'Proxyman', kind: 'debugging proxy', pattern: /CN=Proxyman/i },
  { name: 'HTTP Toolkit', kind: 'debugging proxy', pattern: /CN=HTTP Toolkit CA/i },
  { name: 'Superfish', kind: 'unwanted software', pattern: /CN=Superfish, Inc\./i },
  { name: 'eDellRoot', kind: 'unwanted software', pattern: /CN=eDellRoot/i },
  { name: 'DSDTestProvider', kind: 'unwanted software', pattern: /CN=DSDTestProvider/i },
  { name: 'Caddy’s local authority', kind: 'development authority', pattern: /CN=Caddy Local Authority/i },
  { name: 'mkcert', kind: 'development authority', pattern: /O=mkcert development CA/i },
  { name: 'the BadSSL test suite', kind: 'development authority', pattern: /CN=BadSSL MITM Software Test/i },
];

/** The product whose names stand in a chain; null where none is known. */
export function inspectorIn(names: string[]): string | null {
  return INSPECTORS.find(({ pattern }) => names.some((name) => pattern.test(name)))?.name ?? null;
}

/** What kind of product a name stands for. */
export function inspectorKind(name: string | null): InspectorKind | null {
  return INSPECTORS.find((inspector) => inspector.name === name)?.kind ?? null;
}
