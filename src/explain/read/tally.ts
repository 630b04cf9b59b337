import type { FindingId } from '../../catalogue/index.ts';
import type { Excerpt } from '../log/excerpt.ts';
import { isOfPieces } from './choose.ts';
import type { Failure } from './failures.ts';
import { asUnknownService } from './refine.ts';

/** A line of a log; the name of the log where several are read. */
export interface Position {
  source: string | null;
  line: number;
}

/** A kind of failure in a log: how often, from where to where, and its most telling case. */
export interface Tallied {
  failure: Failure;
  /** Where in the log its most telling case stands, with what is around it. */
  excerpt: Excerpt;
  source: string | null;
  count: number;
  first: Position;
  last: Position;
}

/** There are fewer findings, and hardly ever so many of as many speakers. */
const MOST_KINDS = 1_000;

/** Kinds of failures, each once, with its most telling case. */
class Kinds {
  private readonly byKey = new Map<string, Tallied>();
  private readonly keyOf: (failure: Failure) => string;

  constructor(keyOf = ({ id }: Failure): string => id) {
    this.keyOf = keyOf;
  }

  of(id: FindingId): Tallied | undefined {
    return this.byKey.get(id) ?? this.all.find(({ failure }) => failure.id === id);
  }

  get all(): Tallied[] {
    return [...this.byKey.values()];
  }

  add(one: Tallied): void {
    const key = this.keyOf(one.failure);
    const known = this.byKey.get(key);
    if (!known) {
      if (this.byKey.size < MOST_KINDS) this.byKey.set(key, { ...one });
      return;
    }
    known.count += one.count;
    if (isBefore(one.first, known.first)) known.first = one.first;
    if (!isBefore(one.last, known.last)) known.last = one.last;
    const { failure, excerpt, source } = one;
    if (tells(failure) > tells(known.failure)) Object.assign(known, { failure, excerpt, source });
  }
}

/** Of one log; those of several come in their order. */
const isBefore = (one: Position, other: Position) => one.source === other.source && one.line < other.line;

/** Collects failures, each kind once. Its size depends on the number of kinds alone, not on the log. */
export class Tally {
  private readonly kinds = new Kinds();
  /** Those that show nothing of an API, apart, by who reports them: what they are is known where the log ends. */
  private readonly anybodys = new Kinds(({ id, speaker }) => `${id} ${speaker}`);

  add({ failure, excerpt }: Pick<Tallied, 'failure' | 'excerpt'>, source: string | null): void {
    const first = { source, line: Math.min(...failure.lines) };
    const last = { source, line: Math.max(...failure.lines) };
    const kinds = failure.isUnattributed ? this.anybodys : this.kinds;
    kinds.add({ failure, excerpt, source, count: failure.lines.length, first, last });
  }

  get isEmpty(): boolean {
    return this.kinds.all.length + this.anybodys.all.length === 0;
  }

  /** Counts a line that is known to show a kind of failure. */
  again(id: FindingId, position: Position): void {
    const known = this.kinds.of(id) ?? this.anybodys.of(id);
    if (!known) return;
    known.count += 1;
    known.last = position;
  }

  /** The kinds that no other one in the same log explains. `namesApi`: whether a speaker names an API anywhere in it. */
  kept(namesApi: (speaker: string | null) => boolean): Tallied[] {
    const kinds = new Kinds();
    for (const one of this.kinds.all) kinds.add(one);
    for (const one of this.anybodys.all) {
      const isOfApi = namesApi(one.failure.speaker);
      kinds.add(isOfApi ? one : { ...one, failure: asUnknownService(one.failure) });
    }
    const every = kinds.all;
    // What a server's access log shows is the other side of failures that are told in full elsewhere. Those of somebody else are not.
    const told = every.filter(({ failure }) => failure.direction === 'outgoing' && failure.id !== 'client/not-an-api-error');
    const all = told.length > 0 ? told : every;
    return all.filter((one) => !all.some((other) => other !== one && explains(other.failure, one.failure)));
  }
}

const WEIGHTS = { hidden: 0, general: 1, code: 2, cause: 3 };

/** How much a case shows: what it proves, then how many values were read from it. */
function tells({ weight, reading, around }: Failure): number {
  return WEIGHTS[weight] * 100 + Object.keys(reading?.values ?? {}).length + (around.host === null ? 0 : 1);
}

const TRIES_AGAIN = /^Retrying request to \//;

const CONNECTION = /^(?:config|dns|tcp|tls|proxy|stream)\/|^http\/(?:closed|truncated|timeout|malformed|captive-portal)$/;

/** The words that belong to a status in another line: of the class that the library raises for it. */
function isOfClass(other: Failure, one: Failure): boolean {
  const type = other.clue.type ?? null;
  return (other.reading?.httpStatus ?? null) === null && type !== null && type === one.clue.type;
}

/** What is said in general is part of what is said exactly elsewhere in the log: the wrapper's words, or a status without its body. */
function explains(other: Failure, one: Failure): boolean {
  if (isOfPieces(other.id, one.id)) return true;
  if (WEIGHTS[other.weight] <= WEIGHTS[one.weight] || WEIGHTS[one.weight] > 1) return false;
  // A client that only says that it tries again was told why by whatever else failed.
  if (one.weight === 'hidden')
    return CONNECTION.test(other.id) || TRIES_AGAIN.test(one.passage.text.slice(one.clue.place, one.clue.place + 40));
  // A decoder's complaint is about whatever was answered, and another entry shows that.
  if (one.id === 'http/not-the-api' && one.reading === null && other.reading !== null) return true;
  const status = one.reading?.httpStatus;
  if (status !== undefined && status !== null) return other.reading?.httpStatus === status || isOfClass(other, one);
  return one.id.split('/')[0] === other.id.split('/')[0];
}
