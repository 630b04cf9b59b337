import { errorRows } from './errors.ts';
import { failureRows } from './failures.ts';
import type { PracticeRow } from './row.ts';

/** Everything that the practice API plays, in the order of its list. */
export const practiceRows: PracticeRow[] = [...errorRows, ...failureRows];

const byName = new Map(practiceRows.map((row) => [row.name, row]));

export function rowNamed(name: string | null | undefined): PracticeRow | null {
  return byName.get(name ?? '') ?? null;
}
