/** Bytes that are read from a file and verified together. */
export const PAGE_BYTES = 1 << 16;

/** Returns the number of pages of `size` bytes. */
export function pageCount(size: number): number {
  return Math.ceil(size / PAGE_BYTES);
}

/** Bytes that are partly still in their file. Readers call `ensureLoaded` first. */
export class LazyPages {
  readonly #there: Uint8Array;
  readonly #fetch: (page: number) => void;
  #missing: number;

  /** @param fetch loads a page synchronously; on failure, leaves harmless bytes */
  constructor(size: number, fetch: (page: number) => void) {
    this.#missing = pageCount(size);
    this.#there = new Uint8Array(this.#missing);
    this.#fetch = fetch;
  }

  ensureLoaded(start: number, end: number): void {
    for (const page of this.#missingPages(start, end)) {
      this.#fetch(page);
      this.arrived(page);
    }
  }

  isLoaded(start: number, end: number): boolean {
    return this.#missingPages(start, end).length === 0;
  }

  #missingPages(start: number, end: number): readonly number[] {
    if (this.#missing === 0 || start >= end) return [];
    const first = Math.floor(start / PAGE_BYTES);
    const last = Math.min(pageCount(end), this.#there.length);
    const missing: number[] = [];
    for (let page = first; page < last; page++) if (!this.has(page)) missing.push(page);
    return missing;
  }

  has(page: number): boolean {
    return this.#there[page] === 1;
  }

  arrived(page: number): void {
    if (this.has(page)) return;
    this.#there[page] = 1;
    this.#missing--;
  }
}
