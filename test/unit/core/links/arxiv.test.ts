import assert from 'node:assert/strict';
import {
  arxivIdPath,
  findArxivIds,
  parseArxivId,
  parsePaperUrl,
  parsePartialArxivId,
} from '../../../../src/core/links/arxiv';
import { findPaperMentions } from '../../../../src/core/links/paperMentions';

const ID = '2109.00859';

/** URLs of pages about a paper. Every function that reads ids must accept each of them. */
const PAGES = [
  `https://arxiv.org/abs/${ID}`,
  `https://www.arxiv.org/abs/${ID}v2`,
  `http://export.arxiv.org/abs/${ID}`,
  `https://browse.arxiv.org/html/${ID}`,
  `https://arxiv.org/pdf/${ID}.pdf`,
  `https://arxiv.org/format/${ID}`,
  `https://arxiv.org/ps/${ID}`,
  `https://arxiv.org/src/${ID}`,
  `https://arxiv.org/e-print/${ID}`,
  `https://ar5iv.org/abs/${ID}`,
  `https://ar5iv.labs.arxiv.org/html/${ID}`,
  `https://huggingface.co/papers/${ID}`,
  `https://hf.co/papers/${ID}`,
  `https://www.alphaxiv.org/abs/${ID}`,
  `https://www.alphaxiv.org/overview/${ID}?lang=en`,
  `https://www.alphaxiv.org/de/overview/${ID}`,
  `https://doi.org/10.48550/arXiv.${ID}`,
  `https://dx.doi.org/10.48550/arxiv.${ID}`,
  `arxiv.org/abs/${ID}#section`,
];

describe('arXiv ids', () => {
  for (const url of PAGES)
    it(`are read from ${url}, on the page of a paper, in the search box and in a document`, () => {
      assert.equal(parsePaperUrl(url), ID);
      assert.deepEqual(findArxivIds(url), { ids: [ID], only: true });
      assert.deepEqual(
        findPaperMentions(`See ${url} for it.`).map(({ arxivId, certain }) => ({ arxivId, certain })),
        [{ arxivId: ID, certain: true }],
      );
    });

  for (const [text, only] of [
    [`arXiv:${ID}v2 [cs.SE] 2 Sep 2021`, true],
    [`arXiv:${ID} [hep-th]`, true],
    [`arXiv:${ID}v1  [math.AG]  12 Oct 2021`, true],
    [`[${ID}] CodeT5`, false],
    [`arXiv:${ID} 2 Sep 2021`, false],
    [`arXiv:${ID} [see below]`, false],
  ] as const)
    it(`${JSON.stringify(text)} is ${only ? 'only an id' : 'more than an id'}`, () =>
      assert.deepEqual(findArxivIds(text), { ids: [ID], only }));

  for (const [text, id] of [
    ['arXiv:cs/0112017v1', 'cs/0112017'],
    ['https://arxiv.org/abs/math.GT/0309136', 'math.GT/0309136'],
    ['hep-th/9901001', 'hep-th/9901001'],
    ['https://arxiv.org/abs/2109.00859/', ID],
    ['https://arxiv.org/list/cs/0112017', undefined],
    ['https://example.org/abs/2109.00859', undefined],
    ['2109.008591', undefined],
    ['doi.org/10.1000/2109.00859', undefined],
  ] as const)
    it(`${JSON.stringify(text)} names ${id ?? 'no paper'}`, () => assert.equal(parsePaperUrl(text), id));

  for (const [text, id] of [
    ['2109.', '2109.'],
    ['arxiv: 2109.008', '2109.008'],
    ['https://arxiv.org/abs/2109.0085', '2109.0085'],
    ['https://www.alphaxiv.org/overview/2109.0', '2109.0'],
    ['ar5iv.org/html/cs/01', 'cs/01'],
    ['2109.00859v', '2109.00859'],
    ['2109', undefined],
    ['word 2109.0', undefined],
  ] as const)
    it(`${JSON.stringify(text)} is the beginning of ${id ?? 'no id'}`, () =>
      assert.equal(parsePartialArxivId(text), id));

  it('are parsed alone and without the version', () => {
    assert.equal(parseArxivId(' arXiv:2109.00859v3 '), ID);
    assert.equal(parseArxivId('https://arxiv.org/abs/2109.00859'), undefined);
  });

  it('are parts of a path, with the slash of an old id', () => {
    assert.equal(arxivIdPath(ID), ID);
    assert.equal(arxivIdPath('math.GT/0309136'), 'math.GT/0309136');
    assert.equal(arxivIdPath('a?b/c#d'), 'a%3Fb/c%23d');
  });
});
