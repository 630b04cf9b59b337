import { describe, expect, test } from 'vitest';
import { tcp } from '../../src/catalogue/tcp/findings.ts';
import { makeFinding } from '../../src/diagnosis/diagnose.ts';
import { problem } from '../../src/model/errors.ts';
import type { RepeatArm, RepeatFacts } from '../../src/model/facts/calls.ts';
import type { ExchangeFacts } from '../../src/model/facts/http.ts';
import type { ConnectAttempt, NodeConnectFacts } from '../../src/model/facts/tcp.ts';
import type { HandshakeFacts } from '../../src/model/facts/tls.ts';
import type { CatalogueEntry, Evidence, Finding } from '../../src/model/finding.ts';
import type { Platform } from '../../src/model/layers.ts';
import type { DiagnosisInput } from '../../src/model/observation.ts';
import type { Target } from '../../src/model/target.ts';
import { nothingSeen } from '../../src/net/tls/empty-handshake.ts';
import { diagnose } from '../support/judged-twice.ts';
import { caseOf, connectError, connected, connectFacts, failed, saw, targetFor } from '../support/tcp-cases.ts';

const V4 = '203.0.113.10';
const OTHER_V4 = '203.0.113.11';
const V6 = '2001:db8:1::10';

const openai = (platform: Platform = 'linux') => targetFor('https://api.openai.com/v1', { platform });
const refused = (address = V4) => failed(address, 'refused', connectError('ECONNREFUSED', address));
const silent = (address = V4) => failed(address, 'timeout', problem('TIMEOUT', 'no answer within 5000 ms'));
const noRoute = (address = V4) => failed(address, 'unreachable', connectError('ENETUNREACH', address, true));
const rejected = (address = V4, ms = 3) => ({ ...failed(address, 'unreachable', connectError('EHOSTUNREACH', address)), ms });
const denied = (code = 'EACCES', address = V4) => failed(address, 'denied', connectError(code, address, true));
const cut = (address = V4) => connected(address, { afterConnect: 'reset' });

/** A handshake that came this far, and what came back of it. */
function handshakeAt(stage: HandshakeFacts['stage'], bytesRead: number) {
  return saw<HandshakeFacts>({
    ...nothingSeen('api.example.test'),
    peer: `${V4}:443`,
    stage,
    bytesRead,
    protocolSeen: bytesRead > 0 ? 'tls' : 'nothing',
    ms: 30,
    trusted: stage === 'done',
  });
}

type Id = keyof typeof tcp;

function evidenceFor(c: DiagnosisInput): [Id, Evidence][] {
  diagnose(c);
  return (Object.keys(tcp) as Id[]).flatMap((id) => {
    const evidence = (tcp[id] as CatalogueEntry).matches?.(c);
    return evidence ? [[id, evidence] as [Id, Evidence]] : [];
  });
}

/** Ids of all findings of the layer that hold. */
function named(attempts: ConnectAttempt[], rest: Parameters<typeof caseOf>[1] = {}): Id[] {
  return evidenceFor(caseOf(connectFacts(attempts), rest)).map(([id]) => id);
}

/** The one finding that holds, filled. */
function finding(c: DiagnosisInput): Finding {
  const all = evidenceFor(c);
  expect(all).toHaveLength(1);
  const [id, evidence] = all[0] as [Id, Evidence];
  const made = makeFinding(id, evidence, c.target);
  expect(made.explanation).not.toMatch(/\{[a-zA-Z]+\}/);
  return made;
}

const findingFor = (attempts: ConnectAttempt[], target: Target = openai()) => finding(caseOf(connectFacts(attempts), { target }));

