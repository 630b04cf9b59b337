/** What `--deep` and `--repeat` find, against the practice API and other servers on loopback. Free parts are counted: they cost nothing. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { type Practice, type Served, startPractice } from '../../src/practice/server.ts';
import { bin, finish, toolCommand } from '../lab/lab.ts';
import { openResidents, type Residents } from '../lab/resident.ts';
import { printedReport } from '../support/schema.ts';

const KEY = 'sk-practice';
let practice: Practice;
const served: Served[] = [];
const open: (Server | TcpServer)[] = [];
let folder = '';
let residents: Residents;
beforeAll(async () => {
  practice = await startPractice(0, (one) => served.push(one));
  folder = mkdtempSync(join(tmpdir(), 'api-doctor-calls-'));
  residents = openResidents(['env', '-C', folder]);
});
afterAll(async () => {
  await residents.stop();
  await practice.close();
  for (const server of open) server.close();
  rmSync(folder, { recursive: true });
});

interface Checked {
  report: Report;
  status: number | null;
  ids: string[];
  row(id: string): Report['probes'][number] | undefined;
}

/** Runs the tool against a base URL on loopback, in a directory of the test's own. */
async function check(baseUrl: string, args: string[], env: Record<string, string> = {}, cwd = folder): Promise<Checked> {
  const all = { PATH: '/usr/bin:/bin', HOME: folder, OPENAI_API_KEY: KEY, ...env };
  const options = ['--base-url', baseUrl, '--skip', 'status', '--format', 'json', '--timeout', '4s', ...args];
  const shared = cwd === folder ? residents.run({ args: ['check', ...options], env: all }) : null;
  const alone = () => finish(toolCommand(['check', ...options], all, { cwd }), { mayFail: true, limitMs: 50_000 });
  const { stdout, stderr, status } = await (shared ?? alone());
  const report = printedReport(stdout) as Report;
  expect(report, stdout + stderr).toBeDefined();
  return {
    report,
    status,
    ids: report.findings.map(({ id }) => id),
    row: (id) => report.probes.find((probe) => probe.id === id),
  };
}

const at = (row: string) => `http://127.0.0.1:${practice.port}${row === '' ? '' : `/${row}`}/v1`;

/** A server that answers each request with a function of its own. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as { port: number }).port}/v1`;
}

/** A client library as it lies in node_modules. */
function withPackage(name: string, version: string): string {
  const project = mkdtempSync(join(folder, 'project-'));
  const place = join(project, 'node_modules', name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'package.json'), JSON.stringify({ name, version }));
  return project;
}

describe.concurrent('a healthy server', () => {
  test('costs two small requests with --deep, and the report says what they used', async () => {
    const before = practice.counts().billed;
    const { report, status, ids, row } = await check(at(''), ['--deep']);
    expect([status, ids]).toEqual([0, []]);
    expect(report.spent).toEqual({ requests: 2, inputTokens: expect.any(Number), outputTokens: expect.any(Number) });
    expect(report.exits).toEqual([
      { route: 'direct', header: 'cf-ray', value: expect.stringMatching(/-FRA$/), place: 'FRA', country: 'DE' },
    ]);
    expect(row('http/endpoints')?.summary).toBe('has /responses, /chat/completions, /embeddings, /completions');
    expect(row('http/websocket')?.summary).toMatch(/^\/responses WebSocket accepted/);
    expect(row('http/body')?.summary).toMatch(/^bodies up to 1025 KiB refused alike/);
    expect(row('tcp/idle')?.status).toBe('skip');
    expect(practice.counts().billed - before).toBeGreaterThanOrEqual(2);
  });
});

describe('the free parts', () => {
  test('cost nothing, and without --deep nothing is posted', async () => {
    const [billed, from] = [practice.counts().billed, served.length];
    const { ids, report } = await check(at(''), ['--deep', 'endpoints,body,websocket']);
    expect([ids, practice.counts().billed, report.spent]).toEqual([[], billed, undefined]);
    const plain = served.length;
    await check(at(''), []);
    expect(served.slice(from, plain).some(({ method }) => method === 'POST')).toBe(true);
    expect(served.slice(plain).map(({ method }) => method)).toEqual(served.slice(plain).map(() => 'GET'));
  });
});

