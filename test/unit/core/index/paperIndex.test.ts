import assert from 'node:assert/strict';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import { cachedStem } from '../../../../src/core/analysis/stemmer';
import { parseQuery } from '../../../../src/core/query/parseQuery';
import type { Paper } from '../../../../src/core/paper/paper';

function paper(id: string, title: string, abstract: string, more: Partial<Paper> = {}): Paper {
  const base = { id, title, abstract, authors: [], authorCount: 0, published: '2024-01-01', featuredOn: [] };
  return { ...base, comments: 0, topics: [], repositories: [], links: [], ...more };
}

const papers = [
  paper('bert', 'BERT: Pre-training of Deep Transformers', 'We introduce a language model called BERT.', {
    authors: ['Jacob Devlin', 'Ming-Wei Chang'],
    repositories: [
      {
        host: 'github.com',
        owner: 'google-research',
        name: 'bert',
        url: 'https://github.com/google-research/bert',
      },
    ],
    published: '2018-10-11',
    topics: ['language-models'],
    category: 'cs.CL',
  }),
  paper('cpp', 'A C++ Library for GPT-4', 'Pretraining in 3D, with LoRA.', {
    published: '2023-05-01',
    upvotes: 9,
  }),
  paper('moe', 'Mixtures', 'A mixture of experts routes tokens. Experts of a mixture are many.', {
    authors: ['Łukasz Kaiser'],
    published: '2022-02-02',
    topics: ['efficiency'],
  }),
];

describe('a phrase in a long abstract', () => {
  const words = Array.from({ length: 3000 }, (_, i) => `w${i}q`);
  const index = PaperIndex.of([paper('long', 'Long', words.join(' '))]);
  const finds = (text: string): boolean => index.search(parseQuery(text), { typing: false }).length > 0;

  it('is found wherever it stands', () => {
    for (let start = 0; start + 5 <= words.length; start++) {
      const phrase = words.slice(start, start + 5).join(' ');
      assert.ok(finds(`"${phrase}"`), phrase);
    }
  });

  it('is not found with a word between', () => {
    for (let start = 1000; start < 1050; start++) {
      const phrase = [words[start], words[start + 1], words[start + 3]].join(' ');
      assert.ok(!finds(`"${phrase}"`), phrase);
    }
  });
});

describe('PaperIndex', () => {
  const index = PaperIndex.of(papers);
  const rows: readonly (readonly [query: string, ...ids: string[]])[] = [
    ['', 'cpp', 'moe', 'bert'],
    ['bert', 'bert'],
    ['devlin', 'bert'],
    ['google-research', 'bert'],
    ['lukasz', 'moe'],
    ['c++', 'cpp'],
    ['gpt4', 'cpp'],
    ['gpt 4', 'cpp'],
    ['"mixture of experts"', 'moe'],
    ['"experts of a mixture"', 'moe'],
    ['"mixture of tokens"'],
    ['"pre-training"', 'bert', 'cpp'],
    ['transfromer', 'bert'],
    ['transf', 'bert'],
    ['has:code', 'bert'],
    ['-has:code', 'cpp', 'moe'],
    ['year:2022', 'moe'],
    ['after:2022 before:2023', 'moe'],
    ['topic:language-models', 'bert'],
    ['category:cs', 'bert'],
    ['author:"jacob devlin"', 'bert'],
    ['author:"jacob chang"'],
    ['author:"Devlin, Jacob"', 'bert'],
    ['author:"J. Devlin"', 'bert'],
    ['author:"devlin j"', 'bert'],
    ['author:"K. Devlin"'],
    ['author:"Chang M.-W."', 'bert'],
    ['author:"Ming Wei Chang"', 'bert'],
    ['author:"Chang Chang"'],
    ['author:"jacob dev', 'bert'],
    ['author:"dev jacob"'],
    ['-author:"Devlin, Jacob"', 'cpp', 'moe'],
    ['author:devlin,jacob', 'bert'],
    ['"Devlin Jacob"'],
    ['title:experts'],
    ['abstract:expert', 'moe'],
    ['sort:date', 'cpp', 'moe', 'bert'],
    ['sort:upvotes', 'cpp', 'moe', 'bert'],
    ['constructor'],
    ['__proto__ title:__proto__'],
  ];
  for (const [query, ...ids] of rows)
    it(`answers ${JSON.stringify(query)}`, () => {
      const hits = index.search(parseQuery(query));
      assert.deepEqual(
        hits.map((hit) => hit.paper.id),
        ids,
      );
    });

  it('names the words that matched', () => {
    assert.deepEqual(index.search(parseQuery('expert'))[0]?.terms, ['experts']);
  });

  it('may hold more papers than a segment does', () => {
    const many = Array.from({ length: 65_600 }, (_, i) => paper(`p${i}`, `n${i}`, ''));
    const index = PaperIndex.of(many);
    assert.equal(index.size, many.length);
    for (const title of ['n0', 'n65599'])
      assert.equal(index.search(parseQuery(title), { limit: 1 })[0]?.paper.title, title);
  });
});

