import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import { followedQuery } from '../../../../src/core/savedSearches/savedSearchQuery';
import { MAX_SAVED_SEARCHES, readSavedSearches } from '../../../../src/core/savedSearches/savedSearch';
import {
  withFields,
  withMoved,
  withoutSearch,
  withSearch,
  withStep,
} from '../../../../src/core/savedSearches/settingChanges';
import { suggestedName } from '../../../../src/core/savedSearches/suggestedName';
import { madePaper } from '../../../support/papers';
import { problemSentence } from '../../../../src/follow/problemMessages';
import { english } from '../../../support/english';

const agents = { name: 'Agents', query: 'topic:agents has:code' };

describe('the setting of the saved searches', () => {
  const rows: readonly (readonly [what: string, entry: unknown, ...problems: string[]])[] = [
    ['is not a list', { name: 'x' }, 'The saved searches are not a list in [ ], so none of them is used.'],
    ['has a text as an entry', [agents, 'x'], 'Saved search 2 is not an object in { }.'],
    ['has null as an entry', [null, agents], 'Saved search 1 is not an object in { }.'],
    ['has no query', [agents, { name: 'X' }], 'Saved search “X” has no “query”.'],
    [
      'has a number as a query',
      [agents, { name: 'X', query: 3 }],
      'Saved search “X”: “query” must be a text.',
    ],
    ['has an empty query', [agents, { name: 'X', query: ' ' }], 'Saved search “X” has an empty query.'],
    ['has a keyword without a value', [agents, { query: 'author:' }], 'Saved search “2” has an empty query.'],
    [
      'has a query that is too long',
      [agents, { name: 'X', query: 'x'.repeat(501) }],
      'Saved search “X” has a query of more than 500 characters.',
    ],
    [
      'has a query twice',
      [agents, { name: 'Again', query: ' topic:agents  has:code ' }],
      'Saved search 2 has the query of “Agents” and is not used.',
    ],
    [
      'has a number as a name',
      [agents, { name: 7, query: 'mamba' }],
      'Saved search 2: “name” must be a text of 1 to 100 characters.',
    ],
    [
      'has a text as notify',
      [{ ...agents, notify: 'yes' }],
      'Saved search “Agents”: “notify” must be true or false.',
    ],
    [
      'has an unknown field',
      [{ ...agents, notfy: true }],
      'Saved search “Agents” has an unknown field “notfy”. Did you mean “notify”?',
    ],
    [
      'has an unknown keyword',
      [agents, { name: 'X', query: 'auther:lecun' }],
      'Saved search “X” searches for “auther:lecun” as a plain word. Did you mean “author:lecun”?',
    ],
  ];
  for (const [what, setting, ...problems] of rows)
    it(`says so where it ${what}, and uses the other entries`, () => {
      const read = readSavedSearches(setting);
      assert.deepEqual(
        read.problems.map((problem) => problemSentence(problem, english)),
        problems,
      );
      const [first] = read.searches.filter(({ name }) => name === 'Agents');
      if (Array.isArray(setting)) assert.equal(first?.query, agents.query);
    });

  it('gives a search without a name its query as name', () => {
    assert.deepEqual(readSavedSearches([{ query: ' state  space ', notify: true }]).searches, [
      { key: 'state space', name: 'state  space', query: 'state  space', notify: true },
    ]);
  });

  it('uses no more searches than allowed, and says so', () => {
    const many = Array.from({ length: MAX_SAVED_SEARCHES + 5 }, (_, n) => ({ query: `word${n}` }));
    const { searches, problems } = readSavedSearches(many);
    assert.equal(searches.length, MAX_SAVED_SEARCHES);
    assert.deepEqual(
      problems.map(({ kind, subject }) => [kind, subject]),
      [['tooMany', 101]],
    );
  });

  it('accepts any JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void readSavedSearches(value)));
    fc.assert(fc.property(fc.array(fc.jsonValue()), (value) => void readSavedSearches(value)));
  });
});

