import type { FindingId } from '../../catalogue/index.ts';
import type { Excerpt } from '../log/excerpt.ts';
import { isOfPieces } from './choose.ts';
import type { Failure } from './failures.ts';

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

/** Collects failures, each kind once. Its size depends on the number of kinds alone, not on the log. */
export class Tally {
  private readonly kinds = new Map<FindingId, Tallied>();

  add({ failure, excerpt }: Pick<Tallied, 'failure' | 'excerpt'>, source: string | null): void {
    const known = this.kinds.get(failure.id);
    const first = { source, line: Math.min(...failure.lines) };
    const last = { source, line: Math.max(...failure.lines) };
    if (!known) {
      this.kinds.set(failure.id, { failure, excerpt, source, count: failure.lines.length, first, last });
      return;
    }
    known.count += failure.lines.length;
    known.last = last;
    if (tells(failure) > tells(known.failure)) Object.assign(known, { failure, excerpt, source });
  }

  get isEmpty(): boolean {
    return this.kinds.size === 0;
  }

  /** Counts a line that is known to show a kind of failure. */
  again(id: FindingId, position: Position): void {
    const known = this.kinds.get(id);
    if (!known) return;
    known.count += 1;
    known.last = position;
  }

  /** The kinds that no other one in the same log explains. */
  kept(): Tallied[] {
    const every = [...this.kinds.values()];
    // What a server's access log shows is the other side of failures that are told in full elsewhere.
    const told = every.filter(({ failure }) => failure.direction === 'outgoing');
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
