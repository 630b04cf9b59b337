import { describe, expect, test } from 'vitest';
import { dns } from '../../src/catalogue/dns/findings.ts';
import { makeFinding } from '../../src/diagnosis/diagnose.ts';
import { problem } from '../../src/model/errors.ts';
import type { DnsAnswer, LookupFacts, ResolverFacts, ResolverState } from '../../src/model/facts/dns.ts';
import type { ChainFault, HandshakeFacts } from '../../src/model/facts/tls.ts';
import type { CatalogueEntry, Evidence, Finding } from '../../src/model/finding.ts';
import type { Platform } from '../../src/model/layers.ts';
import type { DiagnosisInput, RouteObservations } from '../../src/model/observation.ts';
import type { NetworkError } from '../../src/model/problem.ts';
import type { Target } from '../../src/model/target.ts';
import { REFERRAL, TRUNCATED } from '../../src/net/dns/details.ts';
import { nothingSeen } from '../../src/net/tls/empty-handshake.ts';
import { diagnose } from '../support/judged-twice.ts';
import { addresses, connectError, connected, connectFacts, failed, saw, targetFor } from '../support/tcp-cases.ts';

type Id = keyof typeof dns;

const OPENAI = 'api.openai.com';
const RESOLVER = '10.0.0.53';
const OTHER = '10.0.0.54';
const PUBLIC = '203.0.113.10';

const openai = (platform: Platform = 'linux') => targetFor(`https://${OPENAI}/v1`, { platform });
const own = (host = 'llm.example.com') => targetFor(`https://${host}/v1`);

// ------------------------------------------------------------ what was seen

function answer(changes: Partial<DnsAnswer> = {}): DnsAnswer {
  const nothing = { addresses: [], cnames: [], extended: [], dnssecBogus: false, problem: null, detail: null };
  return { outcome: 'answer', rcode: 'NOERROR', ms: 3, transport: 'udp', ...nothing, ...changes };
}

const has = (...found: string[]) => answer({ addresses: found });
const code = (rcode: string, changes: Partial<DnsAnswer> = {}) => answer({ rcode, ...changes });
const none = (outcome: DnsAnswer['outcome'], error = 'TIMEOUT', changes: Partial<DnsAnswer> = {}) =>
  answer({ outcome, rcode: null, ms: 5000, problem: problem(error, error), ...changes });
const unsound = (detail: string) => answer({ outcome: 'malformed', rcode: null, detail });

/** One resolver that gives both families this answer. */
function resolver(a: DnsAnswer, changes: Partial<ResolverState> = {}): ResolverState {
  return { server: RESOLVER, a, aaaa: a.addresses.length > 0 ? answer() : a, control: null, searched: [], ...changes };
}

function resolvers(...servers: ResolverState[]): ResolverFacts {
  return { source: '/etc/resolv.conf', servers, search: [], ndots: 1 };
}

const control = has('203.0.113.99');

function lookup(changes: Partial<LookupFacts>): LookupFacts {
  return { host: OPENAI, addresses: [], problem: null, ms: 12, pending: false, absolute: null, ...changes };
}

function gai(name: string, errno: number): NetworkError {
  return { ...problem(name, `getaddrinfo ${name} ${OPENAI}`), errno, syscall: 'getaddrinfo' };
}

const NOT_FOUND = gai('ENOTFOUND', -3008);
const NO_DATA = gai('ENOTFOUND', -3007);
const AGAIN = gai('EAI_AGAIN', -3001);

interface World {
  /** What the system says: addresses, an error, or nothing. */
  system: string[] | NetworkError | 'pending';
  servers?: ResolverState[];
  target?: Target;
  seen?: RouteObservations;
  ms?: number;
  absolute?: LookupFacts['absolute'];
}

function caseOf({ system, servers, target = openai(), seen = {}, ms = 12, absolute = null }: World): DiagnosisInput {
  const found = Array.isArray(system) ? addresses(...system) : [];
  const said = Array.isArray(system) ? null : system === 'pending' ? problem('TIMEOUT', 'silence') : system;
  const facts = lookup({
    host: target.url?.host ?? '',
    addresses: found,
    problem: said,
    pending: system === 'pending',
    ms: system === 'pending' ? 5000 : ms,
    absolute,
  });
  const asked = servers ? { 'dns/resolvers': saw(resolvers(...servers)) } : {};
  return {
    observations: { 'dns/system': saw(facts), ...asked, ...seen },
    alternateObservations: {},
    target,
    startedAt: '2026-11-22T10:00:00.000+01:00',
  };
}

// ------------------------------------------------------------ how calls fare

