import type { Corpus } from './corpus';
import type { Plan } from './plan';
import { readSequence } from './segment';
import { FIRST_WORD } from './tokens';

/** Names, for each answer, the words of the paper that the query matched. */
export class Writing {
  readonly #wanted: Set<string>;

  constructor(
    readonly corpus: Corpus,
    plan: Plan,
  ) {
    this.#wanted = new Set();
    for (const { word, stem, instead } of plan.terms) {
      this.#wanted.add(word);
      if (stem !== '') for (const form of corpus.wordsOfStem(stem)) this.#wanted.add(form);
      for (const { word: other } of instead) this.#wanted.add(other);
    }
  }

  /** The words of a paper that the plan looked for, in normal form, in the order of the paper. */
  termsOf(doc: number): string[] {
    const shard = this.corpus.shardOf(doc);
    if (shard === undefined) return [];
    const terms = new Set<string>();
    for (const item of readSequence(shard.segment, doc - shard.base)) {
      if (item < FIRST_WORD) continue;
      const word = shard.segment.words.text(item - FIRST_WORD);
      if (this.#wanted.has(word)) terms.add(word);
    }
    return [...terms];
  }
}
