/** One row: what was measured against what, and the goal. */
export interface Row {
  what: string;
  against: string;
  figure: string;
  goal: string;
  /** Whether the goal was reached; null where the figure is only shown. */
  reached: boolean | null;
}

/** A figure that is to stay below a ratio. */
export function ratioRow(
  names: Pick<Row, 'what' | 'against'>,
  [cost, base]: [number, number],
  { goal, unit }: { goal: number; unit: string },
): Row {
  const ratio = cost / base;
  const figure = `${ratio.toFixed(2)} × (${cost.toFixed(0)} / ${base.toFixed(0)} ${unit})`;
  return { ...names, figure, goal: `≤ ${goal} ×`, reached: ratio <= goal };
}

/** A row that could not be measured here, and says so. */
export function skippedRow(what: string, why: string): Row {
  return { what, against: '', figure: `SKIPPED: ${why}`, goal: '', reached: null };
}

/** The table as text. Nobody is judged by it: a missed goal is marked, and that is all. */
export function tableOf(rows: Row[]): string {
  const cells = rows.map((row) => [row.what, row.against, row.figure, row.goal, mark(row.reached)]);
  const all = [['what', 'against', 'figure', 'goal', ''], ...cells];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function mark(reached: boolean | null): string {
  return reached === null ? '' : reached ? 'reached' : 'MISSED';
}