function handshake(changes: Partial<HandshakeFacts> = {}): RouteObservations {
  const facts: HandshakeFacts = {
    ...nothingSeen(OPENAI),
    peer: `${PUBLIC}:443`,
    stage: 'done',
    bytesRead: 4000,
    protocolSeen: 'tls',
    ms: 30,
    protocol: 'TLSv1.3',
    trusted: true,
    ...changes,
  };
  return { 'tcp/connect': saw(connectFacts([connected(PUBLIC)])), 'tls/handshake': saw(facts) };
}

const works = handshake();
const untrusted = (...kinds: ChainFault['kind'][]) =>
  handshake({ trusted: false, verificationErrors: kinds.map((kind) => ({ kind, certificate: 0, detail: '' })) });
const dead: RouteObservations = { 'tcp/connect': saw(connectFacts([failed(PUBLIC, 'timeout', problem('TIMEOUT', ''))])) };
const offline: RouteObservations = {
  'tcp/connect': saw(
    connectFacts([failed(PUBLIC, 'unreachable', connectError('ENETUNREACH', PUBLIC, true))], { interfaces: [] }),
  ),
};
const sixOnly: RouteObservations = {
  'tcp/connect': saw(
    connectFacts([failed(PUBLIC, 'timeout', problem('TIMEOUT', ''))], { interfaces: [{ name: 'eth0', families: [6] }] }),
  ),
};
const forbidden: RouteObservations = {
  'tcp/connect': saw(connectFacts([failed(PUBLIC, 'denied', connectError('EPERM', PUBLIC, true))])),
};
const refusedAt: RouteObservations = {
  'tcp/connect': saw(connectFacts([failed('0.0.0.0', 'refused', connectError('ECONNREFUSED', '0.0.0.0'))])),
};
const pins = (...lines: [number, string][]): RouteObservations => ({
  'dns/hosts': saw({
    path: '/etc/hosts',
    entries: lines.map(([line, address]) => ({ line, address, text: `${address} ${OPENAI}` })),
  }),
});

// ------------------------------------------------------------ what is made of it

function evidence(world: World): [Id, Evidence][] {
  const c = caseOf(world);
  diagnose(c);
  return (Object.keys(dns) as Id[]).flatMap((id) => {
    const proved = (dns[id] as CatalogueEntry).matches?.(c);
    return proved ? [[id, proved] as [Id, Evidence]] : [];
  });
}

const named = (world: World) => evidence(world).map(([id]) => id);

/** The one finding that holds, filled. */
function finding(world: World): Finding {
  const all = evidence(world);
  expect(all.map(([id]) => id)).toHaveLength(1);
  const [id, proved] = all[0] as [Id, Evidence];
  const made = makeFinding(id, proved, world.target ?? openai());
  expect(made.explanation).not.toMatch(/\{[a-zA-Z]+\}|undefined|null/);
  expect(made.evidence.length).toBeGreaterThan(0);
  expect(made.steps.length).toBeGreaterThan(0);
  return made;
}

const said = (world: World) => finding(world).explanation;
const steps = (world: World) => finding(world).steps.join('\n');

