import type { HostsFacts, ResolverFacts } from '../../model/facts/dns.ts';
import type { HandshakeFacts } from '../../model/facts/tls.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';
import { isSinkhole, sameAddress } from '../../net/dns/address-kind.ts';
import { listAddresses } from '../../net/dns/describe.ts';
import { connectFacts, lacksFamily } from '../tcp/attempts.ts';
import { connectsNowhere, isIntranetName, lookupOf, resolversOf, standingOf } from './addresses.ts';
import { causesOf, resolverLines } from './failure.ts';

/** The hosts file names the host, and that is what the system answers with. */
export function hostsOverride(c: Case): Evidence | null {
  const hosts = c.seen['dns/hosts'];
  const lookup = lookupOf(c);
  if (hosts?.status !== 'ok' || !lookup || isIntranetName(lookup.host)) return null;
  const used = hosts.facts.entries.filter((entry) => lookup.addresses.some(({ address }) => sameAddress(address, entry.address)));
  if (used.length === 0) return null;
  const wire = wireAddresses(resolversOf(c));
  const why = wire.some((address) => used.some((entry) => sameAddress(entry.address, address)))
    ? null
    : whyPinFails(c, used, wire);
  return {
    severity: why ? 'error' : 'warning',
    lines: [
      ...used.map(({ line, text }) => `${hosts.facts.path} line ${line}: ${text}`),
      ...resolverLines(resolversOf(c), lookup.host),
    ],
    values: {
      ...hostsValues(hosts.facts, used, lookup.host),
      ...(isLifeline(why, wire, c) ? { unresolved: lookup.host } : {}),
      reading: pinReading(why, wire, c),
    },
    causes: causesOf(c, ['dns/hosts', 'dns/system']),
    pythonType: why ? 'APIConnectionError' : null,
  };
}

function hostsValues({ path }: HostsFacts, used: HostsFacts['entries'], host: string): Record<string, string> {
  const lines = used.map(({ line }) => line);
  return {
    hostsPath: path,
    hostsLines: `${lines.length > 1 ? 'Lines' : 'Line'} ${lines.join(' and ')}`,
    pins: lines.length > 1 ? 'pin' : 'pins',
    pinned: listAddresses(used.map(({ address }) => address)),
    edit: used.map((entry) => removal(entry, host)).join(';'),
  };
}

/** Takes a line out of the file, or the name out of a line that serves other names too; in the language of sed. */
function removal({ line, text }: HostsFacts['entries'][number], host: string): string {
  const [, ...names] = (text.split('#', 1)[0] ?? '').trim().split(/\s+/);
  const written = names.find((name) => name.toLowerCase() === host.toLowerCase()) ?? host;
  return names.length > 1 ? `${line}s/[[:blank:]]${written.replaceAll('.', '[.]')}//` : `${line}d`;
}

/** Whether calls work because of the entry: without it there would be no address. */
function isLifeline(why: string | null, wire: string[], c: Case): boolean {
  const asked = resolversOf(c);
  return !why && wire.length === 0 && asked !== null && standingOf(c) === 'works';
}

function pinReading(why: string | null, wire: string[], c: Case): string {
  const dns = wire.length > 0 ? ` The resolvers name ${listAddresses(wire)}.` : '';
  if (why) return `Calls go there and fail: ${why}.${dns}`;
  if (isLifeline(why, wire, c))
    return 'Calls work because of it: the resolvers give no address for the name, so without the entry nothing would be found. They will fail once the service leaves that address.';
  const today =
    standingOf(c) === 'works'
      ? 'It does no harm today, but calls'
      : 'Whether that is still the right address does not show here; calls';
  return `${today} will fail once the service leaves it.${dns}`;
}

/** What shows that the pinned address is to blame; null where it works, nobody looked, or something else is the better explanation. */
function whyPinFails(c: Case, used: HostsFacts['entries'], wire: string[]): string | null {
  const standing = standingOf(c);
  if (standing === 'works') return null;
  if (standing === 'unknown')
    return used.every(({ address }) => isSinkhole(address)) ? 'no public service has such an address' : null;
  if (connectsNowhere(c)) return wasTried(c) ? 'nothing takes connections at that address' : null;
  // Something answers there, and no resolver knows of another place: what is wrong with it is the word of the layers above.
  if (wire.length === 0) return null;
  const handshake = c.seen['tls/handshake'];
  return handshake?.status === 'ok' ? whyPeerIsWrong(handshake.facts, c) : 'the server at that address gives no answer';
}

/** Whether a packet left for any of the addresses: a machine without a network, or one that forbids it, says nothing of the pin. */
function wasTried(c: Case): boolean {
  const facts = connectFacts(c);
  return facts?.attempts.some((attempt) => attempt.outcome !== 'denied' && !lacksFamily(attempt, facts)) ?? false;
}

function whyPeerIsWrong({ stage, verificationErrors: faults, inspector }: HandshakeFacts, c: Case): string | null {
  if (stage !== 'done') return 'the server at that address makes no TLS connection for this name';
  if (faults.some(({ kind }) => kind === 'hostname-mismatch'))
    return 'the server at that address has a certificate for other names';
  const onlyClock = faults.every(({ kind }) => kind === 'expired' || kind === 'not-yet-valid');
  // A certificate for the right name that is not trusted here is more likely another's doing, unless the host is known to have a public one.
  return onlyClock || inspector || !c.target.url?.isPublicApi ? null : 'the server at that address cannot prove to be the API';
}

function wireAddresses(resolvers: ResolverFacts | null): string[] {
  const all = resolvers?.servers.flatMap(({ a, aaaa }) => [...a.addresses, ...aaaa.addresses]) ?? [];
  return [...new Set(all)];
}
