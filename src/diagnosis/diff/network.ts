import type { DnsAnswer } from '../../model/facts/dns.ts';
import { addressKind } from '../../net/dns/address-kind.ts';
import { type Comparer, differing, listed } from './difference.ts';
import type { DiffInput } from './side.ts';

/** Names, addresses and connections. */

const hosts = differing('hosts', 'The hosts file entries for the host differ.', ({ facts }) => {
  const found = facts['dns/hosts'];
  if (!found) return null;
  return found.entries.length === 0 ? 'not in it' : listed(found.entries.map(({ address }) => address));
});

const search = differing('resolvers', 'The search domains or ndots differ.', ({ facts }) => {
  const found = facts['dns/resolvers'];
  return found ? `search ${found.search.join(' ') || 'nothing'}, ndots ${found.ndots}` : null;
});

/** Different resolvers with the same results are irrelevant; results are shown with their resolver. */
const resolvers: Comparer = (a, b) => {
  const [here, there] = [serversOf(a), serversOf(b)];
  const [said, saidThere] = [answersOf(a), answersOf(b)];
  if (here === null || there === null) return [];
  if (said === saidThere || said === null || saidThere === null) {
    return here === there ? [] : [{ topic: 'resolvers', text: 'The resolvers differ.', a: here, b: there }];
  }
  const text = here === there ? 'The responses of the resolver differ.' : 'The resolvers and their responses differ.';
  return [{ topic: 'names', text, a: `${here}: ${said}`, b: `${there}: ${saidThere}` }];
};

function serversOf({ facts }: DiffInput): string | null {
  const found = facts['dns/resolvers'];
  return found ? listed(found.servers.map(({ server }) => server)) || 'none' : null;
}

function answersOf({ facts }: DiffInput): string | null {
  const found = facts['dns/resolvers'];
  return found && found.servers.length > 0 ? listed([...new Set(found.servers.map(({ a, aaaa }) => answerOf(a, aaaa)))]) : null;
}

/** The addresses themselves vary; their kind matters. */
function answerOf(a: DnsAnswer, aaaa: DnsAnswer): string {
  const addresses = [...a.addresses, ...aaaa.addresses];
  if (addresses.length > 0) return `${kindsOf(addresses)} ${addresses.length > 1 ? 'addresses' : 'address'}`;
  return a.outcome === 'answer' ? (a.rcode ?? 'no address') : a.outcome;
}

function kindsOf(addresses: string[]): string {
  return [...new Set(addresses.map((address) => addressKind(address)))].sort().join(' and ');
}

/** The result of getaddrinfo, where the resolvers show no difference. */
const lookup: Comparer = (a, b) => {
  const [said, saidThere] = [answersOf(a), answersOf(b)];
  return said !== null && saidThere !== null && said !== saidThere ? [] : heard(a, b);
};

const heard = differing('names', 'The DNS lookups of the system differ.', ({ facts }) => {
  const found = facts['dns/system'];
  if (!found) return null;
  if (found.addresses.length > 0) return `${kindsOf(found.addresses.map(({ address }) => address))} addresses`;
  return found.problem?.code ?? (found.pending ? 'timeout' : 'no address');
});

/** Public addresses vary by place and day: relevant only where the outcome differs. */
const addresses = differing('addresses', 'The host name resolves to different addresses.', ({ facts }) => {
  const found = facts['dns/system'];
  return found && found.addresses.length > 0 ? listed(found.addresses.map(({ address }) => address).sort()) : null;
});

const families = differing('addresses', 'The address families differ.', ({ facts }) => {
  const found = facts['dns/system'];
  if (!found || found.addresses.length === 0) return null;
  return [...new Set(found.addresses.map(({ family }) => `IPv${family}`))].sort().join(' and ');
});

const connections = differing('connections', 'Connections to the host end differently.', (side) =>
  connected(side, 'tcp/connect'),
);

const proxyConnections = differing('way', 'Connections to the proxy end differently.', (side) =>
  connected(side, 'proxy/connect'),
);

function connected({ facts }: DiffInput, id: 'tcp/connect' | 'proxy/connect'): string | null {
  const found = facts[id];
  if (!found || found.attempts.length === 0) return null;
  const outcomes = found.attempts.map(({ family, outcome }) => `IPv${family} ${outcome}`);
  return `port ${found.port}: ${[...new Set(outcomes)].sort().join(', ')}`;
}

const interfaces = differing('interfaces', 'The network interfaces differ.', ({ facts }) => {
  const found = facts['tcp/connect']?.interfaces ?? facts['dns/resolvers']?.interfaces;
  if (!found) return null;
  const reached = new Set(found.flatMap((one) => one.families));
  return reached.size === 0
    ? 'none up'
    : [...reached]
        .sort()
        .map((family) => `IPv${family}`)
        .join(' and ');
});

const tunnel = differing('proxy-answer', 'The responses of the proxy to CONNECT differ.', ({ facts }) => {
  const found = facts['proxy/tunnel'];
  if (!found) return null;
  const said = found.answer ? ` with ${found.answer.status} ${found.answer.reason}`.trimEnd() : '';
  return `${found.outcome}${said}${found.credentialsSent ? ', with credentials' : ''}`;
});

export const network: Comparer[] = [
  hosts,
  resolvers,
  search,
  lookup,
  families,
  addresses,
  connections,
  proxyConnections,
  interfaces,
  tunnel,
];