describe('a lookup that fails', () => {
  test.each<[Id, World]>([
    ['dns/nxdomain', { system: NOT_FOUND, servers: [resolver(code('NXDOMAIN'))] }],
    ['dns/nxdomain', { system: 'pending', servers: [resolver(none('timeout')), resolver(code('NXDOMAIN'))] }],
    ['dns/nxdomain', { system: NOT_FOUND, servers: [resolver(code('NXDOMAIN')), resolver(has(PUBLIC), { server: OTHER })] }],
    ['dns/nxdomain', { system: NOT_FOUND, servers: [resolver(none('error', 'EBADNAME'))] }],
    ['dns/nxdomain', { system: NOT_FOUND }],
    // The system was told at once what no resolver says here: it asks them by another route.
    ['dns/nxdomain', { system: NOT_FOUND, servers: [resolver(none('timeout'))] }],
    ['dns/no-address', { system: NO_DATA, servers: [resolver(none('timeout'))] }],
    ['dns/timeout', { system: NOT_FOUND, ms: 4000, servers: [resolver(none('timeout'))] }],
    ['dns/no-resolver', { system: NOT_FOUND, servers: [resolver(none('unreachable', 'ENETUNREACH'))] }],
    ['dns/no-address', { system: NO_DATA, servers: [resolver(answer())] }],
    ['dns/no-address', { system: NOT_FOUND, servers: [resolver(answer({ cnames: ['gone.example'] }))] }],
    ['dns/no-address', { system: NO_DATA }],
    ['dns/servfail', { system: AGAIN, servers: [resolver(code('SERVFAIL'))] }],
    ['dns/servfail', { system: AGAIN, servers: [resolver(none('timeout')), resolver(code('SERVFAIL'), { server: OTHER })] }],
    ['dns/servfail', { system: AGAIN, servers: [resolver(answer(), { aaaa: code('SERVFAIL') })] }],
    ['dns/refused', { system: AGAIN, servers: [resolver(code('REFUSED'))] }],
    ['dns/refused', { system: AGAIN, servers: [resolver(answer({ detail: REFERRAL }))] }],
    ['dns/blocked', { system: NOT_FOUND, servers: [resolver(code('NXDOMAIN', { extended: [{ code: 15, text: '' }] }))] }],
    ['dns/blocked', { system: AGAIN, servers: [resolver(code('REFUSED', { extended: [{ code: 16, text: '' }] }))] }],
    ['dns/blocked', { system: AGAIN, servers: [resolver(code('SERVFAIL', { extended: [{ code: 17, text: '' }] }))] }],
    ['dns/blocked', { system: NO_DATA, servers: [resolver(answer({ cnames: ['sinkhole.paloaltonetworks.com'] }))] }],
    ['dns/malformed', { system: NOT_FOUND, servers: [resolver(code('FORMERR'))] }],
    ['dns/malformed', { system: AGAIN, servers: [resolver(code('NOTIMP'))] }],
    ['dns/malformed', { system: 'pending', servers: [resolver(unsound('a response with another message ID'))] }],
    [
      'dns/refused',
      { system: AGAIN, servers: [resolver(none('refused', 'ECONNREFUSED', { transport: 'tcp', detail: TRUNCATED }))] },
    ],
    ['dns/timeout', { system: 'pending', servers: [resolver(none('timeout'))] }],
    ['dns/timeout', { system: AGAIN, ms: 5003, servers: [resolver(none('timeout')), resolver(none('refused', 'ECONNREFUSED'))] }],
    // The system was refused at once, and silence takes a second at least.
    ['dns/no-resolver', { system: AGAIN, servers: [resolver(none('timeout'))] }],
    ['dns/timeout', { system: AGAIN, ms: 1004, servers: [resolver(none('timeout'))] }],
    ['dns/timeout', { system: 'pending', servers: [resolver(has(PUBLIC))] }],
    [
      'dns/timeout',
      { system: 'pending', servers: [resolver(none('timeout', 'TIMEOUT', { transport: 'tcp', detail: TRUNCATED }))] },
    ],
    ['dns/timeout', { system: 'pending' }],
    ['dns/no-resolver', { system: AGAIN, servers: [] }],
    ['dns/no-resolver', { system: AGAIN, servers: [resolver(none('refused', 'ECONNREFUSED'))] }],
    ['dns/no-resolver', { system: AGAIN, servers: [resolver(none('refused', 'ECONNREFUSED'), { aaaa: none('timeout') })] }],
    [
      'dns/no-resolver',
      { system: AGAIN, ms: 4000, servers: [resolver(none('timeout'), { control: none('refused', 'ECONNREFUSED') })] },
    ],
    ['dns/no-resolver', { system: AGAIN, servers: [resolver(none('unreachable', 'ENETUNREACH'))] }],
    ['dns/no-resolver', { system: AGAIN, servers: [resolver(none('error', 'EPERM'))] }],
    ['dns/temporary-failure', { system: AGAIN, servers: [resolver(has(PUBLIC))] }],
    ['dns/timeout', { system: AGAIN, ms: 1005, servers: [resolver(answer({ addresses: [PUBLIC], ms: 2500 }))] }],
    ['dns/temporary-failure', { system: AGAIN, ms: 4000, servers: [resolver(answer({ addresses: [PUBLIC], ms: 2500 }))] }],
    ['dns/temporary-failure', { system: AGAIN, ms: 20, servers: [resolver(answer({ addresses: [PUBLIC], ms: 300 }))] }],
    ['dns/temporary-failure', { system: NOT_FOUND, servers: [resolver(has(PUBLIC))] }],
    ['dns/temporary-failure', { system: AGAIN }],
  ])('is %s and nothing else', (id, world) => {
    const failures = named(world).filter((found) => found !== 'dns/disagreement');
    expect(failures).toEqual([id]);
  });

  test('holds for a lookup that the runner had to end', () => {
    const seen: RouteObservations = {
      'dns/system': { startMs: 0, durationMs: 20_000, status: 'failed', problem: problem('TIMEOUT', '') },
    };
    expect(named({ system: [], servers: [resolver(none('timeout'))], seen })).toEqual(['dns/timeout']);
  });

  test('is of one domain where that has resolvers of its own', () => {
    const world = { system: AGAIN, servers: [resolver(none('unreachable', 'EHOSTUNREACH'))], target: openai('macos') };
    const said = (changes: Partial<ResolverFacts>) => {
      const c = caseOf(world);
      const facts = { ...resolvers(...world.servers), ...changes };
      return diagnose({ ...c, observations: { ...c.observations, 'dns/resolvers': saw(facts) } })[0]?.explanation;
    };
    expect(said({ domain: 'openai.com' })).toMatch(
      /^This machine resolves names below openai\.com with 10\.0\.0\.53 alone and does not reach it, so it cannot resolve api\.openai\.com\./,
    );
    expect(said({})).toMatch(/^This machine reaches no DNS resolver, so it cannot resolve api\.openai\.com\./);
  });

  test('is nothing where nobody asked', () => {
    const seen: RouteObservations = {
      'dns/system': { startMs: 0, durationMs: 0, status: 'skipped', because: null, reason: 'the proxy looks up the name' },
    };
    expect(named({ system: [], servers: [resolver(code('NXDOMAIN'))], seen })).toEqual([]);
  });
});