describe.concurrent('--deep endpoints', () => {
  test('a server without /responses: for nobody here, and for those who need it', async () => {
    const args = ['--deep', 'endpoints'];
    const quiet = await check(at('no-responses'), args);
    expect(quiet.report.findings).toMatchObject([{ id: 'http/endpoint-missing', severity: 'warning', httpStatus: 404 }]);
    expect([quiet.status, quiet.report.verdict]).toEqual([0, 'degraded']);
    expect(quiet.report.findings[0]?.explanation).toContain('calls there are not affected');
    const sdk = await check(at('no-responses'), args, {}, withPackage('@ai-sdk/openai', '3.0.1'));
    expect(sdk.status).toBe(22);
    expect(sdk.report.findings[0]).toMatchObject({
      severity: 'error',
      explanation: expect.stringContaining('the AI SDK (3.0.1)'),
    });
    expect(sdk.report.findings[0]?.steps[0]).toContain('openai.chat(MODEL)');
    const older = await check(at('no-responses'), args, {}, withPackage('@ai-sdk/openai', '1.3.0'));
    expect(older.report.findings[0]?.severity).toBe('warning');
    const codex = await check(at('no-responses'), args, {}, withPackage('@openai/codex', '0.171.0'));
    expect(codex.report.findings[0]).toMatchObject({ severity: 'error', pythonType: 'NotFoundError' });
    expect([codex.status, codex.report.rootCause]).toEqual([22, 'http/endpoint-missing']);
  });

  test('/chat/completions is missing, and calls go to /responses', async () => {
    const { ids, row, report } = await check(at('no-chat-completions'), ['--deep', 'endpoints,call']);
    expect(ids).toEqual(['http/endpoint-missing']);
    expect(row('http/call')?.facts).toMatchObject({ endpoint: '/responses', usage: { input: 13, output: 20 } });
    expect(report.findings[0]?.steps.join(' ')).toContain('client.responses.create(…)');
  });

  test('/embeddings is missing is a warning, and the oldest endpoint is not missed', async () => {
    const { report, status } = await check(
      at('no-embeddings'),
      ['--deep', 'endpoints'],
      {},
      withPackage('@ai-sdk/openai', '3.0.1'),
    );
    expect(report.findings).toMatchObject([{ id: 'http/endpoint-missing', severity: 'warning' }]);
    expect(report.findings[0]?.title).toBe('The server has no /embeddings');
    expect([status, report.findings[0]?.steps.some((step) => /second client/.test(step))]).toEqual([0, true]);
    expect((await check(at('no-completions'), ['--deep', 'endpoints'])).ids).toEqual([]);
  });

  test.each([
    ['answers every path alike', 400, () => ({ error: { message: 'bad request' } })],
    ['asks every path for another key', 401, () => ({ error: { message: 'no' } })],
  ])('a server that %s shows nothing', async (_, status, body) => {
    const url = await serve(({ url: path }, answer) => {
      const isList = path === '/v1/models';
      answer.writeHead(isList ? 200 : status, { 'content-type': 'application/json' });
      answer.end(JSON.stringify(isList ? { object: 'list', data: [{ id: 'm', object: 'model' }] } : body()));
    });
    const { ids, row } = await check(url, ['--deep', 'endpoints']);
    expect(ids).not.toContain('http/endpoint-missing');
    expect(row('http/endpoints')?.summary).toBe('not shown: /responses, /chat/completions, /embeddings, /completions');
  });

  test('a 404 about the model is an endpoint, a 404 about the path is none', async () => {
    const url = await serve(({ url: path = '' }, answer) => {
      const isList = path === '/v1/models';
      const message = path === '/v1/chat/completions' ? 'model "" not found, try pulling it first' : `path ${path} not found`;
      answer.writeHead(isList ? 200 : 404, { 'content-type': 'application/json' });
      answer.end(JSON.stringify(isList ? { object: 'list', data: [{ id: 'm', object: 'model' }] } : { error: { message } }));
    });
    const { row } = await check(url, ['--deep', 'endpoints']);
    expect(row('http/endpoints')?.summary).toBe('has /chat/completions; has no /responses, /embeddings, /completions');
  });

  test('a server that generates without being asked is told once, and never asked again', async () => {
    let posts = 0;
    const url = await serve(({ url: path, method }, answer) => {
      if (method === 'POST' && path !== '/v1/api-doctor-control') posts += 1;
      const body =
        path === '/v1/models'
          ? { object: 'list', data: [{ id: 'm', object: 'model' }] }
          : { object: 'x', output: [], choices: [] };
      answer.writeHead(path === '/v1/api-doctor-control' ? 404 : 200, { 'content-type': 'application/json' });
      answer.end(JSON.stringify(body));
    });
    const { row, report } = await check(url, ['--deep']);
    expect(row('http/endpoints')?.summary).toContain('/responses generated an answer to an empty request');
    for (const id of ['http/body', 'http/call', 'stream/events']) expect(row(id)?.skippedBecause).toBe('http/endpoints');
    expect([posts, report.spent?.requests]).toEqual([1, 1]);
  });
});

