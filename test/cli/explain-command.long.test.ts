import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Io } from '../../src/machine/io.ts';
import type { Report } from '../../src/model/report.ts';

const folder = mkdtempSync(join(tmpdir(), 'api-doctor-explain-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** Runs the command line as `bin` does, with streams of our own. */
async function explain(
  args: string[],
  how: { input?: string | Buffer; env?: Record<string, string>; isTTY?: boolean; interrupted?: AbortSignal } = {},
) {
  const said = { stdout: '', stderr: '' };
  const collect = (name: 'stdout' | 'stderr') => {
    const stream = new PassThrough();
    stream.on('data', (piece) => {
      said[name] += piece;
    });
    return stream;
  };
  const io: Io = {
    stdin: Object.assign(Readable.from(how.input === undefined ? [] : [Buffer.from(how.input as Buffer)]), {
      isTTY: how.isTTY ?? false,
    }),
    stdout: collect('stdout'),
    stderr: collect('stderr'),
    env: { LANG: 'C.UTF-8', ...how.env },
    platform: 'linux',
    runtime: { node: '20.0.0', openssl: '3.0.0', os: 'Linux' },
    version: '1.2.3',
    timeZone: 'UTC',
    interrupted: how.interrupted ?? new AbortController().signal,
  };
  const status = await main(['explain', ...args], io);
  return { status, ...said };
}

async function report(args: string[], how: Parameters<typeof explain>[1] = {}): Promise<Report & { status: number }> {
  const { status, stdout } = await explain([...args, '--format', 'json'], how);
  return { ...(JSON.parse(stdout) as Report), status };
}

const QUOTA =
  "openai.RateLimitError: Error code: 429 - {'error': {'message': 'You exceeded your current quota, please check your plan and billing details.', 'type': 'insufficient_quota', 'param': None, 'code': 'insufficient_quota'}}\n";

describe('a term gives its page', () => {
  test.each([
    ['429', 'status', 'limit/rate-limit', 'limit/quota-exceeded'],
    ['HTTP 503', 'status', 'server/overloaded', 'limit/slow-down'],
    ['RateLimitError', 'type', 'limit/rate-limit', 'limit/quota-exceeded'],
    ['openai.error.InvalidRequestError', 'type', 'http/bad-request', 'request/context-length'],
    ['APIConnectionTimeoutError', 'type', 'tcp/timeout', 'tls/timeout'],
    ['429-quota-exceeded', 'api-error', 'limit/quota-exceeded', 'limit/credit-exhausted'],
    ['tls', 'layer', 'tls/expired', 'tls/interception'],
  ])('%s lists what it can be', async (term, kind, ...ids) => {
    const { stdout, status } = await explain([term, '--format', 'json']);
    const page = JSON.parse(stdout);
    expect([status, page.kind]).toEqual([0, kind]);
    expect(page.findings.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(ids));
  });

  test.each([
    ['tls/interception', 'tls/interception', 13],
    ['insufficient_quota', 'limit/quota-exceeded', 24],
    ['ENOTFOUND', 'dns/nxdomain', 11],
    ['EAI_AGAIN', 'dns/temporary-failure', 11],
    ['CERTIFICATE_VERIFY_FAILED', 'tls/verification-failed', 13],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls/self-signed', 13],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls/not-tls', 13],
    ['curl: (60)', 'tls/verification-failed', 13],
    ['curl 6', 'dns/nxdomain', 11],
    ['errno 111', 'tcp/refused', 12],
    ['WinError 10061', 'tcp/refused', 12],
    ['unrecognized_name', 'tls/handshake-failure', 13],
    ['alert 116', 'tls/client-certificate-required', 13],
    ['certificate has expired', 'tls/expired', 13],
    ['socket hang up', 'http/closed', 15],
    ['unsupported_country_region_territory', 'auth/unsupported-region', 21],
  ])('%s is %s', async (term, id, exitStatus) => {
    const { stdout, status } = await explain([term, '--format', 'json']);
    const page = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(page).toMatchObject({ kind: 'finding', exitStatus });
    expect(page.title.split(':')[0]).toBe(id);
    expect(page.meaning.length).toBeGreaterThan(20);
    expect(JSON.stringify(page)).not.toMatch(/\{[a-z]\w*\}/);
  });

  test('several words need no quotes', async () => {
    const [loose, quoted] = [await explain(['HTTP', '503']), await explain(['HTTP 503'])];
    expect(loose).toEqual(quoted);
    expect(loose.status).toBe(0);
    expect(await explain(QUOTA.trim().split(' '))).toMatchObject({ status: 24 });
  });

  test('for people, in lines that fit', async () => {
    const { stdout } = await explain(['RateLimitError']);
    expect(stdout.replace(/\s+/g, ' ')).toContain('Identified by: code or type insufficient_quota');
    expect(stdout.split('\n').filter((line) => line.length > 80 && !line.includes('https://'))).toEqual([]);
  });

  test.each([
    ['insuficient_quota', 'insufficient_quota'],
    ['RateLimtError', 'RateLimitError'],
    ['ENOTFUOND', 'ENOTFOUND'],
    ['tls/intercepton', 'tls/interception'],
  ])('%s is misspelt: the nearest is named', async (term, nearest) => {
    const { status, stdout, stderr } = await explain([term]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(nearest);
  });
});

describe('a log gives the report that check gives', () => {
  test('root cause, values, exit status', async () => {
    const { status, rootCause, exitCode, verdict, findings, probes } = await report([file('a.log', `start\n${QUOTA}`)]);
    expect({ status, rootCause, exitCode, verdict, probes }).toEqual({
      status: 24,
      rootCause: 'limit/quota-exceeded',
      exitCode: 24,
      verdict: 'failing',
      probes: [],
    });
    expect(findings[0]).toMatchObject({ apiError: '429-quota-exceeded', httpStatus: 429, pythonType: 'RateLimitError' });
    expect(findings[0]?.evidence[0]).toMatch(/^line 2: openai\.RateLimitError/);
  });

  test('the same from a file, from standard input and from the command line', async () => {
    const [fromFile, dash, piped, pasted] = await Promise.all([
      report([file('b.log', QUOTA)]),
      report(['-'], { input: QUOTA }),
      report([], { input: QUOTA }),
      report([QUOTA]),
    ]);
    expect([fromFile, dash, piped, pasted].map(({ rootCause }) => rootCause)).toEqual(Array(4).fill('limit/quota-exceeded'));
  });

  test('--fail-on never ends with 0, and a file takes a format', async () => {
    const path = join(folder, 'report.json');
    const { status, stdout } = await explain([
      file('c.log', QUOTA),
      '--fail-on',
      'never',
      '--format',
      `json=${path}`,
      '--format',
      'human',
    ]);
    expect(status).toBe(0);
    expect(stdout).toContain('limit/quota-exceeded');
  });

  test('what was read is used: limit, wait, model, host, names, scopes', async () => {
    const of = async (text: string) => JSON.stringify((await report([], { input: text })).findings);
    const limit = await of(
      "Error code: 429 - {'error': {'message': 'Rate limit reached for gpt-4o in organization org-aaaaaaaaaaaaaaaaaaaaaaaa on tokens per min (TPM): Limit 30000, Used 28000, Requested 4000. Please try again in 4s.', 'type': 'tokens', 'code': 'rate_limit_exceeded'}}",
    );
    for (const value of ['gpt-4o', '30000', 'tokens per minute', '4 s']) expect(limit).toContain(value);
    expect(
      await of(
        "Error: Hostname/IP does not match certificate's altnames: Host: api.openai.com. is not in the cert's altnames: DNS:*.portal.example",
      ),
    ).toContain('DNS:*.portal.example');
    expect(await of('Error code: 401 - {"error":{"message":"Missing scopes: model.request.","code":"missing_scope"}}')).toContain(
      'model.request',
    );
    expect(await of('Error: getaddrinfo ENOTFOUND api.opnai.com')).toContain('api.opnai.com');
  });

  test('a place in a program is no issuer, and what is to be trusted is told of before how', async () => {
    const [found] = (
      await report([
        'httpx.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1000)',
      ])
    ).findings;
    expect(found).toMatchObject({ id: 'tls/unknown-issuer', evidence: [expect.stringContaining('(_ssl.c:1000)')] });
    expect(found?.steps[0]).toMatch(/^Get the root certificate of the CA that issued the certificate/);
    expect(found?.steps.at(-1)).toMatch(/: `api-doctor check`$/);
  });

  test('an address of this machine that refuses is where to look, and not the usual API', async () => {
    const { findings } = await report(['FetchError: the request to the API failed, Error: connect ECONNREFUSED 127.0.0.1:3128']);
    expect(findings[0]?.id).toBe('tcp/refused');
    expect(findings[0]?.steps[0]).toMatch(/\b3128\b/);
    expect(JSON.stringify(findings[0]?.steps)).not.toContain('api.openai.com');
  });

  test('a path in a log puts nothing into a command', async () => {
    const { findings } = await report([
      'openai: Error: connect ECONNREFUSED 192.0.2.1:443 for POST https://llm.example.com/a&curl!b/v1/chat/completions',
    ]);
    expect(findings[0]?.id).toBe('tcp/refused');
    expect(findings[0]?.steps.at(-1)).toMatch(/`api-doctor check --base-url https:\/\/llm\.example\.com`/);
  });

  test('several kinds: each once, the root one first', async () => {
    const { findings } = await report([], { input: `${QUOTA}Error: getaddrinfo ENOTFOUND api.opnai.com\n` });
    expect(findings.map(({ id }) => id)).toEqual(['dns/nxdomain', 'limit/quota-exceeded']);
  });

  test('nothing recognised is said plainly, and is no failure', async () => {
    const { status, stdout } = await explain([], { input: 'all is well\n' });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^No known error found/);
    expect(await report([], { input: 'all is well\n' })).toMatchObject({ status: 0, findings: [], rootCause: null });
  });

  test('a hidden cause is called hidden, not healthy', async () => {
    const { status, stdout } = await explain([], { input: 'openai.APIConnectionError: Connection error.\n' });
    expect(status).toBe(0);
    expect(stdout).toContain('client/inconclusive');
    expect(stdout).not.toContain('Healthy');
  });
});

describe('input that cannot be read ends with status 2 and a sentence', () => {
  test.each([
    ['a missing file', () => [join(folder, 'none.log')], /is not a file/],
    ['a missing file among several', () => [join(folder, 'none.log'), join(folder, 'none2.log')], /is not a file/],
    ['a directory', () => [folder], /is a directory/],
    ['a binary file', () => [file('binary', Buffer.from(Array.from({ length: 4_000 }, (_, i) => i % 29)))], /is not text/],
    ['an unknown format', () => ['429', '--format', 'xml'], /xml/],
  ])('%s', async (_, args, sentence) => {
    const { status, stdout, stderr } = await explain(args());
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(sentence);
  });

  test('a report over the log that it is made of', async () => {
    const path = file('kept.log', QUOTA);
    symlinkSync(path, join(folder, 'link.log'));
    for (const target of [path, join(folder, 'link.log')]) {
      const { status, stderr } = await explain([path, '--format', `json=${target}`]);
      expect([status, stderr]).toEqual([2, expect.stringContaining('would write over what is read from there')]);
    }
    expect(readFileSync(path, 'utf8')).toBe(QUOTA);
  });

  test('a pipe that nobody writes to, while one whose writer comes late is read to its end', async () => {
    const [late, never] = [join(folder, 'late'), join(folder, 'never')];
    for (const path of [late, never]) execFileSync('mkfifo', [path]);
    const unwritten = explain([never]);
    const writer = spawn('sh', [
      '-c',
      'sleep 0.3; { printf "%s" "$0"; sleep 0.3; printf "\\n%s" "$0"; } > "$1"',
      QUOTA.trim(),
      late,
    ]);
    const ended = once(writer, 'close');
    expect((await report([late])).findings[0]).toMatchObject({ id: 'limit/quota-exceeded' });
    await ended;
    const { status, stderr } = await unwritten;
    expect([status, stderr]).toEqual([2, expect.stringContaining('is a pipe, and nothing was written to it.')]);
  }, 30_000);

  test('nothing at all on a terminal', async () => {
    const { status, stderr } = await explain([], { isTTY: true });
    expect(status).toBe(2);
    expect(stderr).toContain('explain 429');
  });

  test('an interruption prints what was read so far', async () => {
    const controller = new AbortController();
    controller.abort(Object.assign(new Error('interrupted'), { code: 'INTERRUPTED', signal: 'SIGINT' }));
    const { status, stdout } = await explain([file('d.log', QUOTA)], { interrupted: controller.signal });
    expect([status, stdout]).toEqual([130, expect.stringContaining('interrupted before the whole input was read')]);
  });
});

describe('secrets of the log do not leave', () => {
  const key = 'sk-proj-L0ggedSecret0123456789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';
  const secrets = [key.slice(10, 30), 'hunter2secret', 'cookie-value-1234567890', 'myownsecretvalue'];
  const text = `2026-03-12 10:00:01 ERROR Authorization: Bearer ${key} https_proxy=http://bob:hunter2secret@proxy.example:3128 Set-Cookie: __cf_bm=cookie-value-1234567890; Error: connect ECONNREFUSED 10.0.0.9:3128
openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided: ${key}. You can find your API key at https://platform.openai.com/account/api-keys.', 'type': 'invalid_request_error', 'param': None, 'code': 'invalid_api_key'}}
LocalProtocolError: Illegal header value b'Bearer ${key}\\n' myownsecretvalue
`;

  test.each(['human', 'json'])('in %s', async (format) => {
    const { stdout, stderr } = await explain(['-', '--format', format], {
      input: text,
      env: { OPENAI_API_KEY: 'myownsecretvalue' },
    });
    expect(stdout).toContain('auth/incorrect-key');
    for (const secret of secrets) expect(`${stdout}${stderr}`).not.toContain(secret);
  });

  test('nor those of a term', async () => {
    const { stderr } = await explain([key]);
    expect(stderr).not.toContain(key.slice(10, 30));
  });

  test('nor control sequences', async () => {
    const { stdout } = await explain([], { input: 'Error: \x1b[31mconnect ECONNREFUSED 10.0.0.9:443 \x1b]0;title\x07\x9b31m' });
    expect(stdout).toContain('tcp/refused');
    expect(stdout).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
  });
});

describe('beside the log', () => {
  const log = 'tenacity.RetryError: RetryError[<Future at 0x7f state=finished raised APIConnectionError>]\n';

  test('--here names what is installed, and changes no verdict', async () => {
    const bare = JSON.parse((await explain(['-', '--format', 'json'], { input: log })).stdout) as Report;
    const here = JSON.parse((await explain(['-', '--here', '--format', 'json'], { input: log })).stdout) as Report;
    expect(bare.environment).toEqual({});
    expect(here.environment).toMatchObject({ installed: { node: '20.0.0' } });
    expect([here.rootCause, here.exitCode]).toEqual([bare.rootCause, bare.exitCode]);
  });

  test('--here beside a term is a mistake', async () => {
    expect(await explain(['429', '--here'])).toMatchObject({ status: 2, stdout: '' });
  });

  test('what hides its cause is shown with its evidence and the steps that would name it', async () => {
    const { status, stdout } = await explain(['-'], { input: log });
    expect(status).toBe(0);
    for (const part of ['client/inconclusive', 'line 1: tenacity.RetryError', 'api-doctor check', 'HOST'])
      expect(stdout).toContain(part);
  });
});