describe('a lookup that works', () => {
  test.each<[string, ResolverState[]]>([
    ['all is well', [resolver(has(PUBLIC))]],
    ['IPv6 fails', [resolver(has(PUBLIC), { aaaa: code('SERVFAIL') })]],
    ['the second resolver is dead', [resolver(has(PUBLIC)), resolver(none('timeout'), { server: OTHER })]],
    ['the first resolver refuses', [resolver(code('REFUSED')), resolver(has(PUBLIC), { server: OTHER })]],
    ['no resolver can be asked directly', [resolver(none('error', 'EPERM'))]],
    ['the resolvers know nothing of a name found elsewhere', [resolver(code('NXDOMAIN'))]],
    ['there is no resolver', []],
    ['two resolvers give different public addresses', [resolver(has(PUBLIC)), resolver(has('203.0.113.11'), { server: OTHER })]],
  ])('needs no word where %s', (_, servers) => {
    expect(named({ system: [PUBLIC], servers, seen: works })).toEqual([]);
  });
});

describe('resolvers of different interfaces', () => {
  const lan = resolver(code('NXDOMAIN'), { link: 'eth0' });
  const vpn = resolver(has('10.1.2.3'), { server: OTHER, link: 'tun0' });
  const world = (platform: Platform, ...servers: ResolverState[]): World => ({
    system: ['10.1.2.3'],
    servers,
    target: { ...own(), platform },
    seen: works,
  });

  test.each<[string, World]>([
    ['a VPN’s and the network’s own on Windows', world('windows', lan, vpn)],
    ['on Windows without their interfaces', world('windows', { ...lan, link: null }, { ...vpn, link: null })],
    ['on macOS', world('macos', lan, vpn)],
  ])('may differ: %s', (_, seen) => {
    expect(named(seen)).not.toContain('dns/disagreement');
  });

  test.each<[string, World]>([
    ['two of one interface on Windows', world('windows', lan, { ...vpn, link: 'eth0' })],
    ['the list of a Linux', world('linux', { ...lan, link: null }, { ...vpn, link: null })],
  ])('may not: %s', (_, seen) => {
    expect(named(seen)).toContain('dns/disagreement');
  });
});

describe('dns/nxdomain', () => {
  test('tells a filter by the control name', () => {
    const world = { system: NOT_FOUND, servers: [resolver(code('NXDOMAIN'), { control })] };
    expect(said(world)).toContain('10.0.0.53 resolves another name (status.openai.com) but not this public API');
    expect(steps(world)).toContain('Ask the operator of the resolver 10.0.0.53 to allow api.openai.com');
  });

  test('does not call a resolver without the internet a filter', () => {
    const world = { system: NOT_FOUND, servers: [resolver(code('NXDOMAIN'), { control: code('NXDOMAIN') })] };
    expect(said(world)).toContain('only internal names, or it filters both');
    expect(steps(world)).not.toContain('to allow api.openai.com');
  });

  test('suggests a misspelling or a VPN for a self-hosted server', () => {
    const world = { system: NOT_FOUND, servers: [resolver(code('NXDOMAIN'), { control })], target: own() };
    expect(said(world)).toContain('is misspelled, or exists only inside another network');
    expect(steps(world)).toContain('Compare llm.example.com with the host name');
    expect(steps(world)).not.toContain('to allow');
  });

  test('names the alias that leads nowhere, the resolver that knows better, and an impossible name', () => {
    expect(said({ system: NOT_FOUND, servers: [resolver(code('NXDOMAIN'))] })).not.toContain('status.openai.com');
    expect(said({ system: NOT_FOUND, servers: [resolver(code('NXDOMAIN', { cnames: ['gone.example'] }))] })).toContain(
      'alias of gone.example',
    );
    expect(said({ system: NOT_FOUND, servers: [resolver(none('error', 'EBADNAME'))] })).toContain('longer than 63 characters');
    const world = { system: NOT_FOUND, servers: [resolver(code('NXDOMAIN')), resolver(has(PUBLIC), { server: OTHER })] };
    const [, first] = evidence(world).filter(([id]) => id === 'dns/nxdomain')[0] as [Id, Evidence];
    expect(makeFinding('dns/nxdomain', first, openai()).steps).toContain(
      'Move the resolver 10.0.0.54 to the top of the resolver list, or remove the others.',
    );
    expect(named(world)).toEqual(['dns/nxdomain', 'dns/disagreement']);
  });
});