describe.concurrent('--deep websocket', () => {
  const codex = () => withPackage('@openai/codex', '0.171.0');

  test.each([
    ['websocket-401', /HTTP 401/, 'the upgrade itself is not allowed'],
    ['websocket-403', /HTTP 403/, 'the upgrade itself is not allowed'],
    ['websocket-404', /HTTP 404/, 'like a plain GET request'],
    ['websocket-426', /HTTP 426/, 'wants no upgrade there'],
    ['websocket-stripped', /HTTP 404/, 'removes the Upgrade header'],
    ['websocket-silent', /no response within/, 'holds the upgrade back'],
    ['websocket-reset', /connection reset/, 'ends the connection at the upgrade'],
    ['websocket-closed', /closed at once with code 1008: “policy violation”/, 'ends the WebSocket by itself'],
  ])('%s is named, with what to set in Codex', async (row, answer, reading) => {
    const { report, status } = await check(at(row), ['--deep', 'websocket'], {}, codex());
    expect(report.findings.map(({ id, severity }) => [id, severity])).toEqual([['http/websocket-refused', 'warning']]);
    expect(report.findings[0]?.explanation).toMatch(answer);
    expect(report.findings[0]?.explanation).toContain(reading);
    expect(report.findings[0]?.steps[0]).toContain('supports_websockets = false');
    expect(status).toBe(0);
  });

  test('is silent where it is accepted, and a warning where nobody here uses it', async () => {
    expect((await check(at(''), ['--deep', 'websocket'], {}, codex())).ids).toEqual([]);
    const { report, status } = await check(at('websocket-426'), ['--deep', 'websocket']);
    expect([status, ...report.findings.map(({ severity }) => severity)]).toEqual([0, 'warning']);
    expect(report.findings[0]?.explanation).toContain('calls over HTTP are not affected');
  });

  test('is silent where the server has no /responses at all', async () => {
    const { row, ids } = await check(at('no-responses'), ['--deep', 'endpoints,websocket']);
    expect(row('http/websocket')?.skippedBecause).toBe('http/endpoints');
    expect(ids).not.toContain('http/websocket-refused');
  });

  test('where a Realtime model is named, there is no other route', async () => {
    const { report } = await check(at('websocket-403'), ['--deep', 'websocket', '--model', 'gpt-realtime']);
    expect(report.findings[0]?.id).toBe('http/websocket-refused');
    expect(report.probes.find(({ id }) => id === 'http/websocket')?.facts).toMatchObject({
      tried: [{}, { endpoint: '/realtime' }],
    });
  });
});

