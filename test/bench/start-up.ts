import { type Cost, compare, tool } from './measure.ts';
import { type Row, timeRow } from './table.ts';

/** What answers without a network, against a Node that does nothing. */
export async function startUpRows(rounds: number): Promise<Row[]> {
  const words = ['--version', '--help', 'explain 429'];
  const subjects = Object.fromEntries(words.map((word) => [word, { command: [...tool, ...word.split(' ')] }]));
  const costs: Record<string, Cost> = await compare({ ...subjects, node: { command: [process.execPath, '-e', '0'] } }, rounds);
  const names = (word: string) => ({ what: `\`${word}\``, against: '`node -e 0`' });
  return words.map((word) => timeRow(names(word), [costs[word] as Cost, costs.node as Cost], 1.25));
}
