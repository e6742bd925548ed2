import assert from 'node:assert/strict';
import { PaperIndex } from '../../../../../src/core/index/paperIndex';
import type { Paper } from '../../../../../src/core/paper/paper';
import { inScope, parseQuery } from '../../../../../src/core/query/parseQuery';
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
    it(`is the only answer: ${query}`, () => {
      for (const typing of [true, false]) assert.deepEqual(found(query, typing), ids);
    });

  it('may be the beginning of an id, newest first', () => {
    assert.deepEqual(found('2109.0'), ['2109.00859', '2109.00123']);
    assert.deepEqual(found('arXiv:2109.008'), ['2109.00859']);
  });

  it('is found by every beginning of its id, from the first digit after the dot on', () => {
    for (const id of ['2109.00859', '2109.00123', '2401.10001'])
      for (let length = 6; length <= id.length; length++) {
        const typed = id.slice(0, length);
        for (const before of ['', 'arXiv:', 'arXiv: ', 'https://arxiv.org/abs/', 'huggingface.co/papers/'])
          assert.ok(found(before + typed).includes(id), before + typed);
      }
    for (const typed of ['2109.00859v', '2109.00859v1', '2109.00859v12'])
      assert.deepEqual(found(typed), ['2109.00859'], typed);
    for (let length = 4; length <= 10; length++)
      for (const before of ['', 'arXiv:', 'ARXIV:'])
        assert.deepEqual(found(before + 'cs/0112017'.slice(0, length)), ['cs/0112017']);
    assert.deepEqual(found('2109.0085', false), [], 'a finished query names a whole id');
  });

  it('is found at each digit of its last part', () => {
    const one = PaperIndex.of([madePaper('2405.15738', { title: 'Other' }), madePaper('2405.16000', {})]);
    for (const text of ['2405.157', '2405.1573', '2405.15738'])
      assert.deepEqual(
        one.search(parseQuery(text)).map(({ paper }) => paper.id),
        ['2405.15738'],
        text,
      );
  });

  it('is an old id with its subject in either case', () => {
    const old = PaperIndex.of([
      madePaper('math.GT/0309136', { title: 'Knots' }),
      madePaper('hep-th/9711200', { title: 'Large N' }),
    ]);
    const of = (text: string): string[] => old.search(parseQuery(text)).map(({ paper }) => paper.id);
    for (const text of ['math.GT/03', 'math.gt/0309', 'Math.GT/0309136'])
      assert.deepEqual(of(text), ['math.GT/0309136'], text);
    for (const text of ['hep-th/9', 'hep-th/971120']) assert.deepEqual(of(text), ['hep-th/9711200'], text);
  });

  it('puts a whole id before those that it begins', () => {
    const both = PaperIndex.of([madePaper('1401.12345', {}), madePaper('1401.1234', {})]);
    assert.deepEqual(
      both.search(parseQuery('1401.1234')).map(({ paper }) => paper.id),
      ['1401.1234', '1401.12345'],
    );
  });

  it('searches four digits as a word', () => {
    const years = PaperIndex.of([
      madePaper('2405.15738', { title: 'Other' }),
      madePaper('x', { title: 'Room 2405' }),
    ]);
    assert.equal(years.search(parseQuery('2405'))[0]?.paper.id, 'x');
  });

  it('is found among the papers of a scope only', () => {
    const withCode = (text: string): string[] =>
      index.search(inScope(parseQuery(text), parseQuery('has:code'))).map(({ paper }) => paper.id);
    assert.deepEqual(withCode('2109.00859'), ['2109.00859']);
    assert.deepEqual(withCode('2109.0'), ['2109.00859']);
    assert.deepEqual(withCode('2401.10001'), []);
    assert.ok(!withCode('Attention is all you need to model').includes('2401.10001'));
    assert.ok(withCode('').includes('2109.00859') && !withCode('').includes('2401.10001'));
    assert.deepEqual(withCode('model -has:code'), []);
  });

  const cited: readonly (readonly [query: string, ...ids: string[]])[] = [
    ['wang 2021', '2109.00859'],
    ['yue wang 2021', '2109.00859'],
    ['Wang et al., 2021', '2109.00859'],
    ['(Wang et al. 2021)', '2109.00859'],
    ['Wang & Wang (2021)', '2109.00859'],
    ['Wang, Yue, 2021a', '2109.00859'],
    ['yue weishi 2021', '2109.00859'],
    ['Ribeiro et al., 2017', '2401.10002'],
  ];
  for (const [query, id] of cited)
    it(`comes first by authors and year: ${query}`, () => assert.equal(found(query)[0], id));

  it('is no citation where the words are a subject, or the year is another', () => {
    const some = PaperIndex.of([
      madePaper('a', { title: 'Reading long texts', published: '2023-01-01' }),
      madePaper('b', { title: 'On long texts', published: '2020-01-01' }),
      madePaper('c', { title: 'Knots', authors: ['Guodong Long'], published: '2023-02-01' }),
      madePaper('d', { title: 'Long loops', authors: ['Bo Li'], published: '2019-02-01' }),
      madePaper('e', { title: 'Rings', authors: ['Bo Li', 'Guodong Long'], published: '2018-12-01' }),
    ]);
    const best = (text: string): string | undefined => some.search(parseQuery(text))[0]?.paper.id;
    assert.notEqual(best('long 2023'), 'c');
    assert.equal(best('Long et al., 2023'), 'c');
    assert.equal(best('guodong long 2023'), 'c');
    assert.equal(best('li 2019'), 'd');
    assert.equal(best('li and long 2018'), 'e');
    assert.equal(best('li and long 2019'), 'e', 'posted the year before');
    assert.notEqual(best('"long" 2023'), 'c', 'a phrase is no name');
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

describe("the extension's citation key of a paper", () => {
  const named = (id: string, title: string, author: string, published: string): Paper =>
    madePaper(id, { title, authors: [author], published });
  const cited = [
    named('2307.03171', 'Don’t Stop Pretraining? Make LLMs Follow', 'Zhengxiang Shi', '2023-05-02'),
    named('2310.02238', 'Who’s Harry Potter? Unlearning in LLMs', 'Ronen Eldan', '2023-10-03'),
    named('2511.00123', 'Encoder Models', 'Wei Zhang', ''),
    named('2308.04079', '3D Gaussian Splatting for Radiance Fields', 'Bernhard Kerbl', '2023-08-08'),
    named('0811.00123', 'Visualizing Data', 'Laurens van der Maaten', '2008-11-01'),
    named('2109.00861', 'CodeT5: Another Paper', 'Yue Wang', '2021-09-02'),
  ];
  const index = PaperIndex.of([...papers, ...cited]);
  const found = (text: string): string[] =>
    index.search(parseQuery(text), { limit: 50 }).map(({ paper }) => paper.id);

  const keys: readonly (readonly [key: string, ...ids: string[]])[] = [
    ['shi2023dont', '2307.03171'],
    ['@Eldan2023Whos', '2310.02238'],
    ['zhang2025encoder', '2511.00123'],
    ['kerbl20233d', '2308.04079'],
    ['maaten2008visualizing', '0811.00123'],
    ['wang2021codet5', '2109.00859', '2109.00861'],
    ['wang2021codet5b', '2109.00859', '2109.00861'],
  ];
  for (const [key, ...ids] of keys)
    it(`${key} finds it`, () => {
      assert.deepEqual(found(key).sort(), ids);
    });

  for (const key of ['shi2022dont', 'maaten2010visualizing', 'shi2023dontstop', 'other2023dont'])
    it(`${key} finds no paper by its key`, () => {
      assert.notEqual(found(key).length, 1);
    });
});