describe('which finding', () => {
  test.each<[Id, ConnectAttempt[]]>([
    ['tcp/refused', [refused()]],
    ['tcp/refused', [refused(V6), refused()]],
    ['tcp/timeout', [silent()]],
    ['tcp/timeout', [silent(V6), silent(), silent(OTHER_V4)]],
    ['tcp/timeout', [failed(V4, 'timeout', connectError('ETIMEDOUT', V4))]],
    ['tcp/unreachable', [noRoute()]],
    ['tcp/unreachable', [noRoute(V6), noRoute()]],
    ['tcp/unreachable', [rejected()]],
    ['tcp/unreachable', [failed(V6, 'unreachable', connectError('EACCES', V6))]],
    ['tcp/local-denied', [denied()]],
    ['tcp/local-denied', [denied('EPERM')]],
    ['tcp/local-denied', [failed(V4, 'error', connectError('EADDRNOTAVAIL', V4, true))]],
    ['tcp/reset', [cut()]],
    ['tcp/reset', [connected(V4, { afterConnect: 'closed' }), cut(V6)]],
    ['tcp/reset', [failed(V4, 'reset', connectError('ECONNRESET', V4))]],
    ['tcp/ipv6-broken', [silent(V6), connected(V4)]],
    ['tcp/ipv6-broken', [refused(V6), connected(V4)]],
    ['tcp/ipv6-broken', [rejected(V6), connected(V4)]],
    ['tcp/ipv6-broken', [cut(V6), connected(V4)]],
    ['tcp/partial', [silent(), connected(OTHER_V4)]],
    ['tcp/partial', [connected(V6), silent('2001:db8:1::11'), connected(V4)]],
    ['tcp/partial', [connected(V6), silent(V4)]],
    ['tcp/partial', [cut(), connected(OTHER_V4)]],
  ])('%s', (id, attempts) => expect(named(attempts)).toEqual([id]));

  test('IPv6 that nobody routes here leaves the word to IPv4', () => {
    expect(named([silent(), noRoute(V6)])).toEqual(['tcp/timeout']);
    expect(named([noRoute(V6), refused()])).toEqual(['tcp/refused']);
    expect(named([noRoute(V6), denied()])).toEqual(['tcp/local-denied']);
  });

  test('the most common ending speaks, and of two the last', () => {
    expect(named([silent(), silent(OTHER_V4), refused('203.0.113.12')])).toEqual(['tcp/timeout']);
    expect(named([silent(V6), refused()])).toEqual(['tcp/refused']);
  });

  test('IPv6 and one IPv4 address can be dead beside each other', () => {
    expect(named([silent(V6), silent(), connected(OTHER_V4)])).toEqual(['tcp/ipv6-broken', 'tcp/partial']);
  });

  test('nothing where an unknown error came: it is shown as it is', () => {
    expect(named([failed(V4, 'error', connectError('EMFILE', V4))])).toEqual([]);
  });

  test('nothing without a connection attempt', () => {
    expect(evidenceFor({ ...caseOf(connectFacts([])), observations: {} })).toEqual([]);
    expect(named([])).toEqual([]);
  });
});

