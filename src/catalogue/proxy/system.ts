import type { Step } from '../../model/finding.ts';
import { SYSTEM_PROXY, systemOfSource } from '../../model/system-proxy.ts';

/** Steps and sentences about the proxy settings of Windows and macOS, which Python reads where no variable is set. */

type Values = Record<string, string | number>;

/** Who takes such a proxy, and who does not. */
export const WHO_READS_IT = 'Python takes it because no proxy variable is set; Node.js, curl, and Go do not read this setting.';

/** Where the direct connection works. A single value of NO_PROXY keeps Python from reading the system's settings at all. */
export const TURN_OFF: Step[] = [
  {
    text: 'The API is reachable without {directSystem}. If the program that set it is closed, turn the setting off (Settings > Network & internet > Proxy): `reg add "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings" /v ProxyEnable /t REG_DWORD /d 0 /f`',
    on: ['windows'],
  },
  {
    text: 'The API is reachable without {directSystem}. If the program that set it is closed, turn the setting off in System Settings > Network > Details > Proxies.',
    on: ['macos'],
  },
  {
    text: 'Or let Python ignore {directSystem} in this shell. Any value of NO_PROXY does: `$env:NO_PROXY = "*"`',
    on: ['windows'],
  },
  {
    text: 'Or let Python ignore {directSystem} in this shell. Any value of NO_PROXY does: `export NO_PROXY="*"`',
    on: ['macos'],
  },
];

/** Where the setting stands. */
export const SHOW_IT: Step[] = [
  {
    text: 'Show {systemSetting}: `reg query "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings"`',
    on: ['windows'],
  },
  { text: 'Show {systemSetting}: `scutil --proxy`', on: ['macos'] },
];

/** What names the source of a proxy in the steps: a variable, an option, or the system. A variable that is set comes before the system. */
export function sourceValues(source: string, worksDirectly: boolean): Values {
  const system = systemOfSource(source);
  if (system) {
    const name = SYSTEM_PROXY[system];
    return {
      source: `${name[0]?.toUpperCase()}${name.slice(1)}`,
      variable: 'HTTPS_PROXY',
      setIn: name,
      systemSetting: name,
      ...(worksDirectly ? { directSystem: name } : {}),
    };
  }
  if (source === '--proxy') return { source, flag: source, ...(worksDirectly ? { directFlag: source } : {}) };
  return { source, variable: source, setIn: source, envVariable: source, ...(worksDirectly ? { directVariable: source } : {}) };
}
