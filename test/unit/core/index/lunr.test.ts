import assert from 'node:assert/strict';
import lunr from 'lunr';
import { BM25 } from '../../../../src/core/index/read/bm25';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import { TITLE_WEIGHT } from '../../../../src/core/index/segment/titleWeight';
import { cachedStem } from '../../../../src/core/analysis/stemmer';
import { compoundsOf, wordsOf } from '../../../../src/core/analysis/tokenizer';
import type { Paper } from '../../../../src/core/paper/paper';
import { parseQuery } from '../../../../src/core/query/parseQuery';
import { Random } from '../../../eval/random';
import { generatedPapers } from '../../../support/generatedPapers';

/** Weight of words as typed, in addition to their stems, in a finished query. */
const SURFACE = 0.2;
/** Number of a query's words that find papers, and of further words that only reorder the best answers. */
const LOOKED_FOR = 12;
const FURTHER = 12;
const ORDERED = 200;

/** Returns the words of a text as indexed, including joined spellings of hyphenated words. */
function indexedWords(text: string): string[] {
  const all: string[] = [];
  let parts: string[] = [];
  for (const word of wordsOf(text)) {
    if (!word.hyphenated) {
      all.push(...compoundsOf(parts));
      parts = [];
    }
    parts.push(word.text);
    all.push(word.text);
  }
  return [...all, ...compoundsOf(parts)];
}

/** Returns an index of the same papers by Lunr's own builder: stems in one field, whole words in another. */
function lunrIndex(papers: readonly Paper[]): lunr.Index {
  const builder = new lunr.Builder();
  builder.k1(BM25.k1);
  builder.b(BM25.b);
  builder.ref('id');
  builder.field('stems');
  builder.field('words');
  // Passes words as tokens, because splitting texts into words is not compared.
  builder.tokenizer = ((words: string[]) =>
    words.map((word) => new lunr.Token(word, {}))) as unknown as typeof lunr.tokenizer;
  for (const { id, title, abstract } of papers) {
    const own = indexedWords(title);
    const words = [...Array.from({ length: TITLE_WEIGHT }, () => own).flat(), ...indexedWords(abstract)];
    const stems = words.map(cachedStem).filter((stem) => stem !== '');
    // Lunr counts a term's papers over all fields, so the fields must not share terms.
    builder.add({ id, stems, words: words.map((word) => `=${word}`) });
  }
  return builder.build();
}

/**
 * Returns the sum of the terms' weights in one field. Lunr divides it by the length of the query's vector,
 * which is undone.
 */
function lunrScores(index: lunr.Index, field: string, terms: readonly string[]): Map<string, number> {
  const hits = index.query((query) => {
    for (const term of terms) query.term(term, { fields: [field], usePipeline: false });
  });
  const length = Math.sqrt(terms.length);
  return new Map(hits.map(({ ref, score }) => [ref, score * length]));
}

/** Returns a text of 2,500 distinct words. */
function longText(seed: number): string {
  return Array.from({ length: 2500 }, (_, i) => `q${seed}z${i}`).join(' ');
}

describe('the index beside Lunr itself', () => {
  const short = generatedPapers(400, 11).map((paper) => ({ ...paper, authors: [], repositories: [] }));
  // Some are longer than any abstract, as imported texts may be.
  const papers = short.map((paper, i) =>
    i % 40 === 0 ? { ...paper, abstract: `${paper.abstract} ${longText(i)}` } : paper,
  );
  const ours = PaperIndex.of(papers);
  const theirs = lunrIndex(papers);
  const random = new Random(5);
  const wordsOfAPaper = (count: number): string => {
    const paper = short[random.below(short.length)];
    const words = wordsOf(`${paper?.title ?? ''} ${paper?.abstract ?? ''}`).filter(
      (word) => !word.hyphenated,
    );
    return random.pick([...new Set(words.map((word) => word.text))], count).join(' ');
  };
  const queries = Array.from({ length: 100 }, () => wordsOfAPaper(8 + random.below(5)));
  const longQueries = Array.from({ length: 150 }, () => wordsOfAPaper(20 + random.below(20)));

  /**
   * Returns the significant words of a query; undefined if two have the same stem, which then counts more.
   */
  function tellingOf(query: string): readonly string[] | undefined {
    const words = query.split(' ').filter((word) => cachedStem(word) !== '');
    return new Set(words.map(cachedStem)).size < words.length ? undefined : words;
  }

  /** Returns Lunr's scores of words, as stems and as written. */
  function theirScores(words: readonly string[]): Map<string, number> {
    const expected = lunrScores(theirs, 'stems', words.map(cachedStem));
    const surface = words.map((word) => `=${word}`);
    for (const [id, score] of lunrScores(theirs, 'words', surface))
      expected.set(id, (expected.get(id) ?? 0) + SURFACE * score);
    return expected;
  }

  const ourScores = (query: string): Map<string, number> => ours.matches(parseQuery(query));

  it('finds the same papers with the same scores', () => {
    let compared = 0;
    for (const query of queries) {
      const words = tellingOf(query);
      // In a short query, neighbours are also looked up as one word.
      if (words === undefined || words.length < 6) continue;
      const expected = theirScores(words);
      const actual = ourScores(query);
      assert.deepEqual([...actual.keys()].sort(), [...expected.keys()].sort(), query);
      for (const [id, score] of expected) {
        assert.ok(
          Math.abs((actual.get(id) ?? 0) - score) < 1e-9,
          `${query}: ${id} ${actual.get(id) ?? 0} ≠ ${score}`,
        );
        compared++;
      }
    }
    assert.ok(compared > 5000, `compared ${compared} scores`);
  });

  it('finds by the rarest words of a long query, and orders the best answers by further ones', () => {
    let compared = 0;
    for (const query of longQueries) {
      const words = tellingOf(query);
      if (words === undefined || words.length <= LOOKED_FOR) continue;
      const papersWith = new Map(
        words.map((word) => [word, lunrScores(theirs, 'stems', [cachedStem(word)]).size]),
      );
      const rarest = [...words].sort((a, b) => (papersWith.get(a) ?? 0) - (papersWith.get(b) ?? 0));
      const expected = theirScores(rarest.slice(0, LOOKED_FOR));
      const worst = [...expected.values()].sort((a, b) => b - a)[ORDERED - 1] ?? 0;
      const further = rarest.slice(LOOKED_FOR, LOOKED_FOR + FURTHER).map(cachedStem);
      const more = lunrScores(theirs, 'stems', further);
      const actual = ourScores(query);
      assert.deepEqual([...actual.keys()].sort(), [...expected.keys()].sort(), query);
      for (const [id, score] of expected) {
        // At the edge, the newer papers are included.
        if (Math.abs(score - worst) < 1e-9) continue;
        const whole = score + (score > worst ? (1 + SURFACE) * (more.get(id) ?? 0) : 0);
        // Lunr rounds each weight, which is the idf times the value rounded here.
        const difference = Math.abs((actual.get(id) ?? 0) - whole);
        assert.ok(difference < 0.005 * further.length, `${query}: ${id} ${actual.get(id) ?? 0} ≠ ${whole}`);
        compared++;
      }
    }
    assert.ok(compared > 5000, `compared ${compared} scores`);
  });
});
