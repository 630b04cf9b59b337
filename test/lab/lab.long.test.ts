import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lab, openLab } from './lab.ts';
import { needs } from './needs.ts';

needs(
  'root',
  'linux',
  'ip',
)('the lab', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab();
  });
  afterAll(() => lab.close());

  test('carries both families from the client to the far side, and nothing further', async () => {
    await lab.serve(['openssl', 's_server', '-nocert', '-cipher', 'aNULL:@SECLEVEL=0', '-accept', '203.0.113.10:443'], {
      ready: /ACCEPT/,
    });
    const connect = (address: string) =>
      lab.client(['bash', '-c', `exec 3<>/dev/tcp/${address}/443`], { mayFail: true, limitMs: 5000 });
    expect((await connect('203.0.113.10')).status).toBe(0);
    expect((await connect('203.0.113.99')).status).not.toBe(0);
    expect((await lab.client(['ip', '-6', 'route', 'get', '2001:db8:1::10'])).stdout).toContain('via fd77::1');
  });

  test('gives the client its own resolver and hosts file', async () => {
    lab.hosts('203.0.113.11 pinned.test\n');
    const { stdout } = await lab.client(['sh', '-c', 'cat /etc/resolv.conf; getent ahosts pinned.test']);
    expect(stdout).toContain('nameserver 203.0.113.53');
    expect(stdout).toContain('203.0.113.11');
  });
});
