import { describe, expect, test } from 'vitest';
import { fill } from '../../src/catalogue/fill.ts';
import { catalogue } from '../../src/catalogue/index.ts';
import { clientWays } from '../../src/knowledge/clients/client-routes.ts';
import type { ProxyPlanFacts } from '../../src/model/facts/config.ts';
import type { ExchangeFacts } from '../../src/model/facts/http.ts';
import type { ProxyAnswer, SocksAnswer, TunnelFacts } from '../../src/model/facts/proxy.ts';
import type { Platform } from '../../src/model/layers.ts';
import type { DiagnosisInput, RouteObservations } from '../../src/model/observation.ts';
import type { NetworkError } from '../../src/model/problem.ts';
import type { Target } from '../../src/model/target.ts';
import { routeFor } from '../../src/settings/target-route.ts';
import { diagnose } from '../support/judged-twice.ts';
import { addresses, connectError, connected, connectFacts, failed, lookedUp, saw, targetFor } from '../support/tcp-cases.ts';

/** Literal observations of proxies: where each finding must speak, and where its look-alikes must instead. */

const PROXY = 'http://me:pass@proxy.example:3128';

function targetWith(env: Record<string, string>, baseUrl = 'https://api.openai.com/v1'): Target {
  const target = targetFor(baseUrl, { env });
  return { ...target, route: routeFor({}, env, { url: target.url, system: null }) };
}

function planOf(target: Target): ProxyPlanFacts {
  const { choice, kind } = target.route;
  return {
    route: kind,
    variable: choice?.variable ?? null,
    bypassedBy: choice?.bypassedBy ?? null,
    flaw: null,
    clients: clientWays(target),
    hints: [],
  };
}

const problem = (code: string): NetworkError => ({
  code,
  errno: null,
  syscall: null,
  message: code,
  alert: null,
  address: null,
  port: null,
  errors: [],
});

function tunnel(changes: Partial<TunnelFacts>): TunnelFacts {
  return {
    proxy: 'http://proxy.example:3128',
    destination: 'api.openai.com:443',
    outcome: 'refused',
    problem: null,
    credentialsSent: false,
    answer: null,
    socks: null,
    firstBytes: '',
    peer: '192.0.2.8:3128',
    ms: 4,
    supportedProtocols: null,
    ...changes,
  };
}

const answered = (status: number, changes: Partial<ProxyAnswer> = {}): Partial<TunnelFacts> => ({
  answer: { status, reason: 'Because', headers: {}, authSchemes: [], title: null, text: '', bytes: 0, interim: 0, ...changes },
});
const socks = (changes: Partial<SocksAnswer>): Partial<TunnelFacts> => ({
  socks: { version: 5, method: 0, authStatus: null, reply: null, ...changes },
});

/** A proxy that takes connections, and what it said then. */
function throughProxy(
  facts: TunnelFacts,
  rest: { env?: Record<string, string>; seen?: RouteObservations; other?: RouteObservations } = {},
): DiagnosisInput {
  const target = targetWith(rest.env ?? { HTTPS_PROXY: PROXY });
  const seen: RouteObservations = {
    'config/proxy': saw(planOf(target)),
    'proxy/address': saw(lookedUp('proxy.example', addresses('192.0.2.8'))),
    'proxy/connect': saw(connectFacts([connected('192.0.2.8')], { port: 3128 })),
    'proxy/tunnel': saw(facts),
    ...rest.seen,
  };
  const asked = Object.fromEntries(Object.entries(seen).filter(([, observation]) => observation !== undefined));
  return { observations: asked, alternateObservations: rest.other ?? {}, target, startedAt: '2026-11-22T10:00:00.000+01:00' };
}

const errors = (c: DiagnosisInput) => diagnose(c).flatMap(({ id, severity }) => (severity === 'error' ? [id] : []));
const only = (c: DiagnosisInput) => {
  const found = diagnose(c).filter(({ severity }) => severity === 'error');
  expect(found).toHaveLength(1);
  return found[0] as (typeof found)[0];
};

