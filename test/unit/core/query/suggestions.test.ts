import assert from 'node:assert/strict';
import { parseQuery } from '../../../../src/core/query/parseQuery';
import { withTopicIds } from '../../../../src/core/query/similarTopics';
import { suggestionsFor, relaxedQueries, type QuerySuggestion } from '../../../../src/core/query/suggestions';

/** Returns a short form of suggestions without a correction. */
function said(trouble: QuerySuggestion): string {
  return trouble.kind === 'date'
    ? `date ${trouble.typed} takes ${trouble.keyword}`
    : `no ${trouble.kind} ${trouble.typed}`;
}

const topics = [
  { id: 'agents', label: 'Agents' },
  { id: 'language-models', label: 'Language models' },
  { id: 'three-d', label: '3D' },
  { id: 'world-models', label: 'World models' },
];

describe('probable mistakes in a query', () => {
  const rows: readonly (readonly [query: string, ...said: string[]])[] = [
    [''],
    ['language models'],
    ['author:lecun has:code year:2024'],
    ['auther:lecun', 'author:lecun'],
    ['gans auther:lecun year:2024', 'gans author:lecun year:2024'],
    ['-autor:lecun', '-author:lecun'],
    ['+titel:bert', '+title:bert'],
    ['topics:agents', 'topic:agents'],
    ['authors:hinton', 'author:hinton'],
    ['by:hinton', 'author:hinton'],
    ['tags:agents', 'tag:agents'],
    ['since:2024', 'after:2024'],
    ['ctaegory:cs.CL', 'category:cs.CL'],
    ['ELECTRA: Pre-training'],
    ['ELECTRA:Pre-training'],
    ['https://arxiv.org/abs/2109.00859'],
    ['doi:10.48550/x'],
    ['constructor:x __proto__:y'],
    ['has:weights', 'has:code', 'has:note'],
    ['is:read', '-is:unread'],
    ['is:done', 'is:saved', 'is:unread', 'is:new'],
    ['is:new'],
    ['is:unseen', 'is:new'],
    ['au:lecun', 'author:lecun'],
    ['-au:lecun', '-author:lecun'],
    ['au:"yann lecun" gans', 'author:"yann lecun" gans'],
    ['gans au:"yann lec', 'gans author:"yann lec'],
    ['ti:bert', 'title:bert'],
    ['abs:bert', 'abstract:bert'],
    ['cat:cs.CL', 'category:cs.CL'],
    ['yr:2021', 'year:2021'],
    ['org:salesforce', 'repo:salesforce'],
    ['sort:newest llm', 'sort:date llm'],
    ['sort:stars', 'sort:relevance', 'sort:date', 'sort:upvotes'],
    ['has:co'],
    ['year:20'],
    ['year:20 llm', 'year:2020 llm'],
    ['year:21', 'year:2021'],
    ["year:'99", 'year:1999'],
    ['after:24 x', 'after:2024 x'],
    ['after:2024-13', 'date after:2024-13 takes after:'],
    ['before:yesterday', 'date before:yesterday takes before:'],
    ['after:june', 'date after:june takes after:'],
    ['after:2024/06', 'after:2024-06'],
    ['llm -before:2024/6/15 x', 'llm -before:2024-6-15 x'],
    ['after:2024.06', 'after:2024-06'],
    ['year:2020/2024', 'year:2020-2024'],
    ['after:06/2024', 'after:2024-06'],
    ['after:20240615', 'after:2024-06-15'],
    ['after:2024/13', 'date after:2024/13 takes after:'],
    ['after:1/2/2024', 'date after:1/2/2024 takes after:'],
    ['topic:agents'],
    ['topic:Agents'],
    ['topic:"language models" x'],
    ['topic:lan'],
    ['topic:3'],
    ['topic:3d x'],
    ['topic:"language models"'],
    ['topic:lan x', 'topic:language-models x'],
    ['topic:models x', 'topic:language-models x', 'topic:world-models x'],
    ['topic:agnets', 'topic:agents'],
    ['x -topic:languge', 'x -topic:language-models'],
    ['topic:foo', 'no topic topic:foo'],
    ['topic:"foo bar" x', 'no topic topic:"foo bar"'],
    ['after:2024-1'],
    ['"mixture of experts'],
    ['"mixture of experts has:code', '"mixture of experts" has:code'],
    ['"mixture of experts" has:code'],
    ['llm "mixture of -author:lecun x', 'llm "mixture of" -author:lecun x'],
    [Array.from({ length: 12 }, (_, i) => `-w${i}`).join(' ')],
    [`llm ${Array.from({ length: 14 }, (_, i) => `-w${i}`).join(' ')}`, 'no filter -w12'],
    ['title:"scaling laws year:2024', 'title:"scaling laws" year:2024'],
  ];
  for (const [query, ...expected] of rows)
    it(JSON.stringify(query), () => {
      const troubles = suggestionsFor(parseQuery(query), topics).flatMap((trouble) =>
        trouble.instead.length > 0 ? trouble.instead.map(({ text }) => text) : [said(trouble)],
      );
      assert.deepEqual(troubles, expected);
    });

  it('is no topic while none is known', () => assert.deepEqual(suggestionsFor(parseQuery('topic:foo')), []));

  it('is corrected by the suggestion', () => {
    for (const [query] of rows)
      for (const trouble of suggestionsFor(parseQuery(query), topics))
        for (const { text } of trouble.instead)
          assert.deepEqual(suggestionsFor(parseQuery(text), topics), [], text);
  });
});

