import assert from 'node:assert/strict';
import { LibraryModel, PAGE } from '../../../src/tree/treeModel';
import { madePaper } from '../../support/papers';

const many = Array.from({ length: 2 * PAGE + 50 }, (_, i) =>
  madePaper(`p${i}`, { topics: ['vision'], published: '2025-01-01' }),
);
const byTopic = { groupBy: 'topic', order: 'date' } as const;

describe('model of the library view', () => {
  it('cuts a long group and shows a page more at a time', () => {
    const model = new LibraryModel(many, ['vision'], byTopic);
    assert.equal(model.rows('vision').length, PAGE);
    assert.equal(model.hidden('vision'), PAGE + 50);
    model.showMore('vision');
    model.showMore('vision');
    assert.equal(model.rows('vision').length, many.length);
    assert.equal(model.hidden('vision'), 0);
  });

  it('opens as many pages as the row of a paper takes, and no more', () => {
    const model = new LibraryModel(many, ['vision'], byTopic);
    assert.equal(model.locate('p250'), 'vision');
    assert.equal(model.widen('vision', 'p10'), false);
    assert.equal(model.rows('vision').length, PAGE);
    assert.equal(model.widen('vision', 'p250'), true);
    assert.equal(model.rows('vision').length, 2 * PAGE);
    assert.equal(model.locate('absent'), undefined);
  });

  it('keeps opened pages when the library changes under the same arrangement', () => {
    const limits = new Map<string, number>();
    new LibraryModel(many, ['vision'], byTopic, undefined, limits).showMore('vision');
    const after = new LibraryModel(many.slice(1), ['vision'], byTopic, undefined, limits);
    assert.equal(after.rows('vision').length, 2 * PAGE);
  });

  it('shows a filter in its own order and steps through all of a group, shown or not', () => {
    const found = [many[7], many[3], many[5]].filter((paper) => paper !== undefined);
    const model = new LibraryModel(many, ['vision'], byTopic, { query: 'x', papers: found });
    assert.deepEqual(model.ids('vision'), ['p7', 'p3', 'p5']);
    assert.equal(new LibraryModel(many, ['vision'], byTopic).ids('vision').length, many.length);
  });

  it('orders a group by what was chosen', () => {
    const papers = [
      madePaper('quiet', { topics: ['vision'], published: '2025-02-01' }),
      madePaper('loud', { topics: ['vision'], published: '2025-01-01', upvotes: 3 }),
    ];
    const order = (by: 'date' | 'popularity'): readonly string[] =>
      new LibraryModel(papers, ['vision'], { groupBy: 'topic', order: by }).ids('vision');
    assert.deepEqual(order('date'), ['quiet', 'loud']);
    assert.deepEqual(order('popularity'), ['loud', 'quiet']);
  });
});