describe('British and American spellings', () => {
  it('have one stem, and nothing else is parted or joined by it', () => {
    const families: readonly (readonly string[])[] = [
      ['optimise', 'optimize', 'optimisation', 'optimiser', 'optimising'],
      ['vectorised', 'vectorized', 'vectorisation'],
      ['analyse', 'analyze', 'analysing', 'analyzing', 'analysed'],
      ['centre', 'center', 'centred', 'centered', 'centres'],
      ['catalogue', 'catalog', 'catalogued', 'cataloging', 'cataloguing'],
      ['neighbour', 'neighbors', 'neighbouring'],
      ['grey', 'gray'],
      ['aerofoil', 'airfoils'],
      ['precise', 'precision'],
      ['revise', 'revision'],
      ['supervised', 'supervision', 'supervising'],
      ['noise', 'noises'],
      ['four'],
      ['hour', 'hours'],
      ['red'],
      ['analysis'],
    ];
    const stems = families.map((words) => new Set(words.map(cachedStem)));
    assert.deepEqual(
      stems.map((set) => set.size),
      families.map(() => 1),
    );
    assert.equal(
      new Set(stems.flatMap((set) => [...set]).filter((stem) => stem !== '')).size,
      families.length - 1,
    );
  });
});

describe('a query of more words than are looked for', () => {
  const telling = 'amber birch cedar delta ember fjord grove heath islet jetty knoll larch'.split(' ');
  const papers = [
    paper('both', 'One', `${telling.join(' ')} lagoon`, { published: '2020-01-01' }),
    paper('rare', 'Two', `${telling.join(' ')} meadow`, { published: '2021-01-01' }),
    ...['x', 'y', 'z'].map((id) => paper(id, id, 'lagoon', { published: '2022-01-01' })),
  ];
  const index = PaperIndex.of(papers);
  const found = (query: string) => index.search(parseQuery(query), { typing: false });

  it('finds by the most telling ones, and orders by the others', () => {
    assert.deepEqual(
      found(`lagoon ${telling.join(' ')}`).map(({ paper }) => paper.id),
      ['both', 'rare'],
    );
    // Without the rescore term, the newer paper comes first.
    assert.deepEqual(
      found(telling.join(' ')).map(({ paper }) => paper.id),
      ['rare', 'both'],
    );
  });

  it('is answered among the papers that pass its filters', () => {
    assert.deepEqual(
      found(`lagoon ${telling.join(' ')} before:2021`).map(({ paper }) => paper.id),
      ['both'],
    );
  });

  it('names the words that only ordered, too', () => {
    assert.ok(found(`lagoon ${telling.join(' ')}`)[0]?.terms.includes('lagoon'));
  });
});
