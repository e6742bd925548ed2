import assert from 'node:assert/strict';
import { PAGE_BYTES, LazyPages, pageCount } from '../../../../../src/core/index/segment/lazyPages';

describe('Pages', () => {
  const size = 3 * PAGE_BYTES + 1;
  const rows: readonly (readonly [start: number, end: number, brought: readonly number[]])[] = [
    [0, 0, []],
    [0, 1, [0]],
    [0, PAGE_BYTES, [0]],
    [PAGE_BYTES - 1, PAGE_BYTES + 1, [0, 1]],
    [PAGE_BYTES, PAGE_BYTES + 1, [1]],
    [PAGE_BYTES + 5, size, [1, 2, 3]],
    [size - 1, size, [3]],
    [0, Infinity, [0, 1, 2, 3]],
    [size + PAGE_BYTES, size + 2 * PAGE_BYTES, []],
  ];
  for (const [start, end, expected] of rows)
    it(`brings ${expected.join(' and ') || 'none'} for ${start} to ${end}`, () => {
      const brought: number[] = [];
      const pages = new LazyPages(size, (page) => brought.push(page));
      pages.ensureLoaded(start, end);
      assert.deepEqual(brought, expected);
    });

  it('loads each page once, and none that has arrived', () => {
    const brought: number[] = [];
    const pages = new LazyPages(size, (page) => brought.push(page));
    pages.arrived(1);
    pages.arrived(1);
    pages.ensureLoaded(0, size);
    pages.ensureLoaded(0, size);
    assert.deepEqual(brought, [0, 2, 3]);
    assert.ok(pages.has(1) && pages.has(3));
  });

  it('counts an incomplete page', () => {
    assert.deepEqual([0, 1, PAGE_BYTES, PAGE_BYTES + 1].map(pageCount), [0, 1, 1, 2]);
  });
});
