import type { Passage } from '../log/passages.ts';
import { shapeOf } from '../log/shapes.ts';
import { type Failure, failureIn } from './failures.ts';
import type { LogContext } from './peers/context.ts';
import { refined } from './refine.ts';

/** How often passages of one shape are read, always with the same outcome, before one more is taken for the same; how long they may be. */
const ENOUGH = 3;
const LONGEST = 8_192;

/** What the passages of one shape were read as. */
interface Known {
  failure: Failure | null;
  /** Number of the first line of the passage that was read. */
  firstLine: number;
  seen: number;
}

/** Reads the passages of one excerpt. Of many that differ in numbers alone, as a failure that is logged a thousand times, it reads a few. */
export class Alike {
  private readonly known = new Map<number, Known>();
  private readonly log: LogContext;

  constructor(log: LogContext) {
    this.log = log;
  }

  /** The failure that a passage shows; null where it shows none. */
  read(passage: Passage): Failure | null {
    if (passage.text.length > LONGEST) return this.readOne(passage);
    const shape = shapeOfPassage(passage);
    const known = this.known.get(shape);
    if (known && known.seen >= ENOUGH) return moved(known, passage);
    const failure = this.readOne(passage);
    const isSame = known === undefined || known.failure?.id === failure?.id;
    const seen = isSame ? (known?.seen ?? 0) + 1 : Number.NEGATIVE_INFINITY;
    this.known.set(shape, { failure, firstLine: firstLineOf(passage), seen });
    return failure;
  }

  private readOne(passage: Passage): Failure | null {
    const found = failureIn(passage, this.log);
    return found && refined(found);
  }
}

function firstLineOf({ lines }: Passage): number {
  return lines[0]?.number ?? 0;
}

/** The same failure in the lines of another passage. */
function moved({ failure, firstLine }: Known, passage: Passage): Failure | null {
  if (!failure) return null;
  const by = firstLineOf(passage) - firstLine;
  return { ...failure, passage, lines: failure.lines.map((line) => line + by) };
}

/** A hash of what the lines say and of what their logger says of them. */
function shapeOfPassage({ lines }: Passage): number {
  const bytes = Buffer.from(lines.map(({ text, level, role }) => `${level ?? ''} ${role} ${text}`).join('\n'));
  return shapeOf(bytes, 0, bytes.length);
}
