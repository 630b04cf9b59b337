/** The last bytes of what a command printed, in the order in which they came. */
export class Tail {
  private readonly pieces: Buffer[] = [];
  private size = 0;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  add(piece: Buffer): void {
    this.pieces.push(piece);
    this.size += piece.length;
    while (this.size - (this.pieces[0]?.length ?? 0) >= this.limit) this.size -= this.pieces.shift()?.length ?? 0;
  }

  /** What was kept; at most one piece more than the limit. */
  bytes(): Buffer {
    return Buffer.concat(this.pieces);
  }
}
