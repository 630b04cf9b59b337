// What the tool costs, as ratios to what it is measured against, each beside its goal. Judges nothing: how fast a machine is, and what
// else it does just now, is its own business.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programPath } from '../lab/needs.ts';
import { callRows } from './calls.ts';
import { distantRows } from './distant.ts';
import { droppedRows } from './dropped.ts';
import { healthyRows } from './healthy.ts';
import { installRows } from './install.ts';
import { logRows } from './log.ts';
import { costOf, tool } from './measure.ts';
import { startUpRows } from './start-up.ts';
import { type Row, skippedRow, tableOf } from './table.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15);

/** What a world of network namespaces needs and this machine lacks; null where nothing. */
function missing(...programs: string[]): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root and Linux';
  const lacking = programs.filter((name) => programPath(name) === null);
  return lacking.length > 0 ? `needs ${lacking.join(', ')}` : null;
}

async function world(what: string, lacking: string | null, rows: () => Promise<Row[]>): Promise<Row[]> {
  return lacking ? [skippedRow(what, lacking)] : rows();
}

const folder = mkdtempSync(join(tmpdir(), 'api-doctor-bench-'));
try {
  const offline = { command: [...tool, 'check', '--offline'], env: { OPENAI_API_KEY: 'sk-proj-bench0123456789abcdefghijkl' } };
  const startUp = (await costOf(offline)).ms;
  const rows = [
    ...(await startUpRows(ROUNDS)),
    ...(await healthyRows(folder, ROUNDS)),
    ...(await world('healthy check --deep, and practice', process.platform === 'linux' ? null : 'needs Linux', () =>
      callRows(ROUNDS),
    )),
    ...(await world('healthy check, far away', missing('ip', 'curl'), () => distantRows(Math.ceil(ROUNDS / 3)))),
    ...(await world('everything dropped', missing('ip', 'nft'), () => droppedRows(startUp))),
    ...(await installRows(folder, 3)),
    ...(await logRows(folder)),
  ];
  console.log(`Node ${process.version}, medians of ${ROUNDS} rounds\n\n${tableOf(rows)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