describe('the other failures', () => {
  test('say where DNSSEC fails', () => {
    const bogus = { system: AGAIN, servers: [resolver(code('SERVFAIL', { dnssecBogus: true }))] };
    expect(said(bogus)).toContain('so DNSSEC validation fails');
    expect(steps(bogus)).toContain('dig @10.0.0.53 +cd api.openai.com');
    expect(said({ system: AGAIN, servers: [resolver(code('SERVFAIL'))] })).not.toContain('DNSSEC');
  });

  test('distinguish a resolver without internet access from a zone that is down', () => {
    expect(said({ system: AGAIN, servers: [resolver(code('SERVFAIL'), { control })] })).toContain(
      'cannot reach the name servers of this zone',
    );
    expect(said({ system: AGAIN, servers: [resolver(code('SERVFAIL'), { control: code('SERVFAIL') })] })).toContain(
      'it has no internet access',
    );
  });

  test('give a filter’s own reason', () => {
    const filtered = code('NXDOMAIN', { extended: [{ code: 17, text: 'category: AI' }] });
    expect(said({ system: NOT_FOUND, servers: [resolver(filtered)] })).toContain('“category: AI”');
  });

  test('distinguish a dead resolver from one that drops a name, and from a closed TCP port', () => {
    expect(said({ system: 'pending', servers: [resolver(none('timeout'))] })).toContain('timed out after 5.0 seconds');
    expect(said({ system: 'pending', servers: [resolver(none('timeout'), { control })] })).toContain('a filter drops them');
    const cut = none('timeout', 'TIMEOUT', { transport: 'tcp', detail: TRUNCATED });
    expect(steps({ system: 'pending', servers: [resolver(cut)] })).toContain('Allow TCP port 53 to 10.0.0.53');
  });

  test('name the resolver that could have answered', () => {
    const servers = [resolver(none('timeout')), resolver(has(PUBLIC), { server: OTHER })];
    expect(said({ system: 'pending', servers })).toContain(
      '10.0.0.54 responds to direct queries, but the system returned nothing in time',
    );
    expect(steps({ system: 'pending', servers })).toContain('Move 10.0.0.54 to the top');
  });

  test.each<[string, ResolverState[], string]>([
    ['none is named', [], '/etc/resolv.conf lists no resolver.'],
    ['a local one is down', [resolver(none('refused', 'ECONNREFUSED'), { server: '127.0.0.53' })], 'its service is not running'],
    ['a remote port is closed', [resolver(none('refused', 'ECONNREFUSED'))], 'Nothing is listening on port 53 of 10.0.0.53'],
    ['there is no route', [resolver(none('unreachable', 'ENETUNREACH'))], 'There is no route to 10.0.0.53 (ENETUNREACH)'],
    ['this machine blocks it', [resolver(none('error', 'EPERM'))], 'This machine blocks queries to 10.0.0.53 (EPERM)'],
  ])('say of a missing resolver that %s', (_, servers, text) => {
    expect(said({ system: AGAIN, servers })).toContain(text);
  });

  test('warn of the trap that FORMERR is', () => {
    expect(said({ system: NOT_FOUND, servers: [resolver(code('FORMERR'))] })).toContain('although it may');
    expect(said({ system: 'pending', servers: [resolver(unsound('a response with another message ID'))] })).toContain(
      'sent a response with another message ID',
    );
  });

  test('think of IPv6 that is switched off', () => {
    expect(
      said({ system: AGAIN, servers: [resolver(has('2001:db8::10'), { a: answer(), aaaa: has('2001:db8::10') })] }),
    ).toContain('only IPv6 addresses');
  });

  test.each<Platform>(['linux', 'macos', 'windows', 'wsl', 'container'])('have steps of their own on %s', (platform) => {
    for (const id of Object.keys(dns) as Id[]) {
      const filled = (dns[id] as CatalogueEntry).steps.filter(
        (step) => typeof step === 'string' || !step.on || step.on.includes(platform),
      );
      expect(filled.length, id).toBeGreaterThan(1);
    }
    const world = { system: NOT_FOUND, servers: [resolver(code('NXDOMAIN'))], target: openai(platform) };
    expect(steps(world)).toContain(
      platform === 'windows' ? 'Resolve-DnsName api.openai.com -Server 10.0.0.53' : 'dig @10.0.0.53',
    );
  });
});

