import assert from 'node:assert/strict';
import { PaperIndex } from '../../../../../src/core/index/paperIndex';
import type { Paper } from '../../../../../src/core/paper/paper';
import { parseQuery } from '../../../../../src/core/query/parseQuery';
import { generatedPapers } from '../../../../support/generatedPapers';
import { madePaper } from '../../../../support/papers';

const github = (owner: string, name: string): Paper['repositories'][number] => ({
  host: 'github.com',
  owner,
  name,
  url: `https://github.com/${owner}/${name}`,
});

const papers = [
  madePaper('2109.00859', {
    title: 'CodeT5: Identifier-aware Unified Pre-trained Encoder-Decoder Models',
    abstract: 'We present CodeT5.',
    authors: ['Yue Wang', 'Weishi Wang'],
    published: '2021-09-02',
    repositories: [github('salesforce', 'CodeT5')],
  }),
  madePaper('2109.00123', { title: 'Wings', abstract: 'Follows arXiv:1706.03762.', published: '2021-09-01' }),
  madePaper('cs/0112017', { title: 'Old Ways of Counting', published: '2001-12-11' }),
  madePaper('2401.10001', { title: 'Attention Is All You Need to Model', published: '2024-01-10' }),
  madePaper('2401.10002', {
    title: '“Why Should I Trust You?”: Explaining the Predictions of Any Classifier',
    authors: ['Marco Tulio Ribeiro'],
    published: '2016-02-16',
  }),
  madePaper('2401.10003', { title: 'Model', published: '2024-01-10' }),
  madePaper('2401.10004', { title: 'The Theory of Everything', published: '2024-01-10' }),
  madePaper('2401.10005', { title: 'To Be or Not to Be', published: '2024-01-10' }),
  madePaper('2401.10006', { title: 'LoRA Learns Less', published: '2024-01-10' }),
  madePaper('2401.10007', { title: 'LoRACode: LoRA with LoRA for LoRA', published: '2024-01-11' }),
  ...generatedPapers(300, 3, 40).map(({ title, ...paper }) => ({
    ...paper,
    title: `Some model of ${title}`,
  })),
];

describe('what a query names', () => {
  const index = PaperIndex.of(papers);
  const found = (text: string, typing = true): string[] =>
    index.search(parseQuery(text), { limit: 50, typing }).map(({ paper }) => paper.id);

  const alone: readonly (readonly [query: string, ...ids: string[]])[] = [
    ['2109.00859', '2109.00859'],
    ['2109.00859v3', '2109.00859'],
    ['"2109.00859"', '2109.00859'],
    ['arXiv:2109.00859', '2109.00859'],
    ['arxiv 2109.00859', '2109.00859'],
    ['[arXiv: 2109.00859v1]', '2109.00859'],
    ['https://arxiv.org/abs/2109.00859v2', '2109.00859'],
    ['arxiv.org/pdf/2109.00859.pdf', '2109.00859'],
    ['http://arxiv.org/pdf/2109.00859v1#page=3', '2109.00859'],
    ['https://huggingface.co/papers/2109.00859', '2109.00859'],
    ['10.48550/arXiv.2109.00859', '2109.00859'],
    ['https://doi.org/10.48550/arXiv.2109.00859', '2109.00859'],
    ['2109.00859, arXiv:2109.00123v2', '2109.00859', '2109.00123'],
    ['cs/0112017', 'cs/0112017'],
    ['arXiv:cs/0112017v1', 'cs/0112017'],
    ['https://arxiv.org/abs/cs/0112017', 'cs/0112017'],
    ['1706.03762', '2109.00123'],
    ['2999.00001'],
    ['https://arxiv.org/abs/2999.00001'],
    ['https://github.com/salesforce/CodeT5', '2109.00859'],
    ['https://github.com/Salesforce/codet5/tree/main/CodeT5+', '2109.00859'],
    ['git@github.com:salesforce/CodeT5.git', '2109.00859'],
    ['git clone https://github.com/salesforce/CodeT5.git', '2109.00859'],
    ['wang2021codet5', '2109.00859'],
    ['wang-etal-2021-codet5', '2109.00859'],
    ['Wang:2021:codet5', '2109.00859'],
    ['ribeiro2016why', '2401.10002'],
  ];
  for (const [query, ...ids] of alone)
    it(`is all that it asks for: ${query}`, () => {
      for (const typing of [true, false]) assert.deepEqual(found(query, typing), ids);
    });

  it('may be the beginning of an id, newest first', () => {
    assert.deepEqual(found('2109.0'), ['2109.00859', '2109.00123']);
    assert.deepEqual(found('arXiv:2109.008'), ['2109.00859']);
  });

  const first: readonly (readonly [query: string, id: string])[] = [
    ['codet5 wings 2109.00123', '2109.00123'],
    ['Attention is all you need to model', '2401.10001'],
    ['attention is all you', '2401.10001'],
    ['attention   is\nall\tyou need to mod', '2401.10001'],
    ['"Why Should I Trust You?": Explaining the Predictions of Any Classifier', '2401.10002'],
    ["''Why should I trust you?'' Explaining the predic\u00adtions of any classi\ufb01er", '2401.10002'],
    ['CodeT5: Identifier\u2010aware Unified Pre\u2013trained Encoder -Decoder Models', '2109.00859'],
    ['model', '2401.10003'],
    ['the', '2401.10004'],
    ['the th', '2401.10004'],
    ['to be or', '2401.10005'],
    ['not to be', '2401.10005'],
    ['lora', '2401.10006'],
    ['salesforce codet5 https://github.com/salesforce/CodeT5', '2109.00859'],
    ['https://github.com/somebody/codet5', '2109.00859'],
  ];
  for (const [query, id] of first)
    it(`comes first: ${JSON.stringify(query)}`, () => assert.equal(found(query)[0], id));

  it('is words where the library has no such address', () => {
    const terms = index.search(parseQuery('https://github.com/somebody/codet5'))[0]?.terms;
    assert.deepEqual(terms, ['codet5']);
  });

  it('is not shown where the query excludes it, or filters it out', () => {
    for (const query of [
      '-2109.00859',
      '-"Attention is all you need to model" model',
      '-"Attention is all you need to model"',
      'has:code 2401.10001',
      'model year:2021 2401.10001',
    ])
      for (const id of found(query))
        assert.notEqual(id, query.includes('2109') ? '2109.00859' : '2401.10001', query);
  });

  it('is filtered alike in a view', () => {
    assert.deepEqual([...index.matches(parseQuery('arxiv.org/abs/2109.00859')).keys()], ['2109.00859']);
  });

  it('never has a lower score than what comes after it', () => {
    for (const [query] of [...first, ...alone, ['model of'] as const, ['some mod'] as const]) {
      const scores = index.search(parseQuery(query), { limit: 50 }).map(({ score }) => score);
      assert.deepEqual(
        scores,
        scores.toSorted((a, b) => b - a),
        query,
      );
    }
  });
});
