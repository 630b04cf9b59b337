import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseListen } from '../../src/cli/watch/listen.ts';
import { pauseMs } from '../../src/cli/watch/schedule.ts';
import { readTargets } from '../../src/cli/watch/targets-file.ts';
import { root } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { dashboardPage, type Panel, type Series } from '../support/dashboard-picture.ts';

const KEY = `sk-proj-${'w4tch'.repeat(10)}zzzz`;
const folder = mkdtempSync(join(tmpdir(), 'api-doctor-watch-'));
const fleet = readFileSync(join(root, 'docs', 'fleet.md'), 'utf8');

/** A configuration that the documentation gives under a name. */
function documented(name: string): string {
  const found = new RegExp(`<!-- file: ${name} -->\\n\`\`\`yaml\\n(.*?)^\`\`\`$`, 'ms').exec(fleet)?.[1];
  if (found === undefined) throw new Error(`fleet.md has no ${name}`);
  return found;
}

/** An API that works, or answers that it is overloaded. */
const api = { isWell: true };
const server = createServer((request, response) => {
  const isKnown = request.headers.authorization === `Bearer ${KEY}`;
  const status = !api.isWell ? 503 : isKnown ? 200 : 401;
  const error = {
    message: status === 503 ? 'The engine is currently overloaded' : 'Incorrect API key provided',
    code: status === 401 ? 'invalid_api_key' : null,
  };
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-ratelimit-limit-requests': '500',
    'x-ratelimit-remaining-requests': '400',
  });
  response.end(JSON.stringify(status === 200 ? { object: 'list', data: [{ id: 'm', object: 'model' }] } : { error }));
});
let base = '';
const children: ChildProcess[] = [];

async function freePort(): Promise<number> {
  const probe = createTcpServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

function startWatch(options: string[], env: Record<string, string> = {}): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, [join(root, 'bin', 'api-doctor.js'), 'watch', '--skip', 'status', ...options], {
    env: { PATH: process.env.PATH, OPENAI_API_KEY: KEY, ...env },
  });
  children.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => (said += piece));
  return { child, said: () => said };
}

