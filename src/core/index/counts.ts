import { room } from './room';

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