describe('dns/hosts-override', () => {
  const pinned = (seen: RouteObservations, servers = [resolver(has('203.0.113.11'))], target = openai()): World => ({
    system: [PUBLIC],
    servers,
    target,
    seen: { ...pins([7, PUBLIC]), ...seen },
  });

  test('warns while the address works', () => {
    const made = finding(pinned(works));
    expect(made).toMatchObject({ id: 'dns/hosts-override', severity: 'warning', pythonType: null });
    expect(made.explanation).toContain('Line 7 of /etc/hosts maps api.openai.com to 203.0.113.10');
    expect(made.explanation).toContain('Calls work today');
  });

  test.each<[string, RouteObservations]>([
    ['nothing answers', dead],
    ['the peer is another', untrusted('hostname-mismatch')],
    ['the peer proves nothing', untrusted('self-signed')],
    ['the peer cuts the handshake', handshake({ trusted: false, stage: 'handshake', problem: problem('ECONNRESET', '') })],
  ])('is an error where %s', (_, seen) => {
    const made = finding(pinned(seen));
    expect(made).toMatchObject({ severity: 'error', pythonType: 'APIConnectionError' });
    expect(made.explanation).toContain('The resolvers return 203.0.113.11');
    expect(made.steps[0]).toContain('sudo sed -i "7d" /etc/hosts');
  });

  test('leaves other names of the line alone', () => {
    const entries = [{ line: 1, address: PUBLIC, text: `${PUBLIC} localhost ${OPENAI} # mine` }];
    const world = pinned({ ...works, 'dns/hosts': saw({ path: '/etc/hosts', entries }) });
    expect(finding(world).steps[0]).toContain('sed -i "1s/[[:blank:]]api[.]openai[.]com//" /etc/hosts');
  });

  test.each<[string, World]>([
    ['the clock is wrong', pinned(untrusted('not-yet-valid'))],
    ['the connection is inspected', pinned({ ...handshake({ trusted: false, inspector: 'Zscaler' }) })],
    ['DNS gives the same address', pinned(dead, [resolver(has(PUBLIC))])],
    ['nobody looked', pinned({})],
    ['this machine has no network', pinned(offline, [resolver(none('unreachable', 'ENETUNREACH'))])],
    ['this machine lacks the family', pinned({ ...sixOnly, ...pins([7, PUBLIC]) })],
    ['this machine blocks it', pinned(forbidden)],
    ['a gateway of one’s own lacks its root here', pinned(untrusted('unknown-issuer'), undefined, own())],
  ])('is no error where %s', (_, world) => {
    expect(finding(world)).toMatchObject({ id: 'dns/hosts-override', severity: 'warning' });
  });

  test('is silent for names that belong there, and for entries that are not used', () => {
    expect(named({ ...pinned(works), target: own('llm.internal') })).toEqual([]);
    expect(named({ ...pinned(works), seen: { ...works, ...pins([7, '203.0.113.99']) } })).toEqual([]);
    expect(named({ ...pinned(works), seen: { ...works, ...pins() } })).toEqual([]);
  });

  test('explains an address that leads nowhere', () => {
    const world = { system: ['0.0.0.0'], seen: { ...pins([3, '0.0.0.0'], [9, '::']), ...refusedAt } };
    expect(evidence(world).map(([id, { severity }]) => [id, severity])).toEqual([
      ['dns/hosts-override', 'error'],
      ['dns/sinkhole', undefined],
    ]);
    expect((dns['dns/sinkhole'] as CatalogueEntry).suppressedBy).toContain('dns/hosts-override');
  });
});

