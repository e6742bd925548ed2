/** Random numbers that are the same in every run (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Returns a number from 0 (inclusive) to 1 (exclusive). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** Returns an integer from 0 (inclusive) to `end` (exclusive). */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** Returns `count` different items in their order; all if there are fewer. */
  pick<T>(items: readonly T[], count: number): T[] {
    const places = items.map((_, place) => place);
    for (let i = places.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [places[i], places[j]] = [places[j] ?? 0, places[i] ?? 0];
    }
    return places
      .slice(0, count)
      .sort((a, b) => a - b)
      .flatMap((place) => items.slice(place, place + 1));
  }
}