/** Asks until something holds, or throws with the last answer. */
async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean, ms = 40_000): Promise<T> {
  const end = performance.now() + ms;
  for (;;) {
    const answer = await ask().catch((error: unknown) => error as T);
    if (!(answer instanceof Error) && holds(answer)) return answer;
    if (performance.now() > end) throw new Error(`not in time: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const text = async (url: string, headers: Record<string, string> = {}) => (await fetch(url, { headers })).text();

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('watch', () => {
  test('serves what it saw, tells of changes, shows no key, and ends well', async () => {
    const port = await freePort();
    const at = `http://127.0.0.1:${port}`;
    writeFileSync(
      join(folder, 'targets.yaml'),
      `targets:\n  - {name: well, baseUrl: "${base}", keyVariable: OPENAI_API_KEY}\n  - {name: refused, baseUrl: "${base}", keyVariable: OTHER_KEY}\n`,
    );
    const { child, said } = startWatch(
      ['--every', '500ms', '--listen', `127.0.0.1:${port}`, '--targets', join(folder, 'targets.yaml')],
      { OTHER_KEY: `${KEY}x` },
    );
    const metrics = await until(
      () => text(`${at}/metrics`),
      (page) => page.includes('api_doctor_verdict{target="refused"'),
    );
    expect(metrics).toContain('api_doctor_verdict{target="well",verdict="healthy"} 1');
    expect(metrics).toContain(
      'api_doctor_finding{target="refused",finding="auth/incorrect-key",severity="error",root_cause="true"} 1',
    );
    expect(await text(`${at}/healthz`)).toBe('ok\n');
    const report = await text(`${at}/report?target=well`);
    expect(JSON.parse(report)).toMatchObject({
      schemaVersion: 2,
      verdict: 'healthy',
      settings: { key: { source: 'OPENAI_API_KEY' } },
    });
    const probe = await text(`${at}/probe?target=well`);
    expect(probe).toMatch(/^probe_success 1$/m);
    api.isWell = false;
    await until(
      async () => said(),
      (lines) => /well: failing server\/overloaded \(was healthy\)/.test(lines),
    );
    expect(await text(`${at}/probe?target=well`)).toMatch(/^probe_success 0$/m);
    api.isWell = true;
    await until(
      async () => said(),
      (lines) => /well: healthy \(was failing/.test(lines),
    );
    for (const page of [metrics, report, probe, said()]) expect(page).not.toContain('w4tchw4tch');
    expect((await fetch(`${at}/nothing`)).status).toBe(404);
    expect((await fetch(`${at}/metrics`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${at}/probe?target=nobody`)).status).toBe(400);
    // A web page elsewhere whose name leads here reads nothing.
    const rebound = execFileSync(
      'curl',
      ['-s', '-o', '/dev/null', '-w', '%{http_code}', '-H', 'Host: evil.example', `${at}/report`],
      { encoding: 'utf8' },
    );
    expect(rebound).toBe('421');
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  test('wrong usage is told of before anything is sent', async () => {
    const taken = startWatch(['--base-url', base, '--listen', `127.0.0.1:${(server.address() as AddressInfo).port}`]);
    expect(await once(taken.child, 'close')).toEqual([2, null]);
    expect(taken.said()).toContain('something else listens there');
    const both = startWatch(['--base-url', base, '--targets', 'x.yaml', '--listen', '127.0.0.1:1']);
    expect(await once(both.child, 'close')).toEqual([2, null]);
    expect(both.said()).toContain('Leave --base-url and --api-key-file out');
  });

  test.each([
    ['targets: []', /has no list named targets/],
    ['targets:\n  - name: a\n    baseUrl: http://x\n    apiKey: sk-proj-abc', /A key belongs in a variable/],
    ['targets:\n  - {name: a, baseUrl: x}\n  - {name: a, baseUrl: y}', /uses the name a twice/],
    ['targets:\n  - {name: "a b", baseUrl: x}', /no usable name/],
    ['targets: [', /is not valid YAML/],
  ])('a list such as %j is refused with what would be right', async (content, why) => {
    const path = join(folder, 'wrong.yaml');
    writeFileSync(path, content);
    const refused = await readTargets(path, new AbortController().signal).catch((error: Error) => error.message);
    expect(refused).toMatch(why);
    expect(refused).not.toContain('sk-proj-abc');
  });

  test('addresses and pauses are what the documentation says', () => {
    expect([parseListen('127.0.0.1:9464'), parseListen('[::1]:1'), parseListen('9464'), parseListen('localhost:80')]).toEqual([
      { host: '127.0.0.1', port: 9464 },
      { host: '::1', port: 1 },
      { host: '127.0.0.1', port: 9464 },
      { host: 'localhost', port: 80 },
    ]);
    for (const wrong of ['', 'x', '127.0.0.1', ':80', 'evil.example:80', '127.0.0.1:99999', '1.2.3.4:-1'])
      expect(() => parseListen(wrong)).toThrow(/--listen/);
    const pauses = [0, 1, 2, 3, 4, 9].map((failures) => pauseMs(1000, { failures, askedMs: 0, random: 0.5 }));
    expect(pauses).toEqual([1000, 1000, 1000, 2000, 4000, 4000]);
    expect(pauseMs(1000, { failures: 1, askedMs: 60_000, random: 0.5 })).toBe(60_000);
    expect(pauseMs(1000, { failures: 1, askedMs: 30 * 86_400_000, random: 0.5 })).toBe(3_600_000);
    expect(pauseMs(1000, { failures: 0, askedMs: 0, random: 1 })).toBe(1100);
  });
});

needs('prometheus', 'promtool')('with Prometheus', () => {
  test('the documented configurations are what their programs read', async () => {
    for (const name of ['prometheus.yml', 'rules.yml', 'targets.yaml']) writeFileSync(join(folder, name), documented(name));
    execFileSync('promtool', ['check', 'config', join(folder, 'prometheus.yml')], { stdio: 'pipe' });
    execFileSync('promtool', ['check', 'rules', join(folder, 'rules.yml')], { stdio: 'pipe' });
    // The receiver takes a configuration of Prometheus as it is.
    writeFileSync(join(folder, 'otel.yml'), JSON.stringify(parse(documented('otel-collector.yaml')).receivers.prometheus.config));
    execFileSync('promtool', ['check', 'config', join(folder, 'otel.yml')], { stdio: 'pipe' });
    expect((await readTargets(join(folder, 'targets.yaml'), new AbortController().signal)).map(({ name }) => name)).toEqual([
      'openai',
      'gateway',
    ]);
    for (const name of ['daemonset.yaml', 'cronjob.yaml']) expect(parse(documented(name)).spec).toBeTypeOf('object');
  });

  test('it scrapes both pages, a rule fires, and every query of the dashboard is answered', async () => {
    const [port, own] = [await freePort(), await freePort()];
    startWatch(['--base-url', base, '--every', '1s', '--listen', `127.0.0.1:${port}`]);
    await until(
      () => text(`http://127.0.0.1:${port}/metrics`),
      (page) => page.includes('api_doctor_verdict'),
    );
    const adapted = (name: string) => documented(name).replaceAll('127.0.0.1:9464', `127.0.0.1:${port}`);
    writeFileSync(join(folder, 'rules.yml'), documented('rules.yml').replace('for: 2m', 'for: 1s'));
    const quick = adapted('prometheus.yml')
      .replace('scrape_interval: 60s', 'scrape_interval: 1s\n  evaluation_interval: 1s')
      .replace('scrape_interval: 2m\n    scrape_timeout: 30s', 'scrape_interval: 5s\n    scrape_timeout: 5s')
      .replace('target: [openai]', `target: ["${new URL(base).host}"]`);
    writeFileSync(join(folder, 'prometheus.yml'), quick);
    const args = [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${own}`,
    ];
    children.push(spawn('prometheus', args, { stdio: 'ignore' }));
    const at = `http://127.0.0.1:${own}/api/v1`;
    const asked = async (query: string) =>
      JSON.parse(await text(`${at}/query?query=${encodeURIComponent(query)}`)).data?.result as unknown[];
    await until(
      () => asked('up{job="api-doctor"} == 1'),
      (result) => result?.length === 1,
    );
    await until(
      () => asked('probe_success == 1'),
      (result) => result?.length === 1,
    );
    const queries = (
      JSON.parse(readFileSync(join(root, 'docs', 'grafana-dashboard.json'), 'utf8')).panels as { targets: { expr: string }[] }[]
    ).flatMap(({ targets }) => targets.map(({ expr }) => expr.replaceAll('$target', '.*')));
    expect(queries.length).toBeGreaterThan(6);
    api.isWell = false;
    const alert = await until(
      async () =>
        (JSON.parse(await text(`${at}/alerts`)).data.alerts as { state: string; labels: Record<string, string> }[]).find(
          ({ labels }) => labels.alertname === 'ApiCallsFail',
        ),
      (found) => found?.state === 'firing',
    );
    expect(alert?.labels.target).toBe(new URL(base).host);
    for (const query of queries) {
      // This API has no certificate; the query is sound none the less.
      const result = await asked(query);
      expect([query, Array.isArray(result)]).toEqual([query, true]);
      if (!query.includes('certificate')) expect([query, result.length > 0]).toEqual([query, true]);
    }
    // A picture for people shows some time after the failure too.
    if (process.env.PICTURE) await new Promise((resolve) => setTimeout(resolve, 20_000));
    await drawDashboard(at);
    api.isWell = true;
  });
});

/** Draws each panel with what Prometheus answers about the last minutes, in a real browser. PICTURE names a file for it. */
async function drawDashboard(api: string): Promise<void> {
  const { panels } = JSON.parse(readFileSync(join(root, 'docs', 'grafana-dashboard.json'), 'utf8')) as { panels: Panel[] };
  const end = Date.now() / 1000;
  const seriesOf = async ({ type, targets }: Panel): Promise<Series[]> => {
    const query = encodeURIComponent((targets[0]?.expr ?? '').replaceAll('$target', '.*'));
    const range = `${api}/query_range?query=${query}&start=${end - 300}&end=${end}&step=1`;
    const { result } = JSON.parse(await text(type === 'timeseries' ? range : `${api}/query?query=${query}`)).data;
    type Answered = Series & { value: Series['values'][number] };
    return (result as Answered[]).map(({ metric, values, value }) => ({ metric, values: values ?? [value] }));
  };
  const drawn = await Promise.all(panels.map(async (panel) => ({ panel, series: await seriesOf(panel) })));
  if (!existsSync('/usr/bin/chromium')) return;
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1152, height: 790 } });
    await page.setContent(dashboardPage(drawn).markup);
    const empty = await page.$$eval('section', (sections) =>
      sections.filter((one) => !one.querySelector('p, td')).map((one) => one.querySelector('h2')?.textContent),
    );
    expect(empty.filter((title) => !/certificate/.test(title ?? ''))).toEqual([]);
    if (process.env.PICTURE) await page.screenshot({ path: process.env.PICTURE });
  } finally {
    await browser.close();
  }
}
