/** One set of reports that every format is looked at with: healthy, each layer failing, ended early, read from a log, and a hostile one. */
import type { FindingId } from '../../src/catalogue/index.ts';
import { makeFinding } from '../../src/diagnosis/diagnose.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Report, ReportProbe } from '../../src/model/report.ts';
import { statusOf } from '../../src/report/exit-status.ts';
import { redactReport } from '../../src/secrets/redact.ts';

/** One row of the table. */
export const row = (id: string, status: ReportProbe['status'], summary: string): ReportProbe => ({
  id,
  route: 'direct',
  status,
  startMs: 0,
  durationMs: status === 'skip' ? 0 : 7,
  summary,
  facts: {},
  skippedBecause: null,
});

export const sound = [
  row('config/key', 'pass', 'sk-proj-…(164chars) from OPENAI_API_KEY'),
  row('dns/system', 'pass', '203.0.113.10 in 12 ms'),
  row('tcp/connect', 'pass', '203.0.113.10:443 connected in 9 ms (1 of 1 addresses)'),
  row('tls/handshake', 'pass', 'TLSv1.3, certificate trusted, valid until 2027-01-31 (20 ms)'),
  row('http/models', 'pass', 'HTTP 200 in 61 ms, 84 models'),
];

const LAYERS = ['config', 'dns', 'tcp', 'tls', 'http'];

/** A healthy report, with these changes. */
export function report(changes: Partial<Report>): Report {
  return {
    schemaVersion: 2,
    tool: { name: 'api-doctor', version: '0.0.0' },
    startedAt: '2026-11-22T10:00:00.000+01:00',
    durationMs: 412,
    target: { baseUrl: 'https://api.openai.com/v1', host: 'api.openai.com', port: 443, route: 'direct' },
    verdict: 'healthy',
    exitCode: 0,
    rootCause: null,
    findings: [],
    probes: sound,
    environment: {
      node: '20.20.2',
      openssl: '3.0.17',
      os: 'Linux 6.1.0',
      platform: 'linux',
      timeZone: 'Europe/Berlin',
      variables: { LANG: 'de_DE.UTF-8', OPENAI_API_KEY: 'sk-proj-…(164chars)' },
    },
    ticket: {
      model: null,
      errorCode: null,
      errorMessage: null,
      requestId: null,
      request: {
        method: 'GET',
        url: 'https://api.openai.com/v1/models',
        headers: { authorization: 'Bearer sk-proj-…(164chars)' },
      },
      response: null,
      timestamp: '2026-11-22T10:00:00.000+01:00',
      timeZone: 'Europe/Berlin',
    },
    ...changes,
  };
}

/** Texts of a finding as they stand after they were filled. */
type Texts = Pick<Finding, 'explanation' | 'evidence' | 'steps'> & { httpStatus?: number };

/** A report in which one layer failed, and the ones beyond it were not reached. */
function failing(id: FindingId, texts: Texts, failed: ReportProbe): Report {
  const named = makeFinding(id, { details: [], probeIds: [failed.id as never] }, null);
  const finding = { ...named, ...texts };
  const at = LAYERS.indexOf(failed.id.slice(0, failed.id.indexOf('/')));
  const probes = sound.map((probe, place) => {
    if (place === at) return failed;
    if (place < at) return probe;
    return { ...row(probe.id, 'skip', `not checked: ${failed.id} failed`), skippedBecause: failed.id };
  });
  return report({ verdict: 'failing', exitCode: statusOf(finding), rootCause: id, findings: [finding], probes });
}

const hosts = makeFinding(
  'dns/hosts-override',
  {
    severity: 'error',
    details: ['/etc/hosts line 2: 203.0.113.99 api.openai.com', '203.0.113.53 for api.openai.com: A 203.0.113.10'],
    templateValues: { host: 'api.openai.com' },
    probeIds: ['dns/hosts'],
  },
  null,
);

export const rootCause: Finding = {
  ...hosts,
  explanation: 'Line 2 of /etc/hosts pins api.openai.com to 203.0.113.99, and nothing answers there.',
  steps: ['Remove line 2 of /etc/hosts: `sudo sed -i.bak 2d /etc/hosts`', 'See that DNS answers: `getent ahosts api.openai.com`'],
};

export const warning: Finding = {
  ...hosts,
  id: 'dns/slow',
  severity: 'warning',
  title: 'Slow name lookup',
  explanation: 'The lookup took 5.2 s, because the first resolver does not answer.',
  steps: ['Put the one that answers first.', 'Second.', 'Third.'],
};

