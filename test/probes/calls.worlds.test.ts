/** What `--deep` and `--repeat` say of real servers and networks: nginx, HAProxy and Squid in front of the practice API, and lossy paths. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { type Practice, startPractice } from '../../src/practice/server.ts';
import { finish, type Lab, openLab, toolCommand } from '../lab/lab.ts';
import { serveNames } from '../lab/names.ts';
import { needs } from '../lab/needs.ts';
import { type Authority, makeCa, makeLeaf } from '../lab/pki.ts';
import { printedReport } from '../support/schema.ts';

const found = (report: Report, id: string) => report.findings.find((finding) => finding.id === id);
const OURS =
  /^(?:http\/(?:body-limit|websocket-refused|endpoint-missing)|stream\/|tcp\/(?:idle-dropped|large-packets-lost|intermittent))/;
const ours = (report: Report) => report.findings.map(({ id }) => id).filter((id) => OURS.test(id));

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
      socket.once('close', () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nothing listens on port ${port}`);
}

needs(
  'linux',
  'root',
  'nginx',
  'haproxy',
  'squid',
  'openssl',
)('servers in front of the API', () => {
  let practice: Practice;
  let ca: Authority;
  const folder = mkdtempSync(join(tmpdir(), 'api-doctor-front-'));
  const running: ChildProcess[] = [];
  const ports = { usual: 0, small: 0, sound: 0, tls: 0, haproxy: 0, squid: 0 };

  beforeAll(async () => {
    practice = await startPractice(0);
    ca = makeCa(folder, { name: 'Front Root' });
    for (const name of Object.keys(ports) as (keyof typeof ports)[]) ports[name] = await freePort();
    writeFileSync(join(folder, 'nginx.conf'), nginx());
    writeFileSync(join(folder, 'haproxy.cfg'), haproxy());
    writeFileSync(join(folder, 'squid.conf'), squid());
    start('nginx', '-c', join(folder, 'nginx.conf'), '-p', folder, '-e', join(folder, 'error.log'));
    start('haproxy', '-q', '-f', join(folder, 'haproxy.cfg'));
    start('squid', '-n', `front${process.pid}`, '-N', '-f', join(folder, 'squid.conf'));
    await Promise.all(Object.values(ports).map(untilListening));
  });
  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL');
    await practice?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function start(program: string, ...args: string[]): void {
    running.push(spawn(program, args, { stdio: 'ignore', env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } }));
  }

  function nginx(): string {
    const { fullchain: cert, key } = makeLeaf(ca, { names: ['localhost'] });
    const upgrade = 'proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";';
    const to = `proxy_pass http://127.0.0.1:${practice.port}; proxy_http_version 1.1;`;
    const open = `client_max_body_size 0; proxy_buffering off; location / { ${to} ${upgrade} }`;
    return `user root; daemon off; master_process off; pid ${folder}/nginx.pid; events {}
http {
  access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  server { listen 127.0.0.1:${ports.usual}; location / { proxy_pass http://127.0.0.1:${practice.port}; } }
  server { listen 127.0.0.1:${ports.small}; client_max_body_size 100k; proxy_buffering off; location / { ${to} ${upgrade} } }
  server { listen 127.0.0.1:${ports.sound}; ${open} }
  server { listen 127.0.0.1:${ports.tls} ssl; ssl_certificate ${cert}; ssl_certificate_key ${key}; ${open} }
}
`;
  }

  function haproxy(): string {
    return `defaults
  mode http
  timeout connect 2s
  timeout client 4s
  timeout server 1200ms
  timeout http-request 4s
frontend api
  bind 127.0.0.1:${ports.haproxy}
  default_backend practice
backend practice
  server one 127.0.0.1:${practice.port}
`;
  }

  function squid(): string {
    return `http_port 127.0.0.1:${ports.squid}
pid_filename none
cache_log /dev/null
access_log none
cache deny all
visible_hostname front.lab
shutdown_lifetime 0 seconds
read_timeout 4 seconds
http_access allow all
`;
  }

  async function check(base: string, args: string[]): Promise<Report> {
    const env = { PATH: '/usr/bin:/bin', HOME: folder, OPENAI_API_KEY: 'sk-practice' };
    const options = ['--base-url', base, '--skip', 'status', '--format', 'json', '--timeout', '3s', ...args];
    const { stdout, stderr } = await finish(toolCommand(['check', ...options], env, { cwd: folder }), {
      mayFail: true,
      limitMs: 50_000,
    });
    const report = printedReport(stdout) as Report;
    expect(report, stdout + stderr).toBeDefined();
    return report;
  }
  const at = (port: number, row = '') => `http://127.0.0.1:${port}${row && `/${row}`}/v1`;

  describe.concurrent('each alone', () => {
    test('nginx as it comes: buffers, refuses more than 1 MiB, and drops the upgrade', async () => {
      const report = await check(at(ports.usual, 'stream-slow'), ['--deep']);
      expect(ours(report).sort()).toEqual(['http/body-limit', 'http/websocket-refused', 'stream/buffered']);
      expect(found(report, 'http/body-limit')?.explanation).toMatch(
        /1025 KiB is rejected by nginx\S* with HTTP 413\. One of 256 KiB is not/,
      );
      expect(found(report, 'http/websocket-refused')?.explanation).toContain('removes the Upgrade header');
    });

    test('nginx with a small limit for bodies', async () => {
      const report = await check(at(ports.small), ['--deep', 'body,websocket']);
      expect(ours(report)).toEqual(['http/body-limit']);
      expect(found(report, 'http/body-limit')?.explanation).toMatch(
        /256 KiB is rejected by nginx\S* with HTTP 413\. One of 64 KiB is not/,
      );
    });

    test('nginx that is set up for the API is silent, also where the model is slow', async () => {
      expect(ours(await check(at(ports.sound, 'stream-slow'), ['--deep']))).toEqual([]);
    });

    test('HAProxy whose timeout is shorter than a pause in the stream interrupts it; else it is silent', async () => {
      const [cut, well] = await Promise.all([
        check(at(ports.haproxy, 'stream-stalled'), ['--deep', 'stream']),
        check(at(ports.haproxy), ['--deep']),
      ]);
      expect([ours(cut), ours(well)]).toEqual([['stream/cut'], []]);
    });

    test('HAProxy closes silent connections in order, which is no loss', async () => {
      const report = await check(at(ports.haproxy), ['--deep', 'idle', '--timeout', '2s', '--deadline', '20s']);
      expect(ours(report)).toEqual([]);
      expect(report.probes.find(({ id }) => id === 'tcp/idle')?.summary).toMatch(/2\.7 s: alive, 5\.5 s: closed after [34]/);
    });

    test('through a tunnel of Squid, which closes silent tunnels in order', async () => {
      const tls = `https://localhost:${ports.tls}/v1`;
      const through = ['--proxy', `http://127.0.0.1:${ports.squid}`, '--ca-file', ca.root];
      const [free, idle] = await Promise.all([
        check(tls, [...through, '--deep', 'endpoints,body,websocket', '--repeat', '10']),
        check(tls, [...through, '--deep', 'idle', '--timeout', '2s', '--deadline', '20s']),
      ]);
      expect([ours(free), ours(idle)]).toEqual([[], []]);
      const row = (report: Report, id: string) =>
        report.probes.find((probe) => probe.id === id && probe.route === 'proxy')?.summary;
      expect(row(free, 'http/websocket')).toMatch(/WebSocket accepted/);
      expect(row(free, 'http/body')).toMatch(/up to 1025 KiB refused alike/);
      expect(row(free, 'tcp/repeat')).toMatch(/^0 of 10 connections failed(?:; post-quantum key share not tested|$)/);
      expect(row(idle, 'tcp/idle')).toMatch(/2\.7 s: alive, 5\.5 s: closed/);
    });
  });
});

needs(
  'root',
  'linux',
  'ip',
  'dnsmasq',
  'openssl',
  'nft',
)('paths that lose something', () => {
  let lab: Lab;
  let ca: Authority;
  const KEY = 'sk-proj-C4lls0123456789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';
  const PORTS = { sound: 443, mtu: 444, flaky: 445, oneFamily: 446, forgetful: 447 };

  beforeAll(async () => {
    lab = await openLab();
    ca = makeCa(lab.folder, { name: 'Path Root' });
    await serveNames(lab, ['api.openai.com,203.0.113.10,2001:db8:1::10', 'us.api.openai.com,203.0.113.10']);
    // Large segments of this machine's own making would be counted as one packet.
    await lab.client(['ip', 'link', 'set', 'dev', 'eth0', 'gso_max_segs', '1']);
    await lab.net([
      'sysctl',
      '-qw',
      'net.netfilter.nf_conntrack_tcp_loose=0',
      'net.netfilter.nf_conntrack_tcp_timeout_established=4',
    ]);
    const isSyn = 'tcp flags & (syn | ack) == syn';
    const rules = `table inet lossy {
  chain in {
    type filter hook prerouting priority 0;
    iifname eth0 meta nfproto ipv4 tcp dport ${PORTS.mtu} meta length > 1300 drop
    iifname eth0 tcp dport ${PORTS.flaky} ${isSyn} jhash tcp sport mod 6 == 0 drop
    iifname eth0 meta nfproto ipv6 tcp dport ${PORTS.oneFamily} ${isSyn} jhash tcp sport mod 2 == 0 drop
    iifname eth0 tcp dport ${PORTS.forgetful} ct state invalid drop
    iifname eth0 tcp dport ${PORTS.forgetful} ct state new tcp flags & syn == 0 drop
  }
}`;
    writeFileSync(join(lab.folder, 'rules'), rules);
    await lab.net(['nft', '-f', join(lab.folder, 'rules')]);
    const leaf = makeLeaf(ca, { names: ['api.openai.com', 'us.api.openai.com'] });
    const listen = Object.values(PORTS).flatMap((port) => ['203.0.113.10', '2001:db8:1::10'].map((host) => ({ host, port })));
    const config = { cert: leaf.fullchain, key: leaf.key, listen, keys: [KEY], tls: {} };
    await lab.serve(
      ['node', 'test/lab/servers/api.js', JSON.stringify({ ...config, listen: listen.map((at) => ({ ...at, tls: true })) })],
      { ready: /^ready/m },
    );
  });
  afterAll(() => lab?.close());

  async function check(port: number, args: string[], host = 'api.openai.com'): Promise<Report> {
    const env = { OPENAI_API_KEY: KEY, SSL_CERT_FILE: ca.root, NODE_EXTRA_CA_CERTS: ca.root };
    const options = ['--base-url', `https://${host}:${port}/v1`, '--skip', 'status', '--format', 'json', ...args];
    const { report, stdout, stderr } = await lab.doctor(['check', ...options], { env });
    expect(report, stdout + stderr).toBeDefined();
    return report;
  }

  describe.concurrent('each alone', () => {
    test('packets of full size are lost over IPv4, without a word of ICMP: the path MTU', async () => {
      const report = await check(PORTS.mtu, ['--deep', 'body', '--timeout', '1500ms']);
      expect(report.rootCause).toBe('tcp/large-packets-lost');
      const cause = found(report, 'tcp/large-packets-lost');
      expect(cause).toMatchObject({ severity: 'error', pythonType: 'APITimeoutError', causes: ['http/body'] });
      expect(cause?.explanation).toContain('Over IPv6 (2001:db8:1::10) the same body is answered.');
      expect(cause?.evidence).toContain('IPv4 203.0.113.10 with 4 KiB: lost');
    });

    test('one connection in six is dropped, to all addresses that there are', async () => {
      const report = await check(PORTS.flaky, ['--repeat', '40', '--timeout', '2s', '--deadline', '80s'], 'us.api.openai.com');
      const cause = found(report, 'tcp/intermittent');
      expect(cause?.severity, JSON.stringify(report.probes.find(({ id }) => id === 'tcp/repeat')?.facts)).toBe('warning');
      expect(cause?.explanation).toMatch(
        /^\d+ of 40 connections to us\.api\.openai\.com failed, with TIMEOUT \(connect\)\. They are spread over all/,
      );
    });

    test('half of the connections are dropped over IPv6 alone', async () => {
      const report = await check(PORTS.oneFamily, ['--repeat', '24', '--timeout', '2s', '--deadline', '80s']);
      const cause = found(report, 'tcp/intermittent');
      expect(cause?.explanation, JSON.stringify(report)).toMatch(/All of them were over IPv6; over IPv4 none failed\./);
      expect(cause?.steps[0]).toContain('--dns-result-order=ipv4first');
    });

    test('a firewall that forgets silent connections after four seconds', async () => {
      const report = await check(PORTS.forgetful, ['--deep', 'idle', '--timeout', '2s', '--deadline', '20s']);
      const cause = found(report, 'tcp/idle-dropped');
      expect(cause, JSON.stringify(report.probes.find(({ id }) => id === 'tcp/idle')?.facts)).toMatchObject({
        severity: 'warning',
        pythonType: null,
      });
      expect(cause?.explanation).toMatch(
        /for 5\.5 s no longer works: a request over it gets no response\. After 2\.7 s it still does\./,
      );
    });

    test('a path that loses nothing', async () => {
      const report = await check(PORTS.sound, ['--deep', 'body,idle', '--repeat', '12', '--timeout', '6s', '--deadline', '60s']);
      expect(ours(report)).toEqual([]);
    });
  });
});
