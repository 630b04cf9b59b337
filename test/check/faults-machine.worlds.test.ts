import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DoctorResult, finish, type Lab, openLab } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { makeCa, makeLeaf } from '../lab/pki.ts';

const SECRET = 'M4chineLq9XzW2mKp7VbN3sHd8GfJ5cYt6RwQ1uEo0aZi';
const KEY = `sk-proj-${SECRET}`;

/** Puts something else in the place of a file below /etc, in a mount namespace of its own, and runs the rest of the line there. */
const ETC = `#!/bin/sh
set -e
what=$1; file=$2; shift 2
etc=$(mktemp -d); mount -t tmpfs none "$etc"; cp -a /etc/. "$etc/"
was=$(mktemp); cat "$etc/$file" >"$was" 2>/dev/null || true; rm -rf "$etc/$file"
case $what in
  missing) ;;
  empty) : >"$etc/$file" ;;
  directory) mkdir "$etc/$file" ;;
  fifo) mkfifo "$etc/$file" ;;
  device) ln -s /dev/zero "$etc/$file" ;;
  loop) ln -s "$file" "$etc/$file" ;;
  large) { cat "$was"; head -c 10485760 /dev/zero | tr '\\0' '#'; } >"$etc/$file" ;;
  line) { head -c 10485760 /dev/zero | tr '\\0' 'x'; echo; cat "$was"; } >"$etc/$file" ;;
  binary) head -c 65536 /dev/urandom >"$etc/$file" ;;
  zeros) head -c 65536 /dev/zero >"$etc/$file" ;;
esac
mount --bind "$etc" /etc
exec "$@"
`;

