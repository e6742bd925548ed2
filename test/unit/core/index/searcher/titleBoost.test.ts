import assert from 'node:assert/strict';
import { matchPapers } from '../../../../../src/core/index/read/matchPapers';
import { emptyReader } from '../../../../../src/core/index/read/segmentReader';
import { PaperIndex } from '../../../../../src/core/index/paperIndex';
import { LazyPages } from '../../../../../src/core/index/segment/lazyPages';
import { segmentOf } from '../../../../../src/core/index/write/segmentWriter';
import { runToEnd } from '../../../../../src/core/lang/runGenerator';
import { parseQuery } from '../../../../../src/core/query/parseQuery';
import { generatedPapers } from '../../../../support/generatedPapers';
import { madePaper } from '../../../../support/papers';

/** A number of papers, and what the Unicode and the signs of some titles make difficult. */
const papers = [
  ...generatedPapers(400, 17),
  madePaper('2501.00001', { title: 'Pre-training of Größe-aware models: the “naïve” way' }),
  madePaper('2501.00002', { title: 'C++ & F# programs, 3.5 times faster' }),
  madePaper('2501.00003', { title: '' }),
];

/** Titles, some of their first words with the last one unfinished, and words in another order. */
const typed = papers
  .filter((_, i) => i % 20 === 0 || i >= 400)
  .flatMap(({ title }) => {
    const [one = '', two = '', three = ''] = title.split(' ');
    return [title, `${one} ${two} ${three.slice(0, 3)}`, `${three} ${one}`];
  });

describe('titles that order the results', () => {
  it('are those of the papers while the pages of the file are not read, and read no page', () => {
    const segment = segmentOf(papers);
    const inMemory = PaperIndex.of(papers);
    for (const text of typed) {
      const read: number[] = [];
      const pages = new LazyPages(segment.sequences.length, (page) => read.push(page));
      const { readers } = runToEnd(matchPapers([emptyReader({ ...segment, pages })], papers));
      const answer = (index: PaperIndex): unknown =>
        index
          .search(parseQuery(text), { limit: 30, typing: true })
          .map(({ paper, score }) => [paper.id, score]);
      const found = answer(new PaperIndex(readers));
      assert.deepEqual(read, [], text);
      assert.deepEqual(found, answer(inMemory), text);
    }
  });
});