const answered = (status: number, code: string | null, message: string) => ({
  ...report({}).ticket,
  model: 'gpt-4o-mini',
  errorCode: code,
  errorMessage: message,
  requestId: 'req_0123456789abcdef0123456789abcdef',
  response: {
    status,
    headers: { 'content-type': 'application/json', server: 'cloudflare', 'x-request-id': 'req_0123456789abcdef' },
  },
});

const dns = report({
  verdict: 'failing',
  exitCode: 11,
  rootCause: 'dns/hosts-override',
  findings: [rootCause, warning],
  probes: [
    sound[0] as ReportProbe,
    row('dns/system', 'fail', '203.0.113.99 in 1 ms'),
    row('tcp/connect', 'fail', '203.0.113.99:443 timeout after 5004 ms (0 of 1 addresses)'),
    row('tls/handshake', 'skip', 'not checked: nothing connected'),
    row('http/models', 'fail', 'not sent: connection failed (TIMEOUT after 5005 ms)'),
  ],
  ticket: { ...report({}).ticket, requestId: 'req_0123456789abcdef' },
});

/** What a hostile server, proxy or resolver would have every reader swallow. */
export const EVIL = [
  '\x1b[31mred\x1b[0m\x07',
  '\u202egnp\u2066 \u0085next\r\nforged: line',
  ']]><failure/>',
  '%0A::error::forged',
  '::warning file=a,line=1::forged',
  '</details><script>alert(1)</script>',
  '| cell | `code` **bold** [link](javascript:alert(1)) ![image](http://evil.example/x.png)',
  '````\n# heading',
  '@everyone <@U123> #1',
  '&lt;b&gt; &amp;',
  'w'.repeat(500),
].join(' ');

