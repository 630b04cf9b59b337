import type { Excerpt } from './log/excerpt.ts';
import type { Scanner } from './log/scan.ts';
import type { Label, Stretch } from './log/shapes.ts';
import { lineStart } from './log/window.ts';
import type { Memory } from './memory.ts';
import type { Failure } from './read/failures.ts';

/** A line in which the search found something. */
interface Telling extends Stretch {
  number: number;
  /** Length of the longest of its telling words: the longer, the less else begins with them. */
  weight: number;
}

/** Notes for each telling line of an excerpt what it turned out to be. */
export function learnLines(
  { shapes, tokenSamples }: Memory,
  find: Scanner,
  excerpt: Excerpt,
  failures: readonly Failure[],
): void {
  const { bytes, freshLine, nextLine = Infinity } = excerpt;
  const telling = tellingLines(find, excerpt);
  const labels = labelsOf(telling, failures);
  for (const line of telling.filter(({ number }) => number >= freshLine && number < nextLine)) {
    const label = labels.get(line.number) ?? 'nothing';
    shapes.learn(bytes, line, label);
    tokenSamples.learn(bytes, line, find, label);
  }
  tokenSamples.spend(bytes.length);
}

/** A line that the excerpt cuts off is none of them: it is not the whole shape. */
function tellingLines(find: Scanner, { bytes, before, firstLine }: Excerpt): Telling[] {
  const isCut = before.length > 0 && before.at(-1) !== 10;
  const telling: Telling[] = [];
  let number = firstLine;
  let counted = 0;
  for (let hit = find(bytes, 0, bytes.length); hit; ) {
    const from = lineStart(bytes, hit.start);
    const end = bytes.indexOf(10, hit.start);
    if (end < 0) return telling;
    for (let at = bytes.indexOf(10, counted); at >= 0 && at < from; at = bytes.indexOf(10, at + 1)) number += 1;
    counted = from;
    if (from > 0 || !isCut) telling.push({ number, from, end, weight: weightOf(find, bytes, { from, end }) });
    hit = find(bytes, end + 1, bytes.length);
  }
  return telling;
}

function weightOf(find: Scanner, bytes: Buffer, { from, end }: Stretch): number {
  let weight = 0;
  for (let hit = find(bytes, from, end); hit; hit = find(bytes, hit.next, end))
    weight = Math.max(weight, ...hit.tokens.map(({ token }) => token.length));
  return weight;
}

/** What each telling line is. */
function labelsOf(telling: readonly Telling[], failures: readonly Failure[]): Map<number, Label> {
  const labels = new Map<number, Label>();
  const numbers = new Set(telling.map(({ number }) => number));
  for (const failure of failures) {
    for (const line of failure.lines) {
      const shown = numbers.has(line) ? line : tellingFor(line, failure, telling);
      if (shown !== undefined) labels.set(shown, labelOf(failure));
    }
  }
  return labels;
}

/** What was mended once may not be the next time. */
function labelOf({ id, outcome }: Failure): Label {
  if (outcome === 'recovered') return 'mended';
  return outcome === 'expected' ? 'nothing' : id;
}

/** Where the search passes over a failure's own line, as the brace that opens a body: the line that tells most of those below it. */
function tellingFor(line: number, { passage }: Failure, telling: readonly Telling[]): number | undefined {
  const last = passage.lines.at(-1)?.number ?? 0;
  const below = telling.filter(({ number }) => number > line && number <= last);
  return below.toSorted((a, b) => b.weight - a.weight)[0]?.number;
}
