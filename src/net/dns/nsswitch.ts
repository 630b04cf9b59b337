import type { NameServiceFacts } from '../../model/facts/dns.ts';

/** Reads the line `hosts:` of nsswitch.conf(5). Of several the last counts, as in glibc. */
export function hostsLine(text: string): Omit<NameServiceFacts, 'path'> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n/);
  const at = lines.findLastIndex((line) => /^\s*hosts\s*:/.test(line));
  const found = lines[at]?.slice(0, 500);
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

/** Sources that put the question to DNS. */
const ASK_DNS = ['dns', 'resolve'];

/** Sources that never do: files, the names of this machine and its containers, multicast DNS. Of others nothing is known. */
const NEVER_ASK = /^(?:files|compat|db|extrausers|myhostname|mymachines|libvirt|libvirt_guest|wins|mdns[46]?(?:_minimal)?)$/;

/** Whether a name that no file has comes to DNS. Null where a source is in the way whose doings are not known. */
export function asksDns({ entry, sources }: NameServiceFacts, host: string): boolean | null {
  if (!entry) return null;
  for (const { name, actions } of sources) {
    if (ASK_DNS.includes(name)) return true;
    if (!NEVER_ASK.test(name)) return null;
    if (endsThere(name, actions, host)) return false;
  }
  return false;
}

/** What of the line ends the search before DNS, as `mdns4_minimal [NOTFOUND=return]`; null where DNS stands nowhere in it. */
export function stopBeforeDns({ sources }: NameServiceFacts, host: string): string | null {
  const stop = sources.find(({ name, actions }) => endsThere(name, actions, host));
  const isListed = sources.some(({ name }) => ASK_DNS.includes(name));
  return stop && isListed ? `${stop.name} [${stop.actions.join(' ')}]` : null;
}

/** Multicast DNS says "not found" of names below .local alone, and "not here" of all others, which ends nothing. */
function endsThere(name: string, actions: string[], host: string): boolean {
  const status = name.startsWith('mdns') && !/\.local$/i.test(host) ? 'UNAVAIL' : 'NOTFOUND';
  return actions.some((action) => {
    const [, not, of, what] = /^(!?)([A-Z]+)=([a-z]+)$/i.exec(action) ?? [];
    if (what?.toLowerCase() !== 'return') return false;
    return not ? of?.toUpperCase() !== status : of?.toUpperCase() === status;
  });
}
