import assert from 'node:assert/strict';
import { TreeModel } from '../../../../src/tree/model/treeModel';
import { PAGE_SIZE, type ShownRows } from '../../../../src/tree/model/visibleRows';
import { madePaper } from '../../../support/papers';

/** Returns the id of the paper at a position of a list. */
const idOf = (place: number): string => `p${String(place).padStart(5, '0')}`;

const many = Array.from({ length: 2 * PAGE_SIZE + 50 }, (_, i) =>
  madePaper(idOf(i), { topics: ['vision'], published: '2025-01-01' }),
);
const byTopic = { groupBy: 'topic', order: 'date' } as const;

/**
 * Returns each run of shown rows: the position of its first row in the group, its length, and the number of
 * hidden rows after it.
 */
function shown(model: TreeModel): number[][] {
  const ids = model.ids('vision');
  return model
    .runs('vision')
    .map(({ papers, hiddenAfter }) => [ids.indexOf(papers[0]?.id ?? ''), papers.length, hiddenAfter]);
}

describe('model of the library view', () => {
  it('cuts a long group and shows a page more at a time', () => {
    const model = new TreeModel(many, ['vision'], byTopic);
    assert.deepEqual(shown(model), [[0, PAGE_SIZE, PAGE_SIZE + 50]]);
    model.showMore('vision', 'head');
    model.showMore('vision', 'head');
    assert.deepEqual(shown(model), [[0, many.length, 0]]);
  });

  it('shows the page of a paper, and neither hides nor opens others', () => {
    const papers = Array.from({ length: 20_000 }, (_, i) => madePaper(idOf(i), { topics: ['vision'] }));
    const model = new TreeModel(papers, ['vision'], byTopic);
    const steps: [paper: string, changes: boolean, rows: number[][]][] = [
      ['p00010', false, [[0, 200, 19_800]]],
      ['p00250', true, [[0, 400, 19_600]]],
      [
        'p09000',
        true,
        [
          [0, 400, 8_500],
          [8_900, 200, 10_900],
        ],
      ],
      [
        'p09099',
        false,
        [
          [0, 400, 8_500],
          [8_900, 200, 10_900],
        ],
      ],
      [
        'p09100',
        true,
        [
          [0, 400, 8_500],
          [8_900, 400, 10_700],
        ],
      ],
      [
        'p19999',
        true,
        [
          [0, 400, 19_499],
          [19_899, 101, 0],
        ],
      ],
      [
        'p00650',
        true,
        [
          [0, 400, 150],
          [550, 200, 19_250],
        ],
      ],
      ['p00500', true, [[0, 750, 19_250]]],
    ];
    for (const [paper, changes, rows] of steps) {
      assert.equal(model.locate(paper), 'vision');
      assert.equal(model.expandTo('vision', paper), changes, paper);
      assert.deepEqual(shown(model), rows, paper);
    }
    assert.equal(model.locate('absent'), undefined);
  });

  it('finds a paper under its first topic, or under a preferred one that it has', () => {
    const papers = [madePaper('p', { topics: ['vision', 'code'] }), madePaper('q', { topics: ['vision'] })];
    const model = new TreeModel(papers, ['code', 'vision'], byTopic);
    assert.deepEqual(model.ids('code'), ['p']);
    assert.deepEqual(model.ids('vision'), ['p', 'q']);
    const places = ['', 'code', 'vision', 'absent'].map((near) => model.locate('p', near));
    assert.deepEqual(places, ['vision', 'code', 'vision', 'vision']);
    assert.equal(model.locate('q', 'code'), 'vision');
  });

  it('shows more after each run of rows until they meet', () => {
    const model = new TreeModel(
      many.concat(many.map((p) => ({ ...p, id: `q${p.id}` }))),
      ['vision'],
      byTopic,
    );
    model.expandTo('vision', 'qp00100');
    assert.deepEqual(shown(model), [
      [0, 200, 250],
      [450, 200, 250],
    ]);
    model.showMore('vision', 'around');
    assert.deepEqual(shown(model), [
      [0, 200, 250],
      [450, 400, 50],
    ]);
    model.showMore('vision', 'head');
    model.showMore('vision', 'head');
    assert.deepEqual(shown(model), [[0, 850, 50]]);
  });

  it('keeps opened pages when the library changes under the same arrangement', () => {
    const limits = new Map<string, ShownRows>();
    new TreeModel(many, ['vision'], byTopic, undefined, limits).showMore('vision', 'head');
    const after = new TreeModel(many.slice(1), ['vision'], byTopic, undefined, limits);
    assert.equal(after.runs('vision')[0]?.papers.length, 2 * PAGE_SIZE);
  });

  it('shows a filter in its own order and steps through all of a group, shown or not', () => {
    const found = [many[7], many[3], many[5]].filter((paper) => paper !== undefined);
    const model = new TreeModel(many, ['vision'], byTopic, { query: 'x', papers: found });
    assert.deepEqual(model.ids('vision'), [idOf(7), idOf(3), idOf(5)]);
    assert.equal(new TreeModel(many, ['vision'], byTopic).ids('vision').length, many.length);
  });

  it('orders a group by what was chosen', () => {
    const papers = [
      madePaper('quiet', { topics: ['vision'], published: '2025-02-01' }),
      madePaper('loud', { topics: ['vision'], published: '2025-01-01', upvotes: 3 }),
    ];
    const order = (by: 'date' | 'popularity'): readonly string[] =>
      new TreeModel(papers, ['vision'], { groupBy: 'topic', order: by }).ids('vision');
    assert.deepEqual(order('date'), ['quiet', 'loud']);
    assert.deepEqual(order('popularity'), ['loud', 'quiet']);
  });
});
