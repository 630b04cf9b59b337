import type { DnsAnswer } from '../../model/facts/dns.ts';
import { addressKind } from '../../net/dns/address-kind.ts';
import { type Comparer, differing, listed } from './difference.ts';
import type { Side } from './side.ts';

/** Names, addresses and connections. */

const hosts = differing('hosts', 'The hosts file names the host in one of the two, or names another address.', ({ facts }) => {
  const found = facts['dns/hosts'];
  if (!found) return null;
  return found.entries.length === 0 ? 'not in it' : listed(found.entries.map(({ address }) => address));
});

const search = differing('resolvers', 'Names are completed in another way (search domains, ndots).', ({ facts }) => {
  const found = facts['dns/resolvers'];
  return found ? `search ${found.search.join(' ') || 'nothing'}, ndots ${found.ndots}` : null;
});

/** Other resolvers are no news where they say the same; what they say is told with who says it. */
const resolvers: Comparer = (a, b) => {
  const [here, there] = [serversOf(a), serversOf(b)];
  const [said, saidThere] = [answersOf(a), answersOf(b)];
  if (here === null || there === null) return [];
  if (said === saidThere || said === null || saidThere === null) {
    return here === there ? [] : [{ topic: 'resolvers', text: 'Other resolvers are asked.', a: here, b: there }];
  }
  const text = here === there ? 'The resolver answers differently.' : 'Other resolvers are asked, and they answer differently.';
  return [{ topic: 'names', text, a: `${here}: ${said}`, b: `${there}: ${saidThere}` }];
};

function serversOf({ facts }: Side): string | null {
  const found = facts['dns/resolvers'];
  return found ? listed(found.servers.map(({ server }) => server)) || 'none' : null;
}

function answersOf({ facts }: Side): string | null {
  const found = facts['dns/resolvers'];
  return found && found.servers.length > 0 ? listed([...new Set(found.servers.map(({ a, aaaa }) => answerOf(a, aaaa)))]) : null;
}

/** Which addresses come is noise, of which kind they are is not. */
function answerOf(a: DnsAnswer, aaaa: DnsAnswer): string {
  const addresses = [...a.addresses, ...aaaa.addresses];
  if (addresses.length > 0) return `${kindsOf(addresses)} ${addresses.length > 1 ? 'addresses' : 'address'}`;
  return a.outcome === 'answer' ? (a.rcode ?? 'no address') : a.outcome;
}

function kindsOf(addresses: string[]): string {
  return [...new Set(addresses.map((address) => addressKind(address)))].sort().join(' and ');
}

/** What applications hear, where the resolvers themselves do not tell. */
const lookup: Comparer = (a, b) => {
  const [said, saidThere] = [answersOf(a), answersOf(b)];
  return said !== null && saidThere !== null && said !== saidThere ? [] : heard(a, b);
};

const heard = differing('names', 'Applications are told something else about the name.', ({ facts }) => {
  const found = facts['dns/system'];
  if (!found) return null;
  if (found.addresses.length > 0) return `${kindsOf(found.addresses.map(({ address }) => address))} addresses`;
  return found.problem?.code ?? (found.pending ? 'no answer in time' : 'no address');
});

/** Public addresses change from place to place and from day to day: worth a line only where the outcome is another one. */
const addresses = differing('addresses', 'The name leads to other addresses.', ({ facts }) => {
  const found = facts['dns/system'];
  return found && found.addresses.length > 0 ? listed(found.addresses.map(({ address }) => address).sort()) : null;
});

const families = differing('addresses', 'Addresses of other families come back.', ({ facts }) => {
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

function connected({ facts }: Side, id: 'tcp/connect' | 'proxy/connect'): string | null {
  const found = facts[id];
  if (!found || found.attempts.length === 0) return null;
  const outcomes = found.attempts.map(({ family, outcome }) => `IPv${family} ${outcome}`);
  return `port ${found.port}: ${[...new Set(outcomes)].sort().join(', ')}`;
}

const interfaces = differing('interfaces', 'The machines have other networks.', ({ facts }) => {
  const found = facts['tcp/connect']?.interfaces ?? facts['dns/resolvers']?.interfaces;
  if (!found) return null;
  const reached = new Set(found.flatMap((one) => one.families));
  return reached.size === 0
    ? 'none that is up'
    : [...reached]
        .sort()
        .map((family) => `IPv${family}`)
        .join(' and ');
});

const tunnel = differing('proxy-answer', 'The proxy answers differently when it is asked for a way to the host.', ({ facts }) => {
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
