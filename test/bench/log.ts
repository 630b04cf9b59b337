import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { costOf, tool } from './measure.ts';
import type { Row } from './table.ts';

const MEGABYTES = Number(process.env.BENCH_MB ?? 1024);

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
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Writes a log in which one entry of `every` is a failure, and returns its size in bytes. */
function writeLog(path: string, megabytes: number, every: number): number {
  const random = numbers(1);
  const pick = (list: string[]) => list[Math.floor(random() * list.length)] ?? '';
  const file = openSync(path, 'w');
  let written = 0;
  for (let entry = 0; written < megabytes * 1e6; ) {
    const lines: string[] = [];
    for (let i = 0; i < 5000; i += 1, entry += 1) {
      const time = new Date(1.7e12 + entry * 37).toISOString();
      const usual = () => `INFO [worker-${entry % 7}] ${Array.from({ length: 10 }, () => pick(WORDS)).join(' ')}`;
      lines.push(`${time} ${entry % every === 0 ? pick(FAILURES) : usual()} ${Math.floor(random() * 1e6)}`);
    }
    written += writeSync(file, `${lines.join('\n')}\n`);
  }
  closeSync(file);
  return written;
}

const LOGS: [name: string, share: number, every: number][] = [
  ['a failure in 10,000 entries', 1, 10_000],
  ['a failure in 100 entries', 1 / 4, 100],
  ['every entry a failure', 1 / 8, 1],
];

/** How fast `explain` reads long logs, and what it holds of them. */
export async function logRows(folder: string): Promise<Row[]> {
  const idle = await costOf({ command: [...tool, 'explain', '429'] });
  const rows: Row[] = [];
  for (const [name, share, every] of LOGS) {
    const path = join(folder, 'log');
    const megabytes = writeLog(path, MEGABYTES * share, every) / 1e6;
    const count = await costOf({ command: ['wc', '-l', path] });
    const { ms, peak } = await costOf({ command: [...tool, 'explain', path, '--format', 'json', '--fail-on', 'never'] });
    const speed = megabytes / (ms / 1000);
    const times = `${(ms / count.ms).toFixed(1)} times wc -l`;
    const more = peak - idle.peak;
    rows.push(
      {
        what: `explain of ${megabytes.toFixed(0)} MB, ${name}`,
        against: times,
        figure: `${speed.toFixed(0)} MB/s`,
        goal: '≥ 100 MB/s',
        reached: speed >= 100,
      },
      {
        what: '… its memory above idle',
        against: `explain 429: ${idle.peak.toFixed(0)} MiB`,
        figure: `${more.toFixed(0)} MiB`,
        goal: '≤ 80 MiB',
        reached: more <= 80,
      },
    );
    rmSync(path);
  }
  return rows;
}