describe('changes of the saved searches', () => {
  const broken = { name: 'broken' };
  const entries = [{ query: 'a', extra: 1 }, broken, { query: 'b' }, { query: 'c' }];
  const queries = (all: readonly unknown[]): unknown[] =>
    all.map((entry) => (entry === broken ? 'broken' : (entry as { query: string }).query));

  it('keep what they do not change, invalid entries and unknown fields included', () => {
    const renamed = withFields(entries, 'a', { name: 'A' });
    assert.deepEqual(renamed[0], { query: 'a', extra: 1, name: 'A' });
    assert.deepEqual(renamed.slice(1), entries.slice(1));
    assert.deepEqual(queries(withoutSearch(entries, 'b')), ['a', 'broken', 'c']);
    assert.deepEqual(queries(withSearch(entries, { query: 'd' })), ['a', 'broken', 'b', 'c', 'd']);
    assert.deepEqual(queries(withSearch(entries, { query: 'd' }, 1)), ['a', 'd', 'broken', 'b', 'c']);
  });

  it('write “notify” only where it is on', () => {
    const on = withFields(entries, 'b', { notify: true });
    assert.deepEqual(on[2], { query: 'b', notify: true });
    assert.deepEqual(withFields(on, 'b', { notify: false })[2], { query: 'b' });
  });

  it('change nothing for a search that is gone', () => {
    assert.equal(withFields(entries, 'x', { name: 'X' }), entries);
    assert.equal(withoutSearch(entries, 'x'), entries);
    assert.equal(withMoved(entries, ['x'], 'a'), entries);
  });

  const moves: readonly (readonly [what: string, moved: readonly unknown[], order: readonly string[]])[] = [
    ['before another', withMoved(entries, ['c'], 'a'), ['c', 'a', 'broken', 'b']],
    ['to the end', withMoved(entries, ['a'], undefined), ['broken', 'b', 'c', 'a']],
    ['to where it is', withMoved(entries, ['a'], 'a'), ['a', 'broken', 'b', 'c']],
    ['up', withStep(entries, ['a', 'b', 'c'], 'b', -1), ['b', 'a', 'broken', 'c']],
    ['up from the top', withStep(entries, ['a', 'b', 'c'], 'a', -1), ['a', 'broken', 'b', 'c']],
    ['down', withStep(entries, ['a', 'b', 'c'], 'a', 1), ['b', 'a', 'broken', 'c']],
    ['down to the end', withStep(entries, ['a', 'b', 'c'], 'b', 1), ['a', 'broken', 'c', 'b']],
    ['down from the end', withStep(entries, ['a', 'b', 'c'], 'c', 1), ['a', 'broken', 'b', 'c']],
  ];
  for (const [what, moved, order] of moves)
    it(`move a search ${what}`, () => assert.deepEqual(queries(moved), order));
});

describe('the query of a saved search', () => {
  const index = PaperIndex.of([
    madePaper('a', { title: 'Mamba for vision', abstract: 'State space models.' }),
    madePaper('b', { title: 'Vision transformers', abstract: 'Attention only.' }),
    madePaper('c', { title: 'State of the art', abstract: 'Space of mamba models.' }),
  ]);
  const found = (text: string): string[] =>
    index
      .search(followedQuery(text), { typing: false })
      .map(({ paper }) => paper.id)
      .sort();
  const rows: readonly (readonly [query: string, ids: readonly string[]])[] = [
    ['mamba vision', ['a']],
    ['the mamba of space', ['a', 'c']],
    ['mamba -vision', ['c']],
    ['"state space"', ['a']],
    ['title:vision', ['a', 'b']],
    ['mam', []],
  ];
  for (const [query, ids] of rows)
    it(`${query} finds the papers in which every word occurs`, () => assert.deepEqual(found(query), ids));

  it('that has stop words only still finds nothing else', () => {
    assert.ok(followedQuery('the of').clauses.length > 0);
  });
});

describe('the name of a new search', () => {
  const topics = [{ id: 'agents', label: 'Agents and tools' }];
  for (const [query, name] of [
    ['author:"Yann LeCun"', 'Yann LeCun'],
    ['author:lecun', 'lecun'],
    ['topic:agents', 'Agents and tools'],
    ['topic:unknown', 'topic:unknown'],
    ['topic:agents has:code', 'topic:agents has:code'],
    [`w ${'x'.repeat(200)}`, `w ${'x'.repeat(97)}…`],
  ] as const)
    it(`is ${name} for ${query}`, () => assert.equal(suggestedName(query, topics), name));
});
