/** Bytes that come from a file, and are verified, at once. */
export const PAGE_BYTES = 1 << 16;

/** How many pages so many bytes take. */
export function pageCount(size: number): number {
  return Math.ceil(size / PAGE_BYTES);
}

/** Bytes of which some are still in their file: whoever reads any asks for them first. */
export class LazyPages {
  readonly #there: Uint8Array;
  readonly #fetch: (page: number) => void;
  #missing: number;

  /**
   * @param size how many bytes there are altogether
   * @param fetch brings a page at once; where that fails it leaves something harmless in its place
   */
  constructor(size: number, fetch: (page: number) => void) {
    this.#missing = pageCount(size);
    this.#there = new Uint8Array(this.#missing);
    this.#fetch = fetch;
  }

  /** Brings the bytes from `start` up to `end` where they are not there. */
  ensureLoaded(start: number, end: number): void {
    if (this.#missing === 0 || start >= end) return;
    for (
      let page = Math.floor(start / PAGE_BYTES);
      page * PAGE_BYTES < end && page < this.#there.length;
      page++
    ) {
      if (this.has(page)) continue;
      this.#fetch(page);
      this.arrived(page);
    }
  }

  has(page: number): boolean {
    return this.#there[page] === 1;
  }

  /** Notes that a page is there. */
  arrived(page: number): void {
    if (this.has(page)) return;
    this.#there[page] = 1;
    this.#missing--;
  }
}