describe('no false alarm', () => {
  test('all is well', () => {
    expect(named([connected(V6), connected(V4)])).toEqual([]);
    expect(named([connected(V4, { afterConnect: 'data' })])).toEqual([]);
  });

  test('a machine with IPv4 alone, and a name with both', () => {
    expect(named([noRoute(V6), connected(V4)])).toEqual([]);
    expect(named([failed(V6, 'unreachable', connectError('EADDRNOTAVAIL', V6, true)), connected(V4)])).toEqual([]);
  });

  test('the same on Windows, where Node does not mark what the machine itself refused', () => {
    const facts = connectFacts([failed(V6, 'unreachable', connectError('ENETUNREACH', V6)), connected(V4)], {
      interfaces: [{ name: 'Ethernet', families: [4] }],
    });
    expect(evidenceFor(caseOf(facts))).toEqual([]);
  });

  test('a machine whose IPv6 addresses lead nowhere, and a route that sends all the same', () => {
    const facts = connectFacts([connected(V4), silent(V6)], { interfaces: [{ name: 'eth0', families: [4] }] });
    expect(evidenceFor(caseOf(facts))).toEqual([]);
  });

  test('a machine with IPv6 alone, and a name with both', () => {
    expect(named([connected(V6), noRoute(V4)])).toEqual([]);
  });

  test('IPv6 that this machine closes on purpose', () => {
    expect(named([denied('EACCES', V6), connected(V4)])).toEqual([]);
  });

  test('a local server that listens on one of the two loopback addresses', () => {
    const here = { target: targetFor('http://localhost:8080/v1') };
    const [one] = diagnose(caseOf(connectFacts([refused('::1'), connected('127.0.0.1')]), here));
    expect(one).toMatchObject({ id: 'tcp/partial', severity: 'info' });
    expect(one?.explanation).toMatch(/listens on 127\.0\.0\.1 alone.*Node\.js before version 20/);
    expect(one?.steps[0]).toContain('http://127.0.0.1:');
    expect(one?.steps.join('\n')).not.toMatch(/restarting|dead addresses/);
    const [other] = diagnose(caseOf(connectFacts([connected('::1'), refused('127.0.0.1')]), here));
    expect(other?.severity).toBe('info');
    expect(other?.explanation).toMatch(/listens on ::1 alone/);
    expect(other?.steps[0]).toContain('http://[::1]:');
    expect(named([connected('::1'), connected('127.0.0.1')], here)).toEqual([]);
    expect(named([refused('::1'), refused('127.0.0.1')], here)).toEqual(['tcp/refused']);
  });

  test('a peer that hangs up on a silent client, and speaks TLS with one that talks', () => {
    const handshake = handshakeAt('done', 4000);
    expect(named([cut()], { seen: { 'tls/handshake': handshake } })).toEqual([]);
  });

  test('a handshake that fails after the peer said something is not a TCP affair', () => {
    const handshake = handshakeAt('handshake', 7);
    expect(named([cut()], { seen: { 'tls/handshake': handshake } })).toEqual([]);
  });
});

describe('one address, now and then', () => {
  const answer = { status: 200, headers: {}, body: '{"object":"list","data":[]}', bytes: 27, cut: false };
  const about = { method: 'GET', url: 'https://api.openai.com/v1/models', requestHeaders: {} } as const;
  const came = saw({ ...about, stage: 'done', problem: null, answer, ms: 5, firstByteMs: 4 } satisfies ExchangeFacts);

  test.each([[refused()], [silent()], [failed(V4, 'reset', connectError('ECONNRESET', V4))]])(
    'that fails once and answers once works in part: %j',
    (attempt) => {
      expect(named([attempt], { seen: { 'http/models': came } })).toEqual(['tcp/partial']);
    },
  );

  const lost = (code: string, stage: ExchangeFacts['stage'] = 'connect') =>
    saw({ ...about, stage, problem: problem(code, code), answer: null, ms: 5, firstByteMs: null } satisfies ExchangeFacts);

  test('that refuses the requests beside a connection that it took fails intermittently', () => {
    for (const code of ['ECONNREFUSED', 'ECONNRESET', 'TIMEOUT']) {
      const c = caseOf(connectFacts([connected(V4)]), {
        seen: { 'http/models': lost(code), 'http/unauthenticated': lost(code) },
      });
      expect(diagnose(c)).toMatchObject([{ id: 'tcp/intermittent', severity: 'error' }]);
      expect(diagnose(c)[0]?.explanation).toMatch(new RegExp(`^2 of 3 connections to \\S+ failed, with ${code}\\.`));
    }
    const seen = { 'http/models': came, 'http/unauthenticated': lost('ECONNREFUSED') };
    expect(named([connected(V4)], { seen })).toEqual(['tcp/partial']);
    expect(named([refused()], { seen: { 'http/models': lost('ECONNREFUSED') } })).toEqual(['tcp/refused']);
  });

  test('that took the connection and cut it unasked is sound', () => {
    expect(named([cut()], { seen: { 'http/models': came } })).toEqual([]);
  });
});

describe('a reset before a hello', () => {
  test('speaks where the handshake got nothing back either', () => {
    const handshake = handshakeAt('handshake', 0);
    expect(named([cut()], { seen: { 'tls/handshake': handshake } })).toEqual(['tcp/reset']);
  });

  test('is silent where a reset came after the hello alone', () => {
    const handshake = handshakeAt('handshake', 0);
    expect(named([connected(V4)], { seen: { 'tls/handshake': handshake } })).toEqual([]);
  });

  test('names the empty container behind a published port', () => {
    const made = findingFor([cut('127.0.0.1')], targetFor('http://localhost:8000/v1'));
    expect(made.explanation).toContain('container');
    expect(made.steps.join('\n')).toContain('ss -ltnp "sport = :8000"');
  });

  test('does not blame the API', () => expect(findingFor([cut()]).explanation).toContain('a middlebox'));
});

