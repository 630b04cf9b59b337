import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { predictRoute } from '../../src/knowledge/clients/proxy-rules/predict.ts';
import { systemException, systemProxiesOf } from '../../src/knowledge/clients/proxy-rules/system.ts';
import type { MacosProxy, SystemProxy, WindowsProxy } from '../../src/model/system-proxy.ts';
import { needs } from '../lab/needs.ts';

/** CPython's own code on the settings of another system: its module is loaded as if it ran there, over a registry or a framework of the test. */
const PYTHON = `
import json, os, sys, types
cases = json.load(sys.stdin)
case = None
out = []
winreg = types.ModuleType('winreg')
winreg.HKEY_CURRENT_USER = 1
class Key:
    def Close(self): pass
winreg.OpenKey = lambda *_: Key()
def query(_, name):
    value = case['values'].get(name)
    if value is None: raise OSError(name)
    return (value, 1)
winreg.QueryValueEx = query
scproxy = types.ModuleType('_scproxy')
scproxy._get_proxies = lambda: case['proxies']
scproxy._get_proxy_settings = lambda: {'exclude_simple': case['simple'], 'exceptions': case['exceptions']}
sys.modules.update({'winreg': winreg, '_scproxy': scproxy})
import ntpath, posixpath, fnmatch
for name in [n for n in os.environ if n.lower().endswith('_proxy')]: del os.environ[name]
def load(system):
    real = (os.name, sys.platform)
    if system == 'windows': os.name = 'nt'
    else: sys.platform = 'darwin'
    sys.modules.pop('urllib.request', None)
    import urllib.request as module
    os.name, sys.platform = real
    return module
modules = {name: load(name) for name in ('windows', 'macos')}
for case in cases:
    module = modules[case['system']]
    out.append({'proxies': module.getproxies(), 'bypassed': [host for host in case['hosts'] if module.proxy_bypass(host)]})
print(json.dumps(out))
`;

const HOSTS = [
  'api.openai.com',
  'openai.com',
  'localhost',
  'intranet',
  '10.1.2.3',
  '127.0.0.1',
  '169.254.3.4',
  '192.168.1.20',
  'a.local',
];

const windows = (server: string, exceptions = ''): WindowsProxy => ({ system: 'windows', server, exceptions, script: null });
const macos = (changes: Partial<MacosProxy>): MacosProxy => ({
  system: 'macos',
  servers: { https: 'p.example:8080' },
  exceptions: [],
  excludesSimple: false,
  script: null,
  ...changes,
});

const SETTINGS: SystemProxy[] = [
  windows('p.example:8080'),
  windows('http://p.example:8080'),
  windows('http=a.example:1;https=b.example:2'),
  windows('http=a.example:1'),
  windows('https=b.example:2;'),
  windows('socks=s.example:1080'),
  windows('http=a.example:1;socks=s.example:1080'),
  windows('socks=socks5://s.example:1080'),
  windows('a.example:1;b.example:2'),
  windows('ftp=f.example:21'),
  macos({}),
  macos({ servers: { http: 'a.example:1', https: 'b.example', socks: 's.example:1080' } }),
  macos({ exceptions: ['*.local', '169.254/16', '10.0.0.0/8'] }),
  macos({ exceptions: ['192.168.1', '127.0.0.1', '*.openai.com'], excludesSimple: true }),
  macos({ exceptions: ['', 'localhost', '10.1.2.3/33', '192.168.0.0/16'] }),
];

needs('python3')('what CPython makes of the settings of Windows and macOS', () => {
  const cases = SETTINGS.map((one) => ({
    system: one.system,
    hosts: HOSTS,
    ...(one.system === 'windows'
      ? { values: { ProxyEnable: 1, ProxyServer: one.server, ProxyOverride: one.exceptions } }
      : {
          proxies: Object.fromEntries(Object.entries(one.servers).map(([kind, address]) => [kind, `http://${address}`])),
          simple: one.excludesSimple,
          exceptions: one.exceptions,
        }),
  }));
  const input = JSON.stringify(cases);
  const python: { proxies: Record<string, string>; bypassed: string[] }[] = JSON.parse(
    execFileSync('python3', ['-c', PYTHON], { input, encoding: 'utf8', env: { PATH: process.env.PATH } }),
  );

  test.each(SETTINGS.map((one, at) => ({ one, at })))('$one', ({ one, at }) => {
    const ours = Object.fromEntries([...systemProxiesOf(one)].map(([kind, { value }]) => [kind, value]));
    expect(ours).toEqual(python[at]?.proxies);
    if (one.system === 'macos') {
      expect(HOSTS.filter((host) => systemException(one, host))).toEqual(python[at]?.bypassed);
    }
  });
});

describe('who reads them', () => {
  const system = windows('p.example:8080', 'localhost;127.*;*.openai.com;<local>');
  const route = (name: Parameters<typeof predictRoute>[0]['name'], url: string, env = {}) =>
    predictRoute({ name, version: null }, env, url, system);

  test('Python’s HTTP client takes the proxy, and none of the exceptions', () => {
    for (const url of ['https://api.openai.com/v1', 'http://localhost:8000/v1']) {
      expect(route('httpx2', url).proxy).toMatchObject({ host: 'p.example', port: 8080 });
      expect(route('httpx', url).proxy).toMatchObject({ host: 'p.example' });
    }
  });

  test('requests takes both, and compares the beginning of a name', () => {
    expect(route('requests', 'https://api.openai.com/v1')).toMatchObject({ proxy: null, bypassedBy: { entry: '*.openai.com' } });
    expect(route('requests', 'http://127.0.0.1:8000/v1').proxy).toBeNull();
    expect(route('requests', 'http://intranet/v1')).toMatchObject({ bypassedBy: { entry: '<local>' } });
    expect(route('requests', 'https://localhost.example/v1').proxy).toBeNull();
    expect(route('requests', 'https://api.example/v1').proxy).toMatchObject({ host: 'p.example' });
  });

  test.each(['curl', 'go', 'node-fetch', 'node-https', 'axios', 'wget'] as const)('%s does not', (name) => {
    expect(route(name, 'https://api.openai.com/v1').proxy).toBeNull();
  });

  test('a single variable that ends in _proxy hides them, whatever it says', () => {
    expect(route('httpx2', 'https://api.openai.com/v1', { NO_PROXY: 'x' }).proxy).toBeNull();
    expect(route('requests', 'https://api.openai.com/v1', { FTP_PROXY: 'http://x' }).proxy).toBeNull();
  });
});
