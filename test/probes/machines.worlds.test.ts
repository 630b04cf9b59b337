import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClientRunFacts } from '../../src/model/facts/client.ts';
import {
  doctorOn,
  MACOS_26,
  type Machine,
  REG_ALL,
  REG_NRPT,
  REG_USER,
  SCUTIL,
  SCUTIL_DNS,
  steady,
  WINDOWS_11,
} from '../lab/machines/machine.ts';
import {
  CLASH_OVERRIDE,
  NRPT,
  regQuery,
  SCUTIL_LOCAL,
  SCUTIL_NONE,
  SCUTIL_SCRIPT,
  SCUTIL_VPN,
} from '../lab/machines/recordings.ts';
import { needs } from '../lab/needs.ts';
import { API_KEY, openProxyWorld, type ProxyWorld, serveSquid } from '../lab/proxies.ts';
import { expectGolden } from '../support/golden.ts';

/** Machines that no test runs on. The network is real; what their own programs print is recorded. */

const windows = (values: Parameters<typeof regQuery>[0], all: Parameters<typeof regQuery>[0] = {}): Machine => ({
  platform: 'windows',
  runtime: WINDOWS_11,
  answers: { [REG_USER]: regQuery(values), [REG_ALL]: regQuery({ ...all, hive: 'HKEY_LOCAL_MACHINE' }) },
});

const macos = (scutil: string): Machine => ({ platform: 'macos', runtime: MACOS_26, answers: { [SCUTIL]: scutil } });

const SCRIPT = 'http://wpad.corp.example/proxy.pac';
const OPEN_HOSTS = '127.0.0.1 localhost\n10.77.0.1 proxy.lab\n203.0.113.10 api.openai.com\n';