describe('Node’s limit on each address', () => {
  const race = (problemSeen: NodeConnectFacts['problem'], ms = 260) =>
    ({ seen: { 'tcp/node-connect': saw({ attemptTimeoutMs: 250, connected: false, ms, problem: problemSeen }) } }) as const;
  const gaveUp = { ...problem('ETIMEDOUT', ''), errors: [connectError('ETIMEDOUT', V4), connectError('ENETUNREACH', V6, true)] };
  const slow = connected(V4, { ms: 410 });

  test('is named where time is all that is missing', () => {
    const made = finding(caseOf(connectFacts([slow, noRoute(V6)]), race(gaveUp)));
    expect(made).toMatchObject({ id: 'tcp/family-race', severity: 'warning', causes: ['tcp/node-connect'] });
    expect(made.explanation).toContain('203.0.113.10 in 410 ms');
    expect(made.explanation).toContain('250 ms');
    expect(made.steps[0]).toContain('NODE_OPTIONS=--network-family-autoselection-attempt-timeout=2000');
  });

  test('is named where the aggregate names another code first', () => {
    const mixed = {
      ...problem('ENETUNREACH', ''),
      errors: [connectError('ENETUNREACH', V6, true), connectError('ETIMEDOUT', V4)],
    };
    expect(named([noRoute(V6), slow], race(mixed))).toEqual(['tcp/family-race']);
  });

  test('is not named where nothing connects', () => {
    expect(named([silent(), noRoute(V6)], race(gaveUp))).toEqual(['tcp/timeout']);
  });

  test('is not named for another failure of Node’s', () => {
    const other = { ...problem('ECONNREFUSED', ''), errors: [connectError('ECONNREFUSED', V4)] };
    expect(named([connected(V4), connected(OTHER_V4)], race(other))).toEqual([]);
  });

  test('is not named where Node connects', () => {
    const seen = { 'tcp/node-connect': saw({ attemptTimeoutMs: 250, connected: true, ms: 260, problem: null }) };
    expect(named([slow, noRoute(V6)], { seen })).toEqual([]);
  });
});