describe('a refusal', () => {
  test.each<[string, Partial<TunnelFacts>, string]>([
    ['407 with Basic', answered(407, { authSchemes: ['Basic'] }), 'proxy/auth-required'],
    ['407 that names no scheme', answered(407), 'proxy/auth-required'],
    [
      '407 although credentials were sent',
      { ...answered(407, { authSchemes: ['Basic'] }), credentialsSent: true },
      'proxy/auth-rejected',
    ],
    ['407 with NTLM alone', answered(407, { authSchemes: ['NTLM'] }), 'proxy/auth-rejected'],
    ['407 with Negotiate and Digest', answered(407, { authSchemes: ['Negotiate', 'Digest'] }), 'proxy/auth-rejected'],
    ['403', answered(403), 'proxy/forbidden'],
    ['a redirect to a sign-in', answered(302, { headers: { location: 'http://login.example/' } }), 'proxy/forbidden'],
    ['500 of squid', answered(500, { headers: { 'x-squid-error': 'ERR_CANNOT_FORWARD 0' } }), 'proxy/upstream-failed'],
    ['503', answered(503), 'proxy/upstream-failed'],
    ['504', answered(504), 'proxy/upstream-failed'],
    ['404 of a web server', answered(404, { headers: { server: 'nginx' } }), 'proxy/not-a-proxy'],
    ['404 of a proxy', answered(404, { headers: { via: '1.1 gate (squid/5.7)' } }), 'proxy/upstream-failed'],
    ['405', answered(405), 'proxy/not-a-proxy'],
    ['SOCKS that wants a password', socks({ method: 255 }), 'proxy/auth-required'],
    ['SOCKS that rejects one', { ...socks({ method: 2, authStatus: 1 }), credentialsSent: true }, 'proxy/auth-rejected'],
    ['SOCKS by its rules', socks({ reply: 2 }), 'proxy/forbidden'],
    ['SOCKS that cannot connect', socks({ reply: 5 }), 'proxy/upstream-failed'],
    ['SOCKS4, which does not say', socks({ version: 4, method: null, reply: 0x5b }), 'proxy/upstream-failed'],
  ])('%s', (_, facts, id) => {
    expect(errors(throughProxy(tunnel(facts)))).toEqual([id]);
  });

  test('names squid’s own number as what it met further on', () => {
    const c = throughProxy(tunnel(answered(503, { headers: { 'x-squid-error': 'ERR_CONNECT_FAIL 110' } })));
    expect(only(c).explanation).toContain('connection timed out');
  });

  test('tells of schemes that no client here speaks', () => {
    const { steps, explanation } = only(throughProxy(tunnel(answered(407, { authSchemes: ['NTLM'] }))));
    expect(explanation).toContain('It offers NTLM.');
    expect(steps[0]).toContain('cntlm');
  });
});

describe('no answer worth the name', () => {
  test.each<[string, Partial<TunnelFacts>, string]>([
    ['silence', { outcome: 'silent', problem: problem('TIMEOUT') }, 'proxy/timeout'],
    ['a hang-up', { outcome: 'closed', problem: problem('CLOSED') }, 'proxy/closed'],
    ['a reset', { outcome: 'reset', problem: problem('ECONNRESET') }, 'proxy/closed'],
    [
      'another protocol',
      { outcome: 'garbage', firstBytes: 'SSH-2.0-OpenSSH_9.2', problem: problem('NOT_HTTP') },
      'proxy/not-a-proxy',
    ],
  ])('%s', (_, facts, id) => {
    expect(errors(throughProxy(tunnel(facts)))).toEqual([id]);
  });

  test('the scheme that the port does speak is suggested, without the password', () => {
    const { steps } = only(throughProxy(tunnel({ outcome: 'closed', problem: problem('CLOSED'), supportedProtocols: ['tls'] })));
    expect(steps[0]).toBe('Correct the scheme: `export HTTPS_PROXY=https://USER:PASSWORD@proxy.example:3128`');
  });
});

