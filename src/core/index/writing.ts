import { eachWordOfStem, type Corpus } from './corpus';
import type { Plan } from './plan';
import type { Segment } from './segment';
import { readSequence } from './sequenceCodes';
import { FIRST_WORD } from './tokens';
import { normalWord, wordsOf } from './words';

/** Where a word may be written otherwise than in its normal form. */
const RESPELT = /[^\0-\x7f]|[cf][+#]/i;

/** Names, for each answer, the words of the paper that the query matched. */
export class Writing {
  readonly #corpus: Corpus;
  readonly #plan: Plan;
  readonly #wanted = new Map<Segment, ReadonlySet<number>>();

  constructor(corpus: Corpus, plan: Plan) {
    this.#corpus = corpus;
    this.#plan = plan;
  }

  /** The words of a paper that the plan looked for, as written there and in lower case, in the order of the paper. */
  termsOf(doc: number): string[] {
    const shard = this.#corpus.shardOf(doc);
    const paper = this.#corpus.paper(doc);
    if (shard === undefined || paper === undefined || this.#plan.terms.length === 0) return [];
    const wanted = this.#wantedIn(shard.segment);
    const found = new Set<number>();
    for (const item of readSequence(shard.segment, doc - shard.base))
      if (item >= FIRST_WORD && wanted.has(item - FIRST_WORD)) found.add(item - FIRST_WORD);
    const terms = [...found].map((word) => shard.segment.words.text(word));
    const text = `${paper.title} ${paper.abstract} ${paper.authors.join(' ')}`;
    if (!RESPELT.test(text)) return terms;
    const lower = text.toLowerCase();
    return terms.map((term) => written(term, lower));
  }

  #wantedIn(segment: Segment): ReadonlySet<number> {
    const known = this.#wanted.get(segment);
    if (known !== undefined) return known;
    const wanted = new Set<number>();
    const want = (word: string): void => {
      const number = segment.words.find(word);
      if (number >= 0) wanted.add(number);
    };
    for (const { word, stem, instead, names } of this.#plan.terms) {
      want(word);
      if (stem !== '') eachWordOfStem(segment, stem, (number) => wanted.add(number));
      for (const { words } of instead) words.forEach(want);
      names.forEach(want);
    }
    for (const { word, stem } of this.#plan.further) {
      want(word);
      eachWordOfStem(segment, stem, (number) => wanted.add(number));
    }
    this.#wanted.set(segment, wanted);
    return wanted;
  }
}

/** A word's own spelling in a text: with its accents, `c++` for `cpp`. */
function written(normal: string, text: string): string {
  if (text.includes(normal)) return normal;
  const word = wordsOf(text).find((one) => one.text === normal);
  if (word === undefined) return normal;
  const own = text.slice(word.start, word.end);
  return normalWord(own) === normal ? own : normal;
}
