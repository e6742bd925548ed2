import assert from 'node:assert/strict';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import type { Paper } from '../../../../src/core/paper/paper';
import { parseQuery } from '../../../../src/core/query/parseQuery';
import type { SearchOptions } from '../../../../src/core/index/searchHit';
import { generatedPapers } from '../../../support/generatedPapers';
import { madePaper } from '../../../support/papers';

/** Hundreds of other words, so that document frequencies are realistic. */
const others = generatedPapers(200, 12, 30);

function found(papers: readonly Paper[], query: string, options: SearchOptions = {}): readonly string[] {
  const ids = new Set(papers.map(({ id }) => id));
  return PaperIndex.of([...others, ...papers])
    .search(parseQuery(query), options)
    .map(({ paper }) => paper.id)
    .filter((id) => ids.has(id));
}

const titled = (...titles: readonly string[]): Paper[] =>
  titles.map((title, i) => madePaper(`p${i}`, { title, abstract: 'Quux.', authors: [] }));

describe('the best answer', () => {
  const rows: readonly (readonly [why: string, query: string, best: string, ...others: string[]])[] = [
    ['begins with what is typed', 'wombat atten', 'Wombat Attention', 'On Attention of a Wombat'],
    [
      'is the title itself',
      'wombat attention',
      'Wombat Attention',
      'Wombat Attention of Wombats for Wombat Attention',
    ],
    ['has the words side by side', 'wombat quokka', 'A Wombat Quokka Zoo', 'A Wombat Zoo with a Quokka'],
    ['has them in the order typed', 'wombat quokka', 'Of Wombat and Quokka', 'Of Quokka and Wombat'],
    ['covers every word', 'wombat quokka numbat', 'Some Wombat Quokka Numbat', 'Wombat Wombat Quokka Quokka'],
    ['has the word as typed', 'wombats', 'Many Wombats', 'Many Wombat'],
    ['holds the word that is typed whole', 'quok', 'A Quok', 'A Quokka'],
    ['has the number that belongs to the word', 'wombat 2', 'A Survey of Wombat-2', 'Wombat-3.2 for All'],
    ['writes the number with the word', 'wombat 2.5', 'See Wombat2.5 Here', 'Two Wombat 5 and 2 Quokkas'],
    ['goes on with the number that is typed', 'wombat 1', 'See Wombat 13B', 'Wombat of 16 Kinds'],
    ['is written in one word', 'wombat attention', 'The WombatAttention', 'The Wombat of Quux'],
  ];
  for (const [why, query, best, ...less] of rows)
    it(`${why}: ${query}`, () => {
      // In either order, so that none is first by chance.
      for (const titles of [
        [best, ...less],
        [...less, best],
      ]) {
        const papers = titled(...titles);
        const [first] = found(papers, query);
        assert.equal(papers.find(({ id }) => id === first)?.title, best);
      }
    });

  it('for a typed phrase has it in its title', () => {
    const inTitle = madePaper('title', {
      title: 'The Numbat Wombat Quokka of Everything Else',
      abstract: 'Quux quux quux quux quux.',
    });
    const inText = madePaper('text', {
      title: 'Numbat Wombat',
      abstract: 'A numbat wombat quokka.',
    });
    for (const papers of [
      [inTitle, inText],
      [inText, inTitle],
    ])
      for (const query of ['"numbat wombat quo', '"numbat wombat quok', '"numbat wombat quokka'])
        assert.equal(found(papers, query)[0], 'title', query);
  });

  it('for a version may have it in the abstract, and ranks above a title with another version', () => {
    const papers = [
      madePaper('other', { title: 'Wombat-3.2 for All', abstract: 'A Wombat-3.2 and no other.' }),
      madePaper('named', { title: 'Quux', abstract: 'We train Wombat-2 here.' }),
    ];
    for (const query of ['wombat 2', 'wombat-2']) assert.deepEqual(found(papers, query)[0], 'named', query);
  });

  it('for a finished query of a few words has them in its title', () => {
    const [title, text] = [
      madePaper('title', { title: 'The Wombat Quokka of Quux', abstract: 'Nothing else is said here.' }),
      madePaper('text', {
        title: 'Quux',
        abstract: 'A wombat and a quokka; a wombat, a quokka. Wombat and quokka again.',
      }),
    ];
    assert.equal(found([title, text], 'wombat quokka', { typing: false })[0], 'title');
  });
});