describe('the way to the proxy', () => {
  const to = (attempts: Parameters<typeof connectFacts>[0]): RouteObservations => ({
    'proxy/connect': saw(connectFacts(attempts, { port: 3128 })),
    'proxy/tunnel': saw(tunnel({ outcome: 'unreached', problem: problem('ECONNREFUSED') })),
  });

  test.each<[string, RouteObservations, string]>([
    ['refused', to([failed('192.0.2.8', 'refused', connectError('ECONNREFUSED', '192.0.2.8'))]), 'proxy/refused'],
    ['no answer', to([failed('192.0.2.8', 'timeout', problem('TIMEOUT'))]), 'proxy/timeout'],
    ['no route', to([failed('192.0.2.8', 'unreachable', connectError('EHOSTUNREACH', '192.0.2.8'))]), 'proxy/unreachable'],
    [
      'no name',
      {
        'proxy/address': saw(lookedUp('proxy.example', [], problem('ENOTFOUND'))),
        'proxy/connect': undefined as never,
        'proxy/tunnel': undefined as never,
      },
      'proxy/dns',
    ],
  ])('%s', (_, seen, id) => {
    expect(errors(throughProxy(tunnel({}), { seen }))).toEqual([id]);
  });

  test('a dead port on this machine is told with the variable that names it', () => {
    const seen = to([failed('127.0.0.1', 'refused', connectError('ECONNREFUSED', '127.0.0.1'))]);
    const { explanation, steps } = only(throughProxy(tunnel({}), { env: { https_proxy: 'http://127.0.0.1:7897' }, seen }));
    expect(explanation).toContain('https_proxy sets the proxy');
    expect(steps.join('\n')).toContain('ss -ltnp "sport = :7897"');
  });

  describe('a loopback address', () => {
    const seen = to([failed('127.0.0.1', 'refused', connectError('ECONNREFUSED', '127.0.0.1'))]);
    const on = (platform: Platform, url = 'http://127.0.0.1:7897', other: RouteObservations = {}) => {
      const c = throughProxy(tunnel({}), { env: { HTTPS_PROXY: url }, seen, other });
      return only({ ...c, target: { ...c.target, platform } });
    };

    test('is the container itself in a container, which comes before the program that should listen', () => {
      const { explanation, steps } = on('container');
      expect(explanation).toContain('is this container itself');
      expect(steps[0]).toBe(
        'In a container, 127.0.0.1 is the container itself. If the proxy runs on its host, use the name of the host: `export HTTPS_PROXY=http://host.docker.internal:7897`',
      );
      expect(steps[1]).toMatch(/--add-host=host\.docker\.internal:host-gateway/);
      expect(steps[2]).toMatch(/--network host/);
      expect(steps[3]).toMatch(/what is listening on port 7897/);
    });

    test('comes after the direct route where that works', () => {
      const { steps } = on('container', undefined, { 'http/unauthenticated': saw(exchange(401)) });
      expect(steps[0]).toContain('unset HTTPS_PROXY');
      expect(steps[1]).toContain('is the container itself');
    });

    test('means this machine elsewhere, and another address nothing of the kind', () => {
      expect(on('linux').steps.join('\n')).not.toMatch(/container/);
      const remote = to([failed('192.0.2.8', 'refused', connectError('ECONNREFUSED', '192.0.2.8'))]);
      const c = throughProxy(tunnel({}), { seen: remote });
      expect(only({ ...c, target: { ...c.target, platform: 'container' } }).steps.join('\n')).not.toMatch(/host\.docker/);
    });
  });

  test('where the direct way works, leaving the proxy out comes first', () => {
    const seen = to([failed('192.0.2.8', 'refused', connectError('ECONNREFUSED', '192.0.2.8'))]);
    expect(only(throughProxy(tunnel({}), { seen, other: { 'http/unauthenticated': saw(exchange(401)) } })).steps[0]).toContain(
      'unset HTTPS_PROXY',
    );
  });

  test('TLS to the proxy is its own finding, with the fault of the certificate', () => {
    const c = throughProxy(
      tunnel({ proxy: 'https://proxy.example:3128', outcome: 'unreached', problem: problem('CERT_HAS_EXPIRED') }),
      {
        env: { HTTPS_PROXY: 'https://proxy.example:3128' },
        seen: {
          'proxy/handshake': saw({
            host: 'proxy.example',
            peer: '192.0.2.8',
            stage: 'done',
            problem: null,
            bytesRead: 1,
            protocolSeen: 'tls',
            ms: 1,
            protocol: 'TLSv1.3',
            cipher: null,
            keyExchange: null,
            alpn: null,
            chain: [],
            verificationErrors: [{ kind: 'expired', certificate: 0, detail: 'since May' }],
            trust: [],
            authorizationError: 'CERT_HAS_EXPIRED',
            inspector: null,
            clientCertificateRequested: false,
            pythonHandshakeError: null,
            trusted: false,
          }),
        },
      },
    );
    expect(only(c)).toMatchObject({ id: 'proxy/tls' });
    expect(only(c).explanation).toContain('expired: since May');
  });
});

function exchange(status: number | null): ExchangeFacts {
  const answer =
    status === null
      ? null
      : {
          status,
          headers: { 'content-type': 'application/json' },
          body: '{"error":{"message":"no key","type":"invalid_request_error","code":null,"param":null}}',
          cut: false,
          bytes: 80,
        };
  return {
    method: 'GET',
    url: 'https://api.openai.com/v1/models',
    requestHeaders: {},
    stage: answer ? 'done' : 'connect',
    problem: answer ? null : problem('ECONNREFUSED'),
    answer,
    ms: 5,
    firstByteMs: 5,
  };
}

