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

/** What entries are made with: a whole number below a bound, one of a list, some digits, the number of the entry as a time. */
interface Dice {
  below(bound: number): number;
  pick(list: string[]): string;
  hex(digits: number): string;
  time(entry: number): string;
}

/** Makes one entry, a failure or a usual one. */
type Format = (dice: Dice, entry: number, failed: boolean) => string;

const plain: Format = ({ below, pick, time }, entry, failed) => {
  const usual = () => `INFO [worker-${entry % 7}] ${Array.from({ length: 10 }, () => pick(WORDS)).join(' ')}`;
  return `${time(entry)} ${failed ? pick(FAILURES) : usual()} ${below(1e6)}\n`;
};

const QUOTA = { type: 'RateLimitError', message: '429 You exceeded your current quota', status: 429, code: 'insufficient_quota' };

/** A server's records, each with an identifier of its own and a status. */
const json: Format = ({ below, hex }, entry, failed) => {
  const reqId = [8, 4, 4, 4, 12].map(hex).join('-');
  const usual = { req: { method: 'GET', url: `/items/${below(1e5)}` }, res: { statusCode: [200, 304, 404][below(3)] } };
  const said = failed ? { err: QUOTA, msg: `job ${hex(8)} failed` } : { ...usual, ms: below(900), msg: 'request completed' };
  return `${JSON.stringify({ level: failed ? 50 : 30, time: 1.7e12 + entry * 37, reqId, ...said })}\n`;
};

const access: Format = ({ below, pick }, _entry, failed) => {
  const asked = failed ? 'POST /v1/chat/completions' : `GET /items/${below(1e5)}?page=${below(90)}`;
  const status = failed ? '429' : pick(['200', '200', '304', '404', '500']);
  return `10.0.${below(250)}.${below(250)} - - [12/Mar/2026:10:${10 + below(49)}:${10 + below(49)} +0000] "${asked} HTTP/1.1" ${status} ${below(50_000)} "-" "Mozilla/5.0"\n`;
};

/** Without a line feed. */
const oneLine: Format = (dice, entry) => plain(dice, entry, true).replaceAll('\n', ' ');

/** Writes a log in which one entry of `every` is a failure, and returns its size in bytes. */
function writeLog(path: string, megabytes: number, { every, format }: { every: number; format: Format }): number {
  const random = numbers(1);
  const below = (bound: number) => Math.floor(random() * bound);
  const dice: Dice = {
    below,
    pick: (list) => list[below(list.length)] ?? '',
    hex: (digits) => Array.from({ length: digits }, () => below(16).toString(16)).join(''),
    time: (entry) => new Date(1.7e12 + entry * 37).toISOString(),
  };
  const file = openSync(path, 'w');
  let written = 0;
  for (let entry = 0; written < megabytes * 1e6; ) {
    const entries: string[] = [];
    for (let i = 0; i < 5000; i += 1, entry += 1) entries.push(format(dice, entry, entry % every === 0));
    written += writeSync(file, entries.join(''));
  }
  closeSync(file);
  return written;
}

interface BenchLog {
  name: string;
  /** Its part of the megabytes. */
  share: number;
  every: number;
  format: Format;
  /** Megabytes a second. */
  goal: number;
}

const LOGS: BenchLog[] = [
  { name: 'a failure in 10,000 entries', share: 1, every: 10_000, format: plain, goal: 100 },
  { name: 'a failure in 100 entries', share: 1 / 4, every: 100, format: plain, goal: 100 },
  { name: 'every entry a failure', share: 1 / 8, every: 1, format: plain, goal: 60 },
  { name: 'records of JSON, a failure in 100', share: 1 / 4, every: 100, format: json, goal: 100 },
  { name: 'an access log, a failure in 100', share: 1 / 4, every: 100, format: access, goal: 100 },
  { name: 'failures without line feeds', share: 1 / 16, every: 1, format: oneLine, goal: 20 },
];

/** How fast `explain` reads long logs, and what it holds of them. */
export async function logRows(folder: string): Promise<Row[]> {
  const idle = await costOf({ command: [...tool, 'explain', '429'] });
  const rows: Row[] = [];
  for (const { name, share, every, format, goal } of LOGS) {
    const path = join(folder, 'log');
    const megabytes = writeLog(path, MEGABYTES * share, { every, format }) / 1e6;
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
        goal: `≥ ${goal} MB/s`,
        reached: speed >= goal,
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
