import { statSync } from 'node:fs';
import type { Io } from '../../machine/io.ts';
import { isUnicode } from '../output/style.ts';
import { bar, canShowProgress, elapsed, progressLine } from './line.ts';

const MIB = 2 ** 20;

/** A log to be read. */
interface Source {
  name: string;
  bytes: AsyncIterable<Buffer>;
}

/** Shows how much of the logs was read while `work` reads them; only on a terminal, and only where it takes long. */
export async function whileReading<T, L extends Source>(logs: L[], io: Io, work: (logs: L[]) => Promise<T>): Promise<T> {
  if (!canShowProgress(io)) return work(logs);
  const begun = performance.now();
  const total = sizeOf(logs);
  let read = 0;
  const line = await progressLine(io, () => {
    const share = total === null ? '' : `${bar(read / total, isUnicode(io))} `;
    const of = total === null ? '' : ` of ${(total / MIB).toFixed(0)}`;
    return `Reading  ${share}${(read / MIB).toFixed(0)}${of} MiB  ${elapsed(performance.now() - begun)}`;
  });
  const counted = logs.map((log) => ({ ...log, bytes: counting(log.bytes, (length) => (read += length)) }));
  return work(counted).finally(() => line.stop());
}

async function* counting(bytes: AsyncIterable<Buffer>, add: (length: number) => void): AsyncGenerator<Buffer> {
  for await (const piece of bytes) {
    add(piece.length);
    yield piece;
  }
}

/** Bytes of all logs together; null where one of them is not a file. */
function sizeOf(logs: Source[]): number | null {
  const sizes = logs.map(({ name }) => {
    const found = statSync(name, { throwIfNoEntry: false });
    return found?.isFile() ? found.size : Number.NaN;
  });
  const sum = sizes.reduce((all, size) => all + size, 0);
  return sum > 0 ? sum : null;
}
