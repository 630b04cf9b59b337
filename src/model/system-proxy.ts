/** The proxy settings that Windows and macOS keep for programs that ask for them, as they stand there. */
export type SystemProxy = WindowsProxy | MacosProxy;

export interface WindowsProxy {
  system: 'windows';
  /** `ProxyServer`: `host:port`, or `http=host:port;https=host:port`; empty where `ProxyEnable` is off. */
  server: string;
  /** `ProxyOverride`: `localhost;127.*;<local>`. */
  exceptions: string;
  /** The address of a PAC script. */
  script: string | null;
}

export interface MacosProxy {
  system: 'macos';
  /** `host:port` of each kind that is switched on. */
  servers: { http?: string; https?: string; socks?: string };
  /** `*.local`, `169.254/16`. */
  exceptions: string[];
  /** Whether names without a dot are exceptions. */
  excludesSimple: boolean;
  script: string | null;
}

/** How such settings are named as the source of a proxy. */
export const SYSTEM_PROXY = { windows: 'the Windows system proxy', macos: 'the macOS system proxy' } as const;

/** Whether a proxy's source is the settings of the system, and of which. */
export function systemOfSource(source: string | null | undefined): SystemProxy['system'] | null {
  if (source === SYSTEM_PROXY.windows) return 'windows';
  return source === SYSTEM_PROXY.macos ? 'macos' : null;
}