needs(
  'root',
  'linux',
  'ip',
  'openssl',
  'squid',
)('the proxy settings of Windows and macOS', () => {
  let world: ProxyWorld;
  let open: ProxyWorld;

  beforeAll(async () => {
    [world, open] = await Promise.all([openProxyWorld(), openProxyWorld()]);
    await serveSquid(world, 'me', 'unused');
    await open.lab.client(['ip', 'route', 'add', 'default', 'via', '10.77.0.1']);
    // Where the resolver of a VPN was: a closed port would be noticed on some runs only, as the kernel limits its answers.
    await open.lab.client(['ip', 'route', 'add', 'unreachable', '10.8.0.1']);
    open.lab.hosts(OPEN_HOSTS);
  });
  afterAll(() => Promise.all([world?.close(), open?.close()]));

  const json = async (at: ProxyWorld, machine: Machine, ...args: string[]) => {
    const env = { ...at.trust, OPENAI_API_KEY: API_KEY, ...machine.env };
    return (await doctorOn(at.lab, machine, ['check', '--format', 'json', '--skip', 'status', ...args], env)).report;
  };

  test.concurrent.each<[string, Machine, string | null]>([
    ['Windows, one proxy for all', windows({ enabled: 1, server: 'proxy.lab:3129' }), null],
    ['Windows, a list', windows({ enabled: 1, server: 'http=proxy.lab:3129;https=proxy.lab:3129', unnamed: 'Standard' }), null],
    [
      'Windows, whose exceptions Python’s client does not read',
      windows({ enabled: 1, server: 'proxy.lab:3129', override: '*.openai.com' }),
      null,
    ],
    ['Windows, switched off', windows({ enabled: 0, server: 'proxy.lab:3129' }), 'dns/no-resolver'],
    ['Windows, only for all users', windows({}, { enabled: 1, server: 'proxy.lab:3129' }), 'proxy/required'],
    [
      'Windows, hidden by a variable',
      { ...windows({ enabled: 1, server: 'proxy.lab:3129' }), env: { NO_PROXY: 'localhost' } },
      'proxy/required',
    ],
    ['Windows, SOCKS', windows({ enabled: 1, server: 'socks=proxy.lab:1080' }), 'config/proxy-scheme-unsupported'],
    ['Windows, a proxy that is down', windows({ enabled: 1, server: 'proxy.lab:3999' }), 'proxy/refused'],
    ['Windows, a proxy that asks for a password', windows({ enabled: 1, server: 'proxy.lab:3128' }), 'proxy/auth-required'],
    ['macOS, a proxy that is down', macos(SCUTIL_LOCAL(7890)), 'proxy/refused'],
    ['macOS, nothing', macos(SCUTIL_NONE), 'dns/no-resolver'],
  ])('behind a proxy: %s', async (_, machine, rootCause) => {
    const report = await json(world, machine);
    expect(report).toMatchObject({ rootCause });
    expect(report.findings.filter(({ severity }) => severity === 'error')).toHaveLength(rootCause ? 1 : 0);
  });

  test.concurrent.each<[string, Machine, string | null]>([
    ['Windows, nothing', windows({}), null],
    ['Windows, a script', windows({ script: SCRIPT }), null],
    ['macOS, nothing', macos(SCUTIL_NONE), null],
    [
      'macOS, only SOCKS, which Python does not take from there',
      macos(SCUTIL_LOCAL(1).replace(/HTTPS?Enable : 1/g, 'HTTPEnable : 0')),
      null,
    ],
    ['macOS, a dead proxy, and --proxy none', macos(SCUTIL_LOCAL(7890)), 'proxy/refused'],
  ])('with a way out of its own: %s', async (_, machine, rootCause) => {
    expect(await json(open, machine)).toMatchObject({ rootCause });
    if (rootCause) expect(await json(open, machine, '--proxy', 'none')).toMatchObject({ rootCause: null });
  });

  test.concurrent.each<[string, Machine, () => ProxyWorld]>([
    ['windows-11-stopped-clash', windows({ enabled: 1, server: '127.0.0.1:7890', override: CLASH_OVERRIDE }), () => open],
    [
      'windows-german-corporate-proxy',
      windows({ enabled: 1, server: 'http=proxy.lab:3129;https=proxy.lab:3129', override: '<local>', unnamed: 'Standard' }),
      () => world,
    ],
    ['windows-corporate-pac', windows({ script: SCRIPT }), () => world],
    ['windows-11-stopped-clash-cmd', { ...windows({ enabled: 1, server: '127.0.0.1:7890' }), shell: 'cmd' }, () => open],
    ['windows-11-stopped-clash-git-bash', { ...windows({ enabled: 1, server: '127.0.0.1:7890' }), shell: 'posix' }, () => open],
    ['windows-socks', windows({ enabled: 1, server: 'socks=127.0.0.1:10808' }), () => open],
    ['macos-stopped-proxy', macos(SCUTIL_LOCAL(6152)), () => open],
    ['macos-pac', macos(SCUTIL_SCRIPT(SCRIPT)), () => world],
  ])('the report of %s', async (name, machine, at) => {
    const { lab, trust } = at();
    const done = await doctorOn(lab, machine, ['check', '--skip', 'status'], { ...trust, OPENAI_API_KEY: API_KEY });
    expectGolden(`machines/${name}.txt`, steady(done.stdout, lab));
  });

  test.concurrent.each<[string, Machine]>([
    [
      'macos-vpn-split-dns',
      { ...macos(SCUTIL_NONE), answers: { [SCUTIL]: SCUTIL_NONE, [SCUTIL_DNS]: SCUTIL_VPN('corp.example', '10.8.0.1') } },
    ],
    [
      'windows-vpn-nrpt',
      { ...windows({}), answers: { ...windows({}).answers, [REG_NRPT]: NRPT(['.corp.example'], '10.8.0.1') } },
    ],
  ])('a name of %s, whose VPN is down', async (name, machine) => {
    const args = ['check', '--skip', 'status', '--base-url', 'https://llm.corp.example/v1'];
    const done = await doctorOn(open.lab, machine, args, { ...open.trust, OPENAI_API_KEY: API_KEY });
    expectGolden(`machines/${name}.txt`, steady(done.stdout, open.lab));
  });

  test.concurrent('an alias of the Microsoft Store is no Python that could be run', async () => {
    const apps = join(open.lab.folder, 'Microsoft', 'WindowsApps');
    mkdirSync(apps, { recursive: true });
    for (const name of ['python.exe', 'python3.EXE']) writeFileSync(join(apps, name), '', { mode: 0o755 });
    const resultOf = async (PATH: string) => {
      const report = await json(open, { ...windows({}), env: { PATH } }, '--clients');
      const facts = report.probes.find(({ id }) => id === 'client/runs')?.facts as ClientRunFacts;
      return facts.clients.find(({ client }) => client === 'Python requests');
    };
    expect(await resultOf(`${apps}:/usr/bin`)).toMatchObject({
      run: { status: null, error: 'not run: Python is here only as an alias of the Microsoft Store' },
      asExpected: null,
    });
    expect(await resultOf('/usr/bin')).toMatchObject({ run: null, asExpected: null });
  });

  const linux = (changes: Partial<Machine>): Machine => ({
    platform: 'linux',
    runtime: { node: '22.21.0', openssl: '3.5.4', os: 'Linux 6.12.48' },
    ...changes,
  });
  /** A file of public roots, as conda and Nix bring one. */
  const bundle = (folder: string) => {
    const path = join(folder, 'conda', 'ssl', 'cacert.pem');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, rootCertificates.slice(0, 3).join('\n'));
    return path;
  };

  test.concurrent.each<[string, (folder: string) => Machine]>([
    ['linux-debian', () => linux({ distribution: 'debian' })],
    [
      'linux-conda',
      (folder) => linux({ distribution: 'debian', env: { SSL_CERT_FILE: bundle(folder), CONDA_PREFIX: join(folder, 'conda') } }),
    ],
    ['linux-nixos', (folder) => linux({ distribution: 'nixos', env: { NIX_SSL_CERT_FILE: bundle(folder) } })],
    ['linux-arch-fish', () => linux({ distribution: 'arch', shell: 'fish' })],
    ['alpine-container', () => linux({ platform: 'container', distribution: 'alpine' })],
    ['docker-desktop-container', () => linux({ platform: 'container', distribution: 'debian' })],
    ['codespaces', () => linux({ platform: 'container', distribution: 'debian', env: { CODESPACES: 'true' } })],
    ['wsl-2', () => linux({ platform: 'wsl', distribution: 'debian' })],
    ['termux', () => linux({ distribution: 'termux', env: { PREFIX: '/data/data/com.termux/files/usr' } })],
    ['macos-inspected', () => ({ ...macos(SCUTIL_NONE), env: { HOMEBREW_PREFIX: '/opt/homebrew', UV: '/opt/homebrew/bin/uv' } })],
  ])('a company CA that %s does not trust', async (name, machineIn) => {
    const machine = machineIn(open.lab.folder);
    const done = await doctorOn(open.lab, machine, ['check', '--verbose', '--skip', 'status'], {
      OPENAI_API_KEY: API_KEY,
      HTTPS_PROXY: '',
    });
    expectGolden(`machines/${name}.txt`, steady(done.stdout, open.lab));
  });
});
