import { room } from '../room';

/** Items of one piece. */
const PIECE_BITS = 16;
const PIECE = 1 << PIECE_BITS;
const WITHIN = PIECE - 1;
/** Items that the first piece has room for to begin with. */
const FEW = 1024;

/**
 * A list of 32-bit numbers that grows without boxing any. It grows by pieces: to move tens of megabytes into twice as
 * much room holds up every thread of the process while the pages are mapped.
 */
export class Growing {
  #last = room.words(FEW);
  readonly #pieces: Uint32Array[] = [this.#last];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Item `i`; 0 where there is none. */
  at(i: number): number {
    return this.#pieces[i >>> PIECE_BITS]?.[i & WITHIN] ?? 0;
  }

  push(item: number): void {
    const place = this.#length & WITHIN;
    if (place === 0 && this.#length > 0) this.#pieces.push((this.#last = room.words(PIECE)));
    else if (place === this.#last.length) this.#widen();
    this.#last[place] = item;
    this.#length++;
  }

  /** All items, an even number in each piece but the last; views until the next push. */
  pieces(): readonly Uint32Array[] {
    return this.#pieces.map((piece, i) => piece.subarray(0, this.#length - (i << PIECE_BITS)));
  }

  /** All items in one array of their own. */
  toArray(): Uint32Array {
    const all = room.words(this.#length);
    this.pieces().forEach((piece, i) => all.set(piece, i << PIECE_BITS));
    return all;
  }

  /** Only the first piece is ever short of its full size, as most lists are short. */
  #widen(): void {
    const wider = room.words(2 * this.#last.length);
    wider.set(this.#last);
    this.#pieces[0] = this.#last = wider;
  }
}
