/**
 * Scores by paper number, with a bit for each part of the query that matched. Reused, so that a query allocates nothing.
 * Its arrays are open to the loops that run for half of all papers at a keystroke.
 */
export class Tally {
  readonly values: Float64Array;
  readonly bits: Uint16Array;
  /** Paper numbers with a score, the first `count` of them, in the order in which they got it. */
  readonly list: Uint32Array;
  count = 0;

  constructor(size: number) {
    this.values = new Float64Array(size);
    this.bits = new Uint16Array(size);
    this.list = new Uint32Array(size);
  }

  /** Paper numbers with a score; a view until `clear`. */
  get touched(): Uint32Array {
    return this.list.subarray(0, this.count);
  }

  /** Adds to a paper's score; `bits` must not be 0. */
  add(doc: number, value: number, bits: number): void {
    this.#mark(doc, bits);
    this.values[doc] = (this.values[doc] ?? 0) + value;
  }

  /** Raises a paper's score to a value. */
  raise(doc: number, value: number, bits: number): void {
    this.#mark(doc, bits);
    if (value > (this.values[doc] ?? 0)) this.values[doc] = value;
  }

  clear(): void {
    if (this.count > this.bits.length >> 6) {
      this.values.fill(0);
      this.bits.fill(0);
    } else {
      for (let i = 0; i < this.count; i++) {
        const doc = this.list[i] ?? 0;
        this.values[doc] = 0;
        this.bits[doc] = 0;
      }
    }
    this.count = 0;
  }

  #mark(doc: number, bits: number): void {
    const before = this.bits[doc] ?? 0;
    if (before === 0) this.list[this.count++] = doc;
    this.bits[doc] = before | bits;
  }
}