describe('dns/sinkhole', () => {
  test.each([
    ['0.0.0.0', 'the unspecified address'],
    ['::', 'the unspecified address'],
    ['127.0.0.1', 'this machine itself'],
    ['::ffff:127.0.0.1', 'this machine itself'],
    ['169.254.10.10', 'only on the local link'],
    ['fe80::1', 'only on the local link'],
    ['224.0.0.1', 'a multicast address'],
    ['240.0.0.1', 'not in use'],
    ['146.112.61.104', 'Cisco Umbrella'],
  ])('holds for %s', (address, text) => {
    const made = finding({ system: [address], servers: [resolver(has(address))], seen: refusedAt });
    expect(made.id).toBe('dns/sinkhole');
    expect(made.explanation).toContain(text);
    expect(made.explanation).toContain('The resolver 10.0.0.53 returns it');
  });

  test('says where no resolver gives the address', () => {
    expect(said({ system: ['127.0.0.1'], servers: [resolver(has(PUBLIC))], seen: refusedAt })).toContain(
      'something on this machine',
    );
  });

  test('says that a search domain gives the address, and sends nobody to a filter', () => {
    const searched = [{ name: `${OPENAI}.corp.example`, answer: has('127.0.0.9') }];
    const world = { system: ['127.0.0.9'], servers: [resolver(has(PUBLIC), { searched })], seen: refusedAt };
    expect(named(world)).toEqual(['dns/sinkhole']);
    const made = makeFinding('dns/sinkhole', evidence(world)[0]?.[1] as Evidence, openai());
    expect(made.explanation).toContain(`appended a search domain to the name and resolved ${OPENAI}.corp.example`);
    expect(made.explanation).not.toContain('something on this machine');
    expect(made.steps[0]).toContain('Remove the search domain corp.example');
    expect(made.steps.join('\n')).not.toContain('in the filter');
  });

  test('names no search domain where the resolver itself returns the address', () => {
    const searched = [{ name: `${OPENAI}.corp.example`, answer: has('127.0.0.9') }];
    const made = finding({ system: ['127.0.0.1'], servers: [resolver(has('127.0.0.1'), { searched })], seen: refusedAt });
    expect(made.steps.join('\n')).not.toContain('search domain');
    expect(made.steps[0]).toContain(`Allow ${OPENAI} in the filter`);
  });

  test.each<[string, World]>([
    ['calls work there', { system: ['127.0.0.1'], seen: works }],
    ['another address is sound', { system: ['0.0.0.0', PUBLIC], seen: refusedAt }],
    ['the address is for documentation', { system: ['192.0.2.1'], seen: dead }],
    ['the name is this machine’s', { system: ['127.0.1.1'], target: own('workstation'), seen: refusedAt }],
    ['the name is local', { system: ['169.254.7.7'], target: own('box.local'), seen: refusedAt }],
    ['the name leads here by design', { system: ['127.0.0.1'], target: own('llm.localtest.me'), seen: refusedAt }],
  ])('is silent where %s', (_, world) => {
    expect(named(world)).toEqual([]);
  });

  test('gives way to a filter that shows itself', () => {
    const filtered = answer({ addresses: ['0.0.0.0'], extended: [{ code: 15, text: 'ads' }] });
    const world = { system: ['0.0.0.0'], servers: [resolver(filtered)], seen: refusedAt };
    expect(named(world)).toEqual(['dns/blocked', 'dns/sinkhole']);
    expect((dns['dns/sinkhole'] as CatalogueEntry).suppressedBy).toContain('dns/blocked');
  });
});

describe('dns/blocked with an address', () => {
  const filtered = answer({ addresses: [PUBLIC], extended: [{ code: 17, text: '' }] });
  test('holds where the address is that of a block page', () => {
    const world = { system: [PUBLIC], servers: [resolver(filtered)], seen: untrusted('hostname-mismatch') };
    expect(named(world)).toEqual(['dns/blocked']);
    expect(said(world)).toContain('the code 17');
  });
  test('is silent where calls work all the same', () => {
    expect(named({ system: [PUBLIC], servers: [resolver(filtered)], seen: works })).toEqual([]);
  });
});

describe('dns/private-address', () => {
  test.each([
    ['10.1.2.3', 'a private address'],
    ['fd00::1', 'a private address'],
    ['100.64.0.7', 'Tailscale'],
    ['198.18.0.9', '198.18.0.0/15'],
  ])('holds for %s', (address, text) => {
    const made = finding({ system: [address], servers: [resolver(has(address))], seen: works });
    expect(made).toMatchObject({ id: 'dns/private-address', severity: 'warning', pythonType: null });
    expect(made.explanation).toContain(text);
  });

  test.each<[string, World]>([
    ['the address is public', { system: [PUBLIC] }],
    ['the name is of an inner network', { system: ['10.1.2.3'], target: own('llm.corp') }],
    ['a host of one’s own works', { system: ['10.1.2.3'], target: own(), seen: works }],
  ])('is silent where %s', (_, world) => {
    expect(named(world)).toEqual([]);
  });
});

