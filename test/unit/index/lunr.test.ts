import assert from 'node:assert/strict';
import lunr from 'lunr';
import { BM25 } from '../../../src/core/index/bm25';
import { PaperIndex } from '../../../src/core/index/paperIndex';
import { TITLE_WEIGHT } from '../../../src/core/index/segment';
import { stemOf } from '../../../src/core/index/stems';
import { joinedWords, wordsOf } from '../../../src/core/index/words';
import type { Paper } from '../../../src/core/paper';
import { parseQuery } from '../../../src/core/query';
import { Random } from '../../eval/random';
import { generatedPapers } from '../../support/generatedPapers';

/** Weight of the words as typed beside their stems, in a finished query. */
const SURFACE = 0.2;

/** Words of a text as they are indexed, the joined spellings of tied words among them. */
function indexedWords(text: string): string[] {
  const all: string[] = [];
  let parts: string[] = [];
  for (const word of wordsOf(text)) {
    if (!word.tied) {
      all.push(...joinedWords(parts));
      parts = [];
    }
    parts.push(word.text);
    all.push(word.text);
  }
  return [...all, ...joinedWords(parts)];
}

/** The same papers in an index that Lunr's own builder makes: stems in one field, whole words in another. */
function lunrIndex(papers: readonly Paper[]): lunr.Index {
  const builder = new lunr.Builder();
  builder.k1(BM25.k1);
  builder.b(BM25.b);
  builder.ref('id');
  builder.field('stems');
  builder.field('words');
  // The words come as tokens, since how a text is cut into words is ours and not at issue here.
  builder.tokenizer = ((words: string[]) =>
    words.map((word) => new lunr.Token(word, {}))) as unknown as typeof lunr.tokenizer;
  for (const { id, title, abstract } of papers) {
    const own = indexedWords(title);
    const words = [...Array.from({ length: TITLE_WEIGHT }, () => own).flat(), ...indexedWords(abstract)];
    const stems = words.map(stemOf).filter((stem) => stem !== '');
    // Lunr counts a term's papers over all fields, so the fields must not share terms.
    builder.add({ id, stems, words: words.map((word) => `=${word}`) });
  }
  return builder.build();
}

/** Sum of the terms' weights in one field. Lunr divides it by the length of the query's vector, which is put back. */
function lunrScores(index: lunr.Index, field: string, terms: readonly string[]): Map<string, number> {
  const hits = index.query((query) => {
    for (const term of terms) query.term(term, { fields: [field], usePipeline: false });
  });
  const length = Math.sqrt(terms.length);
  return new Map(hits.map(({ ref, score }) => [ref, score * length]));
}

describe('the index beside Lunr itself', () => {
  const papers = generatedPapers(400, 11).map((paper) => ({ ...paper, authors: [], repositories: [] }));
  const ours = PaperIndex.of(papers);
  const theirs = lunrIndex(papers);
  const random = new Random(5);
  const queries = Array.from({ length: 60 }, () => {
    const paper = papers[random.below(papers.length)];
    const words = wordsOf(`${paper?.title ?? ''} ${paper?.abstract ?? ''}`).filter((word) => !word.tied);
    return random.pick([...new Set(words.map((word) => word.text))], 10 + random.below(8)).join(' ');
  });

  it('finds the same papers with the same scores', () => {
    let compared = 0;
    for (const query of queries) {
      const words = query.split(' ').filter((word) => stemOf(word) !== '');
      const stems = words.map(stemOf);
      // A repeated stem counts once, and the neighbours in a short query are looked for as one word as well.
      if (new Set(stems).size < stems.length || words.length < 6) continue;
      const expected = lunrScores(theirs, 'stems', stems);
      for (const [id, score] of lunrScores(
        theirs,
        'words',
        words.map((word) => `=${word}`),
      ))
        expected.set(id, (expected.get(id) ?? 0) + SURFACE * score);
      const actual = new Map(
        ours.search(parseQuery(query), { typing: false }).map(({ paper, score }) => [paper.id, score]),
      );
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
});
