import type { Masker } from '../secrets/redact/text.ts';
import type { Excerpt } from './log/excerpt.ts';
import { type Line, linesOf } from './log/lines.ts';
import { lineAt, passageOf, passagesIn } from './log/passages.ts';
import { type Failure, failureIn } from './read/failures.ts';
import { contextOf, type LogContext } from './read/peers/context.ts';
import { sceneryOf, surroundingsAt } from './read/peers/surroundings.ts';
import { refined } from './read/refine.ts';
import type { Tallied } from './read/tally.ts';

/**
 * The failures of a log for output: read again from their excerpts, in which every secret is masked first. So no value, quotation or
 * address of a finding comes from text that was truncated before it was masked.
 */
export function masked(kinds: Tallied[], mask: Masker): Tallied[] {
  const known = new Map<Excerpt, Masked>();
  return kinds.map((tallied) => {
    const excerpt = known.get(tallied.excerpt) ?? maskedExcerpt(tallied.excerpt, mask);
    known.set(tallied.excerpt, excerpt);
    return { ...tallied, failure: readAgain(tallied.failure, excerpt) };
  });
}

/** The lines of an excerpt by number, and what they share. */
interface Masked {
  byNumber: Map<number, Line[]>;
  log: LogContext;
}

function maskedExcerpt({ bytes, before, firstLine, isWhole }: Excerpt, mask: Masker): Masked {
  const lines = linesOf(mask(bytes.toString('utf8'), before.toString('utf8')), firstLine);
  const byNumber = new Map<number, Line[]>();
  for (const line of lines) byNumber.set(line.number, [...(byNumber.get(line.number) ?? []), line]);
  return { byNumber, log: contextOf(passagesIn(lines), isWhole) };
}

/** Where the masked text reads as another failure or none, the failure stays what it was, and only masked words of it are kept. */
function readAgain(failure: Failure, { byNumber, log }: Masked): Failure {
  const numbers = [...new Set(failure.passage.lines.map(({ number }) => number))];
  const passage = passageOf(numbers.flatMap((number) => byNumber.get(number) ?? []));
  const again = failureIn(passage, log);
  const read = again && refined(again);
  if (read && (read.id === failure.id || again.id === failure.id)) return { ...read, id: failure.id, lines: failure.lines };
  const { number } = lineAt(failure.passage, failure.clue.place);
  const place = passage.starts[passage.lines.findIndex((line) => line.number === number)] ?? 0;
  const { values: _values, ...clue } = failure.clue;
  return {
    ...failure,
    clue: { ...clue, place },
    // What it proved holds; its texts were not masked.
    reading: failure.reading && { ...failure.reading, values: {}, lines: [], error: null },
    around: surroundingsAt(sceneryOf(passage, log), null),
    operation: null,
    passage,
  };
}
