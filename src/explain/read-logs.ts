import { learnLines } from './learn-lines.ts';
import type { Excerpt } from './log/excerpt.ts';
import { excerpts } from './log/excerpts.ts';
import type { Search } from './log/known-lines.ts';
import { passagesOf } from './log/passages.ts';
import { scannerFor } from './log/scan.ts';
import { asUtf8 } from './log/source.ts';
import { Memory } from './memory.ts';
import { Alike, type ReadBefore } from './read/alike.ts';
import type { Failure } from './read/failures.ts';
import { handedOver, isHandedOver } from './read/handed-over.ts';
import { isLasting, saysSuccess, withOutcomes } from './read/outcome.ts';
import { contextOf } from './read/peers/context.ts';
import { NamesOfApis } from './read/peers/names-of-apis.ts';
import { refined } from './read/refine.ts';
import { type Tallied, Tally } from './read/tally.ts';
import { SEARCH_WINDOW, tokens } from './read/tokens.ts';

const find = scannerFor(tokens, SEARCH_WINDOW);
/** Bytes of the longest text that is looked at as one that a person hands over. */
const LONGEST_HANDED = 8_192;

/** A log to read: its name for messages, and its bytes as they come. */
export interface Log {
  name: string;
  bytes: AsyncIterable<Buffer>;
  /** Whether it was typed as an argument. */
  typed?: boolean;
}

/** Reads logs of any length, one after the other in bounded memory, and returns each kind of failure in them once. */
export async function failuresOf(logs: Log[], memory = new Memory()): Promise<Tallied[]> {
  const tally = new Tally();
  const names = new NamesOfApis();
  let whole: Excerpt | null = null;
  for (const { name, bytes } of logs) {
    const source = logs.length > 1 ? name : null;
    const again: Search['again'] = (label, line) => {
      if (label !== 'nothing') tally.again(label, { source, line });
    };
    for await (const excerpt of excerpts(names.watched(asUtf8(bytes, name)), {
      find,
      ...memory,
      again,
      saysSuccess: (line) => saysSuccess(line),
    })) {
      const cases = excerpt.hit ? casesOfEntry(excerpt, memory) : casesOfLines(excerpt, memory);
      for (const one of cases) tally.add(one, source);
      if (excerpt.isWhole) whole = excerpt;
    }
  }
  const [only] = logs;
  if (whole !== null && only && logs.length === 1) addHandedOver(tally, whole, only.typed ?? false);
  return tally.kept((speaker) => names.areOf(speaker));
}

/** A short text in which no program reports a failure may be what a person tells of one. */
function addHandedOver(tally: Tally, whole: Excerpt, typed: boolean): void {
  if (!tally.isEmpty || whole.bytes.length > LONGEST_HANDED) return;
  const text = whole.bytes.toString('utf8');
  const failure = isHandedOver(text) ? handedOver(text, typed) : null;
  if (failure) tally.add({ failure: refined(failure), excerpt: whole }, null);
}

/** The failures of an excerpt; what its telling lines turned out to be is noted. */
function casesOfLines(excerpt: Excerpt, memory: Memory): Case[] {
  const failures = failuresIn(excerpt, memory.readBefore);
  learnLines(memory, find, excerpt, failures);
  return failures.filter(isLasting).map((failure) => ({ failure, excerpt }));
}

/** The failures of an excerpt, without the lines that were counted before, and those that are with the next one. */
function failuresIn(excerpt: Excerpt, readBefore: ReadBefore): Failure[] {
  const { bytes, firstLine, freshLine, nextLine = Infinity } = excerpt;
  const passages = passagesOf({ text: bytes.toString('utf8'), firstLine });
  const alike = new Alike(contextOf(passages), readBefore);
  const failures = passages.map((passage) => alike.read(passage)).filter((failure) => failure !== null);
  return withOutcomes(failures.filter(isReadFor(excerpt)), passages).flatMap((failure) => {
    const lines = failure.lines.filter((line) => line >= freshLine && line < nextLine);
    return lines.length > 0 ? [{ ...failure, lines }] : [];
  });
}

/**
 * Whether a failure is one that an excerpt was taken for. How others ended, at its end, is not seen: those of the next excerpt, and those of
 * lines that are known to show nothing.
 */
function isReadFor({ nextLine = Infinity, passedOver }: Excerpt): (failure: Failure) => boolean {
  return ({ lines }) => lines.some((line) => line < nextLine && !passedOver?.has(line));
}

/** How many failures are taken from one stretch of a line without an end. */
const MOST_IN_ENTRY = 4;

type Case = Pick<Tallied, 'failure' | 'excerpt'>;

/** The failures of a stretch of a line without an end; what its words turned out to be is noted. */
function casesOfEntry(excerpt: Excerpt, { parts, readBefore }: Memory): Case[] {
  const cases = casesFromEnd(excerpt, readBefore);
  // What was mended this time may not be the next time.
  const isMended = cases.length > 0 && !cases.some(({ failure }) => isLasting(failure));
  if (excerpt.hit && !isMended) parts.learn(excerpt, excerpt.hit, cases[0]?.failure.id ?? 'nothing');
  return cases.filter(({ failure }) => isLasting(failure));
}

/** In their order: of several that follow each other a passage shows the last one. */
function casesFromEnd(excerpt: Excerpt, readBefore: ReadBefore): Case[] {
  const cases: Case[] = [];
  let rest = excerpt;
  while (cases.length < MOST_IN_ENTRY) {
    const [failure] = failuresIn(rest, readBefore);
    if (!failure || cases.some((one) => one.failure.id === failure.id)) break;
    if (cases.length > 0 && /^(?:general|hidden)$/.test(failure.weight)) break;
    cases.unshift({ failure, excerpt: rest });
    rest = { ...excerpt, bytes: Buffer.from(failure.passage.text.slice(0, failure.clue.place)) };
  }
  return cases;
}
