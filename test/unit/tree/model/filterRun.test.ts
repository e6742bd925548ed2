import assert from 'node:assert/strict';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import { parseQuery } from '../../../../src/core/query/parseQuery';
import { asksForNew, dependsOnMarks, FilterRun, type Search } from '../../../../src/tree/model/filterRun';
import { madePaper } from '../../../support/papers';

describe('filter of the library view', () => {
  const papers = ['a', 'b', 'c'].map((id) => madePaper(id, { title: `Wombat ${id}` }));
  const index = PaperIndex.of(papers);
  const saved = new Set(['a', 'b']);
  /** The library counts all new papers as seen. */
  const search: Search = (query) =>
    Promise.resolve(index.search(query, { isSaved: (id) => saved.has(id), isNew: () => false }));

  for (const [query, ids] of [
    ['is:new', 'b c'],
    ['-is:new', 'a'],
    ['is:new is:saved', 'b'],
    ['is:new wombat sort:date', 'b c'],
    ['is:new -is:new', ''],
    ['is:saved', 'a b'],
  ] as const)
    it(`${query} finds “${ids}”, by what the view marks as new`, async () => {
      const run = new FilterRun(search, () => new Set(['b', 'c', 'gone']));
      const found = await run.papersOf(parseQuery(query));
      assert.equal(
        found
          ?.map(({ id }) => id)
          .sort()
          .join(' '),
        ids,
      );
    });

  it('has no answer once another run began or it was cancelled, also if it fails', async () => {
    const pending: { resolve: () => void; reject: (error: Error) => void }[] = [];
    const slow: Search = () =>
      new Promise((resolve, reject) => pending.push({ resolve: () => resolve([]), reject }));
    const run = new FilterRun(slow, () => new Set());
    const query = parseQuery('wombat');
    const answers = [run.papersOf(query), run.papersOf(query), run.papersOf(query)];
    run.cancel();
    const last = run.papersOf(query);
    pending[0]?.reject(new Error('aborted'));
    for (const { resolve } of pending) resolve();
    assert.deepEqual(await Promise.all(answers), [undefined, undefined, undefined]);
    assert.deepEqual(await last, []);
    const failing = new FilterRun(
      () => Promise.reject(new Error('unreadable')),
      () => new Set(),
    );
    await assert.rejects(failing.papersOf(query), /unreadable/);
  });

  for (const [query, marks, isNew] of [
    ['', false, false],
    ['wombat has:code year:2025 topic:agents', false, false],
    ['is:saved', true, false],
    ['wombat -is:unread', true, false],
    ['has:note', true, false],
    ['tag:to-cite', true, false],
    ['note:weak', true, false],
    ['text:dropout', true, false],
    ['is:new', false, true],
    ['-is:new is:saved', true, true],
  ] as const)
    it(`“${query}” depends on ${marks ? '' : 'no '}marks and ${isNew ? '' : 'no '}new papers`, () => {
      assert.equal(dependsOnMarks(parseQuery(query)), marks);
      assert.equal(asksForNew(parseQuery(query)), isNew);
    });
});