describe('what the text says', () => {
  test('a refusal in place of the API', () => {
    const made = findingFor([refused()]);
    expect(made.explanation).toContain('The API always accepts connections on this port');
    expect(made.evidence).toEqual(['203.0.113.10:443: refused after 3 ms (connect ECONNREFUSED 203.0.113.10:443)']);
    expect(made.steps.join('\n')).not.toContain('ss -ltnp');
  });

  test('a refusal on a port that the API does not serve', () => {
    const made = findingFor([refused()], targetFor('https://api.openai.com:8443/v1'));
    expect(made.explanation).toContain('uses port 8443');
    expect(made.steps[0]).toContain('OPENAI_BASE_URL=https://api.openai.com/v1');
  });

  test('no server on this machine', () => {
    const made = findingFor([refused('::1'), refused('127.0.0.1')], targetFor('http://localhost:11434/v1'));
    expect(made.explanation).toContain('Nothing on this machine is listening on port 11434');
    expect(made.steps[0]).toBe('Start Ollama (port 11434): `ollama serve`');
    expect(made.steps.join('\n')).toContain('ss -ltnp "sport = :11434"');
    expect(made.steps.join('\n')).not.toMatch(/another network|nft list/);
  });

  test('localhost in a container is the container', () => {
    const made = findingFor([refused('127.0.0.1')], targetFor('http://localhost:11434/v1', { platform: 'container' }));
    expect(made.explanation).toContain('localhost is the container itself');
    expect(made.steps.join('\n')).toContain('http://host.docker.internal:11434/v1');
  });

  test('another host of one’s own: server or firewall', () => {
    const made = findingFor([refused('10.0.0.5')], targetFor('http://gateway.internal:4000/v1'));
    expect(made.explanation).toContain('both look the same');
    expect(made.steps[0]).toContain('gateway.internal');
  });

  test('silence of a public API: a firewall, and perhaps a proxy', () => {
    const made = findingFor([silent(), silent(OTHER_V4)]);
    expect(made.explanation).toContain('timed out after 5 seconds (203.0.113.10 and 203.0.113.11)');
    expect(made.explanation).toContain('proxy');
    expect(made.steps[0]).toContain('HTTPS_PROXY');
    expect(made.pythonType).toBe('APITimeoutError');
  });

  test('silence of a host of one’s own: perhaps it is down', () => {
    const made = findingFor([silent('10.0.0.5')], targetFor('https://gateway.internal/v1'));
    expect(made.explanation).toContain('VPN');
    expect(made.steps[0]).toContain('gateway.internal');
  });

  test('the Python type is that of the last address, which is what the library raises', () => {
    expect(findingFor([silent(), noRoute(V6)]).pythonType).toBe('APIConnectionError');
    expect(findingFor([noRoute(V6), silent()]).pythonType).toBe('APITimeoutError');
  });

  test.each<[Platform, string]>([
    ['linux', 'nft list ruleset'],
    ['macos', 'pfctl'],
    ['windows', 'Get-NetFirewallRule'],
    ['wsl', 'nft list ruleset'],
    ['container', 'NetworkPolicy'],
  ])('the firewall of %s', (platform, command) => {
    expect(findingFor([silent()], openai(platform)).steps.join('\n')).toContain(command);
  });

  test('Windows gets its own way of trying a port', () => {
    expect(findingFor([silent()], openai('windows')).steps.join('\n')).toContain('Test-NetConnection api.openai.com -Port 443');
  });
});

describe('who says that there is no way', () => {
  const unreachable = (attempts: ConnectAttempt[], interfaces = [{ name: 'eth0', families: [4, 6] as (4 | 6)[] }]) =>
    finding(caseOf(connectFacts(attempts, { interfaces }), { target: openai() }));

  test('a machine without an interface has no network', () => {
    const made = unreachable([noRoute(V6), noRoute()], []);
    expect(made.explanation).toContain('This machine has no network: only the loopback interface is up.');
    expect(made.steps[0]).toMatch(/^Connect this machine to a network or VPN/);
    expect(made.steps.join('\n')).toContain('ip route get 2001:db8:1::10');
  });

  test('a machine that no DHCP server answered has no network', () => {
    const made = unreachable([noRoute()], [{ name: 'wlan0', families: [] }]);
    expect(made.explanation).toContain('This machine has no network: wlan0 has only a self-assigned address');
  });

  test('a machine without a default route has no network beyond its link', () => {
    expect(unreachable([noRoute()]).explanation).toContain('This machine has no network beyond its own link: eth0 is up');
    expect(unreachable([noRoute(V6), noRoute()]).explanation).toContain('no network beyond its own link');
  });

  test('a machine with IPv4 alone has a network, and no way to a name with IPv6 alone', () => {
    const four = unreachable([noRoute(V6)], [{ name: 'eth0', families: [4] }]).explanation;
    expect(four).toContain('only IPv6 addresses');
    expect(four).not.toContain('no network');
    expect(unreachable([noRoute(V6)]).explanation).not.toContain('no network');
    expect(unreachable([noRoute()], [{ name: 'eth0', families: [6] }]).explanation).toContain('only IPv4 addresses');
  });

  test('IPv6 addresses that lead nowhere, for a name with IPv6 alone', () => {
    const made = unreachable([silent(V6)], [{ name: 'eth0', families: [4] }]);
    expect(made).toMatchObject({ id: 'tcp/unreachable' });
    expect(made.explanation).toContain('only IPv6 addresses');
  });

  test('no guess about interfaces that the system hides', () => {
    const hidden = connectFacts([noRoute()], { interfaces: null });
    expect(finding(caseOf(hidden)).explanation).toContain('no network beyond its own link');
    expect(evidenceFor(caseOf(connectFacts([silent(V6), connected(V4)], { interfaces: null })))).toMatchObject([
      ['tcp/ipv6-broken', {}],
    ]);
  });

  test('a blackhole route', () => {
    const blackhole = failed(V4, 'unreachable', connectError('EINVAL', V4, true));
    expect(unreachable([blackhole]).explanation).toContain('“blackhole”');
    expect(unreachable([failed(V4, 'unreachable', connectError('EHOSTUNREACH', V4, true))]).explanation).toContain(
      '“unreachable”',
    );
  });

  test('a dead neighbour, by its three seconds', () => {
    expect(unreachable([rejected(V4, 3060)]).explanation).toContain('does not respond');
  });

  test('a message from the network', () => {
    const made = unreachable([rejected()]);
    expect(made.explanation).toContain('A router or a firewall reported');
    expect(made.steps.join('\n')).toContain('sudo traceroute -T -p 443 203.0.113.10');
    expect(made.steps.join('\n')).not.toContain('ip route get');
  });
});

