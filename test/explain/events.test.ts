import { describe, expect, test } from 'vitest';
import { isListening, isTyped } from '../../src/explain/log/roles.ts';
import { failuresOf } from '../../src/explain/read-logs.ts';
import { reportOf } from '../../src/explain/report.ts';

async function kindsOf(text: string) {
  const bytes = (async function* () {
    yield Buffer.from(text);
  })();
  return failuresOf([{ name: 'log', bytes }]);
}

const META = {
  version: '0',
  started: new Date(0),
  durationMs: 0,
  timeZone: 'UTC',
  failOn: 'error' as const,
  platform: 'linux' as const,
};

describe('the peer is that of the failing event', () => {
  test.each([
    [
      'the URL of the request, not what the program itself listens on',
      '  ➜  Local:   http://localhost:5173/\nError: Cannot connect to API: connect ECONNREFUSED ::1:11434\n  url: "http://localhost:11434/api/chat"',
      'http://localhost:11434',
    ],
    [
      'host and port without a URL keep both',
      'ERROR Connection error: Cannot connect to host host.docker.internal:11434 ssl:default [Name or service not known]',
      'http://host.docker.internal:11434',
    ],
    [
      'a pool with the path beside it',
      "HTTPSConnectionPool(host='llm.example', port=8443): Max retries exceeded with url: /v1/models (Caused by NewConnectionError('[Errno 111] Connection refused'))",
      'https://llm.example:8443',
    ],
    [
      'no link of a message',
      "openai.NotFoundError: Error code: 404 - {'error': {'message': 'see https://docs.gateway.example/errors', 'code': 'x'}}\nbase_url=http://10.0.0.5:8000/v1",
      'http://10.0.0.5:8000',
    ],
    [
      'what a setting further up says where the line names nobody',
      '2026-01-01T08:12:31.08Z   endpoint: https://models.github.ai/inference\n2026-01-01T08:12:33.92Z ##[error]403 status code (no body)',
      'https://models.github.ai',
    ],
    [
      'nobody, where a word stands in the place of a host',
      'ERROR failed to connect to websocket: HTTP error: 401 Unauthorized',
      null,
    ],
  ])('%s', async (_, text, origin) => {
    const [first] = await kindsOf(text);
    const around = first?.failure.around;
    const port = around?.port && around.port !== (around.scheme === 'https' ? 443 : 80) ? `:${around.port}` : '';
    expect(around?.host ? `${around.scheme}://${around.host}${port}` : null).toBe(origin);
  });

  test('an unknown host stays one in commands, with the step that says how to find it', async () => {
    const report = reportOf(
      await kindsOf(
        'Error: 429 {"error":{"message":"Rate limit reached for m","code":"rate_limit_exceeded"}}\nrequest failed: connection refused',
      ),
      META,
    );
    const steps = report.findings.flatMap(({ steps }) => steps).join('\n');
    expect(steps).not.toContain('api.openai.com');
  });

  test('the official library asks the usual API where nothing else is set', async () => {
    const text =
      '  File "/usr/lib/python3/site-packages/openai/_base_client.py", line 1\nhttpx.ConnectError: [Errno 111] Connection refused\nopenai.APIConnectionError: Connection error.';
    const steps = reportOf(await kindsOf(text), META).findings.flatMap((finding) => finding.steps);
    expect(steps.join('\n')).toContain('api.openai.com');
    expect(steps.join('\n')).not.toMatch(/\bHOST\b/);
  });
});

describe('whose failure it is', () => {
  test.each([
    [
      'a database',
      'psycopg2.OperationalError: could not translate host name "db" to address: Temporary failure in name resolution',
    ],
    [
      'a database',
      'failed to connect to `host=db user=app database=app`: hostname resolving error (lookup db on 127.0.0.11:53: server misbehaving)',
    ],
    ['a host of sources', "fatal: unable to access 'https://github.com/acme/app.git/': Could not resolve host: github.com"],
    ['a check for updates', 'WARN update check failed: getaddrinfo ENOTFOUND releases.acme.example'],
    ['telemetry', 'Failed to export traces to https://otel.corp.example:4318/v1/traces: connection refused'],
    [
      'Kubernetes’ own API',
      'reflector.go:138] failed to list *v1.Pod: Get "https://10.96.0.1:443/api/v1/pods": dial tcp 10.96.0.1:443: i/o timeout',
    ],
    [
      'another service',
      "HTTPConnectionPool(host='localhost', port=5002): Max retries exceeded with url: /plugin/7/management/install (Caused by NewConnectionError('[Errno 111] Connection refused'))",
    ],
  ])('%s', async (whose, text) => {
    const kinds = await kindsOf(text);
    expect(kinds.map(({ failure }) => [failure.id, failure.clue.values?.otherService])).toEqual([
      ['client/not-an-api-error', whose],
    ]);
  });

  test.each([
    ['dns/temporary-failure', 'openai call failed: getaddrinfo EAI_AGAIN api.openai.com (database session 7)'],
    [
      'tcp/refused',
      "HTTPConnectionPool(host='localhost', port=8000): Max retries exceeded with url: /v1/chat/completions (Caused by NewConnectionError('[Errno 111] Connection refused'))",
    ],
    ['tls/interception', 'Error sending telemetry FetchError: self-signed certificate in certificate chain'],
  ])('%s stays the way of the API', async (id, text) => {
    expect((await kindsOf(text)).map(({ failure }) => failure.id)).toEqual([id]);
  });
});

