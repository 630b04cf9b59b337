import type { NameServiceFacts } from '../../model/facts/dns.ts';

/** Reads the line `hosts:` of nsswitch.conf(5). Of several the last counts, as in glibc. */
export function hostsLine(text: string): Omit<NameServiceFacts, 'path'> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n/);
  const at = lines.findLastIndex((line) => /^\s*hosts\s*:/.test(line));
  const found = lines[at]?.slice(0, 4_096);
  if (found === undefined) return { entry: null, sources: [] };
  const rule = found.slice(found.indexOf(':') + 1).split('#', 1)[0] ?? '';
  return { entry: { line: at + 1, text: found.trim() }, sources: sourcesIn(rule) };
}

function sourcesIn(rule: string): NameServiceFacts['sources'] {
  const sources: NameServiceFacts['sources'] = [];
  for (const [word] of rule.matchAll(/\[[^\][]*\]|[^\s\][]+/g)) {
    if (word.startsWith('[')) sources.at(-1)?.actions.push(...word.slice(1, -1).trim().split(/\s+/));
    else sources.push({ name: word.toLowerCase(), actions: [] });
  }
  return sources;
}

/** Sources that query DNS. */
const ASK_DNS = ['dns', 'resolve'];

/** Sources that do not: files, local names, multicast DNS. Other sources are unknown. */
const NEVER_ASK = /^(?:files|compat|db|extrausers|myhostname|mymachines|libvirt|libvirt_guest|wins|mdns[46]?(?:_minimal)?)$/;

/** Whether a name that is in no file is queried in DNS. Null where an unknown source comes first. */
export function asksDns({ entry, sources }: NameServiceFacts, host: string): boolean | null {
  if (!entry) return null;
  for (const { name, actions } of sources) {
    if (ASK_DNS.includes(name)) return true;
    if (!NEVER_ASK.test(name)) return null;
    if (endsThere(name, actions, host)) return false;
  }
  return false;
}

/** The action that ends the lookup before DNS, as `mdns4_minimal [NOTFOUND=return]`; null where the line contains no DNS. */
export function stopBeforeDns({ sources }: NameServiceFacts, host: string): string | null {
  const stop = sources.find(({ name, actions }) => endsThere(name, actions, host));
  const isListed = sources.some(({ name }) => ASK_DNS.includes(name));
  return stop && isListed ? `${stop.name} [${stop.actions.join(' ')}]` : null;
}

/** Multicast DNS returns "not found" only for names below .local; for others it returns "unavailable", which does not end the lookup. */
function endsThere(name: string, actions: string[], host: string): boolean {
  const status = name.startsWith('mdns') && !/\.local$/i.test(host) ? 'UNAVAIL' : 'NOTFOUND';
  return actions.some((action) => {
    const [, not, of, what] = /^(!?)([A-Z]+)=([a-z]+)$/i.exec(action) ?? [];
    if (what?.toLowerCase() !== 'return') return false;
    return not ? of?.toUpperCase() !== status : of?.toUpperCase() === status;
  });
}
