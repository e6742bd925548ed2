/**
 * Map of limited size: adding an entry to a full map removes the one that was read or set longest ago. For
 * the extension's small caches. The library lru-cache (11.5) takes 18.8 kB when bundled and minified, 75 % of
 * what activation loads; its limits by age and size are not needed.
 */
export class LruMap<K, V extends object | string | number> {
  readonly #max: number;
  /** A map keeps the order of insertion, so its first entry is the oldest. */
  readonly #entries: Map<K, V>;

  /** @param entries oldest first */
  constructor(max: number, entries: Iterable<readonly [K, V]> = []) {
    this.#max = max;
    this.#entries = new Map(entries);
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Returns a value and makes its entry the newest. */
  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  /** Adds or replaces an entry, which becomes the newest. */
  set(key: K, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#max && oldest !== undefined) this.#entries.delete(oldest);
  }

  delete(key: K): void {
    this.#entries.delete(key);
  }

  /** Returns the entries, oldest first. */
  entries(): readonly (readonly [K, V])[] {
    return [...this.#entries];
  }
}
