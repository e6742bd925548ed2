/** A list of 32-bit numbers that grows without boxing any. */
export class Growing {
  #items: Uint32Array;
  #length = 0;

  constructor(capacity = 1024) {
    this.#items = new Uint32Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  push(item: number): void {
    if (this.#length === this.#items.length) {
      const wider = new Uint32Array(this.#length * 2);
      wider.set(this.#items);
      this.#items = wider;
    }
    this.#items[this.#length++] = item;
  }

  /** What was pushed so far; a view that the next push may leave behind. */
  view(): Uint32Array {
    return this.#items.subarray(0, this.#length);
  }
}
