import type { TermDictionary } from '../segment/termDictionary';
import { packTerms } from './packTerms';
import { sharedArrays } from './sharedArrays';

const EMPTY = 0xffffffff;
const MIN_SLOTS = 1024;

export interface SortedTerms {
  readonly terms: TermDictionary;
  /** By the number that `add` returned. */
  readonly rank: Uint32Array;
}

/**
 * Numbers distinct terms by a hash table with linear probing over flat arrays. A string and a map entry for each term
 * made most of the garbage of a merge.
 */
export class DistinctTerms {
  /** The length is a power of two, at least twice the number of terms. */
  #slots = sharedArrays.uint32(MIN_SLOTS).fill(EMPTY);
  readonly #dictionaries: TermDictionary[] = [];
  readonly #ids: number[] = [];
  readonly #hashes: number[] = [];

  /** Returns the number of a term, from 0 in the order of first use. */
  add(dictionary: TermDictionary, id: number): number {
    const hash = dictionary.hash(id);
    const slot = this.#find(dictionary, id, hash);
    const known = this.#slots[slot] ?? EMPTY;
    if (known !== EMPTY) return known;
    const number = this.#ids.length;
    this.#slots[slot] = number;
    this.#dictionaries.push(dictionary);
    this.#ids.push(id);
    this.#hashes.push(hash);
    if (2 * this.#ids.length > this.#slots.length) this.#grow();
    return number;
  }

  /** Sorts by code units. */
  sorted(): SortedTerms {
    const texts = this.#ids.map((id, number) => this.#dictionaries[number]?.text(id) ?? '').sort();
    const terms = packTerms(texts);
    const rank = sharedArrays.uint32(texts.length);
    for (let id = 0; id < terms.size; id++) {
      const number = this.#slots[this.#find(terms, id, terms.hash(id))] ?? 0;
      rank[number] = id;
    }
    return { terms, rank };
  }

  /** Returns the slot of an equal term, or the empty slot where the term belongs. */
  #find(dictionary: TermDictionary, id: number, hash: number): number {
    const slots = this.#slots;
    const last = slots.length - 1;
    for (let slot = hash & last; ; slot = (slot + 1) & last) {
      const number = slots[slot] ?? EMPTY;
      if (number === EMPTY) return slot;
      if (this.#hashes[number] !== hash) continue;
      if (this.#dictionaries[number]?.hasSame(this.#ids[number] ?? 0, dictionary, id) === true) return slot;
    }
  }

  #grow(): void {
    const slots = sharedArrays.uint32(4 * this.#slots.length).fill(EMPTY);
    const last = slots.length - 1;
    for (const [number, hash] of this.#hashes.entries()) {
      let slot = hash & last;
      while (slots[slot] !== EMPTY) slot = (slot + 1) & last;
      slots[slot] = number;
    }
    this.#slots = slots;
  }
}
