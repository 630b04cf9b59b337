/** Cases of the leak matrix in commands that contact peers and start programs, while all that these get is recorded. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatNames } from '../../src/report/reporters/names.ts';
import { runHere } from '../support/in-process.ts';
import { type Case, type Draw, leakIn, nextCase, numbersFrom, pick } from '../support/leak-cases.ts';

const TURNS = Number(process.env.LEAK_PEERS ?? 24);
const SEED = Number(process.env.LEAK_SEED ?? 20_261_130);
const PROXY_PASSWORD = 'Tr0ub4dor-zzQ9w8e7';

/** Records what it gets, and answers with the text of a case. */
class Peer {
  heard = '';
  answer = '';
  private readonly server: Server = createServer((socket) => {
    let request = '';
    socket.on('error', () => {});
    socket.on('data', (piece) => {
      request += piece.toString('latin1');
      this.heard += piece.toString('latin1');
      if (request.includes('\r\n\r\n')) socket.end(this.answer);
    });
  });

  async begin(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  end(): void {
    this.server.close();
  }
}

const api = new Peer();
const proxy = new Peer();
const folder = mkdtempSync(join(tmpdir(), 'api-doctor-peers-'));
const bin = join(folder, 'bin');
const before = process.cwd();

beforeAll(async () => {
  await Promise.all([api.begin(), proxy.begin()]);
  mkdirSync(bin);
  for (const name of ['curl', 'node', 'python3', 'python', 'go']) {
    writeFileSync(join(bin, name), `#!/bin/sh\n{ echo "$0 $*"; /usr/bin/env; } > "${folder}/notes.${name}.$$"\n`);
    chmodSync(join(bin, name), 0o755);
  }
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(before);
  for (const peer of [api, proxy]) peer.end();
  rmSync(folder, { recursive: true, force: true });
});

const childrenGot = () =>
  readdirSync(folder)
    .filter((name) => name.startsWith('notes.'))
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      rmSync(join(folder, name));
      return text;
    })
    .join('\n');

const inHeader = (text: string) => text.replace(/[^\t -~]/g, ' ').slice(0, 4_000);

function answerOf(draw: Draw, text: string): string {
  const status = pick(draw, ['401 Unauthorized', '403 Forbidden', '407 Proxy Authentication Required', '429 Too Many', '500 Oh']);
  const body = pick(draw, [
    JSON.stringify({ error: { message: text, code: 'invalid_api_key', type: inHeader(text).slice(0, 100) } }),
    `<html><title>${text}</title><body>${text}</body></html>`,
    text,
  ]);
  const headers = pick(draw, [
    `X-Request-Id: ${inHeader(text)}`,
    `Server: ${inHeader(text)}`,
    `Location: https://x/${inHeader(text)}`,
  ]);
  return `HTTP/1.1 ${status}\r\nContent-Type: text/html\r\n${headers}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;
}

/** The environment of a run whose key is the secret of a case, and which has it under names of all kinds. */
const around = (secret: string) => ({
  HOME: folder,
  PATH: bin,
  OPENAI_API_KEY: secret,
  MY_LLM: secret,
  DATABASE_URL: `postgres://u:${secret}@db/x`,
  OPENAI_EXTRA_HEADERS: `{"X-Auth-Key": "${secret}"}`,
});

/** Commands and options with peers: the API itself, one behind a proxy, and programs that are run. */
const ROUTES: ((base: string) => string[])[] = [
  (base) => ['check', '--base-url', base],
  (base) => ['check', '--base-url', base, '--deep'],
  (base) => ['check', '--base-url', base, '--clients'],
  (base) => ['check', '--base-url', base, '--repeat', '3'],
  () => [
    'check',
    '--base-url',
    'http://api.example/v1',
    '--proxy',
    `http://corp:${PROXY_PASSWORD}@127.0.0.1:${proxy.port}`,
    '--clients',
  ],
  () => ['check', '--base-url', 'https://api.example/v1', '--proxy', `http://corp:${PROXY_PASSWORD}@127.0.0.1:${proxy.port}`],
  (base) => ['run', '--base-url', base, '--', '/bin/false'],
  (base) => ['watch', '--base-url', base, '--listen', '127.0.0.1:0'],
];

test('no peer but the API gets the key, no program gets it, and no output holds what they send back', async () => {
  const draw = numbersFrom(SEED + 4);
  const recorded = { key: 0, proxy: 0, children: 0 };
  for (let turn = 0; turn < TURNS; turn += 1) {
    const one: Case = nextCase(draw);
    // What stands for itself: the run knows it, and what others send is the text of the case.
    if (one.own.length < 12) continue;
    Object.assign(api, { heard: '', answer: answerOf(draw, one.text) });
    Object.assign(proxy, { heard: '', answer: answerOf(draw, `${one.text} ${PROXY_PASSWORD}`) });
    const args = [...(ROUTES[turn % ROUTES.length] as (base: string) => string[])(`http://127.0.0.1:${api.port}/v1`)];
    const split = args.indexOf('--') < 0 ? args.length : args.indexOf('--');
    args.splice(split, 0, '--timeout', '1s', '--deadline', '8s', '--skip', 'status');
    if (args[0] !== 'watch') args.splice(1, 0, '--format', pick(draw, formatNames));
    const { stdout, stderr, status } = await runHere(args, { env: around(one.secret) });
    const said = `turn ${turn}, ${args.join(' ')}, ${one.said}`;
    expect(leakIn(stdout + stderr, one), `${said}\n${one.text.slice(0, 400)}\n${(stdout + stderr).slice(0, 2_000)}`).toBeNull();
    expect(stdout + stderr, said).not.toContain(PROXY_PASSWORD.slice(0, 8));
    expect(status, `${said} ${stderr}`).not.toBe(args[0] === 'run' ? 0 : 2);
    const ofChildren = childrenGot();
    expect(leakIn(proxy.heard, one), `${said}: the proxy got it`).toBeNull();
    expect(leakIn(ofChildren, one), `${said}: a program got it`).toBeNull();
    recorded.key += Number(leakIn(api.heard, one) !== null);
    recorded.proxy += proxy.heard.length;
    recorded.children += ofChildren.length;
    // To the API it goes in the headers made for it, and nowhere else.
    const rest = api.heard.replace(/^(?:authorization|api-key): .*$/gim, '');
    expect(leakIn(rest, one), `${said}: it stood elsewhere in a request`).toBeNull();
  }
  // Or nothing was seen because nothing was sent.
  for (const count of Object.values(recorded)) expect(count).toBeGreaterThan(0);
}, 1_800_000);
