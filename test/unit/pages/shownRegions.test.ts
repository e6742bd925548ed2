import assert from 'node:assert/strict';
import { ShownRegions } from '../../../src/pages/shownRegions';

const regions = (...html: readonly string[]) => html.map((one, at) => ({ name: `r${at}`, html: one }));
const names = (found: readonly { readonly name: string }[] | undefined) => found?.map(({ name }) => name);

describe('the regions that a page has', () => {
  let shown: ShownRegions<{ readonly name: string; readonly html: string }>;
  beforeEach(() => {
    shown = new ShownRegions();
    shown.replace(regions('a', 'b'));
    shown.advance();
    shown.loaded();
  });

  it('change one by one', () => {
    assert.deepEqual(names(shown.replace(regions('a', 'c'))), ['r1']);
    assert.deepEqual(names(shown.replace(regions('a', 'c'))), []);
    assert.deepEqual(names(shown.replace(regions('a', 'c', 'd'))), ['r2']);
  });

  it('are complete in a page that was loaded with the current revision', () => {
    assert.equal(shown.isReady, false);
    assert.equal(shown.ready(1), undefined);
    assert.equal(shown.isReady, true);
  });

  it('are sent to a page that was loaded before they changed, all of the changes', () => {
    for (const next of [regions('a', 'c'), regions('x', 'c')]) {
      shown.replace(next);
      shown.advance();
    }
    assert.deepEqual(names(shown.ready(1)), ['r0', 'r1']);
  });

  it('are all sent to a page of an unknown revision', () => {
    shown.advance();
    assert.deepEqual(names(shown.ready(7)), ['r0', 'r1']);
  });

  it('make a hidden page load again only if its document is out of date', () => {
    shown.ready(1);
    assert.deepEqual([shown.hidden(), shown.isReady], [false, false]);
    shown.replace(regions('a', 'c'));
    shown.advance();
    assert.equal(shown.hidden(), true);
    shown.loaded();
    assert.deepEqual([shown.hidden(), shown.isReady, shown.revision], [false, false, 2]);
  });
});
