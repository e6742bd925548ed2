/**
 * Scores by document number, with a bit for each part of the query that matched. Accumulators are reused, so a query
 * allocates nothing. The arrays are public for the innermost loops.
 */
export class ScoreAccumulator {
  readonly scores: Float64Array;
  readonly matchMask: Uint16Array;
  /** The first `count` entries are the documents with a score, by first match. */
  readonly docs: Uint32Array;
  count = 0;

  constructor(size: number) {
    this.scores = new Float64Array(size);
    this.matchMask = new Uint16Array(size);
    this.docs = new Uint32Array(size);
  }

  /** A view that is valid until `clear`. */
  get matchedDocs(): Uint32Array {
    return this.docs.subarray(0, this.count);
  }

  /** `mask` must not be 0. */
  add(doc: number, value: number, mask: number): void {
    this.#setMask(doc, mask);
    this.scores[doc] = (this.scores[doc] ?? 0) + value;
  }

  /** Raises a score to at least `value`. `mask` must not be 0. */
  max(doc: number, value: number, mask: number): void {
    this.#setMask(doc, mask);
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

  #setMask(doc: number, mask: number): void {
    const before = this.matchMask[doc] ?? 0;
    if (before === 0) this.docs[this.count++] = doc;
    this.matchMask[doc] = before | mask;
  }
}