describe('what this machine forbids', () => {
  test('a prohibit route', () => {
    const made = findingFor([denied()]);
    expect(made.explanation).toContain('EACCES');
    expect(made.explanation).toContain('kill switch');
    expect(made.steps[0]).toContain('ip route get 203.0.113.10');
  });

  test('a policy', () => expect(findingFor([denied('EPERM')]).explanation).toContain('a sandbox'));

  test('no local port left', () => {
    const made = findingFor([failed(V4, 'error', connectError('EADDRNOTAVAIL', V4, true))]);
    expect(made.explanation).toContain('No local port was free');
    expect(made.steps[0]).toMatch(/^Create one client/);
    expect(made.steps.join('\n')).toContain('ss -tanp dst 203.0.113.10');
    expect(made.steps.join('\n')).not.toContain('kill switch');
  });
});

describe('tcp/intermittent', () => {
  type Tried = Partial<RepeatArm> & { tries: number; failed: number };
  const arm = ({ tries, failed: lost, ...kind }: Tried): RepeatArm => ({
    ...{ address: V4, family: 4, hello: 'classic', tries, failed: lost, delayed: 0, connectMs: null, tlsMs: null },
    failures: lost > 0 ? [{ stage: 'tls', code: 'ECONNRESET', count: lost }] : [],
    ...kind,
  });
  const said = (...arms: Tried[]) => {
    const facts = { wanted: 20, rounds: 20, arms: arms.map(arm) };
    const c = caseOf(connectFacts([connected(V4)]), { target: openai(), seen: { 'tcp/repeat': saw<RepeatFacts>(facts) } });
    return diagnose(c).find(({ id }) => id === 'tcp/intermittent');
  };
  const bySide = (classic: number, postQuantum: number, tries = 20) => [
    { hello: 'classic' as const, tries, failed: classic },
    { hello: 'post-quantum' as const, tries, failed: postQuantum },
  ];

  test('says what those that fail have in common, where chance is no explanation', () => {
    expect(said(...bySide(0, 9))?.explanation).toContain('All of them were with a post-quantum key share');
    expect(said(...bySide(0, 9))?.steps[0]).toContain('disable the post-quantum key share');
    expect(said(...bySide(9, 0))?.steps[0]).toContain('Update the client');
    const families = [
      { tries: 20, failed: 0 },
      { address: V6, family: 6 as const, tries: 20, failed: 8 },
    ];
    expect(said(...families)?.explanation).toContain('All of them were over IPv6; over IPv4 none failed.');
  });

  test.each<[string, Tried[]]>([
    ['may be chance', bySide(0, 2)],
    ['may be chance', bySide(0, 4)],
    ['spread over all addresses', bySide(3, 4)],
    ['spread over all addresses', [{ tries: 20, failed: 4 }]],
  ])('does not where it is one: %s', (text, arms) => {
    const found = said(...arms);
    expect(found?.explanation).toContain(text);
    expect(found?.steps[0]).not.toMatch(/key share|address family/);
  });

  test('is silent about one failure of many, and where none or all fail', () => {
    for (const arms of [bySide(0, 1), bySide(0, 0), bySide(20, 20)]) expect(said(...arms)).toBeUndefined();
  });
});
