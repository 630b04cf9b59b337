import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http2 from 'node:http2';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { finish, root } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { makeCa, makeLeaf } from '../lab/pki.ts';
import { KEY, withApi } from '../support/http-look.ts';

/** Real products on loopback, each misused in its own way: who is recognized, what it means, and what the first steps are. */
const folder = mkdtempSync(join(tmpdir(), 'api-doctor-products-'));
chmodSync(folder, 0o755);
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
/** A file of its own for each text. */
function file(name: string, text: string): string {
  count += 1;
  const path = join(folder, `${count}-${name}`);
  writeFileSync(path, text);
  return path;
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a server and waits until its port takes connections. */
async function serve(port: number, command: string[], env: Record<string, string> = {}): Promise<void> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  for (let tries = 0; tries < 200; tries++) {
    if (await takesConnections(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${program} does not listen: ${said}`);
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function check(baseUrl: string, args: string[] = [], env: Record<string, string> = {}): Promise<Report> {
  const command = [process.execPath, join(root, 'bin', 'api-doctor.js'), 'check', '--format', 'json', '--timeout', '3s'];
  const variables = { PATH: process.env.PATH ?? '', HOME: folder, OPENAI_API_KEY: KEY, ...env };
  const clean = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  const done = await finish(['env', '-i', ...clean, ...command, '--base-url', baseUrl, ...args], {
    mayFail: true,
    limitMs: 45_000,
  });
  return JSON.parse(done.stdout);
}

const at = (port: number, more: string[] = []) => check(`http://127.0.0.1:${port}/v1`, more);

/** One error, this one; its first three steps in lines. */
function expectRoot({ findings, rootCause }: Report, id: string): string {
  const errors = findings.filter(({ severity }) => severity === 'error').map((finding) => finding.id);
  expect({ rootCause, errors }).toEqual({ rootCause: id, errors: [id] });
  const steps = findings[0]?.steps ?? [];
  expect(steps.join('\n')).not.toMatch(/\{[a-zA-Z]+\}|undefined/);
  return steps.slice(0, 3).join('\n');
}

const expectHealthy = ({ findings, rootCause }: Report) =>
  expect({ rootCause, errors: findings.filter(({ severity }) => severity === 'error') }).toEqual({ rootCause: null, errors: [] });

needs('nginx', 'openssl')('nginx', () => {
  async function nginx(server: string, more = ''): Promise<number> {
    const port = await freePort();
    const at = mkdtempSync(join(folder, 'nginx-'));
    const config = file(
      'nginx.conf',
      `daemon off; master_process off; pid ${at}/pid; error_log stderr crit;
events {}
http { access_log off; client_body_temp_path ${at}/b; proxy_temp_path ${at}/p; fastcgi_temp_path ${at}/f; uwsgi_temp_path ${at}/u; scgi_temp_path ${at}/s;
${more}
server { listen 127.0.0.1:${port}; ${server} } }
`,
    );
    await serve(port, ['nginx', '-c', config]);
    return port;
  }

  test('with nothing behind it', async () => {
    const port = await nginx(`location / { proxy_pass http://127.0.0.1:${await freePort()}; }`);
    expect(expectRoot(await at(port), 'server/bad-gateway')).toContain('/var/log/nginx/error.log');
  });

  test('that passes on to an API that works', async () => {
    await withApi({}, async ({ port }) =>
      expectHealthy(await at(await nginx(`location / { proxy_pass http://127.0.0.1:${port}; }`))),
    );
  });

  test('that refuses the official library by its name, and says so only to it', async () => {
    await withApi({}, async ({ port }) => {
      const guarded = await nginx(
        `if ($http_user_agent ~ "^OpenAI/") { return 403; } location / { proxy_pass http://127.0.0.1:${port}; }`,
      );
      const report = await at(guarded);
      expect(expectRoot(report, 'http/client-refused')).toContain('User-Agent');
      expect(report.exitCode).toBe(15);
      expect(report.findings[0]?.explanation).toMatch(/openai for Python[^.]*openai for Node.*curl/);
    });
  });

  test('that refuses everybody does not mind the name', async () => {
    const report = await at(await nginx('return 403;'));
    expect(expectRoot(report, 'http/not-the-api')).toMatch(/nginx itself refuses: look for deny, limit_except/);
    expect(report.findings[0]?.explanation).not.toMatch(/filter|credentials are valid/);
  });

  test('with a list of addresses that leaves out this one, or with methods that it refuses', async () => {
    for (const rule of ['deny all;', 'limit_except POST { deny all; }'])
      expectRoot(await at(await nginx(`location / { ${rule} root ${folder}; }`)), 'http/not-the-api');
  });

  test('with the words of a filter is a filter', async () => {
    const page = '<html><body>This website is blocked by the web filter of Example School.</body></html>';
    expectRoot(await at(await nginx(`default_type text/html; return 403 "${page}";`)), 'http/block-page');
  });

  test('with a refusal in JSON that is no API’s vouches for no key', async () => {
    const report = await at(
      await nginx(`default_type application/json; return 403 '{"message":"forbidden by gateway policy"}';`),
    );
    expectRoot(report, 'auth/permission-denied');
    expect(report.findings[0]?.explanation).toMatch(/nothing shows that the credentials were checked/);
    expect(JSON.stringify(report.findings[0]?.steps)).not.toContain('openai.com');
  });

  test('with a limit of its own', async () => {
    const report = await at(await nginx('return 429;'));
    expect(expectRoot(report, 'limit/rate-limit')).toContain('limit_req');
    expect(report.findings[0]?.explanation).not.toContain('organization');
    expect(JSON.stringify(report.findings[0]?.steps)).not.toContain('openai.com');
  });

  test('with a sign-in before the API', async () => {
    const port = await nginx(
      'return 302 "https://sso.corp.example/oauth2/auth?client_id=llm&redirect_uri=https://llm.corp.example/oauth2/callback";',
    );
    expect(expectRoot(await at(port), 'http/access-proxy')).toMatch(/skip_auth_routes/);
  });

  test('with the page of oauth2-proxy', async () => {
    const port = await nginx(
      `location / { default_type text/html; return 403 '<!DOCTYPE html><html><head><title>Sign In</title></head><body><form method="GET" action="/oauth2/start"></form></body></html>'; }`,
    );
    expect(expectRoot(await at(port), 'http/access-proxy')).toMatch(/skip_auth_routes/);
  });

  test('with a redirect to a sign-in of its own site', async () => {
    expectRoot(await at(await nginx('return 302 http://127.0.0.1/login;')), 'http/unexpected-redirect');
  });

  test('in the place of a tunnel without its other end', async () => {
    const port = await nginx(
      'add_header ngrok-error-code ERR_NGROK_3200 always; return 404 "The endpoint llm.ngrok.app is offline.";',
    );
    const steps = expectRoot(await at(port), 'http/nothing-behind');
    expect(steps.split('\n')[0]).toContain('ngrok http');
  });

  test('in the place of an allow-list proxy', async () => {
    const port = await nginx(
      'add_header x-deny-reason host_not_allowed always; default_type text/plain; return 403 "Host not in allowlist";',
    );
    const steps = expectRoot(await at(port), 'http/block-page');
    expect(steps.split('\n')[0]).toMatch(/Add 127\.0\.0\.1 to the hosts that this sandbox may reach/);
  });
});

needs('haproxy')('HAProxy', () => {
  const haproxy = async (section: string) => {
    const port = await freePort();
    const config = file(
      'haproxy.cfg',
      `defaults\n mode http\n retries 0\n timeout connect 1s\n timeout client 5s\n timeout server 5s\nfrontend f\n bind 127.0.0.1:${port}\n${section}\n`,
    );
    await serve(port, ['haproxy', '-db', '-f', config]);
    return port;
  };

  test('without a server', async () => {
    const port = await haproxy(` default_backend b\nbackend b\n server s 127.0.0.1:${await freePort()}`);
    expect(expectRoot(await at(port), 'server/bad-gateway')).toContain('show servers state');
  });

  test('with a rule that denies', async () => {
    expect(expectRoot(await at(await haproxy(' http-request deny')), 'http/not-the-api')).toContain('http-request deny');
  });
});

needs('apache2')('Apache', () => {
  test('as a proxy with nothing behind it', async () => {
    const port = await freePort();
    const modules = ['mpm_event', 'proxy', 'proxy_http', 'authz_core'].map(
      (name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`,
    );
    const config = file(
      'apache.conf',
      `${modules.join('\n')}\nServerName x\nListen 127.0.0.1:${port}\nPidFile ${folder}/apache.pid\nDefaultRuntimeDir ${folder}\nErrorLog /dev/null\nUser www-data\nGroup www-data\nProxyPass / http://127.0.0.1:${await freePort()}/\n`,
    );
    await serve(port, ['apache2', '-X', '-f', config]);
    expect(expectRoot(await at(port), 'server/bad-gateway')).toContain('/var/log/apache2/error.log');
  });
});

needs('root', 'varnishd')('Varnish', () => {
  test('with nothing behind it', async () => {
    const port = await freePort();
    const vcl = file('v.vcl', `vcl 4.1;\nbackend default { .host = "127.0.0.1"; .port = "${await freePort()}"; }\n`);
    await serve(port, [
      'varnishd',
      '-F',
      '-a',
      `127.0.0.1:${port}`,
      '-f',
      vcl,
      '-n',
      mkdtempSync(join(folder, 'varnish-')),
      '-j',
      'none',
    ]);
    const report = await at(port);
    expectRoot(report, 'server/bad-gateway');
    expect(report.findings[0]?.evidence.join('\n')).toMatch(/503/);
  });
});

needs('caddy')('Caddy', () => {
  test('with nothing behind it', async () => {
    const port = await freePort();
    const config = file(
      'Caddyfile',
      `{\n admin off\n auto_https off\n}\nhttp://127.0.0.1:${port} {\n reverse_proxy 127.0.0.1:${await freePort()}\n}\n`,
    );
    await serve(port, ['caddy', 'run', '--adapter', 'caddyfile', '--config', config], { HOME: folder, XDG_DATA_HOME: folder });
    expect(expectRoot(await at(port), 'server/bad-gateway')).toContain('journalctl -u caddy');
  });
});

needs('nghttpd', 'openssl')('servers of HTTP/2 alone', () => {
  test('without TLS', async () => {
    const port = await freePort();
    await serve(port, ['nghttpd', '--no-tls', '--address=127.0.0.1', String(port)]);
    expectRoot(await at(port), 'http/protocol-unsupported');
  });

  test('with TLS, by the alert', async () => {
    const ca = await makeCa(folder, { name: 'Products Root' });
    const leaf = await makeLeaf(ca, { names: ['localhost'] });
    const { readFileSync } = await import('node:fs');
    const server = http2.createSecureServer({ cert: readFileSync(leaf.fullchain), key: readFileSync(leaf.key) });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const { port } = server.address() as net.AddressInfo;
      const report = await check(`https://localhost:${port}/v1`, ['--ca-file', ca.root]);
      expectRoot(report, 'http/protocol-unsupported');
    } finally {
      server.close();
    }
  });
});

needs('squid', 'root')('Squid', () => {
  test('that denies the host', async () => {
    const port = await freePort();
    const config = file(
      'squid.conf',
      `http_port 127.0.0.1:${port}\npid_filename none\ncache_log /dev/null\naccess_log none\ncache deny all\nvisible_hostname x\nshutdown_lifetime 0 seconds\nhttp_access deny all\n`,
    );
    await serve(port, ['squid', '-n', `p${port}`, '-N', '-f', config]);
    const steps = expectRoot(await check('https://llm.lab.test/v1', ['--proxy', `http://127.0.0.1:${port}`]), 'proxy/forbidden');
    expect(steps).toContain('acl openai dstdomain llm.lab.test');
  });
});

needs('tinyproxy')('tinyproxy', () => {
  const tinyproxy = async (lines: string) => {
    const port = await freePort();
    const config = file('tinyproxy.conf', `Port ${port}\nListen 127.0.0.1\nTimeout 5\nAllow 127.0.0.1\n${lines}\n`);
    await serve(port, ['tinyproxy', '-d', '-c', config]);
    return port;
  };

  test('that allows no such port', async () => {
    const port = await tinyproxy('ConnectPort 563');
    expect(
      expectRoot(await check('https://llm.lab.test/v1', ['--proxy', `http://127.0.0.1:${port}`]), 'proxy/forbidden'),
    ).toContain('ConnectPort 443');
  });

  test('that wants a password and gets none, or a wrong one', async () => {
    const port = await tinyproxy('BasicAuth me secret');
    expectRoot(await check('https://llm.lab.test/v1', ['--proxy', `http://127.0.0.1:${port}`]), 'proxy/auth-required');
    expectRoot(await check('https://llm.lab.test/v1', ['--proxy', `http://me:wrong@127.0.0.1:${port}`]), 'proxy/auth-rejected');
  });
});

needs('privoxy')('Privoxy', () => {
  test('that blocks the host', async () => {
    const port = await freePort();
    const at = mkdtempSync(join(folder, 'privoxy-'));
    mkdirSync(join(at, 'log'));
    writeFileSync(join(at, 'user.action'), '{ +block{by rule} }\n.lab.test\n');
    const config = file(
      'privoxy.conf',
      `confdir /etc/privoxy\nlogdir ${at}/log\nactionsfile ${at}/user.action\nlisten-address 127.0.0.1:${port}\n`,
    );
    await serve(port, ['privoxy', '--no-daemon', config]);
    const report = await check('https://llm.lab.test/v1', ['--proxy', `http://127.0.0.1:${port}`]);
    expect(expectRoot(report, 'proxy/forbidden')).toContain('user.action');
  });
});

needs('danted', 'root')('Dante', () => {
  test('whose rules block the destination', async () => {
    const port = await freePort();
    const config = file(
      'danted.conf',
      `logoutput: /dev/null\ninternal: 127.0.0.1 port = ${port}\nexternal: lo\nclientmethod: none\nsocksmethod: none\nuser.privileged: root\nuser.unprivileged: nobody\nclient pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }\nsocks block { from: 0.0.0.0/0 to: 0.0.0.0/0 }\n`,
    );
    await serve(port, ['danted', '-f', config]);
    const report = await check('https://127.0.0.1:9/v1', ['--proxy', `socks5://127.0.0.1:${port}`]);
    expectRoot(report, 'proxy/forbidden');
  });
});

describe('a SOCKS proxy in the words of desktop settings', () => {
  test('is to be removed', async () => {
    const report = await check('https://llm.lab.test/v1', ['--offline'], { all_proxy: 'socks://127.0.0.1:1080' });
    const [first, second] = expectRoot(report, 'config/proxy-scheme-unsupported').split('\n');
    expect(first).toMatch(/`unset all_proxy`$/);
    expect(second).toContain('socks5h://127.0.0.1:1080');
  });

  test('that clients know is no fault of the setting', async () => {
    const report = await check('https://llm.lab.test/v1', ['--offline'], { all_proxy: 'socks5://127.0.0.1:1080' });
    expect(report.findings.map(({ id }) => id)).not.toContain('config/proxy-scheme-unsupported');
  });
});