describe('how it ended', () => {
  const LIMIT = 'WARN Error code: 429 - Rate limit reached for gpt-5; retrying in 2.0 seconds';

  test('a retry that went well is no failure', async () => {
    expect(await kindsOf(`${LIMIT}\nINFO retry succeeded`)).toEqual([]);
  });

  test('one that did not is', async () => {
    expect((await kindsOf(`${LIMIT}\nINFO retry not successful`)).map(({ failure }) => failure.id)).toEqual(['limit/rate-limit']);
    expect((await kindsOf(LIMIT)).map(({ failure }) => failure.id)).toEqual(['limit/rate-limit']);
  });

  test('a server that answers the same endpoint further down got over it', async () => {
    const line = (status: number) => `INFO:     10.0.0.2:5${status} - "POST /v1/chat/completions HTTP/1.1" ${status} X`;
    expect(await kindsOf(`${line(503)}\n${line(200)}`)).toEqual([]);
    expect((await kindsOf(`${line(200)}\n${line(503)}`)).map(({ failure }) => failure.id)).toEqual(['server/overloaded']);
  });
});

test('a log without a failure proves nothing', async () => {
  expect(reportOf(await kindsOf('INFO ready'), META)).toMatchObject({ verdict: 'unknown', rootCause: null, exitCode: 0 });
});

test('what stands in a typed command is no message', () => {
  for (const typed of [
    '$ unset OPENAI_API_KEY',
    'root@5caecea7:~/ws#  unset OPENAI_API_KEY',
    'PS C:\\a> codex',
    'C:\\a> python x.py',
    '(.venv) C:\\a> python x.py',
    '>>> import openai',
    'iex(4)> Req.get!("x")',
    '% node index.js',
    '+ curl https://a',
  ])
    expect(isTyped(typed), typed).toBe(true);
  for (const printed of [
    'Error: OPENAI_API_KEY is not set',
    '100% done',
    '> quoted text',
    '{"a":1}',
    '  at f (a.js:1)',
    '[error] x',
  ])
    expect(isTyped(printed), printed).toBe(false);
});

test('what a server says of its own address', () => {
  for (const banner of [
    '* Running on local URL:  http://0.0.0.0:7860',
    '  ➜  Local:   http://localhost:5173/',
    'Uvicorn running on http://0.0.0.0:8000',
    'Editor is now accessible via: http://localhost:5678',
    'msg="Listening on 127.0.0.1:11434"',
  ])
    expect(isListening(banner), banner).toBe(true);
  for (const call of [
    'Error: connect ECONNREFUSED http://localhost:8000 is the server running on that port?',
    'POST http://localhost:8000/v1/models',
  ])
    expect(isListening(call), call).toBe(false);
});

describe('an event has who called, whose the peer is, and how it ended', () => {
  const frame = (file: string) => `  File "/app/.venv/lib/python3.12/site-packages/${file}", line 9, in send\n`;
  const trace = (...files: string[]) =>
    `Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\n${files.map(frame).join('')}httpx.ConnectError: [Errno 111] Connection refused\n`;

  test.each([
    ['the SDK of an API', trace('openai/_base_client.py', 'httpx/_client.py'), 'api-client', null],
    [
      'an observer between the SDK and its transport is not the caller',
      trace('openai/_base_client.py', 'sentry_sdk/integrations/httpx.py', 'httpx/_client.py'),
      'api-client',
      null,
    ],
    ['a client of a database', trace('prisma/engine/http.py', 'httpx/_client.py'), 'other', 'a database'],
    [
      'what runs a program is not the caller',
      trace('celery/app/trace.py')
        .replace('main.py', 'x.py')
        .replace(/(httpx\.ConnectError)/, '  File "/app/jobs.py", line 4, in run\n$1'),
      'unknown',
      null,
    ],
  ])('%s', async (_, text, kind, whose) => {
    const [first] = await kindsOf(text);
    expect(first?.failure.actor.kind).toBe(kind);
    expect(first?.failure.otherService).toBe(whose);
  });

  const failed = 'WARN llm: POST https://llm.example/v1/chat/completions failed: 502 Bad Gateway';
  test.each([
    ['failed', [failed]],
    ['retried', [`${failed}; retrying in 2 s`]],
    ['gave up', [`${failed}; no luck after 3 attempts`]],
  ])('%s', async (outcome, lines) => {
    const [first] = await kindsOf(lines.join('\n'));
    expect(first?.failure.outcome).toBe(outcome);
  });

  test('what was tried again and then went well is no failure, and neither is what a test wanted', async () => {
    expect(await kindsOf(`${failed}; retrying in 2 s\nINFO llm: attempt 2 succeeded`)).toEqual([]);
    expect(await kindsOf(`${failed}\n=== 9 passed in 0.4s ===`)).toEqual([]);
    expect(await kindsOf(`${failed}; retrying in 2 s\nINFO llm: attempt 2 did not succeed, error 502`)).not.toEqual([]);
    expect(await kindsOf(`${failed}\n=== 1 failed, 8 passed in 0.4s ===`)).not.toEqual([]);
  });
});