describe('a year among the words', () => {
  const years = ['2024', '2021'];
  const rows: readonly (readonly [query: string, ...instead: string[]])[] = [
    ['2021', 'year:2021'],
    ['wang 2021', 'wang year:2021'],
    ['Wang et al., 2024', 'Wang et al., year:2024'],
    ['Wang et al. (2024)', 'Wang et al. year:2024'],
    ['2021 wang', 'year:2021 wang'],
    ['wang 1999'],
    ['wang 2021 year:2024'],
    ['"wang 2021"'],
    ['-2021 wang'],
    ['wang2021'],
    ['2109.00859'],
    ['20211'],
  ];
  for (const [query, ...expected] of rows)
    it(JSON.stringify(query), () =>
      assert.deepEqual(
        suggestionsFor(parseQuery(query), topics, years).flatMap(({ instead }) =>
          instead.map(({ text }) => text),
        ),
        expected,
      ),
    );
});

describe('a topic named by its label', () => {
  const rows: readonly (readonly [query: string, topic: string, open: boolean])[] = [
    ['topic:"language models"', 'language models', false],
    ['topic:3D x', 'three-d', false],
    ['topic:3', 'three-d', false],
    ['topic:agents x', 'agents', false],
    ['topic:ag', 'ag', true],
    ['-topic:3D x', 'three-d', false],
    ['topic:unknown x', 'unknown', false],
  ];
  for (const [query, topic, open] of rows)
    it(query, () => {
      const [clause] = withTopicIds(parseQuery(query), topics).clauses;
      assert.ok(clause?.kind === 'text');
      assert.deepEqual([clause.text, clause.open], [topic, open]);
    });

  it('is no label while several begin so', () => {
    const two = [
      { id: 'multimodal', label: 'Vision and language' },
      { id: 'detection', label: 'Vision of things' },
    ];
    const textOf = (query: string): unknown => {
      const [clause] = withTopicIds(parseQuery(query), two).clauses;
      return clause?.kind === 'text' ? clause.text : undefined;
    };
    assert.equal(textOf('topic:"vision'), 'vision');
    assert.equal(textOf('topic:"vision and l'), 'multimodal');
    assert.equal(textOf('topic:"vision and language"'), 'multimodal');
  });

  it('is the label in the language of the window, and the English one', () => {
    const translated = [{ id: 'vision', label: '计算机视觉', englishLabel: 'Computer vision' }];
    for (const query of ['topic:"计算机视觉"', 'topic:"computer vision"', 'topic:vision', 'topic:"comp']) {
      const [clause] = withTopicIds(parseQuery(query), translated).clauses;
      assert.equal(clause?.kind === 'text' && clause.text, 'vision', query);
    }
  });
});

describe('a query with one filter less', () => {
  const rows: readonly (readonly [query: string, ...wider: string[]])[] = [
    ['language models'],
    ['has:code'],
    ['llm has:code', 'llm'],
    [
      'llm has:code -survey year:2024',
      'llm -survey year:2024',
      'llm has:code year:2024',
      'llm has:code -survey',
    ],
    ['"mixture of experts" llm', 'llm'],
    ['author:"Yue Wang" topic:code', 'topic:code', 'author:"Yue Wang"'],
  ];
  for (const [query, ...wider] of rows)
    it(JSON.stringify(query), () =>
      assert.deepEqual(
        relaxedQueries(parseQuery(query)).map(({ text }) => text),
        wider,
      ),
    );
});
