import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { commonName, dnsNames, type Forged, forge, newKey } from '../lab/forge.ts';
import { root as checkout } from '../lab/lab.ts';
import { type RunningApi, serveApi } from '../lab/servers/api.js';

const KEY = 'sk-proj-K1tOfCertificateFiles0123456789abcdefghijklmnopqrst';
const AT_ONCE = 2;
const MOST_MIB = 260;
const folder = mkdtempSync(join(tmpdir(), 'api-doctor-ca-'));
const authority = forge({ subject: commonName('Kit Root'), ca: true });
const leaf = forge({ by: authority, extensions: [dnsNames('localhost')] });
const rootPem = authority.pem;
const strangers = (count: number, subject = (at: number) => commonName(`Stranger ${at}`)): Forged[] => {
  const key = newKey();
  return Array.from({ length: count }, (_, at) => forge({ subject: subject(at), key, ca: true }));
};

/** A file that somebody names with `--ca-file`. */
interface CaFile {
  make(path: string): void;
  /** Whether clients find the root in it. */
  holdsRoot: boolean;
  /** What is said of the file itself. */
  says?: 'config/ca-file-unreadable';
}
const text = (content: string | Buffer | (() => string | Buffer)) => (path: string) =>
  writeFileSync(path, typeof content === 'function' ? content() : content);
const unusable = (make: CaFile['make']): CaFile => ({ make, holdsRoot: false, says: 'config/ca-file-unreadable' });
const holding = (content: string | Buffer | (() => string)): CaFile => ({ make: text(content), holdsRoot: true });

const files: Record<string, CaFile> = {
  'the root': holding(rootPem),
  'lines that end as on Windows': holding(rootPem.replaceAll('\n', '\r\n')),
  'text around the root': holding(`# Kit\n${'x'.repeat(5000)}\n${rootPem}trailing`),
  'a private key before the root': holding(`${leaf.keyPem}${rootPem}`),
  'a byte order mark': holding(`\uFEFF${rootPem}`),
  'the root two thousand times': holding(() => rootPem.repeat(2000)),
  'five hundred strangers of one name, and the root': holding(
    () =>
      strangers(500, () => commonName('Kit Root'))
        .map(({ pem }) => pem)
        .join('') + rootPem,
  ),
  'fifteen hundred strangers, and the root': holding(
    () =>
      strangers(1500)
        .map(({ pem }) => pem)
        .join('') + rootPem,
  ),
  'ten megabytes of comment, and the root': holding(() => `${'# filler\n'.repeat(1_200_000)}${rootPem}`),
  nothing: unusable(text('')),
  'the root as DER': unusable(text(authority.der)),
  'the root in UTF-16': unusable(text(Buffer.from(rootPem, 'utf16le'))),
  'bytes at random': unusable(text(Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * 7919 + (at >> 3)) & 255)))),
  'first lines without end': unusable(text(() => '-----BEGIN CERTIFICATE-----\n'.repeat(300_000))),
  'one line of eight megabytes': unusable(
    text(() => `-----BEGIN CERTIFICATE-----\n${'QUJD'.repeat(2_000_000)}\n-----END CERTIFICATE-----\n`),
  ),
  'a certificate that breaks off': unusable(text(rootPem.slice(0, 300))),
  'twenty megabytes': unusable(text(() => rootPem + 'x'.repeat(20 << 20))),
  ...(process.platform === 'linux'
    ? {
        'a pipe that nobody writes to': unusable((path) => void execFileSync('mkfifo', [path])),
        'a device without an end': unusable((path) => symlinkSync('/dev/zero', path)),
      }
    : {}),
};

interface Ended {
  status: number | null;
  stderr: string;
  report: Report;
  ms: number;
}
const results = new Map<string, Ended>();
let api: RunningApi;
let peaks: number[] = [];

beforeAll(async () => {
  const [cert, key] = [join(folder, 'leaf.pem'), join(folder, 'leaf.key')] as const;
  writeFileSync(cert, leaf.pem);
  writeFileSync(key, leaf.keyPem);
  api = await serveApi({ cert, key, keys: [KEY] });
  const named = Object.entries(files).map(([name, { make }], at) => {
    const path = join(folder, `roots-${at}`);
    make(path);
    return { name, path };
  });
  const left = [...named];
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) results.set(next.name, await doctor(next.path));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  // On a machine that is busy slowness looks like silence: what does not fit is looked at once more, alone.
  for (const { name, path } of named) {
    if (files[name]?.holdsRoot && hasTrouble(results.get(name) as Ended)) results.set(name, await doctor(path));
  }
  if (process.platform === 'linux')
    peaks = readFileSync(join(folder, 'peak'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => Number(line) / 1024);
}, 240_000);
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

function hasTrouble({ report }: Ended): boolean {
  return report.findings.some(({ severity }) => severity !== 'info');
}

function doctor(caFile: string): Promise<Ended> {
  const args = ['check', '--format', 'json', '--skip', 'status', '--timeout', '6s', '--deadline', '20s', '--ca-file', caFile];
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [join(checkout, 'bin', 'api-doctor.js'), ...args, '--base-url', `https://localhost:${api.port}/v1`],
    {
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        OPENAI_API_KEY: KEY,
        NODE_OPTIONS: process.platform === 'linux' ? `--require ${join(checkout, 'test', 'lab', 'peak.cjs')}` : '',
        PEAK_FILE: join(folder, 'peak'),
      },
    },
  );
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (part) => {
    stdout += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part) => {
    stderr += part;
  });
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({ status, stderr, report: JSON.parse(stdout), ms: performance.now() - started }));
  });
}

test.each(Object.entries(files))('%s', (name, { holdsRoot, says }) => {
  const { status, stderr, report, ms } = results.get(name) as Ended;
  const found = report.findings.filter(({ severity }) => severity !== 'info').map(({ id }) => id);
  expect(stderr).toBe('');
  if (holdsRoot) expect({ status, found }).toEqual({ status: 0, found: [] });
  else expect(found).toEqual(expect.arrayContaining([says]));
  expect([0, 10, 13]).toContain(status);
  expect(ms).toBeLessThan(30_000);
});

test('no file costs more memory than it is long, by far', () => {
  expect(peaks.length).toBeGreaterThanOrEqual(process.platform === 'linux' ? results.size : 0);
  expect(Math.max(0, ...peaks)).toBeLessThan(MOST_MIB);
});
