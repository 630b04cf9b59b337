import { WITHHELD } from '../secrets/redact/patience.ts';
import type { Masker } from '../secrets/redact/text.ts';
import type { Excerpt } from './log/excerpt.ts';
import { type Line, linesOf } from './log/lines.ts';
import { lineAt, type Passage, passageOf, passagesIn } from './log/passages.ts';
import { type Failure, failureIn } from './read/failures.ts';
import { ALONE, contextOf, type LogContext } from './read/peers/context.ts';
import { sceneryOf, surroundingsAt } from './read/peers/surroundings.ts';
import { asUnknownService, refined } from './read/refine.ts';
import type { Tallied } from './read/tally.ts';
import { inOrder } from './report.ts';

/**
 * The failures of a log for output: read again from their excerpts, in which every secret is masked first. So no value, quotation or
 * address of a finding comes from text that was truncated before it was masked.
 */
export function masked(kinds: Tallied[], how: How): Tallied[] {
  const known = new Map<Excerpt, Masked | null>();
  return inOrder(kinds).map((tallied) => {
    const seen = known.get(tallied.excerpt);
    const excerpt = seen === undefined ? maskedExcerpt(tallied.excerpt, how) : seen;
    known.set(tallied.excerpt, excerpt);
    return { ...tallied, failure: excerpt ? readAgain(tallied.failure, excerpt) : withheld(tallied.failure) };
  });
}

interface How {
  mask: Masker;
  /** What there was no time for: other places may give away what stands in it. */
  withheld: ReadonlySet<Excerpt>;
}

/** The lines of an excerpt by number, and what they share. */
interface Masked {
  byNumber: Map<number, Line[]>;
  log: LogContext;
}

/** Null where it is withheld. */
function maskedExcerpt(excerpt: Excerpt, how: How): Masked | null {
  const { bytes, before, firstLine } = excerpt;
  const text = how.withheld.has(excerpt) ? WITHHELD : how.mask(bytes.toString('utf8'), before.toString('utf8'));
  if (text === WITHHELD) return null;
  const lines = linesOf(text, firstLine);
  const byNumber = new Map<number, Line[]>();
  for (const line of lines) byNumber.set(line.number, [...(byNumber.get(line.number) ?? []), line]);
  return { byNumber, log: contextOf(passagesIn(lines)) };
}

/** Where the masked text reads as another failure or none, the failure stays what it was, and only masked words of it are kept. */
function readAgain(failure: Failure, { byNumber, log }: Masked): Failure {
  const numbers = [...new Set(failure.passage.lines.map(({ number }) => number))];
  const passage = passageOf(numbers.flatMap((number) => byNumber.get(number) ?? []));
  const again = failureIn(passage, log);
  const read = again && (isOfNobody(failure) ? asUnknownService(refined(again)) : refined(again));
  if (read && (read.id === failure.id || again.id === failure.id)) return { ...read, id: failure.id, lines: failure.lines };
  const { number } = lineAt(failure.passage, failure.clue.place);
  const place = passage.starts[passage.lines.findIndex((line) => line.number === number)] ?? 0;
  return withoutTexts(failure, { passage, place, log });
}

/** The failure with nothing of the log but where it stands. */
function withheld(failure: Failure): Failure {
  const { number } = lineAt(failure.passage, failure.clue.place);
  const line: Line = { text: WITHHELD, number, stamp: null, level: null, source: '', speaker: null, role: 'message' };
  return withoutTexts(failure, { passage: passageOf([line]), place: 0, log: ALONE });
}

function withoutTexts(failure: Failure, { passage, place, log }: { passage: Passage; place: number; log: LogContext }): Failure {
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

/** Whether it is one of a log without a word of an API, of which no cause is claimed. */
const isOfNobody = ({ id, isUnattributed }: Failure) => isUnattributed && id === 'client/inconclusive';
