import { headerOf, speakerOf } from '../../log/header.ts';
import { scannerFor } from '../../log/scan.ts';
import { LONG_NAMES, NAMES } from './evidence.ts';

/** Bytes of each name that steer the search. */
const WINDOW = 5;
/** A text this short is searched for the short names, too, which other words contain. */
const SHORT = 1 << 16;
/** So many bytes are searched in full, and of what follows one piece of so many: an API that a long log names is named often. */
const FULL = { bytes: 1 << 24, share: 4 };
/** How much of a line that goes on in the next piece is kept, and how much of one says who speaks. */
const LONGEST = { kept: 4_096, head: 300 };
/** So many lines with a name are asked for who speaks. */
const MOST = 20_000;

const find = scannerFor(LONG_NAMES, WINDOW);

/** Looks for the names of APIs of models in all bytes of logs while they are read, and notes which speakers say them. */
export class NamesOfApis {
  private readonly speakers = new Set<string>();
  /** Whether a line says one that no collector put a name before: it is of whoever. */
  private isAnywhere = false;
  private asked = 0;

  /** Whether a speaker says one; of a line without a speaker, whether anybody does. */
  areOf(speaker: string | null): boolean {
    return this.isAnywhere || (speaker === null ? this.speakers.size > 0 : this.speakers.has(speaker));
  }

  /** The same pieces of one log. */
  async *watched(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let read = 0;
    let count = 0;
    let rest: Buffer | null = Buffer.alloc(0);
    for await (const piece of pieces) {
      const isDue = read < FULL.bytes || count % FULL.share === 0;
      rest = this.isAnywhere || !isDue ? null : this.search(rest, piece, read < SHORT);
      read += piece.length;
      count += 1;
      yield piece;
    }
  }

  /** Searches a piece with the rest of the one before, and returns the line that it ends in; null where its beginning is not in hand. */
  private search(rest: Buffer | null, piece: Buffer, isShort: boolean): Buffer | null {
    const bytes = rest ? Buffer.concat([rest, piece]) : piece.subarray(piece.indexOf(10) + 1);
    if (isShort) this.noteLines(bytes.toString('utf8', 0, SHORT));
    this.noteHits(bytes);
    const end = bytes.lastIndexOf(10) + 1;
    return bytes.length - end <= LONGEST.kept ? Buffer.from(bytes.subarray(end)) : null;
  }

  private noteLines(text: string): void {
    for (const line of text.split('\n')) if (NAMES.test(line)) this.note(line.slice(0, LONGEST.head));
  }

  private noteHits(bytes: Buffer): void {
    for (let hit = find(bytes, 0, bytes.length); hit && !this.isAnywhere; ) {
      const from = bytes.lastIndexOf(10, hit.start) + 1;
      const end = bytes.indexOf(10, hit.start);
      this.note(bytes.toString('latin1', from, Math.min(from + LONGEST.head, bytes.length)));
      hit = end < 0 ? null : find(bytes, end, bytes.length);
    }
  }

  private note(line: string): void {
    this.asked += 1;
    const speaker = speakerOf(headerOf(line));
    if (speaker === null || this.asked > MOST) this.isAnywhere = true;
    else this.speakers.add(speaker);
  }
}
