import type { Passage } from '../log/passages.ts';
import { shapeOf } from '../log/shapes.ts';
import { type Failure, failureIn } from './failures.ts';
import type { LogContext } from './peers/context.ts';
import { refined } from './refine.ts';

/** How often passages of one shape are read, always with the same outcome, before one more is taken for the same; how long they may be. */
const ENOUGH = 3;
const LONGEST = 8_192;
/** Most shapes that are remembered over all excerpts, those of failures among them, which keep their text; and most contexts. */
const MOST = { shapes: 20_000, failures: 48, contexts: 64 };

/** What the passages of one shape were read as. */
interface Known {
  failure: Failure | null;
  /** Number of the first line of the passage that was read. */
  firstLine: number;
  seen: number;
}

/** What passages turned out to be, by their shapes and by what their excerpts share. */
export class ReadBefore {
  private readonly contexts = new Map<string, Map<number, Known>>();
  private shapes = 0;
  private failures = 0;

  /** The passages that were read in a context like this one. */
  in({ settings, isBare, isAtWork, isWithoutApi }: LogContext): Map<number, Known> {
    const hosts = new Set(settings.map(({ scheme, host, port }) => `${scheme} ${host} ${port}`));
    const key = [isBare, isAtWork, isWithoutApi(null), ...[...hosts].sort()].join(' ');
    const known = this.contexts.get(key) ?? new Map<number, Known>();
    if (this.contexts.size < MOST.contexts) this.contexts.set(key, known);
    return known;
  }

  /** Whether one more shape is remembered. */
  takes(failure: Failure | null): boolean {
    if (this.shapes >= MOST.shapes || (failure && this.failures >= MOST.failures)) return false;
    this.shapes += 1;
    if (failure) this.failures += 1;
    return true;
  }
}

/** Reads the passages of one excerpt. Of many that differ in numbers alone, as a failure that is logged a thousand times, it reads a few. */
export class Alike {
  /** Those of this excerpt alone. */
  private readonly own = new Map<number, Known>();
  private readonly before: Map<number, Known>;
  private readonly log: LogContext;
  private readonly memory: ReadBefore;

  constructor(log: LogContext, memory = new ReadBefore()) {
    this.log = log;
    this.memory = memory;
    this.before = memory.in(log);
  }

  /** The failure that a passage shows; null where it shows none. */
  read(passage: Passage): Failure | null {
    if (passage.text.length > LONGEST) return this.readOne(passage);
    const shape = shapeOfPassage(passage);
    const known = this.before.get(shape) ?? this.own.get(shape);
    if (known && known.seen >= ENOUGH) return moved(known, passage);
    const failure = this.readOne(passage);
    const isSame = known === undefined || isAlike(known.failure, failure);
    const seen = isSame ? (known?.seen ?? 0) + 1 : Number.NEGATIVE_INFINITY;
    const isKept = this.before.has(shape) || (!known && this.memory.takes(failure));
    (isKept ? this.before : this.own).set(shape, { failure, firstLine: firstLineOf(passage), seen });
    return failure;
  }

  private readOne(passage: Passage): Failure | null {
    const found = failureIn(passage, this.log);
    return found && refined(found);
  }
}

const isAlike = (one: Failure | null, other: Failure | null) =>
  one?.id === other?.id && one?.isUnattributed === other?.isUnattributed;

function firstLineOf({ lines }: Passage): number {
  return lines[0]?.number ?? 0;
}

/** The same failure in the lines of another passage. */
function moved({ failure, firstLine }: Known, passage: Passage): Failure | null {
  if (!failure) return null;
  const by = firstLineOf(passage) - firstLine;
  return { ...failure, passage, lines: failure.lines.map((line) => line + by) };
}

/** A hash of what the lines say and of what their logger and a collector say of them. */
function shapeOfPassage({ lines }: Passage): number {
  const bytes = Buffer.from(
    lines.map(({ text, level, role, speaker }) => `${speaker ?? ''} ${level ?? ''} ${role} ${text}`).join('\n'),
  );
  return shapeOf(bytes, 0, bytes.length);
}
