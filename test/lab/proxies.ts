import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Lab, openLab } from './lab.ts';
import { type Leaf, makeCa, makeLeaf } from './pki.ts';

/** A company network: the client has no way out but the proxies at 10.77.0.1, and these resolve names that it cannot. */
export interface ProxyWorld {
  lab: Lab;
  /** Variables that make Python, Node and this tool trust the API's certificate. */
  trust: Record<string, string>;
  /** The certificate of `proxy.lab`, from the same authority. */
  leaf: Leaf;
  /** Waits until something listens on that port of the proxies' address. */
  listening(port: number): Promise<void>;
  close(): Promise<void>;
}

export const API_KEY = 'sk-proj-W0rldOfProxies123456789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';

export async function openProxyWorld(): Promise<ProxyWorld> {
  const lab = await openLab();
  // The servers drop their privileges and still have to read what is in there.
  chmodSync(lab.folder, 0o755);
  const etc = join('/etc/netns', lab.names.net);
  mkdirSync(etc, { recursive: true });
  writeFileSync(join(etc, 'hosts'), '127.0.0.1 localhost\n203.0.113.10 api.openai.com status.openai.com\n');
  writeFileSync(join(etc, 'nsswitch.conf'), 'passwd: files\ngroup: files\nhosts: files\n');
  lab.hosts('127.0.0.1 localhost\n10.77.0.1 proxy.lab\n');
  const ca = await makeCa(lab.folder, { name: 'World Root' });
  const api = await makeLeaf(ca, { names: ['api.openai.com', 'status.openai.com'] });
  const leaf = await makeLeaf(ca, { names: ['proxy.lab'] });
  const server = { listen: [{ host: '203.0.113.10', port: 443, tls: true }], cert: api.fullchain, key: api.key, keys: [API_KEY] };
  await lab.serve(['node', 'test/lab/servers/api.js', JSON.stringify(server)], { ready: /ready/ });
  await lab.client(['ip', 'route', 'del', 'default']);
  await lab.client(['ip', '-6', 'route', 'del', 'default']);
  return {
    lab,
    trust: { NODE_EXTRA_CA_CERTS: ca.cert, SSL_CERT_FILE: ca.cert },
    leaf,
    async listening(port) {
      await lab.net([
        'sh',
        '-c',
        `for i in $(seq 80); do ss -ltn | grep -q 10.77.0.1:${port} && exit 0; sleep 0.1; done; exit 1`,
      ]);
    },
    async close() {
      await lab.close();
      rmSync(etc, { recursive: true, force: true });
    },
  };
}

/** Squid with one port that asks for a password (3128) and one that does not (3129); it opens ways to the API's port 443 alone. */
export async function serveSquid({ lab, listening }: ProxyWorld, user: string, password: string): Promise<void> {
  const hash = (await lab.net(['openssl', 'passwd', '-apr1', password])).stdout.trim();
  const passwords = join(lab.folder, 'squid.passwords');
  const config = join(lab.folder, 'squid.conf');
  writeFileSync(passwords, `${user}:${hash}\n`);
  writeFileSync(
    config,
    `http_port 10.77.0.1:3128
http_port 10.77.0.1:3129
pid_filename none
cache_log /dev/null
access_log none
cache deny all
visible_hostname proxy.lab
shutdown_lifetime 0 seconds
connect_timeout 2 seconds
auth_param basic program /usr/lib/squid/basic_ncsa_auth ${passwords}
auth_param basic realm lab
acl authed proxy_auth REQUIRED
acl open myport 3129
acl blocked dstdomain -n .blocked.example
acl CONNECT method CONNECT
acl SSL_ports port 443
http_access deny CONNECT !SSL_ports
http_access deny blocked
http_access allow open
http_access allow authed
http_access deny all
`,
  );
  await lab.serve(['squid', '-n', lab.names.net, '-N', '-f', config]);
  await listening(3129);
}