describe.concurrent('--deep body', () => {
  test.each([
    ['body-limit-100k', 413, /A request body of 256 KiB is rejected by nginx with HTTP 413\. One of 64 KiB is not\./],
    ['body-reset-100k', null, /A request body of 256 KiB is rejected with a connection that is reset\. One of 64 KiB is not\./],
  ])('%s: from which size, and by whom', async (row, httpStatus, explanation) => {
    const { report } = await check(at(row), ['--deep', 'body']);
    expect(report.findings).toMatchObject([{ id: 'http/body-limit', severity: 'warning', httpStatus }]);
    expect(report.findings[0]?.explanation).toMatch(explanation);
  });

  test('a gateway that swallows large bodies is a limit, and no lost packets', async () => {
    const url = await serve((request, answer) => {
      if (Number(request.headers['content-length'] ?? 0) > 100_000) return;
      const isList = request.url === '/v1/models';
      const body = isList ? { object: 'list', data: [] } : { error: { message: 'you must provide a model parameter' } };
      // A server that answers before it has read a body may close on what still comes.
      request.resume().on('end', () => {
        answer.writeHead(isList ? 200 : 400, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
    const { report } = await check(url, ['--deep', 'body', '--timeout', '1s']);
    const found = report.findings.find(({ id }) => id === 'http/body-limit');
    expect(found).toMatchObject({
      pythonType: 'APITimeoutError',
      explanation: expect.stringMatching(/256 KiB is rejected with no response/),
    });
    expect(report.findings.map(({ id }) => id)).not.toContain('tcp/large-packets-lost');
  });

  test.each([
    ['one answer that differs by chance', (count: number) => count === 3],
    ['a rate limit', () => false],
  ])('%s is no limit', async (name, isOdd) => {
    let posts = 0;
    const url = await serve((request, answer) => {
      const isList = request.url === '/v1/models';
      if (!isList) posts += 1;
      const status = isList ? 200 : isOdd(posts) ? 503 : name === 'a rate limit' && posts > 1 ? 429 : 400;
      request.resume().on('end', () => {
        answer.writeHead(status, { 'content-type': 'application/json' });
        answer.end(JSON.stringify(isList ? { object: 'list', data: [] } : { error: { message: `status ${status}` } }));
      });
    });
    const { ids } = await check(url, ['--deep', 'body']);
    expect(ids).not.toContain('http/body-limit');
  });
});

describe.concurrent('--deep stream, of both endpoints', () => {
  const SPEAKS: Record<string, [chat: string[], responses: string[]]> = {
    'stream-no-terminal': [['stream/invalid-events'], ['stream/invalid-events']],
    // A chat is over at the first piece that says so, for every client.
    'stream-doubled-terminal': [[], ['stream/invalid-events']],
    'stream-media-type': [['stream/invalid-events'], ['stream/invalid-events']],
    'stream-not-json': [['stream/invalid-events'], ['stream/invalid-events']],
    // The pieces of a chat stand in no order but their own.
    'stream-order': [[], ['stream/invalid-events']],
    'stream-other-shape': [['stream/invalid-events'], ['stream/invalid-events']],
    'stream-cut': [['stream/cut'], ['stream/cut']],
    'stream-stalled': [['stream/stalled'], ['stream/stalled']],
    'stream-error': [['server/error'], ['server/error']],
    'stream-buffered': [['stream/buffered'], ['stream/buffered']],
  };

  test.each(Object.entries(SPEAKS))('%s', async (row, [chat, responses]) => {
    const overChat = await check(at(row), ['--deep', 'stream', '--timeout', row === 'stream-stalled' ? '1s' : '3s']);
    expect(overChat.ids).toEqual(chat);
    // OpenAI’s own clients use /responses first; here it is the only endpoint.
    const url = await onlyResponses(row);
    const overResponses = await check(url, ['--deep', 'endpoints,stream', '--timeout', row === 'stream-stalled' ? '1s' : '3s']);
    expect(overResponses.ids.filter((id) => id !== 'http/endpoint-missing')).toEqual(responses);
    expect(overResponses.row('stream/events')?.facts).toMatchObject({ endpoint: '/responses' });
  });

  /** Hands on to the practice API what is no chat. */
  async function onlyResponses(row: string): Promise<string> {
    return serve(async (request, answer) => {
      if (request.url === '/v1/chat/completions') return void answer.writeHead(404).end('{"error":{"message":"no such path"}}');
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      const { authorization = '' } = request.headers;
      const url = `http://127.0.0.1:${practice.port}/${row}${request.url}`;
      const upstream = await fetch(url, {
        method: request.method ?? 'GET',
        headers: { ...(authorization ? { authorization } : {}) },
        ...(request.method === 'POST' ? { body: Buffer.concat(parts) } : {}),
      }).catch(() => null);
      if (!upstream) return void answer.destroy();
      answer.writeHead(upstream.status, { 'content-type': upstream.headers.get('content-type') ?? '' });
      try {
        for await (const part of upstream.body ?? []) answer.write(part);
        answer.end();
      } catch {
        answer.destroy();
      }
    });
  }
});

describe.concurrent('--deep idle', () => {
  /** A server that forgets silent connections after a time: in order, with a reset, or without a sign. */
  async function forgetful(afterMs: number, how: 'alive' | 'closed' | 'reset' | 'dead'): Promise<string> {
    const server = createTcpServer((socket) => {
      let isForgotten = false;
      const timer = setTimeout(() => {
        isForgotten = how !== 'alive';
        if (how === 'closed') socket.end();
        if (how === 'reset') socket.resetAndDestroy();
      }, afterMs);
      socket.on('error', () => {});
      socket.on('close', () => clearTimeout(timer));
      socket.once('data', () => {
        clearTimeout(timer);
        const body = '{"object":"list","data":[]}';
        if (!isForgotten)
          socket.end(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      });
    });
    open.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as { port: number }).port}/v1`;
  }

  const ARGS = ['--deep', 'idle', '--timeout', '1s', '--deadline', '13s'];

  test.each([
    ['dead', /a request over it gets no response/],
    ['reset', /it was reset/],
  ] as const)('a connection that is %s after a while is named, with the time', async (how, explanation) => {
    const { report, row } = await check(await forgetful(3_000, how), ARGS);
    expect(report.findings.map(({ id }) => id)).toContain('tcp/idle-dropped');
    const found = report.findings.find(({ id }) => id === 'tcp/idle-dropped');
    expect(found?.explanation).toMatch(explanation);
    expect(found?.explanation).toContain('After 2.4 s it still does.');
    expect(row('tcp/idle')?.summary).toMatch(/0\.6 s: alive, 1\.2 s: alive, 2\.4 s: alive, 4\.8 s: (?:dead|reset)/);
  });

  test.each(['alive', 'closed'] as const)('one that is %s is not', async (how) => {
    const { ids, row } = await check(await forgetful(3_000, how), ARGS);
    expect(ids).not.toContain('tcp/idle-dropped');
    expect(row('tcp/idle')?.summary).toContain(`4.8 s: ${how}`);
  });
});

describe.concurrent('long probes', () => {
  const running: ChildProcess[] = [];
  afterAll(() => {
    for (const child of running) child.kill('SIGKILL');
  });

  /** Runs the tool, and interrupts it when the server has seen enough. */
  async function interrupted(args: string[], whenSeen: number): Promise<Report> {
    const seen = { connections: 0 };
    const url = await serve((_, answer) => answer.end('{"object":"list","data":[]}'));
    const child = spawn(process.execPath, [bin, 'check', '--base-url', url, '--skip', 'status', '--format', 'json', ...args], {
      env: { PATH: '/usr/bin:/bin', HOME: folder, OPENAI_API_KEY: KEY },
      cwd: folder,
    });
    running.push(child);
    open.at(-1)?.on('connection', () => {
      seen.connections += 1;
      if (seen.connections === whenSeen) setTimeout(() => child.kill('SIGINT'), 300);
    });
    let text = '';
    child.stdout.on('data', (piece) => {
      text += piece;
    });
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(130);
    return printedReport(text) as Report;
  }

  test.each([
    ['--repeat', ['--repeat', '1000'], 20, 'tcp/repeat', /^0 of \d+ connections failed, ended early after \d+ of 1000 rounds$/],
    // Four connections of the usual run, then five silent ones.
    ['--deep idle', ['--deep', 'idle'], 9, 'tcp/idle', /^no silent connection was waited for \(ended early\)$/],
  ])('Ctrl-C in the middle of %s reports what is known', async (_, args, whenSeen, probe, summary) => {
    const report = await interrupted(args, whenSeen);
    expect(report.probes.find(({ id }) => id === probe)?.summary).toMatch(summary);
  });
});

describe.concurrent('wrong usage', () => {
  test.each([
    [['--deep', 'calls'], /unknown part .*Did you mean 'call'/],
    [['--deep', ','], /names no part/],
    [['--repeat', '0'], /is no number of connections\. Give one from 1 to 1000/],
    [['--repeat', '1001'], /from 1 to 1000/],
    [['--repeat', 'ten'], /from 1 to 1000/],
    [['--offline', '--repeat', '5'], /--offline sends nothing, so --repeat/],
  ])('%j', async (args, message) => {
    const command = [process.execPath, bin, 'check', ...args];
    const { status, stderr } = await finish(command, { mayFail: true });
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });
});
