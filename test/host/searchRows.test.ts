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
    const { rows } = boxRows(deps, request, parseQuery(text), answer, true, undefined);
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
      const [row] = boxRows(deps, scoped, parseQuery(text), none, true, undefined).rows;
      assert.equal(row?.detail, hint);
    });

  const ADD = 'Add 2603.10009 to the library';
  const STAMP = 'arXiv:2603.10009v2 [cs.CL] 1 Jan 2024';
  for (const [what, text, options, loaded, wanted, first] of [
    ['add a paper that is not in the library, first', STAMP, {}, true, [ADD, found], ADD],
    ['add a paper if nothing else is found', STAMP, { none: true }, true, undefined, ADD],
    ['add the other paper of a query', '2603.10009 2603.10001', {}, true, [ADD, found], found],
    ['add no paper that the library has', '2603.10001v2', {}, true, [found], found],
    ['add no paper while its id may go on', '2603.1000', {}, true, [found], found],
    ['add no paper for a number', 'reach 9913.45678 points', {}, true, [found], found],
    ['add no paper before the library is read', STAMP, {}, false, [found], found],
    ['add no paper in a box with a filter', STAMP, { scope: parseQuery('has:code') }, true, [found], found],
  ] as const)
    it(`${what}: ${text}`, () => {
      const request = { title: '', text: '', chosen: () => undefined, closed: () => undefined, ...options };
      const hits = 'none' in options ? [] : [hit];
      const answer = { hits, hasMore: false, inTexts: [], excerpts: new Map(), relaxed: [] };
      const library = { ...deps, papers: { ...deps.papers, has: (id: string) => id === hit.paper.id } };
      const shown = boxRows(library, request, parseQuery(text), answer, loaded, undefined);
      const label = (row: { readonly label: string } | undefined): string | undefined =>
        row?.label.replace(/^\$\([a-z-]+\) /, '');
      if (wanted) assert.deepEqual(shown.rows.map(label), wanted);
      assert.equal(label(shown.first), first);
      assert.ok(shown.first && shown.rows.includes(shown.first), 'the row to focus is not shown');
    });
});
