import assert from 'node:assert/strict';
import { UserSelection } from '../../../../src/tree/model/userSelection';
import type { LibraryNode } from '../../../../src/tree/nodes';

const paper = (paperId: string): LibraryNode => ({ kind: 'paper', paperId, group: 'code' });
const heading: LibraryNode = { kind: 'group', key: 'code' };

type Step =
  | { readonly select: readonly LibraryNode[] }
  | { readonly request: string }
  | { readonly show: string };

/** Follows the steps; returns whether the selection is kept for the page that is shown last. */
function isKept(steps: readonly Step[]): boolean {
  const selection = new UserSelection();
  let selected: readonly LibraryNode[] = [];
  let shown: { readonly paperId: string; readonly since: number } | undefined;
  for (const step of steps)
    if ('select' in step) {
      selected = step.select;
      selection.changed();
    } else if ('request' in step) selection.requested(step.request);
    else shown = { paperId: step.show, since: selection.shown(step.show) };
  assert.ok(shown);
  return selection.isKept(selected, shown.paperId, shown.since);
}

describe('the selection of the library view when a page is shown', () => {
  const [a, b] = [paper('a'), paper('b')];
  const [requestA, showA, showB] = [{ request: 'a' }, { show: 'a' }, { show: 'b' }];
  const cases: readonly (readonly [what: string, kept: boolean, steps: readonly Step[]])[] = [
    ['is replaced if it is empty', false, [requestA, showA]],
    ['is kept if it is the page’s row', true, [{ select: [a] }, requestA, showA]],
    ['is kept with a second row below', true, [{ select: [a] }, requestA, { select: [a, b] }, showA]],
    ['is kept with a second row above', true, [{ select: [a] }, requestA, { select: [b, a] }, showA]],
    ['is kept if it is several other rows', true, [{ select: [b, heading] }, requestA, showA]],
    ['is replaced if it is one row from before the request', false, [{ select: [b] }, requestA, showA]],
    [
      'is replaced if it is a heading from before the request',
      false,
      [{ select: [heading] }, requestA, showA],
    ],
    ['is kept if it is one row from after the request', true, [requestA, { select: [b] }, showA]],
    ['is kept if it is a heading from after the request', true, [requestA, { select: [heading] }, showA]],
    ['is kept if it was made while the row waited', true, [requestA, showA, { select: [b] }]],
    ['is replaced for a tab that was not requested', false, [requestA, { select: [b] }, showA, showA]],
    ['is replaced for the tab of another page', false, [requestA, { select: [a] }, showB]],
    ['is kept after the page of another paper', true, [requestA, showB, { select: [b] }, showA]],
  ];
  for (const [what, kept, steps] of cases) it(what, () => assert.equal(isKept(steps), kept));
});
