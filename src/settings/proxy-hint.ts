import { proxyAddress, withScheme } from '../knowledge/clients/proxy-rules/proxy-url.ts';
import type { ProxyAddress } from '../model/route-plan.ts';

/** A proxy that some other program here is set up with, or the address of a script that names one. */
export interface Hint {
  /** `~/.npmrc`, `git config`, `/etc/apt/apt.conf.d/80proxy`, … */
  source: string;
  /** Null where only a script (PAC) is named: those are not run. */
  proxy: ProxyAddress | null;
  /** Address of the script. */
  script: string | null;
}

/** A hint from a configured value; none where it is empty or disables the proxy. */
export function hint(source: string, value: string): Hint[] {
  const text = value.trim().replace(/^["'](.*)["'];?$/, '$1');
  if (text === '' || /^(?:null|none|false|direct)$/i.test(text) || text.includes('${')) return [];
  const proxy = proxyAddress({ variable: source, value: withScheme(text) });
  return typeof proxy === 'string' ? [] : [{ source, proxy, script: null }];
}
