import { isIP } from 'node:net';
import type { HostsFacts } from '../../model/facts/dns.ts';

const MAX_ENTRIES = 64;
/** Of a line; what is shown of it is cut when its secrets are masked. */
const MAX_TEXT = 4_096;

/** Lines of a hosts file that name the host, as its first name or as an alias; hosts(5), case does not matter. */
export function hostsEntries(text: string, host: string): HostsFacts['entries'] {
  const wanted = host.toLowerCase();
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .flatMap((line, index) => {
      const [address = '', ...names] = withoutComment(line).split(/[ \t\f\v]+/);
      if (isIP(address.split('%', 1)[0] ?? '') === 0) return [];
      if (!names.some((name) => name.toLowerCase() === wanted)) return [];
      return [{ line: index + 1, address, text: line.trim().slice(0, MAX_TEXT) }];
    })
    .slice(0, MAX_ENTRIES);
}

function withoutComment(line: string): string {
  return (line.split('#', 1)[0] ?? '').trim();
}
