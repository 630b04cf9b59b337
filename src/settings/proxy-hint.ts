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

/** A hint from a value as written there; none where it is empty or says that there is no proxy. */
export function hint(source: string, value: string): Hint[] {
  const text = value.trim().replace(/^["'](.*)["'];?$/, '$1');
  if (text === '' || /^(?:null|none|false|direct)$/i.test(text) || text.includes('${')) return [];
  const proxy = proxyAddress({ variable: source, value: withScheme(text) });
  return typeof proxy === 'string' ? [] : [{ source, proxy, script: null }];
}
