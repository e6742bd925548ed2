import assert from 'node:assert/strict';
import type { SearchHit } from '../../src/core/index/searchHit';
import { parseQuery } from '../../src/core/query/parseQuery';
import { Command } from '../../src/ids';
import { boxRows } from '../../src/search/rows/boxRows';
import type { SearchBoxDeps, SearchBoxOptions } from '../../src/search/searchBoxTypes';
import { madePaper } from '../support/papers';

describe('the rows of the search box', () => {
  const deps = {
    papers: { topics: () => [], has: () => true },
    saved: { isSaved: () => false, isAdded: () => false },
    texts: { size: 0 },
    help: { complete: () => [], correct: () => [], isHalfTyped: () => false, snippet: () => '' },
  } as unknown as SearchBoxDeps;
  const hit: SearchHit = { paper: madePaper('2603.10001'), score: 1, terms: [] };
  const inText: SearchHit = { paper: madePaper('2603.10002'), score: 1, terms: [] };

  /** Returns the labels of the rows. */
  function labels(text: string, hasMore: boolean, options: Partial<SearchBoxOptions>): readonly string[] {
    const request = { title: '', text: '', chosen: () => undefined, closed: () => undefined, ...options };
    const answer = { hits: [hit], hasMore, inTexts: [inText], excerpts: new Map(), relaxed: [] };
    const { rows } = boxRows(deps, request, parseQuery(text), answer, undefined);
    const all = rows.find((row) => 'command' in row && row.command === Command.filterLibrary);
    if (all) assert.equal('argument' in all && all.argument, text);
    return rows.map(({ label }) => label.replace(/^\$\([a-z-]+\) /, ''));
  }

  const [found, kept] = [hit.paper.title, inText.paper.title];
  const TEXTS = ['Only in kept texts', kept];
  const ALL = 'Show all in the library';
  for (const [name, text, hasMore, options, wanted] of [
    [
      'lead to all papers, if more match than the box lists',
      'topic:vision ',
      true,
      { beyond: true },
      [found, ALL, ...TEXTS],
    ],
    [
      'end with the papers, if the box lists all',
      'topic:vision ',
      false,
      { beyond: true },
      [found, ...TEXTS],
    ],
    ['end with the papers in a box that picks a paper', 'topic:vision', true, {}, [found, ...TEXTS]],
    ['end with the newest papers in an empty box', ' ', true, { beyond: true }, [found, ...TEXTS]],
  ] as const)
    it(name, () => assert.deepEqual(labels(text, hasMore, options), wanted));

  const FEWER = 'Try fewer words, or remove a filter such as has: or year:.';
  const SAVE = 'No paper here is saved. Save one on its page.';
  for (const [text, scope, hint] of [
    ['is:saved', undefined, SAVE],
    ['has:note ', undefined, 'No paper here has a note. Open Note on a paper creates one.'],
    ['-is:saved', undefined, FEWER],
    ['is:saved quokka', undefined, FEWER],
    // A saved paper may not fit the box.
    ['is:saved', 'has:code', FEWER],
  ] as const)
    it(`say what to do if ${text}${scope ? ` finds nothing with ${scope}` : ' finds nothing'}`, () => {
      const request = { title: '', text: '', chosen: () => undefined, closed: () => undefined };
      const scoped = { ...request, ...(scope && { scope: parseQuery(scope) }) };
      const none = { hits: [], hasMore: false, inTexts: [], excerpts: new Map(), relaxed: [] };
      const [row] = boxRows(deps, scoped, parseQuery(text), none, undefined).rows;
      assert.equal(row?.detail, hint);
    });
});
