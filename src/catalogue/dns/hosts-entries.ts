import type { HostsFacts, ResolverFacts } from '../../model/facts/dns.ts';
import type { HandshakeFacts } from '../../model/facts/tls.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { isSinkhole, sameAddress } from '../../net/dns/address-kind.ts';
import { listAddresses } from '../../net/dns/describe.ts';
import { connectFacts, lacksFamily } from '../tcp/attempts.ts';
import { connectsNowhere, isIntranetName, lookupOf, reachabilityOf, resolversOf } from './addresses.ts';
import { causesOf, resolverLines } from './failure.ts';

/** The hosts file has an entry for the host, and the system uses it. */
export function hostsOverride(c: DiagnosisInput): Evidence | null {
  const hosts = c.observations['dns/hosts'];
  const lookup = lookupOf(c);
  if (hosts?.status !== 'ok' || !lookup || isIntranetName(lookup.host)) return null;
  const used = hosts.facts.entries.filter((entry) => lookup.addresses.some(({ address }) => sameAddress(address, entry.address)));
  if (used.length === 0) return null;
  const wire = wireAddresses(resolversOf(c));
  const why = wire.some((address) => used.some((entry) => sameAddress(entry.address, address)))
    ? null
    : hostsEntryFailure(c, used, wire);
  return {
    severity: why ? 'error' : 'warning',
    details: [
      ...used.map(({ line, text }) => `${hosts.facts.path} line ${line}: ${text}`),
      ...resolverLines(resolversOf(c), lookup.host),
    ],
    templateValues: {
      ...hostsValues(hosts.facts, used, lookup.host),
      ...(isHostsEntryRequired(why, wire, c) ? { unresolved: lookup.host } : {}),
      reading: hostsEntryExplanation(why, wire, c),
    },
    probeIds: causesOf(c, ['dns/hosts', 'dns/system']),
    pythonType: why ? 'APIConnectionError' : null,
  };
}

function hostsValues({ path }: HostsFacts, used: HostsFacts['entries'], host: string): Record<string, string> {
  const lines = used.map(({ line }) => line);
  return {
    hostsPath: path,
    hostsLines: `${lines.length > 1 ? 'Lines' : 'Line'} ${lines.join(' and ')}`,
    pins: lines.length > 1 ? 'map' : 'maps',
    pinned: listAddresses(used.map(({ address }) => address)),
    edit: used.map((entry) => removal(entry, host)).join(';'),
  };
}

/** A sed expression that deletes the line, or only the name from a line that has other names too. */
function removal({ line, text }: HostsFacts['entries'][number], host: string): string {
  const [, ...names] = (text.split('#', 1)[0] ?? '').trim().split(/\s+/);
  const written = names.find((name) => name.toLowerCase() === host.toLowerCase()) ?? host;
  return names.length > 1 ? `${line}s/[[:blank:]]${written.replaceAll('.', '[.]')}//` : `${line}d`;
}

/** Whether calls work only because of the entry: DNS returns no address. */
function isHostsEntryRequired(why: string | null, wire: string[], c: DiagnosisInput): boolean {
  const asked = resolversOf(c);
  return !why && wire.length === 0 && asked !== null && reachabilityOf(c) === 'works';
}

function hostsEntryExplanation(why: string | null, wire: string[], c: DiagnosisInput): string {
  const dns = wire.length > 0 ? ` The resolvers return ${listAddresses(wire)}.` : '';
  if (why) return `Calls go there and fail: ${why}.${dns}`;
  if (isHostsEntryRequired(why, wire, c))
    return 'Calls work only because of this entry: the resolvers return no address for the name. Calls will fail when the service moves to another address.';
  const today =
    reachabilityOf(c) === 'works' ? 'Calls work today, but they' : 'Whether the address is still right is unknown; calls';
  return `${today} will fail when the service moves to another address.${dns}`;
}

/** Why the address of the entry is wrong; null where it works, was not tested, or another cause is more likely. */
function hostsEntryFailure(c: DiagnosisInput, used: HostsFacts['entries'], wire: string[]): string | null {
  const standing = reachabilityOf(c);
  if (standing === 'works') return null;
  if (standing === 'unknown')
    return used.every(({ address }) => isSinkhole(address)) ? 'it is not an address of a public service' : null;
  if (connectsNowhere(c)) return wasTried(c) ? 'no connection to that address succeeds' : null;
  // The address accepts connections, and no resolver returns another one: the layers above judge what is wrong.
  if (wire.length === 0) return null;
  const handshake = c.observations['tls/handshake'];
  return handshake?.status === 'ok' ? whyPeerIsWrong(handshake.facts, c) : 'the server at that address does not respond';
}

/** Whether a packet was sent to any of the addresses: without a network, or where that is denied, nothing is known of the entry. */
function wasTried(c: DiagnosisInput): boolean {
  const facts = connectFacts(c);
  return facts?.attempts.some((attempt) => attempt.outcome !== 'denied' && !lacksFamily(attempt, facts)) ?? false;
}

function whyPeerIsWrong({ stage, verificationErrors: faults, inspector }: HandshakeFacts, c: DiagnosisInput): string | null {
  if (stage !== 'done') return 'the TLS handshake with that address fails for this name';
  if (faults.some(({ kind }) => kind === 'hostname-mismatch'))
    return 'the server at that address has a certificate for another host name';
  const onlyClock = faults.every(({ kind }) => kind === 'expired' || kind === 'not-yet-valid');
  // An untrusted certificate for the right name has more likely another cause, unless the host is known to have a public one.
  return onlyClock || inspector || !c.target.url?.isPublicApi
    ? null
    : 'the server at that address has no trusted certificate for the API';
}

function wireAddresses(resolvers: ResolverFacts | null): string[] {
  const all = resolvers?.servers.flatMap(({ a, aaaa }) => [...a.addresses, ...aaaa.addresses]) ?? [];
  return [...new Set(all)];
}
