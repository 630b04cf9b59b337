import { afterAll, describe, expect, test } from 'vitest';
import { doctor, doctorHere, KEY, keepsItsPromises, SECRET, says, serveHostile, worst } from '../lab/hostile.ts';
import { LISTING, misbehaviours } from '../lab/hostile-http.ts';

/**
 * The tool against servers that answer in every way in which no server should. What it says of each must be true. Where memory or an
 * end is at stake, and once for each way to say it, a process of its own is started.
 */

const DEADLINE_MS = 6000;
const LIMITS = ['--timeout', '1500ms', '--deadline', `${DEADLINE_MS}ms`];
const at = (port: number, limits = LIMITS) => ['check', ...limits, '--base-url', `http://127.0.0.1:${port}/v1`];

/** Answers that may cost memory or never end. */
const heavy = ['tooMuch', 'slow'];

/** To make a bomb and to unpack it is work: it must end by its size, not by the time that a busy machine needs. */
const WORK_MS = 15_000;
const FOR_WORK = ['--timeout', '10s', '--deadline', `${WORK_MS}ms`];
/** What may end by its time as well, as a body that takes as long as it likes, need not get that much of it. */
const BY_TIME = ['--timeout', '1500ms', '--deadline', `${WORK_MS}ms`];

afterAll(() => console.info(`${worst.runs} runs, at most ${Math.round(worst.peak)} MiB and ${Math.round(worst.ms)} ms`));

describe.each(Object.entries(misbehaviours))('%s', (group, cases) => {
  const check = heavy.includes(group) ? doctor : doctorHere;
  const deadlineMs = group === 'tooMuch' ? WORK_MS : DEADLINE_MS;
  test.concurrent.each(cases)('$name', async ({ act, truth, from }) => {
    const work = truth.includes('http/timeout') ? BY_TIME : FOR_WORK;
    const limits = group === 'tooMuch' ? work : LIMITS;
    const server = await serveHostile(act, { from });
    const done = await check([...at(server.port, limits), '--format', 'json']);
    await server.close();
    keepsItsPromises(done, { deadlineMs });
    const { rootCause, findings } = done.report;
    expect(truth, findings[0]?.explanation).toContain(rootCause);
  });
});

test.concurrent.each(misbehaviours.words)('$name, for people', async ({ act, from }) => {
  const server = await serveHostile(act, { from });
  const done = await doctor(at(server.port));
  await server.close();
  keepsItsPromises(done, { deadlineMs: DEADLINE_MS });
  expect(done.stdout).toContain('127.0.0.1');
});

test.concurrent('a chain of redirects across hosts, ports and schemes is not followed by a single step', async () => {
  const back = says('HTTP/1.1 307 Temporary\r\nLocation: http://127.0.0.1:1/v1/models\r\nContent-Length: 0\r\n\r\n');
  const strangers = [
    await serveHostile(back, { host: '127.0.0.2' }),
    await serveHostile(back),
    await serveHostile(back, { host: '127.0.0.3' }),
  ];
  const [other, port, third] = strangers.map((one) => one.port);
  const targets = [
    `http://127.0.0.2:${other}/v1/models`,
    `http://127.0.0.1:${port}/v1/models`,
    `https://127.0.0.1:${port}/v1/models`,
    `//127.0.0.3:${third}/v1/models`,
    `http://${KEY}@127.0.0.2:${other}/v1/models`,
    `http://127.0.0.2:${other}/?key=${KEY}`,
  ];
  for (const target of targets) {
    const api = await serveHostile(says(`HTTP/1.1 308 Moved\r\nLocation: ${target}\r\nContent-Length: 0\r\n\r\n`));
    const done = await doctorHere([...at(api.port), '--format', 'json']);
    await api.close();
    keepsItsPromises(done, { deadlineMs: DEADLINE_MS });
    expect(done.report.rootCause).toBe('http/unexpected-redirect');
    expect(api.heard()).toContain(KEY);
  }
  for (const stranger of strangers) {
    expect(stranger.heard()).toBe('');
    await stranger.close();
  }
});

test.concurrent('no step that a server words becomes a command', async () => {
  const redirect = "HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/$(id>owned);`id`'/v1/models\r\nContent-Length: 0\r\n\r\n";
  const region = {
    error: { message: 'Please make your request to evil.example', code: 'incorrect_hostname', type: 'invalid_request_error' },
  };
  const body = JSON.stringify(region);
  const host = 'HTTP/1.1 302 Found\r\nLocation: https://$(id)`id`;id/v1/models\r\nContent-Length: 0\r\n\r\n';
  const answers = [
    redirect,
    host,
    `HTTP/1.1 401 No\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  ];
  for (const answer of answers) {
    const api = await serveHostile(says(answer));
    const { report } = await doctorHere([...at(api.port), '--format', 'json']);
    await api.close();
    const steps = report.findings.flatMap((finding) => finding.steps).join('\n');
    expect(steps).not.toMatch(/OPENAI_BASE_URL=\S*(?:\$\(|`\w|evil)/);
    expect(steps).not.toContain(SECRET);
  }
});

test.concurrent('an absurd wait is not quoted', async () => {
  for (const wait of ['1000000000000', '1e308', 'Fri, 31 Dec 9999 23:59:59 GMT', '-1', '0x7fffffff']) {
    const body = '{"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}}';
    const head = `HTTP/1.1 429 Slow\r\nDate: Tue, 24 Nov 2026 00:00:00 GMT\r\nRetry-After: ${wait}\r\nContent-Length: ${body.length}\r\n\r\n`;
    const api = await serveHostile(says(head, body));
    const { report } = await doctorHere([...at(api.port), '--format', 'json']);
    await api.close();
    expect(report.rootCause).toBe('limit/rate-limit');
    expect(report.findings[0]?.steps.join('\n'), wait).not.toMatch(/\d{3,} (?:d|h|s)\b|e\+/);
  }
});

test.concurrent('an answer that takes four of the five seconds is an answer', async () => {
  const late = says(`HTTP/1.1 200 OK\r\nContent-Length: ${LISTING.length}\r\n\r\n${LISTING}`);
  const api = await serveHostile((socket, request) => setTimeout(() => late(socket, request), 4000));
  const { report } = await doctor(['check', '--format', 'json', '--base-url', `http://127.0.0.1:${api.port}/v1`]);
  await api.close();
  expect(report.rootCause).toBeNull();
});
