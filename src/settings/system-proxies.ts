import { execFile } from 'node:child_process';
import type { Platform } from '../model/layers.ts';
import { type Hint, hint } from './proxy-hint.ts';

/** The system's own program ends at once, or something is wrong with it. */
const PATIENCE_MS = 1200;

/** With its path, because Windows looks into the working directory first. */
const REG = 'C:\\Windows\\System32\\reg.exe';

const KEY = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

/** The proxy of the system's settings on macOS and Windows, where browsers take theirs from. */
export async function systemProxies(platform: Platform): Promise<Hint[]> {
  if (platform === 'macos') return readScutil(await said('/usr/sbin/scutil', ['--proxy']));
  if (platform === 'windows') return readRegistry(await said(REG, ['query', KEY]));
  return [];
}

function said(program: string, args: string[]): Promise<string> {
  return new Promise((resolve) => {
    const done = (error: Error | null, stdout: string) => resolve(error ? '' : stdout);
    // It needs no variable of this process, and none of its keys.
    execFile(program, args, { env: {}, timeout: PATIENCE_MS, maxBuffer: 256 * 1024, windowsHide: true, encoding: 'utf8' }, done);
  });
}

/** `HTTPSEnable : 1`, `HTTPSProxy : proxy`, `HTTPSPort : 3128`, and the same for HTTP, SOCKS and the script. */
export function readScutil(text: string): Hint[] {
  const value = (name: string) => new RegExp(`^\\s*${name} : (.+)$`, 'm').exec(text)?.[1]?.trim() ?? '';
  const kinds = [
    ['HTTPS', 'http'],
    ['HTTP', 'http'],
    ['SOCKS', 'socks5'],
  ] as const;
  const source = 'the network settings of macOS';
  const proxies = kinds
    .filter(([kind]) => value(`${kind}Enable`) === '1' && value(`${kind}Proxy`))
    .flatMap(([kind, scheme]) => hint(source, `${scheme}://${value(`${kind}Proxy`)}:${value(`${kind}Port`) || '80'}`));
  const script = value('ProxyAutoConfigEnable') === '1' ? value('ProxyAutoConfigURLString') : '';
  return script ? [...proxies, { source, proxy: null, script }] : proxies;
}

/** `ProxyServer` is one `host:port` for all, or a list such as `http=host:port;https=host:port`. */
export function readRegistry(text: string): Hint[] {
  const value = (name: string) => new RegExp(`^\\s*${name}\\s+REG_\\w+\\s+(.+?)\\s*$`, 'm').exec(text)?.[1] ?? '';
  const source = 'the internet settings of Windows';
  const list = value('ProxyEnable') === '0x1' ? value('ProxyServer') : '';
  const entries = list.split(';').map((entry) => /^(?:(\w+)=)?(.+)$/.exec(entry.trim()));
  const proxies = entries.flatMap((entry) => {
    const [, kind = 'https', address = ''] = entry ?? [];
    if (!['http', 'https', 'socks'].includes(kind) || !address) return [];
    return hint(source, kind === 'socks' && !address.includes('://') ? `socks4://${address}` : address);
  });
  const script = value('AutoConfigURL');
  return script ? [...proxies, { source, proxy: null, script }] : proxies;
}
