import { describe, expect, test } from 'vitest';
import { hintsOfSystem, machineWithProxies, readRegistry, readScutil } from '../../src/settings/system-proxies.ts';
import { makeTarget } from '../../src/settings/target.ts';
import { CLASH_OVERRIDE, regQuery, SCUTIL_LOCAL, SCUTIL_NONE, SCUTIL_SCRIPT } from '../lab/machines/recordings.ts';

/** What the systems' own programs print, in several languages and versions. */

const runtime = { node: '22.21.0', openssl: '3.5.4', os: 'x' };

describe('reg query', () => {
  test.each([undefined, 'Default', 'Standard', 'par défaut', 'По умолчанию', '預設值'])(
    'with the unnamed value (%s)',
    (unnamed) => {
      const text = regQuery({ enabled: 1, server: '127.0.0.1:7890', override: CLASH_OVERRIDE, ...(unnamed ? { unnamed } : {}) });
      expect(readRegistry(text)).toEqual({
        system: 'windows',
        server: '127.0.0.1:7890',
        exceptions: CLASH_OVERRIDE,
        script: null,
      });
    },
  );

  test('a server that is switched off is none, and a script needs no switch', () => {
    expect(readRegistry(regQuery({ enabled: 0, server: 'p.example:1' }))).toBeUndefined();
    expect(readRegistry(regQuery({ script: 'http://w.example/p.pac' }))).toMatchObject({
      server: '',
      script: 'http://w.example/p.pac',
    });
  });

  test('an empty list of exceptions does not take the next line for its value', () => {
    const text = regQuery({ enabled: 1, server: 'p.example:1', override: '' });
    expect(readRegistry(text)).toMatchObject({ exceptions: '' });
  });

  test.each([
    '',
    'ERROR: The system was unable to find the specified registry key or value.',
    'FEHLER: Der angegebene Registrierungsschlüssel bzw. Wert wurde nicht gefunden.',
  ])('what says nothing of it: %j', (text) => expect(readRegistry(text)).toBeUndefined());
});

describe('scutil --proxy', () => {
  test('all kinds', () => {
    expect(readScutil(SCUTIL_LOCAL(7890))).toEqual({
      system: 'macos',
      servers: { http: '127.0.0.1:7890', https: '127.0.0.1:7890', socks: '127.0.0.1:7890' },
      exceptions: ['127.0.0.1', 'localhost', '*.local', '192.168.0.0/16', '169.254/16'],
      excludesSimple: true,
      script: null,
    });
  });

  test('none, and what one interface alone has', () => {
    expect(readScutil(SCUTIL_NONE)).toBeUndefined();
    expect(readScutil(SCUTIL_SCRIPT('http://w.example/p.pac'))).toMatchObject({ servers: {}, script: 'http://w.example/p.pac' });
    const scoped = SCUTIL_SCRIPT('x').replace(/^ {2}\w+ : .*\n/gm, (line) => (line.includes('__SCOPED__') ? line : ''));
    expect(readScutil(scoped)).toBeUndefined();
  });
});

test('each is asked for once and only where it is', async () => {
  const asked: string[] = [];
  const ask = async (program: string) => {
    asked.push(program);
    return null;
  };
  for (const platform of ['linux', 'wsl', 'container', 'macos', 'windows'] as const) {
    const machine = await machineWithProxies({ platform, runtime }, ask);
    expect(machine.systemProxy).toBeUndefined();
  }
  expect(asked).toEqual([...Array(2).fill('/usr/sbin/scutil'), ...Array(5).fill('C:\\Windows\\System32\\reg.exe')]);
});

test('as proxies to try, with what they speak', () => {
  const hints = hintsOfSystem({
    system: 'windows',
    server: 'http=a.example:1;socks=b.example:2',
    exceptions: '',
    script: 'http://s/p.pac',
  });
  expect(hints).toMatchObject([
    { proxy: { scheme: 'http', host: 'a.example' } },
    { proxy: { scheme: 'socks4', host: 'b.example' } },
    { script: 'http://s/p.pac' },
  ]);
});

test('on Windows a variable has one name in any case', () => {
  const env = {
    OpenAI_Api_Key: 'sk-proj-abcdefghijklmnop',
    https_proxy: 'http://p.example:1',
    npm_config_proxy: 'http://n.example:1',
  };
  const target = makeTarget({}, env, { platform: 'windows', runtime });
  expect(target.key?.source).toBe('OPENAI_API_KEY');
  expect(target.route).toMatchObject({ kind: 'proxy', choice: { variable: 'HTTPS_PROXY' } });
  expect(target.env.npm_config_proxy).toBe('http://n.example:1');
  expect(makeTarget({}, env, { platform: 'linux', runtime }).key).toBeNull();
});
