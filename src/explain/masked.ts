import type { Masker } from '../secrets/redact/text.ts';
import type { Excerpt } from './log/excerpt.ts';
import { type Line, linesOf } from './log/lines.ts';
import { lineAt, passageOf } from './log/passages.ts';
import { type Failure, failureIn } from './read/failures.ts';
import { surroundingsOf } from './read/peers/surroundings.ts';
import { refined } from './read/refine.ts';
import type { Tallied } from './read/tally.ts';

/**
 * The failures of a log for output: read again from their excerpts, in which every secret is masked first. So no value, quotation or
 * address of a finding comes from text that was truncated before it was masked.
 */
export function masked(kinds: Tallied[], mask: Masker): Tallied[] {
  const known = new Map<Excerpt, Map<number, Line[]>>();
  return kinds.map((tallied) => {
    const lines = known.get(tallied.excerpt) ?? maskedLines(tallied.excerpt, mask);
    known.set(tallied.excerpt, lines);
    return { ...tallied, failure: readAgain(tallied.failure, lines) };
  });
}

function maskedLines({ bytes, before, firstLine }: Excerpt, mask: Masker): Map<number, Line[]> {
  const text = mask(bytes.toString('utf8'), before.toString('utf8'));
  const known = new Map<number, Line[]>();
  for (const line of linesOf(text, firstLine)) known.set(line.number, [...(known.get(line.number) ?? []), line]);
  return known;
}

/** Where the masked text reads as another failure or none, the failure stays what it was, and only masked words of it are kept. */
function readAgain(failure: Failure, lines: Map<number, Line[]>): Failure {
  const numbers = [...new Set(failure.passage.lines.map(({ number }) => number))];
  const passage = passageOf(numbers.flatMap((number) => lines.get(number) ?? []));
  const again = failureIn(passage);
  if (again && again.id === failure.id) return { ...refined(again), id: failure.id, lines: failure.lines };
  const { number } = lineAt(failure.passage, failure.clue.place);
  const place = passage.starts[passage.lines.findIndex((line) => line.number === number)] ?? 0;
  const { values: _values, ...clue } = failure.clue;
  return { ...failure, clue: { ...clue, place }, reading: null, around: surroundingsOf(passage), passage };
}
