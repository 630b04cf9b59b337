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

/** A row of times, with the ratio of the lowest ones beside that of the medians. */
export function timeRow(names: Pick<Row, 'what' | 'against'>, [cost, base]: [Times, Times], goal: number): Row {
  const row = ratioRow(names, [cost.ms, base.ms], { goal, unit: 'ms' });
  return { ...row, figure: `${row.figure}, lowest ${(cost.leastMs / base.leastMs).toFixed(2)} ×` };
}

interface Times {
  ms: number;
  leastMs: number;
}

/** The table in Markdown. Nobody is judged by it: a missed goal is marked, and that is all. */
export function tableOf(rows: Row[]): string {
  const lines = rows.map(({ what, against, goal, figure, reached }) => [what, against, goal, `${figure}${mark(reached)}`]);
  return [['What', 'Against', 'Goal', 'Measured'], ['---', '---', '---', '---'], ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function mark(reached: boolean | null): string {
  return reached === false ? ', missed' : '';
}
