import { type Cost, compare, tool } from './measure.ts';
import { type Row, ratioRow } from './table.ts';

/** What answers without a network, against a Node that does nothing. */
export async function startUpRows(rounds: number): Promise<Row[]> {
  const words = ['--version', '--help', 'explain 429'];
  const subjects = Object.fromEntries(words.map((word) => [word, { command: [...tool, ...word.split(' ')] }]));
  const costs: Record<string, Cost> = await compare({ ...subjects, node: { command: [process.execPath, '-e', '0'] } }, rounds);
  const base = costs.node?.ms ?? Number.NaN;
  const names = (word: string) => ({ what: `api-doctor ${word}`, against: 'node -e 0' });
  return words.map((word) => ratioRow(names(word), [costs[word]?.ms ?? Number.NaN, base], { goal: 1.25, unit: 'ms' }));
}
