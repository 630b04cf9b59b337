/** `--repeat` behind something that dislikes large ClientHellos, with versions of Node.js whose OpenSSL sends them and with one whose does not. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RepeatFacts } from '../../src/model/facts/calls.ts';
import type { Report } from '../../src/model/report.ts';
import { nodeBinary } from '../lab/clients.ts';
import { finish, root } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { type Authority, makeCa, makeLeaf } from '../lab/pki.ts';
import { type RunningApi, serveApi } from '../lab/servers/api.js';
import { printedReport } from '../support/schema.ts';

const KEY = 'sk-proj-H3llo0123456789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';

/** Larger than the payload of one packet of Ethernet, which a ClientHello with a post-quantum key share is. */
const LARGE = 1_400;

/** The usual run is let through: these are about what one run does not show. */
const USUAL = 6;

const ROUNDS = 24;

type Treatment = 'reset' | 'silence';

const folder = mkdtempSync(join(tmpdir(), 'api-doctor-hellos-'));
const open: Server[] = [];
let ca: Authority;
let api: RunningApi;

/** A relay to the API that loses every second connection of those which it dislikes. */
function relay(dislikes: (helloBytes: number) => boolean, how: Treatment): Promise<number> {
  let met = 0;
  const server = createServer((client) => {
    client.on('error', () => {});
    client.once('data', (hello) => {
      const isMet = dislikes(hello.length);
      if (isMet) met += 1;
      if (isMet && met > USUAL && met % 2 === 1) return void (how === 'reset' ? client.resetAndDestroy() : client.pause());
      connected(client, hello);
    });
  });
  open.push(server);
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)));
}

function connected(client: Socket, first: Buffer): void {
  const upstream = connect(api.port, '127.0.0.1', () => {
    upstream.write(first);
    client.pipe(upstream).pipe(client);
  });
  upstream.on('error', () => client.destroy());
  client.on('close', () => upstream.destroy());
}

async function repeated(node: string, port: number): Promise<{ report: Report; facts: RepeatFacts; summary: string }> {
  const variables = Object.entries({ PATH: '/usr/bin:/bin', HOME: folder, OPENAI_API_KEY: KEY }).map((pair) => pair.join('='));
  const options = ['--base-url', `https://localhost:${port}/v1`, '--ca-file', ca.root, '--skip', 'status', '--format', 'json'];
  const repeat = ['--repeat', String(ROUNDS), '--timeout', '1500ms', '--deadline', '60s'];
  const command = ['env', '-C', folder, '-i', ...variables, node, join(root, 'bin', 'api-doctor.js'), 'check'];
  const { stdout, stderr } = await finish([...command, ...options, ...repeat], { mayFail: true, limitMs: 90_000 });
  const report = printedReport(stdout) as Report;
  expect(report, stdout + stderr).toBeDefined();
  const row = report.probes.find(({ id }) => id === 'tcp/repeat');
  return { report, facts: row?.facts as unknown as RepeatFacts, summary: row?.summary ?? '' };
}

const openSslOf = (node: string) => execFileSync(node, ['-p', 'process.versions.openssl'], { encoding: 'utf8' }).trim();
const kindsOf = ({ arms }: RepeatFacts) => [...new Set(arms.map(({ hello }) => hello))].sort();
const found = ({ findings }: Report) => findings.find(({ id }) => id === 'tcp/intermittent');

needs(
  'openssl',
  'npm:node22',
  'npm:node24',
  'npm:node26',
)('large ClientHellos that are lost now and then', () => {
  beforeAll(async () => {
    ca = makeCa(folder, { name: 'Hello Root' });
    const leaf = makeLeaf(ca, { names: ['localhost'] });
    api = await serveApi({ keys: [KEY], cert: leaf.fullchain, key: leaf.key, tls: {} });
  });
  afterAll(async () => {
    for (const server of open) server.close();
    await api?.close();
    rmSync(folder, { recursive: true });
  });

  describe.concurrent('each alone', () => {
    test.each([
      ['node26', 'reset', 'ECONNRESET'],
      ['node24', 'silence', 'TIMEOUT'],
      ['node22', 'reset', 'ECONNRESET'],
    ] as const)('%s says that those with a post-quantum key share fail by %s', async (name, how, code) => {
      const { report, facts } = await repeated(nodeBinary(name), await relay((bytes) => bytes > LARGE, how));
      expect(kindsOf(facts)).toEqual(['classic', 'post-quantum']);
      const cause = found(report);
      expect(cause?.severity, JSON.stringify(facts)).toBe('warning');
      expect(cause?.explanation).toContain(`${code} (TLS handshake)`);
      expect(cause?.explanation).toContain(
        'All of them were with a post-quantum key share; with a classic key share none failed.',
      );
      expect(cause?.steps[0]).toContain('disable the post-quantum key share');
    });

    test('is not said where connections of both kinds are lost', async () => {
      const { report, facts } = await repeated(nodeBinary('node26'), await relay(() => true, 'reset'));
      expect(found(report)?.explanation, JSON.stringify(facts)).toContain('spread over all');
    });

    test('a path that loses nothing is silent', async () => {
      const { report, facts, summary } = await repeated(nodeBinary('node26'), await relay(() => false, 'reset'));
      expect([found(report), report.rootCause, kindsOf(facts), summary]).toEqual([
        undefined,
        null,
        ['classic', 'post-quantum'],
        `0 of ${ROUNDS} connections failed`,
      ]);
    });

    test('a Node.js whose OpenSSL cannot send one says that it was not tested', async () => {
      const [major = 0, minor = 0] = openSslOf(process.execPath).split('.').map(Number);
      const isOld = major < 3 || (major === 3 && minor < 5);
      const { report, facts, summary } = await repeated(process.execPath, await relay((bytes) => bytes > LARGE, 'reset'));
      expect(kindsOf(facts)).toEqual(isOld ? ['classic'] : ['classic', 'post-quantum']);
      expect(summary.includes('post-quantum key share not tested')).toBe(isOld);
      expect(found(report) === undefined).toBe(isOld);
    });
  });
});
