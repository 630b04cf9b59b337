import { describe, expect, test } from 'vitest';
import { tls } from '../../src/catalogue/tls/findings.ts';
import { problem } from '../../src/model/errors.ts';
import type { EnvironmentFacts } from '../../src/model/facts/config.ts';
import type { ExchangeFacts } from '../../src/model/facts/http.ts';
import type {
  CertificateFacts,
  ChainFault,
  ClientHelloProbeFacts,
  HandshakeFacts,
  TrustFacts,
} from '../../src/model/facts/tls.ts';
import type { Step } from '../../src/model/finding.ts';
import type { Facts, ProbeId } from '../../src/model/observation.ts';
import type { Target } from '../../src/model/target.ts';
import { diagnose } from '../support/judged-twice.ts';
import { targetFor } from '../support/tcp-cases.ts';
import { caseOf, findingsIn, named } from '../support/tls-cases.ts';

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const own = targetFor('https://llm.corp.test:8443/v1');
const openai = targetFor('https://api.openai.com/v1');

function certificate(changes: Partial<CertificateFacts> = {}): CertificateFacts {
  return {
    subject: 'CN=llm.corp.test',
    issuer: 'O=Corp, CN=Corp Root',
    notBefore: inDays(-100),
    notAfter: inDays(100),
    names: ['llm.corp.test'],
    isCa: false,
    selfIssued: false,
    keyType: 'EC prime256v1',
    signature: 'ecdsa-with-SHA256',
    fingerprint256: 'AA:BB',
    hasScts: false,
    ...changes,
  };
}

const accepted = (...names: string[]): TrustFacts[] =>
  ['node-bundled', 'system', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', '--ca-file', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'].map(
    (name) => ({
      name,
      path: name === 'node-bundled' ? null : name === 'system' ? '/etc/ssl/certs/ca-certificates.crt' : `/certs/${name}.pem`,
      accepts: names.includes(name),
    }),
  );

function handshake(changes: Partial<HandshakeFacts> = {}): HandshakeFacts {
  return {
    host: 'llm.corp.test',
    peer: '203.0.113.10:8443',
    stage: 'done',
    problem: null,
    bytesRead: 3000,
    protocolSeen: 'tls',
    ms: 40,
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    keyExchange: 'X25519 253',
    alpn: 'http/1.1',
    chain: [certificate()],
    verificationErrors: [],
    trust: accepted('node-bundled', 'system'),
    authorizationError: null,
    inspector: null,
    clientCertificateRequested: false,
    pythonHandshakeError: null,
    trusted: true,
    ...changes,
  };
}

const refused = (kind: ChainFault['kind'], changes: Partial<HandshakeFacts> = {}) =>
  handshake({
    trusted: false,
    authorizationError: 'REFUSED',
    verificationErrors: [{ kind, certificate: 0, detail: `the ${kind}` }],
    trust: accepted(),
    ...changes,
  });

const stopped = (code: string, changes: Partial<HandshakeFacts> = {}) =>
  handshake({
    stage: 'handshake',
    problem: problem(code, 'it stopped'),
    bytesRead: 0,
    protocolSeen: 'nothing',
    trusted: false,
    chain: [],
    trust: [],
    ...changes,
  });

const environment = (changes: Partial<EnvironmentFacts> = {}): EnvironmentFacts => ({
  ignored: [],
  verificationDisabled: [],
  malformedIds: [],
  nodeTlsOptions: [],
  clients: [],
  ...changes,
});

const exchange = (changes: Partial<ExchangeFacts>): ExchangeFacts => ({
  method: 'GET',
  url: 'https://llm.corp.test:8443/v1/models',
  requestHeaders: {},
  stage: 'done',
  problem: null,
  answer: null,
  ms: 10,
  firstByteMs: null,
  ...changes,
});

const answered = exchange({ answer: { status: 401, headers: {}, body: '{}', cut: false, bytes: 2 } });

const judge = (target: Target, seen: { [P in ProbeId]?: Facts[P] }) => named(caseOf(target, seen));
const first = (target: Target, seen: { [P in ProbeId]?: Facts[P] }) => findingsIn(caseOf(target, seen))[0];

