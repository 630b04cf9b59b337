import { isIP } from 'node:net';

/** The resolver configuration of the C library, with the variables that override it; resolv.conf(5). */
export interface ResolvConf {
  servers: string[];
  search: string[];
  ndots: number;
  /** `use-vc`: use TCP. */
  tcp: boolean;
}

/** glibc's limits: MAXNS, MAXNDOTS. Search domains have none since 2.26; six was the limit before, and is ours. */
const MAX_SERVERS = 3;
const MAX_SEARCH = 6;
const MAX_NDOTS = 15;

/** Reads resolver configuration by glibc's rules: the first three servers, the last of `search` and `domain`, options added up. */
export function parseResolvConf(text: string, env: Readonly<Record<string, string | undefined>>): ResolvConf {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n/);
  const words = lines.map(lineWords).filter(([keyword]) => keyword !== undefined);
  const values = (keyword: string) => words.filter(([first]) => first === keyword).map(([, ...rest]) => rest);
  const lists = words.filter(([first]) => first === 'search' || first === 'domain');
  const [last, ...domains] = lists.at(-1) ?? [];
  const search = env.LOCALDOMAIN?.trim().split(/\s+/) ?? (last === 'domain' ? domains.slice(0, 1) : domains);
  const options = [...values('options').flat(), ...(env.RES_OPTIONS ?? '').trim().split(/\s+/)];
  return {
    servers: values('nameserver')
      .flatMap(([server]) => (server && isIP(server) ? [server] : []))
      .slice(0, MAX_SERVERS),
    search: search
      .filter((domain) => domain !== '' && domain !== '.')
      .map(bareName)
      .slice(0, MAX_SEARCH),
    ndots: ndotsOf(options),
    tcp: options.includes('use-vc') || options.includes('usevc'),
  };
}

/** Comments start a line with `#` or `;`, and only there. A keyword starts its line. */
function lineWords(line: string): string[] {
  return /^[a-z]/.test(line) ? line.trim().split(/[ \t]+/) : [];
}

function ndotsOf(options: string[]): number {
  const last = options.findLast((option) => /^ndots:\d+$/.test(option));
  return last ? Math.min(Number(last.slice('ndots:'.length)), MAX_NDOTS) : 1;
}

function bareName(domain: string): string {
  return domain.toLowerCase().replace(/\.$/, '');
}