const evilFinding: Finding = {
  ...warning,
  severity: 'error',
  id: 'http/not-the-api',
  title: `Another server ${EVIL}`,
  explanation: EVIL,
  evidence: [EVIL, `server: ${EVIL}`],
  steps: [`Look at it: \`curl ${EVIL.replaceAll('`', '')}\``, EVIL],
};

const hostile = report({
  verdict: 'failing',
  exitCode: 15,
  rootCause: 'http/not-the-api',
  target: { baseUrl: `https://evil.example/${EVIL}`, host: EVIL, port: 443, route: 'direct' },
  findings: [
    evilFinding,
    { ...evilFinding, id: 'dns/slow', severity: 'warning' },
    { ...evilFinding, id: 'server/incident', severity: 'info' },
  ],
  probes: sound.map((probe) => ({ ...probe, status: 'fail', summary: EVIL, facts: { [EVIL]: EVIL } })),
  exits: [{ route: 'direct', header: EVIL, value: EVIL, place: EVIL, country: EVIL }],
  environment: { os: EVIL, variables: { HTTPS_PROXY: EVIL, [EVIL]: EVIL } },
  ticket: {
    model: EVIL,
    errorCode: EVIL,
    errorMessage: EVIL,
    requestId: EVIL,
    request: { method: 'GET', url: EVIL, headers: { [EVIL]: EVIL } },
    response: { status: 200, headers: { [EVIL]: EVIL } },
    timestamp: '2026-11-22T10:00:00.000+01:00',
    timeZone: EVIL,
  },
});

/** As they stand when a reporter gets them: behind the door. */
export const reports: Record<string, Report> = Object.fromEntries(
  Object.entries({
    healthy: report({}),
    degraded: report({
      verdict: 'degraded',
      findings: [warning],
      probes: sound.map((probe) => (probe.id === 'dns/system' ? { ...probe, status: 'warn' as const } : probe)),
    }),
    config: failing(
      'config/key-missing',
      {
        explanation: 'There is no API key in OPENAI_API_KEY, and no file was named with --api-key-file.',
        evidence: ['OPENAI_API_KEY is not set'],
        steps: [
          `Set it for this shell: \`export OPENAI_API_KEY="$(trap 'stty echo' EXIT INT; stty -echo; read -r key; printf %s "$key")"\``,
        ],
      },
      row('config/key', 'fail', 'no key in OPENAI_API_KEY'),
    ),
    deep: report({
      exits: [
        { route: 'direct', header: 'cf-ray', value: '0ea213c273e51a07-FRA', place: 'FRA', country: 'DE' },
        { route: 'proxy', header: 'cf-ray', value: '0ea213c273e51a08-AMS', place: 'AMS', country: 'NL' },
      ],
      probes: [
        ...sound,
        row('http/call', 'pass', 'gpt-5-nano: HTTP 200 in 640 ms, 5 + 2 tokens'),
        row('stream/events', 'pass', 'gpt-5-nano: HTTP 200 in 910 ms, 8 + 18 tokens, 20 events over 250 ms'),
      ],
      spent: { requests: 2, inputTokens: 13, outputTokens: 20 },
    }),
    dns,
    tcp: failing(
      'tcp/refused',
      {
        explanation: 'Every attempt to connect to api.openai.com on port 443 was refused (203.0.113.10).',
        evidence: ['203.0.113.10:443 refused after 3 ms'],
        steps: ['Try it from another network: `curl -v --connect-timeout 5 https://api.openai.com/`'],
      },
      row('tcp/connect', 'fail', '203.0.113.10:443 refused after 3 ms'),
    ),
    tls: failing(
      'tls/expired',
      {
        explanation: 'A certificate that the server shows is out of date, so every client ends the connection.',
        evidence: ['certificate 1 of 2: CN=api.openai.com, valid until 2026-11-01T00:00:00Z'],
        steps: [
          'See the certificates as they come: `openssl s_client -connect api.openai.com:443 -servername api.openai.com -showcerts </dev/null`',
        ],
      },
      row('tls/handshake', 'fail', 'TLSv1.3, certificate refused: CERT_HAS_EXPIRED (21 ms)'),
    ),
    proxy: {
      ...failing(
        'proxy/auth-required',
        {
          explanation:
            'The proxy proxy.example:3128, named by HTTPS_PROXY, asks for a user name and a password before it lets calls through.',
          evidence: ['proxy.example:3128 answered CONNECT with 407, Basic realm=squid'],
          steps: ['Put them into the value: `export HTTPS_PROXY=http://USER:PASSWORD@proxy.example:3128`'],
        },
        row('http/models', 'fail', 'HTTP 407 at tunnel'),
      ),
      target: { baseUrl: 'https://api.openai.com/v1', host: 'api.openai.com', port: 443, route: 'proxy' as const },
      probes: [
        ...sound.slice(0, 1),
        row('proxy/connect', 'pass', 'proxy.example:3128'),
        row('proxy/tunnel', 'fail', 'HTTP 407'),
      ].map((probe) => ({ ...probe, route: 'proxy' as const })),
    },
    auth: {
      ...failing(
        'auth/incorrect-key',
        {
          explanation: 'The API does not know the key sk-proj-…(164chars) from OPENAI_API_KEY.',
          evidence: ['HTTP 401 invalid_api_key: Incorrect API key provided'],
          steps: ['Compare its last four characters with those at https://platform.openai.com/api-keys.'],
          httpStatus: 401,
        },
        row('http/models', 'fail', 'HTTP 401 invalid_api_key'),
      ),
      ticket: answered(
        401,
        'invalid_api_key',
        'Incorrect API key provided: sk-proj-…. You can find your API key at https://platform.openai.com.',
      ),
    },
    limit: {
      ...failing(
        'limit/quota-exceeded',
        {
          explanation: 'The account has no credit left, or has reached the limit that was set for it.',
          evidence: ['HTTP 429 insufficient_quota'],
          steps: ['Add credit: https://platform.openai.com/settings/organization/billing'],
          httpStatus: 429,
        },
        row('http/models', 'fail', 'HTTP 429 insufficient_quota'),
      ),
      ticket: answered(429, 'insufficient_quota', 'You exceeded your current quota, please check your plan and billing details.'),
    },
    server: {
      ...failing(
        'server/overloaded',
        {
          explanation: 'The API answers that its servers are overloaded.',
          evidence: ['HTTP 503 overloaded'],
          steps: ['Wait a minute, then try again with growing pauses.'],
          httpStatus: 503,
        },
        row('http/models', 'fail', 'HTTP 503 in 80 ms'),
      ),
      ticket: answered(503, null, 'The engine is currently overloaded, please try again later.'),
    },
    interrupted: report({
      verdict: 'degraded',
      exitCode: 130,
      probes: sound.map((probe) => ({ ...probe, status: 'skip' as const, summary: 'not checked: interrupted before it ended' })),
    }),
    log: report({
      verdict: 'failing',
      exitCode: 11,
      rootCause: 'dns/hosts-override',
      findings: [rootCause],
      probes: [],
      environment: {},
    }),
    hostile,
  }).map(([name, made]) => [name, redactReport(made, [])]),
);