describe('both ways compared', () => {
  const blocked: RouteObservations = {
    'dns/system': saw(lookedUp('api.openai.com', addresses('203.0.113.10'))),
    'tcp/connect': saw(connectFacts([failed('203.0.113.10', 'timeout', problem('TIMEOUT'))])),
    'http/unauthenticated': saw(exchange(null)),
  };
  const worksThrough: RouteObservations = {
    'proxy/tunnel': saw(tunnel({ outcome: 'open' })),
    'http/unauthenticated': saw(exchange(401)),
  };
  const directly = (env: Record<string, string>, seen: RouteObservations, other: RouteObservations): DiagnosisInput => {
    const target = targetWith(env);
    return {
      observations: { 'config/proxy': saw(planOf(target)), ...seen },
      alternateObservations: other,
      target,
      startedAt: '2026-11-22T10:00:00.000+01:00',
    };
  };

  test('direct is blocked and a passed-over proxy works: that is the cause, and the only one', () => {
    const c = directly({ HTTPS_PROXY: PROXY, NO_PROXY: 'openai.com' }, blocked, worksThrough);
    expect(errors(c)).toEqual(['proxy/required']);
    expect(only(c).pythonType).toBe('APITimeoutError');
    expect(only(c).steps[0]).toContain('Remove openai.com from NO_PROXY');
  });

  test('where the proxy fails as well, the direct way keeps its own cause', () => {
    const c = directly({ HTTPS_PROXY: PROXY, NO_PROXY: 'openai.com' }, blocked, { 'proxy/tunnel': saw(tunnel(answered(407))) });
    expect(errors(c)).toEqual(['tcp/timeout']);
  });

  test('a direct way that works needs none', () => {
    const works: RouteObservations = { 'http/unauthenticated': saw(exchange(401)) };
    expect(errors(directly({ HTTP_PROXY: PROXY }, works, {}))).toEqual([]);
  });

  test('a rule that goes around the proxy is a warning, and none for hosts of one’s own', () => {
    const ids = (env: Record<string, string>, baseUrl: string) => {
      const target = targetWith(env, baseUrl);
      return diagnose({
        observations: { 'config/proxy': saw(planOf(target)) },
        alternateObservations: {},
        target,
        startedAt: '',
      }).map(({ id }) => id);
    };
    const env = { HTTPS_PROXY: PROXY, HTTP_PROXY: PROXY, NO_PROXY: 'localhost,10.1.2.3,openai.com' };
    expect(ids(env, 'https://api.openai.com/v1')).toContain('proxy/bypassed');
    expect(ids(env, 'http://localhost:8000/v1')).not.toContain('proxy/bypassed');
    expect(ids(env, 'https://10.1.2.3/v1')).not.toContain('proxy/bypassed');
  });
});

describe('a value that stops the Python library', () => {
  const found = (env: Record<string, string>) => errors(throughProxy(tunnel({ outcome: 'open' }), { env }));

  test('is named, also where others read past what is wrong', () => {
    expect(found({ HTTPS_PROXY: 'http://proxy.example:3128\n' })).toEqual(['config/proxy-url-invalid']);
    expect(found({ HTTPS_PROXY: 'http://proxy.example:3128', NO_PROXY: 'localhost,[::1]' })).toEqual([
      'config/proxy-url-invalid',
    ]);
  });

  test('is no error where it is SOCKS4, which the others speak', () => {
    expect(found({ HTTPS_PROXY: 'socks4://proxy.example:1080' })).toEqual([]);
  });
});

describe('clients that part ways', () => {
  const found = (env: Record<string, string>, other: RouteObservations = {}) =>
    diagnose(
      throughProxy(tunnel({ outcome: 'open' }), { env, other, seen: { 'http/unauthenticated': saw(exchange(401)) } }),
    ).find(({ id }) => id === 'proxy/client-divergence');

  test('over a star before a domain', () => {
    expect(found({ HTTPS_PROXY: PROXY, NO_PROXY: '*.openai.com' })).toMatchObject({ severity: 'warning' });
  });

  test('over two spellings of one variable', () => {
    expect(found({ HTTPS_PROXY: 'http://a.example:1', https_proxy: PROXY })).toMatchObject({ severity: 'warning' });
  });

  test('Node alone, which nobody told to look, is a remark, and none where it gets there anyway', () => {
    expect(found({ HTTPS_PROXY: PROXY })).toMatchObject({ severity: 'info' });
    expect(found({ HTTPS_PROXY: PROXY }, { 'http/unauthenticated': saw(exchange(401)) })).toBeUndefined();
  });

  test('not at all where no proxy is set', () => {
    const target = targetWith({});
    expect(
      diagnose({ observations: { 'config/proxy': saw(planOf(target)) }, alternateObservations: {}, target, startedAt: '' }),
    ).toEqual([]);
  });
});

test('no text of a proxy finding is left with a hole', () => {
  const cases = [
    tunnel(answered(407, { authSchemes: ['Basic'] })),
    tunnel(answered(403)),
    tunnel(answered(503)),
    tunnel(answered(405)),
    tunnel({ outcome: 'silent' }),
    tunnel({ outcome: 'closed' }),
  ];
  for (const facts of cases) {
    const finding = only(throughProxy(facts));
    expect([finding.title, finding.explanation, ...finding.steps].join('\n')).not.toMatch(/\{[a-z][a-zA-Z]*\}/);
    expect(finding.steps.length).toBeGreaterThan(0);
    expect(fill(catalogue[finding.id as keyof typeof catalogue].title, {})).not.toBeNull();
  }
});