needs(
  'root',
  'linux',
  'ip',
  'openssl',
  'faketime',
  'setpriv',
  'unshare',
)('a machine that is not as it should be', () => {
  let lab: Lab;
  let env: Record<string, string>;
  let record: string;

  beforeAll(async () => {
    lab = await openLab();
    chmodSync(lab.folder, 0o755);
    record = join(lab.folder, 'received');
    const ca = makeCa(lab.folder, { name: 'World Root' });
    const leaf = makeLeaf(ca, { names: ['api.openai.com'] });
    env = { NODE_EXTRA_CA_CERTS: ca.cert, SSL_CERT_FILE: ca.cert, OPENAI_API_KEY: KEY };
    writeFileSync(join(lab.folder, 'etc.sh'), ETC, { mode: 0o755 });
    const slow = {
      path: '/slow/v1/*',
      delayMs: 1500,
      status: 200,
      body: { object: 'list', data: [{ id: 'gpt-4o', object: 'model' }] },
    };
    const huge = {
      path: '/huge/v1/*',
      status: 200,
      headers: { 'content-type': 'application/json' },
      repeat: { text: '['.repeat(65_536), times: 16_000 },
    };
    const api = {
      listen: [{ host: '203.0.113.10', port: 443 }],
      cert: leaf.fullchain,
      key: leaf.key,
      keys: [KEY],
      record,
      answers: [slow, huge],
    };
    const dns = { listen: ['203.0.113.53'], port: 53, names: { 'api.openai.com': { a: ['203.0.113.10'] } } };
    await lab.serve(['node', 'test/lab/servers/api.js', JSON.stringify(api)], { ready: /ready/ });
    await lab.serve(['node', 'test/lab/servers/dns.js', JSON.stringify(dns)], { ready: /ready/ });
  });
  afterAll(() => lab?.close());

  interface How {
    args?: string[];
    wrap?: string[];
    env?: Record<string, string>;
  }

  /** Runs the tool and holds it to what is always true: it ends in time with a whole report or none, and never speaks of a fault of its own. */
  async function check({ args = [], wrap = [], env: more = {} }: How = {}): Promise<DoctorResult> {
    const all = ['check', '--format', 'json', '--timeout', '3s', '--deadline', '10s', '--skip', 'status', ...args];
    const done = await lab.doctor(all, { env: { ...env, ...more }, wrap });
    const output = done.stdout + done.stderr;
    expect(done.report, output).toBeDefined();
    expect(done.status, output).toBe(done.report.exitCode);
    expect(done.ms).toBeLessThan(20_000);
    expect(output).not.toMatch(/OWN_FAULT|api-doctor itself failed/);
    expect(output).not.toContain(SECRET.slice(0, 12));
    const times = done.report.probes.flatMap(({ startMs, durationMs }) => [startMs, durationMs]);
    expect(Math.min(done.report.durationMs, ...times)).toBeGreaterThanOrEqual(0);
    expect(Math.max(done.report.durationMs, ...times)).toBeLessThan(14_000);
    return done;
  }

  /** A file that has no end is read, and a pipe without a writer waited for, until the run gives up: that soon proves as much as later. */
  const soon = (what: string) => (/fifo|device/.test(what) ? ['--timeout', '1s', '--deadline', '4s'] : []);

  const health = { status: 0, rootCause: null };
  const outcome = ({ status, report }: DoctorResult) => ({ status, rootCause: report.rootCause });

  test('is none at first', async () => {
    expect(outcome(await check())).toEqual(health);
  });

  describe('/etc/resolv.conf', () => {
    test.concurrent.each(['missing', 'empty', 'directory', 'fifo', 'device', 'loop', 'binary', 'zeros', 'line', 'large'])(
      '%s',
      async (what) => {
        const done = await check({ args: soon(what), wrap: [join(lab.folder, 'etc.sh'), what, 'resolv.conf'] });
        if (what === 'large' || what === 'line') expect(outcome(done)).toEqual(health);
        else expect(done.report.rootCause).toMatch(/^dns\/(?:no-resolver|timeout|temporary-failure)$/);
      },
    );
  });

  describe('/etc/hosts', () => {
    test.concurrent.each(['missing', 'empty', 'directory', 'loop', 'binary', 'zeros', 'line', 'large', 'fifo', 'device'])(
      '%s',
      async (what) => {
        const done = await check({ args: soon(what), wrap: [join(lab.folder, 'etc.sh'), what, 'hosts'] });
        // The C library waits for the writer of a pipe, so no program here gets an address. Of a device it reads as much as one line may
        // hold (2 GiB), which takes longer than a step may on most machines.
        const slow = done.report.rootCause ?? done.report.findings[0]?.id;
        if (what === 'fifo') expect(done.report.rootCause).toMatch(/^dns\//);
        else if (what === 'device') expect(slow).toMatch(/^dns\/(?:slow|timeout|temporary-failure)$/);
        else expect(outcome(done)).toEqual(health);
      },
    );
  });
  test.concurrent.each(['missing', 'empty', 'directory', 'binary'])('/etc/nsswitch.conf %s', async (what) => {
    await check({ wrap: [join(lab.folder, 'etc.sh'), what, 'nsswitch.conf'] });
  });

  test('without IPv6', async () => {
    const off = ['sh', '-c', 'sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.lo.disable_ipv6=1; exec "$@"', 'sh'];
    const on = ['sysctl', '-qw', 'net.ipv6.conf.all.disable_ipv6=0', 'net.ipv6.conf.lo.disable_ipv6=0'];
    const done = await check({ wrap: off });
    await lab.client(on);
    expect(outcome(done)).toEqual(health);
    expect(done.report.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  describe('home and working directory', () => {
    const shell = (line: string) => ['sh', '-c', `${line}; exec "$@"`, 'sh'];
    const nobody = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'];
    test.concurrent.each<[string, How]>([
      ['no HOME', { wrap: ['env', '-u', 'HOME'] }],
      ['a HOME that is not there', { env: { HOME: '/nonexistent' } }],
      ['a HOME that is no folder', { env: { HOME: '/dev/null' } }],
      ['an empty HOME', { env: { HOME: '' } }],
      ['no variable but the key', { wrap: ['env', '-u', 'HOME', '-u', 'PATH', '-u', 'LANG'] }],
      [
        'a read-only file system',
        { wrap: ['unshare', '-m', ...shell('mount -o remount,bind,ro / 2>/dev/null || mount -o remount,ro /; cd /')] },
      ],
      ['a folder that has been deleted', { wrap: shell('d=$(mktemp -d); cd "$d"; rmdir "$d"') }],
      ['a folder that may not be read', { wrap: [...shell('d=$(mktemp -d); cd "$d"; chmod 0 "$d"'), ...nobody] }],
      ['a user without rights', { wrap: nobody }],
      ['a mask that takes every right', { wrap: shell('umask 0777') }],
      ['an odd language', { env: { LANG: 'xx_YY.nowhere', LC_ALL: '\u0001' } }],
      ['an odd time zone', { env: { TZ: ':::/..//Nowhere' } }],
      ['an empty time zone', { env: { TZ: '' } }],
      ['a time zone that is a device', { env: { TZ: ':/dev/zero' } }],
    ])('%s', async (_, how) => {
      expect(outcome(await check(how))).toEqual(health);
    });
  });

  test('pipes without a writer in the place of every file of settings hold nothing up', async () => {
    const home = join(lab.folder, 'pipes');
    const names = [
      '.npmrc',
      '.gitconfig',
      '.curlrc',
      '.netrc',
      '.docker/config.json',
      '.config/git/config',
      'hashed/5ed36f99.0',
      'ca.pem',
    ];
    await finish([
      'sh',
      '-ec',
      names.map((name) => `mkdir -p "$(dirname ${home}/${name})"; mkfifo "${home}/${name}"`).join('; '),
    ]);
    // Nothing answers there, so that all is read that could name a proxy.
    const args = ['--base-url', 'https://203.0.113.10:9/v1'];
    const more = { HOME: home, CURL_HOME: home, SSL_CERT_DIR: `${home}/hashed`, REQUESTS_CA_BUNDLE: `${home}/ca.pem` };
    const etc = [join(lab.folder, 'etc.sh'), 'fifo', 'npmrc', join(lab.folder, 'etc.sh'), 'fifo', 'gitconfig'];
    expect((await check({ args, env: more, wrap: etc })).report.rootCause).toBe('tcp/refused');
  });

  describe('a clock that jumps in mid-run', () => {
    const jumps: [string, string, string][] = [
      ['a day forward', '+0', '+1d'],
      ['a day back', '+0', '-1d'],
      ['twenty years forward', '+0', '+20y'],
      ['to before the certificate', '+0', '-30y'],
      ['to a time that hardly moves', '+0', '@2030-01-01 00:00:00 x0.001'],
      ['to a time that runs away', '+0', '@2030-01-01 00:00:00 x1000'],
    ];
    test.each(jumps)('%s: nothing lasts longer for it, and nothing less than no time', async (name, before, after) => {
      const file = join(lab.folder, `clock ${name}`);
      writeFileSync(file, before);
      const library = (await finish(['sh', '-c', 'ls /usr/lib/*/faketime/libfaketime.so.1 | head -1'])).stdout.trim();
      writeFileSync(record, '');
      // Once the requests are on their way, which is in the middle of a run: the answers take their time.
      const jump = setInterval(() => {
        if (readFileSync(record, 'latin1').split('GET /slow/').length > 2) writeFileSync(file, after);
      }, 20);
      const clock = {
        LD_PRELOAD: library,
        FAKETIME_TIMESTAMP_FILE: file,
        FAKETIME_NO_CACHE: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      };
      const done = await check({ args: ['--base-url', 'https://api.openai.com/slow/v1'], env: clock });
      clearInterval(jump);
      expect(readFileSync(file, 'utf8')).toBe(after);
      expect(done.report.probes.find(({ id }) => id === 'http/models')).toMatchObject({ status: 'pass' });
    });
  });

  describe('memory', () => {
    test.concurrent.each([64, 32])('%i MB of heap, and a body of a gigabyte', async (megabytes) => {
      const done = await check({
        args: ['--base-url', 'https://api.openai.com/huge/v1'],
        env: { NODE_OPTIONS: `--max-old-space-size=${megabytes}` },
      });
      expect(done.report.rootCause).toMatch(/^http\//);
    });
    test('an address space of 2.5 GB', async () => {
      expect(outcome(await check({ wrap: ['sh', '-c', 'ulimit -v 2500000; exec "$@"', 'sh'] }))).toEqual(health);
    });
  });

  describe('file descriptors', () => {
    const limited = (count: number) => ['sh', '-c', `ulimit -n ${count}; exec "$@"`, 'sh'];

    /** With fewer than that Node itself cannot start, which no program that runs on it can help. */
    async function leastForNode(): Promise<number> {
      for (let count = 10; ; count += 1) {
        const { status } = await finish([...limited(count), process.execPath, '-e', '0'], { mayFail: true });
        if (status === 0) return count;
      }
    }

    test('too few are named as that, from the fewest with which Node can load a file, until there are enough', async () => {
      const least = await leastForNode();
      const counts = [1, 2, 3, 4, 5, 6, 8, 12, 16, 20, 24, 32, 46].map((more) => least + more);
      const runs: { status: number | null; rootCause: string | null | undefined }[] = [];
      for (const count of counts) {
        const done = await lab.doctor(['check', '--format', 'json', '--skip', 'status'], { env, wrap: limited(count) });
        runs.push({ status: done.status, rootCause: done.report?.rootCause });
        // Where not even the tool's own files can be opened, that is what it says.
        if (!done.report) expect([count, done.status, done.stderr]).toEqual([count, 1, expect.stringContaining('EMFILE')]);
      }
      const [unread, read] = [runs.slice(0, 3), runs.slice(3)];
      const limit = { status: 10, rootCause: 'config/descriptor-limit' };
      for (const run of unread) expect(run).toEqual(expect.toBeOneOf([health, limit, { status: 1, rootCause: undefined }]));
      for (const run of read) expect(run).toEqual(expect.toBeOneOf([health, limit]));
      expect(runs.at(-1)).toEqual(health);
      const first = (status: number) => counts[runs.findIndex((run) => run.status === status)];
      console.info(`descriptors: Node starts with ${least}, a report comes from ${first(10)}, calls work from ${first(0)}`);
    }, 120_000);
  });
});