describe('a date', () => {
  const ahead = refused('expired', { chain: [certificate({ notAfter: inDays(-30) })] });
  const clock = (...skews: number[]) => ({ readings: skews.map((skewSeconds) => ({ from: 'https port 443', skewSeconds })) });

  test('that is past by this clock alone is the clock’s fault', () => {
    const finding = first(own, { 'tls/handshake': ahead, 'tls/clock': clock(60 * 86_400) });
    expect(finding?.id).toBe('tls/clock-skew');
    expect(finding?.explanation).toMatch(/60 days ahead of/);
    expect(finding?.steps[0]).toMatch(/timedatectl set-ntp true/);
  });

  test('that is to come by this clock alone is the clock’s fault', () => {
    const behind = refused('not-yet-valid', { chain: [certificate({ notBefore: inDays(5), notAfter: inDays(90) })] });
    expect(judge(own, { 'tls/handshake': behind, 'tls/clock': clock(-8 * 86_400) })).toEqual(['tls/clock-skew error']);
    expect(judge(own, { 'tls/handshake': behind, 'tls/clock': clock(-3600) })).toEqual(['tls/not-yet-valid error']);
  });

  test('that is past by both clocks is the certificate’s', () => {
    const finding = first(own, { 'tls/handshake': ahead, 'tls/clock': clock(1) });
    expect(finding?.id).toBe('tls/expired');
    expect(finding?.explanation).toMatch(/30 days later\. The clock here is right/);
    expect(judge(own, { 'tls/handshake': ahead, 'tls/clock': clock(5 * 86_400) })).toEqual(['tls/expired error']);
  });

  test('with nobody to ask the time says how to look', () => {
    const finding = first(own, { 'tls/handshake': ahead, 'tls/clock': clock() });
    expect(finding?.id).toBe('tls/expired');
    expect(finding?.explanation).toMatch(/No other clock was available/);
    expect(finding?.steps[0]).toMatch(/date -u/);
  });

  test('is not blamed on the clock by one of two answers', () => {
    expect(judge(own, { 'tls/handshake': ahead, 'tls/clock': clock(60 * 86_400, 2) })).toEqual(['tls/expired error']);
  });
});

