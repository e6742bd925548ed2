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

/**
 * Room for the large arrays of a build. It is shared memory, for V8 doesn't count that as what a thread holds: counted,
 * the 200 MB that 50,000 papers take on the way had it collect the whole heap eight times, each time with helper threads
 * that kept the host waiting for 10 ms on two cores.
 */
export const room = {
  /** Zeros of 8 bits. */
  bytes: (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length)),
  /** Zeros of 16 bits. */
  halves: (length: number): Uint16Array => new Uint16Array(new SharedArrayBuffer(2 * length)),
  /** Zeros of 32 bits. */
  words: (length: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(4 * length)),
} as const;
/**
 * How often each word, by its number, was met in a text. One is reused for paper after paper: maps that are emptied and
 * filled again leave tables behind that outlive the young generation, as V8 chains each to the next.
 */
export class Counts {
  #counts = room.words(1024);
  /** A plain list: a text has few different words. */
  readonly #words: number[] = [];

  /** The words that were met, each once, in the order of their first meeting; valid until `clear`. */
  get words(): readonly number[] {
    return this.#words;
  }

  /** Times a word was met. */
  of(word: number): number {
    return this.#counts[word] ?? 0;
  }

  add(word: number): void {
    if (word >= this.#counts.length) this.#widen(word);
    const before = this.#counts[word] ?? 0;
    if (before === 0) this.#words.push(word);
    this.#counts[word] = before + 1;
  }

  clear(): void {
    for (const word of this.#words) this.#counts[word] = 0;
    this.#words.length = 0;
  }

  #widen(word: number): void {
    const wider = room.words(2 * Math.max(word, this.#counts.length));
    wider.set(this.#counts);
    this.#counts = wider;
  }
}