describe('dns/disagreement', () => {
  const two = (one: DnsAnswer, other: DnsAnswer) => [resolver(one), resolver(other, { server: OTHER })];

  test.each<[string, DnsAnswer, DnsAnswer]>([
    ['one does not know the name', has(PUBLIC), code('NXDOMAIN')],
    ['one has no address', has(PUBLIC), answer()],
    ['one gives a private address', has(PUBLIC), has('198.18.0.5')],
    ['one returns a non-routable address', has(PUBLIC), has('0.0.0.0')],
  ])('warns where %s', (_, one, other) => {
    const made = finding({ system: [PUBLIC], servers: two(one, other), seen: works });
    expect(made).toMatchObject({ id: 'dns/disagreement', severity: 'warning' });
    expect(made.explanation).toMatch(/10\.0\.0\.53 returns public addresses and 10\.0\.0\.54 returns/);
  });

  test.each<[string, DnsAnswer, DnsAnswer]>([
    ['public addresses differ', has(PUBLIC), has('203.0.113.11')],
    ['one fails', has(PUBLIC), code('SERVFAIL')],
    ['one refuses', has(PUBLIC), code('REFUSED')],
    ['one is silent', has(PUBLIC), none('timeout')],
  ])('is silent where %s', (_, one, other) => {
    expect(named({ system: [PUBLIC], servers: two(one, other), seen: works })).toEqual([]);
  });

  const searched = [{ name: `${OPENAI}.corp.example`, answer: has('203.0.113.66') }];
  const nowhere = { addresses: [], problem: NOT_FOUND };

  test('names the search domain that answers in place of the host', () => {
    const made = finding({
      system: ['203.0.113.66'],
      servers: [resolver(has(PUBLIC), { searched })],
      absolute: { addresses: addresses(PUBLIC), problem: null },
    });
    expect(made.explanation).toContain('appends the search domain corp.example to the name');
    expect(made.evidence).toContain('api.openai.com. with a final dot: 203.0.113.10');
    expect(made.steps[0]).toContain('Remove the search domain corp.example');
  });

  test('names it too where the host itself is hidden', () => {
    const servers = [resolver(code('NXDOMAIN'), { searched, control })];
    expect(finding({ system: ['203.0.113.66'], servers, absolute: nowhere }).id).toBe('dns/disagreement');
  });

  test.each<[string, World]>([
    [
      'a service of the cluster is meant to be found so',
      {
        system: ['203.0.113.66'],
        target: own('ollama.default'),
        servers: [resolver(code('NXDOMAIN'), { searched: [{ name: 'ollama.default.svc', answer: has('203.0.113.66') }] })],
      },
    ],
    ['the host’s own address is used', { system: [PUBLIC], servers: [resolver(has(PUBLIC), { searched })] }],
    [
      'both have the same address',
      { system: [PUBLIC], servers: [resolver(has(PUBLIC), { searched: [{ name: 'x', answer: has(PUBLIC) }] })] },
    ],
  ])('is silent where %s', (_, world) => {
    expect(named({ ...world, seen: works })).toEqual([]);
  });
});

describe('dns/slow', () => {
  test.each<[string, ResolverState[], string]>([
    [
      'the first resolver is dead',
      [resolver(none('timeout')), resolver(has(PUBLIC), { server: OTHER })],
      '10.0.0.53 does not respond',
    ],
    ['IPv6 is dropped', [resolver(has(PUBLIC), { aaaa: none('timeout') })], 'does not respond to queries for IPv6 addresses'],
    ['the resolver is slow', [resolver({ ...has(PUBLIC), ms: 1400 })], 'took 1400 ms for one response'],
    ['it does not show', [resolver(has(PUBLIC))], 'the delay is on this machine'],
  ])('says that %s', (_, servers, text) => {
    const made = finding({ system: [PUBLIC], servers, ms: 1500, seen: works });
    expect(made).toMatchObject({ id: 'dns/slow', severity: 'warning', pythonType: null });
    expect(made.explanation).toContain('took 1.5 seconds');
    expect(made.explanation).toContain(text);
  });

  test('says who fails where others are slow', () => {
    const servers = [resolver(has(PUBLIC), { aaaa: none('timeout') })];
    expect(said({ system: [PUBLIC], servers, ms: 15_020, seen: works })).toContain(
      'fetch in Node.js times out after ten seconds',
    );
    expect(said({ system: [PUBLIC], servers, ms: 5000, seen: works })).not.toContain('Node');
  });

  test('is silent below a second', () => {
    expect(named({ system: [PUBLIC], servers: [resolver(has(PUBLIC))], ms: 999, seen: works })).toEqual([]);
  });
});