describe('what ended a handshake', () => {
  const hellos = (changes: Partial<ClientHelloProbeFacts>): ClientHelloProbeFacts => ({
    normal: 'stalled',
    normalOtherSni: 'stalled',
    minimal: 'stalled',
    minimalOtherSni: 'stalled',
    withoutPostQuantum: 'stalled',
    families: null,
    ...changes,
  });
  const reading = (seen: ClientHelloProbeFacts, target = own) =>
    first(target, { 'tls/handshake': stopped('TIMEOUT'), 'tls/client-hello-variants': seen })?.explanation;

  test('is told by who answers which hello', () => {
    expect(reading(hellos({}))).toMatch(/responds to no ClientHello/);
    expect(reading(hellos({ minimal: 'answered', minimalOtherSni: 'answered' }))).toMatch(/MTU black hole/);
    expect(reading(hellos({ minimal: 'closed', minimalOtherSni: 'closed' }))).toMatch(/MTU black hole/);
    expect(reading(hellos({ normalOtherSni: 'answered', minimalOtherSni: 'answered' }))).toMatch(/reads the name/);
    expect(reading(hellos({ normal: 'answered', withoutPostQuantum: 'answered' }))).toMatch(/is intermittent/);
    const small = hellos({ minimal: 'answered', minimalOtherSni: 'answered' });
    const seen = { 'tls/handshake': stopped('TIMEOUT'), 'tls/client-hello-variants': small };
    expect(judge(own, seen)).toEqual(['tcp/large-packets-lost error']);
  });

  test('is that of one address family where the other answers', () => {
    const there = (family: 4 | 6, normal: 'answered' | 'stalled' | 'reset') =>
      ({ family, address: family === 4 ? '203.0.113.10' : '2001:db8:1::10', normal, minimal: normal }) as const;
    const lost = hellos({ families: [there(6, 'stalled'), there(4, 'answered')] });
    const seen = { 'tls/handshake': stopped('TIMEOUT'), 'tls/client-hello-variants': lost };
    expect(judge(own, seen)).toEqual(['tls/timeout error']);
    expect(first(own, seen)?.explanation).toMatch(/Over IPv4 \(203\.0\.113\.10\) the same ClientHello gets a response/);
    expect(first(own, seen)?.steps[0]).toContain('prefer IPv4');
    const other = hellos({ families: [there(6, 'answered'), there(4, 'stalled')] });
    expect(reading(other)).toMatch(/Over IPv6/);
    expect(first(own, { ...seen, 'tls/client-hello-variants': other })?.steps.join()).not.toContain('prefer IPv4');
    expect(reading(hellos({ families: [there(6, 'stalled'), there(4, 'stalled')] }))).toMatch(/responds to no ClientHello/);
    const cut = hellos({ normal: 'reset', families: [there(6, 'reset'), there(4, 'answered')] });
    const reset = { 'tls/handshake': stopped('ECONNRESET'), 'tls/client-hello-variants': cut };
    expect(judge(own, reset)).toEqual(['tls/reset error']);
    expect(first(own, reset)?.explanation).toMatch(/the fault is on the path or the server of IPv6/);
  });

  test('is left open where the hellos leave it open', () => {
    // A small alert to an unknown name passes a black hole too, and a filter may not know old hellos.
    expect(reading(hellos({ normalOtherSni: 'answered', minimal: 'answered', minimalOtherSni: 'answered' }))).toMatch(
      /look the same/,
    );
    expect(first(own, { 'tls/handshake': stopped('TIMEOUT') })?.explanation).toMatch(/look the same/);
  });

  test('is the size of the hello only where this machine sends a large one', () => {
    const classic = hellos({ withoutPostQuantum: 'answered', minimal: 'answered', minimalOtherSni: 'answered' });
    const newer = { ...own, runtime: { ...own.runtime, openssl: '3.5.8' } };
    expect(reading(classic, newer)).toMatch(/post-quantum/);
    expect(reading(classic, own)).toMatch(/is intermittent/);
  });

  test('has a cure for each platform', () => {
    const seen = {
      'tls/handshake': stopped('TIMEOUT'),
      'tls/client-hello-variants': hellos({ minimal: 'answered', minimalOtherSni: 'answered' }),
    };
    const steps = (platform: Target['platform']) => first({ ...own, platform }, seen)?.steps.join('\n');
    expect(steps('linux')).toMatch(/ip route get 203\.0\.113\.10 .*mtu 1280`/);
    expect(steps('macos')).toMatch(/ifconfig en0 mtu 1280/);
    expect(steps('windows')).toMatch(/netsh interface ipv4/);
    expect(steps('container')).toMatch(/docker network create/);
  });

  test('as a cut names the filter only where another name gets through', () => {
    const cut = stopped('ECONNRESET');
    const all = hellos({
      normal: 'reset',
      normalOtherSni: 'reset',
      minimal: 'reset',
      minimalOtherSni: 'reset',
      withoutPostQuantum: 'reset',
    });
    expect(first(openai, { 'tls/handshake': cut, 'tls/client-hello-variants': all })?.explanation).toMatch(/every ClientHello/);
    const byName = { ...all, normalOtherSni: 'answered', minimalOtherSni: 'answered' } as const;
    expect(first(openai, { 'tls/handshake': cut, 'tls/client-hello-variants': byName })?.explanation).toMatch(/reads the name/);
    expect(first(own, { 'tls/handshake': cut })?.id).toBe('tls/reset');
  });

  test('is shown with what the helping probes saw, and raises the timeout where it was silent', () => {
    const banner = { banner: '', httpResponse: 'HTTP/1.0 200 OK', protocol: 'http' };
    const finding = first(own, {
      'tls/handshake': stopped('TIMEOUT'),
      'tls/client-hello-variants': hellos({}),
      'tls/banner': banner,
    });
    expect(finding).toMatchObject({ id: 'tls/not-tls', pythonType: 'APITimeoutError' });
    expect(finding?.causes).toEqual(['tls/handshake', 'tls/client-hello-variants', 'tls/banner']);
    expect(finding?.evidence.join('\n')).toMatch(/normal ClientHello stalled.*\n.*response without TLS: “HTTP\/1\.0 200 OK”/);
    expect(first(own, { 'tls/handshake': stopped('ECONNRESET') })?.pythonType).toBe('APIConnectionError');
  });

  test('is TLS all the same where a small hello got an alert', () => {
    const banner = { banner: '', httpResponse: 'HTTP/1.1 400 Bad Request', protocol: 'http' };
    const seen = { 'tls/handshake': stopped('TIMEOUT'), 'tls/banner': banner };
    expect(judge(own, { ...seen, 'tls/client-hello-variants': hellos({ minimal: 'answered' }) })).toEqual([
      'tcp/large-packets-lost error',
    ]);
    expect(judge(own, { ...seen, 'tls/client-hello-variants': hellos({}) })).toEqual(['tls/not-tls error']);
  });

  test('may be the policy of this machine', () => {
    expect(judge(own, { 'tls/handshake': stopped('ERR_SSL_DH_KEY_TOO_SMALL', { protocolSeen: 'tls' }) })).toEqual([
      'tls/weak error',
    ]);
    expect(judge(own, { 'tls/handshake': handshake({ keyExchange: 'DH 1024' }) })).toEqual(['tls/weak error']);
    expect(judge(own, { 'tls/handshake': handshake({ keyExchange: 'DH 2048' }) })).toEqual([]);
  });

  test('may be a limit that the environment sets', () => {
    const alert70 = stopped('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', {
      protocolSeen: 'tls',
      problem: { ...problem('X', 'x'), alert: 70 },
    });
    const limited = environment({ nodeTlsOptions: ['--tls-min-v1.3'] });
    const finding = first(own, { 'tls/handshake': alert70, 'config/environment': limited });
    expect(finding?.id).toBe('tls/protocol-version');
    expect(finding?.steps[0]).toContain('--tls-min-v1.3');
    expect(first(own, { 'tls/handshake': alert70 })?.steps.join('\n')).not.toContain('--tls-min');
  });

  test('is nothing of TLS where there was no connection', () => {
    expect(judge(own, { 'tls/handshake': handshake({ stage: 'connect', problem: problem('ECONNREFUSED', 'no') }) })).toEqual([]);
  });

  test('without a name of its own is left for the raw error', () => {
    const odd = stopped('ENETDOWN');
    expect(judge(own, { 'tls/handshake': odd })).toEqual([]);
    expect(diagnose(caseOf(own, { 'tls/handshake': odd })).map(({ id }) => id)).toEqual(['probe/unrecognised']);
  });
});

describe('what a request met', () => {
  test('counts where the handshake was left out', () => {
    const met = exchange({ stage: 'tls', problem: problem('CERT_HAS_EXPIRED', 'certificate has expired') });
    expect(judge(own, { 'http/models': met })).toEqual(['tls/expired error']);
    const cut = exchange({ stage: 'tls', problem: problem('ECONNRESET', 'read ECONNRESET') });
    expect(judge(own, { 'http/models': cut })).toEqual(['tls/reset error']);
    const late = exchange({ stage: 'tls', problem: problem('TIMEOUT', 'no answer') });
    expect(judge(own, { 'http/models': late })).toEqual(['tls/timeout error']);
  });

  test('as a record that cannot be read is a handshake failure, and no failure without a name', () => {
    for (const code of ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'ERR_SSL_WRONG_VERSION_NUMBER']) {
      const met = exchange({ stage: 'body', problem: problem(code, 'decryption failed or bad record mac') });
      const seen = { 'tls/handshake': handshake({ trusted: true }), 'http/models': met };
      expect(judge(own, seen)).toEqual(['tls/handshake-failure error']);
      expect(first(own, seen)?.explanation).toContain('a middlebox that modifies traffic');
    }
  });

  test('as an alert after the handshake is the client certificate’s', () => {
    const met = exchange({ stage: 'headers', problem: { ...problem('ERR_SSL_X', 'SSL alert number 116'), alert: 116 } });
    expect(judge(own, { 'tls/handshake': handshake(), 'http/models': met })).toEqual(['tls/client-certificate-required error']);
  });

  test('is no fault of TLS before or after it', () => {
    expect(
      judge(own, {
        'tls/handshake': handshake(),
        'http/models': exchange({ stage: 'connect', problem: problem('ECONNREFUSED', '') }),
      }),
    ).toEqual([]);
    expect(
      judge(own, {
        'tls/handshake': handshake(),
        'http/models': exchange({ stage: 'headers', problem: problem('TIMEOUT', '') }),
      }),
    ).toEqual([]);
    const plain = exchange({ url: 'http://llm.corp.test/', stage: 'headers', problem: problem('ECONNRESET', '') });
    expect(judge(own, { 'http/plaintext': plain })).toEqual([]);
  });

  test('with an answer makes a failed handshake a warning', () => {
    expect(judge(own, { 'tls/handshake': stopped('TIMEOUT'), 'http/models': answered })).toEqual(['tls/timeout warning']);
    expect(judge(own, { 'tls/handshake': refused('unknown-issuer'), 'http/models': answered })).toEqual([
      'tls/unknown-issuer warning',
    ]);
    expect(judge(own, { 'tls/handshake': handshake(), 'http/models': answered })).toEqual([]);
  });
});

describe('a refused chain', () => {
  test('is an inspection for a public host and an authority of its own elsewhere', () => {
    expect(judge(openai, { 'tls/handshake': refused('unknown-issuer') })).toEqual(['tls/interception error']);
    expect(judge(own, { 'tls/handshake': refused('unknown-issuer') })).toEqual(['tls/unknown-issuer error']);
    expect(judge(own, { 'tls/handshake': refused('unknown-issuer', { inspector: 'Netskope' }) })).toEqual([
      'tls/interception error',
    ]);
    expect(judge(own, { 'tls/handshake': refused('missing-intermediate', { inspector: 'Netskope' }) })).toEqual([
      'tls/interception error',
    ]);
  });

  test('never advises to look away', () => {
    for (const entry of Object.values(tls)) {
      const texts = JSON.stringify([entry.explanation, entry.steps]);
      expect(texts).not.toMatch(/rejectUnauthorized|verify=False|--insecure|curl -\w*k |NODE_TLS_REJECT_UNAUTHORIZED/);
    }
  });

  test('for other names suggests none of another domain: whoever leads a name elsewhere chooses the certificate', () => {
    const advice = (name: string, baseUrl: string) => {
      const mismatch: ChainFault = { kind: 'hostname-mismatch', certificate: 0, detail: 'other names' };
      const facts = handshake({ trusted: false, verificationErrors: [mismatch], chain: [certificate({ names: [name] })] });
      return first(targetFor(baseUrl), { 'tls/handshake': facts })?.steps.join('\n') ?? '';
    };
    expect(advice('parked.example.net', 'https://llm.example.com/v1')).not.toContain('OPENAI_BASE_URL');
    expect(advice('gw.example.com', 'https://llm.example.com/v1')).toContain('OPENAI_BASE_URL=https://gw.example.com/v1');
    expect(advice('gw.other.co.uk', 'https://llm.own.co.uk/v1')).not.toContain('OPENAI_BASE_URL');
    expect(advice('gw.own.co.uk', 'https://llm.own.co.uk/v1')).toContain('OPENAI_BASE_URL=https://gw.own.co.uk/v1');
    expect(advice('gw.example.net', 'https://203.0.113.10/v1')).toContain('OPENAI_BASE_URL=https://gw.example.net/v1');
    expect(advice('gw.example.net', 'https://llm.corp/v1')).toContain('OPENAI_BASE_URL=https://gw.example.net/v1');
  });

  test('with a fault that has no name is left for the raw error', () => {
    const odd = handshake({ trusted: false, authorizationError: 'some new verdict', trust: accepted() });
    expect(judge(own, { 'tls/handshake': odd })).toEqual([]);
    const [finding] = diagnose(caseOf(own, { 'tls/handshake': odd }));
    expect(finding).toMatchObject({ id: 'probe/unrecognised' });
    expect(finding?.evidence.join()).toContain('some new verdict');
  });

  test('has texts without gaps on every platform, for every fault', () => {
    const kinds: ChainFault['kind'][] = [
      'expired',
      'not-yet-valid',
      'hostname-mismatch',
      'self-signed',
      'missing-intermediate',
      'unknown-issuer',
      'stale-root',
      'weak-key',
      'weak-signature',
      'purpose',
      'not-a-ca',
      'path-length',
      'name-constraint',
      'bad-signature',
      'critical-extension',
    ];
    const byAddress = [targetFor('https://203.0.113.10/v1'), targetFor('https://[2001:db8::1]:444/v1')];
    for (const [at, kind] of kinds.entries()) {
      for (const target of [own, openai, byAddress[at % 2] as Target]) {
        for (const platform of ['linux', 'macos', 'windows', 'wsl', 'container'] as const) {
          const bare = refused(kind, { chain: [], peer: null });
          for (const facts of [refused(kind), bare]) {
            for (const { explanation, steps, title } of findingsIn(caseOf({ ...target, platform }, { 'tls/handshake': facts }))) {
              expect([title, explanation, ...steps].join('\n')).not.toMatch(/\{[a-zA-Z]+\}|undefined|NaN/);
            }
          }
        }
      }
    }
  });
});

describe('client/trust-divergence', () => {
  const clients = environment({ clients: ['python3', 'curl', 'node'] });
  const judged = (trust: TrustFacts[], target: Target, more = clients) =>
    first(target, { 'tls/handshake': handshake({ trust }), 'config/environment': more });
  const env = (values: Record<string, string>) => ({ ...own, env: values });

  test('says nothing where all accept it', () => {
    expect(judged(accepted('node-bundled', 'system'), own)).toBeUndefined();
    const both = env({ NODE_EXTRA_CA_CERTS: '/certs/a.pem', SSL_CERT_FILE: '/certs/a.pem' });
    expect(judged(accepted('NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'), both)).toBeUndefined();
  });

  test('names Node where the root is in the system’s store alone, and the file to give it', () => {
    const finding = judged(accepted('system'), own);
    expect(finding).toMatchObject({ id: 'client/trust-divergence', severity: 'warning' });
    expect(finding?.explanation).toMatch(/Accepted by the OpenAI SDK for Python .* and curl\. Rejected by Node\.js 20\.20\.2/);
    expect(finding?.steps).toContain(
      'For Node.js, set the file that contains the root certificate: `export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt`',
    );
    expect(finding?.steps.join()).not.toMatch(/--use-system-ca/);
  });

  test('offers the system’s store to a Node that can read it, and is silent where it does', () => {
    const runtime = { ...own.runtime, node: '24.21.0' };
    expect(judged(accepted('system'), { ...own, runtime })?.steps.join()).toMatch(/--use-system-ca/);
    expect(judged(accepted('system'), { ...own, runtime, env: { NODE_USE_SYSTEM_CA: '1' } })).toBeUndefined();
    expect(judged(accepted('system'), { ...own, runtime, env: { NODE_OPTIONS: '--use-system-ca' } })).toBeUndefined();
    expect(judged(accepted('system'), env({ NODE_USE_SYSTEM_CA: '1' }))?.id).toBe('client/trust-divergence');
  });

  test('names Python where the root is given to Node alone', () => {
    const finding = judged(accepted('NODE_EXTRA_CA_CERTS'), env({ NODE_EXTRA_CA_CERTS: '/certs/NODE_EXTRA_CA_CERTS.pem' }));
    expect(finding?.explanation).toMatch(/Rejected by the OpenAI SDK for Python \(3\.0 and later\) and curl/);
    expect(finding?.steps.join('\n')).toMatch(/export SSL_CERT_FILE=\/certs\/NODE_EXTRA_CA_CERTS\.pem/);
  });

  test('counts only clients that are here', () => {
    const target = env({ NODE_EXTRA_CA_CERTS: '/certs/a.pem' });
    expect(judged(accepted('NODE_EXTRA_CA_CERTS'), target, environment())).toBeUndefined();
    expect(judged(accepted('system'), own, environment())?.explanation).toMatch(
      /Accepted by programs that use the system trust store .*Rejected by Node/,
    );
  });

  test('knows that a bundle of one’s own replaces the rest', () => {
    const finding = judged(accepted('node-bundled', 'system'), env({ SSL_CERT_FILE: '/certs/corp-only.pem' }));
    expect(finding?.explanation).toMatch(/Rejected by the OpenAI SDK for Python .* and curl/);
    expect(finding).toMatchObject({ severity: 'error', pythonType: 'APIConnectionError' });
    expect(finding?.steps[0]).toMatch(/`unset SSL_CERT_FILE`$/);
  });

  test('leaves a file without a certificate to the finding about the file', () => {
    const target = env({ SSL_CERT_FILE: '/certs/key.pem' });
    const trust = accepted('node-bundled', 'system');
    const file = {
      name: 'SSL_CERT_FILE',
      path: '/certs/key.pem',
      code: null,
      certificates: 0,
      expired: 0,
      readByReference: true,
    };
    const errorsWith = (flaw: 'not-pem' | null) => {
      const files = { files: [{ ...file, flaw }] };
      const seen = { 'tls/handshake': handshake({ trust }), 'config/environment': clients, 'config/ca-files': files };
      return diagnose(caseOf(target, seen)).flatMap(({ id, severity }) => (severity === 'error' ? id : []));
    };
    expect(errorsWith('not-pem')).toEqual(['config/ca-file-unreadable']);
    expect(errorsWith(null)).toEqual(['client/trust-divergence']);
  });

  test('keeps a variable that names the bundle of the system', () => {
    const path = '/etc/ssl/certs/ca-certificates.crt';
    const trust = accepted('NODE_EXTRA_CA_CERTS').map((set) =>
      /^(?:SSL_CERT_FILE|system)$/.test(set.name) ? { ...set, path } : set,
    );
    const finding = judged(trust, env({ SSL_CERT_FILE: path }));
    expect(finding?.steps.length).toBeGreaterThan(0);
    expect(finding?.steps.join('\n')).not.toMatch(/unset SSL_CERT_FILE|cat \S+ca-certificates\.crt \S+ca-certificates\.crt/);
  });

  test('sees that this system has no roots', () => {
    const finding = judged(accepted('node-bundled'), own);
    expect(finding?.steps.join('\n')).toMatch(/apt-get install -y ca-certificates/);
    expect(judged(accepted('node-bundled'), { ...own, platform: 'windows' })).toBeUndefined();
  });

  test('is no news where the file was named for this run alone', () => {
    expect(judged(accepted('--ca-file'), { ...own, caFile: '/certs/a.pem' })).toBeUndefined();
  });

  test('does not come beside a refused chain', () => {
    expect(judge(own, { 'tls/handshake': refused('unknown-issuer'), 'config/environment': clients })).toEqual([
      'tls/unknown-issuer error',
    ]);
  });
});

describe('client/runtime-outdated', () => {
  const judged = (node: string, env: Record<string, string>) => judge({ ...own, env, runtime: { ...own.runtime, node } }, {});

  test('speaks of settings that this Node does not read', () => {
    expect(judged('20.20.2', { NODE_USE_SYSTEM_CA: '1' })).toEqual(['client/runtime-outdated info']);
    expect(judged('22.18.0', { NODE_USE_SYSTEM_CA: '1' })).toEqual(['client/runtime-outdated info']);
    expect(judged('22.20.0', { NODE_USE_ENV_PROXY: '1' })).toEqual(['client/runtime-outdated info']);
  });

  test('is silent where it reads them, or nothing is set', () => {
    expect(judged('22.19.0', { NODE_USE_SYSTEM_CA: '1' })).toEqual([]);
    expect(judged('26.1.0', { NODE_USE_SYSTEM_CA: '1', NODE_USE_ENV_PROXY: '1' })).toEqual([]);
    expect(judged('20.20.2', {})).toEqual([]);
  });
});

describe('pip and uv, which have CA certificates of their own', () => {
  const steps = (env: Record<string, string>) =>
    (first({ ...own, env }, { 'tls/handshake': refused('unknown-issuer') })?.steps ?? []).join('\n');

  test('get a line each where they are used', () => {
    expect(steps({ VIRTUAL_ENV: '/srv/app/.venv' })).toMatch(
      /For pip before 24\.2, .*`cat \S+ root\.pem > roots\.pem && export PIP_CERT="\$PWD\/roots\.pem"`/,
    );
    expect(steps({ PIP_CERT: '/etc/corp.pem' })).toMatch(
      /For pip, append .*`cat root\.pem \| tee -a "\/etc\/corp\.pem" >\/dev\/null`/,
    );
    expect(steps({ PIP_CERT: '/etc/corp.pem', VIRTUAL_ENV: '/srv/app/.venv' })).not.toContain('before 24.2');
    expect(steps({ UV_CACHE_DIR: '/var/cache/uv' })).toContain('`export UV_SYSTEM_CERTS=true`');
  });

  test('are left out elsewhere: a variable of libuv is none of uv', () => {
    expect(steps({ UV_THREADPOOL_SIZE: '8' })).not.toMatch(/\b(?:pip|uv)\b/);
  });
});

describe('a bundle that SSL_CERT_FILE names', () => {
  const steps = (path: string) =>
    first({ ...own, env: { SSL_CERT_FILE: path } }, { 'tls/handshake': refused('unknown-issuer') })?.steps ?? [];

  test('gets the root at once, after a test', () => {
    const all = steps('/opt/corp/roots.pem');
    const at = (what: RegExp) => all.findIndex((step) => what.test(step));
    const order = [at(/^Get the root/), at(/^Test the certificate/), at(/tee -a "\/opt\/corp\/roots\.pem"/)];
    expect(order[0]).toBe(0);
    expect(order).toEqual([...order].sort());
    expect(order[2]).toBeLessThan(5);
    expect(steps('/opt/corp/roots.pem').join('\n')).not.toMatch(/> roots\.pem && export SSL_CERT_FILE/);
  });

  test('is left to the tool of the system where it is that of the system', () => {
    const all = steps('/etc/ssl/certs/ca-certificates.crt').join('\n');
    expect(all).not.toContain('tee -a');
    expect(all).toContain('update-ca-certificates');
  });
});

test.each(['tls/self-signed', 'tls/unknown-issuer', 'tls/interception', 'tls/missing-intermediate'] as const)(
  '%s: a certificate is got, then tested, then trusted',
  (id) => {
    const steps = tls[id].steps.map((step): Step => (typeof step === 'string' ? { text: step } : step));
    const inOrder = [...steps.filter(({ first }) => first), ...steps.filter(({ first }) => !first)].map(({ text }) => text);
    const at = (what: RegExp) => inOrder.findIndex((text) => what.test(text));
    const all = (what: RegExp) => inOrder.flatMap((text, index) => (what.test(text) ? [index] : []));
    const got = Math.max(...all(/^Get the root|Save it:|save it together/));
    const tested = at(/check --ca-file/);
    expect(got).toBeGreaterThanOrEqual(0);
    expect(tested).toBeGreaterThan(got);
    const changes = all(/SSL_CERT_FILE|bundleVariable|NODE_EXTRA_CA_CERTS|trust store of the container|system trust store, for/);
    expect(Math.min(...changes)).toBeGreaterThan(tested);
  },
);

test('pip gets the CA of an inspecting network, not the certificate of one server', () => {
  const ofPip = (id: 'tls/self-signed' | 'tls/interception') =>
    (tls[id].steps as readonly (string | Step)[]).filter((step) =>
      (typeof step === 'string' ? step : step.text).startsWith('For pip'),
    );
  expect(ofPip('tls/self-signed')).toEqual([]);
  expect(ofPip('tls/interception')).toHaveLength(2);
});
