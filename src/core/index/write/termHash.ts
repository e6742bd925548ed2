import { Growing } from './buffers';
import { orderByKey } from './sortByKey';
import { room } from './buffers';
import { Vocabulary } from '../segment/termDictionary';

/** Words in their sorted order. */
export interface Sorted {
  readonly words: Vocabulary;
  /** Place among the sorted words of each word's number. */
  readonly rank: Uint32Array;
}

/** Words that are known by their string as well: those met first, and so all that are frequent. */
const MOST_BY_STRING = 16_384;
/** V8 keeps a longer piece of a text as a view of the text, which would then stay. */
const LONGEST_BY_STRING = 12;

/** Code units from here on are one and the same in the beginning of a word. */
const WIDE = 255;

const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Numbers words in the order in which they are first met. Hundreds of thousands of them are a few flat arrays, which a
 * garbage collection passes over; as strings in a map they made it stop a build, and its neighbours, for 10 ms at a time.
 */
export class Dictionary {
  /** The words' code units, one word after the other. */
  #units = room.halves(4096);
  readonly #ends = new Growing();
  readonly #hashes = new Growing();
  /** Open addressing, at most half full: a word's number and 1, or 0. */
  #slots = room.words(1024);
  readonly #byString = new Map<string, number>();
  #scratch = new Uint16Array(64);

  get size(): number {
    return this.#ends.length;
  }

  /** Number of a word, a new one if it is new. */
  number(word: string): number {
    const known = this.#byString.get(word);
    if (known !== undefined) return known;
    if (word.length > this.#scratch.length) this.#scratch = new Uint16Array(2 * word.length);
    for (let i = 0; i < word.length; i++) this.#scratch[i] = word.charCodeAt(i);
    const number = this.numberOfUnits(this.#scratch, 0, word.length);
    if (word.length <= LONGEST_BY_STRING && this.#byString.size < MOST_BY_STRING)
      this.#byString.set(word, number);
    return number;
  }

  /** The same for a word that is `units[start..end]`. */
  numberOfUnits(units: Uint16Array, start: number, end: number): number {
    let hash = FNV_START;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ (units[i] ?? 0), FNV_PRIME);
    hash >>>= 0;
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const number = (this.#slots[slot] ?? 0) - 1;
      if (number < 0) return this.#add(units, start, end, hash, slot);
      if (this.#hashes.at(number) === hash && this.#is(number, units, start, end)) return number;
      slot = (slot + 1) & mask;
    }
  }

  /** Word `number` as a string. */
  text(number: number): string {
    return String.fromCharCode(...this.#units.subarray(this.#startOf(number), this.#ends.at(number)));
  }

  /** All words, sorted by code unit; with chances to pause. */
  *sorting(): Generator<void, Sorted> {
    const keys = this.#beginnings();
    const order = orderByKey(keys);
    yield;
    this.#tellApart(order, keys);
    yield;
    return this.#inOrder(order);
  }

  #inOrder(order: Uint32Array): Sorted {
    const rank = room.words(order.length);
    const starts = room.words(order.length + 1);
    const units = room.halves(this.#startOf(this.size));
    let at = 0;
    order.forEach((number, place) => {
      rank[number] = place;
      const end = this.#ends.at(number);
      for (let i = this.#startOf(number); i < end; i++) units[at++] = this.#units[i] ?? 0;
      starts[place + 1] = at;
    });
    return { words: new Vocabulary(starts, units), rank };
  }

  /** How each word begins: most are told apart by that, without a comparator. */
  #beginnings(): Uint32Array {
    const keys = room.words(this.size);
    for (let number = 0; number < keys.length; number++) keys[number] = this.#beginning(number);
    return keys;
  }

  /** Sorts those that begin alike among each other. */
  #tellApart(order: Uint32Array, keys: Uint32Array): void {
    const key = (place: number): number => keys[order[place] ?? 0] ?? 0;
    for (let from = 0, to = 1; to <= order.length; to++) {
      if (to < order.length && key(to) === key(from)) continue;
      if (to - from > 1) order.subarray(from, to).sort((a, b) => this.#compare(a, b));
      from = to;
    }
  }

  /** The first four code units in a byte each; from one that needs more on, words are alike. */
  #beginning(number: number): number {
    const start = this.#startOf(number);
    const length = this.#ends.at(number) - start;
    let key = 0;
    let wide = false;
    for (let i = 0; i < 4; i++) {
      const unit = i < length ? (this.#units[start + i] ?? 0) : 0;
      wide ||= unit >= WIDE;
      key = key * 256 + (wide ? WIDE : unit);
    }
    return key;
  }

  #startOf(number: number): number {
    return number === 0 ? 0 : this.#ends.at(number - 1);
  }

  #is(number: number, units: Uint16Array, start: number, end: number): boolean {
    const own = this.#startOf(number);
    if (this.#ends.at(number) - own !== end - start) return false;
    for (let i = start; i < end; i++) if (this.#units[own + i - start] !== units[i]) return false;
    return true;
  }

  #compare(a: number, b: number): number {
    const [startA, startB] = [this.#startOf(a), this.#startOf(b)];
    const [lengthA, lengthB] = [this.#ends.at(a) - startA, this.#ends.at(b) - startB];
    const shared = Math.min(lengthA, lengthB);
    for (let i = 0; i < shared; i++) {
      const difference = (this.#units[startA + i] ?? 0) - (this.#units[startB + i] ?? 0);
      if (difference !== 0) return difference;
    }
    return lengthA - lengthB;
  }

  #add(units: Uint16Array, start: number, end: number, hash: number, slot: number): number {
    const number = this.size;
    const own = this.#startOf(number);
    if (own + end - start > this.#units.length) {
      const wider = room.halves(2 * (own + end - start));
      wider.set(this.#units.subarray(0, own));
      this.#units = wider;
    }
    for (let i = start; i < end; i++) this.#units[own + i - start] = units[i] ?? 0;
    this.#ends.push(own + end - start);
    this.#hashes.push(hash);
    this.#slots[slot] = number + 1;
    if (2 * this.size > this.#slots.length) this.#widen();
    return number;
  }

  #widen(): void {
    const slots = room.words(2 * this.#slots.length);
    const mask = slots.length - 1;
    for (let number = 0; number < this.size; number++) {
      const hash = this.#hashes.at(number);
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

/** Packs words as they come. They can be found if they come sorted by code unit and differ from each other. */
export class VocabularyBuilder {
  readonly #starts = new Growing();
  readonly #units = new Growing();

  constructor() {
    this.#starts.push(0);
  }

  add(word: string): void {
    for (let i = 0; i < word.length; i++) this.#units.push(word.charCodeAt(i));
    this.#starts.push(this.#units.length);
  }

  build(): Vocabulary {
    const units = room.halves(this.#units.length);
    let at = 0;
    for (const piece of this.#units.pieces()) {
      units.set(piece, at);
      at += piece.length;
    }
    return new Vocabulary(this.#starts.toArray(), units);
  }
}
