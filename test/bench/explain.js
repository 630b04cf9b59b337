// How fast `explain` reads a long log, as a ratio to what only counts its lines. A gigabyte of entries with a failure every now and
// then, and a log in which every line is one. Prints a table; judges nothing, because absolute times say more about the machine.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MEGABYTES = Number(process.env.BENCH_MB ?? 1024);
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'api-doctor-bench-'));

const WORDS =
  'request handled user session started finished cache miss query took path index value service worker thread queue job processed response payload size bytes pool acquired released'.split(
    ' ',
  );
const FAILURES = [
  "ERROR openai.RateLimitError: Error code: 429 - {'error': {'message': 'Rate limit reached for gpt-4o in organization org-aaaaaaaaaaaaaaaaaaaaaaaa on tokens per min (TPM): Limit 30000, Used 28000, Requested 4000. Please try again in 4s.', 'type': 'tokens', 'param': None, 'code': 'rate_limit_exceeded'}}",
  'ERROR httpx.ConnectError: [Errno 111] Connection refused',
  "WARN Error: read ECONNRESET\n    at TLSWrap.onStreamRead (node:internal/stream_base_commons:217:20) {\n  errno: -104,\n  code: 'ECONNRESET',\n  syscall: 'read'\n}",
];

/** A reproducible stream of numbers from 0 to 1 (mulberry32). */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Writes a log in which one entry of `every` is a failure. */
function writeLog(path, megabytes, every) {
  const random = numbers(1);
  const file = openSync(path, 'w');
  let written = 0;
  for (let entry = 0; written < megabytes * 1e6; ) {
    const lines = [];
    for (let i = 0; i < 5000; i += 1, entry += 1) {
      const time = new Date(1.7e12 + entry * 37).toISOString();
      const text =
        entry % every === 0
          ? FAILURES[Math.floor(random() * FAILURES.length)]
          : `INFO [worker-${entry % 7}] ${Array.from({ length: 10 }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ')}`;
      lines.push(`${time} ${text} ${Math.floor(random() * 1e6)}`);
    }
    written += writeSync(file, `${lines.join('\n')}\n`);
  }
  closeSync(file);
  return written;
}

/** Seconds that a command takes, and its peak memory where /usr/bin/time tells. */
function timed(command, args) {
  const started = performance.now();
  const done = spawnSync(command, args, { encoding: 'utf8', env: { PATH: process.env.PATH, LANG: 'C.UTF-8' } });
  if (done.error) throw done.error;
  return { seconds: (performance.now() - started) / 1000, stdout: done.stdout };
}

/** The tool with a last word on its peak memory. */
const PROBE = `
  const { main } = await import(${JSON.stringify(join(root, 'build', 'cli.js'))});
  const status = await main(['explain', process.argv[1], '--format', 'json'], { stdin: process.stdin, stdout: { write: (text, done) => { globalThis.text = text; done?.(); return true; } }, stderr: process.stderr, env: {}, platform: 'linux', runtime: {}, version: '0', timeZone: 'UTC', interrupted: new AbortController().signal });
  const { findings } = JSON.parse(globalThis.text);
  console.log(JSON.stringify({ status, kinds: findings.length, peak: process.resourceUsage().maxRSS / 1024 }));
`;

try {
  console.log(`Node ${process.version}`);
  for (const [name, megabytes, every] of [
    ['a failure in 10,000 entries', MEGABYTES, 10_000],
    ['a failure in 100 entries', MEGABYTES / 4, 100],
    ['every entry a failure', MEGABYTES / 8, 1],
  ]) {
    const path = join(folder, 'log');
    const size = writeLog(path, megabytes, every) / 1e6;
    timed('wc', ['-l', path]);
    const count = timed('wc', ['-l', path]);
    const tool = timed(process.execPath, ['--input-type=module', '-e', PROBE, path]);
    const { kinds, peak } = JSON.parse(tool.stdout);
    console.log(
      `  ${name.padEnd(28)} ${size.toFixed(0).padStart(5)} MB  ${(size / tool.seconds).toFixed(0).padStart(4)} MB/s  peak ${peak.toFixed(0)} MiB  ${kinds} kinds  ${(tool.seconds / count.seconds).toFixed(1)} times wc -l`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