describe('answers in the order of days or votes', () => {
  const papers = [
    madePaper('both', { title: 'Wombat Quokka', upvotes: 1, published: '2020-01-01' }),
    madePaper('too', { title: 'Quux', abstract: 'Quokka of wombats.', upvotes: 2, published: '2021-01-01' }),
    madePaper('one', { title: 'Wombat Quux', upvotes: 100, published: '2026-01-01' }),
  ];

  it('contain every word, if any paper does', () => {
    for (const sort of ['date', 'upvotes'])
      for (const typing of [true, false])
        assert.deepEqual(found(papers, `wombat quokka sort:${sort}`, { typing }), ['too', 'both']);
  });

  it('contain as many words as any paper does, if none contains all', () => {
    assert.deepEqual(found(papers, 'wombat quokka numbat sort:date'), ['too', 'both']);
    assert.deepEqual(found(papers, 'the wombat sort:date'), ['one', 'too', 'both']);
  });

  it('contain as many words as any paper does, for dozens of words too', () => {
    const long = 'wombat quokka numbat bilby potoroo bettong quoll sort:date';
    assert.deepEqual(found(papers, long), ['too', 'both']);
  });

  it('contain an author in both spellings of an umlaut', () => {
    const mueller = ['Ada Mueller', 'Ada Müller'].map((name, n) =>
      madePaper(`2603.0000${n}`, { authors: [name], published: `2026-03-0${9 - n}` }),
    );
    for (const sort of ['relevance', 'date', 'upvotes'])
      for (const typed of ['"Ada Mueller"', '"Ada Mueller', 'Mueller'])
        for (const typing of [true, false])
          assert.deepEqual(
            found(mueller, `sort:${sort} author:${typed}`, { typing }).toSorted(),
            ['2603.00000', '2603.00001'],
            `${typed} by ${sort}`,
          );
  });
});

describe('a wider search', () => {
  it('names the words of its best answers in those that it adds', () => {
    const papers = [
      madePaper('first', { title: 'Wombat', abstract: 'Burrows and pouches of the marsupial.' }),
      madePaper('added', { title: 'Quokka', abstract: 'Pouches and burrows, a marsupial.' }),
    ];
    const hits = PaperIndex.of([...others, ...papers]).search(parseQuery('wombat'), { explore: true });
    const terms = hits.find(({ paper }) => paper.id === 'added')?.terms ?? [];
    assert.ok(terms.includes('marsupial') && terms.includes('burrows'), terms.join());
    assert.ok(!terms.includes('wombat'));
    assert.deepEqual(hits.find(({ paper }) => paper.id === 'first')?.terms, ['wombat']);
  });
});

describe('a repository', () => {
  const repository = {
    host: 'github.com',
    owner: 'made-up',
    name: 'wombat',
    url: 'https://github.com/made-up/wombat',
  };
  const papers = [
    madePaper('own', { title: 'Quux', repositories: [repository] }),
    madePaper('none', { title: 'Made-up wombat' }),
  ];
  for (const written of [
    'made-up/wombat',
    repository.url,
    `${repository.url}.git`,
    'git@github.com:made-up/wombat',
    'ssh://git@github.com/made-up/wombat.git',
    'made-up/wombat.git',
    'github.com/made-up/wombat',
    'www.github.com/made-up',
    `${repository.url}/tree/main/src`,
    `${repository.url}?tab=readme-ov-file#usage`,
  ])
    it(`is found by its address: repo:${written}`, () => {
      assert.deepEqual(found(papers, `repo:${written}`), ['own']);
      assert.deepEqual(found(papers, `has:code repo:${written}`), ['own']);
      assert.deepEqual(found(papers, `wombat -repo:${written}`), ['none']);
    });
});
