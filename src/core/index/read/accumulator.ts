/**
 * Scores by paper number, with a bit for each part of the query that matched. Reused, so that a query allocates nothing.
 * Its arrays are open to the loops that run for half of all papers at a keystroke.
 */
export class ScoreAccumulator {
  readonly scores: Float64Array;
  readonly matchMask: Uint16Array;
  /** Paper numbers with a score, the first `count` of them, in the order in which they got it. */
  readonly docs: Uint32Array;
  count = 0;

  constructor(size: number) {
    this.scores = new Float64Array(size);
    this.matchMask = new Uint16Array(size);
    this.docs = new Uint32Array(size);
  }

  /** Paper numbers with a score; a view until `clear`. */
  get matchedDocs(): Uint32Array {
    return this.docs.subarray(0, this.count);
  }

  /** Adds to a paper's score; `bits` must not be 0. */
  add(doc: number, value: number, bits: number): void {
    this.#setMask(doc, bits);
    this.scores[doc] = (this.scores[doc] ?? 0) + value;
  }

  /** Raises a paper's score to a value. */
  max(doc: number, value: number, bits: number): void {
    this.#setMask(doc, bits);
    if (value > (this.scores[doc] ?? 0)) this.scores[doc] = value;
  }

  clear(): void {
    if (this.count > this.matchMask.length >> 6) {
      this.scores.fill(0);
      this.matchMask.fill(0);
    } else {
      for (let i = 0; i < this.count; i++) {
        const doc = this.docs[i] ?? 0;
        this.scores[doc] = 0;
        this.matchMask[doc] = 0;
      }
    }
    this.count = 0;
  }

  #setMask(doc: number, bits: number): void {
    const before = this.matchMask[doc] ?? 0;
    if (before === 0) this.docs[this.count++] = doc;
    this.matchMask[doc] = before | bits;
  }
}
