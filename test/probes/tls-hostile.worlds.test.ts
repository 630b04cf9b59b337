import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DoctorResult, type Lab, openLab, root } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { HOST, hostileChains, trusted } from '../support/tls-hostile-chains.ts';

const KEY = 'sk-proj-K1tOfHostileChains0123456789abcdefghijklmnopqrstuvw';
const AT_ONCE = 4;
const MOST_MIB = 160;
/** Its server takes a second for each handshake. */
const SLOW = 'a key of 16,384 bits';
/** What may cost memory is met by a process of its own. */
const HEAVY = /thousand|hundred|thirty|16,384|60 kB|more /;
const FIRST_PORT = 5000;
const names = Object.keys(hostileChains);

needs(
  'root',
  'linux',
  'ip',
)('a server that shows', () => {
  let lab: Lab;
  const results = new Map<string, DoctorResult>();

  beforeAll(async () => {
    lab = await openLab();
    const dns = { listen: ['203.0.113.53'], port: 53, elsewhere: '203.0.113.11' };
    await lab.serve(['node', 'test/lab/servers/hostile-dns.js', JSON.stringify(dns)], { ready: /^ready/m });
    writeFileSync(join(lab.folder, 'servers.json'), JSON.stringify(names.map(server)));
    writeFileSync(join(lab.folder, 'roots.pem'), trusted.map(({ pem }) => pem).join(''));
    await lab.serve(['node', 'test/lab/servers/many-apis.js', join(lab.folder, 'servers.json')], { ready: /^ready/m });
    const light = names.filter((name) => name !== SLOW);
    await Promise.all(Array.from({ length: AT_ONCE }, () => checkAll(light)));
    await checkAll([SLOW]);
    // On a machine that is busy slowness looks like silence: what does not fit is looked at once more, alone.
    await checkAll(names.filter((name) => results.get(name)?.report?.rootCause !== hostileChains[name]?.truth));
  }, 240_000);
  afterAll(() => lab?.close());

  const server = (name: string, at: number) => {
    const { chain } = hostileChains[name] ?? { chain: [] };
    const [cert, key] = [join(lab.folder, `${at}.pem`), join(lab.folder, `${at}.key`)] as const;
    writeFileSync(cert, chain.map(({ pem }) => pem).join(''));
    writeFileSync(key, chain[0]?.keyPem ?? '');
    const listen = ['203.0.113.10', '2001:db8:1::10'].map((host) => ({ host, port: FIRST_PORT + at, tls: true }));
    return { listen, cert, key, keys: [KEY], tls: { ciphers: 'DEFAULT:@SECLEVEL=0' } };
  };

  const checkAll = async (left: string[]) => {
    for (let name = left.shift(); name; name = left.shift()) results.set(name, await check(names.indexOf(name), name));
  };
  const check = (at: number, name: string) => {
    const host = hostileChains[name]?.host ?? HOST;
    const url = `https://${host.includes(':') ? `[${host}]` : host}:${FIRST_PORT + at}/v1`;
    const [step, run] = name === SLOW ? ['15s', '40s'] : ['4s', '12s'];
    const limits = ['--timeout', step, '--deadline', run, '--ca-file', join(lab.folder, 'roots.pem')];
    const watched = {
      NODE_OPTIONS: `--require ${join(root, 'test', 'lab', 'peak.cjs')}`,
      PEAK_FILE: join(lab.folder, 'peak'),
    };
    const env = { OPENAI_API_KEY: KEY, ...(HEAVY.test(name) ? watched : {}) };
    return lab.doctor(['check', '--format', 'json', '--skip', 'status', ...limits, '--base-url', url], { env });
  };

  test.each(names)('%s', (name) => {
    const { truth, warns, words, never } = hostileChains[name] ?? { truth: null };
    const { report, status, stdout, stderr } = results.get(name) as DoctorResult;
    // A machine that is busy makes for slow lookups, which are no matter here.
    const ids = report?.findings
      .filter(({ id, severity }) => severity === 'error' || (severity === 'warning' && /^(tls|client)\//.test(id)))
      .map(({ id }) => id);
    const found = [truth ?? warns].filter((id) => id !== undefined);
    expect({ stderr, rootCause: report?.rootCause, ids, status }, stdout.slice(0, 3000)).toEqual({
      stderr: '',
      rootCause: truth,
      ids: found,
      status: truth ? 13 : 0,
    });
    const [first] = report.findings;
    if (words) expect(`${first?.explanation} ${first?.evidence.join(' ')}`).toMatch(words);
    if (never) expect(stdout).not.toMatch(never);
    expect(first?.explanation ?? '').not.toMatch(/\{[a-zA-Z]+\}|undefined|NaN/);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]|(?<!\\)\\u00[01]/u);
    expect(stdout.length).toBeLessThan(300_000);
  });

  test('costs no more memory than any run', () => {
    const peaks = readFileSync(join(lab.folder, 'peak'), 'utf8').trim().split('\n');
    expect(peaks.length).toBeGreaterThanOrEqual(names.filter((name) => HEAVY.test(name)).length);
    expect(Math.max(...peaks.map(Number)) / 1024).toBeLessThan(MOST_MIB);
  });
});
